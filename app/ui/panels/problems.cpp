#include "app/ui/panels/problems.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/panels/report_lines.h"
#include "assets/text.h"

namespace bandaji {
namespace {

// A missing file, with the button that shows where it is.
void draw_missing(Ui& ui, std::size_t index, const UiModel& model, Requests& out) {
  const ProblemRow& problem = model.problems[index];
  ImGui::PushID(static_cast<int>(index));
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  constexpr float kButton = 92;
  if (ImGui::InvisibleButton("show", ImVec2(width - ui.px(kButton + 12), ui.px(24)))) {
    out.emplace_back(request::ShowDialog{Dialog::None});
    out.emplace_back(request::Select{problem.asset, request::SelectMode::Only});
  }
  if (ImGui::IsItemHovered())
    ImGui::GetWindowDrawList()->AddRectFilled(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                              ui.theme.hover, ui.px(5));
  ImGui::SetCursorScreenPos(ImVec2(start.x + width - ui.px(kButton), start.y - ui.px(3)));
  if (ui::button(ui, fmt::format("problems.relink.{}", problem.file), ui.t(Text::RelinkOne),
                 {.width = kButton, .enabled = !model.read_only}))
    out.emplace_back(request::Choose{ChooserPurpose::RelinkFile, problem.asset, problem.file});
  ImGui::SetCursorScreenPos(start);
  ImGui::PushClipRect(start, ImVec2(start.x + width - ui.px(kButton + 12), start.y + ui.px(2000)), true);
  icon_line(ui, Icon::Warning, ui.theme.warning, fmt::format("{}   {}", problem.name, problem.file),
            ui.message(problem.reason), ui.theme.dim);
  ImGui::PopClipRect();
  ui::space(ui, 8);
  ImGui::PopID();
}

void draw_same_shapes(Ui& ui, const UiModel& model, Requests& out) {
  const SameShapes& shapes = model.same_shapes;
  if (shapes.running) ui::progress(ui, 0, -1, true);
  if (!shapes.done) return;
  ui::space(ui, 8);
  if (shapes.groups.empty()) {
    ui::paragraph(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::SameShapeNone));
    return;
  }
  ui::text(ui, ui.fonts.bold(), ui.theme.text,
           fmt::format(fmt::runtime(ui.t(Text::SameShapeTitle)), shapes.groups.size()));
  ui::space(ui, 4);
  for (std::size_t i = 0; i < shapes.groups.size(); ++i) {
    const auto& group = shapes.groups[i];
    std::string names;
    request::SelectMany select;
    for (const SameShapes::One& one : group) {
      names += (names.empty() ? "" : "   =   ") + one.name;
      select.ids.push_back(one.asset);
    }
    if (group.empty()) continue;
    select.focus = group.front().asset;
    ImGui::PushID(static_cast<int>(i));
    const ImVec2 start = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("shape", ImVec2(ImGui::GetContentRegionAvail().x, ui.px(24)))) {
      out.emplace_back(request::ShowDialog{Dialog::None});
      out.emplace_back(select);
    }
    if (ImGui::IsItemHovered())
      ImGui::GetWindowDrawList()->AddRectFilled(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                                ui.theme.hover, ui.px(5));
    ui.trace.note(fmt::format("problems.shape.{}", i), ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    ImGui::SetCursorScreenPos(start);
    icon_line(ui, Icon::Cube, ui.theme.dim, names, "", 0);
    ui::space(ui, 4);
    ImGui::PopID();
  }
}

}  // namespace

void draw_problems_dialog(Ui& ui, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "problems", ui.t(Text::ProblemsTitle), 760, 560, close)) return;
  ui::begin_scroll(ui, "problems.rows", body_size(ui));
  std::size_t refused = 0;
  for (const ImportRow& row : model.import_report.rows) refused += row.status == ImportStatus::Refused;
  const SameShapes& shapes = model.same_shapes;
  if (model.problems.empty() && refused == 0 && shapes.groups.empty() && !shapes.running && !shapes.done)
    ui::empty_state(ui, Icon::Check, ui.t(Text::ProblemsNone), ui.t(Text::ProblemsNoneBody));
  if (!model.problems.empty()) {
    ui::text(ui, ui.fonts.bold(), ui.theme.text,
             fmt::format(fmt::runtime(ui.t(Text::ProblemsMissing)), model.problems.size()));
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ProblemsMissingBody));
    ui::space(ui, 8);
  }
  for (std::size_t i = 0; i < model.problems.size(); ++i) draw_missing(ui, i, model, out);
  draw_same_shapes(ui, model, out);
  if (refused > 0) {
    ui::space(ui, 8);
    ui::text(ui, ui.fonts.bold(), ui.theme.text,
             fmt::format(fmt::runtime(ui.t(Text::ProblemsRefused)), refused));
    for (const ImportRow& row : model.import_report.rows)
      if (row.status == ImportStatus::Refused)
        icon_line(ui, Icon::Warning, ui.theme.danger, to_nfc(to_utf8(path_from_utf8(row.path).filename())),
                  ui.message(row.error), ui.theme.dim);
  }
  ui::end_scroll();
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "problems.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary}))
    close = true;
  if (!model.problems.empty() && ui::row_button(ui, row, "problems.filter", ui.t(Text::ProblemsFilter))) {
    out.emplace_back(request::SetQuery{"missing:yes"});
    close = true;
  }
  if (!model.problems.empty() &&
      ui::row_button(ui, row, "problems.relink_all", ui.t(Text::RelinkAll), {.enabled = !model.read_only}))
    out.emplace_back(request::Choose{ChooserPurpose::RelinkFolder, {}});
  if (ui::row_button(ui, row, "problems.shapes", ui.t(Text::SameShapeFind),
                     {.kind = ui::ButtonKind::Quiet, .enabled = model.library && !shapes.running}))
    out.emplace_back(request::FindSameShapes{});
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
