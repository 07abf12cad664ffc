#include "renderer/surface_pass.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>

#include "renderer/frame_block.h"
#include "renderer/surface_features.h"

namespace bandaji {
namespace {

// Whether the box lies wholly outside one plane of the view.
bool is_outside(const Bounds& bounds, const glm::mat4& view_projection) {
  if (bounds.empty()) return true;
  int outside[6] = {};
  for (int i = 0; i < 8; ++i) {
    const glm::vec4 p = view_projection * glm::vec4((i & 1) ? bounds.max.x : bounds.min.x,
                                                    (i & 2) ? bounds.max.y : bounds.min.y,
                                                    (i & 4) ? bounds.max.z : bounds.min.z, 1);
    for (int axis = 0; axis < 3; ++axis) {
      outside[2 * axis] += p[axis] < -p.w ? 1 : 0;
      outside[2 * axis + 1] += p[axis] > p.w ? 1 : 0;
    }
  }
  return std::any_of(std::begin(outside), std::end(outside), [](int count) { return count == 8; });
}

Primitives primitives_of(std::uint64_t features) {
  if (features & kFeatureLines) return Primitives::Lines;
  return (features & kFeaturePoints) ? Primitives::Points : Primitives::Triangles;
}

std::int32_t material_of(const BakedModel& model, std::uint32_t mesh, int variant) {
  if (variant >= 0 && static_cast<std::size_t>(variant) < model.variants().size()) {
    for (const auto& [of, material] : model.variants()[static_cast<std::size_t>(variant)].materials) {
      if (of == mesh) return material;
    }
  }
  return model.meshes()[mesh].material;
}

// Lets surfaces share programs where one of them needs only part of what another needs.
void share_programs(std::vector<SurfaceDraw>& draws, std::vector<std::uint64_t>& met) {
  met.clear();
  for (const SurfaceDraw& draw : draws) {
    if (std::find(met.begin(), met.end(), draw.features) == met.end()) met.push_back(draw.features);
  }
  // In order of value, so that the choice does not hang on the order of draws.
  std::sort(met.begin(), met.end());
  for (SurfaceDraw& draw : draws) {
    for (const std::uint64_t more : met) {
      if (can_draw(more, draw.features)) draw.features = more;
    }
  }
}

// Several texels and levels, so that a software driver needs no variant of its programs for it.
GlTexture even_texture(GLint format, std::array<std::uint8_t, 4> color) {
  GlTexture texture = GlTexture::make();
  bind_to_fill(GL_TEXTURE_2D, texture);
  std::array<std::array<std::uint8_t, 4>, 16> pixels;
  pixels.fill(color);
  for (int level = 0; level < 3; ++level) {
    glTexImage2D(GL_TEXTURE_2D, level, format, 4 >> level, 4 >> level, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 pixels.data());
  }
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 2);
  return texture;
}

}  // namespace

void SurfacePass::prepare(const GlLimits& limits) {
  limits_ = limits;
  white_ = even_texture(GL_SRGB8_ALPHA8, {255, 255, 255, 255});
  white_data_ = even_texture(GL_RGBA8, {255, 255, 255, 255});
  even_normal_ = even_texture(GL_RGBA8, {128, 128, 255, 255});
}

std::uint32_t SurfacePass::stand_in(TextureSlot slot) const {
  if (slot == TextureSlot::Normal || slot == TextureSlot::ClearcoatNormal) return even_normal_.name();
  return encoding_of(slot) == ColorEncoding::Srgb ? white_.name() : white_data_.name();
}

