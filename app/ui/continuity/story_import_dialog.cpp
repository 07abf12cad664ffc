#include "app/ui/continuity/story_import_dialog.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "assets/text.h"

namespace bandaji {
namespace {

constexpr std::size_t kRowsShown = 40;

std::string ending_of(const std::filesystem::path& path) {
  return to_lower_ascii(to_utf8(path.extension()));
}

bool is_table(const std::filesystem::path& path) {
  const std::string ending = ending_of(path);
  return ending == ".csv" || ending == ".tsv";
}

// The meaning of a column of scenes, in both languages.
std::string_view story_column_label(std::string_view column, bool korean) {
  using Words = std::array<std::string_view, 3>;
  static constexpr auto kWords = std::to_array<Words>({{"episode", "회차", "Episode"},
                                                       {"number", "씬 번호", "Scene number"},
                                                       {"heading", "장소 표기", "Heading"},
                                                       {"place", "장소", "Place"},
                                                       {"int_ext", "실내외", "Int/Ext"},
                                                       {"day_night", "낮밤", "Day/Night"},
                                                       {"story_day", "극중일", "Story day"},
                                                       {"season", "계절", "Season"},
                                                       {"synopsis", "내용", "Synopsis"},
                                                       {"eighths", "분량(1/8쪽)", "Eighths of a page"},
                                                       {"characters", "등장인물", "Characters"}});
  for (const auto& [name, ko, en] : kWords)
    if (name == column) return korean ? ko : en;
  return column;
}

std::string column_label(std::string_view type, std::string_view column, bool korean) {
  if (type.empty()) return std::string(story_column_label(column, korean));
  if (const auto record = record_type_from_name(type)) {
    const RecordDescription& description = describe(*record);
    const std::size_t at = description.find(column);
    if (at < description.columns.size())
      return std::string(korean ? description.columns[at].ko : description.columns[at].en);
  }
  return std::string(column);
}

void draw_mapping(Ui& ui, StoryImportDialog& dialog, const StoryImportView& view, bool& changed) {
  const CsvTable& table = *view.table;
  const float width = ui.px(148);
  ui::begin_scroll(ui, "story_import.table", ImVec2(ImGui::GetContentRegionAvail().x, ui.px(190)));
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t c = 0; c < table.header.size(); ++c) {
    const float x = origin.x + width * ui::f(c);
    ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(x + ui.px(8), origin.y),
                     ImVec2(x + width - ui.px(8), origin.y + ui.px(26)), ui.theme.text, table.header[c]);
    ImGui::SetCursorScreenPos(ImVec2(x, origin.y + ui.px(28)));
    const std::string widget = fmt::format("story_import.column.{}", c + 1);
    const std::string& now = view.mapping[c];
    if (ui::begin_select(
            ui, widget,
            now.empty() ? std::string(ui.t(Text::StoryLeaveOut)) : column_label(dialog.type, now, ui.korean),
            width / ui.scale - 8, now.empty(), 200)) {
      const auto choose = [&](const std::string& column) {
        dialog.mapping = view.mapping;
        // A meaning belongs to one column.
        for (std::string& other : dialog.mapping)
          if (!column.empty() && other == column) other.clear();
        dialog.mapping[c] = column;
        changed = true;
      };
      if (ui::choice(ui, widget + ".none", ui.t(Text::StoryLeaveOut), now.empty())) choose("");
      for (const std::string& column : view.columns)
        if (ui::choice(ui, widget + "." + column, column_label(dialog.type, column, ui.korean),
                       column == now))
          choose(column);
      ui::end_select();
    }
    for (std::size_t r = 0; r < std::min<std::size_t>(table.rows.size(), 4); ++r) {
      const float y = origin.y + ui.px(66 + 26 * ui::f(r));
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(x + ui.px(8), y),
                       ImVec2(x + width - ui.px(8), y + ui.px(26)),
                       now.empty() ? ui.theme.faint : ui.theme.dim, table.rows[r][c]);
    }
  }
  list.AddRectFilled(ImVec2(origin.x, origin.y + ui.px(64)),
                     ImVec2(origin.x + width * ui::f(table.header.size()), origin.y + ui.px(65)),
                     ui.theme.line);
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy(ImVec2(width * ui::f(table.header.size()), ui.px(172)));
  ui::end_scroll();
}

void draw_names(Ui& ui, Text label, const std::vector<std::string>& names) {
  if (names.empty()) return;
  std::string words;
  for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 24); ++i)
    words += (i ? ", " : "") + names[i];
  if (names.size() > 24) words += " …";
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim,
                fmt::format("{} ({}): {}", ui.t(label), names.size(), words));
}

