// The right side beside the matrix: the cell in focus, its pictures, hints for its look, and
// the scene and character it belongs to.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/continuity/continuity.h"
#include "app/ui/panels/browser.h"
#include "db/record_edits.h"

namespace bandaji {
namespace {

constexpr auto kSceneColumns = std::to_array<std::string_view>(
    {"heading", "synopsis", "int_ext", "day_night", "story_day", "film_set", "shoot_day", "season", "eighths",
     "episode", "number", "draft", "omitted", "notes"});
constexpr auto kCharacterColumns = std::to_array<std::string_view>(
    {"name_ko", "name_en", "role", "rank", "era", "billing", "last_scene", "aliases", "arc", "notes"});
constexpr auto kCellColumns = std::to_array<std::string_view>(
    {"how_worn", "start_condition", "end_condition", "copy", "deviation", "notes"});

void draw_title(Ui& ui, std::string_view title, std::string_view below) {
  ui::text_line(ui, ui.fonts.title(), ui.theme.text, title);
  if (!below.empty()) ui::text_line(ui, ui.fonts.small(), ui.theme.dim, below);
  ui::space(ui, 8);
}

// What is worn: a picker over the looks of the character, with its picture and pieces.
void draw_look(Ui& ui, ContinuityPanel& panel, const UiModel& model, const CellRef& at, const SceneLook* cell,
               Requests& out) {
  const StoryModel& story = *model.story;
  const Look* look = cell ? story.look(cell->look) : nullptr;
  const Id& asset = look ? story.picture_of(look->id) : Id();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float edge = ui.px(72);
  const AssetSummary* summary = asset.empty() ? nullptr : model.library->index().summary(asset);
  if (summary) {
    draw_thumbnail(ui, model, *summary, corner, ImVec2(corner.x + edge, corner.y + edge), ui.px(6), true);
    ImGui::SetCursorScreenPos(ImVec2(corner.x + edge + ui.px(12), corner.y));
  }
  ImGui::BeginGroup();
  const std::string shown = look ? story.name(RecordType::Look, look->id, ui.korean)
                                 : std::string(ui.t(cell ? Text::StoryNoLook : Text::StoryNotInScene));
  if (model.read_only) ImGui::BeginDisabled();
  if (ui::begin_select(ui, "cell.look", shown, -1, !look, 260)) {
    for (const Look* one : story.looks_of(at.character))
      if (ui::choice(ui, "cell.look." + one->number, story.name(RecordType::Look, one->id, ui.korean),
                     look == one, ui.term(one->status), ui.status_color(one->status)))
        enter_texts(panel, model, {{at, one->number}}, out);
    if (ui::choice(ui, "cell.look.none", ui.t(Text::StoryNoLook), cell && !look)) {
      const std::array cells{at};
      out.emplace_back(request::Apply{wear_in_cells(model.library->catalog(), story, cells, {})});
    }
    if (ui::choice(ui, "cell.look.new", ui.t(Text::StoryNewLook), false))
      enter_texts(panel, model, {{at, next_change_number(model.library->catalog(), at.character)}}, out);
    ui::end_select();
  }
  if (model.read_only) ImGui::EndDisabled();
  if (look) {
    ui::status_chip(ui, look->status, ui.term(look->status));
    ImGui::SameLine(0, ui.px(8));
    if (ui::chip(ui, "cell.open_look", ui.t(Text::StoryOpenLook), false))
      out.emplace_back(request::ShowRecord{RecordType::Look, look->id});
  }
  ImGui::EndGroup();
  if (summary)
    ImGui::SetCursorScreenPos(
        ImVec2(corner.x, std::max(ImGui::GetCursorScreenPos().y, corner.y + edge + ui.px(8))));
  if (!look) return;
  std::string pieces;
  for (const LookItem* item : story.items_of(look->id))
    if (const AssetSummary* piece = model.library->index().summary(item->asset))
      pieces += fmt::format("{}{}", pieces.empty() ? "" : ", ",
                            display_name(piece->name_ko, piece->name_en, ui.korean));
  if (!pieces.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, pieces);
}

void draw_flags(Ui& ui, const UiModel& model, const SceneLook& cell, Requests& out) {
  const auto flag = [&](std::string_view column, bool value, Text label) {
    bool on = value;
    if (ui::check(ui, fmt::format("cell.{}", column), on, ui.t(label)) && !model.read_only)
      out.emplace_back(request::Apply{set_column(RecordType::SceneLook, cell.id, column, on ? "yes" : "no")});
  };
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  const auto fits = [&](Text label) {
    const float width = ui.px(26) + ui::measure(ui, ui.fonts.body(), ui.t(label)).x;
    if (ImGui::GetItemRectMax().x + ui.px(14) + width < right) ImGui::SameLine(0, ui.px(14));
  };
  flag("change_declared", cell.change_declared, Text::StoryChangeDeclared);
  fits(Text::StoryWashed);
  flag("washed", cell.washed, Text::StoryWashed);
  fits(Text::StoryShot);
  flag("shot", cell.shot, Text::StoryShot);
}

// Several cells at once: what they share can be set for all.
void draw_range(Ui& ui, ContinuityPanel& panel, const UiModel& model, const std::vector<CellRef>& cells,
                Requests& out) {
  const StoryModel& story = *model.story;
  std::size_t filled = 0;
  for (const CellRef& cell : cells) filled += story.cell(cell.scene, cell.character) ? 1 : 0;
  draw_title(ui, fmt::format(fmt::runtime(ui.t(Text::StoryCells)), cells.size()),
             fmt::format(fmt::runtime(ui.t(Text::StoryCellsFilled)), filled));
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::StoryCellsBody));
  ui::space(ui, 8);
  for (const Action action :
       {Action::StoryCopyForward, Action::StoryDeclareChange, Action::StoryWashed, Action::StoryShot,
        Action::StoryEnterScene, Action::StoryLeaveScene, Action::StoryCopyCells, Action::StoryPasteCells}) {
    const ActionInfo& entry = info(action);
    const std::string label =
        fmt::format("{}   {}", ui.pick(entry.ko, entry.en), model.keys.first_key(action));
    if (ui::button(ui, std::string("range.").append(entry.id), label,
                   {.width = -1, .enabled = !model.read_only || action == Action::StoryCopyCells}))
      continuity_action(panel, model, action, out);
  }
}

}  // namespace

