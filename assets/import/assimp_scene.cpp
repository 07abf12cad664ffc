#include "assets/import/assimp_scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "assets/import/node_transform.h"
#include "assets/srgb.h"

namespace bandaji {
namespace {

constexpr std::size_t kMostNodes = 1'000'000;

// Nodes of the scene in our order, and the way back by name.
struct NodeTable {
  std::vector<const aiNode*> nodes;
  std::unordered_map<std::string, std::int32_t> by_name;  // The first of that name.
};

Result<NodeTable> convert_nodes(const aiScene& scene, Model& model) {
  NodeTable table;
  std::vector<std::int32_t> parents;
  table.nodes.push_back(scene.mRootNode);
  parents.push_back(-1);
  // Level by level, without recursion: a file may nest as deep as it likes.
  for (std::size_t i = 0; i < table.nodes.size(); ++i) {
    const aiNode& from = *table.nodes[i];
    Node node;
    node.name = convert_name(from.mName);
    node.parent = parents[i];
    set_transform(node, convert_matrix(from.mTransformation));
    table.by_name.emplace(std::string(from.mName.data, from.mName.length), static_cast<std::int32_t>(i));
    model.nodes.push_back(std::move(node));
    if (table.nodes.size() + from.mNumChildren > kMostNodes) {
      return fail(ErrorKind::Limit, "The model has more than a million nodes.");
    }
    for (unsigned c = 0; c < from.mNumChildren; ++c) {
      table.nodes.push_back(from.mChildren[c]);
      parents.push_back(static_cast<std::int32_t>(i));
    }
  }
  return table;
}

// A skin for every mesh with bones; -1 for the others.
std::vector<std::int32_t> convert_skins(const aiScene& scene, const NodeTable& table, Model& model) {
  std::vector<std::int32_t> skin_of(scene.mNumMeshes, -1);
  for (unsigned m = 0; m < scene.mNumMeshes; ++m) {
    const aiMesh& mesh = *scene.mMeshes[m];
    if (mesh.mNumBones == 0) continue;
    Skin skin;
    for (unsigned b = 0; b < mesh.mNumBones && b < 65536; ++b) {
      const aiString& name = mesh.mBones[b]->mName;
      const auto joint = table.by_name.find(std::string(name.data, name.length));
      skin.joints.push_back(joint == table.by_name.end() ? 0 : joint->second);
      skin.inverse_bind.push_back(sane_matrix(convert_matrix(mesh.mBones[b]->mOffsetMatrix)));
    }
    skin_of[m] = static_cast<std::int32_t>(model.skins.size());
    model.skins.push_back(std::move(skin));
  }
  return skin_of;
}

// Hangs the meshes on the nodes.  A node has one skin at most, so each skinned mesh gets a node of its own.
void place_meshes(const NodeTable& table, const std::vector<std::int32_t>& skin_of, Model& model) {
  const std::size_t count = model.nodes.size();
  for (std::size_t n = 0; n < count; ++n) {
    const aiNode& from = *table.nodes[n];
    for (unsigned i = 0; i < from.mNumMeshes; ++i) {
      const unsigned mesh = from.mMeshes[i];
      if (mesh >= model.meshes.size() || !draws_anything(model.meshes[mesh])) continue;
      std::vector<float> weights(model.meshes[mesh].morphs.size(), 0.0f);
      const bool alone = from.mNumMeshes == 1 || (skin_of[mesh] < 0 && weights.empty());
      Node* target = &model.nodes[n];
      if (!alone) {
        Node part;
        part.name = model.meshes[mesh].name;
        part.parent = static_cast<std::int32_t>(n);
        model.nodes.push_back(std::move(part));
        target = &model.nodes.back();
      }
      target->meshes.push_back(mesh);
      if (skin_of[mesh] >= 0) target->skin = skin_of[mesh];
      if (!weights.empty()) target->morph_weights = std::move(weights);
    }
  }
}

void set_morph_weights(const aiScene& scene, Model& model) {
  for (Node& node : model.nodes) {
    if (node.morph_weights.empty()) continue;
    const aiMesh& mesh = *scene.mMeshes[node.meshes[0]];
    for (unsigned m = 0; m < mesh.mNumAnimMeshes && m < node.morph_weights.size(); ++m) {
      const float weight = mesh.mAnimMeshes[m]->mWeight;
      node.morph_weights[m] = std::isfinite(weight) ? std::clamp(weight, -10.0f, 10.0f) : 0.0f;
    }
  }
}

// Keys in order of time, each finite.
template <class Key, class Write>
void convert_keys(const Key* keys, unsigned count, double ticks, AnimationChannel channel, std::size_t width,
                  const Write& write, Animation& animation) {
  for (unsigned k = 0; k < count; ++k) {
    const auto time = static_cast<float>(keys[k].mTime / ticks);
    float value[4];
    write(keys[k].mValue, value);
    bool good = std::isfinite(time) && std::abs(time) < 1e7f;
    for (std::size_t i = 0; i < width; ++i)
      good = good && std::isfinite(value[i]) && std::abs(value[i]) < 1e12f;
    if (!good || (!channel.times.empty() && time < channel.times.back())) continue;
    channel.times.push_back(time);
    channel.values.insert(channel.values.end(), value, value + width);
  }
  if (channel.times.empty()) return;
  animation.duration = std::max(animation.duration, channel.times.back());
  animation.channels.push_back(std::move(channel));
}

void convert_animations(const aiScene& scene, const NodeTable& table, Model& model) {
  for (unsigned a = 0; a < scene.mNumAnimations; ++a) {
    const aiAnimation& from = *scene.mAnimations[a];
    Animation animation;
    animation.name = convert_name(from.mName);
    const double ticks = from.mTicksPerSecond > 0 ? from.mTicksPerSecond : 25.0;
    for (unsigned c = 0; c < from.mNumChannels; ++c) {
      const aiNodeAnim& keys = *from.mChannels[c];
      const auto node = table.by_name.find(std::string(keys.mNodeName.data, keys.mNodeName.length));
      if (node == table.by_name.end()) continue;
      AnimationChannel channel;
      channel.node = static_cast<std::uint32_t>(node->second);
      const auto vector = [](const aiVector3D& v, float* out) { out[0] = v.x, out[1] = v.y, out[2] = v.z; };
      channel.property = AnimatedProperty::Translation;
      convert_keys(keys.mPositionKeys, keys.mNumPositionKeys, ticks, channel, 3, vector, animation);
      channel.property = AnimatedProperty::Rotation;
      convert_keys(
          keys.mRotationKeys, keys.mNumRotationKeys, ticks, channel, 4,
          [](const aiQuaternion& q, float* out) { out[0] = q.x, out[1] = q.y, out[2] = q.z, out[3] = q.w; },
          animation);
      channel.property = AnimatedProperty::Scale;
      convert_keys(keys.mScalingKeys, keys.mNumScalingKeys, ticks, channel, 3, vector, animation);
    }
    for (unsigned c = 0; c < from.mNumMorphMeshChannels; ++c) {
      const aiMeshMorphAnim& keys = *from.mMorphMeshChannels[c];
      std::string name(keys.mName.data, keys.mName.length);
      name = name.substr(0, name.find('*'));
      for (std::size_t n = 0; n < model.nodes.size(); ++n) {
        const Node& node = model.nodes[n];
        const auto& named = model.nodes[static_cast<std::size_t>(
            n < table.nodes.size() || node.parent < 0 ? static_cast<std::int32_t>(n) : node.parent)];
        if (node.morph_weights.empty() || named.name != name) continue;
        AnimationChannel channel;
        channel.node = static_cast<std::uint32_t>(n);
        channel.property = AnimatedProperty::MorphWeights;
        for (unsigned k = 0; k < keys.mNumKeys; ++k) {
          const aiMeshMorphKey& key = keys.mKeys[k];
          const auto time = static_cast<float>(key.mTime / ticks);
          if (!std::isfinite(time) || (!channel.times.empty() && time < channel.times.back())) continue;
          std::vector<float> weights(node.morph_weights.size(), 0.0f);
          for (unsigned i = 0; i < key.mNumValuesAndWeights; ++i) {
            const auto weight = static_cast<float>(key.mWeights[i]);
            if (key.mValues[i] < weights.size() && std::isfinite(weight)) weights[key.mValues[i]] = weight;
          }
          channel.times.push_back(time);
          channel.values.insert(channel.values.end(), weights.begin(), weights.end());
        }
        if (channel.times.empty()) continue;
        animation.duration = std::max(animation.duration, channel.times.back());
        animation.channels.push_back(std::move(channel));
      }
    }
    if (!animation.channels.empty()) model.animations.push_back(std::move(animation));
  }
  // A channel can only move a node that is made of parts.
  for (const Animation& animation : model.animations) {
    for (const AnimationChannel& channel : animation.channels) model.nodes[channel.node].matrix_only = false;
  }
}

void convert_lights(const aiScene& scene, const NodeTable& table, Model& model) {
  for (unsigned i = 0; i < scene.mNumLights; ++i) {
    const aiLight& from = *scene.mLights[i];
    const auto node = table.by_name.find(std::string(from.mName.data, from.mName.length));
    if (node == table.by_name.end()) continue;
    PunctualLight light;
    light.node = static_cast<std::uint32_t>(node->second);
    if (from.mType == aiLightSource_POINT) {
      light.type = LightType::Point;
    } else if (from.mType == aiLightSource_SPOT) {
      light.type = LightType::Spot;
    } else if (from.mType != aiLightSource_DIRECTIONAL) {
      continue;
    }
    const glm::vec3 color(from.mColorDiffuse.r, from.mColorDiffuse.g, from.mColorDiffuse.b);
    const float strength = std::max({color.r, color.g, color.b});
    if (!(strength > 0) || !(strength < 1e9f)) continue;
    light.color = color / strength;
    light.intensity = strength;
    light.inner_cone_radians = std::clamp(from.mAngleInnerCone / 2, 0.0f, 1.57f);
    light.outer_cone_radians = std::clamp(from.mAngleOuterCone / 2, light.inner_cone_radians, 1.57f);
    model.lights.push_back(light);
  }
}

// Vertex colors of these formats are sRGB as painted; all-black ones were never painted.
void mend_vertex_colors(Mesh& mesh) {
  float brightest = 0;
  for (const glm::vec4& color : mesh.colors) brightest = std::max({brightest, color.r, color.g, color.b});
  if (!(brightest > 0)) mesh.colors.clear();
  for (glm::vec4& color : mesh.colors) {
    for (int i = 0; i < 3; ++i) color[i] = srgb_to_linear(std::clamp(color[i], 0.0f, 1.0f));
    color.a = 1;
  }
}

}  // namespace

Result<void> convert_scene(const aiScene& scene, const SceneOrigin& origin, TextureLoader& textures,
                           Model& model) {
  const auto table = convert_nodes(scene, model);
  if (!table) return tl::unexpected(table.error());
  model.materials = convert_materials(scene, origin, textures);
  for (unsigned i = 0; i < scene.mNumMeshes; ++i) {
    model.meshes.push_back(convert_mesh(*scene.mMeshes[i]));
    Mesh& mesh = model.meshes.back();
    mend_vertex_colors(mesh);
    if (mesh.material >= static_cast<std::int32_t>(model.materials.size())) mesh.material = -1;
  }
  const std::vector<std::int32_t> skins = convert_skins(scene, *table, model);
  place_meshes(*table, skins, model);
  set_morph_weights(scene, model);
  convert_animations(scene, *table, model);
  convert_lights(scene, *table, model);
  return {};
}

}  // namespace bandaji
