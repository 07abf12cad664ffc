// Comparing, cameras, motion and quality in the large view, by key and by click.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "app/core/action.h"
#include "app/core/named_camera.h"
#include "tests/app/ui_tools_fixture.h"

namespace bandaji {
namespace {

using test::UiHarness;
using test::UiTools;

TEST_F(UiTools, TwoSelectedAssetsStandBesideEachOtherUnderOneCamera) {
  UiHarness ui(options());
  ui.click(card(ui, "chest"));
  ui.hold_modifiers(true, false);
  ui.click(card(ui, "look"));
  ui.hold_modifiers(false, false);
  ASSERT_TRUE(ui.settle());
  ASSERT_EQ(ui.state("selected"), "2");
  ui.key("Space");
  ASSERT_TRUE(ui.settle());
  ui.key("B");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("tool.compare"), "on");
  const CompareView& compare = ui.application().viewer().compare();
  EXPECT_TRUE(compare.problem.empty()) << compare.problem;
  EXPECT_NE(compare.picture.texture, 0u);
  EXPECT_THAT(compare.second, ::testing::HasSubstr("chest"));
  look(ui, "tools_compare_side");
  ui.click("tool.compare.mode.2");
  EXPECT_EQ(compare.mode, CompareMode::Wipe);
  ASSERT_TRUE(ui.settle());
  // The line is taken hold of where it stands, in the middle.
  const Camera before = ui.application().viewer().panes()[1].camera;
  ui.drag("viewport.pane", 120, 0);
  EXPECT_GT(tools(ui).wipe, 0.55f);
  EXPECT_EQ(ui.application().viewer().panes()[1].camera.eye, before.eye) << "It is not turned meanwhile.";
  look(ui, "tools_compare_wipe");
  ui.key("Shift+B");
  EXPECT_EQ(compare.mode, CompareMode::Difference);
  ASSERT_TRUE(ui.settle());
  EXPECT_NE(compare.difference.texture, 0u);
  look(ui, "tools_compare_difference");
  ui.key("V");
  EXPECT_EQ(compare.mode, CompareMode::Flip);
  EXPECT_TRUE(tools(ui).flipped);
  ui.key("B");
  ui.frames();
  EXPECT_EQ(ui.state("tool.compare"), "off");
}

TEST_F(UiTools, CamerasAreSavedNamedTakenUpDeletedAndUndone) {
  UiHarness ui(options());
  open(ui);
  ui.key("3");
  ui.key("Shift+C");
  ASSERT_TRUE(ui.has("camera.name")) << "A name may be typed at once.";
  ui.key("Ctrl+A");
  ui.type("옆모습");
  ui.key("Enter");
  const Id asset = ui.session().details()->asset.id;
  const auto saved = [&] { return cameras_of(ui.session().library().catalog(), asset); };
  ASSERT_EQ(saved().size(), 1u);
  EXPECT_EQ(saved()[0].name, "옆모습");
  ui.key("1");
  ASSERT_TRUE(ui.settle());
  ui.click("camera.0");
  EXPECT_NEAR(angles_of(ui.application().viewer().panes()[1].camera).azimuth_degrees,
              angles_of(saved()[0].camera).azimuth_degrees, 0.1);
  ui.click("camera.0.chosen");
  EXPECT_TRUE(saved()[0].chosen);
  look(ui, "tools_cameras");
  ui.click("tool.lens.85");
  EXPECT_LT(ui.application().viewer().panes()[1].camera.vertical_fov_degrees, 14);
  ui.click("camera.0.delete");
  EXPECT_TRUE(saved().empty());
  ui.key("Ctrl+Z");
  ASSERT_EQ(saved().size(), 1u);
  ui.frames();
  EXPECT_TRUE(ui.has("camera.0"));
}

TEST_F(UiTools, MotionPlaysStopsAndIsScrubbed) {
  UiHarness ui(options());
  open(ui);
  ui.key("O");
  ASSERT_TRUE(ui.has("tool.play"));
  ui.key("K");
  ASSERT_TRUE(ui.wait_for([&] { return view(ui).time_seconds > 0.3f; }));
  ui.key("K");
  const float stopped = view(ui).time_seconds;
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(view(ui).time_seconds, stopped) << "Nothing moves after it was stopped.";
  look(ui, "tools_motion");
  ui.click("tool.rest");
  EXPECT_EQ(view(ui).time_seconds, 0);
  ui.click("tool.time");  // In the middle of two seconds.
  EXPECT_NEAR(view(ui).time_seconds, 1.0f, 0.1f);
  EXPECT_NEAR(ui.application().viewer().panes()[1].bounds.max.y, 1.45f, 0.05f) << "The jacket is lifted.";
}

TEST_F(UiTools, ARestedPictureBecomesAStillAndThenNothingIsDrawn) {
  UiHarness ui(options());
  open(ui);
  ASSERT_TRUE(ui.settle());
  ui.frames();
  EXPECT_EQ(ui.state("tool.still"), "yes");
  EXPECT_FALSE(ui.application().drawing_beside());
  double now = 1e6;
  for (int i = 0; i < 20; ++i) {
    EXPECT_FALSE(ui.application().update(now));
    now += 3;
  }
  ui.drag("viewport.pane", 40, 0);
  EXPECT_EQ(ui.state("tool.still"), "no") << "A hand starts it anew.";
}

TEST_F(UiTools, ALookAndAPersonAndTheColorOfLightAreChosenInThePanel) {
  test::write_text(files_ / "warm.cube",
                   "LUT_3D_SIZE 2\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n");
  UiHarness ui(options());
  open(ui);
  ui.key("Shift+G");
  ASSERT_TRUE(ui.has("tool.lut.choose"));
  look(ui, "tools_light");
  ui.click("tool.lut.choose");
  ASSERT_TRUE(ui.has("chooser.path"));
  ui.key("Ctrl+A");
  ui.type((files_ / "warm.cube").string());
  ui.settle();
  ui.key("Enter");
  ASSERT_TRUE(ui.wait_for([&] { return view(ui).lut != nullptr; }));
  ui.frames();
  ui.click("tool.lut.clear");
  EXPECT_EQ(view(ui).lut, nullptr);
  ui.drag("tool.light.kelvin", -40, 0);
  EXPECT_GT(view(ui).light_kelvin, 1000);
  EXPECT_LT(view(ui).light_kelvin, 6500) << "To the left it becomes warmer.";
  ui.key("Y");
  EXPECT_NEAR(view(ui).figure_metres, 1.7f, 1e-6f);
  ui.key("Alt+G");
  EXPECT_EQ(view(ui).backdrop, Backdrop::Transparent);
  ASSERT_TRUE(ui.settle());
  look(ui, "tools_person");
}

}  // namespace
}  // namespace bandaji