void draw_photos(Ui& ui, ContinuityPanel& panel, const UiModel& model, const CellRef& at, Requests& out) {
  const StoryModel& story = *model.story;
  const SceneLook* cell = story.cell(at.scene, at.character);
  const std::vector<const ScenePhoto*> photos =
      cell ? story.photos_of(cell->id) : std::vector<const ScenePhoto*>();
  const float edge = ui.px(96), gap = ui.px(6);
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  bool first = true;
  Id opened;
  for (const ScenePhoto* photo : photos) {
    const AssetSummary* asset = model.library->index().summary(photo->asset);
    if (!asset) continue;
    panel.wanted.push_back(photo->asset);
    if (!first && ImGui::GetItemRectMax().x + gap + edge <= right) ImGui::SameLine(0, gap);
    first = false;
    const std::string id = "cell.photo." + asset->number;
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(edge, edge), ImGuiButtonFlags_MouseButtonLeft))
      opened = photo->asset;
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    ui.trace.note(id, min, max);
    draw_thumbnail(ui, model, *asset, min, max, ui.px(5), true);
    const std::string name(display_name(asset->name_ko, asset->name_en, ui.korean));
    ui::tooltip(ui, id, photo->caption.empty() ? name : photo->caption);
    if (!model.read_only && ImGui::IsItemHovered()) {
      // The cross in the corner takes the photo off; the asset stays in the library.
      const float mark = ui.px(22);
      const ImVec2 corner(max.x - mark, min.y);
      ImGui::GetWindowDrawList()->AddRectFilled(corner, ImVec2(max.x, min.y + mark),
                                                IM_COL32(20, 20, 20, 190), ui.px(4));
      draw_icon(*ImGui::GetWindowDrawList(), Icon::Close, ImVec2(corner.x + ui.px(5), corner.y + ui.px(5)),
                ui.px(12), ui.theme.text);
      const ImVec2 mouse = ImGui::GetIO().MousePos;
      if (ImGui::IsMouseClicked(0) && mouse.x > corner.x && mouse.y < min.y + mark) {
        const std::pair one(RecordType::ScenePhoto, photo->id);
        Change change = set_trashed(std::span(&one, 1), true);
        change.label_ko = "연결 사진 떼기";
        change.label_en = "Take a continuity photo off";
        out.emplace_back(request::Apply{std::move(change)});
      }
      if (mouse.x > corner.x && mouse.y < min.y + mark) opened.clear();
    }
  }
  if (!opened.empty()) {
    out.emplace_back(request::Select{opened});
    out.emplace_back(request::Do{Action::OpenViewport});
  }
  if (photos.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::StoryPhotosNone));
  if (model.read_only) return;
  ui::space(ui, 4);
  if (ui::button(ui, "cell.photos.add", ui.t(Text::StoryPhotosAdd), {.icon = Icon::Camera}))
    out.emplace_back(request::Choose{ChooserPurpose::ScenePhotos, {}});
  ImGui::SameLine(0, ui.px(8));
  Id asset;
  if (pick_image(ui, panel.record_search, model, "cell.photos.pick", ui.t(Text::StoryPhotosPick), asset)) {
    const std::array ids{asset};
    Change change = attach_photos(model.library->catalog(), story, at, ids);
    if (!change.edits.empty()) out.emplace_back(request::Apply{std::move(change)});
  }
}

