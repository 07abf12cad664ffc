#include "app/ui/turntables.h"

#include <algorithm>

#include "app/core/turntable.h"

namespace bandaji {
namespace {

constexpr std::size_t kKept = 4;       // A hand goes back to what it just left.
constexpr int kAfterThumbnails = 500;  // Priority: what stands still on screen comes first.

}  // namespace

Picture Turntables::find(const ContentHash& manifest) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.manifest == manifest; });
  return found == entries_.end() ? Picture() : found->texture.picture();
}

void Turntables::want(PictureService& pictures, const LibraryFiles& files, const AssetVersion& version,
                      const std::optional<Camera>& camera) {
  const std::string view = thumbnail_view({camera, {}, files.scenes().of(version.asset_id)});
  if (wanting_ && wanted_ == version.manifest_hash) return;
  want_nothing();
  if (version.facts.content != VersionContent::Model || failed_.contains(version.manifest_hash)) return;
  std::erase_if(entries_, [&](const Entry& entry) {
    return entry.manifest == version.manifest_hash && entry.view != view;
  });
  if (find(version.manifest_hash).texture) return;
  wanted_ = version.manifest_hash;
  wanting_ = std::make_shared<std::atomic<bool>>(true);
  auto answer = std::make_shared<std::optional<Result<Image>>>();
  pictures.run(
      [files, version, camera, answer, wanting = wanting_](Preview& preview) {
        if (wanting->load()) *answer = thumbnail_turn(preview, files, version, camera, *wanting);
      },
      [this, alive = std::weak_ptr(alive_), answer, manifest = version.manifest_hash, view,
       wanting = wanting_] {
        if (alive.expired() || !*answer) return;
        if (wanting == wanting_) wanting_.reset();
        const Result<Image>& turn = **answer;
        if (turn)
          keep({manifest, view, Texture::upload(over_color(*turn, kBehindThumbnails))});
        else if (turn.error().kind != ErrorKind::Cancelled)
          failed_.insert(manifest);
      },
      kAfterThumbnails);
}

void Turntables::want_nothing() {
  if (wanting_) wanting_->store(false);
  wanting_.reset();
}

void Turntables::keep(Entry entry) {
  entries_.push_front(std::move(entry));
  if (entries_.size() > kKept) entries_.pop_back();
  arrived_ = true;
}

void Turntables::clear() {
  want_nothing();
  entries_.clear();
  failed_.clear();
  alive_ = std::make_shared<bool>(true);
}

std::size_t Turntables::bytes() const {
  std::size_t bytes = 0;
  for (const Entry& entry : entries_) bytes += entry.texture.bytes();
  return bytes;
}

}  // namespace bandaji
