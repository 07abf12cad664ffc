// Records of every type, collections, saved searches and own fields, by hand and by keys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "app/ui/looks/record_rows.h"
#include "assets/import/import_worker.h"
#include "db/record_edits.h"
#include "db/record_reads.h"
#include "tests/app/ui_harness.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::UiHarness;

TEST(RecordWords, EveryWordToChooseFromIsCalledSomethingInKorean) {
  for (const RecordDescription& description : all_record_descriptions())
    for (const RecordColumn& column : description.columns) {
      if (column.kind != ColumnKind::OneOf || column.name == "paper") continue;  // A4 is A4.
      std::string_view rest = column.detail;
      while (!rest.empty()) {
        const std::string_view word = rest.substr(0, rest.find(';'));
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        EXPECT_NE(rows::word_label(word, true), word) << description.name << '.' << column.name;
      }
    }
}

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
  ui.settle();
  ui.type("의상 창고");
  ui.settle();
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

TEST_F(UiRecords, OwnFieldsOfAnyTypeOfRecordAreInItsFormAndFoundByItsSearch) {
  UiHarness ui({.catalog = catalog_});
  ui.settle();
  ui.key("Alt+R");
  ui.settle();
  ui.scroll_to("records.type.unit", "records.type.custom_field");
  ui.click("records.type.custom_field");
  ui.settle();
  ui.click("records.add");
  ui.settle();
  ui.click("records.new.applies_to");
  ui.settle();
  ui.scroll_to("records.new.applies_to.asset", "records.new.applies_to.location");
  ui.click("records.new.applies_to.location");
  ui.settle();
  ui.click("records.new.name_ko");
  ui.type("열쇠");
  ui.click("records.new.ok");
  ui.settle();
  ui.wheel("records.type.custom_field", 40);
  ui.click("records.type.location");
  ui.settle();
  ui.click("records.row.0");
  ui.settle();
  ASSERT_TRUE(ui.has("own.location.열쇠"));
  ui.click("own.location.열쇠");
  ui.type("둘째 서랍");
  ui.key("Enter");
  ui.settle();
  look(ui, "own_fields_of_a_place");
  const auto values = live_records<CustomValue>(catalog(ui));
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0].value, "둘째 서랍");
  ui.click("records.search");
  ui.type("서랍");
  ui.settle();
  EXPECT_TRUE(ui.has("records.row.0"));
  ui.key("Esc");
  ASSERT_TRUE(ui.session().undo());
  EXPECT_TRUE(live_records<CustomValue>(catalog(ui)).empty());
}

TEST_F(UiRecords, TheSearchFollowsOwnFieldsAsTheyAreWrittenAndTakenBack) {
  UiHarness ui({.catalog = catalog_});
  choose(ui, "연희 당의");
  const auto field = live_records<CustomField>(catalog(ui))[0];
  const Id dangui = ui.session().details()->asset.id;
  const auto found = [&](const char* query) {
    return ui.session().library().index().search({query}).ids.size();
  };
  EXPECT_EQ(found("세게"), 0U);
  ASSERT_TRUE(ui.session().apply(*set_custom_value(catalog(ui), field.id, dangui, "세게")));
  EXPECT_EQ(found("세게"), 1U);
  ASSERT_TRUE(ui.session().undo());
  EXPECT_EQ(found("세게"), 0U);
  ASSERT_TRUE(ui.session().redo());
  EXPECT_EQ(found("세게"), 1U);
  const auto fresh = AssetIndex::build(catalog(ui));
  ASSERT_TRUE(fresh);
  EXPECT_EQ(fresh->search({"세게"}).ids.size(), 1U);
  ASSERT_TRUE(ui.session().apply(
      {{SetRecordState{RecordType::CustomField, field.id, RecordState::Trashed}}, "", ""}));
  EXPECT_EQ(found("세게"), 0U) << "the field is in the trash, and its values with it";
}

