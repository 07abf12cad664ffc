#include "renderer/gpu_model.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <map>

#include "assets/parallel.h"
#include "renderer/coarse_mesh.h"
#include "renderer/gpu_model_contents.h"

namespace bandaji {
namespace {

constexpr GLuint kPosition = 0, kNormal = 1, kTangent = 2, kUv0 = 3, kUv1 = 4, kColor = 5;

MaterialBlock block_of(const Material& m) {
  MaterialBlock block{};
  block.base_color = m.base_color;
  // Without an occlusion picture, the red of whatever is read in its place must not count.
  const float occlusion = m.texture(TextureSlot::Occlusion).present() ? m.occlusion_strength : 0.0f;
  block.surface = {m.metallic, m.roughness, m.normal_scale, occlusion};
  block.emissive = glm::vec4(m.emissive, m.alpha_cutoff);
  block.specular = glm::vec4(m.specular_color, m.specular);
  // An index of 0 is no index: it says that all light is reflected (KHR_materials_ior).
  const float ior = m.ior == 0 ? 0.0f : std::max(m.ior, 1.0f);
  block.coat = {m.clearcoat, m.clearcoat_roughness, m.clearcoat_normal_scale, ior};
  block.sheen = glm::vec4(m.sheen_color, m.sheen_roughness);
  block.transmission = {m.transmission, m.thickness, m.attenuation_distance, m.dispersion};
  block.attenuation = glm::vec4(m.attenuation_color, m.diffuse_transmission);
  block.iridescence = {m.iridescence, m.iridescence_ior, m.iridescence_thickness_min_nm,
                       m.iridescence_thickness_max_nm};
  block.anisotropy = {m.anisotropy, std::cos(m.anisotropy_rotation_radians),
                      std::sin(m.anisotropy_rotation_radians), 0};
  block.diffuse_transmission = glm::vec4(m.diffuse_transmission_color, 0);
  block.gloss = glm::vec4(m.specular_factor, m.glossiness);
  for (std::size_t i = 0; i < m.textures.size(); ++i) {
    const std::array<float, 6>& t = m.textures[i].uv_transform;
    block.uv[2 * i] = {t[0], t[2], t[4], static_cast<float>(m.textures[i].uv_set)};
    block.uv[2 * i + 1] = {t[1], t[3], t[5], 0};
  }
  return block;
}

// All pictures become four channels, so that one shader variant of a software driver serves them all.
std::vector<std::uint8_t> to_rgba(std::vector<std::uint8_t> pixels, int channels) {
  if (channels == 4) return pixels;
  const std::size_t count = pixels.size() / static_cast<std::size_t>(channels);
  std::vector<std::uint8_t> rgba(4 * count);
  const std::uint8_t* in = pixels.data();
  std::uint8_t* out = rgba.data();
  for (std::size_t i = 0; i < count; ++i, out += 4) {
    switch (channels) {
      case 1:
        out[0] = out[1] = out[2] = *in++, out[3] = 255;
        break;
      case 2:
        out[0] = out[1] = out[2] = in[0], out[3] = in[1], in += 2;
        break;
      default:
        out[0] = in[0], out[1] = in[1], out[2] = in[2], out[3] = 255, in += 3;
        break;
    }
  }
  return rgba;
}

struct DecodedImage {
  int width = 0, height = 0;  // Of the first level kept.
  std::vector<std::vector<std::uint8_t>> levels;
  Error error;
  bool failed = false;
};

DecodedImage decode(const BakedModel& model, std::size_t index, int max_edge) {
  const BakedImage& image = model.images()[index];
  int first = 0;
  while (first + 1 < image.mip_count && std::max(image.width >> first, image.height >> first) > max_edge)
    ++first;
  DecodedImage decoded;
  decoded.width = std::max(image.width >> first, 1);
  decoded.height = std::max(image.height >> first, 1);
  for (int mip = first; mip < image.mip_count; ++mip) {
    auto pixels = model.image_pixels(index, mip);
    if (!pixels) {
      decoded.failed = true;
      decoded.error = pixels.error();
      return decoded;
    }
    decoded.levels.push_back(to_rgba(std::move(*pixels), image.channels));
  }
  return decoded;
}

std::uint64_t upload_texture(GlTexture& texture, const DecodedImage& image, ColorEncoding encoding) {
  texture = GlTexture::make();
  bind_to_fill(GL_TEXTURE_2D, texture);
  const GLint format = encoding == ColorEncoding::Srgb ? GL_SRGB8_ALPHA8 : GL_RGBA8;
  std::uint64_t bytes = 0;
  for (std::size_t level = 0; level < image.levels.size(); ++level) {
    const int width = std::max(image.width >> level, 1), height = std::max(image.height >> level, 1);
    glTexImage2D(GL_TEXTURE_2D, static_cast<GLint>(level), format, width, height, 0, GL_RGBA,
                 GL_UNSIGNED_BYTE, image.levels[level].data());
    bytes += image.levels[level].size();
  }
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, static_cast<GLint>(image.levels.size()) - 1);
  return bytes;
}

// A model with more triangles than this is drawn with so many while the camera moves.
constexpr std::uint64_t kCoarseTriangles = 250000;

void add_coarse_indices(GpuMesh& out, const BakedMesh& mesh, std::uint64_t all_triangles,
                        std::uint64_t& total) {
  const std::uint64_t own = mesh.indices.size() / 3;
  const auto share = static_cast<std::size_t>(own * kCoarseTriangles / all_triangles);
  constexpr std::size_t kNotWorthIt = 2000;
  if (own < kNotWorthIt) return;
  const auto coarse =
      coarse_triangles(mesh.positions, mesh.normals, mesh.indices, std::max(share, kNotWorthIt / 4));
  out.coarse_indices = GlBuffer::make();
  glBindVertexArray(0);
  glBindBuffer(GL_ARRAY_BUFFER, out.coarse_indices.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(coarse.size() * sizeof(coarse[0])), coarse.data(),
               GL_STATIC_DRAW);
  out.coarse_count = static_cast<int>(coarse.size());
  total += coarse.size() * sizeof(coarse[0]);
}

// Takes over the textures of the pictures that both models have; the bytes they hold.
std::uint64_t share_textures(const GpuModel::Contents& from, GpuModel::Contents& to) {
  std::multimap<std::size_t, std::size_t> by_size;  // Of the finest level as it is stored.
  for (std::size_t i = 0; i < from.textures.size(); ++i)
    by_size.emplace(from.source->image_frame(i, 0).size(), i);
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < to.textures.size(); ++i) {
    const BakedImage& wanted = to.source->images()[i];
    const auto frame = to.source->image_frame(i, 0);
    const auto [begin, end] = by_size.equal_range(frame.size());
    for (auto at = begin; at != end && !to.textures[i]; ++at) {
      const BakedImage& known = from.source->images()[at->second];
      const auto same = from.source->image_frame(at->second, 0);
      if (known.width != wanted.width || known.height != wanted.height || known.channels != wanted.channels ||
          known.encoding != wanted.encoding || known.mip_count != wanted.mip_count ||
          !std::equal(frame.begin(), frame.end(), same.begin()))
        continue;
      to.textures[i] = from.textures[at->second];
      bytes += static_cast<std::uint64_t>(wanted.width) * static_cast<std::uint64_t>(wanted.height) * 16 / 3;
    }
  }
  return bytes;
}

