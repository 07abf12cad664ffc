// Sheets made from a catalog with a real drawing context: gathered, drawn, laid out.
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/library.h"
#include "app/sheets/sheet.h"
#include "assets/baked_model.h"
#include "assets/import/import_worker.h"
#include "assets/text.h"
#include "renderer/headless.h"
#include "renderer/preview.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

constexpr double kWidthMm = 600, kHeightMm = 1200, kDepthMm = 300;

// A red box standing on the floor.
Model red_box() {
  Model model;
  Material material;
  material.base_color = {0.6f, 0.02f, 0.02f, 1};
  model.materials.push_back(material);
  Mesh mesh;
  mesh.material = 0;
  const float x = 0.3f, y = 1.2f, z = 0.15f;
  const auto face = [&](glm::vec3 a, glm::vec3 b, glm::vec3 c, glm::vec3 d, glm::vec3 normal) {
    const auto first = static_cast<std::uint32_t>(mesh.positions.size());
    for (const glm::vec3& corner : {a, b, c, d}) {
      mesh.positions.push_back(corner);
      mesh.normals.push_back(normal);
    }
    for (const std::uint32_t offset : {0u, 1u, 2u, 0u, 2u, 3u}) mesh.indices.push_back(first + offset);
  };
  face({-x, 0, z}, {x, 0, z}, {x, y, z}, {-x, y, z}, {0, 0, 1});
  face({x, 0, -z}, {-x, 0, -z}, {-x, y, -z}, {x, y, -z}, {0, 0, -1});
  face({x, 0, z}, {x, 0, -z}, {x, y, -z}, {x, y, z}, {1, 0, 0});
  face({-x, 0, -z}, {-x, 0, z}, {-x, y, z}, {-x, y, -z}, {-1, 0, 0});
  face({-x, y, z}, {x, y, z}, {x, y, -z}, {-x, y, -z}, {0, 1, 0});
  face({-x, 0, -z}, {x, 0, -z}, {x, 0, z}, {-x, 0, z}, {0, -1, 0});
  model.meshes.push_back(std::move(mesh));
  Node node;
  node.meshes = {0};
  model.nodes.push_back(node);
  return model;
}

class SheetsCatalog : public ::testing::Test {
 protected:
  void SetUp() override {
    set_worker_program(path_from_utf8(BANDAJI_PROGRAM));  // Asked for a model whose files are gone.
    auto library = Library::create(folder_.path() / "sheets.bandaji");
    ASSERT_TRUE(library) << library.error().message;
    library_.emplace(std::move(*library));
    auto context = HeadlessContext::create();
    ASSERT_TRUE(context) << context.error().message;
    context_.emplace(std::move(*context));
    auto preview = Preview::create();
    ASSERT_TRUE(preview) << preview.error().message;
    preview_.emplace(std::move(*preview));
  }
  void TearDown() override {
    preview_.reset();  // Before its context.
    context_.reset();
  }

  // A record whose files are not in the store; with `drawable` its baked model is in the cache.
  Id add(const std::string& name, bool drawable) {
    AddAsset edit;
    edit.asset.kind = "ak_prop";
    edit.asset.name_ko = name;
    AssetVersion version;
    version.main_file = "box.glb";
    version.manifest = {{"box.glb", hash_text(name), 1234}};
    version.facts.content = VersionContent::Model;
    version.facts.size_mm = {static_cast<std::int64_t>(kWidthMm), static_cast<std::int64_t>(kHeightMm),
                             static_cast<std::int64_t>(kDepthMm)};
    edit.versions.push_back(version);
    const auto added = library_->apply({{edit}, "", ""});
    EXPECT_TRUE(added) << added.error().message;
    Id id;
    EXPECT_TRUE(library_->catalog().for_each_asset([&](const Asset& asset) {
      if (asset.name_ko == name) id = asset.id;
    }));
    if (drawable) {
      auto bytes = bake(red_box());
      EXPECT_TRUE(bytes);
      auto baked = BakedModel::open(std::move(*bytes));
      EXPECT_TRUE(baked);
      EXPECT_TRUE(library_->files().keep_model(library_->catalog().versions(id).back(), *baked));
    }
    return id;
  }

  Result<std::vector<Page>> pages(const char* name, const std::vector<Id>& ids) {
    const auto input = gather_sheet(*library_, name, ids, {});
    if (!input) return tl::unexpected(input.error());
    return lay_out_sheet(*input, library_->files(), *preview_, true);
  }

