// What the solver finds: one sentence a conflict, a click goes to its place.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/continuity/continuity.h"
#include "app/ui/imgui_compat.h"
#include "db/record_edits.h"

namespace bandaji {
namespace {

std::string_view rule_label(std::string_view rule, bool korean) {
  for (const ContinuityRule& one : continuity_rules())
    if (one.name == rule) return korean ? one.ko : one.en;
  return rule;
}

void draw_row(Ui& ui, ContinuityPanel& panel, const UiModel& model, const Conflict& conflict,
              std::size_t index, ImVec2 min, ImVec2 max, Requests& out) {
  const StoryModel& story = *model.story;
  const Theme& theme = ui.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool waived = !conflict.waiver.empty();
  const bool current = conflict.id() == panel.conflict;
  const std::string id = fmt::format("conflict.{}", index + 1);
  ImGui::SetCursorScreenPos(min);
  compat::next_item_may_be_covered();
  const bool pressed = ImGui::InvisibleButton(id.c_str(), ImVec2(max.x - min.x, max.y - min.y));
  compat::item_may_be_covered();
  ui.trace.note(id, min, max);
  const bool hot = ImGui::IsItemHovered();
  if (current) list.AddRectFilled(min, max, theme.accent_wash, ui.px(5));
  if (hot) list.AddRectFilled(min, max, theme.hover, ui.px(5));
  if (pressed) go_to_conflict(panel, story, conflict);
  const std::string_view sentence = ui.pick(conflict.sentence_ko, conflict.sentence_en);
  ui::tooltip(ui, id, waived ? fmt::format("{}\n{}", sentence, conflict.reason) : std::string(sentence));
  list.AddCircleFilled(ImVec2(min.x + ui.px(14), (min.y + max.y) / 2), ui.px(3.5f),
                       waived ? theme.faint : theme.danger);
  const ImU32 ink = waived ? theme.faint : theme.text;
  float x = min.x + ui.px(28);
  ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(x, min.y), ImVec2(x + ui.px(58), max.y), ink,
                   story.name(RecordType::Scene, conflict.scene, ui.korean));
  x += ui.px(62);
  const bool roomy = max.x - min.x > ui.px(880);
  if (roomy) {
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(x, min.y), ImVec2(x + ui.px(136), max.y), theme.faint,
                     rule_label(conflict.rule, ui.korean));
    x += ui.px(144);
  }
  float right = max.x - ui.px(8);
  if ((hot || current) && !model.read_only) {
    const std::string_view label = ui.t(waived ? Text::StoryUnwaive : Text::StoryWaive);
    const float width = ui::measure(ui, ui.fonts.small(), label).x + ui.px(20);
    right -= width;
    ImGui::SetCursorScreenPos(ImVec2(right, min.y + (max.y - min.y - ui.px(26)) / 2));
    if (ui::chip(ui, fmt::format("{}.{}", id, waived ? "unwaive" : "waive"), label, true)) {
      if (waived)
        out.emplace_back(request::Apply{un_waive(conflict.waiver)});
      else
        start_waiver(panel, conflict.rule, conflict.place, sentence, out);
    }
    right -= ui.px(8);
  } else if (waived) {
    const float width = std::min(ui::measure(ui, ui.fonts.small(), conflict.reason).x + 2, ui.px(220));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(right - width, min.y), ImVec2(right, max.y), theme.faint,
                     conflict.reason, ui::Align::Right);
    right -= width + ui.px(12);
  }
  const float used =
      ui::draw_text_in(ui, ui.fonts.body(), ImVec2(x, min.y), ImVec2(right, max.y), ink, sentence);
  if (waived)
    list.AddRectFilled(ImVec2(x, (min.y + max.y) / 2), ImVec2(x + used, (min.y + max.y) / 2 + 1),
                       theme.faint);
}

}  // namespace

Change un_waive(const Id& waiver) {
  const std::pair one(RecordType::Waiver, waiver);
  Change change = set_trashed(std::span(&one, 1), true);
  change.label_ko = "예외 인정 취소";
  change.label_en = "Take a waiver back";
  return change;
}

