// Small models as files, made by code.
#pragma once

#include <filesystem>
#include <string>

namespace bandaji::test {

// A closed box of 12 triangles, standing on the origin, in metres.  One file.
void write_obj_box(const std::filesystem::path& path, double width = 0.6, double height = 1.2,
                   double depth = 0.3);

// The same as glTF with a buffer file beside it, and a picture when `texture` names one
// ("textures/silk.png"); the picture itself is written unless `without_picture`.
struct GltfBox {
  double width = 0.6, height = 1.2, depth = 0.3;
  std::string texture = {};
  bool without_picture = false;
};
void write_gltf_box(const std::filesystem::path& path, const GltfBox& box = {});

// A skirt box with a jacket box on it: two parts, two materials of which one has a texture, and an animation
// of two seconds that lifts the jacket by half a metre.  0.6 m wide, 1.2 m high, 0.3 m deep at rest.
void write_gltf_look(const std::filesystem::path& path);

// A PNG of one color.
void write_picture(const std::filesystem::path& path, int width = 8, int height = 8, unsigned rgb = 0xC0392B);

// A model that takes long enough to read to be interrupted: an OBJ of `triangles` in a grid.
void write_large_obj(const std::filesystem::path& path, int triangles);

}  // namespace bandaji::test
