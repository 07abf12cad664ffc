// Puts shapes, materials and pictures together into a Model, the same plain data
// that an importer makes.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <string>
#include <vector>

#include "app/demo/shape.h"
#include "app/demo/texture_synth.h"
#include "assets/model.h"

namespace bandaji {

class ModelBuilder {
 public:
  // The root node takes the name of the whole piece.
  explicit ModelBuilder(std::string name);

  // A picture; `name` becomes its file name, so it must be unique within the model.
  std::int32_t add_image(std::string name, Image image);

  // A material without pictures, or with those of a surface.  `tile_metres` is what
  // one repeat of the picture covers; {1, 1} when the uvs are already 0 to 1.
  std::int32_t add_material(const Material& material, const glm::vec2& tile_metres = {1, 1});
  std::int32_t add_material(Material material, const Surface& surface);
  // The same pictures as an existing material with other factors: a colourway.
  std::int32_t add_material_like(std::int32_t material, std::string name, const glm::vec4& base_color);

  std::uint32_t add_node(std::string name, std::uint32_t parent = 0,
                         const glm::vec3& translation = glm::vec3(0));

  // One mesh below `node`.  An empty shape is a mistake.
  std::uint32_t add(std::string name, std::int32_t material, const Shape& shape, std::uint32_t node = 0);

  // Colourways (KHR_materials_variants).
  std::size_t add_variant(std::string name);
  void set_variant(std::size_t variant, std::uint32_t mesh, std::int32_t material);

  Material& material(std::int32_t index) { return model_.materials[static_cast<std::size_t>(index)]; }
  Model finish() { return std::move(model_); }

 private:
  Model model_;
  std::vector<glm::vec2> tiles_;  // One per material.
};

// Linear color of an sRGB hex value such as 0xB82647.
glm::vec4 color_of(std::uint32_t rgb, float alpha = 1);
glm::vec3 linear_of(std::uint32_t rgb);

// Materials of the workroom; the caller adjusts what differs.
Material plain_material(std::string name, std::uint32_t rgb, float roughness, float metallic = 0);
// Silk: double-sided, with sheen of the same hue, a little lighter.
Material silk_material(std::string name, std::uint32_t rgb, float roughness = 0.5f);
Material gold_material(std::string name);

}  // namespace bandaji
