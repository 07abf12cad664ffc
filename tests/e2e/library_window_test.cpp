// The Library in the real window: what turns under the mouse, what a thumbnail is of, catalogs
// that open and that do not, and what is remembered of how people like to work.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "tests/e2e/window_driver.h"
#include "tests/support/model_files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::run_program;
using test::TemporaryFolder;
using test::WindowDriver;
using ::testing::HasSubstr;

class LibraryWindow : public ::testing::Test {
 protected:
  LibraryWindow() {
    catalog_ = folder_ / "wardrobe.bandaji";
    test::write_obj_box(folder_ / "in" / "chest.obj", 0.9, 0.7, 0.4);
    test::write_picture(folder_ / "cover.png", 64, 64, 0x2E7D5B);
    EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"init", catalog_.string()}).status, 0);
    EXPECT_EQ(run_program(BANDAJI_PROGRAM,
                          {"--catalog", catalog_.string(), "import", (folder_ / "in" / "chest.obj").string()})
                  .status,
              0);
  }

  // The card of the first asset, as the trace names it.
  static std::string card(const WindowDriver& window) {
    for (const auto& [name, box] : window.trace().widgets)
      if (name.starts_with("asset.")) return name;
    return {};
  }

  TemporaryFolder folder_;
  std::filesystem::path catalog_;
};

