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
  workshop::PieceRow row;
  row.id = fmt::format("sets.dressing.{}", index);
  const auto version = panel.view.versions_of.find(one.asset);
  if (version != panel.view.versions_of.end()) row.picture = &version->second.manifest_hash;
  row.name = name_of(panel.view, one, ui.korean);
  if (one.quantity != 1) row.name += fmt::format("  ×{}", one.quantity);
  if (one.action_prop) row.line += fmt::format("{}   ", ui.t(Text::SetsActionProp));
  if (!one.need_by.empty()) row.line += fmt::format("~{}   ", one.need_by);
  if (!one.return_by.empty()) row.line += fmt::format("{} {}", ui.t(Text::SetsReturn), one.return_by);
  if (row.line.empty()) row.line = one.position_note;
  row.current = one.id == panel.dressing;
  // Placed: a tick that is set by a click.
  const workshop::PieceRowHit hit = workshop::piece_row(
      ui, model, row, fmt::format("sets.placed.{}", index),
      ui.t(one.placed ? Text::SetsPlaced : Text::SetsNotPlaced), [&](ImDrawList& list, ImVec2 min, ImVec2) {
        const ImVec2 low(min.x + ui.px(7), min.y + ui.px(7)), high(min.x + ui.px(25), min.y + ui.px(25));
        list.AddRectFilled(low, high, one.placed ? ui.theme.accent_fill : ui.theme.well, ui.px(4));
        if (one.placed)
          draw_icon(list, Icon::Check, ImVec2(low.x + ui.px(2), low.y + ui.px(2)), ui.px(14), ui.theme.text);
      });
  if (hit.pressed) panel.dressing = one.id;
  if (panel.shop.show_piece && one.id == panel.dressing) {
    if (!ImGui::IsItemVisible()) ImGui::SetScrollHereY(0.5f);
    panel.shop.show_piece = false;
  }
  if (hit.toggled)
    out.emplace_back(rows::set_field(RecordType::Dressing, one.id, "placed", one.placed ? "no" : "yes"));
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
  if (const auto row = record_row(model.library->catalog(), RecordType::Dressing, piece->id)) {
    rows::draw(ui, panel.shop.editor, model, "sets.field", *row,
               {"zone", "quantity", "placement", "position_note"}, out);
    workshop::draw_pins(ui, model, "sets.field", *row, out);
    rows::draw(
        ui, panel.shop.editor, model, "sets.field", *row,
        {"action_prop", "from_scene", "to_scene", "acquisition", "need_by", "return_by", "placed", "notes"},
        out);
  }
  if (workshop::draw_piece_buttons(ui, model, "sets.piece", piece->asset, out))
    act(panel, Action::PieceRemove, model, out);
}

void draw_set_fields(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out) {
  const SetsView& view = panel.view;
  rows::draw(ui, panel.shop.editor, model, "sets.set", view.set_row,
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
    open_picker(panel.shop.picker);
    panel.add_model = true;
  }
  rows::draw(ui, panel.shop.editor, model, "sets.set", view.set_row,
             {"width_mm", "depth_mm", "height_mm", "kan", "wild_walls", "ceiling", "budget", "vendor",
              "ready_on", "strike_on", "notes"},
             out);
  draw_own_fields(ui, panel.own, model, RecordType::FilmSet, panel.film_set, out);
  if (ui::section(ui, "sets.parts", ui.t(Text::SetsParts), true, std::to_string(view.parts.size()))) {
    for (const SetPart& part : view.parts) {
      const auto row = record_row(model.library->catalog(), RecordType::SetPart, part.id);
      if (row) rows::draw(ui, panel.shop.editor, model, "sets.part." + part.id, *row, {"name_ko"}, out);
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
      for (const Moment& used : view.scenes)
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
    rows::draw(ui, panel.shop.editor, model, "sets.state", *row,
               {"name_ko", "name_en", "from_scene", "to_scene", "condition", "notes"}, out);
  if (!model.read_only && ui::button(ui, "sets.state.remove", ui.t(Text::ItemRemove),
                                     {.kind = ui::ButtonKind::Quiet, .icon = Icon::Trash})) {
    out.emplace_back(request::Apply{
        workshop::take_out(RecordType::SetState, state->id, "세트 상태 빼기", "Take a state out")});
  }
}

void draw_add(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out) {
  const auto zone = [&](float width) {
    if (!panel.add_model)
      ui::input(ui, "sets.add.zone", panel.add_zone, {.hint = ui.t(Text::SetsZoneHint), .width = width});
  };
  const auto chosen =
      workshop::draw_picker(ui, panel.shop.picker, "sets.add",
                            ui.t(panel.add_model ? Text::SetsModel : Text::SetsAdd), model, out, zone);
  if (!chosen) return;
  if (panel.add_model) {
    out.emplace_back(rows::set_field(RecordType::FilmSet, panel.film_set, "asset", *chosen));
    return;
  }
  Dressing one;
  one.id = new_id();
  one.film_set = panel.film_set;
  one.asset = *chosen;
  one.zone = to_nfc(panel.add_zone);
  out.emplace_back(request::Apply{Change{{make_record(one)}, "세트 장식 추가", "Add to the set"}});
  panel.dressing = one.id;
  panel.shop.show_piece = true;
}

}  // namespace bandaji::sets