void draw_conflicts(Ui& ui, ContinuityPanel& panel, const UiModel& model, Requests& out) {
  const StoryModel& story = *model.story;
  const auto& conflicts = story.conflicts();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float head = ui.px(36);
  const ConflictCount count = story.conflict_count();
  float x = at.x + ui.px(14);
  x += ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(x, at.y), ImVec2(at.x + width, at.y + head),
                        ui.theme.text, ui.t(Text::StoryConflicts));
  const std::string counts =
      fmt::format(fmt::runtime(ui.t(Text::StoryConflictCount)), count.open, count.waived);
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(x + ui.px(10), at.y),
                   ImVec2(at.x + width - ui.px(90), at.y + head),
                   count.open > 0 ? ui.theme.warning : ui.theme.faint, counts);
  ui.trace.state("conflicts", std::to_string(count.open));
  ui.trace.state("waived", std::to_string(count.waived));
  ImGui::SetCursorScreenPos(ImVec2(at.x + width - ui.px(74), at.y + ui.px(4)));
  const auto tip = [&](Action action) {
    return fmt::format("{}  {}", ui.pick(info(action).ko, info(action).en), model.keys.first_key(action));
  };
  if (ui::icon_button(ui, "story.previous_conflict", Icon::Up, tip(Action::StoryPreviousConflict), false,
                      count.open > 0, 28))
    step_conflict(panel, story, -1);
  ImGui::SameLine(0, ui.px(2));
  if (ui::icon_button(ui, "story.next_conflict", Icon::ChevronDown, tip(Action::StoryNextConflict), false,
                      count.open > 0, 28))
    step_conflict(panel, story, 1);
  ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + head));
  if (conflicts.empty()) {
    ImGui::SetCursorScreenPos(ImVec2(at.x + ui.px(14), at.y + head));
    ui::text(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::StoryNoConflicts));
    return;
  }
  const float row = ui.px(30);
  ui::begin_scroll(ui, "story.conflict_list", ImGui::GetContentRegionAvail(), 6, 0);
  if (std::exchange(panel.show_conflict, false)) {
    for (std::size_t i = 0; i < conflicts.size(); ++i) {
      if (conflicts[i]->id() != panel.conflict) continue;
      const float room = ImGui::GetWindowHeight();
      const float place = row * ui::f(i);
      if (place < ImGui::GetScrollY() || place + row > ImGui::GetScrollY() + room) {
        ImGui::SetScrollY(std::max(0.0f, place - room / 2));
        ui.redraw_in(0);
      }
      break;
    }
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(conflicts.size()), row);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const ImVec2 min = ImGui::GetCursorScreenPos();
      const ImVec2 max(min.x + ImGui::GetContentRegionAvail().x, min.y + row);
      draw_row(ui, panel, model, *conflicts[static_cast<std::size_t>(i)], static_cast<std::size_t>(i), min,
               max, out);
      ImGui::SetCursorScreenPos(ImVec2(min.x, max.y));
    }
  ImGui::PopStyleVar();
  ui::end_scroll();
}

void draw_conflict_card(Ui& ui, ContinuityPanel& panel, const UiModel& model, const Conflict& conflict,
                        Requests& out) {
  const bool waived = !conflict.waiver.empty();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.ChannelsSplit(2);
  list.ChannelsSetCurrent(1);
  ImGui::BeginGroup();
  ui::space(ui, 8);
  ImGui::Indent(ui.px(14));
  ui::paragraph(ui, ui.fonts.small(), waived ? ui.theme.faint : ui.theme.text,
                ui.pick(conflict.sentence_ko, conflict.sentence_en));
  const std::string id = "cell.conflict." + conflict.rule;
  if (waived) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.faint,
                  fmt::format(fmt::runtime(ui.t(Text::StoryWaivedBecause)), conflict.reason));
    if (!model.read_only && ui::chip(ui, id + ".unwaive", ui.t(Text::StoryUnwaive), false))
      out.emplace_back(request::Apply{un_waive(conflict.waiver)});
  } else if (!model.read_only && ui::chip(ui, id + ".waive", ui.t(Text::StoryWaive), false)) {
    start_waiver(panel, conflict.rule, conflict.place, ui.pick(conflict.sentence_ko, conflict.sentence_en),
                 out);
  }
  ImGui::Unindent(ui.px(14));
  ui::space(ui, 8);
  ImGui::EndGroup();
  const float bottom = ImGui::GetItemRectMax().y;
  const float right = at.x + ImGui::GetContentRegionAvail().x + ui.px(8);
  list.ChannelsSetCurrent(0);
  list.AddRectFilled(at, ImVec2(right, bottom), ui.theme.card, ui.px(6));
  list.AddRectFilled(at, ImVec2(at.x + ui.px(3), bottom), waived ? ui.theme.faint : ui.theme.danger,
                     ui.px(2));
  list.ChannelsMerge();
}

}  // namespace bandaji