template <class T>
void append(std::vector<std::byte>& out, std::span<const T> stream, std::ptrdiff_t& offset) {
  if (stream.empty()) return;
  offset = static_cast<std::ptrdiff_t>(out.size());
  const auto bytes = std::as_bytes(stream);
  out.insert(out.end(), bytes.begin(), bytes.end());
}

// Attribute pointers of the bound vertex array.  Streams that a posed copy holds come from its buffer.
void set_attributes(const GpuMesh& mesh, const VertexLayout& moving, GLuint moving_buffer) {
  const auto attribute = [&](GLuint index, std::ptrdiff_t fixed, std::ptrdiff_t moved, GLint components,
                             GLenum type, GLboolean normalized) {
    const std::ptrdiff_t offset = moved >= 0 ? moved : fixed;
    if (offset < 0) {
      glDisableVertexAttribArray(index);
      return;
    }
    glBindBuffer(GL_ARRAY_BUFFER, moved >= 0 ? moving_buffer : mesh.vertices.name());
    glEnableVertexAttribArray(index);
    glVertexAttribPointer(index, components, type, normalized, 0, reinterpret_cast<const void*>(offset));
  };
  attribute(kPosition, mesh.layout.positions, moving.positions, 3, GL_FLOAT, GL_FALSE);
  attribute(kNormal, mesh.layout.normals, moving.normals, 4, GL_SHORT, GL_TRUE);
  attribute(kTangent, mesh.layout.tangents, moving.tangents, 4, GL_SHORT, GL_TRUE);
  attribute(kUv0, mesh.layout.uv0, -1, 2, GL_FLOAT, GL_FALSE);
  attribute(kUv1, mesh.layout.uv1, -1, 2, GL_FLOAT, GL_FALSE);
  attribute(kColor, mesh.layout.colors, -1, 4, GL_UNSIGNED_SHORT, GL_TRUE);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, mesh.indices.name());
}