void SurfacePass::collect(const GpuModel::Contents& model, const PosedModel& pose,
                          const ViewSettings& settings, const glm::mat4& view,
                          const glm::mat4& view_projection, std::uint64_t common_features,
                          SurfaceList& list) const {
  if (settings.section) common_features |= kFeatureSection;
  list.opaque.clear();
  list.transmissive.clear();
  list.blended.clear();
  for (std::size_t i = 0; i < model.instances.size(); ++i) {
    const GpuInstance& instance = model.instances[i];
    const BakedMesh& mesh = model.source->meshes()[instance.source.mesh];
    // Points and lines reach beyond where they are.
    if (mesh.points.empty() && mesh.lines.empty() && is_outside(pose.bounds[i], view_projection)) continue;
    if (std::binary_search(settings.hidden_parts.begin(), settings.hidden_parts.end(),
                           static_cast<std::uint32_t>(i)))
      continue;
    SurfaceDraw draw;
    draw.instance = i;
    draw.coarse = settings.draft;
    draw.material = material_of(*model.source, instance.source.mesh, settings.variant);
    const Material& material = model.material(draw.material);
    std::uint64_t features = features_of(material) | common_features;
    if (mesh.normals.empty()) features |= kFeatureFlatNormals;
    const std::uint64_t needs_frame =
        slot_bit(TextureSlot::Normal) | slot_bit(TextureSlot::ClearcoatNormal) | kFeatureAnisotropy;
    if ((features & needs_frame) && !mesh.tangents.empty() && !mesh.normals.empty())
      features |= kFeatureTangents;
    draw.depth = -(view * glm::vec4(pose.bounds[i].center(), 1)).z;
    const auto add = [&](std::uint64_t kind) {
      std::uint64_t all = features | kind;
      if (kind != 0 && mesh.normals.empty()) all = without_light(all);
      all = features_in_mode(all, settings.mode, settings.channel);
      if (!(all & needs_frame)) all &= ~static_cast<std::uint64_t>(kFeatureTangents);
      draw.features = all;
      auto& group = (all & kFeatureTransmission) ? list.transmissive
                    : (all & kFeatureBlend)      ? list.blended
                                                 : list.opaque;
      group.push_back(draw);
    };
    if (!mesh.indices.empty()) add(0);
    if (!mesh.lines.empty()) add(kFeatureLines);
    if (!mesh.points.empty()) add(kFeaturePoints);
  }
  if (!list.transmissive.empty() || !list.blended.empty() || !settings.marked_parts.empty() ||
      settings.mode == ShadingMode::Wireframe) {
    for (SurfaceDraw& draw : list.opaque) {
      if (draw.features & kFeatureUnlit) draw.features |= kFeatureUnlitAsLight;
    }
  }
  share_programs(list.opaque, list.features_met);
  share_programs(list.transmissive, list.features_met);
  share_programs(list.blended, list.features_met);
  // Nearest first, so that hidden pixels are not shaded; index breaks ties, to keep pictures repeatable.
  const auto nearer = [](const SurfaceDraw& a, const SurfaceDraw& b) {
    return a.depth != b.depth ? a.depth < b.depth : a.instance < b.instance;
  };
  std::sort(list.opaque.begin(), list.opaque.end(), nearer);
  std::sort(list.transmissive.begin(), list.transmissive.end(),
            [&](const auto& a, const auto& b) { return nearer(b, a); });
  std::sort(list.blended.begin(), list.blended.end(), nearer);
}

Result<const ShaderProgram*> SurfacePass::program(std::uint64_t features) {
  if (const auto known = programs_.find(features); known != programs_.end()) return &known->second;
  std::vector<std::pair<const char*, int>> units{{"environment_specular", kUnitSpecular},
                                                 {"environment_diffuse", kUnitDiffuse},
                                                 {"environment_sheen", kUnitSheen},
                                                 {"scatter", kUnitScatter},
                                                 {"shadow_map", kUnitShadow},
                                                 {"sky_maps", kUnitShadow},
                                                 {"lamp_maps", kUnitLampShadow},
                                                 {"depth_opaque", kUnitDepthOpaque},
                                                 {"depth_before", kUnitDepthBefore},
                                                 {"scene_behind", kUnitScene}};
  int unit = kFirstMapUnit;
  for (const TextureSlot slot : slots_of(features)) units.emplace_back(sampler_name(slot), unit++);
  constexpr std::pair<const char*, int> kBlocks[] = {
      {"Frame", kFrameBinding}, {"MaterialBlock", kMaterialBinding}, {"Sky", kSkyBinding}};
  const std::string defines = defines_of(features);
  const char* const geometry = (features & kFeatureLines) ? "surface_lines.geom" : "";
  auto built = ShaderProgram::build({"surface.vert", "surface.frag", geometry, defines}, units, kBlocks);
  if (!built) return tl::unexpected(built.error());
  return &programs_.emplace(features, std::move(*built)).first->second;
}

