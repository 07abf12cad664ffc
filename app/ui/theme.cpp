#include "app/ui/theme.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace bandaji {

Theme high_contrast_theme() {
  Theme theme;
  theme.well = IM_COL32(12, 12, 12, 255);
  theme.bar = IM_COL32(18, 18, 18, 255);
  theme.side = IM_COL32(24, 24, 24, 255);
  theme.card = IM_COL32(50, 50, 50, 255);
  theme.raised = IM_COL32(58, 58, 58, 255);
  theme.hover = IM_COL32(255, 255, 255, 34);
  theme.line = IM_COL32(255, 255, 255, 80);
  theme.text = IM_COL32(255, 255, 255, 255);
  theme.dim = IM_COL32(232, 232, 232, 255);
  theme.faint = IM_COL32(214, 214, 214, 255);
  theme.accent = IM_COL32(146, 222, 190, 255);
  theme.accent_fill = IM_COL32(24, 88, 64, 255);
  theme.accent_hover = IM_COL32(30, 100, 74, 255);
  theme.accent_wash = IM_COL32(146, 222, 190, 70);
  theme.danger = IM_COL32(255, 186, 176, 255);
  theme.danger_fill = IM_COL32(134, 40, 32, 255);
  theme.warning = IM_COL32(250, 208, 130, 255);
  theme.star = IM_COL32(250, 214, 132, 255);
  return theme;
}

float contrast_ratio(ImU32 a, ImU32 b) {
  const auto luminance = [](ImU32 color) {
    const auto linear = [](float c) {
      return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
    };
    const ImVec4 c = ImGui::ColorConvertU32ToFloat4(color);
    return 0.2126f * linear(c.x) + 0.7152f * linear(c.y) + 0.0722f * linear(c.z);
  };
  const float first = luminance(a), second = luminance(b);
  return (std::max(first, second) + 0.05f) / (std::min(first, second) + 0.05f);
}

ImU32 status_color(std::string_view status) {
  using Entry = std::pair<std::string_view, ImU32>;
  static constexpr std::array<Entry, 16> kColors{{
      {"st_approved", IM_COL32(104, 184, 136, 255)},
      {"st_final", IM_COL32(104, 184, 136, 255)},
      {"st_locked", IM_COL32(82, 160, 150, 255)},
      {"st_conditional", IM_COL32(166, 190, 98, 255)},
      {"st_submitted", IM_COL32(106, 156, 208, 255)},
      {"st_review", IM_COL32(106, 156, 208, 255)},
      {"st_pending_director", IM_COL32(106, 156, 208, 255)},
      {"st_revise", IM_COL32(222, 158, 86, 255)},
      {"st_fitting", IM_COL32(222, 158, 86, 255)},
      {"st_camtest", IM_COL32(222, 158, 86, 255)},
      {"st_repairing", IM_COL32(222, 158, 86, 255)},
      {"st_reqimg", IM_COL32(222, 158, 86, 255)},
      {"st_rejected", IM_COL32(210, 104, 92, 255)},
      {"st_onhold", IM_COL32(170, 140, 196, 255)},
      {"st_onset", IM_COL32(196, 132, 172, 255)},
      {"st_reserved", IM_COL32(196, 132, 172, 255)},
  }};
  for (const auto& [key, color] : kColors)
    if (key == status) return color;
  return IM_COL32(150, 150, 150, 255);
}

ImU32 parse_color(std::string_view hex, ImU32 otherwise) {
  unsigned rgb = 0;
  const auto [end, error] =
      std::from_chars(hex.data() + (hex.empty() ? 0 : 1), hex.data() + hex.size(), rgb, 16);
  const bool whole = hex.size() == 7 && error == std::errc() && end == hex.data() + hex.size();
  return whole ? IM_COL32((rgb >> 16U) & 255U, (rgb >> 8U) & 255U, rgb & 255U, 255) : otherwise;
}

ImU32 label_color(int label) {
  static constexpr std::array<ImU32, 8> kColors{IM_COL32(0, 0, 0, 0),         IM_COL32(206, 92, 84, 255),
                                                IM_COL32(216, 148, 74, 255),  IM_COL32(214, 190, 84, 255),
                                                IM_COL32(108, 172, 110, 255), IM_COL32(84, 148, 196, 255),
                                                IM_COL32(146, 116, 190, 255), IM_COL32(164, 164, 164, 255)};
  return kColors[static_cast<std::size_t>(std::clamp(label, 0, 7))];
}

ImU32 with_alpha(ImU32 color, float alpha) {
  const auto a = static_cast<ImU32>(static_cast<float>(color >> IM_COL32_A_SHIFT & 0xFFu) * alpha + 0.5f);
  return (color & ~IM_COL32_A_MASK) | a << IM_COL32_A_SHIFT;
}

