// Scenes and characters from a script or a table: read, shown for approval, made into one
// change.  Nothing here writes; the catalog is only read to find what is there already.
//
// Importing again updates what is there: scenes are known by episode and number, characters by
// name.  Nothing is ever removed by an import.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/csv.h"
#include "assets/result.h"
#include "db/catalog.h"
#include "db/edit.h"

namespace bandaji {

struct ScriptScene {
  std::size_t line = 0;  // In the file, from 1.
  std::int64_t episode = 0;
  std::string number;
  std::string heading;  // As written.
  // The heading is put together from the columns of a table, as "침전 / 안 / 밤" or "INT. Throne hall - D",
  // and so gives way to one that says the same.
  bool heading_is_made = false;
  std::string place;
  std::string int_ext;    // As Scene::int_ext.
  std::string day_night;  // As Scene::day_night.
  std::string story_day;  // Label.
  std::string season;
  std::string synopsis;
  std::int64_t eighths = 0;
  std::vector<std::string> characters;
  std::string problem;  // Why it cannot be imported, a finished English sentence; usually empty.
};

struct Script {
  std::string title;
  std::vector<ScriptScene> scenes;
  std::vector<std::string> warnings;  // Finished English sentences.
};

// A script in Fountain (fountain.io/syntax), and the forms Korean scripts have in it: "S#12. 침전 / 안 / 밤",
// "씬 12. …", "# 3회" as section for an episode, names in Hangul as cues ("@연희" always, short lines that
// stand alone before speech too), [[D1]] or [[극중일: D1]] for the story day.  `episode` is where scenes
// belong before any such section.  Scenes without a number are counted within their episode.
Script parse_fountain(std::string_view text, std::int64_t episode = 1);

// What the columns of a table of scenes mean: for each, "episode", "number", "heading", "place", "int_ext",
// "day_night", "story_day", "season", "synopsis", "eighths", "characters" (names separated by comma,
// semicolon or slash), or empty to leave it out.  An episode is written with one number: "3", "3회", "EP03".
using StoryMapping = std::vector<std::string>;
// From the titles of the columns, Korean or English.
StoryMapping guess_story_mapping(const CsvTable& table);
std::vector<std::string_view> story_columns();
Script scenes_of_table(const CsvTable& table, const StoryMapping& mapping, std::int64_t episode = 1);

struct StoryImportOptions {
  bool make_sets = false;  // Adds a set for every place that has none.
};

// What an import would do.
struct StoryImport {
  Change change;
  int new_scenes = 0;
  int changed_scenes = 0;
  int same_scenes = 0;
  int new_appearances = 0;  // Characters that come into a scene.
  std::vector<std::string> new_episodes;
  std::vector<std::string> new_characters;
  std::vector<std::string> new_story_days;
  std::vector<std::string> new_sets;
  std::vector<std::string> refused;  // Finished English sentences that name the line.
};
StoryImport plan_story_import(const Catalog& catalog, const Script& script,
                              const StoryImportOptions& options = {});

// Reads FILE.fountain, FILE.txt (as Fountain) or FILE.csv/.tsv with the guessed mapping.
// Errors: NotFound, Unsupported (another kind of file), those of decode_text() and parse_csv(), Invalid (no
// column for scene numbers, not one scene).
Result<Script> read_script(const std::filesystem::path& file, std::int64_t episode = 1);

}  // namespace bandaji
