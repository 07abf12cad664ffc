// What Assimp 5.2 drops or misreads of glTF, one test for each, with files made here.
#include <draco/compression/encode.h>
#include <draco/mesh/triangle_soup_mesh_builder.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assets/image_export.h"
#include "gltf_builder.h"
#include "importing.h"
#include "sample_model.h"
#include "webp_files.h"

namespace bandaji {
namespace {

using nlohmann::json;
using test::GltfBuilder;
using test::import_file;
using test::TemporaryFolder;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class GltfRecovery : public ::testing::Test {
 protected:
  ImportedModel import(const char* name = "model.gltf") {
    build_.write(folder_ / name);
    auto imported = import_file(folder_ / name);
    EXPECT_TRUE(imported.has_value()) << (imported ? "" : imported.error().message);
    return imported ? std::move(*imported) : ImportedModel{};
  }
  Error refusal() {
    build_.write(folder_ / "model.gltf");
    auto imported = import_file(folder_ / "model.gltf");
    EXPECT_FALSE(imported.has_value());
    return imported ? Error{} : imported.error();
  }
  void one_quad_scene() {
    build_.json["meshes"] = json::array({{{"name", "치마"}, {"primitives", json::array({build_.quad()})}}});
    build_.json["nodes"] = json::array({{{"mesh", 0}}});
    build_.json["scenes"] = json::array({{{"nodes", {0}}}});
  }
  json& primitive() { return build_.json["meshes"][0]["primitives"][0]; }
  void one_texture(const json& texture) {
    build_.json["textures"] = json::array({texture});
    build_.json["materials"] =
        json::parse(R"([{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}}])");
    primitive()["material"] = 0;
  }
  // A quad of 1 x 2 in `mode` with the indices given.
  static std::uint64_t triangles(const ImportedModel& imported) { return imported.model.facts().triangles; }

  TemporaryFolder folder_;
  GltfBuilder build_;
};

// --- Pictures ---

TEST_F(GltfRecovery, a_texture_that_is_only_there_as_webp_is_read_from_file_and_buffer) {
  one_quad_scene();
  const Image weave = test::checker_image(8, 8, 4);
  const std::string webp = test::encode_webp(weave);
  test::write_text(folder_ / "weave.webp", webp);
  const int view = build_.add_view(std::vector<char>(webp.begin(), webp.end()));
  build_.json["extensionsRequired"] = {"EXT_texture_webp"};
  for (const json& image :
       {json{{"uri", "weave.webp"}}, json{{"bufferView", view}, {"mimeType", "image/webp"}}}) {
    build_.json["images"] = json::array({image});
    one_texture({{"extensions", {{"EXT_texture_webp", {{"source", 0}}}}}});
    const ImportedModel imported = import();
    ASSERT_EQ(imported.model.images().size(), 1u) << image;
    EXPECT_EQ(imported.model.images()[0].width, 8);
    EXPECT_THAT(imported.report.warnings, IsEmpty());
    EXPECT_THAT(imported.report.notes, Contains(HasSubstr("WebP")));
  }
}

TEST_F(GltfRecovery, beside_webp_and_ktx2_the_ordinary_picture_is_taken) {
  one_quad_scene();
  ASSERT_TRUE(write_png(folder_ / "weave.png", test::checker_image(4, 4, 3)).has_value());
  test::write_text(folder_ / "weave.ktx2", "\xABKTX 20\xBB\r\n\x1A\n and more");
  build_.json["images"] = json::array({{{"uri", "weave.png"}}, {{"uri", "weave.ktx2"}}});
  one_texture({{"source", 0}, {"extensions", {{"KHR_texture_basisu", {{"source", 1}}}}}});
  const ImportedModel imported = import();
  ASSERT_EQ(imported.model.images().size(), 1u);
  EXPECT_THAT(imported.report.warnings, IsEmpty());
  EXPECT_THAT(imported.report.notes, Contains(HasSubstr("KTX2")));
}

TEST_F(GltfRecovery, a_texture_that_is_only_there_as_ktx2_is_named_with_what_to_do) {
  one_quad_scene();
  test::write_text(folder_ / "weave.ktx2", "\xABKTX 20\xBB\r\n\x1A\n and more");
  build_.json["extensionsRequired"] = {"KHR_texture_basisu"};
  build_.json["images"] = json::array({{{"uri", "weave.ktx2"}}});
  one_texture({{"extensions", {{"KHR_texture_basisu", {{"source", 0}}}}}});
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.materials()[0].texture(TextureSlot::BaseColor).image, -1);
  EXPECT_THAT(imported.report.warnings, Contains(HasSubstr("“weave.ktx2” was left out. KTX pictures are not "
                                                           "read; export the textures as PNG")));
}

// --- Geometry ---

TEST_F(GltfRecovery, draco_with_32_bit_indices_and_colors_in_bytes) {
  // 300 x 300 quads: more vertices than 16 bits count.
  constexpr int kSide = 300;
  draco::TriangleSoupMeshBuilder soup;
  soup.Start(kSide * kSide * 2);
  const int position = soup.AddAttribute(draco::GeometryAttribute::POSITION, 3, draco::DT_FLOAT32);
  const int color = soup.AddAttribute(draco::GeometryAttribute::COLOR, 3, draco::DT_UINT8);
  int face = 0;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      const auto corner = [&](int dx, int dy) {
        return std::array<float, 3>{static_cast<float>(x + dx), static_cast<float>(y + dy), 0.0f};
      };
      const std::array<std::uint8_t, 3> red{255, 51, 0};
      for (const auto& [a, b, c] : {std::array{corner(0, 0), corner(1, 0), corner(1, 1)},
                                    std::array{corner(0, 0), corner(1, 1), corner(0, 1)}}) {
        soup.SetAttributeValuesForFace(position, draco::FaceIndex(static_cast<std::uint32_t>(face)), a.data(),
                                       b.data(), c.data());
        soup.SetAttributeValuesForFace(color, draco::FaceIndex(static_cast<std::uint32_t>(face++)),
                                       red.data(), red.data(), red.data());
      }
    }
  }
  const std::unique_ptr<draco::Mesh> mesh = soup.Finalize();
  ASSERT_GT(mesh->num_points(), 65535u);
  draco::Encoder encoder;
  draco::EncoderBuffer encoded;
  ASSERT_TRUE(encoder.EncodeMeshToBuffer(*mesh, &encoded).ok());
  const int view = build_.add_view(std::vector<char>(encoded.data(), encoded.data() + encoded.size()));
  const auto points = static_cast<int>(mesh->num_points());
  build_.json["extensionsRequired"] = {"KHR_draco_mesh_compression"};
  build_.json["accessors"] =
      json::array({{{"componentType", 5126}, {"count", points}, {"type", "VEC3"}},
                   {{"componentType", 5121}, {"count", points}, {"type", "VEC3"}, {"normalized", true}},
                   {{"componentType", 5125}, {"count", kSide * kSide * 6}, {"type", "SCALAR"}}});
  json primitive{{"attributes", {{"POSITION", 0}, {"COLOR_0", 1}}}, {"indices", 2}, {"mode", 5}};
  primitive["extensions"]["KHR_draco_mesh_compression"] = {
      {"bufferView", view},
      {"attributes",
       {{"POSITION", mesh->attribute(position)->unique_id()},
        {"COLOR_0", mesh->attribute(color)->unique_id()}}}};
  build_.json["meshes"] = json::array({{{"primitives", json::array({primitive})}}});
  build_.json["nodes"] = json::array({{{"mesh", 0}}});
  build_.json["scenes"] = json::array({{{"nodes", {0}}}});
  const ImportedModel imported = import();
  EXPECT_EQ(triangles(imported), 2u * kSide * kSide);
  EXPECT_NEAR(imported.model.facts().bounds.max.x, kSide, 0.2f);
  ASSERT_FALSE(imported.model.meshes()[0].colors.empty());
  EXPECT_NEAR(imported.model.meshes()[0].colors[0].x, 65535, 70);
  EXPECT_NEAR(imported.model.meshes()[0].colors[0].y, 65535 / 5, 70);
  EXPECT_THAT(imported.report.notes, Contains(HasSubstr("Draco")));
}

