#include "app/demo/wardrobe.h"

namespace bandaji {

std::uint32_t add_coat(ModelBuilder& builder, const Shape& skin, std::int32_t cloth, std::int32_t lining,
                       float scale) {
  const Shell shell = thickened(skin, 0.0018f * scale, 0);
  const std::uint32_t mesh = builder.add("cloth", cloth, shell.outer);
  builder.add("lining", lining, joined({shell.inner, shell.rim}));
  return mesh;
}

std::vector<glm::vec2> crossed_collar_line(const glm::vec2& end) {
  return {{0.018f, 0.150f},
          {-0.020f, 0.100f},
          {-0.050f, 0.045f},
          {-0.066f, 0.004f},
          {-0.055f, -0.020f},
          {0.0f, -0.028f},
          {0.055f, -0.020f},
          {0.066f, 0.004f},
          {0.050f, 0.040f},
          glm::vec2(0.050f, 0.040f) + (end - glm::vec2(0.050f, 0.040f)) * 0.4f,
          end};
}

Curve over_edge(const glm::vec2& end, float hem_x, float hem_q) {
  return {{0.0f, 0.066f}, {0.03f, 0.054f}, {end.y, end.x}, {hem_q, hem_x}};
}

Curve under_edge(float hem_x, float hem_q) {
  return {{0.0f, 0.066f}, {0.03f, 0.054f}, {0.14f, -0.012f}, {hem_q, hem_x}};
}

std::int32_t add_gold_band(ModelBuilder& builder, const std::string& name, GoldBand band,
                           std::uint32_t ground, float height_m) {
  Material material = plain_material(name, 0xFFFFFF, 1, 1);
  material.double_sided = true;
  return builder.add_material(material, gold_leaf_band(band, srgb_of(ground), height_m * 4, height_m));
}

Path girdle(const Coat& coat, float q, float gap) {
  std::vector<glm::vec3> points;
  const float side = coat.cut().side_x * 0.96f;
  for (int i = 0; i < 12; ++i)
    points.push_back(coat.at(mix(-side, side, static_cast<float>(i) / 11), q, gap));
  for (int i = 1; i < 11; ++i)
    points.push_back(coat.at(mix(side, -side, static_cast<float>(i) / 11), -q, gap));
  return Path(points, true);
}

std::int32_t add_lining(ModelBuilder& builder, const std::string& name, std::uint32_t rgb) {
  Material material = silk_material(name, rgb, 0.7f);
  return builder.add_material(material);
}

}  // namespace bandaji
