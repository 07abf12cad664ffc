#include "app/core/story_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "assets/file_io.h"
#include "assets/text.h"
#include "db/record_edits.h"
#include "db/record_reads.h"
#include "db/validate.h"

namespace bandaji {
namespace {

constexpr std::uint64_t kMostBytes = 64U << 20U;  // No script is longer.

// What people call the columns; compared without case, spaces and punctuation.
struct Title {
  std::string_view column;
  std::string_view titles;
};
constexpr auto kTitles = std::to_array<Title>({
    {"episode", "episode;ep;회;회차;화"},
    {"number", "number;scene;sceneno;scenenumber;no;씬;씬번호;s#;번호;장면"},
    {"heading", "heading;slug;slugline;장소표기"},
    {"place", "place;set;location;장소;세트;촬영장소"},
    {"int_ext", "intext;ie;int;실내외;내외;안밖"},
    {"day_night", "daynight;dn;day;time;낮밤;밤낮;d/n;시간"},
    {"story_day", "storyday;scriptday;극중일;스토리데이"},
    {"season", "season;계절"},
    {"synopsis", "synopsis;description;action;내용;줄거리;개요"},
    {"eighths", "eighths;pages;length;분량;페이지"},
    {"characters", "characters;cast;character;등장인물;인물;출연;출연진"},
});

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : to_lower_ascii(to_nfc(text))) {
    if (std::string_view(" \t_-./").find(c) == std::string_view::npos) out += c;
  }
  return out;
}

// "1 3/8", "1.5" or "11" eighths.
std::int64_t parse_eighths(const std::string& text) {
  std::int64_t whole = 0;
  const char* end = text.data() + text.size();
  const auto [after, error] = std::from_chars(text.data(), end, whole);
  if (error != std::errc()) return 0;
  const std::string rest(after, end);
  if (const std::size_t slash = rest.find("/8"); slash != std::string::npos) {
    std::int64_t part = 0;
    const std::size_t digit = rest.find_first_of("0123456789");
    if (digit >= slash) return whole;  // "3/8" alone.
    std::from_chars(rest.data() + digit, rest.data() + slash, part);
    return whole * 8 + part;
  }
  return whole;
}

std::vector<std::string> split_names(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(",;/\n", start), text.size());
    std::string name = clean_line(std::string_view(text).substr(start, end - start));
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
    start = end + 1;
  }
  return names;
}

// "낮", "Night", "실내" as the catalog has them.
std::string known_word(std::string_view text, bool time) {
  const Script script = parse_fountain(fmt::format(".place / {}", text));
  return script.scenes.empty() ? "" : time ? script.scenes[0].day_night : script.scenes[0].int_ext;
}