TEST_F(GltfRecovery, lists_strips_and_fans_with_and_without_indices_give_their_triangles) {
  one_quad_scene();
  const int ring = build_.floats({0, 0, 0, 1, 0, 0, 1, 2, 0, 0, 2, 0}, "VEC3", 3);
  const int zigzag = build_.floats({0, 0, 0, 1, 0, 0, 0, 2, 0, 1, 2, 0}, "VEC3", 3);
  const int fan = build_.add_accessor(std::vector<std::uint8_t>{0, 1, 2, 3}, "SCALAR", 5121, 4);
  const int strip = build_.add_accessor(std::vector<std::uint32_t>{0, 1, 3, 2}, "SCALAR", 5125, 4);
  const json shapes[] = {{{"attributes", {{"POSITION", ring}}}, {"indices", fan}, {"mode", 6}},
                         {{"attributes", {{"POSITION", ring}}}, {"mode", 6}},
                         {{"attributes", {{"POSITION", ring}}}, {"indices", strip}, {"mode", 5}},
                         {{"attributes", {{"POSITION", zigzag}}}, {"mode", 5}}};
  for (const json& shape : shapes) {
    build_.json["meshes"][0]["primitives"] = json::array({shape});
    const ImportedModel imported = import();
    EXPECT_EQ(triangles(imported), 2u) << shape;
    EXPECT_EQ(imported.model.facts().bounds.max, glm::vec3(1, 2, 0));
    // All of them face the same way: the front of a strip does not turn with every triangle.
    for (const auto& normal : imported.model.meshes()[0].normals) EXPECT_EQ(normal.z, 32767) << shape;
  }
}

