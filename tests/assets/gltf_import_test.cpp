#include <draco/compression/encode.h>
#include <draco/mesh/triangle_soup_mesh_builder.h>
#include <gtest/gtest.h>
#include <meshoptimizer.h>

#include <cmath>

#include "assets/image_export.h"
#include "gltf_builder.h"
#include "importing.h"
#include "sample_model.h"

namespace bandaji {
namespace {

using nlohmann::json;
using test::GltfBuilder;
using test::import_file;
using test::TemporaryFolder;

class GltfImport : public ::testing::Test {
 protected:
  // Imports what the builder holds, expecting success.
  ImportedModel import() {
    build_.write(folder_ / "model.gltf");
    auto imported = import_file(folder_ / "model.gltf");
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
    build_.json["nodes"] = json::array({{{"mesh", 0}, {"name", "body"}}});
    build_.json["scenes"] = json::array({{{"nodes", {0}}}});
  }

  TemporaryFolder folder_;
  GltfBuilder build_;
};

TEST_F(GltfImport, a_plain_quad_keeps_its_geometry_names_and_unit) {
  one_quad_scene();
  const ImportedModel imported = import();
  const BakedModel& model = imported.model;
  ASSERT_EQ(model.meshes().size(), 1u);
  EXPECT_EQ(model.meshes()[0].name, "치마");
  EXPECT_EQ(model.facts().triangles, 2u);
  EXPECT_EQ(model.facts().bounds.max, glm::vec3(1, 2, 0));
  EXPECT_EQ(model.nodes().size(), 1u);
  EXPECT_EQ(model.nodes()[0].name, "body");
  EXPECT_EQ(imported.report.format, "glTF 2.0");
  EXPECT_EQ(imported.report.up_axis, UpAxis::Y);
  EXPECT_FALSE(imported.report.unit_was_guessed);
  ASSERT_EQ(imported.report.references.size(), 1u);
  EXPECT_EQ(imported.report.references[0].relative_path, "model.bin");
  // The corner at the origin has the texture's bottom left, whose V is 1.
  const BakedMesh& mesh = model.meshes()[0];
  for (std::size_t v = 0; v < 4; ++v) {
    EXPECT_FLOAT_EQ(mesh.uv0[v].x, mesh.positions[v].x);
    EXPECT_FLOAT_EQ(mesh.uv0[v].y, 1 - mesh.positions[v].y / 2);
  }
}

TEST_F(GltfImport, every_material_layer_arrives) {
  one_quad_scene();
  ASSERT_TRUE(write_png(folder_ / "weave.png", test::checker_image(4, 4, 3)).has_value());
  build_.json["images"] = json::array({{{"uri", "weave.png"}}});
  build_.json["samplers"] = json::array({{{"wrapS", 33071}, {"wrapT", 33648}, {"magFilter", 9728}}});
  build_.json["textures"] = json::array({{{"source", 0}, {"sampler", 0}}});
  build_.json["meshes"][0]["primitives"][0]["material"] = 0;
  build_.json["materials"] = json::parse(R"([{
    "name": "명주 silk", "alphaMode": "MASK", "alphaCutoff": 0.25, "doubleSided": true,
    "emissiveFactor": [1, 0.5, 0],
    "pbrMetallicRoughness": {"baseColorFactor": [0.5, 0.25, 0.125, 1], "roughnessFactor": 0.75,
      "baseColorTexture": {"index": 0, "extensions": {"KHR_texture_transform":
        {"offset": [0.5, 0.25], "rotation": 1.5707963, "scale": [2, 3], "texCoord": 1}}}},
    "normalTexture": {"index": 0, "scale": 0.5},
    "extensions": {
      "KHR_materials_emissive_strength": {"emissiveStrength": 4},
      "KHR_materials_ior": {"ior": 1.4},
      "KHR_materials_specular": {"specularFactor": 0.25, "specularColorFactor": [1, 0.5, 0.25]},
      "KHR_materials_clearcoat": {"clearcoatFactor": 0.5, "clearcoatRoughnessFactor": 0.125},
      "KHR_materials_sheen": {"sheenColorFactor": [0, 0, 0], "sheenRoughnessFactor": 0.5},
      "KHR_materials_transmission": {"transmissionFactor": 0.5},
      "KHR_materials_volume": {"thicknessFactor": 0.01, "attenuationDistance": 2, "attenuationColor": [1, 0, 0]},
      "KHR_materials_iridescence": {"iridescenceFactor": 1, "iridescenceIor": 1.5, "iridescenceThicknessMaximum": 600},
      "KHR_materials_anisotropy": {"anisotropyStrength": 0.75, "anisotropyRotation": 0.5},
      "KHR_materials_dispersion": {"dispersion": 0.1},
      "KHR_materials_diffuse_transmission": {"diffuseTransmissionFactor": 0.25,
        "diffuseTransmissionTexture": {"index": 0, "texCoord": 1},
        "diffuseTransmissionColorFactor": [1, 0.5, 0.25], "diffuseTransmissionColorTexture": {"index": 0}}
    }}])");
  const ImportedModel imported = import();
  ASSERT_EQ(imported.model.materials().size(), 1u);
  const Material& m = imported.model.materials()[0];
  EXPECT_EQ(m.name, "명주 silk");
  EXPECT_EQ(m.alpha_mode, AlphaMode::Mask);
  EXPECT_FLOAT_EQ(m.alpha_cutoff, 0.25f);
  EXPECT_TRUE(m.double_sided);
  EXPECT_EQ(m.base_color, glm::vec4(0.5f, 0.25f, 0.125f, 1));
  EXPECT_FLOAT_EQ(m.metallic, 1);
  EXPECT_FLOAT_EQ(m.roughness, 0.75f);
  EXPECT_EQ(m.emissive, glm::vec3(4, 2, 0));
  EXPECT_FLOAT_EQ(m.ior, 1.4f);
  EXPECT_FLOAT_EQ(m.specular, 0.25f);
  EXPECT_EQ(m.specular_color, glm::vec3(1, 0.5f, 0.25f));
  EXPECT_FLOAT_EQ(m.clearcoat, 0.5f);
  EXPECT_FLOAT_EQ(m.sheen_roughness, 0.5f);
  EXPECT_FLOAT_EQ(m.transmission, 0.5f);
  EXPECT_FLOAT_EQ(m.attenuation_distance, 2);
  EXPECT_FLOAT_EQ(m.iridescence_thickness_max_nm, 600);
  EXPECT_FLOAT_EQ(m.anisotropy, 0.75f);
  EXPECT_FLOAT_EQ(m.anisotropy_rotation_radians, 0.5f);
  EXPECT_FLOAT_EQ(m.dispersion, 0.1f);
  EXPECT_FLOAT_EQ(m.diffuse_transmission, 0.25f);
  EXPECT_EQ(m.diffuse_transmission_color, glm::vec3(1, 0.5f, 0.25f));
  EXPECT_TRUE(m.texture(TextureSlot::DiffuseTransmission).present());
  EXPECT_EQ(m.texture(TextureSlot::DiffuseTransmission).uv_set, 1);
  EXPECT_TRUE(m.texture(TextureSlot::DiffuseTransmissionColor).present());
  EXPECT_FLOAT_EQ(m.normal_scale, 0.5f);

