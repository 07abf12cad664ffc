// Every tool of the large view by its key, and those of light, materials, cameras and motion
// by the mouse, in the real window.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/e2e/window_driver.h"
#include "tests/support/model_files.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::run_program;
using test::TemporaryFolder;
using test::WindowDriver;

class ViewToolsWindow : public ::testing::Test {
 protected:
  ViewToolsWindow() {
    catalog_ = folder_ / "tools.bandaji";
    test::write_gltf_look(folder_ / "in" / "look.gltf");
    EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"init", catalog_.string()}).status, 0);
    EXPECT_EQ(run_program(BANDAJI_PROGRAM,
                          {"--catalog", catalog_.string(), "import", (folder_ / "in" / "look.gltf").string()})
                  .status,
              0);
  }

  static void open_large(WindowDriver& window) {
    ASSERT_TRUE(window.wait_state("shown", "1"));
    window.key("Right");
    ASSERT_TRUE(window.wait_state("selected", "1"));
    window.key("space");
    ASSERT_TRUE(window.wait_widget("tool.section"));
    ASSERT_TRUE(window.wait_rest(0.5));
  }

  std::size_t exported(const std::string& ending) const {
    std::size_t count = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(catalog_ / "exports", error))
      count += entry.path().extension() == ending ? 1 : 0;
    return count;
  }

  // What a press of a key does to a state, and that pressing it goes on from there.
  static void expect_changes(WindowDriver& window, const std::string& key, const std::string& state) {
    const std::string before = window.state(state);
    window.key(key);
    EXPECT_TRUE(window.wait_change(state, before))
        << key << " does nothing to " << state << " (" << before << ")";
  }

  TemporaryFolder folder_;
  std::filesystem::path catalog_;
};

TEST_F(ViewToolsWindow, EveryToolHasItsKey) {
  WindowDriver window(catalog_, folder_ / "config");
  open_large(window);
  expect_changes(window, "w", "view.mode");
  expect_changes(window, "w", "view.mode");
  expect_changes(window, "shift+w", "view.mode");
  expect_changes(window, "shift+n", "view.mode");
  expect_changes(window, "shift+n", "view.channel");
  expect_changes(window, "g", "view.ground");
  expect_changes(window, "l", "view.light");
  expect_changes(window, "bracketright", "view.light");
  expect_changes(window, "bracketleft", "view.light");
  expect_changes(window, "shift+l", "view.tone");
  expect_changes(window, "y", "view.figure");
  expect_changes(window, "y", "view.figure");
  expect_changes(window, "alt+g", "view.backdrop");
  expect_changes(window, "alt+g", "view.backdrop");

  // Panels: the same key shows and hides.
  const auto panel_follows = [&](const std::string& key, const std::string& widget) {
    window.key(key);
    EXPECT_TRUE(window.wait_widget(widget)) << key;
    window.key(key);
    EXPECT_TRUE(window.wait_for(
        [&](const WindowDriver::Trace& trace) { return !trace.widgets.contains(widget); }, 60))
        << key;
  };
  panel_follows("shift+g", "tool.light.exposure");
  panel_follows("p", "part.1");
  panel_follows("n", "tool.material.part");
  panel_follows("c", "tool.lens.85");
  panel_follows("o", "tool.play");

  // The section: on, its axis, its side, forward, off.
  window.key("x");
  ASSERT_TRUE(window.wait_state("tool.section", "on"));
  window.key("shift+x");
  window.key("alt+x");
  window.key("alt+Up");
  window.key("x");
  ASSERT_TRUE(window.wait_state("tool.section", "off"));

  // A camera is saved with a name, and is a record's like any edit.
  window.key("shift+c");
  ASSERT_TRUE(window.wait_state("input", "camera.name"));
  window.key("ctrl+a");
  window.type("close");
  window.key("Return");
  ASSERT_TRUE(window.wait_widget("camera.0"));
  window.key("c");

  // Motion plays and stops.
  window.key("k");
  window.key("o");
  ASSERT_TRUE(window.wait_widget("tool.play"));
  const std::string time = window.state("tool.time");
  EXPECT_TRUE(window.wait_change("tool.time", time)) << "It plays.";
  window.key("k");
  ASSERT_TRUE(window.wait_rest(1.0)) << "What was stopped draws nothing.";
  window.key("o");

  // Strips and pictures.
  window.key("shift+o");
  ASSERT_TRUE(window.wait_widget("strip.turn.3"));
  window.click("strip.turn.3");
  ASSERT_TRUE(window.wait_for(
      [](const WindowDriver::Trace& trace) { return trace.state.at("view.angles").starts_with("90,"); }));
  window.key("shift+o");
  window.key("F12");
  EXPECT_TRUE(window.wait_for([&](const WindowDriver::Trace&) { return exported(".png") == 1; }));
  window.key("shift+F12");
  EXPECT_TRUE(window.wait_for([&](const WindowDriver::Trace&) { return exported(".png") == 37; }));
  window.close();
  EXPECT_EQ(window.exit_status(), 0);

  // The command line knows the camera.
  const auto list = run_program(BANDAJI_PROGRAM, {"--catalog", catalog_.string(), "--json", "list"});
  const auto row = nlohmann::json::parse(list.out.substr(0, list.out.find('\n')), nullptr, false);
  ASSERT_TRUE(row.is_object()) << list.out << list.err;
  const auto cameras = run_program(
      BANDAJI_PROGRAM, {"--catalog", catalog_.string(), "camera", row.value("id", std::string()), "list"});
  EXPECT_NE(cameras.out.find("close"), std::string::npos) << cameras.out << cameras.err;
}

TEST_F(ViewToolsWindow, LightMaterialsCamerasAndMotionByTheMouse) {
  WindowDriver window(catalog_, folder_ / "config");
  open_large(window);
  window.click("tool.light");
  ASSERT_TRUE(window.wait_widget("tool.light.exposure"));
  const std::string light = window.state("view.light");
  window.drag("tool.light.exposure", 20, 0);
  ASSERT_TRUE(window.wait_change("view.light", light));
  window.click("tool.grid");
  ASSERT_TRUE(window.wait_state("view.ground", "grid"));
  window.click("tool.person");
  ASSERT_TRUE(window.wait_state("view.figure", "yes"));
  window.click("tool.back.1");
  ASSERT_TRUE(window.wait_state("view.backdrop", "transparent"));
  window.click("tool.back.0");

  window.click("tool.materials");
  ASSERT_TRUE(window.wait_widget("map.0")) << "The skirt's base color.";
  window.click("map.0");
  ASSERT_TRUE(window.wait_state("tool.map", "shown"));
  window.click("tool.map.channel.2");
  window.click("tool.map.layout");
  window.click("viewport.mode");
  window.click("viewport.channel.roughness");
  ASSERT_TRUE(window.wait_state("view.channel", "roughness"));
  window.click("viewport.mode");
  window.click("viewport.mode.0");
  ASSERT_TRUE(window.wait_state("view.mode", "shaded"));

  window.click("tool.cameras");
  ASSERT_TRUE(window.wait_widget("tool.lens.135"));
  const std::string distance = window.state("view.distance");
  window.click("tool.lens.135");
  ASSERT_TRUE(window.wait_change("view.distance", distance)) << "A longer lens stands further away.";
  window.click("tool.ortho");
  ASSERT_TRUE(window.wait_state("view.orthographic", "yes"));
  window.click("tool.fly");
  ASSERT_TRUE(window.wait_widget("viewport.fly"));
  window.key("Escape");

  window.click("tool.motion");
  ASSERT_TRUE(window.wait_widget("tool.time"));
  window.drag("tool.time", 30, 0);
  ASSERT_TRUE(window.wait_for([](const WindowDriver::Trace& trace) {
    const auto time = trace.state.find("tool.time");
    return time != trace.state.end() && std::strtod(time->second.c_str(), nullptr) > 0.1;
  }));
  window.click("tool.rest");
  ASSERT_TRUE(window.wait_state("tool.time", "0.00"));
  window.close();
  EXPECT_EQ(window.exit_status(), 0);

  // What light was left on, and in which unit lengths are, is there at the next start.
  WindowDriver again(catalog_, folder_ / "config");
  ASSERT_TRUE(again.wait_state("selected", "1"));
  again.key("space");
  ASSERT_TRUE(again.wait_state("viewport", "open"));
  EXPECT_TRUE(again.wait_state("view.ground", "grid"));
  EXPECT_NE(again.state("view.light"), light);
  again.close();
}

}  // namespace
}  // namespace bandaji
