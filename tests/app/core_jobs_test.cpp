#include "app/core/jobs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <new>
#include <thread>

namespace bandaji {
namespace {

TEST(Jobs, RunsWorkBesideTheMainThreadAndDeliversOnIt) {
  Jobs jobs;
  const auto main = std::this_thread::get_id();
  std::thread::id worked;
  std::thread::id delivered;
  jobs.start("work", [&](JobContext& context) {
    worked = std::this_thread::get_id();
    context.on_main([&] { delivered = std::this_thread::get_id(); });
  });
  jobs.wait_all();
  EXPECT_NE(worked, main);
  EXPECT_EQ(delivered, main);
  EXPECT_EQ(jobs.status().at(0).state, JobState::Finished);
  EXPECT_FLOAT_EQ(jobs.status().at(0).progress, 1);
}

TEST(Jobs, CountsAsFinishedOnlyAfterEverythingItLeftForTheMainThreadRan) {
  Jobs jobs(1);
  JobState seen = JobState::Finished;
  const auto id = jobs.start(
      "work", [&](JobContext& context) { context.on_main([&] { seen = jobs.status().at(0).state; }); });
  (void)id;
  jobs.wait_all();
  EXPECT_EQ(seen, JobState::Running);
}

TEST(Jobs, AJobWithoutMemorySaysSoAndTheNextOneRuns) {
  Jobs jobs(1);
  jobs.start("a crowd of a million", [](JobContext&) { throw std::bad_alloc(); });
  bool ran = false;
  jobs.start("next", [&](JobContext&) { ran = true; });
  jobs.wait_all();
  const auto status = jobs.status();
  EXPECT_EQ(status.at(0).state, JobState::Cancelled);
  ASSERT_EQ(status.at(0).problems.size(), 1u);
  EXPECT_EQ(status.at(0).problems[0].subject, "a crowd of a million");
  EXPECT_NE(status.at(0).problems[0].message.find("memory"), std::string::npos);
  EXPECT_TRUE(ran);
  EXPECT_EQ(status.at(1).state, JobState::Finished);
}

TEST(Jobs, RunsUrgentWorkBeforeWhatWaits) {
  Jobs jobs(1);
  std::promise<void> begin;
  std::vector<int> order;
  jobs.start("first", [&](JobContext&) { begin.get_future().wait(); });
  jobs.start("second", [&](JobContext&) { order.push_back(2); });
  jobs.start("urgent", [&](JobContext&) { order.push_back(1); }, {.quiet = false, .urgent = true});
  jobs.start("urgent too", [&](JobContext&) { order.push_back(11); }, {.quiet = false, .urgent = true});
  begin.set_value();
  jobs.wait_all();
  EXPECT_EQ(order, (std::vector<int>{1, 11, 2}));
}

TEST(Jobs, ReportsACancelledJobAsCancelledWhetherItWaitedOrRan) {
  Jobs jobs(1);
  std::latch running(1);
  const auto first = jobs.start("runs", [&](JobContext& context) {
    running.count_down();
    while (!context.stop().stop_requested()) std::this_thread::yield();
  });
  bool ran = false;
  const auto second = jobs.start("waits", [&](JobContext&) { ran = true; });
  running.wait();
  jobs.cancel(second);
  jobs.cancel(first);
  jobs.wait_all();
  EXPECT_FALSE(ran);
  EXPECT_EQ(jobs.status().at(0).state, JobState::Cancelled);
  EXPECT_EQ(jobs.status().at(1).state, JobState::Cancelled);
}

TEST(Jobs, KeepsProblemsAndProgressForThePanel) {
  Jobs jobs(1);
  std::atomic<int> woken{0};
  Jobs waking(1, [&] { ++woken; });
  waking.start("import", [](JobContext& context) {
    context.progress(0.5f, "당의.glb");
    context.problem("갓.obj", "It is empty.");
  });
  waking.wait_all();
  const JobStatus status = waking.status().at(0);
  EXPECT_EQ(status.detail, "당의.glb");
  ASSERT_EQ(status.problems.size(), 1u);
  EXPECT_EQ(status.problems[0].subject, "갓.obj");
  EXPECT_GT(woken.load(), 0);
  EXPECT_FALSE(waking.busy());
  waking.dismiss_finished();
  EXPECT_TRUE(waking.status().empty());
}

TEST(Jobs, EndsWhatRunsWhenItIsDestroyed) {
  std::atomic<bool> ended{false};
  {
    Jobs jobs(1);
    std::latch running(1);
    jobs.start("endless", [&](JobContext& context) {
      running.count_down();
      while (!context.stop().stop_requested()) std::this_thread::yield();
      ended = true;
    });
    running.wait();
  }
  EXPECT_TRUE(ended);
}

TEST(Jobs, AreBusyOnlyWithWorkThatIsNotQuiet) {
  Jobs jobs(1);
  std::promise<void> end;
  auto ended = end.get_future().share();
  jobs.start("thumbnails", [ended](JobContext&) { ended.wait(); }, {.quiet = true, .urgent = false});
  EXPECT_FALSE(jobs.busy());
  jobs.start("import", [](JobContext&) {});
  EXPECT_TRUE(jobs.busy());
  end.set_value();
  jobs.wait_all();
  EXPECT_FALSE(jobs.busy());
}

}  // namespace
}  // namespace bandaji
