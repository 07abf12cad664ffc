// The right side beside a table of the story: the form of the record in focus, who plays whom,
// and where the record is used.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "app/ui/continuity/continuity.h"
#include "assets/text.h"
#include "db/record_edits.h"
#include "db/record_names.h"

namespace bandaji {
namespace {

constexpr auto kScene = std::to_array<std::string_view>(
    {"number", "episode", "heading", "synopsis", "int_ext", "day_night", "story_day", "film_set", "shoot_day",
     "season", "eighths", "draft", "omitted", "notes"});
constexpr auto kCharacter =
    std::to_array<std::string_view>({"name_ko", "name_en", "hanja", "aliases", "role", "rank", "era",
                                     "billing", "last_scene", "arc", "notes"});
constexpr auto kDay = std::to_array<std::string_view>({"label", "story_date", "gap_days", "season", "notes"});
constexpr auto kEpisode = std::to_array<std::string_view>({"number", "label", "title", "air_date"});
constexpr auto kActor = std::to_array<std::string_view>({"name", "agency", "stylist", "notes"});
constexpr auto kCasting = std::to_array<std::string_view>({"part", "from_scene", "to_scene"});

std::span<const std::string_view> columns_of(StoryPage page) {
  switch (page) {
    case StoryPage::Characters:
      return kCharacter;
    case StoryPage::Days:
      return kDay;
    case StoryPage::Episodes:
      return kEpisode;
    case StoryPage::Actors:
      return kActor;
    default:
      return kScene;
  }
}

void draw_castings(Ui& ui, ContinuityPanel& panel, const UiModel& model, const Id& focus, bool of_actor,
                   Requests& out) {
  const StoryModel& story = *model.story;
  for (const Casting* casting : story.castings_of(focus)) {
    const RecordType other = of_actor ? RecordType::Character : RecordType::Actor;
    const Id& id = of_actor ? casting->character : casting->actor;
    const std::string name = story.name(other, id, ui.korean);
    const std::string widget = "casting." + name;
    bool closed = false;
    if (ui::chip(ui, widget, name, true, model.read_only ? nullptr : &closed) && !closed)
      show_story_record(panel, story, other, id);
    if (closed) {
      const std::pair one(RecordType::Casting, casting->id);
      Change change = set_trashed(std::span(&one, 1), true);
      change.label_ko = "캐스팅 빼기";
      change.label_en = "Take a casting back";
      out.emplace_back(request::Apply{std::move(change)});
    }
    draw_record_form(ui, panel.casting_forms[casting->id], model, widget, RecordType::Casting, casting->id,
                     kCasting, out);
    ui::space(ui, 4);
  }
  if (model.read_only) return;
  Id chosen;
  if (pick_record(ui, panel.record_search, "casting.add", story,
                  of_actor ? RecordType::Character : RecordType::Actor, chosen,
                  ui.t(of_actor ? Text::StoryAddPart : Text::StoryAddActor)) &&
      !chosen.empty()) {
    Casting casting;
    casting.character = of_actor ? chosen : focus;
    casting.actor = of_actor ? focus : chosen;
    casting.part = "lead";
    out.emplace_back(request::Apply{{{make_record(casting)}, "캐스팅", "Cast"}});
  }
}

// Personal: nothing is read before somebody asks.
void draw_measurements(Ui& ui, ContinuityPanel& panel, const UiModel& model, const Id& actor, Requests& out) {
  if (panel.measured != actor) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::StoryMeasuresBody));
    if (ui::button(ui, "measure.show", ui.t(Text::StoryMeasuresShow), {.icon = Icon::Ruler}))
      panel.measured = actor;
    return;
  }
  for (const Measurement& one : records_where<Measurement>(model.library->catalog(), "actor", actor)) {
    const bool weight = one.what == "ms_momuge";
    const std::string value = one.what.empty() ? one.note
                              : weight ? fmt::format("{:.1f} kg", static_cast<double>(one.value_mm) / 1000)
                                       : fmt::format("{:.1f} cm", static_cast<double>(one.value_mm) / 10);
    ui::fact(ui, one.what.empty() ? ui.t(Text::StoryNote) : ui.term(one.what), value);
  }
  if (model.read_only) return;
  ui::space(ui, 4);
  pick_term(ui, panel.terms, "measure.what", "measurement", panel.new_measure, ui.t(Text::StoryMeasureWhat),
            150);
  ImGui::SameLine(0, ui.px(6));
  ui::InputStyle style;
  style.width = 80;
  style.hint = panel.new_measure == "ms_momuge" ? "kg" : "cm";
  const bool entered = ui::input(ui, "measure.value", panel.new_value, style).entered;
  ImGui::SameLine(0, ui.px(6));
  double value = 0;
  const auto [end, error] =
      std::from_chars(panel.new_value.data(), panel.new_value.data() + panel.new_value.size(), value);
  const bool ready = error == std::errc() && value > 0 && value < 1000 && !panel.new_measure.empty();
  static_cast<void>(end);
  if ((ui::icon_button(ui, "measure.add", Icon::Plus, ui.t(Text::StoryAddRecord), false, ready) || entered) &&
      ready) {
    Measurement measurement;
    measurement.actor = actor;
    measurement.what = panel.new_measure;
    measurement.value_mm = std::llround(value * (panel.new_measure == "ms_momuge" ? 1000 : 10));
    out.emplace_back(request::Apply{{{make_record(measurement)}, "치수 추가", "Add a measurement"}});
    panel.new_value.clear();
    panel.new_measure.clear();
  }
}

