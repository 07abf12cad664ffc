// Opening, making and closing catalogs.  Reading one takes seconds when it is large, so
// that goes on beside the window; what was open stays open until the other is there.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/ui/application.h"
#include "assets/text.h"

namespace bandaji {
namespace {

// What a job hands over: the catalog, read as far as the first frame needs it.
struct Opened {
  explicit Opened(Session its_session) : session(std::move(its_session)) {}
  Session session;
  std::string names;  // So that scrolling never waits for a character to be baked.
};

struct OpenWish {
  std::filesystem::path folder;
  std::optional<request::CreateCatalog> create;
  std::string who;
  std::string sort;
  bool descending = true;
  std::string query, selected;  // As it was left.
  std::string records_label, index_label;
};

Result<Opened> open_beside(const OpenWish& wish, JobContext& job) {
  CatalogOptions options;
  options.who = wish.who;
  const auto report = [&](OpenStage stage) {
    if (stage == OpenStage::Records)
      job.progress(0.1f, wish.records_label);
    else
      job.progress(0.3f, wish.index_label);
  };
  report(OpenStage::Records);
  if (wish.create) {
    std::error_code error;
    std::filesystem::create_directories(wish.folder.parent_path(), error);
    auto made = Library::create(wish.folder, options);
    if (!made) return tl::unexpected(made.error());
    Change titles;
    titles.edits.push_back(
        SetProduction{Production{to_nfc(wish.create->title_ko), to_nfc(wish.create->title_en)}});
    static_cast<void>(made->catalog().apply(titles));  // The beginning is nothing to be undone.
  }
  auto library = Library::open(wish.folder, options, Library::Index::Built, report);
  bool read_only = false;
  if (!library && (library.error().kind == ErrorKind::Busy || library.error().kind == ErrorKind::Denied)) {
    options.read_only = true;
    library = Library::open(wish.folder, options, Library::Index::Built, report);
    read_only = true;
  }
  if (!library) return tl::unexpected(library.error());
  job.progress(0.8f, wish.index_label);
  Opened opened(Session(std::move(*library), read_only));
  Session& session = opened.session;
  session.set_order(wish.sort, wish.descending);
  session.set_query(wish.query);
  if (!wish.selected.empty() && session.library().index().summary(wish.selected))
    session.selection().only(wish.selected);
  session.load_records();
  const std::size_t names = std::min<std::size_t>(session.result().ids.size(), 20000);
  for (std::size_t i = 0; i < names && !job.stop().stop_requested(); ++i)
    if (const AssetSummary* asset = session.library().index().summary(session.result().ids[i]))
      opened.names += asset->name_ko;
  return opened;
}

}  // namespace

void Application::open_catalog(const std::filesystem::path& folder) {
  begin_opening(folder, std::nullopt);
}

void Application::create_catalog(const request::CreateCatalog& wanted) {
  dialog_ = Dialog::None;
  begin_opening(wanted.folder, wanted);
}

void Application::begin_opening(const std::filesystem::path& folder,
                                std::optional<request::CreateCatalog> create) {
  std::error_code error;
  OpenWish wish;
  wish.folder = std::filesystem::absolute(folder, error).lexically_normal();
  if (!wish.folder.has_filename()) wish.folder = wish.folder.parent_path();  // A slash at its end.
  if (opening_.job) jobs_->cancel(opening_.job);
  opening_ended();
  // The lock is this window's own already, by whatever name the folder is called.
  if (session_ && std::filesystem::equivalent(session_->library().files().folder(), wish.folder, error))
    return enter_workspace(Workspace::Library);
  wish.create = std::move(create);
  wish.who = preferences_.user_name;
  wish.sort = preferences_.sort;
  wish.descending = preferences_.sort_descending;
  // The state of the last time belongs to the catalog it was left with.
  if (!preferences_.recent_catalogs.empty() && preferences_.recent_catalogs.front() == to_utf8(wish.folder)) {
    wish.query = preferences_.last_query;
    wish.selected = preferences_.last_selected;
  }
  wish.records_label = ui_->t(Text::OpeningRecords);
  wish.index_label = ui_->t(Text::OpeningIndex);
  opening_.name = to_utf8(wish.folder.stem());
  fonts_.note(opening_.name);
  const std::string title = fmt::format(fmt::runtime(ui_->t(Text::JobOpen)), opening_.name);
  const std::uint64_t serial = opening_serial_;
  opening_.job = jobs_->start(
      title,
      [this, wish, serial](JobContext& job) {
        auto opened = std::make_shared<Result<Opened>>(open_beside(wish, job));
        if (job.stop().stop_requested()) return;
        job.on_main([this, opened, serial, folder = wish.folder] {
          if (serial != opening_serial_) return;  // Cancelled, or another is wanted by now.
          if (!*opened) return opening_failed(folder, opened->error());
          fonts_.note((*opened)->names);
          catalog_opened(std::move((*opened)->session));
        });
      },
      Jobs::Options{.urgent = true});
  job_status_ = jobs_->status();
  if (session_) say(title);
  ui_->redraw_in(0);
}

void Application::opening_ended() {
  ++opening_serial_;
  opening_ = OpeningView();
}

void Application::opening_failed(const std::filesystem::path& folder, const Error& error) {
  opening_ended();
  const std::string words = fmt::format(fmt::runtime(ui_->t(Text::CannotOpen)), to_utf8(folder.filename()),
                                        ui_->message(error.message));
  // Where a catalog is open it goes on; else the first page says why there is none.
  if (session_)
    say(words, true);
  else
    opening_.problem = words;
  ui_->redraw_in(0);
}

void Application::catalog_opened(Session session) {
  opening_ended();
  close_catalog();
  session_.emplace(std::move(session));
  const std::string name = to_utf8(session_->library().files().folder());
  browser_.show_focus = !session_->selection().empty();
  std::erase(preferences_.recent_catalogs, name);
  preferences_.recent_catalogs.insert(preferences_.recent_catalogs.begin(), name);
  if (preferences_.recent_catalogs.size() > 10) preferences_.recent_catalogs.resize(10);
  preferences_.last_query = session_->query();
  workspace_ = Workspace::Library;
  viewport_open_ = false;
  dialog_ = Dialog::None;
  follow_at_ = now_ + 2;
  notice_ = Notice();
  const auto picture = preferences_.pictures.find(name);
  use_picture_settings(picture != preferences_.pictures.end() ? picture->second : PictureSettings());
  show_selection(false);
  ui_->redraw_in(0);
  save_soon();
  resume_watching();
}

void Application::close_catalog() {
  if (!session_) return;
  ++generation_;
  close_story();
  if (long_write_ != 0) jobs_->cancel(std::exchange(long_write_, 0));
  if (!session_->read_only()) static_cast<void>(session_->library().catalog().clear_undo());
  session_.reset();
  thumbnails_.clear();
  turntables_.clear();
  browser_ = BrowserPanel();
  colorway_counts_.clear();
  stack_ = StackView();
  inspector_ = InspectorPanel();
  facets_ = FacetPanel();
  records_ = RecordsPanel();
  sheet_.pages.clear();
  sheet_.sizes_mm.clear();
  sheet_.written.clear();
  sheet_.error.clear();
  sheet_textures_.clear();
  problems_.clear();
  same_shapes_ = SameShapes();
  watcher_.reset();
  palettes_.clear();
  last_import_ = LastImport();
}

}  // namespace bandaji
