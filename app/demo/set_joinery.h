// Doors, windows, roofs and stonework that the sets share.
#pragma once

#include "app/demo/set_stage.h"

namespace bandaji {

enum class Lattice {
  Ttisal,    // 띠살: upright bars crossed by three bands of rails.
  Wanja,     // 완자: interlocking fret.
  Grid,      // 우물살.
  Bulbalgi,  // 불발기: papered over, light through an octagon in the middle.
  Flower     // 꽃살: diagonals with blossoms at the crossings, for palaces.
};

struct LeafLook {
  float width = 0.6f;
  float height = 2.0f;
  float panel = 0.45f;  // Height of the solid board at the foot (궁판); 0 for none.
  Lattice lattice = Lattice::Ttisal;
  Finish wood = Finish::OldPine;
  Finish paper = Finish::LitPaper;
  Finish board = Finish::OldPine;
  float pitch = 0.075f;  // Between bars.
};
// A door or window leaf on y = 0, centered on x, its lattice towards +z.
void put_leaf(Stage& stage, const LeafLook& look);

// A wall of stone blocks between two corners on the ground, looking to the right of the walk from a to b.
struct Course {
  float height = 0.22f;
  int courses = 2;
  float depth = 0.35f;
  float length = 0.95f;
};
void put_stone_wall(Stage& stage, const std::string& part, const glm::vec3& a, const glm::vec3& b,
                    const Course& course);

// One slope of a tiled roof: rows of rounded tiles down a sagging line from `ridge` to
// `eave` (heights and z), across x from x0 to x1.
void put_tiled_slope(Stage& stage, float x0, float x1, const glm::vec2& ridge_yz, const glm::vec2& eave_yz);

// A cushion: a box puffed out, with a border line.
void put_cushion(Stage& stage, const std::string& part, Finish body, Finish border, const glm::vec3& size);

}  // namespace bandaji