std::uint32_t SurfacePass::sampler(const TextureRef& texture) {
  const auto index = static_cast<std::size_t>(texture.wrap_u) * 6 +
                     static_cast<std::size_t>(texture.wrap_v) * 2 + static_cast<std::size_t>(texture.filter);
  GlSampler& sampler = samplers_[index];
  if (!sampler) {
    sampler = GlSampler::make();
    const auto wrap = [](Wrap w) {
      return w == Wrap::Repeat ? GL_REPEAT : w == Wrap::ClampToEdge ? GL_CLAMP_TO_EDGE : GL_MIRRORED_REPEAT;
    };
    const bool nearest = texture.filter == Filter::Nearest;
    glSamplerParameteri(sampler.name(), GL_TEXTURE_WRAP_S, wrap(texture.wrap_u));
    glSamplerParameteri(sampler.name(), GL_TEXTURE_WRAP_T, wrap(texture.wrap_v));
    glSamplerParameteri(sampler.name(), GL_TEXTURE_MIN_FILTER,
                        nearest ? GL_NEAREST_MIPMAP_LINEAR : GL_LINEAR_MIPMAP_LINEAR);
    glSamplerParameteri(sampler.name(), GL_TEXTURE_MAG_FILTER, nearest ? GL_NEAREST : GL_LINEAR);
    // On a software driver supersampling does the same at no extra price.
    if (!nearest && limits_.max_anisotropy > 1 && !limits_.software) {
      glSamplerParameterf(sampler.name(), GL_TEXTURE_MAX_ANISOTROPY_EXT,
                          std::min(limits_.max_anisotropy, 8.0f));
    }
  }
  return sampler.name();
}

