// What panels and keys ask for, one by one.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <variant>

#include "app/ui/application.h"
#include "app/ui/platform.h"
#include "assets/text.h"
#include "db/fields.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

constexpr std::size_t kFewAssets = 50;  // Of which it is asked at once where they are used.

// "C-0001 저고리", or how many.
std::string names_of(const Session& session, const std::vector<Id>& ids, bool korean) {
  if (ids.size() != 1) return std::to_string(ids.size()) + (korean ? "개" : " assets");
  const AssetSummary* asset = session.library().index().summary(ids.front());
  if (!asset) return "1";
  return fmt::format("{} {}", asset->number, display_name(asset->name_ko, asset->name_en, korean));
}

// The label of an edit in both languages, for undo.
Change labelled(std::string ko, std::string en) {
  Change change;
  change.label_ko = std::move(ko);
  change.label_en = std::move(en);
  return change;
}

Change field_change(const request::SetFields& wanted) {
  struct Label {
    std::string_view field;
    Text text;
  };
  static constexpr std::array<Label, 11> kLabels{{{"name_ko", Text::FieldNameKo},
                                                  {"name_en", Text::FieldNameEn},
                                                  {"kind", Text::FieldKind},
                                                  {"status", Text::FieldStatus},
                                                  {"rating", Text::FieldRating},
                                                  {"color_label", Text::ColorLabel},
                                                  {"notes", Text::SectionNotes},
                                                  {"number", Text::FieldNumber},
                                                  {"romanized", Text::FieldRomanized},
                                                  {"aliases", Text::FieldAliases},
                                                  {"tags", Text::FieldTags}}};
  std::string ko = wanted.field, en = wanted.field;
  for (const auto& [field, text] : kLabels)
    if (field == wanted.field) {
      ko = text_of(text, true);
      en = text_of(text, false);
    }
  if (const FieldDefinition* field = find_field(wanted.field)) {
    ko = field->ko;
    en = field->en;
  }
  Change change = labelled(wanted.ids.size() > 1 ? fmt::format("{} 바꾸기 ({}개)", ko, wanted.ids.size())
                                                 : fmt::format("{} 바꾸기", ko),
                           wanted.ids.size() > 1 ? fmt::format("Change {} ({})", en, wanted.ids.size())
                                                 : fmt::format("Change {}", en));
  for (const Id& id : wanted.ids) change.edits.push_back(SetField{id, wanted.field, to_nfc(wanted.value)});
  return change;
}

}  // namespace

