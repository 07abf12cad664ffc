// An open catalog folder: records, objects and cache together.
//
// Library belongs to one thread at a time (it holds the writing connection): it may be
// opened beside the window and handed over, and is the main thread's from then on.  What
// job threads need is in LibraryFiles, which is plain paths and may be copied anywhere.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "app/core/file_scene.h"
#include "assets/baked_model.h"
#include "assets/image.h"
#include "assets/object_store.h"
#include "assets/result.h"
#include "db/catalog.h"
#include "db/search.h"

namespace bandaji {

// The file side of a catalog.  Any thread.
class LibraryFiles {
 public:
  explicit LibraryFiles(std::filesystem::path folder);

  const std::filesystem::path& folder() const { return folder_; }
  const ObjectStore& objects() const { return objects_; }
  std::filesystem::path exports_folder() const;

  // The baked model of a version, in the scene that was chosen for its asset: from the cache, else made again
  // by the import worker from the version's objects and kept.  Errors: those of import_model(), Unsupported
  // for an image or attachment.
  Result<std::shared_ptr<const BakedModel>> model(const AssetVersion& version,
                                                  std::stop_token stop = {}) const;
  // Tells one model from another in memory: the version's content, and the scene where one was chosen.
  ContentHash model_key(const AssetVersion& version) const;
  SceneChoices& scenes() const { return *scenes_; }
  bool model_is_cached(const AssetVersion& version) const;
  Result<void> keep_model(const AssetVersion& version, const BakedModel& model) const;

  // The picture of an image version, decoded in the worker, at most `max_edge` pixels; or the small one that
  // an attachment carries of itself.
  Result<Image> image(const AssetVersion& version, int max_edge, std::stop_token stop = {}) const;

  // Where the baked model of this content lies, whether or not it was made.
  std::filesystem::path model_path(const ContentHash& manifest) const;

  // Thumbnails: square RGBA PNG with transparent background, named by the manifest hash.
  // `view` tells those from another camera apart; empty for the usual one.
  std::filesystem::path thumbnail_path(const ContentHash& manifest, int size_px,
                                       std::string_view view = {}) const;

 private:
  std::shared_ptr<const BakedModel> in_its_scene(BakedModel model, const AssetVersion& version) const;

  std::filesystem::path folder_;
  ObjectStore objects_;
  std::shared_ptr<SceneChoices> scenes_;  // Shared by all copies.
};

// Whether it is an attachment with a picture of itself inside: a file of Blender's.
bool may_carry_picture(const AssetVersion& version);

enum class OpenStage : std::uint8_t { Records, Index };

class Library {
 public:
  // Whether the search index is built: a command that only touches named records does without.
  enum class Index : std::uint8_t { Built, None };

  static Result<Library> create(const std::filesystem::path& folder, const CatalogOptions& options = {});
  // `report` is told what is read next; a catalog of another version is brought up to date with its records.
  static Result<Library> open(const std::filesystem::path& folder, const CatalogOptions& options = {},
                              Index index = Index::Built, const std::function<void(OpenStage)>& report = {});

  const LibraryFiles& files() const { return *files_; }
  const Catalog& catalog() const { return *catalog_; }
  Catalog& catalog() { return *catalog_; }
  const AssetIndex& index() const { return index_; }  // Empty when it was opened without.

  // Applies, remembers the inverse for undo, and brings the index up to date.
  Result<void> apply(const Change& change, const ApplyWatch& watch = {});
  Result<void> undo();
  Result<void> redo();
  // Picks up commits of other programs.  True when something changed.
  Result<bool> follow();

  // While a change of very many edits is written beside the window, through a Catalog of its own: nothing
  // here waits for it, so apply(), undo() and redo() fail with Busy at once, and follow() finds nothing.
  void hold();
  void release();
  bool is_held() const { return held_; }
  // The index as it was built meanwhile over that other Catalog.  Returns what it takes the place of.
  AssetIndex take_index(AssetIndex index);

 private:
  Library() = default;
  static Result<Library> around(Catalog catalog, Index index, bool read_only);
  // After every change: index and chosen scenes.
  Result<void> follow_changes();
  Result<void> refuse_when_held() const;

  std::unique_ptr<LibraryFiles> files_;
  std::unique_ptr<Catalog> catalog_;
  AssetIndex index_;
  bool has_index_ = false;
  bool held_ = false;
};

}  // namespace bandaji