  const TextureRef& base = m.texture(TextureSlot::BaseColor);
  EXPECT_EQ(base.uv_set, 1);
  EXPECT_EQ(base.wrap_u, Wrap::ClampToEdge);
  EXPECT_EQ(base.wrap_v, Wrap::MirroredRepeat);
  EXPECT_EQ(base.filter, Filter::Nearest);
  // (1, 0) is scaled to (2, 0), turned a quarter counter-clockwise where V runs down, moved.
  const auto& t = base.uv_transform;
  EXPECT_NEAR(t[0] + t[4], 0.5f, 1e-5f);
  EXPECT_NEAR(t[1] + t[5], 0.25f - 2, 1e-5f);
  EXPECT_NEAR(t[2] + t[4], 0.5f + 3, 1e-5f);
  EXPECT_NEAR(t[3] + t[5], 0.25f, 1e-5f);
  // The same picture once as color and once as data.
  const TextureRef& normal = m.texture(TextureSlot::Normal);
  ASSERT_EQ(imported.model.images().size(), 2u);
  EXPECT_EQ(imported.model.images()[static_cast<std::size_t>(base.image)].encoding, ColorEncoding::Srgb);
  EXPECT_EQ(imported.model.images()[static_cast<std::size_t>(normal.image)].encoding, ColorEncoding::Linear);
  // And the normal map needs tangents: along U, with the bitangent up the picture.
  ASSERT_EQ(imported.model.meshes()[0].tangents.size(), 4u);
  EXPECT_EQ(imported.model.meshes()[0].tangents[0].x, 32767);
  EXPECT_EQ(imported.model.meshes()[0].tangents[0].w, 32767);
}

