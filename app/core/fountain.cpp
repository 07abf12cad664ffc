// Fountain as far as scenes and characters need it; written after fountain.io/syntax.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "app/core/story_import.h"
#include "assets/text.h"

namespace bandaji {
namespace {

std::string trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return "";
  return std::string(text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1));
}

bool starts_with_word(const std::string& upper, std::string_view word) {
  return upper.starts_with(word) &&
         (upper.size() == word.size() || upper[word.size()] == '.' || upper[word.size()] == ' ');
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

std::int64_t first_number(std::string_view text) {
  const std::size_t at = text.find_first_of("0123456789");
  std::int64_t number = 0;
  if (at != std::string_view::npos) std::from_chars(text.data() + at, text.data() + text.size(), number);
  return number;
}

std::size_t characters_in(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

struct Word {
  std::string_view word;
  std::string_view means;
};

template <std::size_t N>
std::string meaning(const std::array<Word, N>& words, const std::string& text) {
  const std::string said = upper(text);
  for (const auto& [word, means] : words) {
    if (said == word) return std::string(means);
  }
  return "";
}

constexpr auto kDayNight = std::to_array<Word>({{"DAY", "D"},
                                                {"D", "D"},
                                                {"MORNING", "D"},
                                                {"AFTERNOON", "D"},
                                                {"낮", "D"},
                                                {"아침", "D"},
                                                {"오전", "D"},
                                                {"오후", "D"},
                                                {"D/I", "D"},
                                                {"NIGHT", "N"},
                                                {"N", "N"},
                                                {"밤", "N"},
                                                {"한밤", "N"},
                                                {"EVENING", "DUSK"},
                                                {"DUSK", "DUSK"},
                                                {"저녁", "DUSK"},
                                                {"해질녘", "DUSK"},
                                                {"DAWN", "DAWN"},
                                                {"새벽", "DAWN"}});
constexpr auto kIntExt = std::to_array<Word>({{"INT", "INT"},
                                              {"INT.", "INT"},
                                              {"EXT", "EXT"},
                                              {"EXT.", "EXT"},
                                              {"EST", "EXT"},
                                              {"I", "INT"},
                                              {"E", "EXT"},
                                              {"안", "INT"},
                                              {"내부", "INT"},
                                              {"실내", "INT"},
                                              {"밖", "EXT"},
                                              {"외부", "EXT"},
                                              {"실외", "EXT"},
                                              {"야외", "EXT"},
                                              {"INT/EXT", "INT/EXT"},
                                              {"INT./EXT", "INT/EXT"},
                                              {"INT./EXT.", "INT/EXT"},
                                              {"I/E", "INT/EXT"},
                                              {"안팎", "INT/EXT"}});

// "INT. 침전 - 밤" or "침전 / 안 / 밤": parts that say where and when are taken, the rest is the place.
void split_heading(const std::string& heading, ScriptScene& scene) {
  std::string rest = heading;
  const std::string said = upper(heading);
  for (const std::string_view prefix :
       {"INT./EXT", "INT/EXT", "EXT./INT", "EXT/INT", "I/E", "INT", "EXT", "EST"}) {
    if (starts_with_word(said, prefix)) {
      scene.int_ext = prefix.find('/') != std::string_view::npos ? "INT/EXT"
                      : prefix == "INT"                          ? "INT"
                                                                 : "EXT";
      rest = trimmed(std::string_view(rest).substr(prefix.size()));
      while (rest.starts_with('.') || rest.starts_with(' ')) rest.erase(0, 1);
      break;
    }
  }
  for (const std::string_view dash : {" – ", " — ", " - "}) {
    for (std::size_t at = rest.find(dash); at != std::string::npos; at = rest.find(dash))
      rest.replace(at, dash.size(), " / ");
  }
  // "침전(밤)" says the same.
  if (rest.ends_with(')')) {
    if (const std::size_t open = rest.rfind('('); open != std::string::npos) {
      const std::string inside = trimmed(std::string_view(rest).substr(open + 1, rest.size() - open - 2));
      if (!meaning(kDayNight, inside).empty() || inside.find(',') != std::string::npos) {
        std::string parts = inside;
        std::replace(parts.begin(), parts.end(), ',', '/');
        rest = trimmed(std::string_view(rest).substr(0, open)) + " / " + parts;
      }
    }
  }
  for (std::size_t start = 0; start <= rest.size();) {
    const std::size_t end = std::min(rest.find('/', start), rest.size());
    const std::string part = trimmed(std::string_view(rest).substr(start, end - start));
    start = end + 1;
    if (const std::string when = meaning(kDayNight, part); scene.day_night.empty() && !when.empty()) {
      scene.day_night = when;
    } else if (const std::string where = meaning(kIntExt, part); scene.int_ext.empty() && !where.empty()) {
      scene.int_ext = where;
    } else if (!part.empty()) {
      scene.place += (scene.place.empty() ? "" : " / ") + part;
    }
  }
}

// Scene heading in the Korean way, "S#12A. 침전" or "씬 12. 침전": its number and what follows.
bool korean_heading(const std::string& line, std::string& number, std::string& rest) {
  for (const std::string_view mark : {"S#", "s#", "씬", "S/", "#S"}) {
    if (!line.starts_with(mark)) continue;
    std::string_view text = std::string_view(line).substr(mark.size());
    while (text.starts_with(' ') || text.starts_with('#')) text.remove_prefix(1);
    std::size_t end = 0;
    while (end < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '-'))
      ++end;
    if (end == 0 || std::isdigit(static_cast<unsigned char>(text[0])) == 0) continue;
    number = std::string(text.substr(0, end));
    text.remove_prefix(end);
    while (text.starts_with('.') || text.starts_with(' ') || text.starts_with(')') || text.starts_with(':'))
      text.remove_prefix(1);
    rest = trimmed(text);
    return true;
  }
  return false;
}

// The cue without what stands behind it: "YEONHUI (V.O.) ^" is YEONHUI.
std::string cue_name(std::string_view line) {
  std::string name = trimmed(line);
  while (name.ends_with('^')) name = trimmed(std::string_view(name).substr(0, name.size() - 1));
  if (const std::size_t open = name.find('('); open != std::string::npos)
    name = trimmed(std::string_view(name).substr(0, open));
  return name;
}

bool is_cue(const std::string& line) {
  if (line.starts_with('@')) return true;
  const std::string name = cue_name(line);
  if (name.empty() || name.starts_with('>') || name.starts_with('!') || name.starts_with('~')) return false;
  const bool lower = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool latin = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (lower) return false;
  if (latin) return name.find_last_of(".!?:") != name.size() - 1;
  // Hangul has no capitals: a short line without punctuation that stands before speech.
  const bool hangul =
      std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xEA; });
  return hangul && characters_in(name) <= 8 && std::count(name.begin(), name.end(), ' ') <= 1 &&
         name.find_first_of(".,!?:;\"'~-") == std::string::npos && name.find("…") == std::string::npos;
}

