#include "tests/support/model_files.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <vector>

#include "assets/image.h"
#include "assets/image_export.h"
#include "tests/support/temporary_folder.h"

namespace bandaji::test {
namespace {

namespace fs = std::filesystem;

std::array<std::array<double, 3>, 8> corners(double width, double height, double depth) {
  std::array<std::array<double, 3>, 8> points{};
  for (std::size_t i = 0; i < 8; ++i) {
    points[i] = {(i & 1 ? 0.5 : -0.5) * width, i & 2 ? height : 0.0, (i & 4 ? 0.5 : -0.5) * depth};
  }
  return points;
}

// Counter-clockwise from outside, over corners().
constexpr std::array<std::uint16_t, 36> kTriangles{0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 4, 6, 0, 6, 2,
                                                   1, 3, 7, 1, 7, 5, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3};

template <class T>
void append(std::string& bytes, T value) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof value);
  std::memcpy(&bytes[at], &value, sizeof value);
}

}  // namespace

void write_obj_box(const fs::path& path, double width, double height, double depth) {
  std::ostringstream text;
  text << "# box\n";
  for (const auto& p : corners(width, height, depth))
    text << "v " << p[0] << ' ' << p[1] << ' ' << p[2] << '\n';
  for (std::size_t i = 0; i < kTriangles.size(); i += 3) {
    text << "f " << kTriangles[i] + 1 << ' ' << kTriangles[i + 1] + 1 << ' ' << kTriangles[i + 2] + 1 << '\n';
  }
  write_text(path, text.str());
}

void write_gltf_box(const fs::path& path, const GltfBox& box) {
  std::string buffer;
  for (const auto& p : corners(box.width, box.height, box.depth)) {
    for (const double value : p) append(buffer, static_cast<float>(value));
  }
  for (std::size_t i = 0; i < 8; ++i) {
    append(buffer, i & 1 ? 1.0f : 0.0f);
    append(buffer, i & 2 ? 0.0f : 1.0f);
  }
  for (const std::uint16_t index : kTriangles) append(buffer, index);
  const std::string bin = path.stem().string() + ".bin";
  write_text(path.parent_path() / bin, buffer);
  if (!box.texture.empty() && !box.without_picture) write_picture(path.parent_path() / box.texture);

  std::ostringstream json;
  json
      << R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0,"name":"box"}],)"
      << R"("meshes":[{"primitives":[{"attributes":{"POSITION":0,"TEXCOORD_0":1},"indices":2,"material":0}]}],)"
      << R"("materials":[{"name":"silk","pbrMetallicRoughness":{"metallicFactor":0,"roughnessFactor":0.6)";
  if (!box.texture.empty()) json << R"(,"baseColorTexture":{"index":0})";
  json << "}}],";
  if (!box.texture.empty())
    json << R"("textures":[{"source":0}],"images":[{"uri":")" << box.texture << R"("}],)";
  json
      << R"("accessors":[{"bufferView":0,"componentType":5126,"count":8,"type":"VEC3","min":[)"
      << -box.width / 2 << ",0," << -box.depth / 2 << R"(],"max":[)" << box.width / 2 << ',' << box.height
      << ',' << box.depth / 2 << "]},"
      << R"({"bufferView":1,"componentType":5126,"count":8,"type":"VEC2"},)"
      << R"({"bufferView":2,"componentType":5123,"count":36,"type":"SCALAR"}],)"
      << R"("bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":96},{"buffer":0,"byteOffset":96,"byteLength":64},)"
      << R"({"buffer":0,"byteOffset":160,"byteLength":72}],"buffers":[{"uri":")" << bin
      << R"(","byteLength":232}]})";
  write_text(path, json.str());
}

