// What a model file says about itself, read without the importer, to check the importer against.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bandaji::test {

struct OwnReading {
  std::uint64_t triangles = 0;  // Polygons count as the triangles that cover them.
  // Largest extents of the geometry in the file's own unit, sorted (axes may be turned); only where no
  // node, skin or unit stands between the file's numbers and the model's.
  std::optional<std::array<double, 3>> sorted_size;
};

// glTF 2.0 (both forms), OBJ, STL (both forms), PLY of triangles and polygons as text, OFF.  Nothing for
// other formats and for files this simple reading does not understand.  `text` are the file's bytes.
std::optional<OwnReading> read_own(const std::string& extension, std::string_view text);

}  // namespace bandaji::test
