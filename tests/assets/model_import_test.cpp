// Formats other than glTF: what the file means, and what it does not say.
#include <gtest/gtest.h>

#include <cmath>

#include "assets/image_export.h"
#include "importing.h"
#include "sample_model.h"
#include "tests/support/model_files.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::import_file;
using test::TemporaryFolder;
using test::write_text;

ImportedModel imported(const std::filesystem::path& path, const ImportOptions& options = {}) {
  auto result = import_file(path, options);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().message);
  return result ? std::move(*result) : ImportedModel{};
}

// One triangle with a material library.
constexpr const char* kObj =
    "mtllib cloth.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 0 1\nusemtl silk\nf 1/1 2/2 3/3\n";

Material obj_material(const std::string& mtl) {
  const TemporaryFolder folder;
  write_text(folder / "a.obj", kObj);
  write_text(folder / "cloth.mtl", "newmtl silk\n" + mtl);
  (void)write_png(folder / "red.png", test::checker_image(4, 4, 3));
  (void)write_png(folder / "mask.png", test::checker_image(4, 4, 1));
  const ImportedModel result = imported(folder / "a.obj");
  return result.model.materials().at(static_cast<std::size_t>(result.model.meshes().at(0).material));
}

TEST(ObjImport, phong_becomes_a_physical_surface) {
  const Material dull = obj_material("Kd 0.5 0.5 0.5\nKs 0.5 0.5 0.5\nNs 10\n");
  const Material shiny = obj_material("Kd 0.5 0.5 0.5\nKs 0.5 0.5 0.5\nNs 800\n");
  EXPECT_EQ(dull.name, "silk");
  EXPECT_NEAR(dull.base_color.r, 0.214f, 0.002f) << "colors are taken as seen";
  EXPECT_GT(dull.roughness, 0.55f);
  EXPECT_LT(shiny.roughness, 0.3f);
  EXPECT_EQ(dull.metallic, 0);
  EXPECT_TRUE(dull.double_sided);
}

TEST(ObjImport, nothing_visible_comes_out_black_or_invisible) {
  const Material forgotten = obj_material("Kd 0 0 0\nmap_Kd red.png\n");
  EXPECT_EQ(forgotten.base_color, glm::vec4(1));
  EXPECT_GE(forgotten.texture(TextureSlot::BaseColor).image, 0);
  const Material gilt = obj_material("Kd 0 0 0\nKs 1 0.8 0.3\nNs 200\n");
  EXPECT_EQ(gilt.metallic, 1);
  EXPECT_GT(gilt.base_color.r, 0.9f);
  EXPECT_EQ(obj_material("Kd 1 1 1\nd 0\n").alpha_mode, AlphaMode::Opaque);
  EXPECT_EQ(obj_material("Kd 1 1 1\nd 0.4\n").alpha_mode, AlphaMode::Blend);
}

TEST(ObjImport, an_opacity_picture_cuts_out_or_blends) {
  EXPECT_EQ(obj_material("Kd 1 1 1\nmap_Kd red.png\nmap_d mask.png\n").alpha_mode, AlphaMode::Mask);
}

TEST(ObjImport, physical_extensions_of_mtl_are_taken_as_they_are) {
  const Material material = obj_material("Kd 1 1 1\nPr 0.35\nPm 0.8\n");
  EXPECT_FLOAT_EQ(material.roughness, 0.35f);
  EXPECT_FLOAT_EQ(material.metallic, 0.8f);
}

TEST(ObjImport, a_bump_picture_becomes_a_normal_map) {
  const TemporaryFolder folder;
  write_text(folder / "a.obj", kObj);
  write_text(folder / "cloth.mtl", "newmtl silk\nKd 1 1 1\nmap_bump ramp.png\n");
  Image ramp{16, 16, 1, ColorEncoding::Linear, {}};
  for (int i = 0; i < 256; ++i) ramp.pixels.push_back(static_cast<std::uint8_t>(i % 16 * 16));
  ASSERT_TRUE(write_png(folder / "ramp.png", ramp).has_value());
  const ImportedModel result = imported(folder / "a.obj");
  ASSERT_EQ(result.model.images().size(), 1u);
  const auto pixels = *result.model.image_pixels(0, 0);
  const std::size_t middle = (8 * 16 + 8) * 3;
  EXPECT_LT(pixels[middle], 128) << "the surface rises to the right, so its normal leans left";
  EXPECT_EQ(pixels[middle + 1], 128);
  EXPECT_GT(pixels[middle + 2], 128);
  EXPECT_FALSE(result.model.meshes()[0].tangents.empty());
}

