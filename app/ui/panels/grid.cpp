// The thumbnail grid.  Only the rows on screen are drawn, whatever the size of the result.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/core/turntable.h"
#include "app/ui/imgui_compat.h"
#include "app/ui/panels/asset_drag.h"
#include "app/ui/panels/browser.h"
#include "db/search.h"

namespace bandaji {
namespace {

constexpr double kRestBeforeTurn = 0.5;  // Seconds that the mouse rests on a card.
constexpr double kTurnStep = 0.12;       // Seconds for each view; three for a turn.
constexpr int kTurns = 2;                // Then it stands still until the mouse has been elsewhere.

// A dark pill behind white marks on a picture.
ImVec2 badge(Ui& ui, ImVec2 at, Icon icon, std::string_view words, ImU32 ink, bool from_right) {
  const float height = ui.px(20);
  const float text_width = words.empty() ? 0 : ui::measure(ui, ui.fonts.small(), words).x;
  const float icon_width = icon == Icon::None ? 0 : ui.px(13);
  const float width = ui.px(words.empty() ? 7 : 10) + text_width + icon_width +
                      (icon_width > 0 && text_width > 0 ? ui.px(3) : 0);
  if (from_right) at.x -= width;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + width, at.y + height), IM_COL32(20, 20, 20, 190), ui.px(5));
  float x = at.x + ui.px(words.empty() ? 3.5f : 5);
  if (icon_width > 0) {
    draw_icon(list, icon, ImVec2(x, at.y + (height - icon_width) / 2), icon_width, ink);
    x += icon_width + ui.px(3);
  }
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(x, at.y), ImVec2(at.x + width, at.y + height), ink, words);
  return ImVec2(width, height);
}

// A card on which the mouse rests for a moment begins to turn.  Left alone, nothing is drawn any more.
void follow_rest(Ui& ui, BrowserPanel& panel, const UiModel& model, const AssetSummary* under,
                 Requests& out) {
  const Id id = under && under->content == VersionContent::Model ? under->id : Id();
  if (panel.rested_on != id) {
    if (panel.turn_asked) out.emplace_back(request::WantTurn{});
    panel.rested_on = id;
    panel.rested_since = ui.now;
    panel.turns_since = -1;
    panel.turn_asked = false;
  }
  if (id.empty()) return;
  const double due = panel.rested_since + kRestBeforeTurn;
  if (ui.now < due) return ui.redraw_in(due - ui.now);
  if (!std::exchange(panel.turn_asked, true)) out.emplace_back(request::WantTurn{id});
  if (panel.turns_since < 0 && model.turning(under->manifest_hash).texture) panel.turns_since = ui.now;
}

// The view of the turning model that is due, in place of its thumbnail.
bool draw_turn(Ui& ui, const BrowserPanel& panel, const UiModel& model, const AssetSummary& asset, ImVec2 min,
               ImVec2 max, float round) {
  if (panel.rested_on != asset.id || panel.turns_since < 0) return false;
  const Picture views = model.turning(asset.manifest_hash);
  if (!views.texture) return false;
  const double steps = (ui.now - panel.turns_since) / kTurnStep;
  if (steps >= kTurns * kTurnColumns * kTurnColumns) return false;
  const int view = static_cast<int>(std::fmod(steps, kTurnColumns * kTurnColumns));
  const float share = 1.0f / kTurnColumns;
  // Half a pixel inside its square, so that nothing of the next view shows at the edge.
  const float inset = 0.5f / ui::f(kTurnColumns * kTurnEdge);
  const ImVec2 low(ui::f(view % kTurnColumns) * share + inset, ui::f(view / kTurnColumns) * share + inset);
  ImGui::GetWindowDrawList()->AddImageRounded(compat::texture_id(views.texture), min, max, low,
                                              ImVec2(low.x + share - 2 * inset, low.y + share - 2 * inset),
                                              IM_COL32_WHITE, round, ImDrawFlags_RoundCornersTop);
  ui.trace.state("turning", std::to_string(view));
  ui.redraw_in((std::floor(steps) + 1 - steps) * kTurnStep);
  return true;
}

