// Files that their formats allow, or that a careless program wrote, and that Assimp alone reads wrongly, in
// part or with a reason that is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <glm/geometric.hpp>
#include <span>

#include "assets/image_export.h"
#include "assets/import/image_decode.h"
#include "assets/import/obj_text.h"
#include "assets/import/ply_text.h"
#include "gltf_builder.h"
#include "importing.h"
#include "sample_model.h"
#include "tests/support/model_files.h"

namespace bandaji {
namespace {

using test::import_file;
using test::TemporaryFolder;
using test::write_text;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class OddFiles : public ::testing::Test {
 protected:
  ImportedModel import(const std::string& name, const std::string& text) {
    write_text(folder_ / name, text);
    auto imported = import_file(folder_ / name);
    EXPECT_TRUE(imported.has_value()) << name << ": " << (imported ? "" : imported.error().message);
    return imported ? std::move(*imported) : ImportedModel{};
  }
  // Why the file is refused.
  std::string refusal(const std::string& name, const std::string& text) {
    write_text(folder_ / name, text);
    const auto imported = import_file(folder_ / name);
    return imported ? "it was read" : imported.error().message;
  }

  TemporaryFolder folder_;
};

template <class T>
void append(std::string& bytes, T value, bool big_endian = false) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof raw);
  if (big_endian) std::reverse(std::begin(raw), std::end(raw));
  bytes.append(raw, sizeof raw);
}

// --- OBJ ---

TEST_F(OddFiles, obj_numbers_need_no_zero_before_the_point) {
  const ImportedModel model =
      import("dot.obj", "v 0 0 0\nv .5 0 0\nv\t.5 .25 -.125\nvt .5 1\nvt .25 .75\nvt 0 0\nf 1/1 2/2 3/3\n");
  EXPECT_EQ(model.model.facts().bounds.min, glm::vec3(0, 0, -0.125f));
  EXPECT_EQ(model.model.facts().bounds.max, glm::vec3(0.5f, 0.25f, 0));
  const ImportedModel painted =
      import("color.obj", "v 0 0 0 1 .5 0\nv 1 0 0 1 .5 0\nv 0 1 0 1 .5 0\nf 1 2 3\n");
  ASSERT_FALSE(painted.model.meshes()[0].colors.empty());
}

TEST_F(OddFiles, indented_obj_lines_are_lines) {
  write_text(folder_ / "red.mtl", "newmtl red\nKd 1 0 0\n");
  const ImportedModel model = import(
      "quad.obj",
      "  mtllib red.mtl\r\n v 0 0 0\r\n\tv 1 0 0\n  v 1 1 0\n v 0 1 0\n\n   \n\tusemtl red\n  f 1 2 3 4\n");
  EXPECT_EQ(model.model.facts().triangles, 2u);
  EXPECT_EQ(model.model.materials().at(static_cast<std::size_t>(model.model.meshes()[0].material)).name,
            "red");
}

TEST_F(OddFiles, obj_lines_that_go_on_keep_the_blanks_between_their_numbers) {
  const ImportedModel model = import("going on.obj", " v 0 0 0\n v 1 \\\n  0 .5\n v 0 1 0\nf 1 2\\\n 3\n");
  EXPECT_EQ(model.model.facts().triangles, 1u);
  EXPECT_EQ(model.model.facts().bounds.max, glm::vec3(1, 1, 0.5f));
}

TEST_F(OddFiles, an_indented_face_without_corners_is_refused_like_any_other) {
  EXPECT_THAT(refusal("a.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\n  f\nf 1 2 3\n"), HasSubstr("line 4"));
}

TEST(ObjText, is_not_copied_where_nothing_has_to_change) {
  const auto never = [](std::string_view) { return false; };
  EXPECT_EQ(
      mend_obj_text("# of .5 m\nmtllib my cloth.mtl\nv 0.5 -.5 1.5e-3\no a .b\nf 1 1 1\n", never).mended, "");
  EXPECT_EQ(mend_obj_text("v .5 0.5\t.5\n f 1\n", never).mended, "v 0.5 0.5\t0.5\nf 1\n");
}

