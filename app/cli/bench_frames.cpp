// How long the frames of a viewport take: the demo production's sets, and a model of
// two million triangles, at rest and while the camera moves.
#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench_scratch.h"
#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/demo/demo_production.h"
#include "renderer/gpu_model.h"
#include "renderer/headless.h"
#include "renderer/preview.h"

namespace bandaji::cli {
namespace {

constexpr PictureSize kViewport{960, 640};
constexpr std::uint32_t kFolds = 1000;  // 2 * kFolds * kFolds triangles.

// A crumpled cloth, fine enough to be out of the ordinary.
Model large_model() {
  Mesh mesh;
  mesh.name = "cloth";
  mesh.positions.reserve((kFolds + 1) * (kFolds + 1));
  for (std::uint32_t y = 0; y <= kFolds; ++y) {
    for (std::uint32_t x = 0; x <= kFolds; ++x) {
      const float u = static_cast<float>(x) / kFolds, v = static_cast<float>(y) / kFolds;
      const float slope_u = 0.9f * std::cos(30 * u + 5 * v), slope_v = 0.6f * std::cos(20 * v);
      mesh.positions.push_back(
          {2 * u - 1, 0.03f * std::sin(30 * u + 5 * v) + 0.03f * std::sin(20 * v) + 1 - v, 2 * v - 1});
      mesh.normals.push_back(glm::normalize(glm::vec3(-0.5f * slope_u, 1, 0.5f - 0.5f * slope_v)));
      mesh.uv0.push_back({u, v});
    }
  }
  for (std::uint32_t y = 0; y < kFolds; ++y) {
    for (std::uint32_t x = 0; x < kFolds; ++x) {
      const std::uint32_t a = y * (kFolds + 1) + x, b = a + kFolds + 1;
      mesh.indices.insert(mesh.indices.end(), {a, b, a + 1, a + 1, b, b + 1});
    }
  }
  mesh.material = 0;
  Model model;
  model.meshes.push_back(std::move(mesh));
  model.materials.emplace_back();
  model.materials[0].double_sided = true;
  model.materials[0].base_color = {0.4f, 0.1f, 0.12f, 1};
  model.nodes.emplace_back();
  model.nodes[0].meshes = {0};
  return model;
}

struct Frames {
  std::string name;
  std::uint64_t triangles = 0;
  double upload_ms = 0;
  double full_ms = 0;
  double moving_ms = 0;
  std::uint64_t bytes = 0;
};

Result<Frames> frames_of(const std::string& name, const Model& source, Preview& preview, int repeats) {
  auto bytes = bake(source);
  if (!bytes) return tl::unexpected(bytes.error());
  auto baked = BakedModel::open(std::move(*bytes));
  if (!baked) return tl::unexpected(baked.error());
  Frames frames;
  frames.name = name;
  const auto uploading = bench_now();
  auto model = GpuModel::upload(std::make_shared<BakedModel>(std::move(*baked)));
  if (!model) return tl::unexpected(model.error());
  frames.upload_ms = ms_since(uploading);
  frames.triangles = model->source().facts().triangles;
  frames.bytes = model->gpu_bytes();
  Camera camera = frame_bounds(model->posed_bounds(0, false), {-32, 12}, 1.5f);
  ViewSettings full, moving;
  moving.samples = 1;
  moving.draft = true;
  std::vector<double> full_ms, moving_ms;
  // The first frame of each compiles shaders; the two take turns, so that what else the machine does meets
  // both.
  for (int i = 0; i <= repeats; ++i) {
    orbit(camera, {7, 0}, {kViewport.width, kViewport.height});
    for (const bool moves : {false, true}) {
      if (auto drawn = preview.draw(*model, camera, moves ? moving : full, kViewport); !drawn)
        return tl::unexpected(drawn.error());
      if (i > 0) (moves ? moving_ms : full_ms).push_back(preview.last_frame_ms());
    }
  }
  frames.full_ms = percentile(full_ms, 0.5);
  frames.moving_ms = percentile(moving_ms, 0.5);
  return frames;
}

}  // namespace

int bench_frames(const BenchCommand& command, Console& console) {
  auto context = HeadlessContext::create();
  if (!context) {
    console.problem(context.error());
    return kNothingDone;
  }
  auto preview = Preview::create();
  if (!preview) {
    console.problem(preview.error());
    return kNothingDone;
  }
  const auto report = [&](const std::string& name, const Model& model) {
    const auto frames = frames_of(name, model, *preview, command.repeats);
    if (!frames) {
      console.problem(frames.error());
      return false;
    }
    const double ratio =
        frames->full_ms > 0 ? std::round(100 * frames->moving_ms / frames->full_ms) / 100 : 0;
    console.result(line_of({{"name", frames->name},
                            {"triangles", frames->triangles},
                            {"upload_ms", frames->upload_ms},
                            {"full_ms", frames->full_ms},
                            {"moving_ms", frames->moving_ms},
                            {"moving_per_full", ratio},
                            {"model_mb", std::round(static_cast<double>(frames->bytes) / 1e6)}}));
    return true;
  };
  for (const DemoAsset& asset : demo_set_assets()) {
    if (console.stop().stop_requested()) return kNothingDone;
    if (asset.kind != "ak_set") continue;
    if (!report(asset.romanized, asset.build())) return kNothingDone;
  }
  return report("cloth", large_model()) ? kDone : kNothingDone;
}

}  // namespace bandaji::cli
