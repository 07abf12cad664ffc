// Cutting models open: outlines, caps and their areas.
#include "renderer/section.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace bandaji {
namespace {

struct Surface {
  std::vector<glm::vec3> positions;
  std::vector<std::uint32_t> indices;
};

// A closed tube around +Y with an inner wall when `inner` is not 0.
void add_tube(Surface& surface, float outer, float inner, int sides) {
  const auto ring = [&](float radius, float y) {
    const auto first = static_cast<std::uint32_t>(surface.positions.size());
    for (int i = 0; i < sides; ++i) {
      const float a = 6.2831853f * static_cast<float>(i) / static_cast<float>(sides);
      surface.positions.emplace_back(radius * std::sin(a), y, radius * std::cos(a));
    }
    return first;
  };
  const auto band = [&](std::uint32_t low, std::uint32_t high) {
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(sides); ++i) {
      const std::uint32_t j = (i + 1) % static_cast<std::uint32_t>(sides);
      surface.indices.insert(surface.indices.end(),
                             {low + i, low + j, high + j, low + i, high + j, high + i});
    }
  };
  const std::uint32_t a = ring(outer, -1), b = ring(outer, 1);
  band(a, b);
  if (inner > 0) {
    const std::uint32_t c = ring(inner, -1), d = ring(inner, 1);
    band(d, c);
    band(b, d);
    band(c, a);
  } else {
    const auto bottom = static_cast<std::uint32_t>(surface.positions.size());
    surface.positions.emplace_back(0, -1, 0);
    surface.positions.emplace_back(0, 1, 0);
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(sides); ++i) {
      const std::uint32_t j = (i + 1) % static_cast<std::uint32_t>(sides);
      surface.indices.insert(surface.indices.end(), {bottom, a + j, a + i, bottom + 1, b + i, b + j});
    }
  }
}

double circle_area(double radius, int sides) {
  return 0.5 * sides * radius * radius * std::sin(6.283185307179586 / sides);
}

// Every edge inside a cap is shared by two of its triangles, and those with one are exactly the outlines.
void expect_watertight(const SectionCap& cap, std::span<const SectionLoop> loops) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
  for (std::size_t t = 0; t + 2 < cap.indices.size(); t += 3) {
    for (std::size_t i = 0; i < 3; ++i) {
      const std::uint32_t a = cap.indices[t + i], b = cap.indices[t + (i + 1) % 3];
      edges[{a, b}] += 1;
      edges[{b, a}] -= 1;
    }
  }
  std::size_t outline = 0, expected = 0;
  for (const auto& [edge, count] : edges) {
    EXPECT_LE(std::abs(count), 1);
    if (count == 1) ++outline;
  }
  for (const SectionLoop& loop : loops) expected += loop.closed ? loop.points.size() : 0;
  EXPECT_EQ(outline, expected);
}

TEST(Section, OfASolidIsOneClosedOutlineAndACapOfItsArea) {
  Surface surface;
  add_tube(surface, 0.5f, 0, 24);
  const SectionPlane plane{{0, 1, 0}, 0.25f};
  const auto loops = cut_outlines(surface.positions, surface.indices, glm::mat4(1), plane);
  ASSERT_EQ(loops.size(), 1u);
  EXPECT_TRUE(loops[0].closed);
  for (const glm::vec3& p : loops[0].points) EXPECT_NEAR(p.y, 0.25f, 1e-6f);
  const SectionCap cap = fill_outlines(loops, plane.normal);
  EXPECT_NEAR(area_of(cap), circle_area(0.5, 24), 1e-6);
  expect_watertight(cap, loops);
}

TEST(Section, LeavesTheHollowOfATubeOpen) {
  for (const int sides : {3, 7, 64}) {
    Surface surface;
    add_tube(surface, 0.5f, 0.3f, sides);
    const auto loops = cut_outlines(surface.positions, surface.indices, glm::mat4(1), {{0, 1, 0}, 0.1f});
    ASSERT_EQ(loops.size(), 2u) << sides;
    const SectionCap cap = fill_outlines(loops, {0, 1, 0});
    EXPECT_NEAR(area_of(cap), circle_area(0.5, sides) - circle_area(0.3, sides), 1e-6) << sides;
    expect_watertight(cap, loops);
  }
}

