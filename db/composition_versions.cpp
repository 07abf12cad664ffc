#include "db/composition_versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <span>

#include "assets/text.h"
#include "db/catalog_contents.h"

namespace bandaji {
namespace {

using Json = nlohmann::json;

// What of a record is part of a version.
struct Part {
  RecordType type;
  std::string_view owner;  // Column that names the look or set; empty for the look or set itself.
  std::vector<std::string_view> columns;
};

const std::vector<Part>& parts_of(RecordType type) {
  using R = RecordType;
  static const std::vector<Part> look{
      {R::Look, "", {"character", "occasion", "season", "hair", "makeup"}},
      {R::LookItem,
       "look",
       {"position", "asset", "slot", "layer", "quantity", "required", "wear_note", "attach", "placement",
        "hidden", "variant"}},
      {R::ConditionStage,
       "look",
       {"item", "condition", "level", "name", "mask", "strength", "color", "recipe"}},
      {R::FaceMark,
       "look",
       {"position", "sort", "zone", "side", "x_permille", "y_permille", "product", "shade", "color",
        "condition", "level", "map", "layer", "strength", "note"}}};
  static const std::vector<Part> film_set{
      {R::FilmSet,
       "",
       {"space", "asset", "width_mm", "depth_mm", "height_mm", "kan", "wild_walls", "ceiling"}},
      {R::SetPart, "film_set", {"position", "name_ko", "name_en"}},
      {R::SetState,
       "film_set",
       {"position", "name_ko", "name_en", "from_scene", "to_scene", "asset", "condition"}},
      {R::Dressing,
       "film_set",
       {"position", "zone", "asset", "quantity", "placement", "position_note", "action_prop", "from_scene",
        "to_scene"}}};
  return type == R::Look ? look : film_set;
}

// Records that others name; they are part of a version, but restoring it leaves them alone.
const std::vector<Part>& named_parts() {
  static const std::vector<Part> parts{{RecordType::Character, "", {"figure"}},
                                       {RecordType::Colorway, "", {"materials"}}};
  return parts;
}

struct VerdictName {
  Verdict verdict;
  std::string_view name;  // Stored on disk; never renamed.
  std::string_view ko, en;
};
constexpr auto kVerdicts = std::to_array<VerdictName>({
    {Verdict::Requested, "requested", "검토 요청", "Request a review"},
    {Verdict::Approved, "approved", "승인", "Approve"},
    {Verdict::ApprovedWithConditions, "conditions", "조건부 승인", "Approve with conditions"},
    {Verdict::ChangesRequested, "changes", "수정 요청", "Request changes"},
    {Verdict::Rejected, "rejected", "반려", "Reject"},
    {Verdict::Hold, "hold", "보류", "Hold"},
});

void set_value(RecordRow& row, std::string_view column, std::string value) {
  row.values[describe(row.type).find(column)] = std::move(value);
}

// The row with the part's columns only.
RecordRow reduced(const RecordRow& row, const Part& part) {
  RecordRow kept;
  static_cast<Record&>(kept) = row;
  kept.type = row.type;
  kept.values = describe(row.type).defaults;
  for (const std::string_view column : part.columns) set_value(kept, column, std::string(row.value(column)));
  return kept;
}

// Live or in the trash; empty for what is neither a look nor a set.
Result<RecordRow> subject_row(const Catalog& catalog, const Id& subject) {
  for (const RecordType type : {RecordType::Look, RecordType::FilmSet})
    if (auto row = record_row(catalog, type, subject)) return row;
  return fail(ErrorKind::NotFound, fmt::format("There is no look or set \"{}\".", for_display(subject, 80)));
}

void add_exact(const Catalog& catalog, const Id& key, const Id& version_id, CompositionContents& contents) {
  if (version_id.empty()) return;
  if (const auto version = catalog.version(version_id))
    contents.exact[key] = {version->id, version->manifest_hash.hex()};
}

// The current version of every asset the row names.
void add_assets(const Catalog& catalog, const RecordRow& row, CompositionContents& contents) {
  const RecordDescription& description = describe(row.type);
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    if (description.columns[i].detail != "asset" || row.values[i].empty() ||
        contents.exact.contains(row.values[i]))
      continue;
    if (const auto asset = catalog.asset(row.values[i]))
      add_exact(catalog, asset->id, asset->current_version, contents);
  }
}

std::string subject_title(const RecordRow& subject) {
  return std::string(subject.type == RecordType::Look ? subject.value("number") : subject.value("name_ko"));
}

ContentHash hash_of(const CompositionVersion& version) {
  return parse_hash(version.hash).value_or(ContentHash{});
}

Decision decision_of(const CompositionDecision& made, const CompositionVersion& version) {
  Decision decision;
  decision.id = made.id;
  decision.asset_id = version.subject;
  decision.version_id = version.id;
  decision.manifest_hash = hash_of(version);
  for (const VerdictName& one : kVerdicts)
    if (one.name == made.verdict) decision.verdict = one.verdict;
  decision.role = made.role;
  decision.by = made.by;
  decision.comment = made.comment;
  decision.at = made.created_at;
  return decision;
}

// The edit that adds a version of these contents.
AddRecord version_record(const Catalog& catalog, const CompositionContents& contents, const VersionNote& note,
                         Id id) {
  const std::string text = contents_text(contents);
  // Numbers of versions that were taken back are given again only when nothing came after them.
  std::int64_t number = 1;
  for (const CompositionVersion& one : composition_versions(catalog, contents.subject().id))
    number = std::max(number, one.number + 1);
  return {RecordType::CompositionVersion,
          std::move(id),
          {{"subject", contents.subject().id},
           {"number", std::to_string(number)},
           {"comment", note.comment},
           {"author", note.author.empty() ? catalog.who() : note.author},
           {"contents", text},
           {"hash", hash_text(text).hex()}}};
}

}  // namespace

