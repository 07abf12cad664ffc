#include "assets/import/mesh_tools.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <glm/geometric.hpp>

namespace bandaji {
namespace {

// A cube whose every face has its own four corners.
Mesh cube() {
  Mesh mesh;
  for (int axis = 0; axis < 3; ++axis) {
    for (const float side : {-1.0f, 1.0f}) {
      const auto base = static_cast<std::uint32_t>(mesh.positions.size());
      for (const auto& [u, v] : {std::pair{-1.0f, -1.0f}, {1.0f, -1.0f}, {1.0f, 1.0f}, {-1.0f, 1.0f}}) {
        glm::vec3 p;
        p[axis] = side;
        p[(axis + 1) % 3] = u;
        p[(axis + 2) % 3] = v;
        mesh.positions.push_back(p);
      }
      const std::uint32_t corners[6] = {0, 1, 2, 0, 2, 3};
      for (int i = 0; i < 6; ++i) mesh.indices.push_back(base + (side > 0 ? corners[i] : corners[5 - i]));
    }
  }
  return mesh;
}

TEST(MeshTools, equal_vertices_become_one) {
  Mesh mesh = cube();
  weld(mesh);
  EXPECT_EQ(mesh.positions.size(), 8u);
  EXPECT_EQ(mesh.indices.size(), 36u);
  Mesh colored = cube();
  for (std::size_t v = 0; v < 24; ++v) colored.uv0.push_back({static_cast<float>(v / 4), 0});
  weld(colored);
  EXPECT_EQ(colored.positions.size(), 24u) << "a different texture coordinate is a different vertex";
}

TEST(MeshTools, normals_keep_sharp_edges_and_smooth_the_rest) {
  Mesh sharp = cube();
  weld(sharp);
  make_normals(sharp, 50);
  EXPECT_EQ(sharp.positions.size(), 24u);
  for (std::size_t i = 0; i < sharp.indices.size(); ++i) {
    const glm::vec3& n = sharp.normals[sharp.indices[i]];
    EXPECT_NEAR(std::max({std::abs(n.x), std::abs(n.y), std::abs(n.z)}), 1, 1e-6f);
    EXPECT_NEAR(glm::dot(n, sharp.positions[sharp.indices[i]]), 1, 1e-6f) << "outwards";
  }
  Mesh round = cube();
  weld(round);
  make_normals(round, 120);
  ASSERT_EQ(round.positions.size(), 8u);
  for (std::size_t v = 0; v < 8; ++v)
    EXPECT_NEAR(glm::dot(round.normals[v], glm::normalize(round.positions[v])), 1, 1e-3f);
}

TEST(MeshTools, tangents_follow_the_texture_and_split_where_it_is_mirrored) {
  // Two quads side by side; on the second U runs backwards.  V runs down, as in the picture.
  Mesh mesh;
  mesh.positions = {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {2, 0, 0}, {2, 1, 0}};
  mesh.normals.assign(6, {0, 0, 1});
  mesh.uv0 = {{0, 1}, {1, 1}, {1, 0}, {0, 0}, {0, 1}, {0, 0}};
  mesh.indices = {0, 1, 2, 0, 2, 3, 1, 4, 5, 1, 5, 2};
  make_tangents(mesh, 0);
  EXPECT_EQ(mesh.positions.size(), 8u) << "the two vertices of the seam are doubled";
  ASSERT_EQ(mesh.tangents.size(), 8u);
  for (std::size_t i = 0; i < mesh.indices.size(); ++i) {
    const glm::vec4& t = mesh.tangents[mesh.indices[i]];
    const bool mirrored = i >= 6;
    EXPECT_NEAR(t.x, mirrored ? -1 : 1, 1e-6f);
    const glm::vec3 bitangent = glm::cross(glm::vec3(0, 0, 1), glm::vec3(t)) * t.w;
    EXPECT_NEAR(bitangent.y, 1, 1e-6f) << "up the picture";
  }
}

TEST(MeshTools, tangents_are_finite_where_the_texture_is_squeezed_to_a_point) {
  Mesh mesh = cube();
  make_normals(mesh, 0);
  mesh.uv0.assign(mesh.positions.size(), {0.5f, 0.5f});
  make_tangents(mesh, 0);
  for (std::size_t v = 0; v < mesh.positions.size(); ++v) {
    EXPECT_NEAR(glm::length(glm::vec3(mesh.tangents[v])), 1, 1e-5f);
    EXPECT_NEAR(glm::dot(glm::vec3(mesh.tangents[v]), mesh.normals[v]), 0, 1e-5f);
  }
}

TEST(MeshTools, impossible_numbers_go_and_the_rest_stays) {
  Mesh mesh = cube();
  mesh.positions[0].x = INFINITY;
  mesh.indices.insert(mesh.indices.end(), {1, 2, 999});
  mesh.uv0.assign(24, {NAN, 0});
  mesh.joints.assign(24, {7, 8, 9, 10});
  mesh.weights.assign(24, {0.5f, -1, NAN, 0});
  EXPECT_EQ(mend_numbers(mesh), 3u);
  EXPECT_EQ(mesh.indices.size(), 30u);
  EXPECT_EQ(mesh.positions[0], glm::vec3(0));
  EXPECT_EQ(mesh.uv0[5], glm::vec2(0));
  for (const glm::vec4& w : mesh.weights) EXPECT_EQ(w, glm::vec4(1, 0, 0, 0));
}

double area_of(const std::vector<glm::vec3>& polygon, const std::vector<std::uint32_t>& triangles) {
  double area = 0;
  for (std::size_t i = 0; i < triangles.size(); i += 3) {
    area += 0.5 * glm::length(glm::cross(polygon[triangles[i + 1]] - polygon[triangles[i]],
                                         polygon[triangles[i + 2]] - polygon[triangles[i]]));
  }
  return area;
}

TEST(MeshTools, polygons_of_any_shape_and_plane_are_covered_exactly) {
  // A comb, whose teeth a fan would bridge, standing in each of the three planes.
  std::vector<glm::vec2> comb;
  for (int tooth = 0; tooth < 5; ++tooth) {
    const auto x = static_cast<float>(tooth * 2);
    comb.insert(comb.end(), {{x, 1}, {x, 5}, {x + 1, 5}, {x + 1, 1}});
  }
  comb.insert(comb.end(), {{9, 0}, {0, 0}});
  const double expected = 5 * 4 + 9;
  for (int plane = 0; plane < 3; ++plane) {
    std::vector<glm::vec3> polygon;
    for (const glm::vec2& p : comb) {
      glm::vec3 corner(3);
      corner[plane] = p.x;
      corner[(plane + 1) % 3] = p.y;
      polygon.push_back(corner);
    }
    for (int direction = 0; direction < 2; ++direction) {
      std::vector<std::uint32_t> triangles;
      triangulate(polygon, triangles);
      EXPECT_EQ(triangles.size(), (polygon.size() - 2) * 3);
      EXPECT_NEAR(area_of(polygon, triangles), expected, 1e-4);
      std::reverse(polygon.begin(), polygon.end());
    }
  }
}

// One corridor wound around itself, as in a maze: of its corners only a few are ears at any time.
std::vector<glm::vec3> spiral(int turns) {
  std::vector<glm::vec3> outer, inner;
  const int corners = 40 * turns;
  for (int i = 0; i <= corners; ++i) {
    const float angle = 6.2831853f * static_cast<float>(i) / 40;
    const float radius = 10 + angle;
    outer.emplace_back(radius * std::cos(angle), radius * std::sin(angle), 0);
    inner.emplace_back((radius - 1) * std::cos(angle), (radius - 1) * std::sin(angle), 0);
  }
  outer.insert(outer.end(), inner.rbegin(), inner.rend());
  return outer;
}

double ring_area(const std::vector<glm::vec3>& ring) {
  double twice = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const glm::dvec3 a = ring[i], b = ring[(i + 1) % ring.size()];
    twice += a.x * b.y - b.x * a.y;
  }
  return std::abs(twice) / 2;
}

TEST(MeshTools, a_maze_of_many_thousand_corners_keeps_its_shape) {
  for (const int turns : {2, 300, 1000}) {
    const std::vector<glm::vec3> ring = spiral(turns);
    std::vector<std::uint32_t> triangles;
    triangulate(ring, triangles);
    EXPECT_EQ(triangles.size(), (ring.size() - 2) * 3);
    const double expected = ring_area(ring);
    EXPECT_NEAR(area_of(ring, triangles), expected, expected * 1e-4) << turns << ": nothing is bridged";
  }
}

TEST(MeshTools, a_ring_around_a_hole_leaves_the_hole_open) {
  // A square with a square hole, joined by a seam there and back.
  const std::vector<glm::vec3> ring{{0, 0, 0}, {4, 0, 0}, {4, 4, 0}, {0, 4, 0}, {0, 0, 0},
                                    {1, 1, 0}, {1, 3, 0}, {3, 3, 0}, {3, 1, 0}, {1, 1, 0}};
  std::vector<std::uint32_t> triangles;
  triangulate(ring, triangles);
  EXPECT_NEAR(area_of(ring, triangles), 12, 1e-4);
}

TEST(MeshTools, a_ring_that_crosses_itself_everywhere_ends) {
  std::vector<glm::vec3> ring;
  for (std::int64_t i = 0; i < 30'000; ++i)
    ring.emplace_back(static_cast<float>((i * 7919) % 10007), static_cast<float>((i * 104729) % 9973), 0);
  std::vector<std::uint32_t> triangles;
  triangulate(ring, triangles);
  EXPECT_EQ(triangles.size(), (ring.size() - 2) * 3);
}

TEST(MeshTools, quads_are_cut_where_both_halves_lie_inside) {
  const std::vector<glm::vec3> dart{{0, 0, 0}, {4, -2, 0}, {1, 0, 0}, {4, 2, 0}};
  for (std::size_t start = 0; start < 4; ++start) {
    std::vector<glm::vec3> ring = dart;
    std::rotate(ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(start), ring.end());
    for (int direction = 0; direction < 2; ++direction) {
      std::vector<std::uint32_t> triangles;
      triangulate(ring, triangles);
      EXPECT_NEAR(area_of(ring, triangles), ring_area(ring), 1e-5) << start;
      std::reverse(ring.begin(), ring.end());
    }
  }
}

TEST(MeshTools, degenerate_polygons_still_give_triangles) {
  std::vector<std::uint32_t> triangles;
  triangulate(std::vector<glm::vec3>(5, glm::vec3(1)), triangles);
  EXPECT_EQ(triangles.size(), 9u);
  triangles.clear();
  triangulate(std::vector<glm::vec3>(2), triangles);
  EXPECT_TRUE(triangles.empty());
}

}  // namespace
}  // namespace bandaji
