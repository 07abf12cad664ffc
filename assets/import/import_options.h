// What a person may say about a model that its file does not.
#pragma once

#include <cstdint>
#include <optional>

namespace bandaji {

enum class UpAxis : std::uint8_t { X = 0, Y = 1, Z = 2 };  // Stored on disk; never renumber.
enum class FileUnit : std::uint8_t {
  Millimetre = 0,
  Centimetre = 1,
  Metre = 2,
  Inch = 3
};  // Stored on disk; never renumber.

struct ImportOptions {
  // Empty: what the file or its format says (docs/formats/models.md has the table).
  std::optional<UpAxis> up_axis;
  std::optional<FileUnit> unit;
  int max_texture_edge = 4096;  // Pixels; larger pictures are halved until they fit.
};

}  // namespace bandaji
