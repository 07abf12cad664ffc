// How long an edit of a long series keeps the continuity solver busy, and the window's thread.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>

#include "app/cli/bench_scratch.h"
#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/ui/continuity/matrix_layout.h"
#include "app/ui/continuity/story_model.h"
#include "assets/content_hash.h"
#include "db/composition_versions.h"
#include "db/continuity.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji::cli {
namespace {

constexpr std::size_t kScenes = 1600;
constexpr std::size_t kCharacters = 60;
constexpr std::size_t kEpisodes = 32;
constexpr std::size_t kDays = 160;
constexpr std::size_t kLooksEach = 12;

// A long series in which everybody is in every scene: no production is as dense.  Deterministic.
class Series {
 public:
  explicit Series(Catalog& catalog) : catalog_(catalog) {}

  Result<void> make() {
    std::vector<Id> episodes;
    std::vector<Id> sets;
    for (std::size_t i = 0; i < kEpisodes; ++i) {
      Episode episode;
      episode.number = static_cast<std::int64_t>(i + 1);
      episodes.push_back(add(episode));
    }
    for (std::size_t i = 0; i < kDays; ++i) {
      StoryDay day;
      day.label = fmt::format("D{}", i + 1);
      day.position = static_cast<std::int64_t>(i + 1);
      days.push_back(add(day));
    }
    for (std::size_t i = 0; i < 40; ++i) {
      FilmSet film_set;
      film_set.name_ko = fmt::format("세트 {}", i + 1);
      film_set.status = "st_approved";
      sets.push_back(add(film_set));
    }
    for (std::size_t i = 0; i < kScenes; ++i) {
      Scene scene;
      scene.episode = episodes[i * kEpisodes / kScenes];
      scene.number = fmt::format("{}", i % (kScenes / kEpisodes) + 1);
      scene.story_day = days[i * kDays / kScenes];
      scene.film_set = sets[i % sets.size()];
      scenes.push_back(add(scene));
    }
    for (std::size_t i = 0; i < kCharacters; ++i) {
      Asset asset;
      asset.id = new_id();
      asset.kind = "ak_garment";
      asset.name_ko = fmt::format("의상 {}", i + 1);
      assets.push_back(asset.id);
      change_.edits.push_back(AddAsset{asset, {version_of(asset.id, i)}});
      Unit unit;
      unit.asset = asset.id;
      unit.number = "1";
      const Id copy = add(unit);
      Character character;
      character.name_ko = fmt::format("인물 {}", i + 1);
      characters.push_back(add(character));
      for (std::size_t k = 0; k < kLooksEach; ++k) {
        Look look;
        look.character = characters.back();
        look.number = std::to_string(k + 1);
        look.status = "st_approved";
        looks.push_back(add(look));
        LookItem item;
        item.look = looks.back();
        item.asset = asset.id;
        item.unit = copy;
        items.push_back(add(item));
      }
    }
    for (std::size_t s = 0; s < kScenes; ++s) {
      for (std::size_t c = 0; c < kCharacters; ++c) {
        SceneLook link;
        link.scene = scenes[s];
        link.character = characters[c];
        link.look = looks[c * kLooksEach + s * kDays / kScenes % kLooksEach];
        links.push_back(add(link));
        if (problem_) return tl::unexpected(*problem_);
      }
    }
    flush();
    for (const Id& look : looks) approve(look);
    flush();
    return problem_ ? Result<void>(tl::unexpected(*problem_)) : Result<void>();
  }
  // A version of one file that nothing is read from.
  static AssetVersion version_of(const Id& asset, std::size_t content) {
    AssetVersion version;
    version.asset_id = asset;
    version.main_file = "model.glb";
    version.manifest = {{"model.glb", hash_text(std::to_string(content)), 1}};
    return version;
  }

  std::vector<Id> days, scenes, characters, looks, items, links, assets;

 private:
  void approve(const Id& look) {
    Decision decision;
    decision.verdict = Verdict::Approved;
    const auto approved = decide(catalog_, look, decision);
    if (!approved) {
      problem_ = approved.error();
      return;
    }
    change_.edits.insert(change_.edits.end(), approved->edits.begin(), approved->edits.end());
    if (change_.edits.size() >= 4000) flush();
  }
  template <class T>
  Id add(T record) {
    record.id = new_id();
    change_.edits.push_back(make_record(record));
    if (change_.edits.size() >= 4000) flush();
    return record.id;
  }
  void flush() {
    if (const auto applied = catalog_.apply(change_); !applied) problem_ = applied.error();
    change_.edits.clear();
  }

