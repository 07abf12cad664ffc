#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "app/cli/bench_scratch.h"
#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/core/imports.h"

namespace bandaji::cli {
namespace {

namespace fs = std::filesystem;

struct Measurement {
  std::string_view name;
  std::string_view measures;
};
constexpr auto kMeasurements = std::to_array<Measurement>({
    {"open", "opening the catalog: records, index and first list"},
    {"import", "importing PATH… into a new catalog"},
    {"search", "searching --assets N generated records, keystroke by keystroke"},
    {"frames", "frames of the demo sets and of two million triangles, at rest and moving"},
    {"compose", "composing every look of the catalog in each of its scenes"},
    {"continuity", "re-checking 1,600 scenes x 60 characters after edits"},
});

const auto now = bench_now;

int bench_open(const BenchCommand& command, const GlobalOptions& options, Console& console) {
  std::vector<double> open_ms;
  std::vector<double> list_ms;
  std::int64_t assets = 0;
  for (int i = 0; i < command.repeats; ++i) {
    const auto start = now();
    const auto library = open_library(options, console, Access::Read, Library::Index::Built);
    if (!library) return kCatalogUnusable;
    open_ms.push_back(ms_since(start));
    const auto listing = now();
    const SearchResult found = library->index().search({});
    (void)library->catalog().assets(found.ids.slice(0, 60));
    list_ms.push_back(ms_since(listing));
    assets = library->catalog().asset_count();
  }
  console.result(line_of({{"assets", assets},
                          {"open_ms", percentile(open_ms, 0.5)},
                          {"first_page_ms", percentile(list_ms, 0.5)},
                          {"rss_mb", resident_mb()}}));
  return kDone;
}

int bench_import(const BenchCommand& command, Console& console) {
  if (command.paths.empty()) {
    console.problem("`bench import` needs files or folders.");
    return kWrongUsage;
  }
  const Scratch scratch;
  auto library = Library::create(scratch.path);
  if (!library) {
    console.problem(library.error());
    return kNothingDone;
  }
  ImportPlan plan;
  for (const std::string& path : command.paths) plan.paths.emplace_back(path);
  const auto start = now();
  const auto rows =
      run_import(plan, library->files(), direct_import_catalog(*library), console.stop(),
                 [&](const ImportProgress& progress) {
                   console.progress(static_cast<float>(progress.done) / static_cast<float>(progress.total),
                                    progress.name);
                 });
  const double total = ms_since(start);
  const auto refused = std::count_if(
      rows.begin(), rows.end(), [](const ImportRow& row) { return row.status == ImportStatus::Refused; });
  console.result(
      line_of({{"inputs", rows.size()},
               {"refused", refused},
               {"total_ms", total},
               {"per_input_ms",
                rows.empty() ? 0.0 : std::round(total / static_cast<double>(rows.size()) * 1000) / 1000}}));
  return status_of(rows.size(), 0);
}

}  // namespace

std::chrono::steady_clock::time_point bench_now() {
  return std::chrono::steady_clock::now();
}

double ms_since(std::chrono::steady_clock::time_point start) {
  const double ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return std::round(ms * 1000) / 1000;
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

double resident_mb() {
  std::ifstream status("/proc/self/statm");
  double total = 0;
  double resident = 0;
  status >> total >> resident;
  return std::round(resident * 4096.0 / 1e6);
}

Scratch::Scratch() {
  std::error_code problem;
  path = fs::temp_directory_path(problem) / fmt::format("bandaji-bench-{}", new_id());
}

Scratch::~Scratch() {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

int run(const BenchCommand& command, const GlobalOptions& options, Console& console) {
  if (command.list) {
    for (const Measurement& entry : kMeasurements) {
      console.result(console.json() ? line_of({{"name", entry.name}, {"measures", entry.measures}})
                                    : fmt::format("{}  {}", to_columns(entry.name, 10), entry.measures));
    }
    return kDone;
  }
  if (command.name == "open") return bench_open(command, options, console);
  if (command.name == "import") return bench_import(command, console);
  if (command.name == "compose") return bench_compose(command, options, console);
  if (command.name == "search") return bench_search(command, console);
  if (command.name == "frames") return bench_frames(command, console);
  if (command.name == "continuity") return bench_continuity(command, console);
  console.problem(
      fmt::format("There is no measurement \"{}\"; `bandaji bench --list` names them.", command.name));
  return kWrongUsage;
}

}  // namespace bandaji::cli
