#include "app/ui/panels/catalog_dialogs.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/panels/chooser.h"
#include "assets/text.h"

namespace bandaji {

std::filesystem::path new_catalog_path(const NewCatalogDialog& dialog) {
  std::string name = dialog.title_ko.empty() ? dialog.title_en : dialog.title_ko;
  // What no file system takes, and what would leave the folder.
  std::erase_if(name, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 ||
           std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
  });
  while (!name.empty() && (name.front() == '.' || name.front() == ' ')) name.erase(name.begin());
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
  const std::filesystem::path folder =
      dialog.folder.empty() ? home_folder() : typed_path(dialog.folder, home_folder());
  return name.empty() ? std::filesystem::path() : folder / path_from_utf8(to_nfc(name) + ".bandaji");
}

namespace {

// In place of the buttons while a catalog is read.
void draw_opening(Ui& ui, const UiModel& model, ImVec2 at, float width, Requests& out) {
  const auto job = std::find_if(model.jobs.begin(), model.jobs.end(),
                                [&](const JobStatus& status) { return status.id == model.opening.job; });
  ui::draw_text_in(ui, ui.fonts.bold(), at, ImVec2(at.x + width, at.y + ui.px(24)), ui.theme.text,
                   fmt::format(fmt::runtime(ui.t(Text::OpeningTitle)), model.opening.name));
  if (job != model.jobs.end()) {
    ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + ui.px(36)));
    ui::progress(ui, job->progress, width / ui.scale, true);
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at.x, at.y + ui.px(48)),
                     ImVec2(at.x + width, at.y + ui.px(70)), ui.theme.dim, job->detail);
  }
  ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + ui.px(84)));
  if (ui::button(ui, "opening.cancel", ui.t(Text::Cancel)))
    out.emplace_back(request::CancelJob{model.opening.job});
}

}  // namespace

void draw_welcome(Ui& ui, const UiModel& model, Requests& out) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float width = std::min(ui.px(560), room.x - ui.px(48));
  const float left = origin.x + (room.x - width) / 2;
  float y = origin.y + std::max(ui.px(48), room.y * 0.2f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_icon(list, Icon::Chest, ImVec2(left - ui.px(4), y), ui.px(56), ui.theme.accent);
  y += ui.px(72);
  ui::draw_text(ui, ui.fonts.title(), ImVec2(left, y), ui.theme.text, ui.t(Text::WelcomeTitle));
  y += ui.px(36);
  ImGui::SetCursorScreenPos(ImVec2(left, y));
  ImGui::BeginChild("welcome.words", ImVec2(width, ui.px(52)), false);
  ui::paragraph(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::WelcomeBody));
  ImGui::EndChild();
  y += ui.px(64);
  if (model.opening.job != 0) return draw_opening(ui, model, ImVec2(left, y), width, out);
  if (!model.opening.problem.empty()) {
    draw_icon(list, Icon::Warning, ImVec2(left, y + ui.px(2)), ui.px(18), ui.theme.danger);
    ImGui::SetCursorScreenPos(ImVec2(left + ui.px(28), y));
    ImGui::BeginChild("welcome.problem", ImVec2(width - ui.px(28), ui.px(52)), false);
    ui::paragraph(ui, ui.fonts.body(), ui.theme.danger, model.opening.problem);
    ImGui::EndChild();
    y += ui.px(64);
  }
  ImGui::SetCursorScreenPos(ImVec2(left, y));
  if (ui::button(ui, "welcome.new", ui.t(Text::WelcomeNew),
                 {.kind = ui::ButtonKind::Primary, .icon = Icon::Plus}))
    out.emplace_back(request::Do{Action::NewCatalog});
  ImGui::SameLine(0, ui.px(8));
  if (ui::button(ui, "welcome.open", ui.t(Text::WelcomeOpen), {.icon = Icon::Folder}))
    out.emplace_back(request::Do{Action::OpenCatalog});
  y += ui.px(64);
  if (!model.preferences.recent_catalogs.empty()) {
    ui::draw_text(ui, ui.fonts.small(), ImVec2(left, y), ui.theme.faint, ui.t(Text::WelcomeRecent));
    y += ui.px(26);
    int shown = 0;
    for (const std::string& recent : model.preferences.recent_catalogs) {
      if (++shown > 6) break;
      const std::filesystem::path path = path_from_utf8(recent);
      const std::string id = fmt::format("welcome.recent.{}", shown - 1);
      ImGui::SetCursorScreenPos(ImVec2(left - ui.px(10), y));
      if (ImGui::InvisibleButton(id.c_str(), ImVec2(width + ui.px(20), ui.px(48))))
        out.emplace_back(request::OpenCatalogAt{path});
      ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
      const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
      if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
      draw_icon(list, Icon::Chest, ImVec2(min.x + ui.px(10), min.y + ui.px(15)), ui.px(18), ui.theme.dim);
      ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(42), min.y + ui.px(4)),
                       ImVec2(max.x - ui.px(8), min.y + ui.px(26)), ui.theme.text, to_utf8(path.stem()));
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(42), min.y + ui.px(25)),
                       ImVec2(max.x - ui.px(8), max.y - ui.px(3)), ui.theme.faint,
                       to_utf8(path.parent_path()));
      y += ui.px(50);
    }
  }
}

