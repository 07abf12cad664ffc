#include "db/query.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "assets/text.h"
#include "db/query_values.h"
#include "db/search_text.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

// Longer input is not typed by a person.
constexpr std::size_t kMaxBytes = 4096;
constexpr std::size_t kMaxWords = 32;

struct Token {
  std::size_t start = 0;  // With the minus, if any.
  std::size_t end = 0;
  bool negated = false;
  std::string key;    // Before the operator; empty for a word.
  std::string op;     // ":", ">", ">=", "<", "<=", "=".
  std::string value;  // The word or the value, without quotes.
  bool quoted = false;
  bool unclosed = false;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_operator(char c) {
  return c == ':' || c == '<' || c == '>' || c == '=';
}

// Reads up to the closing quote; `at` stands behind the opening one.
std::string read_quoted(std::string_view text, std::size_t& at, bool& unclosed) {
  const std::size_t end = text.find('"', at);
  unclosed = end == std::string_view::npos;
  const std::string value(text.substr(at, unclosed ? std::string_view::npos : end - at));
  at = unclosed ? text.size() : end + 1;
  return value;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    Token token;
    token.start = at;
    if (text[at] == '-' && at + 1 < text.size() && !is_blank(text[at + 1])) {
      token.negated = true;
      ++at;
    }
    if (text[at] == '"') {
      ++at;
      token.value = read_quoted(text, at, token.unclosed);
      token.quoted = true;
    } else {
      std::size_t end = at;
      while (end < text.size() && !is_blank(text[end]) && text[end] != '"' && !is_operator(text[end])) {
        ++end;
      }
      if (end < text.size() && end > at && is_operator(text[end])) {
        token.key = text.substr(at, end - at);
        token.op = text[end++];
        if (token.op != ":" && token.op != "=" && end < text.size() && text[end] == '=') {
          token.op += text[end++];
        }
        if (end < text.size() && text[end] == '"') {
          ++end;
          token.value = read_quoted(text, end, token.unclosed);
          token.quoted = true;
        } else {
          const std::size_t value = end;
          while (end < text.size() && !is_blank(text[end])) {
            ++end;
          }
          token.value = text.substr(value, end - value);
        }
        at = end;
      } else {
        while (end < text.size() && !is_blank(text[end]) && text[end] != '"') {
          ++end;
        }
        token.value = text.substr(at, end - at);
        at = end;
      }
    }
    token.end = at;
    token.key = to_nfc(token.key);  // The position stays that of the text as given.
    token.value = to_nfc(token.value);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

enum class Shape : std::uint8_t {
  Terms,
  Tag,
  Count,
  Length,
  YesNo,
  Color,
  Text,
  Time,
  In,
  Place,
  Before,
  After,
  Has
};

struct KeyWord {
  std::string_view name;
  Shape shape;
  Subject subject = Subject::Kind;
  std::uint8_t places = kAnywhere;
};

constexpr std::array kKeyWords = {
    KeyWord{"kind", Shape::Terms, Subject::Kind},
    KeyWord{"종류", Shape::Terms, Subject::Kind},
    KeyWord{"status", Shape::Terms, Subject::Status},
    KeyWord{"상태", Shape::Terms, Subject::Status},
    KeyWord{"tag", Shape::Tag, Subject::Tag},
    KeyWord{"태그", Shape::Tag, Subject::Tag},
    KeyWord{"collection", Shape::Text, Subject::Collection},
    KeyWord{"모음", Shape::Text, Subject::Collection},
    KeyWord{"rating", Shape::Count, Subject::Rating},
    KeyWord{"stars", Shape::Count, Subject::Rating},
    KeyWord{"별점", Shape::Count, Subject::Rating},
    KeyWord{"평점", Shape::Count, Subject::Rating},
    KeyWord{"label", Shape::Count, Subject::Label},
    KeyWord{"라벨", Shape::Count, Subject::Label},
    KeyWord{"tris", Shape::Count, Subject::Triangles},
    KeyWord{"triangles", Shape::Count, Subject::Triangles},
    KeyWord{"삼각형", Shape::Count, Subject::Triangles},
    KeyWord{"vertices", Shape::Count, Subject::Vertices},
    KeyWord{"정점", Shape::Count, Subject::Vertices},
    KeyWord{"materials", Shape::Count, Subject::Materials},
    KeyWord{"재질", Shape::Count, Subject::Materials},
    KeyWord{"animations", Shape::Count, Subject::Animations},
    KeyWord{"애니메이션", Shape::Count, Subject::Animations},
    KeyWord{"size", Shape::Length, Subject::Largest},
    KeyWord{"크기", Shape::Length, Subject::Largest},
    KeyWord{"width", Shape::Length, Subject::Width},
    KeyWord{"너비", Shape::Length, Subject::Width},
    KeyWord{"height", Shape::Length, Subject::Height},
    KeyWord{"높이", Shape::Length, Subject::Height},
    KeyWord{"depth", Shape::Length, Subject::Depth},
    KeyWord{"깊이", Shape::Length, Subject::Depth},
    KeyWord{"version", Shape::Count, Subject::Version},
    KeyWord{"버전", Shape::Count, Subject::Version},
    KeyWord{"missing", Shape::YesNo, Subject::Missing},
    KeyWord{"누락", Shape::YesNo, Subject::Missing},
    KeyWord{"stale", Shape::YesNo, Subject::Stale},
    KeyWord{"재확인", Shape::YesNo, Subject::Stale},
    KeyWord{"color", Shape::Color, Subject::Color},
    KeyWord{"colour", Shape::Color, Subject::Color},
    KeyWord{"색", Shape::Color, Subject::Color},
    KeyWord{"색상", Shape::Color, Subject::Color},
    KeyWord{"format", Shape::Text, Subject::Format},
    KeyWord{"형식", Shape::Text, Subject::Format},
    KeyWord{"content", Shape::Text, Subject::Content},
    KeyWord{"내용", Shape::Text, Subject::Content},
    KeyWord{"verdict", Shape::Text, Subject::Verdict},
    KeyWord{"decision", Shape::Text, Subject::Verdict},
    KeyWord{"결정", Shape::Text, Subject::Verdict},
    KeyWord{"created", Shape::Time, Subject::Created},
    KeyWord{"등록", Shape::Time, Subject::Created},
    KeyWord{"updated", Shape::Time, Subject::Updated},
    KeyWord{"수정", Shape::Time, Subject::Updated},
    KeyWord{"before", Shape::Before, Subject::Updated},
    KeyWord{"이전", Shape::Before, Subject::Updated},
    KeyWord{"after", Shape::After, Subject::Updated},
    KeyWord{"이후", Shape::After, Subject::Updated},
    KeyWord{"in", Shape::In},
    KeyWord{"범위", Shape::In},
    KeyWord{"has", Shape::Has, Subject::Has},
    KeyWord{"있음", Shape::Has, Subject::Has},
    KeyWord{"name", Shape::Place, Subject::Kind, kInNames},
    KeyWord{"이름", Shape::Place, Subject::Kind, kInNames},
    KeyWord{"alias", Shape::Place, Subject::Kind, kInAliases},
    KeyWord{"별칭", Shape::Place, Subject::Kind, kInAliases},
    KeyWord{"number", Shape::Place, Subject::Kind, kInNumber},
    KeyWord{"번호", Shape::Place, Subject::Kind, kInNumber},
    KeyWord{"file", Shape::Place, Subject::Kind, kInFile},
    KeyWord{"파일", Shape::Place, Subject::Kind, kInFile},
    KeyWord{"notes", Shape::Place, Subject::Kind, kInNotes},
    KeyWord{"메모", Shape::Place, Subject::Kind, kInNotes},
};

// Labels as a key without blanks: "garment type", "garment-type" and "Garment_Type" are one.
std::string plain_key(std::string_view key) {
  std::string plain = to_lower_ascii(key);
  plain.erase(
      std::remove_if(plain.begin(), plain.end(), [](char c) { return c == ' ' || c == '-' || c == '_'; }),
      plain.end());
  return plain;
}

const FieldDefinition* field_named(std::string_view key) {
  if (const FieldDefinition* field = find_field(to_lower_ascii(key))) {
    return field;
  }
  const std::string wanted = plain_key(key);
  for (const FieldDefinition& field : all_fields()) {
    if (plain_key(field.ko) == wanted || plain_key(field.en) == wanted || plain_key(field.key) == wanted) {
      return &field;
    }
  }
  return nullptr;
}

std::vector<std::string> list_items(const Token& token) {
  std::vector<std::string> items;
  if (token.quoted) {
    items.push_back(token.value);
    return items;
  }
  for (std::size_t start = 0; start <= token.value.size();) {
    const std::size_t end = std::min(token.value.find(',', start), token.value.size());
    if (end > start) {
      items.push_back(token.value.substr(start, end - start));
    }
    start = end + 1;
  }
  return items;
}

// The terms people mean by a name; while it is still being typed, all that contain it.
std::vector<std::string> terms_named(std::string_view facet, std::string_view name,
                                     const Vocabulary& vocabulary) {
  std::string_view exact;
  if (facet == "asset_kind") {
    exact = kind_from_name(name, vocabulary);
  } else if (facet == "status") {
    exact = status_from_name(name, vocabulary);
  } else if (const Term* term = find_term(facet, name, vocabulary)) {
    exact = term->key;
  }
  if (!exact.empty()) {
    return {std::string(vocabulary.current(exact))};  // A query kept from before a merge finds what is now.
  }
  std::vector<std::string> found;
  const std::string keys = keystrokes(name);
  if (keys.empty()) {
    return found;
  }
  for (const Term& term : vocabulary.facet(facet)) {
    const std::string_view shown = facet == "asset_kind" ? kind_short_name(term.key)
                                   : facet == "status"   ? status_short_name(term.key)
                                                         : bare_key(term.key);
    for (const std::string_view label : {term.ko, term.en, term.aliases, shown}) {
      if (keystrokes(label).find(keys) != std::string::npos) {
        found.emplace_back(term.key);
        break;
      }
    }
  }
  return found;
}

struct NamedValue {
  std::string_view name;
  std::string_view value;
};

constexpr std::array kContents = {NamedValue{"model", "model"},    NamedValue{"모델", "model"},
                                  NamedValue{"image", "image"},    NamedValue{"이미지", "image"},
                                  NamedValue{"사진", "image"},     NamedValue{"attachment", "attachment"},
                                  NamedValue{"첨부", "attachment"}};
constexpr std::array kVerdicts = {NamedValue{"requested", "requested"},
                                  NamedValue{"요청", "requested"},
                                  NamedValue{"approved", "approved"},
                                  NamedValue{"승인", "approved"},
                                  NamedValue{"conditions", "conditions"},
                                  NamedValue{"조건부", "conditions"},
                                  NamedValue{"changes", "changes"},
                                  NamedValue{"수정", "changes"},
                                  NamedValue{"rejected", "rejected"},
                                  NamedValue{"반려", "rejected"},
                                  NamedValue{"hold", "hold"},
                                  NamedValue{"보류", "hold"},
                                  NamedValue{"none", "none"},
                                  NamedValue{"없음", "none"}};
constexpr std::array kHas = {
    NamedValue{"notes", "notes"},     NamedValue{"메모", "notes"},      NamedValue{"tag", "tag"},
    NamedValue{"태그", "tag"},        NamedValue{"version", "version"}, NamedValue{"버전", "version"},
    NamedValue{"palette", "palette"}, NamedValue{"색", "palette"},      NamedValue{"decision", "decision"},
    NamedValue{"결정", "decision"},   NamedValue{"rating", "rating"},   NamedValue{"별점", "rating"}};

template <std::size_t N>
std::string_view value_named(const std::array<NamedValue, N>& table, std::string_view name) {
  const std::string lower = to_lower_ascii(name);
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const NamedValue& entry) { return entry.name == lower; });
  return found == table.end() ? std::string_view() : found->value;
}

