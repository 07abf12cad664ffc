// Which way is up and how long is one, by format.  docs/formats/models.md has the table.
#pragma once

#include <glm/mat4x4.hpp>
#include <string>

#include "assets/bounds.h"
#include "assets/import/import_options.h"
#include "assets/import/import_worker.h"

struct aiScene;

namespace bandaji {

struct FileUnits {
  UpAxis up_axis = UpAxis::Y;
  double metres_per_unit = 1;
  bool unit_was_guessed = false;
  // From the coordinates as they come from the importer, which may have turned or
  // scaled them already, to Y-up metres.
  glm::mat4 to_model{1};
};

double metres_in(FileUnit unit);

// `text` is the model's main file, for formats that say it in words.  `bounds` are
// of the coordinates as they come from the importer.
FileUnits units_of(const std::string& format, const aiScene* scene, std::string_view text,
                   const Bounds& bounds, const ImportOptions& options);

}  // namespace bandaji
