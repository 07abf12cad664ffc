// Text, layout and the small marks.  Controls are in ui_controls.cpp.
#include "app/ui/ui.h"

#include <algorithm>
#include <cmath>

#include "app/core/messages.h"
#include "app/ui/imgui_compat.h"

namespace bandaji {
namespace {

// More than any report shows at once; what else came meanwhile is forgotten.
constexpr std::size_t kMostMessages = 50'000;

}  // namespace

float Ui::px(float units) const {
  return std::round(units * scale);
}

ImU32 Ui::status_color(std::string_view status) const {
  const Term* term = vocabulary->find(status);
  return parse_color(term != nullptr ? term->color : std::string_view(), bandaji::status_color(status));
}

void Ui::redraw_in(double seconds) {
  redraw_at = std::min(redraw_at, now + seconds);
}

void Ui::animate() {
  redraw_in(std::max(0.06, frame_cost * 6));
}

void Ui::begin_frame(double time) {
  now = time;
  redraw_at = 1e300;
  hovered_now.clear();
  if (messages.size() > kMostMessages) messages.clear();
}

std::string_view Ui::message(std::string_view english) {
  if (!korean || english.empty()) return english;
  auto known = messages.find(english);
  if (known == messages.end()) known = messages.emplace(std::string(english), in_korean(english)).first;
  return known->second;
}

void Ui::end_frame() {
  if (hovered_now != hovered) {
    hovered = hovered_now;
    hovered_since = now;
  }
  // Whatever else asks for frames until then: when the mouse has rested the tooltip comes.
  constexpr double kRest = 0.5;
  if (!hovered.empty() && now - hovered_since < kRest) redraw_in(hovered_since + kRest - now);
}

namespace ui {

ImVec2 measure(Ui& ui, const Font& font, std::string_view words) {
  ui.fonts.note(words);
  return font.font->CalcTextSizeA(font.size, FLT_MAX, 0, words.data(), words.data() + words.size());
}

std::string elide(Ui& ui, const Font& font, std::string_view words, float width) {
  if (measure(ui, font, words).x <= width) return std::string(words);
  const float dots = measure(ui, font, "…").x;
  // Binary search over character boundaries.
  std::vector<std::size_t> ends{0};
  for (std::size_t i = 1; i <= words.size(); ++i)
    if (i == words.size() || (static_cast<unsigned char>(words[i]) & 0xC0u) != 0x80u) ends.push_back(i);
  std::size_t low = 0, high = ends.size() - 1;
  while (low < high) {
    const std::size_t middle = (low + high + 1) / 2;
    if (measure(ui, font, words.substr(0, ends[middle])).x + dots <= width)
      low = middle;
    else
      high = middle - 1;
  }
  std::string cut(words.substr(0, ends[low]));
  while (!cut.empty() && cut.back() == ' ') cut.pop_back();
  return cut + "…";
}

void draw_text(Ui& ui, const Font& font, ImVec2 position, ImU32 color, std::string_view words) {
  if (words.empty()) return;
  ui.fonts.note(words);
  ImGui::GetWindowDrawList()->AddText(font.font, font.size,
                                      ImVec2(std::round(position.x), std::round(position.y)), color,
                                      words.data(), words.data() + words.size());
}

float draw_text_in(Ui& ui, const Font& font, ImVec2 min, ImVec2 max, ImU32 color, std::string_view words,
                   Align align) {
  const float room = max.x - min.x;
  if (room <= 4 || words.empty()) return 0;
  const std::string shown = elide(ui, font, words, room);
  const float width = measure(ui, font, shown).x;
  float x = min.x;
  if (align == Align::Center) x += std::max(0.0f, (room - width) / 2);
  if (align == Align::Right) x = max.x - width;
  draw_text(ui, font, ImVec2(x, (min.y + max.y - font.size) / 2), color, shown);
  return width;
}

void draw_marked_in(Ui& ui, const Font& font, ImVec2 min, ImVec2 max, ImU32 color, std::string_view words,
                    std::span<const std::pair<std::size_t, std::size_t>> marks) {
  if (words.empty() || max.x - min.x <= 4) return;
  const std::string shown = elide(ui, font, words, max.x - min.x);
  // Bytes of `shown` that are still those of `words`.
  const std::size_t same =
      shown.size() == words.size() ? words.size() : shown.size() - std::string_view("…").size();
  const float top = (min.y + max.y - font.size) / 2;
  for (const auto& [start, end] : marks) {
    if (start >= same || end <= start) continue;
    const float x1 = measure(ui, font, words.substr(0, start)).x;
    const float x2 = measure(ui, font, words.substr(0, std::min(end, same))).x;
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(min.x + x1 - ui.px(1), top + ui.px(2)),
                                              ImVec2(min.x + x2 + ui.px(1), top + font.size - ui.px(1)),
                                              ui.theme.match, ui.px(3));
  }
  draw_text(ui, font, ImVec2(min.x, top), color, shown);
}

void text(Ui& ui, const Font& font, ImU32 color, std::string_view words) {
  const ImVec2 size = measure(ui, font, words);
  draw_text(ui, font, ImGui::GetCursorScreenPos(), color, words);
  ImGui::Dummy(size);
}

void text(Ui& ui, std::string_view words) {
  text(ui, ui.fonts.body(), ui.theme.text, words);
}

void paragraph(Ui& ui, const Font& font, ImU32 color, std::string_view words) {
  ui.fonts.note(words);
  compat::push_font(font.font, font.size);
  ImGui::PushStyleColor(ImGuiCol_Text, color);
  ImGui::PushTextWrapPos(0);
  ImGui::TextUnformatted(words.data(), words.data() + words.size());
  ImGui::PopTextWrapPos();
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

void text_line(Ui& ui, const Font& font, ImU32 color, std::string_view words) {
  const float room = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text_in(ui, font, at, ImVec2(at.x + room, at.y + font.size), color, words);
  ImGui::Dummy(ImVec2(room, font.size));
  if (measure(ui, font, words).x > room) tooltip(ui, words, words);
}

void draw_stars(Ui& ui, ImVec2 position, int rating, float edge_px) {
  for (int i = 0; i < rating; ++i)
    draw_icon(*ImGui::GetWindowDrawList(), Icon::Star, ImVec2(position.x + f(i) * edge_px, position.y),
              edge_px, ui.theme.star);
}

void status_chip(Ui& ui, std::string_view status, std::string_view label) {
  const Font& font = ui.fonts.small();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = measure(ui, font, label).x + ui.px(28);
  const float height = ui.px(24);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImU32 color = ui.status_color(status);
  list.AddRectFilled(at, ImVec2(at.x + width, at.y + height), with_alpha(color, 0.16f), height / 2);
  list.AddCircleFilled(ImVec2(at.x + ui.px(12), at.y + height / 2), ui.px(3.5f), color);
  draw_text(ui, font, ImVec2(at.x + ui.px(20), at.y + (height - font.size) / 2), ui.theme.text, label);
  ImGui::Dummy(ImVec2(width, height));
}

bool section(Ui& ui, std::string_view id, std::string_view title, bool open_at_first,
             std::string_view right) {
  const std::string name(id);
  ImGui::PushID(name.c_str());
  const ImGuiID open_id = ImGui::GetID("open");
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  bool open = storage.GetBool(open_id, open_at_first);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = std::max(ImGui::GetContentRegionAvail().x, ui.px(40));
  const float height = ui.px(32);
  if (ImGui::InvisibleButton("header", ImVec2(width, height))) {
    open = !open;
    storage.SetBool(open_id, open);
  }
  const bool hot = ImGui::IsItemHovered();
  ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const float icon = ui.px(12);
  draw_icon(*ImGui::GetWindowDrawList(), open ? Icon::ChevronDown : Icon::ChevronRight,
            ImVec2(at.x, at.y + (height - icon) / 2), icon, hot ? ui.theme.text : ui.theme.faint);
  const float right_width = right.empty() ? 0 : measure(ui, ui.fonts.small(), right).x;
  draw_text_in(ui, ui.fonts.bold(), ImVec2(at.x + ui.px(20), at.y),
               ImVec2(at.x + width - right_width - ui.px(8), at.y + height), ui.theme.text, title);
  if (!right.empty())
    draw_text_in(ui, ui.fonts.small(), ImVec2(at.x + width - right_width - 2, at.y),
                 ImVec2(at.x + width, at.y + height), ui.theme.faint, right, Align::Right);
  ImGui::PopID();
  return open;
}

void property(Ui& ui, std::string_view label, std::string_view tip) {
  const float column = ui.px(112);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + column - ui.px(8), at.y + ui.px(ui.theme.row)),
               ui.theme.dim, label);
  ImGui::Dummy(ImVec2(column - ui.px(8), ui.px(ui.theme.row)));
  if (!tip.empty())
    tooltip(ui, label, tip);
  else if (measure(ui, ui.fonts.small(), label).x > column - ui.px(8))
    tooltip(ui, label, label);
  ImGui::SameLine(0, ui.px(8));
}

