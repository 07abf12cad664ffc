// Materials of FBX, OBJ, Collada and 3DS as the programs that write them mean them.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "assets/image_export.h"
#include "fbx_file.h"
#include "importing.h"
#include "sample_model.h"

namespace bandaji {
namespace {

using test::FbxFile;
using test::TemporaryFolder;

constexpr float kNear = 2e-3f;

class Materials : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(write_png(folder_ / "weave.png", test::checker_image(8, 8, 3)).has_value());
    ASSERT_TRUE(write_png(folder_ / "gray.png", test::checker_image(8, 8, 1)).has_value());
    Image packed{
        2, 2, 3, ColorEncoding::Linear, {255, 100, 200, 255, 100, 200, 255, 100, 200, 255, 100, 200}};
    ASSERT_TRUE(write_png(folder_ / "orm.png", packed).has_value());
    Image leaf = test::checker_image(8, 8, 4);
    for (std::size_t i = 3; i < leaf.pixels.size(); i += 4) leaf.pixels[i] = i % 8 == 3 ? 0 : 255;
    ASSERT_TRUE(write_png(folder_ / "leaf.png", leaf).has_value());
    Image bluish{4, 4, 3, ColorEncoding::Linear, {}};
    for (int i = 0; i < 16; ++i) bluish.pixels.insert(bluish.pixels.end(), {128, 128, 255});
    ASSERT_TRUE(write_png(folder_ / "normal.png", bluish).has_value());
  }
  // The one material of a file in the folder; the model stays for its pictures.
  Material read(const char* name) {
    auto imported = test::import_file(folder_ / name);
    EXPECT_TRUE(imported.has_value()) << (imported ? "" : imported.error().message);
    if (!imported) return {};
    result_ = std::move(*imported);
    const std::int32_t material = result_.model.meshes().at(0).material;
    return material < 0 ? Material{} : result_.model.materials().at(static_cast<std::size_t>(material));
  }
  Material fbx(const FbxFile& file) {
    test::write_fbx(folder_ / "a.fbx", file);
    return read("a.fbx");
  }
  Material obj(const std::string& mtl, const std::string& head = "") {
    test::write_text(folder_ / "a.obj",
                     head +
                         "mtllib a.mtl\nv 0 0 0\nv 1 0 0\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 0 1\n"
                         "usemtl silk\nf 1/1 2/2 3/3\n");
    test::write_text(folder_ / "a.mtl", "newmtl silk\n" + mtl);
    return read("a.obj");
  }
  const BakedImage& picture(const Material& material, TextureSlot slot) const {
    return result_.model.images().at(static_cast<std::size_t>(material.texture(slot).image));
  }
  std::array<int, 3> first_texel(const Material& material, TextureSlot slot) const {
    const auto pixels =
        *result_.model.image_pixels(static_cast<std::size_t>(material.texture(slot).image), 0);
    return {pixels[0], pixels[1], pixels[2]};
  }

  TemporaryFolder folder_;
  ImportedModel result_;
};

// --- FBX ---

TEST_F(Materials, of_maya_and_max_have_their_colors_as_seen_and_of_blender_as_light) {
  const std::vector<std::string> gray{R"("DiffuseColor", "Color", "", "A",0.5,0.5,0.5)"};
  EXPECT_NEAR(fbx({"FBX SDK/FBX Plugins version 2020.2", gray, {}}).base_color.r, 0.214f, kNear);
  EXPECT_NEAR(fbx({"Blender (stable FBX IO) - 3.4.1 - 4.37.1", gray, {}}).base_color.r, 0.5f, kNear);
}

TEST_F(Materials, of_blender_bring_their_roughness_and_metal) {
  const Material m =
      fbx({"Blender (stable FBX IO) - 3.4.1 - 4.37.1",
           {R"("DiffuseColor", "Color", "", "A",0.8,0.6,0.1)", R"("ShininessExponent", "Number", "", "A",49)",
            R"("ReflectionFactor", "Number", "", "A",0.75)"},
           {}});
  EXPECT_NEAR(m.roughness, 0.3f, kNear);
  EXPECT_NEAR(m.metallic, 0.75f, kNear);
}

