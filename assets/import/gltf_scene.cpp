#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assets/import/gltf_import.h"
#include "assets/import/node_transform.h"
#include "assets/text.h"

namespace bandaji {
namespace {

using Json = nlohmann::json;
using Doc = GltfDocument;

constexpr std::size_t kMostNodes = 1'000'000;
constexpr std::int32_t kNowhere = -1;

class SceneReader {
 public:
  SceneReader(GltfDocument& document, GltfModel& out)
      : document_(document),
        out_(out),
        model_(out.model),
        nodes_(document.list("nodes")),
        place_(nodes_.size(), kNowhere) {}

  Result<void> read() {
    if (const auto done = read_nodes(); !done) return done;
    if (!draws_something()) place_what_no_scene_places();
    if (const auto done = read_skins(); !done) return done;
    read_animations();
    read_lights();
    read_variants();
    if (instances_ > 0)
      out_.notes.push_back(fmt::format("{} instances were placed (EXT_mesh_gpu_instancing).", instances_));
    if (!model_.variants.empty())
      out_.notes.push_back(fmt::format("{} material variants were read.", model_.variants.size()));
    if (!Doc::extension(document_.json(), "EXT_lights_image_based").is_null())
      out_.warnings.emplace_back("The light around the model that the file brings along is not used.");
    return {};
  }

 private:
  bool is_node(std::int64_t index) const {
    return index >= 0 && index < static_cast<std::int64_t>(nodes_.size());
  }
  const Json& node_json(std::int64_t index) const { return nodes_[static_cast<std::size_t>(index)]; }
  std::int32_t& place(std::int64_t index) { return place_[static_cast<std::size_t>(index)]; }

  std::vector<std::int64_t> roots_of(const Json& scene) const {
    std::vector<std::int64_t> roots;
    for (const Json& index : Doc::list(scene, "nodes")) {
      if (index.is_number_integer()) roots.push_back(index.get<std::int64_t>());
    }
    return roots;
  }

  // Every scene, the default one first, so that its nodes come first.
  Result<void> read_scenes(const Json& scenes, std::size_t chosen) {
    if (!roots_draw(roots_of(scenes[chosen]))) {
      // A default scene with nothing to see hides what others have.
      for (std::size_t i = 0; i < scenes.size(); ++i) {
        if (!roots_draw(roots_of(scenes[i]))) continue;
        out_.warnings.emplace_back("The file's default scene is empty; another one is shown.");
        chosen = i;
        break;
      }
    }
    if (const auto done = add_trees(roots_of(scenes[chosen])); !done) return done;
    if (scenes.size() == 1) return {};
    for (const Json& scene : scenes) {
      const std::vector<std::int64_t> roots = roots_of(scene);
      if (const auto done = add_trees(roots); !done) return done;
      ModelScene made;
      made.name = to_nfc(Doc::text(scene, "name"));
      for (const std::int64_t root : roots) {
        if (is_node(root)) made.roots.push_back(static_cast<std::uint32_t>(place(root)));
      }
      model_.scenes.push_back(std::move(made));
    }
    model_.scene = static_cast<std::uint32_t>(chosen);
    out_.notes.push_back(fmt::format(
        "The file holds {} scenes; its default one is shown until another is chosen.", scenes.size()));
    return {};
  }

  Result<void> add_trees(const std::vector<std::int64_t>& roots) {
    for (const std::int64_t root : roots) {
      if (const auto done = add_tree(root, true); !done) return done;
    }
    return {};
  }

  Result<void> read_nodes() {
    const Json& scenes = document_.list("scenes");
    const std::int64_t scene = Doc::integer(document_.json(), "scene", 0);
    if (scene >= 0 && scene < static_cast<std::int64_t>(scenes.size()))
      return read_scenes(scenes, static_cast<std::size_t>(scene));
    return add_trees(all_roots());
  }

  // Of the whole file.
  std::vector<std::int64_t> all_roots() const {
    std::vector<std::int64_t> roots;
    std::vector<bool> is_child(nodes_.size(), false);
    for (const Json& node : nodes_) {
      for (const Json& child : Doc::list(node, "children")) {
        if (child.is_number_integer() && is_node(child.get<std::int64_t>()))
          is_child[static_cast<std::size_t>(child.get<std::int64_t>())] = true;
      }
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!is_child[i]) roots.push_back(static_cast<std::int64_t>(i));
    }
    return roots;
  }