class Parser {
 public:
  Parser(std::string_view text, const Vocabulary& vocabulary, std::span<const CustomField> own)
      : text_(text), vocabulary_(vocabulary), own_(own) {}

  ParsedQuery run() {
    for (const Token& token : tokens_of(text_)) {
      if (token.unclosed) {
        problem(token, "닫는 따옴표가 없습니다.", "The closing quotation mark is missing.");
      }
      if (token.key.empty()) {
        word(token, token.value, token.quoted, kAnywhere);
      } else {
        keyed(token);
      }
    }
    return std::move(query_);
  }

 private:
  void problem(const Token& token, std::string ko, std::string en) {
    query_.problems.push_back({token.start, token.end - token.start, std::move(ko), std::move(en)});
  }

  // The text of a token that is not understood is looked for like any other.
  void as_words(const Token& token, std::string ko, std::string en) {
    problem(token, std::move(ko), std::move(en));
    word(token, token.key, false, kAnywhere);
    word(token, token.value, token.quoted, kAnywhere);
  }

  void word(const Token& token, std::string_view text, bool literal, std::uint8_t places) {
    if (keystrokes(text).empty()) {
      return;
    }
    if (query_.words.size() >= kMaxWords) {
      problem(token, "단어가 너무 많아 여기부터는 찾지 않습니다.",
              "Too many words; from here on they are not searched.");
      return;
    }
    query_.words.push_back({std::string(text), token.negated, literal, places});
  }

