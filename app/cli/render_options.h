// The words of `bandaji render` as a camera and settings.  No OpenGL.
#pragma once

#include <glm/vec3.hpp>
#include <optional>
#include <string_view>

#include "app/cli/commands.h"
#include "assets/baked_model.h"
#include "renderer/camera.h"
#include "renderer/preview.h"
#include "renderer/view_settings.h"

namespace bandaji::cli {

struct RenderRequest {
  PictureSize size;
  ViewSettings settings{.samples = 9};  // A picture that is kept.
  ViewAngles angles{-32, 14};
  bool ortho = false;
  std::optional<float> fov;
  // A camera that stands at a given place, in the model's own units.
  std::optional<glm::vec3> eye;
  glm::vec3 target{0};
  glm::vec3 up{0, 1, 0};
};

// Errors: Invalid, naming the option and what it takes.
Result<RenderRequest> parse_render(const RenderCommand& command);

// `bounds` as posed, metres.
Camera camera_for(const RenderRequest& request, const Bounds& bounds, double metres_per_unit);

// Index of the named colourway, or of its number counted from 0.  Errors: NotFound, listing those there are.
Result<int> find_variant(const BakedModel& model, std::string_view name);

}  // namespace bandaji::cli
