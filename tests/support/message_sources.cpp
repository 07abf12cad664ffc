#include "tests/support/message_sources.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace bandaji::test {
namespace {

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Token {
  enum class Kind { Word, Text, Mark };
  Kind kind = Kind::Mark;
  std::string text;
  int line = 0;
  std::size_t partner = 0;  // Of a bracket: the other one.
  std::size_t opener = 0;   // The bracket that this stands in; 0 outside of all.
};

// C++ as far as it matters here: words, strings (neighbors joined) and marks, without comments and
// directives.
class Lexer {
 public:
  explicit Lexer(std::string_view code) : code_(code) {}

  std::vector<Token> run() {
    tokens_.push_back({});  // So that 0 is no bracket.
    while (at_ < code_.size()) step();
    match_brackets();
    return std::move(tokens_);
  }

 private:
  void step() {
    const char c = code_[at_];
    if (c == '\n') {
      ++line_;
      ++at_;
      new_line_ = true;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else if (code_.substr(at_).starts_with("//") || (c == '#' && new_line_)) {
      skip_line();
    } else if (code_.substr(at_).starts_with("/*")) {
      skip_to("*/");
    } else if (code_.substr(at_).starts_with("R\"")) {
      const std::size_t open = std::min(code_.find('(', at_), code_.size());
      skip_to(")" + std::string(code_.substr(at_ + 2, open - at_ - 2)) + "\"");
    } else if (c == '"') {
      string();
    } else if (c == '\'') {
      quoted();
    } else if (is_word_char(c)) {
      word();
    } else {
      tokens_.push_back({Token::Kind::Mark, std::string(1, c), line_});
      ++at_;
    }
    if (c != '\n' && c != ' ' && c != '\t') new_line_ = false;
  }

  void skip_line() {
    while (at_ < code_.size() && code_[at_] != '\n')
      at_ += code_[at_] == '\\' && at_ + 1 < code_.size() ? 2 : 1;
  }
  void skip_to(const std::string& end) {
    const std::size_t found = std::min(code_.find(end, at_ + 2), code_.size());
    const std::size_t stop = std::min(found + end.size(), code_.size());
    line_ += static_cast<int>(std::count(code_.begin() + static_cast<std::ptrdiff_t>(at_),
                                         code_.begin() + static_cast<std::ptrdiff_t>(stop), '\n'));
    at_ = stop;
  }
  std::string quoted() {
    const char quote = code_[at_++];
    std::string out;
    while (at_ < code_.size() && code_[at_] != quote) {
      if (code_[at_] == '\\' && at_ + 1 < code_.size()) {
        ++at_;
        out += code_[at_] == 'n' || code_[at_] == 't' ? ' ' : code_[at_];
      } else {
        out += code_[at_];
      }
      ++at_;
    }
    ++at_;
    return out;
  }
  void string() {
    const int line = line_;
    const std::string text = quoted();
    while (at_ < code_.size() && is_word_char(code_[at_])) ++at_;  // "…"sv
    if (tokens_.back().kind == Token::Kind::Text)
      tokens_.back().text += text;
    else
      tokens_.push_back({Token::Kind::Text, text, line});
  }
  void word() {
    const std::size_t start = at_;
    const bool number = code_[at_] >= '0' && code_[at_] <= '9';
    while (at_ < code_.size() && (is_word_char(code_[at_]) || (number && code_[at_] == '\''))) ++at_;
    tokens_.push_back({Token::Kind::Word, std::string(code_.substr(start, at_ - start)), line_});
  }
  void match_brackets() {
    std::vector<std::size_t> open;
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      Token& token = tokens_[i];
      const bool mark = token.kind == Token::Kind::Mark;
      if (mark && std::string_view(")]}").find(token.text[0]) != std::string_view::npos && !open.empty()) {
        tokens_[open.back()].partner = i;
        token.partner = open.back();
        open.pop_back();
      }
      token.opener = open.empty() ? 0 : open.back();
      if (mark && std::string_view("([{").find(token.text[0]) != std::string_view::npos) open.push_back(i);
    }
  }

