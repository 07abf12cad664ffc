#include "app/ui/imgui_compat.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui_freetype.h>
#include <imgui_internal.h>

#include <array>
#include <bitset>
#include <filesystem>
#include <utility>

namespace bandaji::compat {
namespace {

// ImGui keeps a pointer to what it calls back, so it lives in the context's own
// user data and dies with it.
struct Platform {
  std::function<std::string()> read_clipboard;
  std::function<void(const std::string&)> write_clipboard;
  std::string clipboard;  // Also the clipboard of a run without a window.
  std::vector<ImWchar> ranges;
  std::bitset<GLFW_KEY_LAST + 1> down;
  bool opengl = false;
};

Platform& platform() {
  return *static_cast<Platform*>(ImGui::GetIO().BackendPlatformUserData);
}

const char* read_clipboard_text(Platform& state) {
  if (state.read_clipboard) state.clipboard = state.read_clipboard();
  return state.clipboard.c_str();
}

void write_clipboard_text(Platform& state, const char* text) {
  state.clipboard = text;
  if (state.write_clipboard) state.write_clipboard(state.clipboard);
}

using KeyPair = std::pair<ImGuiKey, int>;
constexpr std::array<KeyPair, 22> kKeys{{
    {ImGuiKey_Tab, GLFW_KEY_TAB},
    {ImGuiKey_LeftArrow, GLFW_KEY_LEFT},
    {ImGuiKey_RightArrow, GLFW_KEY_RIGHT},
    {ImGuiKey_UpArrow, GLFW_KEY_UP},
    {ImGuiKey_DownArrow, GLFW_KEY_DOWN},
    {ImGuiKey_PageUp, GLFW_KEY_PAGE_UP},
    {ImGuiKey_PageDown, GLFW_KEY_PAGE_DOWN},
    {ImGuiKey_Home, GLFW_KEY_HOME},
    {ImGuiKey_End, GLFW_KEY_END},
    {ImGuiKey_Insert, GLFW_KEY_INSERT},
    {ImGuiKey_Delete, GLFW_KEY_DELETE},
    {ImGuiKey_Backspace, GLFW_KEY_BACKSPACE},
    {ImGuiKey_Space, GLFW_KEY_SPACE},
    {ImGuiKey_Enter, GLFW_KEY_ENTER},
    {ImGuiKey_Escape, GLFW_KEY_ESCAPE},
#if IMGUI_VERSION_NUM >= 18700
    {ImGuiKey_KeypadEnter, GLFW_KEY_KP_ENTER},
#else
    {ImGuiKey_KeyPadEnter, GLFW_KEY_KP_ENTER},
#endif
    {ImGuiKey_A, GLFW_KEY_A},
    {ImGuiKey_C, GLFW_KEY_C},
    {ImGuiKey_V, GLFW_KEY_V},
    {ImGuiKey_X, GLFW_KEY_X},
    {ImGuiKey_Y, GLFW_KEY_Y},
    {ImGuiKey_Z, GLFW_KEY_Z},
}};

}  // namespace

void create_context() {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;  // A blinking caret would be drawing at rest.
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.BackendPlatformName = "bandaji";
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  io.BackendPlatformUserData = IM_NEW(Platform)();
#if IMGUI_VERSION_NUM >= 19110
  ImGuiPlatformIO& out = ImGui::GetPlatformIO();
  out.Platform_ClipboardUserData = io.BackendPlatformUserData;
  out.Platform_GetClipboardTextFn = [](ImGuiContext*) {
    return read_clipboard_text(*static_cast<Platform*>(ImGui::GetPlatformIO().Platform_ClipboardUserData));
  };
  out.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
    write_clipboard_text(*static_cast<Platform*>(ImGui::GetPlatformIO().Platform_ClipboardUserData), text);
  };
#else
  io.ClipboardUserData = io.BackendPlatformUserData;
  io.GetClipboardTextFn = [](void* user) { return read_clipboard_text(*static_cast<Platform*>(user)); };
  io.SetClipboardTextFn = [](void* user, const char* text) {
    write_clipboard_text(*static_cast<Platform*>(user), text);
  };
#endif
#if IMGUI_VERSION_NUM < 18700
  for (const auto& [key, glfw] : kKeys) io.KeyMap[key] = glfw;
#endif
}

