// A script or a table of scenes before it is taken in: what would change, and for tables what
// their columns mean.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/core/action.h"
#include "app/core/record_csv.h"
#include "app/core/story_import.h"
#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

// What an import would do, as it was worked out beside the window.
struct StoryImportView {
  bool working = false;
  std::string error;  // Finished sentence; empty when the file was read.
  request::PlanStoryImport asked;
  // Of a table; none for a script.
  std::optional<CsvTable> table;  // At most its first rows.
  std::size_t table_rows = 0;
  std::vector<std::string> mapping;  // As used, guessed or asked for.
  std::vector<std::string> columns;  // That can be chosen.
  std::string title;                 // Of a script.
  std::vector<ScriptScene> scenes;   // At most the first.
  std::size_t scene_count = 0;
  // The outcome: scenes, or records of another type.
  StoryImport plan;
  int added = 0, changed = 0, same = 0;
  std::vector<std::string> warnings;
};

// Reads the file and works out what it would change.  For a job: opens the catalog for itself, to read.
StoryImportView plan_story(const std::filesystem::path& catalog, const request::PlanStoryImport& wanted);
// Whether a file is one for this dialog, by its ending.
bool is_story_file(const std::filesystem::path& path);

struct StoryImportDialog {
  std::filesystem::path path;
  std::string type;
  std::vector<std::string> mapping;
  std::int64_t episode = 1;
  bool make_sets = false;
};
void draw_story_import(Ui& ui, StoryImportDialog& dialog, const UiModel& model, Requests& out);

}  // namespace bandaji
