// The words of `bandaji render` as a camera and settings.  No OpenGL.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <string_view>

#include "app/cli/commands.h"
#include "assets/baked_model.h"
#include "renderer/camera.h"
#include "renderer/lens.h"
#include "renderer/preview.h"
#include "renderer/view_settings.h"

namespace bandaji::cli {

struct RenderRequest {
  PictureSize size;
  ViewSettings settings;
  std::optional<Lens> lens;
  std::vector<glm::ivec2> picks;  // Pixels from the top left.
  float f_number = 0;             // 0: everything is sharp.
  ViewAngles angles{-32, 14};
  bool ortho = false;
  std::optional<float> fov;
  // A camera that stands at a given place, in the model's own units.
  std::optional<glm::vec3> eye;
  glm::vec3 target{0};
  glm::vec3 up{0, 1, 0};
  std::string saved_camera;  // A name that is none of the usual views; the record must have it.
};

// Errors: Invalid, naming the option and what it takes.
Result<RenderRequest> parse_render(const RenderCommand& command);

// `bounds` as posed, metres.  Sets the opening of the lens in the request's settings.
Camera camera_for(RenderRequest& request, const Bounds& bounds, double metres_per_unit);

// Hides what --hide names, or everything but what --only names.  Errors: NotFound, listing the parts there
// are.
Result<void> choose_parts(const RenderCommand& command, const BakedModel& model, ViewSettings& settings);

// By name or number from 1.  Errors: NotFound, with the names there are.
Result<int> find_file_scene(const BakedModel& model, std::string_view name);
// Index of the named colourway, or of its number counted from 0.  Errors: NotFound, listing those there are.
Result<int> find_variant(const BakedModel& model, std::string_view name);
// Errors: NotFound, listing the animations there are, when the model has none with this number.
Result<void> check_clip(const BakedModel& model, int clip);

}  // namespace bandaji::cli
