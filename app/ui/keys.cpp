#include "app/ui/keys.h"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>

#include "app/ui/view_tools.h"
#include "assets/text.h"

namespace bandaji {
namespace {

using Name = std::pair<std::string_view, int>;
constexpr std::array kNames = std::to_array<Name>({
    {"Space", GLFW_KEY_SPACE},
    {"Enter", GLFW_KEY_ENTER},
    {"Esc", GLFW_KEY_ESCAPE},
    {"Tab", GLFW_KEY_TAB},
    {"Del", GLFW_KEY_DELETE},
    {"Backspace", GLFW_KEY_BACKSPACE},
    {"Insert", GLFW_KEY_INSERT},
    {"Home", GLFW_KEY_HOME},
    {"End", GLFW_KEY_END},
    {"PageUp", GLFW_KEY_PAGE_UP},
    {"PageDown", GLFW_KEY_PAGE_DOWN},
    {"Left", GLFW_KEY_LEFT},
    {"Right", GLFW_KEY_RIGHT},
    {"Up", GLFW_KEY_UP},
    {"Down", GLFW_KEY_DOWN},
    {"F1", GLFW_KEY_F1},
    {"F2", GLFW_KEY_F2},
    {"F3", GLFW_KEY_F3},
    {"F4", GLFW_KEY_F4},
    {"F5", GLFW_KEY_F5},
    {"F6", GLFW_KEY_F6},
    {"F7", GLFW_KEY_F7},
    {"F8", GLFW_KEY_F8},
    {"F9", GLFW_KEY_F9},
    {"F10", GLFW_KEY_F10},
    {"F11", GLFW_KEY_F11},
    {"F12", GLFW_KEY_F12},
    {",", GLFW_KEY_COMMA},
    {".", GLFW_KEY_PERIOD},
    {"/", GLFW_KEY_SLASH},
    {";", GLFW_KEY_SEMICOLON},
    {"'", GLFW_KEY_APOSTROPHE},
    {"[", GLFW_KEY_LEFT_BRACKET},
    {"]", GLFW_KEY_RIGHT_BRACKET},
    {"\\", GLFW_KEY_BACKSLASH},
    {"=", GLFW_KEY_EQUAL},
    {"-", GLFW_KEY_MINUS},
    {"`", GLFW_KEY_GRAVE_ACCENT},
});

}  // namespace

std::optional<Chord> parse_chord(std::string_view text) {
  Chord chord;
  while (true) {
    const std::size_t plus = text.find('+');
    if (plus == std::string_view::npos || plus == 0) break;
    const std::string part = to_lower_ascii(text.substr(0, plus));
    if (part == "ctrl")
      chord.ctrl = true;
    else if (part == "shift")
      chord.shift = true;
    else if (part == "alt")
      chord.alt = true;
    else
      return std::nullopt;
    text.remove_prefix(plus + 1);
  }
  if (text == "?") {  // Typed with Shift on the usual layouts.
    chord.key = GLFW_KEY_SLASH;
    chord.shift = true;
    return chord;
  }
  if (text.size() == 1) {
    const char c = text[0];
    if (c >= 'a' && c <= 'z') chord.key = GLFW_KEY_A + (c - 'a');
    if (c >= 'A' && c <= 'Z') chord.key = GLFW_KEY_A + (c - 'A');
    if (c >= '0' && c <= '9') chord.key = GLFW_KEY_0 + (c - '0');
    if (chord.key) return chord;
  }
  for (const auto& [name, key] : kNames)
    if (to_lower_ascii(name) == to_lower_ascii(text)) {
      chord.key = key;
      return chord;
    }
  return std::nullopt;
}

std::vector<Chord> parse_chords(std::string_view text) {
  std::vector<Chord> chords;
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    if (const auto chord = parse_chord(text.substr(0, bar))) chords.push_back(*chord);
    if (bar == std::string_view::npos) break;
    text.remove_prefix(bar + 1);
  }
  return chords;
}

std::string chord_text(const Chord& chord) {
  if (chord.key == GLFW_KEY_SLASH && chord.shift && !chord.ctrl && !chord.alt) return "?";
  std::string text;
  if (chord.ctrl) text += "Ctrl+";
  if (chord.shift) text += "Shift+";
  if (chord.alt) text += "Alt+";
  if (chord.key >= GLFW_KEY_A && chord.key <= GLFW_KEY_Z)
    return text + static_cast<char>('A' + (chord.key - GLFW_KEY_A));
  if (chord.key >= GLFW_KEY_0 && chord.key <= GLFW_KEY_9)
    return text + static_cast<char>('0' + (chord.key - GLFW_KEY_0));
  for (const auto& [name, key] : kNames)
    if (key == chord.key) return text.append(name);
  return {};
}

bool chord_writes(const Chord& chord) {
  return !chord.ctrl && !chord.alt && chord.key > GLFW_KEY_SPACE && chord.key <= GLFW_KEY_WORLD_2 &&
         !(chord.key == GLFW_KEY_SLASH && chord.shift);
}

