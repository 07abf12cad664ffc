#include "app/ui/panels/reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/panels/inspector.h"
#include "app/ui/panels/report_lines.h"
#include "assets/text.h"
#include "assets/units.h"

namespace bandaji {
namespace {

Text label_of(ImportStatus status) {
  switch (status) {
    case ImportStatus::Imported:
      return Text::RowImported;
    case ImportStatus::NewVersion:
      return Text::RowNewVersion;
    case ImportStatus::Duplicate:
      return Text::RowDuplicate;
    case ImportStatus::Refused:
      break;
  }
  return Text::RowRefused;
}

}  // namespace

void draw_jobs_dialog(Ui& ui, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "jobs.dialog", ui.t(Text::JobsTitle), 600, 460, close)) return;
  ui::begin_scroll(ui, "jobs.list", body_size(ui));
  bool any = false;
  for (auto at = model.jobs.rbegin(); at != model.jobs.rend(); ++at) {
    const JobStatus& job = *at;
    if (job.quiet && job.problems.empty()) continue;
    any = true;
    ImGui::PushID(static_cast<int>(job.id));
    const bool running = job.state == JobState::Running || job.state == JobState::Waiting;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const Text state = job.state == JobState::Waiting    ? Text::JobWaiting
                       : job.state == JobState::Running  ? Text::JobRunning
                       : job.state == JobState::Finished ? Text::JobFinished
                                                         : Text::JobCancelled;
    ui::draw_text_in(ui, ui.fonts.bold(), start, ImVec2(start.x + width - ui.px(190), start.y + ui.px(26)),
                     ui.theme.text, job.title);
    ui::draw_text_in(ui, ui.fonts.small(), start,
                     ImVec2(start.x + width - ui.px(running ? 104 : 8), start.y + ui.px(26)), ui.theme.dim,
                     ui.t(state), ui::Align::Right);
    if (running) {
      ImGui::SetCursorScreenPos(ImVec2(start.x + width - ui.px(96), start.y - ui.px(3)));
      if (ui::button(ui, "jobs.cancel", ui.t(Text::Cancel), {.width = 88}))
        out.emplace_back(request::CancelJob{job.id});
      ImGui::SetCursorScreenPos(ImVec2(start.x, start.y + ui.px(32)));
      ui::progress(ui, job.progress, width / ui.scale - 8);
      ui::text_line(ui, ui.fonts.small(), ui.theme.dim, job.detail);
    } else {
      ImGui::Dummy(ImVec2(width, ui.px(24)));
    }
    for (const JobProblem& problem : job.problems)
      icon_line(ui, Icon::Warning, ui.theme.warning, problem.subject, ui.message(problem.message),
                ui.theme.dim);
    ui::space(ui, 14);
    ImGui::PopID();
  }
  if (!any) ui::empty_state(ui, Icon::Clock, ui.t(Text::JobsNone), ui.t(Text::JobsNoneBody));
  ui::end_scroll();
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "jobs.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary})) close = true;
  if (ui::row_button(ui, row, "jobs.clear", ui.t(Text::ClearFinished), {.enabled = any}))
    out.emplace_back(request::DismissJobs{});
  if (!model.import_report.rows.empty() &&
      ui::row_button(ui, row, "jobs.report", ui.t(Text::LastImportButton)))
    out.emplace_back(request::ShowDialog{Dialog::ImportReport});
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