TEST_F(GltfImport, skins_morphs_and_every_interpolation_arrive) {
  json quad = build_.quad();
  quad["attributes"]["JOINTS_0"] = build_.add_accessor(
      std::vector<std::uint8_t>{0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, "VEC4", 5121, 4);
  quad["attributes"]["WEIGHTS_0"] =
      build_.floats({1, 0, 0, 0, 0.5f, 0.5f, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0}, "VEC4", 4);
  quad["targets"] =
      json::array({{{"POSITION", build_.floats({0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, "VEC3", 3)}}});
  build_.json["meshes"] = json::array(
      {{{"primitives", json::array({quad})}, {"weights", {0.25}}, {"extras", {{"targetNames", {"펼침"}}}}}});
  build_.json["nodes"] = json::parse(
      R"([{"children": [1, 2]}, {"mesh": 0, "skin": 0}, {"name": "hip", "translation": [0, 5, 0], "children": [3]}, {"name": "knee"}])");
  build_.json["scenes"] = json::array({{{"nodes", {0}}}});
  build_.json["skins"] = json::array({{{"joints", {2, 3}}}});  // No inverse bind matrices: identity.
  const int times = build_.floats({0, 2}, "SCALAR", 1);
  const int steps = build_.floats({0, 0, 0, 1, 1, 1}, "VEC3", 3);
  const int spline =
      build_.floats({0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}, "VEC4", 4);
  const int weights = build_.floats({0, 1}, "SCALAR", 1);
  build_.json["animations"] =
      json::array({{{"name", "절"},
                    {"samplers",
                     {{{"input", times}, {"output", steps}, {"interpolation", "STEP"}},
                      {{"input", times}, {"output", spline}, {"interpolation", "CUBICSPLINE"}},
                      {{"input", times}, {"output", weights}}}},
                    {"channels",
                     {{{"sampler", 0}, {"target", {{"node", 2}, {"path", "translation"}}}},
                      {{"sampler", 1}, {"target", {{"node", 3}, {"path", "rotation"}}}},
                      {{"sampler", 2}, {"target", {{"node", 1}, {"path", "weights"}}}}}}}});
  const ImportedModel imported = import();
  const BakedModel& model = imported.model;
  ASSERT_EQ(model.skins().size(), 1u);
  ASSERT_EQ(model.skins()[0].joints.size(), 2u);
  EXPECT_EQ(model.nodes()[static_cast<std::size_t>(model.skins()[0].joints[1])].name, "knee");
  EXPECT_EQ(model.skins()[0].inverse_bind[0], glm::mat4(1));
  ASSERT_EQ(model.meshes()[0].weights.size(), 4u);
  for (const Unorm16x4& w : model.meshes()[0].weights) EXPECT_EQ(w.x + w.y + w.z + w.w, 65535);
  ASSERT_EQ(model.meshes()[0].morphs.size(), 1u);
  EXPECT_EQ(model.meshes()[0].morphs[0].name, "펼침");
  EXPECT_EQ(model.meshes()[0].morphs[0].positions[2], glm::vec3(0, 0, 1));
  // Posed: both joints are five metres up, the morph is a quarter out.
  EXPECT_FLOAT_EQ(model.facts().bounds.min.y, 5);
  EXPECT_FLOAT_EQ(model.facts().bounds.max.z, 0.25f);
  ASSERT_EQ(model.animations().size(), 1u);
  const Animation& animation = model.animations()[0];
  EXPECT_EQ(animation.name, "절");
  EXPECT_FLOAT_EQ(animation.duration, 2);
  ASSERT_EQ(animation.channels.size(), 3u);
  EXPECT_EQ(animation.channels[0].interpolation, Interpolation::Step);
  EXPECT_EQ(animation.channels[1].interpolation, Interpolation::CubicSpline);
  EXPECT_EQ(animation.channels[1].values.size(), 24u);
  EXPECT_EQ(animation.channels[2].property, AnimatedProperty::MorphWeights);
  EXPECT_EQ(model.nodes()[animation.channels[1].node].name, "knee");
}

TEST_F(GltfImport, quantised_geometry_comes_out_in_its_true_size) {
  build_.json["extensionsRequired"] = {"KHR_mesh_quantization"};
  json attributes;
  // Positions in 16 bits, each element padded to eight bytes; UVs in normalised bytes padded to four.
  attributes["POSITION"] = build_.add_accessor(
      std::vector<std::int16_t>{0, 0, 0, 0, 32767, 0, 0, 0, 32767, 32767, 0, 0, 0, 32767, 0, 0}, "VEC3", 5122,
      4, true, 8);
  attributes["NORMAL"] =
      build_.add_accessor(std::vector<std::int8_t>{0, 0, 127, 0, 0, 0, 127, 0, 0, 0, 127, 0, 0, 0, 127, 0},
                          "VEC3", 5120, 4, true, 4);
  attributes["TEXCOORD_0"] =
      build_.add_accessor(std::vector<std::uint8_t>{0, 255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0},
                          "VEC2", 5121, 4, true, 4);
  attributes["COLOR_0"] = build_.add_accessor(
      std::vector<std::uint16_t>{65535, 0, 0, 0, 65535, 0, 0, 0, 65535, 0, 0, 0, 65535, 0, 0, 0}, "VEC3",
      5123, 4, true, 8);
  build_.json["meshes"] =
      json::array({{{"primitives",
                     {{{"attributes", attributes},
                       {"indices", build_.add_accessor(std::vector<std::uint8_t>{0, 1, 2, 0, 2, 3}, "SCALAR",
                                                       5121, 6)}}}}}});
  build_.json["nodes"] = json::parse(R"([{"mesh": 0, "scale": [3, 3, 3]}])");
  build_.json["scenes"] = json::array({{{"nodes", {0}}}});
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.facts().bounds.max, glm::vec3(3, 3, 0));
  const BakedMesh& mesh = imported.model.meshes()[0];
  EXPECT_EQ(mesh.normals[0].z, 32767);
  EXPECT_EQ(mesh.uv0[0], glm::vec2(mesh.positions[0].x, 1 - mesh.positions[0].y));
  EXPECT_EQ(mesh.colors[0].x, 65535);
  EXPECT_EQ(mesh.colors[0].w, 65535) << "a color without alpha is opaque";
}

TEST_F(GltfImport, meshopt_compressed_geometry_is_read) {
  const std::vector<float> positions{0, 0, 0, 1, 0, 0, 1, 2, 0, 0, 2, 0};
  const std::vector<std::uint32_t> indices{0, 1, 2, 0, 2, 3};
  std::vector<unsigned char> vertex_bytes(meshopt_encodeVertexBufferBound(4, 12));
  vertex_bytes.resize(
      meshopt_encodeVertexBuffer(vertex_bytes.data(), vertex_bytes.size(), positions.data(), 4, 12));
  std::vector<unsigned char> index_bytes(meshopt_encodeIndexBufferBound(6, 4));
  index_bytes.resize(meshopt_encodeIndexBuffer(index_bytes.data(), index_bytes.size(), indices.data(), 6));
  build_.json["extensionsRequired"] = {"EXT_meshopt_compression"};
  const int views[2] = {build_.add_view(vertex_bytes), build_.add_view(index_bytes)};
  for (const int view : views) {
    json& compressed = build_.json["bufferViews"][static_cast<std::size_t>(view)];
    const bool vertices = view == views[0];
    compressed["extensions"]["EXT_meshopt_compression"] = {{"buffer", 0},
                                                           {"byteOffset", compressed["byteOffset"]},
                                                           {"byteLength", compressed["byteLength"]},
                                                           {"byteStride", vertices ? 12 : 4},
                                                           {"count", vertices ? 4 : 6},
                                                           {"mode", vertices ? "ATTRIBUTES" : "TRIANGLES"}};
    compressed["byteLength"] = vertices ? 48 : 24;
  }
  build_.json["accessors"] =
      json::array({{{"bufferView", 0}, {"componentType", 5126}, {"count", 4}, {"type", "VEC3"}},
                   {{"bufferView", 1}, {"componentType", 5125}, {"count", 6}, {"type", "SCALAR"}}});
  build_.json["meshes"] =
      json::array({{{"primitives", {{{"attributes", {{"POSITION", 0}}}, {"indices", 1}}}}}});
  build_.json["nodes"] = json::array({{{"mesh", 0}}});
  build_.json["scenes"] = json::array({{{"nodes", {0}}}});
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.facts().bounds.max, glm::vec3(1, 2, 0));
  EXPECT_EQ(imported.model.facts().triangles, 2u);
  EXPECT_EQ(imported.model.meshes()[0].normals.size(), 4u) << "normals are made where there are none";
}

