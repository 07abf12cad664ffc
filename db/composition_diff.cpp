#include "db/composition_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "db/record_reads.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

using Kind = CompositionChange;

const RecordRow* find(const CompositionContents& contents, const Id& id) {
  const auto at = std::find_if(contents.records.begin(), contents.records.end(),
                               [&](const RecordRow& row) { return row.id == id; });
  return at == contents.records.end() ? nullptr : &*at;
}

// In which version a record's asset was part of it; empty when it has none.
ExactVersion exact_of(const CompositionContents& contents, const RecordRow& row) {
  auto at = contents.exact.find(row.id);
  if (at == contents.exact.end()) at = contents.exact.find(Id(row.value("asset")));
  return at == contents.exact.end() ? ExactVersion{} : at->second;
}

bool is_place(std::string_view column) {
  return column == "position" || column == "placement" || column == "x_permille" || column == "y_permille";
}

// A piece that went out and one that came in where it was worn or stood are one that was replaced.
bool same_place(const RecordRow& a, const RecordRow& b) {
  if (a.type != b.type) return false;
  if (a.type == RecordType::LookItem)
    return a.value("slot") == b.value("slot") && a.value("layer") == b.value("layer");
  if (a.type == RecordType::Dressing)
    return a.value("zone") == b.value("zone") && a.value("placement") == b.value("placement");
  return false;
}

void compare(const CompositionContents& older, const RecordRow& before, const CompositionContents& newer,
             const RecordRow& after, std::vector<CompositionDifference>& found) {
  const RecordDescription& description = describe(before.type);
  const Id asset(before.value("asset"));
  bool placed = false;  // Its place is told once, however many columns say it.
  bool replaced = false;
  for (std::size_t i = 0; i < before.values.size(); ++i) {
    if (before.values[i] == after.values[i]) continue;
    const std::string_view column = description.columns[i].name;
    const Kind change = column == "asset" ? Kind::Replaced : is_place(column) ? Kind::Moved : Kind::Changed;
    if (change == Kind::Moved && std::exchange(placed, true)) continue;
    replaced = replaced || change == Kind::Replaced;
    found.push_back(
        {change, after.type, after.id, std::string(column), before.values[i], after.values[i], asset});
  }
  const ExactVersion was = exact_of(older, before), is = exact_of(newer, after);
  if (!replaced && !asset.empty() && was.hash != is.hash)
    found.push_back({Kind::NewVersion, after.type, after.id, "asset", was.version, is.version, asset});
}

std::string asset_name(const Catalog& catalog, const Id& id, bool korean) {
  const auto asset = catalog.asset(id);
  if (!asset) return id;
  const std::string& first = korean ? asset->name_ko : asset->name_en;
  const std::string& other = korean ? asset->name_en : asset->name_ko;
  return fmt::format("{} {}", asset->number, first.empty() ? other : first);
}

// What a person calls the record: its asset, else what it says of itself.
std::string record_name(const Catalog& catalog, const CompositionDifference& one, bool korean) {
  if (!one.asset.empty()) return asset_name(catalog, one.asset, korean);
  const RecordDescription& description = describe(one.type);
  const std::string kind(korean ? description.ko : description.en);
  const auto row = record_row(catalog, one.type, one.id);
  if (!row) return kind;
  for (const std::string_view column : {"name_ko", "name_en", "condition", "zone", "number"}) {
    if (const std::string_view value = row->value(column); !value.empty())
      return fmt::format("{} {}", kind, catalog.vocabulary()->label(value, korean));
  }
  return kind;
}

std::string value_text(const Catalog& catalog, const RecordColumn& column, const std::string& value,
                       bool korean, const WordLabel& label) {
  if (value.empty()) return korean ? "없음" : "none";
  if (column.detail == "asset") return asset_name(catalog, value, korean);
  if (column.kind == ColumnKind::Flag)
    return value == "yes" ? (korean ? "예" : "yes") : (korean ? "아니요" : "no");
  if (column.kind == ColumnKind::OneOf && label) return std::string(label(value, korean));
  if (column.has_terms()) return std::string(catalog.vocabulary()->label(value, korean));
  if (column.is_reference()) {
    const auto type = record_type_from_name(column.detail);
    const auto row = type ? record_row(catalog, *type, value) : Result<RecordRow>(RecordRow());
    return row && !row->title().empty() ? row->title() : value;
  }
  return value;
}