void fact(Ui& ui, std::string_view label, std::string_view value, ImU32 color) {
  const float column = ui.px(112);
  const float height = ui.px(24);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + column - ui.px(8), at.y + height), ui.theme.dim,
               label);
  draw_text_in(ui, ui.fonts.body(), ImVec2(at.x + column, at.y), ImVec2(at.x + room, at.y + height),
               color ? color : ui.theme.text, value);
  const float spacing = ImGui::GetStyle().ItemSpacing.y;
  ImGui::GetStyle().ItemSpacing.y = 0;
  ImGui::Dummy(ImVec2(room, height));
  ImGui::GetStyle().ItemSpacing.y = spacing;
  if (measure(ui, ui.fonts.body(), value).x > room - column) tooltip(ui, label, value);
}

void progress(Ui& ui, float share, float width_units, bool moving) {
  const float width = width_units < 0 ? ImGui::GetContentRegionAvail().x : ui.px(width_units);
  const float height = ui.px(4);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + width, at.y + height), ui.theme.raised, height / 2);
  if (moving) {  // Nobody knows how far: a piece that wanders.
    const float phase = f(std::fmod(ui.now, 1.6) / 1.6);
    const float start = std::max(0.0f, phase * 1.3f - 0.3f), end = std::min(1.0f, phase * 1.3f);
    list.AddRectFilled(ImVec2(at.x + width * start, at.y), ImVec2(at.x + width * end, at.y + height),
                       ui.theme.accent, height / 2);
    ui.animate();
  } else if (share > 0) {
    list.AddRectFilled(at, ImVec2(at.x + std::max(height, width * std::min(share, 1.0f)), at.y + height),
                       ui.theme.accent, height / 2);
  }
  ImGui::Dummy(ImVec2(width, height));
}

