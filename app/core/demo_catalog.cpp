#include "app/core/demo_catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <system_error>

#include "app/core/demo_story.h"
#include "app/core/demo_versions.h"
#include "app/core/imports.h"
#include "app/core/library.h"
#include "app/demo/demo_production.h"
#include "assets/text.h"
#include "db/fields.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

struct Removed {
  fs::path path;
  ~Removed() {
    std::error_code ignored;
    if (!path.empty()) fs::remove_all(path, ignored);
  }
};

// Who decides in this production.
struct Person {
  std::string_view role;
  std::string_view name;
};
constexpr Person kDirector{"dr_director", "김도윤"};
constexpr Person kArtDirector{"dr_artdir", "한서진"};
constexpr Person kCostume{"dr_costume", "이수아"};
constexpr Person kMakeup{"dr_makeup", "최은별"};

// One step in the life of a record: who said what about it.
struct Step {
  Verdict verdict;
  bool by_director;
  std::string_view comment;
};
using Story = std::vector<Step>;

// What happens to records in turn, so that every state of a real week of preparation is met.
const std::array<Story, 8>& stories() {
  static const std::array<Story, 8> kStories{{
      {{Verdict::Requested, false, "카메라 테스트 전에 확인 부탁드립니다."},
       {Verdict::Approved, true, "달빛 아래에서도 색이 살아 있습니다. 이대로 갑니다."}},
      {{Verdict::Approved, false, "1차 제작 승인."}},
      {{Verdict::Requested, false, "연출 확인 대기."}},
      {{Verdict::Requested, false, ""},
       {Verdict::ChangesRequested, true, "촛불 조명에서 너무 밝습니다. 한 톤 눌러 주세요."}},
      {},
      {{Verdict::ApprovedWithConditions, false, "깃과 고름 색만 다시 맞추는 조건으로 승인."}},
      {{Verdict::Hold, true, "3화 대본 수정본이 나올 때까지 보류."}},
      {},
  }};
  return kStories;
}

const Person& department_of(std::string_view kind) {
  if (kind == "ak_makeup" || kind == "ak_hair" || kind == "ak_wig" || kind == "ak_sfx") return kMakeup;
  const Term* term = Vocabulary::shipped().find(kind);
  for (int steps = 0; term != nullptr && steps < 8; ++steps) {
    if (term->key == "ak_costume") return kCostume;
    if (term->key == "ak_makeup") return kMakeup;
    term = term->parent.empty() ? nullptr : Vocabulary::shipped().find(term->parent);
  }
  return kArtDirector;
}

// The fields a record of this kind has for the terms, "fabric" for "fb_silk".
std::map<std::string, std::string> fields_of(const DemoAsset& asset) {
  std::map<std::string, std::string> values;
  for (const std::string& key : asset.terms) {
    const Term* term = Vocabulary::shipped().find(key);
    if (term == nullptr) continue;
    for (const FieldDefinition& field : fields_for_kind(asset.kind)) {
      if (field.facet != term->facet) continue;
      std::string& value = values[std::string(field.key)];
      if (value.empty()) {
        value = key;
      } else if (field.type == FieldType::Choices) {
        value += ";" + key;
      }
      break;
    }
  }
  if (!asset.character_ko.empty()) {
    for (const FieldDefinition& field : fields_for_kind(asset.kind)) {
      if (field.key == "character") values["character"] = asset.character_ko;
    }
  }
  return values;
}

void describe(const DemoAsset& asset, const Id& id, Change& change) {
  const auto set = [&](std::string field, std::string value) {
    if (!value.empty()) change.edits.push_back(SetField{id, std::move(field), to_nfc(value)});
  };
  set("kind", asset.kind);
  set("name_ko", asset.name_ko);
  set("name_en", asset.name_en);
  set("romanized", asset.romanized);
  if (asset.rating > 0) set("rating", std::to_string(asset.rating));
  set("notes", asset.notes_en.empty()   ? asset.notes_ko
               : asset.notes_ko.empty() ? asset.notes_en
                                        : asset.notes_ko + "\n" + asset.notes_en);
  for (auto& [field, value] : fields_of(asset)) set(field, value);
  if (!asset.tags.empty()) change.edits.push_back(SetTags{id, asset.tags, {}});
}

