// What every drawing function of the window is given, and the widgets that all
// panels are made of.  A widget's id is also its name in the trace.
#pragma once

#include <imgui.h>

#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/ui/fonts.h"
#include "app/ui/icons.h"
#include "app/ui/text.h"
#include "app/ui/theme.h"
#include "app/ui/trace.h"
#include "db/vocabulary.h"

namespace bandaji {

struct Ui {
  Ui(const Theme& its_theme, Fonts& its_fonts, Trace& its_trace)
      : theme(its_theme), fonts(its_fonts), trace(its_trace) {}

  const Theme& theme;
  Fonts& fonts;
  Trace& trace;
  bool korean = true;
  float scale = 1;
  // Of the open catalog, with the studio's own terms.
  std::shared_ptr<const Vocabulary> vocabulary = Vocabulary::with({});
  double now = 0;            // Seconds; of this frame.
  double frame_cost = 0;     // Seconds that the last frame took.
  double redraw_at = 1e300;  // A widget that moves by itself asks for a frame.
  std::map<std::string, std::string, std::less<>> messages;  // In Korean, so that each is translated once.
  std::string hovered;                                       // What a tooltip waits for,
  double hovered_since = 0;                                  // since when.
  std::string hovered_now;                                   // Filled during a frame.

  float px(float units) const;
  const char* t(Text text) const { return text_of(text, korean); }
  std::string_view pick(std::string_view ko, std::string_view en) const { return korean ? ko : en; }
  // What a term is called; the key itself when the vocabulary does not have it.
  std::string_view term(std::string_view key) const { return vocabulary->label(key, korean); }
  ImU32 status_color(std::string_view status) const;  // The studio's own, else the usual one.
  // An error, a warning or a reason as a module wrote it, in the interface's language; a word of the window
  // is t()'s business.  Valid for this frame, in English as long as `english` is.
  std::string_view message(std::string_view english);
  void redraw_in(double seconds);
  // The next picture of something that moves by itself.  Where drawing is slow it moves in larger steps,
  // so that the work it stands for keeps most of the processor.
  void animate();
  void begin_frame(double time);
  void end_frame();
};

namespace ui {

enum class Align { Left, Center, Right };

// Lengths in the list are pixels.
ImVec2 measure(Ui& ui, const Font& font, std::string_view text);
std::string elide(Ui& ui, const Font& font, std::string_view text, float width);
void draw_text(Ui& ui, const Font& font, ImVec2 position, ImU32 color, std::string_view text);
// One line, in the vertical middle of the box, with an ellipsis where it is too long.  Returns its width.
float draw_text_in(Ui& ui, const Font& font, ImVec2 min, ImVec2 max, ImU32 color, std::string_view text,
                   Align align = Align::Left);
// The same with some bytes marked, as search does.
void draw_marked_in(Ui& ui, const Font& font, ImVec2 min, ImVec2 max, ImU32 color, std::string_view text,
                    std::span<const std::pair<std::size_t, std::size_t>> marks);

// Text as items of the layout.
void text(Ui& ui, std::string_view words);
void text(Ui& ui, const Font& font, ImU32 color, std::string_view words);
void paragraph(Ui& ui, const Font& font, ImU32 color, std::string_view words);
// Elided to what is left of the line, with the whole as tooltip.
void text_line(Ui& ui, const Font& font, ImU32 color, std::string_view words);

enum class ButtonKind { Normal, Primary, Quiet, Danger };
struct ButtonStyle {
  ButtonKind kind = ButtonKind::Normal;
  Icon icon = Icon::None;
  float width = 0;  // Interface units; 0 fits the label, negative fills the line.
  bool enabled = true;
  bool active = false;
  std::string_view tip = {};
};
bool button(Ui& ui, std::string_view id, std::string_view label, const ButtonStyle& style = {});
float button_width(Ui& ui, std::string_view label, bool with_icon);
bool icon_button(Ui& ui, std::string_view id, Icon icon, std::string_view tip, bool active = false,
                 bool enabled = true, float edge = 32);
// A word in a rounded box; `closed` tells that its cross was clicked.
bool chip(Ui& ui, std::string_view id, std::string_view label, bool active, bool* closed = nullptr,
          ImU32 dot = 0);
// Returns the chosen one.  A part's id is its name, or its number where it has none.
int segmented(Ui& ui, std::string_view id, std::span<const std::string_view> labels, int current,
              std::span<const std::string_view> names = {});
int segmented(Ui& ui, std::string_view id, std::initializer_list<std::string_view> labels, int current);
bool slider(Ui& ui, std::string_view id, float& value, float low, float high, float width_units);
bool check(Ui& ui, std::string_view id, bool& value, std::string_view label);
// Click on the current rating clears it.
bool stars(Ui& ui, std::string_view id, int& rating, float edge_units = 18);
void draw_stars(Ui& ui, ImVec2 position, int rating, float edge_px);

struct InputStyle {
  std::string_view hint = {};
  Icon icon = Icon::None;
  float width = -1;  // Interface units; negative fills the line.
  int lines = 1;
  bool focus = false;
  bool select_all = false;
  bool caret_at_end = false;  // Moves the caret behind the text, in every frame that asks for it.
  ImU32 problem = 0;          // Not 0: underlined in this color.
  bool read_only = false;
  // Tab asks for the rest of what is typed: returns the whole new text, or nothing.
  std::function<std::string(const std::string&)> complete = {};
};
struct InputResult {
  bool changed = false;    // A character.
  bool committed = false;  // Enter, or left after a change.
  bool entered = false;    // Enter.
  bool active = false;
};
InputResult input(Ui& ui, std::string_view id, std::string& value, const InputStyle& style = {});

// A field that opens a list.  After begin_select() returned true draw the choices and call end_select().
bool begin_select(Ui& ui, std::string_view id, std::string_view preview, float width_units = -1,
                  bool placeholder = false, float list_width_units = 0);
bool choice(Ui& ui, std::string_view id, std::string_view label, bool selected, std::string_view right = {},
            ImU32 dot = 0);
void end_select();
// At the head of a select's list: a field, `id`.search, whose text narrows it; empty whenever the list opens.
// True when Enter was pressed, which takes the first that is found.
bool select_search(Ui& ui, std::string_view id, std::string& text);

void status_chip(Ui& ui, std::string_view status, std::string_view label);
bool section(Ui& ui, std::string_view id, std::string_view title, bool open_at_first,
             std::string_view right = {});
// Label at the left, the rest of the line for what follows.
void property(Ui& ui, std::string_view label, std::string_view tip = {});
void fact(Ui& ui, std::string_view label, std::string_view value, ImU32 color = 0);
void progress(Ui& ui, float share, float width_units = -1, bool moving = false);
void line(Ui& ui, float space_units = 8);
void space(Ui& ui, float units);
// A vertical bar that is dragged; changes `width` (interface units) by its movement times `direction`.
bool splitter(Ui& ui, std::string_view id, ImVec2 position, float height, float& width, float low, float high,
              float direction);

// For the item before.  Appears after a moment.
void tooltip(Ui& ui, std::string_view id, std::string_view words);
bool hovered_item();

// A dialog in the middle of the window.  Draw its contents and call end_dialog() always; `close` becomes
// true by its cross, or a click outside.
bool begin_dialog(Ui& ui, std::string_view id, std::string_view title, float width_units, float height_units,
                  bool& close);
void end_dialog(Ui& ui);
// A row of buttons at the lower edge of a dialog: call, then draw them right to left with dialog_button().
struct ButtonRow {
  float right = 0;
  float y = 0;
};
ButtonRow begin_button_row(Ui& ui);
bool row_button(Ui& ui, ButtonRow& row, std::string_view id, std::string_view label,
                const ButtonStyle& style = {});

void empty_state(Ui& ui, Icon icon, std::string_view title, std::string_view body);
// A menu: begin_menu() after the item that opens it.
bool menu_item(Ui& ui, std::string_view id, Icon icon, std::string_view label, std::string_view keys,
               bool enabled = true, bool checked = false);
void menu_line(Ui& ui);

// Scrolling region without a frame, with `pad` interface units around its contents.
bool begin_scroll(Ui& ui, std::string_view id, ImVec2 size, float pad_x = 0, float pad_y = 0);
void end_scroll();

inline float f(std::int64_t value) {
  return static_cast<float>(value);
}
inline float f(std::size_t value) {
  return static_cast<float>(value);
}
inline float f(int value) {
  return static_cast<float>(value);
}
inline float f(double value) {
  return static_cast<float>(value);
}

}  // namespace ui
}  // namespace bandaji
