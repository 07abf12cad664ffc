#include "db/index_snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <span>
#include <type_traits>

#include "assets/content_hash.h"
#include "assets/text.h"
#include "db/fields.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

// Counted up whenever what the index holds or how words are taken apart changes.
constexpr std::uint32_t kRules = 3;
constexpr std::array<char, 8> kMagic = {'b', 'n', 'd', 'j', 'i', 'd', 'x', '\n'};

// Labels are searched by the words of the vocabulary and the fields this program has.
std::string rules() {
  std::string text = std::to_string(kRules);
  for (const Term& term : Vocabulary::shipped().terms())
    for (const std::string_view part : {term.key, term.ko, term.en, term.aliases, term.parent})
      text.append(part).push_back('\n');
  for (const FieldDefinition& field : all_fields()) text.append(field.key).push_back('\n');
  return hash_text(text).hex();
}

template <class T>
std::span<const std::byte> bytes_of(const T* values, std::size_t count) {
  return std::as_bytes(std::span(values, count));
}

// Each array is its length, its bytes, and the hash of its bytes.
class Writer {
 public:
  explicit Writer(const fs::path& file) : stream_(file, std::ios::binary | std::ios::trunc) {}
  bool good() {
    stream_.flush();
    return stream_.good();
  }

  template <class T>
  void operator()(const std::vector<T>& values) {
    array(values.data(), values.size());
  }
  void operator()(const std::string& text) { array(text.data(), text.size()); }
  template <class T>
  requires std::is_arithmetic_v<T>
  void operator()(const T& value) { array(&value, 1); }

  void operator()(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all.append(text).push_back('\0');
    (*this)(all);
  }
  void operator()(const std::vector<std::vector<std::uint32_t>>& lists) {
    std::vector<std::uint32_t> sizes, all;
    for (const auto& list : lists) {
      sizes.push_back(static_cast<std::uint32_t>(list.size()));
      all.insert(all.end(), list.begin(), list.end());
    }
    (*this)(sizes);
    (*this)(all);
  }

 private:
  template <class T>
  void array(const T* values, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto bytes = bytes_of(values, count);
    const std::uint64_t size = bytes.size();
    const ContentHash hash = hash_bytes(bytes);
    raw(&size, sizeof size);
    raw(bytes.data(), bytes.size());
    raw(hash.bytes.data(), hash.bytes.size());
  }
  void raw(const void* data, std::size_t size) {
    stream_.write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
  }
  std::ofstream stream_;
};

class Reader {
 public:
  explicit Reader(const fs::path& file) : stream_(file, std::ios::binary) {
    std::error_code problem;
    left_ = fs::file_size(file, problem);
    good_ = stream_.is_open() && !problem;
  }
  bool good() const { return good_; }
  bool at_end() const { return left_ == 0; }

  template <class T>
  void operator()(std::vector<T>& values) {
    array(values);
  }
  void operator()(std::string& text) { array(text); }
  template <class T>
  requires std::is_arithmetic_v<T>
  void operator()(T& value) {
    std::vector<T> one;
    array(one);
    if (one.size() == 1)
      value = one.front();
    else
      good_ = false;
  }
  void operator()(std::vector<std::string>& texts) {
    std::string all;
    array(all);
    texts.clear();
    for (std::size_t at = 0; good_ && at < all.size();) {
      texts.emplace_back(all.c_str() + at);
      at += texts.back().size() + 1;
    }
  }
  void operator()(std::vector<std::vector<std::uint32_t>>& lists) {
    std::vector<std::uint32_t> sizes, all;
    array(sizes);
    array(all);
    lists.clear();
    std::size_t at = 0;
    for (const std::uint32_t size : sizes) {
      if (size > all.size() - at) {
        good_ = false;
        return;
      }
      const auto from = all.begin() + static_cast<std::ptrdiff_t>(at);
      lists.emplace_back(from, from + size);
      at += size;
    }
  }