void Application::handle_one(const Request& request) {
  std::visit(
      Overloaded{
          [&](const request::SetQuery& wanted) {
            if (!session_) return;
            session_->set_query(to_nfc(wanted.query));
            preferences_.last_query = session_->query();
            browser_.wanted.clear();
            enter_workspace(Workspace::Library);
            viewport_open_ = false;
            save_soon();
          },
          [&](const request::ToggleTerm& wanted) {
            if (session_)
              handle_one(request::SetQuery{toggled_query(session_->query(), wanted.term, wanted.on)});
          },
          [&](const request::SetSort& wanted) {
            if (!session_) return;
            preferences_.sort = wanted.field;
            preferences_.sort_descending = wanted.descending;
            session_->set_order(wanted.field, wanted.descending);
            browser_.wanted.clear();
            save_soon();
          },
          [&](const request::Select& wanted) {
            if (!session_) return;
            Selection& selection = session_->selection();
            switch (wanted.mode) {
              case request::SelectMode::Only:
                selection.only(wanted.id);
                break;
              case request::SelectMode::Toggle:
                selection.toggle(wanted.id);
                break;
              case request::SelectMode::Range:
                selection.range(session_->result().ids, wanted.id, false);
                break;
              case request::SelectMode::RangeAdd:
                selection.range(session_->result().ids, wanted.id, true);
                break;
            }
            preferences_.last_selected = selection.focus();
            save_soon();
          },
          [&](const request::SelectMany& wanted) {
            if (session_) session_->selection().replace(wanted.ids, wanted.focus);
          },
          [&](const request::Do& wanted) { run_action(wanted.action); },
          [&](const request::SetFields& wanted) { change(field_change(wanted)); },
          [&](const request::ChangeTags& wanted) {
            Change edit = labelled("태그 바꾸기", "Change tags");
            for (const Id& id : wanted.ids) {
              SetTags tags;
              tags.asset = id;
              for (const std::string& tag : wanted.add) tags.add.push_back(to_nfc(tag));
              tags.remove = wanted.remove;
              edit.edits.push_back(std::move(tags));
            }
            change(edit);
          },
          [&](const request::Decide& wanted) { decide(wanted); },
          [&](const request::StartDecision& wanted) {
            decision_ = DecisionDialog();
            decision_.verdict = wanted.verdict;
            decision_.by = preferences_.user_name;
            decision_.role = preferences_.role;
            about_composition(decision_);
            show_dialog(Dialog::Decision);
          },
          [&](const request::MakeCurrent& wanted) {
            Change edit = labelled("현재 버전 바꾸기", "Change the current version");
            edit.edits.push_back(SetCurrentVersion{wanted.asset, wanted.version});
            change(edit);
          },
          [&](const request::SetTrash& wanted) {
            if (!session_) return;
            const std::string ko = names_of(*session_, wanted.ids, true);
            const std::string en = names_of(*session_, wanted.ids, false);
            Change edit = wanted.trashed
                              ? labelled("휴지통으로: " + ko, "Move to the trash: " + en)
                              : labelled("휴지통에서 되돌리기: " + ko, "Restore from the trash: " + en);
            std::size_t uses = 0;
            for (const Id& id : wanted.ids) {
              edit.edits.push_back(SetTrashed{id, wanted.trashed});
              if (wanted.trashed && wanted.ids.size() <= kFewAssets)
                uses += where_used(session_->library().catalog(), id).size();
            }
            // What went away is no longer chosen; the next one takes its place under the hand.
            const auto at = session_->focus_index();
            change(edit);
            if (uses > 0 && !notice_.problem)
              say(fmt::format(fmt::runtime(ui_->t(Text::TrashedInUse)), notice_.text, uses));
            const std::size_t count = session_->result().ids.size();
            if (at && count > 0)
              session_->selection().only(session_->result().ids[std::min(*at, count - 1)]);
            else
              session_->selection().clear();
          },
          [&](const request::Reimport& wanted) { reimport(wanted); },
          [&](const request::StartImport& wanted) {
            const std::string name = wanted.plan.paths.empty() ? "" : path_label(wanted.plan.paths.front());
            start_import(
                wanted.plan, fmt::format(fmt::runtime(ui_->t(Text::JobImport)), name),
                wanted.plan.paths.size() > 1 || std::filesystem::is_directory(wanted.plan.paths.front()));
          },
          [&](const request::Choose& wanted) { choose(wanted); },
          [&](const request::Chosen& wanted) { chosen(wanted); },
          [&](const request::ListFolder& wanted) { list_folder(wanted.folder); },
          [&](const request::CreateCatalog& wanted) { create_catalog(wanted); },
          [&](const request::OpenCatalogAt& wanted) { open_catalog(wanted.folder); },
          [&](const request::SetTitles& wanted) {
            Change edit = labelled("작품 이름 바꾸기", "Change the production's name");
            edit.edits.push_back(SetProduction{Production{to_nfc(wanted.title_ko), to_nfc(wanted.title_en)}});
            change(edit);
          },
          [&](const request::ShowDialog& wanted) { show_dialog(wanted.dialog); },
          [&](const request::FindSameShapes&) { find_same_shapes(); },
          [&](const request::WatchFolder& wanted) { watch_folder(wanted.plan); },
          [&](const request::CancelJob& wanted) {
            jobs_->cancel(wanted.id);
            if (wanted.id == opening_.job) opening_ended();
          },
          [&](const request::DismissJobs&) {
            jobs_->dismiss_finished();
            job_status_ = jobs_->status();
          },
          [&](const request::SetPreferences& wanted) { set_preferences(wanted.preferences); },
          [&](const request::WantThumbnails& wanted) { want_thumbnails(wanted.ids); },
          [&](const request::WantTurn& wanted) { want_turn(wanted.id); },
          [&](const request::ShowStack& wanted) { show_stack(wanted.id); },
          [&](const request::ShowVariant& wanted) { show_variant(wanted.asset, wanted.index); },
          [&](const request::ShowWorkspace& wanted) {
            enter_workspace(wanted.workspace);
            if (notice_.problem) notice_ = Notice();  // It was about what is left now.
            if (workspace_ != Workspace::Library) viewport_open_ = false;
            if (workspace_ == Workspace::Sheets) {
              sheet_.written.clear();
              if (session_ && session_->selection().empty() && sheet_.template_name == "asset")
                sheet_.template_name = "contact";
              sheet_at_ = now_;
            }
          },
          [&](const request::ShowComposition& wanted) { show_composition(wanted); },
          [&](const request::WantCompositions& wanted) {
            if (session_) thumbnails_.want(*pictures_, session_->library().files(), wanted.compositions);
          },
          [&](const request::ShowRecord& wanted) { show_record(wanted.type, wanted.id); },
          [&](const request::Apply& wanted) { change(wanted.change); },
          [&](const request::MergeTerms& wanted) { merge_beside(wanted); },
          [&](const request::Complain& wanted) { say_problem(wanted.english); },
          [&](const request::PlanStoryImport& wanted) { plan_story_import(wanted); },
          [&](const request::SetView& wanted) { viewer_->set_view(wanted.settings, now_); },
          [&](const request::Tools& wanted) { run_tools(wanted.wishes); },
          [&](const request::CopyText& wanted) {
            ImGui::SetClipboardText(wanted.text.c_str());
            if (wanted.text.size() < 64)
              say(fmt::format(fmt::runtime(ui_->t(Text::DoneCopied)), wanted.text));
          },
          [&](const request::OpenOutside& wanted) {
            if (const auto opened = open_outside(wanted.path); !opened) say_problem(opened.error().message);
          },
          [&](const request::PreviewSheet& wanted) {
            sheet_.template_name = wanted.template_name;
            sheet_.options = wanted.options;
            sheet_.written.clear();
            preferences_.sheet_paper = wanted.options.paper == Paper::A3       ? "A3"
                                       : wanted.options.paper == Paper::Letter ? "Letter"
                                                                               : "A4";
            preferences_.sheet_language = wanted.options.language == SheetLanguage::Korean    ? "ko"
                                          : wanted.options.language == SheetLanguage::English ? "en"
                                                                                              : "both";
            sheet_at_ = now_;
            save_soon();
          },
          [&](const request::WriteSheet& wanted) { write_sheet(wanted.path); },
          [&](const request::PaneInput& wanted) { viewer_->input(wanted, now_); },
      },
      request);
}

}  // namespace bandaji
