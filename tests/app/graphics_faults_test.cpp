// Pictures made beside the window when the driver behind them is reset.
#include <epoxy/gl.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "app/core/pictures.h"

namespace bandaji {
namespace {

// How often from now on the driver says that it was reset.
std::atomic<int> resets{0};

GLenum told_status() {
  int left = resets.load();
  while (left > 0 && !resets.compare_exchange_weak(left, left - 1)) {
  }
  return left > 0 ? GL_INNOCENT_CONTEXT_RESET : GL_NO_ERROR;
}

class GraphicsFaults : public ::testing::Test {
 protected:
  GraphicsFaults() : status_(epoxy_glGetGraphicsResetStatus) { epoxy_glGetGraphicsResetStatus = told_status; }
  ~GraphicsFaults() override {
    resets = 0;
    epoxy_glGetGraphicsResetStatus = status_;
  }
  // Runs the service until `done`.
  static bool waited(PictureService& service, const std::atomic<bool>& done) {
    for (int i = 0; i < 3000 && !done; ++i) {
      service.deliver();
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return done;
  }

 private:
  decltype(epoxy_glGetGraphicsResetStatus) status_;
};

TEST_F(GraphicsFaults, WhatWasLostWithItsContextIsDrawnAgainInAnother) {
  PictureService service;
  std::atomic<bool> done = false;
  std::atomic<int> times = 0;
  service.run(
      [&](Preview&) {
        ++times;
        if (times == 1) resets = 2;  // Found after the work, and before the next.
      },
      [&] { done = true; }, 0);
  ASSERT_TRUE(waited(service, done));
  EXPECT_EQ(times, 2);
}

TEST_F(GraphicsFaults, ADriverThatIsResetByTheWorkItselfIsNotAskedForEver) {
  PictureService service;
  std::atomic<bool> done = false;
  std::atomic<int> times = 0;
  service.run(
      [&](Preview&) {
        ++times;
        resets = 2;
      },
      [&] { done = true; }, 0);
  ASSERT_TRUE(waited(service, done));
  EXPECT_EQ(times, 2) << "once more, and then it is given up";
  // The next piece of work is done all the same.
  std::atomic<bool> next = false;
  bool ran = false;
  service.run([&](Preview&) { ran = true; }, [&] { next = true; }, 0);
  ASSERT_TRUE(waited(service, next));
  EXPECT_TRUE(ran);
}

}  // namespace
}  // namespace bandaji