TEST_F(UiRecords, AssetsAreDraggedOntoACollectionTogetherInOneStep) {
  {
    auto library = Library::open(catalog_, {}, Library::Index::None);
    ASSERT_TRUE(library);
    Collection folder, saved;
    folder.name_ko = "3회 의상";
    saved.name_ko = "승인";
    saved.query = "status:approved";
    ASSERT_TRUE(library->catalog().apply({{make_record(folder), make_record(saved)}, "", ""}));
  }
  UiHarness ui({.catalog = catalog_});
  ui.settle();
  const auto drag_to = [&](const std::string& from, const std::string& to) {
    const auto a = ui.box(from), b = ui.box(to);
    ui.drag(from, static_cast<float>(b.x - a.x) + static_cast<float>(b.width - a.width) / 2,
            static_cast<float>(b.y - a.y) + static_cast<float>(b.height - a.height) / 2);
    ui.settle();
  };
  const auto in_collection = [&] { return live_records<CollectionItem>(catalog(ui)).size(); };
  // One that is not selected goes alone.
  drag_to("asset.C-0001", "collection.3회 의상");
  EXPECT_EQ(in_collection(), 1U);
  ASSERT_TRUE(ui.session().undo());
  ui.settle();
  EXPECT_EQ(in_collection(), 0U);
  // All that are selected go together, and stay selected.
  ui.key("Ctrl+A");
  ui.settle();
  drag_to("asset.C-0002", "collection.3회 의상");
  EXPECT_EQ(in_collection(), 2U);
  EXPECT_EQ(ui.state("selected"), "2");
  drag_to("asset.C-0001", "collection.3회 의상");
  EXPECT_THAT(ui.state("notice"), testing::HasSubstr("이미"));
  EXPECT_EQ(in_collection(), 2U);
  ASSERT_TRUE(ui.session().undo());
  ui.settle();
  EXPECT_EQ(in_collection(), 0U) << "one step";
  drag_to("asset.C-0002", "collection.승인");
  EXPECT_EQ(in_collection(), 0U) << "what a search finds is not put there by hand";
  // From the list, too.
  ui.key("Alt+2");
  ui.settle();
  drag_to("asset.C-0002", "collection.3회 의상");
  EXPECT_EQ(in_collection(), 2U);
}

TEST_F(UiRecords, PlacesAreATreeThatIsFoldedAndMovedByHand) {
  Id room, rack;
  {
    auto library = Library::open(catalog_, {}, Library::Index::None);
    ASSERT_TRUE(library);
    const Catalog& held = library->catalog();
    Location a, b, c;
    a.id = room = new_id();
    a.name = "1호실";
    a.parent = live_records<Location>(held)[0].id;  // "의상 창고"
    b.id = rack = new_id();
    b.name = "행거 2";
    b.parent = room;
    c.name = "촬영장";
    Unit unit;
    unit.asset = *held.resolve("C-0001");
    unit.number = "1";
    unit.location = rack;
    unit.condition = "cd_clean";
    ASSERT_TRUE(library->catalog().apply(
        {{make_record(a), make_record(b), make_record(c), make_record(unit)}, "", ""}));
  }
  UiHarness ui({.catalog = catalog_});
  ui.settle();
  ui.key("Alt+R");
  ui.settle();
  ui.click("records.type.location");
  ui.settle();
  look(ui, "places");
  const auto rows = [&] {
    int count = 0;
    while (ui.has("records.row." + std::to_string(count))) ++count;
    return count;
  };
  EXPECT_EQ(rows(), 4);
  EXPECT_EQ(ui.state("records.units.0"), "1") << "what lies within counts";
  ui.click("records.branch.0");
  ui.settle();
  EXPECT_EQ(rows(), 2);
  ui.click("records.branch.0");
  ui.settle();
  ASSERT_EQ(rows(), 4);
  // A place is moved onto another; into itself it cannot be.
  const auto drag_to = [&](const std::string& from, const std::string& to) {
    const auto a = ui.box(from), b = ui.box(to);
    ui.drag(from, 0, b.y - a.y + (b.height - a.height) / 2);
    ui.settle();
  };
  drag_to("records.row.0", "records.row.2");
  EXPECT_THAT(ui.state("notice"), testing::HasSubstr("자기 자신"));
  EXPECT_EQ(record<Location>(catalog(ui), room)->parent, live_records<Location>(catalog(ui))[0].id);
  drag_to("records.row.1", "records.row.3");
  const auto moved = record<Location>(catalog(ui), room);
  EXPECT_EQ(record<Location>(catalog(ui), moved->parent)->name, "촬영장");
  ui.click("records.undo");
  ui.settle();
  EXPECT_EQ(record<Location>(catalog(ui), record<Location>(catalog(ui), room)->parent)->name, "의상 창고");
  // Chosen from the tree.
  ui.click("records.row.2");
  ui.settle();
  ui.click("records.field.parent");
  ui.settle();
  ui.click("records.field.parent.none");
  ui.settle();
  EXPECT_EQ(record<Location>(catalog(ui), rack)->parent, "");
  // The condition of a copy is chosen, and shown as what it is called.
  ui.click("records.type.unit");
  ui.settle();
  ui.click("records.row.0");
  ui.settle();
  ASSERT_TRUE(ui.has("records.field.condition.chip.cd_clean"));
  ui.click("records.field.condition");
  ui.settle();
  ui.type("먼지");
  ui.settle();
  ui.key("Enter");
  ui.settle();
  look(ui, "unit_condition");
  EXPECT_EQ(live_records<Unit>(catalog(ui))[0].condition, "cd_clean;cd_dust");
}

}  // namespace
}  // namespace bandaji
