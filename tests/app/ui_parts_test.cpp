// The parts of the window that draw nothing: words, keys, places in a grid, selection.
#include <GLFW/glfw3.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "app/ui/grid_layout.h"
#include "app/ui/icons.h"
#include "app/ui/keys.h"
#include "app/ui/selection.h"
#include "app/ui/session.h"
#include "app/ui/text.h"
#include "assets/text.h"

namespace bandaji {
namespace {

std::vector<std::string> placeholders(const std::string& text) {
  static const std::regex pattern(R"(\{[^}]*\})");
  return {std::sregex_token_iterator(text.begin(), text.end(), pattern), std::sregex_token_iterator()};
}

TEST(UiText, EveryEntryHasWordsInBothLanguages) {
  ASSERT_GT(text_count(), 100u);
  for (std::size_t i = 0; i < text_count(); ++i) {
    const TextEntry& entry = text_entry(i);
    EXPECT_STRNE(entry.ko, "") << entry.name;
    EXPECT_STRNE(entry.en, "") << entry.name;
    EXPECT_EQ(to_nfc(entry.ko), entry.ko) << entry.name;
  }
}

TEST(UiText, BothLanguagesAreFilledInAlike) {
  for (std::size_t i = 0; i < text_count(); ++i)
    EXPECT_EQ(placeholders(text_entry(i).ko), placeholders(text_entry(i).en)) << text_entry(i).name;
}

TEST(UiText, NamesAreUnique) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < text_count(); ++i)
    EXPECT_TRUE(names.insert(text_entry(i).name).second) << text_entry(i).name;
}

TEST(UiKeys, EveryDefaultKeyIsReadAndWrittenTheSame) {
  for (const ActionInfo& entry : actions())
    for (const Chord& chord : parse_chords(entry.keys))
      EXPECT_NE(std::string(entry.keys).find(chord_text(chord)), std::string::npos) << entry.id;
  EXPECT_EQ(parse_chords("Ctrl+Shift+Z|Ctrl+Y").size(), 2u);
  EXPECT_EQ(parse_chords("F|F11").size(), 2u);
}

TEST(UiKeys, NoDefaultKeyIsUnreadable) {
  for (const ActionInfo& entry : actions()) {
    const auto bars = std::count(entry.keys.begin(), entry.keys.end(), '|');
    EXPECT_EQ(parse_chords(entry.keys).size(), entry.keys.empty() ? 0u : static_cast<std::size_t>(bars) + 1)
        << entry.id;
  }
}

TEST(UiKeys, DefaultKeysDoNotConflict) {
  const KeyTable keys{Preferences()};
  for (const auto& [a, b] : keys.conflicts())
    ADD_FAILURE() << info(a).id << " and " << info(b).id << " share a key.";
}

TEST(UiKeys, AChangedKeyIsHeardAndTheOldOneIsNot) {
  Preferences preferences;
  preferences.keys["view.search"] = "Ctrl+F";
  const KeyTable keys(preferences);
  EXPECT_EQ(keys.find(*parse_chord("Ctrl+F"), KeyContext::Library), Action::Search);
  EXPECT_EQ(keys.find(*parse_chord("Ctrl+K"), KeyContext::Library), std::nullopt);
  EXPECT_EQ(keys.first_key(Action::Search), "Ctrl+F");
}

TEST(UiKeys, AKeyGivenTwiceIsAConflict) {
  Preferences preferences;
  preferences.keys["view.search"] = "Ctrl+P";
  const KeyTable keys(preferences);
  ASSERT_EQ(keys.conflicts().size(), 1u);
  EXPECT_EQ(keys.conflicts().front().first, Action::Search);
  EXPECT_EQ(keys.conflicts().front().second, Action::CommandPalette);
}

TEST(UiKeys, ViewKeysAreHeardOnlyInTheViewport) {
  const KeyTable keys{Preferences()};
  EXPECT_EQ(keys.find(*parse_chord("1"), KeyContext::Viewport), Action::ViewFront);
  EXPECT_EQ(keys.find(*parse_chord("1"), KeyContext::Library), std::nullopt);
  EXPECT_EQ(keys.find(*parse_chord("Ctrl+A"), KeyContext::Library), Action::SelectAll);
  EXPECT_EQ(keys.find(*parse_chord("Ctrl+A"), KeyContext::Viewport), std::nullopt);
}

TEST(UiKeys, NonsenseIsNoChord) {
  EXPECT_FALSE(parse_chord(""));
  EXPECT_FALSE(parse_chord("Hyper+K"));
  EXPECT_FALSE(parse_chord("Ctrl+"));
  EXPECT_FALSE(parse_chord("글"));
}

TEST(UiGrid, ThePointInACellFindsThatCell) {
  const GridLayout grid = lay_out_grid(1000, 1180, 180, 60, 12, 20);
  ASSERT_GT(grid.columns, 3u);
  for (const std::size_t index :
       {std::size_t{0}, std::size_t{1}, grid.columns, std::size_t{517}, std::size_t{999}}) {
    const GridLayout::Point cell = grid.cell(index);
    EXPECT_EQ(grid.at(cell.x + 1, cell.y + 1), index);
    EXPECT_EQ(grid.at(cell.x + static_cast<double>(grid.cell_width) - 1,
                      cell.y + static_cast<double>(grid.cell_height) - 1),
              index);
  }
  EXPECT_EQ(grid.at(1, 1), grid.count) << "The margin is no cell.";
  EXPECT_EQ(grid.at(grid.cell(0).x + static_cast<double>(grid.cell_width) + 3, 30), grid.count)
      << "The gap is no cell.";
}

