#include "assets/baked_model.h"

#include <fmt/format.h>
#include <libdeflate.h>
#include <zstd.h>

#include <cassert>

#include "assets/baked_layout.h"
#include "assets/file_io.h"

namespace bandaji {

using namespace baked;

bool baked::all_sane(std::span<const float> values) {
  // In integers, so that the compiler makes vector code of it: the magnitudes of
  // floats order like their bits, and infinity and NaN lie above every number.
  const std::uint32_t limit = std::bit_cast<std::uint32_t>(kLargestNumber);
  std::uint32_t largest = 0;
  for (const float value : values)
    largest = std::max(largest, std::bit_cast<std::uint32_t>(value) & 0x7FFF'FFFFu);
  return largest <= limit;
}

struct BakedModel::Contents {
  std::vector<std::byte> owned;
  MappedFile mapped;
  std::span<const std::byte> bytes;

  ModelFacts facts;
  std::vector<BakedMesh> meshes;
  std::vector<Material> materials;
  std::vector<BakedImage> images;
  std::vector<std::vector<std::span<const std::byte>>> mips;  // For every image.
  std::vector<Node> nodes;
  std::vector<Skin> skins;
  std::vector<Animation> animations;
  std::vector<MaterialVariant> variants;
  std::vector<PunctualLight> lights;
  std::vector<BakedScene> scenes;
  int scene = 0;
  // What the nodes draw, and all lights, over all scenes; only kept where there are several.
  std::vector<std::vector<std::uint32_t>> all_meshes;
  std::vector<PunctualLight> all_lights;

  void show_scene(int index);
  static Result<BakedModel> prove(std::unique_ptr<Contents> contents);
};

namespace {

// Hands out streams in order, each inside the part before the records.
class Streams {
 public:
  Streams(std::span<const std::byte> bytes, RecordReader& in) : bytes_(bytes), in_(in) {}

  template <class T>
  std::span<const T> take(std::uint64_t count) {
    if (!in_.ok()) return {};
    const std::uint64_t start = aligned(offset_);
    if (start > bytes_.size() || count > (bytes_.size() - start) / sizeof(T)) {
      in_.require(false);
      return {};
    }
    offset_ = start + count * sizeof(T);
    return {reinterpret_cast<const T*>(bytes_.data() + start), static_cast<std::size_t>(count)};
  }
  template <class T>
  std::span<const T> take_floats(std::uint64_t count) {
    const std::span<const T> stream = take<T>(count);
    in_.require(all_sane(
        {reinterpret_cast<const float*>(stream.data()), stream.size() * (sizeof(T) / sizeof(float))}));
    return stream;
  }
  bool all_taken() const { return aligned(offset_) == bytes_.size(); }

 private:
  std::span<const std::byte> bytes_;
  RecordReader& in_;
  std::uint64_t offset_ = sizeof(Header);
};

BakedMesh read_mesh(RecordReader& in, Streams& streams) {
  BakedMesh mesh;
  mesh.name = in.text_view();
  in.number(mesh.material);
  in.number(mesh.vertex_count);
  const auto present = in.next<std::uint32_t>();
  in.require((present & ~static_cast<std::uint32_t>(kAllStreams)) == 0);
  bounds_fields(in, mesh.bounds);
  const auto index_count = in.next<std::uint32_t>();
  const auto line_index_count = in.next<std::uint32_t>();
  const auto point_count = in.next<std::uint32_t>();
  in.number(mesh.empty_triangles);
  in.require(index_count % 3 == 0 && line_index_count % 2 == 0);

  const std::uint32_t n = mesh.vertex_count;
  mesh.positions = streams.take_floats<glm::vec3>(n);
  if (present & kNormals) mesh.normals = streams.take<Snorm16x4>(n);
  if (present & kTangents) {
    mesh.tangents = streams.take<Snorm16x4>(n);
    for (const Snorm16x4& tangent : mesh.tangents) in.require(tangent.w == 32767 || tangent.w == -32767);
  }
  if (present & kUv0) mesh.uv0 = streams.take_floats<glm::vec2>(n);
  if (present & kUv1) mesh.uv1 = streams.take_floats<glm::vec2>(n);
  if (present & kColors) mesh.colors = streams.take<Unorm16x4>(n);
  if (present & kSkinning) {
    mesh.joints = streams.take<glm::u16vec4>(n);
    mesh.weights = streams.take<Unorm16x4>(n);
  }
  const auto take_indices = [&](std::uint32_t count) {
    const auto indices = streams.take<std::uint32_t>(count);
    std::uint32_t largest = 0;
    for (const std::uint32_t index : indices) largest = std::max(largest, index);
    in.require(indices.empty() || largest < n);
    return indices;
  };
  mesh.indices = take_indices(index_count);
  if (line_index_count > 0) mesh.lines = take_indices(line_index_count);
  if (point_count > 0) mesh.points = take_indices(point_count);

  mesh.morphs.resize(in.count(5));
  for (BakedMorph& morph : mesh.morphs) {
    morph.name = in.text_view();
    const auto has = in.next<std::uint8_t>();
    in.require(has <= (kMorphPositions | kMorphNormals));
    if (has & kMorphPositions) morph.positions = streams.take_floats<glm::vec3>(n);
    if (has & kMorphNormals) morph.normals = streams.take_floats<glm::vec3>(n);
  }
  return mesh;
}

BakedImage read_image(RecordReader& in, Streams& streams, std::vector<std::span<const std::byte>>& mips) {
  BakedImage image;
  image.name = in.text_view();
  in.number(image.width);
  in.number(image.height);
  image.channels = in.next<std::uint8_t>();
  in.choice(image.encoding, 2);
  in.flag(image.has_alpha);
  const auto sane = [](int edge) { return edge >= 1 && edge <= kLargestImageEdge; };
  in.require(sane(image.width) && sane(image.height) && image.channels >= 1 && image.channels <= 4);
  if (!in.ok()) return image;
  in.require(static_cast<std::uint64_t>(image.width) * static_cast<std::uint64_t>(image.height) <=
             kLargestImageTexels);
  image.mip_count = full_mip_count(image.width, image.height);
  for (int mip = 0; mip < image.mip_count && in.ok(); ++mip) {
    const auto frame = streams.take<std::byte>(in.next<std::uint64_t>());
    in.require(ZSTD_getFrameContentSize(frame.data(), frame.size()) ==
               mip_bytes(image.width, image.height, image.channels, mip));
    mips.push_back(frame);
  }
  return image;
}

AnimationChannel read_channel(RecordReader& in, std::size_t node_count) {
  AnimationChannel channel;
  channel_fields(in, channel);
  in.require(channel.node < node_count && !channel.times.empty());
  in.require(all_sane(channel.times) && all_sane(channel.values));
  for (std::size_t i = 1; i < channel.times.size(); ++i) in.require(channel.times[i - 1] <= channel.times[i]);
  if (!in.ok()) return channel;
  const std::size_t spline = channel.interpolation == Interpolation::CubicSpline ? 3 : 1;
  const std::size_t keys = channel.times.size() * spline;
  switch (channel.property) {
    case AnimatedProperty::Translation:
    case AnimatedProperty::Scale:
      in.require(channel.values.size() == keys * 3);
      break;
    case AnimatedProperty::Rotation:
      in.require(channel.values.size() == keys * 4);
      break;
    case AnimatedProperty::MorphWeights:
      in.require(!channel.values.empty() && channel.values.size() % keys == 0);
      break;
  }
  return channel;
}

}  // namespace

Result<BakedModel> BakedModel::Contents::prove(std::unique_ptr<Contents> contents) {
  Contents& c = *contents;
  const auto corrupt = [](const char* what) {
    return fail(ErrorKind::Corrupt, fmt::format("The prepared model is damaged: {}.", what));
  };
  Header header{};
  if (c.bytes.size() < sizeof(Header)) return corrupt("it is cut off");
  std::memcpy(&header, c.bytes.data(), sizeof(Header));
  if (std::memcmp(header.magic, kMagic, sizeof(kMagic)) != 0) return corrupt("it is something else");
  if (header.version != kBakedModelVersion) {
    return fail(ErrorKind::NewerVersion,
                fmt::format("The prepared model has layout {}, this program reads {}.", header.version,
                            kBakedModelVersion));
  }
  const std::uint64_t size = c.bytes.size();
  if (header.total_size != size || header.records_offset < sizeof(Header) || header.records_offset > size ||
      header.records_size != size - header.records_offset || header.records_size > kMostRecordBytes ||
      size > kLargestBlock) {
    return corrupt("its size is not what it says");
  }
  if (header.checksum != libdeflate_crc32(0, c.bytes.data() + kChecksumStart, size - kChecksumStart)) {
    return corrupt("its checksum does not match");
  }

  RecordReader in(c.bytes.subspan(header.records_offset));
  Streams streams(c.bytes.first(header.records_offset), in);
  bounds_fields(in, c.facts.bounds);
  c.meshes.resize(in.count(37));
  for (BakedMesh& mesh : c.meshes) {
    mesh = read_mesh(in, streams);
    if (!in.ok()) return corrupt("a mesh contradicts itself");
  }
  c.images.resize(in.count(23));
  c.mips.resize(c.images.size());
  for (std::size_t i = 0; i < c.images.size(); ++i) {
    c.images[i] = read_image(in, streams, c.mips[i]);
    if (!in.ok()) return corrupt("a picture contradicts itself");
  }
  in.require(streams.all_taken());
  c.materials.resize(in.count(256));
  for (Material& material : c.materials) {
    material_fields(in, material);
    for (const TextureRef& texture : material.textures) {
      in.require(texture.image >= -1 && texture.image < static_cast<std::int64_t>(c.images.size()));
    }
    if (!in.ok()) return corrupt("a material contradicts itself");
  }
  const auto is_material = [&](std::int32_t index) {
    return index >= -1 && index < static_cast<std::int64_t>(c.materials.size());
  };
  for (const BakedMesh& mesh : c.meshes) in.require(is_material(mesh.material));

  c.nodes.resize(in.count(60));
  for (std::size_t i = 0; i < c.nodes.size(); ++i) {
    Node& node = c.nodes[i];
    node_fields(in, node);
    in.require(node.parent >= -1 && node.parent < static_cast<std::int64_t>(i));
    in.require(all_sane(node.morph_weights));
    for (const std::uint32_t mesh : node.meshes) in.require(mesh < c.meshes.size());
    if (!in.ok()) return corrupt("a node contradicts itself");
  }
  c.skins.resize(in.count(4));
  for (Skin& skin : c.skins) {
    in.list(skin.joints);
    for (const std::int32_t joint : skin.joints)
      in.require(joint >= 0 && joint < static_cast<std::int64_t>(c.nodes.size()));
    in.require(skin.joints.size() <= in.left() / sizeof(glm::mat4));
    if (!in.ok()) return corrupt("a skin contradicts itself");
    skin.inverse_bind.resize(skin.joints.size());
    for (glm::mat4& matrix : skin.inverse_bind) matrix_fields(in, matrix);
  }
  // A mesh may be drawn with any skin that has all the joints it names.
  std::vector<std::uint32_t> joints_needed(c.meshes.size(), 0);
  for (std::size_t i = 0; i < c.meshes.size(); ++i) {
    for (const glm::u16vec4& four : c.meshes[i].joints) {
      for (int k = 0; k < 4; ++k) joints_needed[i] = std::max<std::uint32_t>(joints_needed[i], four[k] + 1u);
    }
  }
  for (const Node& node : c.nodes) {
    in.require(node.skin >= -1 && node.skin < static_cast<std::int64_t>(c.skins.size()));
    if (!in.ok() || node.skin < 0) continue;
    const std::size_t joints = c.skins[static_cast<std::size_t>(node.skin)].joints.size();
    for (const std::uint32_t mesh : node.meshes) in.require(joints_needed[mesh] <= joints);
  }
  c.animations.resize(in.count(12));
  for (Animation& animation : c.animations) {
    in.text(animation.name);
    in.real(animation.duration);
    in.require(animation.duration >= 0);
    animation.channels.resize(in.count(14));
    for (AnimationChannel& channel : animation.channels) {
      channel = read_channel(in, c.nodes.size());
      if (!in.ok()) return corrupt("an animation contradicts itself");
    }
  }
  c.variants.resize(in.count(8));
  for (MaterialVariant& variant : c.variants) {
    in.text(variant.name);
    variant.materials.resize(in.count(8));
    for (auto& [mesh, material] : variant.materials) {
      in.number(mesh);
      in.number(material);
      in.require(mesh < c.meshes.size() && is_material(material));
    }
  }
  c.lights.resize(in.count(33));
  for (PunctualLight& light : c.lights) {
    light_fields(in, light);
    in.require(light.node < c.nodes.size());
  }
  c.scenes.resize(in.count(9));
  for (BakedScene& scene : c.scenes) {
    in.text(scene.name);
    bounds_fields(in, scene.bounds);
    in.list(scene.roots);
    for (const std::uint32_t root : scene.roots) in.require(root < c.nodes.size());
    if (!in.ok()) return corrupt("a scene contradicts itself");
  }
  const auto shown = in.next<std::uint32_t>();
  in.require(c.scenes.empty() ? shown == 0 : shown < c.scenes.size());
  if (!in.ok() || in.left() != 0) return corrupt("its records contradict each other");

  ModelFacts& facts = c.facts;
  for (const BakedMesh& mesh : c.meshes) {
    facts.triangles += mesh.indices.size() / 3 + mesh.empty_triangles;
    facts.lines += mesh.lines.size() / 2;
    facts.points += mesh.points.size();
    facts.vertices += mesh.vertex_count;
    facts.morph_targets += static_cast<std::uint32_t>(mesh.morphs.size());
  }
  facts.meshes = static_cast<std::uint32_t>(c.meshes.size());
  facts.materials = static_cast<std::uint32_t>(c.materials.size());
  facts.images = static_cast<std::uint32_t>(c.images.size());
  facts.nodes = static_cast<std::uint32_t>(c.nodes.size());
  facts.animations = static_cast<std::uint32_t>(c.animations.size());
  facts.skins = static_cast<std::uint32_t>(c.skins.size());
  facts.variants = static_cast<std::uint32_t>(c.variants.size());

  if (!c.scenes.empty()) {
    for (const Node& node : c.nodes) c.all_meshes.push_back(node.meshes);
    c.all_lights = c.lights;
    c.show_scene(static_cast<int>(shown));
  }

  BakedModel model;
  model.contents_ = std::move(contents);
  return model;
}

void BakedModel::Contents::show_scene(int index) {
  scene = index;
  const BakedScene& chosen = scenes[static_cast<std::size_t>(index)];
  const std::vector<bool> inside = in_scene(nodes, {chosen.name, chosen.roots});
  for (std::size_t n = 0; n < nodes.size(); ++n)
    nodes[n].meshes = inside[n] ? all_meshes[n] : std::vector<std::uint32_t>();
  lights.clear();
  std::copy_if(all_lights.begin(), all_lights.end(), std::back_inserter(lights),
               [&](const PunctualLight& light) { return inside[light.node]; });
  facts.bounds = chosen.bounds;
}

BakedModel::BakedModel() : contents_(std::make_unique<Contents>()) {}
BakedModel::BakedModel(BakedModel&&) noexcept = default;
BakedModel& BakedModel::operator=(BakedModel&&) noexcept = default;
BakedModel::~BakedModel() = default;

Result<BakedModel> BakedModel::open(std::vector<std::byte> bytes) {
  auto contents = std::make_unique<Contents>();
  contents->owned = std::move(bytes);
  contents->bytes = contents->owned;
  return Contents::prove(std::move(contents));
}

Result<BakedModel> BakedModel::open_file(const std::filesystem::path& path) {
  auto mapped = map_file(path);
  if (!mapped) return tl::unexpected(mapped.error());
  auto contents = std::make_unique<Contents>();
  contents->mapped = std::move(*mapped);
  contents->bytes = contents->mapped.bytes();
  return Contents::prove(std::move(contents));
}

#ifdef __linux__
Result<BakedModel> BakedModel::open_sealed(int fd) {
  const FileHandle file(fd);
  auto mapped = map_sealed(file);
  if (!mapped) return tl::unexpected(mapped.error());
  auto contents = std::make_unique<Contents>();
  contents->mapped = std::move(*mapped);
  contents->bytes = contents->mapped.bytes();
  return Contents::prove(std::move(contents));
}
#endif

bool BakedModel::empty() const {
  return contents_->meshes.empty();
}
const ModelFacts& BakedModel::facts() const {
  return contents_->facts;
}
const std::vector<BakedMesh>& BakedModel::meshes() const {
  return contents_->meshes;
}
const std::vector<Material>& BakedModel::materials() const {
  return contents_->materials;
}
const std::vector<BakedImage>& BakedModel::images() const {
  return contents_->images;
}
const std::vector<Node>& BakedModel::nodes() const {
  return contents_->nodes;
}
const std::vector<Skin>& BakedModel::skins() const {
  return contents_->skins;
}
const std::vector<Animation>& BakedModel::animations() const {
  return contents_->animations;
}
const std::vector<MaterialVariant>& BakedModel::variants() const {
  return contents_->variants;
}
const std::vector<PunctualLight>& BakedModel::lights() const {
  return contents_->lights;
}
const std::vector<BakedScene>& BakedModel::scenes() const {
  return contents_->scenes;
}
int BakedModel::scene() const {
  return contents_->scene;
}
void BakedModel::show_scene(int index) {
  assert(index >= 0 && static_cast<std::size_t>(index) < contents_->scenes.size());
  if (index != contents_->scene) contents_->show_scene(index);
}
std::span<const std::byte> BakedModel::bytes() const {
  return contents_->bytes;
}

namespace {

bool decompress(std::span<const std::byte> frame, std::span<std::uint8_t> target) {
  return ZSTD_decompress(target.data(), target.size(), frame.data(), frame.size()) == target.size();
}

tl::unexpected<Error> broken_picture(const BakedImage& image) {
  return fail(ErrorKind::Corrupt,
              fmt::format("The picture “{}” of the prepared model is damaged.", for_display(image.name)));
}

}  // namespace

std::span<const std::byte> BakedModel::image_frame(std::size_t index, int mip) const {
  return contents_->mips[index][static_cast<std::size_t>(mip)];
}

Result<std::vector<std::uint8_t>> BakedModel::image_pixels(std::size_t index, int mip) const {
  const BakedImage& image = contents_->images[index];
  assert(mip >= 0 && mip < image.mip_count);
  std::vector<std::uint8_t> pixels(mip_bytes(image.width, image.height, image.channels, mip));
  if (!decompress(contents_->mips[index][static_cast<std::size_t>(mip)], pixels))
    return broken_picture(image);
  return pixels;
}

Result<std::vector<std::uint8_t>> BakedModel::image_mip_chain(std::size_t index) const {
  const BakedImage& image = contents_->images[index];
  std::size_t size = 0;
  for (int mip = 0; mip < image.mip_count; ++mip)
    size += mip_bytes(image.width, image.height, image.channels, mip);
  std::vector<std::uint8_t> pixels(size);
  std::span<std::uint8_t> rest(pixels);
  for (int mip = 0; mip < image.mip_count; ++mip) {
    const std::size_t bytes = mip_bytes(image.width, image.height, image.channels, mip);
    if (!decompress(contents_->mips[index][static_cast<std::size_t>(mip)], rest.first(bytes)))
      return broken_picture(image);
    rest = rest.subspan(bytes);
  }
  return pixels;
}

}  // namespace bandaji
