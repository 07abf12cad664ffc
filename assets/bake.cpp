#include "assets/bake.h"

#include <fmt/format.h>
#include <libdeflate.h>
#include <meshoptimizer.h>
#include <zstd.h>

#include <cassert>
#include <mutex>

#include "assets/baked_layout.h"
#include "assets/baked_model.h"
#include "assets/parallel.h"

namespace bandaji {
namespace {

using namespace baked;

constexpr std::uint32_t kUnused = ~0u;

struct MeshPlan {
  std::vector<std::uint32_t> indices;  // In drawing order, of the new vertices.
  std::vector<std::uint32_t> lines, points;
  std::uint32_t empty_triangles = 0;
  std::vector<std::uint32_t> remap;  // Old vertex to new, kUnused for none.
  std::uint32_t vertex_count = 0;
  std::uint32_t streams = 0;
  Bounds bounds;
};

struct ImagePlan {
  std::vector<std::vector<std::byte>> mips;
  bool has_alpha = false;
};

MeshPlan plan_mesh(const Mesh& mesh) {
  MeshPlan plan;
  if (!mesh.normals.empty()) plan.streams |= kNormals;
  if (!mesh.tangents.empty()) plan.streams |= kTangents;
  if (!mesh.uv0.empty()) plan.streams |= kUv0;
  if (!mesh.uv1.empty()) plan.streams |= kUv1;
  if (!mesh.colors.empty()) plan.streams |= kColors;
  if (!mesh.joints.empty() && !mesh.weights.empty()) plan.streams |= kSkinning;

  // A triangle with two equal corners has no area, whatever the vertices do.
  std::vector<std::uint32_t> kept;
  kept.reserve(mesh.indices.size());
  for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
    const std::uint32_t a = mesh.indices[i], b = mesh.indices[i + 1], c = mesh.indices[i + 2];
    if (a != b && b != c && a != c)
      kept.insert(kept.end(), {a, b, c});
    else
      ++plan.empty_triangles;
  }
  const std::size_t vertices = mesh.positions.size();
  plan.indices.resize(kept.size());
  meshopt_optimizeVertexCache(plan.indices.data(), kept.data(), kept.size(), vertices);
  plan.remap.resize(vertices);
  plan.vertex_count = static_cast<std::uint32_t>(meshopt_optimizeVertexFetchRemap(
      plan.remap.data(), plan.indices.data(), plan.indices.size(), vertices));
  for (std::uint32_t& index : plan.indices) index = plan.remap[index];
  plan.lines = mesh.lines;
  plan.points = mesh.points;
  for (auto* list : {&plan.lines, &plan.points}) {
    for (std::uint32_t& index : *list) {
      if (plan.remap[index] == kUnused) plan.remap[index] = plan.vertex_count++;
      index = plan.remap[index];
    }
  }
  for (std::size_t v = 0; v < vertices; ++v) {
    if (plan.remap[v] != kUnused) plan.bounds.add(mesh.positions[v]);
  }
  return plan;
}

std::vector<std::byte> compress(std::span<const std::uint8_t> pixels) {
  std::vector<std::byte> out(ZSTD_compressBound(pixels.size()));
  const std::size_t size = ZSTD_compress(out.data(), out.size(), pixels.data(), pixels.size(), 1);
  assert(!ZSTD_isError(size));
  out.resize(size);
  out.shrink_to_fit();
  return out;
}

ImagePlan plan_image(const Image& image) {
  ImagePlan plan;
  plan.has_alpha = has_translucent_texel(image);
  const int count = full_mip_count(image.width, image.height);
  plan.mips.push_back(compress(image.pixels));
  Image level;
  for (int mip = 1; mip < count; ++mip) {
    level = halve(mip == 1 ? image : level, plan.has_alpha);
    plan.mips.push_back(compress(level.pixels));
  }
  return plan;
}

std::int16_t snorm16(float value) {
  return static_cast<std::int16_t>(std::lround(std::clamp(value, -1.0f, 1.0f) * 32767.0f));
}

std::uint16_t unorm16(float value) {
  return static_cast<std::uint16_t>(std::clamp(value, 0.0f, 1.0f) * 65535.0f + 0.5f);
}

// Rounded weights still have to sum to one: the largest takes what is left.
Unorm16x4 unorm_weights(const glm::vec4& weights) {
  std::uint16_t out[4];
  int largest = 0;
  int sum = 0;
  for (int k = 0; k < 4; ++k) {
    out[k] = unorm16(weights[k]);
    sum += out[k];
    if (out[k] > out[largest]) largest = k;
  }
  out[largest] = static_cast<std::uint16_t>(std::clamp(out[largest] + 65535 - sum, 0, 65535));
  return {out[0], out[1], out[2], out[3]};
}

// Where the next stream goes.  Without a target it only counts.
class StreamWriter {
 public:
  explicit StreamWriter(std::byte* target) : target_(target) {}