 private:
  template <class Container>
  void array(Container& values) {
    using T = typename Container::value_type;
    static_assert(std::is_trivially_copyable_v<T>);
    std::uint64_t size = 0;
    raw(&size, sizeof size);
    if (!good_ || size % sizeof(T) != 0 || size > left_) {
      good_ = false;
      return;
    }
    values.resize(static_cast<std::size_t>(size / sizeof(T)));
    raw(values.data(), static_cast<std::size_t>(size));
    ContentHash expected;
    raw(expected.bytes.data(), expected.bytes.size());
    good_ = good_ && hash_bytes(bytes_of(values.data(), values.size())) == expected;
  }
  void raw(void* data, std::size_t size) {
    if (!good_ || size > left_) {
      good_ = false;
      return;
    }
    stream_.read(static_cast<char*>(data), static_cast<std::streamsize>(size));
    left_ -= size;
    good_ = stream_.good();
  }
  std::ifstream stream_;
  std::uint64_t left_ = 0;
  bool good_ = false;
};

template <class T, class Below>
bool all_below(const std::vector<T>& values, Below limit) {
  T most = 0;
  for (const T value : values) most = std::max(most, value);
  return values.empty() || most < limit;
}

bool within(const std::vector<Slice>& slices, std::size_t pool) {
  std::uint64_t furthest = 0;
  for (const Slice slice : slices) furthest = std::max(furthest, std::uint64_t{slice.begin} + slice.count);
  return furthest <= pool;
}

}  // namespace

// What follows is one list each for writing, reading and proving, so that no member is forgotten in one of
// them.

template <class Archive, class Self>
void TermDictionary::archive(Archive& archive, Self& self) {
  for (auto* arena : {&self.keys_, &self.initials_, &self.romanized_, &self.folded_, &self.words_})
    archive(arena->text);
  for (auto* starts : {&self.key_starts_, &self.initial_starts_, &self.romanized_starts_,
                       &self.folded_starts_, &self.word_starts_})
    archive(*starts);
}

bool TermDictionary::holds_together() const {
  const auto sound = [&](const Arena& arena, const std::vector<std::uint32_t>& starts) {
    const bool unused = starts.empty() && (forms_ == Forms::KeysOnly || key_starts_.empty());
    if (arena.text.empty() || arena.text.front() != '\0' || arena.text.back() != '\0') return false;
    if (unused) return true;
    if (starts.size() != key_starts_.size() || starts.front() != 1) return false;
    for (std::size_t i = 1; i < starts.size(); ++i)
      if (starts[i] <= starts[i - 1]) return false;
    return starts.back() < arena.text.size();
  };
  return sound(keys_, key_starts_) && sound(initials_, initial_starts_) &&
         sound(romanized_, romanized_starts_) && sound(folded_, folded_starts_) &&
         sound(words_, word_starts_);
}

template <class Archive, class Self>
void Postings::archive(Archive& archive, Self& self) {
  archive(self.starts_);
  archive(self.values_);
}

bool Postings::holds_together(std::uint64_t limit) const {
  for (std::size_t i = 1; i < starts_.size(); ++i)
    if (starts_[i] < starts_[i - 1]) return false;
  return (starts_.empty() || starts_.back() <= values_.size()) && all_below(values_, limit);
}

