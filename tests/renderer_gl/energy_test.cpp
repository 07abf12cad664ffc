// A white surface in a white room cannot be told from the room: every lobe keeps the light it gets.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <string>
#include <utility>

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

// The largest departure from even brightness, as a part of it.  One byte of the picture is 1 % there, so
// every pixel is measured in many pictures whose brightness grows by a fraction of a byte: their mean knows
// it to a tenth of that (dithering).
float departure(const Material& material) {
  ViewSettings settings = plain();
  settings.backdrop = Backdrop::Environment;
  const GpuModel gpu = upload(model_of({ball({}, 0.9f, 0)}, {material}));
  constexpr int kRooms = 8;
  constexpr std::pair<int, int> kPlaces[] = {{24, 24}, {14, 24}, {24, 36}, {6, 24}, {24, 4}, {36, 34}};
  glm::vec3 seen[std::size(kPlaces)]{};
  float around = 0;
  for (int i = 0; i < kRooms; ++i) {
    // From 0.5 on, over three bytes in steps of 3/8.
    settings.light_intensity = 0.5f + 0.0155f * static_cast<float>(i) / kRooms;
    const auto image = preview().picture(gpu, facing(2), settings, {48, 48});
    EXPECT_TRUE(image.has_value());
    around += to_linear(at(*image, 1, 1).g);
    for (std::size_t k = 0; k < std::size(kPlaces); ++k) {
      const Pixel p = at(*image, kPlaces[k].first, kPlaces[k].second);
      seen[k] += glm::vec3(to_linear(p.r), to_linear(p.g), to_linear(p.b));
    }
  }
  float worst = 0;
  for (const glm::vec3& place : seen) {
    for (int c = 0; c < 3; ++c) worst = std::max(worst, std::abs(place[c] - around) / around);
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
      {"specular", [](Material& m, float r) { m.roughness = r, m.specular = 0.5f; }},
      {"all at once",
       [](Material& m, float r) {
         m.roughness = r, m.metallic = 0.3f, m.sheen_color = glm::vec3(0.6f), m.sheen_roughness = 0.5f;
         m.clearcoat = 0.8f, m.clearcoat_roughness = r, m.iridescence = 0.4f, m.anisotropy = 0.5f;
       }},
  };
  for (const Case& one : cases) {
    for (int step = 0; step <= 10; ++step) {
      const float roughness = 0.1f * static_cast<float>(step);
      Material material = colored({1, 1, 1, 1});
      one.make(material, roughness);
      EXPECT_LE(departure(material), 0.01f) << one.name << " at roughness " << roughness;
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
