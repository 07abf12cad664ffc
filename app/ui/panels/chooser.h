// Choosing files and folders inside the window: a typed path with completion, the
// folders themselves, and the places used lately.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "app/ui/model.h"
#include "app/ui/ui.h"

namespace bandaji {

struct FileChooser {
  ChooserPurpose purpose = ChooserPurpose::ImportFiles;
  Id asset;                      // For NewVersion and RelinkFile.
  std::string missing;           // For RelinkFile: the file as the model names it.
  std::string path;              // As typed.
  std::filesystem::path folder;  // Whose contents are shown.
  std::string filter;
  std::set<std::filesystem::path> marked;  // Several may be chosen.
  std::filesystem::path last;              // Marked last; Shift selects from here.
  bool just_opened = false;
  bool just_entered = false;  // A folder, by its typed path: typing goes on behind it.
  bool all_files = false;
};

// Opens it in `folder`, which falls back to the home folder.
void open_chooser(FileChooser& chooser, ChooserPurpose purpose, const std::filesystem::path& folder,
                  Requests& out);
void draw_chooser(Ui& ui, FileChooser& chooser, const UiModel& model, Requests& out);

// "~/모델" and the like to a path; empty when the text is empty.
std::filesystem::path typed_path(std::string_view text, const std::filesystem::path& base);
std::filesystem::path home_folder();

}  // namespace bandaji