TEST_F(Materials, of_arnold_are_taken_before_the_plain_copy_beside_them) {
  const Material m = fbx(
      {"FBX SDK/FBX Plugins version 2020.2",
       {R"("DiffuseColor", "Color", "", "A",0,0,0)", R"("Maya|base", "Float", "", "A",0.5)",
        R"("Maya|baseColor", "Vector3D", "Vector", "",1,0,0)", R"("Maya|metalness", "Float", "", "A",0.25)",
        R"("Maya|specularRoughness", "Float", "", "A",0.35)", R"("Maya|coat", "Float", "", "A",0.5)",
        R"("Maya|coatRoughness", "Float", "", "A",0.125)", R"("Maya|sheen", "Float", "", "A",0.5)",
        R"("Maya|sheenColor", "Vector3D", "Vector", "",1,1,1)", R"("Maya|emission", "Float", "", "A",2)",
        R"("Maya|emissionColor", "Vector3D", "Vector", "",0,1,0)",
        R"("Maya|opacity", "Vector3D", "Vector", "",0.5,0.5,0.5)"},
       {}});
  EXPECT_NEAR(m.base_color.r, 0.5f, kNear);
  EXPECT_NEAR(m.base_color.g, 0, kNear);
  EXPECT_NEAR(m.metallic, 0.25f, kNear);
  EXPECT_NEAR(m.roughness, 0.35f, kNear);
  EXPECT_NEAR(m.clearcoat, 0.5f, kNear);
  EXPECT_NEAR(m.clearcoat_roughness, 0.125f, kNear);
  EXPECT_NEAR(m.sheen_color.g, 0.5f, kNear);
  EXPECT_NEAR(m.emissive.g, 2, kNear);
  EXPECT_NEAR(m.base_color.a, 0.5f, kNear);
  EXPECT_EQ(m.alpha_mode, AlphaMode::Blend);
}

TEST_F(Materials, of_arnold_keep_the_roughness_picture_that_assimp_does_not_know) {
  const Material m = fbx({"FBX SDK",
                          {R"("Maya|baseColor", "Vector3D", "Vector", "",1,1,1)",
                           R"("Maya|specularRoughness", "Float", "", "A",0.35)"},
                          {{"Maya|baseColor", "weave.png"}, {"Maya|specularRoughness", "gray.png"}}});
  EXPECT_TRUE(m.texture(TextureSlot::BaseColor).present());
  ASSERT_TRUE(m.texture(TextureSlot::MetallicRoughness).present());
  EXPECT_FLOAT_EQ(m.roughness, 1);
}

TEST_F(Materials, of_max_physical_have_their_colors_and_a_roughness_that_may_be_turned) {
  const std::vector<std::string> lacquer{R"("3dsMax|Parameters|base_color", "Vector3D", "Vector", "",1,0,0)",
                                         R"("3dsMax|Parameters|metalness", "Float", "", "A",0.5)",
                                         R"("3dsMax|Parameters|roughness", "Float", "", "A",0.2)",
                                         R"("3dsMax|Parameters|coating", "Float", "", "A",1)"};
  const Material m = fbx({"FBX SDK", lacquer, {}});
  EXPECT_NEAR(m.base_color.r, 1, kNear);
  EXPECT_NEAR(m.base_color.g, 0, kNear);
  EXPECT_NEAR(m.metallic, 0.5f, kNear);
  EXPECT_NEAR(m.roughness, 0.2f, kNear);
  EXPECT_NEAR(m.clearcoat, 1, kNear);
  std::vector<std::string> turned = lacquer;
  turned.emplace_back(R"("3dsMax|Parameters|roughness_inv", "Bool", "", "A",1)");
  EXPECT_NEAR(fbx({"FBX SDK", turned, {}}).roughness, 0.8f, kNear);
}

