#include "app/core/demo_versions.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/composition_versions.h"
#include "db/continuity.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

constexpr std::string_view kDirector = "김도윤";
constexpr std::string_view kDesigner = "한지민";

// One step after another, of which each needs what the one before left; the first error stays.
class Keeper {
 public:
  explicit Keeper(Catalog& catalog) : catalog_(catalog) {}

  void apply(const Result<Change>& change) {
    if (!done_) return;
    const auto applied = change ? catalog_.apply(*change) : Result<Change>(tl::unexpected(change.error()));
    if (!applied) done_ = tl::unexpected(applied.error());
  }
  void save(const Id& subject, std::string comment, std::string_view notes) {
    const Id id = new_id();
    apply(save_version(catalog_, subject, {std::move(comment), std::string(kDesigner)}, id));
    apply(set_fields(RecordType::CompositionVersion, std::span(&id, 1), "notes", notes));
  }
  void approve(const Id& subject, std::string comment) {
    Decision decision;
    decision.verdict = Verdict::Approved;
    decision.role = "dr_director";
    decision.by = kDirector;
    decision.comment = std::move(comment);
    apply(decide(catalog_, subject, decision));
  }
  void set_state(const Id& item, RecordState state) {
    apply(Change{{SetRecordState{RecordType::LookItem, item, state}}, "착장 고침", "Change the look"});
  }
  void set_note(const Id& item, std::string_view words) {
    apply(set_fields(RecordType::LookItem, std::span(&item, 1), "wear_note", words));
  }
  const Result<void>& done() const { return done_; }

 private:
  Catalog& catalog_;
  Result<void> done_;
};

// What is tied: an outer garment, else a top, else whatever comes first.
const LookItem& tied(const std::vector<LookItem>& items) {
  for (const std::string_view slot : {"outer", "top"})
    for (const LookItem& item : items)
      if (item.slot == slot) return item;
  return items.front();
}

// Somebody looked at what changed since the approval, and left it so.
void waive_stale(Catalog& catalog, Keeper& keeper) {
  auto solver = Continuity::read(catalog);
  if (!solver) return;
  for (const Conflict* conflict : solver->conflicts())
    if (conflict->rule == "look_approval_stale")
      keeper.apply(
          waive(conflict->rule, conflict->place, "고름 매는 법만 바뀌어 다시 승인받지 않음", kDesigner));
}

}  // namespace

Result<void> keep_demo_versions(Catalog& catalog) {
  const std::vector<Character> characters = live_records<Character>(catalog);
  if (characters.size() < 2) return {};
  const auto first_look = [&](const Character& character) {
    return looks_of(catalog, character.id).front().id;
  };
  const auto items_of = [&](const Id& look) { return records_where<LookItem>(catalog, "look", look); };
  Keeper keeper(catalog);

  const Id fitted = first_look(characters[0]);
  if (const std::vector<LookItem> items = items_of(fitted); items.size() > 1) {
    keeper.set_state(items.back().id, RecordState::Trashed);
    keeper.save(fitted, "첫 가봉", "치마 길이는 좋고 고름이 길다. 장신구는 다음에.");
    keeper.set_state(items.back().id, RecordState::Live);
    keeper.set_note(tied(items).id, "고름을 짧게 맨다");
    const Id newest = new_id();
    keeper.apply(save_version(catalog, fitted,
                              {"둘째 가봉: 고름을 줄이고 장신구를 더함", std::string(kDesigner)}, newest));
    keeper.apply(set_master(catalog, fitted, newest));
  }

  const Id changed = first_look(characters[1]);
  if (const std::vector<LookItem> items = items_of(changed); !items.empty()) {
    keeper.approve(changed, "이대로 갑니다");
    keeper.set_note(tied(items).id, "고름을 한 번 더 감는다");
    waive_stale(catalog, keeper);
  }

  if (const std::vector<FilmSet> sets = live_records<FilmSet>(catalog); !sets.empty())
    keeper.approve(sets.front().id, "조명 뒤 다시 볼 것 없음");
  return keeper.done();
}

}  // namespace bandaji
