// A small model that has one of everything, for tests of what happens to it.
#pragma once

#include "assets/model.h"

namespace bandaji::test {

inline Image checker_image(int width, int height, int channels,
                           ColorEncoding encoding = ColorEncoding::Srgb) {
  Image image{width, height, channels, encoding, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < channels; ++c) {
        image.pixels.push_back(static_cast<std::uint8_t>(((x ^ y) & 1) != 0 ? 255 - 20 * c : 30 * c));
      }
    }
  }
  return image;
}

// Two skinned, morphed quads under a moved root, with materials, pictures, an animation, a variant and a
// light.
inline Model sample_model() {
  Model model;
  for (int i = 0; i < 2; ++i) {
    Mesh mesh;
    mesh.name = i == 0 ? "저고리" : "chima";
    mesh.material = i;
    const float z = static_cast<float>(i);
    mesh.positions = {{0, 0, z}, {1, 0, z}, {1, 2, z}, {0, 2, z}};
    mesh.normals.assign(4, {0, 0, 1});
    mesh.tangents.assign(4, {1, 0, 0, -1});
    mesh.uv0 = {{0, 1}, {1, 1}, {1, 0}, {0, 0}};
    mesh.uv1 = mesh.uv0;
    mesh.colors.assign(4, {1, 0.5f, 0.25f, 1});
    mesh.joints.assign(4, {0, 1, 0, 0});
    mesh.weights.assign(4, {0.75f, 0.25f, 0, 0});
    mesh.indices = {0, 1, 2, 0, 2, 3};
    MorphTarget morph;
    morph.name = "wide";
    morph.positions.assign(4, {1, 0, 0});
    morph.normals.assign(4, {0, 0, 0});
    mesh.morphs = {morph};
    model.meshes.push_back(mesh);
  }
  Material cloth;
  cloth.name = "명주";
  cloth.roughness = 0.6f;
  cloth.texture(TextureSlot::BaseColor).image = 0;
  cloth.texture(TextureSlot::Normal).image = 1;
  cloth.texture(TextureSlot::Normal).uv_set = 1;
  cloth.texture(TextureSlot::Normal).uv_transform = {2, 0, 0, 2, 0.5f, 0.25f};
  Material other;
  other.name = "gold";
  other.metallic = 1;
  model.materials = {cloth, other};
  model.images = {checker_image(5, 3, 4), checker_image(8, 8, 3, ColorEncoding::Linear)};
  model.image_names = {"textures/명주.png", "embedded"};

  Node root;
  root.name = "root";
  root.translation = {0, 10, 0};
  Node body;
  body.name = "body";
  body.parent = 0;
  body.meshes = {0, 1};
  body.skin = 0;
  body.morph_weights = {0};
  Node arm;
  arm.name = "arm";
  arm.parent = 0;
  arm.matrix_only = true;
  arm.matrix[3] = {0, 1, 0, 1};
  model.nodes = {root, body, arm};
  Skin skin;
  skin.joints = {0, 2};
  skin.inverse_bind.assign(2, glm::mat4(1));
  model.skins = {skin};

  Animation walk;
  walk.name = "walk";
  walk.duration = 1;
  walk.channels = {
      {2, AnimatedProperty::Rotation, Interpolation::Step, {0, 1}, {0, 0, 0, 1, 0, 1, 0, 0}},
      {1, AnimatedProperty::MorphWeights, Interpolation::Linear, {0, 1}, {0, 1}},
      {0, AnimatedProperty::Translation, Interpolation::CubicSpline, {0}, {0, 0, 0, 1, 2, 3, 0, 0, 0}},
  };
  model.animations = {walk};
  model.variants = {{"winter", {{0, 1}, {1, 0}}}};
  PunctualLight lamp;
  lamp.node = 2;
  lamp.type = LightType::Spot;
  model.lights = {lamp};
  return model;
}

}  // namespace bandaji::test