  std::uint64_t offset() const { return offset_; }

  template <class T, class From, class Convert>
  void vertices(const MeshPlan& plan, const std::vector<From>& from, const Convert& convert) {
    T* const out = reserve<T>(plan.vertex_count);
    if (out == nullptr) return;
    for (std::size_t v = 0; v < from.size(); ++v) {
      if (plan.remap[v] != kUnused) out[plan.remap[v]] = convert(from[v]);
    }
  }
  template <class T>
  void plain(std::span<const T> values) {
    T* const out = reserve<T>(values.size());
    if (out != nullptr && !values.empty()) std::memcpy(out, values.data(), values.size_bytes());
  }

 private:
  template <class T>
  T* reserve(std::size_t count) {
    const std::uint64_t start = aligned(offset_);
    offset_ = start + count * sizeof(T);
    return target_ == nullptr ? nullptr : reinterpret_cast<T*>(target_ + start);
  }

  std::byte* target_;
  std::uint64_t offset_ = sizeof(Header);
};

}  // namespace

struct BakePlan::Contents {
  const Model* model = nullptr;
  std::vector<MeshPlan> meshes;
  std::vector<ImagePlan> images;
  std::vector<std::byte> records;
  std::uint64_t records_offset = 0;

  void write_streams(StreamWriter& out) const {
    const auto same = [](const auto& value) { return value; };
    for (std::size_t i = 0; i < meshes.size(); ++i) {
      const MeshPlan& plan = meshes[i];
      const Mesh& mesh = model->meshes[i];
      out.vertices<glm::vec3>(plan, mesh.positions, same);
      if (plan.streams & kNormals) {
        out.vertices<Snorm16x4>(plan, mesh.normals, [](const glm::vec3& n) {
          return Snorm16x4{snorm16(n.x), snorm16(n.y), snorm16(n.z), 0};
        });
      }
      if (plan.streams & kTangents) {
        out.vertices<Snorm16x4>(plan, mesh.tangents, [](const glm::vec4& t) {
          return Snorm16x4{snorm16(t.x), snorm16(t.y), snorm16(t.z),
                           static_cast<std::int16_t>(t.w < 0 ? -32767 : 32767)};
        });
      }
      if (plan.streams & kUv0) out.vertices<glm::vec2>(plan, mesh.uv0, same);
      if (plan.streams & kUv1) out.vertices<glm::vec2>(plan, mesh.uv1, same);
      if (plan.streams & kColors) {
        out.vertices<Unorm16x4>(plan, mesh.colors, [](const glm::vec4& c) {
          return Unorm16x4{unorm16(c.r), unorm16(c.g), unorm16(c.b), unorm16(c.a)};
        });
      }
      if (plan.streams & kSkinning) {
        out.vertices<glm::u16vec4>(plan, mesh.joints, same);
        out.vertices<Unorm16x4>(plan, mesh.weights, unorm_weights);
      }
      out.plain<std::uint32_t>(plan.indices);
      if (!plan.lines.empty()) out.plain<std::uint32_t>(plan.lines);
      if (!plan.points.empty()) out.plain<std::uint32_t>(plan.points);
      for (const MorphTarget& morph : mesh.morphs) {
        if (!morph.positions.empty()) out.vertices<glm::vec3>(plan, morph.positions, same);
        if (!morph.normals.empty()) out.vertices<glm::vec3>(plan, morph.normals, same);
      }
    }
    for (const ImagePlan& image : images) {
      for (const auto& mip : image.mips) out.plain<std::byte>(mip);
    }
  }

