// The right side of the Sets workspace: dressing by zone, the set itself, its states.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/looks/looks_panel.h"
#include "app/ui/sets/sets_panel.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji::sets {
namespace {

std::string name_of(const SetsView& view, const Dressing& one, bool korean) {
  const auto asset = view.assets.find(one.asset);
  return asset == view.assets.end()
             ? one.position_note
             : std::string(display_name(asset->second.name_ko, asset->second.name_en, korean));
}

void draw_piece(Ui& ui, SetsPanel& panel, const UiModel& model, const Dressing& one, std::size_t index,
                Requests& out) {
  const std::string id = fmt::format("sets.dressing.{}", index);
  const float width = ImGui::GetContentRegionAvail().x, row = ui.px(48), tick = ui.px(34);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (ImGui::InvisibleButton(id.c_str(), ImVec2(width - tick, row))) panel.dressing = one.id;
  ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const ImVec2 max(at.x + width, at.y + row);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (one.id == panel.dressing) list.AddRectFilled(at, max, ui.theme.accent_wash, ui.px(6));
  if (ImGui::IsItemHovered()) list.AddRectFilled(at, max, ui.theme.hover, ui.px(6));
  if (panel.show_dressing && one.id == panel.dressing) {
    if (!ImGui::IsItemVisible()) ImGui::SetScrollHereY(0.5f);
    panel.show_dressing = false;
  }
  const auto version = panel.view.versions.find(one.asset);
  looks::draw_picture(ui, model,
                      version == panel.view.versions.end() ? nullptr : &version->second.manifest_hash,
                      ImVec2(at.x + ui.px(4), at.y + ui.px(4)),
                      ImVec2(at.x + row - ui.px(4), at.y + row - ui.px(4)), ui.px(5));
  const float left = at.x + row + ui.px(4), right = max.x - tick - ui.px(4);
  std::string name = name_of(panel.view, one, ui.korean);
  if (one.quantity != 1) name += fmt::format("  ×{}", one.quantity);
  ui::draw_text_in(ui, ui.fonts.body(), ImVec2(left, at.y + ui.px(3)), ImVec2(right, at.y + ui.px(26)),
                   ui.theme.text, name);
  std::string line;
  if (one.action_prop) line += fmt::format("{}   ", ui.t(Text::SetsActionProp));
  if (!one.need_by.empty()) line += fmt::format("~{}   ", one.need_by);
  if (!one.return_by.empty()) line += fmt::format("{} {}", ui.t(Text::SetsReturn), one.return_by);
  if (line.empty()) line = one.position_note;
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(left, at.y + ui.px(24)), ImVec2(right, at.y + ui.px(44)),
                   ui.theme.dim, line);
  // Placed: a tick that is set by a click.
  ImGui::SetCursorScreenPos(ImVec2(max.x - tick, at.y + ui.px(8)));
  const std::string tick_id = fmt::format("sets.placed.{}", index);
  const bool toggled = ImGui::InvisibleButton(tick_id.c_str(), ImVec2(ui.px(32), ui.px(32)));
  const ImVec2 box = ImGui::GetItemRectMin();
  ui.trace.note(tick_id, box, ImGui::GetItemRectMax());
  const ImVec2 low(box.x + ui.px(7), box.y + ui.px(7)), high(box.x + ui.px(25), box.y + ui.px(25));
  list.AddRectFilled(low, high, one.placed ? ui.theme.accent_fill : ui.theme.well, ui.px(4));
  if (one.placed)
    draw_icon(list, Icon::Check, ImVec2(low.x + ui.px(2), low.y + ui.px(2)), ui.px(14), ui.theme.text);
  ui::tooltip(ui, tick_id, ui.t(one.placed ? Text::SetsPlaced : Text::SetsNotPlaced));
  if (toggled && !model.read_only)
    out.emplace_back(rows::set_field(RecordType::Dressing, one.id, "placed", one.placed ? "no" : "yes"));
  ImGui::SetCursorScreenPos(ImVec2(at.x, max.y + ui.px(2)));
  ImGui::Dummy(ImVec2(1, 0));
}

}  // namespace

