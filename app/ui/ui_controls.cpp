// Buttons, inputs, lists of choices, dialogs.
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "app/ui/imgui_compat.h"
#include "app/ui/ui.h"

namespace bandaji::ui {
namespace {

bool invisible(Ui& ui, std::string_view id, ImVec2 size, bool enabled) {
  const std::string name(id);
  if (!enabled) ImGui::BeginDisabled();
  const bool pressed = ImGui::InvisibleButton(name.c_str(), size);
  if (!enabled) ImGui::EndDisabled();
  ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  return pressed && enabled;
}

int edit_text(ImGuiInputTextCallbackData* data) {
  const auto& style = *static_cast<const InputStyle*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways) {
    data->CursorPos = data->BufTextLen;
    data->SelectionStart = data->SelectionEnd = data->BufTextLen;
    return 0;
  }
  const std::string next = style.complete(std::string(data->Buf, static_cast<std::size_t>(data->BufTextLen)));
  if (next.empty()) return 0;
  data->DeleteChars(0, data->BufTextLen);
  data->InsertChars(0, next.c_str());
  return 0;
}

void focus_ring(Ui& ui, float round) {
  if (!ImGui::IsItemFocused() || !(ImGui::GetIO().ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) ||
      !ImGui::GetIO().NavVisible)
    return;
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ImGui::GetWindowDrawList()->AddRect(ImVec2(min.x - 1, min.y - 1), ImVec2(max.x + 1, max.y + 1),
                                      ui.theme.accent, round, 0, ui.px(1.5f));
}

}  // namespace

float button_width(Ui& ui, std::string_view label, bool with_icon) {
  return measure(ui, ui.fonts.body(), label).x + ui.px(with_icon ? 50 : 28);
}

bool button(Ui& ui, std::string_view id, std::string_view label, const ButtonStyle& style) {
  const float height = ui.px(ui.theme.row);
  const bool with_icon = style.icon != Icon::None;
  float width = button_width(ui, label, with_icon);
  if (style.width > 0) width = ui.px(style.width);
  if (style.width < 0) width = ImGui::GetContentRegionAvail().x;
  const bool pressed = invisible(ui, id, ImVec2(width, height), style.enabled);
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  const bool hot = ImGui::IsItemHovered(), down = ImGui::IsItemActive();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Theme& theme = ui.theme;
  ImU32 fill = 0, ink = theme.text;
  switch (style.kind) {
    case ButtonKind::Normal:
      fill = style.active ? theme.accent_wash : theme.raised;
      break;
    case ButtonKind::Primary:
      fill = theme.accent_fill;
      break;
    case ButtonKind::Quiet:
      fill = style.active ? theme.accent_wash : 0;
      break;
    case ButtonKind::Danger:
      fill = theme.danger_fill;
      break;
  }
  if (style.kind == ButtonKind::Primary && hot) fill = theme.accent_hover;
  if (!style.enabled) {
    ink = with_alpha(theme.text, 0.36f);
    fill = fill ? with_alpha(theme.raised, 0.6f) : 0;
  }
  const float round = ui.px(6);
  if (fill) list.AddRectFilled(min, max, fill, round);
  if (hot && style.kind != ButtonKind::Primary) list.AddRectFilled(min, max, theme.hover, round);
  if (down) list.AddRectFilled(min, max, theme.hover, round);
  const float icon = ui.px(16);
  const float content = measure(ui, ui.fonts.body(), label).x + (with_icon ? icon + ui.px(6) : 0);
  float x = min.x + std::max(ui.px(8), (width - content) / 2);
  if (with_icon) {
    draw_icon(list, style.icon, ImVec2(x, min.y + (height - icon) / 2), icon,
              style.active ? theme.accent : ink);
    x += icon + ui.px(6);
  }
  draw_text_in(ui, ui.fonts.body(), ImVec2(x, min.y), ImVec2(max.x - ui.px(4), max.y), ink, label);
  focus_ring(ui, round);
  if (!style.tip.empty()) tooltip(ui, id, style.tip);
  return pressed;
}

bool icon_button(Ui& ui, std::string_view id, Icon icon, std::string_view tip, bool active, bool enabled,
                 float edge) {
  const float size = ui.px(edge);
  const bool pressed = invisible(ui, id, ImVec2(size, size), enabled);
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (active) list.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(6));
  if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
  const float drawn = ui.px(edge >= 28 ? 16 : 14);
  const ImU32 ink = !enabled ? with_alpha(ui.theme.text, 0.3f) : active ? ui.theme.accent : ui.theme.text;
  draw_icon(list, icon, ImVec2(min.x + (size - drawn) / 2, min.y + (size - drawn) / 2), drawn, ink);
  focus_ring(ui, ui.px(6));
  tooltip(ui, id, tip);
  return pressed;
}

