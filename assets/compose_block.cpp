#include "assets/compose_block.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "assets/baked_layout.h"

namespace bandaji {

using namespace baked;

namespace {

// Appends to the block, or only counts.
class BlockWriter {
 public:
  explicit BlockWriter(std::byte* target) : target_(target) {}
  template <class T>
  void plain(std::span<const T> values) {
    const std::uint64_t start = aligned(offset_);
    offset_ = start + values.size_bytes();
    if (target_ != nullptr && !values.empty())
      std::memcpy(target_ + start, values.data(), values.size_bytes());
  }
  std::uint64_t offset() const { return offset_; }

 private:
  std::byte* target_;
  std::uint64_t offset_ = sizeof(Header);
};

std::uint32_t streams_of(const OutMesh& mesh) {
  const BakedMesh& from = *mesh.from;
  return (from.normals.empty() ? 0u : kNormals) | (from.tangents.empty() ? 0u : kTangents) |
         (mesh.first_uv().empty() ? 0u : kUv0) | (mesh.second_uv().empty() ? 0u : kUv1) |
         (from.colors.empty() ? 0u : kColors) | (from.joints.empty() ? 0u : kSkinning);
}

void write_streams(const ComposedParts& all, BlockWriter& out) {
  for (const OutMesh& mesh : all.meshes) {
    const BakedMesh& from = *mesh.from;
    const std::uint32_t streams = streams_of(mesh);
    out.plain(from.positions);
    if (streams & kNormals) out.plain(from.normals);
    if (streams & kTangents) out.plain(from.tangents);
    if (streams & kUv0) out.plain(mesh.first_uv());
    if (streams & kUv1) out.plain(mesh.second_uv());
    if (streams & kColors) out.plain(from.colors);
    if (streams & kSkinning) {
      out.plain(from.joints);
      out.plain(from.weights);
    }
    out.plain(from.indices);
    if (!from.lines.empty()) out.plain(from.lines);
    if (!from.points.empty()) out.plain(from.points);
    for (const BakedMorph& morph : from.morphs) {
      if (!morph.positions.empty()) out.plain(morph.positions);
      if (!morph.normals.empty()) out.plain(morph.normals);
    }
  }
  for (const OutImage& image : all.images) {
    if (image.owned) {
      for (const auto& frame : image.owned->mips) out.plain(std::span<const std::byte>(frame));
    } else {
      for (const auto frame : image.frames) out.plain(frame);
    }
  }
}

RecordWriter records_of(const ComposedParts& all) {
  RecordWriter out;
  const auto size_of = [&](const auto& values) { out.number(static_cast<std::uint32_t>(values.size())); };
  bounds_fields(out, all.bounds);
  size_of(all.meshes);
  for (const OutMesh& mesh : all.meshes) {
    const BakedMesh& from = *mesh.from;
    out.text(std::string(from.name));
    out.number(mesh.material);
    out.number(from.vertex_count);
    out.number(streams_of(mesh));
    bounds_fields(out, from.bounds);
    size_of(from.indices);
    size_of(from.lines);
    size_of(from.points);
    out.number(from.empty_triangles);
    size_of(from.morphs);
    for (const BakedMorph& morph : from.morphs) {
      out.text(std::string(morph.name));
      out.number(static_cast<std::uint8_t>((morph.positions.empty() ? 0 : kMorphPositions) |
                                           (morph.normals.empty() ? 0 : kMorphNormals)));
    }
  }
  size_of(all.images);
  for (const OutImage& image : all.images) {
    out.text(image.name);
    out.number(image.facts.width);
    out.number(image.facts.height);
    out.number(static_cast<std::uint8_t>(image.facts.channels));
    out.choice(image.facts.encoding, 2);
    out.flag(image.owned ? image.owned->has_alpha : image.facts.has_alpha);
    if (image.owned) {
      for (const auto& frame : image.owned->mips) out.number(static_cast<std::uint64_t>(frame.size()));
    } else {
      for (const auto frame : image.frames) out.number(static_cast<std::uint64_t>(frame.size()));
    }
  }
  scene_records(out, all.materials, all.nodes, all.skins, all.animations, {}, all.lights);
  out.number(std::uint32_t{0});  // One scene,
  out.number(std::uint32_t{0});  // which is shown.
  return out;
}

}  // namespace

OutImage out_image(std::string name, const MadePicture& picture) {
  OutImage image;
  image.name = std::move(name);
  image.facts.width = picture.width;
  image.facts.height = picture.height;
  image.facts.channels = picture.channels;
  image.facts.encoding = picture.encoding;
  image.owned = picture.frames;
  return image;
}

Result<BakedModel> composed_block(const ComposedParts& all) {
  const RecordWriter records = records_of(all);
  BlockWriter counting(nullptr);
  write_streams(all, counting);
  const std::uint64_t records_offset = aligned(counting.offset());
  const std::uint64_t size = records_offset + records.bytes().size();
  if (size > kLargestBlock || records.bytes().size() > kMostRecordBytes) {
    return fail(ErrorKind::Limit, fmt::format("The composition needs {:.1f} GB; at most 4 GB are handled.",
                                              static_cast<double>(size) / 1e9));
  }
  std::vector<std::byte> block(size);
  BlockWriter writing(block.data());
  write_streams(all, writing);
  std::copy(records.bytes().begin(), records.bytes().end(),
            block.begin() + static_cast<std::ptrdiff_t>(records_offset));
  seal(block, records_offset);
  return BakedModel::open(std::move(block));
}

}  // namespace bandaji