void draw_outcome(Ui& ui, const StoryImportDialog& dialog, const StoryImportView& view) {
  const StoryImport& plan = view.plan;
  if (dialog.type.empty()) {
    ui::text(ui, ui.fonts.bold(), ui.theme.text,
             fmt::format(fmt::runtime(ui.t(Text::StoryPlan)), view.scene_count, plan.new_scenes,
                         plan.changed_scenes, plan.same_scenes));
    draw_names(ui, Text::StoryNewCharacters, plan.new_characters);
    draw_names(ui, Text::StoryNewDays, plan.new_story_days);
    draw_names(ui, Text::StoryNewEpisodes, plan.new_episodes);
    draw_names(ui, Text::StoryNewSets, plan.new_sets);
    if (plan.new_appearances > 0)
      ui::paragraph(ui, ui.fonts.small(), ui.theme.dim,
                    fmt::format(fmt::runtime(ui.t(Text::StoryAppearances)), plan.new_appearances));
  } else {
    ui::text(ui, ui.fonts.bold(), ui.theme.text,
             fmt::format(fmt::runtime(ui.t(Text::StoryPlanRecords)), view.table_rows, view.added,
                         view.changed, view.same));
  }
  for (const std::string& words : plan.refused)
    ui::paragraph(ui, ui.fonts.small(), ui.theme.warning, ui.message(words));
  for (const std::string& words : view.warnings)
    ui::paragraph(ui, ui.fonts.small(), ui.theme.warning, ui.message(words));
  if (view.scenes.empty()) return;
  ui::space(ui, 6);
  for (const ScriptScene& scene : view.scenes) {
    std::string people;
    for (const std::string& name : scene.characters) people += (people.empty() ? "" : ", ") + name;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = ui.px(24);
    ui::draw_text_in(ui, ui.fonts.bold(), at, ImVec2(at.x + ui.px(60), at.y + height), ui.theme.text,
                     fmt::format("{}-{}", scene.episode, scene.number));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at.x + ui.px(64), at.y),
                     ImVec2(at.x + ui.px(110), at.y + height), ui.theme.faint, scene.story_day);
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(at.x + ui.px(112), at.y),
                     ImVec2(at.x + width * 0.62f, at.y + height), ui.theme.dim,
                     scene.heading.empty() ? scene.place : scene.heading);
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at.x + width * 0.64f, at.y),
                     ImVec2(at.x + width, at.y + height), ui.theme.faint, people);
    ImGui::Dummy(ImVec2(width, height));
  }
  if (view.scene_count > view.scenes.size())
    ui::text(ui, ui.fonts.small(), ui.theme.faint,
             fmt::format(fmt::runtime(ui.t(Text::StoryMoreScenes)), view.scene_count - view.scenes.size()));
}

}  // namespace

bool is_story_file(const std::filesystem::path& path) {
  const std::string ending = ending_of(path);
  return ending == ".fountain" || ending == ".txt" || ending == ".csv" || ending == ".tsv";
}

StoryImportView plan_story(const std::filesystem::path& folder, const request::PlanStoryImport& wanted) {
  StoryImportView view;
  view.asked = wanted;
  const auto refuse = [&](const Error& error) {
    view.error = error.message;
    return view;
  };
  const auto catalog = Catalog::open(folder, CatalogOptions{.who = "", .read_only = true});
  if (!catalog) return refuse(catalog.error());
  if (!is_table(wanted.path)) {
    auto script = read_script(wanted.path, wanted.episode);
    if (!script) return refuse(script.error());
    view.plan = plan_story_import(*catalog, *script, {.make_sets = wanted.make_sets});
    view.title = script->title;
    view.scene_count = script->scenes.size();
    view.warnings = script->warnings;
    view.scenes = std::move(script->scenes);
  } else {
    auto table = read_csv(wanted.path);
    if (!table) return refuse(table.error());
    const auto fits = [&](const std::vector<std::string>& mapping) {
      return mapping.size() == table->header.size();
    };
    if (wanted.type.empty()) {
      view.mapping = fits(wanted.mapping) ? wanted.mapping : guess_story_mapping(*table);
      for (const std::string_view column : story_columns()) view.columns.emplace_back(column);
      Script script = scenes_of_table(*table, view.mapping, wanted.episode);
      view.plan = plan_story_import(*catalog, script, {.make_sets = wanted.make_sets});
      view.scene_count = script.scenes.size();
      view.warnings = script.warnings;
      view.scenes = std::move(script.scenes);
    } else {
      view.mapping = fits(wanted.mapping) ? wanted.mapping : guess_csv_mapping(*catalog, *table, wanted.type);
      if (auto columns = csv_columns(*catalog, wanted.type)) view.columns = std::move(*columns);
      auto plan = plan_csv_import(*catalog, *table, wanted.type, view.mapping);
      if (!plan) return refuse(plan.error());
      view.plan.change = std::move(plan->change);
      view.plan.refused = std::move(plan->refused);
      view.added = plan->added;
      view.changed = plan->changed;
      view.same = plan->same;
    }
    view.table_rows = table->rows.size();
    if (table->rows.size() > kRowsShown) table->rows.resize(kRowsShown);
    view.table = std::move(*table);
  }
  if (view.scenes.size() > kRowsShown) view.scenes.resize(kRowsShown);
  return view;
}

