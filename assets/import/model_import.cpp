#include "assets/import/model_import.h"

#include <assimp/scene.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "assets/import/assimp_scene.h"
#include "assets/import/collada_text.h"
#include "assets/import/file_names.h"
#include "assets/import/file_units.h"
#include "assets/import/format_checks.h"
#include "assets/import/gltf_import.h"
#include "assets/import/mesh_tools.h"
#include "assets/import/node_transform.h"
#include "assets/import/obj_text.h"
#include "assets/import/ply_text.h"
#include "assets/import/stl_text.h"
#include "assets/import/texture_loader.h"
#include "assets/parallel.h"
#include "assets/text.h"

namespace bandaji {
namespace {

struct Format {
  const char* extension;
  const char* name;
};
constexpr std::array kFormats{Format{"gltf", "glTF 2.0"},
                              Format{"glb", "glTF 2.0 binary"},
                              Format{"vrm", "VRM"},
                              Format{"fbx", "FBX"},
                              Format{"obj", "Wavefront OBJ"},
                              Format{"dae", "Collada"},
                              Format{"stl", "STL"},
                              Format{"ply", "PLY"},
                              Format{"3ds", "3D Studio"},
                              Format{"blend", "Blender"},
                              Format{"x3d", "X3D"},
                              Format{"3mf", "3MF"},
                              Format{"amf", "AMF"},
                              Format{"off", "OFF"},
                              Format{"x", "DirectX"},
                              Format{"lwo", "LightWave"},
                              Format{"lxo", "Modo"},
                              Format{"ase", "3ds Max ASE"},
                              Format{"ac", "AC3D"},
                              Format{"ms3d", "MilkShape 3D"},
                              Format{"md5mesh", "Doom 3 MD5"},
                              Format{"smd", "Valve SMD"},
                              Format{"b3d", "Blitz3D"},
                              Format{"cob", "trueSpace"},
                              Format{"dxf", "AutoCAD DXF"}};

// Vertices closer together than this angle share a normal where the file has none.
constexpr float kCreaseDegrees = 50;
constexpr float kStlCreaseDegrees = 30;

std::string_view text_of(const MappedFile& file) {
  return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()};
}

// Whether the material needs directions along its texture, and by which uv set.
int tangent_uv_set(const Material& material) {
  for (const TextureSlot slot :
       {TextureSlot::Normal, TextureSlot::ClearcoatNormal, TextureSlot::Anisotropy}) {
    if (material.texture(slot).image >= 0) return material.texture(slot).uv_set;
  }
  return material.anisotropy != 0 ? 0 : -1;
}

// Opacity that comes from a picture: cut out where it is nearly all on or off, else blended.
void settle_alpha_modes(Model& model) {
  for (Material& material : model.materials) {
    const TextureRef& texture = material.texture(TextureSlot::BaseColor);
    if (material.alpha_mode != AlphaMode::Blend || material.base_color.a < 1) continue;
    if (texture.image < 0) {
      material.alpha_mode = AlphaMode::Opaque;
      continue;
    }
    const Image& image = model.images[static_cast<std::size_t>(texture.image)];
    if (!has_translucent_texel(image)) {
      material.alpha_mode = AlphaMode::Opaque;
      continue;
    }
    std::size_t between = 0;
    const auto step = static_cast<std::size_t>(image.channels);
    for (std::size_t i = step - 1; i < image.pixels.size(); i += step) {
      if (image.pixels[i] > 32 && image.pixels[i] < 223) ++between;
    }
    if (between * step * 20 < image.pixels.size()) material.alpha_mode = AlphaMode::Mask;
  }
}

// Lines and points are lit only where the file gives them directions.
void mend_elements(Mesh& mesh) {
  mesh.tangents.clear();
  for (glm::vec3& normal : mesh.normals) {
    const float length = glm::length(normal);
    if (!(length > 1e-6f)) {
      mesh.normals.clear();
      return;
    }
    normal /= length;
  }
}

// Every mesh whole and sane: normals, tangents where needed, finite numbers.
void finish_meshes(Model& model, const std::string& format, bool is_gltf,
                   std::vector<std::string>& warnings) {
  std::vector<std::size_t> dropped(model.meshes.size(), 0);
  parallel_for(model.meshes.size(), [&](std::size_t i) {
    Mesh& mesh = model.meshes[i];
    dropped[i] = mend_numbers(mesh);
    if (mesh.indices.empty()) {
      mend_elements(mesh);
      return;
    }
    if (format == "stl") mesh.normals.clear();  // Facets; the curved surface they came from looks better.
    if (!is_gltf) weld(mesh);
    // glTF demands flat facets where there are no normals.
    if (mesh.normals.empty() && is_gltf) make_normals(mesh, 0);
    if (mesh.normals.empty()) make_normals(mesh, format == "stl" ? kStlCreaseDegrees : kCreaseDegrees);
    const int uv_set =
        mesh.material >= 0 ? tangent_uv_set(model.materials[static_cast<std::size_t>(mesh.material)]) : -1;
    if (uv_set >= 0 && mesh.tangents.empty()) make_tangents(mesh, uv_set);
    if (uv_set < 0) mesh.tangents.clear();
  });
  std::size_t total = 0;
  for (const std::size_t count : dropped) total += count;
  if (total > 0)
    warnings.push_back(
        fmt::format("{} triangles, lines or points with impossible coordinates were left out.", total));
}

// A mesh may only name joints that every skin it is drawn with has.
void mend_joints(Model& model) {
  for (const Node& node : model.nodes) {
    if (node.skin < 0) continue;
    const std::size_t count = model.skins[static_cast<std::size_t>(node.skin)].joints.size();
    for (const std::uint32_t index : node.meshes) {
      Mesh& mesh = model.meshes[index];
      for (std::size_t v = 0; v < mesh.joints.size(); ++v) {
        for (int k = 0; k < 4; ++k) {
          if (mesh.joints[v][k] < count) continue;
          mesh.joints[v][k] = 0;
          mesh.weights[v][k] = 0;
        }
      }
    }
  }
  for (Node& node : model.nodes) {
    if (node.skin >= 0 && model.skins[static_cast<std::size_t>(node.skin)].joints.empty()) node.skin = -1;
  }
}

// Materials from files may hold any number.
void mend_materials(Model& model) {
  const auto mend = [](float& value, float low, float high, float otherwise) {
    value = std::isfinite(value) ? std::clamp(value, low, high) : otherwise;
  };
  for (Material& m : model.materials) {
    for (int i = 0; i < 4; ++i) mend(m.base_color[i], 0, 1e4f, 1);
    for (int i = 0; i < 3; ++i) {
      mend(m.emissive[i], 0, 1e6f, 0);
      mend(m.specular_color[i], 0, 1e4f, 1);
      mend(m.sheen_color[i], 0, 1e4f, 0);
      mend(m.attenuation_color[i], 0, 1, 1);
      mend(m.diffuse_transmission_color[i], 0, 1e4f, 1);
      mend(m.specular_factor[i], 0, 1e4f, 1);
    }
    for (float* unit : {&m.metallic, &m.roughness, &m.occlusion_strength, &m.alpha_cutoff, &m.specular,
                        &m.clearcoat, &m.clearcoat_roughness, &m.sheen_roughness, &m.transmission,
                        &m.iridescence, &m.anisotropy, &m.diffuse_transmission, &m.glossiness}) {
      mend(*unit, 0, 1, 0);
    }
    mend(m.normal_scale, -100, 100, 1);
    mend(m.clearcoat_normal_scale, -100, 100, 1);
    if (m.ior != 0) mend(m.ior, 1, 10, 1.5f);  // Zero is allowed: it stands for infinity.
    mend(m.thickness, 0, 1e6f, 0);
    mend(m.attenuation_distance, 0, 1e9f, 0);
    mend(m.dispersion, 0, 100, 0);
    mend(m.iridescence_ior, 1, 10, 1.3f);
    mend(m.iridescence_thickness_min_nm, 0, 1e5f, 100);
    mend(m.iridescence_thickness_max_nm, 0, 1e5f, 400);
    mend(m.anisotropy_rotation_radians, -1e3f, 1e3f, 0);
    for (TextureRef& texture : m.textures) {
      for (float& value : texture.uv_transform) mend(value, -1e6f, 1e6f, 0);
    }
  }
}

// Puts the conversion to Y-up metres above everything else.
void fold_in(const glm::mat4& to_model, Model& model) {
  if (to_model == glm::mat4(1) || model.nodes.empty()) return;
  for (Node& node : model.nodes) {
    if (node.parent < 0)
      node.parent = 0;
    else
      ++node.parent;
  }
  for (Skin& skin : model.skins) {
    for (std::int32_t& joint : skin.joints) ++joint;
  }
  for (Animation& animation : model.animations) {
    for (AnimationChannel& channel : animation.channels) ++channel.node;
  }
  for (PunctualLight& light : model.lights) ++light.node;
  for (ModelScene& scene : model.scenes) {
    for (std::uint32_t& scene_root : scene.roots) ++scene_root;
  }
  Node root;
  root.name = "Y-up metres";
  set_transform(root, to_model);
  model.nodes.insert(model.nodes.begin(), std::move(root));
}

// Meshes that no node draws (helpers, hidden parts) would only weigh.
void drop_empty_nodes_meshes(Model& model) {
  for (Node& node : model.nodes) {
    std::erase_if(node.meshes, [&](std::uint32_t index) { return !draws_anything(model.meshes[index]); });
  }
}

// A triangle with two equal corners is nothing to see.
bool has_something_to_see(const Mesh& mesh) {
  if (!mesh.lines.empty() || !mesh.points.empty()) return true;
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const std::uint32_t* const corner = &mesh.indices[i];
    if (corner[0] != corner[1] && corner[1] != corner[2] && corner[0] != corner[2]) return true;
  }
  return false;
}

