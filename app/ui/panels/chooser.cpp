#include "app/ui/panels/chooser.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "app/ui/continuity/story_import_dialog.h"
#include "app/ui/imgui_compat.h"
#include "assets/import/import_worker.h"
#include "assets/text.h"
#include "db/search.h"

namespace bandaji {
namespace {

bool wants_folder(ChooserPurpose purpose) {
  return purpose == ChooserPurpose::ImportFolder || purpose == ChooserPurpose::OpenCatalog ||
         purpose == ChooserPurpose::NewCatalogFolder || purpose == ChooserPurpose::RelinkFolder;
}
bool wants_many(ChooserPurpose purpose) {
  return purpose == ChooserPurpose::ImportFiles || purpose == ChooserPurpose::ImportFolder ||
         purpose == ChooserPurpose::ScenePhotos;
}

// Files of one kind are all that is of use for some purposes.
bool has_ending_for(ChooserPurpose purpose, const std::filesystem::path& path) {
  const std::string ending = to_lower_ascii(to_utf8(path.extension()));
  if (purpose == ChooserPurpose::Lut) return ending == ".cube";
  if (purpose == ChooserPurpose::Environment) return ending == ".hdr";
  return true;
}

Text title_of(ChooserPurpose purpose) {
  switch (purpose) {
    case ChooserPurpose::ImportFiles:
      return Text::ChooseImportFiles;
    case ChooserPurpose::ImportFolder:
      return Text::ChooseImportFolder;
    case ChooserPurpose::OpenCatalog:
      return Text::ChooseCatalog;
    case ChooserPurpose::NewCatalogFolder:
      return Text::ChooseCatalogFolder;
    case ChooserPurpose::SheetFile:
      return Text::ChooseSheetFile;
    case ChooserPurpose::NewVersion:
      return Text::ChooseNewVersion;
    case ChooserPurpose::Lut:
      return Text::ChooseLut;
    case ChooserPurpose::Environment:
      return Text::ChooseEnvironment;
    case ChooserPurpose::StoryFile:
      return Text::ChooseStoryFile;
    case ChooserPurpose::ThumbnailPicture:
      return Text::ChooseThumbnail;
    case ChooserPurpose::ScenePhotos:
      return Text::ChooseScenePhotos;
    case ChooserPurpose::RelinkFile:
      return Text::ChooseRelinkFile;
    case ChooserPurpose::RelinkFolder:
      return Text::ChooseRelinkFolder;
  }
  return Text::ChooseImportFiles;
}

Text confirm_of(ChooserPurpose purpose) {
  switch (purpose) {
    case ChooserPurpose::OpenCatalog:
      return Text::OpenButton;
    case ChooserPurpose::SheetFile:
      return Text::SaveHereButton;
    case ChooserPurpose::NewCatalogFolder:
      return Text::ChooseButton;
    default:
      return Text::ChooseButton;
  }
}

void go_to(FileChooser& chooser, const std::filesystem::path& folder, Requests& out) {
  chooser.folder = folder;
  chooser.path = to_utf8(folder);
  if (chooser.path.empty() || chooser.path.back() != '/') chooser.path += '/';
  chooser.filter.clear();
  chooser.marked.clear();
  out.emplace_back(request::ListFolder{folder});
}

std::string size_text(std::uint64_t bytes) {
  if (bytes >= 1000000) return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
  if (bytes >= 1000) return fmt::format("{:.0f} kB", static_cast<double>(bytes) / 1e3);
  return fmt::format("{} B", bytes);
}

std::vector<const FolderListing::Entry*> shown_entries(const FileChooser& chooser,
                                                       const FolderListing& listing) {
  std::vector<const FolderListing::Entry*> shown;
  for (const FolderListing::Entry& entry : listing.entries) {
    if (!entry.folder && wants_folder(chooser.purpose)) continue;
    if (!entry.folder && !chooser.all_files && !has_ending_for(chooser.purpose, entry.path)) continue;
    if (!chooser.filter.empty() &&
        to_lower_ascii(entry.name).find(to_lower_ascii(chooser.filter)) == std::string::npos &&
        match_ranges(entry.name, chooser.filter).empty())
      continue;
    if (!entry.folder && !chooser.all_files &&
        (chooser.purpose == ChooserPurpose::ImportFiles || chooser.purpose == ChooserPurpose::NewVersion) &&
        classify(entry.path) == FileClass::Attachment && entry.name.find('.') == std::string::npos)
      continue;
    if (!entry.folder && !chooser.all_files &&
        ((chooser.purpose == ChooserPurpose::StoryFile && !is_story_file(entry.path)) ||
         ((chooser.purpose == ChooserPurpose::ScenePhotos ||
           chooser.purpose == ChooserPurpose::ThumbnailPicture) &&
          classify(entry.path) != FileClass::Image)))
      continue;
    shown.push_back(&entry);
  }
  return shown;
}

// What the typed path could become: the rest of the names in its folder that begin like it.
std::vector<const FolderListing::Entry*> completions(const FileChooser& chooser,
                                                     const FolderListing& listing) {
  const std::filesystem::path typed = typed_path(chooser.path, chooser.folder);
  const std::string start = to_nfc(to_utf8(typed.filename()));
  std::vector<const FolderListing::Entry*> found;
  if (start.empty() || listing.folder != typed.parent_path()) return found;
  for (const FolderListing::Entry& entry : listing.entries)
    if (to_lower_ascii(entry.name).starts_with(to_lower_ascii(start)) && entry.name != start)
      found.push_back(&entry);
  return found;
}

}  // namespace

std::filesystem::path home_folder() {
  const char* home = std::getenv("HOME");
  if (home && *home) return home;
  std::error_code error;
  return std::filesystem::current_path(error);
}

std::filesystem::path typed_path(std::string_view text, const std::filesystem::path& base) {
  if (text.empty()) return {};
  // An absolute path typed or pasted behind the folder that already stands there.
  for (const std::string_view start : {"//", "/~"})
    if (const auto at = text.rfind(start); at != text.npos && at > 0) text.remove_prefix(at + 1);
  if (text == "~") return home_folder();
  if (text.starts_with("~/")) return home_folder() / path_from_utf8(text.substr(2));
  std::filesystem::path path = path_from_utf8(text);
  return path.is_absolute() ? path : base / path;
}

void open_chooser(FileChooser& chooser, ChooserPurpose purpose, const std::filesystem::path& folder,
                  Requests& out) {
  chooser = FileChooser();
  chooser.purpose = purpose;
  chooser.just_opened = true;
  std::error_code error;
  go_to(chooser, !folder.empty() && std::filesystem::is_directory(folder, error) ? folder : home_folder(),
        out);
}

void draw_chooser(Ui& ui, FileChooser& chooser, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "chooser", ui.t(title_of(chooser.purpose)), 840, 620, close)) return;
  const FolderListing& listing = model.listing;
  std::error_code error;

  // Up, the typed path, the filter.
  if (ui::icon_button(ui, "chooser.up", Icon::Up, ui.t(Text::UpTip)) && chooser.folder.has_parent_path())
    go_to(chooser, chooser.folder.parent_path(), out);
  ImGui::SameLine(0, ui.px(8));
  ui::InputStyle path_style;
  path_style.hint = ui.t(Text::PathHint);
  path_style.width = ImGui::GetContentRegionAvail().x / ui.scale - 196;
  path_style.focus = std::exchange(chooser.just_opened, false);
  path_style.caret_at_end = chooser.just_entered;
  path_style.complete = [&chooser, &listing](const std::string& text) {
    FileChooser probe;
    probe.path = text;
    probe.folder = chooser.folder;
    const auto found = completions(probe, listing);
    if (found.empty()) return std::string();
    // As far as all that fit agree.
    std::string common = found.front()->name;
    for (const FolderListing::Entry* entry : found) {
      std::size_t same = 0;
      while (same < common.size() && same < entry->name.size() && common[same] == entry->name[same]) ++same;
      while (same > 0 && (static_cast<unsigned char>(common[same]) & 0xC0u) == 0x80u)
        --same;  // Whole characters.
      common.resize(same);
    }
    if (found.size() == 1 && found.front()->folder) common += '/';
    const std::filesystem::path base = typed_path(text, chooser.folder).parent_path();
    const std::string completed = to_utf8(base / path_from_utf8(common));
    return completed.size() > text.size() ? completed : std::string();
  };
  const ui::InputResult typed = ui::input(ui, "chooser.path", chooser.path, path_style);
  if (typed.active && !path_style.focus) chooser.just_entered = false;
  const ImVec2 path_min = ImGui::GetItemRectMin(), path_max = ImGui::GetItemRectMax();
  bool confirmed = false;
  const std::filesystem::path target = typed_path(chooser.path, chooser.folder);
  if (typed.changed && !target.empty()) {
    chooser.marked.clear();
    // Following what is typed: the listing shows the folder that the path has reached.
    const std::filesystem::path folder = chooser.path.back() == '/' ? target : target.parent_path();
    if (std::filesystem::is_directory(folder, error)) {
      std::filesystem::path plain = folder.lexically_normal();
      if (!plain.has_filename() && plain.has_parent_path() && plain != plain.root_path())
        plain = plain.parent_path();
      if (plain != chooser.folder) {
        chooser.folder = plain;
        chooser.filter.clear();
        out.emplace_back(request::ListFolder{plain});
      }
    }
  }
  if (typed.entered && !target.empty()) {
    const bool folder = std::filesystem::is_directory(target, error);
    if (folder && !(chooser.purpose == ChooserPurpose::OpenCatalog && Catalog::is_catalog(target))) {
      std::filesystem::path plain = target.lexically_normal();
      if (!plain.has_filename() && plain != plain.root_path()) plain = plain.parent_path();
      if (plain == chooser.folder && wants_folder(chooser.purpose)) confirmed = true;
      go_to(chooser, plain, out);
      chooser.just_opened = chooser.just_entered = true;
    } else {
      confirmed = true;
    }
  }
  ImGui::SameLine(0, ui.px(8));
  ui::InputStyle filter_style;
  filter_style.hint = ui.t(Text::FilterHint);
  filter_style.icon = Icon::Filter;
  ui::input(ui, "chooser.filter", chooser.filter, filter_style);

  // Left: places.  Right: the folder.
  const ImVec2 body = ImGui::GetCursorScreenPos();
  const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y - ui.px(20 + 32 + 16);
  const float height = bottom - body.y - ui.px(4);
  ImGui::BeginChild("places", ImVec2(ui.px(180), height), false);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, ui.px(1)));
  const auto place = [&](std::string_view id, std::string_view label, const std::filesystem::path& path) {
    const std::string name = "chooser.place." + std::string(id);
    if (ui::menu_item(ui, name, Icon::Folder, ui::elide(ui, ui.fonts.body(), label, ui.px(128)), "", true))
      go_to(chooser, path, out);
    ui::tooltip(ui, name, to_utf8(path));
  };
  place("home", ui.t(Text::PlaceHome), home_folder());
  for (const auto& [id, folder, label] : {std::tuple{"desktop", "Desktop", Text::PlaceDesktop},
                                          std::tuple{"documents", "Documents", Text::PlaceDocuments},
                                          std::tuple{"downloads", "Downloads", Text::PlaceDownloads}})
    if (const auto path = home_folder() / folder; std::filesystem::is_directory(path, error))
      place(id, ui.t(label), path);
  place("root", ui.t(Text::PlaceComputer), "/");
  if (model.library)
    place("catalog", ui.t(Text::PlaceCatalog), model.library->files().folder().parent_path());
  if (!model.preferences.last_import_folder.empty())
    place("recent", ui.t(Text::PlaceRecent), path_from_utf8(model.preferences.last_import_folder));
  for (const std::string& recent : model.preferences.recent_catalogs)
    if (chooser.purpose == ChooserPurpose::OpenCatalog)
      place(recent, to_utf8(path_from_utf8(recent).stem()), path_from_utf8(recent).parent_path());
  ImGui::PopStyleVar();
  ImGui::EndChild();
  ImGui::SameLine(0, ui.px(12));

  ImGui::GetWindowDrawList()->AddRectFilled(
      ImGui::GetCursorScreenPos(),
      ImVec2(ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x, body.y + height),
      ui.theme.well, ui.px(8));
  ui::begin_scroll(ui, "chooser.files", ImVec2(ImGui::GetContentRegionAvail().x, height), 6, 6);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, ui.px(1)));
  const auto shown = shown_entries(chooser, listing);
  const auto suggestions = completions(chooser, listing);
  if (listing.folder == chooser.folder) {
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(shown.size()), ui.px(31));
    while (clipper.Step())
      for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
        const FolderListing::Entry& entry = *shown[static_cast<std::size_t>(row)];
        const std::string id = "file." + entry.name;
        const float width = ImGui::GetContentRegionAvail().x;
        // Activated without the mouse: Enter or Space on the row that the arrow keys stand on.
        const bool by_key =
            ImGui::InvisibleButton(id.c_str(), ImVec2(width, ui.px(30))) && !ImGui::IsMouseReleased(0);
        ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
        const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
        const bool marked = chooser.marked.contains(entry.path);
        const bool suggested = std::find(suggestions.begin(), suggestions.end(), &entry) != suggestions.end();
        if (marked) ImGui::GetWindowDrawList()->AddRectFilled(min, max, ui.theme.accent_wash, ui.px(5));
        if (suggested && typed.active)
          ImGui::GetWindowDrawList()->AddRectFilled(min, ImVec2(min.x + ui.px(3), max.y), ui.theme.accent,
                                                    ui.px(2));
        const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
        if (ImGui::IsItemHovered() || focused)
          ImGui::GetWindowDrawList()->AddRectFilled(min, max, ui.theme.hover, ui.px(5));
        if (by_key && entry.folder && !(entry.catalog && chooser.purpose == ChooserPurpose::OpenCatalog)) {
          go_to(chooser, entry.path, out);
          break;
        }
        if (by_key) {
          if (!wants_many(chooser.purpose)) chooser.marked.clear();
          if (!chooser.marked.erase(entry.path)) chooser.marked.insert(entry.path);
        }
        const FileClass type = entry.folder ? FileClass::Attachment : classify(entry.path);
        const Icon icon = entry.catalog              ? Icon::Chest
                          : entry.folder             ? Icon::Folder
                          : type == FileClass::Model ? Icon::Cube
                          : type == FileClass::Image ? Icon::Picture
                                                     : Icon::File;
        draw_icon(*ImGui::GetWindowDrawList(), icon, ImVec2(min.x + ui.px(10), min.y + ui.px(7)), ui.px(16),
                  entry.catalog || type == FileClass::Model ? ui.theme.accent : ui.theme.dim);
        const std::string size = entry.folder ? "" : size_text(entry.size);
        ui::draw_text_in(ui, ui.fonts.small(), min, ImVec2(max.x - ui.px(10), max.y), ui.theme.faint, size,
                         ui::Align::Right);
        ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(36), min.y),
                         ImVec2(max.x - ui.px(84), max.y), ui.theme.text, entry.name);
        if (ImGui::IsItemClicked(0)) {
          const bool add = ImGui::GetIO().KeyCtrl && wants_many(chooser.purpose);
          const bool range = ImGui::GetIO().KeyShift && wants_many(chooser.purpose) && !chooser.last.empty();
          if (!add && !range) chooser.marked.clear();
          if (range) {
            const auto is_last = [&](const FolderListing::Entry* other) {
              return other->path == chooser.last;
            };
            const auto from = std::find_if(shown.begin(), shown.end(), is_last);
            const auto to = shown.begin() + row;
            if (from != shown.end())
              for (auto at = std::min(from, to); at <= std::max(from, to); ++at)
                chooser.marked.insert((*at)->path);
          } else if (add && marked) {
            chooser.marked.erase(entry.path);
          } else {
            chooser.marked.insert(entry.path);
          }
          chooser.last = entry.path;
          chooser.path = to_utf8(entry.path);
          if (ImGui::IsMouseDoubleClicked(0)) {
            if (entry.folder && !(entry.catalog && chooser.purpose == ChooserPurpose::OpenCatalog)) {
              go_to(chooser, entry.path, out);
              break;
            }
            confirmed = true;
          }
        }
      }
    if (shown.empty())
      ui::paragraph(ui, ui.fonts.body(), ui.theme.dim,
                    !listing.error.empty() ? ui.message(listing.error) : ui.t(Text::FolderEmpty));
  } else {
    ui::progress(ui, 0, -1, true);
  }
  ImGui::PopStyleVar();
  ui::end_scroll();

  // Completion by Tab while the path is typed.
  if (typed.active && suggestions.size() == 1) {
    const std::string hint = suggestions.front()->name + (suggestions.front()->folder ? "/" : "");
    const float typed_width = ui::measure(ui, ui.fonts.body(), chooser.path).x;
    const std::string start = to_nfc(to_utf8(target.filename()));
    if (hint.size() > start.size() && typed_width < path_max.x - path_min.x - ui.px(120))
      ui::draw_text_in(ui, ui.fonts.body(), ImVec2(path_min.x + ui.px(10) + typed_width, path_min.y),
                       ImVec2(path_max.x - ui.px(8), path_max.y), ui.theme.faint, hint.substr(start.size()));
  }

  ui::ButtonRow row = ui::begin_button_row(ui);
  std::vector<std::filesystem::path> chosen(chooser.marked.begin(), chooser.marked.end());
  if (chosen.empty()) {
    if (wants_folder(chooser.purpose))
      chosen = {target.empty() ? chooser.folder : target};
    else if (!target.empty() &&
             (chooser.purpose == ChooserPurpose::SheetFile ||
              (std::filesystem::exists(target, error) && !std::filesystem::is_directory(target, error))))
      chosen = {target};
  }
  if (typed.entered && confirmed && chooser.marked.size() <= 1) chosen = {target};
  bool ready = !chosen.empty();
  if (chooser.purpose == ChooserPurpose::OpenCatalog) ready = ready && Catalog::is_catalog(chosen.front());
  if (chooser.purpose != ChooserPurpose::SheetFile)
    ready = ready && std::all_of(chosen.begin(), chosen.end(),
                                 [&](const auto& path) { return std::filesystem::exists(path, error); });
  if (ui::row_button(ui, row, "chooser.ok",
                     chosen.size() > 1 ? fmt::format(fmt::runtime(ui.t(Text::ChooseCount)), chosen.size())
                                       : std::string(ui.t(confirm_of(chooser.purpose))),
                     {.kind = ui::ButtonKind::Primary, .enabled = ready}))
    confirmed = true;
  if (ui::row_button(ui, row, "chooser.cancel", ui.t(Text::Cancel))) close = true;
  ImGui::SetCursorScreenPos(ImVec2(ImGui::GetWindowPos().x + ui.px(24), row.y));
  if (chooser.purpose == ChooserPurpose::OpenCatalog && !ready)
    ui::text(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::NotACatalog));
  else if (typed.entered && confirmed && !ready)
    ui::text(ui, ui.fonts.small(), ui.theme.warning, ui.t(Text::NoSuchFile));
  else if (wants_many(chooser.purpose))
    ui::text(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::ChooseManyTip));
  if (confirmed && ready) out.emplace_back(request::Chosen{chooser.purpose, chosen});
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
