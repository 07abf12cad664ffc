// Files that mean harm, and damaged copies of good ones: each becomes a model that is whole or a refusal that
// says why, soon, and never more than that.  tests/fuzz/import_campaign.cpp does the same at length.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <functional>

#include "fbx_file.h"
#include "gltf_builder.h"
#include "importing.h"
#include "tests/support/model_files.h"
#include "tests/support/mutation.h"

namespace bandaji {
namespace {

using nlohmann::json;
using test::TemporaryFolder;
using test::write_text;

constexpr const char* kTriangleObj = "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n";

// Short, so that the test does not wait where the program would.
WorkerLimits limits() {
  WorkerLimits limits;
  limits.stall = std::chrono::seconds(6);
  return limits;
}

void expect_sound(const std::filesystem::path& path) {
  const auto result = test::import_file(path, {}, limits());
  if (!result) {
    EXPECT_GT(result.error().message.size(), 10u) << path;
    return;
  }
  const ModelFacts& facts = result->model.facts();
  // Faces lost to the damage leave a cloud of points, which is a model too; nothing at all is refused.
  EXPECT_GT(facts.triangles + facts.lines + facts.points, 0u) << path;
  for (int axis = 0; axis < 3; ++axis) {
    EXPECT_TRUE(std::isfinite(facts.bounds.min[axis]) && std::isfinite(facts.bounds.max[axis])) << path;
  }
}

template <class T>
std::string raw(std::initializer_list<T> values) {
  std::string out;
  for (const T value : values) out.append(reinterpret_cast<const char*>(&value), sizeof(T));
  return out;
}

std::string stl(std::uint32_t claimed, int triangles) {
  std::string out(80, ' ');
  out += raw<std::uint32_t>({claimed});
  for (int i = 0; i < triangles; ++i) {
    const auto x = static_cast<float>(i);
    out += raw<float>({0, 0, 1, x, 0, 0, x + 1, 0, 0, x, 1, 0}) + std::string(2, '\0');
  }
  return out;
}

TEST(HostileFiles, become_a_model_or_a_refusal) {
  const TemporaryFolder folder;
  const auto repeated = [](const std::string& text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
  };
  const std::pair<const char*, std::string> files[] = {
      {"deep arrays.gltf", repeated("[", 1'000'000)},
      {"deep closed.gltf", repeated("[", 1'000'000) + repeated("]", 1'000'000)},
      {"deep member.gltf", R"({"asset":{"version":"2.0"},"extras":)" + repeated("{\"a\":", 500'000) + "1" +
                               repeated("}", 500'000) + "}"},
      {"only asset.gltf", R"({"asset":{"version":"2.0"}})"},
      {"chunk.glb", "glTF" + raw<std::uint32_t>({2, 20, 0xFFFFFFF0u, 0x4E4F534A})},
      {"short.glb", "glTF" + raw<std::uint32_t>({2, 12})},
      {"many zeros.gltf",
       R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],)"
       R"("accessors":[{"componentType":5126,"count":45000000,"type":"VEC3"}],)"
       R"("meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}]})"},
      {"claims.stl", stl(0xFFFFFFFF, 4)},
      {"claims half.stl", stl(40'000'000, 4)},
      {"short.stl", stl(100, 4)},
      {"nan.stl", std::string(80, ' ') + raw<std::uint32_t>({1}) +
                      raw<float>({0, 0, 1, NAN, 0, 0, 1, 0, 0, 0, 1, 0}) + std::string(2, '\0')},
      {"unknown.ply",
       "ply\nformat ascii 1.0\nnonsense 1\nelement vertex 3\nproperty float x\nproperty float y\n"
       "property float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n"
       "0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n"},
      {"endless.ply", "ply\nformat ascii 1.0\nelement vertex 3\n"},
      {"claims.ply",
       "ply\nformat binary_little_endian 1.0\nelement vertex 4000000000\nproperty float x\n"
       "property float y\nproperty float z\nelement face 4000000000\n"
       "property list uchar int vertex_indices\nend_header\n0000"},
      {"list.ply",
       "ply\nformat binary_little_endian 1.0\nelement vertex 3\nproperty float x\nproperty float y\n"
       "property float z\nelement face 1\nproperty list uint int vertex_indices\nend_header\n" +
           std::string(36, '\0') + raw<std::uint32_t>({0xFFFFFFF0u})},
      {"faces.obj", std::string("v 0 0 0\nf 1000000000 -1000000000 2147483647\n")},
      {"one line.obj", "v " + std::string(2'000'000, '1')},
      {"self.obj", "mtllib self.obj\nusemtl a\n" + std::string(kTriangleObj)},
      {"self.mtl.obj", "mtllib loop.mtl\nusemtl a\n" + std::string(kTriangleObj)},
      {"loop.mtl", "newmtl a\nmap_Kd loop.mtl\nmap_d self.obj\n"},
      {"claims.off", "OFF\n2000000000 2000000000 0\n0 0 0\n"},
      {"entities.dae",
       "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"0123456789\"><!ENTITY y \"&x;&x;&x;&x;\">]>"
       "<COLLADA><asset>&y;</asset></COLLADA>"},
      {"deep.dae", "<COLLADA>" + repeated("<node>", 100'000)},
      {"empty.fbx", "Kaydara FBX Binary  " + std::string("\0\x1A\0", 3) + raw<std::uint32_t>({7400})},
      {"far.fbx", "Kaydara FBX Binary  " + std::string("\0\x1A\0", 3) +
                      raw<std::uint32_t>({7400, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF}) +
                      std::string(40, '\xFF')},
      {"deep.fbx", "; FBX 7.4.0 project file\nFBXHeaderExtension: {\nFBXVersion: 7400\n}\n" +
                       repeated("a: {\n", 100'000)},
      {"self.3ds", raw<std::uint16_t>({0x4D4D}) + raw<std::uint32_t>({0xFFFFFFFF}) +
                       raw<std::uint16_t>({0x3D3D}) + raw<std::uint32_t>({6})},
      {"zero.3ds", raw<std::uint16_t>({0x4D4D}) + raw<std::uint32_t>({0})},
      {"words.blend", "BLENDER-v279REND" + std::string(200, '\xFF')},
      {"zeros.fbx", std::string(1000, '\0')},
      {"zeros.obj", std::string(1000, '\0')},
      {"zeros.dae", std::string(1000, '\0')},
      {"zeros.x", std::string(1000, '\0')},
      {"zeros.lwo", std::string(1000, '\0')},
      {"zeros.3mf", std::string(1000, '\0')},
      {"zeros.amf", std::string(1000, '\0')},
  };
  for (const auto& [name, text] : files) write_text(folder / name, text);
  for (const auto& [name, text] : files) {
    if (classify(folder / name) == FileClass::Model) expect_sound(folder / name);
  }
}

TEST(HostileFiles, a_polygon_of_very_many_corners_keeps_its_shape) {
  const TemporaryFolder folder;
  // A comb of 5,000 teeth as one face: a fan would bridge them, and looking at all pairs would take for ever.
  std::string text;
  constexpr int kTeeth = 5000;
  for (int i = 0; i < kTeeth; ++i) {
    const std::string x = std::to_string(i * 2), right = std::to_string(i * 2 + 1);
    text += "v " + x + " 1 0\nv " + x + " 5 0\nv " + right + " 5 0\nv " + right + " 1 0\n";
  }
  text += "v " + std::to_string(kTeeth * 2 - 1) + " 0 0\nv 0 0 0\nf";
  for (int i = kTeeth * 4 + 2; i >= 1; --i) text += " " + std::to_string(i);
  write_text(folder / "comb.obj", text + "\n");
  const auto result = test::import_file(folder / "comb.obj");
  ASSERT_TRUE(result.has_value()) << result.error().message;
  EXPECT_EQ(result->model.facts().triangles, static_cast<std::uint64_t>(kTeeth * 4));
}

TEST(HostileFiles, pictures_that_promise_too_much_are_left_out_and_said) {
  const TemporaryFolder folder;
  test::write_gltf_box(folder / "box.gltf", {.texture = "bomb.png"});
  using namespace std::string_literals;
  // 30,000 x 30,000 pixels, and 60,000 x 9,000,000.
  for (const std::string& bomb :
       {"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x06\0\0\0"s + std::string(600, '\0'),
        "BM\x7A\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x60\xEA\0\0\x40\x54\x89\0\x01\0\x18\0"s +
            std::string(100, '\0')}) {
    write_text(folder / "bomb.png", bomb);
    const auto result = test::import_file(folder / "box.gltf", {}, limits());
    ASSERT_TRUE(result.has_value()) << result.error().message;
    EXPECT_EQ(result->model.facts().images, 0u);
    ASSERT_EQ(result->report.warnings.size(), 1u);
    EXPECT_NE(result->report.warnings[0].find("left out"), std::string::npos);
  }
}

TEST(HostileFiles, damaged_copies_of_good_files_never_do_harm) {
  const TemporaryFolder folder;
  test::write_gltf_look(folder / "seed/look.gltf");
  test::write_obj_box(folder / "seed/box.obj");
  write_text(folder / "seed/box.stl", stl(6, 6));
  write_text(folder / "seed/quad.off", "OFF\n4 2 0\n0 0 0\n1 0 0\n1 1 0\n0 1 0\n3 0 1 2\n3 0 2 3\n");
  write_text(
      folder / "seed/tri.ply",
      "ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\n"
      "element face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n1 0 0\n0 1 0\n3 0 1 2\n");
  test::write_fbx(folder / "seed/tri.fbx",
                  {.properties = {R"("DiffuseColor", "Color", "", "A",1,1,1)"}, .textures = {}});
  std::mt19937_64 random(20260101);
  std::size_t tried = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "seed")) {
    if (classify(entry.path()) != FileClass::Model) continue;
    const std::string text = test::read_text(entry.path());
    for (int i = 0; i < 25; ++i, ++tried) {
      const auto damaged = folder / "seed" / ("damaged" + entry.path().extension().string());
      write_text(damaged, test::mutated(text, random));
      expect_sound(damaged);
      std::filesystem::remove(damaged);
    }
  }
  EXPECT_EQ(tried, 150u);
}

}  // namespace
}  // namespace bandaji
