// How much of the light of the surroundings reaches each point of a model: many
// shadow maps, one per direction in which the sky was sampled.  This gives soft
// shadows that harden towards contact, and occlusion that knows real thickness:
// a thin cloth darkens what lies under it and not itself, which methods that look
// at the depth of the picture cannot tell.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec4.hpp>
#include <vector>

#include "renderer/environment_contents.h"
#include "renderer/frame_block.h"
#include "renderer/gl.h"
#include "renderer/gpu_model_contents.h"
#include "renderer/shadow_key.h"
#include "renderer/surface_pass.h"
#include "renderer/view_settings.h"

namespace bandaji {

// Directions that one pass of a picture looks up, of all that there are: each of four neighboring samples a
// quarter of them.
inline constexpr int kSkyLookups = 32;
// Layout of shaders/sky_shadow.glsl.
struct SkyBlock {
  glm::mat4 from_world[kSkyLookups];
  glm::vec4 toward[kSkyLookups];  // w: weight.
  glm::vec4 detail[kSkyLookups];  // Layer, offset along the normal in metres, and (width / depth)^2 of the
                                  // map across and up.
  glm::vec4 shift[kSkyLookups];   // Of the lookup, in widths of the map.
  glm::vec4 counts{0};  // How many of the key light, which come first, and of the rest one sample looks up.
};

class SkyShadow {
 public:
  // Draws the maps unless they still show the same: a caller that changes anything that casts shadows but
  // model, pose, light, section or hidden parts must call forget().  Leaves another framebuffer, viewport
  // and frame block bound.
  Result<void> prepare(const GpuModel::Contents& model, const PosedModel& pose, const ViewSettings& settings,
                       const Environment::Contents& light, SurfacePass& surfaces, bool software);
  // Binds what the `pass`-th picture looks up: at kSkyBinding and kUnitShadow.
  void bind(int pass);
  void forget() { key_.clear(); }

  std::uint64_t gpu_bytes() const;

 private:
  struct Map {
    glm::mat4 from_world{1};
    glm::vec4 toward{0};
    float offset = 0;
    glm::vec2 slope_scale{1};
  };
  Result<void> make(int layers);

  GlTexture maps_;
  GlFramebuffer framebuffer_;
  GlBuffer frame_block_;
  GlBuffer sky_block_;
  SurfaceList list_;
  int layers_ = 0;
  std::vector<Map> key_maps_, sky_maps_;
  ShadowKey key_;  // What the maps were drawn for.
};

}  // namespace bandaji