TEST(ObjText, the_files_that_exist_tell_several_libraries_from_a_name_with_blanks) {
  const auto libraries = [](const std::string& names, const std::vector<std::string>& files) {
    return mend_obj_text("mtllib " + names + "\n",
                         [&](std::string_view name) {
                           return std::find(files.begin(), files.end(), name) != files.end();
                         })
        .libraries;
  };
  EXPECT_THAT(libraries("my cloth.mtl", {"my cloth.mtl", "cloth.mtl"}), ElementsAre("my cloth.mtl"));
  EXPECT_THAT(libraries("a.mtl b.mtl", {"a.mtl", "b.mtl"}), ElementsAre("a.mtl", "b.mtl"));
  EXPECT_THAT(libraries("a.mtl my  cloth.mtl", {"a.mtl", "my  cloth.mtl"}),
              ElementsAre("a.mtl", "my  cloth.mtl"));
  EXPECT_THAT(libraries("a.mtl gone.mtl c.mtl", {"a.mtl", "c.mtl"}),
              ElementsAre("a.mtl", "gone.mtl", "c.mtl"));
  EXPECT_THAT(libraries("my gone.mtl", {}), ElementsAre("my gone.mtl"));
  EXPECT_THAT(libraries("one", {}), ElementsAre("one"));
}

TEST_F(OddFiles, all_material_libraries_of_one_line_are_read) {
  write_text(folder_ / "a.mtl", "newmtl x\nKd 0 0 1\n");
  write_text(folder_ / "my b.mtl", "newmtl m\nKd 1 0 0\n");
  const ImportedModel model = import(
      "two.obj", "mtllib a.mtl my b.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nusemtl m\nf 1 2 3\nusemtl x\nf 3 2 1\n");
  ASSERT_EQ(model.model.meshes().size(), 2u);
  for (const BakedMesh& mesh : model.model.meshes()) {
    const Material& material = model.model.materials().at(static_cast<std::size_t>(mesh.material));
    EXPECT_EQ(material.base_color, material.name == "m" ? glm::vec4(1, 0, 0, 1) : glm::vec4(0, 0, 1, 1));
  }
  EXPECT_TRUE(model.report.warnings.empty());
}

TEST_F(OddFiles, a_missing_material_library_is_reported_once_and_by_its_own_name) {
  const std::string triangle = "v 0 0 0\nv 1 0 0\nv 0 1 0\nusemtl m\nf 1 2 3\n";
  const ImportedModel missing = import("robe.obj", "mtllib gone.mtl\n" + triangle);
  ASSERT_EQ(missing.report.references.size(), 1u);
  EXPECT_EQ(missing.report.references[0].asked, "gone.mtl");
  EXPECT_EQ(missing.report.references[0].state, ReferenceState::Missing);
  EXPECT_EQ(missing.report.warnings.size(), 1u);
  // One that does ask for its own name is told so.
  const ImportedModel own = import("coat.obj", "mtllib coat.mtl\n" + triangle);
  ASSERT_EQ(own.report.references.size(), 1u);
  EXPECT_EQ(own.report.references[0].asked, "coat.mtl");
  // And the library of the model's own name still helps out.
  write_text(folder_ / "robe.mtl", "newmtl m\nKd 1 0 0\n");
  const ImportedModel helped = import("robe.obj", "mtllib gone.mtl\n" + triangle);
  ASSERT_EQ(helped.report.references.size(), 2u);
  EXPECT_EQ(helped.report.references[1].state, ReferenceState::Found);
  EXPECT_EQ(
      helped.model.materials().at(static_cast<std::size_t>(helped.model.meshes()[0].material)).base_color,
      glm::vec4(1, 0, 0, 1));
}

