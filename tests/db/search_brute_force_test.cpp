// The index against a slow and simple reading of the same rules (docs/search.md).
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "catalog_fixture.h"
#include "db/fields.h"
#include "db/search.h"
#include "db/search_text.h"
#include "db/studio_vocabulary.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

const std::vector<std::string> kWords = {
    "저고리", "치마", "붉은", "푸른",   "곤룡포",  "갓",   "도포",  "한복",   "값비싼", "닭",
    "왕세자", "당의", "까치", "홍룡포", "꽃신",    "Red",  "skirt", "JACKET", "hanbok", "gat",
    "v2",     "C-12", "笠",   "唐衣",   "chogori", "2026", "해",    "옷",     "a",      "단령",
};
const std::vector<std::string> kTags = {"대여", "협찬",         "1회",      "야간 촬영",
                                        "hero", "Stunt double", "한복 공방"};

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    if (std::string(" \t\n_/;,()[]").find(c) != std::string::npos) {
      if (!keystrokes(word).empty()) {
        words.push_back(word);
      }
      word.clear();
    } else {
      word += c;
    }
  }
  return words;
}

bool latin(const std::string& keys) {
  bool letter = false;
  for (const char c : keys) {
    letter = letter || (c >= 'a' && c <= 'z');
    if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
      return false;
    }
  }
  return letter;
}

bool lone_consonants(const std::string& word) {
  const std::string keys = keystrokes(word);
  return std::all_of(keys.begin(), keys.end(), [](char key) { return key >= 1 && key <= 19; });
}

bool hangul(const std::string& word) {
  const std::string keys = keystrokes(word);
  return std::any_of(keys.begin(), keys.end(), [](char key) { return key >= 1 && key <= 19; });
}

bool contains(const std::string& text, const std::string& part) {
  return part.size() == 1 ? text.starts_with(part) : text.find(part) != std::string::npos;
}

// Whether one word of a query is met by one word of a text.
bool meets_word(const std::string& query, const std::string& word, bool literal) {
  const std::string keys = keystrokes(query);
  if (contains(keystrokes(word), keys)) {
    return true;
  }
  if (literal) {
    return false;
  }
  if (lone_consonants(query)) {
    return hangul(word) && contains(initials(word), keys);
  }
  if (!latin(keys)) {
    return false;
  }
  if (hangul(word) && contains(keystrokes(romanize(word)), keys)) {
    return true;
  }
  if (keys.size() < 3) {
    return false;
  }
  const bool sounds = keys.find_first_of("aeiouwy") != std::string::npos;
  const std::string folded = fold_romanized(query);
  const std::string own = fold_romanized(hangul(word) ? keystrokes(romanize(word)) : word);
  if (sounds && (folded.size() < 3 ? own.starts_with(folded) : own.find(folded) != std::string::npos)) {
    return true;
  }
  const std::string korean = keystrokes(from_wrong_keyboard(query));
  return !korean.empty() && keystrokes(word).find(korean) != std::string::npos;
}

// Two words or more, from the beginning of one on.
bool spans(const std::vector<std::string>& words, std::string wanted, bool by_initials) {
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::string rest = wanted;
    for (std::size_t at = first; at < words.size(); ++at) {
      const std::string word =
          by_initials ? (hangul(words[at]) ? initials(words[at]) : "") : keystrokes(words[at]);
      if (rest.size() <= word.size()) {
        if (at > first && word.starts_with(rest)) {
          return true;
        }
        break;
      }
      if (word.empty() || !rest.starts_with(word)) {
        break;
      }
      rest = rest.substr(word.size());
    }
  }
  return false;
}

bool meets_text(const std::string& query, const std::string& text, bool literal) {
  const auto words = words_of(text);
  if (std::any_of(words.begin(), words.end(),
                  [&](const std::string& word) { return meets_word(query, word, literal); })) {
    return true;
  }
  if (spans(words, keystrokes(query), false)) {
    return true;
  }
  if (literal) {
    return false;
  }
  if (lone_consonants(query) && spans(words, keystrokes(query), true)) {
    return true;
  }
  const std::string keys = keystrokes(query);
  const std::string korean = latin(keys) && keys.size() >= 3 ? keystrokes(from_wrong_keyboard(query)) : "";
  return !korean.empty() && spans(words, korean, false);
}

// Labels are also one word: "야간촬영", and that as any word.
bool meets_label(const std::string& query, const std::string& label, bool literal) {
  const auto words = words_of(label);
  std::string whole;
  for (const std::string& word : words) {
    whole += word;
    if (meets_word(query, word, literal)) {
      return true;
    }
  }
  return words.size() > 1 && meets_word(query, whole, literal);
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : text + ";") {
    if (c == ';') {
      parts.push_back(part);
      part.clear();
    } else {
      part += c;
    }
  }
  return parts;
}

