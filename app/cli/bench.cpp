#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <system_error>

#include "app/cli/bench_scratch.h"
#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/core/imports.h"
#include "db/vocabulary.h"

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

// Records as a wardrobe has them: a color, a piece, a person, some tags.  Deterministic.
std::vector<Change> generated_records(std::int64_t count) {
  const auto garments = Vocabulary::shipped().facet("garment");
  const auto colors = Vocabulary::shipped().facet("color");
  static constexpr auto kPeople = std::to_array<std::string_view>(
      {"연희", "이강", "대비", "서 상궁", "박 내관", "무영", "한설", "정도전"});
  static constexpr auto kStatuses =
      std::to_array<std::string_view>({"st_draft", "st_review", "st_approved", "st_revise", "st_onhold"});
  std::mt19937 random(20261122);
  const auto pick = [&](std::size_t size) { return static_cast<std::size_t>(random() % size); };
  std::vector<Change> changes;
  for (std::int64_t i = 0; i < count; ++i) {
    constexpr std::int64_t kPerChange = 2000;
    if (i % kPerChange == 0) changes.emplace_back();
    const Term& garment = garments[pick(garments.size())];
    const Term& color = colors[pick(colors.size())];
    Asset asset;
    asset.id = new_id();
    asset.kind = "ak_garment";
    asset.name_ko = fmt::format("{} {} {}", kPeople[pick(kPeople.size())], color.ko, garment.ko);
    asset.name_en = fmt::format("{} {}", color.en, garment.en);
    asset.romanized = std::string(garment.romanized);
    asset.status = std::string(kStatuses[pick(kStatuses.size())]);
    asset.rating = static_cast<int>(pick(6));
    asset.tags = {fmt::format("{}화", 1 + pick(16)), pick(2) == 0 ? "대여" : "제작"};
    std::sort(asset.tags.begin(), asset.tags.end());
    changes.back().edits.push_back(AddAsset{std::move(asset)});
  }
  return changes;
}

// The states of the search box while somebody types: every prefix of every query.
std::vector<std::string> keystroke_states() {
  static constexpr auto kQueries =
      std::to_array<std::string_view>({"저고리", "홍색 치마", "ㄱㄹㅍ", "ㅈㄱㄹ", "dangui", "gollyongpo",
                                       "red skirt", "연희 당의", "대비", "jacket", "두루마기", "ㄷㅍ"});
  std::vector<std::string> states;
  for (const std::string_view query : kQueries) {
    for (std::size_t at = 1; at <= query.size(); ++at) {
      if (at < query.size() && (static_cast<unsigned char>(query[at]) & 0xC0) == 0x80) continue;
      states.emplace_back(query.substr(0, at));
    }
  }
  return states;
}

int bench_search(const BenchCommand& command, Console& console) {
  const Scratch scratch;
  {
    auto catalog = Catalog::create(scratch.path);
    if (!catalog) {
      console.problem(catalog.error());
      return kNothingDone;
    }
    const auto changes = generated_records(command.assets);
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (console.stop().stop_requested()) return kNothingDone;
      console.progress(static_cast<float>(i) / static_cast<float>(changes.size()), "records");
      if (const auto applied = catalog->apply(changes[i]); !applied) {
        console.problem(applied.error());
        return kNothingDone;
      }
    }
  }
  const auto opening = now();
  auto library = Library::open(scratch.path);
  if (!library) {
    console.problem(library.error());
    return kNothingDone;
  }
  const double open_ms = ms_since(opening);
  std::vector<double> times;
  for (const std::string& state : keystroke_states()) {
    SearchRequest request;
    request.query = state;
    request.sort = SortField::Name;
    const auto start = now();
    const SearchResult found = library->index().search(request);
    const std::vector<Id> page = found.ids.slice(0, 60);
    for (const Id& id : page) (void)library->index().summary(id);
    times.push_back(ms_since(start));
  }
  console.result(line_of({{"assets", command.assets},
                          {"p50_ms", percentile(times, 0.5)},
                          {"p99_ms", percentile(times, 0.99)},
                          {"open_ms", open_ms},
                          {"rss_mb", resident_mb()}}));
  return kDone;
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
  if (command.name == "search") return bench_search(command, console);
  if (command.name == "continuity") return bench_continuity(command, console);
  console.problem(
      fmt::format("There is no measurement \"{}\"; `bandaji bench --list` names them.", command.name));
  return kWrongUsage;
}

}  // namespace bandaji::cli
