#include "db/studio_vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "assets/text.h"
#include "db/catalog_contents.h"
#include "db/fields.h"
#include "db/record_apply.h"
#include "db/record_edits.h"
#include "db/record_reads.h"
#include "db/record_sql.h"
#include "db/search_text.h"

namespace bandaji {
namespace {

// A shipped kind or status has one byte in the search index, and some are left for those to come.
constexpr std::size_t kMostOfSmallFacets = 220;

Result<void> refuse(std::string sentence) {
  return fail(ErrorKind::Invalid, std::move(sentence));
}

bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Result<const Term*> known(const Vocabulary& vocabulary, std::string_view key) {
  const Term* term = vocabulary.find(key);
  if (term == nullptr || term->gone) {
    return fail(ErrorKind::NotFound, fmt::format("The vocabulary has no term \"{}\".", for_display(key, 80)));
  }
  return term;
}

// The record about a term, which a shipped one has only when somebody changed it.
std::optional<Id> record_of(const Catalog& catalog, std::string_view key) {
  const auto records = records_where<StudioTerm>(catalog, "key", key);
  return records.empty() ? std::nullopt : std::optional(records.front().id);
}

void set_values(const Catalog& catalog, const Term& term, RecordValues values, Change& change) {
  if (const auto id = record_of(catalog, term.key)) {
    for (auto& [column, value] : values) {
      change.edits.push_back(SetRecordField{RecordType::StudioTerm, *id, column, std::move(value)});
    }
    return;
  }
  AddRecord about{RecordType::StudioTerm, new_id(), std::move(values)};
  about.values.emplace_back("key", term.key);
  about.values.emplace_back("facet", term.facet);
  change.edits.push_back(std::move(about));
}

// Shipped terms of a facet may stand below terms of another one: hairstyles below the kind hair.
bool may_stand_below(std::string_view facet, std::string_view key) {
  const auto terms = Vocabulary::shipped().facet(facet);
  return std::any_of(terms.begin(), terms.end(), [&](const Term& term) { return term.parent == key; });
}

// The one of another facet that most of them stand below; empty when there is none.
std::string_view root_of(std::string_view facet) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  const auto terms = vocabulary.facet(facet);
  std::unordered_map<std::string_view, std::size_t> counts;
  for (const Term& term : terms) {
    const Term* parent = vocabulary.find(term.parent);
    if (parent != nullptr && parent->facet != facet && ++counts[parent->key] * 2 > terms.size()) {
      return parent->key;
    }
  }
  return {};
}

std::vector<std::string> pieces_of(std::string_view list) {
  std::vector<std::string> pieces;
  for (std::size_t start = 0; start < list.size();) {
    const std::size_t end = std::min(list.find(';', start), list.size());
    if (end > start) {
      pieces.emplace_back(list.substr(start, end - start));
    }
    start = end + 1;
  }
  return pieces;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const std::string& piece : pieces) {
    text += (text.empty() ? "" : ";") + piece;
  }
  return text;
}

// A list of keys with `into` where `from` was, once.
std::string replaced(std::string_view list, std::string_view from, std::string_view into) {
  std::vector<std::string> kept;
  for (const std::string& key : pieces_of(list)) {
    const std::string now = key == from ? std::string(into) : key;
    if (std::find(kept.begin(), kept.end(), now) == kept.end()) {
      kept.push_back(now);
    }
  }
  return joined(kept);
}

// Likewise for levels, of which the higher stays.
std::string replaced_levels(std::string_view list, std::string_view from, std::string_view into) {
  ConditionLevels kept;
  for (auto& [term, level] : parse_condition(list)) {
    const std::string now = term == from ? std::string(into) : term;
    const auto there =
        std::find_if(kept.begin(), kept.end(), [&](const auto& one) { return one.first == now; });
    if (there == kept.end()) {
      kept.emplace_back(now, level);
    } else {
      there->second = std::max(there->second, level);
    }
  }
  std::sort(kept.begin(), kept.end());
  return format_condition(kept);
}

bool names(std::string_view list, std::string_view key) {
  const auto pieces = pieces_of(list);
  return std::any_of(pieces.begin(), pieces.end(), [&](const std::string& piece) {
    return std::string_view(piece).substr(0, piece.find(':')) == key;
  });
}

}  // namespace

// Lets these free functions at the connection.
struct TermReader {
  static engine::Connection& connection(const Catalog& catalog) { return *catalog.contents_->db; }
};

