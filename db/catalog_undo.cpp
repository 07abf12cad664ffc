#include "db/catalog_contents.h"
#include "db/edit_json.h"

namespace bandaji {
namespace {

// Enough for an afternoon; the rest of the story is in the activity log.
constexpr int kMaxUndo = 500;

struct Entry {
  std::int64_t row;
  std::string json;
};

std::optional<Entry> newest(engine::Connection& db, const std::string& who, bool redo) {
  auto query = db.query("SELECT seq, change FROM undo WHERE who = ? AND redo = ? ORDER BY seq DESC LIMIT 1",
                        who, redo);
  if (!query.next()) {
    return std::nullopt;
  }
  return Entry{query.integer(0), query.text(1)};
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
    contents.db->run(
        "DELETE FROM undo WHERE who = ? AND redo = 0 AND seq NOT IN"
        " (SELECT seq FROM undo WHERE who = ? AND redo = 0 ORDER BY seq DESC LIMIT ?)",
        contents.who, contents.who, kMaxUndo);
    return {};
  });
}

Result<Change> Catalog::Contents::take_back(bool redo) {
  std::int64_t failed_row = 0;
  auto result = write([&]() -> Result<Change> {
    const auto entry = newest(*db, who, redo);
    if (!entry) {
      return fail(ErrorKind::NotFound, redo ? "There is nothing to redo." : "There is nothing to undo.");
    }
    failed_row = entry->row;
    const auto change = change_from_json(entry->json);
    if (!change) {
      return fail(ErrorKind::Invalid, "The remembered change cannot be read any more.");
    }
    auto inverse = apply(*change, redo ? "redo" : "undo");
    if (!inverse) {
      return inverse;
    }
    db->run("DELETE FROM undo WHERE seq = ?", entry->row);
    db->run("INSERT INTO undo(who, redo, change) VALUES (?, ?, ?)", who, !redo, change_to_json(*inverse));
    return *change;
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
  const auto entry = newest(*db, who, redo);
  db->clear();
  const auto change = entry ? change_from_json(entry->json) : std::nullopt;
  return change ? (korean ? change->label_ko : change->label_en) : std::string();
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