  void add(Condition condition, const Token& token) {
    condition.negated = token.negated;
    query_.conditions.push_back(std::move(condition));
  }

  // Completes `condition` with the numbers within `range`.
  void add_range(Condition condition, const std::optional<NumberRange>& range, const Token& token) {
    if (!range) {
      as_words(token, "숫자가 아닙니다.", "This is not a number.");
      return;
    }
    condition.low = range->low;
    condition.high = range->high;
    add(std::move(condition), token);
  }

  void add_range(Subject subject, const std::optional<NumberRange>& range, const Token& token) {
    Condition condition;
    condition.subject = subject;
    add_range(std::move(condition), range, token);
  }

  void add_dates(Condition condition, const std::string& op, const Token& token) {
    if (const auto range = parse_date(token.value)) {
      condition.is_date = true;
      add_range(std::move(condition), compared(op, *range), token);
    } else {
      as_words(token, "날짜는 2026-03-05처럼 씁니다.", "Write dates as 2026-03-05.");
    }
  }

  void add_terms(Subject subject, std::string_view facet, const Token& token, const FieldDefinition* field) {
    Condition condition;
    condition.subject = subject;
    condition.field = field;
    for (const std::string& item : list_items(token)) {
      const auto found = terms_named(facet, item, vocabulary_);
      if (found.empty()) {
        as_words(token, "'" + item + "' 값을 찾을 수 없습니다.", "There is no value \"" + item + "\".");
        return;
      }
      condition.values.insert(condition.values.end(), found.begin(), found.end());
    }
    add(std::move(condition), token);
  }