TEST_F(GltfImport, draco_compressed_geometry_is_read) {
  draco::TriangleSoupMeshBuilder soup;
  soup.Start(2);
  const int position = soup.AddAttribute(draco::GeometryAttribute::POSITION, 3, draco::DT_FLOAT32);
  const float corners[4][3] = {{0, 0, 0}, {1, 0, 0}, {1, 2, 0}, {0, 2, 0}};
  soup.SetAttributeValuesForFace(position, draco::FaceIndex(0), corners[0], corners[1], corners[2]);
  soup.SetAttributeValuesForFace(position, draco::FaceIndex(1), corners[0], corners[2], corners[3]);
  const std::unique_ptr<draco::Mesh> mesh = soup.Finalize();
  draco::Encoder encoder;
  draco::EncoderBuffer encoded;
  ASSERT_TRUE(encoder.EncodeMeshToBuffer(*mesh, &encoded).ok());
  const int view = build_.add_view(std::vector<char>(encoded.data(), encoded.data() + encoded.size()));
  build_.json["extensionsRequired"] = {"KHR_draco_mesh_compression"};
  build_.json["accessors"] = json::array({{{"componentType", 5126}, {"count", 4}, {"type", "VEC3"}},
                                          {{"componentType", 5125}, {"count", 6}, {"type", "SCALAR"}}});
  build_.json["meshes"] =
      json::array({{{"primitives",
                     {{{"attributes", {{"POSITION", 0}}},
                       {"indices", 1},
                       {"extensions",
                        {{"KHR_draco_mesh_compression",
                          {{"bufferView", view},
                           {"attributes", {{"POSITION", mesh->attribute(0)->unique_id()}}}}}}}}}}}});
  build_.json["nodes"] = json::array({{{"mesh", 0}}});
  build_.json["scenes"] = json::array({{{"nodes", {0}}}});
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.facts().triangles, 2u);
  EXPECT_NEAR(imported.model.facts().bounds.max.y, 2, 1e-3f);
}

