#include "db/index_rows.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "db/fields.h"
#include "db/search_text.h"
#include "db/validate.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

constexpr Ordinal kFree = 0xffffffffU;

std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 1469598103934665603ULL) {
  // FNV-1a; only ever compared within one program.
  for (const char c : text) {
    seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return seed;
}

int two_bytes(const std::string& bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) * 256 + static_cast<unsigned char>(bytes[at + 1]);
}

// "concept / design (draft)" without what stands in parentheses: "root" must not find every costume.
std::string without_parentheses(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    depth += c == '(' ? 1 : 0;
    if (depth == 0) {
      out += c;
    }
    depth -= c == ')' && depth > 0 ? 1 : 0;
  }
  return out;
}

std::string quoted_value(std::string_view value) {
  const bool plain = value.find_first_of(" ,\"\t") == std::string_view::npos;
  std::string clean(value);
  clean.erase(std::remove(clean.begin(), clean.end(), '"'), clean.end());
  return plain ? clean : "\"" + clean + "\"";
}

std::uint64_t signature_of(const IndexSource& source) {
  const Asset& asset = source.asset;
  std::uint64_t hash = hash_of(asset.number);
  for (const std::string* text : {&asset.name_ko, &asset.name_en, &asset.romanized, &asset.aliases,
                                  &asset.notes, &source.version.main_file}) {
    hash = hash_of(*text, hash_of("|", hash));
  }
  for (const auto& [key, value] : asset.fields) {
    hash = hash_of(value, hash_of("=", hash_of(key, hash)));
  }
  for (const std::string& tag : asset.tags) {
    hash = hash_of(tag, hash_of("#", hash));
  }
  for (const OwnText& own : source.own) {
    hash = hash_of(own.value, hash_of(own.sort, hash_of(own.field, hash_of("+", hash))));
  }
  return hash;
}

std::int32_t clamped(std::int64_t value) {
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(value, 0, std::numeric_limits<std::int32_t>::max()));
}

std::uint32_t rgb_of(std::string_view hex) {
  return hex.size() == 7
             ? static_cast<std::uint32_t>(std::strtoul(std::string(hex.substr(1)).c_str(), nullptr, 16))
             : 0;
}

// What a term is called in any language, and what the terms above it are: a lined jeogori is a jeogori.
template <class Visit>
void for_each_name(const Vocabulary& vocabulary, std::string_view key, Visit visit) {
  for (const Term* term = vocabulary.find(key); term; term = vocabulary.above(*term)) {
    visit(term->ko);
    visit(std::string_view(without_parentheses(term->en)));
    for (std::size_t start = 0; start < term->aliases.size();) {
      const std::size_t end = std::min(term->aliases.find(';', start), term->aliases.size());
      visit(term->aliases.substr(start, end - start));
      start = end + 1;
    }
  }
}

}  // namespace

template <class T>
T IndexRows::index_in(TextTable& table, std::vector<std::string>& keys, std::string_view key) {
  if (const auto found = table.find(key); found != table.end()) {
    return static_cast<T>(found->second);
  }
  if (keys.size() < std::numeric_limits<T>::max()) {
    table.emplace(key, static_cast<std::uint32_t>(keys.size()));
    keys.emplace_back(key);
  }
  return static_cast<T>(keys.size() - 1);
}

IndexRows::IndexRows(std::shared_ptr<const Vocabulary> vocabulary)
    : vocabulary_(std::move(vocabulary)), slots_(1024, kFree) {
  for (const FieldDefinition& field : all_fields()) {
    field_table_.emplace(field.key, static_cast<std::uint32_t>(field_table_.size()));
  }
  choice_labels_.resize(all_fields().size());
  for (const Term& term : Vocabulary::shipped().facet("asset_kind")) {
    kind_index(term.key);
  }
  for (const Term& term : Vocabulary::shipped().facet("status")) {
    status_index(term.key);
  }
}

std::uint32_t IndexRows::name_hash(std::string_view keys) {
  const std::uint64_t hash = hash_of(keys);
  const auto folded = static_cast<std::uint32_t>(hash ^ (hash >> 32U));
  return keys.empty() ? 0 : std::max(folded, 1U);
}

void IndexRows::add_kind_words(std::uint32_t value, std::string_view key) {
  for_each_name(*vocabulary_, key, [&](std::string_view name) {
    for_each_word(name, [&](std::string_view word) {
      const std::uint32_t number = kind_terms.add(word);
      kind_postings.resize(kind_terms.size());
      if (number != TermDictionary::kNone) {
        kind_postings[number].push_back(value);
      }
    });
  });
}

