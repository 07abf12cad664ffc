#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "assets/text.h"
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

void print_state(const Library& library, const Asset& asset, Console& console) {
  if (console.json()) {
    console.result(line_of(review_json(library.catalog(), asset)));
    return;
  }
  const ReviewState review = library.catalog().review_state(asset.id);
  const auto version = library.catalog().version(asset.current_version);
  const std::string by = review.decision
                             ? fmt::format("{} ({})", review.decision->by,
                                           library.catalog().vocabulary()->label(review.decision->role, true))
                             : "";
  console.result(fmt::format(
      "{}  {}  v{} {}  {}{}  {}", to_columns(asset.number, 8),
      to_columns(for_display(asset.name_ko.empty() ? asset.name_en : asset.name_ko), 24),
      version ? version->number : 0, version ? version->manifest_hash.short_hex() : std::string(12, '-'),
      state_name(review), review.stale ? " (stale)" : "", for_display(by)));
}

int print_status(const ReviewCommand& command, const GlobalOptions& options, Console& console) {
  const auto library = open_library(options, console, Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  int refused = 0;
  if (!command.ids.empty()) {
    std::size_t done = 0;
    for (const Id& id : resolve_all(*library, command.ids, console, refused)) {
      if (const auto asset = library->catalog().asset(id)) {
        print_state(*library, *asset, console);
        ++done;
      }
    }
    return status_of(done, static_cast<std::size_t>(refused));
  }
  // Without names: everything that anybody decided on.
  std::vector<Asset> assets;
  const auto listed = library->catalog().for_each_asset([&](const Asset& asset) {
    if (!asset.trashed) assets.push_back(asset);
  });
  if (!listed) {
    console.problem(listed.error());
    return kCatalogUnusable;
  }
  for (const Asset& asset : assets) {
    if (library->catalog().review_state(asset.id).verdict != Verdict::Withdrawn)
      print_state(*library, asset, console);
  }
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
  int refused = 0;
  const std::vector<Id> ids = resolve_all(*library, command.ids, console, refused);

  // One change for all, so that one undo takes all back; what has nothing to decide on is left out first.
  Change change;
  change.label_ko = std::string(word->ko);
  change.label_en = std::string(word->en);
  std::vector<Id> decided;
  for (const Id& id : ids) {
    const auto asset = library->catalog().asset(id);
    if (!asset || asset->current_version.empty()) {
      console.problem(asset ? fmt::format("{} has no version to decide on.", asset->number)
                            : asset.error().message);
      ++refused;
      continue;
    }
    Decision decision;
    decision.asset_id = id;
    decision.verdict = word->verdict;
    decision.role = std::string(role);
    decision.by = to_nfc(command.by);
    decision.comment = to_nfc(command.note);
    change.edits.push_back(RecordDecision{decision});
    decided.push_back(id);
  }
  if (decided.empty()) return kNothingDone;
  if (const auto applied = library->apply(change); !applied) {
    console.problem(applied.error());
    return applied.error().kind == ErrorKind::Busy ? kCatalogUnusable : kNothingDone;
  }
  for (const Id& id : decided) {
    if (const auto asset = library->catalog().asset(id)) print_state(*library, *asset, console);
  }
  return status_of(decided.size(), static_cast<std::size_t>(refused));
}

}  // namespace bandaji::cli
