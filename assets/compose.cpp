#include "assets/compose.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/gtc/quaternion.hpp>
#include <map>
#include <mutex>
#include <optional>

#include "assets/bake.h"
#include "assets/baked_layout.h"
#include "assets/parallel.h"
#include "assets/srgb.h"
#include "assets/surface_bake.h"

namespace bandaji {

using namespace baked;

namespace {

// ---- color

// Oklab (Ottosson 2020), from and to linear sRGB.
glm::vec3 oklab_of(const glm::vec3& c) {
  const glm::vec3 lms(0.4122214708f * c.r + 0.5363325363f * c.g + 0.0514459929f * c.b,
                      0.2119034982f * c.r + 0.6806995451f * c.g + 0.1073969566f * c.b,
                      0.0883024619f * c.r + 0.2817188376f * c.g + 0.6299787005f * c.b);
  const glm::vec3 r(std::cbrt(lms.x), std::cbrt(lms.y), std::cbrt(lms.z));
  return {0.2104542553f * r.x + 0.7936177850f * r.y - 0.0040720468f * r.z,
          1.9779984951f * r.x - 2.4285922050f * r.y + 0.4505937099f * r.z,
          0.0259040371f * r.x + 0.7827717662f * r.y - 0.8086757660f * r.z};
}

glm::vec3 linear_of(const glm::vec3& lab) {
  const float l = lab.x + 0.3963377774f * lab.y + 0.2158037573f * lab.z;
  const float m = lab.x - 0.1055613458f * lab.y - 0.0638541728f * lab.z;
  const float s = lab.x - 0.0894841775f * lab.y - 1.2914855480f * lab.z;
  const glm::vec3 c(l * l * l, m * m * m, s * s * s);
  return {4.0767416621f * c.x - 3.3077115913f * c.y + 0.2309699292f * c.z,
          -1.2684380046f * c.x + 2.6097574011f * c.y - 0.3413193965f * c.z,
          -0.0041960863f * c.x - 0.7034186147f * c.y + 1.7076147010f * c.z};
}

glm::vec3 linear_texel(const Image& image, std::size_t i) {
  const std::uint8_t* p = &image.pixels[i * static_cast<std::size_t>(image.channels)];
  const auto value = [&](int c) {
    return image.encoding == ColorEncoding::Srgb ? static_cast<float>(srgb_decode_table()[p[c]]) / 65535.0f
                                                 : static_cast<float>(p[c]) / 255.0f;
  };
  return image.channels >= 3 ? glm::vec3(value(0), value(1), value(2)) : glm::vec3(value(0));
}

// The color that most texels are near to: the fullest cell of a coarse grid in Oklab.
glm::vec3 main_color(const Image& image) {
  const std::size_t count = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  const std::size_t step = std::max<std::size_t>(1, count / 40000);
  std::map<std::array<int, 3>, std::pair<int, glm::vec3>> cells;
  for (std::size_t i = 0; i < count; i += step) {
    const glm::vec3 lab = oklab_of(linear_texel(image, i));
    auto& [hits, sum] =
        cells[{static_cast<int>(std::floor(lab.x * 6)), static_cast<int>(std::floor(lab.y * 14)),
               static_cast<int>(std::floor(lab.z * 14))}];
    ++hits;
    sum += lab;
  }
  const auto most = std::max_element(cells.begin(), cells.end(), [](const auto& a, const auto& b) {
    return a.second.first < b.second.first;
  });
  return most == cells.end() ? glm::vec3(0) : most->second.second / static_cast<float>(most->second.first);
}

// ---- what the new block consists of

struct OutImage {
  BakedImage facts;
  std::string name;
  std::vector<std::span<const std::byte>> frames;
  std::optional<CompressedImage> owned;
};

struct OutMesh {
  const BakedMesh* from = nullptr;
  std::int32_t material = -1;
  std::vector<glm::vec2> uv0, uv1;  // In place of the mesh's own.
  std::span<const glm::vec2> first_uv() const { return uv0.empty() ? from->uv0 : uv0; }
  std::span<const glm::vec2> second_uv() const { return uv1.empty() ? from->uv1 : uv1; }
};

struct Out {
  std::vector<OutMesh> meshes;
  std::vector<OutImage> images;
  std::vector<Material> materials;
  std::vector<Node> nodes;
  std::vector<Skin> skins;
  std::vector<Animation> animations;
  std::vector<PunctualLight> lights;
  Bounds bounds;
};

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

void write_streams(const Out& all, BlockWriter& out) {
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

RecordWriter records_of(const Out& all) {
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
  return out;
}

OutImage made_image(std::string name, const Image& picture) {
  OutImage image;
  image.name = std::move(name);
  image.facts.width = picture.width;
  image.facts.height = picture.height;
  image.facts.channels = picture.channels;
  image.facts.encoding = picture.encoding;
  image.owned = compress_mip_chain(picture);
  return image;
}

// ---- one part

Result<std::shared_ptr<const Image>> decoded(const BakedModel& model, std::int32_t index) {
  const BakedImage& facts = model.images()[static_cast<std::size_t>(index)];
  auto pixels = model.image_pixels(static_cast<std::size_t>(index), 0);
  if (!pixels) return tl::unexpected(pixels.error());
  return std::make_shared<const Image>(
      Image{facts.width, facts.height, facts.channels, facts.encoding, std::move(*pixels)});
}

// A mesh whose pictures are to be made anew.
struct Work {
  std::size_t mesh = 0;  // Of the result.
  const ComposePart* part = nullptr;
  Material material;  // Pictures by the part's own indices.
  glm::mat4 to_space{1};
  std::vector<SurfaceLayer> layers;
  std::span<const PaintLayer> paints;
  SurfaceBakeOutput made;
};

class Composer {
 public:
  Composer(std::span<const ComposePart> parts, const ComposeOptions& options, std::stop_token stop)
      : parts_(parts), options_(options), stop_(std::move(stop)) {}

  Result<BakedModel> make() {
    for (const ComposePart& part : parts_) {
      if (!part.shown || !part.model) continue;
      if (stop_.stop_requested()) return cancelled();
      if (const auto added = add(part); !added) return tl::unexpected(added.error());
    }
    if (const auto baked = bake_layers(); !baked) return tl::unexpected(baked.error());
    const RecordWriter records = records_of(out_);
    BlockWriter counting(nullptr);
    write_streams(out_, counting);
    const std::uint64_t records_offset = aligned(counting.offset());
    const std::uint64_t size = records_offset + records.bytes().size();
    if (size > kLargestBlock || records.bytes().size() > kMostRecordBytes) {
      return fail(ErrorKind::Limit, fmt::format("The composition needs {:.1f} GB; at most 4 GB are handled.",
                                                static_cast<double>(size) / 1e9));
    }
    std::vector<std::byte> block(size);
    BlockWriter writing(block.data());
    write_streams(out_, writing);
    std::copy(records.bytes().begin(), records.bytes().end(),
              block.begin() + static_cast<std::ptrdiff_t>(records_offset));
    seal(block, records_offset);
    return BakedModel::open(std::move(block));
  }

 private:
  static tl::unexpected<Error> cancelled() { return fail(ErrorKind::Cancelled, "Composing was stopped."); }

  // The part's picture in the result, copied once.
  std::int32_t image_of(const BakedModel& model, std::int32_t index) {
    const auto [at, is_new] =
        images_.try_emplace({&model, index}, static_cast<std::int32_t>(out_.images.size()));
    if (is_new) {
      OutImage image;
      image.facts = model.images()[static_cast<std::size_t>(index)];
      image.name = std::string(image.facts.name);
      for (int mip = 0; mip < image.facts.mip_count; ++mip)
        image.frames.push_back(model.image_frame(static_cast<std::size_t>(index), mip));
      out_.images.push_back(std::move(image));
    }
    return at->second;
  }

  std::int32_t placed(const BakedModel& model, Material material) {
    for (TextureRef& texture : material.textures)
      if (texture.present() && texture.image < kOwn) texture.image = image_of(model, texture.image);
    out_.materials.push_back(std::move(material));
    return static_cast<std::int32_t>(out_.materials.size() - 1);
  }

  // A material in its color of this part.
  Result<Material> colored(const ComposePart& part, const Material& material) {
    Material result = material;
    const auto wanted = std::find_if(part.colors.begin(), part.colors.end(), [&](const MaterialColor& color) {
      return color.material == material.name;
    });
    if (wanted == part.colors.end()) return result;
    const TextureSlot slot = material.specular_glossiness ? TextureSlot::Diffuse : TextureSlot::BaseColor;
    TextureRef& texture = result.texture(slot);
    if (!texture.present()) {
      result.base_color = glm::vec4(wanted->color, material.base_color.a);
    } else {
      const auto picture = decoded(*part.model, texture.image);
      if (!picture) return tl::unexpected(picture.error());
      result.base_color = glm::vec4(1, 1, 1, material.base_color.a);
      texture.image = own_image(material.name + " (color)", recolored(**picture, wanted->color));
    }
    const float sheen = std::max({material.sheen_color.r, material.sheen_color.g, material.sheen_color.b});
    const float brightest = std::max({wanted->color.r, wanted->color.g, wanted->color.b, 0.02f});
    result.sheen_color = glm::mix(glm::vec3(1), wanted->color / brightest, 0.5f) * sheen;
    return result;
  }

  // A picture made here; in a material it goes by a number above those of any model until placed().
  std::int32_t own_image(std::string name, Image picture) {
    own_.push_back(std::make_shared<const Image>(std::move(picture)));
    own_names_.push_back(std::move(name));
    return kOwn + static_cast<std::int32_t>(own_.size() - 1);
  }

  Result<void> add(const ComposePart& part);
  Result<void> bake_layers();

  static constexpr std::int32_t kOwn = 0x6000'0000;

  std::span<const ComposePart> parts_;
  const ComposeOptions& options_;
  std::stop_token stop_;
  Out out_;
  std::map<std::pair<const BakedModel*, std::int32_t>, std::int32_t> images_;
  std::vector<std::shared_ptr<const Image>> own_;
  std::vector<std::string> own_names_;
  std::vector<Work> work_;
  // Meshes that are already there as the next part wants them.
  std::map<std::tuple<const BakedModel*, int, std::uint32_t>, std::uint32_t> shared_;
};

Result<void> Composer::add(const ComposePart& part) {
  const BakedModel& model = *part.model;
  const auto first_node = static_cast<std::int32_t>(out_.nodes.size());
  const auto first_skin = static_cast<std::int32_t>(out_.skins.size());
  Node root;
  root.name = part.name;
  root.matrix_only = true;
  root.matrix = part.placement;
  out_.nodes.push_back(root);

  // Materials as this part wears them.
  std::vector<std::int32_t> material_of(model.meshes().size());
  for (std::size_t i = 0; i < model.meshes().size(); ++i) material_of[i] = model.meshes()[i].material;
  if (part.variant >= 0 && static_cast<std::size_t>(part.variant) < model.variants().size()) {
    for (const auto& [mesh, material] : model.variants()[static_cast<std::size_t>(part.variant)].materials)
      material_of[mesh] = material;
  }
  std::map<std::int32_t, std::pair<Material, std::int32_t>> done;  // By the model's index.
  const auto material_for = [&](std::int32_t index) -> Result<std::pair<Material, std::int32_t>*> {
    const auto found = done.find(index);
    if (found != done.end()) return &found->second;
    auto material = index < 0 ? Result<Material>(Material())
                              : colored(part, model.materials()[static_cast<std::size_t>(index)]);
    if (!material) return tl::unexpected(material.error());
    return &done.emplace(index, std::pair(std::move(*material), std::int32_t{-2})).first->second;
  };

  const bool plain = part.colors.empty() && part.layers.empty() && part.paints.empty();
  std::map<std::uint32_t, std::uint32_t> mesh_of;  // The model's to the result's.
  std::vector<glm::mat4> world;
  std::vector<bool> left_out(model.nodes().size(), false);
  for (std::size_t n = 0; n < model.nodes().size(); ++n) {
    const Node& from = model.nodes()[n];
    const glm::mat4 above = from.parent < 0 ? part.placement : world[static_cast<std::size_t>(from.parent)];
    world.push_back(above * local_matrix(from));
    left_out[n] = (from.parent >= 0 && left_out[static_cast<std::size_t>(from.parent)]) ||
                  (part.without_stand && is_display_stand(from.name));
    Node node = from;
    node.parent = from.parent < 0 ? first_node : first_node + 1 + from.parent;
    if (node.skin >= 0) node.skin += first_skin;
    node.meshes.clear();
    const bool hidden = left_out[n] || std::find(part.hidden_nodes.begin(), part.hidden_nodes.end(),
                                                 static_cast<std::uint32_t>(n)) != part.hidden_nodes.end();
    for (const std::uint32_t mesh : from.meshes) {
      if (hidden) continue;
      const BakedMesh& baked_mesh = model.meshes()[mesh];
      if (part.without_stand && is_display_stand(baked_mesh.name)) continue;
      const auto known = mesh_of.find(mesh);
      if (known != mesh_of.end()) {
        node.meshes.push_back(known->second);
        continue;
      }
      const std::tuple key(&model, part.variant, mesh);
      if (plain && shared_.contains(key)) {
        mesh_of[mesh] = shared_[key];
        node.meshes.push_back(shared_[key]);
        continue;
      }
      const auto material = material_for(material_of[mesh]);
      if (!material) return tl::unexpected(material.error());
      OutMesh out;
      out.from = &baked_mesh;
      const auto number = static_cast<std::uint32_t>(out_.meshes.size());
      const bool skin = is_skin((*material)->first.name) || is_skin(baked_mesh.name) || is_skin(from.name);
      // Wounds are of the skin, tears are not.
      std::vector<SurfaceLayer> layers;
      std::copy_if(part.layers.begin(), part.layers.end(), std::back_inserter(layers),
                   [&](const SurfaceLayer& layer) {
                     return skin ? !layer.cuts : layer.pattern != SpreadPattern::Spot || layer.mask;
                   });
      if (!layers.empty() || (skin && !part.paints.empty())) {
        Work work;
        work.mesh = number;
        work.part = &part;
        work.material = (*material)->first;
        work.to_space = world.back();
        work.layers = std::move(layers);
        if (skin) work.paints = part.paints;
        work_.push_back(std::move(work));
      } else if (material_of[mesh] >= 0) {
        std::int32_t& index = (*material)->second;
        if (index < -1) index = placed(model, (*material)->first);
        out.material = index;
      }
      out_.meshes.push_back(std::move(out));
      mesh_of[mesh] = number;
      if (plain) shared_[key] = number;
      node.meshes.push_back(number);
    }
    if (!node.meshes.empty() && node.skin < 0) {
      for (const std::uint32_t mesh : from.meshes)
        if (mesh_of.contains(mesh)) out_.bounds.add(model.meshes()[mesh].bounds.transformed(world.back()));
    }
    out_.nodes.push_back(std::move(node));
  }
  for (const Skin& from : model.skins()) {
    Skin skin = from;
    for (std::int32_t& joint : skin.joints) joint += first_node + 1;
    out_.skins.push_back(std::move(skin));
  }
  if (!model.skins().empty()) out_.bounds.add(model.facts().bounds.transformed(part.placement));
  for (std::size_t i = 0; i < model.animations().size(); ++i) {
    const Animation& from = model.animations()[i];
    if (i >= out_.animations.size()) out_.animations.push_back(Animation{from.name, 0, {}});
    Animation& animation = out_.animations[i];  // All parts move at once.
    animation.duration = std::max(animation.duration, from.duration);
    for (AnimationChannel channel : from.channels) {
      channel.node += static_cast<std::uint32_t>(first_node + 1);
      animation.channels.push_back(std::move(channel));
    }
  }
  for (PunctualLight light : model.lights()) {
    light.node += static_cast<std::uint32_t>(first_node + 1);
    out_.lights.push_back(light);
  }
  return {};
}

Result<void> Composer::bake_layers() {
  // Each picture is decoded once, however many meshes use it.
  std::map<std::pair<const BakedModel*, std::int32_t>, std::shared_ptr<const Image>> pictures;
  for (const Work& work : work_) {
    for (const TextureSlot slot : {TextureSlot::BaseColor, TextureSlot::MetallicRoughness,
                                   TextureSlot::Diffuse, TextureSlot::SpecularGlossiness}) {
      const std::int32_t image = work.material.texture(slot).image;
      if (image < 0 || image >= kOwn || pictures.contains({work.part->model.get(), image})) continue;
      auto picture = decoded(*work.part->model, image);
      if (!picture) return tl::unexpected(picture.error());
      pictures[{work.part->model.get(), image}] = std::move(*picture);
    }
  }
  parallel_for(work_.size(), [&](std::size_t i) {
    Work& work = work_[i];
    if (stop_.stop_requested()) return;
    SurfaceBakeInput input;
    input.mesh = out_.meshes[work.mesh].from;
    input.material = &work.material;
    input.image = [&](std::int32_t image) -> std::shared_ptr<const Image> {
      if (image >= kOwn) return own_[static_cast<std::size_t>(image - kOwn)];
      const auto found = pictures.find({work.part->model.get(), image});
      return found == pictures.end() ? nullptr : found->second;
    };
    input.to_space = work.to_space;
    input.ground = options_.ground;
    input.top = options_.top;
    input.layers = work.layers;
    input.paints = work.paints;
    input.largest_edge = options_.largest_edge;
    work.made = bake_surface(input);
  });
  if (stop_.stop_requested()) return cancelled();
  // In order, so that the block is the same each time.
  std::vector<std::pair<std::size_t, const Image*>> made;  // Place in out_.images, and the picture.
  std::vector<std::string> names;
  const auto reserve = [&](const Image& picture, std::string name) {
    made.emplace_back(out_.images.size(), &picture);
    names.push_back(std::move(name));
    out_.images.emplace_back();
    return static_cast<std::int32_t>(out_.images.size() - 1);
  };
  for (Work& work : work_) {
    std::int32_t color = -1, surface = -1;
    if (!work.made.color.empty()) color = reserve(work.made.color, work.material.name + " (layers)");
    if (!work.made.surface.empty()) surface = reserve(work.made.surface, work.material.name + " (gloss)");
    Material material = work.made.material;
    for (TextureRef& texture : material.textures) {
      if (!texture.present()) continue;
      texture.image = texture.image == kBakedColor     ? color
                      : texture.image == kBakedSurface ? surface
                      : texture.image >= kOwn          ? texture.image
                                                       : image_of(*work.part->model, texture.image);
    }
    out_.materials.push_back(std::move(material));
    OutMesh& mesh = out_.meshes[work.mesh];
    mesh.material = static_cast<std::int32_t>(out_.materials.size() - 1);
    mesh.uv0 = std::move(work.made.uv0);
    mesh.uv1 = std::move(work.made.uv1);
  }
  // Pictures of colorways that are still used as they are.
  std::map<std::int32_t, std::int32_t> own_places;
  for (Material& material : out_.materials) {
    for (TextureRef& texture : material.textures) {
      if (texture.image < kOwn) continue;
      const auto [at, is_new] = own_places.try_emplace(texture.image, 0);
      if (is_new) {
        const auto i = static_cast<std::size_t>(texture.image - kOwn);
        at->second = reserve(*own_[i], own_names_[i]);
      }
      texture.image = at->second;
    }
  }
  parallel_for(made.size(), [&](std::size_t i) {
    if (!stop_.stop_requested()) out_.images[made[i].first] = made_image(names[i], *made[i].second);
  });
  if (stop_.stop_requested()) return cancelled();
  return {};
}

bool names(std::string_view text, std::initializer_list<std::string_view> words) {
  const std::string lower = to_lower_ascii(text);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

}  // namespace

bool is_display_stand(std::string_view node_name) {
  return names(node_name,
               {"(stand)", "(rack)", "display stand", "display base", "받침 ", "칼걸이", "전시대"}) ||
         to_lower_ascii(node_name) == "stand" || to_lower_ascii(node_name) == "rack";
}

bool is_skin(std::string_view name) {
  return names(name, {"skin", "face", "head_base", "mannequin", "피부", "얼굴"}) &&
         !names(name, {"surface", "lining"});
}

Image recolored(const Image& picture, const glm::vec3& color) {
  const glm::vec3 from = main_color(picture), to = oklab_of(color);
  Image result;
  result.width = picture.width;
  result.height = picture.height;
  result.channels = picture.channels == 2 || picture.channels == 4 ? 4 : 3;
  result.encoding = ColorEncoding::Srgb;
  const std::size_t count =
      static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  const auto channels = static_cast<std::size_t>(result.channels);
  result.pixels.resize(count * channels);
  const std::size_t rows = static_cast<std::size_t>(picture.height);
  parallel_for(rows, [&](std::size_t row) {
    const std::size_t width = static_cast<std::size_t>(picture.width);
    for (std::size_t i = row * width; i < (row + 1) * width; ++i) {
      const glm::vec3 lab = oklab_of(linear_texel(picture, i));
      const glm::vec3 away = (lab - from) * glm::vec3(0.55f, 1, 1);  // Light and shade count less than hue.
      const float distance = std::sqrt(away.x * away.x + away.y * away.y + away.z * away.z);
      const float t = std::clamp((distance - 0.10f) / 0.12f, 0.0f, 1.0f);
      const float stays = t * t * (3 - 2 * t);
      glm::vec3 moved = to + (lab - from);
      // Shade in proportion, so that dark colors do not lose it.
      if (from.x > 0.05f) moved.x = to.x + (lab.x - from.x) * std::clamp(to.x / from.x, 0.35f, 1.6f);
      const glm::vec3 linear = glm::clamp(linear_of(glm::mix(moved, lab, stays)), 0.0f, 1.0f);
      for (std::size_t c = 0; c < 3; ++c)
        result.pixels[i * channels + c] = srgb_encode(linear[static_cast<int>(c)]);
      if (channels == 4)
        result.pixels[i * 4 + 3] = picture.pixels[i * static_cast<std::size_t>(picture.channels) +
                                                  static_cast<std::size_t>(picture.channels) - 1];
    }
  });
  return result;
}

Result<BakedModel> compose(std::span<const ComposePart> parts, const ComposeOptions& options,
                           std::stop_token stop) {
  return Composer(parts, options, std::move(stop)).make();
}

}  // namespace bandaji
