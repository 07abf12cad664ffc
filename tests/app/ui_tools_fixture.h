// A catalog with a look of two parts that moves and a box, and the large view over it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <glm/matrix.hpp>
#include <string>

#include "app/core/action.h"
#include "app/core/imports.h"
#include "assets/import/import_worker.h"
#include "tests/app/ui_harness.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji::test {

class UiTools : public ::testing::Test {
 protected:
  UiTools() {
    set_worker_program(BANDAJI_PROGRAM);
    catalog_ = files_ / "도구.bandaji";
    test::write_gltf_look(files_ / "in" / "look.gltf");
    test::write_obj_box(files_ / "in2" / "chest.obj", 0.9, 0.7, 0.4);
    auto library = Library::create(catalog_);
    EXPECT_TRUE(library);
    for (const char* folder : {"in/look.gltf", "in2"}) {
      ImportPlan plan;
      plan.paths = {files_ / folder};
      for (const ImportRow& row : run_import(plan, library->files(), direct_import_catalog(*library)))
        EXPECT_EQ(row.status, ImportStatus::Imported) << row.error;
    }
    EXPECT_TRUE(library->catalog().clear_undo());
  }

  UiHarness::Options options() const { return {.catalog = catalog_, .width = 1100, .height = 700}; }

  static std::string card(UiHarness& ui, const std::string& name) {
    for (const Id& id : ui.session().result().ids) {
      const AssetSummary* asset = ui.session().library().index().summary(id);
      if (asset && (asset->name_ko == name || asset->name_en == name)) return "asset." + asset->number;
    }
    ADD_FAILURE() << "No asset is called " << name;
    return "";
  }

  // The look in the large view, at rest.
  static void open(UiHarness& ui) {
    ui.click(card(ui, "look"));
    ASSERT_TRUE(ui.settle());
    ui.key("Space");
    ASSERT_TRUE(ui.settle());
    ASSERT_TRUE(ui.has("viewport.pane"));
    ASSERT_EQ(ui.application().viewer().panes()[1].content, PaneView::Content::Model);
  }

  static const ViewSettings& view(UiHarness& ui) { return ui.application().viewer().view(); }
  static const ViewTools& tools(UiHarness& ui) { return ui.application().tools(); }

  // Where a point of the model is in the pane, pixels from its top left.
  static glm::vec2 seen(UiHarness& ui, const glm::vec3& point) {
    const auto box = ui.box("viewport.pane");
    const PaneView& pane = ui.application().viewer().panes()[1];
    const glm::vec4 p = pane.camera.projection(box.width / box.height, pane.bounds) * pane.camera.view() *
                        glm::vec4(point, 1);
    return {(p.x / p.w * 0.5f + 0.5f) * box.width, (0.5f - p.y / p.w * 0.5f) * box.height};
  }

  static void look(UiHarness& ui, const std::string& name) {
    if (const char* folder = std::getenv("BANDAJI_UI_PICTURES"))
      ui.save_picture(std::filesystem::path(folder) / (name + ".png"));
  }

  TemporaryFolder files_;
  std::filesystem::path catalog_;
};

}  // namespace bandaji::test