void write_gltf_look(const fs::path& path) {
  std::string buffer;
  for (const auto& p : corners(0.6, 0.6, 0.3)) {
    for (const double value : p) append(buffer, static_cast<float>(value));
  }
  for (std::size_t i = 0; i < 8; ++i) {
    append(buffer, i & 1 ? 1.0f : 0.0f);
    append(buffer, i & 2 ? 0.0f : 1.0f);
  }
  for (const std::uint16_t index : kTriangles) append(buffer, index);
  for (const float time : {0.0f, 2.0f}) append(buffer, time);
  for (const float value : {0.0f, 0.6f, 0.0f, 0.0f, 1.1f, 0.0f}) append(buffer, value);
  const std::string bin = path.stem().string() + ".bin";
  write_text(path.parent_path() / bin, buffer);
  write_picture(path.parent_path() / "silk.png", 16, 8);
  write_text(path, R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0,1]}],
"nodes":[{"mesh":0,"name":"skirt"},{"mesh":1,"name":"jacket","translation":[0,0.6,0]}],
"meshes":[{"primitives":[{"attributes":{"POSITION":0,"TEXCOORD_0":1},"indices":2,"material":0}]},
{"primitives":[{"attributes":{"POSITION":0,"TEXCOORD_0":1},"indices":2,"material":1}]}],
"materials":[{"name":"silk","pbrMetallicRoughness":{"metallicFactor":0,"baseColorTexture":{"index":0}}},
{"name":"ramie","pbrMetallicRoughness":{"metallicFactor":0,"baseColorFactor":[0.1,0.3,0.2,1]}}],
"textures":[{"source":0}],"images":[{"uri":"silk.png"}],
"animations":[{"name":"lift","channels":[{"sampler":0,"target":{"node":1,"path":"translation"}}],
"samplers":[{"input":3,"output":4}]}],
"accessors":[{"bufferView":0,"componentType":5126,"count":8,"type":"VEC3","min":[-0.3,0,-0.15],"max":[0.3,0.6,0.15]},
{"bufferView":1,"componentType":5126,"count":8,"type":"VEC2"},
{"bufferView":2,"componentType":5123,"count":36,"type":"SCALAR"},
{"bufferView":3,"componentType":5126,"count":2,"type":"SCALAR","min":[0],"max":[2]},
{"bufferView":4,"componentType":5126,"count":2,"type":"VEC3"}],
"bufferViews":[{"buffer":0,"byteOffset":0,"byteLength":96},{"buffer":0,"byteOffset":96,"byteLength":64},
{"buffer":0,"byteOffset":160,"byteLength":72},{"buffer":0,"byteOffset":232,"byteLength":8},
{"buffer":0,"byteOffset":240,"byteLength":24}],
"buffers":[{"uri":")" + bin +
                       R"(","byteLength":264}]})");
}

void write_picture(const fs::path& path, int width, int height, unsigned rgb) {
  Image image;
  image.width = width;
  image.height = height;
  image.channels = 4;
  for (int i = 0; i < width * height; ++i) {
    for (const unsigned value : {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, 255u})
      image.pixels.push_back(static_cast<std::uint8_t>(value));
  }
  const auto png = encode_png(image, 6);
  write_text(path, std::string_view(reinterpret_cast<const char*>(png.data()), png.size()));
}

void write_large_obj(const fs::path& path, int triangles) {
  const int edge = std::max(1, static_cast<int>(std::sqrt(triangles / 2.0)));
  fs::create_directories(path.parent_path());
  std::ofstream text(path, std::ios::binary);
  for (int z = 0; z <= edge; ++z) {
    for (int x = 0; x <= edge; ++x)
      text << "v " << x * 0.01 << ' ' << std::sin(x * 0.1) * 0.1 << ' ' << z * 0.01 << '\n';
  }
  for (int z = 0; z < edge; ++z) {
    for (int x = 0; x < edge; ++x) {
      const int a = z * (edge + 1) + x + 1;
      text << "f " << a << ' ' << a + edge + 1 << ' ' << a + 1 << "\nf " << a + 1 << ' ' << a + edge + 1
           << ' ' << a + edge + 2 << '\n';
    }
  }
}

}  // namespace bandaji::test