void draw_uses(Ui& ui, ContinuityPanel& panel, const UiModel& model, const Id& id, Requests& out) {
  const StoryModel& story = *model.story;
  if (panel.uses_of != id || panel.uses_revision != story.revision()) {
    panel.uses = where_used(model.library->catalog(), id);
    panel.uses_of = id;
    panel.uses_revision = story.revision();
  }
  std::map<RecordType, std::vector<Id>> uses;
  for (const Use& use : panel.uses) uses[use.type].push_back(use.id);
  if (uses.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::StoryUsedNowhere));
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  for (const auto& [type, ids] : uses) {
    ui::fact(ui, ui.pick(describe(type).ko, describe(type).en), std::to_string(ids.size()));
    std::size_t shown = 0;
    for (const Id& one : ids) {
      if (++shown > 12) break;
      std::string name = story.name(type, one, ui.korean);
      Id target = one;
      if (const SceneLook* cell = type == RecordType::SceneLook ? story.scene_look(one) : nullptr)
        name = fmt::format("{}  {}", story.name(RecordType::Scene, cell->scene, ui.korean),
                           story.name(RecordType::Character, cell->character, ui.korean));
      if (name.empty()) continue;
      if (shown > 1 && ImGui::GetItemRectMax().x + ui.px(120) < right) ImGui::SameLine(0, ui.px(4));
      if (ui::chip(ui, fmt::format("used.{}", name), name, false))
        out.emplace_back(request::ShowRecord{type, target});
    }
  }
}

}  // namespace

void draw_record_inspector(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out) {
  const StoryModel& story = *model.story;
  const StoryPage page = panel.page;
  const RecordType type = record_type_of(page);
  const Id focus = panel.focus[static_cast<std::size_t>(page)];
  const std::string name = story.name(type, focus, ui.korean);
  if (name.empty()) {
    ui::paragraph(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::StoryNothingFocused));
    return;
  }
  if (panel.measured != focus) panel.measured.clear();
  ui::text_line(ui, ui.fonts.title(), ui.theme.text, name);
  ui::text_line(ui, ui.fonts.small(), ui.theme.dim, ui.pick(describe(type).ko, describe(type).en));
  ui::space(ui, 8);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(6)));
  draw_record_form(ui, panel.table_form, model, describe(type).name, type, focus, columns_of(page), out);
  draw_own_fields(ui, panel.table_own, model, type, focus, out);
  if ((page == StoryPage::Characters || page == StoryPage::Actors) &&
      ui::section(ui, "record.section.casting", ui.t(Text::StoryCasting), true))
    draw_castings(ui, panel, model, focus, page == StoryPage::Actors, out);
  if (page == StoryPage::Actors &&
      ui::section(ui, "record.section.measures", ui.t(Text::StoryMeasures), true))
    draw_measurements(ui, panel, model, focus, out);
  if (page == StoryPage::Scenes) {
    ui::space(ui, 4);
    if (ui::button(ui, "record.in_matrix", ui.t(Text::StoryShowInMatrix), {.icon = Icon::Grid}))
      go_to_cell(panel, story, {focus, {}});
  }
  if (ui::section(ui, "record.section.used", ui.t(Text::StoryUsed), false))
    draw_uses(ui, panel, model, focus, out);
  if (!model.read_only) {
    ui::space(ui, 8);
    if (ui::button(ui, "record.trash", ui.t(Text::StoryTrash),
                   {.kind = ui::ButtonKind::Quiet, .icon = Icon::Trash})) {
      const std::pair one(type, focus);
      Change change = set_trashed(std::span(&one, 1), true);
      change.label_ko = fmt::format("{} 휴지통으로", describe(type).ko);
      change.label_en = fmt::format("{} to the trash", describe(type).en);
      out.emplace_back(request::Apply{std::move(change)});
    }
  }
  ImGui::PopStyleVar();
}

}  // namespace bandaji
