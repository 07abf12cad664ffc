#include "app/ui/panels/record_dialogs.h"

#include <fmt/format.h>

#include <array>

namespace bandaji {

void draw_decision_buttons(Ui& ui, const UiModel& model, std::string_view prefix, Requests& out) {
  if (model.read_only) return;
  const float gap = ui.px(6);
  const float width = (ImGui::GetContentRegionAvail().x - 2 * gap) / 3 / ui.scale;
  const auto decide = [&](std::string_view name, Action action, ui::ButtonKind kind, Icon icon, Text label) {
    const std::string tip =
        fmt::format("{}  {}", ui.pick(info(action).ko, info(action).en), model.keys.first_key(action));
    if (ui::button(ui, fmt::format("{}.{}", prefix, name), ui.t(label),
                   {.kind = kind, .icon = icon, .width = width, .tip = tip}))
      out.emplace_back(request::Do{action});
  };
  decide("approve", Action::Approve, ui::ButtonKind::Primary, Icon::Check, Text::ApproveShort);
  ImGui::SameLine(0, gap);
  decide("changes", Action::RequestChanges, ui::ButtonKind::Normal, Icon::Pencil, Text::ChangesShort);
  ImGui::SameLine(0, gap);
  decide("hold", Action::Hold, ui::ButtonKind::Normal, Icon::Pause, Text::HoldShort);
}

void draw_decision(Ui& ui, DecisionDialog& dialog, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "decision", ui.t(Text::DecisionTitle), 580, 470, close)) return;
  const std::string what =
      !dialog.subjects.empty() ? dialog.title
      : model.selection.size() == 1 && model.details
          ? fmt::format("{}   v{}   {}",
                        display_name(model.details->asset.name_ko, model.details->asset.name_en, ui.korean),
                        model.details->current() ? model.details->current()->number : 0,
                        model.details->current() ? model.details->current()->manifest_hash.short_hex() : "")
          : fmt::format(fmt::runtime(ui.t(Text::BatchTitle)), model.selection.size());
  ui::text_line(ui, ui.fonts.body(), ui.theme.text, what);
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::DecisionBody));
  ui::space(ui, 10);
  static constexpr std::array kVerdicts{Verdict::Approved, Verdict::ApprovedWithConditions,
                                        Verdict::ChangesRequested, Verdict::Rejected, Verdict::Hold};
  ui::property(ui, ui.t(Text::DecisionVerdict));
  int current = 0;
  for (std::size_t i = 0; i < kVerdicts.size(); ++i)
    if (kVerdicts[i] == dialog.verdict) current = static_cast<int>(i);
  const int chosen =
      ui::segmented(ui, "decision.verdict",
                    {verdict_label(kVerdicts[0], ui.korean), verdict_label(kVerdicts[1], ui.korean),
                     verdict_label(kVerdicts[2], ui.korean), verdict_label(kVerdicts[3], ui.korean),
                     verdict_label(kVerdicts[4], ui.korean)},
                    current);
  dialog.verdict = kVerdicts[static_cast<std::size_t>(chosen)];
  ui::property(ui, ui.t(Text::PersonRole));
  pick_term(ui, dialog.picker, "decision.role", "department_role", dialog.role, ui.t(Text::NoValue));
  ui::property(ui, ui.t(Text::PersonName));
  ui::input(ui, "decision.by", dialog.by, {.hint = ui.t(Text::DecisionNameHint)});
  ui::property(ui, ui.t(Text::DecisionComment));
  ui::InputStyle style;
  style.lines = 3;
  style.hint = ui.t(Text::DecisionCommentHint);
  style.focus = std::exchange(dialog.just_opened, false);
  ui::input(ui, "decision.comment", dialog.comment, style);
  // A condition or a request without words helps nobody.
  const bool needs_words =
      dialog.verdict == Verdict::ChangesRequested || dialog.verdict == Verdict::ApprovedWithConditions;
  const bool ready = !dialog.by.empty() && (!needs_words || !dialog.comment.empty());
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "decision.ok", ui.t(Text::DecisionRecord),
                     {.kind = ui::ButtonKind::Primary, .enabled = ready})) {
    out.emplace_back(request::Decide{dialog.subjects.empty() ? model.selected : dialog.subjects,
                                     dialog.verdict, dialog.role, dialog.by, dialog.comment});
    close = true;
  }
  if (ui::row_button(ui, row, "decision.cancel", ui.t(Text::Cancel))) close = true;
  if (!ready) {
    ImGui::SetCursorScreenPos(ImVec2(ImGui::GetWindowPos().x + ui.px(24), row.y + ui.px(6)));
    ui::text(ui, ui.fonts.small(), ui.theme.faint,
             ui.t(dialog.by.empty() ? Text::DecisionNeedsName : Text::DecisionNeedsComment));
  }
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

void draw_tags_dialog(Ui& ui, FieldEditor& editor, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "tags", ui.t(Text::TagsTitle), 480, 420, close)) return;
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim,
                fmt::format(fmt::runtime(ui.t(Text::TagsBody)), model.selection.size()));
  ui::space(ui, 8);
  draw_tags(ui, editor, model, "tags.editor", out);
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "tags.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary})) close = true;
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
