// A stage on which sets and props are put together: shapes are collected by part
// and material, moved to where they stand, shaded by what surrounds them, and
// become one Model.  Built and used on one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/mat4x4.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/demo/model_builder.h"
#include "app/demo/shape.h"

namespace bandaji {

// Surfaces that several pieces of one list have in common, made once.  Any thread.
class SurfacePantry {
 public:
  // The surface of that name, made by `make` at the first call; later callers wait for it.
  std::shared_ptr<const Surface> surface(const std::string& name, const std::function<Surface()>& make);

 private:
  std::mutex mutex_;  // Guards shelves_.
  std::map<std::string, std::shared_future<std::shared_ptr<const Surface>>> shelves_;
};

class Stage {
 public:
  // `pantry` lives as long as the stage.
  Stage(std::string name, SurfacePantry& pantry) : builder_(std::move(name)), pantry_(pantry) {}

  SurfacePantry& pantry() { return pantry_; }

  // The material of that name, made by `make` at the first call.
  std::int32_t material(const std::string& name, const std::function<std::int32_t(ModelBuilder&)>& make);

  // Adds to the mesh of (part, material); the part becomes a node of that name.
  // A shape without normals gets smooth ones.
  void add(const std::string& part, std::int32_t material, const Shape& shape);

  // Everything added between push and pop is moved by `place`; they nest.
  void push(const glm::mat4& place);
  void pop();

  // Ends the work.  Colors of vertices are darkened where other things stand
  // within `reach_m`, as in the shade between boards; `strength` 0 to 1.
  // Expects: something was added; every push was popped.
  Model finish(float reach_m, float strength = 0.8f);

 private:
  struct Piece {
    std::string part;
    std::int32_t material;
    Shape shape;
  };
  ModelBuilder builder_;
  SurfacePantry& pantry_;
  std::map<std::string, std::int32_t> materials_;
  std::vector<Piece> pieces_;
  std::map<std::pair<std::string, std::int32_t>, std::size_t> numbers_;
  std::vector<glm::mat4> places_;
};

// push and pop by scope.
class Placed {
 public:
  Placed(Stage& stage, const glm::mat4& place) : stage_(stage) { stage_.push(place); }
  Placed(Stage& stage, const glm::vec3& at, float turn_radians = 0)
      : Placed(stage, glm::rotate(glm::translate(glm::mat4(1), at), turn_radians, glm::vec3(0, 1, 0))) {}
  ~Placed() { stage_.pop(); }
  Placed(const Placed&) = delete;
  Placed& operator=(const Placed&) = delete;

 private:
  Stage& stage_;
};

// What things are made of.
enum class Finish {
  OldPine,
  FloorPine,
  Zelkova,
  DarkWood,
  RedLacquer,
  RedColumn,
  BlackLacquer,
  BrownLacquer,
  GreenPaint,
  Hanji,
  LitPaper,
  Granite,
  Jeondol,
  RoofClay,
  Plaster,
  Iron,
  Brass,
  Gold,
  Porcelain,
  Concrete,
  RoofCoating,
  Brick,
  Onggi,
  Terracotta,
  Ink,
  WhiteSilk,
  RedSilk,
  BlueSilk,
  YellowSilk,
  GreenSilk,
  Aluminium,
  Glass,
  Flame,
  Wax,
  Leaf,
  Soil
};
std::int32_t finish_of(Stage& stage, Finish finish);
// A material with one picture laid 0 to 1 over its uv.
std::int32_t picture_finish(Stage& stage, const std::string& name, const std::function<Image()>& make,
                            float roughness, float metallic = 0);
// One plain color.
std::int32_t plain_finish(Stage& stage, const std::string& name, std::uint32_t rgb, float roughness,
                          float metallic = 0);

// --- Carpentry.  Grain runs along; every piece is cut from another place of the board. ---

// A squared timber between two points, `width` across and `height` along `up`, edges
// chamfered.  Cut into lengths of about `step` so that shade can follow it.
struct TimberOptions {
  float chamfer = 0.008f;
  float step = 0.4f;
  glm::vec3 up{0, 1, 0};
  float vary = 0.22f;  // How much darker than its neighbors a piece may be.
};
Shape timber(const glm::vec3& from, const glm::vec3& to, float width, float height,
             const TimberOptions& options = {});
// A round one, closed at both ends.
Shape log_timber(const glm::vec3& from, const glm::vec3& to, float from_radius, float to_radius,
                 int sides = 12, float step = 0.5f);
// A block between two corners, faces cut into cells of at most `cell` (0: uncut).
Shape block(const glm::vec3& lo, const glm::vec3& hi, float cell = 0);
// A rectangle standing on y = 0 and centered on x, looking to +z, uv in metres.
Shape sheet(float width, float height, float cell = 0.3f);
// The same rectangle with uv from 0 to 1 over the whole, or over the part lo..hi of a picture.
Shape picture_sheet(float width, float height, const glm::vec2& lo = {0, 0}, const glm::vec2& hi = {1, 1},
                    int columns = 6, int rows = 6);

glm::mat4 placed_at(const glm::vec3& at, float turn_radians = 0, float tilt_radians = 0);

}  // namespace bandaji
