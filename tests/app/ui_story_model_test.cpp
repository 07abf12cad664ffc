// The story in memory, without a window: kept in step it is what reading anew would give.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "app/ui/continuity/matrix_layout.h"
#include "app/ui/continuity/story_model.h"
#include "db/record_edits.h"
#include "db/record_reads.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::TemporaryFolder;
using ::testing::ElementsAre;

// Everything the matrix draws, as text.
std::string dump(const StoryModel& story) {
  std::string text;
  for (const Scene* scene : story.scenes()) {
    text += story.name(RecordType::StoryDay, scene->story_day, true) + " " +
            story.name(RecordType::Scene, scene->id, true) + ":";
    for (const Character* character : story.characters()) {
      const SceneLook* cell = story.cell(scene->id, character->id);
      const ConflictCount conflicts = story.conflicts_at(scene->id, character->id);
      if (cell) text += " " + character->name_ko + "=" + story.name(RecordType::Look, cell->look, true);
      if (conflicts.open + conflicts.waived > 0)
        text += "!" + std::to_string(conflicts.open) + "/" + std::to_string(conflicts.waived);
    }
    text += "\n";
  }
  for (const Conflict* conflict : story.conflicts()) text += conflict->sentence_ko + "\n";
  return text;
}

class Story : public ::testing::Test {
 protected:
  Story() : catalog_(*Catalog::create(folder_ / "이야기.bandaji")) {
    Episode episode;
    episode.number = 1;
    const Id first = add(episode);
    for (int i = 1; i <= 3; ++i) {
      StoryDay day;
      day.label = "D" + std::to_string(i);
      days.push_back(add(day));
    }
    for (int i = 1; i <= 12; ++i) {
      Scene scene;
      scene.episode = first;
      scene.number = std::to_string(i);
      scene.story_day = days[static_cast<std::size_t>(i - 1) / 4];
      scenes.push_back(add(scene));
    }
    for (const char* name : {"연희", "무진", "대비"}) {
      Character character;
      character.name_ko = name;
      characters.push_back(add(character));
      for (const char* number : {"1", "2", "10"}) {
        Look look;
        look.character = characters.back();
        look.number = number;
        looks.push_back(add(look));
      }
    }
    apply();
  }

  template <class T>
  Id add(T record) {
    record.id = new_id();
    change_.edits.push_back(make_record(record));
    return record.id;
  }
  void apply() {
    ASSERT_TRUE(catalog_.apply(change_));
    change_.edits.clear();
  }
  StoryModel read() {
    auto story = StoryModel::read(catalog_);
    EXPECT_TRUE(story);
    return std::move(*story);
  }
  CellRef cell(std::size_t scene, std::size_t character) const {
    return {scenes[scene], characters[character]};
  }
  void enter(const StoryModel& story, std::vector<CellText> texts) {
    change_ = enter_cells(catalog_, story, texts);
    apply();
  }

  TemporaryFolder folder_;
  Catalog catalog_;
  Change change_;
  std::vector<Id> days, scenes, characters, looks;
};

TEST_F(Story, KeptInStepIsWhatReadingAnewGives) {
  StoryModel story = read();
  std::mt19937 random(20261122);
  const auto pick = [&](const std::vector<Id>& ids) { return ids[random() % ids.size()]; };
  std::vector<Change> inverses;
  for (int i = 0; i < 120; ++i) {
    Change change;
    const CellRef at{pick(scenes), pick(characters)};
    switch (random() % 7) {
      case 0:
      case 1: {
        const std::vector<CellText> texts{{at, std::to_string(1 + random() % 3)}};
        change = enter_cells(catalog_, story, texts);
        break;
      }
      case 2:
        change = empty_cells(story, std::vector{at});
        break;
      case 3:
        change = set_in_cells(story, std::vector{at}, "end_condition", random() % 2 ? "cd_blood:2" : "");
        break;
      case 4:
        change.edits.push_back(SetRecordField{RecordType::Scene, pick(scenes), "story_day", pick(days)});
        break;
      case 5: {
        const std::pair one(RecordType::Scene, pick(scenes));
        const auto row = record_row(catalog_, RecordType::Scene, one.second);
        change = set_trashed(std::span(&one, 1), row && row->state == RecordState::Live);
        break;
      }
      default:
        if (inverses.empty()) break;
        change = inverses.back();
        inverses.pop_back();
        break;
    }
    const auto inverse = catalog_.apply(change);
    if (inverse && !inverse->edits.empty()) inverses.push_back(*inverse);
    ASSERT_TRUE(story.follow(catalog_));
    ASSERT_EQ(dump(story), dump(read())) << "after edit " << i;
  }
  EXPECT_GT(story.revision(), 50u);
}