bool chip(Ui& ui, std::string_view id, std::string_view label, bool active, bool* closed, ImU32 dot) {
  const Font& font = ui.fonts.small();
  const float height = ui.px(26);
  const float mark = dot ? ui.px(14) : 0;
  const float cross = closed ? ui.px(18) : 0;
  const float width = std::min(measure(ui, font, label).x, ui.px(240)) + ui.px(20) + mark + cross;
  const bool pressed = invisible(ui, id, ImVec2(width, height), true);
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, active ? ui.theme.accent_wash : ui.theme.raised, height / 2);
  const bool hot = ImGui::IsItemHovered();
  if (hot) list.AddRectFilled(min, max, ui.theme.hover, height / 2);
  if (dot) list.AddCircleFilled(ImVec2(min.x + ui.px(14), (min.y + max.y) / 2), ui.px(3.5f), dot);
  draw_text_in(ui, font, ImVec2(min.x + ui.px(10) + mark, min.y), ImVec2(max.x - ui.px(8) - cross, max.y),
               ui.theme.text, label);
  if (closed) {
    const float icon = ui.px(12);
    draw_icon(list, Icon::Close, ImVec2(max.x - icon - ui.px(8), min.y + (height - icon) / 2), icon,
              hot ? ui.theme.text : ui.theme.dim);
    *closed = pressed && ImGui::GetIO().MousePos.x > max.x - ui.px(26);
  }
  return pressed;
}

int segmented(Ui& ui, std::string_view id, std::span<const std::string_view> labels, int current,
              std::span<const std::string_view> names) {
  const float height = ui.px(ui.theme.row);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 start = ImGui::GetCursorScreenPos();
  float total = 0;
  for (const std::string_view label : labels) total += measure(ui, ui.fonts.body(), label).x + ui.px(24);
  list.AddRectFilled(start, ImVec2(start.x + total, start.y + height), ui.theme.well, ui.px(6));
  int index = 0, chosen = current;
  for (const std::string_view label : labels) {
    if (index > 0) ImGui::SameLine(0, 0);
    const float width = measure(ui, ui.fonts.body(), label).x + ui.px(24);
    const std::string part =
        names.empty() ? std::to_string(index) : std::string(names[static_cast<std::size_t>(index)]);
    if (invisible(ui, std::string(id) + "." + part, ImVec2(width, height), true)) chosen = index;
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    const bool on = index == current;
    const float inset = ui.px(2);
    if (on)
      list.AddRectFilled(ImVec2(min.x + inset, min.y + inset), ImVec2(max.x - inset, max.y - inset),
                         ui.theme.raised, ui.px(5));
    draw_text_in(ui, ui.fonts.body(), min, max, on || ImGui::IsItemHovered() ? ui.theme.text : ui.theme.dim,
                 label, Align::Center);
    focus_ring(ui, ui.px(6));
    ++index;
  }
  return chosen;
}

int segmented(Ui& ui, std::string_view id, std::initializer_list<std::string_view> labels, int current) {
  return segmented(ui, id, std::span(labels.begin(), labels.size()), current);
}

bool slider(Ui& ui, std::string_view id, float& value, float low, float high, float width_units) {
  const float width = width_units < 0 ? ImGui::GetContentRegionAvail().x : ui.px(width_units);
  const float height = ui.px(ui.theme.row);
  invisible(ui, id, ImVec2(width, height), true);
  const ImVec2 min = ImGui::GetItemRectMin();
  const float knob = ui.px(6);
  const float from = min.x + knob, to = min.x + width - knob;
  bool changed = false;
  if (ImGui::IsItemActive()) {
    const float share =
        std::clamp((ImGui::GetIO().MousePos.x - from) / std::max(to - from, 1.0f), 0.0f, 1.0f);
    const float next = low + (high - low) * share;
    changed = next != value;
    value = next;
  }
  const float share = std::clamp((value - low) / (high - low), 0.0f, 1.0f);
  const float y = min.y + height / 2, x = from + (to - from) * share;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(ImVec2(from, y - ui.px(1.5f)), ImVec2(to, y + ui.px(1.5f)), ui.theme.raised,
                     ui.px(1.5f));
  list.AddRectFilled(ImVec2(from, y - ui.px(1.5f)), ImVec2(x, y + ui.px(1.5f)),
                     with_alpha(ui.theme.accent, 0.8f), ui.px(1.5f));
  list.AddCircleFilled(
      ImVec2(x, y), knob,
      ImGui::IsItemHovered() || ImGui::IsItemActive() ? ui.theme.text : IM_COL32(206, 206, 206, 255));
  focus_ring(ui, ui.px(6));
  return changed;
}