void draw_card(Ui& ui, BrowserPanel& panel, const UiModel& model, const AssetSummary& asset, ImVec2 min,
               float width, float height, bool hot, Requests& out) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& theme = ui.theme;
  const ImVec2 max(min.x + width, min.y + height);
  const float round = ui.px(theme.round);
  const bool selected = model.selection.contains(asset.id);
  const int colorways = model.colorways(asset.id);
  if (colorways > 0) draw_stack_edges(ui, min, max);
  list.AddRectFilled(min, max,
                     selected ? blend(theme.card, theme.accent_fill, 0.38f)
                     : hot    ? IM_COL32(63, 63, 63, 255)
                              : theme.card,
                     round);
  const ImVec2 picture_max(max.x, min.y + width);
  if (!draw_turn(ui, panel, model, asset, min, picture_max, round))
    draw_thumbnail(ui, model, asset, min, picture_max, round, false);
  if (asset.color_label > 0)
    list.AddRectFilled(ImVec2(min.x, picture_max.y), ImVec2(max.x, picture_max.y + ui.px(3)),
                       label_color(asset.color_label));

  const bool roomy = width > ui.px(112);
  const float inset = ui.px(6);
  if (roomy) {
    float x = min.x + inset;
    if (asset.missing_files > 0)
      x += badge(ui, ImVec2(x, min.y + inset), Icon::Warning, std::to_string(asset.missing_files),
                 theme.warning, false)
               .x +
           ui.px(4);
    if (asset.stale)
      badge(ui, ImVec2(x, min.y + inset), Icon::Stale, ui.t(Text::Stale), theme.warning, false);
    if (asset.version_number > 1)
      badge(ui, ImVec2(max.x - inset, min.y + inset), Icon::None, fmt::format("v{}", asset.version_number),
            theme.text, true);
    if (asset.rating > 0) {
      const float edge = ui.px(13);
      const float stars_width = edge * ui::f(asset.rating) + ui.px(8);
      const ImVec2 at(max.x - inset - stars_width, picture_max.y - inset - ui.px(18));
      list.AddRectFilled(at, ImVec2(at.x + stars_width, at.y + ui.px(18)), IM_COL32(20, 20, 20, 170),
                         ui.px(5));
      ui::draw_stars(ui, ImVec2(at.x + ui.px(4), at.y + ui.px(2.5f)), asset.rating, edge);
    }
  } else if (asset.missing_files > 0 || asset.stale) {
    list.AddCircleFilled(ImVec2(min.x + ui.px(10), min.y + ui.px(10)), ui.px(4), theme.warning);
  }

  if (colorways > 0) {
    const ImVec2 at(min.x + inset, picture_max.y - inset - ui.px(20));
    const ImVec2 size = badge(ui, at, Icon::Swatch, std::to_string(colorways), theme.text, false);
    ui.trace.note("stack.badge." + asset.number, at, ImVec2(at.x + size.x, at.y + size.y));
    if (hot && ImGui::IsMouseClicked(0) &&
        ImGui::IsMouseHoveringRect(at, ImVec2(at.x + size.x, at.y + size.y))) {
      out.emplace_back(request::ShowStack{asset.id});
      panel.stack_opens = true;
    }
  }

  // Caption: name; then status, and the number at the right.
  const float pad = ui.px(roomy ? 10 : 6);
  const float line1 = picture_max.y + ui.px(7);
  const ImVec2 name_min(min.x + pad, line1), name_max(max.x - pad, line1 + ui.px(22));
  if (panel.renaming == asset.id) {
    draw_rename(ui, panel, model, ImVec2(min.x + ui.px(3), line1 - ui.px(5)),
                ImVec2(max.x - ui.px(3), line1 + ui.px(27)), out);
  } else {
    const std::string_view name = display_name(asset.name_ko, asset.name_en, ui.korean);
    const auto marks = model.query.empty() ? std::vector<std::pair<std::size_t, std::size_t>>()
                                           : match_ranges(name, model.query, *ui.vocabulary);
    ui::draw_marked_in(ui, ui.fonts.body(), name_min, name_max, theme.text, name, marks);
  }
  const float line2 = line1 + ui.px(23);
  if (panel.renaming != asset.id) {
    const ImU32 dot = ui.status_color(asset.status);
    const float number_width = roomy ? ui::measure(ui, ui.fonts.small(), asset.number).x : 0;
    list.AddCircleFilled(ImVec2(min.x + pad + ui.px(3.5f), line2 + ui.px(10)), ui.px(3.5f), dot);
    const Verdict verdict = asset.verdict;
    const bool decided = verdict == Verdict::Approved && !asset.stale;
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + pad + ui.px(13), line2),
                     ImVec2(max.x - pad - number_width - ui.px(6), line2 + ui.px(20)),
                     decided ? ui.status_color("st_approved") : theme.dim, ui.term(asset.status));
    if (roomy)
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(max.x - pad - number_width - 1, line2),
                       ImVec2(max.x - pad + 1, line2 + ui.px(20)), theme.faint, asset.number,
                       ui::Align::Right);
  }
  if (selected)
    list.AddRect(ImVec2(min.x - 1, min.y - 1), ImVec2(max.x + 1, max.y + 1), theme.accent, round, 0,
                 ui.px(2));
  if (model.selection.focus() == asset.id && model.selection.size() > 1)
    list.AddRect(ImVec2(min.x - ui.px(3), min.y - ui.px(3)), ImVec2(max.x + ui.px(3), max.y + ui.px(3)),
                 theme.text, round, 0, ui.px(1));
}