Change decide(const Id& id, std::string_view kind, const Step& step) {
  const Person& person = step.by_director ? kDirector : department_of(kind);
  RecordDecision edit;
  edit.decision.asset_id = id;
  edit.decision.verdict = step.verdict;
  edit.decision.role = std::string(person.role);
  edit.decision.by = std::string(person.name);
  edit.decision.comment = std::string(step.comment);
  return {{edit}, "결정", "Decision"};
}

class DemoMaker {
 public:
  DemoMaker(Library& library, fs::path source, std::stop_token stop, const DemoCatalogProgress& progress)
      : library_(library),
        source_(std::move(source)),
        stop_(std::move(stop)),
        progress_(progress),
        assets_(demo_assets()) {}

  Result<void> make();

 private:
  Result<void> write_files();
  Result<void> import_all();
  Result<void> tell_stories();
  // A later version of what was approved, so that a stale approval is seen.
  Result<void> revise(std::size_t index);
  ImportCatalog without_origins() const;
  void report(float share, const std::string& what) const {
    if (progress_) progress_(share, what);
  }

  Library& library_;
  fs::path source_;
  std::stop_token stop_;
  const DemoCatalogProgress& progress_;
  std::vector<DemoAsset> assets_;
  std::vector<Id> ids_;
};

// The files lie in a temporary folder that nobody will ever import from again.
ImportCatalog DemoMaker::without_origins() const {
  ImportCatalog catalog = direct_import_catalog(library_);
  catalog.commit = [&library = library_](const Change& change, const Id& asset,
                                         const std::string&) -> Result<AssetVersion> {
    if (const auto applied = library.apply(change); !applied) return tl::unexpected(applied.error());
    const auto record = library.catalog().asset(asset);
    if (!record) return tl::unexpected(record.error());
    return library.catalog().version(record->current_version);
  };
  return catalog;
}

Result<void> DemoMaker::write_files() {
  return write_demo_files(
      source_,
      [&](int done, int all, const DemoAsset& asset) {
        report(0.5f * static_cast<float>(done) / static_cast<float>(all), asset.name_ko);
      },
      stop_);
}

Result<void> DemoMaker::import_all() {
  std::vector<ImportRow> rows;
  // One plan a kind: the kind decides the number a record gets.
  while (rows.size() < assets_.size()) {
    const std::size_t first = rows.size();
    ImportPlan plan;
    plan.kind = assets_[first].kind;
    for (std::size_t i = first; i < assets_.size() && assets_[i].kind == plan.kind; ++i) {
      plan.paths.push_back(source_ / path_from_utf8(assets_[i].file));
    }
    const auto part =
        run_import(plan, library_.files(), without_origins(), stop_, [&](const ImportProgress& progress) {
          report(0.5f + 0.4f * static_cast<float>(first + progress.done) / static_cast<float>(assets_.size()),
                 progress.name);
        });
    if (stop_.stop_requested() || part.size() != plan.paths.size()) {
      return fail(ErrorKind::Cancelled, "Making the demo production was stopped.");
    }
    rows.insert(rows.end(), part.begin(), part.end());
  }
  Change change;
  change.label_ko = "데모 설명";
  change.label_en = "Describe the demo";
  for (std::size_t i = 0; i < rows.size() && i < assets_.size(); ++i) {
    if (rows[i].id.empty())
      return fail(ErrorKind::Corrupt,
                  fmt::format("The demo's {} was refused: {}", assets_[i].file, rows[i].error));
    ids_.push_back(rows[i].id);
    describe(assets_[i], rows[i].id, change);
  }
  const DemoProduction production;
  change.edits.push_back(SetProduction{{production.title_ko,
                                        production.title_en,
                                        {{"code", production.code}, {"genre", production.genre_key}}}});
  if (const auto described = library_.apply(change); !described) return described;
  std::map<std::string, Id> pieces;
  for (std::size_t i = 0; i < ids_.size(); ++i)
    pieces[to_utf8(path_from_utf8(assets_[i].file).stem())] = ids_[i];
  return library_.apply(demo_story_change(pieces));
}