void line(Ui& ui, float space_units) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float half = ui.px(space_units);
  ImGui::GetWindowDrawList()->AddRectFilled(
      ImVec2(at.x, at.y + half), ImVec2(at.x + width, at.y + half + std::max(1.0f, ui.px(1))), ui.theme.line);
  ImGui::Dummy(ImVec2(width, half * 2 + 1));
}

void space(Ui& ui, float units) {
  const float spacing = ImGui::GetStyle().ItemSpacing.y;
  ImGui::Dummy(ImVec2(1, std::max(0.0f, ui.px(units) - spacing)));
}

bool splitter(Ui& ui, std::string_view id, ImVec2 position, float height, float& width, float low, float high,
              float direction) {
  const float grip = ui.px(6);
  ImGui::SetCursorScreenPos(ImVec2(position.x - grip / 2, position.y));
  // A child of its own, begun after those beside it: they would take the mouse from a button beneath them.
  const std::string name(id);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::BeginChild(
      (name + ".over").c_str(), ImVec2(grip, std::max(height, 1.0f)), false,
      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
  ImGui::PopStyleVar();
  ImGui::InvisibleButton(name.c_str(), ImVec2(grip, std::max(height, 1.0f)));
  ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool hot = ImGui::IsItemHovered() || ImGui::IsItemActive();
  if (hot) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(position.x - ui.px(1), position.y),
                                              ImVec2(position.x + ui.px(1), position.y + height),
                                              ui.theme.accent);
  }
  const bool moved = ImGui::IsItemActive() && ImGui::GetIO().MouseDelta.x != 0;
  ImGui::EndChild();
  if (!moved) return false;
  width = std::clamp(width + direction * ImGui::GetIO().MouseDelta.x / ui.scale, low, high);
  return true;
}

