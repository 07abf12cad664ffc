#include "app/core/same_shape.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <glm/geometric.hpp>

namespace bandaji {
namespace {

std::array<std::int64_t, 3> sorted(std::array<std::int64_t, 3> size) {
  std::sort(size.begin(), size.end());
  return size;
}

bool is_alike(const ModelSize& a, std::int64_t triangles, const std::array<std::int64_t, 3>& size_mm) {
  if (a.triangles != triangles) return false;
  const auto left = sorted(a.size_mm), right = sorted(size_mm);
  for (std::size_t i = 0; i < 3; ++i) {
    if (std::abs(left[i] - right[i]) > 1 + std::max(left[i], right[i]) / 10'000) return false;
  }
  return true;
}

bool near(double a, double b, double scale) {
  return std::abs(a - b) <= 1e-4 * std::max({std::abs(a), std::abs(b), scale});
}

}  // namespace

ShapeMeasure measure_shape(const BakedModel& model) {
  ShapeMeasure measure;
  const std::vector<Node>& nodes = model.nodes();
  std::vector<glm::mat4> world(nodes.size(), glm::mat4(1));
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    const glm::mat4 local = local_matrix(nodes[n]);
    world[n] = nodes[n].parent < 0 ? local : world[static_cast<std::size_t>(nodes[n].parent)] * local;
    for (const std::uint32_t index : nodes[n].meshes) {
      const BakedMesh& mesh = model.meshes()[index];
      measure.triangles += mesh.indices.size() / 3;
      for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        glm::dvec3 corner[3];
        for (std::size_t k = 0; k < 3; ++k)
          corner[k] = glm::dvec3(world[n] * glm::vec4(mesh.positions[mesh.indices[i + k]], 1));
        const glm::dvec3 across = glm::cross(corner[1] - corner[0], corner[2] - corner[0]);
        measure.area += 0.5 * glm::length(across);
        measure.volume += glm::dot(corner[0], across) / 6;
      }
    }
  }
  measure.volume = std::abs(measure.volume);
  const glm::vec3 size = model.facts().bounds.size();
  measure.size = {size.x, size.y, size.z};
  std::sort(measure.size.begin(), measure.size.end());
  return measure;
}

bool is_same_shape(const ShapeMeasure& a, const ShapeMeasure& b) {
  const double largest = std::max(a.size[2], b.size[2]);
  if (a.triangles != b.triangles || !near(a.area, b.area, 0)) return false;
  // The volume of an open or flat surface depends on where it stands; measured against its box it is small.
  if (!near(a.volume, b.volume, largest * largest * largest)) return false;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!near(a.size[i], b.size[i], largest)) return false;
  }
  return true;
}

std::vector<std::vector<Id>> same_shapes(const std::vector<ModelSize>& shapes, const LibraryFiles& files,
                                         const std::function<Result<AssetVersion>(const Id&)>& version_of,
                                         std::stop_token stop, const std::function<void(float)>& progress) {
  std::map<std::int64_t, std::vector<const ModelSize*>> by_triangles;
  for (const ModelSize& shape : shapes) by_triangles[shape.triangles].push_back(&shape);
  std::vector<std::vector<Id>> groups;
  std::size_t done = 0;
  for (const auto& [triangles, alike] : by_triangles) {
    if (progress) progress(static_cast<float>(done++) / static_cast<float>(by_triangles.size()));
    // Measured only where there is something to compare with.
    struct Group {
      ShapeMeasure measure;
      std::vector<Id> assets;
    };
    std::vector<Group> found;
    for (const ModelSize* shape : alike) {
      if (stop.stop_requested()) return groups;
      const bool lonely = std::none_of(alike.begin(), alike.end(), [&](const ModelSize* other) {
        return other != shape && is_alike(*other, shape->triangles, shape->size_mm);
      });
      if (lonely) continue;
      const auto version = version_of(shape->version);
      if (!version) continue;
      const auto model = files.model(*version, stop);
      if (!model) continue;
      const ShapeMeasure measure = measure_shape(**model);
      const auto same = std::find_if(found.begin(), found.end(), [&](const Group& group) {
        return is_same_shape(group.measure, measure);
      });
      if (same == found.end()) {
        found.push_back({measure, {shape->asset}});
      } else {
        same->assets.push_back(shape->asset);
      }
    }
    for (Group& group : found) {
      if (group.assets.size() > 1) groups.push_back(std::move(group.assets));
    }
  }
  return groups;
}

ShapeTable::ShapeTable(std::vector<ModelSize> shapes) {
  for (ModelSize& shape : shapes) add(std::move(shape));
}

void ShapeTable::add(ModelSize shape) {
  const std::int64_t triangles = shape.triangles;
  by_triangles_.emplace(triangles, std::move(shape));
}

std::vector<ModelSize> ShapeTable::alike(std::int64_t triangles,
                                         const std::array<std::int64_t, 3>& size_mm) const {
  std::vector<ModelSize> found;
  const auto [first, last] = by_triangles_.equal_range(triangles);
  for (auto at = first; at != last; ++at) {
    if (is_alike(at->second, triangles, size_mm)) found.push_back(at->second);
  }
  return found;
}

}  // namespace bandaji