bool draws_something(const Model& model) {
  return std::any_of(model.nodes.begin(), model.nodes.end(), [&](const Node& node) {
    return std::any_of(node.meshes.begin(), node.meshes.end(),
                       [&](std::uint32_t index) { return has_something_to_see(model.meshes[index]); });
  });
}

// What Assimp is to read in place of the file; nothing when it reads the file itself.
struct MendedText {
  std::string text;       // Where it had to be made …
  std::string_view part;  // … and what of it, or of the file, is read.
};

// Refuses what Assimp would take for sound or not survive, and mends what it would misread.
Result<void> mend_text(const std::string& format, std::string_view text, const std::string& shown,
                       ImportFiles& files, AssimpReader& assimp, ImportReport& report, MendedText& mended) {
  if (format == "fbx") return check_fbx_version(text, shown);
  if (format == "obj") {
    if (const auto good = check_obj_faces(text, shown); !good) return good;
    const std::string folder = folder_of(files.main_file());
    ObjText obj = mend_obj_text(text, [&](std::string_view name) { return files.has(name, folder); });
    assimp.expect_libraries(obj.libraries);
    mended.text = std::move(obj.mended);
  } else if (format == "ply") {
    auto header = mend_ply_header(text, shown);
    if (!header) return tl::unexpected(header.error());
    const std::string_view ply = header->empty() ? text : std::string_view(*header);
    if (const auto good = check_ply_rows(ply, shown); !good) return good;
    mended.text = expand_ply_strips(ply);
    if (mended.text.empty()) mended.text = std::move(*header);
  } else if (format == "stl") {
    const auto part = readable_stl(text, shown, mended.text);
    if (!part) return tl::unexpected(part.error());
    mended.part = *part;
    return {};
  } else if (format == "dae") {
    if (const auto good = check_collada_arrays(text, shown); !good) return good;
    if (const auto good = check_collada_nodes(text, shown); !good) return good;
    std::string unit = mend_collada_unit(text);
    if (!unit.empty()) {
      report.warnings.push_back("The unit that the file gives is no length; a metre was taken for it.");
      report.unit_was_guessed = true;
    }
    mended.text = mend_collada_space(unit.empty() ? text : std::string_view(unit));
    if (mended.text.empty()) mended.text = std::move(unit);
  } else if (format == "off") {
    mended.text = mend_off_comments(text);
  }
  mended.part = mended.text;
  return {};
}

}  // namespace