VertexLayout moving_layout(const BakedMesh& mesh) {
  VertexLayout layout;
  const auto count = static_cast<std::ptrdiff_t>(mesh.vertex_count);
  layout.positions = 0;
  std::ptrdiff_t end = count * static_cast<std::ptrdiff_t>(sizeof(glm::vec3));
  if (!mesh.normals.empty())
    layout.normals = end, end += count * static_cast<std::ptrdiff_t>(sizeof(Snorm16x4));
  if (!mesh.tangents.empty()) layout.tangents = end;
  return layout;
}

std::size_t moving_bytes(const BakedMesh& mesh) {
  std::size_t per_vertex = sizeof(glm::vec3);
  if (!mesh.normals.empty()) per_vertex += sizeof(Snorm16x4);
  if (!mesh.tangents.empty()) per_vertex += sizeof(Snorm16x4);
  return per_vertex * mesh.vertex_count;
}

void upload_mesh(GpuMesh& out, const BakedMesh& mesh, std::uint64_t& total) {
  std::vector<std::byte> block;
  block.reserve(mesh.vertex_count * 44ull);
  append(block, mesh.positions, out.layout.positions);
  append(block, mesh.normals, out.layout.normals);
  append(block, mesh.tangents, out.layout.tangents);
  append(block, mesh.uv0, out.layout.uv0);
  append(block, mesh.uv1, out.layout.uv1);
  append(block, mesh.colors, out.layout.colors);
  out.vertices = GlBuffer::make();
  out.indices = GlBuffer::make();
  out.array = GlVertexArray::make();
  glBindVertexArray(out.array.name());
  glBindBuffer(GL_ARRAY_BUFFER, out.vertices.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(block.size()), block.data(), GL_STATIC_DRAW);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, out.indices.name());
  std::size_t index_bytes = 0;
  for (const auto& list : {mesh.indices, mesh.lines, mesh.points}) index_bytes += list.size_bytes();
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(index_bytes), nullptr, GL_STATIC_DRAW);
  std::size_t at = 0;
  for (const auto& list : {mesh.indices, mesh.lines, mesh.points}) {
    if (list.empty()) continue;
    glBufferSubData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLintptr>(at),
                    static_cast<GLsizeiptr>(list.size_bytes()), list.data());
    at += list.size_bytes();
  }
  set_attributes(out, {}, 0);
  out.index_count = static_cast<int>(mesh.indices.size());
  out.line_index_count = static_cast<int>(mesh.lines.size());
  out.point_count = static_cast<int>(mesh.points.size());
  out.bounds = mesh.bounds;
  total += block.size() + index_bytes;
}