std::uint8_t IndexRows::kind_index(std::string_view key) {
  const std::size_t before = kind_keys.size();
  const auto index = index_in<std::uint8_t>(kind_table_, kind_keys, key);
  if (kind_keys.size() > before) {
    add_kind_words(index, key);
  }
  return index;
}

std::uint8_t IndexRows::status_index(std::string_view key) {
  const std::size_t before = status_keys.size();
  const auto index = index_in<std::uint8_t>(status_table_, status_keys, key);
  if (status_keys.size() > before) {
    add_kind_words(256U + index, key);
  }
  return index;
}

std::uint16_t IndexRows::format_index(std::string_view name) {
  return index_in<std::uint16_t>(format_table_, formats, name);
}

std::string_view IndexRows::text_part(Ordinal row, int part) const {
  const char* text = text_.data() + text_starts_[row];
  for (; part > 0; --part) {
    text += std::strlen(text) + 1;
  }
  return text;
}

std::string_view IndexRows::field_value(Ordinal row, int field) const {
  const Slice slice = field_slices_[row];
  for (std::size_t at = slice.begin; at < slice.begin + slice.count;) {
    const int index = two_bytes(field_text_, at);
    const auto length = static_cast<std::size_t>(two_bytes(field_text_, at + 2));
    if (index == field) {
      return std::string_view(field_text_).substr(at + 4, length);
    }
    at += 4 + length;
  }
  return {};
}

std::optional<int> IndexRows::own_field(const Id& field) const {
  const auto found = own_field_table_.find(field);
  return found == own_field_table_.end()
             ? std::nullopt
             : std::optional(static_cast<int>(all_fields().size() + found->second));
}

// An entry is: number of the field, length of the value (two bytes each), the value.
void IndexRows::add_field(int field, std::string_view stored) {
  stored = stored.substr(0, 0xffff);
  for (const std::size_t number : {static_cast<std::size_t>(field), stored.size()}) {
    field_text_ += static_cast<char>(number >> 8U);
    field_text_ += static_cast<char>(number & 0xffU);
  }
  field_text_ += stored;
}

void IndexRows::add_words(Ordinal row, std::string_view text, Place first, Place rest) {
  Place place = first;
  const std::size_t before = word_pool.size();
  for_each_word(text, [&](std::string_view word) {
    const std::uint32_t term = terms.add(word);
    if (term == TermDictionary::kNone) {
      return;
    }
    postings.add(term, posting(row, place));
    word_pool.push_back(posting(term, place));
    place = rest;
  });
  if (word_pool.size() > before) {
    word_pool.push_back(kBreak);
  }
}

void IndexRows::add_label_words(std::uint32_t label, std::string_view text) {
  const auto add = [&](std::string_view word) {
    const std::uint32_t term = label_terms.add(word);
    if (term == TermDictionary::kNone) {
      return;
    }
    if (term == label_postings.size()) {
      label_postings.emplace_back();
    }
    if (label_postings[term].empty() || label_postings[term].back() != label) {
      label_postings[term].push_back(label);
    }
  };
  int count = 0;
  std::string whole;
  for_each_word(text, [&](std::string_view word) {
    add(word);
    whole += word;
    ++count;
  });
  if (count > 1) {
    add(whole);  // "조선후기" finds "조선 후기".
  }
}

std::uint32_t IndexRows::label_of(int field, std::string_view key) {
  TextTable& table = field < 0 ? tag_labels_ : choice_labels_[static_cast<std::size_t>(field)];
  if (const auto found = table.find(key); found != table.end()) {
    return found->second;
  }
  const auto label = static_cast<std::uint32_t>(label_table.size());
  table.emplace(key, label);
  Label entry;
  entry.key = key;
  entry.field = field;
  entry.query = field < 0 ? "tag:" + quoted_value(key)
                          : std::string(all_fields()[static_cast<std::size_t>(field)].key) + ":" +
                                std::string(bare_key(key));
  label_table.push_back(std::move(entry));
  add_words_of_label(label);
  return label;
}

void IndexRows::add_words_of_label(std::uint32_t label) {
  const std::string& key = label_table[label].key;
  if (label_table[label].field < 0) {
    add_label_words(label, key);
  } else {
    for_each_name(*vocabulary_, key, [&](std::string_view name) { add_label_words(label, name); });
  }
}