void destroy_context() {
  auto* state = static_cast<Platform*>(ImGui::GetIO().BackendPlatformUserData);
  ImGui::GetIO().BackendPlatformUserData = nullptr;
  ImGui::DestroyContext();
  IM_DELETE(state);
}

bool start_opengl() {
  platform().opengl = ImGui_ImplOpenGL3_Init("#version 410");
  return platform().opengl;
}

void stop_opengl() {
  if (platform().opengl) ImGui_ImplOpenGL3_Shutdown();
  platform().opengl = false;
}

void render_opengl() {
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void begin_frame(float width_px, float height_px, float seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(width_px, height_px);
  io.DisplayFramebufferScale = ImVec2(1, 1);
  io.DeltaTime = seconds > 1e-5f ? seconds : 1e-5f;
  if (platform().opengl) ImGui_ImplOpenGL3_NewFrame();
}

void feed_key(int glfw_key, bool down) {
  ImGuiIO& io = ImGui::GetIO();
  if (glfw_key >= 0 && glfw_key <= GLFW_KEY_LAST)
    platform().down.set(static_cast<std::size_t>(glfw_key), down);
#if IMGUI_VERSION_NUM >= 18700
  for (const auto& [key, glfw] : kKeys)
    if (glfw == glfw_key) io.AddKeyEvent(key, down);
#else
  if (glfw_key >= 0 && glfw_key < IM_ARRAYSIZE(io.KeysDown)) io.KeysDown[glfw_key] = down;
#endif
}

bool key_is_down(int glfw_key) {
  return glfw_key >= 0 && glfw_key <= GLFW_KEY_LAST &&
         platform().down.test(static_cast<std::size_t>(glfw_key));
}

void feed_modifiers(bool ctrl, bool shift, bool alt, bool super) {
  ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18900
  io.AddKeyEvent(ImGuiMod_Ctrl, ctrl);
  io.AddKeyEvent(ImGuiMod_Shift, shift);
  io.AddKeyEvent(ImGuiMod_Alt, alt);
  io.AddKeyEvent(ImGuiMod_Super, super);
#else
  io.KeyCtrl = ctrl;
  io.KeyShift = shift;
  io.KeyAlt = alt;
  io.KeySuper = super;
#endif
}

void feed_mouse_position(float x_px, float y_px) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMousePosEvent(x_px, y_px);
#else
  ImGui::GetIO().MousePos = ImVec2(x_px, y_px);
#endif
}

void feed_mouse_gone() {
  feed_mouse_position(-FLT_MAX, -FLT_MAX);
}

void feed_mouse_button(int button, bool down) {
  if (button < 0 || button >= ImGuiMouseButton_COUNT) return;
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMouseButtonEvent(button, down);
#else
  ImGui::GetIO().MouseDown[button] = down;
#endif
}

void feed_wheel(float x, float y) {
#if IMGUI_VERSION_NUM >= 18700
  ImGui::GetIO().AddMouseWheelEvent(x, y);
#else
  ImGui::GetIO().MouseWheelH += x;
  ImGui::GetIO().MouseWheel += y;
#endif
}

void feed_character(char32_t character) {
  ImGui::GetIO().AddInputCharacter(static_cast<unsigned int>(character));
}

void set_clipboard(std::function<std::string()> read, std::function<void(const std::string&)> write) {
  platform().read_clipboard = std::move(read);
  platform().write_clipboard = std::move(write);
}

void set_keyboard_navigation(bool on) {
  ImGuiIO& io = ImGui::GetIO();
  if (on)
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  else
    io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
}

bool glyphs_on_demand() {
  return IMGUI_VERSION_NUM >= 19200;
}

std::vector<ImFont*> load_fonts(const std::vector<FontFace>& faces, const std::vector<char32_t>& used,
                                bool opengl) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
