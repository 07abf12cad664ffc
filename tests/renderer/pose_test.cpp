#include "renderer/pose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

namespace bandaji {
namespace {

Node at(glm::vec3 translation, std::int32_t parent = -1) {
  Node node;
  node.parent = parent;
  node.translation = translation;
  return node;
}

glm::vec3 origin_of(const Pose& pose, std::size_t node) {
  return glm::vec3(pose.world[node][3]);
}

void expect_near(const glm::vec3& a, const glm::vec3& b, float tolerance = 1e-5f) {
  for (int i = 0; i < 3; ++i) EXPECT_NEAR(a[i], b[i], tolerance);
}

Animation translating(Interpolation interpolation, std::vector<float> times, std::vector<float> values) {
  Animation animation;
  animation.duration = times.back();
  animation.channels.push_back(
      {0, AnimatedProperty::Translation, interpolation, std::move(times), std::move(values)});
  return animation;
}

BakedModel baked(const Model& model) {
  auto bytes = bake(model);
  EXPECT_TRUE(bytes.has_value());
  auto opened = BakedModel::open(std::move(*bytes));
  EXPECT_TRUE(opened.has_value()) << opened.error().message;
  return std::move(*opened);
}

Mesh triangle() {
  Mesh mesh;
  mesh.positions = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
  mesh.normals = {{0, 0, 1}, {0, 0, 1}, {0, 0, 1}};
  mesh.indices = {0, 1, 2};
  return mesh;
}

TEST(Pose, ChildrenFollowTheirParents) {
  Node parent = at({1, 0, 0});
  parent.rotation = glm::angleAxis(glm::radians(90.0f), glm::vec3(0, 1, 0));
  parent.scale = glm::vec3(2);
  const Pose pose = pose_at(std::vector<Node>{parent, at({0, 0, 1}, 0)}, nullptr, 0);
  expect_near(origin_of(pose, 1), {3, 0, 0});
}

TEST(Pose, AMatrixOnlyNodeUsesItsMatrixUntilItIsAnimated) {
  Node node = at({5, 5, 5});
  node.matrix_only = true;
  node.matrix = glm::translate(glm::mat4(1), {0, 2, 0});
  expect_near(origin_of(pose_at(std::vector<Node>{node}, nullptr, 0), 0), {0, 2, 0});
  const Animation animation = translating(Interpolation::Linear, {0, 1}, {1, 0, 0, 2, 0, 0});
  expect_near(origin_of(pose_at(std::vector<Node>{node}, &animation, 0.5f), 0), {1.5f, 0, 0});
}

TEST(Pose, LinearKeysInterpolateHoldBeforeTheFirstAndRepeatAfterTheEnd) {
  const std::vector<Node> nodes{at({})};
  const Animation animation = translating(Interpolation::Linear, {1, 3}, {0, 0, 0, 4, 0, 0});
  const auto x = [&](float t) { return origin_of(pose_at(nodes, &animation, t), 0).x; };
  EXPECT_FLOAT_EQ(x(0), 0);
  EXPECT_FLOAT_EQ(x(2), 2);
  EXPECT_FLOAT_EQ(x(3), 4);
  EXPECT_FLOAT_EQ(x(5), 2);  // 5 s of 3 s is 2 s.
}

TEST(Pose, StepKeysJump) {
  const Animation animation = translating(Interpolation::Step, {0, 1, 2}, {0, 0, 0, 7, 0, 0, 9, 0, 0});
  const std::vector<Node> nodes{at({})};
  EXPECT_FLOAT_EQ(origin_of(pose_at(nodes, &animation, 0.999f), 0).x, 0);
  EXPECT_FLOAT_EQ(origin_of(pose_at(nodes, &animation, 1), 0).x, 7);
}

TEST(Pose, SplineKeysFollowTheirTangents) {
  // Values 0 and 1 with out-tangent 2 and in-tangent 0 over two seconds: Hermite at the middle.
  const Animation animation = translating(Interpolation::CubicSpline, {0, 2},
                                          {0, 0, 0, 0, 0, 0, 2, 0, 0, /* */ 0, 0, 0, 1, 0, 0, 0, 0, 0});
  const Pose pose = pose_at(std::vector<Node>{at({})}, &animation, 1);
  // h00*0 + h10*(2*2) + h01*1 + h11*0 with h10 = 1/8 and h01 = 1/2.
  EXPECT_FLOAT_EQ(origin_of(pose, 0).x, 1.0f);
}

TEST(Pose, RotationsTakeTheShorterWay) {
  Animation animation;
  animation.duration = 1;
  const float s = std::sin(glm::radians(45.0f)), c = std::cos(glm::radians(45.0f));
  // The second key is 90 degrees about Y with its sign turned around.
  animation.channels.push_back(
      {0, AnimatedProperty::Rotation, Interpolation::Linear, {0, 1}, {0, 0, 0, 1, 0, -s, 0, -c}});
  const Pose pose = pose_at(std::vector<Node>{at({})}, &animation, 0.5f);
  const glm::vec3 x = glm::vec3(pose.world[0] * glm::vec4(1, 0, 0, 0));
  expect_near(x, {std::cos(glm::radians(45.0f)), 0, -std::sin(glm::radians(45.0f))});
}

TEST(Pose, ChannelsWithTooFewValuesAreIgnored) {
  const Animation animation = translating(Interpolation::Linear, {0, 1}, {1, 2, 3});
  expect_near(origin_of(pose_at(std::vector<Node>{at({9, 0, 0})}, &animation, 0.5f), 0), {9, 0, 0});
}

TEST(Pose, MorphWeightsAreAnimatedAndMoveVertices) {
  Model model;
  Mesh mesh = triangle();
  mesh.morphs.push_back({"up", {{0, 0, 0}, {0, 0, 0}, {0, 2, 0}}, {}});
  model.meshes.push_back(mesh);
  Node node;
  node.meshes = {0};
  node.morph_weights = {0};
  model.nodes.push_back(node);
  Animation animation;
  animation.duration = 1;
  animation.channels.push_back({0, AnimatedProperty::MorphWeights, Interpolation::Linear, {0, 1}, {0, 1}});
  model.animations.push_back(animation);
  const BakedModel whole = baked(model);
  EXPECT_FLOAT_EQ(posed_bounds(whole, pose_of(whole, 0.5f, true)).max.y, 2);
  EXPECT_FLOAT_EQ(posed_bounds(whole, pose_of(whole, 0.5f, false)).max.y, 1);
}

TEST(Pose, SkinnedVerticesFollowTheirJointsAndIgnoreTheirNode) {
  Model model;
  Mesh mesh = triangle();
  mesh.joints = {{0, 0, 0, 0}, {0, 1, 0, 0}, {1, 0, 0, 0}};
  mesh.weights = {{1, 0, 0, 0}, {0.5f, 0.5f, 0, 0}, {1, 0, 0, 0}};
  model.meshes.push_back(mesh);
  model.nodes = {at({0, 0, 0}), at({0, 10, 0}), at({100, 0, 0})};
  model.nodes[2].meshes = {0};
  model.nodes[2].skin = 0;
  model.skins.push_back({{0, 1}, {glm::mat4(1), glm::mat4(1)}});
  const BakedModel whole = baked(model);
  const Bounds bounds = posed_bounds(whole, pose_of(whole, 0, true));
  expect_near(bounds.min, {0, 0, 0}, 1e-3f);
  expect_near(bounds.max, {1, 11, 0}, 1e-3f);
}

TEST(Pose, NormalsOfASkinTurnWithTheJointAndStayUnit) {
  Model model;
  Mesh mesh = triangle();
  mesh.joints.assign(3, {0, 0, 0, 0});
  mesh.weights.assign(3, {1, 0, 0, 0});
  model.meshes.push_back(mesh);
  Node joint = at({});
  joint.rotation = glm::angleAxis(glm::radians(90.0f), glm::vec3(0, 1, 0));
  joint.scale = {3, 1, 0.5f};
  Node holder = at({});
  holder.meshes = {0};
  holder.skin = 0;
  model.nodes = {joint, holder};
  model.skins.push_back({{0}, {glm::mat4(1)}});
  const BakedModel whole = baked(model);
  const auto instances = mesh_instances(whole.nodes());
  ASSERT_EQ(instances.size(), 1u);
  ASSERT_TRUE(is_deformed(whole, instances[0]));
  PosedVertices posed;
  pose_vertices(whole, instances[0], pose_of(whole, 0, true), posed);
  for (const Snorm16x4& n : posed.normals) expect_near(glm::vec3(n.x, n.y, n.z) / 32767.0f, {1, 0, 0}, 1e-3f);
}

TEST(Pose, BoundsAreThoseOfTheVerticesNotOfTheirBox) {
  Model model;
  model.meshes.push_back(triangle());
  Node node = at({});
  node.rotation = glm::angleAxis(glm::radians(45.0f), glm::vec3(0, 0, 1));
  node.meshes = {0};
  model.nodes.push_back(node);
  const BakedModel whole = baked(model);
  const Bounds bounds = posed_bounds(whole, pose_of(whole, 0, true));
  const float s = std::sqrt(0.5f);
  expect_near(bounds.min, {-s, 0, 0});
  expect_near(bounds.max, {s, s, 0});  // The turned box would reach 2s.
}

}  // namespace
}  // namespace bandaji
