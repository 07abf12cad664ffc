// Preferences: the person, the language, the display, the keys.
#pragma once

#include <optional>
#include <string>

#include "app/ui/model.h"
#include "app/ui/panels/fields.h"
#include "app/ui/ui.h"

namespace bandaji {

struct PreferencesDialog {
  int page = 0;  // 0 general, 1 keys.
  std::string name;
  bool loaded = false;
  TermPicker picker;
  std::string key_search;
  // The action that waits for its new key; the next key press goes to it.
  std::optional<Action> capturing;
};

void draw_preferences(Ui& ui, PreferencesDialog& dialog, const UiModel& model, Requests& out);
// The chord that was pressed while a key was awaited; Esc gives up, Backspace removes the key.
void capture_key(PreferencesDialog& dialog, const Chord& chord, const UiModel& model, Requests& out);

}  // namespace bandaji