TEST_F(Story, IsInOrderOfDaysNotOfNumbers) {
  change_.edits.push_back(SetRecordField{RecordType::Scene, scenes[10], "story_day", days[0]});
  change_.edits.push_back(SetRecordField{RecordType::Scene, scenes[0], "story_day", ""});
  apply();
  const StoryModel story = read();
  EXPECT_EQ(story.scenes().front()->number, "2");
  EXPECT_EQ(story.scenes()[3]->number, "11");
  EXPECT_EQ(story.scenes().back()->number, "1") << "A scene without a day has no place in the story.";
  EXPECT_EQ(story.looks_of(characters[0]).back()->number, "10") << "Numbers sort by value.";
}

TEST_F(Story, FiltersLeaveWhatFitsUnderItsDay) {
  StoryModel story = read();
  enter(story, {{cell(1, 0), "1"}, {cell(2, 0), "2"}});
  ASSERT_TRUE(story.follow(catalog_));
  MatrixLayout layout;
  layout.update(story, {});
  EXPECT_EQ(layout.scene_rows.size(), 12u);
  EXPECT_EQ(layout.rows.size(), 15u);
  layout.update(story, {.episode = {}, .day = days[1], .character = {}, .only_conflicts = false});
  EXPECT_EQ(layout.scene_rows.size(), 4u);
  layout.update(story, {.episode = {}, .day = {}, .character = characters[0], .only_conflicts = false});
  EXPECT_EQ(layout.scene_rows.size(), 2u);
  EXPECT_EQ(layout.columns.size(), 1u);
  for (std::size_t row = 0; row < layout.rows.size(); ++row)
    EXPECT_EQ(layout.first_below(layout.rows[row].top + 1), row);
}

TEST_F(Story, CellsGoThroughASpreadsheetUnchanged) {
  StoryModel story = read();
  enter(story, {{cell(0, 0), "1"}, {cell(0, 1), "-"}, {cell(1, 2), "10"}});
  ASSERT_TRUE(story.follow(catalog_));
  MatrixLayout layout;
  layout.update(story, {});
  const auto range = range_between(layout, cell(0, 0), cell(1, 2));
  ASSERT_TRUE(range);
  const std::string text = cells_as_text(layout, story, *range);
  EXPECT_EQ(text, "1\t-\t\n\t\t10\n");
  EXPECT_TRUE(enter_cells(catalog_, story, text_over_cells(layout, *range, text)).edits.empty())
      << "What is there already is not written again.";
  const auto corner = range_between(layout, cell(11, 2), cell(11, 2));
  ASSERT_TRUE(corner);
  EXPECT_EQ(text_over_cells(layout, *corner, "1\t2\n3\t4\n").size(), 1u)
      << "What reaches beyond is left out.";
  EXPECT_EQ(text_over_cells(layout, *range, "2\n").size(), 6u) << "A single value fills the range.";
}

TEST_F(Story, NumbersAreTakenAsPeopleWriteThem) {
  EXPECT_EQ(clean_change_number(" 2a "), "2A");
  EXPECT_EQ(clean_change_number("#3번"), "3");
  EXPECT_EQ(clean_change_number("번"), "번");
  StoryModel story = read();
  const std::vector<CellText> texts{{cell(0, 0), "4"}, {cell(1, 0), "4번"}, {cell(2, 0), ""}};
  EXPECT_THAT(missing_looks(story, texts), ElementsAre(MissingLook{characters[0], "4"}))
      << "One look, however often it is asked for.";
}

TEST_F(Story, AFirstPictureIsOfWhatIsSeenMost) {
  std::vector<Id> assets;
  for (int i = 0; i < 2; ++i) {
    Asset asset;
    asset.id = new_id();
    asset.kind = "ak_garment";
    asset.name_ko = "옷";
    change_.edits.push_back(AddAsset{asset});
    assets.push_back(asset.id);
  }
  LookItem item;
  item.look = looks[0];
  item.asset = assets[0];
  item.slot = "footwear";
  add(item);
  item.asset = assets[1];
  item.slot = "outer";
  add(item);
  apply();
  EXPECT_EQ(read().picture_of(looks[0]), assets[1]);
}

}  // namespace
}  // namespace bandaji
