// Spreads independent pieces of work over the processor's cores and waits.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace bandaji {

// Calls work(i) for every i in 0..count-1, in any order, from several threads at once.
// Expects: `work` does not throw.
template <class Work>
void parallel_for(std::size_t count, const Work& work) {
  const std::size_t cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
  const std::size_t helpers = std::min(cores, count) - (count > 0 ? 1 : 0);
  std::atomic<std::size_t> next{0};
  const auto loop = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < helpers; ++i) {
    try {
      threads.emplace_back(loop);
    } catch (const std::system_error&) {
      break;  // No more threads to be had: this one does the rest.
    }
  }
  loop();
}

}  // namespace bandaji