  template <std::size_t N>
  void add_named(Subject subject, const std::array<NamedValue, N>& table, const Token& token) {
    Condition condition;
    condition.subject = subject;
    for (const std::string& item : list_items(token)) {
      const std::string_view value = value_named(table, item);
      if (value.empty()) {
        as_words(token, "'" + item + "' 값을 찾을 수 없습니다.", "There is no value \"" + item + "\".");
        return;
      }
      condition.values.emplace_back(value);
    }
    add(std::move(condition), token);
  }

  void add_color(const Token& token) {
    // "#AA3311" or "#AA3311~15" with the distance that still counts.
    const std::size_t tilde = token.value.find('~');
    const auto rgb = parse_color(std::string_view(token.value).substr(0, tilde));
    if (!rgb) {
      const FieldDefinition* field = find_field("color");
      add_terms(Subject::ChoiceField, field->facet, token, field);
      return;
    }
    Condition condition;
    condition.subject = Subject::Color;
    condition.rgb = *rgb;
    if (tilde != std::string::npos) {
      const auto tolerance = parse_amount(std::string_view(token.value).substr(tilde + 1), false);
      if (!tolerance || *tolerance < 0 || *tolerance > 100) {
        problem(token, "색 차이는 0에서 100까지입니다.", "A color difference is from 0 to 100.");
      } else {
        condition.tolerance = *tolerance;
      }
    }
    add(std::move(condition), token);
  }