void draw_hints(Ui& ui, ContinuityPanel& panel, const UiModel& model, const Id& look, Requests& out) {
  if (panel.hints_of != look || panel.hints_revision != model.story->revision()) {
    panel.hints = hints_for_look(model.library->catalog(), look);
    panel.hints_of = look;
    panel.hints_revision = model.story->revision();
  }
  if (panel.hints.empty()) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::StoryHintsNone));
    return;
  }
  for (const Hint& hint : panel.hints) {
    const bool waived = !hint.waiver.empty();
    const ImU32 ink = waived ? ui.theme.faint : hint.differs ? ui.theme.warning : ui.theme.text;
    ui::paragraph(ui, ui.fonts.small(), ink, ui.pick(hint.ko, hint.en));
    const Text trust = hint.trust == HintTrust::Sourced            ? Text::StoryTrustSourced
                       : hint.trust == HintTrust::Disputed         ? Text::StoryTrustDisputed
                       : hint.trust == HintTrust::ScreenConvention ? Text::StoryTrustScreen
                                                                   : Text::StoryTrustUnsure;
    std::string source = ui.t(trust);
    if (!hint.source.empty()) source += "  ·  " + hint.source;
    if (const AssetSummary* asset = model.library->index().summary(hint.asset))
      source += fmt::format("  ·  {}", display_name(asset->name_ko, asset->name_en, ui.korean));
    ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, source);
    if (waived)
      ui::paragraph(ui, ui.fonts.small(), ui.theme.faint,
                    fmt::format(fmt::runtime(ui.t(Text::StoryWaivedBecause)), hint.reason));
    if (!model.read_only) {
      const std::string id = "hint." + hint.rule + (hint.rule == kPieceEra ? "." + hint.asset : "");
      if (waived && ui::chip(ui, id + ".unwaive", ui.t(Text::StoryUnwaive), false))
        out.emplace_back(request::Apply{un_waive(hint.waiver)});
      if (!waived && ui::chip(ui, id + ".waive", ui.t(Text::StoryWaive), false))
        start_waiver(panel, hint.rule, hint.place(), ui.pick(hint.ko, hint.en), out);
    }
    ui::space(ui, 8);
  }
}