bool is_model_extension(std::string_view extension) {
  return std::any_of(kFormats.begin(), kFormats.end(),
                     [&](const Format& format) { return extension == format.extension; });
}

Result<ReadModel> read_model(ImportFiles& files, const ImportOptions& options,
                             const std::function<void(float)>& progress) {
  const auto report_progress = [&](float value) {
    if (progress) progress(value);
  };
  const std::string format = extension_of(files.main_file());
  const std::string shown = for_display(base_name(files.main_file()), 300);
  const auto known =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& f) { return format == f.extension; });
  if (known == kFormats.end()) {
    return fail(ErrorKind::Unsupported,
                fmt::format("“{}” is not in a format that is read as a model.", shown));
  }
  const auto main = files.read_main();
  if (!main) return tl::unexpected(main.error());
  if ((*main)->bytes().empty()) return fail(ErrorKind::Corrupt, fmt::format("“{}” is empty.", shown));
  const std::string decoded = decode_marked_text(text_of(**main).substr(0, 4)).empty()
                                  ? std::string()
                                  : decode_marked_text(text_of(**main));
  const std::string_view text = decoded.empty() ? text_of(**main) : std::string_view(decoded);
  ReadModel result;
  AssimpReader assimp(files);
  MendedText mended;
  if (const auto good = mend_text(format, text, shown, files, assimp, result.report, mended); !good)
    return tl::unexpected(good.error());
  result.report.format = known->name;
  TextureLoader textures(files, options.max_texture_edge);
  bool is_gltf = false;
  const aiScene* scene = nullptr;
  if (format == "gltf" || format == "glb" || format == "vrm") {
    auto document = GltfDocument::open(files);
    if (!document) return tl::unexpected(document.error());
    is_gltf = !document->is_version_1();
    if (is_gltf) {
      GltfModel gltf;
      if (const auto done = read_gltf_meshes(*document, assimp, gltf); !done)
        return tl::unexpected(done.error());
      report_progress(0.3f);
      read_gltf_materials(*document, textures, gltf);
      if (const auto done = read_gltf_scene(*document, gltf); !done) return tl::unexpected(done.error());
      result.model = std::move(gltf.model);
      result.report.warnings = document->warnings();
      result.report.warnings.insert(result.report.warnings.end(), gltf.warnings.begin(), gltf.warnings.end());
      result.report.notes = std::move(gltf.notes);
    } else {
      result.report.format = "glTF 1.0";
    }
  }
  if (!is_gltf) {
    if (!mended.part.empty())
      assimp.provide(files.main_file(), {nullptr, std::as_bytes(std::span(mended.part))});
    const auto read = assimp.read(files.main_file());
    if (!read) {
      const std::string blender = format == "blend" ? blender_version(text) : std::string();
      if (blender.empty() || read.error().kind == ErrorKind::Limit) return tl::unexpected(read.error());
      return fail(ErrorKind::Unsupported,
                  fmt::format("“{}” was saved by Blender {}, whose files are not all read; export it from "
                              "Blender as glTF 2.0.",
                              shown, blender));
    }
    scene = *read;
    report_progress(0.3f);
    SceneOrigin origin{format, folder_of(files.main_file()), was_written_by_blender(*scene, format, text),
                       assimp.mtl_placements()};
    for (const FileReference& reference : files.references()) {
      // Textures lie beside the MTL file that names them.
      if (extension_of(reference.relative_path) == "mtl") origin.folder = folder_of(reference.relative_path);
    }
    const auto done = convert_scene(*scene, origin, textures, result.model);
    if (!done) return tl::unexpected(done.error());
  }
  Model& model = result.model;
  report_progress(0.4f);
  textures.load(model, result.report.warnings, [&](float part) { report_progress(0.4f + 0.4f * part); });
  if (!is_gltf) settle_alpha_modes(model);
  mend_materials(model);
  split_off_elements(model);
  finish_meshes(model, format, is_gltf, result.report.warnings);
  drop_empty_nodes_meshes(model);
  mend_joints(model);
  if (!draws_something(model))
    return fail(ErrorKind::Corrupt, fmt::format("“{}” contains nothing to draw.", shown));

  std::size_t segments = 0, points = 0;
  for (const Mesh& mesh : model.meshes) segments += mesh.lines.size() / 2, points += mesh.points.size();
  if (segments > 0) result.report.notes.push_back(fmt::format("{} lines were read.", segments));
  if (points > 0) result.report.notes.push_back(fmt::format("{} points were read.", points));

  const Bounds bounds = rest_bounds(model);
  const glm::vec3 size = bounds.size();
  if (points == 0 && !bounds.empty() && std::max({size.x, size.y, size.z}) <= 0) {
    // A motion may still unfold what is as small as a point at rest.
    if (model.animations.empty()) {
      return fail(ErrorKind::Corrupt,
                  fmt::format("“{}” shows nothing: everything in it is as small as a point.", shown));
    }
    result.report.warnings.push_back("At rest, everything in the model is as small as a point.");
  }

  const FileUnits units = units_of(format, scene, text, bounds, options);
  fold_in(units.to_model, model);
  result.report.up_axis = units.up_axis;
  result.report.metres_per_unit = units.metres_per_unit;
  result.report.unit_was_guessed =
      units.unit_was_guessed || (result.report.unit_was_guessed && !options.unit);

  result.report.references = files.references();
  for (const std::string& warning : files.warnings()) result.report.warnings.push_back(warning);
  for (const FileReference& reference : result.report.references) {
    if (reference.state == ReferenceState::Missing || reference.state == ReferenceState::Refused) {
      result.report.warnings.push_back(
          fmt::format("“{}” was not used. {}", for_display(reference.asked, 300), reference.reason));
    }
  }
  report_progress(0.9f);
  return result;
}

}  // namespace bandaji