void draw_dressing(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out) {
  const SetsView& view = panel.view;
  if (!model.read_only &&
      ui::button(ui, "sets.add", ui.t(Text::SetsAdd),
                 {.icon = Icon::Plus, .width = -1, .tip = model.keys.first_key(Action::PieceAdd)}))
    act(panel, Action::PieceAdd, model, out);
  const auto placed = std::count_if(view.dressing.begin(), view.dressing.end(),
                                    [](const Dressing& one) { return one.placed; });
  if (!view.dressing.empty())
    ui::text(ui, ui.fonts.small(), ui.theme.dim,
             fmt::format(fmt::runtime(ui.t(Text::SetsPlacedCount)), placed, view.dressing.size()));
  std::string zone = "\n";
  for (std::size_t i = 0; i < view.dressing.size(); ++i) {
    const Dressing& one = view.dressing[i];
    if (one.zone != zone) {
      zone = one.zone;
      ui::space(ui, 4);
      ui::text_line(ui, ui.fonts.bold(), ui.theme.accent,
                    zone.empty() ? std::string_view(ui.t(Text::SetsNoZone)) : std::string_view(zone));
    }
    draw_piece(ui, panel, model, one, i, out);
  }
  if (view.dressing.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::SetsDressingNone));
  const auto piece = std::find_if(view.dressing.begin(), view.dressing.end(),
                                  [&](const Dressing& one) { return one.id == panel.dressing; });
  if (piece == view.dressing.end()) return;
  ui::line(ui);
  ui::text_line(ui, ui.fonts.bold(), ui.theme.text, name_of(view, *piece, ui.korean));
  if (const auto row = record_row(model.library->catalog(), RecordType::Dressing, piece->id))
    rows::draw(ui, panel.editor, model, "sets.field", *row,
               {"zone", "quantity", "placement", "position_note", "action_prop", "from_scene", "to_scene",
                "acquisition", "need_by", "return_by", "placed", "notes"},
               out);
  ui::space(ui, 4);
  if (ui::button(ui, "sets.piece.asset", ui.t(Text::ItemShowAsset),
                 {.kind = ui::ButtonKind::Quiet, .icon = Icon::Chest})) {
    out.emplace_back(request::ShowWorkspace{Workspace::Library});
    out.emplace_back(request::Select{piece->asset});
  }
  if (!model.read_only) {
    ImGui::SameLine(0, ui.px(6));
    if (ui::button(ui, "sets.piece.remove", ui.t(Text::ItemRemove),
                   {.kind = ui::ButtonKind::Quiet,
                    .icon = Icon::Trash,
                    .tip = model.keys.first_key(Action::PieceRemove)}))
      act(panel, Action::PieceRemove, model, out);
  }
  ui::space(ui, 12);
}

