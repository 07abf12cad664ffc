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
      {"diffuse transmission of what is half metal",
       [](Material& m, float r) { m.roughness = r, m.metallic = 0.5f, m.diffuse_transmission = 0.7f; }},
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

// The sky is white behind the sheet and black before it: all that is seen has come through.
struct LightBehind {
  LightBehind() {
    HdrImage image{64, 32, std::vector<float>(64 * 32 * 3, 0.0f)};
    for (int y = 0; y < 32; ++y) {
      // +Z is at three quarters of the width, so its half of the sky is the right one.
      for (int x = 0; x < 32; ++x)
        for (int c = 0; c < 3; ++c) image.pixels[static_cast<std::size_t>(3 * (y * 64 + x) + c)] = 1;
    }
    EXPECT_TRUE(preview().set_environment(image).has_value());
  }
  ~LightBehind() { preview().clear_environment(); }
};

Material thin_paper() {
  Material paper = colored({0.9f, 0.9f, 0.9f, 1});
  paper.specular = 0;  // Nothing is kept back by a gloss.
  paper.roughness = 1;
  paper.double_sided = true;
  paper.diffuse_transmission = 0.8f;
  paper.diffuse_transmission_color = {1, 0.5f, 0.25f};
  return paper;
}

TEST(KnownLight, PaperLetsThroughItsFactorTimesItsColorAsItsPicturesSay) {
  const LightBehind room;
  const auto seen = [](const Model& model) {
    const Pixel p = at(draw(model, facing(2), plain(), {32, 32}), 16, 16);
    return glm::vec3(to_linear(p.r), to_linear(p.g), to_linear(p.b));
  };
  const glm::vec3 plain_sheet = seen(model_of({square({}, 2, 0)}, {thin_paper()}));
  // The light was blurred a little at the edge between black and white.
  EXPECT_NEAR(plain_sheet.r, 0.8f, 0.02f);
  EXPECT_NEAR(plain_sheet.g, 0.4f, 0.012f);
  EXPECT_NEAR(plain_sheet.b, 0.2f, 0.01f);

  Model model = model_of({square({}, 2, 0)}, {thin_paper()});
  // Half as much passes where alpha is 128; red, green and blue of that picture say nothing.
  model.images.push_back({1, 1, 4, ColorEncoding::Linear, {9, 200, 30, 128}});
  model.images.push_back({1, 1, 4, ColorEncoding::Srgb, {255, 188, 255, 255}});
  model.image_names = {"factor", "color"};
  model.materials[0].texture(TextureSlot::DiffuseTransmission).image = 0;
  model.materials[0].texture(TextureSlot::DiffuseTransmissionColor).image = 1;
  const glm::vec3 mapped = seen(model);
  EXPECT_NEAR(mapped.r / plain_sheet.r, 128 / 255.0f, 0.01f);
  EXPECT_NEAR(mapped.g / plain_sheet.g, 128 / 255.0f * to_linear(188), 0.01f);
  EXPECT_NEAR(mapped.b / plain_sheet.b, 128 / 255.0f, 0.012f);
}

TEST(KnownLight, MetalLetsNothingThroughAndHalfMetalHalf) {
  const LightBehind room;
  const auto seen = [](float metallic) {
    Material paper = thin_paper();
    paper.metallic = metallic;
    return to_linear(at(draw(model_of({square({}, 2, 0)}, {paper}), facing(2), plain(), {32, 32}), 16, 16).r);
  };
  const float paper = seen(0);
  // What a mirror as rough as this shows of the edge of the sky is left out by comparing with none passing.
  Material mirror = thin_paper();
  mirror.diffuse_transmission = 0;
  mirror.metallic = 0.5f;
  const float half_mirror =
      to_linear(at(draw(model_of({square({}, 2, 0)}, {mirror}), facing(2), plain(), {32, 32}), 16, 16).r);
  EXPECT_NEAR(seen(0.5f) - half_mirror, 0.5f * paper, 0.015f);
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
