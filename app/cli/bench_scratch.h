// What measurements share: a clock, percentiles, a folder that goes away.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "app/cli/commands.h"

namespace bandaji::cli {

std::chrono::steady_clock::time_point bench_now();
double ms_since(std::chrono::steady_clock::time_point start);  // To a microsecond.
double percentile(std::vector<double> values, double share);   // `share` 0..1; 0 of none.
double resident_mb();  // Of this process; 0 where the system does not say.

// A folder for measurements, removed afterwards.
struct Scratch {
  std::filesystem::path path;
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

int bench_search(const BenchCommand& command, Console& console);
int bench_continuity(const BenchCommand& command, Console& console);
int bench_frames(const BenchCommand& command, Console& console);
int bench_compose(const BenchCommand& command, const GlobalOptions& options, Console& console);

}  // namespace bandaji::cli
