#include "app/core/preferences.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>

#include "assets/text.h"
#include "assets/whole_file.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read once at start.
  return value == nullptr ? std::string() : std::string(value);
}

// The language the system speaks: Korean unless it clearly is another.
Language system_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = environment(name);
    if (value.empty()) continue;
    if (value.starts_with("ko")) return Language::Korean;
    if (value != "C" && value != "POSIX" && !value.starts_with("C.")) return Language::English;
    return Language::Korean;
  }
  return Language::Korean;
}

// A value of the right type and within sense replaces the default; anything else is ignored, so
// that a file edited by hand or by another version never stops the program.
template <class T>
void take(const json& from, const char* key, T& into) {
  const auto found = from.find(key);
  if (found == from.end()) return;
  if constexpr (std::is_same_v<T, bool>) {
    if (found->is_boolean()) into = found->get<bool>();
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (found->is_string()) into = to_nfc(found->get_ref<const std::string&>());
  } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
    if (!found->is_array()) return;
    into.clear();
    for (const json& entry : *found) {
      if (entry.is_string()) into.push_back(entry.get<std::string>());
    }
  } else if constexpr (std::is_same_v<T, std::map<std::string, std::string>>) {
    if (!found->is_object()) return;
    into.clear();
    for (const auto& [name, value] : found->items()) {
      if (value.is_string()) into[name] = value.template get<std::string>();
    }
  } else {
    static_assert(std::is_arithmetic_v<T>);
    if (!found->is_number()) return;
    const double number = found->get<double>();
    if (std::isfinite(number) && std::abs(number) < 1e6) into = static_cast<T>(number);
  }
}

// Every remembered value once, for reading and writing alike; the language apart, which is a word.
template <class P, class Visit>
void each_value(P& p, Visit visit) {
  visit("interface_scale", p.interface_scale);
  visit("high_contrast", p.high_contrast);
  visit("user_name", p.user_name);
  visit("role", p.role);
  visit("recent_catalogs", p.recent_catalogs);
  visit("keys", p.keys);
  visit("window_width", p.window_width);
  visit("window_height", p.window_height);
  visit("window_maximized", p.window_maximized);
  visit("left_width", p.left_width);
  visit("right_width", p.right_width);
  visit("conflicts_height", p.conflicts_height);
  visit("thumbnail_edge", p.thumbnail_edge);
  visit("list_view", p.list_view);
  visit("sort", p.sort);
  visit("sort_descending", p.sort_descending);
  visit("list_columns", p.list_columns);
  visit("last_query", p.last_query);
  visit("last_selected", p.last_selected);
  visit("last_import_folder", p.last_import_folder);
  visit("watched_folders", p.watched_folders);
  visit("sheet_paper", p.sheet_paper);
  visit("sheet_language", p.sheet_language);
  visit("length_unit", p.length_unit);
}

template <class P, class Visit>
void each_picture_value(P& p, Visit visit) {
  visit("light", p.light);
  visit("light_rotation_degrees", p.light_rotation_degrees);
  visit("light_intensity", p.light_intensity);
  visit("light_kelvin", p.light_kelvin);
  visit("exposure_ev", p.exposure_ev);
  visit("tone_map", p.tone_map);
  visit("backdrop", p.backdrop);
  visit("ground", p.ground);
  visit("grid", p.grid);
  visit("lut", p.lut);
  visit("environment", p.environment);
}

void take_pictures(const json& document, std::map<std::string, PictureSettings>& into) {
  const auto found = document.find("pictures");
  if (found == document.end() || !found->is_object()) return;
  for (const auto& [catalog, values] : found->items()) {
    if (!values.is_object()) continue;
    PictureSettings settings;
    const json& from = values;
    each_picture_value(settings, [&](const char* key, auto& value) { take(from, key, value); });
    settings.light_rotation_degrees = std::remainder(settings.light_rotation_degrees, 360.0f);
    settings.light_intensity = std::clamp(settings.light_intensity, 0.0f, 10.0f);
    if (settings.light_kelvin != 0)
      settings.light_kelvin = std::clamp(settings.light_kelvin, 1000.0f, 15000.0f);
    settings.exposure_ev = std::clamp(settings.exposure_ev, -16.0f, 16.0f);
    settings.backdrop = std::clamp(settings.backdrop, 0, 2);
    into[catalog] = std::move(settings);
  }
}