void draw_story_import(Ui& ui, StoryImportDialog& dialog, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "story_import", ui.t(Text::StoryImportTitle), 900, 700, close)) return;
  const StoryImportView nothing;
  const StoryImportView& view = model.story_import ? *model.story_import : nothing;
  bool changed = false;
  std::string about = to_nfc(to_utf8(dialog.path.filename()));
  if (!view.title.empty()) about += "   ·   " + view.title;
  if (view.table)
    about += fmt::format("   ·   {}   ·   {}", view.table->encoding,
                         view.table->delimiter == '\t'  ? "TSV"
                         : view.table->delimiter == ';' ? "CSV ;"
                                                        : "CSV ,");
  ui::text_line(ui, ui.fonts.body(), ui.theme.dim, about);
  ui::space(ui, 6);
  if (is_table(dialog.path)) {
    ui::property(ui, ui.t(Text::StoryRowsAre));
    static constexpr auto kTypes = std::to_array<std::string_view>(
        {"", "character", "story_day", "episode", "actor", "look", "scene_look"});
    const auto label = [&](std::string_view type) {
      if (type.empty()) return std::string(ui.t(Text::StoryRowsScenes));
      const auto record = record_type_from_name(type);
      return std::string(record ? ui.pick(describe(*record).ko, describe(*record).en) : type);
    };
    if (ui::begin_select(ui, "story_import.type", label(dialog.type), 240)) {
      for (const std::string_view type : kTypes)
        if (ui::choice(ui, fmt::format("story_import.type.{}", type.empty() ? "scenes" : type), label(type),
                       type == dialog.type)) {
          dialog.type = type;
          dialog.mapping.clear();
          changed = true;
        }
      ui::end_select();
    }
  }
  if (dialog.type.empty()) {
    ui::property(ui, ui.t(Text::StoryFirstEpisode), ui.t(Text::StoryFirstEpisodeTip));
    std::string number = std::to_string(dialog.episode);
    ui::InputStyle style;
    style.width = 72;
    if (ui::input(ui, "story_import.episode", number, style).changed) {
      const int typed = std::atoi(number.c_str());
      if (typed >= 0 && typed <= 9999 && typed != dialog.episode) {
        dialog.episode = typed;
        changed = true;
      }
    }
    ImGui::SameLine(0, ui.px(20));
    if (ui::check(ui, "story_import.sets", dialog.make_sets, ui.t(Text::StoryMakeSets))) changed = true;
  }
  if (view.table && !view.columns.empty() && view.mapping.size() == view.table->header.size()) {
    ui::space(ui, 4);
    draw_mapping(ui, dialog, view, changed);
  }
  ui::space(ui, 4);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y - at.y - ui.px(20 + 32 + 14);
  ui::begin_scroll(ui, "story_import.outcome",
                   ImVec2(ImGui::GetContentRegionAvail().x, std::max(room, ui.px(40))));
  if (!view.error.empty())
    ui::paragraph(ui, ui.fonts.body(), ui.theme.danger, ui.message(view.error));
  else if (view.working)
    ui::text(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::StoryPlanning));
  else
    draw_outcome(ui, dialog, view);
  ui::end_scroll();
  ui::ButtonRow row = ui::begin_button_row(ui);
  const bool ready =
      !view.working && view.error.empty() && !view.plan.change.edits.empty() && !model.read_only;
  if (ui::row_button(ui, row, "story_import.apply", ui.t(Text::ImportButton),
                     {.kind = ui::ButtonKind::Primary, .icon = Icon::Import, .enabled = ready})) {
    out.emplace_back(request::Apply{view.plan.change});
    out.emplace_back(request::ShowWorkspace{Workspace::Continuity});
    close = true;
  }
  if (ui::row_button(ui, row, "story_import.cancel", ui.t(Text::Cancel))) close = true;
  if (!view.working && view.error.empty() && view.plan.change.edits.empty()) {
    ImGui::SetCursorScreenPos(ImVec2(ImGui::GetWindowPos().x + ui.px(24), row.y + ui.px(6)));
    ui::text(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::StoryNothingNew));
  }
  if (changed)
    out.emplace_back(
        request::PlanStoryImport{dialog.path, dialog.type, dialog.mapping, dialog.episode, dialog.make_sets});
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