template <class Archive, class Self>
void IndexRows::archive(Archive& archive, Self& self) {
  archive(*self.ids);
  for (auto* column : {&self.live, &self.trashed, &self.kind, &self.status, &self.rating, &self.color_label,
                       &self.content, &self.verdict, &self.stale, &self.flags})
    archive(*column);
  for (auto* column : {&self.format, &self.missing}) archive(*column);
  for (auto* column : {&self.created, &self.updated, &self.triangles, &self.vertices}) archive(*column);
  for (auto* column : {&self.profile, &self.materials, &self.animations}) archive(*column);
  archive(self.size_mm);
  archive(self.version_number);
  archive(self.version_id);
  archive(self.manifest_hash);
  archive(self.name_hashes);
  for (auto* slices : {&self.labels, &self.palette, &self.words, &self.notes, &self.field_slices_})
    archive(*slices);
  for (auto* pool :
       {&self.label_pool, &self.palette_pool, &self.word_pool, &self.note_pool, &self.text_starts_})
    archive(*pool);
  archive(self.text_);
  archive(self.field_text_);
  archive(self.signatures_);
  archive(self.profiles);
  for (auto* keys : {&self.kind_keys, &self.status_keys, &self.formats, &self.own_fields}) archive(*keys);
  for (auto* terms : {&self.terms, &self.number_terms, &self.note_terms, &self.label_terms, &self.kind_terms})
    TermDictionary::archive(archive, *terms);
  for (auto* postings : {&self.postings, &self.number_postings, &self.note_postings})
    Postings::archive(archive, *postings);
  for (auto* lists : {&self.label_postings, &self.kind_postings}) archive(*lists);
}

template <class Archive, class Labels>
void IndexRows::archive_labels(Archive& archive, Labels& labels) {
  std::vector<std::string> keys, queries;
  std::vector<std::int32_t> fields;
  std::vector<std::vector<std::uint32_t>> rows;
  if constexpr (std::is_same_v<Archive, Writer>) {
    for (const Label& label : labels) {
      keys.push_back(label.key);
      queries.push_back(label.query);
      fields.push_back(label.field);
      rows.push_back(label.rows);
    }
  }
  archive(keys);
  archive(queries);
  archive(fields);
  archive(rows);
  if constexpr (std::is_same_v<Archive, Reader>) {
    labels.resize(std::min({keys.size(), queries.size(), fields.size(), rows.size()}));
    for (std::size_t i = 0; i < labels.size(); ++i)
      labels[i] = {std::move(keys[i]), std::move(queries[i]), fields[i], std::move(rows[i])};
  }
}

bool IndexRows::holds_together() const {
  const std::size_t count = live.size();
  bool sound = true;
  const auto require = [&](bool fact) { sound = sound && fact; };
  const auto columns = [&](const auto&... column) { (require(column.size() == count), ...); };
  columns(*ids, trashed, kind, status, rating, color_label, content, verdict, stale, flags, format, missing,
          created, updated, triangles, vertices, profile, materials, animations, size_mm, version_number,
          version_id, manifest_hash, name_hashes, labels, palette, words, notes, field_slices_, text_starts_,
          signatures_);
  require(count < kBreak);
  require(all_below(live, 2) && all_below(trashed, 2) && all_below(rating, 6));
  require(all_below(kind, kind_keys.size()) && all_below(status, status_keys.size()));
  require(all_below(format, formats.size()) && all_below(profile, profiles.size()));
  for (const Profile& one : profiles)
    require(one.kind < kind_keys.size() && one.status < status_keys.size() && one.rating < 8 &&
            one.format < formats.size());
  require(within(labels, label_pool.size()) && within(palette, palette_pool.size()));
  require(within(words, word_pool.size()) && within(notes, note_pool.size()));
  require(within(field_slices_, field_text_.size()));
  require(all_below(label_pool, label_table.size()));
  for (const std::uint32_t entry : word_pool) require(entry == kBreak || posting_value(entry) < terms.size());
  require(all_below(note_pool, note_terms.size()));
  // Three texts a row, each ended by a 0.
  std::size_t ends = 0;
  for (std::size_t row = count; row-- > 0 && sound;) {
    const std::size_t from = text_starts_[row], to = row + 1 < count ? text_starts_[row + 1] : text_.size();
    require(from < to && to <= text_.size());
    if (sound) ends += static_cast<std::size_t>(std::count(text_.data() + from, text_.data() + to, '\0'));
  }
  require(ends == 3 * count);
  // Number of the field, length of the value, the value.
  for (const Slice slice : field_slices_) {
    std::size_t at = slice.begin;
    const std::size_t end = at + slice.count;
    while (sound && at < end) {
      require(at + 4 <= end);
      if (sound)
        at += 4 + static_cast<unsigned char>(field_text_[at + 2]) * std::size_t{256} +
              static_cast<unsigned char>(field_text_[at + 3]);
    }
    require(at == end);
  }
  for (const auto* dictionary : {&terms, &number_terms, &note_terms, &label_terms, &kind_terms})
    require(dictionary->holds_together());
  require(postings.holds_together(std::uint64_t{count} << 3U));
  require(number_postings.holds_together(count) && note_postings.holds_together(count));
  require(label_postings.size() == label_terms.size() && kind_postings.size() == kind_terms.size());
  for (const auto& list : label_postings) require(all_below(list, label_table.size()));
  for (const auto& list : kind_postings) require(all_below(list, 512U));
  for (const Label& label : label_table)
    require(label.field >= -1 && label.field < static_cast<int>(all_fields().size()) &&
            all_below(label.rows, count));
  return sound;
}

