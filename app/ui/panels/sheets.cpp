#include "app/ui/panels/sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/imgui_compat.h"
#include "app/ui/panels/chooser.h"
#include "assets/text.h"

namespace bandaji {
namespace {

std::string safe_name(std::string name) {
  std::erase_if(name, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 ||
           std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
  });
  while (!name.empty() && (name.front() == '.' || name.front() == ' ')) name.erase(name.begin());
  return name.empty() ? "sheet" : name;
}

bool draw_template(Ui& ui, const SheetTemplate& sheet, bool active) {
  const std::string id = "sheets.template." + std::string(sheet.name);
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = ui.px(60);
  const bool pressed = ImGui::InvisibleButton(id.c_str(), ImVec2(width, height));
  ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (active) list.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(6));
  if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
  // A tiny page that hints at the layout.
  const ImVec2 a(min.x + ui.px(10), min.y + ui.px(8)), b(a.x + ui.px(32), max.y - ui.px(8));
  list.AddRectFilled(a, b, IM_COL32(226, 226, 226, 255), ui.px(2));
  const ImU32 ink = IM_COL32(150, 150, 150, 255);
  if (sheet.name == "contact") {
    for (int r = 0; r < 3; ++r)
      for (int c = 0; c < 2; ++c) {
        const ImVec2 p(a.x + ui.px(4) + ui::f(c) * ui.px(13), a.y + ui.px(5) + ui::f(r) * ui.px(12));
        list.AddRectFilled(p, ImVec2(p.x + ui.px(11), p.y + ui.px(9)), ink, ui.px(1));
      }
  } else {
    list.AddRectFilled(ImVec2(a.x + ui.px(4), a.y + ui.px(5)), ImVec2(a.x + ui.px(18), a.y + ui.px(22)), ink,
                       ui.px(1));
    for (int r = 0; r < 3; ++r)
      list.AddRectFilled(ImVec2(a.x + ui.px(21), a.y + ui.px(6) + ui::f(r) * ui.px(5)),
                         ImVec2(a.x + ui.px(28), a.y + ui.px(8) + ui::f(r) * ui.px(5)), ink);
    for (int c = 0; c < 5; ++c)
      list.AddRectFilled(ImVec2(a.x + ui.px(4) + ui::f(c) * ui.px(5), a.y + ui.px(27)),
                         ImVec2(a.x + ui.px(8) + ui::f(c) * ui.px(5), a.y + ui.px(38)), ink);
  }
  ui::draw_text_in(ui, ui.fonts.body(), ImVec2(b.x + ui.px(12), min.y + ui.px(8)),
                   ImVec2(max.x - ui.px(8), min.y + ui.px(32)), ui.theme.text,
                   ui.pick(sheet.title_ko, sheet.title_en));
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(b.x + ui.px(12), min.y + ui.px(32)),
                   ImVec2(max.x - ui.px(8), min.y + ui.px(52)), ui.theme.dim,
                   ui.t(sheet.needs == "one asset" ? Text::NeedsOne : Text::NeedsMany));
  return pressed;
}