namespace {

void move_assets(const Catalog& catalog, const Term& from, const Term& into, const std::stop_token& stop,
                 Change& change) {
  engine::Connection& db = TermReader::connection(catalog);
  const auto moves = [&](std::string_view field, engine::Query query) {
    while (!stop.stop_requested() && query.next()) {
      if (names(query.view(1), from.key)) {
        SetField edit{query.text(0), std::string(field), replaced(query.view(1), from.key, into.key)};
        edit.expected_value = query.text(1);
        change.edits.push_back(std::move(edit));
      }
    }
  };
  if (from.facet == "asset_kind") {
    moves("kind",
          db.query("SELECT id, kind FROM asset WHERE kind = ? AND removed = 0 ORDER BY seq", from.key));
  }
  if (from.facet == "status") {
    moves("status",
          db.query("SELECT id, status FROM asset WHERE status = ? AND removed = 0 ORDER BY seq", from.key));
  }
  for (const FieldDefinition& field : all_fields()) {
    if (field.facet == from.facet) {
      moves(field.key,
            db.query("SELECT asset.id, value FROM asset_field JOIN asset ON asset.seq = asset_field.asset"
                     " WHERE key = ? AND instr(value, ?) > 0 AND removed = 0 ORDER BY asset.seq",
                     field.key, from.key));
    }
  }
}

void move_records(const Catalog& catalog, const Term& from, const Term& into, const std::stop_token& stop,
                  Change& change) {
  for (const RecordDescription& description : all_record_descriptions()) {
    const auto terms = [&](const RecordColumn& column) { return column.facet() == from.facet; };
    if (std::none_of(description.columns.begin(), description.columns.end(), terms)) {
      continue;
    }
    engine::Connection& db = TermReader::connection(catalog);
    auto query = db.query(record_sql(description.type).select_kept.c_str());
    while (!stop.stop_requested() && query.next()) {
      for (std::size_t i = 0; i < description.columns.size(); ++i) {
        const RecordColumn& column = description.columns[i];
        const int at = kRecordHeaderColumns + static_cast<int>(i);
        if (!terms(column) || column.is_fixed || !names(query.view(at), from.key)) {
          continue;
        }
        SetRecordField edit{description.type, query.text(0), std::string(column.name),
                            column.kind == ColumnKind::Condition
                                ? replaced_levels(query.view(at), from.key, into.key)
                                : replaced(query.view(at), from.key, into.key)};
        edit.expected_value = query.text(at);
        change.edits.push_back(std::move(edit));
      }
    }
  }
}

void move_production(const Catalog& catalog, const Term& from, const Term& into, Change& change) {
  const Production production = catalog.production();
  Production moved{production.title_ko, production.title_en, {}};
  for (const RecordColumn& detail : production_details()) {
    const auto value = production.details.find(std::string(detail.name));
    if (value != production.details.end() && detail.facet() == from.facet && names(value->second, from.key)) {
      moved.details[value->first] = replaced(value->second, from.key, into.key);
    }
  }
  if (!moved.details.empty()) {
    change.edits.push_back(SetProduction{std::move(moved)});
  }
}

}  // namespace

std::shared_ptr<const Vocabulary> Catalog::Contents::vocabulary() {
  auto counted = db->query("SELECT count(*), total(revision) FROM term");
  const bool read = counted.next();
  const std::pair stamp(read ? counted.integer(0) : -1, read ? counted.integer(1) : -1);
  if (vocabulary_ && (!read || stamp == vocabulary_stamp_)) {
    return vocabulary_;
  }
  std::vector<StudioTerm> terms;
  for (auto row = db->query("SELECT id, state, key, facet, ko, en, romanized, hanja, aliases, parent, note,"
                            " retired, merged_into, color, approves FROM term ORDER BY id");
       row.next();) {
    StudioTerm term;
    term.id = row.text(0);
    term.state = static_cast<RecordState>(row.integer(1));
    int at = 2;
    for (auto member :
         {&StudioTerm::key, &StudioTerm::facet, &StudioTerm::ko, &StudioTerm::en, &StudioTerm::romanized,
          &StudioTerm::hanja, &StudioTerm::aliases, &StudioTerm::parent, &StudioTerm::note}) {
      term.*member = row.text(at++);
    }
    term.retired = row.integer(at++) != 0;
    for (auto member : {&StudioTerm::merged_into, &StudioTerm::color, &StudioTerm::approves}) {
      term.*member = row.text(at++);
    }
    terms.push_back(std::move(term));
  }
  vocabulary_ = Vocabulary::with(terms);
  vocabulary_stamp_ = stamp;
  return vocabulary_;
}

std::shared_ptr<const Vocabulary> Catalog::vocabulary() const {
  auto vocabulary = contents_->vocabulary();
  contents_->db->clear();
  return vocabulary;
}

