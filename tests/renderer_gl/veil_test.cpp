// Layers of sheer cloth: the picture of three skirts over a body, from every side, against rays that are
// traced and laid over one another in plain arithmetic.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <vector>

#include "scene.h"

namespace bandaji::test {
namespace {

// A skirt: the side of a cone around +Y, open above and below.
Mesh skirt(glm::vec3 top, float top_radius, float hem_radius, float length, std::int32_t material) {
  Mesh mesh;
  mesh.material = material;
  constexpr int kGores = 24;
  for (int i = 0; i <= kGores; ++i) {
    const float angle = 6.2831853f * static_cast<float>(i) / kGores;
    const glm::vec3 out(std::sin(angle), 0, std::cos(angle));
    for (const float r : {top_radius, hem_radius}) {
      mesh.positions.push_back(top + r * out - glm::vec3(0, r == top_radius ? 0 : length, 0));
      mesh.normals.push_back(out);
    }
  }
  for (std::uint32_t i = 0; i < 2 * kGores; i += 2)
    mesh.indices.insert(mesh.indices.end(), {i, i + 1, i + 2, i + 2, i + 1, i + 3});
  return mesh;
}

Material veil(glm::vec4 color) {
  Material material = unlit(color, AlphaMode::Blend);
  material.double_sided = true;
  return material;
}

struct Hit {
  double distance;
  glm::vec4 color;  // Alpha 1: opaque.
};

// All surfaces that a ray meets, nearest first.
std::vector<Hit> hits(const Model& model, const Ray& ray) {
  std::vector<Hit> found;
  const glm::dvec3 from(ray.origin), along(ray.direction);
  for (const Mesh& mesh : model.meshes) {
    const Material& material = model.materials[static_cast<std::size_t>(mesh.material)];
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
      const glm::dvec3 a(mesh.positions[mesh.indices[i]]), b(mesh.positions[mesh.indices[i + 1]]),
          c(mesh.positions[mesh.indices[i + 2]]);
      // Möller and Trumbore 1997.
      const glm::dvec3 ab = b - a, ac = c - a, p = glm::cross(along, ac);
      const double det = glm::dot(ab, p);
      if (std::abs(det) < 1e-12 || (!material.double_sided && det < 0)) continue;
      const glm::dvec3 s = from - a, q = glm::cross(s, ab);
      const double u = glm::dot(s, p) / det, v = glm::dot(along, q) / det;
      if (u < 0 || v < 0 || u + v > 1) continue;
      const bool blends = material.alpha_mode == AlphaMode::Blend;
      found.push_back({glm::dot(ac, q) / det,
                       blends ? material.base_color : glm::vec4(glm::vec3(material.base_color), 1)});
    }
  }
  std::sort(found.begin(), found.end(), [](const Hit& a, const Hit& b) { return a.distance < b.distance; });
  return found;
}

// Premultiplied, linear.
glm::vec4 laid_over(const std::vector<Hit>& layers) {
  glm::vec4 sum(0);
  for (const Hit& layer : layers) {
    sum += (1 - sum.a) * layer.color.a * glm::vec4(glm::vec3(layer.color), 1);
    if (layer.color.a >= 1) break;
  }
  return sum;
}

bool same_layers(const std::vector<Hit>& a, const std::vector<Hit>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Hit& x, const Hit& y) { return x.color == y.color; });
}

