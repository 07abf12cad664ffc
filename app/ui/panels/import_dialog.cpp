#include "app/ui/panels/import_dialog.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "assets/import/import_worker.h"
#include "assets/text.h"

namespace bandaji {

ImportPlan plan_of(const ImportDialog& dialog) {
  ImportPlan plan;
  plan.paths = dialog.paths;
  plan.recursive = dialog.recursive;
  plan.kind = dialog.kind;
  plan.name = dialog.paths.size() == 1 ? dialog.name : "";
  plan.options.up_axis = dialog.up_axis;
  plan.options.unit = dialog.unit;
  plan.version_of = dialog.version_of;
  plan.comment = dialog.comment;
  plan.tags = tags_typed(dialog.tags);
  return plan;
}

void draw_import_dialog(Ui& ui, ImportDialog& dialog, const UiModel& model, Requests& out) {
  bool close = false;
  const std::string title =
      dialog.version_of.empty()
          ? std::string(ui.t(Text::ImportTitle))
          : fmt::format(fmt::runtime(ui.t(Text::ImportVersionTitle)), dialog.version_of_name);
  if (!ui::begin_dialog(ui, "import", title, 620, 600, close)) return;
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float list_height = ui.px(150);
  ImGui::GetWindowDrawList()->AddRectFilled(corner, ImVec2(corner.x + width, corner.y + list_height),
                                            ui.theme.well, ui.px(8));
  ui::begin_scroll(ui, "import.paths", ImVec2(width, list_height), 12, 8);
  std::error_code error;
  bool any_folder = false;
  for (const auto& path : dialog.paths) {
    const bool folder = std::filesystem::is_directory(path, error);
    any_folder = any_folder || folder;
    const FileClass type = folder ? FileClass::Attachment : classify(path);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Icon icon = folder                     ? Icon::Folder
                      : type == FileClass::Model ? Icon::Cube
                      : type == FileClass::Image ? Icon::Picture
                                                 : Icon::Clip;
    draw_icon(*ImGui::GetWindowDrawList(), icon, ImVec2(at.x, at.y + ui.px(4)), ui.px(16),
              folder || type == FileClass::Attachment ? ui.theme.dim : ui.theme.accent);
    ImGui::SetCursorScreenPos(ImVec2(at.x + ui.px(26), at.y));
    ui::text_line(ui, ui.fonts.body(), ui.theme.text, path_label(path));
    ImGui::SetCursorScreenPos(ImVec2(at.x + ui.px(26), at.y + ui.px(20)));
    ui::text_line(ui, ui.fonts.small(), ui.theme.faint, to_nfc(to_utf8(path.parent_path())));
  }
  ui::end_scroll();
  ui::space(ui, 12);
  if (dialog.version_of.empty()) {
    ui::property(ui, ui.t(Text::FieldKind));
    pick_term(ui, dialog.picker, "import.kind", "asset_kind", dialog.kind, ui.t(Text::KindGuessed));
    if (dialog.paths.size() == 1 && !any_folder) {
      ui::property(ui, ui.t(Text::ImportName));
      ui::InputStyle style;
      style.hint = ui.t(Text::ImportNameHint);
      ui::input(ui, "import.name", dialog.name, style);
    }
    ui::property(ui, ui.t(Text::FieldTags));
    ui::InputStyle style;
    style.hint = ui.t(Text::ImportTagsHint);
    style.icon = Icon::Tag;
    ui::input(ui, "import.tags", dialog.tags, style);
  }
  ui::property(ui, ui.t(Text::DecisionComment));
  ui::InputStyle remark;
  remark.hint = ui.t(Text::ImportCommentHint);
  ui::input(ui, "import.comment", dialog.comment, remark);
  ui::property(ui, ui.t(Text::UpAxisLabel), ui.t(Text::UpAxisTip));
  const std::array<std::string_view, 3> axes{"X", "Y", "Z"};
  const int up = ui::segmented(ui, "import.up", {ui.t(Text::AsFileSays), axes[0], axes[1], axes[2]},
                               dialog.up_axis ? static_cast<int>(*dialog.up_axis) + 1 : 0);
  dialog.up_axis = up == 0 ? std::nullopt : std::optional(static_cast<UpAxis>(up - 1));
  ui::property(ui, ui.t(Text::UnitLabel), ui.t(Text::UnitTip));
  const int unit = ui::segmented(ui, "import.unit", {ui.t(Text::AsFileSays), "mm", "cm", "m", "inch"},
                                 dialog.unit ? static_cast<int>(*dialog.unit) + 1 : 0);
  dialog.unit = unit == 0 ? std::nullopt : std::optional(static_cast<FileUnit>(unit - 1));
  if (any_folder) {
    ui::property(ui, "");
    ui::check(ui, "import.recursive", dialog.recursive, ui.t(Text::Recursive));
    if (dialog.paths.size() == 1) {
      ui::property(ui, "");
      ui::check(ui, "import.watch", dialog.watch, ui.t(Text::WatchFolder));
    }
  }
  ui::ButtonRow row = ui::begin_button_row(ui);
  const bool pressed = ui::row_button(
      ui, row, "import.start", ui.t(Text::ImportButton),
      {.kind = ui::ButtonKind::Primary, .icon = Icon::Import, .enabled = !dialog.paths.empty()});
  if ((pressed || std::exchange(dialog.start, false)) && !dialog.paths.empty()) {
    out.emplace_back(request::StartImport{plan_of(dialog)});
    if (dialog.watch && any_folder) out.emplace_back(request::WatchFolder{plan_of(dialog)});
    close = true;
  }
  if (ui::row_button(ui, row, "import.cancel", ui.t(Text::Cancel))) close = true;
  ImGui::SetCursorScreenPos(ImVec2(ImGui::GetWindowPos().x + ui.px(24), row.y));
  if (dialog.version_of.empty() && ui::button(ui, "import.more", ui.t(Text::ChooseOthers),
                                              {.kind = ui::ButtonKind::Quiet, .icon = Icon::Folder}))
    out.emplace_back(request::Choose{ChooserPurpose::ImportFiles, {}});
  if (dialog.version_of.empty()) ImGui::SameLine();
  if (ui::button(ui, "import.rules", ui.t(Text::RulesButton), {.kind = ui::ButtonKind::Quiet}))
    out.emplace_back(request::ShowDialog{Dialog::ImportRules});
  if (!model.watched_folder.empty()) {
    ImGui::SameLine();
    if (ui::button(ui, "import.watch_stop", ui.t(Text::WatchStop),
                   {.kind = ui::ButtonKind::Quiet, .tip = to_nfc(to_utf8(model.watched_folder))}))
      out.emplace_back(request::WatchFolder{});
  }
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
