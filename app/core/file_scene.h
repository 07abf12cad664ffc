// Which of the scenes of a file that holds several (glTF) is shown of an asset.
//
// It is kept in the catalog as a note of the asset, so that choosing is an edit like any other.
// Whoever reads models meanwhile asks SceneChoices, which belongs to the catalog's files: thumbnails,
// sheets, looks and the window all show the chosen one.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "assets/baked_model.h"
#include "db/catalog.h"
#include "db/edit.h"

namespace bandaji {

// How a scene is called where it is listed, chosen and kept: by its own name where that is unique, else "#2".
std::string scene_label(const BakedModel& model, std::size_t index);
// By that, or by its number from 1.
std::optional<int> find_scene(const BakedModel& model, std::string_view label);

// Empty where the file's own choice is shown.
std::string file_scene(const Catalog& catalog, const Id& asset);
std::map<Id, std::string> file_scenes(const Catalog& catalog);
// `label` empty: the file's own choice again.  Without edits when it is so already.
Change set_file_scene(const Catalog& catalog, const Id& asset, std::string label);

// Any thread; guards its map.
class SceneChoices {
 public:
  void set(std::map<Id, std::string> choices);
  std::string of(const Id& asset) const;

 private:
  mutable std::mutex mutex_;
  std::map<Id, std::string> choices_;
};

}  // namespace bandaji
