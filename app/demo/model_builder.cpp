#include "app/demo/model_builder.h"

#include <cassert>
#include <cmath>
#include <glm/common.hpp>

namespace bandaji {

ModelBuilder::ModelBuilder(std::string name) {
  Node root;
  root.name = std::move(name);
  model_.nodes.push_back(std::move(root));
}

std::int32_t ModelBuilder::add_image(std::string name, Image image) {
  model_.images.push_back(std::move(image));
  model_.image_names.push_back(std::move(name));
  return static_cast<std::int32_t>(model_.images.size()) - 1;
}

std::int32_t ModelBuilder::add_material(const Material& material, const glm::vec2& tile_metres) {
  model_.materials.push_back(material);
  tiles_.push_back(tile_metres);
  return static_cast<std::int32_t>(model_.materials.size()) - 1;
}

std::int32_t ModelBuilder::add_material(Material material, const Surface& surface) {
  const auto use = [&](const Image& image, const char* suffix) {
    return image.empty() ? -1 : add_image(material.name + suffix + ".png", image);
  };
  material.texture(TextureSlot::BaseColor).image = use(surface.base_color, "_color");
  material.texture(TextureSlot::Normal).image = use(surface.normal, "_normal");
  const std::int32_t packed = use(surface.packed, "_orm");
  material.texture(TextureSlot::MetallicRoughness).image = packed;
  material.texture(TextureSlot::Occlusion).image = packed;
  return add_material(material, surface.tile_metres);
}

std::int32_t ModelBuilder::add_material_like(std::int32_t source, std::string name,
                                             const glm::vec4& base_color) {
  Material copy = material(source);
  copy.name = std::move(name);
  copy.base_color = base_color;
  if (copy.sheen_color != glm::vec3(0))
    copy.sheen_color = glm::mix(glm::vec3(base_color), glm::vec3(1), 0.35f) * 0.6f;
  return add_material(copy, tiles_[static_cast<std::size_t>(source)]);
}

std::uint32_t ModelBuilder::add_node(std::string name, std::uint32_t parent, const glm::vec3& translation) {
  assert(parent < model_.nodes.size());
  Node node;
  node.name = std::move(name);
  node.parent = static_cast<std::int32_t>(parent);
  node.translation = translation;
  model_.nodes.push_back(std::move(node));
  return static_cast<std::uint32_t>(model_.nodes.size()) - 1;
}

std::uint32_t ModelBuilder::add(std::string name, std::int32_t material, const Shape& shape,
                                std::uint32_t node) {
  assert(!shape.empty() && node < model_.nodes.size());
  Mesh mesh = to_mesh(shape, tiles_[static_cast<std::size_t>(material)]);
  mesh.name = std::move(name);
  mesh.material = material;
  model_.meshes.push_back(std::move(mesh));
  const auto index = static_cast<std::uint32_t>(model_.meshes.size()) - 1;
  model_.nodes[node].meshes.push_back(index);
  return index;
}

std::size_t ModelBuilder::add_variant(std::string name) {
  model_.variants.push_back({std::move(name), {}});
  return model_.variants.size() - 1;
}

void ModelBuilder::set_variant(std::size_t variant, std::uint32_t mesh, std::int32_t material) {
  model_.variants[variant].materials.emplace_back(mesh, material);
}

glm::vec3 linear_of(std::uint32_t rgb) {
  glm::vec3 result;
  for (int c = 0; c < 3; ++c) {
    const float s = static_cast<float>((rgb >> (16 - 8 * c)) & 0xffu) / 255.0f;
    result[c] = s <= 0.04045f ? s / 12.92f : std::pow((s + 0.055f) / 1.055f, 2.4f);
  }
  return result;
}

glm::vec4 color_of(std::uint32_t rgb, float alpha) {
  return {linear_of(rgb), alpha};
}

Material plain_material(std::string name, std::uint32_t rgb, float roughness, float metallic) {
  Material material;
  material.name = std::move(name);
  material.base_color = color_of(rgb);
  material.roughness = roughness;
  material.metallic = metallic;
  return material;
}

Material silk_material(std::string name, std::uint32_t rgb, float roughness) {
  Material material = plain_material(std::move(name), rgb, roughness);
  material.double_sided = true;
  material.sheen_color = glm::mix(linear_of(rgb), glm::vec3(1), 0.35f) * 0.6f;
  material.sheen_roughness = 0.45f;
  return material;
}

Material gold_material(std::string name) {
  return plain_material(std::move(name), 0xE8B957, 0.28f, 1);
}

}  // namespace bandaji