// Sizes outside these bounds come from a damaged file or a display that is gone.
void keep_in_bounds(Preferences& p) {
  if (p.interface_scale != 0) p.interface_scale = std::clamp(p.interface_scale, 0.5f, 4.0f);
  p.window_width = std::clamp(p.window_width, 640, 16384);
  p.window_height = std::clamp(p.window_height, 400, 16384);
  p.left_width = std::clamp(p.left_width, 120.0f, 1200.0f);
  p.right_width = std::clamp(p.right_width, 160.0f, 1600.0f);
  p.conflicts_height = std::clamp(p.conflicts_height, 64.0f, 520.0f);
  p.thumbnail_edge = std::clamp(p.thumbnail_edge, 48.0f, 512.0f);
  constexpr std::size_t kRecent = 12;
  if (p.recent_catalogs.size() > kRecent) p.recent_catalogs.resize(kRecent);
  // Of catalogs that are long forgotten nothing is kept either.
  std::erase_if(p.pictures, [&](const auto& entry) {
    return std::find(p.recent_catalogs.begin(), p.recent_catalogs.end(), entry.first) ==
           p.recent_catalogs.end();
  });
}

}  // namespace

fs::path preferences_path() {
#ifdef _WIN32
  const std::string base = environment("APPDATA");
  return path_from_utf8(base) / "Bandaji" / "preferences.json";
#elif defined(__APPLE__)
  return path_from_utf8(environment("HOME")) / "Library" / "Application Support" / "Bandaji" /
         "preferences.json";
#else
  // A relative value is to be ignored (XDG Base Directory Specification).
  const std::string base = environment("XDG_CONFIG_HOME");
  if (base.starts_with('/')) return path_from_utf8(base) / "bandaji" / "preferences.json";
  return path_from_utf8(environment("HOME")) / ".config" / "bandaji" / "preferences.json";
#endif
}

Preferences load_preferences(const fs::path& path) {
  Preferences preferences;
  preferences.language = system_language();
  std::ifstream file(path, std::ios::binary);
  if (!file) return preferences;
  const json document = json::parse(file, nullptr, /*allow_exceptions=*/false);
  if (!document.is_object()) return preferences;
  std::string language;
  take(document, "language", language);
  if (language == "ko") preferences.language = Language::Korean;
  if (language == "en") preferences.language = Language::English;
  each_value(preferences, [&](const char* key, auto& value) { take(document, key, value); });
  take_pictures(document, preferences.pictures);
  keep_in_bounds(preferences);
  return preferences;
}

Result<void> save_preferences(const Preferences& preferences, const fs::path& path) {
  json document;
  document["language"] = preferences.language == Language::Korean ? "ko" : "en";
  each_value(preferences, [&](const char* key, const auto& value) { document[key] = value; });
  json& pictures = document["pictures"] = json::object();
  for (const auto& [catalog, settings] : preferences.pictures) {
    json& of_catalog = pictures[catalog];
    each_picture_value(settings, [&](const char* key, const auto& value) { of_catalog[key] = value; });
  }
  std::error_code problem;
  fs::create_directories(path.parent_path(), problem);
  if (problem) {
    return fail(ErrorKind::Io,
                "Cannot create the folder " + to_utf8(path.parent_path()) + ": " + problem.message() + ".");
  }
  // Paths may hold bytes that are not UTF-8; they are replaced rather than thrown over.
  const std::string text = document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
  return write_file(path, text.data(), text.size());
}

}  // namespace bandaji
