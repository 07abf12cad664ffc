#include "assets/compose.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <type_traits>

#include "assets/bake.h"
#include "assets/compose_block.h"
#include "assets/content_hash.h"
#include "assets/parallel.h"
#include "assets/surface_bake.h"
#include "assets/text.h"

namespace bandaji {

namespace {

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
  std::optional<ContentHash> key;  // Empty when it is not to be kept.
  std::shared_ptr<const MadeSurface> made;
};

// A picture of the model in another color, made when it is known to be needed.
struct Dyed {
  std::string name;
  const BakedModel* model = nullptr;
  std::int32_t image = -1;
  glm::vec3 color{0};
  std::optional<ContentHash> key;
  std::shared_ptr<const Image> picture;
};

// Of values as they lie in memory; all are floats and whole numbers without gaps.
class KeyText {
 public:
  template <class... Values>
  void add(const Values&... values) {
    (append(values), ...);
  }
  ContentHash hash() const { return hash_text(text_); }

 private:
  void append(const std::string& value) {
    append(value.size());
    text_ += value;
  }
  template <class Value>
  void append(const Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    text_.append(reinterpret_cast<const char*>(&value), sizeof(value));
  }
  std::string text_;
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
    place_layers();
    if (const auto placed = place_dyed(); !placed) return tl::unexpected(placed.error());
    return composed_block(out_);
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
  Material colored(const ComposePart& part, const Material& material) {
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
      result.base_color = glm::vec4(1, 1, 1, material.base_color.a);
      Dyed dyed{material.name + " (color)", part.model.get(), texture.image, wanted->color, {}, {}};
      if (!part.key.empty()) {
        KeyText key;
        key.add(part.key, std::string("dyed"), texture.image, wanted->color);
        dyed.key = key.hash();
      }
      texture.image = kOwn + static_cast<std::int32_t>(dyed_.size());
      dyed_.push_back(std::move(dyed));
    }
    const float sheen = std::max({material.sheen_color.r, material.sheen_color.g, material.sheen_color.b});
    const float brightest = std::max({wanted->color.r, wanted->color.g, wanted->color.b, 0.02f});
    result.sheen_color = glm::mix(glm::vec3(1), wanted->color / brightest, 0.5f) * sheen;
    return result;
  }

  Result<void> dye(Dyed& dyed);
  std::optional<ContentHash> key_of(const Work& work, std::uint32_t mesh, std::int32_t material) const;
  std::shared_ptr<const MadeSurface> kept(const std::optional<ContentHash>& key) const {
    return key && options_.cache != nullptr ? options_.cache->find(*key) : nullptr;
  }
  Result<void> add(const ComposePart& part);
  Result<void> bake_layers();
  void place_layers();
  Result<void> place_dyed();

  // Pictures in another color go by numbers above those of any model until place_dyed().
  static constexpr std::int32_t kOwn = 0x6000'0000;