  // Whether any of these nodes, or one below them, has a mesh that is drawn.
  bool roots_draw(const std::vector<std::int64_t>& roots) const {
    std::vector<bool> seen(nodes_.size(), false);
    std::vector<std::int64_t> waiting = roots;
    while (!waiting.empty()) {
      const std::int64_t node = waiting.back();
      waiting.pop_back();
      if (!is_node(node) || seen[static_cast<std::size_t>(node)]) continue;
      seen[static_cast<std::size_t>(node)] = true;
      const std::int64_t mesh = Doc::integer(node_json(node), "mesh", -1);
      if (mesh >= 0 && mesh < static_cast<std::int64_t>(out_.meshes_of.size()) &&
          !out_.meshes_of[static_cast<std::size_t>(mesh)].empty())
        return true;
      for (const Json& child : Doc::list(node_json(node), "children")) {
        if (child.is_number_integer()) waiting.push_back(child.get<std::int64_t>());
      }
    }
    return false;
  }

  // The shown scene; of the others it was looked whether they could take its place.
  bool draws_something() const {
    return std::any_of(model_.nodes.begin(), model_.nodes.end(),
                       [](const Node& node) { return !node.meshes.empty(); });
  }

  // Of a file that is a mere library of meshes, or hides them all, every mesh stands at the origin.
  void place_what_no_scene_places() {
    model_.scenes.clear();
    model_.scene = 0;
    for (const std::vector<std::uint32_t>& meshes : out_.meshes_of) {
      if (meshes.empty()) continue;
      Node node;
      node.name = model_.meshes[meshes[0]].name;
      node.meshes = meshes;
      std::size_t targets = 0;
      for (const std::uint32_t index : meshes)
        targets = std::max(targets, model_.meshes[index].morphs.size());
      node.morph_weights.assign(targets, 0.0f);
      model_.nodes.push_back(std::move(node));
    }
    if (draws_something())
      out_.warnings.emplace_back("No scene of the file shows its meshes; they are shown as they are.");
  }

  // The node and everything below it, level by level.  A node that was met before
  // is not added again, which also ends circles.
  Result<void> add_tree(std::int64_t root, bool visible) {
    struct Waiting {
      std::int64_t node;
      std::int32_t parent;
      bool visible;
    };
    std::vector<Waiting> queue{{root, -1, visible}};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const Waiting next = queue[i];
      if (!is_node(next.node) || place(next.node) != kNowhere) continue;
      if (model_.nodes.size() >= kMostNodes)
        return fail(ErrorKind::Limit, "The model has more than a million nodes.");
      const Json& from = node_json(next.node);
      const auto here = static_cast<std::int32_t>(model_.nodes.size());
      place(next.node) = here;
      const bool shown =
          next.visible && Doc::flag(Doc::extension(from, "KHR_node_visibility"), "visible", true);
      model_.nodes.push_back(read_node(from, next.parent, shown));
      if (shown) {
        if (const auto done = add_instances(from, here); !done) return done;
      }
      for (const Json& child : Doc::list(from, "children")) {
        if (child.is_number_integer()) queue.push_back({child.get<std::int64_t>(), here, shown});
      }
    }
    return {};
  }

