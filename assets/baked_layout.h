// How the parts of a baked model lie in its bytes, shared by writer and reader.
// docs/formats/baked-model.md describes the same for people.
//
//   header | streams of mesh 0, mesh 1, … | mip levels of image 0, image 1, … | records
//
// Streams and pictures stand one after the other in the order of their records,
// each at the next multiple of 16, so no record holds an offset that could lie.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "assets/model.h"
#include "assets/text.h"

namespace bandaji::baked {

static_assert(std::endian::native == std::endian::little, "the file is little-endian and is mapped as it is");

inline constexpr char kMagic[8] = {'B', 'N', 'D', 'J', 'B', 'A', 'K', 'E'};
inline constexpr std::uint64_t kAlignment = 16;
inline constexpr std::uint64_t kLargestBlock = 0xFFFF'FFFFull;
// Records become objects many times their size, so a lie must not ask for more memory than there is.
inline constexpr std::uint64_t kMostRecordBytes = 128ull << 20;
inline constexpr int kLargestImageEdge = 32768;
inline constexpr std::uint64_t kLargestImageTexels = 1ull << 26;
// Beyond it products of matrices and squares of lengths would overflow.
inline constexpr float kLargestNumber = 1e15f;

struct Header {
  char magic[8];
  std::uint32_t version;
  std::uint32_t checksum;  // CRC-32 of everything after this field.
  std::uint64_t total_size;
  std::uint64_t records_offset;
  std::uint64_t records_size;
  std::uint8_t reserved[24];
};
static_assert(sizeof(Header) == 64);
inline constexpr std::size_t kChecksumStart = 16;

inline std::uint64_t aligned(std::uint64_t offset) {
  return (offset + kAlignment - 1) / kAlignment * kAlignment;
}

inline int full_mip_count(int width, int height) {
  int count = 1;
  for (int edge = std::max(width, height); edge > 1; edge /= 2) ++count;
  return count;
}

inline std::size_t mip_bytes(int width, int height, int channels, int mip) {
  return static_cast<std::size_t>(std::max(1, width >> mip)) *
         static_cast<std::size_t>(std::max(1, height >> mip)) * static_cast<std::size_t>(channels);
}

// Which streams a mesh has.  Stored on disk; never renumber.
enum MeshStreams : std::uint32_t {
  kNormals = 1,
  kTangents = 2,
  kUv0 = 4,
  kUv1 = 8,
  kColors = 16,
  kSkinning = 32,
  kAllStreams = 63,
};
enum MorphStreams : std::uint8_t { kMorphPositions = 1, kMorphNormals = 2 };

// Appends records.
class RecordWriter {
 public:
  static constexpr bool kReading = false;