Result<void> DemoMaker::revise(std::size_t index) {
  const fs::path file = source_ / path_from_utf8(assets_[index].file);
  {
    // White space after the JSON changes the bytes and nothing else.
    std::ofstream stream(file, std::ios::binary | std::ios::app);
    if (!(stream << '\n')) return fail(ErrorKind::Io, "Cannot write " + to_utf8(file) + ".");
  }
  ImportPlan plan;
  plan.paths = {file};
  plan.version_of = ids_[index];
  plan.comment = "카메라 테스트 뒤 고침";
  const auto rows = run_import(plan, library_.files(), without_origins(), stop_);
  if (rows.empty()) return fail(ErrorKind::Cancelled, "Making the demo production was stopped.");
  if (rows.front().status == ImportStatus::Refused) return fail(ErrorKind::Corrupt, rows.front().error);
  return {};
}

Result<void> DemoMaker::tell_stories() {
  std::optional<std::size_t> approved;
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    const Story& story = stories()[i % stories().size()];
    for (const Step& step : story) {
      if (const auto applied = library_.apply(decide(ids_[i], assets_[i].kind, step)); !applied)
        return applied;
    }
    const bool costume = &department_of(assets_[i].kind) == &kCostume;
    if (!approved && costume && !story.empty() && story.back().verdict == Verdict::Approved) approved = i;
  }
  if (approved) {
    if (const auto revised = revise(*approved); !revised) return revised;
  }
  return {};
}

Result<void> DemoMaker::make() {
  if (const auto done = write_files(); !done) return done;
  if (const auto done = import_all(); !done) return done;
  report(0.95f, "달빛 궁");
  if (const auto done = tell_stories(); !done) return done;
  if (const auto done = keep_demo_versions(library_.catalog()); !done) return done;
  // What the program did to make the demo is nothing a person would want to take back.
  return library_.catalog().clear_undo();
}

}  // namespace

Result<void> make_demo_catalog(const fs::path& folder, std::stop_token stop,
                               const DemoCatalogProgress& progress) {
  std::error_code problem;
  const Removed source{fs::temp_directory_path(problem) / ("bandaji-demo-" + new_id())};
  // Made beside and renamed at the end: a catalog that is there is whole.
  const fs::path absolute = fs::absolute(folder, problem).lexically_normal();
  const fs::path target = absolute.filename().empty() ? absolute.parent_path() : absolute;
  if (fs::exists(target, problem) && (!fs::is_directory(target, problem) || !fs::is_empty(target, problem))) {
    return fail(ErrorKind::Conflict, to_utf8(target) + " exists already and is not an empty folder.");
  }
  fs::create_directories(target.parent_path(), problem);
  Removed begun{target.parent_path() / ("." + to_utf8(target.filename()) + "." + new_id())};
  CatalogOptions options;
  options.who = "달빛 궁 미술부";
  {
    auto library = Library::create(begun.path, options);
    if (!library) return tl::unexpected(library.error());
    if (const auto made = DemoMaker(*library, source.path, std::move(stop), progress).make(); !made)
      return made;
  }
  fs::remove(target, problem);  // An empty folder, as proven above.
  fs::rename(begun.path, target, problem);
  if (problem)
    return fail(ErrorKind::Io, fmt::format("Cannot create {}: {}.", to_utf8(target), problem.message()));
  begun.path.clear();
  return {};
}

}  // namespace bandaji