  std::span<const ComposePart> parts_;
  const ComposeOptions& options_;
  std::stop_token stop_;
  ComposedParts out_;
  std::map<std::pair<const BakedModel*, std::int32_t>, std::int32_t> images_;
  std::vector<Dyed> dyed_;
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
  const auto material_for = [&](std::int32_t index) {
    const auto found = done.find(index);
    if (found != done.end()) return &found->second;
    Material material =
        index < 0 ? Material() : colored(part, model.materials()[static_cast<std::size_t>(index)]);
    return &done.emplace(index, std::pair(std::move(material), std::int32_t{-2})).first->second;
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
      auto& [material, placed_at] = *material_for(material_of[mesh]);
      OutMesh out;
      out.from = &baked_mesh;
      const auto number = static_cast<std::uint32_t>(out_.meshes.size());
      const bool skin = is_skin(material.name) || is_skin(baked_mesh.name) || is_skin(from.name);
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
        work.material = material;
        work.to_space = world.back();
        work.layers = std::move(layers);
        if (skin) work.paints = part.paints;
        work.key = key_of(work, mesh, material_of[mesh]);
        work_.push_back(std::move(work));
      } else if (material_of[mesh] >= 0) {
        if (placed_at < -1) placed_at = placed(model, material);
        out.material = placed_at;
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

std::optional<ContentHash> Composer::key_of(const Work& work, std::uint32_t mesh,
                                            std::int32_t material) const {
  if (work.part->key.empty() || options_.cache == nullptr) return std::nullopt;
  KeyText key;
  key.add(work.part->key, mesh, material, work.to_space, options_.ground, options_.top, options_.largest_edge,
          options_.detail, work.paints.size(), work.layers.size());
  for (const MaterialColor& color : work.part->colors)
    if (color.material == work.material.name) key.add(color.color);
  for (const PaintLayer& paint : work.paints) key.add(paint.strength);
  for (const SurfaceLayer& l : work.layers)
    key.add(l.pattern, l.strength, l.color, l.coverage, l.darkening, l.roughness, l.roughness_share,
            l.metallic_share, l.fading, l.cuts, l.seed, l.center, l.radius, l.mask != nullptr);
  return key.hash();
}

Result<void> Composer::dye(Dyed& dyed) {
  if (dyed.picture) return {};
  const auto picture = decoded(*dyed.model, dyed.image);
  if (!picture) return tl::unexpected(picture.error());
  dyed.picture = std::make_shared<const Image>(recolored(**picture, dyed.color));
  return {};
}

Result<void> Composer::bake_layers() {
  std::vector<Work*> missing;
  for (Work& work : work_) {
    work.made = kept(work.key);
    if (!work.made) missing.push_back(&work);
  }
  // Each picture is decoded once, however many meshes use it.
  std::map<std::pair<const BakedModel*, std::int32_t>, std::shared_ptr<const Image>> pictures;
  for (const Work* work : missing) {
    for (const TextureSlot slot : {TextureSlot::BaseColor, TextureSlot::MetallicRoughness,
                                   TextureSlot::Diffuse, TextureSlot::SpecularGlossiness}) {
      const std::int32_t image = work->material.texture(slot).image;
      if (image < 0) continue;
      if (image < kOwn) {
        pictures[{work->part->model.get(), image}] = nullptr;
      } else if (auto made = dye(dyed_[static_cast<std::size_t>(image - kOwn)]); !made) {
        return made;
      }
    }
  }
  std::vector<std::pair<const std::pair<const BakedModel*, std::int32_t>, std::shared_ptr<const Image>>*> all;
  for (auto& entry : pictures) all.push_back(&entry);
  std::vector<std::optional<Error>> problems(all.size());
  parallel_for(all.size(), [&](std::size_t i) {
    if (stop_.stop_requested()) return;
    if (auto picture = decoded(*all[i]->first.first, all[i]->first.second))
      all[i]->second = std::move(*picture);
    else
      problems[i] = picture.error();
  });
  for (const auto& problem : problems)
    if (problem) return tl::unexpected(*problem);
  std::vector<SurfaceBakeInput> inputs(missing.size());
  for (std::size_t i = 0; i < missing.size(); ++i) {
    const Work& work = *missing[i];
    SurfaceBakeInput& input = inputs[i];
    input.mesh = out_.meshes[work.mesh].from;
    input.material = &work.material;
    input.image = [&, model = work.part->model.get()](std::int32_t image) {
      return image >= kOwn ? dyed_[static_cast<std::size_t>(image - kOwn)].picture
                           : pictures.at({model, image});
    };
    input.to_space = work.to_space;
    input.ground = options_.ground;
    input.top = options_.top;
    input.layers = work.layers;
    input.paints = work.paints;
    input.largest_edge = options_.largest_edge;
    input.detail = options_.detail;
  }
  bake_surfaces(
      inputs,
      [&](std::size_t i, SurfaceBakeOutput output) {
        Work& work = *missing[i];
        auto made = std::make_shared<MadeSurface>();
        made->material = std::move(output.material);
        made->uv0 = std::move(output.uv0);
        made->uv1 = std::move(output.uv1);
        if (!output.color.empty()) made->color = made_picture(output.color);
        if (!output.surface.empty()) made->surface = made_picture(output.surface);
        if (work.key) options_.cache->keep(*work.key, made);
        work.made = std::move(made);
      },
      stop_);
  if (stop_.stop_requested()) return cancelled();
  return {};
}

// In the order of the work, so that the block is the same each time.
void Composer::place_layers() {
  const auto place = [&](const std::optional<MadePicture>& picture, const std::string& name) {
    if (!picture) return std::int32_t{-1};
    out_.images.push_back(out_image(name, *picture));
    return static_cast<std::int32_t>(out_.images.size() - 1);
  };
  for (const Work& work : work_) {
    const std::int32_t color = place(work.made->color, work.material.name + " (layers)");
    const std::int32_t surface = place(work.made->surface, work.material.name + " (gloss)");
    Material material = work.made->material;
    for (std::size_t slot = 0; slot < material.textures.size(); ++slot) {
      TextureRef& texture = material.textures[slot];
      if (!texture.present()) continue;
      texture.image = texture.image == kBakedColor     ? color
                      : texture.image == kBakedSurface ? surface
                      : texture.image >= kOwn          ? work.material.textures[slot].image
                                                       : image_of(*work.part->model, texture.image);
    }
    out_.materials.push_back(std::move(material));
    OutMesh& mesh = out_.meshes[work.mesh];
    mesh.material = static_cast<std::int32_t>(out_.materials.size() - 1);
    mesh.made = work.made;
  }
}

// Pictures of colorways that are still used as they are.
Result<void> Composer::place_dyed() {
  std::map<std::int32_t, std::int32_t> places;
  for (Material& material : out_.materials) {
    for (TextureRef& texture : material.textures) {
      if (texture.image < kOwn) continue;
      const auto [at, is_new] =
          places.try_emplace(texture.image, static_cast<std::int32_t>(out_.images.size()));
      if (is_new) {
        Dyed& dyed = dyed_[static_cast<std::size_t>(texture.image - kOwn)];
        auto made = kept(dyed.key);
        if (!made) {
          if (stop_.stop_requested()) return cancelled();
          if (const auto done = dye(dyed); !done) return done;
          auto fresh = std::make_shared<MadeSurface>();
          fresh->color = made_picture(*dyed.picture);
          if (dyed.key && options_.cache != nullptr) options_.cache->keep(*dyed.key, fresh);
          made = std::move(fresh);
        }
        out_.images.push_back(out_image(dyed.name, *made->color));
      }
      texture.image = at->second;
    }
  }
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

Result<BakedModel> compose(std::span<const ComposePart> parts, const ComposeOptions& options,
                           std::stop_token stop) {
  return Composer(parts, options, std::move(stop)).make();
}

}  // namespace bandaji