Result<void> RecordWriter::check_term(const std::vector<std::string>& values) {
  const RecordDescription& description = describe(RecordType::StudioTerm);
  const auto value = [&](std::string_view column) -> const std::string& {
    return values[description.find(column)];
  };
  const Vocabulary& vocabulary = *vocabulary_;
  const std::string& key = value("key");
  if (!is_key(key)) {
    return refuse(fmt::format("\"{}\" cannot be the key of a term: small letters, digits and _ only.",
                              for_display(key, 80)));
  }
  const auto facet = vocabulary.facet(value("facet"));
  if (facet.empty()) {
    return refuse(fmt::format("The vocabulary has no facet \"{}\".", for_display(value("facet"), 80)));
  }
  const auto same_facet = [&](std::string_view other) {
    const Term* term = vocabulary.find(other);
    return term != nullptr && term->facet == value("facet");
  };
  if (Vocabulary::shipped().find(key) != nullptr) {
    if (!same_facet(key)) {
      return refuse(fmt::format("The term {} belongs to another facet.", key));
    }
    const bool named = !value("ko").empty() || !value("en").empty();
    const bool described = !value("romanized").empty() || !value("hanja").empty() ||
                           !value("parent").empty() || !value("note").empty();
    if (described || (named && value("facet") != "status")) {
      return refuse(
          "A shipped term keeps its names and its place; give it other names, retire it, or merge it into "
          "a term of your own.");
    }
  } else {
    if (value("ko").empty()) {
      return refuse("A term needs a Korean name.");
    }
    const bool is_small = value("facet") == "asset_kind" || value("facet") == "status";
    if (vocabulary.find(key) == nullptr && is_small && facet.size() >= kMostOfSmallFacets) {
      return refuse(fmt::format("There can be at most {} terms of this facet.", kMostOfSmallFacets));
    }
  }
  for (const char* column : {"parent", "merged_into"}) {
    const std::string& other = value(column);
    const bool may =
        same_facet(other) || (std::string_view(column) == "parent" && may_stand_below(value("facet"), other));
    if (!other.empty() && !may) {
      return refuse(fmt::format("\"{}\" is no term of the same facet.", for_display(other, 80)));
    }
  }
  // What was merged stands where the other does, so its parent does not count as long as it is.
  const Term* shipped = Vocabulary::shipped().find(key);
  const std::string_view parent = shipped != nullptr ? shipped->parent : std::string_view(value("parent"));
  const std::string& into = value("merged_into");
  const std::string_view above = into.empty() ? parent : std::string_view(into);
  if (!above.empty() && vocabulary.is_within(above, key)) {
    return refuse(into.empty() ? "A term cannot stand below itself."
                               : "A term cannot be merged into what stands below it.");
  }
  return {};
}

std::string new_term_key(const StudioTerm& term, const Vocabulary& vocabulary) {
  const auto terms = vocabulary.facet(term.facet);
  const std::string romanized = term.romanized.empty() ? romanize(to_nfc(term.ko)) : term.romanized;
  std::string stem;
  if (!terms.empty()) {
    stem = terms.front().key.substr(0, terms.front().key.find('_'));
  }
  stem += "_own";
  bool gap = true;
  for (const char c : to_lower_ascii(romanized)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain && stem.size() < 48) {
      stem += (gap ? "_" : "") + std::string(1, c);
    }
    gap = !plain;
  }
  std::string key = stem;
  for (int number = 2; vocabulary.find(key) != nullptr; ++number) {
    key = stem + "_" + std::to_string(number);
  }
  return key;
}

Result<Change> add_term(const Catalog& catalog, StudioTerm term) {
  const auto vocabulary = catalog.vocabulary();
  term.ko = to_nfc(term.ko);
  if (term.parent.empty()) {
    term.parent = root_of(term.facet);
  }
  if (term.key.empty()) {
    term.key = new_term_key(term, *vocabulary);
  }
  for (const Term& other : vocabulary->facet(term.facet)) {
    if (other.is_offered() && other.ko == term.ko && term.hanja.empty()) {
      return fail(ErrorKind::Invalid,
                  fmt::format("There is a term {} already; give the hanja that tells them apart.",
                              for_display(term.ko, 80)));
    }
  }
  Change change{{}, fmt::format("용어 추가: {}", term.ko), fmt::format("Add term: {}", term.ko)};
  change.edits.push_back(make_record(term));
  return change;
}

Result<Change> edit_term(const Catalog& catalog, std::string_view key, const RecordValues& values) {
  const auto vocabulary = catalog.vocabulary();
  const auto term = known(*vocabulary, key);
  if (!term) {
    return tl::unexpected(term.error());
  }
  Change change{{}, fmt::format("용어 바꾸기: {}", (*term)->ko), fmt::format("Change term: {}", (*term)->ko)};
  set_values(catalog, **term, values, change);
  return change;
}

