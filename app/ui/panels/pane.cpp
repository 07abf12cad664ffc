#include "app/ui/panels/pane.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/imgui_compat.h"

namespace bandaji {

void draw_pane(Ui& ui, std::string_view id, int index, const UiModel& model, ImVec2 min, ImVec2 max,
               float round, Requests& out) {
  const PaneView& pane = model.panes[index];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 size(std::max(max.x - min.x, 8.0f), std::max(max.y - min.y, 8.0f));
  list.AddRectFilled(min, max, ui.theme.ground, round);

  ImGui::SetCursorScreenPos(min);
  const std::string name(id);
  compat::next_item_may_be_covered();
  ImGui::InvisibleButton(name.c_str(), size,
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle |
                             ImGuiButtonFlags_MouseButtonRight);
  compat::item_may_be_covered();
  ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool active = ImGui::IsItemActive(), hovered = ImGui::IsItemHovered();
  const ImGuiIO& io = ImGui::GetIO();

  request::PaneInput input;
  input.pane = index;
  input.size_px = {size.x, size.y};
  input.cursor_px = {io.MousePos.x - min.x, io.MousePos.y - min.y};
  const bool picture = pane.content == PaneView::Content::Image,
             solid = pane.content == PaneView::Content::Model;
  if (active && (solid || picture)) {
    const glm::vec2 delta(io.MouseDelta.x, io.MouseDelta.y);
    const bool panning =
        ImGui::IsMouseDown(2) || ImGui::IsMouseDown(1) || (ImGui::IsMouseDown(0) && (io.KeyShift || picture));
    if (delta != glm::vec2(0)) (panning ? input.pan_px : input.orbit_px) = delta;
    input.interacting = delta != glm::vec2(0);
    ImGui::SetMouseCursor(panning ? ImGuiMouseCursor_ResizeAll : ImGuiMouseCursor_Arrow);
  }
  if (hovered && io.MouseWheel != 0 && !io.KeyCtrl) {
    input.zoom = io.MouseWheel;
    input.interacting = true;
  }
  if (hovered && solid && ImGui::IsMouseDoubleClicked(0)) input.set_pivot = true;
  out.emplace_back(input);

  ImGui::PushClipRect(min, max, true);
  if (pane.picture.texture && solid) {
    const bool flip = pane.picture.bottom_up;
    list.AddImageRounded(compat::texture_id(pane.picture.texture), min, max, ImVec2(0, flip ? 1.0f : 0.0f),
                         ImVec2(1, flip ? 0.0f : 1.0f), IM_COL32_WHITE, round);
  } else if (pane.picture.texture && picture && pane.picture.width > 0) {
    const float fit = std::min(size.x / ui::f(pane.picture.width), size.y / ui::f(pane.picture.height));
    const float factor = fit * pane.zoom;
    const ImVec2 half(ui::f(pane.picture.width) * factor / 2, ui::f(pane.picture.height) * factor / 2);
    const ImVec2 center((min.x + max.x) / 2 + pane.pan.x, (min.y + max.y) / 2 + pane.pan.y);
    list.AddImage(compat::texture_id(pane.picture.texture), ImVec2(center.x - half.x, center.y - half.y),
                  ImVec2(center.x + half.x, center.y + half.y));
  }
  const ImVec2 center((min.x + max.x) / 2, (min.y + max.y) / 2);
  Picture stand_in;
  if (model.details && model.details->current() &&
      (pane.content == PaneView::Content::Loading || (solid && !pane.picture.texture)))
    stand_in = model.thumbnail(model.details->current()->manifest_hash);
  if (stand_in.texture) {  // The thumbnail, until the model is there.
    const float half = std::min(size.x, size.y) / 2;
    list.AddImage(compat::texture_id(stand_in.texture), ImVec2(center.x - half, center.y - half),
                  ImVec2(center.x + half, center.y + half), ImVec2(0, 0), ImVec2(1, 1),
                  IM_COL32(255, 255, 255, 150));
  }
  const auto say = [&](Icon icon, std::string_view title, std::string_view body) {
    const float edge = ui.px(36);
    draw_icon(list, icon, ImVec2(center.x - edge / 2, center.y - edge), edge, ui.theme.faint);
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(16), center.y + ui.px(8)),
                     ImVec2(max.x - ui.px(16), center.y + ui.px(34)), ui.theme.dim, title, ui::Align::Center);
    // A long reason wraps below.
    if (!body.empty()) {
      ImGui::SetCursorScreenPos(ImVec2(min.x + ui.px(20), center.y + ui.px(38)));
      ImGui::PushItemWidth(size.x - ui.px(40));
      ImGui::BeginGroup();
      const Font& font = ui.fonts.small();
      float y = center.y + ui.px(38);
      const char* at = body.data();
      const char* end = at + body.size();
      while (at < end && y < max.y - font.size) {
        const char* stop = compat::wrap_position(font.font, font.size, at, end, size.x - ui.px(40));
        if (stop == at) ++stop;
        ui::draw_text_in(ui, font, ImVec2(min.x + ui.px(20), y), ImVec2(max.x - ui.px(20), y + font.size),
                         ui.theme.faint, std::string_view(at, static_cast<std::size_t>(stop - at)),
                         ui::Align::Center);
        y += font.size;
        at = stop;
        while (at < end && *at == ' ') ++at;
      }
      ImGui::EndGroup();
      ImGui::PopItemWidth();
    }
  };
  switch (pane.content) {
    case PaneView::Content::Nothing:
      say(Icon::Cube, ui.t(Text::PaneNothing), "");
      break;
    case PaneView::Content::Loading: {
      if (!stand_in.texture) say(Icon::Clock, ui.t(Text::PaneLoading), "");
      const float phase = ui::f(std::fmod(ui.now, 1.4) / 1.4);
      const float width = size.x * 0.3f;
      const float x = min.x + (size.x + width) * phase - width;
      list.AddRectFilled(ImVec2(std::max(x, min.x), min.y),
                         ImVec2(std::min(x + width, max.x), min.y + ui.px(2)), ui.theme.accent);
      ui.animate();
      break;
    }
    case PaneView::Content::Failed:
      say(Icon::Warning, ui.t(Text::PaneFailed), ui.message(pane.message));
      break;
    case PaneView::Content::Attachment:
      say(Icon::Clip, ui.t(Text::PaneAttachment), pane.message);
      break;
    case PaneView::Content::Model:
    case PaneView::Content::Image:
      break;
  }
  ImGui::PopClipRect();
}

}  // namespace bandaji