bool RowOrders::holds_together(std::size_t rows, std::size_t living) const {
  for (const RowOrder& order : orders_) {
    if (!order.made) continue;
    if (order.rows.size() != living || order.place.size() != rows || !all_below(order.rows, rows))
      return false;
  }
  return true;
}

template <class Archive, class Self>
void RowOrders::archive(Archive& archive, Self& self) {
  for (auto& order : self.orders_) {
    auto made = static_cast<std::uint8_t>(order.made ? 1 : 0);
    archive(made);
    if constexpr (!std::is_const_v<Self>) order.made = made != 0;
    archive(order.rows);
    archive(order.place);
  }
}

Result<void> write_snapshot(const fs::path& file, const IndexSnapshot& snapshot) {
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);
  fs::path unfinished = file;
  unfinished += ".new";
  {
    Writer out(unfinished);
    out(std::string(kMagic.begin(), kMagic.end()));
    out(rules());
    out(snapshot.sequence);
    out(snapshot.mark);
    IndexRows::archive(out, snapshot.rows);
    IndexRows::archive_labels(out, snapshot.rows.label_table);
    RowOrders::archive(out, snapshot.orders);
    if (!out.good()) {
      fs::remove(unfinished, problem);
      return fail(ErrorKind::Io,
                  fmt::format("The search index could not be kept: {}.", for_display(to_utf8(file))));
    }
  }
  fs::rename(unfinished, file, problem);
  if (problem)
    return fail(ErrorKind::Io,
                fmt::format("The search index could not be kept: {}.", for_display(to_utf8(file))));
  return {};
}

Result<IndexSnapshot> read_snapshot(const fs::path& file,
                                    const std::function<bool(const IndexSnapshot&)>& fits) {
  std::error_code problem;
  if (!fs::is_regular_file(file, problem)) return fail(ErrorKind::NotFound, "No search index was kept.");
  Reader in(file);
  IndexSnapshot snapshot;
  std::string magic, made_by;
  in(magic);
  in(made_by);
  in(snapshot.sequence);
  in(snapshot.mark);
  const auto refused = [] { return fail(ErrorKind::Corrupt, "The search index that was kept is damaged."); };
  if (!in.good() || magic != std::string_view(kMagic.data(), kMagic.size())) return refused();
  if (made_by != rules() || !fits(snapshot))
    return fail(ErrorKind::Unsupported, "The search index that was kept is of another time.");
  IndexRows& rows = snapshot.rows;
  IndexRows::archive(in, rows);
  IndexRows::archive_labels(in, rows.label_table);
  RowOrders::archive(in, snapshot.orders);
  if (!in.good() || !in.at_end() || !rows.holds_together()) return refused();
  rows.make_tables();
  if (!snapshot.orders.holds_together(rows.size(), static_cast<std::size_t>(rows.living()))) return refused();
  return snapshot;
}

}  // namespace bandaji
