// The story behind the Continuity workspace: read beside the window, then kept in step;
// scripts and tables taken in; continuity photos.
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/application.h"
#include "app/ui/platform.h"
#include "assets/import/import_worker.h"
#include "assets/text.h"

namespace bandaji {

void Application::note_story_names() {
  // All names at once, so that scrolling never waits for a character to be baked.
  for (const Scene* scene : story_->scenes()) {
    fonts_.note(scene->heading);
    fonts_.note(scene->number);
  }
  for (const Character* character : story_->characters()) fonts_.note(character->name_ko);
  for (const StoryDay* day : story_->days()) fonts_.note(day->label);
  for (const Conflict* conflict : story_->conflicts()) fonts_.note(conflict->sentence_ko);
}

void Application::read_story() {
  story_reading_ = true;
  const std::uint64_t generation = generation_;
  jobs_->start(
      "",
      [this, generation, folder = session_->library().files().folder()](JobContext& job) {
        struct Answer {
          std::optional<StoryModel> story;
          std::string problem;
        };
        auto answer = std::make_shared<Answer>();
        // A connection of its own: SQLite's may be used by one thread only.
        const auto catalog = Catalog::open(folder, CatalogOptions{.who = "", .read_only = true});
        if (!catalog) {
          answer->problem = catalog.error().message;
        } else if (auto story = StoryModel::read(*catalog)) {
          answer->story.emplace(std::move(*story));
        } else {
          answer->problem = story.error().message;
        }
        job.on_main([this, generation, answer] {
          if (generation != generation_ || !session_) return;
          story_reading_ = false;
          story_problem_ = answer->problem;
          if (!answer->story) return;
          story_ = std::make_unique<StoryModel>(std::move(*answer->story));
          static_cast<void>(follow_story(true));
          note_story_names();
          if (!story_wanted_.second.empty()) {
            static_cast<void>(
                show_story_record(continuity_, *story_, story_wanted_.first, story_wanted_.second));
            story_wanted_.second.clear();
          }
        });
      },
      Jobs::Options{.quiet = true, .urgent = true});
}

bool Application::follow_story(bool look_again) {
  if (!session_) return false;
  if (!story_) {
    if (workspace_ == Workspace::Continuity && !story_reading_ && story_problem_.empty()) read_story();
    return false;
  }
  if (session_->library().is_held()) return false;
  if (!look_again && story_seen_ == session_->revision()) return false;
  story_seen_ = session_->revision();
  const auto followed = story_->follow(session_->library().catalog());
  if (!followed) {
    say_problem(followed.error().message);
    return true;
  }
  return *followed;
}

void Application::close_story() {
  story_.reset();
  story_reading_ = false;
  story_problem_.clear();
  story_wanted_.second.clear();
  story_seen_ = 0;
  story_view_ = StoryImportView();
  continuity_ = ContinuityPanel();
}

void Application::draw_story(const UiModel& model, Requests& out) {
  const ImVec2 origin = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  const float room = size.x / ui_->scale;
  const bool sides = !sides_hidden_;
  const bool inspector = sides && room > 860;
  const float right = inspector ? std::min(preferences_.right_width, room * 0.34f) : 0;
  draw_continuity(*ui_, continuity_, model, sides, right, preferences_.conflicts_height, out);
  if (inspector && model.story &&
      ui::splitter(*ui_, "splitter.right", ImVec2(origin.x + size.x - ui_->px(right), origin.y + ui_->px(48)),
                   size.y - ui_->px(48), preferences_.right_width, 300, 720, -1))
    save_soon();
}

bool Application::story_key(const Chord& chord) {
  Requests requests;
  if (continuity_key(continuity_, model(), chord, requests)) {
    handle(std::move(requests));
    return true;
  }
  return false;
}

bool Application::writes_in_cell(const Chord& chord) const {
  if (workspace_ != Workspace::Continuity || continuity_.page != StoryPage::Matrix || chord.ctrl || chord.alt)
    return false;
  return chord_writes(chord);
}

void Application::story_action(Action action) {
  if (action == Action::ShowContinuity) return handle_one(request::ShowWorkspace{Workspace::Continuity});
  if (action == Action::StoryImport) return choose({ChooserPurpose::StoryFile, {}});
  if (action == Action::StoryExport) return export_story();
  Requests requests;
  continuity_action(continuity_, model(), action, requests);
  handle(std::move(requests));
}

void Application::start_story_import(const std::filesystem::path& path) {
  story_import_ = StoryImportDialog();
  story_import_.path = path;
  show_dialog(Dialog::StoryImport);
  request::PlanStoryImport wanted;
  wanted.path = path;
  handle_one(wanted);
}

void Application::plan_story_import(const request::PlanStoryImport& wanted) {
  if (!session_) return;
  // The table stays while its columns are given another meaning.
  if (story_view_.asked.path != wanted.path || story_view_.asked.type != wanted.type)
    story_view_ = StoryImportView();
  story_view_.asked = wanted;
  story_view_.working = true;
  story_view_.error.clear();
  const std::uint64_t serial = ++story_serial_, generation = generation_;
  jobs_->start(
      "",
      [this, wanted, serial, generation, folder = session_->library().files().folder()](JobContext& job) {
        auto view = std::make_shared<StoryImportView>(plan_story(folder, wanted));
        job.on_main([this, view, serial, generation] {
          if (serial != story_serial_ || generation != generation_) return;  // Something newer is on its way.
          story_view_ = std::move(*view);
          for (const ScriptScene& scene : story_view_.scenes) fonts_.note(scene.heading);
        });
      },
      Jobs::Options{.quiet = true, .urgent = true});
}

void Application::export_story() {
  if (!session_ || !story_) return;
  const RecordType type = record_type_of(continuity_.page);
  const bool matrix = continuity_.page == StoryPage::Matrix;
  continuity_.layout.update(*story_, continuity_.filter);
  Result<CsvTable> table = matrix ? Result<CsvTable>(matrix_table(continuity_.layout, *story_, ui_->korean))
                                  : records_to_csv(session_->library().catalog(), describe(type).name);
  if (!table) return say_problem(table.error().message);
  const std::filesystem::path folder = session_->library().files().exports_folder();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  const std::string_view name =
      matrix ? ui_->t(Text::StoryMatrixFile) : ui_->pick(describe(type).ko, describe(type).en);
  const std::filesystem::path path = free_path(folder / path_from_utf8(std::string(name) + ".csv"));
  if (const auto written = write_csv(*table, path); !written) return say_problem(written.error().message);
  say(fmt::format(fmt::runtime(ui_->t(Text::DoneSaved)), to_utf8(path)));
}

void Application::attach_to_cell(const CellRef& cell, const std::vector<std::filesystem::path>& paths) {
  if (!session_ || !story_ || cell.scene.empty() || cell.character.empty()) return;
  ImportPlan plan;
  plan.paths = paths;
  plan.recursive = false;
  plan.batch = new_id();  // Files and cell are one step to undo.
  start_import(plan, ui_->t(Text::JobPhotos), false, [this, cell, plan](const std::vector<ImportRow>& rows) {
    if (!story_) return;
    static_cast<void>(follow_story(true));
    std::vector<Id> images;
    for (const ImportRow& row : rows) {
      const AssetSummary* asset = session_->library().index().summary(row.id);
      if (asset && asset->content == VersionContent::Image) images.push_back(row.id);
    }
    Change attached = attach_photos(session_->library().catalog(), *story_, cell, images);
    attached.batch = plan.batch;
    change(attached);
  });
}

bool Application::drop_on_story(const std::vector<std::filesystem::path>& paths) {
  if (workspace_ != Workspace::Continuity) return false;
  if (paths.size() == 1 && is_story_file(paths.front())) {
    start_story_import(paths.front());
    return true;
  }
  const bool images = std::all_of(paths.begin(), paths.end(), [](const std::filesystem::path& path) {
    return classify(path) == FileClass::Image;
  });
  if (!images || !story_ || continuity_.page != StoryPage::Matrix) return false;
  if (!continuity_.under_hand.scene.empty()) continuity_.cursor = continuity_.anchor = continuity_.under_hand;
  if (continuity_.cursor.scene.empty() || continuity_.cursor.character.empty()) return false;
  attach_to_cell(continuity_.cursor, paths);
  return true;
}

bool Application::show_in_story(RecordType type, const Id& id) {
  static constexpr RecordType kHere[] = {RecordType::Scene,    RecordType::SceneLook, RecordType::Character,
                                         RecordType::StoryDay, RecordType::Episode,   RecordType::Actor};
  if (std::find(std::begin(kHere), std::end(kHere), type) == std::end(kHere)) return false;
  handle_one(request::ShowWorkspace{Workspace::Continuity});
  if (story_)
    static_cast<void>(show_story_record(continuity_, *story_, type, id));
  else
    story_wanted_ = {type, id};
  return true;
}

}  // namespace bandaji