TEST_F(Materials, of_stingray_bring_all_their_pictures) {
  const Material m =
      fbx({"FBX SDK",
           {R"("Maya|base_color", "Vector3D", "Vector", "",0.5,0.5,0.5)",
            R"("Maya|metallic", "Float", "", "A",0)", R"("Maya|roughness", "Float", "", "A",0.33)"},
           {{"Maya|TEX_color_map", "weave.png"},
            {"Maya|TEX_normal_map", "normal.png"},
            {"Maya|TEX_metallic_map", "orm.png"},
            {"Maya|TEX_roughness_map", "orm.png"},
            {"Maya|TEX_ao_map", "orm.png"},
            {"Maya|TEX_emissive_map", "weave.png"}}});
  for (const TextureSlot slot : {TextureSlot::BaseColor, TextureSlot::Normal, TextureSlot::MetallicRoughness,
                                 TextureSlot::Occlusion, TextureSlot::Emissive})
    EXPECT_TRUE(m.texture(slot).present()) << static_cast<int>(slot);
  EXPECT_EQ(picture(m, TextureSlot::BaseColor).encoding, ColorEncoding::Srgb);
  EXPECT_EQ(picture(m, TextureSlot::Normal).encoding, ColorEncoding::Linear);
  // One picture for both: roughness in its green, metal in its blue.
  EXPECT_EQ(first_texel(m, TextureSlot::MetallicRoughness), (std::array{255, 100, 200}));
}

TEST_F(Materials, in_fbx_are_opaque_whatever_a_program_writes_for_that) {
  const std::string white = R"("DiffuseColor", "Color", "", "A",1,1,1)";
  // Maya: black transparency, factor one.  Max: white transparency, factor nought.
  EXPECT_EQ(fbx({"",
                 {white, R"("TransparentColor", "Color", "", "A",0,0,0)",
                  R"("TransparencyFactor", "Number", "", "A",1)"},
                 {}})
                .alpha_mode,
            AlphaMode::Opaque);
  EXPECT_EQ(fbx({"",
                 {white, R"("TransparentColor", "Color", "", "A",1,1,1)",
                  R"("TransparencyFactor", "Number", "", "A",0)"},
                 {}})
                .alpha_mode,
            AlphaMode::Opaque);
  // Both at once would be invisible, which nobody exports.
  EXPECT_EQ(fbx({"",
                 {white, R"("TransparentColor", "Color", "", "A",1,1,1)",
                  R"("TransparencyFactor", "Number", "", "A",1)"},
                 {}})
                .alpha_mode,
            AlphaMode::Opaque);
  const Material sheer = fbx({"",
                              {white, R"("TransparentColor", "Color", "", "A",1,1,1)",
                               R"("TransparencyFactor", "Number", "", "A",0.75)"},
                              {}});
  EXPECT_EQ(sheer.alpha_mode, AlphaMode::Blend);
  EXPECT_NEAR(sheer.base_color.a, 0.25f, kNear);
}

TEST_F(Materials, whose_opacity_is_the_alpha_of_their_color_are_cut_out_by_it) {
  const Material leaf = fbx({"",
                             {R"("DiffuseColor", "Color", "", "A",1,1,1)"},
                             {{"DiffuseColor", "leaf.png"}, {"TransparentColor", "leaf.png"}}});
  EXPECT_EQ(leaf.alpha_mode, AlphaMode::Mask);
  // Without an alpha the picture is whole: its dark places are no holes.
  const Material whole = fbx({"",
                              {R"("DiffuseColor", "Color", "", "A",1,1,1)"},
                              {{"DiffuseColor", "weave.png"}, {"TransparentColor", "weave.png"}}});
  EXPECT_EQ(whole.alpha_mode, AlphaMode::Opaque);
}

TEST_F(Materials, of_fbx_with_a_black_color_under_a_picture_show_the_picture) {
  const Material m =
      fbx({"", {R"("DiffuseColor", "Color", "", "A",0,0,0)"}, {{"DiffuseColor", "weave.png"}}});
  EXPECT_EQ(m.base_color, glm::vec4(1));
  EXPECT_TRUE(m.texture(TextureSlot::BaseColor).present());
}

TEST_F(Materials, tell_a_normal_map_in_the_bump_channel_from_a_height_map) {
  const Material normal = fbx({"", {}, {{"Bump", "normal.png"}}});
  EXPECT_EQ(first_texel(normal, TextureSlot::Normal), (std::array{128, 128, 255}));
  EXPECT_TRUE(fbx({"", {}, {{"Bump", "gray.png"}}}).texture(TextureSlot::Normal).present());
}

