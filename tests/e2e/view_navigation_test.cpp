// Moving before a model, by mouse and by keys, in the real window.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/e2e/window_driver.h"
#include "tests/support/model_files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::run_program;
using test::TemporaryFolder;
using test::WindowDriver;

class ViewNavigation : public ::testing::Test {
 protected:
  ViewNavigation() {
    catalog_ = folder_ / "move.bandaji";
    test::write_gltf_look(folder_ / "in" / "look.gltf");
    test::write_obj_box(folder_ / "in2" / "chest.obj", 0.9, 0.7, 0.4);
    EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"init", catalog_.string()}).status, 0);
    for (const char* path : {"in/look.gltf", "in2/chest.obj"})
      EXPECT_EQ(
          run_program(BANDAJI_PROGRAM, {"--catalog", catalog_.string(), "import", (folder_ / path).string()})
              .status,
          0);
  }

  // The first asset in the large view, straight from the front.
  static void open_large(WindowDriver& window) {
    ASSERT_TRUE(window.wait_state("shown", "2"));
    window.key("Right");
    ASSERT_TRUE(window.wait_state("selected", "1"));
    window.key("space");
    ASSERT_TRUE(window.wait_state("viewport", "open"));
    window.key("1");
    ASSERT_TRUE(window.wait_state("view.angles", "0,0"));
    window.key("Home");
    ASSERT_TRUE(window.wait_rest(0.5));
  }

  static double number(const WindowDriver& window, const std::string& state) {
    return std::strtod(window.state(state).c_str(), nullptr);
  }

  TemporaryFolder folder_;
  std::filesystem::path catalog_;
};

TEST_F(ViewNavigation, KeysShowEverySideTurnPushAndComeCloser) {
  WindowDriver window(catalog_, folder_ / "config");
  open_large(window);
  const std::string fitted = window.state("view.distance");
  window.key("3");
  EXPECT_TRUE(window.wait_state("view.angles", "-90,0")) << "The model's right is at the camera's left.";
  window.key("shift+3");
  EXPECT_TRUE(window.wait_state("view.angles", "90,0"));
  window.key("7");
  EXPECT_TRUE(window.wait_state("view.angles", "0,90"));
  window.key("shift+1");
  EXPECT_TRUE(window.wait_change("view.angles", "0,90"));
  window.key("1");
  EXPECT_TRUE(window.wait_state("view.angles", "0,0"));
  window.key("5");
  EXPECT_TRUE(window.wait_state("view.orthographic", "yes"));
  window.key("5");
  EXPECT_TRUE(window.wait_state("view.orthographic", "no"));

  window.key("shift+Right");
  EXPECT_TRUE(window.wait_change("view.angles", "0,0"));
  window.key("shift+Left");
  EXPECT_TRUE(window.wait_state("view.angles", "0,0")) << "As far back as it went.";
  window.key("shift+Up");
  EXPECT_TRUE(window.wait_change("view.angles", "0,0"));
  window.key("1");
  window.key("Home");
  ASSERT_TRUE(window.wait_state("view.distance", fitted));

  const std::string target = window.state("view.target");
  window.key("ctrl+shift+Right");
  EXPECT_TRUE(window.wait_change("view.target", target));
  window.key("period");
  EXPECT_TRUE(window.wait_state("view.target", target)) << "Fit brings it back to the middle.";
  window.key("equal");
  EXPECT_TRUE(window.wait_for([&](const WindowDriver::Trace& trace) {
    return std::strtod(trace.state.at("view.distance").c_str(), nullptr) <
           std::strtod(fitted.c_str(), nullptr) - 0.01;
  })) << "Closer.";
  window.key("minus");
  EXPECT_TRUE(window.wait_state("view.distance", fitted)) << "And as far away again.";

  // The next asset stands before the same camera, and arrows alone go through assets too.
  window.key("3");
  ASSERT_TRUE(window.wait_state("view.angles", "-90,0"));
  window.key("ctrl+Right");
  ASSERT_TRUE(window.wait_rest(1.0));
  EXPECT_EQ(window.state("view.angles"), "-90,0");
  window.key("Escape");
  EXPECT_TRUE(window.wait_state("viewport", "closed"));
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

TEST_F(ViewNavigation, TheMouseTurnsPushesComesCloserSetsThePivotAndLooksAround) {
  WindowDriver window(catalog_, folder_ / "config");
  open_large(window);
  const std::string target = window.state("view.target");
  const double fitted = number(window, "view.distance");
  window.drag("viewport.pane", 80, 0);
  EXPECT_TRUE(window.wait_change("view.angles", "0,0")) << "The left button turns it.";
  EXPECT_EQ(window.state("view.target"), target);
  window.drag("viewport.pane", 60, 40, 2);
  EXPECT_TRUE(window.wait_change("view.target", target)) << "The middle one pushes it.";
  window.key("1");
  ASSERT_TRUE(window.wait_state("view.target", target));
  window.drag("viewport.pane", 60, 40, 1, "shift");
  EXPECT_TRUE(window.wait_change("view.target", target)) << "So does the left one with Shift.";
  window.key("1");
  ASSERT_TRUE(window.wait_state("view.target", target));
  window.wheel("viewport.pane", 3);
  EXPECT_TRUE(window.wait_rest(0.5));
  EXPECT_LT(number(window, "view.distance"), fitted * 0.9) << "The wheel comes closer.";
  window.key("Home");
  ASSERT_TRUE(window.wait_rest(0.5));
  window.double_click("viewport.pane");
  EXPECT_TRUE(window.wait_change("view.target", target)) << "A double click turns it around that point.";

  // The right button turns the eye where it stands; keys walk meanwhile.
  window.key("Home");
  window.key("1");
  ASSERT_TRUE(window.wait_state("view.angles", "0,0"));
  window.drag("viewport.pane", 60, 0, 3);
  EXPECT_TRUE(window.wait_change("view.target", target));
  EXPECT_NEAR(number(window, "view.distance"), fitted, 0.01);
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

TEST_F(ViewNavigation, WhoFliesMovesByKeysUntilEscape) {
  WindowDriver window(catalog_, folder_ / "config");
  open_large(window);
  window.key("shift+f");
  ASSERT_TRUE(window.wait_widget("viewport.fly"));
  const std::string before = window.state("view.target");
  window.hold("w", 400);
  EXPECT_TRUE(window.wait_change("view.target", before)) << "Forward, and no wireframe.";
  EXPECT_EQ(window.state("view.mode"), "shaded");
  ASSERT_TRUE(window.wait_rest(0.5)) << "Nothing moves when nothing is held.";
  const std::string angles = window.state("view.angles");
  window.hold("Left", 300);
  EXPECT_TRUE(window.wait_change("view.angles", angles)) << "Arrows turn the eye, not the selection.";
  window.key("Escape");
  EXPECT_TRUE(window.wait_for(
      [](const WindowDriver::Trace& trace) { return !trace.widgets.contains("viewport.fly"); }));
  EXPECT_EQ(window.state("viewport"), "open") << "Only flying ends.";
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

}  // namespace
}  // namespace bandaji