#if IMGUI_VERSION_NUM < 19200
  if (opengl) ImGui_ImplOpenGL3_DestroyFontsTexture();
#endif
  atlas.Clear();
  std::vector<ImWchar>& ranges = platform().ranges;
  ranges.clear();
  for (const char32_t character : used) {
    if (character == 0 || character > 0xFFFF) continue;
    const auto wide = static_cast<ImWchar>(character);
    if (!ranges.empty() && ranges.back() + 1 == wide)
      ranges.back() = wide;
    else
      ranges.insert(ranges.end(), {wide, wide});
  }
  ranges.push_back(0);

#if IMGUI_VERSION_NUM >= 19200
  atlas.SetFontLoader(ImGuiFreeType::GetFontLoader());
#else
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
#endif
  std::vector<ImFont*> fonts;
  for (const FontFace& face : faces) {
    ImFontConfig config;
    config.FontNo = static_cast<decltype(config.FontNo)>(face.face);
    config.OversampleH = 1;
    config.OversampleV = 1;
    config.PixelSnapH = true;
    config.GlyphOffset = ImVec2(0, face.offset_y);
#if IMGUI_VERSION_NUM < 19200
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    const ImWchar* glyphs = ranges.data();
#else
    const ImWchar* glyphs = nullptr;
#endif
    ImFont* font = nullptr;
    std::error_code error;
    if (!face.file.empty() && std::filesystem::is_regular_file(face.file, error))
      font = atlas.AddFontFromFileTTF(face.file.c_str(), face.pixel_size, &config, glyphs);
    if (!font) {
      ImFontConfig plain;
      plain.SizePixels = face.pixel_size;
      font = atlas.AddFontDefault(&plain);
    }
    fonts.push_back(font);
  }
  ImGui::GetIO().FontDefault = fonts.empty() ? nullptr : fonts.front();
#if IMGUI_VERSION_NUM < 19200
  atlas.Build();
  if (opengl) ImGui_ImplOpenGL3_CreateFontsTexture();
#else
  if (!opengl) ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
  return fonts;
}

void push_font(ImFont* font, float pixel_size) {
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(font, pixel_size);
#else
  static_cast<void>(pixel_size);
  ImGui::PushFont(font);
#endif
}

const char* wrap_position(ImFont* font, float pixel_size, const char* text, const char* end, float wrap) {
#if IMGUI_VERSION_NUM >= 19200
  return font->CalcWordWrapPosition(pixel_size, text, end, wrap);
#else
  return font->CalcWordWrapPositionA(pixel_size / font->FontSize, text, end, wrap);
#endif
}

bool enter_pressed() {
#if IMGUI_VERSION_NUM >= 18700
  return ImGui::IsKeyPressed(ImGuiKey_Enter) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter);
#else
  return ImGui::IsKeyPressed(GLFW_KEY_ENTER) || ImGui::IsKeyPressed(GLFW_KEY_KP_ENTER);
#endif
}

int open_popups() {
  return ImGui::GetCurrentContext()->OpenPopupStack.Size;
}

void close_top_popup() {
  if (open_popups() > 0) ImGui::ClosePopupToLevel(open_popups() - 1, true);
}

bool begin_padded_child(const char* name, ImVec2 size) {
#if IMGUI_VERSION_NUM >= 19000
  return ImGui::BeginChild(name, size, ImGuiChildFlags_AlwaysUseWindowPadding,
                           ImGuiWindowFlags_NoSavedSettings);
#else
  return ImGui::BeginChild(name, size, false,
                           ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoSavedSettings);
#endif
}

void next_item_may_be_covered() {
#if IMGUI_VERSION_NUM >= 18970
  ImGui::SetNextItemAllowOverlap();
#endif
}

void item_may_be_covered() {
#if IMGUI_VERSION_NUM < 18970
  ImGui::SetItemAllowOverlap();
#endif
}

ImTextureID texture_id(std::uint32_t opengl_name) {
  return (ImTextureID)(static_cast<std::intptr_t>(opengl_name));
}

}  // namespace bandaji::compat