TEST_F(OddFiles, mtl_options_place_their_picture) {
  ASSERT_TRUE(write_png(folder_ / "silk 2.png", test::checker_image(4, 4, 3)).has_value());
  const auto base = [&](const std::string& statement) {
    write_text(folder_ / "cloth.mtl", "newmtl silk\nKd 1 1 1\n" + statement + "\n");
    const ImportedModel model = import(
        "a.obj",
        "mtllib cloth.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 0 1\nusemtl silk\nf 1/1 2/2 3/3\n");
    EXPECT_EQ(model.model.images().size(), 1u) << statement;
    EXPECT_TRUE(model.report.warnings.empty()) << statement;
    return model.model.materials()
        .at(static_cast<std::size_t>(model.model.meshes()[0].material))
        .texture(TextureSlot::BaseColor);
  };
  // Four numbers for u and v, two for the way; V is up in the file and down in the model.
  EXPECT_THAT(base("map_Kd silk 2.png").uv_transform, ElementsAre(1, 0, 0, 1, 0, 0));
  EXPECT_THAT(base("map_Kd -s 2 4 1 silk 2.png").uv_transform, ElementsAre(2, 0, 0, 4, 0, -3));
  EXPECT_THAT(base("map_Kd -s 2 4 silk 2.png").uv_transform, ElementsAre(2, 0, 0, 4, 0, -3));
  EXPECT_THAT(base("map_Kd -s 2 silk 2.png").uv_transform, ElementsAre(2, 0, 0, 1, 0, 0));
  EXPECT_THAT(base("map_Kd -o .5 0.25 0 silk 2.png").uv_transform, ElementsAre(1, 0, 0, 1, 0.5f, -0.25f));
  EXPECT_THAT(base("\tmap_kd -mm 0 1 -o 0.5 -s 2 2 -t 1 1 1 silk 2.png").uv_transform,
              ElementsAre(2, 0, 0, 2, 0.5f, -1));
  const TextureRef clamped = base("map_Kd -clamp on -s 2 2 2 silk 2.png");
  EXPECT_EQ(clamped.wrap_u, Wrap::ClampToEdge);
  EXPECT_EQ(clamped.wrap_v, Wrap::ClampToEdge);
  EXPECT_EQ(base("map_Kd -clamp off silk 2.png").wrap_u, Wrap::Repeat);
}

TEST(ObjText, a_picture_whose_name_is_a_number_keeps_it) {
  MtlPlacements placements;
  EXPECT_EQ(mend_mtl_text("newmtl a\nmap_Kd -s 2 3 4\n", placements), "newmtl a\nmap_Kd 4\n");
  EXPECT_EQ(placements.at({"a", "kd"}).scale, glm::vec2(2, 3));
}

// --- PLY ---

std::string ply_header(const std::string& format, const std::string& elements) {
  return "ply\nformat " + format + " 1.0\n" + elements + "end_header\n";
}
constexpr const char* kXyz = "property float x\nproperty float y\nproperty float z\n";

// Two strips over six points; the first is cut in two by a -1.
std::string strips_ply(const std::string& format) {
  std::string ply = ply_header(format, "element vertex 6\n" + std::string(kXyz) +
                                           "element tristrips 2\nproperty list int int vertex_indices\n");
  const bool big = format == "binary_big_endian";
  const auto put = [&](auto value) {
    if (format == "ascii") {
      ply += std::to_string(value) + " ";
    } else {
      append(ply, value, big);
    }
  };
  const auto end_row = [&] {
    if (format == "ascii") ply.back() = '\n';
  };
  for (int i = 0; i < 6; ++i) {
    for (const int value : {i % 2, i / 2, 0}) put(static_cast<float>(value));
    end_row();
  }
  for (const std::vector<std::int32_t>& strip :
       {std::vector{8, 0, 1, 2, 3, -1, 2, 3, 4}, std::vector{3, 3, 5, 4}}) {
    for (const std::int32_t index : strip) put(index);
    end_row();
  }
  return ply;
}

TEST_F(OddFiles, ply_strips_become_triangles_that_all_face_one_way) {
  for (const std::string format : {"ascii", "binary_little_endian", "binary_big_endian"}) {
    const ImportedModel model = import(format + ".ply", strips_ply(format));
    ASSERT_EQ(model.model.meshes().size(), 1u) << format;
    const BakedMesh& mesh = model.model.meshes()[0];
    EXPECT_EQ(mesh.indices.size(), 12u) << format;
    double area = 0;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
      const glm::vec3 a = mesh.positions[mesh.indices[i]], b = mesh.positions[mesh.indices[i + 1]],
                      c = mesh.positions[mesh.indices[i + 2]];
      const float part = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
      EXPECT_GT(part, 0) << format << ", triangle " << i / 3;
      area += 0.5 * static_cast<double>(part);
    }
    EXPECT_NEAR(area, 2, 1e-6) << format;
  }
}

TEST_F(OddFiles, ply_faces_beside_strips_are_kept) {
  const std::string ply =
      ply_header("ascii", "element vertex 4\n" + std::string(kXyz) +
                              "element face 1\nproperty list uchar int vertex_indices\n"
                              "element tristrips 1\nproperty list int int vertex_indices\n") +
      "0 0 0\n1 0 0\n1 1 0\n0 1 0\n4 0 1 2 3\n3 2 1 0\n";
  EXPECT_EQ(import("both.ply", ply).model.facts().triangles, 3u);
}