const Material& default_material() {
  static const Material material;
  return material;
}

}  // namespace

const Material& GpuModel::Contents::material(std::int32_t index) const {
  const auto& materials = source->materials();
  return index >= 0 && static_cast<std::size_t>(index) < materials.size()
             ? materials[static_cast<std::size_t>(index)]
             : default_material();
}

int GpuModel::Contents::material_index(std::int32_t index) const {
  const int count = static_cast<int>(source->materials().size());
  return index >= 0 && index < count ? index : count;
}

const PosedModel& GpuModel::Contents::pose(float time_seconds, bool animate, int clip) const {
  animate = animate && time_seconds > 0 && clip >= 0 &&
            static_cast<std::size_t>(clip) < source->animations().size();
  if (!animate) time_seconds = 0, clip = 0;
  if (posed && posed->animate == animate && posed->time_seconds == time_seconds && posed->clip == clip)
    return *posed;
  PosedModel next;
  next.clip = clip;
  next.time_seconds = time_seconds;
  next.animate = animate;
  next.pose = pose_of(*source, time_seconds, animate, clip);
  PosedVertices moved;
  for (const GpuInstance& instance : instances) {
    const glm::mat4 placement = placement_of(*source, instance.source, next.pose);
    Bounds bounds;
    if (instance.deformed) {
      pose_vertices(*source, instance.source, next.pose, moved);
      for (const glm::vec3& p : moved.positions) bounds.add(glm::vec3(placement * glm::vec4(p, 1)));
    } else {
      for (const glm::vec3& p : source->meshes()[instance.source.mesh].positions)
        bounds.add(glm::vec3(placement * glm::vec4(p, 1)));
    }
    next.placements.push_back(placement);
    next.bounds.push_back(bounds);
    next.whole.add(bounds);
  }
  posed = std::move(next);
  return *posed;
}

const PosedModel& GpuModel::Contents::prepare(float time_seconds, bool animate, int clip) {
  const PosedModel& now = pose(time_seconds, animate, clip);
  const std::tuple<float, bool, int> key{now.time_seconds, now.animate, now.clip};
  if (uploaded_pose == key) return now;
  PosedVertices moved;
  for (GpuInstance& instance : instances) {
    if (!instance.deformed) continue;
    const BakedMesh& mesh = source->meshes()[instance.source.mesh];
    const VertexLayout layout = moving_layout(mesh);
    pose_vertices(*source, instance.source, now.pose, moved);
    glBindBuffer(GL_ARRAY_BUFFER, instance.posed_vertices.name());
    const auto put = [](std::ptrdiff_t offset, const auto& stream) {
      if (offset < 0) return;
      glBufferSubData(GL_ARRAY_BUFFER, offset, static_cast<GLsizeiptr>(stream.size() * sizeof(stream[0])),
                      stream.data());
    };
    put(layout.positions, moved.positions);
    put(layout.normals, moved.normals);
    put(layout.tangents, moved.tangents);
  }
  uploaded_pose = key;
  return now;
}

GpuModel::GpuModel(GpuModel&&) noexcept = default;
GpuModel& GpuModel::operator=(GpuModel&&) noexcept = default;
GpuModel::~GpuModel() = default;