bool is_story_day(const std::string& text) {
  std::size_t letters = 0;
  while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z') ++letters;
  return letters >= 1 && letters <= 2 && letters < text.size() &&
         text.find_first_not_of("0123456789", letters) == std::string::npos;
}

// Takes comments and notes out, keeping lines; a note that names a story day stays, as "\x01D1".
std::string without_notes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool comment = text.substr(i).starts_with("/*");
    const bool note = text.substr(i).starts_with("[[");
    if (!comment && !note) {
      out += text[i];
      continue;
    }
    const std::size_t end = text.find(comment ? "*/" : "]]", i + 2);
    const std::string_view inside =
        text.substr(i + 2, (end == std::string_view::npos ? text.size() : end) - i - 2);
    if (note) {
      std::string day = trimmed(inside);
      for (const std::string_view key : {"극중일:", "극중일", "day:", "Day:", "story day:"}) {
        if (day.starts_with(key)) {
          day = trimmed(std::string_view(day).substr(key.size()));
          break;
        }
      }
      if (is_story_day(day)) out += "\n\x01" + day + "\n";
    }
    // Counting lines goes on.
    out.append(static_cast<std::size_t>(std::count(inside.begin(), inside.end(), '\n')), '\n');
    if (end == std::string_view::npos) break;
    i = end + 1;
  }
  return out;
}

class Reader {
 public:
  explicit Reader(std::int64_t episode) : episode_(episode) {}