void rubber_band(Ui& ui, BrowserPanel& panel, const UiModel& model, ImVec2 origin, double scroll, ImVec2 view,
                 Requests& out) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const double x = static_cast<double>(mouse.x - origin.x),
               y = static_cast<double>(mouse.y - origin.y) + scroll;
  if (!ImGui::IsMouseDown(0)) {
    panel.banding = false;
    return;
  }
  if (std::abs(x - panel.band_x) + std::abs(y - panel.band_y) < static_cast<double>(ui.px(4))) return;
  const double x1 = std::min(x, panel.band_x), x2 = std::max(x, panel.band_x), y1 = std::min(y, panel.band_y),
               y2 = std::max(y, panel.band_y);
  std::vector<Id> ids = panel.band_before;
  const GridLayout::Range rows = panel.layout.visible(y1, y2);
  for (std::size_t i = rows.first; i < rows.last; ++i) {
    const GridLayout::Point cell = panel.layout.cell(i);
    if (cell.x < x2 && cell.x + static_cast<double>(panel.layout.cell_width) > x1 && cell.y < y2 &&
        cell.y + static_cast<double>(panel.layout.cell_height) > y1)
      ids.push_back(model.result.ids[i]);
  }
  const Id focus = ids.empty() ? Id() : ids.back();
  out.emplace_back(request::SelectMany{std::move(ids), focus});
  const ImVec2 a(origin.x + ui::f(x1), origin.y + ui::f(y1 - scroll)),
      b(origin.x + ui::f(x2), origin.y + ui::f(y2 - scroll));
  ImGui::GetWindowDrawList()->AddRectFilled(a, b, with_alpha(ui.theme.accent, 0.12f), ui.px(3));
  ImGui::GetWindowDrawList()->AddRect(a, b, with_alpha(ui.theme.accent, 0.7f), ui.px(3));
  // Dragging over an edge scrolls.
  const float over = mouse.y < origin.y            ? mouse.y - origin.y
                     : mouse.y > origin.y + view.y ? mouse.y - origin.y - view.y
                                                   : 0;
  if (over != 0) {
    ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + over * 0.4f, 0.0f, ImGui::GetScrollMaxY()));
    ui.redraw_in(0.02);
  }
}

}  // namespace