TEST_F(GltfImport, sparse_accessors_strips_and_shared_vertices) {
  const int positions = build_.floats({0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 9, 9, 9, 8, 8, 8}, "VEC3", 3);
  const int index_view = build_.add_view(std::vector<std::uint16_t>{3});
  const int value_view = build_.add_view(std::vector<float>{1, 1, 4});
  build_.json["accessors"][static_cast<std::size_t>(positions)]["sparse"] = {
      {"count", 1},
      {"indices", {{"bufferView", index_view}, {"componentType", 5123}}},
      {"values", {{"bufferView", value_view}}}};
  const int strip = build_.add_accessor(std::vector<std::uint16_t>{0, 1, 2, 3}, "SCALAR", 5123, 4);
  build_.json["meshes"] =
      json::array({{{"primitives",
                     {{{"attributes", {{"POSITION", positions}}}, {"indices", strip}, {"mode", 5}},
                      {{"attributes", {{"POSITION", positions}}}, {"indices", strip}, {"mode", 0}}}}}});
  build_.json["nodes"] = json::array({{{"mesh", 0}}});
  build_.json["scenes"] = json::array({{{"nodes", {0}}}});
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.facts().triangles, 2u);
  EXPECT_EQ(imported.model.facts().bounds.max, glm::vec3(1, 1, 4)) << "vertices nobody draws do not count";
  EXPECT_EQ(imported.model.facts().points, 4u);
}

