// The vocabulary by hand and by keys: found, added to, retired, merged, and all taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/core/imports.h"
#include "assets/import/import_worker.h"
#include "db/studio_vocabulary.h"
#include "tests/app/ui_harness.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::UiHarness;

class UiVocabulary : public ::testing::Test {
 protected:
  UiVocabulary() {
    set_worker_program(BANDAJI_PROGRAM);
    catalog_ = files_ / "시험.bandaji";
    auto library = Library::create(catalog_);
    EXPECT_TRUE(library);
    for (const char* name : {"연희 장옷", "무영 장옷"}) {
      Asset asset;
      asset.id = new_id();
      asset.kind = "ak_garment";
      asset.name_ko = name;
      asset.fields["garment_type"] = "g_po_jangot";
      EXPECT_TRUE(library->catalog().apply({{AddAsset{asset}}, "", ""}));
    }
  }
  static void open(UiHarness& ui) {
    ui.settle();
    ui.key("Alt+T");
    ui.settle();
    ASSERT_TRUE(ui.has("vocabulary.search"));
  }
  static const Vocabulary& terms(UiHarness& ui) { return *ui.session().vocabulary(); }
  static void look(UiHarness& ui, const std::string& name) {
    if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
      ui.save_picture(std::filesystem::path(folder) / (name + ".png"));
  }
  test::TemporaryFolder files_;
  std::filesystem::path catalog_;
};

TEST_F(UiVocabulary, ATermIsFoundByItsInitialsAndAnotherAddedBelowIt) {
  UiHarness ui({.catalog = catalog_});
  open(ui);
  ui.type("ㅈㅇ");
  ui.settle();
  ASSERT_TRUE(ui.has("vocabulary.g_po_jangot"));
  look(ui, "vocabulary_search");
  ui.click("vocabulary.g_po_jangot");
  ui.settle();
  ui.click("vocabulary.add");
  ui.settle();
  ui.type("조각장옷");
  ui.click("vocabulary.new.en");
  ui.type("patchwork coat");
  ui.settle();
  look(ui, "vocabulary_add");
  ui.click("vocabulary.new.ok");
  ui.settle();
  const Term* added = find_term("garment", "조각장옷", terms(ui));
  ASSERT_NE(added, nullptr);
  EXPECT_EQ(added->parent, "g_po_jangot");
  EXPECT_TRUE(ui.has("vocabulary.field.ko")) << "it is what one looks at now";
  // Undo by its button, and the term is nowhere.
  ui.click("vocabulary.undo");
  ui.settle();
  EXPECT_EQ(find_term("garment", "조각장옷", terms(ui)), nullptr);
}

TEST_F(UiVocabulary, KeysWalkTheTreeRetireAndTakeBack) {
  UiHarness ui({.catalog = catalog_});
  open(ui);
  ui.type("장옷");
  ui.settle();
  ui.key("Down");  // The facet, then the way down to the term.
  for (int i = 0; i < 8 && !ui.has("vocabulary.retire"); ++i) {
    ui.key("Down");
    ui.settle();
  }
  ui.click("vocabulary.g_po_jangot");
  ui.settle();
  ui.key("Del");
  ui.settle();
  EXPECT_FALSE(terms(ui).find("g_po_jangot")->is_offered());
  look(ui, "vocabulary_retired");
  ui.key("Ctrl+Z");
  ui.settle();
  EXPECT_TRUE(terms(ui).find("g_po_jangot")->is_offered());
  ui.key("Esc");
  EXPECT_EQ(ui.state("dialog"), "0");
}

TEST_F(UiVocabulary, AMergeMovesTheUsesAndThePickersFollow) {
  UiHarness ui({.catalog = catalog_});
  auto made = edit_term(ui.session().library().catalog(), "g_po_jangot", {{"aliases", "쓰개장옷"}});
  ASSERT_TRUE(made);
  ASSERT_TRUE(ui.session().apply(*made));
  open(ui);
  ui.type("장옷");
  ui.settle();
  ui.click("vocabulary.g_po_jangot");
  ui.settle();
  ui.click("vocabulary.merge");
  ui.settle();
  ui.click("vocabulary.into");
  ui.settle();
  ui.type("당의");
  ui.settle();
  look(ui, "vocabulary_merge");
  ui.click("vocabulary.into.g_dangui");
  ui.settle();
  ui.click("vocabulary.merge.ok");
  ui.settle();
  EXPECT_EQ(terms(ui).current("g_po_jangot"), "g_dangui");
  const auto counts = count_term_uses(ui.session().library().catalog(), &ui.session().library().index());
  EXPECT_EQ(counts.at("g_dangui"), 2);
  EXPECT_EQ(counts.count("g_po_jangot"), 0U);
  ui.click("vocabulary.undo");
  ui.settle();
  EXPECT_EQ(count_term_uses(ui.session().library().catalog()).at("g_po_jangot"), 2);
}