  Node read_node(const Json& from, std::int32_t parent, bool shown) {
    Node node;
    node.name = to_nfc(Doc::text(from, "name"));
    node.parent = parent;
    if (Doc::list(from, "matrix").size() == 16) {
      const std::vector<float> m =
          Doc::numbers(from, "matrix", {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1});
      glm::mat4 matrix(1);
      for (int i = 0; i < 16; ++i) matrix[i / 4][i % 4] = m[static_cast<std::size_t>(i)];
      set_transform(node, matrix);
    } else {
      const std::vector<float> t = Doc::numbers(from, "translation", {0, 0, 0});
      const std::vector<float> r = Doc::numbers(from, "rotation", {0, 0, 0, 1});
      const std::vector<float> s = Doc::numbers(from, "scale", {1, 1, 1});
      set_parts(node, t.data(), r.data(), s.data());
    }
    const std::int64_t mesh = Doc::integer(from, "mesh", -1);
    if (!shown || mesh < 0 || mesh >= static_cast<std::int64_t>(out_.meshes_of.size())) return node;
    node.meshes = out_.meshes_of[static_cast<std::size_t>(mesh)];
    const std::int64_t skin = Doc::integer(from, "skin", -1);
    bool skinned = false;
    std::size_t targets = 0;
    for (const std::uint32_t index : node.meshes) {
      skinned = skinned || !model_.meshes[index].joints.empty();
      targets = std::max(targets, model_.meshes[index].morphs.size());
    }
    if (skinned && skin >= 0 && skin < static_cast<std::int64_t>(document_.list("skins").size()))
      node.skin = static_cast<std::int32_t>(skin);
    if (targets > 0) {
      const std::vector<float> none(targets, 0.0f);
      const std::vector<float> own =
          Doc::numbers(document_.list("meshes")[static_cast<std::size_t>(mesh)], "weights", none);
      node.morph_weights = Doc::numbers(from, "weights", own);
    }
    return node;
  }

  static void set_parts(Node& node, const float* t, const float* r, const float* s) {
    const auto sane = [](float value, float otherwise) {
      return std::abs(value) < 1e12f ? value : otherwise;
    };
    node.translation = {sane(t[0], 0), sane(t[1], 0), sane(t[2], 0)};
    node.scale = {sane(s[0], 1), sane(s[1], 1), sane(s[2], 1)};
    const glm::quat rotation(r[3], r[0], r[1], r[2]);
    const float length = glm::length(rotation);
    node.rotation = length > 1e-6f && length < 1e6f ? rotation / length : glm::quat(1, 0, 0, 0);
  }

  // EXT_mesh_gpu_instancing: a child for every instance takes over the meshes.
  Result<void> add_instances(const Json& from, std::int32_t here) {
    const Json& instancing = Doc::extension(from, "EXT_mesh_gpu_instancing");
    if (instancing.is_null()) return {};
    const auto attributes = instancing.find("attributes");
    if (attributes == instancing.end() || !attributes->is_object()) return {};
    GltfDocument::Numbers parts[3];
    std::size_t count = 0;
    constexpr const char* kNames[3] = {"TRANSLATION", "ROTATION", "SCALE"};
    constexpr std::size_t kWidths[3] = {3, 4, 3};
    for (std::size_t i = 0; i < 3; ++i) {
      const std::int64_t accessor = Doc::integer(*attributes, kNames[i], -1);
      if (accessor < 0) continue;
      auto numbers = document_.floats(accessor);
      if (!numbers) return tl::unexpected(numbers.error());
      if (numbers->width != kWidths[i] || (count != 0 && numbers->count != count)) continue;
      count = numbers->count;
      parts[i] = std::move(*numbers);
    }
    if (count == 0) return {};
    instances_ += count;
    if (model_.nodes.size() + count > kMostNodes)
      return fail(ErrorKind::Limit, "The model has more than a million nodes.");
    Node pattern = model_.nodes[static_cast<std::size_t>(here)];
    model_.nodes[static_cast<std::size_t>(here)].meshes.clear();
    pattern.parent = here;
    pattern.matrix_only = false;
    for (std::size_t i = 0; i < count; ++i) {
      constexpr float kDefaults[3][4] = {{0, 0, 0, 0}, {0, 0, 0, 1}, {1, 1, 1, 0}};
      const float* at[3];
      for (std::size_t k = 0; k < 3; ++k)
        at[k] = parts[k].values ? parts[k].values->data() + i * kWidths[k] : kDefaults[k];
      set_parts(pattern, at[0], at[1], at[2]);
      model_.nodes.push_back(pattern);
    }
    return {};
  }

