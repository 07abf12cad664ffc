// 갓 and 익선관: men's headwear, placed on the head of the dress form.
#include <cmath>
#include <glm/geometric.hpp>

#include "app/demo/body.h"
#include "app/demo/costumes.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/wardrobe.h"

namespace bandaji {
namespace {

// Middle of the head at the height where a hat rests.
glm::vec3 hat_seat() {
  return glm::vec3(0, 1.585f, -0.006f) * Body::lord().scale;
}

// An ellipse round the head, a little longer than wide.
glm::vec3 oval(float angle, float radius, float y) {
  return {std::sin(angle) * radius, y, std::cos(angle) * radius * 1.06f};
}

}  // namespace

Model gat_model() {
  ModelBuilder builder("갓");
  Material mesh = plain_material("horsehair", 0xFFFFFF, 1);
  mesh.alpha_mode = AlphaMode::Blend;
  mesh.double_sided = true;
  const std::int32_t hair = builder.add_material(mesh, horsehair());
  const std::int32_t lacquer = builder.add_material([] {
    Material m = plain_material("lacquered_bamboo", 0x14110F, 0.3f);
    m.clearcoat = 0.8f;
    m.clearcoat_roughness = 0.15f;
    return m;
  }());
  const std::int32_t silk = builder.add_material(silk_material("tie_silk", 0x16151A, 0.9f), plain_silk());
  Material amber_material = plain_material("amber", 0xC87A1E, 0.12f);
  amber_material.clearcoat = 1;
  amber_material.transmission = 0.35f;
  amber_material.thickness = 0.008f;
  amber_material.attenuation_distance = 0.02f;
  amber_material.attenuation_color = linear_of(0xD98A2B);
  const std::int32_t amber = builder.add_material(amber_material);
  Material jade_material = plain_material("bead_jade", 0xCBD9C4, 0.22f);
  jade_material.clearcoat = 0.6f;
  const std::int32_t jade = builder.add_material(jade_material);

  // 대우: the crown tapers upwards and its top is slightly domed. 양태: the brim dips gently to its rim.
  constexpr float kFoot = 0.083f;
  constexpr float kTop = 0.069f;
  constexpr float kHeight = 0.132f;
  constexpr float kBrim = 0.262f;
  const std::uint32_t hat = builder.add_node("gat", 0, hat_seat());
  const auto crown_radius = [](float t) { return mix(kFoot, kTop, std::pow(t, 0.85f)); };
  const Shape crown = patch(
      72, 14, [&](float u, float v) { return oval(u * kTau, crown_radius(v), v * kHeight); }, {true, {}});
  const Shape top = patch(72, 8,
                          [&](float u, float v) {
                            const float r = kTop * (1 - v);
                            return oval(u * kTau, r, kHeight + 0.007f * (1 - (1 - v) * (1 - v)));
                          },
                          {true, {}});
  const auto brim_height = [](float t) { return 0.010f * std::sin(t * kPi * 0.62f) - 0.026f * t * t; };
  const Shape brim = patch(120, 18,
                           [&](float u, float v) {
                             const float t = 1 - v;  // 0 at the crown.
                             return oval(u * kTau, mix(kFoot, kBrim, t), brim_height(t));
                           },
                           {true, {}});
  builder.add("crown", hair, with_normals(joined({crown, top}), 60), hat);
  builder.add("brim", hair, brim, hat);
  std::vector<Shape> frame;
  const auto hoop = [&](float radius, float y, float thickness) {
    std::vector<glm::vec3> points;
    for (int i = 0; i < 48; ++i) points.push_back(oval(kTau * static_cast<float>(i) / 48, radius, y));
    frame.push_back(tube(
        Path(points, true), [thickness](float) { return thickness; }, 144, 6, false));
  };
  hoop(kBrim, brim_height(1), 0.0022f);
  hoop(kFoot + 0.001f, 0.004f, 0.0030f);
  hoop(kFoot, 0.018f, 0.0013f);
  hoop(kTop, kHeight, 0.0020f);
  hoop(mix(kFoot, kBrim, 0.35f), brim_height(0.35f) + 0.0006f, 0.0008f);
  hoop(mix(kFoot, kBrim, 0.70f), brim_height(0.70f) + 0.0006f, 0.0008f);
  builder.add("frame", lacquer, joined(frame), hat);
  builder.add("crown band", silk,
              patch(72, 2,
                    [&](float u, float v) {
                      return oval(u * kTau, kFoot + 0.0014f - 0.0004f * v, 0.003f + v * 0.016f);
                    },
                    {true, {}}),
              hat);

  // 갓끈: amber beads and bamboo tubes hang in a long loop below the chin; black silk strings tie it on.
  const float s = Body::lord().scale;
  const Path loop({glm::vec3(-0.088f, 0.0f, 0.004f) * s, glm::vec3(-0.093f, -0.10f, 0.030f) * s,
                   glm::vec3(-0.084f, -0.22f, 0.085f) * s, glm::vec3(-0.050f, -0.325f, 0.128f) * s,
                   glm::vec3(0.0f, -0.362f, 0.138f) * s, glm::vec3(0.050f, -0.325f, 0.128f) * s,
                   glm::vec3(0.084f, -0.22f, 0.085f) * s, glm::vec3(0.093f, -0.10f, 0.030f) * s,
                   glm::vec3(0.088f, 0.0f, 0.004f) * s});
  const std::uint32_t strap = builder.add_node("gatkkeun", hat);
  builder.add("bead cord", silk, tube(loop, 0.0010f * s, 120, 6), strap);
  std::vector<Shape> ambers;
  std::vector<Shape> spacers;
  const int beads = 47;
  for (int i = 0; i < beads; ++i) {
    const float t = (static_cast<float>(i) + 0.5f) / static_cast<float>(beads);
    const glm::vec3 at = loop.at(t);
    if (i % 4 == 3) {
      const glm::vec3 half = loop.direction(t) * (0.0095f * s);
      spacers.push_back(tube(Path({at - half, at + half}), 0.0032f * s, 4, 12));
    } else {
      const float middle = 1 - std::abs(t - 0.5f) * 2;
      ambers.push_back(translated(sphere((0.0058f + 0.0022f * middle) * s, 14, 10), at));
    }
  }
  builder.add("amber beads", amber, joined(ambers), strap);
  builder.add("jade tubes", jade, joined(spacers), strap);
  std::vector<Shape> strings;
  for (const float side : {-1.0f, 1.0f}) {
    const Path string({glm::vec3(side * 0.086f, 0.0f, 0.0f) * s, glm::vec3(side * 0.083f, -0.06f, 0.022f) * s,
                       glm::vec3(side * 0.060f, -0.135f, 0.060f) * s,
                       glm::vec3(side * 0.014f, -0.178f, 0.088f) * s, glm::vec3(0.0f, -0.186f, 0.094f) * s});
    strings.push_back(ribbon(
        string,
        [s](float t) {
          return glm::vec3(0.0f, 0.004f, 0.012f) * s * (1 - 0.5f * smooth_step(0.6f, 1.0f, t));
        },
        30, 0.0008f));
    const Path fall({glm::vec3(0.0f, -0.186f, 0.096f) * s, glm::vec3(side * 0.012f, -0.22f, 0.112f) * s,
                     glm::vec3(side * 0.020f, -0.29f, 0.118f) * s,
                     glm::vec3(side * 0.022f, -0.40f, 0.126f) * s});
    strings.push_back(ribbon(
        fall,
        [s, side](float t) {
          return glm::vec3(-0.012f, 0.0f, 0.004f * side) * s * (0.5f + 0.5f * smooth_step(0.0f, 0.2f, t));
        },
        30, 0.0008f));
  }
  strings.push_back(
      translated(scaled(sphere(0.011f * s, 14, 10), {1, 0.9f, 0.8f}), glm::vec3(0.0f, -0.186f, 0.098f) * s));
  builder.add("silk strings", silk, joined(strings), strap);
  return builder.finish();
}

Model ikseongwan_model() {
  ModelBuilder builder("익선관");
  Material gauze = silk_material("black_gauze", 0x17141C, 0.85f);
  const std::int32_t silk = builder.add_material(gauze, plain_silk());
  Material wing_gauze = silk_material("wing_gauze", 0x1B1722, 0.85f);
  wing_gauze.alpha_mode = AlphaMode::Blend;
  wing_gauze.base_color.a = 0.82f;
  const std::int32_t wing_silk = builder.add_material(wing_gauze, plain_silk());
  const std::int32_t rim = builder.add_material(silk_material("rim_silk", 0x2A2233, 0.6f), satin_silk());
  const std::int32_t gold = builder.add_material(gold_material("gold_wire"));
  const float s = Body::lord().scale;
  const std::uint32_t hat = builder.add_node("ikseongwan", 0, hat_seat() + glm::vec3(0, -0.012f, 0));

  // Lower body over the brow, and behind it a second, higher dome.
  const auto dome = [&](float base, float height, float squareness, const glm::vec3& offset, float lean) {
    return patch(72, 24,
                 [=](float u, float v) {
                   const float a = u * kTau;
                   const float wall = 0.62f;
                   float r = base;
                   float y = 0;
                   if (v < wall) {
                     y = v / wall * height * squareness;
                     r = base * (1 - 0.05f * v / wall);
                   } else {
                     const float k = (v - wall) / (1 - wall) * kPi / 2;
                     r = base * 0.95f * positive_power(std::cos(k), 0.8f);
                     y = height * (squareness + (1 - squareness) * positive_power(std::sin(k), 0.85f));
                   }
                   const float slope = lean * std::cos(a) * smooth_step(0.3f, 0.9f, v) * height * r / base;
                   return offset + glm::vec3(std::sin(a) * r, y + slope, std::cos(a) * r * 1.08f);
                 },
                 {true, {}});
  };
  builder.add("front", silk,
              with_normals(scaled(dome(0.0850f, 0.108f, 0.62f, {0, 0, 0}, -0.10f), glm::vec3(s))), hat);
  builder.add("back dome", silk,
              with_normals(scaled(dome(0.0740f, 0.168f, 0.74f, {0, 0.004f, -0.022f}, 0.03f), glm::vec3(s))),
              hat);
  std::vector<glm::vec3> ring;
  for (int i = 0; i < 48; ++i)
    ring.push_back((oval(kTau * static_cast<float>(i) / 48, 0.0862f, 0.006f) * glm::vec3(1, 1, 1.075f) -
                    glm::vec3(0, 0, 0.0045f)) *
                   s);
  builder.add("rim", rim,
              tube(
                  Path(ring, true), [s](float) { return 0.0042f * s; }, 144, 8, false),
              hat);
  // Two upright wings behind, like a cicada's.
  std::vector<Shape> wings;
  std::vector<Shape> edges;
  for (const float side : {-1.0f, 1.0f}) {
    std::vector<glm::vec3> outline;
    const auto leaf = [&](float t, float across) {
      const float width =
          0.021f * positive_power(std::sin(kPi * clamp01(0.06f + t * 0.94f)), 0.55f) * (0.85f + 0.25f * t);
      return glm::vec3(side * (0.030f + 0.014f * t) + across * width, 0.040f + 0.165f * t,
                       -0.104f - 0.012f * std::sin(t * kPi) + 0.010f * t + 0.004f * across * across) *
             s;
    };
    const Shape sheet = patch(8, 24, [&](float u, float v) { return leaf(v, u * 2 - 1); });
    wings.push_back(thickened(with_normals(sheet), 0.0008f * s).all());
    for (int i = 0; i <= 12; ++i) outline.push_back(leaf(static_cast<float>(i) / 12, -1));
    for (int i = 11; i >= 0; --i) outline.push_back(leaf(static_cast<float>(i) / 12, 1));
    edges.push_back(tube(Path(outline), 0.0013f * s, 80, 6));
  }
  builder.add("wings", wing_silk, joined(wings), hat);
  builder.add("wing wire", gold, joined(edges), hat);
  return builder.finish();
}

}  // namespace bandaji
