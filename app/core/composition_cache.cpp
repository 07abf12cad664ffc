#include "app/core/composition_cache.h"

#include <algorithm>

namespace bandaji {
namespace {

constexpr std::size_t kModels = 64;   // Mapped files: memory is only lent to them.
constexpr std::size_t kPictures = 8;  // Masks and makeup, up to 16 MB each.
constexpr int kPictureEdge = 2048;

}  // namespace

template <class Value, class Read>
Result<std::shared_ptr<const Value>> CompositionCache::kept(Kept<Value>& list, std::size_t most,
                                                            const ContentHash& key, const Read& read) {
  const auto find = [&]() -> std::shared_ptr<const Value> {
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.first == key; });
    if (at == list.end()) return nullptr;
    list.splice(list.begin(), list, at);
    return at->second;
  };
  {
    const std::lock_guard lock(mutex_);
    if (auto known = find()) return known;
  }
  Result<std::shared_ptr<const Value>> fresh = read();
  if (!fresh) return fresh;
  const std::lock_guard lock(mutex_);
  if (auto known = find()) return known;  // Another thread was quicker.
  list.emplace_front(key, *fresh);
  if (list.size() > most) list.pop_back();
  return fresh;
}

Result<std::shared_ptr<const BakedModel>> CompositionCache::model(const LibraryFiles& files,
                                                                  const AssetVersion& version,
                                                                  std::stop_token stop) {
  return kept(models_, kModels, files.model_key(version), [&] { return files.model(version, stop); });
}

Result<std::shared_ptr<const Image>> CompositionCache::picture(const LibraryFiles& files,
                                                               const AssetVersion& version,
                                                               std::stop_token stop) {
  return kept(pictures_, kPictures, version.manifest_hash, [&]() -> Result<std::shared_ptr<const Image>> {
    auto picture = files.image(version, kPictureEdge, stop);
    if (!picture) return tl::unexpected(picture.error());
    return std::make_shared<const Image>(std::move(*picture));
  });
}

}  // namespace bandaji