TEST(ObjImport, triangles_share_vertices_and_smooth_normals_are_made) {
  const TemporaryFolder folder;
  // A bent strip: the first fold is gentle, the second sharp.
  write_text(folder / "a.obj",
             "v 0 0 0\nv 0 1 0\nv 1 0 0\nv 1 1 0\nv 2 0 0.3\nv 2 1 0.3\nv 2 0 2\nv 2 1 2\n"
             "f 1 3 4 2\nf 3 5 6 4\nf 5 7 8 6\n");
  const ImportedModel result = imported(folder / "a.obj");
  const BakedMesh& mesh = result.model.meshes()[0];
  EXPECT_EQ(result.model.facts().triangles, 6u);
  EXPECT_EQ(mesh.vertex_count, 10u) << "eight corners and the sharp fold's two once more";
}

TEST(ObjImport, concave_polygons_keep_their_shape) {
  const TemporaryFolder folder;
  // An L of area 3.
  write_text(folder / "a.obj", "v 0 0 0\nv 2 0 0\nv 2 1 0\nv 1 1 0\nv 1 2 0\nv 0 2 0\nf 1 2 3 4 5 6\n");
  const ImportedModel result = imported(folder / "a.obj");
  const BakedMesh& mesh = result.model.meshes()[0];
  double area = 0;
  for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
    const glm::vec3 a = mesh.positions[mesh.indices[i]], b = mesh.positions[mesh.indices[i + 1]],
                    c = mesh.positions[mesh.indices[i + 2]];
    const double part = 0.5 * ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
    EXPECT_GT(part, 0);
    area += part;
  }
  EXPECT_NEAR(area, 3, 1e-5);
}

TEST(ObjImport, utf16_text_is_read) {
  const TemporaryFolder folder;
  const std::string plain = "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n";
  std::string wide = "\xFF\xFE";
  for (const char c : plain) {
    wide += c;
    wide += '\0';
  }
  write_text(folder / "a.obj", wide);
  EXPECT_EQ(imported(folder / "a.obj").model.facts().triangles, 1u);
}

TEST(ObjImport, a_missing_material_library_leaves_the_shape) {
  const TemporaryFolder folder;
  write_text(folder / "a.obj", kObj);
  const ImportedModel result = imported(folder / "a.obj");
  EXPECT_EQ(result.model.facts().triangles, 1u);
  ASSERT_FALSE(result.report.references.empty());
  EXPECT_EQ(result.report.references[0].asked, "cloth.mtl");
  EXPECT_EQ(result.report.references[0].state, ReferenceState::Missing);
}

TEST(ObjImport, textures_lie_beside_the_material_library_that_names_them) {
  const TemporaryFolder folder;
  write_text(folder / "a.obj", std::string(kObj).replace(7, 9, "maps/cloth.mtl"));
  write_text(folder / "maps/cloth.mtl", "newmtl silk\nKd 1 1 1\nmap_Kd Silk%20Red.png\n");
  ASSERT_TRUE(write_png(folder / "maps/Silk Red.png", test::checker_image(4, 4, 3)).has_value());
  const ImportedModel result = imported(folder / "a.obj");
  ASSERT_EQ(result.model.images().size(), 1u);
  EXPECT_EQ(result.model.images()[0].name, "maps/Silk Red.png");
  EXPECT_TRUE(result.report.warnings.empty());
}

