// A white surface in a white room cannot be told from the room: every lobe keeps the light it gets.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

#include "scene.h"

namespace bandaji::test {
namespace {

struct WhiteRoom {
  WhiteRoom() {
    HdrImage image{64, 32, std::vector<float>(64 * 32 * 3, 1.0f)};
    EXPECT_TRUE(preview().set_environment(image).has_value());
  }
  ~WhiteRoom() { preview().clear_environment(); }
};

// The largest departure from even brightness, as a part of it.  One byte of the picture is 1.0 % there; an
// exposure is found for which the room lies in the middle of a byte, so that half a byte is what rounding can
// hide.
float departure(const Material& material) {
  ViewSettings settings = plain();
  settings.backdrop = Backdrop::Environment;
  const GpuModel gpu = upload(model_of({ball({}, 0.9f, 0)}, {material}));
  float worst = 0;
  // Several brightnesses: an error of a fraction of a byte shows in one of them.
  for (const float room : {0.5f, 0.503f, 0.506f, 0.509f}) {
    settings.light_intensity = room;
    const auto image = preview().picture(gpu, facing(2), settings, {48, 48});
    EXPECT_TRUE(image.has_value());
    const float around = to_linear(at(*image, 1, 1).g);
    for (const auto& [x, y] : {std::pair{24, 24}, {14, 24}, {24, 36}, {6, 24}, {24, 4}, {36, 34}}) {
      const Pixel p = at(*image, x, y);
      for (const int channel : {p.r, p.g, p.b})
        worst = std::max(worst, std::abs(to_linear(channel) - around) / around);
    }
  }
  return worst;
}

TEST(WhiteRoom, NoLobeLosesOrMakesLightAtAnyRoughness) {
  const WhiteRoom room;
  struct Case {
    const char* name;
    std::function<void(Material&, float)> make;
  };
  const Case cases[] = {
      {"dielectric", [](Material& m, float r) { m.roughness = r; }},
      {"metal", [](Material& m, float r) { m.roughness = r, m.metallic = 1; }},
      {"half metal", [](Material& m, float r) { m.roughness = r, m.metallic = 0.5f; }},
      {"ior 2.4", [](Material& m, float r) { m.roughness = r, m.ior = 2.4f; }},
      {"sheen", [](Material& m, float r) { m.sheen_color = glm::vec3(1), m.sheen_roughness = r; }},
      {"clear coat",
       [](Material& m, float r) { m.clearcoat = 1, m.clearcoat_roughness = r, m.metallic = 1; }},
      {"anisotropy", [](Material& m, float r) { m.roughness = r, m.metallic = 1, m.anisotropy = 0.8f; }},
      {"iridescence", [](Material& m, float r) { m.roughness = r, m.iridescence = 1; }},
      {"transmission", [](Material& m, float r) { m.roughness = r, m.transmission = 1; }},
      {"specular-glossiness",
       [](Material& m, float r) {
         m.specular_glossiness = true, m.glossiness = 1 - r, m.specular_factor = glm::vec3(0.2f);
       }},
      {"diffuse transmission", [](Material& m, float r) { m.roughness = r, m.diffuse_transmission = 0.7f; }},
  };
  for (const Case& one : cases) {
    for (const float roughness : {0.0f, 0.25f, 0.5f, 0.75f, 1.0f}) {
      Material material = colored({1, 1, 1, 1});
      one.make(material, roughness);
      // 1 %, and the byte that rounding takes.
      EXPECT_LE(departure(material), 0.0125f) << one.name << " at roughness " << roughness;
    }
  }
}

TEST(KnownLight, AMatteSurfaceSendsBackItsAlbedoOfAnEvenSky) {
  const WhiteRoom room;
  for (const float albedo : {0.05f, 0.18f, 0.5f, 0.9f}) {
    Material material = colored({albedo, albedo, albedo, 1});
    material.specular = 0;
    material.roughness = 1;
    for (const float light : {0.25f, 1.0f}) {
      ViewSettings settings = plain();
      settings.light_intensity = light;
      const Image image = draw(model_of({ball({}, 0.9f, 0)}, {material}), facing(2), settings, {32, 32});
      EXPECT_NEAR(at(image, 16, 16).g, to_byte(albedo * light), 1);
      EXPECT_NEAR(at(image, 8, 20).g, to_byte(albedo * light), 1);
    }
  }
}

}  // namespace
}  // namespace bandaji::test
