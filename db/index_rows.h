// The assets of a catalog as columns: one array per property, indexed by ordinal, and
// the words of every asset in dictionaries with postings.  Internal to search.
//
// Ordinals are given once.  An asset whose text changes gets a new ordinal and its old
// one is marked dead, so that postings only ever grow; the owner builds anew when too
// many are dead.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/index_source.h"
#include "db/search.h"
#include "db/term_dictionary.h"
#include "db/vocabulary.h"

namespace bandaji {

using Ordinal = std::uint32_t;

// Where a word stands; the low bits of a posting.
enum class Place : std::uint8_t { NameFirst = 0, Name = 1, Alias = 2, Number = 3, File = 4, Field = 5 };

constexpr std::uint32_t posting(std::uint32_t value, Place place) {
  return (value << 3U) | static_cast<std::uint32_t>(place);
}
constexpr std::uint32_t posting_value(std::uint32_t entry) {
  return entry >> 3U;
}
constexpr Place posting_place(std::uint32_t entry) {
  return static_cast<Place>(entry & 7U);
}

// A tag, or a vocabulary term in a field.
struct Label {
  std::string key;    // Tag or term key.
  std::string query;  // "tag:대여", "fabric:silk".
  int field = -1;     // Index into all_fields(); -1 for a tag.
  std::vector<Ordinal> rows;
};

struct Slice {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

class IndexRows {
 public:
  explicit IndexRows(std::shared_ptr<const Vocabulary> vocabulary = Vocabulary::with({}));

  const std::shared_ptr<const Vocabulary>& vocabulary() const { return vocabulary_; }
  // Terms are called otherwise now: what kinds, statuses and choices are found by is made again.
  void relabel(std::shared_ptr<const Vocabulary> vocabulary);

  // Adds, or changes in place when only numbers changed.  `changed` receives the ordinals whose place in an
  // order may be another now.
  void put(const IndexSource& source, std::vector<Ordinal>* changed);
  void remove(const Id& id);
  // After the first filling: makes what it took compact.
  void seal();
  std::optional<Ordinal> find(const Id& id) const;
  AssetSummary summary(Ordinal row) const;

  std::size_t size() const { return live.size(); }  // Dead ones included.
  std::int64_t living() const { return living_; }
  std::size_t dead() const { return live.size() - static_cast<std::size_t>(living_); }

  std::string_view number(Ordinal row) const { return text_part(row, 0); }
  std::string_view name_ko(Ordinal row) const { return text_part(row, 1); }
  std::string_view name_en(Ordinal row) const { return text_part(row, 2); }
  // The name lists are sorted by: Korean, else English.
  std::string_view sort_name(Ordinal row) const { return name_ko(row).empty() ? name_en(row) : name_ko(row); }

  // Value of a field that is not a choice: keystrokes() of text, the plain value of numbers and dates. Fields
  // are numbered as in all_fields(), the studio's own behind them.
  std::string_view field_value(Ordinal row, int field) const;
  // Nothing when no asset ever had a value in it.
  std::optional<int> own_field(const Id& field) const;

  std::uint8_t kind_index(std::string_view key);
  std::uint8_t status_index(std::string_view key);
  std::uint16_t format_index(std::string_view name);

  // Columns.
  std::shared_ptr<IdList::Table> ids = std::make_shared<IdList::Table>();
  std::vector<std::uint8_t> live, trashed, kind, status, rating, color_label, content, verdict, stale, flags;
  std::vector<std::uint16_t> format, missing;
  std::vector<std::uint32_t> profile;  // Into profiles.
  std::vector<std::int64_t> created, updated, triangles, vertices;
  std::vector<std::uint32_t> materials, animations;
  std::vector<std::array<std::int32_t, 3>> size_mm;
  std::vector<std::int32_t> version_number;
  std::vector<std::array<char, 26>> version_id;
  std::vector<ContentHash> manifest_hash;
  std::vector<std::array<std::uint32_t, 3>>
      name_hashes;             // Of the whole Korean, English and romanized name; 0 for none.
  std::vector<Slice> labels;   // Into label_pool.
  std::vector<Slice> palette;  // Into palette_pool.
  std::vector<Slice> words;    // Into word_pool.
  std::vector<Slice> notes;    // Into note_pool.
  std::vector<std::uint32_t> label_pool, palette_pool, word_pool, note_pool;

