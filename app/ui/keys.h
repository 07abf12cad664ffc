// Key chords: "Ctrl+Shift+Z" as text and as what GLFW reports.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/core/action.h"
#include "app/core/preferences.h"

namespace bandaji {

struct Chord {
  int key = 0;  // GLFW key code.
  bool ctrl = false, shift = false, alt = false;
  bool operator==(const Chord&) const = default;
};

// One chord; empty when the text is not one.
std::optional<Chord> parse_chord(std::string_view text);
// Several separated by '|'; what cannot be read is left out.
std::vector<Chord> parse_chords(std::string_view text);
std::string chord_text(const Chord& chord);
// A key that is there to write a character: letters, digits and signs, not "?", which is a command.
bool chord_writes(const Chord& chord);

// Where a chord is pressed decides which of two actions it means.
enum class KeyContext { Library, Viewport, Pieces, Story };  // Pieces: of a look or a set.

class KeyTable {
 public:
  explicit KeyTable(const Preferences& preferences);
  // What the chord does here.  Actions of the picture come first in the viewport, and only there.
  std::optional<Action> find(const Chord& chord, KeyContext context) const;
  const std::string& keys(Action action) const;  // "F|F11"
  std::string first_key(Action action) const;    // "F"; for menus and tooltips.
  // Pairs of actions that share a chord where both would be heard.
  std::vector<std::pair<Action, Action>> conflicts() const;

 private:
  std::vector<std::string> keys_;
  std::vector<std::vector<Chord>> chords_;
};

// Whether an action is heard in this context.
bool heard_in(Action action, KeyContext context);

}  // namespace bandaji