bool check(Ui& ui, std::string_view id, bool& value, std::string_view label) {
  const float height = ui.px(28);
  const float box = ui.px(18);
  const float width = box + ui.px(8) + measure(ui, ui.fonts.body(), label).x;
  const bool pressed = invisible(ui, id, ImVec2(width, height), true);
  if (pressed) value = !value;
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  const ImVec2 at(min.x, min.y + (height - box) / 2);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + box, at.y + box), value ? ui.theme.accent_fill : ui.theme.well,
                     ui.px(4));
  if (!value)
    list.AddRect(at, ImVec2(at.x + box, at.y + box),
                 ImGui::IsItemHovered() ? ui.theme.faint : ui.theme.raised, ui.px(4), 0, ui.px(1));
  if (value)
    draw_icon(list, Icon::Check, ImVec2(at.x + ui.px(2), at.y + ui.px(2)), box - ui.px(4), ui.theme.text);
  draw_text_in(ui, ui.fonts.body(), ImVec2(at.x + box + ui.px(8), min.y), ImVec2(max.x + 2, max.y),
               ui.theme.text, label);
  focus_ring(ui, ui.px(6));
  return pressed;
}

bool stars(Ui& ui, std::string_view id, int& rating, float edge_units) {
  const float edge = ui.px(edge_units);
  const float height = ui.px(ui.theme.row);
  const bool pressed = invisible(ui, id, ImVec2(edge * 5 + ui.px(4), height), true);
  const ImVec2 min = ImGui::GetItemRectMin();
  const bool hot = ImGui::IsItemHovered();
  const int under =
      hot ? std::clamp(static_cast<int>((ImGui::GetIO().MousePos.x - min.x) / edge) + 1, 1, 5) : 0;
  for (int i = 1; i <= 5; ++i) {
    const bool lit = i <= (under ? under : rating);
    draw_icon(*ImGui::GetWindowDrawList(), lit ? Icon::Star : Icon::StarEmpty,
              ImVec2(min.x + f(i - 1) * edge, min.y + (height - edge) / 2), edge,
              lit ? (under ? with_alpha(ui.theme.star, 0.8f) : ui.theme.star) : ui.theme.faint);
  }
  focus_ring(ui, ui.px(6));
  if (!pressed) return false;
  rating = under == rating ? 0 : under;
  return true;
}

InputResult input(Ui& ui, std::string_view id, std::string& value, const InputStyle& style) {
  InputResult result;
  ui.fonts.note(value);
  ui.fonts.note(style.hint);
  const float room = style.width < 0 ? ImGui::GetContentRegionAvail().x : ui.px(style.width);
  const float pad_y = (ui.px(ui.theme.row) - ui.fonts.body().size) / 2;
  const float left = style.icon == Icon::None ? ui.px(10) : ui.px(34);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(left, pad_y));
  compat::push_font(ui.fonts.body().font, ui.fonts.body().size);
  if (style.focus) ImGui::SetKeyboardFocusHere();
  const std::string name = "##" + std::string(id);
  const std::string hint(style.hint);
  ImGuiInputTextFlags flags = 0;
  if (style.read_only) flags |= ImGuiInputTextFlags_ReadOnly;
  if (style.select_all) flags |= ImGuiInputTextFlags_AutoSelectAll;
  if (style.lines > 1) {
    result.changed = ImGui::InputTextMultiline(
        name.c_str(), &value, ImVec2(room, ui.fonts.body().size * f(style.lines) + pad_y * 2), flags);
  } else {
    ImGui::SetNextItemWidth(room);
    if (style.complete) flags |= ImGuiInputTextFlags_CallbackCompletion;
    if (style.caret_at_end) flags |= ImGuiInputTextFlags_CallbackAlways;
    result.changed = ImGui::InputTextWithHint(name.c_str(), hint.c_str(), &value, flags, edit_text,
                                              const_cast<InputStyle*>(&style));
    result.entered = ImGui::IsItemDeactivated() && compat::enter_pressed();
  }
  ImGui::PopFont();
  ImGui::PopStyleVar();
  result.committed = ImGui::IsItemDeactivatedAfterEdit();
  result.active = ImGui::IsItemActive();
  if (result.active) ui.trace.state("input", id);
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ui.trace.note(id, min, max);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (result.active) list.AddRect(min, max, with_alpha(ui.theme.accent, 0.9f), ui.px(6), 0, ui.px(1.5f));
  if (style.lines > 1 && value.empty() && !result.active)
    draw_text(ui, ui.fonts.body(), ImVec2(min.x + left, min.y + pad_y), ui.theme.faint, style.hint);
  if (style.icon != Icon::None)
    draw_icon(list, style.icon, ImVec2(min.x + ui.px(10), min.y + (max.y - min.y - ui.px(16)) / 2), ui.px(16),
              ui.theme.dim);
  if (style.problem)
    list.AddRectFilled(ImVec2(min.x + ui.px(6), max.y - ui.px(2)), ImVec2(max.x - ui.px(6), max.y),
                       style.problem);
  return result;
}

