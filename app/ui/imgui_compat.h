// Everything that differs between the versions of Dear ImGui that distributions
// carry (1.86 to 1.92): fonts, keys, clipboard, texture ids.  No other file asks
// for IMGUI_VERSION_NUM.
//
// Also the whole platform side of ImGui: events are fed in by whoever owns them,
// the real window or a test without one, so both take the same path.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bandaji::compat {

// One context with our settings; destroyed by destroy_context().
void create_context();
void destroy_context();

// OpenGL drawing through ImGui's own backend; needs a current context.
bool start_opengl();
void stop_opengl();
void render_opengl();

// Time and size of the next frame; call right before ImGui::NewFrame().
void begin_frame(float width_px, float height_px, float seconds);

// Events.  Keys are GLFW key codes.
void feed_key(int glfw_key, bool down);
bool key_is_down(int glfw_key);  // Of those that were fed.
void feed_modifiers(bool ctrl, bool shift, bool alt, bool super);
void feed_mouse_position(float x_px, float y_px);
void feed_mouse_gone();
void feed_mouse_button(int button, bool down);
void feed_wheel(float x, float y);
void feed_character(char32_t character);
void set_clipboard(std::function<std::string()> read, std::function<void(const std::string&)> write);
void set_keyboard_navigation(bool on);

struct FontFace {
  std::string file;
  int face = 0;  // Index inside a collection.
  float pixel_size = 16;
  float offset_y = 0;  // Pixels added to every glyph.
};
// Whether glyphs appear by themselves.  Where they do not, load_fonts() must be
// called again with a larger set.
bool glyphs_on_demand();
// Replaces every font by `faces`, holding the characters of `used` (sorted).  Between frames only.
// A file that cannot be read gives the built-in font in its place.
std::vector<ImFont*> load_fonts(const std::vector<FontFace>& faces, const std::vector<char32_t>& used,
                                bool opengl);
void push_font(ImFont* font, float pixel_size);

// Where a line of at most `wrap` pixels ends.
const char* wrap_position(ImFont* font, float pixel_size, const char* text, const char* end, float wrap);
bool enter_pressed();

// Popups that are open, dialogs among them, and closing the one on top.
int open_popups();
void close_top_popup();

// A child window with the window padding of the style, and no border.
bool begin_padded_child(const char* name, ImVec2 size);

// What lies over an item may be clicked: one call before the item, one after it.
void next_item_may_be_covered();
void item_may_be_covered();

ImTextureID texture_id(std::uint32_t opengl_name);

}  // namespace bandaji::compat
