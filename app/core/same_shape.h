// Telling whether two models are the same shape though their bytes differ: saved
// again, under another name, in another format, with other colors.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "app/core/library.h"
#include "assets/baked_model.h"

namespace bandaji {

// Of the whole model at rest, in metres.
struct ShapeMeasure {
  std::uint64_t triangles = 0;
  double area = 0;
  double volume = 0;                    // Of a closed surface; otherwise still the same for the same shape.
  std::array<double, 3> size{0, 0, 0};  // Extents, the smallest first, so that turned axes do not matter.
};

ShapeMeasure measure_shape(const BakedModel& model);
// Within a hundredth of a percent, which rounding in another format leaves.
bool is_same_shape(const ShapeMeasure& a, const ShapeMeasure& b);

// Groups of two and more assets with the same shape; opens only those whose triangles and sizes agree, from
// the cache or by reading them again.  `progress` is called with 0..1.
std::vector<std::vector<Id>> same_shapes(const std::vector<ModelSize>& shapes, const LibraryFiles& files,
                                         const std::function<Result<AssetVersion>(const Id&)>& version_of,
                                         std::stop_token stop = {},
                                         const std::function<void(float)>& progress = {});

// Shapes by triangles, to ask one after another while an import goes on.
class ShapeTable {
 public:
  explicit ShapeTable(std::vector<ModelSize> shapes);
  // Those that may be the same, by triangles and size.
  std::vector<ModelSize> alike(std::int64_t triangles, const std::array<std::int64_t, 3>& size_mm) const;
  void add(ModelSize shape);

 private:
  std::multimap<std::int64_t, ModelSize> by_triangles_;
};

}  // namespace bandaji