Result<CompositionContents> contents_of(const Catalog& catalog, const Id& subject) {
  const auto row = subject_row(catalog, subject);
  if (!row) return tl::unexpected(row.error());
  CompositionContents contents;
  std::set<Id> colorways;
  for (const Part& part : parts_of(row->type)) {
    std::vector<RecordRow> rows{*row};
    if (!part.owner.empty()) rows = rows_where(catalog, part.type, part.owner, subject);
    for (const RecordRow& full : rows) {
      contents.records.push_back(reduced(full, part));
      add_assets(catalog, contents.records.back(), contents);
      if (full.type != RecordType::LookItem) continue;
      // A pin counts where it holds the piece to another version than the newest.
      const auto newest = contents.exact.find(Id(full.value("asset")));
      if (newest == contents.exact.end() || newest->second.version != full.value("version"))
        add_exact(catalog, full.id, Id(full.value("version")), contents);
      colorways.insert(Id(full.value("variant")));
    }
  }
  for (const Part& part : named_parts()) {
    std::vector<Id> ids;
    if (part.type == RecordType::Colorway)
      ids.assign(colorways.begin(), colorways.end());
    else if (row->type == RecordType::Look)
      ids.emplace_back(row->value("character"));
    for (const Id& id : ids) {
      const auto named = record_row(catalog, part.type, id);
      if (!named) continue;  // A variant of the file, not a colorway.
      contents.records.push_back(reduced(*named, part));
      add_assets(catalog, contents.records.back(), contents);
    }
  }
  return contents;
}

