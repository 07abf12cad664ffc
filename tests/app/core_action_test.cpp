#include "app/core/action.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

namespace bandaji {
namespace {

std::vector<std::string> chords(std::string_view keys) {
  std::vector<std::string> all;
  while (!keys.empty()) {
    const auto bar = keys.find('|');
    all.emplace_back(keys.substr(0, bar));
    keys = bar == std::string_view::npos ? std::string_view() : keys.substr(bar + 1);
  }
  return all;
}

TEST(Actions, AreEachListedOnceWithTitlesInBothLanguages) {
  std::set<std::string_view> ids;
  for (const ActionInfo& entry : actions()) {
    EXPECT_TRUE(ids.insert(entry.id).second) << entry.id;
    EXPECT_FALSE(entry.ko.empty()) << entry.id;
    EXPECT_FALSE(entry.en.empty()) << entry.id;
    EXPECT_EQ(&info(entry.action), &entry);
    EXPECT_EQ(find_action(entry.id), entry.action);
  }
  EXPECT_EQ(actions().size(), static_cast<std::size_t>(Action::Count_));
  EXPECT_FALSE(find_action("view.nothing"));
}

TEST(Actions, ShareNoKeyWithinAWorkspace) {
  // What is done with cells of the continuity matrix, and with pieces of looks and sets, is heard there
  // alone; UiKeys tests what is heard together.
  const auto room = [](const ActionInfo& entry) {
    return entry.group == ActionGroup::Story ? 1 : entry.group == ActionGroup::Looks ? 2 : 0;
  };
  for (int one = 0; one < 3; ++one) {
    std::map<std::string, std::string_view> owner;
    for (const ActionInfo& entry : actions()) {
      if (room(entry) != one) continue;
      for (const std::string& chord : chords(entry.keys)) {
        EXPECT_TRUE(owner.emplace(chord, entry.id).second)
            << chord << " is of " << owner[chord] << " and " << entry.id;
      }
    }
  }
}

TEST(Actions, HaveTheKeysThatPeopleWereTold) {
  const std::map<std::string, std::string> told{{"view.search", "Ctrl+K"},
                                                {"view.palette", "Ctrl+P"},
                                                {"help.keys", "?"},
                                                {"file.import", "Ctrl+I"},
                                                {"edit.undo", "Ctrl+Z"},
                                                {"edit.trash", "Del"},
                                                {"view.front", "1"},
                                                {"view.right", "3"},
                                                {"view.top", "7"},
                                                {"view.iso", "9"},
                                                {"view.orthographic", "5"},
                                                {"picture.wireframe", "W"},
                                                {"picture.ground", "G"},
                                                {"picture.next_light", "L"},
                                                {"file.clean_picture", "F12"},
                                                {"edit.rename", "F2"},
                                                {"decision.approve", "Ctrl+Enter"},
                                                {"view.sides", "Tab"},
                                                {"view.next", "Ctrl+Right"}};
  for (const auto& [id, keys] : told) {
    const auto action = find_action(id);
    ASSERT_TRUE(action) << id;
    EXPECT_EQ(chords(info(*action).keys).at(0), keys) << id;
  }
}

}  // namespace
}  // namespace bandaji
