// Colorways as a stack of cards, models that turn, and what thumbnails are of.
#include <gtest/gtest.h>

#include "app/core/asset_picture.h"
#include "app/core/variants.h"
#include "db/record_edits.h"
#include "tests/app/ui_tools_fixture.h"

namespace bandaji {
namespace {

using test::UiHarness;
using test::UiTools;

class UiStack : public UiTools {
 protected:
  // The look gets two colorways of its own.
  UiStack() {
    auto library = Library::open(catalog_);
    EXPECT_TRUE(library);
    for (const Id& id : library->index().search({}).ids)
      if (const auto asset = library->catalog().asset(id); asset && asset->name_en == "look") look_ = id;
    EXPECT_FALSE(look_.empty());
    Change change;
    for (const char* name : {"쪽빛", "홍색"}) {
      Colorway colorway;
      colorway.id = new_id();
      colorway.asset = look_;
      colorway.name_ko = name;
      colorway.materials = "silk=#2C6E91";
      change.edits.push_back(make_record(colorway));
    }
    EXPECT_TRUE(library->catalog().apply(change));
  }

  Id look_;
};

TEST_F(UiStack, AnAssetWithColorwaysIsSpreadOutAndOneOfThemIsLookedAt) {
  UiHarness ui({.catalog = catalog_});
  ASSERT_TRUE(ui.settle());
  const std::string number = card(ui, "look").substr(std::string("asset.").size());
  ASSERT_TRUE(ui.has("stack.badge." + number));
  EXPECT_FALSE(ui.has("stack.badge." + card(ui, "chest").substr(std::string("asset.").size())));
  ui.click("stack.badge." + number);
  ASSERT_TRUE(ui.settle());
  ASSERT_EQ(ui.state("stack"), "3") << "As the file has it, and two colorways.";
  look(ui, "stack");
  ui.click("stack.2");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("viewport"), "open");
  EXPECT_EQ(ui.state("selected"), "1");
  EXPECT_EQ(ui.application().viewer().panes()[1].content, PaneView::Content::Model);
}

TEST_F(UiStack, TheStackIsSpreadOutByAKey) {
  UiHarness ui({.catalog = catalog_});
  ui.click(card(ui, "look"));
  ui.key("Alt+V");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("stack"), "3");
  ui.key("Esc");
  ASSERT_TRUE(ui.settle());
  EXPECT_EQ(ui.state("stack"), "");
}

TEST_F(UiStack, AModelTurnsUnderTheRestingMouseAndStopsWhenItLeaves) {
  UiHarness ui({.catalog = catalog_});
  ASSERT_TRUE(ui.settle());
  ui.move_to_place(card(ui, "look"), 60, 60);
  ASSERT_TRUE(ui.wait_for([&] { return ui.state("turning") == "2"; }));
  ui.move_to_place("search", 10, 10);
  ui.frames(2);
  EXPECT_EQ(ui.state("turning"), "");
  ASSERT_TRUE(ui.settle()) << "Nothing moves by itself any more.";
}

TEST_F(UiStack, AThumbnailIsAPictureUntilThatIsTakenBack) {
  auto library = Library::open(catalog_);
  ASSERT_TRUE(library);
  test::write_picture(files_ / "cover.png", 32, 32, 0x2E7D5B);
  ImportPlan plan;
  plan.paths = {files_ / "cover.png"};
  const auto rows = run_import(plan, library->files(), direct_import_catalog(*library));
  ASSERT_EQ(rows.size(), 1u);
  const Catalog& catalog = library->catalog();
  EXPECT_FALSE(thumbnail_source(catalog, look_).image);
  EXPECT_FALSE(set_asset_picture(catalog, look_, look_)) << "A model is no picture.";
  const auto made = set_asset_picture(catalog, look_, rows.front().id);
  ASSERT_TRUE(made) << made.error().message;
  ASSERT_TRUE(library->apply(*made));
  ASSERT_TRUE(thumbnail_source(catalog, look_).image);
  EXPECT_EQ(thumbnail_source(catalog, look_).image->asset_id, rows.front().id);
  EXPECT_EQ(thumbnail_sources(catalog).size(), 1u);
  EXPECT_NE(thumbnail_view(thumbnail_source(catalog, look_)), "");
  ASSERT_TRUE(library->apply(reset_asset_picture(catalog, look_)));
  EXPECT_FALSE(thumbnail_source(catalog, look_).image);
  ASSERT_TRUE(library->undo());
  EXPECT_TRUE(thumbnail_source(catalog, look_).image);
  // A picture that went into the trash is none any more.
  ASSERT_TRUE(library->apply({{SetTrashed{rows.front().id, true}}, "", ""}));
  EXPECT_FALSE(thumbnail_source(catalog, look_).image);
}

}  // namespace
}  // namespace bandaji
