// What the program remembers about a person between starts: a JSON file in the
// user's configuration folder.  Never in the catalog.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "assets/result.h"

namespace bandaji {

enum class Language { Korean, English };

// How pictures are lit and developed, as a catalog was left: a production has its light and its LUT.
struct PictureSettings {
  std::string light = "studio";
  float light_rotation_degrees = 0;
  float light_intensity = 1;
  float light_kelvin = 0;
  float exposure_ev = 0;
  std::string tone_map = "neutral";  // As parse_tone_map() reads it.
  int backdrop = 1;                  // As Backdrop.
  bool ground = true;
  bool grid = false;
  std::string lut, environment;  // UTF-8 paths of files; empty for none.
  bool operator==(const PictureSettings&) const = default;
};

struct Preferences {
  Language language = Language::Korean;
  float interface_scale = 0;  // 0 follows the display.
  bool high_contrast = false;
  std::string user_name;                     // Written into the activity log and decisions.
  std::string role;                          // Department role key, for decisions.
  std::vector<std::string> recent_catalogs;  // UTF-8 paths, newest first.
  std::map<std::string, std::string> keys;   // Action id to key chord, where it differs from the default.
  // State of the window, restored at start.
  int window_width = 1440, window_height = 900;
  bool window_maximized = false;
  float left_width = 240, right_width = 380;  // Interface units.
  float conflicts_height = 190;
  float thumbnail_edge = 180;
  bool list_view = false;
  std::string sort = "relevance";  // As in SearchRequest; without words the last changed come first.
  bool sort_descending = true;
  std::vector<std::string> list_columns;
  std::string last_query;
  std::string last_selected;
  std::string last_import_folder;
  std::map<std::string, std::string> watched_folders;  // By catalog folder.
  std::string sheet_paper = "A4";
  std::string sheet_language = "both";
  std::string length_unit = "mm";                   // mm, cm, m, ja or kan.
  std::map<std::string, PictureSettings> pictures;  // By catalog, as in recent_catalogs.
};

std::filesystem::path preferences_path();  // $XDG_CONFIG_HOME/bandaji/preferences.json or the platform's own.
// A missing or damaged file gives defaults (language from the system's locale), never an error.
Preferences load_preferences(const std::filesystem::path& path = preferences_path());
Result<void> save_preferences(const Preferences& preferences,
                              const std::filesystem::path& path = preferences_path());

}  // namespace bandaji