// --- OBJ ---

TEST_F(Materials, of_mtl_with_roughness_alone_are_physical) {
  const Material m = obj("Kd 1 1 1\nPr 0.35\n");
  EXPECT_FLOAT_EQ(m.roughness, 0.35f);
  EXPECT_FLOAT_EQ(m.metallic, 0);
}

TEST_F(Materials, of_mtl_bring_coat_sheen_and_all_their_maps) {
  const Material m =
      obj("Kd 1 1 1\nPr 0.5\nPm 0.25\nPc 0.75\nPcr 0.125\nPs 0.5\nmap_Kd weave.png\nmap_Pr gray.png\nnorm "
          "normal.png\n"
          "map_Ke weave.png\n");
  EXPECT_FLOAT_EQ(m.clearcoat, 0.75f);
  EXPECT_FLOAT_EQ(m.clearcoat_roughness, 0.125f);
  EXPECT_FLOAT_EQ(m.sheen_color.g, 0.5f);
  for (const TextureSlot slot :
       {TextureSlot::BaseColor, TextureSlot::MetallicRoughness, TextureSlot::Normal, TextureSlot::Emissive})
    EXPECT_TRUE(m.texture(slot).present()) << static_cast<int>(slot);
  EXPECT_EQ(first_texel(m, TextureSlot::Normal), (std::array{128, 128, 255}));
}

TEST_F(Materials, of_mtl_say_their_opacity_either_way) {
  const Material d = obj("Kd 1 1 1\nd 0.25\n"), tr = obj("Kd 1 1 1\nTr 0.75\n");
  EXPECT_NEAR(d.base_color.a, 0.25f, kNear);
  EXPECT_NEAR(tr.base_color.a, 0.25f, kNear);
  EXPECT_EQ(obj("Kd 1 1 1\nd 1\nTr 0\n").alpha_mode, AlphaMode::Opaque);
  EXPECT_EQ(obj("Kd 1 1 1\nTr 1\n").alpha_mode, AlphaMode::Opaque) << "nobody exports what cannot be seen";
}

TEST_F(Materials, of_blenders_obj_are_light_and_roughness_in_its_way) {
  const Material m = obj("Kd 0.5 0.5 0.5\nKs 0.5 0.5 0.5\nNs 250\n", "# Blender 3.4.1\n");
  EXPECT_NEAR(m.base_color.r, 0.5f, kNear);
  EXPECT_NEAR(m.roughness, 0.5f, kNear);
}

// --- Collada ---

std::string collada(const std::string& technique) {
  return R"(<?xml version="1.0" encoding="utf-8"?>
<COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">
<asset><unit meter="1"/><up_axis>Y_UP</up_axis></asset>
<library_effects><effect id="fx"><profile_COMMON><technique sid="common">)" +
         technique + R"(</technique></profile_COMMON></effect></library_effects>
<library_materials><material id="silk" name="silk"><instance_effect url="#fx"/></material></library_materials>
<library_geometries><geometry id="g"><mesh>
<source id="p"><float_array id="pa" count="9">0 0 0 1 0 0 0 1 0</float_array><technique_common>
<accessor source="#pa" count="3" stride="3"><param name="X" type="float"/><param name="Y" type="float"/>
<param name="Z" type="float"/></accessor></technique_common></source>
<vertices id="v"><input semantic="POSITION" source="#p"/></vertices>
<triangles count="1" material="m"><input semantic="VERTEX" source="#v" offset="0"/><p>0 1 2</p></triangles>
</mesh></geometry></library_geometries>
<library_visual_scenes><visual_scene id="s"><node><instance_geometry url="#g"><bind_material><technique_common>
<instance_material symbol="m" target="#silk"/></technique_common></bind_material></instance_geometry></node>
</visual_scene></library_visual_scenes>
<scene><instance_visual_scene url="#s"/></scene></COLLADA>)";
}

