// The uniform block that every shader of one picture reads; shaders/frame.glsl is
// its other side.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

#include "renderer/camera.h"
#include "renderer/environment_contents.h"
#include "renderer/gpu_model_contents.h"
#include "renderer/targets.h"
#include "renderer/view_settings.h"

namespace bandaji {

inline constexpr int kMaxLamps = 8;
inline constexpr int kMaxLampMaps = 16;  // Shadow maps of lamps: one, or six where it shines all around.

struct FrameBlock {
  glm::mat4 view_projection{1};
  glm::mat4 view{1};
  glm::mat4 inverse_view_projection{1};
  glm::mat4 shadow_from_world{1};
  glm::vec4 eye{0, 0, 1, 0};
  glm::vec4 environment{1, 0, 1, 0};
  glm::vec4 key_direction{0, 1, 0, 0};
  glm::vec4 key_tint{1, 1, 1, 0};
  glm::vec4 target{1};
  glm::vec4 display{1, 0, 0, 1};
  glm::vec4 lights{0, 0, 1, 0};
  glm::vec4 lamp_position[kMaxLamps]{};
  glm::vec4 lamp_direction[kMaxLamps]{};
  glm::vec4 lamp_color[kMaxLamps]{};
  glm::vec4 lamp_cone[kMaxLamps]{};
  glm::vec4 lamp_shadow[kMaxLamps]{};
  glm::mat4 lamp_from_world[kMaxLampMaps]{};
  glm::vec4 section{0, 0, 0, 1};
  glm::vec4 elements{1};
  glm::vec4 light_tint{1};
};

// How large points and how wide lines are drawn, in pixels of a picture: the same part of it at any size, and
// points the smaller the more there are, so that a scan closes and a few marks are still seen.
struct ElementSize {
  float point_px = 1;
  float line_px = 1;
};
ElementSize element_size(const ModelFacts& facts, int picture_width, int picture_height);

// Binding points and texture units that all programs share.
inline constexpr int kFrameBinding = 0;
inline constexpr int kMaterialBinding = 1;
inline constexpr int kSkyBinding = 2;
inline constexpr int kUnitSpecular = 0;
inline constexpr int kUnitDiffuse = 1;
inline constexpr int kUnitScatter = 2;
inline constexpr int kUnitShadow = 3;
inline constexpr int kUnitDepthOpaque = 4;
inline constexpr int kUnitDepthBefore = 5;
inline constexpr int kUnitScene = 4;  // Transmissive surfaces are not peeled: they share a unit.
inline constexpr int kUnitSheen = 5;  // Nor does what finds the depth of a layer read any light.
inline constexpr int kUnitLampShadow = 6;
inline constexpr int kFirstMapUnit = 7;

// Towards the key light in world space, after the light was turned.
glm::vec3 toward_key(const Environment::Contents& light, const ViewSettings& settings);

// Where one of many accumulated pictures is taken from.
struct PassShift {
  glm::vec2 pixel{0};  // Of the picture's pixels, -0.5 to 0.5.
  glm::vec2 lens{0};   // On the unit disc of the lens opening.
};
// The `index`-th of any number of evenly spread shifts (Roberts 2018: the R2 sequence).
PassShift pass_shift(int index);

// Everything but the lamps and the shadow map.  `scene` is what near and far plane must enclose.
FrameBlock make_frame(const Camera& camera, const ViewSettings& settings, const PosedModel& pose,
                      const SceneTarget& target, const Environment::Contents& light, const Bounds& scene,
                      const PassShift& shift = {});

// The file's own lamps; of more than kMaxLamps those that light the model most.  None throws a shadow yet.
void add_lamps(const BakedModel& model, const PosedModel& pose, FrameBlock& frame);

}  // namespace bandaji