TEST_F(GltfRecovery, instances_without_some_of_their_parts_stand_in_their_places) {
  one_quad_scene();
  json& attributes = build_.json["nodes"][0]["extensions"]["EXT_mesh_gpu_instancing"]["attributes"];
  attributes["SCALE"] = build_.floats({1, 1, 1, 2, 2, 2, 3, 3, 3}, "VEC3", 3);
  // Quarter turns about Y, in normalised shorts.
  attributes["ROTATION"] = build_.add_accessor(
      std::vector<std::int16_t>{0, 0, 0, 32767, 0, 23170, 0, 23170, 0, 0, 0, 32767}, "VEC4", 5122, 3, true);
  build_.json["extensionsRequired"] = {"EXT_mesh_gpu_instancing"};
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.facts().meshes, 1u);
  EXPECT_NEAR(imported.model.facts().bounds.max.y, 6, 1e-3f);
  EXPECT_NEAR(imported.model.facts().bounds.min.z, -2, 1e-3f);
  EXPECT_THAT(imported.report.notes, Contains(HasSubstr("3 instances")));
}

TEST_F(GltfRecovery, of_many_texture_coordinates_the_two_that_are_used_are_kept) {
  one_quad_scene();
  ASSERT_TRUE(write_png(folder_ / "weave.png", test::checker_image(4, 4, 3)).has_value());
  build_.json["images"] = json::array({{{"uri", "weave.png"}}});
  build_.json["textures"] = json::array({{{"source", 0}}});
  primitive()["attributes"]["TEXCOORD_1"] = build_.floats({9, 9, 9, 9, 9, 9, 9, 9}, "VEC2", 2);
  primitive()["attributes"]["TEXCOORD_3"] =
      build_.floats({0.25f, 0, 0.25f, 0, 0.25f, 0, 0.25f, 0}, "VEC2", 2);
  primitive()["material"] = 0;
  build_.json["materials"] = json::parse(R"([{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}},
      "emissiveTexture": {"index": 0, "extensions": {"KHR_texture_transform": {"texCoord": 3}}}}])");
  const ImportedModel imported = import();
  const Material& material = imported.model.materials()[0];
  EXPECT_EQ(material.texture(TextureSlot::BaseColor).uv_set, 0);
  EXPECT_EQ(material.texture(TextureSlot::Emissive).uv_set, 1);
  ASSERT_FALSE(imported.model.meshes()[0].uv1.empty());
  EXPECT_FLOAT_EQ(imported.model.meshes()[0].uv1[0].x, 0.25f);
  EXPECT_THAT(imported.report.warnings, IsEmpty());
}

// --- Scenes ---

