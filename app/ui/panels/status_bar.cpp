#include "app/ui/panels/status_bar.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/continuity/story_model.h"

namespace bandaji {

void draw_status_bar(Ui& ui, const UiModel& model, Requests& out) {
  const ImVec2 origin = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const ImVec2 max(origin.x + size.x, origin.y + size.y);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(origin, max, ui.theme.bar);
  const Font& font = ui.fonts.small();
  float x = origin.x + ui.px(20);
  const auto put = [&](std::string_view words, ImU32 color) {
    x += ui::draw_text_in(ui, font, ImVec2(x, origin.y), ImVec2(max.x, max.y), color, words);
  };
  if (model.library && model.workspace == Workspace::Continuity) {
    if (model.story) {
      const StoryModel& story = *model.story;
      put(fmt::format(fmt::runtime(ui.t(Text::StatusStory)), story.scenes().size(), story.characters().size(),
                      story.look_count()),
          ui.theme.dim);
      if (const int open = story.conflict_count().open; open > 0) {
        put("   ·   ", ui.theme.faint);
        put(fmt::format(fmt::runtime(ui.t(Text::StatusStoryConflicts)), open), ui.theme.warning);
      }
    }
  } else if (!model.holds.empty()) {
    for (std::size_t i = 0; i < model.holds.size(); ++i) {
      if (i > 0) put("   ·   ", ui.theme.faint);
      put(model.holds[i], ui.theme.dim);
    }
    ui.trace.state("holds", model.holds.front());
  } else if (model.library) {
    put(fmt::format(fmt::runtime(ui.t(Text::StatusShown)),
                    count_text(static_cast<std::int64_t>(model.result.ids.size())),
                    count_text(model.result.searched)),
        ui.theme.dim);
    if (!model.selection.empty()) {
      put("   ·   ", ui.theme.faint);
      put(fmt::format(fmt::runtime(ui.t(Text::StatusSelected)),
                      count_text(static_cast<std::int64_t>(model.selection.size()))),
          ui.theme.text);
    }
  }
  if (model.library && model.read_only) {
    put("   ·   ", ui.theme.faint);
    put(ui.t(Text::ReadOnly), ui.theme.warning);
  }
  // Right: what was done, and the way back.
  float right = max.x - ui.px(12);
  if (!model.undo_label.empty()) {
    const std::string label = fmt::format(fmt::runtime(ui.t(Text::UndoOf)), model.undo_label);
    const float width = std::min(ui::measure(ui, font, label).x + ui.px(40), size.x * 0.3f);
    right -= width;
    ImGui::SetCursorScreenPos(ImVec2(right, origin.y + ui.px(2)));
    if (ImGui::InvisibleButton("status.undo", ImVec2(width, size.y - ui.px(4))))
      out.emplace_back(request::Do{Action::Undo});
    ui.trace.note("status.undo", ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    if (ImGui::IsItemHovered()) list.AddRectFilled(a, b, ui.theme.hover, ui.px(5));
    draw_icon(list, Icon::Undo, ImVec2(a.x + ui.px(8), (a.y + b.y - ui.px(13)) / 2), ui.px(13), ui.theme.dim);
    ui::draw_text_in(ui, font, ImVec2(a.x + ui.px(28), a.y), ImVec2(b.x - ui.px(6), b.y), ui.theme.dim,
                     label);
    ui::tooltip(ui, "status.undo", fmt::format("{}  {}", label, model.keys.first_key(Action::Undo)));
    right -= ui.px(8);
  }
  if (!model.notice.text.empty()) {
    const ImU32 color = model.notice.problem ? ui.theme.danger : ui.theme.text;
    ui::draw_text_in(ui, font, ImVec2(x + ui.px(32), origin.y), ImVec2(right - ui.px(8), max.y), color,
                     model.notice.text, ui::Align::Right);
    ui.trace.state("notice", model.notice.text);
  }
}

void draw_notice_over(Ui& ui, const Notice& notice) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const Font& font = ui.fonts.body();
  const float most = screen.x - ui.px(80);
  const std::string words = ui::elide(ui, font, notice.text, most);
  const float width = ui::measure(ui, font, words).x, height = ui.px(40);
  const ImVec2 min((screen.x - width) / 2 - ui.px(18), screen.y - height - ui.px(12));
  const ImVec2 max((screen.x + width) / 2 + ui.px(18), min.y + height);
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled(min, max, ui.theme.card, ui.px(8));
  list.AddRect(min, max, ui.theme.danger, ui.px(8), 0, ui.px(1.5f));
  list.AddText(font.font, font.size, ImVec2(min.x + ui.px(18), min.y + (height - font.size) / 2),
               ui.theme.text, words.data(), words.data() + words.size());
  ui.trace.note("notice.over", min, max);
}

}  // namespace bandaji