bool heard_in(Action action, KeyContext context) {
  const ActionGroup group = info(action).group;
  if (group == ActionGroup::Story || context == KeyContext::Story) {
    // The cells have the keys that elsewhere are about assets.
    const bool of_assets =
        group == ActionGroup::Picture || group == ActionGroup::Decision ||
        (group == ActionGroup::Editing && action != Action::Undo && action != Action::Redo);
    if (group == ActionGroup::Story || of_assets) return (context == KeyContext::Story) == !of_assets;
  }
  switch (action) {
    case Action::SelectAll:
    case Action::SelectNone:
    case Action::LargerThumbnails:
    case Action::SmallerThumbnails:
    case Action::GridView:
    case Action::ListView:
    case Action::Rename:
    case Action::ShowVariants:
      return context == KeyContext::Library;
    // What is done to the assets that are selected in the Library.
    case Action::Trash:
    case Action::RestoreFromTrash:
    case Action::EditTags:
    case Action::ThumbnailFromView:
    case Action::ThumbnailFromFile:
    case Action::ThumbnailFromClipboard:
    case Action::ThumbnailReset:
    case Action::Rate0:
    case Action::Rate1:
    case Action::Rate2:
    case Action::Rate3:
    case Action::Rate4:
    case Action::Rate5:
    case Action::OpenViewport:
    case Action::NextAsset:
    case Action::PreviousAsset:
      return context != KeyContext::Pieces && context != KeyContext::Story;
    // Whose keys belong to pieces there.
    case Action::ShowMaterials:
    case Action::SectionForward:
    case Action::SectionBack:
    case Action::HidePart:
    // Cameras and comparing belong to assets.
    case Action::ShowCameras:
    case Action::SaveCamera:
    case Action::Compare:
    case Action::NextCompareMode:
    case Action::FlipCompare:
    case Action::ExportTurntable:
    case Action::ExportTurntableSheet:
      return context == KeyContext::Viewport;
    case Action::CloseViewport:
      return context != KeyContext::Story;
    case Action::ViewFront:
    case Action::ViewBack:
    case Action::ViewLeft:
    case Action::ViewRight:
    case Action::ViewTop:
    case Action::ViewIso:
    case Action::ToggleOrthographic:
    case Action::Fit:
    case Action::OrbitLeft:
    case Action::OrbitRight:
    case Action::OrbitUp:
    case Action::OrbitDown:
    case Action::PanLeft:
    case Action::PanRight:
    case Action::PanUp:
    case Action::PanDown:
    case Action::ZoomIn:
    case Action::ZoomOut:
      return context != KeyContext::Library;
    default:
      if (group == ActionGroup::Looks) return context == KeyContext::Pieces;
      if (is_tool_action(action)) return context == KeyContext::Viewport || context == KeyContext::Pieces;
      return group != ActionGroup::Picture || context != KeyContext::Library;
  }
}

KeyTable::KeyTable(const Preferences& preferences) {
  for (const ActionInfo& entry : actions()) {
    const auto own = preferences.keys.find(std::string(entry.id));
    keys_.push_back(own != preferences.keys.end() ? own->second : std::string(entry.keys));
    chords_.push_back(parse_chords(keys_.back()));
  }
}

std::optional<Action> KeyTable::find(const Chord& chord, KeyContext context) const {
  std::optional<Action> found;
  for (const ActionInfo& entry : actions()) {
    if (!heard_in(entry.action, context)) continue;
    const auto& chords = chords_[static_cast<std::size_t>(entry.action)];
    if (std::find(chords.begin(), chords.end(), chord) == chords.end()) continue;
    if (entry.group == ActionGroup::Picture) return entry.action;
    if (!found) found = entry.action;
  }
  return found;
}

const std::string& KeyTable::keys(Action action) const {
  return keys_[static_cast<std::size_t>(action)];
}

std::string KeyTable::first_key(Action action) const {
  const std::string& all = keys(action);
  return all.substr(0, all.find('|'));
}

std::vector<std::pair<Action, Action>> KeyTable::conflicts() const {
  std::vector<std::pair<Action, Action>> pairs;
  for (std::size_t a = 0; a < chords_.size(); ++a)
    for (std::size_t b = a + 1; b < chords_.size(); ++b) {
      const auto first = static_cast<Action>(a), second = static_cast<Action>(b);
      const auto both = [&](KeyContext context) {
        return heard_in(first, context) && heard_in(second, context);
      };
      const bool together = both(KeyContext::Library) || both(KeyContext::Viewport) ||
                            both(KeyContext::Pieces) || both(KeyContext::Story);
      if (!together) continue;
      const auto& others = chords_[b];
      if (std::any_of(chords_[a].begin(), chords_[a].end(), [&others](const Chord& chord) {
            return std::find(others.begin(), others.end(), chord) != others.end();
          }))
        pairs.emplace_back(first, second);
    }
  return pairs;
}

}  // namespace bandaji