TEST_F(OddFiles, a_ply_file_that_was_cut_off_is_refused) {
  const std::string ascii =
      ply_header("ascii", "element vertex 4\n" + std::string(kXyz) +
                              "element face 2\nproperty list uchar int vertex_indices\n") +
      "0 0 0\n1 0 0\n1 1 0\n0 1 0\n3 0 1 2\n3 0 2 3";
  EXPECT_EQ(import("whole.ply", ascii).model.facts().triangles, 2u) << "a last line needs no end";
  EXPECT_THAT(refusal("line.ply", ascii.substr(0, ascii.size() - 2)),
              HasSubstr("“line.ply” ends too early: it holds 1 of the 2 faces that it promises."));
  EXPECT_THAT(refusal("points.ply", ascii.substr(0, ascii.find("0 1 0\n3"))),
              HasSubstr("it holds 3 of the 4 vertices that it promises."));
  for (const bool big : {false, true}) {
    std::string binary =
        ply_header(big ? "binary_big_endian" : "binary_little_endian",
                   "element vertex 3\n" + std::string(kXyz) +
                       "element face 2\nproperty list uchar int vertex_indices\nproperty uchar red\n");
    for (const int value : {0, 0, 0, 1, 0, 0, 0, 1, 0}) append(binary, static_cast<float>(value), big);
    const std::size_t faces = binary.size();
    for (int face = 0; face < 2; ++face) {
      binary += '\3';
      for (const std::int32_t index : {0, 1, 2}) append(binary, index, big);
      binary += '\x7F';
    }
    EXPECT_EQ(import("whole.ply", binary).model.facts().triangles, 2u);
    EXPECT_THAT(refusal("cut.ply", binary.substr(0, binary.size() - 1)),
                HasSubstr("it holds 1 of the 2 faces that it promises."));
    EXPECT_THAT(refusal("cut.ply", binary.substr(0, faces - 1)),
                HasSubstr("it holds 2 of the 3 vertices that it promises."));
    const std::size_t count = binary.find("vertex 3") + 7;
    EXPECT_THAT(refusal("lies.ply", binary.substr(0, count) + "4000000000" + binary.substr(count + 1)),
                HasSubstr("of the 4000000000 vertices that it promises."));
  }
}

TEST_F(OddFiles, a_ply_header_that_is_not_understood_is_named) {
  const std::string elements = "element vertex 1\nproperty float x\nproperty float y\nproperty float z\n";
  EXPECT_THAT(refusal("a.ply", ply_header("ebcdic", elements) + "0 0 0\n"),
              HasSubstr("“a.ply” is no PLY file: its header names no format."));
  EXPECT_THAT(refusal("a.ply", ply_header("ascii", elements + "property flaot w\n") + "0 0 0 0\n"),
              HasSubstr("its header has a line that is not understood."));
  EXPECT_THAT(refusal("a.ply", ply_header("ascii", "element vertex x1\n") + "0 0 0\n"),
              HasSubstr("its header has a line that is not understood."));
}

// --- STL ---

std::string text_stl() {
  return "solid Robe\n facet normal 0 0 1\n  outer loop\n   vertex 0 0 0\n   vertex 1e0 0 0\n   vertex 0 1 "
         "0\n"
         "  endloop\n endfacet\nendsolid Robe\n";
}
std::string binary_stl(std::uint32_t promised, int triangles, const std::string& header = "bin") {
  std::string stl = header;
  stl.resize(80, '\0');
  append(stl, promised);
  for (int i = 0; i < triangles; ++i) {
    for (const int value : {0, 0, 1, i, 0, 0, i + 1, 0, 0, i, 1, 0}) append(stl, static_cast<float>(value));
    stl += std::string(2, '\0');
  }
  return stl;
}

TEST_F(OddFiles, stl_text_may_be_in_capitals_and_begin_late) {
  std::string capitals = text_stl();
  for (char& c : capitals) c = static_cast<char>(std::toupper(c));
  for (const std::string& text : {text_stl(), capitals, "\n\n  " + text_stl(),
                                  "solid Robe\n" + capitals.substr(capitals.find('\n') + 1)}) {
    const ImportedModel model = import("a.stl", text);
    EXPECT_EQ(model.model.facts().triangles, 1u) << text;
    const glm::vec3 size = model.model.facts().bounds.size();
    EXPECT_LT(glm::distance(size, glm::vec3(1, 0, 1)), 1e-5f) << text;
  }
}

