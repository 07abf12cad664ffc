// What the catalog holds, as plain values.  Reading returns copies; changing goes
// through db/edit.h.
//
// Ids are ULIDs as text.  Text is NFC.  Times are UTC milliseconds since 1970.
// Vocabulary values are term keys of vocabulary.tsv ("ak_garment", "st_approved").
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assets/content_hash.h"

namespace bandaji {

using Id = std::string;
using TimeMs = std::int64_t;

// A new ULID: sortable by time, unique between machines.
Id new_id();
TimeMs now_ms();

// One file of a version.
struct ManifestEntry {
  std::string path;  // Relative to the import root, '/', NFC; unique within the version.
  ContentHash hash;
  std::int64_t size = 0;  // Bytes.
  bool operator==(const ManifestEntry&) const = default;
};

// A file that the model names and nobody could find.
struct MissingFile {
  std::string asked;   // As the model wrote it.
  std::string reason;  // Finished English sentence.
  bool operator==(const MissingFile&) const = default;
};

enum class VersionContent : std::uint8_t {
  Model = 0,
  Image = 1,
  Attachment = 2
};  // Stored on disk; never renumber.

// What was measured when the version was imported.  Zero where it does not apply.
struct VersionFacts {
  VersionContent content = VersionContent::Attachment;
  std::string format;  // "glTF 2.0", "PNG", …
  std::int64_t triangles = 0;
  std::int64_t vertices = 0;
  std::int64_t materials = 0;
  std::int64_t animations = 0;
  std::array<std::int64_t, 3> size_mm{0, 0, 0};  // Width (x), height (y), depth (z).
  int width_px = 0;                              // Images.
  int height_px = 0;                             // Images.
  std::vector<std::string> warnings;
  std::vector<MissingFile> missing;
  std::vector<std::string> palette;  // "#RRGGBB", largest share first; filled when the first picture exists.
  bool operator==(const VersionFacts&) const = default;
};

// Of a current version, for finding models that may be the same shape.
struct ModelSize {
  Id asset;
  Id version;
  std::int64_t triangles = 0;
  std::array<std::int64_t, 3> size_mm{0, 0, 0};
};

struct AssetVersion {
  Id id;
  Id asset_id;
  int number = 1;  // Counts up within the asset.
  std::string comment;
  std::string author;
  TimeMs created_at = 0;
  std::string main_file;                // Path of the manifest entry that is opened.
  std::vector<ManifestEntry> manifest;  // Sorted by path.
  std::optional<std::uint8_t> up_axis;  // As UpAxis; empty means as the file says.
  std::optional<std::uint8_t> unit;     // As FileUnit; likewise.
  VersionFacts facts;
  // SHA-256 of manifest_text(); what a decision is bound to.
  ContentHash manifest_hash;
  bool operator==(const AssetVersion&) const = default;
};

// Canonical text of what the version is: files, main file and import settings, not
// what was measured from them.  Documented in docs/formats/manifest.md; never changes.
std::string manifest_text(const AssetVersion& version);

struct Asset {
  Id id;
  std::string number;  // For people: "C-0012"; unique in the catalog.
  std::string kind = "ak_reference";
  std::string name_ko;
  std::string name_en;
  std::string romanized;
  std::string aliases;  // ';'-separated: hanja, other names.
  std::string status = "st_draft";
  int rating = 0;       // 0 to 5.
  int color_label = 0;  // 0 none, 1 to 7.
  std::string notes;
  std::map<std::string, std::string> fields;  // Field key (db/fields.h) to value; empty values are absent.
  std::vector<std::string> tags;              // Sorted, unique.
  Id current_version;                         // Empty when there is none.
  bool trashed = false;
  TimeMs created_at = 0;
  TimeMs updated_at = 0;
  std::int64_t revision = 1;
  bool operator==(const Asset&) const = default;
};

enum class Verdict : std::uint8_t {  // Stored on disk; never renumber.
  Requested = 0,
  Approved = 1,
  ApprovedWithConditions = 2,
  ChangesRequested = 3,
  Rejected = 4,
  Hold = 5,
  Withdrawn = 6,  // Undoes the decision named in `withdraws`.
};

// Append-only.  Bound to the exact content that was looked at.
struct Decision {
  Id id;
  Id asset_id;
  Id version_id;
  ContentHash manifest_hash;
  Verdict verdict = Verdict::Requested;
  std::string role;  // Term key of facet department_role.
  std::string by;    // Name of the person.
  std::string comment;
  Id withdraws;
  TimeMs at = 0;
  bool operator==(const Decision&) const = default;
};

struct ReviewState {
  Verdict verdict = Verdict::Withdrawn;  // Withdrawn also means: nobody decided yet.
  bool stale = false;                    // The decision names other content than the current version.
  std::optional<Decision> decision;      // The one that counts.
};

// One line of the activity log.
struct Activity {
  std::int64_t sequence = 0;
  TimeMs at = 0;
  std::string who;
  std::string action;  // "set", "add_version", "trash", "undo", …
  Id subject;          // Asset.
  std::string field;   // Which, for "set".
  std::string before;
  std::string after;
};

struct Production {
  std::string title_ko;
  std::string title_en;
  // Keys of production_details() to values; empty values are absent.
  std::map<std::string, std::string> details = {};
  bool operator==(const Production&) const = default;
};

}  // namespace bandaji
