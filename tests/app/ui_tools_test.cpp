// The tools over the large view, as a person uses them: by key and by click.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/app/ui_tools_fixture.h"

namespace bandaji {
namespace {

using test::UiHarness;
using test::UiTools;

TEST_F(UiTools, ASectionIsCutMovedTurnedAndTakenAwayByKeys) {
  UiHarness ui(options());
  open(ui);
  ui.key("X");
  ASSERT_TRUE(view(ui).section);
  EXPECT_EQ(view(ui).section->normal, glm::vec3(0, 1, 0));
  EXPECT_NEAR(view(ui).section->offset, 0.6f, 1e-4f) << "In the middle of 1.2 m.";
  ui.key("Alt+Up");
  EXPECT_NEAR(view(ui).section->offset, 0.624f, 1e-4f);
  ui.key("Shift+X");
  EXPECT_EQ(view(ui).section->normal, glm::vec3(0, 0, 1));
  ui.key("Alt+X");
  EXPECT_EQ(view(ui).section->normal, glm::vec3(0, 0, -1));
  ui.key("X");
  EXPECT_FALSE(view(ui).section);
}

TEST_F(UiTools, ASectionIsCutMovedTurnedAndTakenAwayByClicks) {
  UiHarness ui(options());
  open(ui);
  ui.click("tool.section");
  ASSERT_TRUE(ui.has("tool.panel"));
  ASSERT_TRUE(view(ui).section);
  look(ui, "tools_section");
  ui.click("tool.section.axis.0");
  EXPECT_EQ(view(ui).section->normal, glm::vec3(1, 0, 0));
  ui.drag("tool.section.place", 30, 0);
  EXPECT_GT(view(ui).section->offset, 0.01f);
  ui.click("tool.section.flip");
  EXPECT_EQ(view(ui).section->normal, glm::vec3(-1, 0, 0));
  ui.click("tool.section.caps");
  EXPECT_FALSE(view(ui).section->caps);
  ui.click("tool.section");
  EXPECT_FALSE(view(ui).section);
}

TEST_F(UiTools, TwoClicksMeasureFromCornerToCornerInTheChosenUnit) {
  UiHarness ui(options());
  open(ui);
  ui.key("1");
  ui.key("5");
  ASSERT_TRUE(ui.settle());
  ui.key("M");
  ASSERT_TRUE(ui.settle());       // The panel stands beside the picture, which is framed anew.
  ui.wheel("viewport.pane", -3);  // So that no corner lies under the bars.
  ASSERT_TRUE(ui.settle());
  // A few pixels beside the corners: snapping finds them.
  const glm::vec2 left = seen(ui, {-0.3f, 1.2f, 0.15f}), right = seen(ui, {0.3f, 1.2f, 0.15f});
  ui.click_at("viewport.pane", left.x + 4, left.y + 3);
  ASSERT_TRUE(tools(ui).from);
  EXPECT_EQ(tools(ui).from->kind, SnapKind::Vertex);
  ui.click_at("viewport.pane", right.x - 4, right.y + 3);
  look(ui, "measure");
  ASSERT_EQ(tools(ui).measured.size(), 1u);
  ui.frames();
  EXPECT_EQ(ui.state("tool.last_length"), "600 mm");
  ui.key("U");
  EXPECT_EQ(ui.state("tool.last_length"), "60.0 cm");
  ui.click("tool.unit.3");
  ui.frames();
  EXPECT_EQ(ui.state("tool.last_length"), "1.98 자");
  ui.click("tool.unit.4");
  ui.frames();
  EXPECT_EQ(ui.state("tool.last_length"), "0.25 칸");
  look(ui, "tools_measure");
  ui.click("tool.measured.0");
  EXPECT_TRUE(tools(ui).measured.empty());
  ui.key("Esc");
  EXPECT_FALSE(tools(ui).measuring);
  EXPECT_EQ(ui.state("viewport"), "open") << "Escape puts the tool down first.";
}

TEST_F(UiTools, PartsAreFoundPickedIsolatedAndHidden) {
  UiHarness ui(options());
  open(ui);
  ui.key("P");
  ASSERT_TRUE(ui.has("part.0"));
  ASSERT_TRUE(ui.has("part.1"));
  // In the picture: the upper half is the jacket.
  ui.key("1");
  ASSERT_TRUE(ui.settle());
  const glm::vec2 jacket = seen(ui, {0.1f, 0.9f, 0.15f});
  ui.click_at("viewport.pane", jacket.x, jacket.y);
  ASSERT_TRUE(tools(ui).part);
  EXPECT_EQ(*tools(ui).part, 1u);
  look(ui, "tools_parts");
  ui.click("tool.isolate");
  EXPECT_THAT(view(ui).hidden_parts, ::testing::ElementsAre(0u));
  ui.key("Shift+H");
  EXPECT_TRUE(view(ui).hidden_parts.empty());
  ui.key("H");
  EXPECT_THAT(view(ui).hidden_parts, ::testing::ElementsAre(1u));
  ui.click("part.1.eye");
  EXPECT_TRUE(view(ui).hidden_parts.empty());
  ui.click("tool.parts.search");
  ui.type("skirt");
  EXPECT_TRUE(ui.has("part.0"));
  EXPECT_FALSE(ui.has("part.1"));
  ui.move_to_place("part.0", 20, 8);
  EXPECT_THAT(view(ui).marked_parts, ::testing::ElementsAre(0u))
      << "The row under the mouse shows in the picture.";
}

TEST_F(UiTools, MaterialsShowTheirMapsWithTheLayoutOverThem) {
  UiHarness ui(options());
  open(ui);
  ui.key("N");
  ASSERT_TRUE(ui.has("map.0")) << "The skirt's base color.";
  ui.click("map.0");
  ASSERT_TRUE(ui.wait_for([&] { return ui.state("tool.map") == "shown"; }, 60));
  ui.click("tool.map.channel.1");
  EXPECT_EQ(tools(ui).map.channel, 0);
  ui.click("tool.map.layout");
  ASSERT_TRUE(ui.settle());
  EXPECT_TRUE(tools(ui).map.layout);
  look(ui, "tools_material");
  ui.key("Shift+N");
  EXPECT_EQ(view(ui).mode, ShadingMode::Channel);
  EXPECT_EQ(view(ui).channel, Channel::BaseColor);
}

TEST_F(UiTools, TheLightStripShowsEveryLightAndAClickTakesIt) {
  UiHarness ui(options());
  open(ui);
  ui.key("Alt+L");
  ASSERT_TRUE(ui.settle());
  ASSERT_TRUE(ui.has("strip.light.tungsten"));
  look(ui, "tools_strip");
  ui.click("strip.light.tungsten");
  EXPECT_EQ(view(ui).light, "tungsten");
  ui.click("tool.light_strip");
  ui.frames();
  EXPECT_FALSE(ui.has("strip.light.tungsten"));
  ui.key("Shift+O");
  ASSERT_TRUE(ui.settle());
  ui.click("strip.turn.6");
  EXPECT_NEAR(std::abs(angles_of(ui.application().viewer().panes()[1].camera).azimuth_degrees), 180, 0.1);
}

}  // namespace
}  // namespace bandaji