  std::string_view code_;
  std::size_t at_ = 0;
  int line_ = 1;
  bool new_line_ = true;
  std::vector<Token> tokens_;
};

// "{:.1f}" becomes "{}".
std::string plain_gaps(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] != '{') continue;
    const std::size_t close = text.find('}', i);
    if (close == std::string_view::npos) continue;
    out += '}';
    i = close;
  }
  return out;
}

bool has_words(std::string_view text) {
  const bool letters = std::any_of(text.begin(), text.end(), is_letter);
  return letters && text.find(' ') != std::string_view::npos;
}

bool is_sentence(std::string_view text) {
  if (!has_words(text) || !text.ends_with('.')) return false;
  const char c = text[0];
  return (c >= 'A' && c <= 'Z') || c == '{' || c == '"' || text.starts_with("“");
}

bool has_hangul(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xEA && byte <= 0xED;
  });
}

class Reader {
 public:
  Reader(std::string_view code, std::set<std::string> helpers)
      : tokens_(Lexer(code).run()), helpers_(std::move(helpers)) {
    find_helpers();
  }

  const std::set<std::string>& helpers() const { return helpers_; }

  std::vector<SourceMessage> messages(const std::string& file) {
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      if (is(i, "system_failure") && is(i + 1, "(") && i + 2 < tokens_.size() &&
          tokens_[i + 2].kind == Token::Kind::Text) {
        wrapped_.insert(i + 2);
        found_.insert(i + 2);
      } else if (word(i) && is(i + 1, "(") && helpers_.contains(tokens_[i].text)) {
        take(i + 2, tokens_[i + 1].partner);
      } else if (is(i, "ErrorKind") && is(i + 1, ":") && is(i + 4, ",")) {
        take(i + 5, tokens_[tokens_[i].opener].partner);
      } else if (word(i) && is_list(tokens_[i].text) && is(i + 1, ".") &&
                 (is(i + 2, "push_back") || is(i + 2, "emplace_back")) && is(i + 3, "(")) {
        take(i + 4, tokens_[i + 3].partner);
      } else if (word(i) && is_reason(tokens_[i].text) && is(i + 1, "=") && !is(i + 2, "=")) {
        std::size_t end = i;
        while (end < tokens_.size() && !is(end, ";")) ++end;
        take(i + 2, end);
      } else if (tokens_[i].kind == Token::Kind::Text && is_sentence(tokens_[i].text) && !is_no_message(i)) {
        found_.insert(i);
      }
    }
    std::vector<SourceMessage> messages;
    for (const std::size_t i : found_)
      messages.push_back(
          {file, tokens_[i].line, plain_gaps(tokens_[i].text) + (wrapped_.contains(i) ? " “{}”: {}." : "")});
    return messages;
  }

 private:
  bool is(std::size_t i, std::string_view text) const {
    return i < tokens_.size() && tokens_[i].kind != Token::Kind::Text && tokens_[i].text == text;
  }
  bool word(std::size_t i) const { return i < tokens_.size() && tokens_[i].kind == Token::Kind::Word; }
  static bool is_list(std::string_view name) {
    return name.ends_with("warnings") || name.ends_with("warnings_") || name.ends_with("problems") ||
           name.ends_with("problems_");
  }
  static bool is_reason(std::string_view name) {
    return name == "problem" || name == "reason" || name == "error" || name == "message";
  }

  // Functions that return errors, and those that do nothing but fail.
  void find_helpers() {
    for (std::size_t i = 2; i < tokens_.size(); ++i) {
      const bool returns_error =
          word(i) && is(i + 1, "(") &&
          (is(i - 1, "Error") || (is(i - 1, ">") && i > 3 && is(i - 2, "Error") && is(i - 4, "unexpected")));
      if (returns_error) helpers_.insert(tokens_[i].text);
      if (!is(i, "fail") || !is(i - 1, "return") || !is(i - 2, "{") || i < 4 || !is(i - 3, ")")) continue;
      std::size_t name = tokens_[i - 3].partner - 1;
      if (is(name, "]")) name = tokens_[name].partner - 2;  // const auto name = [&](…) {
      static const std::set<std::string, std::less<>> kNoFunctions{"if", "for", "while", "switch"};
      if (word(name) && !kNoFunctions.contains(tokens_[name].text)) helpers_.insert(tokens_[name].text);
    }
  }

  void take(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, tokens_.size()); ++i)
      if (tokens_[i].kind == Token::Kind::Text && has_words(tokens_[i].text) && !is_no_message(i))
        found_.insert(i);
  }

  // What is said in both languages at once, or only to the log and to programmers.
  bool is_no_message(std::size_t i) const {
    for (std::size_t open = tokens_[i].opener; open != 0 && !is(open, "{"); open = tokens_[open].opener)
      if (is(open - 1, "log") || is(open - 1, "assert") || is(open - 1, "static_assert")) return true;
    const std::size_t open = tokens_[i].opener;
    if (open == 0) return has_hangul(tokens_[i].text);
    // A statement or an argument list; not a whole function.
    std::size_t first = i, last = i;
    while (first > open + 1 && !is(first - 1, ";")) --first;
    while (last + 1 < tokens_[open].partner && !is(last + 1, ";")) ++last;
    for (std::size_t k = first; k <= last; ++k)
      if (tokens_[k].kind == Token::Kind::Text && has_hangul(tokens_[k].text)) return true;
    return false;
  }

  std::vector<Token> tokens_;
  std::set<std::string> helpers_;
  std::set<std::size_t> found_, wrapped_;
};

