// What happens to clothes and faces, as layers over a material: dust, water, blood,
// tears, paint.  Pure values; what they do to one point of a surface is a pure
// function, so that the same layers give the same picture on every machine.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <memory>
#include <string>
#include <vector>

#include "assets/image.h"
#include "assets/surface_noise.h"

namespace bandaji {

// How a layer spreads where no mask says so.
enum class SpreadPattern : std::uint8_t {
  Even,       // Everywhere alike.
  Settled,    // From above, and more towards the ground: dust, snow.
  Rising,     // From the hem upwards: mud, wet grass.
  Soaked,     // Large soft patches: water.
  Falling,    // From the shoulders downwards: rain.
  Sweating,   // Collar, armpits, back.
  Spattered,  // Drops and runs about some places: blood.
  Blotched,   // Stains of all sizes.
  Slit,       // Narrow tears.
  Edged,      // Along hems and ends: burns, wear.
  Spot,       // About one point: a wound.
};

struct SurfaceLayer {
  SpreadPattern pattern = SpreadPattern::Even;
  float strength = 1;         // 0..1: how far it spreads and how much it covers.
  glm::vec3 color{0};         // Linear; what it covers with,
  float coverage = 1;         // and how much of what is below it hides where it is thickest, 0..1.
  float darkening = 1;        // Factor on what is still seen of the material: wet cloth is darker.
  float roughness = 1;        // Of the surface where it lies,
  float roughness_share = 0;  // and how far the surface takes it, 0..1.
  float metallic_share = 1;   // How much of the material's metal is still seen where it lies.
  float fading = 0;           // How far the color below goes towards gray, 0..1.
  bool cuts = false;          // Takes the material away instead: holes.
  std::uint32_t seed = 1;     // Another one spreads otherwise.
  glm::vec3 center{0};        // Of Spot: metres in the space of the composition,
  float radius = 0.02f;       // and metres from it.
  // Where it lies, white for everywhere, in the material's own texture coordinates; in place of the pattern.
  std::shared_ptr<const Image> mask;
};

// A picture laid over the base color in the material's own texture coordinates: makeup.
struct PaintLayer {
  std::shared_ptr<const Image> picture;  // With straight alpha.
  float strength = 1;                    // Factor on its alpha.
};

// One point of a surface while layers are laid on it.
struct SurfacePoint {
  glm::vec3 color{1};  // Linear.
  float alpha = 1;
  float roughness = 1;
  float metallic = 0;
};

// Where that point is.
struct SurfacePlace {
  glm::vec3 position{0};         // Metres, +Y up, in the space of the composition.
  glm::vec3 normal{0, 1, 0};     // Unit length.
  glm::vec2 uv{0};               // In the material's own texture coordinates.
  float ground = 0, top = 1.7f;  // Heights of the lowest and highest point of the figure or set.
};

// How much of a layer lies at points of a surface.  Points that follow one another closely are cheap.
// One thread at a time.
class LayerSpread {
 public:
  explicit LayerSpread(const SurfaceLayer& layer);  // Which must live as long.
  // 0..1.
  float at(const SurfacePlace& place);

 private:
  float patterned(const SurfacePlace& place);
  float spattered(const SurfacePlace& place);

  const SurfaceLayer& layer_;
  Turbulence first_, second_;
  Drops drops_;
};

// Whether the amount varies so slowly that it may be worked out for every second texel of a picture.
bool spreads_smoothly(const SurfaceLayer& layer);

// `amount` of the layer comes to lie on the point.
void lay_on(const SurfaceLayer& layer, float amount, SurfacePoint& point);
void lay_on(const PaintLayer& layer, const SurfacePlace& place, SurfacePoint& point);

// The picture at a texture coordinate, repeated, between texels; linear color when it is sRGB.
glm::vec4 sample_repeated(const Image& image, glm::vec2 uv);

}  // namespace bandaji