  void keyed(const Token& token) {
    const std::string lower = to_lower_ascii(token.key);
    const auto known = std::find_if(kKeyWords.begin(), kKeyWords.end(),
                                    [&](const KeyWord& entry) { return entry.name == lower; });
    const FieldDefinition* field = known == kKeyWords.end() ? field_named(token.key) : nullptr;
    const std::vector<const CustomField*> own =
        known == kKeyWords.end() && !field ? own_named(token.key) : std::vector<const CustomField*>();
    if (known == kKeyWords.end() && !field && own.empty()) {
      as_words(token, "'" + token.key + "' 검색 조건은 없습니다.",
               "There is no search key \"" + token.key + "\".");
      return;
    }
    if (keystrokes(token.value).empty()) {
      problem(token, "값을 입력하세요.", "A value is missing.");
      return;
    }
    if (field) {
      by_field(*field, token);
    } else if (!own.empty()) {
      by_own_field(own, token);
    } else {
      by_key(*known, token);
    }
  }

  // Several kinds may have a field that is called so.
  std::vector<const CustomField*> own_named(std::string_view key) const {
    const std::string wanted = plain_key(key);
    std::vector<const CustomField*> found;
    for (const CustomField& field : own_) {
      if (plain_key(field.name_ko) == wanted || plain_key(field.name_en) == wanted) {
        found.push_back(&field);
      }
    }
    return found;
  }

  // What sort of field the first is decides how the value is read.
  void by_own_field(const std::vector<const CustomField*>& fields, const Token& token) {
    const std::string& sort = fields.front()->sort;
    Condition condition;
    for (const CustomField* field : fields) {
      if (field->sort == sort) {
        condition.own.push_back(field->id);
      }
    }
    condition.subject = sort == "number" || sort == "date" ? Subject::NumberField : Subject::TextField;
    if (sort == "number") {
      add_range(std::move(condition), parse_amounts(token.op, token.value, false), token);
    } else if (sort == "date") {
      add_dates(std::move(condition), token.op, token);
    } else {
      condition.values = list_items(token);
      add(std::move(condition), token);
    }
  }

  void by_field(const FieldDefinition& field, const Token& token) {
    Condition condition;
    condition.field = &field;
    condition.subject = Subject::NumberField;
    switch (field.type) {
      case FieldType::Choice:
      case FieldType::Choices:
        add_terms(Subject::ChoiceField, field.facet, token, &field);
        return;
      case FieldType::Number:
      case FieldType::Money:
        add_range(std::move(condition), parse_amounts(token.op, token.value, field.unit == "mm"), token);
        return;
      case FieldType::Date:
        add_dates(std::move(condition), token.op, token);
        return;
      case FieldType::Text:
      case FieldType::Person:
      case FieldType::Url:
      case FieldType::LongText:
        break;
    }
    condition.subject = Subject::TextField;
    condition.values = list_items(token);
    add(std::move(condition), token);
  }