  static std::vector<PictureBlock> pictures(const std::vector<Page>& pages) {
    std::vector<PictureBlock> found;
    for (const Page& page : pages) {
      for (const PageBlock& block : page.blocks) {
        if (const auto* picture = std::get_if<PictureBlock>(&block)) found.push_back(*picture);
      }
    }
    return found;
  }
  static bool says(const std::vector<Page>& pages, const std::string& part) {
    for (const Page& page : pages) {
      for (const PageBlock& block : page.blocks) {
        const auto* text = std::get_if<TextBlock>(&block);
        if (text && text->text.find(part) != std::string::npos) return true;
      }
    }
    return false;
  }

  test::TemporaryFolder folder_;
  std::optional<Library> library_;
  std::optional<HeadlessContext> context_;
  std::optional<Preview> preview_;
};

TEST_F(SheetsCatalog, TheDrawnTurnaroundIsAsLargeOnPaperAsTheModelAtTheScale) {
  const auto made = pages("asset", {add("붉은 궤", true)});
  ASSERT_TRUE(made) << made.error().message;
  const auto drawn = pictures(*made);
  ASSERT_EQ(drawn.size(), 6u) << "the large picture and five views";
  // The scale that the page prints.
  int denominator = 0;
  for (const PageBlock& block : made->front().blocks) {
    const auto* text = std::get_if<TextBlock>(&block);
    const std::size_t at = text ? text->text.find("1:") : std::string::npos;
    if (at != std::string::npos) denominator = std::stoi(text->text.substr(at + 2));
  }
  ASSERT_GT(denominator, 0);
  // Red columns of the front view; each pixel is as wide on paper as its share of the box.
  const PictureBlock& front = drawn[1];
  const Image& image = *front.picture;
  int first = -1, last = -1;
  for (int x = 0; x < image.width; ++x) {
    const std::size_t middle =
        (static_cast<std::size_t>(image.height / 2) * static_cast<std::size_t>(image.width) +
         static_cast<std::size_t>(x)) *
        3;
    if (image.pixels[middle + 1] > 150) continue;
    if (first < 0) first = x;
    last = x;
  }
  const double paper_mm_per_px = front.box.width / image.width;
  EXPECT_NEAR((last - first + 1) * paper_mm_per_px * denominator, kWidthMm,
              2 * paper_mm_per_px * denominator);
  // The large picture shows the box and is not cut at its edges.
  const Image& hero = *drawn[0].picture;
  const std::size_t center =
      (static_cast<std::size_t>(hero.height / 2) * static_cast<std::size_t>(hero.width) +
       static_cast<std::size_t>(hero.width / 2)) *
      3;
  EXPECT_GT(hero.pixels[center], hero.pixels[center + 1] + 40);
  for (int x = 0; x < hero.width; ++x) EXPECT_NEAR(hero.pixels[static_cast<std::size_t>(x) * 3], 242, 2);
}

TEST_F(SheetsCatalog, AModelThatCannotBeReadIsAReasonOnItsSheet) {
  const auto made = pages("asset", {add("잃어버린 궤", false)});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_TRUE(says(*made, "그림 없음"));
  EXPECT_TRUE(pictures(*made).empty());
}

TEST_F(SheetsCatalog, AContactSheetShowsWhatCanBeDrawnAndSaysWhatCannot) {
  const auto made = pages("contact", {add("붉은 궤", true), add("잃어버린 궤", false)});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(pictures(*made).size(), 1u);
  EXPECT_TRUE(says(*made, "붉은 궤"));
  EXPECT_TRUE(says(*made, "그림 없음"));
}

TEST_F(SheetsCatalog, TheSameCatalogGivesTheSamePdf) {
  const Id id = add("붉은 궤", true);
  const auto input = gather_sheet(*library_, "asset", std::vector{id}, {});
  ASSERT_TRUE(input);
  const auto once = lay_out_sheet(*input, library_->files(), *preview_, true);
  const auto again = lay_out_sheet(*input, library_->files(), *preview_, true);
  ASSERT_TRUE(once && again);
  const auto first = encode_pdf(*once, sheet_info(*input)), second = encode_pdf(*again, sheet_info(*input));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
}

TEST_F(SheetsCatalog, NothingSelectedAndUnknownTemplatesAreErrorsInWords) {
  EXPECT_EQ(pages("asset", {}).error().kind, ErrorKind::Invalid);
  EXPECT_EQ(pages("poster", {add("궤", true)}).error().kind, ErrorKind::Invalid);
  EXPECT_EQ(pages("asset", {new_id()}).error().kind, ErrorKind::NotFound);
}

TEST_F(SheetsCatalog, ACancelledSheetStops) {
  const auto input = gather_sheet(*library_, "contact", std::vector{add("궤", true)}, {});
  ASSERT_TRUE(input);
  std::stop_source stop;
  stop.request_stop();
  const auto made = lay_out_sheet(*input, library_->files(), *preview_, true, stop.get_token());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace bandaji