TEST(UiGrid, OnlyTheRowsOnScreenAreDrawnOfAMillion) {
  const GridLayout grid = lay_out_grid(1'000'000, 1180, 180, 60, 12, 20);
  const GridLayout::Range range = grid.visible(grid.total_height / 2, grid.total_height / 2 + 800);
  EXPECT_LE(range.last - range.first, grid.columns * 6);
  EXPECT_GE(range.last - range.first, grid.columns * 3);
  // Every cell that touches the view is in it, and its neighbours are not.
  EXPECT_GE(grid.cell(range.first).y + static_cast<double>(grid.cell_height + grid.gap),
            grid.total_height / 2);
  EXPECT_GE(grid.cell(range.last).y, grid.total_height / 2 + 800 - static_cast<double>(grid.margin));
}

TEST(UiGrid, TheLastRowEndsTheContent) {
  const GridLayout grid = lay_out_grid(10, 1180, 180, 60, 12, 20);
  const double bottom = grid.cell(9).y + static_cast<double>(grid.cell_height + grid.margin);
  EXPECT_NEAR(grid.total_height, bottom, 0.5);
}

TEST(UiGrid, ArrowsStopAtTheEdges) {
  const GridLayout grid = lay_out_grid(11, 1000, 180, 60, 12, 20);
  const std::size_t columns = grid.columns;
  EXPECT_EQ(grid.move(0, -1, 0), 0u);
  EXPECT_EQ(grid.move(10, 1, 0), 10u);
  EXPECT_EQ(grid.move(1, 0, -1), 1u);
  EXPECT_EQ(grid.move(1, 0, 1), 1 + columns);
  EXPECT_EQ(grid.move(2, 0, 100), 10u);
  EXPECT_EQ(grid.move(9, 0, -100), 0u);
}

TEST(UiGrid, ScrollingToACellMovesNoFurtherThanNeeded) {
  const GridLayout grid = lay_out_grid(1000, 1180, 180, 60, 12, 20);
  EXPECT_EQ(grid.scroll_to(0, 0, 800), 0);
  const double down = grid.scroll_to(500, 0, 800);
  EXPECT_GT(down, 0);
  EXPECT_LE(grid.cell(500).y + static_cast<double>(grid.cell_height), down + 800);
  EXPECT_EQ(grid.scroll_to(500, down, 800), down) << "It is on screen already.";
}

TEST(UiGrid, NothingIsDrawnOfNothing) {
  const GridLayout grid = lay_out_grid(0, 1180, 180, 60, 12, 20);
  EXPECT_EQ(grid.visible(0, 800).last, 0u);
  EXPECT_EQ(grid.at(100, 100), 0u);
  EXPECT_EQ(grid.move(0, 1, 1), 0u);
}

TEST(UiSelection, ShiftSelectsFromTheAnchor) {
  const std::vector<Id> order{"a", "b", "c", "d", "e"};
  Selection selection;
  selection.only("b");
  selection.range(order, "d", false);
  EXPECT_EQ(selection.in_order(order), (std::vector<Id>{"b", "c", "d"}));
  selection.range(order, "a", false);
  EXPECT_EQ(selection.in_order(order), (std::vector<Id>{"a", "b"}))
      << "The anchor stays where the selection began.";
}

TEST(UiSelection, SurvivesWhatTheResultNoLongerShows) {
  Selection selection;
  selection.only("a");
  selection.toggle("c");
  EXPECT_EQ(selection.in_order(std::vector<Id>{"b", "c"}), (std::vector<Id>{"c", "a"}));
  EXPECT_EQ(selection.size(), 2u);
}

TEST(UiSelection, ControlTakesOutAgain) {
  Selection selection;
  selection.only("a");
  selection.toggle("b");
  selection.toggle("a");
  EXPECT_EQ(selection.size(), 1u);
  EXPECT_EQ(selection.focus(), "b");
  selection.toggle("b");
  EXPECT_TRUE(selection.empty());
  EXPECT_EQ(selection.focus(), "");
}

TEST(UiQuery, ATermIsPutInOnceAndTakenOut) {
  EXPECT_EQ(toggled_query("붉은 치마", "kind:garment", true), "붉은 치마 kind:garment");
  EXPECT_EQ(toggled_query("붉은 kind:garment 치마", "kind:garment", true), "붉은 kind:garment 치마");
  EXPECT_EQ(toggled_query("붉은 kind:garment 치마", "kind:garment", false), "붉은 치마");
}

TEST(UiQuery, QuotedTermsWithSpacesAreOneWord) {
  EXPECT_EQ(toggled_query("tag:\"본 촬영\" 치마", "tag:\"본 촬영\"", false), "치마");
}

TEST(UiQuery, AFilterWrittenByHandIsTakenOutByItsField) {
  EXPECT_EQ(toggled_query("kind:의상 치마", "kind:garment", false), "치마");
}

}  // namespace
}  // namespace bandaji
