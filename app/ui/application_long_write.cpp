// Changes of very many edits: written beside the window through a catalog of their own, all
// or nothing, with progress and a way to stop them.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "app/ui/application.h"
#include "db/studio_vocabulary.h"

namespace bandaji {
namespace {

// Edits that take longer than a frame to write, and assets that take longer to be found anew.
constexpr std::size_t kLongStep = 400;

struct Written {
  std::string problem;
  bool cancelled = false;
  std::size_t edits = 0;
  std::optional<AssetIndex> index;
};

// One step to undo, as Library::apply() leaves it.
Result<Change> apply_undoably(Catalog& catalog, const Change& change, const ApplyWatch& watch) {
  auto inverse = catalog.apply(change, watch);
  if (!inverse) return inverse;
  if (const auto pushed = catalog.push_undo(*inverse); !pushed) return tl::unexpected(pushed.error());
  return inverse;
}

}  // namespace

void Application::write_beside(std::string title, LongWrite write, std::string done) {
  if (!session_ || session_->read_only()) return;
  Library& library = session_->library();
  if (library.is_held()) return say_problem(library.apply({}).error().message);
  library.hold();
  const CatalogOptions as{.who = library.catalog().who(), .read_only = false};
  long_write_ = jobs_->start(title, [this, title, write = std::move(write), done = std::move(done), as,
                                     generation = generation_,
                                     folder = library.files().folder()](JobContext& job) {
    auto written = std::make_shared<Written>();
    // Writing is most of it; the search is made anew after that.
    const ApplyWatch watch{job.stop(), [&](float share) { job.progress(0.05f + 0.75f * share, ""); }};
    auto catalog = Catalog::open(folder, as);
    const auto change = catalog ? write(*catalog, watch) : Result<Change>(tl::unexpected(catalog.error()));
    if (!change) {
      written->problem = change.error().message;
      written->cancelled = change.error().kind == ErrorKind::Cancelled;
      if (!written->cancelled) job.problem(title, written->problem);
    } else {
      written->edits = change->edits.size();
      job.progress(0.8f, "");
      if (written->edits > kLongStep) {
        if (auto index = AssetIndex::build(*catalog)) written->index.emplace(std::move(*index));
      }
    }
    job.on_main([this, written, done, generation] {
      if (generation != generation_ || !session_) return;
      long_write_ = 0;
      session_->library().release();
      if (written->cancelled) return say(ui_->t(Text::LongWriteCancelled));
      if (!written->problem.empty()) return say_problem(written->problem);
      taken_in(std::move(written->index), written->edits);
      say(done);
    });
  });
}

void Application::taken_in(std::optional<AssetIndex> index, std::size_t edits) {
  if (index) {
    // A million rows take a while to let go of, too.
    auto before = std::make_shared<AssetIndex>(session_->library().take_index(std::move(*index)));
    jobs_->start(
        "", [before = std::move(before)](JobContext&) mutable { before.reset(); },
        Jobs::Options{.quiet = true});
  }
  if (const auto followed = session_->library().follow(); !followed) say_problem(followed.error().message);
  session_->refresh();
  if (edits > kLongStep && story_) {
    story_.reset();  // Read anew beside the window, when it is looked at.
    story_seen_ = 0;
  }
  ui_->redraw_in(0);
}

void Application::end_long_write() {
  const auto job = std::find_if(job_status_.begin(), job_status_.end(),
                                [&](const JobStatus& one) { return one.id == long_write_; });
  if (long_write_ == 0 || job == job_status_.end() || job->state != JobState::Cancelled) return;
  long_write_ = 0;
  if (!session_) return;
  session_->library().release();
  say(ui_->t(Text::LongWriteCancelled));
}

bool Application::is_long(const Change& change) const {
  return change.edits.size() > kLongStep;
}

void Application::change_beside(const Change& wanted) {
  const std::string label(ui_->pick(wanted.label_ko, wanted.label_en));
  write_beside(
      label,
      [wanted](Catalog& catalog, const ApplyWatch& watch) { return apply_undoably(catalog, wanted, watch); },
      label);
}

void Application::merge_beside(const request::MergeTerms& wanted) {
  const std::string title =
      fmt::format(fmt::runtime(ui_->t(Text::JobMerge)), ui_->term(wanted.from), ui_->term(wanted.into));
  write_beside(
      title,
      [wanted](Catalog& catalog, const ApplyWatch& watch) -> Result<Change> {
        const auto change = merge_terms(catalog, wanted.from, wanted.into, watch.stop);
        if (!change) return tl::unexpected(change.error());
        return apply_undoably(catalog, *change, watch);
      },
      title);
}

void Application::take_back(bool redo) {
  Library& library = session_->library();
  const std::string label =
      redo ? library.catalog().redo_label(ui_->korean) : library.catalog().undo_label(ui_->korean);
  const std::string done = fmt::format(fmt::runtime(ui_->t(redo ? Text::DoneRedo : Text::DoneUndo)), label);
  if (static_cast<std::size_t>(library.catalog().undo_size(redo)) > kLongStep)
    return write_beside(
        done,
        [redo](Catalog& catalog, const ApplyWatch& watch) {
          return redo ? catalog.redo(watch) : catalog.undo(watch);
        },
        done);
  if (const auto taken = redo ? session_->redo() : session_->undo(); !taken)
    say_problem(taken.error().message);
  else
    say(done);
}

}  // namespace bandaji
