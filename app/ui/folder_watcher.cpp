#include "app/ui/folder_watcher.h"

#include <chrono>
#include <utility>

namespace bandaji {

Result<std::unique_ptr<FolderWatcher>> FolderWatcher::start(const std::filesystem::path& folder,
                                                            std::function<void()> wake) {
  auto watch = FolderWatch::open(folder);
  if (!watch) return tl::unexpected(watch.error());
  std::unique_ptr<FolderWatcher> watcher(new FolderWatcher());
  watcher->thread_ = std::jthread([self = watcher.get(), watch = std::move(*watch),
                                   wake = std::move(wake)](std::stop_token stop) mutable {
    // Long enough for a program to write all the files of a model.
    constexpr std::chrono::milliseconds kQuiet{1500};
    while (!stop.stop_requested()) {
      std::vector<std::filesystem::path> changed = watch.wait(stop, kQuiet);
      if (changed.empty()) continue;
      {
        const std::lock_guard lock(self->mutex_);
        self->changed_.insert(self->changed_.end(), changed.begin(), changed.end());
      }
      if (wake) wake();
    }
  });
  return watcher;
}

std::vector<std::filesystem::path> FolderWatcher::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(changed_, {});
}

}  // namespace bandaji