void draw_pages(Ui& ui, SheetsPanel& panel, const UiModel& model, ImVec2 min, ImVec2 max) {
  const SheetView& sheet = model.sheet;
  ImGui::SetCursorScreenPos(min);
  ImGui::BeginChild(
      "sheets.pages", ImVec2(max.x - min.x, max.y - min.y), false,
      ImGui::GetIO().KeyCtrl ? ImGuiWindowFlags_NoScrollWithMouse : ImGuiWindowFlags_HorizontalScrollbar);
  if (ImGui::IsWindowHovered() && ImGui::GetIO().KeyCtrl && ImGui::GetIO().MouseWheel != 0)
    panel.zoom = std::clamp(
        (panel.zoom == 0 ? 1 : panel.zoom) * (ImGui::GetIO().MouseWheel > 0 ? 1.15f : 1 / 1.15f), 0.4f, 4.0f);
  const ImVec2 room(max.x - min.x, max.y - min.y);
  if (!sheet.error.empty()) {
    ui::empty_state(ui, Icon::Warning, ui.t(Text::SheetFailed), ui.message(sheet.error));
  } else if (sheet.pages.empty()) {
    ui::empty_state(ui, Icon::Sheet, ui.t(sheet.working ? Text::SheetWorking : Text::SheetNothing),
                    ui.t(sheet.working ? Text::SheetWorkingBody : Text::SheetNothingBody));
  }
  float y = ui.px(24);
  float widest = 0;
  for (std::size_t i = 0; i < sheet.pages.size(); ++i) {
    const auto& [width_mm, height_mm] = sheet.sizes_mm[i];
    const float fit =
        std::min((room.x - ui.px(64)) / ui::f(width_mm), (room.y - ui.px(64)) / ui::f(height_mm));
    const float scale = fit * (panel.zoom == 0 ? 1 : panel.zoom);
    const ImVec2 size(ui::f(width_mm) * scale, ui::f(height_mm) * scale);
    const ImVec2 at(
        ImGui::GetWindowPos().x - ImGui::GetScrollX() + std::max(ui.px(24), (room.x - size.x) / 2),
        ImGui::GetWindowPos().y - ImGui::GetScrollY() + y);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (int s = 3; s >= 1; --s)
      list.AddRectFilled(
          ImVec2(at.x - ui.px(2.0f) * ui::f(s), at.y - ui.px(1) * ui::f(s)),
          ImVec2(at.x + size.x + ui.px(2.0f) * ui::f(s), at.y + size.y + ui.px(3.0f) * ui::f(s)),
          IM_COL32(0, 0, 0, 26), ui.px(3));
    list.AddRectFilled(at, ImVec2(at.x + size.x, at.y + size.y), IM_COL32_WHITE);
    if (sheet.pages[i].texture)
      list.AddImage(compat::texture_id(sheet.pages[i].texture), at, ImVec2(at.x + size.x, at.y + size.y));
    ui.trace.note(fmt::format("sheets.page.{}", i + 1), at, ImVec2(at.x + size.x, at.y + size.y));
    y += size.y + ui.px(20);
    widest = std::max(widest, size.x + ui.px(48));
  }
  if (!sheet.pages.empty()) {
    ImGui::SetCursorPos(ImVec2(0, 0));
    ImGui::Dummy(ImVec2(widest, y + ui.px(4)));
  }
  ImGui::EndChild();
  if (sheet.working) {
    ImGui::SetCursorScreenPos(ImVec2(min.x, min.y));
    ImGui::BeginChild("sheets.working", ImVec2(max.x - min.x, ui.px(6)), false);
    ui::progress(ui, 0, -1, true);
    ImGui::EndChild();
  }
}

void draw_options(Ui& ui, SheetsPanel& panel, const UiModel& model, Requests& out) {
  const SheetView& sheet = model.sheet;
  SheetOptions options = sheet.options;
  const auto label = [&](Text text) { ui::text(ui, ui.fonts.small(), ui.theme.dim, ui.t(text)); };
  label(Text::PaperLabel);
  const int paper =
      ui::segmented(ui, "sheets.paper", {"A4", "A3", "Letter"}, static_cast<int>(options.paper));
  options.paper = static_cast<Paper>(paper);
  ui::space(ui, 6);
  label(Text::OrientationLabel);
  options.landscape = ui::segmented(ui, "sheets.orientation", {ui.t(Text::Portrait), ui.t(Text::Landscape)},
                                    options.landscape ? 1 : 0) == 1;
  ui::space(ui, 6);
  label(Text::SheetLanguageLabel);
  options.language = static_cast<SheetLanguage>(ui::segmented(
      ui, "sheets.language", {"한국어", "English", ui.t(Text::Both)}, static_cast<int>(options.language)));
  ui::space(ui, 6);
  if (sheet.template_name == "contact") {
    label(Text::ColumnsLabel);
    int columns = options.columns == 0 ? 0 : std::clamp(options.columns - 1, 1, 5);
    columns = ui::segmented(ui, "sheets.columns", {ui.t(Text::Automatic), "2", "3", "4", "5", "6"}, columns);
    options.columns = columns == 0 ? 0 : columns + 1;
    ui::space(ui, 6);
    label(Text::CaptionsLabel);
    static constexpr std::array<std::pair<const char*, Text>, 6> kCaptions{{{"number", Text::ColumnNumber},
                                                                            {"kind", Text::ColumnKind},
                                                                            {"status", Text::ColumnStatus},
                                                                            {"size", Text::ColumnSize},
                                                                            {"version", Text::ColumnVersion},
                                                                            {"tags", Text::ColumnTags}}};
    for (const auto& [field, text] : kCaptions) {
      bool on = std::find(options.fields.begin(), options.fields.end(), field) != options.fields.end();
      if (ui::check(ui, std::string("sheets.caption.") + field, on, ui.t(text))) {
        if (on)
          options.fields.emplace_back(field);
        else
          std::erase(options.fields, field);
        // Without captions the name alone remains; no fields at all would mean the usual ones.
        std::erase(options.fields, "name");
        if (options.fields.empty()) options.fields.emplace_back("name");
      }
    }
  } else {
    ui::check(ui, "sheets.notes", options.notes, ui.t(Text::PrintNotes));
  }
  const bool changed = options.paper != sheet.options.paper || options.landscape != sheet.options.landscape ||
                       options.language != sheet.options.language ||
                       options.columns != sheet.options.columns || options.fields != sheet.options.fields ||
                       options.notes != sheet.options.notes;
  if (changed) out.emplace_back(request::PreviewSheet{sheet.template_name, options});

  ui::line(ui, 14);
  label(Text::SheetFileLabel);
  const std::string wanted = to_utf8(proposed_sheet_path(model, ui.korean));
  if (panel.path_for != wanted) {  // The proposal follows the selection until the path is typed.
    panel.path = wanted;
    panel.path_for = wanted;
  }
  ui::input(ui, "sheets.path", panel.path);
  if (ui::button(ui, "sheets.choose", ui.t(Text::ChoosePlace),
                 {.kind = ui::ButtonKind::Quiet, .icon = Icon::Folder}))
    out.emplace_back(request::Choose{ChooserPurpose::SheetFile, {}});
  ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::SheetFormats));
  ui::space(ui, 8);
  const bool ready = !sheet.pages.empty() && !panel.path.empty();
  if (ui::button(ui, "sheets.export", ui.t(Text::ExportButton),
                 {.kind = ui::ButtonKind::Primary, .icon = Icon::Export, .width = -1, .enabled = ready}))
    out.emplace_back(request::WriteSheet{typed_path(panel.path, model.library->files().exports_folder())});
  if (!sheet.written.empty()) {
    ui::space(ui, 10);
    ui::paragraph(ui, ui.fonts.body(), ui.theme.accent, ui.t(Text::SheetWritten));
    for (const auto& path : sheet.written)
      ui::text_line(ui, ui.fonts.small(), ui.theme.dim, to_utf8(path.filename()));
    if (ui::button(ui, "sheets.open", ui.t(Text::OpenFile), {.icon = Icon::Expand}))
      out.emplace_back(request::OpenOutside{sheet.written.front()});
    ImGui::SameLine(0, ui.px(6));
    if (ui::button(ui, "sheets.open_folder", ui.t(Text::OpenFolder), {.icon = Icon::Folder}))
      out.emplace_back(request::OpenOutside{sheet.written.front().parent_path()});
  }
}

}  // namespace