void draw_grid(Ui& ui, BrowserPanel& panel, const UiModel& model, Requests& out) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  // Ctrl and the wheel zoom; the wheel alone scrolls.
  const bool zooming = ImGui::GetIO().KeyCtrl;
  ImGui::BeginChild(
      "grid", room, false,
      ImGuiWindowFlags_AlwaysVerticalScrollbar | (zooming ? ImGuiWindowFlags_NoScrollWithMouse : 0));
  ImGui::PopStyleVar();
  const ImVec2 origin = ImGui::GetWindowPos();
  const ImVec2 view(room.x - ImGui::GetStyle().ScrollbarSize, room.y);
  const std::size_t first_before =
      panel.layout
          .visible(static_cast<double>(ImGui::GetScrollY()), static_cast<double>(ImGui::GetScrollY()) + 1)
          .first;
  const std::size_t columns_before = panel.layout.columns;
  const float width_before = panel.layout.cell_width;
  panel.layout = lay_out_grid(model.result.ids.size(), view.x, ui.px(model.preferences.thumbnail_edge),
                              ui.px(60), ui.px(12), ui.px(20));
  panel.view_height = view.y;
  const GridLayout& layout = panel.layout;

  // What was at the top stays at the top when the zoom or the width changes.
  if (width_before > 0 && (columns_before != layout.columns || width_before != layout.cell_width) &&
      first_before > 0)
    ImGui::SetScrollY(ui::f(layout.cell(std::min(first_before, layout.count - 1)).y) - layout.margin);
  double scroll = static_cast<double>(ImGui::GetScrollY());
  if (panel.show_focus) {
    panel.show_focus = false;
    if (model.focus_index) {
      const double to = layout.scroll_to(*model.focus_index, scroll, static_cast<double>(view.y));
      if (to != scroll) {
        ImGui::SetScrollY(ui::f(to));
        scroll = to;
        ui.redraw_in(0);
      }
    }
  }

  ImGui::SetCursorScreenPos(origin);
  compat::next_item_may_be_covered();
  ImGui::InvisibleButton("grid.area", ImVec2(std::max(view.x, 1.0f), std::max(view.y, 1.0f)),
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight);
  compat::item_may_be_covered();
  const bool inside =
      ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) || ImGui::IsItemActive();
  if (!ImGui::IsMouseDown(0)) panel.held.clear();
  if (!panel.held.empty()) offer_assets(ui, panel, model, panel.held);
  ui.trace.note("grid", ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const std::size_t under = inside ? layout.at(static_cast<double>(mouse.x - origin.x),
                                               static_cast<double>(mouse.y - origin.y) + scroll)
                                   : layout.count;
  const bool clicked = ImGui::IsItemHovered() && ImGui::IsMouseClicked(0);
  if (clicked) {
    if (under < layout.count) {
      panel.held = model.result.ids[under];
      click_asset(panel, model, panel.held, out);
      if (ImGui::IsMouseDoubleClicked(0)) out.emplace_back(request::Do{Action::OpenViewport});
    } else {
      panel.banding = true;
      panel.band_x = static_cast<double>(mouse.x - origin.x);
      panel.band_y = static_cast<double>(mouse.y - origin.y) + scroll;
      panel.band_before =
          ImGui::GetIO().KeyCtrl || ImGui::GetIO().KeyShift ? model.selected : std::vector<Id>();
      if (panel.band_before.empty()) out.emplace_back(request::SelectMany{});
    }
  }
  if (ImGui::IsItemHovered() && ImGui::IsMouseClicked(1) && under < layout.count) {
    if (!model.selection.contains(model.result.ids[under]))
      out.emplace_back(request::Select{model.result.ids[under], request::SelectMode::Only});
    ImGui::OpenPopup("asset.menu");
  }
  release_asset(panel, model, out);
  if (zooming && ImGui::IsWindowHovered() && ImGui::GetIO().MouseWheel != 0) {
    Preferences preferences = model.preferences;
    preferences.thumbnail_edge =
        std::clamp(preferences.thumbnail_edge * std::pow(1.12f, ImGui::GetIO().MouseWheel), 96.0f, 360.0f);
    out.emplace_back(request::SetPreferences{preferences});
  }

  const bool resting = under < layout.count && !panel.banding && !ImGui::IsMouseDown(0) && !model.covered;
  follow_rest(ui, panel, model, resting ? model.library->index().summary(model.result.ids[under]) : nullptr,
              out);
  const GridLayout::Range range = layout.visible(scroll, scroll + static_cast<double>(view.y));
  for (std::size_t i = range.first; i < range.last; ++i) {
    const Id id = model.result.ids[i];
    const AssetSummary* asset = model.library->index().summary(id);
    if (!asset) continue;  // Removed by another program since the search.
    const GridLayout::Point cell = layout.cell(i);
    const ImVec2 min(origin.x + ui::f(cell.x), std::round(origin.y + ui::f(cell.y - scroll)));
    draw_card(ui, panel, model, *asset, min, layout.cell_width, layout.cell_height,
              i == under && !panel.banding, out);
    if (ui.trace.on())
      ui.trace.note("asset." + (asset->number.empty() ? id : asset->number), min,
                    ImVec2(min.x + layout.cell_width, min.y + layout.cell_height));
  }
  want_thumbnails(panel, model, range, out);
  if (panel.banding) rubber_band(ui, panel, model, origin, scroll, view, out);
  draw_asset_menu(ui, model, out);
  draw_stack(ui, panel, model, out);
  ImGui::SetCursorPos(ImVec2(0, 0));
  ImGui::Dummy(ImVec2(1, ui::f(layout.total_height)));
  ImGui::EndChild();
}

}  // namespace bandaji
