// A look is composed from imported models in the real window, by clicks and keys, then all
// of it undone and redone; the catalog says what came of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/e2e/window_driver.h"
#include "tests/support/model_files.h"

namespace bandaji {
namespace {

using Json = nlohmann::json;
using test::ProgramResult;
using test::TemporaryFolder;
using test::WindowDriver;

class LooksWindow : public ::testing::Test {
 protected:
  ProgramResult bandaji(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--catalog", catalog_.string(), "--json"});
    test::ProgramOptions options;
    options.environment = {{"XDG_CONFIG_HOME", (folder_ / "config").string()}, {"DISPLAY", ""}};
    return test::run_program(BANDAJI_PROGRAM, arguments, options);
  }
  Json one(std::vector<std::string> arguments) const {
    const ProgramResult result = bandaji(std::move(arguments));
    EXPECT_EQ(result.status, 0) << result.err;
    return Json::parse(result.out.substr(0, result.out.find('\n')), nullptr, false);
  }
  // The pieces of the look in their order, as "name slot hidden variant".
  std::vector<std::string> pieces() const {
    std::vector<std::string> found;
    const Json look = one({"look", "show", "Yeonhui 1"});
    for (const Json& item : look["items"])
      found.push_back(item["asset_name"].get<std::string>() + (item["hidden"] == true ? " hidden" : "") +
                      (item["variant"].get<std::string>().empty() ? "" : " colored"));
    return found;
  }

  TemporaryFolder folder_;
  std::filesystem::path catalog_ = folder_ / "show.bandaji";
};

TEST_F(LooksWindow, ALookIsComposedByClicksAndKeysAndAllOfItUndoneAndRedone) {
  ASSERT_EQ(bandaji({"init", catalog_.string()}).status, 0);
  for (const auto& [name, height] :
       {std::pair{"figure", 1.7}, {"jeogori", 0.5}, {"chima", 1.0}, {"coat", 1.3}})
    test::write_obj_box(folder_ / "in" / (std::string(name) + ".obj"), 0.5, height, 0.3);
  ASSERT_EQ(bandaji({"import", (folder_ / "in").string()}).status, 0);
  ASSERT_EQ(bandaji({"record", "add", "character", "name_ko=Yeonhui"}).status, 0);
  {
    WindowDriver window(catalog_, folder_ / "config");
    ASSERT_TRUE(window.wait_state("shown", "4"));
    window.click("workspace.looks");
    ASSERT_TRUE(window.wait_state("workspace", "looks"));
    window.key("n");
    ASSERT_TRUE(window.wait_state("look_items", "0"));
    ASSERT_TRUE(window.wait_widget("looks.add"));
    // Three pieces: by key, by button, and from the list with the mouse.
    const auto search = [&](const char* words) {
      ASSERT_TRUE(window.wait_state("input", "looks.add.search"));
      window.type(words);
    };
    window.key("a");
    search("jeogori");
    window.key("Return");
    ASSERT_TRUE(window.wait_state("look_items", "1"));
    window.click("looks.add");
    search("chima");
    window.key("Return");
    ASSERT_TRUE(window.wait_state("look_items", "2"));
    window.key("a");
    search("coat");
    ASSERT_TRUE(window.wait_widget("looks.add.0"));
    window.key("Return");
    ASSERT_TRUE(window.wait_state("look_items", "3"));
    ASSERT_TRUE(window.wait_state("composed", "yes"));
    // The coat goes to the top of the list, the skirt is hidden.
    window.key("alt+Up");
    window.key("alt+Up");
    ASSERT_TRUE(window.wait_rest());
    window.click("looks.eye.2");
    ASSERT_TRUE(window.wait_rest());
    // A colorway for the coat, a condition stage for the look.
    window.click("looks.colorway.new");
    ASSERT_TRUE(window.wait_widget("looks.variant.0"));
    window.click("looks.tab.condition");
    ASSERT_TRUE(window.wait_widget("looks.stage.add"));
    window.click("looks.stage.add");
    ASSERT_TRUE(window.wait_state("input", "looks.stage.add.search"));
    window.type("mud");
    window.key("Return");
    ASSERT_TRUE(window.wait_widget("looks.stage.0"));
    ASSERT_TRUE(window.wait_state("composed", "yes"));

    // Back through all of it, and forward again: look, three pieces, two moves, eye, colorway, stage.
    for (int i = 0; i < 9; ++i) window.key("ctrl+z");
    ASSERT_TRUE(window.wait_state("look", ""));
    for (int i = 0; i < 9; ++i) window.key("ctrl+shift+z");
    ASSERT_TRUE(window.wait_state("look_items", "3"));
    ASSERT_TRUE(window.wait_rest());
    window.close();
    EXPECT_EQ(window.exit_status(), 0);
  }
  EXPECT_THAT(pieces(), ::testing::ElementsAre("coat colored", "저고리", "치마 hidden"));
  const ProgramResult stages = bandaji({"record", "list", "condition_stage"});
  EXPECT_THAT(stages.out, ::testing::HasSubstr("cd_mud"));
  EXPECT_EQ(bandaji({"check"}).status, 0);
  EXPECT_EQ(bandaji({"look", "render", "Yeonhui 1", "--condition", "cd_mud:1", "--out",
                     (folder_ / "look.png").string(), "--size", "64x64", "--samples", "1"})
                .status,
            0);
}

}  // namespace
}  // namespace bandaji