TEST_F(GltfImport, colourways_and_instances_arrive) {
  one_quad_scene();
  build_.json["materials"] = json::array({{{"name", "red"}}, {{"name", "blue"}}});
  build_.json["extensions"]["KHR_materials_variants"]["variants"] =
      json::array({{{"name", "여름"}}, {{"name", "겨울"}}});
  json& primitive = build_.json["meshes"][0]["primitives"][0];
  primitive["material"] = 0;
  primitive["extensions"]["KHR_materials_variants"]["mappings"] =
      json::array({{{"material", 1}, {"variants", {1}}}});
  build_.json["nodes"][0]["extensions"]["EXT_mesh_gpu_instancing"]["attributes"]["TRANSLATION"] =
      build_.floats({0, 0, 0, 10, 0, 0}, "VEC3", 3);
  const ImportedModel imported = import();
  ASSERT_EQ(imported.model.variants().size(), 2u);
  EXPECT_EQ(imported.model.variants()[1].name, "겨울");
  ASSERT_EQ(imported.model.variants()[1].materials.size(), 1u);
  EXPECT_EQ(imported.model.variants()[1].materials[0].second, 1);
  EXPECT_EQ(imported.model.facts().bounds.max.x, 11);
  EXPECT_EQ(imported.model.facts().meshes, 1u) << "instances share their mesh";
}

TEST_F(GltfImport, circles_and_doublings_in_the_node_tree_end) {
  one_quad_scene();
  json nodes = json::array();
  for (int i = 0; i < 40; ++i)
    nodes.push_back({{"children", {i + 1, i + 1, 0}}});  // 2^40 when taken at its word.
  nodes.push_back({{"mesh", 0}});
  build_.json["nodes"] = nodes;
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.nodes().size(), 41u);
}

TEST_F(GltfImport, deep_nesting_is_read_or_refused_but_survived) {
  one_quad_scene();
  json nodes = json::array();
  for (int i = 0; i < 20000; ++i) nodes.push_back({{"children", {i + 1}}});
  nodes.push_back({{"mesh", 0}});
  build_.json["nodes"] = nodes;
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.nodes().size(), 20001u);
}

TEST_F(GltfImport, triangles_with_impossible_numbers_are_left_out_and_counted) {
  one_quad_scene();
  build_.json["meshes"][0]["primitives"][0]["attributes"]["POSITION"] =
      build_.floats({0, 0, 0, 1, 0, 0, 1, 2, 0, NAN, 2, 0}, "VEC3", 3);
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.facts().triangles, 1u);
  EXPECT_EQ(imported.model.facts().bounds.max, glm::vec3(1, 2, 0));
  ASSERT_EQ(imported.report.warnings.size(), 1u);
}