class UiVocabularyOfMany : public UiVocabulary {
 protected:
  static constexpr int kMany = 12000;
  UiVocabularyOfMany() {
    auto library = Library::open(catalog_, {}, Library::Index::None);
    EXPECT_TRUE(library);
    Change many;
    for (int i = 0; i < kMany; ++i) {
      Asset asset;
      asset.id = new_id();
      asset.kind = "ak_garment";
      asset.name_ko = "장옷 " + std::to_string(i);
      asset.fields["garment_type"] = "g_po_jangot";
      many.edits.push_back(AddAsset{asset});
    }
    EXPECT_TRUE(library->catalog().apply(many));
  }
  // As the dialog asks for it; handled at once, so that the job has only begun.
  static std::uint64_t merge(UiHarness& ui) {
    open(ui);
    ui.application().handle({request::MergeTerms{"g_po_jangot", "g_dangui"}});
    return ui.application().jobs().status().back().id;
  }
  static std::int64_t uses(UiHarness& ui, const char* key) {
    const auto counts = count_term_uses(ui.session().library().catalog());
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
  }
};

TEST_F(UiVocabularyOfMany, AMergeOfThousandsGoesOnBesideTheWindowAndIsOneStep) {
  UiHarness ui({.catalog = catalog_});
  merge(ui);
  // What would have to wait is refused at once, and frames go on.
  EXPECT_TRUE(ui.session().library().is_held());
  const auto refused =
      ui.session().apply({{SetField{ui.session().result().ids[0], "name_ko", "새 이름"}}, "", ""});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Busy);
  ui.frames(1);
  EXPECT_TRUE(ui.has("vocabulary.writing.cancel"));
  look(ui, "vocabulary_writing");
  ui.settle();
  EXPECT_FALSE(ui.session().library().is_held());
  EXPECT_EQ(uses(ui, "g_dangui"), kMany + 2);
  EXPECT_EQ(ui.session().library().index().count_terms().at("g_dangui"), kMany + 2)
      << "the search has it too";
  ui.click("vocabulary.undo");
  ui.settle();
  EXPECT_EQ(uses(ui, "g_po_jangot"), kMany + 2);
  EXPECT_EQ(ui.session().library().index().count_terms().at("g_po_jangot"), kMany + 2);
  // An edit after that is an edit like any other.
  ASSERT_TRUE(ui.session().apply({{SetField{ui.session().result().ids[0], "name_ko", "새 이름"}}, "", ""}));
}

TEST_F(UiVocabularyOfMany, ACancelledMergeLeavesEverythingAsItWas) {
  UiHarness ui({.catalog = catalog_});
  const std::uint64_t job = merge(ui);
  ui.application().handle({request::CancelJob{job}});
  ui.settle();
  EXPECT_FALSE(ui.session().library().is_held());
  EXPECT_EQ(uses(ui, "g_po_jangot"), kMany + 2);
  EXPECT_TRUE(terms(ui).find("g_po_jangot")->is_offered());
  EXPECT_EQ(ui.session().library().catalog().undo_label(true), "");
}

TEST_F(UiVocabulary, IsReadInEnglishTooAndShowsTheAssetsOfATerm) {
  UiHarness ui({.catalog = catalog_, .korean = false});
  open(ui);
  ui.click("vocabulary.used");
  ui.settle();
  look(ui, "vocabulary_english");
  ui.click("vocabulary.g_po_jangot");
  ui.settle();
  ui.click("vocabulary.show");
  ui.settle();
  EXPECT_EQ(ui.state("query"), "garment_type:po_jangot");
  EXPECT_EQ(ui.state("shown"), "2");
}

}  // namespace
}  // namespace bandaji