std::filesystem::path proposed_sheet_path(const UiModel& model, bool korean) {
  if (!model.library) return {};
  std::string name;
  if (model.sheet.template_name == "asset" && model.details)
    name = fmt::format("{} {}", model.details->asset.number,
                       display_name(model.details->asset.name_ko, model.details->asset.name_en, korean));
  else
    name = std::string(display_name(model.production.title_ko, model.production.title_en, korean));
  for (const SheetTemplate& sheet : sheet_templates())
    if (sheet.name == model.sheet.template_name)
      name += fmt::format(" {}", korean ? sheet.title_ko : sheet.title_en);
  return model.library->files().exports_folder() / path_from_utf8(safe_name(name) + ".pdf");
}

void draw_sheets(Ui& ui, SheetsPanel& panel, const UiModel& model, Requests& out) {
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const float left = ui.px(model.preferences.left_width), right = ui.px(300);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, ImVec2(min.x + left, min.y + room.y), ui.theme.side);
  list.AddRectFilled(ImVec2(min.x + room.x - right, min.y), ImVec2(min.x + room.x, min.y + room.y),
                     ui.theme.side);
  ui::begin_scroll(ui, "sheets.templates", ImVec2(left, room.y), 10, 14);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(4), ui.px(4)));
  ui::text(ui, ui.fonts.bold(), ui.theme.text, ui.t(Text::TemplatesTitle));
  ui::space(ui, 6);
  for (const SheetTemplate& sheet : sheet_templates())
    if (draw_template(ui, sheet, model.sheet.template_name == sheet.name))
      out.emplace_back(request::PreviewSheet{std::string(sheet.name), model.sheet.options});
  ui::space(ui, 14);
  ui::text(ui, ui.fonts.bold(), ui.theme.text, ui.t(Text::SheetOf));
  const std::size_t shown = model.selection.empty() ? model.result.ids.size() : model.selection.size();
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim,
                model.selection.empty() ? fmt::format(fmt::runtime(ui.t(Text::SheetOfResult)), shown)
                                        : fmt::format(fmt::runtime(ui.t(Text::SheetOfSelection)), shown));
  for (std::size_t i = 0; i < std::min<std::size_t>(model.batch.size(), 12); ++i)
    ui::text_line(ui, ui.fonts.body(), ui.theme.text,
                  display_name(model.batch[i].name_ko, model.batch[i].name_en, ui.korean));
  ImGui::PopStyleVar();
  ui::end_scroll();
  draw_pages(ui, panel, model, ImVec2(min.x + left, min.y), ImVec2(min.x + room.x - right, min.y + room.y));
  ImGui::SetCursorScreenPos(ImVec2(min.x + room.x - right, min.y));
  ui::begin_scroll(ui, "sheets.options", ImVec2(right, room.y), 16, 14);
  draw_options(ui, panel, model, out);
  ui::end_scroll();
}

}  // namespace bandaji
