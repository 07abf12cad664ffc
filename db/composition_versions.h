// Versions of looks and sets (F1): all that belongs to one, written down as a text; decisions are bound to
// its hash (H4).
//
// The text names the exact content of every asset, so a new version of a garment makes another look, and an
// approval of it stale.  What says where a look is in its production (number, status, notes, which copy is
// worn) is not part of it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "db/catalog.h"
#include "db/edit.h"
#include "db/record_reads.h"

namespace bandaji {

// Which version of an asset is meant.
struct ExactVersion {
  Id version;
  std::string hash;  // Of its manifest, hexadecimal.
};

struct CompositionContents {
  // The look or set first, then what belongs to it; columns that are no part of a version have their
  // defaults.
  std::vector<RecordRow> records;
  // By asset; a piece that is held to another version has one of its own under its own id.
  std::map<Id, ExactVersion> exact;

  const RecordRow& subject() const { return records.front(); }
  // Of one type, as typed values.
  template <class T>
  std::vector<T> all() const {
    std::vector<T> found;
    for (const RecordRow& row : records)
      if (row.type == T::kType) found.push_back(typed_record<T>(row));
    return found;
  }
};

// As it is now.  Errors: NotFound, Invalid (neither a look nor a set), Io.
Result<CompositionContents> contents_of(const Catalog& catalog, const Id& subject);
// Canonical: the same contents give the same text.  Documented in docs/formats/composition.md.
std::string contents_text(const CompositionContents& contents);
// Errors: Corrupt.
Result<CompositionContents> parse_contents(std::string_view text);

// Newest first, without those that were taken back.
std::vector<CompositionVersion> composition_versions(const Catalog& catalog, const Id& subject);

// Of this number.  Errors: NotFound.
Result<CompositionVersion> composition_version(const Catalog& catalog, const Id& subject,
                                               std::int64_t number);

struct VersionNote {
  std::string comment = {};
  std::string author = {};
};
// The change that keeps what is there now as the next version; its id is `id` when given.  Errors: those of
// contents_of(); Conflict when the newest version is the same already.
Result<Change> save_version(const Catalog& catalog, const Id& subject, const VersionNote& note, Id id = {});

// The change that makes the look or set what it was; copies, notes and status stay.  Errors: NotFound,
// Corrupt.
Result<Change> restore_version(const Catalog& catalog, const Id& version);

// The change that pins a version as the one that counts; an empty one takes the pin away.
Result<Change> set_master(const Catalog& catalog, const Id& subject, const Id& version);

// The change that records a decision on what is there now; saves a version first when there is none of it.
// Of `decision` verdict, role, by and comment are taken.  Errors: those of contents_of(), Invalid.
Result<Change> decide(const Catalog& catalog, const Id& subject, const Decision& decision);

// Oldest first; asset_id holds the look or set.
std::vector<Decision> composition_decisions(const Catalog& catalog, const Id& subject);
// The newest decision; stale when it names other contents than those of now.
ReviewState composition_review(const Catalog& catalog, const Id& subject);

}  // namespace bandaji
