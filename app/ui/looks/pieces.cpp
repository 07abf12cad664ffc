// Lists of pieces: a row, which version and copy of it, and the picker that finds another.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/continuity/record_form.h"
#include "app/ui/looks/looks_panel.h"
#include "app/ui/looks/workshop.h"
#include "db/record_reads.h"

namespace bandaji::workshop {
namespace {

std::vector<Id> matches(const AssetPicker& picker, const UiModel& model) {
  SearchRequest wanted;
  wanted.query = picker.search;
  wanted.count_facets = false;
  std::vector<Id> found;
  for (const Id& id : model.library->index().search(wanted).ids) {
    const AssetSummary* asset = model.library->index().summary(id);
    if (asset == nullptr || asset->trashed) continue;
    if ((asset->content == VersionContent::Image) != picker.images) continue;
    found.push_back(id);
    if (found.size() == 60) break;
  }
  return found;
}

}  // namespace

PieceRowHit piece_row(Ui& ui, const UiModel& model, const PieceRow& row, std::string_view toggle_id,
                      std::string_view toggle_tip,
                      const std::function<void(ImDrawList&, ImVec2 min, ImVec2 max)>& sign) {
  PieceRowHit hit;
  const float width = ImGui::GetContentRegionAvail().x, height = ui.px(kPieceRow), end = ui.px(34);
  const ImVec2 at = ImGui::GetCursorScreenPos(), max(at.x + width, at.y + height);
  hit.pressed = ImGui::InvisibleButton(row.id.c_str(), ImVec2(width - end, height));
  ui.trace.note(row.id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool hovered = ImGui::IsItemHovered();
  hit.dragged = row.handle && ImGui::IsItemActive() && ImGui::IsMouseDragging(0, ui.px(5));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (row.current) list.AddRectFilled(at, max, ui.theme.accent_wash, ui.px(6));
  if (hovered) list.AddRectFilled(at, max, ui.theme.hover, ui.px(6));
  const float ink = row.faded ? 0.42f : 1.0f;
  float x = at.x + ui.px(4);
  if (row.handle) {  // To take it by.
    for (int dot = 0; dot < 6; ++dot)
      list.AddCircleFilled(
          ImVec2(at.x + ui.px(8 + 5 * ui::f(dot % 2)), at.y + ui.px(20 + 6 * ui::f(dot / 2))), ui.px(1.2f),
          with_alpha(ui.theme.faint, hovered ? 1.0f : 0.5f));
    x = at.x + ui.px(20);
  }
  const float edge = height - ui.px(8);
  const ImVec2 low(x, at.y + ui.px(4)), high(x + edge, at.y + ui.px(4) + edge);
  looks::draw_picture(ui, model, row.picture, low, high, ui.px(5));
  if (row.faded) list.AddRectFilled(low, high, with_alpha(ui.theme.side, 0.6f), ui.px(5));
  const float left = high.x + ui.px(8), right = max.x - end - ui.px(4);
  float name_end = right;
  if (!row.badge.empty()) {
    const float wide = ui::measure(ui, ui.fonts.small(), row.badge).x + ui.px(14);
    name_end = std::max(left, right - wide - ui.px(6));
    const ImVec2 badge_min(right - wide, at.y + ui.px(7)), badge_max(right, at.y + ui.px(27));
    list.AddRectFilled(badge_min, badge_max, with_alpha(ui.theme.warning, 0.18f), ui.px(10));
    ui::draw_text_in(ui, ui.fonts.small(), badge_min, badge_max, ui.theme.warning, row.badge,
                     ui::Align::Center);
  }
  ui::draw_text_in(ui, ui.fonts.body(), ImVec2(left, at.y + ui.px(5)), ImVec2(name_end, at.y + ui.px(28)),
                   with_alpha(ui.theme.text, ink), row.name);
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(left, at.y + ui.px(27)), ImVec2(right, at.y + ui.px(47)),
                   with_alpha(ui.theme.dim, ink), row.line);
  ImGui::SetCursorScreenPos(ImVec2(max.x - end, at.y + (height - ui.px(32)) / 2));
  const std::string toggle(toggle_id);
  hit.toggled = ImGui::InvisibleButton(toggle.c_str(), ImVec2(ui.px(32), ui.px(32))) && !model.read_only;
  const ImVec2 sign_min = ImGui::GetItemRectMin(), sign_max = ImGui::GetItemRectMax();
  ui.trace.note(toggle, sign_min, sign_max);
  if (ImGui::IsItemHovered()) list.AddRectFilled(sign_min, sign_max, ui.theme.hover, ui.px(6));
  sign(list, sign_min, sign_max);
  ui::tooltip(ui, toggle, toggle_tip);
  ImGui::SetCursorScreenPos(ImVec2(at.x, max.y + ui.px(2)));
  ImGui::Dummy(ImVec2(1, 0));
  return hit;
}

Pinned pinned(const Catalog& catalog, const Id& asset, const Id& version) {
  Pinned pin;
  if (version.empty()) return pin;
  const auto held = catalog.version(version);
  const auto record = catalog.asset(asset);
  const auto current = record ? catalog.version(record->current_version) : held;
  if (held && held->asset_id == asset) pin.number = held->number;
  if (current) pin.newest = current->number;
  return pin;
}

void draw_pins(Ui& ui, const UiModel& model, std::string_view prefix, const RecordRow& row, Requests& out) {
  const Catalog& catalog = model.library->catalog();
  const Id asset(row.value("asset"));
  if (asset.empty()) return;
  const RecordDescription& description = describe(row.type);
  const auto set = [&](std::string_view column, const Id& value) {
    if (!model.read_only) out.emplace_back(rows::set_field(row.type, row.id, column, value));
  };
  if (description.find("version") < description.columns.size()) {
    const Id version(row.value("version"));
    const std::vector<AssetVersion> versions = catalog.versions(asset);
    const Pinned pin = pinned(catalog, asset, version);
    ui::property(ui, ui.t(Text::PinVersion));
    const std::string shown = pin.number > 0 ? fmt::format("v{}", pin.number)
                              : versions.empty()
                                  ? std::string(ui.t(Text::NoValue))
                                  : fmt::format(fmt::runtime(ui.t(Text::PinNewest)), versions.back().number);
    if (ui::begin_select(ui, fmt::format("{}.version", prefix), shown, -1, pin.number == 0, 320)) {
      if (ui::choice(ui, fmt::format("{}.version.none", prefix), ui.t(Text::PinFollow), version.empty()))
        set("version", "");
      for (auto one = versions.rbegin(); one != versions.rend(); ++one)
        if (ui::choice(ui, fmt::format("{}.version.{}", prefix, one->number),
                       fmt::format("v{}  {}", one->number, one->comment), one->id == version,
                       date_text(one->created_at, false)))
          set("version", one->id);
      ui::end_select();
    }
    if (pin.outdated())
      ui::text(ui, ui.fonts.small(), ui.theme.warning,
               fmt::format(fmt::runtime(ui.t(Text::PinOutdated)), pin.newest));
  }
  if (description.find("unit") == description.columns.size()) return;
  const Id unit(row.value("unit"));
  const std::vector<Unit> units = records_where<Unit>(catalog, "asset", asset);
  const auto name_of = [&](const Unit& one) {
    std::string name = fmt::format("#{}", one.number);
    if (!one.size.empty()) name += fmt::format("  {}", one.size);
    if (!one.purpose.empty()) name += fmt::format("  {}", word_label(one.purpose, ui.korean));
    return name;
  };
  std::string shown(ui.t(units.empty() ? Text::PinNoUnits : Text::PinAnyUnit));
  for (const Unit& one : units)
    if (one.id == unit) shown = name_of(one);
  ui::property(ui, ui.t(Text::PinUnit));
  if (ui::begin_select(ui, fmt::format("{}.unit", prefix), shown, -1, unit.empty(), 320)) {
    if (ui::choice(ui, fmt::format("{}.unit.none", prefix), ui.t(Text::PinAnyUnit), unit.empty()))
      set("unit", "");
    for (const Unit& one : units)
      if (ui::choice(ui, fmt::format("{}.unit.{}", prefix, one.number), name_of(one), one.id == unit,
                     ui.term(one.condition)))
        set("unit", one.id);
    ui::end_select();
  }
}

bool draw_piece_buttons(Ui& ui, const UiModel& model, std::string_view prefix, const Id& asset,
                        Requests& out) {
  ui::space(ui, 4);
  if (ui::button(ui, fmt::format("{}.asset", prefix), ui.t(Text::ItemShowAsset),
                 {.kind = ui::ButtonKind::Quiet, .icon = Icon::Chest})) {
    out.emplace_back(request::ShowWorkspace{Workspace::Library});
    out.emplace_back(request::Select{asset});
  }
  bool remove = false;
  if (!model.read_only) {
    ImGui::SameLine(0, ui.px(6));
    remove = ui::button(ui, fmt::format("{}.remove", prefix), ui.t(Text::ItemRemove),
                        {.kind = ui::ButtonKind::Quiet,
                         .icon = Icon::Trash,
                         .tip = model.keys.first_key(Action::PieceRemove)});
  }
  ui::space(ui, 12);
  return remove;
}

std::optional<Id> draw_picker(Ui& ui, AssetPicker& picker, std::string_view prefix, std::string_view title,
                              const UiModel& model, Requests& out,
                              const std::function<void(float width)>& above) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(4)));
  ui::space(ui, 6);
  ImGui::Indent(ui.px(12));
  ui::text(ui, ui.fonts.bold(), ui.theme.text, title);
  ImGui::SameLine(ImGui::GetWindowWidth() - ui.px(44));
  const bool close = ui::icon_button(ui, fmt::format("{}.close", prefix), Icon::Close, ui.t(Text::Close));
  const float width = ImGui::GetContentRegionAvail().x / ui.scale - 12;
  if (above) above(width);
  const ui::InputResult typed =
      ui::input(ui, fmt::format("{}.search", prefix), picker.search,
                {.hint = ui.t(picker.images ? Text::PickImageHint : Text::ItemAddHint),
                 .icon = Icon::Search,
                 .width = width,
                 .focus = std::exchange(picker.focus, false)});
  if (picker.matched != picker.search) {
    picker.matched = picker.search;
    picker.found = matches(picker, model);
    out.emplace_back(request::WantThumbnails{picker.found});
  }
  ImGui::Unindent(ui.px(12));
  std::optional<Id> chosen;
  if (typed.entered && !picker.found.empty()) chosen = picker.found.front();
  ui::begin_scroll(ui, fmt::format("{}.list", prefix), ImGui::GetContentRegionAvail(), 12, 4);
  for (std::size_t i = 0; i < picker.found.size(); ++i) {
    const AssetSummary* asset = model.library->index().summary(picker.found[i]);
    if (asset == nullptr) continue;
    const std::string id = fmt::format("{}.{}", prefix, i);
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(ImGui::GetContentRegionAvail().x, ui.px(56))))
      chosen = asset->id;
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    ui.trace.note(id, min, max);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
    if (i == 0 && !picker.search.empty())  // What Enter takes.
      list.AddRect(min, max, with_alpha(ui.theme.accent, 0.6f), ui.px(6));
    looks::draw_picture(ui, model, &asset->manifest_hash, ImVec2(min.x + ui.px(4), min.y + ui.px(4)),
                        ImVec2(min.x + ui.px(52), min.y + ui.px(52)), ui.px(5));
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(62), min.y + ui.px(6)),
                     ImVec2(max.x - ui.px(6), min.y + ui.px(30)), ui.theme.text,
                     display_name(asset->name_ko, asset->name_en, ui.korean));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(62), min.y + ui.px(30)),
                     ImVec2(max.x - ui.px(6), min.y + ui.px(50)), ui.theme.dim,
                     fmt::format("{}   {}", asset->number, ui.term(asset->kind)));
  }
  if (picker.found.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ItemAddNothing));
  ui::end_scroll();
  ImGui::PopStyleVar();
  if (close || chosen) picker.open = false;
  return chosen;
}

}  // namespace bandaji::workshop
