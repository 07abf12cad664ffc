// Pictures of the demo production's own models against pictures that a person
// looked at and accepted.  Few, and each guards something of its own: woven silk
// and a sharp collar edge, horsehair that light passes, glaze, iron on wood, skin.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>

#include "app/core/pictures.h"
#include "app/demo/demo_production.h"
#include "assets/image_export.h"
#include "assets/import/import_worker.h"
#include "assets/text.h"
#include "renderer/gpu_model.h"
#include "renderer/headless.h"
#include "renderer/preview.h"

namespace bandaji {
namespace {

constexpr int kEdge = 256;

struct Difference {
  double mean = 0;          // Per channel, of 255.
  double share_beyond = 0;  // Share of pixels with a channel more than 24 off.
};

Difference compare(const Image& a, const Image& b) {
  Difference difference;
  std::size_t beyond = 0;
  double sum = 0;
  const std::size_t pixels = static_cast<std::size_t>(a.width) * static_cast<std::size_t>(a.height);
  for (std::size_t p = 0; p < pixels; ++p) {
    int worst = 0;
    // Color counts by its alpha: what lies under a transparent pixel is nobody's picture.
    const int alpha_a = a.pixels[4 * p + 3];
    const int alpha_b = b.pixels[4 * p + 3];
    for (std::size_t c = 0; c < 4; ++c) {
      const int value_a = c == 3 ? alpha_a : a.pixels[4 * p + c] * alpha_a / 255;
      const int value_b = c == 3 ? alpha_b : b.pixels[4 * p + c] * alpha_b / 255;
      worst = std::max(worst, std::abs(value_a - value_b));
      sum += std::abs(value_a - value_b);
    }
    if (worst > 24) ++beyond;
  }
  difference.mean = sum / static_cast<double>(pixels * 4);
  difference.share_beyond = static_cast<double>(beyond) / static_cast<double>(pixels);
  return difference;
}

TEST(ThePicture, OfGridViewportAndSheetIsTheSame) {
  // Grid and sheet share their settings; the viewport has its own, which a person may change from there.
  const auto costumes = demo_costume_assets();
  auto bytes = bake(costumes.front().build());
  ASSERT_TRUE(bytes) << bytes.error().message;
  auto baked = BakedModel::open(std::move(*bytes));
  ASSERT_TRUE(baked) << baked.error().message;
  auto context = HeadlessContext::create();
  ASSERT_TRUE(context) << context.error().message;
  auto preview = Preview::create();
  ASSERT_TRUE(preview) << preview.error().message;
  const auto shared = std::make_shared<BakedModel>(std::move(*baked));
  // A thumbnail may give up the finest levels of its textures; the picture is then no other.
  auto model = GpuModel::upload(shared);
  ASSERT_TRUE(model) << model.error().message;
  const Camera camera = thumbnail_camera(model->posed_bounds(0, false));
  const auto grid = preview->picture(*model, camera, thumbnail_settings(), {kEdge, kEdge});
  ViewSettings window;
  window.backdrop = Backdrop::Transparent;
  const auto viewport = preview->picture(*model, camera, window, {kEdge, kEdge});
  ASSERT_TRUE(grid && viewport);
  EXPECT_TRUE(grid->pixels == viewport->pixels);
  // The viewport's texture lies over a colored backdrop as the picture does over paper.
  window.backdrop = Backdrop::Color;
  window.backdrop_srgb = glm::vec3(1);
  const auto on_white = preview->picture(*model, camera, window, {kEdge, kEdge});
  ASSERT_TRUE(on_white);
  int worst = 0;
  for (std::size_t i = 0; i < grid->pixels.size(); i += 4) {
    for (std::size_t c = 0; c < 3; ++c) {
      const int laid =
          (grid->pixels[i + c] * grid->pixels[i + 3] + 255 * (255 - grid->pixels[i + 3]) + 127) / 255;
      worst = std::max(worst, std::abs(laid - on_white->pixels[i + c]));
    }
  }
  EXPECT_LE(worst, 12) << "Edges are blended as light looks, which differs a little from page to page.";
}

class GoldenPicture : public testing::TestWithParam<const char*> {};

TEST_P(GoldenPicture, LooksAsItWasAccepted) {
  set_worker_program(path_from_utf8(BANDAJI_PROGRAM));
  const std::string name = GetParam();
  const std::vector<DemoAsset> assets = demo_assets();
  const auto asset = std::find_if(assets.begin(), assets.end(), [&](const DemoAsset& candidate) {
    return path_from_utf8(candidate.file).stem().string() == name;
  });
  ASSERT_NE(asset, assets.end()) << "the demo production has no piece " << name;

  auto bytes = bake(asset->build());
  ASSERT_TRUE(bytes) << bytes.error().message;
  auto baked = BakedModel::open(std::move(*bytes));
  ASSERT_TRUE(baked) << baked.error().message;
  auto context = HeadlessContext::create();
  ASSERT_TRUE(context) << context.error().message;
  auto preview = Preview::create();
  ASSERT_TRUE(preview) << preview.error().message;
  auto model = GpuModel::upload(std::make_shared<BakedModel>(std::move(*baked)));
  ASSERT_TRUE(model) << model.error().message;
  const ViewSettings settings = thumbnail_settings();
  const auto picture =
      preview->picture(*model, thumbnail_camera(model->posed_bounds(settings.time_seconds, settings.animate)),
                       settings, {kEdge, kEdge});
  ASSERT_TRUE(picture) << picture.error().message;

  // Where a person finds it when the test fails.
  const auto drawn = std::filesystem::temp_directory_path() / ("bandaji-golden-" + name + ".png");
  ASSERT_TRUE(write_png(drawn, *picture));
  const auto golden = import_image(path_from_utf8(BANDAJI_TEST_GOLDEN) / (name + ".png"));
  ASSERT_TRUE(golden) << golden.error().message << "  The picture drawn now: " << drawn;
  ASSERT_EQ(golden->width, kEdge);
  ASSERT_EQ(golden->height, kEdge);
  ASSERT_EQ(golden->channels, 4);

  // Another driver rounds, filters and samples edges a little differently: that moves the mean by less
  // than one step in 255 and touches edge pixels only.  A lost texture or light moves it by ten.
  const Difference difference = compare(*golden, *picture);
  EXPECT_LT(difference.mean, 1.0) << "drawn now: " << drawn;
  EXPECT_LT(difference.share_beyond, 0.01) << "drawn now: " << drawn;
  if (!HasFailure()) std::filesystem::remove(drawn);
}

INSTANTIATE_TEST_SUITE_P(Demo, GoldenPicture,
                         testing::Values("jeogori", "gat", "moon_jar", "bandaji", "makeup_court"),
                         [](const auto& piece) { return std::string(piece.param); });

}  // namespace
}  // namespace bandaji