void draw_new_catalog(Ui& ui, NewCatalogDialog& dialog, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "new_catalog", ui.t(Text::NewCatalogTitle), 600, 380, close)) return;
  ui::paragraph(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::NewCatalogBody));
  ui::space(ui, 12);
  ui::property(ui, ui.t(Text::TitleKo));
  ui::InputStyle style;
  style.focus = std::exchange(dialog.just_opened, false);
  style.hint = "달빛 궁";
  const ui::InputResult ko = ui::input(ui, "new_catalog.title_ko", dialog.title_ko, style);
  ui::property(ui, ui.t(Text::TitleEn));
  const ui::InputResult en =
      ui::input(ui, "new_catalog.title_en", dialog.title_en, {.hint = "Moonlit Palace"});
  ui::property(ui, ui.t(Text::FolderLabel));
  const ui::InputResult folder =
      ui::input(ui, "new_catalog.folder", dialog.folder,
                {.hint = ui.t(Text::FolderHint), .width = ImGui::GetContentRegionAvail().x / ui.scale - 108});
  ImGui::SameLine(0, ui.px(8));
  if (ui::button(ui, "new_catalog.choose", ui.t(Text::ChooseButton), {.width = 100}))
    out.emplace_back(request::Choose{ChooserPurpose::NewCatalogFolder, {}});
  const std::filesystem::path path = new_catalog_path(dialog);
  std::error_code error;
  const bool taken = !path.empty() && std::filesystem::exists(path, error);
  ui::space(ui, 4);
  if (!path.empty())
    ui::text_line(ui, ui.fonts.small(), taken ? ui.theme.warning : ui.theme.faint,
                  taken ? fmt::format(fmt::runtime(ui.t(Text::FolderTaken)), to_utf8(path)) : to_utf8(path));
  const bool ready = !path.empty() && !taken;
  ui::ButtonRow row = ui::begin_button_row(ui);
  bool create = ui::row_button(ui, row, "new_catalog.create", ui.t(Text::CreateButton),
                               {.kind = ui::ButtonKind::Primary, .enabled = ready});
  create = create || (ready && (ko.entered || en.entered || folder.entered));
  if (ui::row_button(ui, row, "new_catalog.cancel", ui.t(Text::Cancel))) close = true;
  if (create) out.emplace_back(request::CreateCatalog{path, dialog.title_ko, dialog.title_en});
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

void draw_production(Ui& ui, ProductionDialog& dialog, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "production.dialog", ui.t(Text::ProductionTitle), 520, 280, close)) return;
  if (!dialog.loaded) {
    dialog.loaded = true;
    dialog.title_ko = model.production.title_ko;
    dialog.title_en = model.production.title_en;
  }
  ui::property(ui, ui.t(Text::TitleKo));
  ui::input(ui, "production.title_ko", dialog.title_ko, {.read_only = model.read_only});
  ui::property(ui, ui.t(Text::TitleEn));
  ui::input(ui, "production.title_en", dialog.title_en, {.read_only = model.read_only});
  if (model.library)
    ui::fact(ui, ui.t(Text::FolderLabel), to_utf8(model.library->files().folder()), ui.theme.dim);
  ui::ButtonRow row = ui::begin_button_row(ui);
  const bool changed =
      dialog.title_ko != model.production.title_ko || dialog.title_en != model.production.title_en;
  if (ui::row_button(ui, row, "production.ok", ui.t(Text::SaveButton),
                     {.kind = ui::ButtonKind::Primary, .enabled = changed && !model.read_only})) {
    out.emplace_back(request::SetTitles{dialog.title_ko, dialog.title_en});
    close = true;
  }
  if (ui::row_button(ui, row, "production.cancel", ui.t(Text::Cancel))) close = true;
  if (close) {
    dialog.loaded = false;
    out.emplace_back(request::ShowDialog{Dialog::None});
  }
  ui::end_dialog(ui);
}

void draw_about(Ui& ui, const UiModel& model, const std::string& graphics, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "about", ui.t(Text::AboutTitle), 520, 380, close)) return;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_icon(*ImGui::GetWindowDrawList(), Icon::Chest, ImVec2(at.x, at.y), ui.px(48), ui.theme.accent);
  ImGui::SetCursorScreenPos(ImVec2(at.x + ui.px(64), at.y + ui.px(2)));
  ui::text(ui, ui.fonts.bold(), ui.theme.text, "반닫이  Bandaji " BANDAJI_VERSION);
  ImGui::SetCursorScreenPos(ImVec2(at.x + ui.px(64), at.y + ui.px(26)));
  ui::text(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::AboutLine));
  ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + ui.px(68)));
  ui::paragraph(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::AboutBody));
  ui::space(ui, 8);
  ui::fact(ui, ui.t(Text::AboutGraphics), graphics, ui.theme.dim);
  const auto megabytes = [](std::uint64_t bytes) {
    return fmt::format("{:.0f} MB", static_cast<double>(bytes) / 1e6);
  };
  const GpuUse& use = model.gpu;
  ui::fact(ui, ui.t(Text::GraphicsMemory), megabytes(use.total()), ui.theme.dim);
  ui::text_line(ui, ui.fonts.small(), ui.theme.faint,
                fmt::format(fmt::runtime(ui.t(Text::GraphicsMemoryParts)), megabytes(use.models),
                            megabytes(use.pictures), megabytes(use.thumbnails), megabytes(use.stills)));
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "about.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary})) close = true;
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  static_cast<void>(model);
  ui::end_dialog(ui);
}

}  // namespace bandaji