void IndexRows::relabel(std::shared_ptr<const Vocabulary> vocabulary) {
  vocabulary_ = std::move(vocabulary);
  kind_terms = TermDictionary();
  kind_postings.clear();
  for (std::size_t i = 0; i < kind_keys.size(); ++i) {
    add_kind_words(static_cast<std::uint32_t>(i), kind_keys[i]);
  }
  for (std::size_t i = 0; i < status_keys.size(); ++i) {
    add_kind_words(256U + static_cast<std::uint32_t>(i), status_keys[i]);
  }
  label_terms = TermDictionary();
  label_postings.clear();
  for (std::size_t i = 0; i < label_table.size(); ++i) {
    add_words_of_label(static_cast<std::uint32_t>(i));
  }
}

std::size_t IndexRows::slot_of(std::string_view id) const {
  std::size_t slot = hash_of(id) & (slots_.size() - 1);
  while (slots_[slot] != kFree && std::memcmp((*ids)[slots_[slot]].data(), id.data(), 26) != 0) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

void IndexRows::insert_slot(Ordinal row) {
  if ((used_slots_ + 1) * 2 > slots_.size()) {
    std::vector<Ordinal> old(slots_.size() * 2, kFree);
    old.swap(slots_);
    for (const Ordinal entry : old) {
      if (entry != kFree) {
        slots_[slot_of(std::string_view((*ids)[entry].data(), 26))] = entry;
      }
    }
  }
  const std::size_t slot = slot_of(std::string_view((*ids)[row].data(), 26));
  used_slots_ += slots_[slot] == kFree ? 1 : 0;
  slots_[slot] = row;  // The newest ordinal of an id is the one that counts.
}

std::optional<Ordinal> IndexRows::find(const Id& id) const {
  if (id.size() != 26) {
    return std::nullopt;
  }
  const Ordinal row = slots_[slot_of(id)];
  return row != kFree && live[row] ? std::optional(row) : std::nullopt;
}

void IndexRows::remove(const Id& id) {
  if (const auto row = find(id)) {
    live[*row] = 0;
    --living_;
  }
}

void IndexRows::seal() {
  postings.seal();
  number_postings.seal();
  note_postings.seal();
  for (auto* pool : {&label_pool, &palette_pool, &word_pool, &note_pool}) {
    pool->shrink_to_fit();
  }
  text_.shrink_to_fit();
  field_text_.shrink_to_fit();
}

void IndexRows::make_tables() {
  for (auto* dictionary : {&terms, &number_terms, &note_terms, &label_terms, &kind_terms}) {
    dictionary->make_table();
  }
  for (auto* flat : {&postings, &number_postings, &note_postings}) {
    flat->mark_sealed();
  }
  const auto table_of = [](const std::vector<std::string>& keys) {
    TextTable table;
    for (const std::string& key : keys) {
      table.emplace(key, static_cast<std::uint32_t>(table.size()));
    }
    return table;
  };
  kind_table_ = table_of(kind_keys);
  status_table_ = table_of(status_keys);
  format_table_ = table_of(formats);
  own_field_table_ = table_of(own_fields);
  tag_labels_.clear();
  choice_labels_.assign(all_fields().size(), {});
  for (std::size_t i = 0; i < label_table.size(); ++i) {
    const Label& label = label_table[i];
    (label.field < 0 ? tag_labels_ : choice_labels_[static_cast<std::size_t>(label.field)])
        .emplace(label.key, static_cast<std::uint32_t>(i));
  }
  profile_table_.clear();
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    profile_table_.emplace(profile_key(profiles[i]), static_cast<std::uint32_t>(i));
  }
  std::size_t slots = 1024;
  while (slots < (live.size() + 1) * 2) {
    slots *= 2;
  }
  slots_.assign(slots, kFree);
  used_slots_ = 0;
  living_ = 0;
  for (Ordinal row = 0; row < live.size(); ++row) {
    insert_slot(row);
    living_ += live[row];
  }
}

void IndexRows::put(const IndexSource& source, std::vector<Ordinal>* changed) {
  if (source.asset.id.size() != 26) {
    return;  // Only a file changed by hand has such an id.
  }
  const std::uint64_t signature = signature_of(source);
  Ordinal row = 0;
  if (const auto old = find(source.asset.id); old && signatures_[*old] == signature) {
    row = *old;
  } else {
    if (old) {
      live[*old] = 0;
      --living_;
    }
    row = append(source, signature);
  }
  set_numbers(row, source);
  if (changed) {
    changed->push_back(row);
  }
}

