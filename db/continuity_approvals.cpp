#include "db/continuity_approvals.h"

#include <algorithm>

#include "assets/content_hash.h"
#include "db/composition_versions.h"
#include "db/record_reads.h"
#include "db/record_type.h"

namespace bandaji {
namespace {

// The look or set a record is a part of; empty for what is no part of one, or gone for good.
Id subject_of(const Catalog& catalog, RecordType type, const Id& id) {
  const auto owner = [&](std::string_view column) {
    const auto row = record_row(catalog, type, id);
    return row ? Id(row->value(column)) : Id();
  };
  switch (type) {
    case RecordType::Look:
    case RecordType::FilmSet:
      return id;
    case RecordType::LookItem:
    case RecordType::ConditionStage:
    case RecordType::FaceMark:
      return owner("look");
    case RecordType::SetPart:
    case RecordType::SetState:
    case RecordType::Dressing:
      return owner("film_set");
    case RecordType::CompositionDecision: {
      const auto version = record<CompositionVersion>(catalog, owner("version"));
      return version ? version->subject : Id();
    }
    default:
      return {};
  }
}

bool approves(const CompositionDecision& decision) {
  return decision.verdict == "approved" || decision.verdict == "conditions";
}

}  // namespace

std::vector<Approval> ApprovalBook::read(const Catalog& catalog) {
  *this = {};
  std::set<Id> decided;
  for (const CompositionDecision& decision : live_records<CompositionDecision>(catalog))
    decided.insert(decision.version);
  std::set<Id> subjects;
  for (const Id& version : decided)
    if (const auto found = record<CompositionVersion>(catalog, version)) subjects.insert(found->subject);
  std::vector<Approval> approvals;
  for (const Id& subject : subjects) approvals.push_back(read_one(catalog, subject));
  return approvals;
}

std::vector<Approval> ApprovalBook::follow(const Catalog& catalog,
                                           std::span<const std::pair<RecordType, Id>> changed,
                                           std::span<const Id> assets) {
  std::set<Id> subjects;
  for (const auto& [type, id] : changed) {
    if (type == RecordType::Character && !is_another_figure(catalog, id)) continue;
    add_watchers(id, subjects);
    const Id subject = subject_of(catalog, type, id);
    if (rests_on_.contains(subject) || (type == RecordType::CompositionDecision && !subject.empty()))
      subjects.insert(subject);
  }
  for (const Id& id : assets)
    if (is_another_version(catalog, id)) add_watchers(id, subjects);
  std::vector<Approval> approvals;
  for (const Id& subject : subjects) approvals.push_back(read_one(catalog, subject));
  return approvals;
}

Approval ApprovalBook::read_one(const Catalog& catalog, const Id& subject) {
  forget(subject);
  Approval approval;
  approval.subject = subject;
  std::pair<TimeMs, Id> newest;
  for (const CompositionVersion& version : composition_versions(catalog, subject)) {
    for (const auto& made : records_where<CompositionDecision>(catalog, "version", version.id)) {
      watch(subject, version.id);
      watch(subject, made.id);
      // Ids are made in the order of time, within a millisecond too.
      if (std::pair now(made.created_at, made.id); newest < now) {
        newest = std::move(now);
        approval.version = approves(made) ? version.number : 0;
        approval.hash = approves(made) ? version.hash : std::string();
      }
    }
  }
  if (newest.second.empty()) return approval;
  watch(subject, subject);
  if (approval.version == 0) return approval;
  const auto contents = contents_of(catalog, subject);
  if (!contents) return approval;  // Its adding was undone; the record says so itself.
  approval.hash_now = hash_text(contents_text(*contents)).hex();
  for (const RecordRow& row : contents->records) {
    watch(subject, row.id);
    if (row.type == RecordType::Character) figure_[row.id] = {Id(row.value("figure")), row.state};
    const auto& columns = describe(row.type).columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].detail != "asset" || row.values[i].empty()) continue;
      watch(subject, row.values[i]);
      const auto exact = contents->exact.find(row.values[i]);
      current_version_[row.values[i]] = exact == contents->exact.end() ? Id() : exact->second.version;
    }
  }
  return approval;
}

void ApprovalBook::watch(const Id& subject, const Id& id) {
  if (watchers_[id].insert(subject).second) rests_on_[subject].push_back(id);
}

void ApprovalBook::forget(const Id& subject) {
  const auto known = rests_on_.find(subject);
  if (known == rests_on_.end()) return;
  for (const Id& id : known->second) {
    const auto watched = watchers_.find(id);
    watched->second.erase(subject);
    if (watched->second.empty()) watchers_.erase(watched);
  }
  rests_on_.erase(known);
}

void ApprovalBook::add_watchers(const Id& id, std::set<Id>& subjects) const {
  if (const auto watched = watchers_.find(id); watched != watchers_.end())
    subjects.insert(watched->second.begin(), watched->second.end());
}

bool ApprovalBook::is_another_version(const Catalog& catalog, const Id& asset) {
  const auto known = current_version_.find(asset);
  if (known == current_version_.end() || !watchers_.contains(asset)) return false;
  const auto found = catalog.asset(asset);
  return (found ? found->current_version : Id()) != known->second;
}

bool ApprovalBook::is_another_figure(const Catalog& catalog, const Id& character) {
  const auto known = figure_.find(character);
  if (known == figure_.end() || !watchers_.contains(character)) return true;
  const auto found = record<Character>(catalog, character);
  return !found || std::pair(found->figure, found->state) != known->second;
}

}  // namespace bandaji
