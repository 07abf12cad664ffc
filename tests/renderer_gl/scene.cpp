#include "scene.h"

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <optional>

namespace bandaji::test {
namespace {

struct Shared {
  HeadlessContext context;
  Preview preview;
};

Shared make_shared_context() {
  auto context = HeadlessContext::create();
  if (!context) {
    std::cerr << "These tests need OpenGL 4.1 through EGL: " << context.error().message << "\n";
    std::abort();
  }
  auto made = Preview::create();
  if (!made) {
    std::cerr << made.error().message << "\n";
    std::abort();
  }
  return {std::move(*context), std::move(*made)};
}

}  // namespace

Preview& preview() {
  // Never destroyed: the driver may be gone before statics are.
  static Shared* shared = new Shared(make_shared_context());
  return shared->preview;
}

Mesh square(glm::vec3 c, float side, std::int32_t material) {
  Mesh mesh;
  mesh.material = material;
  const float h = 0.5f * side;
  mesh.positions = {c + glm::vec3(-h, h, 0), c + glm::vec3(-h, -h, 0), c + glm::vec3(h, -h, 0),
                    c + glm::vec3(h, h, 0)};
  mesh.normals.assign(4, {0, 0, 1});
  mesh.uv0 = {{0, 0}, {0, 1}, {1, 1}, {1, 0}};
  mesh.indices = {0, 1, 2, 0, 2, 3};
  return mesh;
}

Mesh box(glm::vec3 low, glm::vec3 high, std::int32_t material) {
  Mesh mesh;
  mesh.material = material;
  for (int axis = 0; axis < 3; ++axis) {
    for (int side = 0; side < 2; ++side) {
      const int u = (axis + 1) % 3, v = (axis + 2) % 3;
      const auto first = static_cast<std::uint32_t>(mesh.positions.size());
      for (int i = 0; i < 4; ++i) {
        glm::vec3 p;
        p[axis] = side ? high[axis] : low[axis];
        p[u] = (i == 1 || i == 2) ? high[u] : low[u];
        p[v] = (i >= 2) ? high[v] : low[v];
        glm::vec3 n(0);
        n[axis] = side ? 1.0f : -1.0f;
        mesh.positions.push_back(p);
        mesh.normals.push_back(n);
      }
      if (side)
        mesh.indices.insert(mesh.indices.end(), {first, first + 1, first + 2, first, first + 2, first + 3});
      else
        mesh.indices.insert(mesh.indices.end(), {first, first + 2, first + 1, first, first + 3, first + 2});
    }
  }
  return mesh;
}

Mesh ball(glm::vec3 center, float radius, std::int32_t material) {
  Mesh mesh;
  mesh.material = material;
  constexpr int kColumns = 48, kRows = 24;
  for (int row = 0; row <= kRows; ++row) {
    for (int column = 0; column <= kColumns; ++column) {
      const float u = 6.2831853f * static_cast<float>(column) / kColumns,
                  v = 3.1415927f * static_cast<float>(row) / kRows;
      const glm::vec3 n(std::sin(v) * std::sin(u), std::cos(v), std::sin(v) * std::cos(u));
      mesh.positions.push_back(center + radius * n);
      mesh.normals.push_back(n);
    }
  }
  for (std::uint32_t row = 0; row < kRows; ++row) {
    for (std::uint32_t column = 0; column < kColumns; ++column) {
      const std::uint32_t a = row * (kColumns + 1) + column, b = a + kColumns + 1;
      mesh.indices.insert(mesh.indices.end(), {a, b, a + 1, a + 1, b, b + 1});
    }
  }
  return mesh;
}

Model model_of(std::vector<Mesh> meshes, std::vector<Material> materials) {
  Model model;
  Node node;
  for (std::uint32_t i = 0; i < meshes.size(); ++i) node.meshes.push_back(i);
  model.meshes = std::move(meshes);
  model.materials = std::move(materials);
  model.nodes.push_back(node);
  return model;
}

Material colored(glm::vec4 linear, AlphaMode mode) {
  Material material;
  material.base_color = linear;
  material.alpha_mode = mode;
  return material;
}

Material unlit(glm::vec4 linear, AlphaMode mode) {
  Material material = colored(linear, mode);
  material.unlit = true;
  return material;
}

GpuModel upload(const Model& model, const UploadOptions& options) {
  preview();
  auto bytes = bake(model);
  EXPECT_TRUE(bytes.has_value());
  auto baked = BakedModel::open(std::move(*bytes));
  EXPECT_TRUE(baked.has_value()) << (baked ? "" : baked.error().message);
  auto gpu = GpuModel::upload(std::make_shared<BakedModel>(std::move(*baked)), options);
  EXPECT_TRUE(gpu.has_value()) << (gpu ? "" : gpu.error().message);
  return std::move(*gpu);
}

Pixel at(const Image& image, int x, int y) {
  const std::uint8_t* p = &image.pixels[4 * static_cast<std::size_t>(y * image.width + x)];
  return {p[0], p[1], p[2], p[3]};
}

ViewSettings plain() {
  ViewSettings settings;
  settings.backdrop = Backdrop::Transparent;
  settings.ground = false;
  settings.tone_map = ToneMap::None;
  return settings;
}

Camera facing(float metres, glm::vec3 target) {
  Camera camera;
  camera.orthographic = true;
  camera.ortho_height = metres;
  camera.target = target;
  camera.eye = target + glm::vec3(0, 0, 5);
  return camera;
}

Image draw(const Model& model, const Camera& camera, const ViewSettings& settings, PictureSize size) {
  const GpuModel gpu = upload(model);
  auto image = preview().picture(gpu, camera, settings, size);
  EXPECT_TRUE(image.has_value()) << (image ? "" : image.error().message);
  return image ? std::move(*image) : Image{};
}

float to_linear(int byte) {
  const float v = static_cast<float>(byte) / 255.0f;
  return v <= 0.04045f ? v / 12.92f : std::pow((v + 0.055f) / 1.055f, 2.4f);
}

int to_byte(float linear) {
  const float v = linear <= 0.0031308f ? 12.92f * linear : 1.055f * std::pow(linear, 1 / 2.4f) - 0.055f;
  return static_cast<int>(std::lround(v * 255.0f));
}

}  // namespace bandaji::test
