#include "app/ui/thumbnails.h"

#include <algorithm>

namespace bandaji {

Picture Thumbnails::find(const ContentHash& manifest) {
  const auto found = entries_.find(manifest);
  if (found == entries_.end()) return {};
  found->second.seen = ++clock_;
  return found->second.texture.picture();
}

void Thumbnails::want(PictureService& pictures, const LibraryFiles& files,
                      const std::vector<AssetVersion>& versions, int edge_px,
                      std::function<void(const AssetVersion&, const std::vector<std::string>&)> palette,
                      const std::map<Id, ThumbnailSource>& sources) {
  pictures.drop_waiting(-1);
  const int edge = edge_px <= 256 ? 256 : kThumbnailSize;
  int priority = 0;
  for (const AssetVersion& version : versions) {
    const auto own = sources.find(version.asset_id);
    const ThumbnailSource source = own == sources.end() ? ThumbnailSource() : own->second;
    if (!has_thumbnail(version, source) || failed_.contains(version.manifest_hash)) continue;
    const std::string view = thumbnail_view(source);
    auto found = entries_.find(version.manifest_hash);
    if (found != entries_.end() && found->second.view != view)
      found->second.edge = 0;  // Shown until the new one is there.
    if (found != entries_.end() && found->second.edge >= edge) continue;
    const bool colors_wanted = version.facts.palette.empty() && !source.image;
    pictures.request_thumbnail(
        files, version, priority++,
        [this, alive = std::weak_ptr(alive_), version, edge, colors_wanted, view,
         palette](const Result<Thumbnail>& made) {
          if (alive.expired()) return;
          if (!made) {
            failed_.insert(version.manifest_hash);
            return;
          }
          keep(version.manifest_hash, made->picture, edge);
          entries_[version.manifest_hash].view = view;
          if (colors_wanted && !made->palette.empty() && palette) palette(version, made->palette);
        },
        source);
  }
}

void Thumbnails::want(PictureService& pictures, const LibraryFiles& files,
                      const std::vector<std::shared_ptr<const Composition>>& compositions) {
  for (const auto& composition : compositions) {
    const ContentHash hash = composition->hash();
    if (composition->empty() || entries_.contains(hash) || failed_.contains(hash) ||
        !composing_.insert(hash).second)
      continue;
    auto answer = std::make_shared<std::optional<Image>>();
    pictures.run(
        [composition, files, answer](Preview& preview) {
          if (auto picture = composition_thumbnail(preview, files, *composition))
            *answer = std::move(*picture);
        },
        [this, alive = std::weak_ptr(alive_), hash, answer] {
          if (alive.expired()) return;
          composing_.erase(hash);
          if (*answer)
            keep(hash, **answer, 256);
          else
            failed_.insert(hash);
        },
        1000);
  }
}

void Thumbnails::keep(const ContentHash& manifest, const Image& picture, int edge_px) {
  Entry& entry = entries_[manifest];
  bytes_ -= entry.texture.bytes();
  entry.texture = Texture::upload(over_color(shrink_to_fit(picture, edge_px), kBehindThumbnails));
  entry.edge = edge_px;
  entry.seen = ++clock_;
  bytes_ += entry.texture.bytes();
  arrived_ = true;
  while (bytes_ > budget_ && entries_.size() > 1) {
    const auto oldest = std::min_element(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) {
      return a.second.seen < b.second.seen;
    });
    if (oldest->first == manifest) break;
    bytes_ -= oldest->second.texture.bytes();
    entries_.erase(oldest);
  }
}

void Thumbnails::clear() {
  entries_.clear();
  failed_.clear();
  composing_.clear();
  bytes_ = 0;
  alive_ = std::make_shared<bool>(true);
}

bool Thumbnails::arrived() {
  return std::exchange(arrived_, false);
}

}  // namespace bandaji
