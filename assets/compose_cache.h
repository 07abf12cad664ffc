// Pictures that were made for one composition and serve the next: a look in the scene after has the same dust
// on the same skirt.  Any thread.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include <glm/vec2.hpp>

#include "assets/bake.h"
#include "assets/content_hash.h"
#include "assets/material.h"

namespace bandaji {

struct MadePicture {
  int width = 0, height = 0, channels = 0;
  ColorEncoding encoding = ColorEncoding::Srgb;
  std::shared_ptr<const CompressedImage> frames;
};
MadePicture made_picture(const Image& picture);

// A mesh's material with layers on it.
struct MadeSurface {
  Material material;
  std::vector<glm::vec2> uv0, uv1;  // Empty: those of the mesh.
  std::optional<MadePicture> color, surface;
  std::uint64_t bytes() const;
};

class ComposeCache {
 public:
  explicit ComposeCache(std::uint64_t budget_bytes = std::uint64_t{256} << 20) : budget_(budget_bytes) {}

  // What was kept under the key; null when it is no longer there.
  std::shared_ptr<const MadeSurface> find(const ContentHash& key);
  // Those not asked for longest go when there are too many.
  void keep(const ContentHash& key, std::shared_ptr<const MadeSurface> made);

 private:
  using Entry = std::pair<ContentHash, std::shared_ptr<const MadeSurface>>;
  const std::uint64_t budget_;
  std::mutex mutex_;          // Guards everything below.
  std::list<Entry> entries_;  // Asked for most recently first.
  std::map<ContentHash, std::list<Entry>::iterator> places_;
  std::uint64_t bytes_ = 0;
};

}  // namespace bandaji
