#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "assets/text.h"
#include "db/composition_versions.h"
#include "db/record_names.h"
#include "db/record_reads.h"
#include "db/vocabulary.h"

namespace bandaji::cli {
namespace {

struct VerdictWord {
  std::string_view word;
  Verdict verdict;
  std::string_view ko;
  std::string_view en;
};
constexpr auto kVerdicts = std::to_array<VerdictWord>({
    {"request", Verdict::Requested, "검토 요청", "Request a review"},
    {"approve", Verdict::Approved, "승인", "Approve"},
    {"conditions", Verdict::ApprovedWithConditions, "조건부 승인", "Approve with conditions"},
    {"changes", Verdict::ChangesRequested, "수정 요청", "Request changes"},
    {"reject", Verdict::Rejected, "반려", "Reject"},
    {"hold", Verdict::Hold, "보류", "Hold"},
});

void print_line(std::string_view number, std::string_view name, std::int64_t version, std::string_view hash,
                const ReviewState& review, const Vocabulary& vocabulary, Console& console) {
  const std::string by = review.decision ? fmt::format("{} ({})", review.decision->by,
                                                       vocabulary.label(review.decision->role, true))
                                         : "";
  console.result(fmt::format("{}  {}  v{} {}  {}{}  {}", to_columns(number, 8),
                             to_columns(for_display(name), 24), version, hash, state_name(review),
                             review.stale ? " (stale)" : "", for_display(by)));
}

void print_state(const Library& library, const Asset& asset, Console& console) {
  if (console.json()) {
    console.result(line_of(review_json(library.catalog(), asset)));
    return;
  }
  const auto version = library.catalog().version(asset.current_version);
  print_line(asset.number, asset.name_ko.empty() ? asset.name_en : asset.name_ko,
             version ? version->number : 0,
             version ? version->manifest_hash.short_hex() : std::string(12, '-'),
             library.catalog().review_state(asset.id), *library.catalog().vocabulary(), console);
}

// Of a look or a set.
void print_composition(const Library& library, const Id& subject, Console& console) {
  RecordNames names(library.catalog());
  const bool look = type_of_record(library.catalog(), subject) == RecordType::Look;
  const std::string name = names.text(look ? "look" : "film_set", subject);
  const Json json = composition_review_json(library.catalog(), subject, name);
  if (console.json()) {
    console.result(line_of(json));
    return;
  }
  print_line(look ? "look" : "set", name, json["version"].get<std::int64_t>(),
             json["hash"].get<std::string>().substr(0, 12), composition_review(library.catalog(), subject),
             *library.catalog().vocabulary(), console);
}

// The records and the looks and sets that words mean; what means nothing is told and counted.
struct Meant {
  std::vector<Id> assets, compositions;
  int refused = 0;
  bool empty() const { return assets.empty() && compositions.empty(); }
};

Meant meant_by(const Library& library, const std::vector<std::string>& words, Console& console) {
  Meant meant;
  std::vector<std::string> records;
  for (const std::string& word : words) {
    if (!is_composition(word)) {
      records.push_back(word);
    } else if (const auto id = resolve_composition(library.catalog(), word)) {
      if (std::find(meant.compositions.begin(), meant.compositions.end(), *id) == meant.compositions.end())
        meant.compositions.push_back(*id);
    } else {
      console.problem(id.error());
      ++meant.refused;
    }
  }
  meant.assets = resolve_all(library, records, console, meant.refused);
  return meant;
}

std::size_t print_all(const Library& library, const Meant& meant, Console& console) {
  std::size_t done = meant.compositions.size();
  for (const Id& id : meant.assets) {
    if (const auto asset = library.catalog().asset(id)) {
      print_state(library, *asset, console);
      ++done;
    }
  }
  for (const Id& id : meant.compositions) print_composition(library, id, console);
  return done;
}

int print_status(const ReviewCommand& command, const GlobalOptions& options, Console& console) {
  const auto library = open_library(options, console, Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  if (!command.ids.empty()) {
    const Meant meant = meant_by(*library, command.ids, console);
    return status_of(print_all(*library, meant, console), static_cast<std::size_t>(meant.refused));
  }
  // Without names: everything that anybody decided on.
  Meant decided;
  const auto listed = library->catalog().for_each_asset([&](const Asset& asset) {
    if (!asset.trashed) decided.assets.push_back(asset.id);
  });
  if (!listed) {
    console.problem(listed.error());
    return kCatalogUnusable;
  }
  std::erase_if(decided.assets, [&](const Id& id) {
    return library->catalog().review_state(id).verdict == Verdict::Withdrawn;
  });
  std::set<Id> subjects;
  for (const CompositionDecision& made : live_records<CompositionDecision>(library->catalog())) {
    const auto version = record<CompositionVersion>(library->catalog(), made.version);
    if (version && subjects.insert(version->subject).second) decided.compositions.push_back(version->subject);
  }
  print_all(*library, decided, console);
  return kDone;
}

}  // namespace

int run(const ReviewCommand& command, const GlobalOptions& options, Console& console) {
  if (command.verdict == "status") return print_status(command, options, console);
  const auto word = std::find_if(kVerdicts.begin(), kVerdicts.end(),
                                 [&](const VerdictWord& entry) { return entry.word == command.verdict; });
  if (word == kVerdicts.end()) return kWrongUsage;
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const auto vocabulary = library->catalog().vocabulary();
  const std::string_view role = role_from_name(to_nfc(command.role), *vocabulary);
  if (role.empty()) {
    console.problem(fmt::format("There is no role \"{}\"; examples are director, art_director and costume.",
                                command.role));
    return kWrongUsage;
  }
  Meant meant = meant_by(*library, command.ids, console);

  // One change for all, so that one undo takes all back; what has nothing to decide on is left out first.
  Change change;
  change.label_ko = std::string(word->ko);
  change.label_en = std::string(word->en);
  Decision decision;
  decision.verdict = word->verdict;
  decision.role = std::string(role);
  decision.by = to_nfc(command.by);
  decision.comment = to_nfc(command.note);
  const auto refuse = [&](const Error& error) {
    console.problem(error);
    ++meant.refused;
    return true;
  };
  std::erase_if(meant.assets, [&](const Id& id) {
    const auto asset = library->catalog().asset(id);
    if (!asset) return refuse(asset.error());
    if (asset->current_version.empty())
      return refuse({ErrorKind::Invalid, fmt::format("{} has no version to decide on.", asset->number)});
    decision.asset_id = id;
    change.edits.push_back(RecordDecision{decision});
    return false;
  });
  std::erase_if(meant.compositions, [&](const Id& id) {
    auto decided = decide(library->catalog(), id, decision);
    if (!decided) return refuse(decided.error());
    std::move(decided->edits.begin(), decided->edits.end(), std::back_inserter(change.edits));
    return false;
  });
  if (meant.empty()) return kNothingDone;
  if (const auto applied = library->apply(change); !applied) {
    console.problem(applied.error());
    return applied.error().kind == ErrorKind::Busy ? kCatalogUnusable : kNothingDone;
  }
  return status_of(print_all(*library, meant, console), static_cast<std::size_t>(meant.refused));
}

}  // namespace bandaji::cli
