#include "db/catalog_contents.h"
#include "db/edit_json.h"

namespace bandaji {
namespace {

// Enough for an afternoon; the rest of the story is in the activity log.
constexpr int kMaxUndo = 500;

struct Entry {
  std::int64_t row;
  std::optional<Change> change;  // Nothing when the text cannot be read any more.
};

// The newest step: one change, or all of a batch, newest first.
std::vector<Entry> newest_step(engine::Connection& db, const std::string& who, bool redo) {
  std::vector<Entry> step;
  auto query =
      db.query("SELECT seq, change FROM undo WHERE who = ? AND redo = ? ORDER BY seq DESC", who, redo);
  while (query.next()) {
    Entry entry{query.integer(0), change_from_json(query.text(1))};
    const bool goes_on = step.empty() || (entry.change && entry.change->batch == step.front().change->batch);
    if (!goes_on) {
      break;
    }
    const bool alone = !entry.change || entry.change->batch.empty();
    step.push_back(std::move(entry));
    if (alone) {
      break;
    }
  }
  return step;
}

// "가져오기: 당의", "가져오기: 당의 외 93개".
std::string step_label(const std::vector<Entry>& step, bool korean) {
  if (step.empty() || !step.front().change) {
    return {};
  }
  const Change& newest = *step.front().change;
  const std::string& label = korean ? newest.label_ko : newest.label_en;
  if (step.size() == 1) {
    return label;
  }
  const std::string others = std::to_string(step.size() - 1);
  return label + (korean ? " 외 " + others + "개" : " and " + others + " more");
}

}  // namespace

Result<void> Catalog::push_undo(const Change& inverse) {
  Contents& contents = *contents_;
  if (inverse.edits.empty()) {
    return {};
  }
  return contents.write([&]() -> Result<void> {
    contents.db->run("DELETE FROM undo WHERE who = ? AND redo = 1", contents.who);
    contents.db->run("INSERT INTO undo(who, redo, change) VALUES (?, 0, ?)", contents.who,
                     change_to_json(inverse));
    // Beyond the limit, but never half of a batch.
    contents.db->run(
        "WITH kept AS (SELECT seq, json_extract(change, '$.batch') AS batch FROM undo"
        "              WHERE who = ?1 AND redo = 0 ORDER BY seq DESC LIMIT ?2)"
        "DELETE FROM undo WHERE who = ?1 AND redo = 0 AND seq < (SELECT min(seq) FROM kept)"
        " AND coalesce(json_extract(change, '$.batch'), '') NOT IN"
        " (SELECT batch FROM kept WHERE batch IS NOT NULL)",
        contents.who, kMaxUndo);
    return {};
  });
}

Result<Change> Catalog::Contents::take_back(bool redo) {
  std::int64_t failed_row = 0;
  auto result = write([&]() -> Result<Change> {
    const std::vector<Entry> step = newest_step(*db, who, redo);
    if (step.empty()) {
      return fail(ErrorKind::NotFound, redo ? "There is nothing to redo." : "There is nothing to undo.");
    }
    for (const Entry& entry : step) {
      failed_row = entry.row;
      if (!entry.change) {
        return fail(ErrorKind::Invalid, "The remembered change cannot be read any more.");
      }
      auto inverse = apply(*entry.change, redo ? "redo" : "undo");
      if (!inverse) {
        return inverse;
      }
      db->run("DELETE FROM undo WHERE seq = ?", entry.row);
      db->run("INSERT INTO undo(who, redo, change) VALUES (?, ?, ?)", who, !redo, change_to_json(*inverse));
    }
    Change whole{{}, step_label(step, true), step_label(step, false), step.front().change->batch};
    for (const Entry& entry : step) {
      whole.edits.insert(whole.edits.end(), entry.change->edits.begin(), entry.change->edits.end());
    }
    return whole;
  });
  if (!result && failed_row != 0) {
    // What can never be taken back would block all that was done before it.
    const ErrorKind kind = result.error().kind;
    if (kind == ErrorKind::Conflict || kind == ErrorKind::NotFound || kind == ErrorKind::Invalid) {
      const auto dropped = write([&]() -> Result<void> {
        db->run("DELETE FROM undo WHERE seq = ?", failed_row);
        return {};
      });
      if (!dropped) {
        return tl::unexpected(dropped.error());
      }
    }
  }
  return result;
}

Result<Change> Catalog::undo() {
  return contents_->take_back(false);
}
Result<Change> Catalog::redo() {
  return contents_->take_back(true);
}

std::string Catalog::Contents::label(bool redo, bool korean) {
  db->clear();
  const std::vector<Entry> step = newest_step(*db, who, redo);
  db->clear();
  return step_label(step, korean);
}

std::string Catalog::undo_label(bool korean) const {
  return contents_->label(false, korean);
}
std::string Catalog::redo_label(bool korean) const {
  return contents_->label(true, korean);
}

Result<void> Catalog::clear_undo() {
  Contents& contents = *contents_;
  return contents.write([&]() -> Result<void> {
    contents.db->run("DELETE FROM undo WHERE who = ?", contents.who);
    return {};
  });
}

}  // namespace bandaji