TEST(FileUnits, an_unsaid_unit_is_guessed_from_the_size_and_can_be_overruled) {
  const TemporaryFolder folder;
  struct Case {
    double size, metres_per_unit;
  };
  for (const Case c : {Case{1.7, 1.0}, Case{170, 0.01}, Case{1700, 0.001}}) {
    test::write_obj_box(folder / "box.obj", 0.3 * c.size, c.size, 0.2 * c.size);
    const ImportedModel guessed = imported(folder / "box.obj");
    EXPECT_DOUBLE_EQ(guessed.report.metres_per_unit, c.metres_per_unit);
    EXPECT_TRUE(guessed.report.unit_was_guessed);
    EXPECT_NEAR(guessed.model.facts().bounds.size().y, 1.7f, 1e-3f);
  }
  ImportOptions options;
  options.unit = FileUnit::Inch;
  options.up_axis = UpAxis::Z;
  const ImportedModel told = imported(folder / "box.obj", options);
  EXPECT_FALSE(told.report.unit_was_guessed);
  EXPECT_EQ(told.report.up_axis, UpAxis::Z);
  EXPECT_NEAR(told.model.facts().bounds.size().z, 1700 * 0.0254f, 0.1f) << "what was Y is now depth";
}

TEST(FileUnits, stl_lies_on_xy_and_is_measured_in_millimetres) {
  const TemporaryFolder folder;
  write_text(folder / "pin.stl",
             "solid pin\nfacet normal 0 0 1\nouter loop\nvertex 0 0 30\nvertex 20 0 30\nvertex 0 10 "
             "0\nendloop\nendfacet\nendsolid pin\n");
  const ImportedModel result = imported(folder / "pin.stl");
  const glm::vec3 size = result.model.facts().bounds.size();
  EXPECT_NEAR(size.x, 0.02f, 1e-6f);
  EXPECT_NEAR(size.y, 0.03f, 1e-6f);
  EXPECT_NEAR(size.z, 0.01f, 1e-6f);
  EXPECT_TRUE(result.report.unit_was_guessed);
}

std::string collada(const std::string& up, const std::string& meter, int array_count = 9) {
  return R"(<?xml version="1.0" encoding="utf-8"?><COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">
<asset><unit name="u" meter=")" +
         meter + R"("/><up_axis>)" + up + R"(</up_axis></asset>
<library_geometries><geometry id="g"><mesh><source id="p"><float_array id="pa" count=")" +
         std::to_string(array_count) +
         R"(">0 0 0 1 0 0 0 0 2</float_array><technique_common><accessor source="#pa" count="3" stride="3"><param name="X" type="float"/>
<param name="Y" type="float"/><param name="Z" type="float"/></accessor></technique_common></source><vertices id="v">
<input semantic="POSITION" source="#p"/></vertices><triangles count="1"><input semantic="VERTEX" source="#v" offset="0"/><p>0 1 2</p>
</triangles></mesh></geometry></library_geometries><library_visual_scenes><visual_scene id="s"><node id="n"><instance_geometry url="#g"/>
</node></visual_scene></library_visual_scenes><scene><instance_visual_scene url="#s"/></scene></COLLADA>)";
}

TEST(FileUnits, collada_says_both_and_both_can_be_overruled) {
  const TemporaryFolder folder;
  write_text(folder / "a.dae", collada("Z_UP", "0.01"));
  const ImportedModel result = imported(folder / "a.dae");
  EXPECT_EQ(result.report.up_axis, UpAxis::Z);
  EXPECT_DOUBLE_EQ(result.report.metres_per_unit, 0.01);
  EXPECT_FALSE(result.report.unit_was_guessed);
  EXPECT_NEAR(result.model.facts().bounds.size().y, 0.02f, 1e-6f);
  ImportOptions options;
  options.up_axis = UpAxis::Y;
  options.unit = FileUnit::Metre;
  const ImportedModel told = imported(folder / "a.dae", options);
  EXPECT_NEAR(told.model.facts().bounds.size().z, 2, 1e-5f);
}

TEST(ColladaImport, arrays_that_lie_about_their_length_are_refused) {
  const TemporaryFolder folder;
  write_text(folder / "a.dae", collada("Y_UP", "1", 3));
  const auto result = import_file(folder / "a.dae");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::Corrupt);
  EXPECT_NE(result.error().message.find("pa"), std::string::npos);
}

