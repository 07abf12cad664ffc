#include <iterator>
#include <utility>

#include "db/catalog_contents.h"
#include "db/edit_json.h"

namespace bandaji {
namespace {

// Enough for an afternoon; the rest of the story is in the activity log.
constexpr int kMaxUndo = 500;

// What the stacks say of a change without its being read.
struct Entry {
  std::int64_t row;
  std::string batch, ko, en;
  std::int64_t edits;
};

// The newest step: one change, or all of a batch, newest first.
std::vector<Entry> newest_step(engine::Connection& db, const std::string& who, bool redo) {
  std::vector<Entry> step;
  auto query =
      db.query("SELECT seq, batch, ko, en, edits FROM undo_step WHERE who = ? AND redo = ? ORDER BY seq DESC",
               who, redo);
  while (query.next()) {
    Entry entry{query.integer(0), query.text(1), query.text(2), query.text(3), query.integer(4)};
    if (!step.empty() && entry.batch != step.front().batch) {
      break;
    }
    step.push_back(std::move(entry));
    if (step.back().batch.empty()) {
      break;
    }
  }
  return step;
}

// "가져오기: 당의", "가져오기: 당의 외 93개".
std::string step_label(const std::vector<Entry>& step, bool korean) {
  if (step.empty()) {
    return {};
  }
  const std::string& label = korean ? step.front().ko : step.front().en;
  if (step.size() == 1) {
    return label;
  }
  const std::string others = std::to_string(step.size() - 1);
  return label + (korean ? " 외 " + others + "개" : " and " + others + " more");
}

void push(engine::Connection& db, const std::string& who, bool redo, const Change& change) {
  db.run("INSERT INTO undo_step(who, redo, batch, ko, en, edits, change) VALUES (?, ?, ?, ?, ?, ?, ?)", who,
         redo, change.batch, change.label_ko, change.label_en, static_cast<std::int64_t>(change.edits.size()),
         change_to_json(change));
}

}  // namespace

Result<void> Catalog::push_undo(const Change& inverse) {
  Contents& contents = *contents_;
  if (inverse.edits.empty()) {
    return {};
  }
  return contents.write([&]() -> Result<void> {
    contents.db->run("DELETE FROM undo_step WHERE who = ? AND redo = 1", contents.who);
    push(*contents.db, contents.who, false, inverse);
    // Beyond the limit, but never half of a batch.
    contents.db->run(
        "WITH kept AS (SELECT seq, batch FROM undo_step WHERE who = ?1 AND redo = 0 ORDER BY seq DESC LIMIT "
        "?2)"
        "DELETE FROM undo_step WHERE who = ?1 AND redo = 0 AND seq < (SELECT min(seq) FROM kept)"
        " AND batch NOT IN (SELECT batch FROM kept WHERE batch <> '')",
        contents.who, kMaxUndo);
    return {};
  });
}

Result<Change> Catalog::Contents::take_back(bool redo, const ApplyWatch& watch) {
  std::int64_t failed_row = 0;
  auto result = write([&]() -> Result<Change> {
    const std::vector<Entry> step = newest_step(*db, who, redo);
    if (step.empty()) {
      return fail(ErrorKind::NotFound, redo ? "There is nothing to redo." : "There is nothing to undo.");
    }
    Change whole{{}, step_label(step, true), step_label(step, false), step.front().batch};
    for (const Entry& entry : step) {
      failed_row = entry.row;
      const auto text = db->text("SELECT change FROM undo_step WHERE seq = ?", entry.row);
      auto change = text ? change_from_json(*text) : std::nullopt;
      if (!change) {
        return fail(ErrorKind::Invalid, "The remembered change cannot be read any more.");
      }
      auto inverse = apply(*change, redo ? "redo" : "undo", watch);
      if (!inverse) {
        return inverse;
      }
      db->run("DELETE FROM undo_step WHERE seq = ?", entry.row);
      push(*db, who, !redo, *inverse);
      std::move(change->edits.begin(), change->edits.end(), std::back_inserter(whole.edits));
    }
    return whole;
  });
  if (!result && failed_row != 0) {
    // What can never be taken back would block all that was done before it.
    const ErrorKind kind = result.error().kind;
    if (kind == ErrorKind::Conflict || kind == ErrorKind::NotFound || kind == ErrorKind::Invalid) {
      const auto dropped = write([&]() -> Result<void> {
        db->run("DELETE FROM undo_step WHERE seq = ?", failed_row);
        return {};
      });
      if (!dropped) {
        return tl::unexpected(dropped.error());
      }
    }
  }
  return result;
}

Result<Change> Catalog::undo(const ApplyWatch& watch) {
  return contents_->take_back(false, watch);
}
Result<Change> Catalog::redo(const ApplyWatch& watch) {
  return contents_->take_back(true, watch);
}

std::int64_t Catalog::undo_size(bool redo) const {
  contents_->db->clear();
  std::int64_t edits = 0;
  for (const Entry& entry : newest_step(*contents_->db, contents_->who, redo)) {
    edits += entry.edits;
  }
  contents_->db->clear();
  return edits;
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
    contents.db->run("DELETE FROM undo_step WHERE who = ?", contents.who);
    return {};
  });
}

}  // namespace bandaji
