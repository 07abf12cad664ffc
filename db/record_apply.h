// The edits of production records.  Only for edit_apply.cpp, whose transaction they run in.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/edit.h"
#include "db/engine/sqlite.h"

namespace bandaji {

class RecordWriter {
 public:
  // What writes a line of the activity log: action, subject, field, before, after.
  using Log =
      std::function<void(const char*, const Id&, std::string_view, std::string_view, std::string_view)>;

  // `vocabulary` is the caller's, who keeps it up with the edits.
  RecordWriter(engine::Connection& db, TimeMs now, const std::shared_ptr<const Vocabulary>& vocabulary,
               Log log)
      : db_(db), now_(now), vocabulary_(vocabulary), log_(std::move(log)) {}

  // Each returns what takes it back.  A failure of the engine stays on the connection.
  Result<std::vector<Edit>> add(const AddRecord& edit);
  Result<std::vector<Edit>> set(const SetRecordField& edit);
  Result<std::vector<Edit>> set_state(const SetRecordState& edit);

 private:
  Result<RecordState> state_of(RecordType type, const Id& id);
  // Whether the id stands for something this column may name.
  Result<void> check_reference(const RecordColumn& column, const std::string& id, bool is_new);
  // Refuses a second live record with the same key.
  Result<void> check_key(RecordType type, const Id& id, const std::vector<std::string>& values);
  // What one column alone does not show: loops of parents, values of own fields.
  Result<void> check_record(RecordType type, const Id& id, const std::vector<std::string>& values);
  Result<void> check_parents(RecordType type, const Id& id, const Id& parent);
  Result<void> check_term(const std::vector<std::string>& values);
  std::vector<std::string> values_of(RecordType type, const Id& id);
  std::int64_t revision_before(RecordType type, const Id& id);
  void touch(RecordType type, const Id& id);

  engine::Connection& db_;
  TimeMs now_;
  const std::shared_ptr<const Vocabulary>& vocabulary_;
  Log log_;
  std::unordered_map<Id, std::int64_t> revisions_;  // Of touched records, before this change.
};

}  // namespace bandaji
