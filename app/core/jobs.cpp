#include "app/core/jobs.h"

#include <algorithm>
#include <cassert>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

namespace bandaji {
namespace {

// One job as the workers and the main thread share it; guarded by Contents::mutex
// except for `work` (taken by one worker) and `stop` (thread-safe itself).
struct Job {
  JobStatus status;
  std::function<void(JobContext&)> work;
  std::stop_source stop;
  bool urgent = false;
};

}  // namespace

struct Jobs::Contents {
  std::function<void()> wake;

  mutable std::mutex mutex;  // Guards everything below.
  std::condition_variable work_ready;
  std::condition_variable something_to_deliver;
  std::uint64_t last_id = 0;
  bool closing = false;
  bool changed = false;                      // A status changed since the last deliver().
  std::vector<std::shared_ptr<Job>> jobs;    // In order of start; finished ones stay until dismissed.
  std::deque<std::shared_ptr<Job>> waiting;  // Urgent ones first.
  std::deque<std::function<void()>> deliveries;

  std::vector<std::jthread> threads;  // Last: they use everything above.

  void run();
  void notify() {
    something_to_deliver.notify_all();
    if (wake) wake();
  }
  bool idle() const {  // Expects: mutex held.
    return std::none_of(jobs.begin(), jobs.end(), [](const auto& job) {
      return job->status.state == JobState::Waiting || job->status.state == JobState::Running;
    });
  }
};

namespace {

// What the job's function sees.  Progress is published at most every 50 ms, so
// that a job reporting each triangle cannot keep the window awake.
template <class Contents>
class Context final : public JobContext {
 public:
  Context(Contents& contents, Job& job) : contents_(contents), job_(job) {}

  std::stop_token stop() const override { return job_.stop.get_token(); }

  void progress(float share, const std::string& detail) override {
    const auto now = std::chrono::steady_clock::now();
    bool publish = false;
    {
      const std::lock_guard lock(contents_.mutex);
      publish = detail != job_.status.detail || now - last_ >= std::chrono::milliseconds(50);
      job_.status.progress = std::clamp(share, 0.0f, 1.0f);
      job_.status.detail = detail;
      contents_.changed = contents_.changed || publish;
    }
    if (!publish) return;
    last_ = now;
    contents_.notify();
  }

  void problem(const std::string& subject, const std::string& message) override {
    {
      const std::lock_guard lock(contents_.mutex);
      job_.status.problems.push_back({subject, message});
      contents_.changed = true;
    }
    contents_.notify();
  }

  void on_main(std::function<void()> action) override {
    {
      const std::lock_guard lock(contents_.mutex);
      contents_.deliveries.push_back(std::move(action));
    }
    contents_.notify();
  }

 private:
  Contents& contents_;
  Job& job_;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace

void Jobs::Contents::run() {
  for (;;) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex);
      work_ready.wait(lock, [&] { return closing || !waiting.empty(); });
      if (closing) return;
      job = std::move(waiting.front());
      waiting.pop_front();
      job->status.state = JobState::Running;
      changed = true;
    }
    notify();

    Context<Contents> context(*this, *job);
    try {
      job->work(context);
    } catch (const std::bad_alloc&) {  // This one job is too much; the program and the others go on.
      job->stop.request_stop();
      context.problem(job->status.title, "There is not enough memory for this.");
    }
    job->work = nullptr;  // What it captured is released here, not when the row is dismissed.

    {
      // The state changes by a delivery, after everything the job itself left for the main thread.
      const std::lock_guard lock(mutex);
      deliveries.emplace_back([this, job] {
        const std::lock_guard inner(mutex);
        job->status.state = job->stop.stop_requested() ? JobState::Cancelled : JobState::Finished;
        if (job->status.state == JobState::Finished) job->status.progress = 1;
        changed = true;
      });
    }
    notify();
  }
}

