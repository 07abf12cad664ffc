// Questions that the Continuity workspace asks.
#include <fmt/format.h>

#include "app/ui/continuity/continuity.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji {

void draw_new_looks(Ui& ui, NewLooksDialog& dialog, const UiModel& model, Requests& out) {
  bool close = false;
  const float height = std::min(520.0f, 210.0f + 40.0f * ui::f(dialog.looks.size()));
  if (!ui::begin_dialog(ui, "new_looks", ui.t(Text::StoryNewLooksTitle), 520, height, close)) return;
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::StoryNewLooksBody));
  ui::space(ui, 10);
  bool entered = false;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y - at.y - ui.px(20 + 32 + 14);
  ui::begin_scroll(ui, "new_looks.list", ImVec2(ImGui::GetContentRegionAvail().x, room));
  const bool starts = std::exchange(dialog.just_opened, false);
  for (std::size_t i = 0; i < dialog.looks.size(); ++i) {
    const MissingLook& look = dialog.looks[i];
    const std::string who =
        model.story ? model.story->name(RecordType::Character, look.character, ui.korean) : std::string();
    ui::property(ui, fmt::format("{}  {}", who, look.number));
    ui::InputStyle style;
    style.hint = ui.t(Text::StoryLookNameHint);
    style.focus = starts && i == 0;
    entered =
        ui::input(ui, fmt::format("new_looks.name.{}", i + 1), dialog.names[i], style).entered || entered;
  }
  ui::end_scroll();
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "new_looks.ok", ui.t(Text::StoryMakeLooks),
                     {.kind = ui::ButtonKind::Primary}) ||
      entered) {
    if (model.story && model.library) {
      Change change = enter_cells(model.library->catalog(), *model.story, dialog.cells, dialog.names);
      if (!change.edits.empty()) out.emplace_back(request::Apply{std::move(change)});
    }
    close = true;
  }
  if (ui::row_button(ui, row, "new_looks.cancel", ui.t(Text::Cancel))) close = true;
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

void draw_waive(Ui& ui, WaiveDialog& dialog, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "waive", ui.t(Text::StoryWaiveTitle), 560, 300, close)) return;
  ui::paragraph(ui, ui.fonts.body(), ui.theme.text, dialog.sentence);
  ui::space(ui, 6);
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::StoryWaiveBody));
  ui::space(ui, 8);
  ui::InputStyle style;
  style.hint = ui.t(Text::StoryWaiveHint);
  style.focus = std::exchange(dialog.just_opened, false);
  const bool entered = ui::input(ui, "waive.reason", dialog.reason, style).entered;
  const bool ready = dialog.reason.find_first_not_of(" \t") != std::string::npos;
  ui::ButtonRow row = ui::begin_button_row(ui);
  if ((ui::row_button(ui, row, "waive.ok", ui.t(Text::StoryWaive),
                      {.kind = ui::ButtonKind::Primary, .enabled = ready}) ||
       entered) &&
      ready) {
    out.emplace_back(
        request::Apply{waive(dialog.rule, dialog.place, to_nfc(dialog.reason), model.preferences.user_name)});
    close = true;
  }
  if (ui::row_button(ui, row, "waive.cancel", ui.t(Text::Cancel))) close = true;
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