TEST_F(OddFiles, bytes_behind_the_triangles_of_an_stl_file_are_nothing) {
  EXPECT_EQ(import("a.stl", binary_stl(2, 2) + std::string(37, 'x')).model.facts().triangles, 2u);
  EXPECT_EQ(import("b.stl", binary_stl(2, 2, "solid of X") + std::string(37, 'x')).model.facts().triangles,
            2u);
}

TEST_F(OddFiles, an_stl_file_that_holds_fewer_triangles_than_it_promises_says_so) {
  EXPECT_THAT(refusal("cut.stl", binary_stl(4, 4).substr(0, 224)),
              HasSubstr("“cut.stl” ends too early: it holds 2 of the 4 triangles that it promises."));
  EXPECT_THAT(refusal("lies.stl", binary_stl(4'000'000'000u, 4)),
              HasSubstr("it holds 4 of the 4000000000 triangles that it promises."));
  EXPECT_THAT(refusal("page.stl", "<html>" + std::string(400, ' ') + "</html>"),
              HasSubstr("neither a text nor a binary STL file"));
}

// --- Collada ---

std::string collada(const std::string& unit, const std::string& inside, const std::string& library = "") {
  return R"(<?xml version="1.0"?><COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">)"
         R"(<asset>)" +
         unit +
         R"(<up_axis>Y_UP</up_axis></asset><library_geometries><geometry id="g"><mesh><source id="p">)"
         R"(<float_array id="a" count="9">0 0 0 2 0 0 0 1 0</float_array><technique_common>)"
         R"(<accessor source="#a" count="3" stride="3"><param name="X" type="float"/><param name="Y" type="float"/>)"
         R"(<param name="Z" type="float"/></accessor></technique_common></source>)"
         R"(<vertices id="v"><input semantic="POSITION" source="#p"/></vertices><triangles count="1">)"
         R"(<input semantic="VERTEX" source="#v" offset="0"/><p>0 1 2</p></triangles></mesh></geometry>)"
         R"(</library_geometries>)" +
         library +
         R"(<library_visual_scenes><visual_scene id="s"><node id="robe"><instance_geometry url="#g"/>)" +
         inside +
         R"(</node></visual_scene></library_visual_scenes><scene><instance_visual_scene url="#s"/></scene></COLLADA>)";
}
std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST_F(OddFiles, collada_nodes_that_contain_themselves_are_named) {
  EXPECT_THAT(refusal("a.dae", collada("", R"(<instance_node url="#robe"/>)")),
              HasSubstr("“a.dae” contradicts itself: the node “robe” contains itself."));
  const std::string library = R"(<library_nodes><node id="x"><node><instance_node url="#y"/></node></node>)"
                              R"(<node id="y"><instance_node url="#x"/></node></library_nodes>)";
  EXPECT_THAT(refusal("b.dae", collada("", R"(<instance_node url="#x"/>)", library)),
              HasSubstr("contains itself"));
  EXPECT_EQ(import("c.dae", collada("", "<!-- <instance_node url=\"#robe\"/> -->")).model.facts().triangles,
            1u);
}

TEST_F(OddFiles, collada_nodes_may_be_used_often_but_not_without_measure) {
  const std::string library =
      R"(<library_nodes><node id="x"><instance_geometry url="#g"/></node></library_nodes>)";
  const ImportedModel twice =
      import("twice.dae", collada("", R"(<instance_node url="#x"/><instance_node url="#x"/>)", library));
  const std::vector<Node>& nodes = twice.model.nodes();
  EXPECT_EQ(std::count_if(nodes.begin(), nodes.end(), [](const Node& node) { return !node.meshes.empty(); }),
            3);
  EXPECT_THAT(refusal("deep.dae", collada("", repeated("<node>", 20'000) + repeated("</node>", 20'000))),
              HasSubstr("The nodes of “deep.dae” nest more than 1000 levels deep"));
  EXPECT_EQ(import("deep enough.dae", collada("", repeated("<node>", 900) + repeated("</node>", 900)))
                .model.facts()
                .triangles,
            1u);
  std::string chain = "<library_nodes>", doubling = "<library_nodes>";
  for (int i = 0; i < 1100; ++i) {
    const std::string next = R"(<instance_node url="#n)" + std::to_string(i + 1) + R"("/>)";
    const std::string open = R"(<node id="n)" + std::to_string(i) + R"(">)";
    chain += open + next + "</node>";
    if (i < 40) doubling += open + next + next + "</node>";
  }
  const std::string end = R"(<node id="n1100"/><node id="n40"/></library_nodes>)";
  EXPECT_THAT(refusal("chain.dae", collada("", R"(<instance_node url="#n0"/>)", chain + end)),
              HasSubstr("nest more than 1000 levels deep"));
  EXPECT_THAT(refusal("doubling.dae", collada("", R"(<instance_node url="#n0"/>)", doubling + end)),
              HasSubstr("more than a million nodes"));
}

TEST_F(OddFiles, a_collada_unit_that_is_no_length_is_taken_for_a_metre) {
  for (const char* meter : {"0", "nan", "-1", "x"}) {
    const ImportedModel model =
        import("a.dae", collada("<unit name='u' meter='" + std::string(meter) + "'/>", ""));
    EXPECT_EQ(model.model.facts().bounds.size(), glm::vec3(2, 1, 0)) << meter;
    EXPECT_TRUE(model.report.unit_was_guessed) << meter;
    EXPECT_THAT(model.report.warnings, ElementsAre(HasSubstr("a metre was taken"))) << meter;
  }
  EXPECT_TRUE(import("b.dae", collada("<unit meter='0.01'/>", "")).report.warnings.empty());
}

// --- glTF ---

TEST_F(OddFiles, a_model_as_small_as_a_point_is_refused_unless_a_motion_unfolds_it) {
  test::GltfBuilder build;
  build.json["meshes"] = nlohmann::json::array({{{"primitives", nlohmann::json::array({build.quad()})}}});
  build.json["nodes"] = nlohmann::json::array({{{"mesh", 0}, {"scale", {0, 0, 0}}}});
  build.json["scenes"] = nlohmann::json::array({{{"nodes", {0}}}});
  build.write(folder_ / "point.gltf");
  const auto refused = import_file(folder_ / "point.gltf");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message, "“point.gltf” shows nothing: everything in it is as small as a point.");

  const int times = build.add_accessor<float>({0, 1}, "SCALAR", 5126, 2);
  const int scales = build.add_accessor<float>({0, 0, 0, 1, 1, 1}, "VEC3", 5126, 2);
  build.json["animations"] = nlohmann::json::array(
      {{{"samplers", nlohmann::json::array({{{"input", times}, {"output", scales}}})},
        {"channels",
         nlohmann::json::array({{{"sampler", 0}, {"target", {{"node", 0}, {"path", "scale"}}}}})}}});
  build.write(folder_ / "unfolds.gltf");
  const auto unfolds = import_file(folder_ / "unfolds.gltf");
  ASSERT_TRUE(unfolds.has_value()) << unfolds.error().message;
  EXPECT_THAT(unfolds->report.warnings, ElementsAre(HasSubstr("At rest")));
}

// --- Pictures ---

std::string decoding(const std::string& bytes) {
  const auto image = decode_image(std::as_bytes(std::span(bytes)), ColorEncoding::Srgb, 4096);
  return image ? "it was read" : image.error().message;
}

TEST(OddPictures, that_are_incomplete_or_damaged_say_so_in_words) {
  const TemporaryFolder folder;
  Image noise{64, 64, 3, ColorEncoding::Srgb, {}};
  std::uint32_t state = 1;
  for (int i = 0; i < 64 * 64 * 3; ++i)
    noise.pixels.push_back(static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24));
  const auto encoded = encode_png(noise, 6);
  std::string png(reinterpret_cast<const char*>(encoded.data()), encoded.size());
  EXPECT_EQ(decoding(png), "it was read");
  EXPECT_EQ(decoding(png.substr(0, png.size() / 2)),
            "The picture is incomplete; the end of its PNG data is missing.");
  std::string damaged = png;
  for (std::size_t i = 60; i < 400; ++i) damaged[i] = '\0';
  EXPECT_EQ(decoding(damaged), "The picture is damaged; its PNG data cannot be decoded.");
  // The start of a JPEG: its tables are missing.
  using namespace std::string_literals;
  const std::string jpeg = "\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"s;
  EXPECT_EQ(decoding(jpeg), "The picture is incomplete; the end of its JPEG data is missing.");
  EXPECT_EQ(decoding(jpeg + "\xFF\xD9"s), "The picture is damaged; its JPEG data cannot be decoded.");
}

}  // namespace
}  // namespace bandaji