Jobs::Jobs(int threads, std::function<void()> wake) : contents_(std::make_unique<Contents>()) {
  assert(threads > 0);
  contents_->wake = std::move(wake);
  for (int i = 0; i < threads; ++i)
    contents_->threads.emplace_back([contents = contents_.get()] { contents->run(); });
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(contents_->mutex);
    contents_->closing = true;
    contents_->waiting.clear();
  }
  // Outside the lock: a stop callback may report progress.
  for (const auto& job : contents_->jobs) job->stop.request_stop();
  contents_->work_ready.notify_all();
  contents_->threads.clear();
}

std::uint64_t Jobs::start(std::string title, std::function<void(JobContext&)> work, Options options) {
  assert(work);
  auto job = std::make_shared<Job>();
  job->status.title = std::move(title);
  job->status.quiet = options.quiet;
  job->work = std::move(work);
  job->urgent = options.urgent;
  std::uint64_t id = 0;
  {
    const std::lock_guard lock(contents_->mutex);
    id = job->status.id = ++contents_->last_id;
    contents_->jobs.push_back(job);
    auto& waiting = contents_->waiting;
    const auto place = options.urgent ? std::find_if(waiting.begin(), waiting.end(),
                                                     [](const auto& other) { return !other->urgent; })
                                      : waiting.end();
    waiting.insert(place, std::move(job));
    contents_->changed = true;
  }
  contents_->work_ready.notify_one();
  return id;
}

void Jobs::cancel(std::uint64_t id) {
  std::shared_ptr<Job> job;
  {
    const std::lock_guard lock(contents_->mutex);
    const auto found = std::find_if(contents_->jobs.begin(), contents_->jobs.end(),
                                    [&](const auto& entry) { return entry->status.id == id; });
    if (found == contents_->jobs.end()) return;
    job = *found;
    auto& waiting = contents_->waiting;
    const auto place = std::find(waiting.begin(), waiting.end(), job);
    if (place != waiting.end()) {
      waiting.erase(place);
      job->status.state = JobState::Cancelled;
      contents_->changed = true;
    }
  }
  job->stop.request_stop();
}

void Jobs::cancel_all() {
  std::vector<std::uint64_t> ids;
  {
    const std::lock_guard lock(contents_->mutex);
    for (const auto& job : contents_->jobs) ids.push_back(job->status.id);
  }
  for (const std::uint64_t id : ids) cancel(id);
}

bool Jobs::deliver() {
  bool ran = false;
  for (;;) {
    std::function<void()> action;
    {
      const std::lock_guard lock(contents_->mutex);
      if (contents_->deliveries.empty()) {
        return std::exchange(contents_->changed, false) || ran;
      }
      action = std::move(contents_->deliveries.front());
      contents_->deliveries.pop_front();
    }
    action();
    ran = true;
  }
}

void Jobs::wait_all() {
  for (;;) {
    deliver();
    std::unique_lock lock(contents_->mutex);
    if (contents_->idle() && contents_->deliveries.empty()) return;
    contents_->something_to_deliver.wait(lock,
                                         [&] { return !contents_->deliveries.empty() || contents_->idle(); });
  }
}

std::vector<JobStatus> Jobs::status() const {
  const std::lock_guard lock(contents_->mutex);
  std::vector<JobStatus> statuses;
  for (const auto& job : contents_->jobs) statuses.push_back(job->status);
  return statuses;
}

void Jobs::dismiss_finished() {
  const std::lock_guard lock(contents_->mutex);
  std::erase_if(contents_->jobs, [](const auto& job) {
    return job->status.state == JobState::Finished || job->status.state == JobState::Cancelled;
  });
}

bool Jobs::busy() const {
  const std::lock_guard lock(contents_->mutex);
  return std::any_of(contents_->jobs.begin(), contents_->jobs.end(), [](const auto& job) {
    return !job->status.quiet &&
           (job->status.state == JobState::Waiting || job->status.state == JobState::Running);
  });
}

}  // namespace bandaji
