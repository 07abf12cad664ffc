// The tables of the story: scenes, characters, story days, episodes, actors.  A row has the
// focus; the inspector at the right is its form.
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/continuity/continuity.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji {
namespace {

struct TableColumn {
  Text label;
  float share;  // Of the width.
};
struct TableRow {
  Id id;
  std::array<std::string, 5> cells;
};

std::span<const TableColumn> columns_of(StoryPage page) {
  static constexpr auto kScenes = std::to_array<TableColumn>({{Text::StoryColumnScene, 0.12f},
                                                              {Text::StoryColumnDay, 0.12f},
                                                              {Text::StoryColumnHeading, 0.4f},
                                                              {Text::StoryColumnWhere, 0.18f},
                                                              {Text::StoryColumnCast, 0.18f}});
  static constexpr auto kCharacters = std::to_array<TableColumn>({{Text::StoryColumnName, 0.26f},
                                                                  {Text::StoryColumnRole, 0.24f},
                                                                  {Text::StoryColumnActor, 0.22f},
                                                                  {Text::StoryColumnLooks, 0.13f},
                                                                  {Text::StoryColumnScenes, 0.15f}});
  static constexpr auto kDays = std::to_array<TableColumn>({{Text::StoryColumnDay, 0.16f},
                                                            {Text::StoryColumnDate, 0.3f},
                                                            {Text::StoryColumnGap, 0.18f},
                                                            {Text::StoryColumnSeason, 0.18f},
                                                            {Text::StoryColumnScenes, 0.18f}});
  static constexpr auto kEpisodes = std::to_array<TableColumn>({{Text::StoryColumnEpisode, 0.16f},
                                                                {Text::StoryColumnTitle, 0.44f},
                                                                {Text::StoryColumnAir, 0.22f},
                                                                {Text::StoryColumnScenes, 0.18f}});
  static constexpr auto kActors = std::to_array<TableColumn>(
      {{Text::StoryColumnName, 0.28f}, {Text::StoryColumnPlays, 0.34f}, {Text::StoryColumnAgency, 0.38f}});
  switch (page) {
    case StoryPage::Characters:
      return kCharacters;
    case StoryPage::Days:
      return kDays;
    case StoryPage::Episodes:
      return kEpisodes;
    case StoryPage::Actors:
      return kActors;
    default:
      return kScenes;
  }
}

std::size_t row_count(const StoryModel& story, StoryPage page) {
  switch (page) {
    case StoryPage::Characters:
      return story.characters().size();
    case StoryPage::Days:
      return story.days().size();
    case StoryPage::Episodes:
      return story.episodes().size();
    case StoryPage::Actors:
      return story.actors().size();
    default:
      return story.scenes().size();
  }
}

const Id& row_id(const StoryModel& story, StoryPage page, std::size_t row) {
  switch (page) {
    case StoryPage::Characters:
      return story.characters()[row]->id;
    case StoryPage::Days:
      return story.days()[row]->id;
    case StoryPage::Episodes:
      return story.episodes()[row]->id;
    case StoryPage::Actors:
      return story.actors()[row]->id;
    default:
      return story.scenes()[row]->id;
  }
}

std::string count_scenes(const StoryModel& story, Id Scene::*member, const Id& id) {
  const auto count = std::count_if(story.scenes().begin(), story.scenes().end(),
                                   [&](const Scene* scene) { return scene->*member == id; });
  return count > 0 ? std::to_string(count) : std::string();
}

std::string cast_of(const StoryModel& story, const Id& character, bool korean) {
  std::string names;
  for (const Casting* casting : story.castings_of(character)) {
    const std::string name = story.name(RecordType::Actor, casting->actor, korean);
    if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

TableRow row_of(const Ui& ui, const StoryModel& story, StoryPage page, std::size_t row) {
  const bool ko = ui.korean;
  TableRow out;
  out.id = row_id(story, page, row);
  switch (page) {
    case StoryPage::Characters: {
      const Character& one = *story.characters()[row];
      const std::size_t looks = story.looks_of(one.id).size();
      const int scenes = story.scene_count(one.id);
      out.cells = {std::string(display_name(one.name_ko, one.name_en, ko)),
                   one.rank.empty() ? std::string(ui.term(one.role)) : one.rank, cast_of(story, one.id, ko),
                   looks > 0 ? std::to_string(looks) : "", scenes > 0 ? std::to_string(scenes) : ""};
      break;
    }
    case StoryPage::Days: {
      const StoryDay& one = *story.days()[row];
      out.cells = {one.label, one.story_date, one.gap_days > 0 ? std::to_string(one.gap_days) : "",
                   one.season.empty() ? "" : std::string(ui.term(one.season)),
                   count_scenes(story, &Scene::story_day, one.id)};
      break;
    }
    case StoryPage::Episodes: {
      const Episode& one = *story.episodes()[row];
      out.cells = {story.name(RecordType::Episode, one.id, ko), one.title, one.air_date,
                   count_scenes(story, &Scene::episode, one.id), ""};
      break;
    }
    case StoryPage::Actors: {
      const Actor& one = *story.actors()[row];
      std::string plays;
      for (const Casting* casting : story.castings_of(one.id))
        plays += (plays.empty() ? "" : ", ") + story.name(RecordType::Character, casting->character, ko);
      out.cells = {one.name, plays, one.agency, "", ""};
      break;
    }
    default: {
      const Scene& one = *story.scenes()[row];
      std::size_t people = 0;
      for (const Character* character : story.characters())
        people += story.cell(one.id, character->id) ? 1 : 0;
      const std::string_view inside = word_label(one.int_ext, ko), light = word_label(one.day_night, ko);
      out.cells = {story.name(RecordType::Scene, one.id, ko),
                   story.name(RecordType::StoryDay, one.story_day, ko), one.heading,
                   fmt::format("{}{}{}", inside, inside.empty() || light.empty() ? "" : " · ", light),
                   people > 0 ? std::to_string(people) : ""};
      break;
    }
  }
  return out;
}

bool is_ordered(StoryPage page) {
  return page == StoryPage::Characters || page == StoryPage::Days;
}

void move_record(ContinuityPanel& panel, const UiModel& model, int step, Requests& out) {
  const StoryModel& story = *model.story;
  if (!is_ordered(panel.page) || model.read_only) return;
  std::vector<std::pair<Id, std::int64_t>> order;
  if (panel.page == StoryPage::Days)
    for (const StoryDay* day : story.days()) order.emplace_back(day->id, day->position);
  else
    for (const Character* character : story.characters()) order.emplace_back(character->id, character->order);
  const Id& focus = panel.focus[static_cast<std::size_t>(panel.page)];
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (order[i].first != focus) continue;
    const auto to = static_cast<std::ptrdiff_t>(i) + step;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(order.size())) return;
    std::swap(order[i], order[static_cast<std::size_t>(to)]);
    break;
  }
  Change change =
      renumber(record_type_of(panel.page), panel.page == StoryPage::Days ? "position" : "order", order);
  if (!change.edits.empty()) out.emplace_back(request::Apply{std::move(change)});
  panel.show_focus[static_cast<std::size_t>(panel.page)] = true;
}

void remove_record(ContinuityPanel& panel, const UiModel& model, Requests& out) {
  const Id focus = panel.focus[static_cast<std::size_t>(panel.page)];
  if (focus.empty() || model.read_only) return;
  const RecordType type = record_type_of(panel.page);
  const std::pair one(type, focus);
  Change change = set_trashed(std::span(&one, 1), true);
  change.label_ko = fmt::format("{} 휴지통으로", describe(type).ko);
  change.label_en = fmt::format("{} to the trash", describe(type).en);
  out.emplace_back(request::Apply{std::move(change)});
}

}  // namespace

void add_story_record(ContinuityPanel& panel, const UiModel& model, StoryPage page, Requests& out) {
  if (!model.story || model.read_only) return;
  const StoryModel& story = *model.story;
  Change change;
  Id made;
  const auto add = [&](auto record) {
    record.id = made = new_id();
    change.edits.push_back(make_record(record));
  };
  switch (page) {
    case StoryPage::Matrix:
    case StoryPage::Scenes: {
      Scene scene;
      // Behind the scene in focus: its episode, day and set; the next number that is free.
      const Scene* before = story.scene(panel.page == StoryPage::Scenes
                                            ? panel.focus[static_cast<std::size_t>(StoryPage::Scenes)]
                                            : panel.cursor.scene);
      if (!before && !story.scenes().empty()) before = story.scenes().back();
      if (before) {
        scene.episode = before->episode;
        scene.story_day = before->story_day;
        scene.film_set = before->film_set;
      } else if (!story.episodes().empty()) {
        scene.episode = story.episodes().back()->id;
      } else {
        Episode episode;
        episode.id = scene.episode = new_id();
        episode.number = 1;
        change.edits.push_back(make_record(episode));
      }
      long last = 0;
      for (const Scene* one : story.scenes())
        if (one->episode == scene.episode) last = std::max(last, std::atol(one->number.c_str()));
      scene.number = std::to_string(last + 1);
      add(scene);
      break;
    }
    case StoryPage::Characters: {
      Character character;
      // Names are unique, so a new one is told apart until it gets its own.
      for (int n = 1; character.name_ko.empty(); ++n) {
        const std::string name = n == 1 ? "새 인물" : fmt::format("새 인물 {}", n);
        if (std::none_of(story.characters().begin(), story.characters().end(),
                         [&](const Character* one) { return one->name_ko == name; }))
          character.name_ko = name;
      }
      add(character);
      break;
    }
    case StoryPage::Days: {
      StoryDay day;
      for (std::size_t n = story.days().size() + 1; day.label.empty(); ++n) {
        const std::string label = fmt::format("D{}", n);
        if (std::none_of(story.days().begin(), story.days().end(),
                         [&](const StoryDay* one) { return one->label == label; }))
          day.label = label;
      }
      add(day);
      break;
    }
    case StoryPage::Episodes: {
      Episode episode;
      episode.number = story.episodes().empty() ? 1 : story.episodes().back()->number + 1;
      add(episode);
      break;
    }
    case StoryPage::Actors: {
      Actor actor;
      actor.name = model.preferences.language == Language::Korean ? "새 배우" : "New actor";
      add(actor);
      break;
    }
  }
  const RecordType type = record_type_of(page);
  change.label_ko = fmt::format("{} 추가", describe(type).ko);
  change.label_en = fmt::format("Add: {}", describe(type).en);
  out.emplace_back(request::Apply{std::move(change)});
  panel.made_at = story.revision();
  if (panel.page != StoryPage::Matrix || page != StoryPage::Scenes) {
    panel.page = page;
    panel.focus[static_cast<std::size_t>(page)] = made;
    panel.show_focus[static_cast<std::size_t>(page)] = true;
  } else {
    panel.filter = MatrixFilter();
    panel.cursor.scene = panel.anchor.scene = made;
    panel.show_cursor = true;
  }
}

bool story_table_key(ContinuityPanel& panel, const UiModel& model, const Chord& chord, Requests& out) {
  const StoryModel& story = *model.story;
  const std::size_t rows = row_count(story, panel.page);
  Id& focus = panel.focus[static_cast<std::size_t>(panel.page)];
  if (chord.key == GLFW_KEY_DELETE && !chord.ctrl && !chord.alt) {
    remove_record(panel, model, out);
    return true;
  }
  if (rows == 0 || chord.ctrl) return false;
  std::size_t at = rows;
  for (std::size_t i = 0; i < rows && at == rows; ++i)
    if (row_id(story, panel.page, i) == focus) at = i;
  const auto go = [&](long to) {
    focus =
        row_id(story, panel.page, static_cast<std::size_t>(std::clamp(to, 0L, static_cast<long>(rows) - 1)));
    panel.show_focus[static_cast<std::size_t>(panel.page)] = true;
    return true;
  };
  const long from = at == rows ? -1 : static_cast<long>(at);
  switch (chord.key) {
    case GLFW_KEY_UP:
      if (!chord.alt) return go(from < 0 ? 0 : from - 1);
      move_record(panel, model, -1, out);
      return true;
    case GLFW_KEY_DOWN:
      if (!chord.alt) return go(from + 1);
      move_record(panel, model, 1, out);
      return true;
    case GLFW_KEY_PAGE_UP:
      return go(from - panel.page_rows);
    case GLFW_KEY_PAGE_DOWN:
      return go(from + panel.page_rows);
    case GLFW_KEY_HOME:
      return go(0);
    case GLFW_KEY_END:
      return go(static_cast<long>(rows) - 1);
    default:
      return false;
  }
}

void draw_story_table(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out) {
  const StoryModel& story = *model.story;
  const StoryPage page = panel.page;
  const std::size_t rows = row_count(story, page);
  const RecordDescription& description = describe(record_type_of(page));
  Id& focus = panel.focus[static_cast<std::size_t>(page)];
  if (rows == 0) {
    ui::empty_state(
        ui, Icon::List,
        fmt::format(fmt::runtime(ui.t(Text::StoryTableEmpty)), ui.pick(description.ko, description.en)),
        ui.t(Text::StoryTableEmptyBody));
    const std::string_view label = ui.t(Text::StoryAddRecord);
    ImGui::SetCursorPosX((ImGui::GetWindowSize().x - ui::button_width(ui, label, true)) / 2);
    if (ui::button(ui, "story.table.add", label,
                   {.kind = ui::ButtonKind::Primary, .icon = Icon::Plus, .enabled = !model.read_only}))
      add_story_record(panel, model, page, out);
    return;
  }
  bool known = false;
  for (std::size_t i = 0; i < rows && !known; ++i) known = row_id(story, page, i) == focus;
  const bool expected = panel.made_at == story.revision();
  if (!known && !expected) focus = row_id(story, page, 0);

  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float head = ui.px(34), height = ui.px(34);
  const auto columns = columns_of(page);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(at, ImVec2(at.x + width, at.y + head), ui.theme.bar);
  const float tools = is_ordered(page) ? ui.px(76) : 0;
  const float room = width - ui.px(24) - tools;
  float x = at.x + ui.px(16);
  for (const TableColumn& column : columns) {
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(x, at.y),
                     ImVec2(x + room * column.share - ui.px(8), at.y + head), ui.theme.dim,
                     ui.t(column.label));
    x += room * column.share;
  }
  if (is_ordered(page) && !model.read_only) {
    ImGui::SetCursorScreenPos(ImVec2(at.x + width - ui.px(72), at.y + ui.px(3)));
    if (ui::icon_button(ui, "story.table.up", Icon::Up, fmt::format("{}  Alt+Up", ui.t(Text::StoryMoveUp)),
                        false, true, 28))
      move_record(panel, model, -1, out);
    ImGui::SameLine(0, ui.px(2));
    if (ui::icon_button(ui, "story.table.down", Icon::ChevronDown,
                        fmt::format("{}  Alt+Down", ui.t(Text::StoryMoveDown)), false, true, 28))
      move_record(panel, model, 1, out);
  }
  ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + head));
  ui::begin_scroll(ui, "story.table.rows", ImGui::GetContentRegionAvail(), 8, 4);
  panel.page_rows = std::max(1, static_cast<int>(ImGui::GetWindowHeight() / height) - 1);
  if (known && std::exchange(panel.show_focus[static_cast<std::size_t>(page)], false)) {
    for (std::size_t i = 0; i < rows; ++i) {
      if (row_id(story, page, i) != focus) continue;
      const float place = height * ui::f(i), view = ImGui::GetWindowHeight() - ui.px(12);
      if (place < ImGui::GetScrollY()) ImGui::SetScrollY(place);
      if (place + height > ImGui::GetScrollY() + view) ImGui::SetScrollY(place + height - view);
      ui.redraw_in(0);
      break;
    }
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows), height);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const TableRow row = row_of(ui, story, page, static_cast<std::size_t>(i));
      const ImVec2 min = ImGui::GetCursorScreenPos();
      const ImVec2 max(min.x + ImGui::GetContentRegionAvail().x, min.y + height);
      const std::string id = fmt::format("story.row.{}", row.cells[0]);
      ImGui::PushID(row.id.c_str());
      if (ImGui::InvisibleButton("row", ImVec2(max.x - min.x, height))) focus = row.id;
      ImGui::PopID();
      ui.trace.note(id, min, max);
      if (ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(0) && page == StoryPage::Scenes)
        go_to_cell(panel, story, {row.id, {}});
      ImDrawList& draw = *ImGui::GetWindowDrawList();
      if (row.id == focus) draw.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(5));
      if (ImGui::IsItemHovered()) draw.AddRectFilled(min, max, ui.theme.hover, ui.px(5));
      float left = min.x + ui.px(8);
      for (std::size_t c = 0; c < columns.size(); ++c) {
        ui::draw_text_in(ui, c == 0 ? ui.fonts.bold() : ui.fonts.body(), ImVec2(left, min.y),
                         ImVec2(left + room * columns[c].share - ui.px(8), max.y),
                         c == 0 ? ui.theme.text : ui.theme.dim, row.cells[c]);
        left += room * columns[c].share;
      }
    }
  ImGui::PopStyleVar();
  ui::end_scroll();
}

}  // namespace bandaji