  // Dictionaries.
  std::vector<std::string> kind_keys, status_keys, formats, own_fields;
  TermDictionary terms;  // Of names, aliases, files and text fields.
  Postings postings;     // Of `terms`: posting(ordinal, place).
  TermDictionary number_terms{TermDictionary::Forms::KeysOnly};
  Postings number_postings;  // Ordinals.
  TermDictionary note_terms;
  Postings note_postings;  // Ordinals.
  std::vector<Label> label_table;
  TermDictionary label_terms;  // Words of labels, and the whole label without blanks.
  std::vector<std::vector<std::uint32_t>> label_postings;  // By term: places in label_table.
  TermDictionary kind_terms;                               // Words of kinds and statuses.
  // By term: kinds as their index, statuses as 256 + index.
  std::vector<std::vector<std::uint32_t>> kind_postings;

  // What facets count of a row besides its labels; rows share few of them.
  struct Profile {
    std::uint8_t kind = 0, status = 0, rating = 0;
    std::uint16_t format = 0;
  };
  static constexpr std::uint64_t profile_key(const Profile& profile) {
    return (std::uint64_t{profile.format} << 24U) | (std::uint64_t{profile.kind} << 16U) |
           (std::uint64_t{profile.status} << 8U) | profile.rating;
  }
  std::vector<Profile> profiles;

  // For a snapshot, see index_snapshot.h.
  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self);
  template <class Archive, class Labels>
  static void archive_labels(Archive& archive, Labels& labels);
  bool holds_together() const;
  void make_tables();  // After reading: what is looked up by hash.
  bool is_flat() const { return postings.is_flat() && number_postings.is_flat() && note_postings.is_flat(); }

  enum Flag : std::uint8_t { kHasNotes = 1, kHasVersion = 2, kHasPalette = 4, kHasTag = 8 };
  static constexpr std::uint32_t kBreak = 0xffffffffU;  // Between texts in word_pool and note_pool.
  static std::uint32_t name_hash(std::string_view keys);

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using TextTable = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

  std::string_view text_part(Ordinal row, int part) const;
  void add_words(Ordinal row, std::string_view text, Place first, Place rest);
  std::uint32_t label_of(int field, std::string_view key);
  void add_field(int field, std::string_view stored);
  void add_label_words(std::uint32_t label, std::string_view text);
  void add_words_of_label(std::uint32_t label);
  template <class T>
  static T index_in(TextTable& table, std::vector<std::string>& keys, std::string_view key);
  void add_kind_words(std::uint32_t value, std::string_view key);
  Ordinal append(const IndexSource& source, std::uint64_t signature);
  void set_numbers(Ordinal row, const IndexSource& source);
  std::size_t slot_of(std::string_view id) const;
  void insert_slot(Ordinal row);

  std::shared_ptr<const Vocabulary> vocabulary_;
  std::string text_;  // number, Korean name, English name of each row, each ended by 0.
  std::vector<std::uint32_t> text_starts_;
  std::string field_text_;
  std::vector<Slice> field_slices_;
  std::vector<std::uint64_t> signatures_;  // Of all text of a row.
  std::vector<Ordinal> slots_;             // Hash table of ids; kBreak is free.
  std::size_t used_slots_ = 0;
  std::int64_t living_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> profile_table_;
  TextTable tag_labels_;
  std::vector<TextTable> choice_labels_;  // By field.
  TextTable kind_table_, status_table_, format_table_, field_table_, own_field_table_;
};

}  // namespace bandaji
