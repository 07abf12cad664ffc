#include "app/core/file_scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/core/asset_value.h"

namespace bandaji {
namespace {

constexpr AssetNote kScene{"bandaji:file-scene", "파일 속 장면", "Scene of the file"};

}  // namespace

std::string scene_label(const BakedModel& model, std::size_t index) {
  const auto& scenes = model.scenes();
  const std::string& name = scenes[index].name;
  const auto same = std::count_if(scenes.begin(), scenes.end(),
                                  [&](const BakedScene& scene) { return scene.name == name; });
  return name.empty() || same > 1 || name.starts_with('#') ? fmt::format("#{}", index + 1) : name;
}

std::optional<int> find_scene(const BakedModel& model, std::string_view label) {
  for (std::size_t i = 0; i < model.scenes().size(); ++i)
    if (scene_label(model, i) == label) return static_cast<int>(i);
  if (label.starts_with('#')) label.remove_prefix(1);
  for (std::size_t i = 0; i < model.scenes().size(); ++i)
    if (std::to_string(i + 1) == label) return static_cast<int>(i);
  return std::nullopt;
}

std::string file_scene(const Catalog& catalog, const Id& asset) {
  return asset_note(catalog, kScene, asset);
}

std::map<Id, std::string> file_scenes(const Catalog& catalog) {
  std::map<Id, std::string> scenes;
  for (auto& [asset, label] : asset_notes(catalog, kScene))
    if (!label.empty()) scenes.emplace(std::move(asset), std::move(label));
  return scenes;
}

Change set_file_scene(const Catalog& catalog, const Id& asset, std::string label) {
  Change change;
  change.label_ko = "파일 속 장면 고르기";
  change.label_en = "Choose the file's scene";
  if (file_scene(catalog, asset) != label)
    change.edits = set_asset_note(catalog, kScene, asset, std::move(label));
  return change;
}

void SceneChoices::set(std::map<Id, std::string> choices) {
  const std::lock_guard lock(mutex_);
  choices_ = std::move(choices);
}

std::string SceneChoices::of(const Id& asset) const {
  const std::lock_guard lock(mutex_);
  const auto found = choices_.find(asset);
  return found == choices_.end() ? std::string() : found->second;
}

}  // namespace bandaji
