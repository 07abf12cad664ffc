// Thumbnails on the screen: textures of what is looked at, the least recently seen
// given up first.  Pictures come from the PictureService; nothing waits for them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include "app/core/action.h"
#include "app/core/composition.h"
#include "app/core/library.h"
#include "app/core/pictures.h"
#include "app/ui/texture.h"

namespace bandaji {

class Thumbnails {
 public:
  explicit Thumbnails(std::size_t budget_bytes = std::size_t{256} << 20) : budget_(budget_bytes) {}

  // Marks it as seen.  Without a picture the texture is 0.
  Picture find(const ContentHash& manifest);
  // Asks for those of `versions` that are not here at `edge_px`, first ones first, and forgets what was
  // asked before and has not begun.  `palette` is told the colors of a picture that was made.
  void want(PictureService& pictures, const LibraryFiles& files, const std::vector<AssetVersion>& versions,
            int edge_px, std::function<void(const AssetVersion&, const std::vector<std::string>&)> palette,
            const std::map<Id, ThumbnailSource>& sources = {});
  // The same for looks and sets; those that are being drawn are not asked for again.
  void want(PictureService& pictures, const LibraryFiles& files,
            const std::vector<std::shared_ptr<const Composition>>& compositions);
  void clear();
  std::size_t bytes() const { return bytes_; }
  bool arrived();  // Since the last call.

 private:
  struct Entry {
    Texture texture;
    std::uint64_t seen = 0;
    int edge = 0;
    std::string view;  // As thumbnail_view() names it.
  };
  void keep(const ContentHash& manifest, const Image& picture, int edge_px);

  std::map<ContentHash, Entry> entries_;
  std::set<ContentHash> failed_;
  std::set<ContentHash> composing_;
  std::size_t budget_;
  std::size_t bytes_ = 0;
  std::uint64_t clock_ = 0;
  bool arrived_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // Answers to a cleared store are dropped.
};

}  // namespace bandaji
