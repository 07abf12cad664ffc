// The story of the demo production: four episodes, sixty scenes, six people, fourteen
// looks made of the demo's pieces, five sets; and three mistakes for the continuity
// solver to find.  Plain data; app/core/demo_catalog.cpp makes records of it.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace bandaji {

struct DemoCharacter {
  char letter;  // In the tables below.
  std::string_view name_ko, name_en, hanja, role, figure, actor;
};

struct DemoLook {
  char character;
  std::string_view number, name_ko, name_en, occasion;
  std::string_view
      pieces;  // Names of demo files without folder and ending, separated by spaces; "dopo+1" with a double.
};

struct DemoSet {
  std::string_view name_ko, name_en, number, sort, space, model, dressing;  // Dressing: "zone:piece".
};

// Where a piece of a look ("S4") or of a set ("S-1") is put, other than where its model has it.
struct DemoPlacement {
  std::string_view owner, piece;
  std::string_view attach;  // Point of the figure; empty for sets.
  std::array<float, 3> position_m;
  std::array<float, 3> turn_degrees;  // About x, then y, then z.
  float scale = 1;
};

// A piece in other colors, and the looks that wear it so.
struct DemoColorway {
  std::string_view piece, name_ko, name_en, materials, looks;
};

// A mark on the face chart of a look.
struct DemoFaceMark {
  std::string_view look, sort, zone, side;
  int x_permille, y_permille;
  std::string_view product, shade, color, condition;
  int level, strength;
};

// A story day, and which look everybody wears on it ("S1 L2 …").
struct DemoDay {
  std::string_view label;
  int gap_days;
  std::string_view season, looks;
};

// Who is in the scene: letters separated by spaces.  "M+cd_blood:2" ends the scene so, "M=" is clean again
// though nobody washed anything, "S!1" wears look 1 instead of the day's, without a declared change.
struct DemoScene {
  int episode;
  std::string_view day;
  int film_set;  // Index of the set.
  std::string_view int_ext, day_night;
  int eighths;
  std::string_view cast, synopsis;
};

std::span<const DemoCharacter> demo_characters();
std::span<const DemoLook> demo_looks();
std::span<const DemoSet> demo_film_sets();
std::span<const DemoPlacement> demo_placements();
std::span<const DemoColorway> demo_colorways();
std::span<const DemoFaceMark> demo_face_marks();
std::span<const DemoDay> demo_days();
std::span<const DemoScene> demo_scenes();

}  // namespace bandaji