std::string without_parentheses(const std::string& text) {
  const auto at = text.find('(');
  return at == std::string::npos
             ? text
             : text.substr(0, at) + text.substr(std::min(text.find(')', at), text.size() - 1) + 1);
}

// A term is also what the terms above it are: a lined jeogori is a jeogori.
bool meets_term(const Vocabulary& vocabulary, const std::string& query, const std::string& key, bool literal,
                bool one_word) {
  std::vector<std::string> labels;
  for (const Term* term = vocabulary.find(key); term;
       term = vocabulary.find(term->merged_into.empty() ? term->parent : term->merged_into)) {
    labels.insert(labels.end(), {std::string(term->ko), without_parentheses(std::string(term->en))});
    for (const std::string& alias : split(std::string(term->aliases))) {
      labels.push_back(alias);
    }
  }
  return std::any_of(labels.begin(), labels.end(), [&](const std::string& label) {
    if (one_word) {
      return meets_label(query, label, literal);
    }
    const auto words = words_of(label);
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return meets_word(query, word, literal); });
  });
}

// As typed, from two keys on.
bool meets_number(const std::string& query, const std::string& number) {
  const std::string keys = keystrokes(query);
  const auto words = words_of(number);
  return keys.size() > 1 && std::any_of(words.begin(), words.end(), [&](const std::string& word) {
           return keystrokes(word).find(keys) != std::string::npos;
         });
}

bool meets_asset(const Vocabulary& vocabulary, const std::string& query, const Asset& asset,
                 const std::string& file, bool literal) {
  std::vector<std::string> texts = {asset.name_ko, asset.name_en, asset.romanized, file};
  for (const std::string& alias : split(asset.aliases)) {
    texts.push_back(alias);
  }
  for (const auto& [key, value] : asset.fields) {
    const FieldDefinition* field = find_field(key);
    if (field->type == FieldType::Text || field->type == FieldType::Person) {
      texts.push_back(value);
    }
    if (field->type == FieldType::Choice || field->type == FieldType::Choices) {
      for (const std::string& term : split(value)) {
        if (meets_term(vocabulary, query, term, literal, true)) {
          return true;
        }
      }
    }
  }
  if (std::any_of(texts.begin(), texts.end(),
                  [&](const std::string& text) { return meets_text(query, text, literal); })) {
    return true;
  }
  if (std::any_of(asset.tags.begin(), asset.tags.end(),
                  [&](const std::string& tag) { return meets_label(query, tag, literal); })) {
    return true;
  }
  if (meets_term(vocabulary, query, asset.kind, literal, false) ||
      meets_term(vocabulary, query, asset.status, literal, false)) {
    return true;
  }
  if (meets_number(query, asset.number)) {
    return true;
  }
  const std::string keys = keystrokes(query);
  const auto notes = words_of(asset.notes);
  if (keys.size() > 1 && (literal || !lone_consonants(query)) &&
      std::any_of(notes.begin(), notes.end(),
                  [&](const std::string& word) { return keystrokes(word).starts_with(keys); })) {
    return true;
  }
  return literal && spans(notes, keys, false);
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t count) { return engine_() % count; }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
  template <class T>
  const T& of(const std::vector<T>& list) {
    return list[below(list.size())];
  }
  std::string text(std::size_t most) {
    std::string text;
    for (std::size_t i = below(most + 1); i > 0; --i) {
      static const std::vector<std::string> kSeparators = {" ", " ", " ", "_", "-", ", "};
      text += (text.empty() ? "" : of(kSeparators)) + of(kWords);
    }
    return text;
  }
  std::string key(std::string_view facet) {
    const auto terms = Vocabulary::shipped().facet(facet);
    return std::string(terms[below(std::min<std::size_t>(terms.size(), 12))].key);
  }

 private:
  std::mt19937 engine_;
};

// Part of a text by whole characters, as somebody types it.
std::string part_of(Random& random, const std::string& text) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
      starts.push_back(i);
    }
  }
  if (starts.empty()) {
    return text;
  }
  const std::size_t from = random.chance(2) ? 0 : random.below(starts.size());
  const std::size_t to = from + 1 + random.below(starts.size() - from);
  return text.substr(starts[from], (to < starts.size() ? starts[to] : text.size()) - starts[from]);
}

