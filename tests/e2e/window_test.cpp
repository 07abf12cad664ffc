// The window end to end: real clicks and keys in, a catalog and a PDF out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
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

using test::ProgramResult;
using test::run_program;
using test::TemporaryFolder;
using test::WindowDriver;
using ::testing::HasSubstr;

ProgramResult bandaji(const std::vector<std::string>& arguments) {
  return run_program(BANDAJI_PROGRAM, arguments);
}

TEST(Window, AStrangerImportsDescribesFindsAndPrintsAModel) {
  TemporaryFolder folder;
  const auto catalog = folder / "시험 궁.bandaji";
  const auto model = folder / "models" / "dangui.gltf";
  test::write_gltf_box(model, {.texture = "textures/silk.png"});
  const auto config = folder / "config";

  {
    WindowDriver window({}, config);
    // A new catalog from the first page.
    window.click("welcome.new");
    ASSERT_TRUE(window.wait_state("input", "new_catalog.title_ko")) << "The first field has the keyboard.";
    window.paste("시험 궁");
    window.edit("new_catalog.folder");
    window.paste(folder.path().string());
    window.click("new_catalog.create");
    ASSERT_TRUE(window.wait_state("catalog", catalog.string()));

    // Import by typing the path into the chooser.
    window.click("empty.import");
    ASSERT_TRUE(window.wait_widget("chooser.path"));
    ASSERT_TRUE(window.wait_state("input", "chooser.path"));
    window.key("ctrl+a");
    window.type(model.string());
    window.key("Return");
    ASSERT_TRUE(window.wait_widget("import.start"));
    window.click("import.start");
    ASSERT_TRUE(window.wait_state("shown", "1"));
    ASSERT_TRUE(window.wait_state("selected", "1"));
    ASSERT_TRUE(window.wait_rest(1.0));

    // Describe it in Korean.
    window.edit("field.name_ko");
    window.paste("초록 당의");
    window.key("Return");
    ASSERT_TRUE(window.wait_widget("status.undo")) << "The edit can be undone.";

    // Find it by initial consonants, and not find what is not there.
    window.key("ctrl+k");
    ASSERT_TRUE(window.wait_state("input", "search"));
    window.paste("ㅊㄹㄷㅇ");
    ASSERT_TRUE(window.wait_state("shown", "1"));
    window.key("ctrl+a");
    window.paste("없는 것");
    ASSERT_TRUE(window.wait_state("shown", "0"));
    window.click("empty.all");
    ASSERT_TRUE(window.wait_state("shown", "1"));

    // Print its sheet.
    window.key("ctrl+e");
    ASSERT_TRUE(window.wait_state("workspace", "sheets"));
    ASSERT_TRUE(window.wait_for(
        [](const WindowDriver::Trace& trace) { return trace.widgets.contains("sheets.page.1"); }));
    window.edit("sheets.path");
    window.paste((folder / "sheet.pdf").string());
    window.click("sheets.export");
    ASSERT_TRUE(window.wait_state("written", (folder / "sheet.pdf").string()));
    window.close();
    EXPECT_EQ(window.exit_status(), 0);
  }

  // The catalog holds it, and is whole.
  const ProgramResult list = bandaji({"--catalog", catalog.string(), "--json", "list"});
  ASSERT_EQ(list.status, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr("초록 당의"));
  const ProgramResult check = bandaji({"--catalog", catalog.string(), "--json", "check"});
  EXPECT_EQ(check.status, 0) << check.out << check.err;

  // The sheet's text is text.
  const ProgramResult text = run_program("/usr/bin/pdftotext", {(folder / "sheet.pdf").string(), "-"});
  ASSERT_EQ(text.status, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("초록 당의"));
  EXPECT_THAT(text.out, HasSubstr("시험 궁"));
}

TEST(Window, NothingIsDrawnWhenNothingChanges) {
  TemporaryFolder folder;
  const auto catalog = folder / "demo.bandaji";
  test::write_obj_box(folder / "in" / "box.obj");
  ASSERT_EQ(bandaji({"init", catalog.string()}).status, 0);
  ASSERT_EQ(bandaji({"--catalog", catalog.string(), "import", (folder / "in").string()}).status, 0);
  WindowDriver window(catalog, folder / "config");
  ASSERT_TRUE(window.wait_state("shown", "1"));
  ASSERT_TRUE(window.wait_rest(2.0));
  const std::uint64_t frame = window.trace().frame;
  std::this_thread::sleep_for(std::chrono::seconds(5));
  EXPECT_EQ(window.trace().frame, frame) << "Frames were drawn at rest.";

  // What another program commits appears by itself.
  test::write_obj_box(folder / "later" / "chair.obj", 0.5, 0.9, 0.5);
  const ProgramResult imported =
      bandaji({"--catalog", catalog.string(), "import", (folder / "later" / "chair.obj").string()});
  if (imported.status == 0) {
    EXPECT_TRUE(window.wait_state("shown", "2", 30));
  }
  EXPECT_TRUE(imported.status == 0 || imported.status == 3)
      << imported.err;  // Or the window holds the catalog alone, and says so.
  window.close();
}

TEST(Window, KilledInTheMiddleOfAnImportTheCatalogIsWhole) {
  TemporaryFolder folder;
  const auto catalog = folder / "kill.bandaji";
  ASSERT_EQ(bandaji({"init", catalog.string()}).status, 0);
  for (int i = 0; i < 6; ++i)
    test::write_large_obj(folder / "in" / ("model" + std::to_string(i) + ".obj"), 60000 + i * 1000);
  {
    WindowDriver window(catalog, folder / "config");
    window.key("ctrl+shift+i");
    ASSERT_TRUE(window.wait_widget("chooser.path"));
    ASSERT_TRUE(window.wait_state("input", "chooser.path"));
    window.key("ctrl+a");
    window.type((folder / "in").string());
    window.click("chooser.ok");
    ASSERT_TRUE(window.wait_widget("import.start"));
    window.click("import.start");
    ASSERT_TRUE(window.wait_for([](const WindowDriver::Trace& trace) {
      const auto shown = trace.state.find("shown");
      return shown != trace.state.end() && shown->second != "0" && !shown->second.empty();
    }));
    window.kill();
  }
  const ProgramResult check = bandaji({"--catalog", catalog.string(), "--json", "check"});
  EXPECT_EQ(check.status, 0) << check.out << check.err;
  EXPECT_THAT(bandaji({"--catalog", catalog.string(), "--json", "list"}).out, HasSubstr("model"));
}

}  // namespace
}  // namespace bandaji
