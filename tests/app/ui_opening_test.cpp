// Catalogs that are opened and that cannot be, what is kept for each of them, and graphics that
// are lost and made anew.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/vec4.hpp>

#include "tests/app/ui_tools_fixture.h"

namespace bandaji {
namespace {

using test::UiHarness;
using test::UiTools;

TEST_F(UiTools, ADriverThatGaveUpCostsOneSentence) {
  UiHarness ui({.catalog = catalog_});
  open(ui);
  const std::string selected = ui.state("selected");
  ui.restart_graphics();
  EXPECT_EQ(ui.state("notice"), text_of(Text::GraphicsRestarted, true));
  EXPECT_EQ(ui.state("selected"), selected);
  ASSERT_TRUE(ui.settle());
  const PaneView& pane = ui.application().viewer().panes()[1];
  EXPECT_EQ(pane.content, PaneView::Content::Model);
  EXPECT_NE(pane.picture.texture, 0u) << "The model is drawn again.";
}

TEST_F(UiTools, WhatWasOpenStaysOpenWhenAnotherCannotBeOpened) {
  UiHarness ui({.catalog = catalog_});
  const std::string first = ui.state("catalog"), shown = ui.state("shown");
  test::write_text(files_ / "broken.bandaji" / "catalog.sqlite", "this is no database");
  ui.application().handle({request::OpenCatalogAt{files_ / "broken.bandaji"}});
  ui.wait_opened();
  EXPECT_EQ(ui.state("catalog"), first);
  EXPECT_EQ(ui.state("shown"), shown);
  EXPECT_THAT(ui.state("notice"), ::testing::HasSubstr("broken.bandaji"));
}

TEST_F(UiTools, OpeningWhatIsOpenChangesNothing) {
  UiHarness ui({.catalog = catalog_});
  ui.key("Right");
  ASSERT_EQ(ui.state("selected"), "1");
  ui.application().handle({request::OpenCatalogAt{catalog_}});
  ui.wait_opened();
  EXPECT_EQ(ui.state("selected"), "1");
  EXPECT_FALSE(ui.session().read_only()) << "The lock is this window's own.";
}

TEST_F(UiTools, LightIsKeptForEachCatalog) {
  const auto other = files_ / "other.bandaji";
  ASSERT_TRUE(Library::create(other));
  UiHarness ui({.catalog = catalog_});
  open(ui);
  ViewSettings night = ui.application().viewer().view();
  night.light = "candle";
  night.light_kelvin = 2900;
  night.exposure_ev = 1.5f;
  night.tone_map = ToneMap::Agx;
  ui.application().handle({request::SetView{night}});
  ui.frames();
  ui.application().handle({request::OpenCatalogAt{other}});
  ui.wait_opened();
  EXPECT_EQ(ui.application().viewer().view().light, "studio") << "Another production, another light.";
  EXPECT_FLOAT_EQ(ui.application().viewer().view().exposure_ev, 0);
  ui.application().handle({request::OpenCatalogAt{catalog_}});
  ui.wait_opened();
  const ViewSettings& back = ui.application().viewer().view();
  EXPECT_EQ(back.light, "candle");
  EXPECT_FLOAT_EQ(back.light_kelvin, 2900);
  EXPECT_FLOAT_EQ(back.exposure_ev, 1.5f);
  EXPECT_EQ(back.tone_map, ToneMap::Agx);
}

TEST_F(UiTools, WhatWasFramedIsWholeInANarrowerPane) {
  UiHarness ui({.catalog = catalog_});
  open(ui);
  const auto overhang = [&] {  // How far the model's box reaches out of the picture, in shares of it.
    const PaneView& pane = ui.application().viewer().panes()[1];
    const auto box = ui.box("viewport.pane");
    float most = 0;
    for (int corner = 0; corner < 8; ++corner) {
      const glm::vec4 point(corner & 1 ? pane.bounds.max.x : pane.bounds.min.x,
                            corner & 2 ? pane.bounds.max.y : pane.bounds.min.y,
                            corner & 4 ? pane.bounds.max.z : pane.bounds.min.z, 1);
      const glm::vec4 seen =
          pane.camera.projection(box.width / box.height, pane.bounds) * pane.camera.view() * point;
      most = std::max({most, std::abs(seen.x / seen.w), std::abs(seen.y / seen.w)});
    }
    return most;
  };
  EXPECT_LT(overhang(), 1);
  const float before = ui.box("viewport.pane").width;
  ui.key("Shift+G");  // The panel of light is docked at the left.
  ASSERT_TRUE(ui.settle());
  ASSERT_LT(ui.box("viewport.pane").width, before * 0.8f);
  EXPECT_LT(overhang(), 1) << "Nothing is cut.";
}

}  // namespace
}  // namespace bandaji
