#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <unordered_map>

#include "app/cli/commands.h"
#include "app/cli/record_text.h"
#include "app/core/story_import.h"
#include "assets/text.h"

namespace bandaji::cli {
namespace {

int import_story(const StoryCommand& command, const GlobalOptions& options, Console& console) {
  const auto script = read_script(path_from_utf8(command.file), command.episode);
  if (!script) {
    console.problem(script.error());
    return kNothingDone;
  }
  auto library =
      open_library(options, console, command.preview ? Access::Read : Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const StoryImport plan = plan_story_import(library->catalog(), *script, {.make_sets = command.make_sets});
  for (const std::string& warning : script->warnings) console.note(warning);
  for (const std::string& reason : plan.refused) console.problem(reason);
  if (!command.preview && !plan.change.edits.empty()) {
    if (const int status = apply(*library, plan.change, console); status != kDone) return status;
  }
  if (console.json()) {
    console.result(line_of(Json{{"file", command.file},
                                {"scenes", script->scenes.size()},
                                {"new_scenes", plan.new_scenes},
                                {"changed_scenes", plan.changed_scenes},
                                {"same_scenes", plan.same_scenes},
                                {"new_episodes", plan.new_episodes},
                                {"new_characters", plan.new_characters},
                                {"new_story_days", plan.new_story_days},
                                {"new_sets", plan.new_sets},
                                {"new_appearances", plan.new_appearances},
                                {"refused", plan.refused.size()},
                                {"preview", command.preview}}));
  } else {
    console.result(fmt::format("{} scenes: {} new, {} changed, {} as before, {} refused{}",
                               script->scenes.size(), plan.new_scenes, plan.changed_scenes, plan.same_scenes,
                               plan.refused.size(), command.preview ? "; nothing was written" : ""));
    for (const std::string& name : plan.new_characters)
      console.result(fmt::format("  + {}", for_display(name)));
  }
  return status_of(script->scenes.size() - plan.refused.size(), plan.refused.size());
}

int list_story(const GlobalOptions& options, Console& console) {
  const auto library = open_library(options, console, Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const Catalog& catalog = library->catalog();
  std::unordered_map<Id, Episode> episodes;
  for (Episode& one : live_records<Episode>(catalog)) episodes.emplace(one.id, one);
  std::unordered_map<Id, StoryDay> days;
  for (StoryDay& one : live_records<StoryDay>(catalog)) days.emplace(one.id, one);
  std::unordered_map<Id, Character> characters;
  for (Character& one : live_records<Character>(catalog)) characters.emplace(one.id, one);
  std::unordered_map<Id, Look> looks;
  for (Look& one : live_records<Look>(catalog)) looks.emplace(one.id, one);
  std::unordered_map<Id, FilmSet> sets;
  for (FilmSet& one : live_records<FilmSet>(catalog)) sets.emplace(one.id, one);
  std::unordered_map<Id, std::vector<SceneLook>> present;
  for (SceneLook& one : live_records<SceneLook>(catalog)) present[one.scene].push_back(one);

  const auto scenes = scenes_in_order(catalog);
  for (const Scene& scene : scenes) {
    const Episode& episode = episodes[scene.episode];
    const StoryDay& day = days[scene.story_day];
    const FilmSet& film_set = sets[scene.film_set];
    Json people = Json::array();
    std::string cast;
    for (const SceneLook& link : present[scene.id]) {
      const Character& character = characters[link.character];
      const std::string& number = looks[link.look].number;
      people.push_back(
          {{"id", character.id}, {"name", character.name_ko}, {"look", link.look}, {"number", number}});
      cast += fmt::format("{}{}{}", cast.empty() ? "" : ", ", character.name_ko,
                          number.empty() ? "" : " " + number);
    }
    if (console.json()) {
      console.result(line_of(Json{{"id", scene.id},
                                  {"name", scene_name(episode, scene)},
                                  {"episode", episode.number},
                                  {"number", scene.number},
                                  {"heading", scene.heading},
                                  {"int_ext", scene.int_ext},
                                  {"day_night", scene.day_night},
                                  {"story_day", day.label},
                                  {"set", film_set.name_ko},
                                  {"season", scene.season},
                                  {"synopsis", scene.synopsis},
                                  {"eighths", scene.eighths},
                                  {"omitted", scene.omitted},
                                  {"characters", people}}));
    } else {
      console.result(fmt::format(
          "{}  {}  {}  {}  {}  {}", to_columns(scene_name(episode, scene), 8), to_columns(day.label, 4),
          to_columns(scene.int_ext, 7), to_columns(scene.day_night, 4),
          to_columns(for_display(film_set.name_ko.empty() ? scene.heading : film_set.name_ko), 20),
          for_display(cast)));
    }
  }
  if (!console.json()) {
    console.note(fmt::format("{} episodes, {} scenes, {} story days, {} characters.", episodes.size(),
                             scenes.size(), days.size(), characters.size()));
  }
  return kDone;
}

}  // namespace

int run(const StoryCommand& command, const GlobalOptions& options, Console& console) {
  return command.list ? list_story(options, console) : import_story(command, options, console);
}

}  // namespace bandaji::cli