bool begin_select(Ui& ui, std::string_view id, std::string_view preview, float width_units, bool placeholder,
                  float list_width_units) {
  const float width = width_units < 0 ? ImGui::GetContentRegionAvail().x : ui.px(width_units);
  const std::string popup = std::string(id) + ".list";
  const bool pressed = invisible(ui, id, ImVec2(width, ui.px(ui.theme.row)), true);
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, ui.theme.well, ui.px(6));
  if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
  draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(10), min.y), ImVec2(max.x - ui.px(28), max.y),
               placeholder ? ui.theme.faint : ui.theme.text, preview);
  draw_icon(list, Icon::ChevronDown, ImVec2(max.x - ui.px(22), (min.y + max.y - ui.px(12)) / 2), ui.px(12),
            ui.theme.dim);
  focus_ring(ui, ui.px(6));
  if (pressed) ImGui::OpenPopup(popup.c_str());
  if (!ImGui::IsPopupOpen(popup.c_str())) return false;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const bool above = max.y + ui.px(320) > screen.y && min.y > screen.y / 2;
  const float list_width = std::max(width, ui.px(list_width_units > 0 ? list_width_units : 180));
  ImGui::SetNextWindowPos(ImVec2(std::max(0.0f, std::min(min.x, screen.x - list_width - ui.px(8))),
                                 above ? min.y - ui.px(4) : max.y + ui.px(4)),
                          ImGuiCond_Always, ImVec2(0, above ? 1.0f : 0.0f));
  ImGui::SetNextWindowSizeConstraints(ImVec2(list_width, 0), ImVec2(list_width, ui.px(380)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(6), ui.px(6)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(4), ui.px(1)));
  const bool open = ImGui::BeginPopup(popup.c_str(), ImGuiWindowFlags_NoMove);
  if (!open) ImGui::PopStyleVar(2);
  return open;
}

void end_select() {
  ImGui::EndPopup();
  ImGui::PopStyleVar(2);
}

bool select_search(Ui& ui, std::string_view id, std::string& text) {
  InputStyle style;
  style.hint = ui.t(Text::TermSearchHint);
  style.icon = Icon::Search;
  style.focus = ImGui::IsWindowAppearing();
  if (style.focus) text.clear();
  const bool entered = input(ui, std::string(id) + ".search", text, style).entered && !text.empty();
  space(ui, 6);
  return entered;
}

bool choice(Ui& ui, std::string_view id, std::string_view label, bool selected, std::string_view right,
            ImU32 dot) {
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = ui.px(30);
  const bool pressed = invisible(ui, id, ImVec2(width, height), true);
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  if (selected) list.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(5));
  if (ImGui::IsItemHovered() || focused) list.AddRectFilled(min, max, ui.theme.hover, ui.px(5));
  float x = min.x + ui.px(10);
  if (dot) {
    list.AddCircleFilled(ImVec2(x + ui.px(4), (min.y + max.y) / 2), ui.px(4), dot);
    x += ui.px(16);
  }
  const float right_width =
      right.empty() ? 0 : std::min(measure(ui, ui.fonts.small(), right).x, width * 0.5f);
  draw_text_in(ui, ui.fonts.body(), ImVec2(x, min.y), ImVec2(max.x - right_width - ui.px(18), max.y),
               ui.theme.text, label);
  if (!right.empty())
    draw_text_in(ui, ui.fonts.small(), ImVec2(max.x - right_width - ui.px(10), min.y),
                 ImVec2(max.x - ui.px(8), max.y), ui.theme.faint, right, Align::Right);
  if (pressed) ImGui::CloseCurrentPopup();
  return pressed;
}