  Script read(std::string_view raw) {
    const std::string text = without_notes(to_nfc(raw.starts_with("\xEF\xBB\xBF") ? raw.substr(3) : raw));
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      lines_.push_back(trimmed(std::string_view(text).substr(start, end - start)));
      start = end + 1;
    }
    for (at_ = title_page(); at_ < lines_.size(); ++at_) take(lines_[at_]);
    end_scene();
    if (script_.scenes.empty()) script_.warnings.emplace_back("The script has no scene heading.");
    return std::move(script_);
  }

 private:
  // "Title: …" at the very top, up to the first empty line.
  std::size_t title_page() {
    if (lines_.empty() || lines_[0].find(':') == std::string::npos) return 0;
    const std::string first = upper(lines_[0]);
    if (!first.starts_with("TITLE:") && !first.starts_with("제목:") && !first.starts_with("CREDIT:") &&
        !first.starts_with("AUTHOR"))
      return 0;
    std::size_t at = 0;
    for (; at < lines_.size() && !lines_[at].empty(); ++at) {
      if (upper(lines_[at]).starts_with("TITLE:") || lines_[at].starts_with("제목:"))
        script_.title = trimmed(std::string_view(lines_[at]).substr(lines_[at].find(':') + 1));
    }
    return at;
  }

  bool blank(std::size_t line) const {
    return line >= lines_.size() || lines_[line].empty() || lines_[line][0] == '\x01';
  }

  bool heading(const std::string& line, std::string& number, std::string& rest) const {
    if (korean_heading(line, number, rest)) return true;
    if (at_ > 0 && !blank(at_ - 1)) return false;
    if (line.starts_with('.') && !line.starts_with("..")) {
      rest = trimmed(std::string_view(line).substr(1));
    } else {
      const std::string said = upper(line);
      const bool known = std::any_of(kHeadings.begin(), kHeadings.end(),
                                     [&](std::string_view word) { return starts_with_word(said, word); });
      if (!known) return false;
      rest = line;
    }
    if (rest.ends_with('#')) {
      if (const std::size_t open = rest.rfind('#', rest.size() - 2); open != std::string::npos) {
        number = trimmed(std::string_view(rest).substr(open + 1, rest.size() - open - 2));
        rest = trimmed(std::string_view(rest).substr(0, open));
      }
    }
    return true;
  }

  void take(const std::string& line) {
    if (line.starts_with('\x01')) {
      if (open_) {
        scene_.story_day = line.substr(1);
      } else {
        day_ = line.substr(1);
      }
      return;
    }
    std::string number;
    std::string rest;
    if (line.starts_with('#') && !korean_heading(line, number, rest)) {
      end_scene();
      const std::string said = upper(line);
      const bool episode = said.find("EPISODE") != std::string::npos ||
                           said.find("EP") != std::string::npos || line.find("회") != std::string::npos ||
                           line.find("화") != std::string::npos;
      if (const std::int64_t named = first_number(line); episode && named > 0) episode_ = named;
      return;
    }
    if (heading(line, number, rest)) {
      end_scene();
      open_ = true;
      scene_ = {};
      scene_.line = at_ + 1;
      scene_.episode = episode_;
      scene_.number = number;
      scene_.heading = rest;
      scene_.story_day = std::exchange(day_, "");
      split_heading(rest, scene_);
      body_lines_ = 2;
      return;
    }
    if (!open_) return;
    body_lines_ += line.empty() ? 1 : 1 + characters_in(line) / 60;
    if (line.starts_with("= ")) {
      scene_.synopsis += (scene_.synopsis.empty() ? "" : "\n") + trimmed(std::string_view(line).substr(1));
    } else if (!line.empty() && blank(at_ - 1) && !blank(at_ + 1) && is_cue(line)) {
      appears(cue_name(line.starts_with('@') ? std::string_view(line).substr(1) : std::string_view(line)));
    }
  }

  void appears(const std::string& name) {
    auto& names = scene_.characters;
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }

  void end_scene() {
    if (!open_) return;
    open_ = false;
    // A page of a script has about 55 lines.
    scene_.eighths = std::max<std::int64_t>(1, static_cast<std::int64_t>((body_lines_ * 8 + 54) / 55));
    auto& taken = numbers_[scene_.episode];
    if (scene_.number.empty()) {
      do {
        scene_.number = std::to_string(++counted_[scene_.episode]);
      } while (taken.contains(scene_.number));
    }
    taken.insert(scene_.number);
    script_.scenes.push_back(std::move(scene_));
  }

  static constexpr auto kHeadings = std::to_array<std::string_view>(
      {"INT", "EXT", "EST", "INT./EXT", "INT/EXT", "EXT./INT", "EXT/INT", "I/E"});

  std::int64_t episode_;
  Script script_;
  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  bool open_ = false;
  ScriptScene scene_;
  std::string day_;  // Named before the heading.
  std::size_t body_lines_ = 0;
  std::map<std::int64_t, std::int64_t> counted_;
  std::map<std::int64_t, std::set<std::string>> numbers_;
};

}  // namespace

Script parse_fountain(std::string_view text, std::int64_t episode) {
  return Reader(episode).read(text);
}

}  // namespace bandaji
