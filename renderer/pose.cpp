#include "renderer/pose.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/gtc/quaternion.hpp>

namespace bandaji {
namespace {

struct Local {
  glm::vec3 translation;
  glm::quat rotation;
  glm::vec3 scale;
  bool matrix_only;
};

// Cubic Hermite spline of glTF 2.0, appendix C: in-tangent, value, out-tangent per key.
float spline(const float* key0, const float* key1, std::size_t width, std::size_t i, float t, float span) {
  const float t2 = t * t, t3 = t2 * t;
  const float p0 = key0[width + i], m0 = span * key0[2 * width + i];
  const float p1 = key1[width + i], m1 = span * key1[i];
  return (2 * t3 - 3 * t2 + 1) * p0 + (t3 - 2 * t2 + t) * m0 + (-2 * t3 + 3 * t2) * p1 + (t3 - t2) * m1;
}

glm::quat to_quat(const float* v) {
  return glm::quat(v[3], v[0], v[1], v[2]);
}

glm::quat normalized(const glm::quat& q) {
  const float length = glm::length(q);
  return length > 1e-12f ? q / length : glm::quat(1, 0, 0, 0);
}

// Evaluates one channel into out[0..width).
bool sample_channel(const AnimationChannel& channel, float time, std::size_t width, float* out) {
  const std::size_t keys = channel.times.size();
  const std::size_t parts = channel.interpolation == Interpolation::CubicSpline ? 3 : 1;
  if (keys == 0 || width == 0 || channel.values.size() < keys * width * parts) return false;
  const auto value = [&](std::size_t key) { return channel.values.data() + key * width * parts; };
  const std::size_t middle = parts == 3 ? width : 0;
  const auto after = std::upper_bound(channel.times.begin(), channel.times.end(), time);
  if (after == channel.times.begin() || after == channel.times.end()) {
    const float* held = value(after == channel.times.begin() ? 0 : keys - 1) + middle;
    std::copy(held, held + width, out);
    return true;
  }
  const auto next = static_cast<std::size_t>(after - channel.times.begin());
  const float span = channel.times[next] - channel.times[next - 1];
  const float t = span > 0 ? (time - channel.times[next - 1]) / span : 0;
  const float *a = value(next - 1), *b = value(next);
  switch (channel.interpolation) {
    case Interpolation::Step:
      std::copy(a, a + width, out);
      break;
    case Interpolation::CubicSpline:
      for (std::size_t i = 0; i < width; ++i) out[i] = spline(a, b, width, i, t, span);
      break;
    case Interpolation::Linear:
      if (channel.property == AnimatedProperty::Rotation) {
        const glm::quat q = glm::slerp(normalized(to_quat(a)), normalized(to_quat(b)), t);
        out[0] = q.x, out[1] = q.y, out[2] = q.z, out[3] = q.w;
      } else {
        for (std::size_t i = 0; i < width; ++i) out[i] = a[i] + t * (b[i] - a[i]);
      }
      break;
  }
  return true;
}

std::int16_t to_snorm(float v) {
  return static_cast<std::int16_t>(std::lround(std::clamp(v, -1.0f, 1.0f) * 32767.0f));
}
glm::vec3 from_snorm(const Snorm16x4& v) {
  return glm::vec3(v.x, v.y, v.z) * (1.0f / 32767.0f);
}

Snorm16x4 pack_direction(const glm::vec3& v, std::int16_t w) {
  const float length = glm::length(v);
  const glm::vec3 unit = length > 1e-20f ? v / length : glm::vec3(0, 1, 0);
  return {to_snorm(unit.x), to_snorm(unit.y), to_snorm(unit.z), w};
}

const std::vector<float>& weights_of(const Pose& pose, const MeshInstance& instance) {
  return pose.morph_weights[instance.node];
}

}  // namespace

Pose pose_at(std::span<const Node> nodes, const Animation* animation, float time_seconds) {
  Pose pose;
  pose.world.resize(nodes.size());
  pose.morph_weights.resize(nodes.size());
  std::vector<Local> locals(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    locals[i] = {nodes[i].translation, nodes[i].rotation, nodes[i].scale, nodes[i].matrix_only};
    pose.morph_weights[i] = nodes[i].morph_weights;
  }
  if (animation) {
    float time = std::max(time_seconds, 0.0f);
    if (animation->duration > 0 && time > animation->duration) time = std::fmod(time, animation->duration);
    for (const AnimationChannel& channel : animation->channels) {
      if (channel.node >= nodes.size()) continue;
      Local& local = locals[channel.node];
      float value[4] = {};
      switch (channel.property) {
        case AnimatedProperty::Translation:
          if (sample_channel(channel, time, 3, value))
            local.translation = {value[0], value[1], value[2]}, local.matrix_only = false;
          break;
        case AnimatedProperty::Rotation:
          if (sample_channel(channel, time, 4, value))
            local.rotation = normalized(to_quat(value)), local.matrix_only = false;
          break;
        case AnimatedProperty::Scale:
          if (sample_channel(channel, time, 3, value))
            local.scale = {value[0], value[1], value[2]}, local.matrix_only = false;
          break;
        case AnimatedProperty::MorphWeights: {
          const std::size_t parts = channel.interpolation == Interpolation::CubicSpline ? 3 : 1;
          const std::size_t count =
              channel.times.empty() ? 0 : channel.values.size() / (channel.times.size() * parts);
          std::vector<float> weights(count);
          if (sample_channel(channel, time, count, weights.data()))
            pose.morph_weights[channel.node] = std::move(weights);
          break;
        }
      }
    }
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Local& local = locals[i];
    glm::mat4 matrix = nodes[i].matrix;
    if (!local.matrix_only) {
      matrix = glm::mat4_cast(local.rotation);
      for (int axis = 0; axis < 3; ++axis) matrix[axis] *= local.scale[axis];
      matrix[3] = glm::vec4(local.translation, 1);
    }
    const std::int32_t parent = nodes[i].parent;
    pose.world[i] = parent >= 0 && static_cast<std::size_t>(parent) < i
                        ? pose.world[static_cast<std::size_t>(parent)] * matrix
                        : matrix;
  }
  return pose;
}

Pose pose_of(const BakedModel& model, float time_seconds, bool animate, int clip) {
  const Animation* animation =
      animate && time_seconds > 0 && clip >= 0 && static_cast<std::size_t>(clip) < model.animations().size()
          ? &model.animations()[static_cast<std::size_t>(clip)]
          : nullptr;
  return pose_at(model.nodes(), animation, time_seconds);
}

std::vector<glm::mat4> joint_matrices(const Skin& skin, const Pose& pose) {
  std::vector<glm::mat4> matrices(skin.joints.size());
  for (std::size_t i = 0; i < matrices.size(); ++i) {
    matrices[i] = pose.world[static_cast<std::size_t>(skin.joints[i])] * skin.inverse_bind[i];
  }
  return matrices;
}

std::vector<MeshInstance> mesh_instances(std::span<const Node> nodes) {
  std::vector<MeshInstance> instances;
  for (std::uint32_t node = 0; node < nodes.size(); ++node) {
    for (const std::uint32_t mesh : nodes[node].meshes) instances.push_back({node, mesh});
  }
  return instances;
}

static bool is_skinned(const BakedModel& model, const MeshInstance& instance) {
  const BakedMesh& mesh = model.meshes()[instance.mesh];
  return model.nodes()[instance.node].skin >= 0 && !mesh.joints.empty() && !mesh.weights.empty();
}

bool is_deformed(const BakedModel& model, const MeshInstance& instance) {
  return is_skinned(model, instance) || !model.meshes()[instance.mesh].morphs.empty();
}

glm::mat4 placement_of(const BakedModel& model, const MeshInstance& instance, const Pose& pose) {
  return is_skinned(model, instance) ? glm::mat4(1) : pose.world[instance.node];
}

void pose_vertices(const BakedModel& model, const MeshInstance& instance, const Pose& pose,
                   PosedVertices& out) {
  const BakedMesh& mesh = model.meshes()[instance.mesh];
  const std::size_t count = mesh.positions.size();
  out.positions.assign(mesh.positions.begin(), mesh.positions.end());
  out.normals.assign(mesh.normals.begin(), mesh.normals.end());
  out.tangents.assign(mesh.tangents.begin(), mesh.tangents.end());

  const std::vector<float>& weights = weights_of(pose, instance);
  std::vector<glm::vec3> normals;
  for (std::size_t m = 0; m < mesh.morphs.size() && m < weights.size(); ++m) {
    if (weights[m] == 0) continue;
    const BakedMorph& morph = mesh.morphs[m];
    for (std::size_t v = 0; v < morph.positions.size(); ++v)
      out.positions[v] += weights[m] * morph.positions[v];
    if (morph.normals.empty() || mesh.normals.empty()) continue;
    if (normals.empty()) {
      normals.resize(count);
      for (std::size_t v = 0; v < count; ++v) normals[v] = from_snorm(mesh.normals[v]);
    }
    for (std::size_t v = 0; v < count; ++v) normals[v] += weights[m] * morph.normals[v];
  }
  for (std::size_t v = 0; v < normals.size(); ++v) out.normals[v] = pack_direction(normals[v], 0);

  if (!is_skinned(model, instance)) return;
  const Skin& skin = model.skins()[static_cast<std::size_t>(model.nodes()[instance.node].skin)];
  const std::vector<glm::mat4> joints = joint_matrices(skin, pose);
  for (std::size_t v = 0; v < count; ++v) {
    const glm::u16vec4 joint = mesh.joints[v];
    const Unorm16x4 weight = mesh.weights[v];
    const float w[4] = {static_cast<float>(weight.x), static_cast<float>(weight.y),
                        static_cast<float>(weight.z), static_cast<float>(weight.w)};
    const float sum = w[0] + w[1] + w[2] + w[3];
    glm::mat4 matrix(0);
    for (int k = 0; k < 4; ++k) {
      if (w[k] > 0 && joint[k] < joints.size()) matrix += (w[k] / sum) * joints[joint[k]];
    }
    if (sum == 0) matrix = pose.world[instance.node];
    out.positions[v] = glm::vec3(matrix * glm::vec4(out.positions[v], 1));
    const glm::mat3 linear(matrix);
    // The cofactors turn normals rightly under uneven scale, and need no division.
    if (!out.normals.empty()) {
      const glm::mat3 cofactor(glm::cross(linear[1], linear[2]), glm::cross(linear[2], linear[0]),
                               glm::cross(linear[0], linear[1]));
      out.normals[v] = pack_direction(cofactor * from_snorm(out.normals[v]), 0);
    }
    if (!out.tangents.empty())
      out.tangents[v] = pack_direction(linear * from_snorm(out.tangents[v]), out.tangents[v].w);
  }
}

namespace {

template <class Visit>
void for_each_position(const BakedModel& model, const Pose& pose, const Visit& visit) {
  PosedVertices posed;
  for (const MeshInstance& instance : mesh_instances(model.nodes())) {
    const glm::mat4 placement = placement_of(model, instance, pose);
    std::span<const glm::vec3> positions = model.meshes()[instance.mesh].positions;
    if (is_deformed(model, instance)) {
      pose_vertices(model, instance, pose, posed);
      positions = posed.positions;
    }
    for (const glm::vec3& p : positions) visit(glm::vec3(placement * glm::vec4(p, 1)));
  }
}

}  // namespace

std::vector<glm::vec3> posed_positions(const BakedModel& model, const Pose& pose) {
  std::vector<glm::vec3> positions;
  for_each_position(model, pose, [&](const glm::vec3& p) { positions.push_back(p); });
  return positions;
}

Bounds posed_bounds(const BakedModel& model, const Pose& pose) {
  Bounds bounds;
  for_each_position(model, pose, [&](const glm::vec3& p) { bounds.add(p); });
  return bounds;
}

}  // namespace bandaji