  Catalog& catalog_;
  Change change_;
  std::optional<Error> problem_;
};

// What the window does on its thread after an edit, from commit to what the matrix draws.
Result<Json> bench_window(Catalog& catalog, const Series& series, int repeats) {
  auto story = StoryModel::read(catalog);
  if (!story) return tl::unexpected(story.error());
  MatrixLayout layout;
  layout.update(*story, {});
  std::mt19937 random(20261129);
  const auto pick = [&](const std::vector<Id>& ids) { return ids[random() % ids.size()]; };
  const std::array<std::pair<const char*, std::function<SetRecordField()>>, 4> kinds{{
      {"cell",
       [&] {
         return SetRecordField{RecordType::SceneLook, pick(series.links), "look", pick(series.looks)};
       }},
      {"scene_synopsis",
       [&] {
         return SetRecordField{RecordType::Scene, pick(series.scenes), "synopsis",
                               fmt::format("{}", random())};
       }},
      {"scene_number",
       [&] {
         return SetRecordField{RecordType::Scene, pick(series.scenes), "number",
                               fmt::format("{}A", 100 + random() % 100000)};
       }},
      {"scene_day",
       [&] {
         return SetRecordField{RecordType::Scene, pick(series.scenes), "story_day", pick(series.days)};
       }},
  }};
  Json result;
  for (const auto& [name, edit] : kinds) {
    std::vector<double> took;
    for (int i = 0; i < 20 * std::max(1, repeats); ++i) {
      Change change{{edit()}, "", ""};
      for (int way = 0; way < 2; ++way) {
        const auto start = bench_now();
        auto inverse = catalog.apply(change);
        if (!inverse) return tl::unexpected(inverse.error());
        if (const auto followed = story->follow(catalog); !followed) return tl::unexpected(followed.error());
        layout.update(*story, {});
        took.push_back(ms_since(start));
        change = std::move(*inverse);
      }
    }
    result[name] = {{"p50_ms", percentile(took, 0.5)}, {"p99_ms", percentile(took, 0.99)}};
  }
  return result;
}

}  // namespace

int bench_continuity(const BenchCommand& command, Console& console) {
  const Scratch scratch;
  auto catalog = Catalog::create(scratch.path);
  if (!catalog) {
    console.problem(catalog.error());
    return kNothingDone;
  }
  Series series(*catalog);
  if (const auto made = series.make(); !made) {
    console.problem(made.error());
    return kNothingDone;
  }
  const auto reading = bench_now();
  auto solver = Continuity::read(*catalog);
  if (!solver) {
    console.problem(solver.error());
    return kNothingDone;
  }
  const double read_ms = ms_since(reading);
  const auto checking = bench_now();
  const std::size_t at_first = solver->conflicts().size();
  const double check_ms = ms_since(checking);

  std::mt19937 random(20261122);
  const auto pick = [&](const std::vector<Id>& ids) { return ids[random() % ids.size()]; };
  struct Kind {
    const char* name;
    std::function<Edit()> edit;
  };
  const std::array kinds = {
      Kind{"cell",
           [&]() -> Edit {
             return SetRecordField{RecordType::SceneLook, pick(series.links), "look", pick(series.looks)};
           }},
      Kind{"condition",
           [&]() -> Edit {
             return SetRecordField{RecordType::SceneLook, pick(series.links), "end_condition",
                                   fmt::format("cd_blood:{}", 1 + random() % 9)};
           }},
      Kind{"scene_day",
           [&]() -> Edit {
             return SetRecordField{RecordType::Scene, pick(series.scenes), "story_day", pick(series.days)};
           }},
      Kind{"look_item",
           [&]() -> Edit {
             return SetRecordField{RecordType::LookItem, pick(series.items), "doubles",
                                   std::to_string(random() % 3)};
           }},
      // Changes what was approved.
      Kind{"approved_look",
           [&]() -> Edit {
             return SetRecordField{RecordType::LookItem, pick(series.items), "wear_note",
                                   std::to_string(random() % 1000)};
           }},
      // Every look of a character wears its garment.
      Kind{"garment_version",
           [&]() -> Edit { return AddVersion{Series::version_of(pick(series.assets), random())}; }},
      Kind{"day_order",
           [&]() -> Edit {
             return SetRecordField{RecordType::StoryDay, pick(series.days), "position",
                                   std::to_string(1 + random() % kDays)};
           }},
  };
  Json result{{"scenes", kScenes},  {"characters", kCharacters}, {"scene_looks", series.links.size()},
              {"read_ms", read_ms}, {"check_all_ms", check_ms},  {"conflicts_at_first", at_first}};
  for (const Kind& kind : kinds) {
    std::vector<double> saving;
    std::vector<double> checked;
    for (int i = 0; i < 20 * std::max(1, command.repeats); ++i) {
      if (console.stop().stop_requested()) return kNothingDone;
      // There and back, so that the production stays as sound as one that people work on.
      Change change{{kind.edit()}, "", ""};
      for (int way = 0; way < 2; ++way) {
        const auto start = bench_now();
        auto inverse = catalog->apply(change);
        if (!inverse) {
          console.problem(inverse.error());
          return kNothingDone;
        }
        saving.push_back(ms_since(start));
        const auto follow = bench_now();
        if (const auto followed = solver->follow(*catalog); !followed) {
          console.problem(followed.error());
          return kNothingDone;
        }
        (void)solver->conflicts();
        checked.push_back(ms_since(follow));
        change = std::move(*inverse);
      }
    }
    result[kind.name] = {{"save_p50_ms", percentile(saving, 0.5)},
                         {"check_p50_ms", percentile(checked, 0.5)},
                         {"check_p99_ms", percentile(checked, 0.99)}};
  }
  result["conflicts_at_last"] = solver->conflicts().size();
  const auto window = bench_window(*catalog, series, command.repeats);
  if (!window) {
    console.problem(window.error());
    return kNothingDone;
  }
  result["window"] = *window;
  result["rss_mb"] = resident_mb();
  console.result(line_of(result));
  return kDone;
}

}  // namespace bandaji::cli