std::string typed(Random& random) {
  std::string word = random.of(kWords);
  switch (random.below(8)) {
    case 0:
      word = random.of(kWords) + random.of(kWords);
      break;
    case 1:
      return romanize(part_of(random, word));
    case 2: {
      static const std::vector<std::string> kInitials = {"ㄱ",       "ㅈㄱㄹ", "ㄱㄹㅍ", "ㅊㅁ",    "ㅎㅂ",
                                                         "ㅂㅇㅈㄱ", "ㄲ",     "ㅊ",     "ㅂㅇㅊㅁ"};
      return random.of(kInitials);
    }
    case 3: {
      static const std::vector<std::string> kHalf = {"저골",   "한ㅂ",   "왕ㅅ", "값",   "갑",   "달",   "다",
                                                     "wjrhfl", "gksqhr", "rkt",  "승인", "의상", "draft"};
      return random.of(kHalf);
    }
    case 4:
      word = random.of(kTags);
      break;
    default:
      break;
  }
  word = part_of(random, word);
  std::replace(word.begin(), word.end(), ' ', 'x');
  return word;
}

// A new term that something gets, other names, a merge, a retirement, a status by another name.
Result<Change> change_of_vocabulary(Random& random, const Catalog& catalog) {
  static const std::vector<std::string> kFacets = {"asset_kind", "status", "fabric", "era"};
  const std::string facet = random.of(kFacets);
  const auto vocabulary = catalog.vocabulary();
  const auto terms = vocabulary->facet(facet);
  const auto any = [&] {
    return std::string(terms[random.below(std::min<std::size_t>(terms.size(), 12))].key);
  };
  switch (random.below(5)) {
    case 0: {
      StudioTerm term;
      term.facet = facet;
      term.ko = random.of(kWords);
      term.key = new_term_key(term, *vocabulary);
      term.hanja = "新";
      term.parent = random.chance(2) ? any() : "";
      auto change = add_term(catalog, term);
      const std::string field = facet == "asset_kind" ? "kind" : facet;
      if (change) {
        EXPECT_TRUE(catalog.for_each_asset([&](const Asset& asset) {
          if (random.chance(9)) {
            change->edits.push_back(SetField{asset.id, field, term.key});
          }
        }));
      }
      return change;
    }
    case 1:
      return edit_term(catalog, any(), {{"aliases", random.of(kWords) + ";" + random.of(kWords)}});
    case 2:
      return retire_term(catalog, any(), random.chance(2));
    case 3:
      return edit_term(catalog, "st_draft", {{"ko", random.of(kWords)}});
    default: {
      const std::string from = any(), into = any();
      if (vocabulary->find(into)->is_offered() && !vocabulary->is_within(into, from)) {
        return merge_terms(catalog, from, into);
      }
      return edit_term(catalog, from, {{"aliases", ""}});
    }
  }
}

struct Expected {
  std::set<Id> ids;
  std::map<std::string, std::map<std::string, std::int64_t>> facets;
};