TEST_F(GltfRecovery, of_several_scenes_the_default_one_is_shown_until_another_is_chosen) {
  one_quad_scene();
  build_.json["nodes"] = json::parse(R"([
    {"mesh": 0}, {"mesh": 0, "translation": [5, 0, 0]}, {"name": "lamp", "children": [3]},
    {"extensions": {"KHR_lights_punctual": {"light": 0}}}])");
  build_.json["extensions"] = json::parse(R"({"KHR_lights_punctual": {"lights": [{"type": "point"}]}})");
  build_.json["scenes"] =
      json::parse(R"([{"name": "가을", "nodes": [0, 2]}, {"nodes": [1]}, {"nodes": [0, 1]}])");
  build_.json["scene"] = 1;
  ImportedModel imported = import();
  EXPECT_THAT(imported.report.notes, Contains(HasSubstr("3 scenes")));
  BakedModel& model = imported.model;
  ASSERT_EQ(model.scenes().size(), 3u);
  EXPECT_EQ(model.scenes()[0].name, "가을");
  EXPECT_EQ(model.scene(), 1);
  EXPECT_EQ(model.facts().bounds.min.x, 5);
  EXPECT_TRUE(model.lights().empty()) << "the lamp is in another scene";
  const auto drawn = [&] {
    std::size_t count = 0;
    for (const Node& node : model.nodes()) count += node.meshes.size();
    return count;
  };
  EXPECT_EQ(drawn(), 1u);
  model.show_scene(0);
  EXPECT_EQ(model.facts().bounds.max.x, 1);
  EXPECT_EQ(model.lights().size(), 1u);
  EXPECT_EQ(drawn(), 1u);
  model.show_scene(2);
  EXPECT_EQ(model.facts().bounds.min.x, 0);
  EXPECT_EQ(model.facts().bounds.max.x, 6);
  EXPECT_EQ(drawn(), 2u);
  EXPECT_EQ(model.facts().triangles, 2u) << "the counts are of the whole file";
}

TEST_F(GltfRecovery, an_empty_default_scene_gives_way_to_one_that_shows_something) {
  one_quad_scene();
  build_.json["nodes"] = json::parse(R"([{"name": "camera"}, {"mesh": 0, "translation": [5, 0, 0]}])");
  build_.json["scenes"] = json::parse(R"([{"nodes": [0]}, {"nodes": [1]}])");
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.facts().bounds.min.x, 5);
  EXPECT_THAT(imported.report.warnings, Contains(HasSubstr("default scene is empty")));
}

TEST_F(GltfRecovery, meshes_that_no_scene_places_are_shown_as_they_are) {
  for (const bool with_nodes : {true, false}) {
    one_quad_scene();
    build_.json.erase("scene");
    build_.json["scenes"] = json::array({json::object()});
    build_.json["nodes"] = with_nodes ? json::parse(R"([{"name": "empty"}])") : json::array();
    const ImportedModel imported = import();
    EXPECT_EQ(triangles(imported), 2u);
    EXPECT_THAT(imported.report.warnings, Contains(HasSubstr("No scene of the file")));
  }
}

TEST_F(GltfRecovery, invisible_nodes_and_what_is_below_them_are_not_drawn) {
  one_quad_scene();
  build_.json["extensionsUsed"] = {"KHR_node_visibility"};
  build_.json["nodes"] = json::parse(R"([
    {"mesh": 0},
    {"children": [2], "extensions": {"KHR_node_visibility": {"visible": false}}},
    {"mesh": 0, "translation": [50, 0, 0]}])");
  build_.json["scenes"] = json::parse(R"([{"nodes": [0, 1]}])");
  EXPECT_EQ(import().model.facts().bounds.max.x, 1);
}

TEST_F(GltfRecovery, motion_by_pointer_is_reported_and_the_rest_moves) {
  one_quad_scene();
  const int times = build_.floats({0, 1}, "SCALAR", 1);
  const int moves = build_.floats({0, 0, 0, 1, 1, 1}, "VEC3", 3);
  build_.json["animations"] = json::array({json::object()});
  json& animation = build_.json["animations"][0];
  animation["samplers"] = json::array({{{"input", times}, {"output", moves}}});
  animation["channels"] = json::parse(R"([
    {"sampler": 0, "target": {"node": 0, "path": "translation"}},
    {"sampler": 0, "target": {"path": "pointer", "extensions":
      {"KHR_animation_pointer": {"pointer": "/materials/0/emissiveFactor"}}}}])");
  const ImportedModel imported = import();
  ASSERT_EQ(imported.model.animations().size(), 1u);
  EXPECT_EQ(imported.model.animations()[0].channels.size(), 1u);
  EXPECT_THAT(imported.report.warnings, Contains(HasSubstr("1 animated properties (KHR_animation_pointer)")));
}

