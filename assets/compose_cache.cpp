#include "assets/compose_cache.h"

namespace bandaji {

MadePicture made_picture(const Image& picture) {
  return {picture.width, picture.height, picture.channels, picture.encoding,
          std::make_shared<const CompressedImage>(compress_mip_chain(picture))};
}

std::uint64_t MadeSurface::bytes() const {
  std::uint64_t sum = sizeof(*this) + (uv0.size() + uv1.size()) * sizeof(glm::vec2);
  for (const auto& picture : {color, surface})
    if (picture)
      for (const auto& frame : picture->frames->mips) sum += frame.size();
  return sum;
}

std::shared_ptr<const MadeSurface> ComposeCache::find(const ContentHash& key) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(key);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->second;
}

void ComposeCache::keep(const ContentHash& key, std::shared_ptr<const MadeSurface> made) {
  const std::lock_guard lock(mutex_);
  if (places_.contains(key)) return;
  bytes_ += made->bytes();
  entries_.emplace_front(key, std::move(made));
  places_[key] = entries_.begin();
  while (bytes_ > budget_ && entries_.size() > 1) {
    bytes_ -= entries_.back().second->bytes();
    places_.erase(entries_.back().first);
    entries_.pop_back();
  }
}

}  // namespace bandaji