TEST(Section, FillsAcrossAnyAxisAndFacesTheSideThatWasTakenAway) {
  Surface surface;
  add_tube(surface, 0.5f, 0.2f, 16);
  for (const glm::vec3 normal : {glm::vec3(1, 0, 0), glm::vec3(-1, 0, 0), glm::vec3(0, 0, 1),
                                 glm::normalize(glm::vec3(0.3f, 0.8f, -0.5f))}) {
    const SectionPlane plane{normal, 0.013f};
    const auto loops = cut_outlines(surface.positions, surface.indices, glm::mat4(1), plane);
    const SectionCap cap = fill_outlines(loops, normal);
    ASSERT_FALSE(cap.indices.empty());
    expect_watertight(cap, loops);
    for (std::size_t t = 0; t + 2 < cap.indices.size(); t += 3) {
      const glm::vec3 a = cap.points[cap.indices[t]], b = cap.points[cap.indices[t + 1]],
                      c = cap.points[cap.indices[t + 2]];
      EXPECT_GE(glm::dot(glm::cross(b - a, c - a), normal), -1e-7f);
    }
  }
}

TEST(Section, ManyHolesAndIslandsWithinHolesAreKeptApart) {
  Surface surface;
  const auto square = [&](float x, float z, float half) {
    Surface part;
    add_tube(part, half, 0, 4);
    const auto first = static_cast<std::uint32_t>(surface.positions.size());
    for (const glm::vec3& p : part.positions) surface.positions.push_back(p + glm::vec3(x, 0, z));
    for (const std::uint32_t i : part.indices) surface.indices.push_back(first + i);
  };
  square(0, 0, 5);
  for (int i = -1; i <= 1; ++i) {
    for (int j = -1; j <= 1; ++j) square(0.9f * static_cast<float>(i), 0.9f * static_cast<float>(j), 0.4f);
  }
  square(0, 0, 0.1f);  // An island in the middle hole.
  const auto loops = cut_outlines(surface.positions, surface.indices, glm::mat4(1), {{0, 1, 0}, 0});
  ASSERT_EQ(loops.size(), 11u);
  const SectionCap cap = fill_outlines(loops, {0, 1, 0});
  const double expected = 2 * (25 - 9 * 0.16 + 0.01);
  EXPECT_NEAR(area_of(cap), expected, 1e-4);
  expect_watertight(cap, loops);
}

TEST(Section, OfASingleLayerOfClothIsAnOpenLine) {
  const std::vector<glm::vec3> positions{{-1, -1, 0}, {1, -1, 0}, {1, 1, 0}, {-1, 1, 0}};
  const std::vector<std::uint32_t> indices{0, 1, 2, 0, 2, 3};
  const auto loops = cut_outlines(positions, indices, glm::mat4(1), {{0, 1, 0}, 0.5f});
  ASSERT_EQ(loops.size(), 1u);
  EXPECT_FALSE(loops[0].closed);
  EXPECT_EQ(loops[0].points.size(), 3u);
  EXPECT_TRUE(fill_outlines(loops, {0, 1, 0}).indices.empty());
}

TEST(Section, SeamsOfTextureDoNotOpenTheOutline) {
  // Six faces with corners of their own, as boxes have for their normals.
  Surface surface;
  const glm::vec3 corners[8] = {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0},
                                {0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {0, 1, 1}};
  const int faces[6][4] = {{0, 3, 2, 1}, {4, 5, 6, 7}, {0, 1, 5, 4},
                           {3, 7, 6, 2}, {0, 4, 7, 3}, {1, 2, 6, 5}};
  for (const auto& face : faces) {
    const auto first = static_cast<std::uint32_t>(surface.positions.size());
    for (const int corner : face) surface.positions.push_back(corners[corner]);
    surface.indices.insert(surface.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
  }
  // Also exactly through vertices.
  for (const float at : {0.5f, 0.0f}) {
    const auto loops = cut_outlines(surface.positions, surface.indices, glm::mat4(1), {{1, 0, 0}, at});
    ASSERT_EQ(loops.size(), 1u) << at;
    EXPECT_TRUE(loops[0].closed) << at;
    EXPECT_NEAR(area_of(fill_outlines(loops, {1, 0, 0})), 1, 1e-6) << at;
  }
  EXPECT_TRUE(cut_outlines(surface.positions, surface.indices, glm::mat4(1), {{1, 0, 0}, 1.0f}).empty());
}

}  // namespace
}  // namespace bandaji
