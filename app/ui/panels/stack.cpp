// An asset's colorways and variants as a stack: marked on its card, spread out in a popup.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/imgui_compat.h"
#include "app/ui/panels/browser.h"

namespace bandaji {
namespace {

constexpr float kEdge = 116, kGap = 10, kWords = 26;  // Interface units.
constexpr std::size_t kInRow = 5;

}  // namespace

void draw_stack_edges(Ui& ui, ImVec2 min, ImVec2 max) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const int sheet : {2, 1}) {
    const float out = ui.px(3.5f * ui::f(sheet)), in = ui.px(7 * ui::f(sheet));
    list.AddRectFilled(ImVec2(min.x + in, min.y - out), ImVec2(max.x - in, min.y + ui.px(12)),
                       blend(ui.theme.card, ui.theme.ground, 0.25f * ui::f(sheet)), ui.px(ui.theme.round));
  }
}

void draw_stack(Ui& ui, BrowserPanel& panel, const UiModel& model, Requests& out) {
  if (std::exchange(panel.stack_opens, false)) ImGui::OpenPopup("asset.stack");
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(16), ui.px(14)));
  if (ImGui::BeginPopup("asset.stack", ImGuiWindowFlags_NoMove)) {
    const StackView& stack = model.stack;
    ui::text(ui, ui.fonts.bold(), ui.theme.text, stack.title);
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < stack.pictures.size(); ++i) {
      const VariantPicture& each = stack.pictures[i];
      const ImVec2 low(start.x + ui::f(i % kInRow) * ui.px(kEdge + kGap),
                       start.y + ui::f(i / kInRow) * ui.px(kEdge + kWords + kGap));
      const ImVec2 high(low.x + ui.px(kEdge), low.y + ui.px(kEdge));
      ImGui::SetCursorScreenPos(low);
      const std::string id = fmt::format("stack.{}", i);
      if (ImGui::InvisibleButton(id.c_str(), ImVec2(ui.px(kEdge), ui.px(kEdge + kWords)))) {
        out.emplace_back(request::ShowVariant{stack.asset, i});
        ImGui::CloseCurrentPopup();
      }
      ui.trace.note(id, low, ImVec2(high.x, high.y + ui.px(kWords)));
      const bool hot = ImGui::IsItemHovered() || ImGui::IsItemFocused();
      list.AddRectFilled(low, high, ui.theme.card, ui.px(6));
      // The usual thumbnail of the asset stands for it as the file has it.
      const Picture own = model.thumbnail(each.composition->hash());
      const Picture picture =
          own.texture || i > 0 ? own : model.thumbnail(each.composition->parts.front().version.manifest_hash);
      if (picture.texture)
        list.AddImageRounded(compat::texture_id(picture.texture), low, high, ImVec2(0, 0), ImVec2(1, 1),
                             IM_COL32_WHITE, ui.px(6));
      else
        draw_icon(list, Icon::Clock,
                  ImVec2((low.x + high.x) / 2 - ui.px(10), (low.y + high.y) / 2 - ui.px(10)), ui.px(20),
                  ui.theme.faint);
      if (hot) list.AddRect(low, high, ui.theme.accent, ui.px(6), 0, ui.px(1.5f));
      const std::string_view name = display_name(each.name_ko, each.name_en, ui.korean);
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(low.x, high.y), ImVec2(high.x, high.y + ui.px(kWords)),
                       ui.theme.dim, name.empty() ? ui.t(Text::VariantOriginal) : name, ui::Align::Center);
    }
    const std::size_t rows = (stack.pictures.size() + kInRow - 1) / kInRow;
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy(ImVec2(ui.px(kEdge + kGap) * ui::f(std::min(stack.pictures.size(), kInRow)) - ui.px(kGap),
                        ui.px(kEdge + kWords + kGap) * ui::f(rows)));
    if (stack.reading)
      ui::text(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::VariantsReading));
    else if (stack.pictures.size() < 2)
      ui::text(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::VariantsNone));
    ui.trace.state("stack", std::to_string(stack.pictures.size()));
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

}  // namespace bandaji