  void make_records() {
    RecordWriter out;
    const auto size_of = [&](const auto& values) { out.number(static_cast<std::uint32_t>(values.size())); };
    const Bounds bounds = rest_bounds(*model);
    bounds_fields(out, bounds);
    size_of(meshes);
    for (std::size_t i = 0; i < meshes.size(); ++i) {
      const Mesh& mesh = model->meshes[i];
      out.text(mesh.name);
      out.number(mesh.material);
      out.number(meshes[i].vertex_count);
      out.number(meshes[i].streams);
      bounds_fields(out, meshes[i].bounds);
      size_of(meshes[i].indices);
      size_of(meshes[i].lines);
      size_of(meshes[i].points);
      out.number(meshes[i].empty_triangles);
      size_of(mesh.morphs);
      for (const MorphTarget& morph : mesh.morphs) {
        out.text(morph.name);
        out.number(static_cast<std::uint8_t>((morph.positions.empty() ? 0 : kMorphPositions) |
                                             (morph.normals.empty() ? 0 : kMorphNormals)));
      }
    }
    size_of(images);
    for (std::size_t i = 0; i < images.size(); ++i) {
      const Image& image = model->images[i];
      out.text(i < model->image_names.size() ? model->image_names[i] : std::string());
      out.number(image.width);
      out.number(image.height);
      out.number(static_cast<std::uint8_t>(image.channels));
      out.choice(image.encoding, 2);
      out.flag(images[i].has_alpha);
      for (const auto& mip : images[i].mips) out.number(static_cast<std::uint64_t>(mip.size()));
    }
    scene_records(out, model->materials, model->nodes, model->skins, model->animations, model->variants,
                  model->lights);
    size_of(model->scenes);
    for (std::size_t i = 0; i < model->scenes.size(); ++i) {
      out.text(model->scenes[i].name);
      const Bounds box = rest_bounds(*model, static_cast<std::uint32_t>(i));
      bounds_fields(out, box);
      out.list(model->scenes[i].roots);
    }
    out.number(model->scene);
    records = out.bytes();
  }
};

CompressedImage compress_mip_chain(const Image& image) {
  ImagePlan plan = plan_image(image);
  return {std::move(plan.mips), plan.has_alpha};
}

void baked::seal(std::span<std::byte> block, std::uint64_t records_offset) {
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof(kMagic));
  header.version = kBakedModelVersion;
  header.total_size = block.size();
  header.records_offset = records_offset;
  header.records_size = block.size() - records_offset;
  std::memcpy(block.data(), &header, sizeof(header));
  header.checksum = libdeflate_crc32(0, block.data() + kChecksumStart, block.size() - kChecksumStart);
  std::memcpy(block.data(), &header, sizeof(header));
}

BakePlan::BakePlan(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
BakePlan::BakePlan(BakePlan&&) noexcept = default;
BakePlan& BakePlan::operator=(BakePlan&&) noexcept = default;
BakePlan::~BakePlan() = default;

Result<BakePlan> BakePlan::make(const Model& model, const std::function<void(float)>& progress) {
  auto contents = std::make_unique<Contents>();
  contents->model = &model;
  contents->meshes.resize(model.meshes.size());
  contents->images.resize(model.images.size());
  // Pictures first: they take longest.
  const std::size_t pieces = model.images.size() + model.meshes.size();
  std::mutex reporting;
  std::size_t done = 0;
  parallel_for(pieces, [&](std::size_t i) {
    if (i < model.images.size()) {
      contents->images[i] = plan_image(model.images[i]);
    } else {
      contents->meshes[i - model.images.size()] = plan_mesh(model.meshes[i - model.images.size()]);
    }
    const std::lock_guard lock(reporting);
    ++done;
    if (progress) progress(static_cast<float>(done) / static_cast<float>(pieces));
  });
  contents->make_records();
  StreamWriter counting(nullptr);
  contents->write_streams(counting);
  contents->records_offset = aligned(counting.offset());
  BakePlan plan(std::move(contents));
  if (plan.size() > kLargestBlock) {
    return fail(ErrorKind::Limit, fmt::format("The model needs {:.1f} GB; at most 4 GB are handled.",
                                              static_cast<double>(plan.size()) / 1e9));
  }
  if (plan.contents_->records.size() > kMostRecordBytes) {
    return fail(ErrorKind::Limit, "The model has more nodes and animation keys than are handled.");
  }
  return plan;
}

std::uint64_t BakePlan::size() const {
  return contents_->records_offset + contents_->records.size();
}

void BakePlan::write(std::span<std::byte> target) const {
  assert(target.size() == size());
  StreamWriter out(target.data());
  contents_->write_streams(out);
  std::memcpy(target.data() + contents_->records_offset, contents_->records.data(),
              contents_->records.size());
  seal(target, contents_->records_offset);
}

Result<std::vector<std::byte>> bake(const Model& model) {
  const auto plan = BakePlan::make(model);
  if (!plan) return tl::unexpected(plan.error());
  std::vector<std::byte> bytes(plan->size());
  plan->write(bytes);
  return bytes;
}

}  // namespace bandaji
