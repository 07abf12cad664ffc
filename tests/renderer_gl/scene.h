// Small models made by code, and pictures of them, for the tests that draw.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <memory>

#include "assets/model.h"
#include "renderer/gpu_model.h"
#include "renderer/headless.h"
#include "renderer/preview.h"

namespace bandaji::test {

// One context and one preview for all tests of the program, made when first needed.
Preview& preview();

// A square facing +Z with its center at `center`, wound counter-clockwise; uv (0, 0) at its top left.
Mesh square(glm::vec3 center, float side, std::int32_t material);
Mesh box(glm::vec3 low, glm::vec3 high, std::int32_t material);
Mesh ball(glm::vec3 center, float radius, std::int32_t material);

// A model of one node with these meshes.
Model model_of(std::vector<Mesh> meshes, std::vector<Material> materials = {});
Material colored(glm::vec4 linear, AlphaMode mode = AlphaMode::Opaque);
Material unlit(glm::vec4 linear, AlphaMode mode = AlphaMode::Opaque);

GpuModel upload(const Model& model, const UploadOptions& options = {});

struct Pixel {
  int r, g, b, a;
};
Pixel at(const Image& image, int x, int y);

// Transparent, without ground, from the front, exactly `metres` from top to bottom around the origin.
ViewSettings plain();
Camera facing(float metres, glm::vec3 target = glm::vec3(0));
Image draw(const Model& model, const Camera& camera, const ViewSettings& settings,
           PictureSize size = {64, 64});

float to_linear(int byte);
int to_byte(float linear);

}  // namespace bandaji::test
