// Long work beside the window.  A job is a function from values to values that
// runs on a worker thread; what it wants done to the program afterwards it leaves
// as a function for the main thread, run once per frame by deliver().
//
// Jobs itself is used from the main thread only; JobContext from the job's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace bandaji {

// A job that runs out of memory (std::bad_alloc) counts as cancelled, with a problem that says so.
class JobContext {
 public:
  virtual ~JobContext() = default;
  virtual std::stop_token stop() const = 0;
  // 0..1, and what is being done now ("당의.glb").
  virtual void progress(float share, const std::string& detail) = 0;
  // A row of the job's report that needs attention: what, and why.
  virtual void problem(const std::string& subject, const std::string& message) = 0;
  // Runs `action` on the main thread, in order, before the job counts as finished.
  virtual void on_main(std::function<void()> action) = 0;
};

enum class JobState : std::uint8_t { Waiting, Running, Finished, Cancelled };

struct JobProblem {
  std::string subject;
  std::string message;
};

// A snapshot for the jobs panel.
struct JobStatus {
  std::uint64_t id = 0;
  std::string title;  // In the interface's language when it was started.
  std::string detail;
  float progress = 0;  // 0..1
  JobState state = JobState::Waiting;
  bool quiet = false;  // Thumbnails and the like: not announced when finished.
  std::vector<JobProblem> problems;
};

class Jobs {
 public:
  // `wake` is called from worker threads when there is something to deliver.
  explicit Jobs(int threads = 2, std::function<void()> wake = {});
  ~Jobs();  // Cancels everything and waits.

  struct Options {
    bool quiet = false;
    bool urgent = false;  // Before all that waits.
  };
  std::uint64_t start(std::string title, std::function<void(JobContext&)> work, Options options);
  std::uint64_t start(std::string title, std::function<void(JobContext&)> work) {
    return start(std::move(title), std::move(work), Options());
  }
  void cancel(std::uint64_t id);
  void cancel_all();
  // Runs what jobs left for the main thread.  True when something was run or a status changed.
  bool deliver();
  // Blocks until nothing waits or runs, delivering meanwhile.  For the command line.
  void wait_all();
  std::vector<JobStatus> status() const;  // Newest last; finished ones stay until dismissed.
  void dismiss_finished();
  bool busy() const;  // Something not quiet waits or runs.

 private:
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji
