// The tools over the large view in the real window, with real clicks and keys.
#include <gtest/gtest.h>

#include <filesystem>
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

TEST(ViewTools, SectionMeasureIsolateLightAndCompareInTheRealWindow) {
  TemporaryFolder folder;
  const auto catalog = folder / "tools.bandaji";
  test::write_gltf_look(folder / "in" / "look.gltf");
  ASSERT_EQ(run_program(BANDAJI_PROGRAM, {"init", catalog.string()}).status, 0);
  const auto import = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{"--catalog", catalog.string(), "import",
                                   (folder / "in" / "look.gltf").string()};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(BANDAJI_PROGRAM, words).status;
  };
  ASSERT_EQ(import({}), 0);
  // A second version to compare with: another color of silk.
  test::write_picture(folder / "in" / "silk.png", 16, 8, 0x2C6E91);
  ASSERT_EQ(import({}), 0);

  WindowDriver window(catalog, folder / "config");
  ASSERT_TRUE(window.wait_state("shown", "1"));
  ASSERT_TRUE(window.wait_rest(1.0));
  window.key("Right");  // The first asset.
  ASSERT_TRUE(window.wait_state("selected", "1"));
  window.key("space");
  ASSERT_TRUE(window.wait_state("viewport", "open"));
  ASSERT_TRUE(window.wait_widget("tool.section"));
  ASSERT_TRUE(window.wait_state("tool.still", "yes")) << "At rest the picture becomes a still.";

  window.click("tool.section");
  ASSERT_TRUE(window.wait_state("tool.section", "on"));
  window.click("tool.section.axis.2");
  window.click("tool.section.flip");
  window.key("x");
  ASSERT_TRUE(window.wait_state("tool.section", "off"));

  // From the left edge of the model to its right, straight from the front.
  window.key("1");
  window.key("5");
  window.key("m");
  ASSERT_TRUE(window.wait_widget("tool.measure.start"));
  ASSERT_TRUE(window.wait_rest(0.5));
  window.click_at("viewport.pane", 0.46, 0.5);
  window.click_at("viewport.pane", 0.54, 0.5);
  ASSERT_TRUE(window.wait_state("tool.measured", "1"));
  window.key("u");
  window.key("Escape");

  window.key("p");
  ASSERT_TRUE(window.wait_widget("part.1"));
  window.click("part.1");
  ASSERT_TRUE(window.wait_state("tool.part", "1"));
  window.click("tool.isolate");
  ASSERT_TRUE(window.wait_state("tool.hidden", "1"));
  window.click("tool.show_all");
  ASSERT_TRUE(window.wait_state("tool.hidden", "0"));
  window.key("p");

  window.key("alt+l");
  ASSERT_TRUE(window.wait_widget("strip.light.tungsten"));
  window.click("strip.light.tungsten");
  ASSERT_TRUE(window.wait_state("tool.light", "tungsten"));
  window.click("tool.light_strip");

  window.click("tool.compare");
  ASSERT_TRUE(window.wait_state("tool.compare", "on"));
  window.click("tool.compare.mode.2");
  ASSERT_TRUE(window.wait_widget("tool.compare.wipe"));
  window.key("b");
  ASSERT_TRUE(window.wait_state("tool.compare", "off"));

  // Nothing is left that draws by itself.
  ASSERT_TRUE(window.wait_state("tool.still", "yes"));
  ASSERT_TRUE(window.wait_rest(2.0));
  window.close();
  EXPECT_EQ(window.exit_status(), 0);
}

}  // namespace
}  // namespace bandaji
