#include "app/core/asset_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/core/asset_value.h"
#include "app/core/file_scene.h"
#include "assets/text.h"

namespace bandaji {
namespace {

constexpr AssetNote kPicture{"bandaji:picture", "섬네일 그림", "Thumbnail picture"};

std::optional<AssetVersion> picture_version(const Catalog& catalog, const Id& picture) {
  if (picture.empty()) return std::nullopt;
  const auto asset = catalog.asset(picture);
  if (!asset || asset->trashed || asset->current_version.empty()) return std::nullopt;
  auto version = catalog.version(asset->current_version);
  if (!version || version->facts.content != VersionContent::Image) return std::nullopt;
  return std::move(*version);
}

void append_no_picture(const Catalog& catalog, const Id& asset, Change& change) {
  if (asset_note(catalog, kPicture, asset).empty()) return;
  for (Edit& edit : set_asset_note(catalog, kPicture, asset, "")) change.edits.push_back(std::move(edit));
}

}  // namespace

ThumbnailSource thumbnail_source(const Catalog& catalog, const Id& asset) {
  ThumbnailSource source;
  if (const auto chosen = chosen_camera(catalog, asset)) source.camera = chosen->camera;
  source.image = picture_version(catalog, asset_note(catalog, kPicture, asset));
  source.scene = file_scene(catalog, asset);
  return source;
}

std::map<Id, ThumbnailSource> thumbnail_sources(const Catalog& catalog) {
  std::map<Id, ThumbnailSource> sources;
  for (const auto& [asset, camera] : chosen_cameras(catalog)) sources[asset].camera = camera;
  for (const auto& [asset, picture] : asset_notes(catalog, kPicture))
    if (auto version = picture_version(catalog, picture)) sources[asset].image = std::move(version);
  for (auto& [asset, scene] : file_scenes(catalog)) sources[asset].scene = std::move(scene);
  return sources;
}

Result<Change> set_asset_picture(const Catalog& catalog, const Id& asset, const Id& picture) {
  const auto is = catalog.asset(picture);
  if (!is) return tl::unexpected(is.error());
  if (!picture_version(catalog, picture))
    return fail(ErrorKind::Unsupported,
                fmt::format("{} is no picture, so it cannot be a thumbnail.",
                            for_display(is->name_ko.empty() ? is->name_en : is->name_ko)));
  Change change;
  change.label_ko = "섬네일 그림 고르기";
  change.label_en = "Choose the thumbnail's picture";
  change.edits = set_asset_note(catalog, kPicture, asset, picture);
  return change;
}

Change set_thumbnail_view(const Catalog& catalog, const Id& asset, NamedCamera camera, bool korean) {
  std::vector<NamedCamera> cameras = cameras_of(catalog, asset);
  for (NamedCamera& each : cameras) each.chosen = false;
  camera.name = korean ? "섬네일" : "Thumbnail";
  camera.chosen = true;
  if (const NamedCamera* same = find_camera(cameras, camera.name))
    cameras[static_cast<std::size_t>(same - cameras.data())] = std::move(camera);
  else
    cameras.push_back(std::move(camera));
  Change change =
      set_cameras(catalog, asset, cameras, "지금 보는 모습을 섬네일로", "Thumbnail from this view");
  // A picture in its place would hide it.
  append_no_picture(catalog, asset, change);
  return change;
}

Change reset_asset_picture(const Catalog& catalog, const Id& asset) {
  Change change;
  std::vector<NamedCamera> cameras = cameras_of(catalog, asset);
  const auto chosen =
      std::find_if(cameras.begin(), cameras.end(), [](const NamedCamera& camera) { return camera.chosen; });
  if (chosen != cameras.end()) {
    chosen->chosen = false;
    change = set_cameras(catalog, asset, cameras, "", "");
  }
  append_no_picture(catalog, asset, change);
  change.label_ko = "섬네일을 처음대로";
  change.label_en = "Thumbnail as it was at first";
  return change;
}

}  // namespace bandaji