TEST_F(CatalogTest, TheIndexFindsAndCountsWhatASlowReadingDoes) {
  Random random(5);
  std::vector<Id> added;
  Change change;
  for (int i = 0; i < 220; ++i) {
    Asset asset = named(random.text(3));
    asset.name_en = random.chance(2) ? random.text(2) : "";
    if (keystrokes(asset.name_ko + asset.name_en).empty()) {
      asset.name_ko = "옷";
    }
    asset.kind = random.key("asset_kind");
    asset.status = random.key("status");
    asset.romanized = random.chance(5) ? "jeogori chima" : "";
    asset.aliases = random.chance(4) ? random.of(kWords) + ";" + random.text(2) : "";
    asset.notes = random.chance(3) ? random.text(8) : "";
    asset.rating = static_cast<int>(random.below(6));
    asset.trashed = random.chance(9);
    for (const std::string& tag : kTags) {
      if (random.chance(4)) {
        asset.tags.push_back(tag);
      }
    }
    if (random.chance(3)) {
      asset.fields["fabric"] = random.key("fabric") + ";" + random.key("fabric");
    }
    if (random.chance(3)) {
      asset.fields["era"] = random.key("era");
    }
    if (random.chance(4)) {
      asset.fields["character"] = random.of(kWords);
    }
    if (random.chance(3)) {
      asset.fields["cost"] = std::to_string(random.below(10) * 1000);
    }
    std::vector<AssetVersion> versions;
    if (!random.chance(4)) {
      AssetVersion version = version_of("dir/" + random.of(kWords) + "_" + random.of(kWords) + ".glb");
      version.facts.triangles = static_cast<std::int64_t>(random.below(5) * 1000);
      version.facts.format = random.chance(2) ? "OBJ" : "glTF 2.0";
      versions.push_back(version);
    }
    added.push_back(asset.id);
    change.edits.push_back(AddAsset{asset, versions});
  }
  ASSERT_TRUE(catalog.apply(change));
  auto index = AssetIndex::build(catalog);
  ASSERT_TRUE(index);

  int with_hits = 0;
  for (int round = 0; round < 600; ++round) {
    if (round % 50 == 25) {  // The index lives on through edits.
      const Id& id = random.of(added);
      ASSERT_TRUE(
          catalog.apply({{SetField{id, "name_ko", "새 " + random.of(kWords)}, SetField{id, "rating", "2"},
                          SetTags{random.of(added), {random.of(kTags)}, {random.of(kTags)}},
                          SetTrashed{random.of(added), random.chance(2)},
                          SetField{random.of(added), "kind", random.key("asset_kind")}},
                         "",
                         ""}));
      ASSERT_TRUE(*index->follow(catalog));
    }
    if (round % 40 == 10) {  // And through what the studio makes of the vocabulary.
      const auto of_terms = change_of_vocabulary(random, catalog);
      ASSERT_TRUE(of_terms) << of_terms.error().message;
      const auto inverse = catalog.apply(*of_terms);
      ASSERT_TRUE(inverse) << inverse.error().message;
      ASSERT_TRUE(*index->follow(catalog));
      if (random.chance(3)) {
        ASSERT_TRUE(catalog.apply(*inverse));
        ASSERT_TRUE(*index->follow(catalog));
      }
    }
    const auto vocabulary = catalog.vocabulary();
    if (round % 100 == 60) {  // And through being closed and opened: from what the first time kept.
      index = AssetIndex::open(catalog, folder() / "kept.index", 1);
      ASSERT_TRUE(index);
    }
    struct Word {
      std::string text;
      bool negated;
      bool literal;
    };
    std::vector<Word> words;
    std::string query;
    for (std::size_t i = random.below(3); i > 0; --i) {
      Word word{typed(random), random.chance(6), random.chance(6)};
      if (word.text.find_first_of("\"-:<>= ") != std::string::npos) {
        continue;
      }
      query += (word.negated ? "-" : "") + (word.literal ? "\"" + word.text + "\"" : word.text) + " ";
      words.push_back(word);
    }
    std::string kind;
    std::string tag;
    std::int64_t rating = -1;
    std::int64_t cost = -1;
    if (random.chance(4)) {
      kind = random.key("asset_kind");
      query += "kind:" + std::string(kind_short_name(kind)) + " ";
    }
    if (random.chance(4)) {
      tag = random.of(kTags);
      query += "-tag:\"" + tag + "\" ";
    }
    if (random.chance(4)) {
      rating = static_cast<std::int64_t>(random.below(6));
      query += "rating>=" + std::to_string(rating) + " ";
    }
    if (random.chance(6)) {
      cost = static_cast<std::int64_t>(random.below(10) * 1000);
      query += "cost<" + std::to_string(cost) + " ";
    }

    Expected expected;
    ASSERT_TRUE(catalog.for_each_asset([&](const Asset& asset) {
      const auto versions = catalog.current_versions(std::span(&asset.id, 1));
      std::string file = versions.empty() ? "" : versions[0].main_file;
      file = file.substr(file.rfind('/') + 1);
      bool found = !asset.trashed;
      for (const Word& word : words) {
        bool met = true;
        for (const std::string& part :
             word.literal ? std::vector<std::string>{word.text} : words_of(word.text)) {
          met =
              met && (keystrokes(part).empty() || meets_asset(*vocabulary, part, asset, file, word.literal));
        }
        found = found && (keystrokes(word.text).empty() || met != word.negated);
      }
      found = found && (kind.empty() || vocabulary->is_within(asset.kind, vocabulary->current(kind)));
      found =
          found && (tag.empty() || std::find(asset.tags.begin(), asset.tags.end(), tag) == asset.tags.end());
      found = found && asset.rating >= rating;
      found = found &&
              (cost < 0 || (asset.fields.contains("cost") && std::stoll(asset.fields.at("cost")) < cost));
      if (!found) {
        return;
      }
      expected.ids.insert(asset.id);
      ++expected.facets["kind"][asset.kind];
      ++expected.facets["status"][asset.status];
      ++expected.facets["rating"][std::to_string(asset.rating)];
      for (const std::string& one : asset.tags) {
        ++expected.facets["tag"][one];
      }
      if (!versions.empty()) {
        ++expected.facets["format"][versions[0].facts.format];
      }
      for (const char* field : {"fabric", "era"}) {
        if (asset.fields.contains(field)) {
          for (const std::string& key : split(asset.fields.at(field))) {
            ++expected.facets[field][key];
          }
        }
      }
    }));

    const auto sort = static_cast<SortField>(random.below(10));
    const SearchResult result = index->search({query, sort, random.chance(2)});
    const std::vector<Id> ids = result.ids;
    const std::set<Id> found(ids.begin(), ids.end());
    with_hits += found.empty() ? 0 : 1;
    ASSERT_EQ(found.size(), ids.size()) << query;
    for (const Id& id : expected.ids) {
      ASSERT_TRUE(found.contains(id))
          << query << " should find " << catalog.asset(id)->name_ko << " / " << catalog.asset(id)->name_en;
    }
    for (const Id& id : found) {
      ASSERT_TRUE(expected.ids.contains(id))
          << query << " should not find " << catalog.asset(id)->name_ko << " / " << catalog.asset(id)->name_en
          << " " << catalog.asset(id)->number;
    }
    std::map<std::string, std::map<std::string, std::int64_t>> facets;
    for (const Facet& facet : result.facets) {
      for (const FacetValue& value : facet.values) {
        if (value.count > 0) {
          facets[facet.key][value.key] = value.count;
        }
      }
    }
    ASSERT_EQ(facets, expected.facets) << query;
    // Every hit shows what made it a hit, as far as it is in the name.
    for (const Id& id : ids) {
      const AssetSummary* summary = index->summary(id);
      ASSERT_TRUE(summary);
      for (const auto& [from, to] : match_ranges(summary->name_ko, query)) {
        ASSERT_LT(from, to);
        ASSERT_LE(to, summary->name_ko.size());
      }
    }
  }
  EXPECT_GT(with_hits, 300) << "the queries are meant to find things";
}