Result<GpuModel> GpuModel::upload(std::shared_ptr<const BakedModel> model, const UploadOptions& options) {
  assert(model);
  GpuModel gpu;
  gpu.contents_ = std::make_unique<Contents>();
  Contents& c = *gpu.contents_;
  c.source = std::move(model);
  const BakedModel& source = *c.source;
  const GlStateGuard guard;
  clear_gl_errors();

  c.meshes.resize(source.meshes().size());
  for (std::size_t i = 0; i < c.meshes.size(); ++i)
    upload_mesh(c.meshes[i], source.meshes()[i], c.geometry_bytes);
  if (const std::uint64_t all = source.facts().triangles; all > 2 * kCoarseTriangles) {
    for (std::size_t i = 0; i < c.meshes.size(); ++i)
      add_coarse_indices(c.meshes[i], source.meshes()[i], all, c.geometry_bytes);
  }
  if (auto ok = check_gl("the model's geometry"); !ok) return tl::unexpected(ok.error());

  for (const MeshInstance& instance : mesh_instances(source.nodes())) {
    GpuInstance made;
    made.source = instance;
    made.deformed = is_deformed(source, instance);
    if (made.deformed) {
      const BakedMesh& mesh = source.meshes()[instance.mesh];
      made.posed_vertices = GlBuffer::make();
      made.array = GlVertexArray::make();
      glBindVertexArray(made.array.name());
      glBindBuffer(GL_ARRAY_BUFFER, made.posed_vertices.name());
      const std::size_t bytes = moving_bytes(mesh);
      glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(bytes), nullptr, GL_DYNAMIC_DRAW);
      set_attributes(c.meshes[instance.mesh], moving_layout(mesh), made.posed_vertices.name());
      c.geometry_bytes += bytes;
    }
    c.instances.push_back(std::move(made));
  }
  glBindVertexArray(0);

  int alignment = 256;
  glGetIntegerv(GL_UNIFORM_BUFFER_OFFSET_ALIGNMENT, &alignment);
  const int block_size = static_cast<int>(sizeof(MaterialBlock));
  c.material_stride = (block_size + alignment - 1) / alignment * alignment;
  std::vector<std::byte> blocks(static_cast<std::size_t>(c.material_stride) *
                                (source.materials().size() + 1));
  for (std::size_t i = 0; i <= source.materials().size(); ++i) {
    const MaterialBlock block = block_of(c.material(static_cast<std::int32_t>(i)));
    std::memcpy(blocks.data() + i * static_cast<std::size_t>(c.material_stride), &block, sizeof(block));
  }
  c.material_blocks = GlBuffer::make();
  glBindBuffer(GL_UNIFORM_BUFFER, c.material_blocks.name());
  glBufferData(GL_UNIFORM_BUFFER, static_cast<GLsizeiptr>(blocks.size()), blocks.data(), GL_STATIC_DRAW);

  // Pictures a few at a time: decompressing uses all cores, and not all of them lie in memory at once.
  int max_edge = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &max_edge);
  if (options.max_texture_edge > 0) max_edge = std::min(max_edge, options.max_texture_edge);
  constexpr std::size_t kBatch = 4;
  c.textures.resize(source.images().size());
  if (options.like != nullptr) c.texture_bytes += share_textures(*options.like->contents_, c);
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < c.textures.size(); ++i)
    if (!c.textures[i]) missing.push_back(i);
  for (std::size_t first = 0; first < missing.size(); first += kBatch) {
    const std::size_t count = std::min(kBatch, missing.size() - first);
    std::vector<DecodedImage> decoded(count);
    parallel_for(count, [&](std::size_t i) { decoded[i] = decode(source, missing[first + i], max_edge); });
    for (std::size_t i = 0; i < count; ++i) {
      if (decoded[i].failed) return tl::unexpected(decoded[i].error);
      auto texture = std::make_shared<GlTexture>();
      c.texture_bytes += upload_texture(*texture, decoded[i], source.images()[missing[first + i]].encoding);
      c.textures[missing[first + i]] = std::move(texture);
    }
    if (auto ok = check_gl("the model's textures"); !ok) return tl::unexpected(ok.error());
  }
  return gpu;
}

const BakedModel& GpuModel::source() const {
  return *contents_->source;
}
std::uint64_t GpuModel::geometry_bytes() const {
  return contents_->geometry_bytes;
}
std::uint64_t GpuModel::texture_bytes() const {
  return contents_->texture_bytes;
}

Bounds GpuModel::posed_bounds(float time_seconds, bool animate, int clip) const {
  return contents_->pose(time_seconds, animate, clip).whole;
}

}  // namespace bandaji