bool begin_dialog(Ui& ui, std::string_view id, std::string_view title, float width_units, float height_units,
                  bool& close) {
  const std::string name(id);
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const ImVec2 size(std::min(ui.px(width_units), screen.x - ui.px(32)),
                    std::min(ui.px(height_units), screen.y - ui.px(32)));
  if (!ImGui::IsPopupOpen(name.c_str())) {
    ImGui::OpenPopup(name.c_str());
    ui.redraw_in(0.0);
  }
  ImGui::SetNextWindowPos(ImVec2(std::round((screen.x - size.x) / 2), std::round((screen.y - size.y) / 2)));
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(24), ui.px(20)));
  ImGui::PushStyleColor(ImGuiCol_PopupBg, ui.theme.side);
  const bool open =
      ImGui::BeginPopupModal(name.c_str(), nullptr,
                             ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                 ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoScrollbar |
                                 ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  if (!open) return false;
  if (ImGui::GetCurrentContext()->DimBgRatio < 1)
    ui.redraw_in(0.0);  // The room behind darkens over some frames.
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  draw_text_in(ui, ui.fonts.title(), ImVec2(at.x, at.y), ImVec2(at.x + width - ui.px(40), at.y + ui.px(32)),
               ui.theme.text, title);
  ImGui::SetCursorScreenPos(ImVec2(at.x + width - ui.px(32), at.y));
  if (icon_button(ui, name + ".close", Icon::Close, ui.t(Text::Close))) close = true;
  ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + ui.px(44)));
  return true;
}

void end_dialog(Ui&) {
  ImGui::EndPopup();
}

ButtonRow begin_button_row(Ui& ui) {
  const ImVec2 min = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  return ButtonRow{min.x + size.x - ui.px(24), min.y + size.y - ui.px(20) - ui.px(ui.theme.row)};
}

bool row_button(Ui& ui, ButtonRow& row, std::string_view id, std::string_view label,
                const ButtonStyle& style) {
  const float width = std::max(button_width(ui, label, style.icon != Icon::None), ui.px(88));
  row.right -= width;
  ImGui::SetCursorScreenPos(ImVec2(row.right, row.y));
  ButtonStyle wide = style;
  wide.width = width / ui.scale;
  const bool pressed = button(ui, id, label, wide);
  row.right -= ui.px(8);
  return pressed;
}

bool menu_item(Ui& ui, std::string_view id, Icon icon, std::string_view label, std::string_view keys,
               bool enabled, bool checked) {
  const float label_width = measure(ui, ui.fonts.body(), label).x;
  const float keys_width = keys.empty() ? 0 : measure(ui, ui.fonts.small(), keys).x + ui.px(32);
  const float width =
      std::max(label_width + keys_width + ui.px(56), std::max(ImGui::GetContentRegionAvail().x, ui.px(200)));
  const float height = ui.px(30);
  const bool pressed = invisible(ui, id, ImVec2(width, height), enabled);
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (ImGui::IsItemHovered() && enabled) list.AddRectFilled(min, max, ui.theme.hover, ui.px(5));
  const ImU32 ink = enabled ? ui.theme.text : with_alpha(ui.theme.text, 0.34f);
  if (checked) icon = Icon::Check;
  draw_icon(list, icon, ImVec2(min.x + ui.px(10), min.y + (height - ui.px(16)) / 2), ui.px(16),
            checked ? ui.theme.accent : with_alpha(ink, 0.8f));
  draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(36), min.y), ImVec2(max.x - keys_width, max.y), ink,
               label);
  if (!keys.empty())
    draw_text_in(ui, ui.fonts.small(), ImVec2(min.x, min.y), ImVec2(max.x - ui.px(12), max.y), ui.theme.faint,
                 keys, Align::Right);
  if (pressed) ImGui::CloseCurrentPopup();
  return pressed;
}

void menu_line(Ui& ui) {
  line(ui, 4);
}

bool begin_scroll(Ui& ui, std::string_view id, ImVec2 size, float pad_x, float pad_y) {
  const std::string name(id);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(pad_x), ui.px(pad_y)));
  const bool visible = compat::begin_padded_child(name.c_str(), size);
  ImGui::PopStyleVar();
  return visible;
}

void end_scroll() {
  ImGui::EndChild();
}

}  // namespace bandaji::ui