TEST_F(LibraryWindow, AModelTurnsUnderTheRestingMouseAndOnlyThere) {
  WindowDriver window(catalog_, folder_ / "config");
  ASSERT_TRUE(window.wait_state("shown", "1"));
  ASSERT_TRUE(window.wait_rest(1.0));
  window.point_at(card(window));
  ASSERT_TRUE(window.wait_for([](const WindowDriver::Trace& trace) {
    return trace.state.contains("turning") && trace.state.at("turning") == "3";
  })) << "It goes on from view to view.";
  window.point_at("search");
  ASSERT_TRUE(
      window.wait_for([](const WindowDriver::Trace& trace) { return !trace.state.contains("turning"); }));
  ASSERT_TRUE(window.wait_rest(1.0));
  const std::uint64_t frame = window.trace().frame;
  std::this_thread::sleep_for(std::chrono::seconds(2));
  EXPECT_EQ(window.trace().frame, frame) << "Nothing is drawn when the mouse has left.";
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

TEST_F(LibraryWindow, AThumbnailIsAViewOrAPictureFile) {
  WindowDriver window(catalog_, folder_ / "config");
  ASSERT_TRUE(window.wait_state("shown", "1"));
  window.key("Right");
  ASSERT_TRUE(window.wait_state("selected", "1"));
  ASSERT_TRUE(window.wait_rest(1.0));
  window.key("ctrl+t");
  EXPECT_TRUE(window.wait_widget("status.undo")) << "A view is an edit that can be undone.";
  window.key("ctrl+shift+t");
  ASSERT_TRUE(window.wait_state("input", "chooser.path"));
  window.key("ctrl+a");
  window.type((folder_ / "cover.png").string());
  window.key("Return");
  ASSERT_TRUE(window.wait_state("shown", "2")) << "The picture is a record of its own.";
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

TEST_F(LibraryWindow, WhatIsPastedBecomesTheThumbnail) {
  test::write_picture(folder_ / "pasted.png", 640, 480, 0x8A2B3C);
  WindowDriver window(catalog_, folder_ / "config");
  ASSERT_TRUE(window.wait_state("shown", "1"));
  window.key("Right");
  ASSERT_TRUE(window.wait_state("selected", "1"));
  ASSERT_TRUE(window.wait_rest(1.0));
  window.key("ctrl+shift+v");
  ASSERT_TRUE(window.wait_state("notice", "클립보드에 그림이 없습니다.")) << "It says when there is none.";
  window.copy_picture(folder_ / "pasted.png");
  window.key("ctrl+shift+v");
  ASSERT_TRUE(window.wait_state("shown", "2"));
  ASSERT_TRUE(window.wait_widget("status.undo"));
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

TEST_F(LibraryWindow, ACatalogThatCannotBeOpenedSaysWhyWhereItWouldBe) {
  const auto broken = folder_ / "broken.bandaji";
  std::filesystem::create_directories(broken);
  test::write_text(broken / "catalog.sqlite", "this is no database");
  WindowDriver window({}, folder_ / "config");
  window.click("welcome.open");
  ASSERT_TRUE(window.wait_state("input", "chooser.path"));
  window.key("ctrl+a");
  window.type(broken.string());
  window.key("Return");
  ASSERT_TRUE(window.wait_for([](const WindowDriver::Trace& trace) {
    const auto problem = trace.state.find("problem");
    return problem != trace.state.end() && !problem->second.empty();
  }));
  EXPECT_THAT(window.state("problem"), HasSubstr("broken"));
  EXPECT_TRUE(window.wait_widget("welcome.open")) << "Another can be chosen.";
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

TEST_F(LibraryWindow, SidesKeysLanguageAndSizeAreKeptForTheNextTime) {
  {
    WindowDriver window(catalog_, folder_ / "config");
    ASSERT_TRUE(window.wait_state("shown", "1"));
    ASSERT_TRUE(window.wait_widget("splitter.left"));
    const int before = window.trace().widgets.at("splitter.left")[0];
    window.drag("splitter.left", 60, 0);
    ASSERT_TRUE(window.wait_for([&](const WindowDriver::Trace& trace) {
      const auto found = trace.widgets.find("splitter.left");
      return found != trace.widgets.end() && found->second[0] > before + 30;
    }));
    // Tab hides the sides and shows them again.
    window.click("grid");
    window.key("Tab");
    ASSERT_TRUE(window.wait_for(
        [](const WindowDriver::Trace& trace) { return !trace.widgets.contains("splitter.left"); }));
    window.key("Tab");
    ASSERT_TRUE(window.wait_widget("splitter.left"));
    // A key of one's own.
    window.key("ctrl+comma");
    window.click("preferences.page.1");
    ASSERT_TRUE(window.wait_widget("keys.search"));
    window.click("keys.search");
    window.type("sides");
    window.click("keys.view.sides");
    window.key("ctrl+shift+b");
    window.click("preferences.page.0");
    window.click("preferences.language.1");
    window.click("preferences.scale");
    const int narrower = window.trace().widgets.at("preferences.ok")[2];
    window.click("preferences.scale.1.25");
    // Fonts are made again before anything moves.
    ASSERT_TRUE(window.wait_for([&](const WindowDriver::Trace& trace) {
      const auto found = trace.widgets.find("preferences.ok");
      return found != trace.widgets.end() && found->second[2] > narrower;
    }));
    window.click("preferences.ok");
    ASSERT_TRUE(window.wait_state("dialog", "0"));
    window.key("ctrl+shift+b");
    ASSERT_TRUE(window.wait_for(
        [](const WindowDriver::Trace& trace) { return !trace.widgets.contains("splitter.left"); }));
    // The cheat sheet finds commands, in either language.
    window.key("question");
    ASSERT_TRUE(window.wait_state("input", "cheat.search"));
    window.key("Escape");
    window.close();
    EXPECT_EQ(window.exit_status(), 0);
  }
  WindowDriver again(catalog_, folder_ / "config");
  ASSERT_TRUE(again.wait_widget("splitter.left"));
  EXPECT_GT(again.trace().widgets.at("splitter.left")[0], 280) << "Wider, at a larger size.";
  again.key("ctrl+shift+b");
  EXPECT_TRUE(again.wait_for(
      [](const WindowDriver::Trace& trace) { return !trace.widgets.contains("splitter.left"); }));
  again.close();
}

TEST_F(LibraryWindow, FullScreenWithALargeViewIsForShowing) {
  WindowDriver window(catalog_, folder_ / "config");
  ASSERT_TRUE(window.wait_state("shown", "1"));
  window.key("Right");
  window.key("space");
  ASSERT_TRUE(window.wait_widget("viewport.pane"));
  window.key("f");
  ASSERT_TRUE(window.wait_for([](const WindowDriver::Trace& trace) {
    return trace.widgets.contains("viewport.pane") && !trace.widgets.contains("search");
  })) << "Only the picture is left.";
  window.key("Escape");
  ASSERT_TRUE(window.wait_widget("search"));
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

TEST_F(LibraryWindow, SelectedAssetsAreDraggedOntoACollection) {
  test::write_obj_box(folder_ / "in" / "stool.obj", 0.3, 0.4, 0.3);
  const auto bandaji = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"--catalog", catalog_.string()});
    return run_program(BANDAJI_PROGRAM, words);
  };
  ASSERT_EQ(bandaji({"import", (folder_ / "in" / "stool.obj").string()}).status, 0);
  ASSERT_EQ(bandaji({"record", "add", "collection", "name_ko=Hall"}).status, 0);
  WindowDriver window(catalog_, folder_ / "config");
  ASSERT_TRUE(window.wait_state("shown", "2"));
  window.key("Right");
  ASSERT_TRUE(window.wait_state("selected", "1"));
  window.key("ctrl+a");
  ASSERT_TRUE(window.wait_state("selected", "2"));
  ASSERT_TRUE(window.wait_widget("collection.Hall"));
  ASSERT_TRUE(window.wait_rest(1.0));
  const auto widgets = window.trace().widgets;
  const auto from = widgets.at(card(window)), to = widgets.at("collection.Hall");
  window.drag(card(window), to[0] + to[2] / 2 - from[0] - from[2] / 2,
              to[1] + to[3] / 2 - from[1] - from[3] / 2);
  ASSERT_TRUE(window.wait_widget("status.undo")) << "What was let go is an edit.";
  EXPECT_EQ(window.state("selected"), "2");
  window.click("collection.Hall");
  EXPECT_TRUE(window.wait_state("query", "모음:\"Hall\""));
  EXPECT_TRUE(window.wait_state("shown", "2"));
  window.key("ctrl+z");
  EXPECT_TRUE(window.wait_state("shown", "0")) << "Both in one step.";
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

}  // namespace
}  // namespace bandaji
