// A watched folder beside the window: a thread waits for changes, the window takes
// them in its own time.  Main thread, but for the thread inside.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/core/folder_watch.h"

namespace bandaji {

class FolderWatcher {
 public:
  // `wake` is called from the thread when there is something to take.  Errors: those of FolderWatch::open().
  static Result<std::unique_ptr<FolderWatcher>> start(const std::filesystem::path& folder,
                                                      std::function<void()> wake);

  // Files that changed since the last call.
  std::vector<std::filesystem::path> take();

 private:
  FolderWatcher() = default;

  std::mutex mutex_;  // Guards the next.
  std::vector<std::filesystem::path> changed_;
  std::jthread thread_;  // Last: it uses what is above.
};

}  // namespace bandaji