Ordinal IndexRows::append(const IndexSource& source, std::uint64_t signature) {
  const auto row = static_cast<Ordinal>(live.size());
  const Asset& asset = source.asset;
  ids->emplace_back();
  std::memcpy(ids->back().data(), asset.id.data(), 26);
  live.push_back(1);
  ++living_;
  for (auto* column : {&trashed, &kind, &status, &rating, &color_label, &content, &verdict, &stale, &flags}) {
    column->push_back(0);
  }
  for (auto* column : {&format, &missing}) {
    column->push_back(0);
  }
  for (auto* column : {&created, &updated, &triangles, &vertices}) {
    column->push_back(0);
  }
  for (auto* column : {&materials, &animations}) {
    column->push_back(0);
  }
  profile.push_back(0);
  size_mm.emplace_back();
  version_number.push_back(0);
  version_id.emplace_back();
  manifest_hash.emplace_back();
  palette.emplace_back();
  signatures_.push_back(signature);
  insert_slot(row);

  text_starts_.push_back(static_cast<std::uint32_t>(text_.size()));
  for (const std::string* part : {&asset.number, &asset.name_ko, &asset.name_en}) {
    text_.append(part->c_str());  // Up to a 0 byte, should one have come in by hand.
    text_ += '\0';
  }
  name_hashes.push_back({name_hash(keystrokes(asset.name_ko)), name_hash(keystrokes(asset.name_en)),
                         name_hash(keystrokes(asset.romanized))});

  const auto first_word = static_cast<std::uint32_t>(word_pool.size());
  add_words(row, asset.name_ko, Place::NameFirst, Place::Name);
  add_words(row, asset.name_en, Place::NameFirst, Place::Name);
  add_words(row, asset.romanized, Place::NameFirst, Place::Name);
  for (std::size_t start = 0; start < asset.aliases.size();) {
    const std::size_t end = std::min(asset.aliases.find(';', start), asset.aliases.size());
    add_words(row, std::string_view(asset.aliases).substr(start, end - start), Place::Alias, Place::Alias);
    start = end + 1;
  }
  for_each_word(asset.number, [&](std::string_view word) {
    if (const std::uint32_t term = number_terms.add(word); term != TermDictionary::kNone) {
      number_postings.add(term, row);
    }
  });
  const std::size_t slash = source.version.main_file.rfind('/');
  add_words(row,
            std::string_view(source.version.main_file).substr(slash == std::string::npos ? 0 : slash + 1),
            Place::File, Place::File);

  Slice label_slice{static_cast<std::uint32_t>(label_pool.size()), 0};
  for (const std::string& tag : asset.tags) {
    label_pool.push_back(label_of(-1, tag));
  }
  Slice field_slice{static_cast<std::uint32_t>(field_text_.size()), 0};
  const auto fields = all_fields();
  for (const auto& [key, value] : asset.fields) {
    const auto place = field_table_.find(key);
    if (place == field_table_.end()) {
      continue;
    }
    const int index = static_cast<int>(place->second);
    const FieldDefinition* found = &fields[place->second];
    const bool text = found->type == FieldType::Text || found->type == FieldType::Person ||
                      found->type == FieldType::LongText || found->type == FieldType::Url;
    if (found->type == FieldType::Choice || found->type == FieldType::Choices) {
      for (std::size_t start = 0; start < value.size();) {
        const std::size_t end = std::min(value.find(';', start), value.size());
        label_pool.push_back(label_of(index, std::string_view(value).substr(start, end - start)));
        start = end + 1;
      }
      continue;
    }
    if (found->type == FieldType::Text || found->type == FieldType::Person) {
      add_words(row, value, Place::Field, Place::Field);
    }
    add_field(index, text ? keystrokes(value) : value);
  }
  for (const OwnText& own : source.own) {
    add_words(row, own.value, Place::Field, Place::Field);
    const bool plain = own.sort == "number" || own.sort == "date";
    const auto index = index_in<std::uint16_t>(own_field_table_, own_fields, own.field);
    // As it is stored now: earlier versions left "1,200" as it was typed.
    add_field(static_cast<int>(fields.size() + index),
              plain ? clean_own_value(own.sort, "", own.value).value_or("") : keystrokes(own.value));
  }
  words.push_back({first_word, static_cast<std::uint32_t>(word_pool.size()) - first_word});
  label_slice.count = static_cast<std::uint32_t>(label_pool.size()) - label_slice.begin;
  field_slice.count = static_cast<std::uint32_t>(field_text_.size()) - field_slice.begin;
  for (std::uint32_t i = 0; i < label_slice.count; ++i) {
    label_table[label_pool[label_slice.begin + i]].rows.push_back(row);
  }
  labels.push_back(label_slice);
  field_slices_.push_back(field_slice);

  Slice note_slice{static_cast<std::uint32_t>(note_pool.size()), 0};
  for_each_word(asset.notes, [&](std::string_view word) {
    const std::uint32_t term = note_terms.add(word);
    if (term == TermDictionary::kNone) {
      return;
    }
    note_postings.add(term, row);
    note_pool.push_back(term);
  });
  note_slice.count = static_cast<std::uint32_t>(note_pool.size()) - note_slice.begin;
  notes.push_back(note_slice);
  return row;
}