Result<Change> retire_term(const Catalog& catalog, std::string_view key, bool retired) {
  const auto vocabulary = catalog.vocabulary();
  const auto term = known(*vocabulary, key);
  if (!term) {
    return tl::unexpected(term.error());
  }
  Change change{{},
                fmt::format(fmt::runtime(retired ? "용어 쓰지 않기: {}" : "용어 다시 쓰기: {}"), (*term)->ko),
                fmt::format(fmt::runtime(retired ? "Retire term: {}" : "Restore term: {}"), (*term)->ko)};
  RecordValues values{{"retired", retired ? "yes" : "no"}};
  if (!retired && !(*term)->merged_into.empty()) {
    values.emplace_back("merged_into", "");
  }
  set_values(catalog, **term, std::move(values), change);
  return change;
}

Result<Change> merge_terms(const Catalog& catalog, std::string_view from_key, std::string_view into_key,
                           std::stop_token stop) {
  const auto vocabulary = catalog.vocabulary();
  const auto from = known(*vocabulary, from_key);
  const auto into = known(*vocabulary, into_key);
  if (!from || !into) {
    return tl::unexpected(from ? into.error() : from.error());
  }
  const Term &a = **from, &b = **into;
  if (a.facet != b.facet) {
    return fail(ErrorKind::Invalid, fmt::format("{} and {} are terms of two facets.", a.ko, b.ko));
  }
  if (!b.is_offered()) {
    return fail(ErrorKind::Invalid, fmt::format("{} is retired; restore it first.", b.ko));
  }
  if (vocabulary->is_within(b.key, a.key)) {
    return fail(ErrorKind::Invalid, "A term cannot be merged into what stands below it.");
  }
  Change change{
      {}, fmt::format("용어 합치기: {} → {}", a.ko, b.ko), fmt::format("Merge terms: {} → {}", a.ko, b.ko)};
  move_assets(catalog, a, b, stop, change);
  move_records(catalog, a, b, stop, change);
  if (stop.stop_requested()) {
    return fail(ErrorKind::Cancelled, "The merge was stopped; nothing of it was done.");
  }
  move_production(catalog, a, b, change);
  // Other names that the record about `into` has, and those it does not have yet.
  std::vector<std::string> others;
  if (const auto id = record_of(catalog, b.key)) {
    if (const auto about = record<StudioTerm>(catalog, *id)) {
      others = pieces_of(about->aliases);
    }
  }
  std::set<std::string> there;
  for (const std::string& name : pieces_of(b.aliases)) {
    there.insert(to_lower_ascii(name));
  }
  for (const std::string_view name : {b.ko, b.en, b.romanized}) {
    there.insert(to_lower_ascii(name));
  }
  std::vector<std::string> names_of_a = pieces_of(a.aliases);
  names_of_a.insert(names_of_a.begin(), {std::string(a.ko), std::string(a.en), std::string(a.romanized)});
  for (const std::string& name : names_of_a) {
    if (!name.empty() && there.insert(to_lower_ascii(name)).second) {
      others.push_back(name);
    }
  }
  set_values(catalog, b, {{"aliases", joined(others)}}, change);
  set_values(catalog, a, {{"retired", "yes"}, {"merged_into", std::string(b.key)}}, change);
  return change;
}

TermCounts count_term_uses(const Catalog& catalog, const AssetIndex* index) {
  TermCounts counts = index != nullptr ? index->count_terms() : TermCounts();
  engine::Connection& db = TermReader::connection(catalog);
  const auto count = [&](std::string_view list, std::int64_t times) {
    for (const std::string& piece : pieces_of(list)) {
      counts[piece.substr(0, piece.find(':'))] += times;
    }
  };
  if (index == nullptr) {
    for (auto query = db.query("SELECT kind, status, count(*) FROM asset WHERE removed = 0 AND trashed = 0"
                               " GROUP BY kind, status");
         query.next();) {
      count(query.view(0), query.integer(2));
      count(query.view(1), query.integer(2));
    }
    for (const FieldDefinition& field : all_fields()) {
      if (field.facet.empty()) {
        continue;
      }
      for (auto query =
               db.query("SELECT value, count(*) FROM asset_field JOIN asset ON asset.seq = asset_field.asset"
                        " WHERE key = ? AND removed = 0 AND trashed = 0 GROUP BY value",
                        field.key);
           query.next();) {
        count(query.view(0), query.integer(1));
      }
    }
  }
  for (const RecordDescription& description : all_record_descriptions()) {
    const RecordSql& sql = record_sql(description.type);
    for (std::size_t i = 0; i < description.columns.size(); ++i) {
      if (sql.count_values[i].empty()) {
        continue;
      }
      for (auto query = db.query(sql.count_values[i].c_str()); query.next();) {
        count(query.view(0), query.integer(1));
      }
    }
  }
  const Production production = catalog.production();
  for (const RecordColumn& detail : production_details()) {
    const auto value = production.details.find(std::string(detail.name));
    if (detail.has_terms() && value != production.details.end()) {
      count(value->second, 1);
    }
  }
  db.clear();
  return counts;
}

}  // namespace bandaji