const std::set<std::string>& common_helpers() {
  static const std::set<std::string> names{"fail", "problem", "check_gl", "refuse"};
  return names;
}

std::string contents_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

std::vector<SourceMessage> messages_in(const std::string& file, std::string_view code,
                                       const std::set<std::string>& helpers) {
  std::set<std::string> all = common_helpers();
  all.insert(helpers.begin(), helpers.end());
  return Reader(code, std::move(all)).messages(file);
}

MessageSources read_message_sources(const std::string& project_folder) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const char* module : {"assets", "db", "renderer", "app/core", "app/sheets", "app/ui"}) {
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(project_folder) / module, error)) {
      const std::string ending = entry.path().extension().string();
      if (ending == ".cpp" || ending == ".h")
        files.emplace_back(std::filesystem::relative(entry.path(), project_folder).generic_string(),
                           contents_of(entry.path()));
    }
  }
  std::sort(files.begin(), files.end());
  // A helper may be defined in one file and used in another.
  std::set<std::string> helpers = common_helpers();
  for (const auto& [name, code] : files) helpers.merge(std::set<std::string>(Reader(code, {}).helpers()));
  MessageSources sources;
  sources.files = files.size();
  for (const auto& [name, code] : files)
    for (SourceMessage& message : messages_in(name, code, helpers))
      sources.messages.push_back(std::move(message));
  return sources;
}

bool is_known(const SourceMessage& message, const std::set<std::string, std::less<>>& known) {
  const std::string_view text = message.text;
  if (known.contains(text)) return true;
  if (is_sentence(text)) return false;
  return std::any_of(known.begin(), known.end(), [&](const std::string& whole) {
    for (std::size_t at = 0; (at = whole.find(text, at)) != std::string::npos; ++at) {
      const std::size_t end = at + text.size();
      const bool begins = at == 0 || !is_word_char(text.front()) || !is_word_char(whole[at - 1]);
      const bool ends = end == whole.size() || !is_word_char(text.back()) || !is_word_char(whole[end]);
      if (begins && ends) return true;
    }
    return false;
  });
}

}  // namespace bandaji::test