void draw_set_fields(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out) {
  const SetsView& view = panel.view;
  rows::draw(ui, panel.editor, model, "sets.set", view.set_row,
             {"number", "name_ko", "name_en", "status", "build_status", "sort", "space", "story_place",
              "standing", "address"},
             out);
  ui::property(ui, ui.t(Text::SetsModel));
  const auto asset = view.film_set.asset.empty() ? Result<Asset>(Asset())
                                                 : model.library->catalog().asset(view.film_set.asset);
  const std::string shown = view.film_set.asset.empty() || !asset
                                ? std::string(ui.t(Text::SetsModelNone))
                                : std::string(display_name(asset->name_ko, asset->name_en, ui.korean));
  if (ui::button(ui, "sets.set.model", shown,
                 {.icon = Icon::Cube, .width = -1, .enabled = !model.read_only})) {
    panel.adding = panel.add_focus = panel.add_model = true;
    panel.add_search.clear();
    panel.add_matched = "\n";
  }
  rows::draw(ui, panel.editor, model, "sets.set", view.set_row,
             {"width_mm", "depth_mm", "height_mm", "kan", "wild_walls", "ceiling", "budget", "vendor",
              "ready_on", "strike_on", "notes"},
             out);
  if (ui::section(ui, "sets.parts", ui.t(Text::SetsParts), true, std::to_string(view.parts.size()))) {
    for (const SetPart& part : view.parts) {
      const auto row = record_row(model.library->catalog(), RecordType::SetPart, part.id);
      if (row) rows::draw(ui, panel.editor, model, "sets.part." + part.id, *row, {"name_ko"}, out);
    }
    if (!model.read_only && ui::button(ui, "sets.part.add", ui.t(Text::SetsPartAdd),
                                       {.kind = ui::ButtonKind::Quiet, .icon = Icon::Plus})) {
      SetPart part;
      part.film_set = panel.film_set;
      part.name_ko = fmt::format("구성 {}", view.parts.size() + 1);
      out.emplace_back(
          request::Apply{Change{{make_record(part)}, "세트 구성 추가", "Add a part of the set"}});
    }
  }
  if (ui::section(ui, "sets.scenes", ui.t(Text::SetsScenes), true, std::to_string(view.scenes.size()))) {
    for (std::size_t i = 0; i < view.scenes.size(); ++i)
      if (ui::choice(ui, fmt::format("sets.scene.{}", i),
                     fmt::format("{}  {}", view.scenes[i].name, view.scenes[i].scene.heading), false,
                     view.scenes[i].day))
        out.emplace_back(request::ShowRecord{RecordType::Scene, view.scenes[i].scene.id});
  }
}

void draw_states(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out) {
  const SetsView& view = panel.view;
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::SetsStatesHelp));
  for (std::size_t i = 0; i < view.states.size(); ++i) {
    const SetState& one = view.states[i];
    const auto scene_words = [&](const Id& id) {
      for (const SetsView::Used& used : view.scenes)
        if (used.scene.id == id) return used.name;
      return std::string();
    };
    std::string range = fmt::format("{} – {}", scene_words(one.from_scene), scene_words(one.to_scene));
    if (one.from_scene.empty() && one.to_scene.empty()) range.clear();
    if (ui::choice(ui, fmt::format("sets.state.{}", i), display_name(one.name_ko, one.name_en, ui.korean),
                   one.id == panel.state, range)) {
      panel.state = one.id;
      panel.scene.clear();
    }
  }
  if (!model.read_only && ui::button(ui, "sets.state.add", ui.t(Text::SetsStateAdd),
                                     {.kind = ui::ButtonKind::Quiet, .icon = Icon::Plus})) {
    SetState state;
    state.id = new_id();
    state.film_set = panel.film_set;
    state.name_ko = fmt::format("상태 {}", view.states.size() + 1);
    state.name_en = fmt::format("State {}", view.states.size() + 1);
    out.emplace_back(
        request::Apply{Change{{make_record(state)}, "세트 상태 추가", "Add a state of the set"}});
    panel.state = state.id;
    panel.scene.clear();
  }
  const auto state = std::find_if(view.states.begin(), view.states.end(),
                                  [&](const SetState& one) { return one.id == panel.state; });
  if (state == view.states.end()) return;
  ui::line(ui);
  if (const auto row = record_row(model.library->catalog(), RecordType::SetState, state->id))
    rows::draw(ui, panel.editor, model, "sets.state", *row,
               {"name_ko", "name_en", "from_scene", "to_scene", "condition", "notes"}, out);
  if (!model.read_only && ui::button(ui, "sets.state.remove", ui.t(Text::ItemRemove),
                                     {.kind = ui::ButtonKind::Quiet, .icon = Icon::Trash})) {
    const std::pair one(RecordType::SetState, state->id);
    Change change = set_trashed(std::span(&one, 1), true);
    change.label_ko = "세트 상태 빼기";
    change.label_en = "Take a state out";
    out.emplace_back(request::Apply{std::move(change)});
  }
}

