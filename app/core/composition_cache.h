// What composing reads and makes, kept for the next composition: a look is composed again for every scene
// along its timeline, mostly of the same things.  Any thread.
#pragma once

#include <list>
#include <mutex>
#include <stop_token>
#include <utility>

#include "app/core/library.h"
#include "assets/compose_cache.h"

namespace bandaji {

class CompositionCache {
 public:
  // Errors: those of LibraryFiles::model() and image().
  Result<std::shared_ptr<const BakedModel>> model(const LibraryFiles& files, const AssetVersion& version,
                                                  std::stop_token stop);
  Result<std::shared_ptr<const Image>> picture(const LibraryFiles& files, const AssetVersion& version,
                                               std::stop_token stop);
  ComposeCache& surfaces() { return surfaces_; }

 private:
  // By manifest, asked for most recently first.
  template <class Value>
  using Kept = std::list<std::pair<ContentHash, std::shared_ptr<const Value>>>;
  template <class Value, class Read>
  Result<std::shared_ptr<const Value>> kept(Kept<Value>& list, std::size_t most, const ContentHash& key,
                                            const Read& read);

  std::mutex mutex_;  // Guards the lists.
  Kept<BakedModel> models_;
  Kept<Image> pictures_;
  ComposeCache surfaces_;
};

}  // namespace bandaji
