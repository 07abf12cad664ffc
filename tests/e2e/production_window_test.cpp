// A small production built in the real window, by clicks and keys alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/e2e/window_driver.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::run_program;
using test::TemporaryFolder;
using test::WindowDriver;
using Json = nlohmann::json;

// The lines of a command's JSON output.
std::vector<Json> rows(const std::filesystem::path& catalog, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"--catalog", catalog.string(), "--json"});
  const auto result = run_program(BANDAJI_PROGRAM, arguments);
  EXPECT_EQ(result.status, 0) << result.err;
  std::vector<Json> out;
  std::istringstream lines(result.out);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) out.push_back(Json::parse(line, nullptr, false));
  return out;
}

// The cursor goes into the cell, the number is typed, and the look that does not exist is made.
void wear_new_look(WindowDriver& window, const std::string& cell, const std::string& number) {
  window.click("cell." + cell);
  window.type(number);
  window.key("Return");
  ASSERT_TRUE(window.wait_state("input", "new_looks.name.1"));
  window.key("Return");
  ASSERT_TRUE(window.wait_state("cell", cell + "=" + number));
}

TEST(ProductionWindow, AProductionIsBuiltContradictsItselfAndIsPutRight) {
  TemporaryFolder folder;
  const auto catalog = folder / "production.bandaji";
  ASSERT_EQ(run_program(BANDAJI_PROGRAM, {"init", catalog.string()}).status, 0);
  std::ofstream(folder / "script.fountain")
      << "# 1회\n\nS#1. 침전 / 안 / 낮 [[D1]]\n\n@연희\n마마.\n\n@무진\n이리 오시오.\n\n"
         "S#2. 마당 / 밖 / 낮 [[D1]]\n\n@연희\n달이 밝구나.\n";
  {
    WindowDriver window(catalog, folder / "config");
    window.key("F4");
    ASSERT_TRUE(window.wait_state("workspace", "continuity"));

    // The script, through the chooser.
    window.click("story.empty.first");
    ASSERT_TRUE(window.wait_state("input", "chooser.path"));
    window.key("ctrl+a");
    window.type((folder / "script.fountain").string());
    window.key("Return");
    window.click("story_import.apply");
    ASSERT_TRUE(window.wait_widget("cell.1-1.연희"));
    ASSERT_TRUE(window.wait_widget("cell.1-1.무진"));
    // Three people without a look, two scenes without a set.
    ASSERT_TRUE(window.wait_state("conflicts", "5"));

    // Who wears what; Yeonhui changes within the day and nobody says so.
    wear_new_look(window, "1-1.연희", "1");
    wear_new_look(window, "1-1.무진", "1");
    wear_new_look(window, "1-2.연희", "2");
    ASSERT_TRUE(window.wait_state("conflicts", "6"));

    // One key goes from conflict to conflict.
    window.click("cell.1-1.무진");
    const auto at_change = [](const WindowDriver::Trace& trace) {
      const auto found = trace.state.find("conflict");
      return found != trace.state.end() && found->second.starts_with("look_change:");
    };
    for (int i = 0; i < 6 && !at_change(window.trace()); ++i) {
      window.key("F8");
      ASSERT_TRUE(window.wait_rest(0.3));
    }
    ASSERT_TRUE(at_change(window.trace()));
    EXPECT_EQ(window.trace().state.at("cell"), "1-2.연희=2") << "The cursor is where the conflict is.";

    // Left as it is, with a reason; then put right.
    window.key("alt+x");
    ASSERT_TRUE(window.wait_state("input", "waive.reason"));
    window.type("flashback");
    window.key("Return");
    ASSERT_TRUE(window.wait_state("waived", "1"));
    ASSERT_TRUE(window.wait_state("conflicts", "5"));
    window.key("alt+c");
    ASSERT_TRUE(window.wait_state("waived", "0"));
    ASSERT_TRUE(window.wait_state("conflicts", "5"));

    // All the way back, and there again: script, three looks, waiver, declared change.
    for (int i = 0; i < 6; ++i) window.key("ctrl+z");
    ASSERT_TRUE(window.wait_widget("story.empty.first"));
    for (int i = 0; i < 6; ++i) window.key("ctrl+shift+z");
    ASSERT_TRUE(window.wait_widget("cell.1-2.연희"));
    ASSERT_TRUE(window.wait_state("conflicts", "5"));
    ASSERT_TRUE(window.wait_state("waived", "0"));
    window.close();
    EXPECT_EQ(window.exit_status(), 0);
  }

  // The command line sees the same production.
  const auto scenes = rows(catalog, {"story", "list"});
  ASSERT_EQ(scenes.size(), 2u);
  EXPECT_EQ(scenes[0].at("characters").size(), 2u);
  ASSERT_EQ(scenes[1].at("characters").size(), 1u);
  EXPECT_EQ(scenes[1].at("characters")[0].at("name"), "연희");
  EXPECT_EQ(scenes[1].at("characters")[0].at("number"), "2");
  for (const Json& conflict : rows(catalog, {"continuity"})) EXPECT_NE(conflict.at("rule"), "look_change");
  EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"--catalog", catalog.string(), "check"}).status, 0);
}

}  // namespace
}  // namespace bandaji
