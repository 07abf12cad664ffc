// Records of every type, collections, saved searches and own fields, by hand and by keys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "assets/import/import_worker.h"
#include "db/record_edits.h"
#include "db/record_reads.h"
#include "tests/app/ui_harness.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::UiHarness;

class UiRecords : public ::testing::Test {
 protected:
  UiRecords() {
    set_worker_program(BANDAJI_PROGRAM);
    catalog_ = files_ / "시험.bandaji";
    auto library = Library::create(catalog_);
    EXPECT_TRUE(library);
    for (const char* name : {"연희 당의", "무영 도포"}) {
      Asset asset;
      asset.id = new_id();
      asset.kind = "ak_garment";
      asset.name_ko = name;
      EXPECT_TRUE(library->catalog().apply({{AddAsset{asset}}, "", ""}));
    }
    CustomField field;
    field.applies_to = "ak_garment";
    field.name_ko = "다림질";
    field.sort = "choice";
    field.choices = "약하게;세게";
    CustomField hats = field;
    hats.applies_to = "ak_headwear";
    hats.name_ko = "양태";
    Location place;
    place.name = "의상 창고";
    EXPECT_TRUE(
        library->catalog().apply({{make_record(field), make_record(hats), make_record(place)}, "", ""}));
  }
  static void choose(UiHarness& ui, const std::string& name) {
    ui.settle();
    for (const Id& id : ui.session().result().ids) {
      const AssetSummary* asset = ui.session().library().index().summary(id);
      if (asset && asset->name_ko == name)
        ui.application().handle({request::Select{id, request::SelectMode::Only}});
    }
    ui.settle();
  }
  static const Catalog& catalog(UiHarness& ui) { return ui.session().library().catalog(); }
  static void look(UiHarness& ui, const std::string& name) {
    if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
      ui.save_picture(std::filesystem::path(folder) / (name + ".png"));
  }
  test::TemporaryFolder files_;
  std::filesystem::path catalog_;
};

TEST_F(UiRecords, ACopyIsAddedPutAwayThrownAwayAndBroughtBack) {
  UiHarness ui({.catalog = catalog_});
  choose(ui, "연희 당의");
  ui.key("Alt+R");
  ui.settle();
  ASSERT_TRUE(ui.has("records.type.unit"));
  ui.click("records.type.unit");
  ui.settle();
  ui.key("Insert");
  ui.settle();
  ui.click("records.new.number");
  ui.type("1");
  ui.settle();
  look(ui, "records_new");
  ui.click("records.new.ok");
  ui.settle();
  auto units = live_records<Unit>(catalog(ui));
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(catalog(ui).asset(units[0].asset)->name_ko, "연희 당의") << "of the asset in focus";
  ui.click("records.field.location");
  ui.type("의상 창고");
  ui.key("Enter");
  ui.settle();
  look(ui, "records_unit");
  units = live_records<Unit>(catalog(ui));
  EXPECT_EQ(record<Location>(catalog(ui), units[0].location)->name, "의상 창고");
  ui.click("records.bin");
  ui.settle();
  EXPECT_TRUE(live_records<Unit>(catalog(ui)).empty());
  ui.click("records.trash");
  ui.settle();
  ASSERT_TRUE(ui.has("records.row.0"));
  ui.click("records.row.0");
  ui.settle();
  look(ui, "records_trash");
  ui.key("Del");
  ui.settle();
  EXPECT_EQ(live_records<Unit>(catalog(ui)).size(), 1U);
  ui.key("Ctrl+Z");
  ui.settle();
  EXPECT_TRUE(live_records<Unit>(catalog(ui)).empty());
}

TEST_F(UiRecords, WhatIsNamedWronglySaysSo) {
  UiHarness ui({.catalog = catalog_});
  ui.settle();
  ui.key("Alt+R");
  ui.settle();
  ui.scroll_to("records.type.unit", "records.type.relation");
  ui.click("records.type.relation");
  ui.settle();
  ui.key("Insert");
  ui.settle();
  ui.click("records.new.subject");
  ui.type("없는 것");
  ui.click("records.new.ok");
  ui.settle();
  EXPECT_TRUE(live_records<Relation>(catalog(ui)).empty());
  EXPECT_TRUE(ui.has("records.new.ok")) << "what was typed is still there";
}

TEST_F(UiRecords, ASearchIsSavedAndACollectionFilled) {
  UiHarness ui({.catalog = catalog_});
  choose(ui, "무영 도포");
  ui.application().handle({request::SetQuery{"도포"}});
  ui.settle();
  ui.click("collections.save");
  ui.settle();
  ui.key("Enter");
  ui.settle();
  auto collections = live_records<Collection>(catalog(ui));
  ASSERT_EQ(collections.size(), 1U);
  EXPECT_EQ(collections[0].query, "도포");
  ui.click("facets.all");
  ui.settle();
  EXPECT_EQ(ui.state("shown"), "2");
  ui.click("collection.도포");
  ui.settle();
  EXPECT_EQ(ui.state("shown"), "1");
  look(ui, "collections");

  ui.click("facets.all");
  ui.settle();
  ui.click("collections.save");  // Without a search: an empty collection.
  ui.settle();
  ui.key("Enter");
  ui.settle();
  collections = live_records<Collection>(catalog(ui));
  ASSERT_EQ(collections.size(), 2U);
  choose(ui, "연희 당의");
  ui.click("collection." + collections[1].name_ko, 1);
  ui.settle();
  ui.click("collection." + collections[1].id + ".menu.put");
  ui.settle();
  ui.click("collection." + collections[1].name_ko);
  ui.settle();
  EXPECT_EQ(ui.state("shown"), "1");
  EXPECT_EQ(live_records<CollectionItem>(catalog(ui)).size(), 1U);
}

TEST_F(UiRecords, OwnFieldsOfTheKindAreInTheInspector) {
  UiHarness ui({.catalog = catalog_});
  choose(ui, "연희 당의");
  ui.scroll_to("field.name_ko", "own.다림질");
  ASSERT_TRUE(ui.has("own.다림질"));
  EXPECT_FALSE(ui.has("own.양태")) << "that is for hats";
  ui.click("own.다림질");
  ui.settle();
  ui.click("own.다림질.세게");
  ui.settle();
  const auto values = live_records<CustomValue>(catalog(ui));
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0].value, "세게");
  look(ui, "own_fields");
}

}  // namespace
}  // namespace bandaji
