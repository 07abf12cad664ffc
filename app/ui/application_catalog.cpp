// The open catalog: changing its records, choosing files for it.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "app/core/asset_picture.h"
#include "app/ui/application.h"
#include "assets/text.h"
#include "db/composition_versions.h"

namespace bandaji {

bool Application::after_selection(bool keep_camera) {
  const bool loaded = session_->load_records();
  if (loaded || keep_camera) show_selection(keep_camera);
  return loaded;
}

void Application::show_selection(bool keep_camera) {
  const Details* details = session_->details();
  const AssetVersion* version = details ? details->current() : nullptr;
  const bool composes = workspace_ == Workspace::Looks || workspace_ == Workspace::Sets;
  if (!composes)
    viewer_->show(session_->library().files(), version, keep_camera, ui_->t(Text::JobLoad), now_);
  cameras_ =
      details ? cameras_of(session_->library().catalog(), details->asset.id) : std::vector<NamedCamera>();
  for (const NamedCamera& saved : cameras_) fonts_.note(saved.name);
  if (details) {  // Undo, or another program: its thumbnail may be of something else now.
    std::pair<Id, std::string> of{details->asset.id, thumbnail_view(thumbnail_source(
                                                         session_->library().catalog(), details->asset.id))};
    if (of.first == thumbnail_of_.first && of.second != thumbnail_of_.second) thumbnails_changed();
    thumbnail_of_ = std::move(of);
  }
  for (const auto& [tag, count] : session_->tags()) fonts_.note(tag);
  if (details) {
    const Asset& asset = details->asset;
    for (const std::string& words : {asset.name_ko, asset.name_en, asset.aliases, asset.notes})
      fonts_.note(words);
    for (const auto& [field, value] : asset.fields) fonts_.note(value);
    for (const Decision& decision : details->decisions) {
      fonts_.note(decision.by);
      fonts_.note(decision.comment);
    }
    for (const AssetVersion& each : details->versions) {
      fonts_.note(each.comment);
      fonts_.note(each.author);
    }
  }
  if (workspace_ == Workspace::Sheets) sheet_at_ = std::min(sheet_at_, now_ + 0.2);
}

void Application::change(const Change& wanted) {
  if (!session_ || session_->read_only() || wanted.edits.empty()) return;
  if (is_long(wanted)) return change_beside(wanted);
  if (const auto applied = session_->apply(wanted); !applied)
    say_problem(applied.error().message);
  else
    say(std::string(ui_->pick(wanted.label_ko, wanted.label_en)));
}

void Application::decide(const request::Decide& wanted) {
  Change edit;
  edit.label_ko = fmt::format("결정: {}", verdict_label(wanted.verdict, true));
  edit.label_en = fmt::format("Decision: {}", verdict_label(wanted.verdict, false));
  if (!session_) return;
  const Catalog& catalog = session_->library().catalog();
  for (const Id& id : wanted.ids) {
    Decision decision;
    decision.asset_id = id;
    decision.verdict = wanted.verdict;
    decision.role = wanted.role;
    decision.by = to_nfc(wanted.by);
    decision.comment = to_nfc(wanted.comment);
    if (catalog.asset(id)) {
      edit.edits.push_back(RecordDecision{std::move(decision)});
    } else if (auto on_composition = bandaji::decide(catalog, id, decision)) {
      std::move(on_composition->edits.begin(), on_composition->edits.end(), std::back_inserter(edit.edits));
    } else {
      return say_problem(on_composition.error().message);
    }
  }
  if (preferences_.user_name.empty()) {
    preferences_.user_name = to_nfc(wanted.by);
    session_->library().catalog().sign_as(preferences_.user_name);
  }
  if (preferences_.role.empty()) preferences_.role = wanted.role;
  save_soon();
  change(edit);
}

void Application::want_thumbnails(const std::vector<Id>& ids) {
  if (!session_) return;
  colorway_counts_ = colorway_counts(session_->library().catalog(), ids);
  const int edge =
      static_cast<int>((preferences_.list_view ? 40 : preferences_.thumbnail_edge * 1.25f) * ui_->scale);
  thumbnails_.want(
      *pictures_, session_->library().files(), session_->library().catalog().current_versions(ids), edge,
      [this](const AssetVersion& version, const std::vector<std::string>& colors) {
        palettes_.emplace_back(version, colors);
      },
      thumbnail_sources(session_->library().catalog()));
}

void Application::want_turn(const Id& id) {
  if (!session_ || id.empty()) return turntables_.want_nothing();
  const Catalog& catalog = session_->library().catalog();
  const auto versions = catalog.current_versions(std::vector<Id>{id});
  if (versions.empty()) return turntables_.want_nothing();
  turntables_.want(*pictures_, session_->library().files(), versions.front(),
                   thumbnail_source(catalog, id).camera);
}

void Application::choose(const request::Choose& wanted) {
  std::filesystem::path folder = path_from_utf8(preferences_.last_import_folder);
  if (wanted.purpose == ChooserPurpose::OpenCatalog && session_)
    folder = session_->library().files().folder().parent_path();
  if (wanted.purpose == ChooserPurpose::SheetFile && session_)
    folder = session_->library().files().exports_folder();
  if (wanted.purpose == ChooserPurpose::NewCatalogFolder)
    folder = new_catalog_path(new_catalog_).parent_path();
  Requests requests;
  open_chooser(chooser_, wanted.purpose, folder, requests);
  chooser_.asset = wanted.asset;
  chooser_.missing = wanted.missing;
  if (wanted.purpose == ChooserPurpose::SheetFile) chooser_.path = sheets_.path;
  chooser_returns_to_ = dialog_ == Dialog::Chooser ? Dialog::None : dialog_;
  dialog_ = Dialog::Chooser;
  handle(std::move(requests));
}

void Application::chosen(const request::Chosen& chosen) {
  const Dialog back = std::exchange(chooser_returns_to_, Dialog::None);
  dialog_ = back;
  if (chosen.paths.empty()) return;
  const std::filesystem::path& first = chosen.paths.front();
  std::error_code error;
  switch (chosen.purpose) {
    case ChooserPurpose::ImportFiles:
    case ChooserPurpose::ImportFolder:
    case ChooserPurpose::NewVersion: {
      import_ = ImportDialog();
      import_.paths = chosen.paths;
      if (chosen.purpose == ChooserPurpose::NewVersion && session_) {
        import_.version_of = chooser_.asset;
        if (const auto asset = session_->library().catalog().asset(chooser_.asset))
          import_.version_of_name = display_name(asset->name_ko, asset->name_en, ui_->korean);
      }
      preferences_.last_import_folder = to_utf8(std::filesystem::is_directory(first, error) &&
                                                        chosen.purpose == ChooserPurpose::ImportFolder
                                                    ? first
                                                    : first.parent_path());
      save_soon();
      dialog_ = Dialog::Import;
      break;
    }
    case ChooserPurpose::OpenCatalog:
      open_catalog(first);
      break;
    case ChooserPurpose::NewCatalogFolder:
      new_catalog_.folder = to_utf8(first);
      break;
    case ChooserPurpose::StoryFile:
      preferences_.last_import_folder = to_utf8(first.parent_path());
      save_soon();
      start_story_import(first);
      break;
    case ChooserPurpose::ScenePhotos:
      preferences_.last_import_folder = to_utf8(first.parent_path());
      save_soon();
      attach_to_cell(continuity_.cursor, chosen.paths);
      break;
    case ChooserPurpose::RelinkFile:
      relink_files({{chooser_.asset, {{chooser_.missing, first}}}}, {});
      break;
    case ChooserPurpose::RelinkFolder: {
      std::vector<std::pair<Id, std::vector<FoundFile>>> all;
      for (const ProblemRow& problem : problems_) {
        if (all.empty() || all.back().first != problem.asset) all.push_back({problem.asset, {}});
      }
      relink_files(std::move(all), first);
      break;
    }
    case ChooserPurpose::ThumbnailPicture:
      preferences_.last_import_folder = to_utf8(first.parent_path());
      save_soon();
      use_as_thumbnail(first, {});
      break;
    case ChooserPurpose::SheetFile:
      sheets_.path = to_utf8(first);
      break;
    case ChooserPurpose::Lut:
      use_lut(first, true);
      break;
    case ChooserPurpose::Environment:
      use_environment(first, true);
      break;
  }
}

void Application::find_problems() {
  problems_.clear();
  if (!session_) return;
  SearchRequest wanted;
  wanted.query = "missing:yes";
  wanted.count_facets = false;
  const std::vector<Id> ids = session_->library().index().search(wanted).ids.slice(0, 500);
  for (const AssetVersion& version : session_->library().catalog().current_versions(ids)) {
    const AssetSummary* asset = session_->library().index().summary(version.asset_id);
    for (const MissingFile& missing : version.facts.missing)
      problems_.push_back(
          {version.asset_id,
           asset ? std::string(display_name(asset->name_ko, asset->name_en, ui_->korean)) : "", missing.asked,
           missing.reason});
  }
}

}  // namespace bandaji