void draw_add(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(4)));
  ui::space(ui, 6);
  ImGui::Indent(ui.px(12));
  ui::text(ui, ui.fonts.bold(), ui.theme.text, ui.t(panel.add_model ? Text::SetsModel : Text::SetsAdd));
  ImGui::SameLine(ImGui::GetWindowWidth() - ui.px(44));
  bool close = ui::icon_button(ui, "sets.add.close", Icon::Close, ui.t(Text::Close));
  const float width = ImGui::GetContentRegionAvail().x / ui.scale - 12;
  if (!panel.add_model)
    ui::input(ui, "sets.add.zone", panel.add_zone, {.hint = ui.t(Text::SetsZoneHint), .width = width});
  const ui::InputResult typed = ui::input(ui, "sets.add.search", panel.add_search,
                                          {.hint = ui.t(Text::ItemAddHint),
                                           .icon = Icon::Search,
                                           .width = width,
                                           .focus = std::exchange(panel.add_focus, false)});
  if (panel.add_matched != panel.add_search) {
    panel.add_matched = panel.add_search;
    panel.add_found.clear();
    SearchRequest wanted;
    wanted.query = panel.add_search;
    wanted.count_facets = false;
    for (const Id& id : model.library->index().search(wanted).ids) {
      const AssetSummary* asset = model.library->index().summary(id);
      if (asset == nullptr || asset->trashed || asset->content == VersionContent::Image) continue;
      panel.add_found.push_back(id);
      if (panel.add_found.size() == 60) break;
    }
    out.emplace_back(request::WantThumbnails{panel.add_found});
  }
  ImGui::Unindent(ui.px(12));
  Id chosen;
  if (typed.entered && !panel.add_found.empty()) chosen = panel.add_found.front();
  ui::begin_scroll(ui, "sets.add.list", ImGui::GetContentRegionAvail(), 12, 4);
  for (std::size_t i = 0; i < panel.add_found.size(); ++i) {
    const AssetSummary* asset = model.library->index().summary(panel.add_found[i]);
    if (asset == nullptr) continue;
    const std::string id = fmt::format("sets.add.{}", i);
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(ImGui::GetContentRegionAvail().x, ui.px(56))))
      chosen = asset->id;
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    ui.trace.note(id, min, max);
    if (ImGui::IsItemHovered()) ImGui::GetWindowDrawList()->AddRectFilled(min, max, ui.theme.hover, ui.px(6));
    looks::draw_picture(ui, model, &asset->manifest_hash, ImVec2(min.x + ui.px(4), min.y + ui.px(4)),
                        ImVec2(min.x + ui.px(52), min.y + ui.px(52)), ui.px(5));
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(62), min.y + ui.px(6)),
                     ImVec2(max.x - ui.px(6), min.y + ui.px(30)), ui.theme.text,
                     display_name(asset->name_ko, asset->name_en, ui.korean));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(62), min.y + ui.px(30)),
                     ImVec2(max.x - ui.px(6), min.y + ui.px(50)), ui.theme.dim,
                     fmt::format("{}   {}", asset->number, ui.term(asset->kind)));
  }
  if (panel.add_found.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ItemAddNothing));
  ui::end_scroll();
  ImGui::PopStyleVar();
  if (!chosen.empty()) {
    if (panel.add_model) {
      out.emplace_back(rows::set_field(RecordType::FilmSet, panel.film_set, "asset", chosen));
    } else {
      Dressing one;
      one.id = new_id();
      one.film_set = panel.film_set;
      one.asset = chosen;
      one.zone = to_nfc(panel.add_zone);
      out.emplace_back(request::Apply{Change{{make_record(one)}, "세트 장식 추가", "Add to the set"}});
      panel.dressing = one.id;
      panel.show_dressing = true;
    }
    close = true;
  }
  if (close) panel.adding = false;
}

}  // namespace bandaji::sets
