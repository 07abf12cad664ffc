#include "renderer/coarse_mesh.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "assets/bounds.h"

namespace bandaji {
namespace {

struct Surface {
  std::vector<glm::vec3> positions;
  std::vector<Snorm16x4> normals;
  std::vector<std::uint32_t> indices;
};

std::int16_t snorm(float v) {
  return static_cast<std::int16_t>(std::lround(v * 32767));
}

// A ball of 2 * n * n triangles.
Surface ball(std::uint32_t n) {
  Surface made;
  for (std::uint32_t row = 0; row <= n; ++row) {
    for (std::uint32_t column = 0; column <= n; ++column) {
      const float u = 6.2831853f * static_cast<float>(column) / static_cast<float>(n),
                  v = 3.1415927f * static_cast<float>(row) / static_cast<float>(n);
      const glm::vec3 p(std::sin(v) * std::sin(u), std::cos(v), std::sin(v) * std::cos(u));
      made.positions.push_back(p);
      made.normals.push_back({snorm(p.x), snorm(p.y), snorm(p.z), 0});
    }
  }
  for (std::uint32_t row = 0; row < n; ++row) {
    for (std::uint32_t column = 0; column < n; ++column) {
      const std::uint32_t a = row * (n + 1) + column, b = a + n + 1;
      made.indices.insert(made.indices.end(), {a, b, a + 1, a + 1, b, b + 1});
    }
  }
  return made;
}

TEST(CoarseMesh, HasAboutAsManyTrianglesAsWantedAndKeepsTheForm) {
  const Surface fine = ball(300);
  for (const std::size_t wanted : {2000u, 10000u}) {
    const auto coarse = coarse_triangles(fine.positions, fine.normals, fine.indices, wanted);
    EXPECT_GT(coarse.size() / 3, wanted / 2);
    EXPECT_LT(coarse.size() / 3, wanted * 5 / 2);
    Bounds bounds;
    double area = 0;
    for (std::size_t i = 0; i < coarse.size(); i += 3) {
      const glm::vec3 &a = fine.positions[coarse[i]], &b = fine.positions[coarse[i + 1]],
                      &c = fine.positions[coarse[i + 2]];
      for (const glm::vec3& p : {a, b, c}) bounds.add(p);
      area += 0.5 * static_cast<double>(glm::length(glm::cross(b - a, c - a)));
    }
    const float cell = std::sqrt(4 * 3.1416f / (0.5f * static_cast<float>(wanted)));
    EXPECT_NEAR(bounds.max.x, 1, cell);
    EXPECT_NEAR(bounds.min.y, -1, cell);
    EXPECT_NEAR(area, 4 * 3.14159, 0.2 * 4 * 3.14159);
  }
}

TEST(CoarseMesh, LeavesASmallMeshAloneAndSurvivesOneWithoutExtent) {
  const Surface fine = ball(10);
  EXPECT_EQ(coarse_triangles(fine.positions, fine.normals, fine.indices, 200), fine.indices);
  const std::vector<glm::vec3> point(30, glm::vec3(1, 2, 3));
  std::vector<std::uint32_t> indices;
  for (std::uint32_t i = 0; i < 30; ++i) indices.push_back(i);
  EXPECT_EQ(coarse_triangles(point, {}, indices, 2), indices);
}

TEST(CoarseMesh, KeepsTheTwoSidesOfThinClothApart) {
  // Two sheets a tenth of a millimetre from each other, facing away from each other.
  Surface cloth;
  constexpr std::uint32_t kEdge = 60;
  for (const float side : {1.0f, -1.0f}) {
    const auto first = static_cast<std::uint32_t>(cloth.positions.size());
    for (std::uint32_t y = 0; y < kEdge; ++y) {
      for (std::uint32_t x = 0; x < kEdge; ++x) {
        cloth.positions.push_back(
            {static_cast<float>(x) / kEdge, static_cast<float>(y) / kEdge, 0.00005f * side});
        cloth.normals.push_back({0, 0, snorm(side), 0});
      }
    }
    for (std::uint32_t y = 0; y + 1 < kEdge; ++y) {
      for (std::uint32_t x = 0; x + 1 < kEdge; ++x) {
        const std::uint32_t a = first + y * kEdge + x, b = a + kEdge;
        cloth.indices.insert(cloth.indices.end(), {a, a + 1, b, b, a + 1, b + 1});
      }
    }
  }
  const auto coarse = coarse_triangles(cloth.positions, cloth.normals, cloth.indices, 1000);
  const auto front = [&](std::uint32_t i) { return i < kEdge * kEdge; };
  ASSERT_FALSE(coarse.empty());
  for (std::size_t i = 0; i < coarse.size(); i += 3) {
    EXPECT_EQ(front(coarse[i]), front(coarse[i + 1]));
    EXPECT_EQ(front(coarse[i]), front(coarse[i + 2]));
  }
}

}  // namespace
}  // namespace bandaji
