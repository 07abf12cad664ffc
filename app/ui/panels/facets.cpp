#include "app/ui/panels/facets.h"

#include <fmt/format.h>

namespace bandaji {
namespace {

constexpr std::size_t kFirstValues = 8;

void draw_value(Ui& ui, const Facet& facet, const FacetValue& value, Requests& out) {
  const std::string id = "facet." + facet.key + "." + value.key;
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = ui.px(28);
  if (ImGui::InvisibleButton(id.c_str(), ImVec2(width, height)))
    out.emplace_back(request::ToggleTerm{value.term, !value.active});
  ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (value.active) list.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(5));
  const bool hot = ImGui::IsItemHovered();
  if (hot) list.AddRectFilled(min, max, ui.theme.hover, ui.px(5));
  float x = min.x + ui.px(10);
  if (facet.key == "status") {
    list.AddCircleFilled(ImVec2(x + ui.px(4), (min.y + max.y) / 2), ui.px(4), ui.status_color(value.key));
    x += ui.px(16);
  }
  const std::string count = count_text(value.count);
  const float count_width = ui::measure(ui, ui.fonts.small(), count).x;
  const std::string label = facet_value_label(ui, facet, value);
  const bool is_rating =
      facet.key == "rating" && !value.key.empty() && value.key[0] >= '1' && value.key[0] <= '5';
  if (is_rating)
    ui::draw_stars(ui, ImVec2(x, min.y + (height - ui.px(14)) / 2), value.key[0] - '0', ui.px(14));
  else
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(x, min.y), ImVec2(max.x - count_width - ui.px(30), max.y),
                     value.active ? ui.theme.text : IM_COL32(214, 214, 214, 255), label);
  if (value.active)
    draw_icon(list, Icon::Close, ImVec2(max.x - ui.px(20), min.y + (height - ui.px(12)) / 2), ui.px(12),
              hot ? ui.theme.text : ui.theme.dim);
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(max.x - count_width - ui.px(value.active ? 26 : 10), min.y),
                   ImVec2(max.x - ui.px(value.active ? 24 : 8), max.y), ui.theme.faint, count);
}

}  // namespace

std::string facet_value_label(const Ui& ui, const Facet& facet, const FacetValue& value) {
  if (facet.key == "rating") return value.key == "0" ? std::string(ui.t(Text::NoRating)) : value.key;
  if (facet.key == "tag" || facet.key == "format") return value.key;
  return std::string(ui.term(value.key));
}

void draw_facets(Ui& ui, FacetPanel& panel, const UiModel& model, Requests& out) {
  ui::begin_scroll(ui, "facets", ImGui::GetContentRegionAvail(), 10, 10);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(4), ui.px(1)));
  const bool in_trash = model.query.find("in:trash") != std::string::npos;
  const auto place = [&](std::string_view id, Icon icon, std::string_view label, bool active,
                         std::string_view right) {
    const std::string name(id);
    const float width = ImGui::GetContentRegionAvail().x, height = ui.px(32);
    const bool pressed = ImGui::InvisibleButton(name.c_str(), ImVec2(width, height));
    ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (active) list.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(6));
    if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
    draw_icon(list, icon, ImVec2(min.x + ui.px(10), min.y + ui.px(8)), ui.px(16),
              active ? ui.theme.accent : ui.theme.dim);
    const float right_width =
        ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + width * 0.6f, min.y),
                         ImVec2(max.x - ui.px(8), max.y), ui.theme.faint, right, ui::Align::Right);
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(36), min.y),
                     ImVec2(max.x - right_width - ui.px(16), max.y), ui.theme.text, label);
    return pressed;
  };
  if (place("facets.all", Icon::Chest, ui.t(Text::AllAssets), model.query.empty(),
            count_text(model.result.searched)))
    out.emplace_back(request::SetQuery{});
  if (place("facets.trash", Icon::Trash, ui.t(Text::TrashPlace), in_trash, ""))
    out.emplace_back(request::SetQuery{in_trash ? "" : "in:trash"});
  ui::space(ui, 4);
  draw_collections(ui, panel.collections, model, out);
  ui::space(ui, 8);

  for (const Facet& facet : model.result.facets) {
    if (facet.values.empty()) continue;
    const std::string id = "facet." + facet.key;
    if (!ui::section(ui, id, ui.pick(facet.title_ko, facet.title_en), facet.key != "format")) continue;
    bool& all = panel.all_values[facet.key];
    const std::size_t shown =
        all || facet.values.size() <= kFirstValues + 2 ? facet.values.size() : kFirstValues;
    for (std::size_t i = 0; i < facet.values.size(); ++i)
      if (i < shown || facet.values[i].active) draw_value(ui, facet, facet.values[i], out);
    if (facet.values.size() > kFirstValues + 2) {
      const std::string label =
          all ? std::string(ui.t(Text::ShowFewer))
              : fmt::format(fmt::runtime(ui.t(Text::ShowAllValues)), facet.values.size());
      const float width = ui::measure(ui, ui.fonts.small(), label).x + ui.px(20);
      if (ImGui::InvisibleButton((id + ".more").c_str(), ImVec2(width, ui.px(26)))) all = !all;
      ui.trace.note(id + ".more", ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
      ui::draw_text_in(
          ui, ui.fonts.small(), ImVec2(ImGui::GetItemRectMin().x + ui.px(10), ImGui::GetItemRectMin().y),
          ImGui::GetItemRectMax(), ImGui::IsItemHovered() ? ui.theme.text : ui.theme.accent, label);
    }
    ui::space(ui, 6);
  }
  ImGui::PopStyleVar();
  ui::end_scroll();
}

}  // namespace bandaji