std::string version_text(const Catalog& catalog, const Id& version) {
  const auto found = catalog.version(version);
  return found ? fmt::format("v{}", found->number) : std::string("-");
}

}  // namespace

std::string_view to_string(CompositionChange change) {
  switch (change) {
    case Kind::Added:
      return "added";
    case Kind::Removed:
      return "removed";
    case Kind::Replaced:
      return "replaced";
    case Kind::NewVersion:
      return "new_version";
    case Kind::Moved:
      return "moved";
    case Kind::Changed:
      return "changed";
  }
  return "changed";
}

std::vector<CompositionDifference> differences(const CompositionContents& older,
                                               const CompositionContents& newer) {
  std::vector<CompositionDifference> found;
  std::vector<const RecordRow*> came;
  for (const RecordRow& row : newer.records)
    if (find(older, row.id) == nullptr) came.push_back(&row);
  for (const RecordRow& before : older.records) {
    if (const RecordRow* after = find(newer, before.id)) {
      compare(older, before, newer, *after, found);
      continue;
    }
    const auto other = std::find_if(came.begin(), came.end(),
                                    [&](const RecordRow* row) { return same_place(before, *row); });
    const Id asset(before.value("asset"));
    if (other == came.end()) {
      found.push_back({Kind::Removed, before.type, before.id, "", "", "", asset});
      continue;
    }
    const Id now((*other)->value("asset"));
    found.push_back({Kind::Replaced, before.type, (*other)->id, "asset", asset, now, asset});
    came.erase(other);
  }
  for (const RecordRow* row : came)
    found.push_back({Kind::Added, row->type, row->id, "", "", "", Id(row->value("asset"))});
  return found;
}

DifferenceText describe_difference(const Catalog& catalog, const CompositionDifference& one,
                                   const WordLabel& label) {
  const std::string ko = record_name(catalog, one, true), en = record_name(catalog, one, false);
  const RecordDescription& description = describe(one.type);
  const std::size_t at = description.find(one.column);
  switch (one.change) {
    case Kind::Added:
      return {fmt::format("더함: {}", ko), fmt::format("Added: {}", en)};
    case Kind::Removed:
      return {fmt::format("뺌: {}", ko), fmt::format("Removed: {}", en)};
    case Kind::Replaced:
      return {fmt::format("바꿈: {} → {}", asset_name(catalog, one.before, true),
                          asset_name(catalog, one.after, true)),
              fmt::format("Replaced: {} → {}", asset_name(catalog, one.before, false),
                          asset_name(catalog, one.after, false))};
    case Kind::NewVersion: {
      const std::string was = version_text(catalog, one.before), is = version_text(catalog, one.after);
      return {fmt::format("다른 버전: {} {} → {}", ko, was, is),
              fmt::format("Another version: {} {} → {}", en, was, is)};
    }
    case Kind::Moved:
      if (one.column == "position")
        return {fmt::format("순서 바꿈: {} {} → {}", ko, one.before, one.after),
                fmt::format("Moved in the order: {} {} → {}", en, one.before, one.after)};
      return {fmt::format("옮김: {}", ko), fmt::format("Moved: {}", en)};
    case Kind::Changed:
      break;
  }
  if (at >= description.columns.size()) return {ko, en};
  const RecordColumn& column = description.columns[at];
  return {fmt::format("{}: {} {} → {}", ko, column.ko, value_text(catalog, column, one.before, true, label),
                      value_text(catalog, column, one.after, true, label)),
          fmt::format("{}: {} {} → {}", en, column.en, value_text(catalog, column, one.before, false, label),
                      value_text(catalog, column, one.after, false, label))};
}

}  // namespace bandaji