// The number in "3", "3회", "제3화", "EP03" or "Episode 3"; nothing for other words, and where there are
// several numbers or a minus.
std::optional<std::int64_t> episode_number(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t start = text.find_first_of(kDigits);
  if (start == std::string::npos || text.find('-') != std::string::npos) return std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of(kDigits, start), text.size());
  if (text.find_first_of(kDigits, end) != std::string::npos) return std::nullopt;
  std::int64_t number = 0;
  const auto [after, error] = std::from_chars(text.data() + start, text.data() + end, number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

// A heading out of the cells of a table, with the words that stand in them, in the form that a script in the
// same language has.
std::string made_heading(const std::string& place, const std::string& where, const std::string& when) {
  const bool understood = !known_word(where, false).empty() || where.empty();
  if (place.empty() && understood && (when.empty() || !known_word(when, true).empty())) return "";
  const auto is_ascii = [](const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  std::string heading;
  if (understood && !place.empty() && is_ascii(where + when)) {
    if (!where.empty()) heading = where + (where.ends_with('.') ? " " : ". ");
    heading += place;
    if (!when.empty()) heading += " - " + when;
    return heading;
  }
  for (const std::string& part : {place, where, when})
    if (!part.empty()) heading += (heading.empty() ? "" : " / ") + part;
  return heading;
}

// Whether a heading says all that another one does.  "INT. 침전 (꿈)" says "침전".
bool heading_says(const std::string& heading, const std::string& other) {
  const Script parsed = parse_fountain("." + heading + "\n\n." + other);
  if (heading.empty() || parsed.scenes.size() != 2) return false;
  const ScriptScene& said = parsed.scenes[0];
  const ScriptScene& wanted = parsed.scenes[1];
  const auto agrees = [](const std::string& one, const std::string& two) {
    return two.empty() || one == two;
  };
  if (!agrees(said.int_ext, wanted.int_ext) || !agrees(said.day_night, wanted.day_night)) return false;
  const std::string place = to_lower_ascii(clean_line(said.place));
  const std::string word = to_lower_ascii(clean_line(wanted.place));
  if (word.empty()) return true;
  if (!place.starts_with(word)) return false;
  const std::size_t next = place.find_first_not_of(' ', word.size());
  return next == std::string::npos || place[next] == '(' || place[next] == '/';
}

class Planner {
 public:
  Planner(const Catalog& catalog, const StoryImportOptions& options)
      : catalog_(catalog), vocabulary_(catalog.vocabulary()), options_(options) {
    for (const Episode& episode : live_records<Episode>(catalog)) episodes_[episode.number] = episode.id;
    for (const StoryDay& day : live_records<StoryDay>(catalog)) days_[day.label] = day.id;
    for (const FilmSet& one : live_records<FilmSet>(catalog)) {
      for (const std::string& name : {one.name_ko, one.name_en, one.story_place})
        sets_.emplace(folded(name), one.id);
    }
    for (const Character& one : live_records<Character>(catalog)) {
      for (const std::string& name : split_names(one.name_ko + ";" + one.name_en + ";" + one.aliases))
        characters_.emplace(folded(name), one.id);
    }
    for (Scene& scene : live_records<Scene>(catalog)) {
      std::pair key(scene.episode, scene.number);
      scenes_.emplace(std::move(key), std::move(scene));
    }
    for (const SceneLook& link : live_records<SceneLook>(catalog))
      appearances_.insert({link.scene, link.character});
    sets_.erase("");
    plan_.change.label_ko = "대본 가져오기";
    plan_.change.label_en = "Import a script";
  }

  StoryImport plan(const Script& script) {
    for (const ScriptScene& scene : script.scenes) take(scene);
    return std::move(plan_);
  }

 private:
  template <class T>
  Id add(T record) {
    record.id = new_id();
    plan_.change.edits.push_back(make_record(record));
    return record.id;
  }

  Id episode(std::int64_t number) {
    auto& id = episodes_[number];
    if (id.empty()) {
      Episode fresh;
      fresh.number = number;
      fresh.label = fmt::format("{}회", number);
      id = add(fresh);
      plan_.new_episodes.push_back(fresh.label);
    }
    return id;
  }
  Id story_day(const std::string& label) {
    if (label.empty()) return "";
    auto& id = days_[label];
    if (id.empty()) {
      StoryDay fresh;
      fresh.label = label;
      id = add(fresh);
      plan_.new_story_days.push_back(label);
    }
    return id;
  }
  Id film_set(const std::string& place) {
    const std::string key = folded(place);
    const auto found = sets_.find(key);
    if (found != sets_.end() || !options_.make_sets || key.empty())
      return found == sets_.end() ? "" : found->second;
    FilmSet fresh;
    fresh.name_ko = place;
    plan_.new_sets.push_back(place);
    return sets_[key] = add(fresh);
  }
  Id character(const std::string& name) {
    auto& id = characters_[folded(name)];
    if (id.empty()) {
      Character fresh;
      fresh.name_ko = name;
      id = add(fresh);
      plan_.new_characters.push_back(name);
    }
    return id;
  }

  // What the catalog would refuse, before everything is refused for it.
  std::optional<std::string> wrong(const ScriptScene& from) const {
    if (!from.problem.empty()) return from.problem;
    if (from.episode < 0 || from.episode > 9999) return "An episode has a number from 0 to 9999.";
    const RecordDescription& scene = describe(RecordType::Scene);
    const std::array values{std::pair("number", from.number), std::pair("season", from.season),
                            std::pair("synopsis", from.synopsis), std::pair("heading", from.heading),
                            std::pair("eighths", std::to_string(from.eighths))};
    for (const auto& [name, value] : values) {
      if (auto clean = clean_column(scene.columns[scene.find(name)], value, *vocabulary_); !clean)
        return clean.error().message;
    }
    return std::nullopt;
  }

  void take(const ScriptScene& from) {
    if (const auto problem = wrong(from)) {
      plan_.refused.push_back(fmt::format("{} (line {})", *problem, from.line));
      return;
    }
    Scene scene;
    scene.episode = episode(from.episode);
    scene.number = clean_line(from.number);
    const auto known = scenes_.find({scene.episode, scene.number});
    const bool is_new = known == scenes_.end();
    if (!is_new) scene = known->second;
    const Scene before = scene;
    const auto set = [](std::string& member, const std::string& value) {
      if (!value.empty()) member = value;
    };
    if (!from.heading_is_made || !heading_says(scene.heading, clean_line(from.heading)))
      set(scene.heading, clean_line(from.heading));
    set(scene.int_ext, from.int_ext);
    set(scene.day_night, from.day_night);
    set(scene.story_day, story_day(clean_line(from.story_day)));
    set(scene.film_set, film_set(clean_line(from.place)));
    set(scene.synopsis, clean_text(from.synopsis));
    if (!from.season.empty()) {
      const RecordDescription& description = describe(RecordType::Scene);
      scene.season = clean_column(description.columns[description.find("season")], from.season, *vocabulary_)
                         .value_or("");
    }
    if (from.eighths > 0) scene.eighths = from.eighths;
    if (is_new) {
      scene.id = add(scene);
      ++plan_.new_scenes;
      scenes_.emplace(std::pair(scene.episode, scene.number), scene);
    } else {
      const AddRecord now = make_record(scene);
      const AddRecord was = make_record(before);
      bool changed = false;
      for (std::size_t i = 0; i < now.values.size(); ++i) {
        if (now.values[i] == was.values[i]) continue;
        plan_.change.edits.push_back(
            SetRecordField{RecordType::Scene, scene.id, now.values[i].first, now.values[i].second});
        changed = true;
      }
      ++(changed ? plan_.changed_scenes : plan_.same_scenes);
      known->second = scene;
    }
    for (const std::string& name : from.characters) {
      const Id who = character(clean_line(name));
      if (!appearances_.insert({scene.id, who}).second) continue;
      // Not known to the catalog yet, so wear() cannot be asked.
      const auto was_there = is_new ? Result<Change>(Change{}) : wear(catalog_, scene.id, who, {});
      if (!is_new && was_there && !was_there->edits.empty()) {
        plan_.change.edits.insert(plan_.change.edits.end(), was_there->edits.begin(), was_there->edits.end());
      } else {
        SceneLook link;
        link.scene = scene.id;
        link.character = who;
        add(link);
      }
      ++plan_.new_appearances;
    }
  }

  const Catalog& catalog_;
  std::shared_ptr<const Vocabulary> vocabulary_;
  StoryImportOptions options_;
  StoryImport plan_;
  std::map<std::int64_t, Id> episodes_;
  std::map<std::string, Id> days_;
  std::map<std::string, Id> sets_;
  std::map<std::string, Id> characters_;
  std::map<std::pair<Id, std::string>, Scene> scenes_;
  std::set<std::pair<Id, Id>> appearances_;
};

}  // namespace

std::vector<std::string_view> story_columns() {
  std::vector<std::string_view> columns;
  for (const Title& title : kTitles) columns.push_back(title.column);
  return columns;
}

StoryMapping guess_story_mapping(const CsvTable& table) {
  StoryMapping mapping;
  for (const std::string& header : table.header) {
    const std::string said = ";" + folded(header) + ";";
    std::string column;
    for (const Title& title : kTitles) {
      const bool taken = std::find(mapping.begin(), mapping.end(), title.column) != mapping.end();
      const std::string titles = fmt::format(";{};{};", folded(title.column), title.titles);
      if (!taken && said != ";;" && titles.find(said) != std::string::npos) {
        column = title.column;
        break;
      }
    }
    mapping.push_back(std::move(column));
  }
  return mapping;
}

Script scenes_of_table(const CsvTable& table, const StoryMapping& mapping, std::int64_t episode) {
  Script script;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto value = [&](std::string_view column) {
      const auto at = std::find(mapping.begin(), mapping.end(), column);
      const auto i = static_cast<std::size_t>(at - mapping.begin());
      return at == mapping.end() || i >= table.rows[row].size() ? std::string()
                                                                : clean_line(table.rows[row][i]);
    };
    ScriptScene scene;
    scene.line = row < table.lines.size() ? table.lines[row] : row + 2;
    scene.episode = episode;
    if (const std::string text = value("episode"); !text.empty()) {
      const auto number = episode_number(text);
      if (!number) {
        scene.problem =
            fmt::format("“{}” is no number of an episode, such as 3, 3회 or EP03.", for_display(text, 80));
      }
      scene.episode = number.value_or(episode);
    }
    scene.number = value("number");
    // "3-12A" names the episode too.
    if (const std::size_t dash = scene.number.find('-');
        dash != std::string::npos && value("episode").empty()) {
      std::int64_t named = 0;
      const auto [after, error] = std::from_chars(scene.number.data(), scene.number.data() + dash, named);
      if (error == std::errc() && after == scene.number.data() + dash) {
        scene.episode = named;
        scene.number.erase(0, dash + 1);
      }
    }
    scene.heading = value("heading");
    if (!scene.heading.empty()) {
      const Script parsed = parse_fountain("." + scene.heading, episode);
      if (!parsed.scenes.empty()) {
        scene.place = parsed.scenes[0].place;
        scene.int_ext = parsed.scenes[0].int_ext;
        scene.day_night = parsed.scenes[0].day_night;
      }
    }
    if (const std::string place = value("place"); !place.empty()) scene.place = place;
    if (const std::string word = known_word(value("int_ext"), false); !word.empty()) scene.int_ext = word;
    if (const std::string word = known_word(value("day_night"), true); !word.empty()) scene.day_night = word;
    if (scene.heading.empty()) {
      scene.heading = made_heading(scene.place, value("int_ext"), value("day_night"));
      scene.heading_is_made = true;
    }
    scene.story_day = value("story_day");
    scene.season = value("season");
    scene.synopsis = value("synopsis");
    scene.eighths = parse_eighths(value("eighths"));
    scene.characters = split_names(value("characters"));
    script.scenes.push_back(std::move(scene));
  }
  return script;
}