  template <class T>
  void number(const T& value) {
    static_assert(std::is_arithmetic_v<T>);
    const auto* bytes = reinterpret_cast<const std::byte*>(&value);
    bytes_.insert(bytes_.end(), bytes, bytes + sizeof(T));
  }
  void real(const float& value) { number(value); }
  void flag(const bool& value) { number(static_cast<std::uint8_t>(value)); }
  template <class E>
  void choice(const E& value, int) {
    number(static_cast<std::uint8_t>(value));
  }
  void text(const std::string& value) {
    number(static_cast<std::uint32_t>(value.size()));
    const auto* bytes = reinterpret_cast<const std::byte*>(value.data());
    bytes_.insert(bytes_.end(), bytes, bytes + value.size());
  }
  template <class T>
  void list(const std::vector<T>& values) {
    number(static_cast<std::uint32_t>(values.size()));
    const auto* bytes = reinterpret_cast<const std::byte*>(values.data());
    bytes_.insert(bytes_.end(), bytes, bytes + values.size() * sizeof(T));
  }
  const std::vector<std::byte>& bytes() const { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

// Reads records, trusting nothing.  After the first contradiction ok() is false
// and everything further reads as zero.
class RecordReader {
 public:
  static constexpr bool kReading = true;

  explicit RecordReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  void require(bool holds) { ok_ = ok_ && holds; }
  std::size_t left() const { return bytes_.size() - at_; }

  template <class T>
  void number(T& value) {
    value = T{};
    if (!ok_ || left() < sizeof(T)) {
      ok_ = false;
      return;
    }
    std::memcpy(&value, bytes_.data() + at_, sizeof(T));
    at_ += sizeof(T);
  }
  template <class T>
  T next() {
    T value;
    number(value);
    return value;
  }
  void real(float& value) {
    number(value);
    // Written so that NaN fails as well.
    if (!(std::abs(value) <= kLargestNumber)) {
      value = 0;
      ok_ = false;
    }
  }
  void flag(bool& value) {
    const auto byte = next<std::uint8_t>();
    require(byte <= 1);
    value = byte == 1;
  }
  template <class E>
  void choice(E& value, int count) {
    const auto byte = next<std::uint8_t>();
    require(byte < count);
    value = static_cast<E>(byte < count ? byte : 0);
  }
  // A number of records of which each takes at least `least_bytes`.
  std::uint32_t count(std::size_t least_bytes) {
    const auto value = next<std::uint32_t>();
    require(value <= left() / least_bytes);
    return ok_ ? value : 0;
  }
  std::string_view text_view() {
    const std::uint32_t size = count(1);
    const std::string_view view(reinterpret_cast<const char*>(bytes_.data() + at_), size);
    at_ += size;
    require(is_utf8(view));
    return ok_ ? view : std::string_view();
  }
  void text(std::string& value) { value = std::string(text_view()); }
  template <class T>
  void list(std::vector<T>& values) {
    const std::uint32_t size = count(sizeof(T));
    values.resize(size);
    if (size > 0) std::memcpy(values.data(), bytes_.data() + at_, size * sizeof(T));
    at_ += size * sizeof(T);
  }

 private:
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

// One function a record, used in both directions: `Archive` is a RecordWriter
// with a const record or a RecordReader with a mutable one.

template <class Archive, class Vector>
void vector_fields(Archive& io, Vector& vector) {
  for (int i = 0; i < vector.length(); ++i) io.real(vector[i]);
}

template <class Archive, class Matrix>
void matrix_fields(Archive& io, Matrix& matrix) {
  for (int column = 0; column < 4; ++column) vector_fields(io, matrix[column]);
}

template <class Archive, class Box>
void bounds_fields(Archive& io, Box& bounds) {
  bool empty = bounds.empty();
  io.flag(empty);
  if (empty) return;
  vector_fields(io, bounds.min);
  vector_fields(io, bounds.max);
  if constexpr (Archive::kReading) {
    for (int i = 0; i < 3; ++i) io.require(bounds.min[i] <= bounds.max[i]);
  }
}

template <class Archive, class M>
void material_fields(Archive& io, M& m) {
  io.text(m.name);
  vector_fields(io, m.base_color);
  for (auto* value : {&m.metallic, &m.roughness, &m.normal_scale, &m.occlusion_strength}) io.real(*value);
  vector_fields(io, m.emissive);
  io.choice(m.alpha_mode, 3);
  io.real(m.alpha_cutoff);
  io.flag(m.double_sided);
  io.flag(m.unlit);
  io.real(m.ior);
  io.real(m.specular);
  vector_fields(io, m.specular_color);
  for (auto* value : {&m.clearcoat, &m.clearcoat_roughness, &m.clearcoat_normal_scale}) io.real(*value);
  vector_fields(io, m.sheen_color);
  for (auto* value : {&m.sheen_roughness, &m.transmission, &m.thickness, &m.attenuation_distance})
    io.real(*value);
  vector_fields(io, m.attenuation_color);
  for (auto* value : {&m.dispersion, &m.iridescence, &m.iridescence_ior, &m.iridescence_thickness_min_nm,
                      &m.iridescence_thickness_max_nm, &m.anisotropy, &m.anisotropy_rotation_radians,
                      &m.diffuse_transmission}) {
    io.real(*value);
  }
  vector_fields(io, m.diffuse_transmission_color);
  io.flag(m.specular_glossiness);
  vector_fields(io, m.specular_factor);
  io.real(m.glossiness);
  for (auto& texture : m.textures) {
    io.number(texture.image);
    io.choice(texture.uv_set, 2);
    io.choice(texture.wrap_u, 3);
    io.choice(texture.wrap_v, 3);
    io.choice(texture.filter, 2);
    for (auto& value : texture.uv_transform) io.real(value);
  }
}

template <class Archive, class N>
void node_fields(Archive& io, N& node) {
  io.text(node.name);
  io.number(node.parent);
  vector_fields(io, node.translation);
  io.real(node.rotation.x);
  io.real(node.rotation.y);
  io.real(node.rotation.z);
  io.real(node.rotation.w);
  vector_fields(io, node.scale);
  io.flag(node.matrix_only);
  if (node.matrix_only) matrix_fields(io, node.matrix);
  io.list(node.meshes);
  io.number(node.skin);
  io.list(node.morph_weights);
}

template <class Archive, class C>
void channel_fields(Archive& io, C& channel) {
  io.number(channel.node);
  io.choice(channel.property, 4);
  io.choice(channel.interpolation, 3);
  io.list(channel.times);
  io.list(channel.values);
}

template <class Archive, class L>
void light_fields(Archive& io, L& light) {
  io.number(light.node);
  io.choice(light.type, 3);
  vector_fields(io, light.color);
  for (auto* value : {&light.intensity, &light.range, &light.inner_cone_radians, &light.outer_cone_radians})
    io.real(*value);
}

// Everything behind the pictures.
inline void scene_records(RecordWriter& out, const std::vector<Material>& materials,
                          const std::vector<Node>& nodes, const std::vector<Skin>& skins,
                          const std::vector<Animation>& animations,
                          const std::vector<MaterialVariant>& variants,
                          const std::vector<PunctualLight>& lights) {
  const auto size_of = [&](const auto& values) { out.number(static_cast<std::uint32_t>(values.size())); };
  size_of(materials);
  for (const Material& material : materials) material_fields(out, material);
  size_of(nodes);
  for (const Node& node : nodes) node_fields(out, node);
  size_of(skins);
  for (const Skin& skin : skins) {
    out.list(skin.joints);
    for (const glm::mat4& matrix : skin.inverse_bind) matrix_fields(out, matrix);
  }
  size_of(animations);
  for (const Animation& animation : animations) {
    out.text(animation.name);
    out.real(animation.duration);
    size_of(animation.channels);
    for (const AnimationChannel& channel : animation.channels) channel_fields(out, channel);
  }
  size_of(variants);
  for (const MaterialVariant& variant : variants) {
    out.text(variant.name);
    size_of(variant.materials);
    for (const auto& [mesh, material] : variant.materials) {
      out.number(mesh);
      out.number(material);
    }
  }
  size_of(lights);
  for (const PunctualLight& light : lights) light_fields(out, light);
}

// Writes the header of a block whose streams and records stand in their places.
void seal(std::span<std::byte> block, std::uint64_t records_offset);

// Whether all are finite and below kLargestNumber.
bool all_sane(std::span<const float> values);

}  // namespace bandaji::baked