bool hovered_item() {
  return ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
}

void tooltip(Ui& ui, std::string_view id, std::string_view words) {
  if (words.empty() || !hovered_item() || ImGui::IsMouseDown(0)) return;
  ui.hovered_now = id;
  if (ui.hovered != id || ui.now - ui.hovered_since < 0.45) return;
  ui.fonts.note(words);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(10), ui.px(6)));
  ImGui::BeginTooltip();
  compat::push_font(ui.fonts.small().font, ui.fonts.small().size);
  ImGui::PushTextWrapPos(ui.px(420));
  ImGui::TextUnformatted(words.data(), words.data() + words.size());
  ImGui::PopTextWrapPos();
  ImGui::PopFont();
  // A window that is as large as its words is only seen when they have been measured once.
  if (ImGui::IsWindowAppearing()) ui.redraw_in(0);
  const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  ui.trace.note(std::string(id) + ".tip", at, ImVec2(at.x + size.x, at.y + size.y));
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

void empty_state(Ui& ui, Icon icon, std::string_view title, std::string_view body) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 start = ImGui::GetCursorPos();
  const float icon_size = ui.px(48);
  const float wrap = std::min(room.x - ui.px(32), ui.px(460));
  const ImVec2 body_size = ImGui::GetFont()
                               ? ui.fonts.body().font->CalcTextSizeA(ui.fonts.body().size, FLT_MAX, wrap,
                                                                     body.data(), body.data() + body.size())
                               : ImVec2(0, 0);
  const float height = icon_size + ui.px(16) + ui.fonts.title().size + ui.px(8) + body_size.y;
  const float top = start.y + std::max(ui.px(16), (room.y - height) * 0.42f);
  const ImVec2 window = ImGui::GetCursorScreenPos();
  const float center = window.x + room.x / 2;
  const float screen_top = window.y + (top - start.y);
  draw_icon(*ImGui::GetWindowDrawList(), icon, ImVec2(center - icon_size / 2, screen_top), icon_size,
            ui.theme.faint);
  draw_text_in(
      ui, ui.fonts.title(), ImVec2(window.x + ui.px(16), screen_top + icon_size + ui.px(16)),
      ImVec2(window.x + room.x - ui.px(16), screen_top + icon_size + ui.px(16) + ui.fonts.title().size),
      ui.theme.text, title, Align::Center);
  ui.fonts.note(body);
  // Each line of the body is centered by itself.
  float y = screen_top + icon_size + ui.px(24) + ui.fonts.title().size;
  const Font& font = ui.fonts.body();
  const char* at = body.data();
  const char* end = body.data() + body.size();
  while (at < end) {
    const char* stop = compat::wrap_position(font.font, font.size, at, end, wrap);
    if (stop == at) ++stop;
    const std::string_view piece(at, static_cast<std::size_t>(stop - at));
    const float width = measure(ui, font, piece).x;
    draw_text(ui, font, ImVec2(center - width / 2, y), ui.theme.dim, piece);
    y += font.size;
    at = stop;
    while (at < end && (*at == ' ' || *at == '\n')) ++at;
  }
  ImGui::SetCursorPosY(top + height + ui.px(16));
}

}  // namespace ui
}  // namespace bandaji