void IndexRows::set_numbers(Ordinal row, const IndexSource& source) {
  const Asset& asset = source.asset;
  const VersionFacts& facts = source.version.facts;
  trashed[row] = asset.trashed ? 1 : 0;
  kind[row] = kind_index(asset.kind);
  status[row] = status_index(asset.status);
  rating[row] = static_cast<std::uint8_t>(std::clamp(asset.rating, 0, 5));
  color_label[row] = static_cast<std::uint8_t>(std::clamp(asset.color_label, 0, 7));
  created[row] = asset.created_at;
  updated[row] = asset.updated_at;
  const bool has_version = source.version.id.size() == 26;
  content[row] = static_cast<std::uint8_t>(facts.content);
  format[row] = format_index(has_version ? facts.format : std::string());
  const Profile own{kind[row], status[row], rating[row], format[row]};
  const auto [place, is_new] =
      profile_table_.try_emplace(profile_key(own), static_cast<std::uint32_t>(profiles.size()));
  if (is_new) {
    profiles.push_back(own);
  }
  profile[row] = place->second;
  triangles[row] = facts.triangles;
  vertices[row] = facts.vertices;
  materials[row] = static_cast<std::uint32_t>(clamped(facts.materials));
  animations[row] = static_cast<std::uint32_t>(clamped(facts.animations));
  for (std::size_t i = 0; i < 3; ++i) {
    size_mm[row][i] = clamped(facts.size_mm[i]);
  }
  missing[row] = static_cast<std::uint16_t>(std::clamp(source.missing_files, 0, 0xffff));
  verdict[row] = static_cast<std::uint8_t>(source.verdict);
  stale[row] = source.stale ? 1 : 0;
  version_number[row] = has_version ? source.version.number : 0;
  version_id[row] = {};
  if (has_version) {
    std::memcpy(version_id[row].data(), source.version.id.data(), 26);
  }
  manifest_hash[row] = has_version ? source.version.manifest_hash : ContentHash{};
  // The pool only grows, so that what was computed from it stays right.
  const auto same = [&] {
    bool equal = palette[row].count == facts.palette.size();
    for (std::uint32_t i = 0; equal && i < palette[row].count; ++i) {
      equal = palette_pool[palette[row].begin + i] == rgb_of(facts.palette[i]);
    }
    return equal;
  };
  if (!same()) {
    palette[row] = {static_cast<std::uint32_t>(palette_pool.size()),
                    static_cast<std::uint32_t>(facts.palette.size())};
    for (const std::string& color : facts.palette) {
      palette_pool.push_back(rgb_of(color));
    }
  }
  flags[row] = static_cast<std::uint8_t>(
      (asset.notes.empty() ? 0 : kHasNotes) | (has_version ? kHasVersion : 0) |
      (facts.palette.empty() ? 0 : kHasPalette) | (asset.tags.empty() ? 0 : kHasTag));
}

AssetSummary IndexRows::summary(Ordinal row) const {
  AssetSummary summary;
  summary.id.assign((*ids)[row].data(), 26);
  summary.number = number(row);
  summary.kind = kind_keys[kind[row]];
  summary.name_ko = name_ko(row);
  summary.name_en = name_en(row);
  summary.status = status_keys[status[row]];
  summary.rating = rating[row];
  summary.color_label = color_label[row];
  summary.trashed = trashed[row] != 0;
  for (std::uint32_t i = 0; i < labels[row].count; ++i) {
    const Label& label = label_table[label_pool[labels[row].begin + i]];
    if (label.field < 0) {
      summary.tags.push_back(label.key);
    }
  }
  summary.created_at = created[row];
  summary.updated_at = updated[row];
  if (version_number[row] != 0) {
    summary.version_id.assign(version_id[row].data(), 26);
  }
  summary.version_number = version_number[row];
  summary.manifest_hash = manifest_hash[row];
  summary.content = static_cast<VersionContent>(content[row]);
  summary.format = formats[format[row]];
  summary.triangles = triangles[row];
  summary.size_mm = {size_mm[row][0], size_mm[row][1], size_mm[row][2]};
  summary.missing_files = missing[row];
  summary.verdict = static_cast<Verdict>(verdict[row]);
  summary.stale = stale[row] != 0;
  return summary;
}

}  // namespace bandaji