// How many pixels lie wholly within one order of layers, and how many of these the picture shows otherwise.
void compare_with_rays(const Model& model, const Camera& camera, const Image& image, int& judged,
                       int& wrong) {
  const glm::vec2 size(image.width, image.height);
  for (int y = 1; y < image.height - 1; ++y) {
    for (int x = 1; x < image.width - 1; ++x) {
      const auto through = [&](float dx, float dy) {
        return hits(
            model, ray_through(camera, {static_cast<float>(x) + 0.5f + dx, static_cast<float>(y) + 0.5f + dy},
                               size));
      };
      const std::vector<Hit> middle = through(0, 0);
      // Samples lie up to three quarters of a pixel from its middle.
      bool even = true;
      for (const float dx : {-0.85f, 0.0f, 0.85f}) {
        for (const float dy : {-0.85f, 0.0f, 0.85f}) even = even && same_layers(middle, through(dx, dy));
      }
      if (!even) continue;
      const glm::vec4 expected = laid_over(middle);
      const Pixel p = at(image, x, y);
      ++judged;
      bool right = std::abs(static_cast<float>(p.a) - 255 * expected.a) <= 1.5f;
      for (int c = 0; c < 3 && expected.a > 0; ++c) {
        const int byte = c == 0 ? p.r : c == 1 ? p.g : p.b;
        right = right && std::abs(byte - to_byte(expected[c] / expected.a)) <= 2;
      }
      wrong += right ? 0 : 1;
    }
  }
}

// Three skirts, the inner ones wider at the hem so that they pierce each other, over an opaque body.
Model costume() {
  const Material body = unlit({0.5f, 0.35f, 0.25f, 1});
  return model_of({skirt({0, 0.7f, 0}, 0.30f, 0.75f, 1.3f, 0), skirt({0, 0.72f, 0}, 0.34f, 0.62f, 1.25f, 1),
                   skirt({0.05f, 0.68f, 0.02f}, 0.26f, 0.9f, 1.2f, 2), ball({0, 0.1f, 0}, 0.25f, 3)},
                  {veil({0.8f, 0.1f, 0.2f, 0.35f}), veil({0.1f, 0.5f, 0.8f, 0.4f}),
                   veil({0.9f, 0.8f, 0.2f, 0.3f}), body});
}

TEST(Veils, ThreeSkirtsOverABodyAreRightFromEverySide) {
  const Model model = costume();
  const GpuModel gpu = upload(model);
  for (const bool still : {false, true}) {
    int judged = 0, wrong = 0;
    for (int view = 0; view < 8; ++view) {
      Camera camera = facing(1.8f);
      set_angles(camera, {45.0f * static_cast<float>(view) + 7, 25.0f * static_cast<float>(view % 4) - 35});
      if (view % 2) set_orthographic(camera, false);
      ViewSettings settings = plain();
      settings.accumulate = still;
      settings.samples = still ? 8 : 4;
      const auto image = preview().picture(gpu, camera, settings, {48, 48});
      ASSERT_TRUE(image.has_value());
      compare_with_rays(model, camera, *image, judged, wrong);
    }
    EXPECT_GT(judged, 5000);
    EXPECT_EQ(wrong, 0) << (still ? "still" : "window") << ", of " << judged;
  }
}

TEST(Veils, DoNotDependOnTheOrderOfTheFile) {
  Model model = costume();
  Camera camera = facing(1.8f);
  set_angles(camera, {40, 10});
  const Image one = draw(model, camera, plain());
  std::reverse(model.nodes[0].meshes.begin(), model.nodes[0].meshes.end());
  for (Mesh& mesh : model.meshes) {
    for (std::size_t i = 0, j = mesh.indices.size() - 3; i < j; i += 3, j -= 3)
      std::swap_ranges(mesh.indices.begin() + static_cast<std::ptrdiff_t>(i),
                       mesh.indices.begin() + static_cast<std::ptrdiff_t>(i) + 3,
                       mesh.indices.begin() + static_cast<std::ptrdiff_t>(j));
  }
  EXPECT_TRUE(one.pixels == draw(model, camera, plain()).pixels);
}

TEST(Veils, TheFirstPictureOfAProgramIsLikeTheNext) {
  // Room for the layers used to be made at the texture unit of what is drawn with.
  const GpuModel gpu = upload(costume());
  auto fresh = Preview::create();
  ASSERT_TRUE(fresh.has_value());
  const auto first = fresh->picture(gpu, facing(1.8f), plain(), {64, 64});
  const auto second = fresh->picture(gpu, facing(1.8f), plain(), {64, 64});
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(first->pixels == second->pixels);
}

}  // namespace
}  // namespace bandaji::test