TEST_F(Materials, of_collada_say_their_opacity_in_all_four_ways) {
  const auto opacity = [&](const std::string& transparent, const std::string& transparency) {
    test::write_text(
        folder_ / "a.dae",
        collada(
            "<phong><diffuse><color>1 1 1 1</color></diffuse>" + transparent +
            (transparency.empty() ? "" : "<transparency><float>" + transparency + "</float></transparency>") +
            "</phong>"));
    const Material m = read("a.dae");
    return m.alpha_mode == AlphaMode::Opaque ? 1.0f : m.base_color.a;
  };
  const auto color = [](const char* mode, const char* value) {
    return std::string("<transparent opaque=\"") + mode + "\"><color>" + value + "</color></transparent>";
  };
  EXPECT_NEAR(opacity(color("A_ONE", "1 1 1 1"), "1"), 1, kNear);
  EXPECT_NEAR(opacity(color("A_ONE", "1 1 1 1"), "0.25"), 0.25f, kNear);
  EXPECT_NEAR(opacity(color("RGB_ZERO", "0 0 0 1"), "1"), 1, kNear);
  EXPECT_NEAR(opacity(color("RGB_ZERO", "1 1 1 1"), "0.75"), 0.25f, kNear);
  EXPECT_NEAR(opacity(color("A_ONE", "  1 1 1\n 1 "), "\n 0.25"), 0.25f, kNear) << "space is no number";
  EXPECT_NEAR(opacity("", ""), 1, kNear);
  EXPECT_NEAR(opacity(color("A_ONE", "0 0 0 1"), "0"), 1, kNear) << "a common mistake of exporters";
}

TEST_F(Materials, of_collada_without_light_are_shown_as_they_are) {
  test::write_text(folder_ / "a.dae",
                   collada("<constant><emission><color>0.5 0.25 0 1</color></emission></constant>"));
  const Material m = read("a.dae");
  EXPECT_GT(glm::max(m.emissive.r, m.base_color.r), 0.1f) << "not black";
}

// --- 3DS ---

std::string chunk(std::uint16_t id, const std::string& payload) {
  std::string out(6, '\0');
  const auto size = static_cast<std::uint32_t>(payload.size() + 6);
  std::memcpy(out.data(), &id, 2);
  std::memcpy(out.data() + 2, &size, 4);
  return out + payload;
}

template <class T>
std::string raw(std::initializer_list<T> values) {
  std::string out;
  for (const T value : values) out.append(reinterpret_cast<const char*>(&value), sizeof(T));
  return out;
}

TEST_F(Materials, of_3ds_have_color_picture_and_transparency) {
  using namespace std::string_literals;
  const auto percent = [](std::int16_t value) { return chunk(0x0030, raw<std::int16_t>({value})); };
  const std::string material =
      chunk(0xAFFF, chunk(0xA000, "silk\0"s) + chunk(0xA020, chunk(0x0011, "\xFF\x80\x00"s)) +
                        chunk(0xA030, chunk(0x0011, "\xFF\xFF\xFF"s)) + chunk(0xA040, percent(50)) +
                        chunk(0xA041, percent(40)) + chunk(0xA050, percent(75)) +
                        chunk(0xA100, raw<std::int16_t>({3})));
  const std::string mesh =
      chunk(0x4100, chunk(0x4110, raw<std::uint16_t>({3}) + raw<float>({0, 0, 0, 1, 0, 0, 0, 1, 0})) +
                        chunk(0x4120, raw<std::uint16_t>({1, 0, 1, 2, 7}) +
                                          chunk(0x4130, "silk\0"s + raw<std::uint16_t>({1, 0}))));
  test::write_text(folder_ / "a.3ds",
                   chunk(0x4D4D, chunk(0x3D3D, material + chunk(0x4000, "tri\0"s + mesh))));
  const Material m = read("a.3ds");
  EXPECT_NEAR(m.base_color.r, 1, kNear);
  EXPECT_NEAR(m.base_color.g, 0.216f, 5e-3f);
  EXPECT_NEAR(m.base_color.a, 0.25f, kNear);
  EXPECT_EQ(m.alpha_mode, AlphaMode::Blend);
  EXPECT_LT(m.roughness, 0.75f);
}

}  // namespace
}  // namespace bandaji
