#include "app/ui/panels/pane.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/ui/imgui_compat.h"

namespace bandaji {
namespace {

// What shows through a transparent picture.
void draw_checkers(Ui& ui, ImDrawList& list, ImVec2 min, ImVec2 max) {
  const float edge = ui.px(16);
  list.AddRectFilled(min, max, IM_COL32(58, 58, 58, 255));
  for (float y = min.y; y < max.y; y += 2 * edge)
    for (float x = min.x; x < max.x; x += edge) {
      const float top = y + (static_cast<int>((x - min.x) / edge) % 2 == 0 ? 0 : edge);
      list.AddRectFilled(ImVec2(x, top), ImVec2(std::min(x + edge, max.x), std::min(top + edge, max.y)),
                         IM_COL32(68, 68, 68, 255));
    }
}

// A picture over the box, of which only what lies between two shares of its width is shown.
void draw_part_of(ImDrawList& list, const Picture& picture, ImVec2 min, ImVec2 max, float from, float to) {
  if (!picture.texture || to <= from) return;
  const float width = max.x - min.x;
  const float top = picture.bottom_up ? 1.0f : 0.0f;
  list.AddImage(compat::texture_id(picture.texture), ImVec2(min.x + width * from, min.y),
                ImVec2(min.x + width * to, max.y), ImVec2(from, top), ImVec2(to, 1 - top));
}

// As much of a name as there is room for; its last word, the version, stays.
std::string elide_before_version(Ui& ui, std::string_view words, float room) {
  const Font& font = ui.fonts.small();
  const std::size_t blank = words.rfind(' ');
  if (ui::measure(ui, font, words).x <= room || blank == std::string_view::npos)
    return ui::elide(ui, font, words, room);
  const std::string_view version = words.substr(blank);
  return ui::elide(ui, font, words.substr(0, blank), room - ui::measure(ui, font, version).x) +
         std::string(version);
}

void draw_compared(Ui& ui, const PaneView& pane, const PaneCompare& against, bool line_above, ImVec2 min,
                   ImVec2 max) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const CompareView& compare = *against.compare;
  const float middle = (min.x + max.x) / 2;
  const auto name = [&](std::string_view words, ImVec2 low, ImVec2 high, ui::Align align) {
    const float room = high.x - low.x - ui.px(28);
    const std::string shown = elide_before_version(ui, words, room);
    const float width = ui::measure(ui, ui.fonts.small(), shown).x;
    const float x = align == ui::Align::Left    ? low.x + ui.px(14)
                    : align == ui::Align::Right ? high.x - ui.px(14) - width
                                                : (low.x + high.x - width) / 2;
    list.AddRectFilled(ImVec2(x - ui.px(8), low.y), ImVec2(x + width + ui.px(8), high.y),
                       IM_COL32(34, 34, 34, 220), ui.px(6));
    ui::draw_text(ui, ui.fonts.small(), ImVec2(x, (low.y + high.y - ui.fonts.small().size) / 2),
                  ui.theme.text, shown);
  };
  const float band_top = min.y + ui.px(line_above ? 92 : 70), band = band_top + ui.px(24);
  switch (compare.mode) {
    case CompareMode::Side:
      draw_part_of(list, pane.picture, min, ImVec2(middle - ui.px(1), max.y), 0, 1);
      draw_part_of(list, compare.picture, ImVec2(middle + ui.px(1), min.y), max, 0, 1);
      list.AddRectFilled(ImVec2(middle - ui.px(1), min.y), ImVec2(middle + ui.px(1), max.y), ui.theme.well);
      name(compare.first, ImVec2(min.x, band_top), ImVec2(middle, band), ui::Align::Center);
      // Not under the axes.
      name(compare.second, ImVec2(middle, band_top), ImVec2(max.x - ui.px(88), band), ui::Align::Center);
      break;
    case CompareMode::Flip:
      draw_part_of(list, against.tools->flipped ? compare.picture : pane.picture, min, max, 0, 1);
      name(against.tools->flipped ? compare.second : compare.first, ImVec2(min.x, band_top),
           ImVec2(max.x, band), ui::Align::Center);
      break;
    case CompareMode::Wipe: {
      const float at = std::clamp(against.tools->wipe, 0.0f, 1.0f);
      draw_part_of(list, pane.picture, min, max, 0, at);
      draw_part_of(list, compare.picture, min, max, at, 1);
      const float x = min.x + (max.x - min.x) * at;
      list.AddRectFilled(ImVec2(x - ui.px(1), min.y), ImVec2(x + ui.px(1), max.y), ui.theme.text);
      name(compare.first, ImVec2(min.x, band_top), ImVec2(x, band), ui::Align::Right);
      name(compare.second, ImVec2(x, band_top), ImVec2(max.x, band), ui::Align::Left);
      break;
    }
    case CompareMode::Difference:
      draw_part_of(list, compare.difference.texture ? compare.difference : pane.picture, min, max, 0, 1);
      name(compare.difference.texture ? compare.first + "  ·  " + compare.second
                                      : std::string(ui.t(Text::ToolCompareDrawing)),
           ImVec2(min.x, band_top), ImVec2(max.x, band), ui::Align::Center);
      break;
  }
}

// What is held down moves and turns.
void fly_by_keys(Ui& ui, float speed, request::PaneInput& input) {
  const auto held = [](int index) { return compat::key_is_down(kFlyKeys[index]) ? 1.0f : 0.0f; };
  const float pace = speed * (ImGui::GetIO().KeyShift ? 3.0f : 1.0f);
  input.fly = pace * glm::vec3(held(3) - held(1), held(5) - held(4), held(0) - held(2));
  input.turn = glm::vec2(held(6) - held(7), held(8) - held(9));
  if (input.fly == glm::vec3(0) && input.turn == glm::vec2(0)) return;
  input.interacting = true;
  ui.redraw_in(0);
}

}  // namespace