  void by_key(const KeyWord& key, const Token& token) {
    switch (key.shape) {
      case Shape::Terms:
        add_terms(key.subject, key.subject == Subject::Kind ? "asset_kind" : "status", token, nullptr);
        return;
      case Shape::Tag: {
        Condition condition;
        condition.subject = Subject::Tag;
        condition.values = list_items(token);
        add(std::move(condition), token);
        return;
      }
      case Shape::Count:
        add_range(key.subject, parse_amounts(token.op, token.value, false), token);
        return;
      case Shape::Length:
        if (key.subject == Subject::Largest && (token.op == ":" || token.op == "=") &&
            !parse_amounts(token.op, token.value, true)) {
          by_field(*find_field("garment_size"), token);  // size:M is the size on the label.
          return;
        }
        add_range(key.subject, parse_amounts(token.op, token.value, true), token);
        return;
      case Shape::YesNo: {
        const auto yes = parse_yes_no(token.value);
        if (!yes) {
          as_words(token, "yes 또는 no를 쓰세요.", "Write yes or no.");
          return;
        }
        Condition condition;
        condition.subject = key.subject;
        condition.values = {*yes ? "yes" : "no"};
        add(std::move(condition), token);
        return;
      }
      case Shape::Color:
        add_color(token);
        return;
      case Shape::Text:
        if (key.subject == Subject::Content) {
          add_named(key.subject, kContents, token);
        } else if (key.subject == Subject::Verdict) {
          add_named(key.subject, kVerdicts, token);
        } else {
          Condition condition;
          condition.subject = key.subject;
          condition.values = list_items(token);
          condition.position = token.start;
          condition.length = token.end - token.start;
          add(std::move(condition), token);
        }
        return;
      case Shape::Has:
        add_named(key.subject, kHas, token);
        return;
      case Shape::Time:
      case Shape::Before:
      case Shape::After: {
        Condition condition;
        condition.subject = key.subject;
        add_dates(std::move(condition),
                  key.shape == Shape::Before  ? "<"
                  : key.shape == Shape::After ? ">="
                                              : token.op,
                  token);
        return;
      }
      case Shape::In:
        in(token);
        return;
      case Shape::Place:
        if (token.quoted) {
          word(token, token.value, true, key.places);
        } else {
          for (const std::string& item : list_items(token)) {
            word(token, item, false, key.places);
          }
        }
        return;
    }
  }

  void in(const Token& token) {
    const std::string lower = to_lower_ascii(token.value);
    if (lower == "trash" || lower == "휴지통") {
      query_.trash = token.negated ? TrashScope::Without : TrashScope::Only;
    } else if (lower == "all" || lower == "전체") {
      query_.trash = TrashScope::Both;
    } else {
      as_words(token, "in:trash 또는 in:all을 쓰세요.", "Write in:trash or in:all.");
    }
  }

  std::string_view text_;
  const Vocabulary& vocabulary_;
  std::span<const CustomField> own_;
  ParsedQuery query_;
};

}  // namespace

ParsedQuery parse_query(std::string_view text, const Vocabulary& vocabulary,
                        std::span<const CustomField> own) {
  if (text.size() > kMaxBytes) {
    std::size_t cut = kMaxBytes;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) {
      --cut;
    }
    ParsedQuery query = Parser(text.substr(0, cut), vocabulary, own).run();
    query.problems.push_back({cut, text.size() - cut, "검색어가 너무 길어 여기부터는 찾지 않습니다.",
                              "The query is too long; from here on it is not searched."});
    return query;
  }
  return Parser(text, vocabulary, own).run();
}

double date_ms(std::string_view iso) {
  const auto range = parse_date(iso);
  return range ? range->low : std::numeric_limits<double>::quiet_NaN();
}

std::vector<SearchWord> marked_words(const ParsedQuery& query) {
  std::vector<SearchWord> words;
  std::copy_if(query.words.begin(), query.words.end(), std::back_inserter(words),
               [](const SearchWord& word) { return !word.negated; });
  return words;
}

}  // namespace bandaji