TEST_F(GltfImport, a_missing_texture_is_a_warning_and_a_missing_buffer_a_refusal) {
  one_quad_scene();
  build_.json["images"] = json::array({{{"uri", "../secret.png"}}, {{"uri", "gone.png"}}});
  build_.json["textures"] = json::array({{{"source", 0}}, {{"source", 1}}});
  build_.json["materials"] = json::parse(
      R"([{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}, "emissiveTexture": {"index": 1}}])");
  const ImportedModel imported = import();
  EXPECT_EQ(imported.model.materials()[0].texture(TextureSlot::BaseColor).image, -1);
  ASSERT_EQ(imported.report.references.size(), 3u);
  EXPECT_EQ(imported.report.references[1].state, ReferenceState::Refused);
  EXPECT_EQ(imported.report.references[2].state, ReferenceState::Missing);
  EXPECT_EQ(imported.report.warnings.size(), 2u);

  std::filesystem::remove(folder_ / "model.bin");
  const auto refused = import_file(folder_ / "model.gltf");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::NotFound);
  EXPECT_NE(refused.error().message.find("model.bin"), std::string::npos);
}

TEST_F(GltfImport, contradictions_are_refused_with_their_reason) {
  one_quad_scene();
  const json good = build_.json;
  build_.json["accessors"][0]["count"] = 5;
  EXPECT_EQ(refusal().kind, ErrorKind::Corrupt);
  build_.json = good;
  build_.json["accessors"][0]["count"] = 4'000'000'000;
  EXPECT_EQ(refusal().kind, ErrorKind::Corrupt);
  build_.json = good;
  build_.json["bufferViews"][0]["byteLength"] = -1;
  EXPECT_EQ(refusal().kind, ErrorKind::Corrupt);
  build_.json = good;
  build_.json["asset"]["version"] = "3.0";
  EXPECT_EQ(refusal().kind, ErrorKind::Corrupt);
  build_.json = good;
  build_.json["extensionsRequired"] = {"EXT_unheard_of"};
  build_.json["meshes"][0]["primitives"][0]["extensions"]["EXT_unheard_of"] = json::object();
  const Error unknown = refusal();
  EXPECT_EQ(unknown.kind, ErrorKind::Unsupported);
  EXPECT_NE(unknown.message.find("EXT_unheard_of"), std::string::npos);
  build_.json = good;
  build_.json["meshes"] = json::array();
  EXPECT_EQ(refusal().kind, ErrorKind::Corrupt);
}

TEST_F(GltfImport, members_of_the_wrong_type_never_hurt) {
  one_quad_scene();
  build_.json["materials"] = json::parse(
      R"([{"pbrMetallicRoughness": {"baseColorTexture": {"index": 0}}, "extensions": {"KHR_materials_sheen": {}}}])");
  build_.json["textures"] = json::array({{{"source", 0}}});
  build_.json["images"] = json::array({{{"bufferView", 0}, {"mimeType", "image/png"}}});
  build_.json["skins"] = json::array({{{"joints", {0}}}});
  const json good = build_.json;
  const json bad_values[] = {json(),        json(-1),       json(1e300), json("text"),
                             json::array(), json::object(), json(true),  json(18446744073709551615ull)};
  int imported = 0;
  std::size_t next = 0;
  const json places = good.flatten();
  for (const auto& [pointer, value] : places.items()) {
    // One of them for every place, in turn.
    build_.json = good;
    build_.json[json::json_pointer(pointer)] = bad_values[next++ % std::size(bad_values)];
    build_.write(folder_ / "model.gltf");
    const auto result = import_file(folder_ / "model.gltf");
    if (result) {
      ++imported;
    } else {
      EXPECT_EQ(result.error().message.find("reader crash"), std::string::npos)
          << pointer << ": " << result.error().message;
    }
  }
  EXPECT_GT(imported, 10);
}

}  // namespace
}  // namespace bandaji