void draw_import_report(Ui& ui, ImportReportPanel& panel, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "report", ui.t(Text::ReportTitle), 760, 580, close)) return;
  const LastImport& report = model.import_report;
  std::array<std::size_t, 4> counts{};
  for (const ImportRow& row : report.rows) ++counts[static_cast<std::size_t>(row.status)];
  ui::paragraph(
      ui, ui.fonts.body(), ui.theme.dim,
      fmt::format(fmt::runtime(ui.t(Text::ReportCounts)), counts[0], counts[1], counts[2], counts[3]));
  if (report.cancelled) ui::paragraph(ui, ui.fonts.body(), ui.theme.warning, ui.t(Text::ReportCancelled));
  ui::space(ui, 8);
  ui::begin_scroll(ui, "report.rows", body_size(ui));
  // What needs attention stands first.
  std::vector<const ImportRow*> rows;
  for (const ImportRow& row : report.rows) rows.push_back(&row);
  const auto weight = [](const ImportRow& row) {
    return row.status == ImportStatus::Refused     ? 0
           : !row.warnings.empty()                 ? 1
           : row.status == ImportStatus::Duplicate ? 3
                                                   : 2;
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const ImportRow* a, const ImportRow* b) { return weight(*a) < weight(*b); });
  // Rows wrap, so their heights differ: those seen once are skipped by what they took then.
  const float width_now = ImGui::GetContentRegionAvail().x;
  if (panel.width != width_now || panel.rows != rows.size()) panel = {width_now, rows.size(), {}};
  panel.heights.resize(rows.size(), 0);
  const float top = ImGui::GetWindowPos().y, bottom = top + ImGui::GetWindowSize().y;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ImportRow* row = rows[i];
    float& height = panel.heights[i];
    const float from = ImGui::GetCursorScreenPos().y;
    if (height > 0 && (from > bottom || from + height < top)) {
      ImGui::SetCursorScreenPos(ImVec2(ImGui::GetCursorScreenPos().x, from + height));
      continue;
    }
    ImGui::PushID(row);
    const std::string name = to_nfc(to_utf8(path_from_utf8(row->path).filename()));
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    Icon icon = Icon::Check;
    ImU32 color = ui.theme.accent;
    switch (row->status) {
      case ImportStatus::Imported:
        break;
      case ImportStatus::NewVersion:
        icon = Icon::Refresh;
        break;
      case ImportStatus::Duplicate:
        icon = Icon::Info;
        color = ui.theme.dim;
        break;
      case ImportStatus::Refused:
        icon = Icon::Warning;
        color = ui.theme.danger;
        break;
    }
    std::string right = ui.t(label_of(row->status));
    if (row->status == ImportStatus::NewVersion) right += fmt::format(" v{}", row->version);
    ui::draw_text_in(ui, ui.fonts.small(), start, ImVec2(start.x + width - ui.px(12), start.y + ui.px(24)),
                     color, right, ui::Align::Right);
    if (!row->id.empty()) {
      if (ImGui::InvisibleButton("show", ImVec2(width, ui.px(24)))) {
        out.emplace_back(request::ShowDialog{Dialog::None});
        out.emplace_back(request::SetQuery{});
        out.emplace_back(request::Select{row->id, request::SelectMode::Only});
      }
      if (ImGui::IsItemHovered())
        ImGui::GetWindowDrawList()->AddRectFilled(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(),
                                                  ui.theme.hover, ui.px(5));
      ImGui::SetCursorScreenPos(start);
    }
    ui.trace.note("report." + name, start, ImVec2(start.x + width, start.y + ui.px(24)));
    std::string detail;
    if (row->status == ImportStatus::Refused)
      detail = ui.message(row->error);
    else if (row->triangles > 0 || row->vertices > 0)
      detail = fmt::format(
          "{}  ·  {}  ·  {}", ui.term(row->kind),
          row->triangles > 0 ? count_text(row->triangles) + " ▲" : count_text(row->vertices) + " ●",
          format_size_mm(row->size_mm[0], row->size_mm[1], row->size_mm[2]));
    else
      detail = std::string(ui.term(row->kind));
    icon_line(ui, icon, color, name, detail,
              row->status == ImportStatus::Refused ? ui.theme.text : ui.theme.dim);
    ImGui::Indent(ui.px(26));
    for (const std::string& warning : row->warnings)
      ui::paragraph(ui, ui.fonts.small(), ui.theme.warning, ui.message(warning));
    for (const std::string& note : row->notes)
      ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.message(note));
    ImGui::Unindent(ui.px(26));
    ui::space(ui, 8);
    ImGui::PopID();
    height = ImGui::GetCursorScreenPos().y - from;
  }
  ImGui::Dummy(ImVec2(0, 0));
  if (!report.finished) ui::progress(ui, 0, -1, true);
  ui::end_scroll();
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "report.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary}))
    close = true;
  if (ui::row_button(ui, row, "report.copy", ui.t(Text::CopyReport), {.enabled = !report.rows.empty()})) {
    std::string text;
    for (const ImportRow& line : report.rows) {
      text += fmt::format("{}\t{}\t{}\n", ui.t(label_of(line.status)), line.path, ui.message(line.error));
      for (const auto* remarks : {&line.warnings, &line.notes})
        for (const std::string& remark : *remarks) text += fmt::format("\t\t{}\n", ui.message(remark));
    }
    out.emplace_back(request::CopyText{text});
  }
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

void draw_activity_dialog(Ui& ui, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "activity", ui.t(Text::ActivityTitle), 720, 600, close)) return;
  ui::begin_scroll(ui, "activity.rows", body_size(ui));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(3)));
  for (const Activity& activity : model.activity) {
    const AssetSummary* summary = model.library && !activity.subject.empty()
                                      ? model.library->index().summary(activity.subject)
                                      : nullptr;
    draw_activity_row(
        ui, activity,
        summary ? display_name(summary->name_ko, summary->name_en, ui.korean) : std::string_view());
    ui::space(ui, 8);
  }
  ImGui::PopStyleVar();
  if (model.activity.empty()) ui::empty_state(ui, Icon::List, ui.t(Text::ActivityNone), "");
  ui::end_scroll();
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "activity.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary}))
    close = true;
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

void draw_check_dialog(Ui& ui, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "check", ui.t(Text::CheckTitle), 640, 420, close)) return;
  const CheckReport& report = model.check_report;
  ui::begin_scroll(ui, "check.rows", body_size(ui));
  if (report.running) {
    ui::paragraph(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::CheckRunning));
    ui::progress(ui, 0, -1, true);
  } else if (report.problems.empty()) {
    ui::empty_state(ui, Icon::Check, ui.t(Text::CheckOk),
                    fmt::format(fmt::runtime(ui.t(Text::CheckOkBody)), count_text(report.records),
                                count_text(report.objects)));
  }
  for (const std::string& problem : report.problems)
    icon_line(ui, Icon::Warning, ui.theme.danger, ui.message(problem), "", 0);
  ui::end_scroll();
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "check.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary})) close = true;
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