constexpr const char* kPlyBody =
    "element vertex 3\nproperty float x\nproperty float y\nproperty float z\nproperty uchar red\nproperty "
    "uchar green\nproperty uchar blue\n"
    "element face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0 255 128 0\n1 0 0 255 128 0\n0 "
    "1 0 255 128 0\n3 0 1 2\n";

TEST(PlyImport, colors_are_read_and_an_odd_header_line_does_not_matter) {
  const TemporaryFolder folder;
  write_text(folder / "a.ply", std::string("ply\nformat ascii 1.0\nCreated by somebody\n") + kPlyBody);
  const ImportedModel result = imported(folder / "a.ply");
  EXPECT_EQ(result.model.facts().triangles, 1u);
  ASSERT_EQ(result.model.meshes()[0].colors.size(), 3u);
  EXPECT_EQ(result.model.meshes()[0].colors[0].x, 65535);
  EXPECT_NEAR(result.model.meshes()[0].colors[0].y, 0.2158 * 65535, 40) << "scanned colors are sRGB";
}

TEST(PlyImport, indices_beyond_the_vertices_never_reach_the_model) {
  const TemporaryFolder folder;
  std::string text = std::string("ply\nformat ascii 1.0\n") + kPlyBody;
  text.replace(text.rfind("3 0 1 2"), 7, "3 0 1 9");
  write_text(folder / "a.ply", text);
  const auto result = import_file(folder / "a.ply");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::Corrupt);
}

TEST(ModelImport, hostile_and_empty_files_are_refused_with_their_reason) {
  const TemporaryFolder folder;
  struct Case {
    const char* name;
    const char* text;
    ErrorKind kind;
  };
  const Case cases[] = {
      {"empty.obj", "", ErrorKind::Corrupt},
      {"empty.fbx", "", ErrorKind::Corrupt},
      {"none.obj", "# nothing here\n", ErrorKind::Corrupt},
      {"face.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nf\nf 1 2 3\n", ErrorKind::Corrupt},
      {"other.stl", "this is not an STL file at all, but long enough to be looked at with care",
       ErrorKind::Corrupt},
      {"other.fbx", "; text", ErrorKind::Corrupt},
      {"hang.ply", "ply\nformat ascii 1.0\nelephant vertex 3\n", ErrorKind::Corrupt},
      {"huge.off", "OFF\n4000000000 4000000000 0\n0 0 0\n", ErrorKind::Corrupt},
      {"notes.txt", "hello", ErrorKind::Unsupported},
      {"noextension", "hello", ErrorKind::Unsupported},
      {"bad.glb", "glTF\x02\x00\x00\x00", ErrorKind::Corrupt},
      {"bad.gltf", "{", ErrorKind::Corrupt},
      {"list.gltf", "[[[[[[", ErrorKind::Corrupt},
  };
  for (const Case& c : cases) {
    write_text(folder / c.name, c.text);
    const auto result = import_file(folder / c.name);
    ASSERT_FALSE(result.has_value()) << c.name;
    if (c.name == std::string("huge.off")) {
      EXPECT_TRUE(result.error().kind == ErrorKind::Corrupt || result.error().kind == ErrorKind::Limit);
    } else {
      EXPECT_EQ(result.error().kind, c.kind) << c.name << ": " << result.error().message;
    }
    EXPECT_FALSE(result.error().message.empty());
    EXPECT_EQ(result.error().message.find("crash"), std::string::npos) << result.error().message;
  }
  EXPECT_EQ(import_file(folder / "absent.obj").error().kind, ErrorKind::NotFound);
}

TEST(ModelImport, comments_space_and_text_of_two_bytes_are_read_where_assimp_does_not) {
  const test::TemporaryFolder folder;
  test::write_text(folder / "a.off", "OFF\n# a comment\n3 1 0 # counts\n0 0 0 #red\n1 0 0\n0 1 0\n3 0 1 2\n");
  EXPECT_EQ(imported(folder / "a.off").model.facts().triangles, 1u);
  // An AC3D triangle in UTF-16, as some editors save it.
  const std::string ac =
      "AC3Db\nMATERIAL \"\" rgb 1 1 1  amb 0.2 0.2 0.2  emis 0 0 0  spec 0.5 0.5 0.5  shi 10  trans 0\n"
      "OBJECT world\nkids 1\nOBJECT poly\nname \"t\"\nnumvert 3\n0 0 0\n1 0 0\n0 1 0\nnumsurf 1\nSURF "
      "0x20\nmat 0\n"
      "refs 3\n0 0 0\n1 1 0\n2 0 1\nkids 0\n";
  std::string wide = "\xFF\xFE";
  for (const char c : ac) wide += {c, '\0'};
  test::write_text(folder / "a.ac", wide);
  EXPECT_EQ(imported(folder / "a.ac").model.facts().triangles, 1u);
}