ImU32 blend(ImU32 below, ImU32 above, float share) {
  const ImVec4 a = ImGui::ColorConvertU32ToFloat4(below);
  const ImVec4 b = ImGui::ColorConvertU32ToFloat4(above);
  const auto mix = [share](float x, float y) { return x + (y - x) * share; };
  return ImGui::ColorConvertFloat4ToU32(ImVec4(mix(a.x, b.x), mix(a.y, b.y), mix(a.z, b.z), mix(a.w, b.w)));
}

void apply_theme(const Theme& theme, float scale) {
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  const auto s = [scale](float units) { return std::round(units * scale); };
  style.WindowPadding = ImVec2(s(16), s(16));
  style.FramePadding = ImVec2(s(10), s(5));
  style.ItemSpacing = ImVec2(s(8), s(8));
  style.ItemInnerSpacing = ImVec2(s(8), s(4));
  style.CellPadding = ImVec2(s(8), s(4));
  style.IndentSpacing = s(16);
  style.ScrollbarSize = s(10);
  style.GrabMinSize = s(24);
  style.WindowRounding = s(10);
  style.PopupRounding = s(8);
  style.ChildRounding = s(8);
  style.FrameRounding = s(6);
  style.ScrollbarRounding = s(5);
  style.GrabRounding = s(5);
  style.TabRounding = s(6);
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = 1;
  style.FrameBorderSize = 0;
  style.WindowMinSize = ImVec2(s(16), s(16));
  style.WindowTitleAlign = ImVec2(0, 0.5f);
  style.AntiAliasedLinesUseTex = true;
  style.CircleTessellationMaxError = 0.15f;
  style.CurveTessellationTol = 0.6f;
  style.DisplaySafeAreaPadding = ImVec2(0, 0);

  const auto color = [&style](ImGuiCol index, ImU32 value) {
    style.Colors[index] = ImGui::ColorConvertU32ToFloat4(value);
  };
  const ImU32 clear = IM_COL32(0, 0, 0, 0);
  for (int i = 0; i < ImGuiCol_COUNT; ++i) color(i, theme.raised);  // Nothing keeps a default color.
  color(ImGuiCol_Text, theme.text);
  color(ImGuiCol_TextDisabled, theme.faint);
  color(ImGuiCol_WindowBg, theme.ground);
  color(ImGuiCol_ChildBg, clear);
  color(ImGuiCol_PopupBg, IM_COL32(50, 50, 50, 252));
  color(ImGuiCol_Border, theme.line);
  color(ImGuiCol_BorderShadow, clear);
  color(ImGuiCol_FrameBg, theme.well);
  color(ImGuiCol_FrameBgHovered, IM_COL32(34, 34, 34, 255));
  color(ImGuiCol_FrameBgActive, theme.well);
  color(ImGuiCol_TitleBg, theme.bar);
  color(ImGuiCol_TitleBgActive, theme.bar);
  color(ImGuiCol_TitleBgCollapsed, theme.bar);
  color(ImGuiCol_MenuBarBg, theme.bar);
  color(ImGuiCol_ScrollbarBg, clear);
  color(ImGuiCol_ScrollbarGrab, IM_COL32(255, 255, 255, 36));
  color(ImGuiCol_ScrollbarGrabHovered, IM_COL32(255, 255, 255, 60));
  color(ImGuiCol_ScrollbarGrabActive, IM_COL32(255, 255, 255, 80));
  color(ImGuiCol_CheckMark, theme.accent);
  color(ImGuiCol_SliderGrab, theme.dim);
  color(ImGuiCol_SliderGrabActive, theme.text);
  color(ImGuiCol_Button, theme.raised);
  color(ImGuiCol_ButtonHovered, IM_COL32(78, 78, 78, 255));
  color(ImGuiCol_ButtonActive, IM_COL32(88, 88, 88, 255));
  color(ImGuiCol_Header, theme.accent_wash);
  color(ImGuiCol_HeaderHovered, theme.hover);
  color(ImGuiCol_HeaderActive, theme.accent_wash);
  color(ImGuiCol_Separator, theme.line);
  color(ImGuiCol_SeparatorHovered, theme.accent);
  color(ImGuiCol_SeparatorActive, theme.accent);
  color(ImGuiCol_ResizeGrip, clear);
  color(ImGuiCol_ResizeGripHovered, theme.hover);
  color(ImGuiCol_ResizeGripActive, theme.accent);
  color(ImGuiCol_TableHeaderBg, theme.ground);
  color(ImGuiCol_TableBorderStrong, theme.line);
  color(ImGuiCol_TableBorderLight, theme.line);
  color(ImGuiCol_TableRowBg, clear);
  color(ImGuiCol_TableRowBgAlt, IM_COL32(255, 255, 255, 6));
  color(ImGuiCol_TextSelectedBg, with_alpha(theme.accent, 0.42f));
  color(ImGuiCol_DragDropTarget, theme.accent);
  color(ImGuiCol_NavHighlight, theme.accent);
  color(ImGuiCol_NavWindowingHighlight, theme.accent);
  color(ImGuiCol_NavWindowingDimBg, theme.scrim);
  color(ImGuiCol_ModalWindowDimBg, theme.scrim);
}

}  // namespace bandaji
