#include "app/ui/panels/report_lines.h"

namespace bandaji {

ImVec2 body_size(Ui& ui) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  return ImVec2(ImGui::GetContentRegionAvail().x,
                ImGui::GetWindowPos().y + ImGui::GetWindowSize().y - at.y - ui.px(20 + 32 + 16));
}

void icon_line(Ui& ui, Icon icon, ImU32 color, std::string_view words, std::string_view detail,
               ImU32 detail_color) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_icon(*ImGui::GetWindowDrawList(), icon, ImVec2(at.x, at.y + ui.px(3)), ui.px(16), color);
  ImGui::SetCursorScreenPos(ImVec2(at.x + ui.px(26), at.y));
  ui::text_line(ui, ui.fonts.body(), ui.theme.text, words);
  if (!detail.empty()) {
    ImGui::Indent(ui.px(26));
    ui::paragraph(ui, ui.fonts.small(), detail_color, detail);
    ImGui::Unindent(ui.px(26));
  }
}

}  // namespace bandaji