TEST(ModelImport, old_versions_are_refused_with_their_number_and_what_to_do) {
  using namespace std::string_literals;
  const test::TemporaryFolder folder;
  const auto refusal = [&](const char* name, const std::string& bytes) {
    test::write_text(folder / name, bytes);
    const auto imported = test::import_file(folder / name);
    EXPECT_FALSE(imported.has_value()) << name;
    if (imported) return std::string();
    EXPECT_EQ(imported.error().kind, ErrorKind::Unsupported) << imported.error().message;
    return imported.error().message;
  };
  const std::string head = "Kaydara FBX Binary  \0\x1A"s;
  EXPECT_NE(refusal("old.fbx", head + "\0\xD4\x17\0\0"s + std::string(200, '\0')).find("FBX 6.1"),
            std::string::npos);
  EXPECT_NE(refusal("turned.fbx", head + "\1\0\0\x1C\xE8"s + std::string(200, '\0')).find("big-endian"),
            std::string::npos);
  EXPECT_NE(refusal("text.fbx", "; FBX 5.8.0 project file\nFBXHeaderExtension:  {\n FBXVersion: 5800\n}\n")
                .find("FBX 5.8"),
            std::string::npos);
  EXPECT_NE(refusal("new.blend", "BLENDER-v304" + std::string(100, 'x')).find("Blender 3.4,"),
            std::string::npos);
  EXPECT_NE(refusal("old.blend", "BLENDER_v279" + std::string(100, 'x')).find("Blender 2.79,"),
            std::string::npos);
  EXPECT_NE(refusal("packed.blend", "\x28\xB5\x2F\xFD" + std::string(100, 'x')).find("Blender 3.0+"),
            std::string::npos);
  EXPECT_NE(refusal("newest.blend", "BLENDER17-01v0500" + std::string(100, 'x')).find("Blender 5.0+"),
            std::string::npos);
}

TEST(ModelImport, a_listed_source_imports_from_the_object_store_without_names) {
  const TemporaryFolder folder;
  test::write_gltf_box(folder / "box.gltf", {.texture = "textures/silk.png"});
  ImportSource source;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (!entry.is_regular_file()) continue;
    const auto relative = std::filesystem::relative(entry.path(), folder.path());
    const auto hidden = folder / ("object-" + std::to_string(source.files.size()));
    source.files.push_back({"의상/" + relative.string(), hidden});
  }
  std::size_t i = 0;
  for (SourceFile& file : source.files)
    std::filesystem::copy_file(folder.path() / file.relative_path.substr(7),
                               folder / ("object-" + std::to_string(i++)));
  source.main_file = "의상/box.gltf";
  set_worker_program(BANDAJI_TEST_WORKER);
  const auto result = import_model(source);
  ASSERT_TRUE(result.has_value()) << result.error().message;
  EXPECT_EQ(result->model.facts().triangles, 12u);
  ASSERT_EQ(result->model.images().size(), 1u);
  EXPECT_EQ(result->model.images()[0].name, "의상/textures/silk.png");
}

TEST(ModelImport, classifies_by_extension_without_opening) {
  EXPECT_EQ(classify("a/Dress.GLB"), FileClass::Model);
  EXPECT_EQ(classify("사진.JPEG"), FileClass::Image);
  EXPECT_EQ(classify("studio.hdr"), FileClass::HdrEnvironment);
  EXPECT_EQ(classify("pattern.zprj"), FileClass::Attachment);
  EXPECT_EQ(classify("no extension"), FileClass::Attachment);
}

}  // namespace
}  // namespace bandaji