StoryImport plan_story_import(const Catalog& catalog, const Script& script,
                              const StoryImportOptions& options) {
  return Planner(catalog, options).plan(script);
}

Result<Script> read_script(const std::filesystem::path& file, std::int64_t episode) {
  const std::string extension = to_lower_ascii(to_utf8(file.extension()));
  if (extension == ".csv" || extension == ".tsv") {
    const auto table = read_csv(file);
    if (!table) return tl::unexpected(table.error());
    const StoryMapping mapping = guess_story_mapping(*table);
    if (std::find(mapping.begin(), mapping.end(), "number") == mapping.end()) {
      return fail(ErrorKind::Invalid,
                  to_utf8(file.filename()) +
                      " has no column that is called \"scene\" or \"씬\"; give the first line of "
                      "the table titles such as episode, scene, characters.");
    }
    Script script = scenes_of_table(*table, mapping, episode);
    if (script.scenes.empty())
      return fail(ErrorKind::Invalid, to_utf8(file.filename()) + " has no row with a scene.");
    return script;
  }
  if (extension != ".fountain" && extension != ".txt" && extension != ".spmd")
    return fail(ErrorKind::Unsupported, to_utf8(file.filename()) + " is neither Fountain nor CSV.");
  const auto bytes = read_file(file, kMostBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto decoded =
      decode_text(std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
  if (!decoded) return fail(decoded.error().kind, to_utf8(file.filename()) + ": " + decoded.error().message);
  Script script = parse_fountain(decoded->text, episode);
  if (script.scenes.empty()) {
    return fail(ErrorKind::Invalid, to_utf8(file.filename()) +
                                        " has no scene heading, such as \"INT. HALL - DAY\" or \"S#1. 침전 / "
                                        "안 / 밤\"; nothing can be imported.");
  }
  return script;
}

}  // namespace bandaji