TEST_F(GltfRecovery, a_skin_without_inverse_bind_matrices_is_read_and_said) {
  one_quad_scene();
  primitive()["attributes"]["JOINTS_0"] =
      build_.add_accessor(std::vector<std::uint16_t>(16, 0), "VEC4", 5123, 4);
  primitive()["attributes"]["WEIGHTS_0"] =
      build_.floats({1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, "VEC4", 4);
  build_.json["nodes"] = json::parse(R"([{"mesh": 0, "skin": 0}, {"translation": [0, 3, 0]}])");
  build_.json["scenes"] = json::parse(R"([{"nodes": [0, 1]}])");
  build_.json["skins"] = json::parse(R"([{"joints": [1]}])");
  const ImportedModel imported = import();
  EXPECT_FLOAT_EQ(imported.model.facts().bounds.min.y, 3);
  EXPECT_THAT(imported.report.notes, Contains(HasSubstr("inverse bind matrices")));
}

// --- Extensions ---

TEST_F(GltfRecovery, an_unknown_extension_that_geometry_requires_is_refused_and_any_other_reported) {
  one_quad_scene();
  build_.json["extensionsRequired"] = {"EXT_unheard_of"};
  build_.json["nodes"][0]["extensions"]["EXT_unheard_of"] = json::object();
  const ImportedModel imported = import();
  EXPECT_EQ(triangles(imported), 2u);
  EXPECT_THAT(imported.report.warnings, Contains(HasSubstr("EXT_unheard_of")));
  primitive()["extensions"]["EXT_unheard_of"] = json::object();
  const Error error = refusal();
  EXPECT_EQ(error.kind, ErrorKind::Unsupported);
  EXPECT_THAT(error.message, HasSubstr("EXT_unheard_of"));
}

TEST_F(GltfRecovery, specular_glossiness_and_unlit_and_textures_of_every_layer_arrive) {
  one_quad_scene();
  ASSERT_TRUE(write_png(folder_ / "weave.png", test::checker_image(4, 4, 4)).has_value());
  build_.json["images"] = json::array({{{"uri", "weave.png"}}});
  build_.json["textures"] = json::array({{{"source", 0}}});
  build_.json["materials"] = json::parse(R"([
    {"extensions": {"KHR_materials_pbrSpecularGlossiness": {"diffuseFactor": [0.5, 0.25, 0.125, 0.5],
        "specularFactor": [0.1, 0.2, 0.3], "glossinessFactor": 0.4, "diffuseTexture": {"index": 0},
        "specularGlossinessTexture": {"index": 0}}}},
    {"extensions": {"KHR_materials_unlit": {}}},
    {"extensions": {
      "KHR_materials_clearcoat": {"clearcoatTexture": {"index": 0}, "clearcoatRoughnessTexture": {"index": 0},
        "clearcoatNormalTexture": {"index": 0, "scale": 0.5}},
      "KHR_materials_sheen": {"sheenColorTexture": {"index": 0}, "sheenRoughnessTexture": {"index": 0}},
      "KHR_materials_transmission": {"transmissionTexture": {"index": 0}},
      "KHR_materials_volume": {"thicknessTexture": {"index": 0}},
      "KHR_materials_specular": {"specularTexture": {"index": 0}, "specularColorTexture": {"index": 0}},
      "KHR_materials_iridescence": {"iridescenceTexture": {"index": 0},
        "iridescenceThicknessTexture": {"index": 0}},
      "KHR_materials_anisotropy": {"anisotropyTexture": {"index": 0}}}}])");
  const ImportedModel imported = import();
  ASSERT_EQ(imported.model.materials().size(), 3u);
  const Material& glossy = imported.model.materials()[0];
  EXPECT_TRUE(glossy.specular_glossiness);
  EXPECT_EQ(glossy.base_color, glm::vec4(0.5f, 0.25f, 0.125f, 0.5f));
  EXPECT_EQ(glossy.specular_factor, glm::vec3(0.1f, 0.2f, 0.3f));
  EXPECT_FLOAT_EQ(glossy.glossiness, 0.4f);
  EXPECT_TRUE(glossy.texture(TextureSlot::Diffuse).present());
  EXPECT_TRUE(glossy.texture(TextureSlot::SpecularGlossiness).present());
  EXPECT_TRUE(imported.model.materials()[1].unlit);
  const Material& layered = imported.model.materials()[2];
  EXPECT_FLOAT_EQ(layered.clearcoat_normal_scale, 0.5f);
  for (int slot = static_cast<int>(TextureSlot::Clearcoat); slot <= static_cast<int>(TextureSlot::Anisotropy);
       ++slot) {
    const auto& texture = layered.textures[static_cast<std::size_t>(slot)];
    ASSERT_TRUE(texture.present()) << slot;
    EXPECT_EQ(imported.model.images()[static_cast<std::size_t>(texture.image)].encoding,
              encoding_of(static_cast<TextureSlot>(slot)));
  }
}