TEST_F(CatalogTest, NoTextThatCanBeTypedMakesSearchFail) {
  Change change;
  Random random(17);
  for (int i = 0; i < 20; ++i) {
    Asset asset = named("옷 " + random.text(3));
    asset.tags = {random.of(kTags)};
    change.edits.push_back(AddAsset{asset, {version_of("a.glb")}});
  }
  ASSERT_TRUE(catalog.apply(change));
  auto index = AssetIndex::build(catalog);
  ASSERT_TRUE(index);
  static const std::vector<std::string> kPieces = {
      "\"",
      "-",
      ":",
      "<",
      ">",
      "=",
      ">=",
      "..",
      "~",
      "#",
      "*",
      "(",
      ")",
      "[",
      "'",
      ";",
      ",",
      "%",
      "\\",
      "\n",
      "\t",
      " ",
      " ",
      "kind",
      "tag",
      "status",
      "color",
      "rating",
      "tris",
      "in",
      "before",
      "after",
      "height",
      "fabric",
      "missing",
      "stale",
      "저고리",
      "ㄱㄹㅍ",
      "값",
      "ㄳ",
      "ㅏ",
      "\u1112\u1161",
      "笠",
      "é",
      "ﷺ",
      "\U0001F600",
      "\xff",
      "\xed\xa0\x80",
      "2026-13-99",
      "99999999999999999999999",
      "1e400",
      "nan",
      "-0",
      "#gg",
      "#aabbcc",
      "OR",
      "NOT",
      "NULL",
      "DROP TABLE asset;",
      "a",
      "B",
      "wjrhfl",
      "한",
      "ﾡ",
      "\u200b",
      "\u202e",
      std::string(1, '\0'),
      "yes",
      "all",
      "trash",
  };
  int with_problems = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string query;
    for (std::size_t i = random.below(9); i > 0; --i) {
      if (random.chance(12)) {
        query += static_cast<char>(random.below(256));
      } else {
        query += random.of(kPieces);
      }
    }
    const SearchResult result = index->search({query, static_cast<SortField>(random.below(10))});
    ASSERT_LE(result.ids.size(), 20U);
    for (const QueryProblem& problem : result.problems) {
      ASSERT_LE(problem.position + problem.length, query.size());
      ASSERT_FALSE(problem.message_ko.empty());
    }
    with_problems += result.problems.empty() ? 0 : 1;
    if (round % 50 == 0) {
      match_ranges("붉은 저고리 v2", query);
    }
  }
  EXPECT_GT(with_problems, 10'000);
  const SearchResult long_one = index->search({std::string(1'000'000, 'a')});
  EXPECT_EQ(long_one.problems.size(), 1U);
  EXPECT_EQ(index->search({std::string(5000, '"')}).searched, 20);
}

}  // namespace
}  // namespace bandaji