std::string contents_text(const CompositionContents& contents) {
  Json records = Json::array();
  for (const RecordRow& row : contents.records) {
    const RecordDescription& description = describe(row.type);
    Json values = Json::object();
    for (std::size_t i = 0; i < row.values.size(); ++i)
      if (row.values[i] != description.defaults[i])
        values[std::string(description.columns[i].name)] = row.values[i];
    records.push_back({{"type", description.name}, {"id", row.id}, {"values", values}});
  }
  Json exact = Json::object();
  for (const auto& [key, version] : contents.exact)
    exact[key] = {{"version", version.version}, {"hash", version.hash}};
  const Json text{{"form", 1}, {"records", records}, {"exact", exact}};
  return text.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<CompositionContents> parse_contents(std::string_view text) {
  const auto corrupt = [] { return fail(ErrorKind::Corrupt, "The contents of the version cannot be read."); };
  CompositionContents contents;
  try {
    const Json json = Json::parse(text);
    for (const Json& one : json.at("records")) {
      const auto type = record_type_from_name(one.at("type").get<std::string>());
      if (!type) return corrupt();
      RecordRow row;
      row.type = *type;
      row.id = one.at("id").get<std::string>();
      row.values = describe(*type).defaults;
      for (const auto& [column, value] : one.at("values").items()) {
        const std::size_t at = describe(*type).find(column);
        if (at < row.values.size()) row.values[at] = value.get<std::string>();
      }
      contents.records.push_back(std::move(row));
    }
    for (const auto& [key, one] : json.at("exact").items())
      contents.exact[key] = {one.at("version").get<std::string>(), one.at("hash").get<std::string>()};
  } catch (const Json::exception&) {
    return corrupt();
  }
  if (contents.records.empty()) return corrupt();
  return contents;
}

std::vector<CompositionVersion> composition_versions(const Catalog& catalog, const Id& subject) {
  auto versions = records_where<CompositionVersion>(catalog, "subject", subject);
  std::sort(versions.begin(), versions.end(),
            [](const CompositionVersion& a, const CompositionVersion& b) { return a.number > b.number; });
  return versions;
}

Result<CompositionVersion> composition_version(const Catalog& catalog, const Id& subject,
                                               std::int64_t number) {
  for (CompositionVersion& version : composition_versions(catalog, subject))
    if (version.number == number) return std::move(version);
  return fail(ErrorKind::NotFound, fmt::format("There is no version {}.", number));
}

Result<Change> save_version(const Catalog& catalog, const Id& subject, const VersionNote& note, Id id) {
  const auto contents = contents_of(catalog, subject);
  if (!contents) return tl::unexpected(contents.error());
  AddRecord added = version_record(catalog, *contents, note, id.empty() ? new_id() : std::move(id));
  const auto versions = composition_versions(catalog, subject);
  if (!versions.empty() && versions.front().hash == added.values.back().second)
    return fail(ErrorKind::Conflict,
                fmt::format("Nothing was changed since version {}.", versions.front().number));
  return Change{{std::move(added)}, "버전 저장", "Save a version"};
}

Result<Change> restore_version(const Catalog& catalog, const Id& version_id) {
  const auto version = record<CompositionVersion>(catalog, version_id);
  if (!version) return tl::unexpected(version.error());
  const auto then = parse_contents(version->contents);
  if (!then) return tl::unexpected(then.error());
  const auto now = contents_of(catalog, version->subject);
  if (!now) return tl::unexpected(now.error());
  Change change{
      {}, fmt::format("버전 {} 복원", version->number), fmt::format("Restore version {}", version->number)};
  std::set<Id> kept;
  for (const Part& part : parts_of(then->subject().type)) {
    for (const RecordRow& old : then->records) {
      if (old.type != part.type) continue;
      kept.insert(old.id);
      const auto same = std::find_if(now->records.begin(), now->records.end(),
                                     [&](const RecordRow& one) { return one.id == old.id; });
      const bool live = same != now->records.end();
      if (!live && !type_of_record(catalog, old.id)) {
        AddRecord added{old.type, old.id, {{std::string(part.owner), version->subject}}};
        for (const std::string_view column : part.columns)
          added.values.emplace_back(std::string(column), std::string(old.value(column)));
        change.edits.push_back(std::move(added));
      } else {
        if (!live) change.edits.push_back(SetRecordState{old.type, old.id, RecordState::Live});
        for (const std::string_view column : part.columns)
          if (!live || same->value(column) != old.value(column))
            change.edits.push_back(
                SetRecordField{old.type, old.id, std::string(column), std::string(old.value(column))});
      }
      if (old.type != RecordType::LookItem) continue;
      // The garment as it was: pinned when it was, or when there is a newer one by now.
      const auto pinned = then->exact.find(old.id);
      const auto usual = then->exact.find(Id(old.value("asset")));
      Id pin = pinned != then->exact.end() ? pinned->second.version : Id();
      if (pin.empty() && usual != then->exact.end()) {
        const auto asset = catalog.asset(usual->first);
        if (!asset || asset->current_version != usual->second.version) pin = usual->second.version;
      }
      const auto full = live ? record_row(catalog, old.type, old.id) : Result<RecordRow>(RecordRow(old));
      if (!live || (full && full->value("version") != pin))
        change.edits.push_back(SetRecordField{old.type, old.id, "version", pin});
    }
    if (part.owner.empty()) continue;
    for (const RecordRow& one : now->records)
      if (one.type == part.type && !kept.contains(one.id))
        change.edits.push_back(SetRecordState{one.type, one.id, RecordState::Trashed});
  }
  return change;
}

Result<Change> set_master(const Catalog& catalog, const Id& subject, const Id& version_id) {
  const auto row = subject_row(catalog, subject);
  if (!row) return tl::unexpected(row.error());
  if (!version_id.empty()) {
    const auto version = record<CompositionVersion>(catalog, version_id);
    if (!version) return tl::unexpected(version.error());
    if (version->subject != subject)
      return fail(ErrorKind::Invalid, fmt::format("Version {} is not one of {}.", version->number,
                                                  for_display(subject_title(*row), 80)));
  }
  return Change{{SetRecordField{row->type, subject, "master", version_id}},
                version_id.empty() ? "기준 버전 해제" : "기준 버전 지정",
                version_id.empty() ? "Unpin the master version" : "Pin the master version"};
}

Result<Change> decide(const Catalog& catalog, const Id& subject, const Decision& decision) {
  const auto contents = contents_of(catalog, subject);
  if (!contents) return tl::unexpected(contents.error());
  const auto name = std::find_if(kVerdicts.begin(), kVerdicts.end(),
                                 [&](const VerdictName& one) { return one.verdict == decision.verdict; });
  if (name == kVerdicts.end())
    return fail(ErrorKind::Invalid, "A decision on a look or a set is taken back by undo.");
  Change change{{}, std::string(name->ko), std::string(name->en)};
  const std::string hash = hash_text(contents_text(*contents)).hex();
  const auto versions = composition_versions(catalog, subject);
  const auto same = std::find_if(versions.begin(), versions.end(),
                                 [&](const CompositionVersion& one) { return one.hash == hash; });
  Id version = same != versions.end() ? same->id : new_id();
  if (same == versions.end())
    change.edits.push_back(version_record(catalog, *contents, {decision.comment, decision.by}, version));
  change.edits.push_back(AddRecord{RecordType::CompositionDecision,
                                   new_id(),
                                   {{"version", version},
                                    {"verdict", std::string(name->name)},
                                    {"role", decision.role},
                                    {"by", decision.by.empty() ? catalog.who() : decision.by},
                                    {"comment", decision.comment}}});
  change.edits.push_back(
      SetRecordField{contents->subject().type, subject, "status", std::string(status_of(decision.verdict))});
  return change;
}

std::vector<Decision> composition_decisions(const Catalog& catalog, const Id& subject) {
  std::vector<Decision> decisions;
  for (const CompositionVersion& version : composition_versions(catalog, subject))
    for (const CompositionDecision& made : records_where<CompositionDecision>(catalog, "version", version.id))
      decisions.push_back(decision_of(made, version));
  // Ids are made in the order of time, within a millisecond too.
  std::sort(decisions.begin(), decisions.end(), [](const Decision& a, const Decision& b) {
    return std::pair(a.at, a.id) < std::pair(b.at, b.id);
  });
  return decisions;
}

ReviewState composition_review(const Catalog& catalog, const Id& subject) {
  ReviewState state;
  auto decisions = composition_decisions(catalog, subject);
  if (decisions.empty()) return state;
  state.decision = std::move(decisions.back());
  state.verdict = state.decision->verdict;
  const auto contents = contents_of(catalog, subject);
  state.stale = !contents || hash_text(contents_text(*contents)) != state.decision->manifest_hash;
  return state;
}

}  // namespace bandaji
