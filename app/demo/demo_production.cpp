#include "app/demo/demo_production.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "app/demo/gltf_writer.h"

namespace bandaji {

std::vector<DemoAsset> demo_assets() {
  std::vector<DemoAsset> all;
  for (auto department : {demo_costume_assets, demo_set_assets, demo_prop_assets}) {
    std::vector<DemoAsset> assets = department();
    std::move(assets.begin(), assets.end(), std::back_inserter(all));
  }
  return all;
}

Result<void> write_demo_files(const std::filesystem::path& folder, const DemoProgress& progress,
                              std::stop_token stop) {
  const std::vector<DemoAsset> assets = demo_assets();
  std::mutex mutex;  // Guards `finished` and `failure`.
  std::condition_variable changed;
  std::vector<std::size_t> finished;
  std::optional<Error> failure;
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stopping{false};
  const auto work = [&] {
    for (std::size_t i = next++; i < assets.size(); i = next++) {
      Result<void> written;
      if (stopping || stop.stop_requested()) {
        written = fail(ErrorKind::Cancelled, "Making the demo production was stopped.");
      } else {
        const std::filesystem::path file = folder / std::filesystem::u8path(assets[i].file);
        written = write_gltf(assets[i].build(), file.parent_path(), file.stem().string());
      }
      const std::lock_guard lock(mutex);
      if (!written && !failure) {
        failure = written.error();
        stopping = true;
      }
      finished.push_back(i);
      changed.notify_one();
    }
  };
  std::vector<std::jthread> workers;
  const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1u, 8u);
  for (unsigned i = 0; i < count; ++i) workers.emplace_back(work);
  for (std::size_t reported = 0; reported < assets.size(); ++reported) {
    std::size_t index = 0;
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return finished.size() > reported; });
      index = finished[reported];
    }
    if (progress && !stopping)
      progress(static_cast<int>(reported) + 1, static_cast<int>(assets.size()), assets[index]);
  }
  workers.clear();
  if (failure) return tl::unexpected<Error>(*failure);
  return {};
}

}  // namespace bandaji
