// The file's own lamps: units and falloff as KHR_lights_punctual has them, lobes as the specifications write
// them, and shadows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

#include "scene.h"

namespace bandaji::test {
namespace {

constexpr float kPi = 3.14159265f;

// No light but that of lamps, for as long as the object lives.
struct Dark {
  Dark() {
    EXPECT_TRUE(
        preview().set_environment(HdrImage{64, 32, std::vector<float>(64 * 32 * 3, 0.0f)}).has_value());
  }
  ~Dark() { preview().clear_environment(); }
};

// A lamp on a node of its own, shining along -Z of the rotation.
void add_lamp(Model& model, PunctualLight lamp, glm::vec3 place, glm::quat turned = {1, 0, 0, 0}) {
  Node node;
  node.translation = place;
  node.rotation = turned;
  model.nodes.push_back(node);
  lamp.node = static_cast<std::uint32_t>(model.nodes.size() - 1);
  model.lights.push_back(lamp);
}

// A rotation that turns -Z to `along`.
glm::quat shining(const glm::vec3& along) {
  return glm::quat(glm::vec3(0, 0, -1), glm::normalize(along));
}

PunctualLight lamp_of(LightType type, float intensity) {
  PunctualLight lamp;
  lamp.type = type;
  lamp.intensity = intensity;
  return lamp;
}

Material chalk() {
  Material material = colored({1, 1, 1, 1});
  material.specular = 0;
  return material;
}

// What a wall at z = 0 shows in its middle, in linear light.
glm::vec3 wall(const Material& material, const PunctualLight& lamp, glm::vec3 place, glm::quat turned) {
  Model model = model_of({square({}, 4, 0)}, {material});
  add_lamp(model, lamp, place, turned);
  // An odd size: one pixel looks exactly at the middle.
  const Pixel p = at(draw(model, facing(0.02f), plain(), {9, 9}), 4, 4);
  return {to_linear(p.r), to_linear(p.g), to_linear(p.b)};
}

// One step of a byte at this brightness, half of which rounding may take, and half a percent.
float close_to(float value) {
  return 0.6f * (to_linear(std::min(to_byte(value) + 1, 255)) - to_linear(to_byte(value))) + 0.005f * value;
}

TEST(Lamps, PointLampsAreInCandelaAndFadeWithTheSquareOfTheDistance) {
  const Dark dark;
  for (const float metres : {0.5f, 1.0f, 2.0f}) {
    const float expected = 0.7f / (metres * metres) / kPi;
    EXPECT_NEAR(wall(chalk(), lamp_of(LightType::Point, 0.7f), {0, 0, metres}, {1, 0, 0, 0}).g, expected,
                close_to(expected));
  }
}

TEST(Lamps, ARangeEndsTheLightAsTheExtensionSays) {
  const Dark dark;
  PunctualLight lamp = lamp_of(LightType::Point, 2);
  lamp.range = 1.25f;
  const float expected = 2 * (1 - std::pow(1 / 1.25f, 4.0f)) / kPi;
  EXPECT_NEAR(wall(chalk(), lamp, {0, 0, 1}, {1, 0, 0, 0}).g, expected, close_to(expected));
  EXPECT_EQ(wall(chalk(), lamp, {0, 0, 1.3f}, {1, 0, 0, 0}).g, 0);
}

TEST(Lamps, SpotsAreFullInsideTheirConeAndFadeToItsRim) {
  const Dark dark;
  PunctualLight lamp = lamp_of(LightType::Spot, 1.5f);
  lamp.inner_cone_radians = 0.2f;
  lamp.outer_cone_radians = 0.6f;
  const float full = 1.5f / kPi;
  for (const float off : {0.0f, 0.15f, 0.3f, 0.45f, 0.58f, 0.7f}) {
    const float cosine = std::cos(off);
    const float t = std::clamp((cosine - std::cos(0.6f)) / (std::cos(0.2f) - std::cos(0.6f)), 0.0f, 1.0f);
    const float expected = full * t * t;
    EXPECT_NEAR(wall(chalk(), lamp, {0, 0, 1}, shining({std::sin(off), 0, -cosine})).g, expected,
                close_to(expected))
        << off;
  }
}

// The lobes in plain arithmetic, as the specifications have them; directions with n = +Z.
struct Lobe {
  glm::vec3 l{0}, v{0, 0, 1}, h{0};
  float n_l = 0, n_v = 1, n_h = 0, v_h = 0;
  explicit Lobe(const glm::vec3& toward_lamp)
      : l(glm::normalize(toward_lamp)), h(glm::normalize(l + v)), n_l(l.z), n_h(h.z), v_h(glm::dot(v, h)) {}
  float schlick(float f0) const { return f0 + (1 - f0) * std::pow(1 - v_h, 5.0f); }
  float ggx(float alpha) const {
    const float a2 = alpha * alpha, d = n_h * n_h * (a2 - 1) + 1;
    const auto smith = [&](float c) { return std::sqrt(a2 + (1 - a2) * c * c); };
    return a2 / (kPi * d * d) * 0.5f / (n_l * smith(n_v) + n_v * smith(n_l));
  }
  // Along X and Y.
  float stretched(float along, float across) const {
    const float d = (h.x / along) * (h.x / along) + (h.y / across) * (h.y / across) + h.z * h.z;
    const float distribution = 1 / (kPi * along * across * d * d);
    const auto smith = [&](const glm::vec3& w) {
      return std::sqrt(along * along * w.x * w.x + across * across * w.y * w.y + w.z * w.z);
    };
    return distribution * 0.5f / (n_l * smith(v) + n_v * smith(l));
  }
};

glm::vec3 lit(const Material& material, const glm::vec3& toward_lamp, float lux) {
  return wall(material, lamp_of(LightType::Directional, lux), {0, 0, 3}, shining(-toward_lamp));
}

TEST(Lamps, ASmoothLobeIsThatOfTheSpecification) {
  const Dark dark;
  for (const float roughness : {0.3f, 0.5f}) {
    for (const glm::vec3 toward : {glm::vec3(0.3f, 0.2f, 1), glm::vec3(0.8f, 0, 1), glm::vec3(0, 0.1f, 1)}) {
      Material material = colored({0, 0, 0, 1});  // Of a black dielectric only the lobe is left.
      material.roughness = roughness;
      const Lobe lobe(toward);
      const float value = lobe.n_l * lobe.schlick(0.04f) * lobe.ggx(roughness * roughness);
      const float lux = 0.5f / value;
      // The several bounces of light that are added are a few percent of so little.
      EXPECT_NEAR(lit(material, toward, lux).g, 0.5f, 0.012f) << roughness << " " << toward.x;
    }
  }
}

TEST(Lamps, AStretchedLobeIsWideAcrossTheFibersAsTheExtensionSays) {
  const Dark dark;
  for (const float turned : {0.0f, kPi / 2}) {
    for (const glm::vec3 toward : {glm::vec3(0.6f, 0, 1), glm::vec3(0, 0.6f, 1), glm::vec3(0.3f, 0.3f, 1)}) {
      Material material = colored({0, 0, 0, 1});
      material.roughness = 0.4f;
      material.anisotropy = 0.7f;
      material.anisotropy_rotation_radians = turned;
      const float across = 0.16f, along = across + (1 - across) * 0.49f;
      const Lobe lobe(toward);
      const float value = lobe.n_l * lobe.schlick(0.04f) *
                          (turned > 0 ? lobe.stretched(across, along) : lobe.stretched(along, across));
      EXPECT_NEAR(lit(material, toward, 0.5f / value).g, 0.5f, 0.015f) << turned << " " << toward.x;
    }
  }
}

TEST(Lamps, TheFuzzOfVelvetIsCharlies) {
  const Dark dark;
  for (const float roughness : {0.3f, 0.6f, 1.0f}) {
    Material material = colored({0, 0, 0, 1});
    material.specular = 0;
    material.sheen_color = {1, 0.5f, 0};
    material.sheen_roughness = roughness;
    const glm::vec3 toward(1.2f, 0, 1);
    const Lobe lobe(toward);
    const float alpha = roughness * roughness, t = (1 - alpha) * (1 - alpha);
    const auto curve = [&](float x) {
      const auto mixed = [&](float a, float b) { return a + t * (b - a); };
      return mixed(21.5473f, 25.3245f) /
                 (1 + mixed(3.82987f, 3.32435f) * std::pow(x, mixed(0.19823f, 0.16801f))) +
             mixed(-1.9776f, -1.27393f) * x + mixed(-4.32054f, -4.85967f);
    };
    const auto lambda = [&](float c) {
      return std::exp(c < 0.5f ? curve(c) : 2 * curve(0.5f) - curve(1 - c));
    };
    const float sine = std::sqrt(1 - lobe.n_h * lobe.n_h);
    const float value = lobe.n_l * (2 + 1 / alpha) * std::pow(sine, 1 / alpha) / (2 * kPi) /
                        ((1 + lambda(1) + lambda(lobe.n_l)) * 4 * lobe.n_l);
    const glm::vec3 seen = lit(material, toward, 0.5f / value);
    EXPECT_NEAR(seen.r, 0.5f, 0.008f) << roughness;
    EXPECT_NEAR(seen.g, 0.25f, 0.006f) << roughness;
    EXPECT_EQ(seen.b, 0);
  }
}

TEST(Lamps, ACoatReflectsTheLampOverWhatItDims) {
  const Dark dark;
  Material material = chalk();
  material.clearcoat = 1;
  material.clearcoat_roughness = 0.5f;
  const glm::vec3 toward(0.2f, 0.1f, 1);
  const Lobe lobe(toward);
  // Seen straight on, the coat sends back 4 % and a little for its roughness.
  const float expected = lobe.n_l * (0.96f / kPi + lobe.schlick(0.04f) * lobe.ggx(0.25f));
  EXPECT_NEAR(lit(material, toward, 1.2f).g, 1.2f * expected, 0.012f);
}

TEST(Lamps, ARoughMetalLosesNoLightOfALamp) {
  // A single bounce would leave a white metal at six tenths: the rest comes from several.
  const Dark dark;
  Material material = colored({1, 1, 1, 1});
  material.metallic = 1;
  material.roughness = 1;
  float sum = 0, weight = 0;
  constexpr int kLamps = 32;
  for (int i = 0; i < kLamps; ++i) {
    // Lamps spread over the sky; by reciprocity their mean, by cosine, is what a white sky would give.
    const float cosine = std::sqrt((static_cast<float>(i) + 0.5f) / kLamps),
                sine = std::sqrt(1 - cosine * cosine);
    sum += lit(material, {sine, 0, cosine}, 1).g / cosine;
    weight += 1 / kPi;
  }
  EXPECT_NEAR(sum / weight, 1, 0.04f);
}

TEST(Lamps, PaperIsLitFromBehind) {
  const Dark dark;
  Material paper = chalk();
  paper.double_sided = true;
  paper.diffuse_transmission = 0.6f;
  paper.diffuse_transmission_color = {1, 0.8f, 0.5f};
  const glm::vec3 behind = lit(paper, {0, 0, -1}, 1.5f), front = lit(paper, {0, 0, 1}, 1.5f);
  EXPECT_NEAR(behind.r, 0.6f * 1.5f / kPi, 0.006f);
  EXPECT_NEAR(behind.g, 0.6f * 0.8f * 1.5f / kPi, 0.006f);
  EXPECT_NEAR(behind.b, 0.6f * 0.5f * 1.5f / kPi, 0.006f);
  EXPECT_NEAR(front.g, 0.4f * 1.5f / kPi, 0.006f);
  // A thick sheet keeps what Beer's law says.
  paper.thickness = 0.02f;
  paper.attenuation_distance = 0.01f;
  paper.attenuation_color = {0.5f, 0.9f, 1};
  EXPECT_NEAR(lit(paper, {0, 0, -1}, 1.5f).r, 0.25f * 0.6f * 1.5f / kPi, 0.004f);
}

TEST(Lamps, OfTooManyTheBrightestLight) {
  const Dark dark;
  Model model = model_of({square({}, 4, 0)}, {chalk()});
  for (int i = 0; i < 12; ++i) {
    PunctualLight lamp = lamp_of(LightType::Directional, i < 4 ? 0.0f : 0.2f);
    add_lamp(model, lamp, {0, 0, 3});
  }
  EXPECT_NEAR(to_linear(at(draw(model, facing(1), plain(), {9, 9}), 4, 4).g), 8 * 0.2f / kPi, 0.01f);
}

// A wall with a smaller board before it; the lamp shines past the board onto the wall, obliquely.
Model shaded_wall(LightType type, const Material& board) {
  Model model = model_of({square({}, 2, 0), square({-0.5f, 0, 0.5f}, 0.5f, 1)}, {chalk(), board});
  PunctualLight lamp = lamp_of(type, type == LightType::Directional ? 1.5f : 6.0f);
  lamp.outer_cone_radians = 0.9f;
  add_lamp(model, lamp, {-1.0f, 0, 1.5f}, shining({1.0f, 0, -1.5f}));
  return model;
}

TEST(LampShadows, FallBehindWhatStandsInTheLightOfEveryKindOfLamp) {
  const Dark dark;
  for (const LightType type : {LightType::Directional, LightType::Point, LightType::Spot}) {
    ViewSettings settings = plain();
    const Model model = shaded_wall(type, chalk());
    const Image with = draw(model, facing(2), settings, {64, 64});
    settings.shadows = false;
    const Image without = draw(model, facing(2), settings, {64, 64});
    // The board hides from the camera what is left of -0.25, and from the lamp what is left of 0.08 at least.
    const int x = 32 + static_cast<int>(-0.12f * 32);
    EXPECT_EQ(at(with, x, 32).g, 0) << static_cast<int>(type);
    EXPECT_GT(at(without, x, 32).g, 90) << static_cast<int>(type);
    // Elsewhere nothing changes: no surface shadows itself.
    for (int y = 4; y < 64; y += 6) {
      for (const int clear : {42, 50, 58})
        EXPECT_NEAR(at(with, clear, y).g, at(without, clear, y).g, 1) << static_cast<int>(type);
    }
  }
}

TEST(LampShadows, ArePartOfStillsAndTheSameThere) {
  const Dark dark;
  const Model model = shaded_wall(LightType::Point, chalk());
  ViewSettings still = plain();
  still.accumulate = true;
  still.samples = 24;
  const Image quick = draw(model, facing(2), plain()), kept = draw(model, facing(2), still);
  for (const int x : {28, 42, 58}) EXPECT_NEAR(at(quick, x, 32).g, at(kept, x, 32).g, 3) << x;
}

TEST(LampShadows, GlassAndTheFlameItselfThrowNone) {
  const Dark dark;
  Material glass = colored({1, 1, 1, 1});
  glass.transmission = 1;
  const int x = 32 + static_cast<int>(-0.12f * 32);
  EXPECT_GT(at(draw(shaded_wall(LightType::Point, glass), facing(2), plain()), x, 32).g, 90);
  Model candle = model_of({square({}, 2, 0), ball({-1.0f, 0, 1.5f}, 0.1f, 1)}, {chalk(), chalk()});
  add_lamp(candle, lamp_of(LightType::Point, 6), {-1.0f, 0, 1.5f});
  EXPECT_EQ(at(draw(candle, facing(2), plain()), x, 32).g, 0);
  candle.materials[1].emissive = {2, 1, 0.2f};
  EXPECT_GT(at(draw(candle, facing(2), plain()), x, 32).g, 90);
}

TEST(LampShadows, OfAVeilAreAsDeepAsItIsDense) {
  const Dark dark;
  Material veil = colored({1, 1, 1, 0.5f}, AlphaMode::Blend);
  const Model model = shaded_wall(LightType::Directional, veil);
  ViewSettings settings = plain();
  const Image with = draw(model, facing(2), settings, {128, 128});
  settings.shadows = false;
  const Image without = draw(model, facing(2), settings, {128, 128});
  float dimmed = 0, whole = 0;
  for (int y = 58; y < 70; ++y) {
    for (int x = 54; x < 62; ++x)
      dimmed += to_linear(at(with, x, y).g), whole += to_linear(at(without, x, y).g);
  }
  EXPECT_NEAR(dimmed / whole, 0.5f, 0.06f);
}

}  // namespace
}  // namespace bandaji::test