TEST_F(GltfRecovery, lights_of_the_file_arrive_with_their_node) {
  one_quad_scene();
  build_.json["extensions"]["KHR_lights_punctual"]["lights"] = json::parse(R"([
    {"type": "spot", "color": [1, 0.5, 0.25], "intensity": 20, "range": 4,
     "spot": {"innerConeAngle": 0.25, "outerConeAngle": 0.5}}])");
  build_.json["nodes"].push_back(
      json::parse(R"({"translation": [0, 3, 0], "extensions": {"KHR_lights_punctual": {"light": 0}}})"));
  build_.json["scenes"][0]["nodes"] = {0, 1};
  const ImportedModel imported = import();
  ASSERT_EQ(imported.model.lights().size(), 1u);
  const PunctualLight& light = imported.model.lights()[0];
  EXPECT_EQ(light.type, LightType::Spot);
  EXPECT_FLOAT_EQ(light.intensity, 20);
  EXPECT_FLOAT_EQ(light.outer_cone_radians, 0.5f);
  EXPECT_FLOAT_EQ(imported.model.nodes()[light.node].translation.y, 3);
}

// --- glTF 1.0 ---

TEST_F(GltfRecovery, gltf_1_with_its_techniques_is_read) {
  ASSERT_TRUE(write_png(folder_ / "weave.png", test::checker_image(4, 4, 3)).has_value());
  build_.quad();  // Fills the buffer.
  const json views = build_.json["bufferViews"];
  std::string bytes(build_.bytes().begin(), build_.bytes().end());
  test::write_text(folder_ / "old.bin", bytes);
  json old = json::parse(R"({
    "asset": {"version": "1.0"}, "scene": "main", "scenes": {"main": {"nodes": ["body"]}},
    "nodes": {"body": {"meshes": ["skirt"], "matrix": [2,0,0,0, 0,2,0,0, 0,0,2,0, 0,0,0,1]}},
    "meshes": {"skirt": {"name": "치마", "primitives": [
      {"attributes": {"POSITION": "p", "NORMAL": "n", "TEXCOORD_0": "t"}, "indices": "i", "material": "silk",
       "mode": 4}]}},
    "materials": {"silk": {"technique": "phong", "values": {"diffuse": "tex", "shininess": 20}}},
    "techniques": {"phong": {}}, "textures": {"tex": {"source": "img", "sampler": "smp", "target": 3553}},
    "samplers": {"smp": {}}, "images": {"img": {"uri": "weave.png"}}})");
  old["buffers"]["b"] = {{"uri", "old.bin"}, {"byteLength", bytes.size()}, {"type", "arraybuffer"}};
  const char* names[] = {"p", "n", "t", "i"};
  const int components[] = {5126, 5126, 5126, 5123};
  const char* types[] = {"VEC3", "VEC3", "VEC2", "SCALAR"};
  const int counts[] = {4, 4, 4, 6};
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string view = std::string("v") + names[i];
    old["bufferViews"][view] = {{"buffer", "b"},
                                {"byteOffset", views[i]["byteOffset"]},
                                {"byteLength", views[i]["byteLength"]},
                                {"target", i == 3 ? 34963 : 34962}};
    old["accessors"][names[i]] = {{"bufferView", view}, {"byteOffset", 0},
                                  {"byteStride", 0},    {"componentType", components[i]},
                                  {"count", counts[i]}, {"type", types[i]}};
  }
  test::write_text(folder_ / "old.gltf", old.dump());
  const auto imported = import_file(folder_ / "old.gltf");
  ASSERT_TRUE(imported.has_value()) << imported.error().message;
  EXPECT_EQ(imported->report.format, "glTF 1.0");
  EXPECT_EQ(imported->model.facts().triangles, 2u);
  EXPECT_EQ(imported->model.facts().bounds.size(), glm::vec3(2, 4, 0));
  ASSERT_EQ(imported->model.images().size(), 1u);
}

}  // namespace
}  // namespace bandaji