PaneHand draw_pane(Ui& ui, std::string_view id, int index, const UiModel& model, ImVec2 min, ImVec2 max,
                   float round, Requests& out, const PaneCompare& against) {
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
  const bool let_go = ImGui::IsItemDeactivated() && hovered && ImGui::IsMouseReleased(0) &&
                      io.MouseDragMaxDistanceSqr[0] < ui.px(4) * ui.px(4);
  const bool compared =
      against.compare && against.compare->on && against.tools && pane.content == PaneView::Content::Model;
  // Beside each other both have half the pane, and a hand on either moves both.
  const bool halves = compared && against.compare->mode == CompareMode::Side;
  const float middle = (min.x + max.x) / 2;
  const bool right_half = halves && io.MousePos.x > middle;
  PaneHand hand;
  hand.min = right_half ? ImVec2(middle + ui.px(1), min.y) : min;
  hand.max = halves && !right_half ? ImVec2(middle - ui.px(1), max.y) : max;
  const glm::vec2 shown(std::max(hand.max.x - hand.min.x, 8.0f), size.y);
  hand.size_px = shown;
  hand.cursor_px = {io.MousePos.x - hand.min.x, io.MousePos.y - hand.min.y};
  // Only the one on the left can be pointed into.
  hand.hovered = hovered && !right_half;
  hand.clicked = let_go && !right_half;
  hand.moved = io.MouseDelta.x != 0 || io.MouseDelta.y != 0;

  request::PaneInput input;
  input.pane = index;
  input.size_px = shown;
  input.covered_px = against.covered_px;
  input.cursor_px = hand.cursor_px;
  const bool picture = pane.content == PaneView::Content::Image,
             solid = pane.content == PaneView::Content::Model;
  // In a wipe the line is what a hand near it takes hold of.
  const bool wipes = compared && against.compare->mode == CompareMode::Wipe;
  if (wipes) {
    const float line = min.x + (max.x - min.x) * against.tools->wipe;
    if (hovered && ImGui::IsMouseClicked(0))
      against.tools->wipe_held = std::abs(io.MousePos.x - line) < ui.px(14);
    if (hovered && std::abs(io.MousePos.x - line) < ui.px(14))
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (!ImGui::IsMouseDown(0)) against.tools->wipe_held = false;
    if (against.tools->wipe_held && active)
      against.tools->wipe = std::clamp((io.MousePos.x - min.x) / size.x, 0.02f, 0.98f);
  }
  const bool fly_mode = solid && against.tools && against.tools->flying;
  const bool looking = solid && active && ImGui::IsMouseDown(1);
  if (active && (solid || picture) && !(wipes && against.tools->wipe_held)) {
    const glm::vec2 delta(io.MouseDelta.x, io.MouseDelta.y);
    const bool panning = ImGui::IsMouseDown(2) || (picture && ImGui::IsMouseDown(1)) ||
                         (ImGui::IsMouseDown(0) && (io.KeyShift || picture));
    const bool looks = looking || (fly_mode && !panning);
    if (delta != glm::vec2(0)) (panning ? input.pan_px : looks ? input.look_px : input.orbit_px) = delta;
    input.interacting = delta != glm::vec2(0);
    ImGui::SetMouseCursor(panning ? ImGuiMouseCursor_ResizeAll : ImGuiMouseCursor_Arrow);
  }
  if (hovered && io.MouseWheel != 0 && !io.KeyCtrl) {
    if (fly_mode) {
      against.tools->fly_speed =
          std::clamp(against.tools->fly_speed * std::pow(1.25f, io.MouseWheel), 0.05f, 20.0f);
    } else {
      input.zoom = io.MouseWheel;
      input.interacting = true;
    }
  }
  input.flies = (looking || fly_mode) && !io.WantTextInput && !model.covered;
  if (input.flies) fly_by_keys(ui, fly_mode ? against.tools->fly_speed : 1.0f, input);
  if (hovered && solid && ImGui::IsMouseDoubleClicked(0)) input.set_pivot = true;
  out.emplace_back(input);

  ImGui::PushClipRect(min, max, true);
  if (solid && model.view.backdrop == Backdrop::Transparent) draw_checkers(ui, list, min, max);
  if (compared && pane.picture.texture) {
    draw_compared(ui, pane, against, model.details && model.details->review.stale, min, max);
  } else if (pane.picture.texture && solid) {
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
  // What lies over the picture belongs to the one on the left.
  if (halves && right_half) {
    hand.min = min;
    hand.max = ImVec2(middle - ui.px(1), max.y);
  }
  return hand;
}

}  // namespace bandaji
