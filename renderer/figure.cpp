#include "renderer/figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>

#include "renderer/section.h"

namespace bandaji {
namespace {

// One side of a standing person, from the neck down to the feet and up the inside of the leg; a head is
// 13 hundredths, as in the usual seven and a half heads.
constexpr auto kSide = std::to_array<glm::vec2>({
    {0.023f, 0.882f}, {0.026f, 0.850f}, {0.072f, 0.828f}, {0.108f, 0.814f}, {0.127f, 0.784f},
    {0.138f, 0.705f}, {0.149f, 0.625f}, {0.161f, 0.535f}, {0.168f, 0.480f}, {0.162f, 0.432f},
    {0.147f, 0.436f}, {0.143f, 0.482f}, {0.134f, 0.535f}, {0.119f, 0.625f}, {0.107f, 0.700f},
    {0.099f, 0.738f}, {0.091f, 0.665f}, {0.085f, 0.612f}, {0.097f, 0.525f}, {0.100f, 0.470f},
    {0.092f, 0.380f}, {0.077f, 0.285f}, {0.079f, 0.215f}, {0.066f, 0.105f}, {0.060f, 0.040f},
    {0.074f, 0.012f}, {0.070f, 0.000f}, {0.024f, 0.000f}, {0.022f, 0.040f}, {0.027f, 0.120f},
    {0.024f, 0.205f}, {0.019f, 0.285f}, {0.011f, 0.400f}, {0.000f, 0.452f},
});
constexpr float kHalfWidth = 0.17f;  // Of a person 1 tall.

// Through all of its points without corners (Catmull and Rom 1974).
std::vector<glm::vec2> rounded_side() {
  std::vector<glm::vec2> points;
  const auto at = [](std::size_t i) { return kSide[std::min(i, kSide.size() - 1)]; };
  for (std::size_t i = 0; i + 1 < kSide.size(); ++i) {
    const glm::vec2 a = at(i == 0 ? 0 : i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
    for (int step = 0; step < 4; ++step) {
      const float t = 0.25f * static_cast<float>(step);
      const glm::vec2 p = 0.5f * (2.0f * b + (c - a) * t + (2.0f * a - 5.0f * b + 4.0f * c - d) * t * t +
                                  (3.0f * b - a - 3.0f * c + d) * t * t * t);
      points.emplace_back(std::max(p.x, 0.0f), std::max(p.y, 0.0f));
    }
  }
  points.push_back(kSide.back());
  return points;
}

std::vector<glm::vec2> triangles() {
  SectionLoop body, head;
  body.closed = head.closed = true;
  const std::vector<glm::vec2> side = rounded_side();
  for (const glm::vec2& p : side) body.points.emplace_back(p, 0);
  for (std::size_t i = side.size() - 1; i-- > 0;) body.points.emplace_back(-side[i].x, side[i].y, 0);
  constexpr int kCorners = 28;
  for (int i = 0; i < kCorners; ++i) {
    const float angle = -6.2831853f * static_cast<float>(i) / kCorners;
    head.points.emplace_back(0.042f * std::cos(angle), 0.936f + 0.064f * std::sin(angle), 0);
  }
  std::vector<glm::vec2> corners;
  // One by one: where chin and neck overlap, both are filled.
  for (const SectionLoop& loop : {body, head}) {
    const SectionCap filled = fill_outlines({&loop, 1}, {0, 0, 1});
    for (const std::uint32_t index : filled.indices) corners.emplace_back(filled.points[index]);
  }
  return corners;
}

}  // namespace

const std::vector<glm::vec2>& figure_triangles() {
  static const std::vector<glm::vec2> kTriangles = triangles();
  return kTriangles;
}

FigurePlace figure_place(const Bounds& model, const Camera& camera, float metres) {
  FigurePlace place;
  const glm::vec3 across = glm::cross(camera.target - camera.eye, camera.up);
  const glm::vec3 level(across.x, 0, across.z);
  if (glm::length(level) > 1e-6f * camera.distance()) place.right = glm::normalize(level);
  if (model.empty()) return place;
  const glm::vec3 half = 0.5f * model.size();
  const float reach = std::abs(place.right.x) * half.x + std::abs(place.right.z) * half.z;
  place.foot = model.center() + place.right * (reach + 0.26f * metres);
  place.foot.y = model.min.y;
  return place;
}

Bounds with_figure(const Bounds& model, const Camera& camera, float metres) {
  Bounds all = model;
  if (metres <= 0) return all;
  const FigurePlace place = figure_place(model, camera, metres);
  for (const float side : {-1.0f, 1.0f}) {
    all.add(place.foot + place.right * (side * kHalfWidth * metres));
    all.add(place.foot + place.right * (side * kHalfWidth * metres) + glm::vec3(0, metres, 0));
  }
  return all;
}

}  // namespace bandaji