Result<void> SurfacePass::draw(const GpuModel::Contents& model, const PosedModel& pose,
                               const std::vector<SurfaceDraw>& draws, What what) {
  const ShaderProgram* current = nullptr;
  const bool cut = !draws.empty() && (draws.front().features & kFeatureSection);
  if (cut) glEnable(GL_CLIP_DISTANCE0);
  glEnable(GL_PROGRAM_POINT_SIZE);
  for (const SurfaceDraw& draw : draws) {
    const Material& material = model.material(draw.material);
    if (what == What::ColorBack && !material.double_sided) continue;
    // Points and lines are as wide as the picture wants them, and so throw no shadow.
    const bool element = (draw.features & kElementFeatures) != 0;
    if (element && (what == What::Shadow || what == What::Depth || what == What::ColorBack)) continue;
    std::uint64_t features = draw.features;
    if (what == What::NextLayer) features = layer_features(features);
    if (what == What::Shadow || what == What::Depth) features = shadow_features(features);
    if (what == What::Pick) features = pick_features(features);
    features = limit_maps(features, std::min(limits_.texture_units, kTextureUnits) - kFirstMapUnit);
    auto wanted = program(features);
    if (!wanted) return tl::unexpected(wanted.error());
    if (*wanted != current) {
      current = *wanted;
      current->use();
    }
    const GLintptr offset =
        static_cast<GLintptr>(model.material_index(draw.material)) * model.material_stride;
    glBindBufferRange(GL_UNIFORM_BUFFER, kMaterialBinding, model.material_blocks.name(), offset,
                      sizeof(MaterialBlock));
    int unit = kFirstMapUnit;
    for (const TextureSlot slot : slots_of(features)) {
      const TextureRef& texture = material.texture(slot);
      glActiveTexture(static_cast<GLenum>(GL_TEXTURE0 + unit));
      const bool own = texture.present() && static_cast<std::size_t>(texture.image) < model.textures.size();
      glBindTexture(GL_TEXTURE_2D,
                    own ? model.textures[static_cast<std::size_t>(texture.image)]->name() : stand_in(slot));
      glBindSampler(static_cast<GLuint>(unit), sampler(texture));
      ++unit;
    }
    const glm::mat4& placement = pose.placements[draw.instance];
    const glm::mat3 linear(placement);
    current->set("model", placement);
    if (what == What::Pick) current->set("part", static_cast<int>(draw.instance));
    const float turned = glm::dot(glm::cross(linear[0], linear[1]), linear[2]) < 0 ? -1.0f : 1.0f;
    // Cofactors: right under uneven scale, and of the right sign when the node mirrors.
    current->set("normal_from_model", glm::mat3(turned * glm::cross(linear[1], linear[2]),
                                                turned * glm::cross(linear[2], linear[0]),
                                                turned * glm::cross(linear[0], linear[1])));
    glFrontFace(turned < 0 ? GL_CW : GL_CCW);
    const bool one_side = what == What::ColorFront || what == What::ColorBack;
    if (what == What::Shadow || element || (material.double_sided && !one_side)) {
      glDisable(GL_CULL_FACE);
    } else {
      glEnable(GL_CULL_FACE);
    }
    glCullFace(what == What::ColorBack ? GL_FRONT : GL_BACK);
    draw_instance(model, draw.instance, draw.coarse, primitives_of(draw.features));
  }
  glFrontFace(GL_CCW);
  glCullFace(GL_BACK);
  glDisable(GL_CULL_FACE);
  glDisable(GL_CLIP_DISTANCE0);
  glDisable(GL_PROGRAM_POINT_SIZE);
  return {};
}

void draw_instance(const GpuModel::Contents& model, std::size_t index, bool coarse, Primitives primitives) {
  const GpuInstance& instance = model.instances[index];
  const GpuMesh& mesh = model.meshes[instance.source.mesh];
  const int count = primitives == Primitives::Triangles ? mesh.index_count
                    : primitives == Primitives::Lines   ? mesh.line_index_count
                                                        : mesh.point_count;
  if (count == 0) return;
  glBindVertexArray(instance.deformed ? instance.array.name() : mesh.array.name());
  // What a mesh without the stream gets.
  if (mesh.layout.normals < 0) glVertexAttrib4f(1, 0, 0, 1, 0);
  if (mesh.layout.tangents < 0) glVertexAttrib4f(2, 1, 0, 0, 1);
  if (mesh.layout.colors < 0) glVertexAttrib4f(5, 1, 1, 1, 1);
  if (mesh.layout.uv0 < 0) glVertexAttrib4f(3, 0, 0, 0, 1);
  if (mesh.layout.uv1 < 0) glVertexAttrib4f(4, 0, 0, 0, 1);
  if (primitives != Primitives::Triangles) {
    const bool lines = primitives == Primitives::Lines;
    const std::size_t first = static_cast<std::size_t>(mesh.index_count) +
                              (lines ? 0 : static_cast<std::size_t>(mesh.line_index_count));
    if (mesh.coarse_count > 0) glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, mesh.indices.name());
    glDrawElements(lines ? GL_LINES : GL_POINTS, count, GL_UNSIGNED_INT,
                   reinterpret_cast<const void*>(first * sizeof(std::uint32_t)));
    return;
  }
  coarse = coarse && mesh.coarse_count > 0;
  if (mesh.coarse_count > 0)
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, (coarse ? mesh.coarse_indices : mesh.indices).name());
  glDrawElements(GL_TRIANGLES, coarse ? mesh.coarse_count : mesh.index_count, GL_UNSIGNED_INT, nullptr);
}

}  // namespace bandaji