  Result<void> read_skins() {
    std::vector<std::int64_t> parent_of(nodes_.size(), -1);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      for (const Json& child : Doc::list(nodes_[i], "children")) {
        if (child.is_number_integer() && is_node(child.get<std::int64_t>())) {
          parent_of[static_cast<std::size_t>(child.get<std::int64_t>())] = static_cast<std::int64_t>(i);
        }
      }
    }
    bool without_binds = false;
    for (const Json& from : document_.list("skins")) {
      Skin skin;
      for (const Json& joint : Doc::list(from, "joints")) {
        std::int64_t node = joint.is_number_integer() ? joint.get<std::int64_t>() : -1;
        if (!is_node(node)) node = -1;
        if (node >= 0 && place(node) == kNowhere) {
          // A joint outside the scene moves its skin all the same.
          std::int64_t top = node;
          for (std::size_t steps = 0; parent_of[static_cast<std::size_t>(top)] >= 0 && steps < nodes_.size();
               ++steps) {
            top = parent_of[static_cast<std::size_t>(top)];
          }
          if (const auto done = add_tree(top, false); !done) return done;
        }
        skin.joints.push_back(node >= 0 ? std::max(0, place(node)) : 0);
      }
      skin.inverse_bind.assign(skin.joints.size(), glm::mat4(1));
      const std::int64_t accessor = Doc::integer(from, "inverseBindMatrices", -1);
      without_binds = without_binds || accessor < 0;
      if (accessor >= 0) {
        const auto matrices = document_.floats(accessor);
        if (!matrices) return tl::unexpected(matrices.error());
        for (std::size_t i = 0; matrices->width == 16 && i < skin.inverse_bind.size() && i < matrices->count;
             ++i) {
          glm::mat4 matrix(1);
          for (int k = 0; k < 16; ++k)
            matrix[k / 4][k % 4] = (*matrices->values)[i * 16 + static_cast<std::size_t>(k)];
          skin.inverse_bind[i] = sane_matrix(matrix);
        }
      }
      model_.skins.push_back(std::move(skin));
    }
    if (without_binds)
      out_.notes.emplace_back("A skin without inverse bind matrices was read with those the format implies.");
    if (!model_.skins.empty() && model_.nodes.empty()) model_.nodes.emplace_back();
    return {};
  }

  void read_animations() {
    std::size_t left_out = 0, curved = 0;
    for (const Json& from : document_.list("animations")) {
      Animation animation;
      animation.name = to_nfc(Doc::text(from, "name"));
      const Json& samplers = Doc::list(from, "samplers");
      for (const Json& json : Doc::list(from, "channels")) {
        const std::int64_t sampler = Doc::integer(json, "sampler", -1);
        const auto target = json.is_object() ? json.find("target") : json.end();
        if (target == json.end() || sampler < 0 || sampler >= static_cast<std::int64_t>(samplers.size()))
          continue;
        auto channel = read_channel(samplers[static_cast<std::size_t>(sampler)], *target);
        if (!channel) {
          left_out += Doc::text(*target, "path") == "pointer" ? 1 : 0;
          continue;
        }
        curved += channel->interpolation != Interpolation::Linear ? 1 : 0;
        animation.duration = std::max(animation.duration, channel->times.back());
        model_.nodes[channel->node].matrix_only = false;
        animation.channels.push_back(std::move(*channel));
      }
      if (!animation.channels.empty()) model_.animations.push_back(std::move(animation));
    }
    if (left_out > 0)
      out_.warnings.push_back(fmt::format(
          "{} animated properties (KHR_animation_pointer) are not moved; they stay as the file sets them.",
          left_out));
    if (curved > 0)
      out_.notes.push_back(fmt::format("{} animation curves keep their steps and splines.", curved));
  }

  std::optional<AnimationChannel> read_channel(const Json& sampler, const Json& target) {
    const std::int64_t node = Doc::integer(target, "node", -1);
    if (!is_node(node) || place(node) == kNowhere) return std::nullopt;
    AnimationChannel channel;
    channel.node = static_cast<std::uint32_t>(place(node));
    const std::string path = Doc::text(target, "path");
    std::size_t width = 3;
    if (path == "rotation") {
      channel.property = AnimatedProperty::Rotation;
      width = 4;
    } else if (path == "scale") {
      channel.property = AnimatedProperty::Scale;
    } else if (path == "weights") {
      channel.property = AnimatedProperty::MorphWeights;
      width = model_.nodes[channel.node].morph_weights.size();
    } else if (path != "translation") {
      return std::nullopt;
    }
    const std::string interpolation = Doc::text(sampler, "interpolation");
    if (interpolation == "STEP") channel.interpolation = Interpolation::Step;
    if (interpolation == "CUBICSPLINE") channel.interpolation = Interpolation::CubicSpline;
    const auto times = document_.floats(Doc::integer(sampler, "input", -1));
    const auto values = document_.floats(Doc::integer(sampler, "output", -1));
    if (!times || !values || width == 0) return std::nullopt;
    const std::size_t per_key = width * (channel.interpolation == Interpolation::CubicSpline ? 3 : 1);
    const std::size_t keys = std::min(times->values->size(), values->values->size() / per_key);
    for (std::size_t k = 0; k < keys; ++k) {
      const float time = (*times->values)[k];
      const float* from = values->values->data() + k * per_key;
      bool good = std::abs(time) < 1e7f && (channel.times.empty() || time >= channel.times.back());
      for (std::size_t i = 0; i < per_key; ++i) good = good && std::abs(from[i]) < 1e12f;
      if (!good) continue;
      channel.times.push_back(time);
      channel.values.insert(channel.values.end(), from, from + per_key);
    }
    if (channel.times.empty()) return std::nullopt;
    return channel;
  }

  void read_lights() {
    const Json& lights = Doc::list(Doc::extension(document_.json(), "KHR_lights_punctual"), "lights");
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      const std::int64_t index = Doc::integer(Doc::extension(nodes_[n], "KHR_lights_punctual"), "light", -1);
      if (place_[n] == kNowhere || index < 0 || index >= static_cast<std::int64_t>(lights.size())) continue;
      const Json& from = lights[static_cast<std::size_t>(index)];
      PunctualLight light;
      light.node = static_cast<std::uint32_t>(place_[n]);
      const std::string type = Doc::text(from, "type");
      light.type =
          type == "spot" ? LightType::Spot : (type == "point" ? LightType::Point : LightType::Directional);
      const std::vector<float> color = Doc::numbers(from, "color", {1, 1, 1});
      light.color = {color[0], color[1], color[2]};
      light.intensity = Doc::number(from, "intensity", 1);
      light.range = std::max(0.0f, Doc::number(from, "range", 0));
      if (const auto spot = from.find("spot"); spot != from.end()) {
        light.outer_cone_radians =
            std::clamp(Doc::number(*spot, "outerConeAngle", 0.7853982f), 0.0f, 1.5707963f);
        light.inner_cone_radians =
            std::clamp(Doc::number(*spot, "innerConeAngle", 0), 0.0f, light.outer_cone_radians);
      }
      model_.lights.push_back(light);
    }
  }

  void read_variants() {
    const Json& variants = Doc::list(Doc::extension(document_.json(), "KHR_materials_variants"), "variants");
    for (const Json& variant : variants) model_.variants.push_back({to_nfc(Doc::text(variant, "name")), {}});
    if (variants.empty()) return;
    const Json& meshes = document_.list("meshes");
    for (std::size_t m = 0; m < meshes.size(); ++m) {
      const Json& primitives = Doc::list(meshes[m], "primitives");
      for (std::size_t p = 0; p < primitives.size(); ++p) {
        if (out_.mesh_of_primitive[m][p] < 0) continue;
        const auto mesh = static_cast<std::uint32_t>(out_.mesh_of_primitive[m][p]);
        for (const Json& mapping :
             Doc::list(Doc::extension(primitives[p], "KHR_materials_variants"), "mappings")) {
          const std::int64_t material = Doc::integer(mapping, "material", -1);
          if (material < 0 || material >= static_cast<std::int64_t>(model_.materials.size())) continue;
          for (const Json& index : Doc::list(mapping, "variants")) {
            const std::int64_t variant = index.is_number_integer() ? index.get<std::int64_t>() : -1;
            if (variant < 0 || variant >= static_cast<std::int64_t>(model_.variants.size())) continue;
            model_.variants[static_cast<std::size_t>(variant)].materials.emplace_back(
                mesh, static_cast<std::int32_t>(material));
          }
        }
      }
    }
  }

  GltfDocument& document_;
  GltfModel& out_;
  Model& model_;
  const Json& nodes_;
  std::size_t instances_ = 0;
  std::vector<std::int32_t> place_;  // Node of the file to node of the model.
};

}  // namespace

Result<void> read_gltf_scene(GltfDocument& document, GltfModel& out) {
  return SceneReader(document, out).read();
}

}  // namespace bandaji
