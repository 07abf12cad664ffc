// Models that turn under the mouse in the grid: all their views in one texture each, made
// beside the window when the mouse rests on a card, and kept on disk with the thumbnails.
#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "app/core/pictures.h"
#include "app/ui/texture.h"

namespace bandaji {

class Turntables {
 public:
  // All views of it, as thumbnail_turn() lays them out; texture 0 until they are there.
  Picture find(const ContentHash& manifest) const;
  // In place of what was wanted before, whose drawing ends.
  void want(PictureService& pictures, const LibraryFiles& files, const AssetVersion& version,
            const std::optional<Camera>& camera);
  void want_nothing();
  void clear();
  std::size_t bytes() const;
  bool arrived() { return std::exchange(arrived_, false); }  // Since the last call.

 private:
  struct Entry {
    ContentHash manifest;
    std::string view;  // As thumbnail_view() names it.
    Texture texture;
  };
  void keep(Entry entry);

  std::list<Entry> entries_;  // Most recent first.
  std::set<ContentHash> failed_;
  ContentHash wanted_{};
  std::shared_ptr<std::atomic<bool>> wanting_;  // Read by the thread that draws.
  bool arrived_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // Answers to a cleared store are dropped.
};

}  // namespace bandaji