void draw_cell_inspector(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out) {
  const StoryModel& story = *model.story;
  const Scene* scene = story.scene(panel.cursor.scene);
  const Character* character = story.character(panel.cursor.character);
  if (!scene || !character || panel.layout.empty()) {
    ui::paragraph(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::StoryNothingFocused));
    return;
  }
  if (const std::vector<CellRef> cells = selected_cells(panel); cells.size() > 1)
    return draw_range(ui, panel, model, cells, out);

  const CellRef at = panel.cursor;
  const SceneLook* cell = story.cell(at.scene, at.character);
  const StoryDay* day = story.day(scene->story_day);
  draw_title(ui,
             fmt::format("{}  {}", story.name(RecordType::Scene, scene->id, ui.korean),
                         display_name(character->name_ko, character->name_en, ui.korean)),
             fmt::format("{}{}{}", day ? day->label : ui.t(Text::StoryNoDay),
                         scene->heading.empty() ? "" : "  ·  ", scene->heading));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(6)));
  draw_look(ui, panel, model, at, cell, out);
  ui::space(ui, 4);
  if (cell) {
    draw_flags(ui, model, *cell, out);
  } else if (!model.read_only) {
    if (ui::button(ui, "cell.enter", ui.t(Text::StoryPutIntoScene), {.icon = Icon::Plus})) {
      const std::array cells{at};
      out.emplace_back(request::Apply{wear_in_cells(model.library->catalog(), story, cells, {})});
    }
  }
  for (const Conflict* conflict : story.conflicts())
    if (conflict->scene == at.scene && (conflict->character == at.character || conflict->character.empty()))
      draw_conflict_card(ui, panel, model, *conflict, out);
  ui::space(ui, 4);
  if (cell && ui::section(ui, "cell.section.wear", ui.t(Text::StoryWear), true)) {
    draw_record_form(ui, panel.cell_form, model, "cell", RecordType::SceneLook, cell->id, kCellColumns, out);
    draw_own_fields(ui, panel.cell_own, model, RecordType::SceneLook, cell->id, out);
  }
  if (ui::section(ui, "cell.section.photos", ui.t(Text::StoryPhotos), true,
                  cell ? std::to_string(story.photo_count(cell->id)) : ""))
    draw_photos(ui, panel, model, at, out);
  if (cell && !cell->look.empty() && ui::section(ui, "cell.section.hints", ui.t(Text::StoryHints), false))
    draw_hints(ui, panel, model, cell->look, out);
  if (ui::section(
          ui, "cell.section.scene",
          fmt::format("{} {}", ui.t(Text::StoryScene), story.name(RecordType::Scene, scene->id, ui.korean)),
          true)) {
    draw_record_form(ui, panel.scene_form, model, "scene", RecordType::Scene, scene->id, kSceneColumns, out);
    draw_own_fields(ui, panel.scene_own, model, RecordType::Scene, scene->id, out);
  }
  if (ui::section(ui, "cell.section.character",
                  display_name(character->name_ko, character->name_en, ui.korean), false)) {
    draw_record_form(ui, panel.character_form, model, "character", RecordType::Character, character->id,
                     kCharacterColumns, out);
    draw_own_fields(ui, panel.character_own, model, RecordType::Character, character->id, out);
  }
  if (cell && !model.read_only) {
    ui::space(ui, 8);
    if (ui::button(ui, "cell.leave", ui.t(Text::StoryTakeOut),
                   {.kind = ui::ButtonKind::Quiet, .icon = Icon::Close})) {
      const std::array cells{at};
      out.emplace_back(request::Apply{empty_cells(story, cells)});
    }
  }
  ImGui::PopStyleVar();
}

}  // namespace bandaji
