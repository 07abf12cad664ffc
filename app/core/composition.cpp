#include "app/core/composition.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/gtc/quaternion.hpp>
#include <map>
#include <set>

#include "app/core/attach_points.h"
#include "app/core/condition_layers.h"
#include "app/core/file_scene.h"
#include "app/core/thumbnail_file.h"
#include "assets/compose.h"
#include "assets/log.h"
#include "db/composition_versions.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

std::string name_of(const Asset& asset) {
  return asset.name_ko.empty() ? asset.name_en.empty() ? asset.number : asset.name_en : asset.name_ko;
}

// Where records and contents come from: the catalog as it is, or a version of a look or set.
struct Source {
  const Catalog& catalog;
  const CompositionContents* version = nullptr;

  // What belongs to the subject.
  template <class T>
  std::vector<T> all(std::string_view owner, const Id& subject) const {
    return version != nullptr ? version->all<T>() : records_where<T>(catalog, owner, subject);
  }
  template <class T>
  Result<T> one(const Id& id) const {
    if (version == nullptr) return record<T>(catalog, id);
    for (T& made : version->all<T>())
      if (made.id == id) return std::move(made);
    return fail(ErrorKind::NotFound, "It is not part of this version.");
  }
  // The version an asset is drawn in: that of the version, else the pinned one, else the current one.
  Result<AssetVersion> version_of(const Id& asset, const Id& pinned, const Id& record_id) const {
    if (version != nullptr) {
      auto exact = version->exact.find(record_id);
      if (exact == version->exact.end()) exact = version->exact.find(asset);
      if (exact != version->exact.end()) return catalog.version(exact->second.version);
    }
    if (!pinned.empty()) {
      auto found = catalog.version(pinned);
      if (found && found->asset_id == asset) return found;
    }
    const auto current = catalog.asset(asset);
    if (!current) return tl::unexpected(current.error());
    return catalog.version(current->current_version);
  }
};

std::optional<AssetVersion> image_version(const Source& source, const Id& asset) {
  if (asset.empty()) return std::nullopt;
  auto version = source.version_of(asset, {}, {});
  if (!version || version->facts.content != VersionContent::Image) return std::nullopt;
  return std::move(*version);
}

// Adds the part; what has no model is named instead.
bool add_part(const Source& source, const Id& asset, const Id& pinned, CompositionPart part,
              Composition& out) {
  const auto record = source.catalog.asset(asset);
  if (!record) return false;
  part.name = name_of(*record);
  auto version = source.version_of(asset, pinned, part.record);
  if (!version || version->facts.content != VersionContent::Model) {
    out.missing.push_back(part.name);
    return false;
  }
  part.version = std::move(*version);
  part.file_scene = file_scene(source.catalog, asset);
  out.parts.push_back(std::move(part));
  return true;
}

void set_variant(const Source& source, const std::string& variant, CompositionPart& part) {
  if (variant.empty()) return;
  if (const auto colorway = source.one<Colorway>(variant); colorway && colorway->state == RecordState::Live) {
    part.colors = colorway_colors(colorway->materials);
    return;
  }
  part.variant = variant;
}

std::uint32_t seed_of(std::string_view text) {
  std::uint32_t seed = 2166136261u;
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 16777619u;
  return seed;
}

bool is_cloth(std::string_view slot) {
  return slot == "underwear" || slot == "bottom" || slot == "top" || slot == "outer";
}

// The layers a piece has at these levels: the stage that was designed for it where there is one.
void add_conditions(const Source& source, const std::vector<ConditionStage>& stages,
                    const std::string& condition, const Id& look, CompositionPart& part) {
  // What came last lies on top: age and dirt, then water, then blood.
  ConditionLevels levels = parse_condition(condition);
  const auto depth = [](std::string_view term) {
    return term.starts_with("cd_blood")                                  ? 2
           : term == "cd_wet" || term == "cd_rain" || term == "cd_sweat" ? 1
                                                                         : 0;
  };
  std::stable_sort(levels.begin(), levels.end(),
                   [&](const auto& a, const auto& b) { return depth(a.first) < depth(b.first); });
  for (const auto& [term, level] : levels) {
    const ConditionStage* best = nullptr;
    bool others = false;
    for (const ConditionStage& stage : stages) {
      if (stage.condition != term) continue;
      if (!stage.item.empty() && stage.item != part.record) {
        others = true;
        continue;
      }
      if (stage.level > level) continue;
      const auto rank = [](const ConditionStage& one) { return std::pair(one.level, !one.item.empty()); };
      if (best == nullptr || rank(stage) > rank(*best)) best = &stage;
    }
    const bool tears = term == "cd_torn" || term == "cd_cut";
    if (tears && best == nullptr && !is_cloth(part.slot)) continue;
    // Where it was designed for some pieces only, the others stay clean.
    if (best == nullptr && others) continue;
    LayerRecipe layer;
    layer.condition = term;
    layer.level = level;
    layer.seed = seed_of(look + term);
    if (best != nullptr) {
      layer.level = static_cast<int>(best->level);
      layer.strength = static_cast<int>(best->strength);
      layer.color = best->color;
      layer.mask = image_version(source, best->mask);
    }
    part.layers.push_back(std::move(layer));
  }
}

// Makeup and wounds of the face chart, from below.
std::vector<LayerRecipe> face_layers(const Source& source, std::vector<FaceMark> marks,
                                     const std::optional<std::string>& condition) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const FaceMark& a, const FaceMark& b) { return a.layer < b.layer; });
  std::map<std::string, int> levels;
  if (condition)
    for (const auto& [term, level] : parse_condition(*condition)) levels[term] = level;
  std::vector<LayerRecipe> layers;
  for (const FaceMark& mark : marks) {
    LayerRecipe layer;
    layer.strength = static_cast<int>(mark.strength);
    layer.color = mark.color;
    layer.mask = image_version(source, mark.map);
    layer.side = mark.side;
    layer.x_permille = static_cast<int>(mark.x_permille);
    layer.y_permille = static_cast<int>(mark.y_permille);
    layer.seed = seed_of(mark.id);
    layer.level = static_cast<int>(std::max<std::int64_t>(mark.level, 1));
    if (mark.sort == "injury") {
      // Before it is got, and in scenes that name another condition, it is not there.
      if (condition && !mark.condition.empty()) {
        const auto found = levels.find(mark.condition);
        if (found == levels.end() || (mark.level > 0 && found->second < mark.level)) continue;
      }
      layer.condition = layer.mask ? "paint" : "wound";
      if (!layer.mask && mark.x_permille < 0) continue;
    } else if (layer.mask) {
      layer.condition = "paint";
    } else if (mark.x_permille >= 0 && !mark.color.empty() && mark.sort == "makeup") {
      layer.condition = "touch";
    } else {
      continue;
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

glm::mat4 matrix_of(const PlacementValue& placement) {
  const auto& p = placement.position_m;
  const auto& r = placement.rotation;
  const auto& s = placement.scale;
  glm::mat4 matrix = glm::translate(glm::mat4(1), glm::vec3(p[0], p[1], p[2]));
  matrix *= glm::mat4_cast(glm::normalize(glm::quat(r[3], r[0], r[1], r[2])));
  return glm::scale(matrix, glm::vec3(s[0], s[1], s[2]));
}

void print(std::string& text, const LayerRecipe& layer) {
  text += fmt::format("layer {} {} {} {} {} {} {} {} {}\n", layer.condition, layer.level, layer.strength,
                      layer.color, layer.seed, layer.x_permille, layer.y_permille, layer.side,
                      layer.mask ? layer.mask->manifest_hash.hex() : "");
}

// The box of the head in the figure's space: of the head itself where a piece is one, else by the height.
Bounds head_box(const std::vector<ComposePart>& parts) {
  Bounds box;
  for (const ComposePart& part : parts) {
    std::vector<glm::mat4> world;
    for (const Node& node : part.model->nodes()) {
      const glm::mat4 local = local_matrix(node);
      world.push_back(node.parent < 0 ? part.placement * local
                                      : world[static_cast<std::size_t>(node.parent)] * local);
      for (const std::uint32_t mesh : node.meshes) {
        const BakedMesh& baked = part.model->meshes()[mesh];
        const bool skin = baked.material >= 0 &&
                          is_skin(part.model->materials()[static_cast<std::size_t>(baked.material)].name);
        if (!skin && !is_skin(baked.name)) continue;
        const Bounds skin_box = baked.bounds.transformed(world.back());
        if (skin_box.size().y < 0.5f) box.add(skin_box);
      }
    }
  }
  if (!box.empty() || parts.empty()) return box;
  const Bounds whole = parts.front().model->facts().bounds.transformed(parts.front().placement);
  if (whole.empty()) return whole;
  const float height = whole.size().y;
  const glm::vec3 middle = whole.center();
  box.add(glm::vec3(middle.x - 0.045f * height, whole.min.y + 0.87f * height, middle.z - 0.06f * height));
  box.add(glm::vec3(middle.x + 0.045f * height, whole.max.y, middle.z + 0.06f * height));
  return box;
}

// A point of the face chart on the head: the chart shows the box of the head from that side.
glm::vec3 on_head(const Bounds& head, const LayerRecipe& mark) {
  const float across = static_cast<float>(mark.x_permille) / 1000,
              down = static_cast<float>(mark.y_permille) / 1000;
  const glm::vec3 size = head.size();
  glm::vec3 at = head.center();
  at.y = head.max.y - size.y * (0.04f + 0.92f * down);
  if (mark.side == "left" || mark.side == "right") {
    const float sign = mark.side == "left" ? 1.0f : -1.0f;
    at.x = head.center().x + sign * size.x * 0.42f;
    at.z = head.center().z + sign * (0.5f - across) * size.z * -1.0f;
  } else {
    const bool back = mark.side == "back";
    // Who looks at a face has its left cheek at the right of the picture.
    at.x = head.center().x + (across - 0.5f) * size.x * (back ? -1.0f : 1.0f);
    const float edge = (across - 0.5f) * 1.7f;
    at.z = head.center().z + (back ? -0.5f : 0.5f) * size.z * std::sqrt(std::max(0.05f, 1 - edge * edge));
  }
  return at;
}

std::optional<SurfaceLayer> layer_of(const LayerRecipe& recipe, const std::shared_ptr<const Image>& mask) {
  auto layer = condition_layer(recipe.condition, recipe.level, recipe.seed);
  if (!layer) return std::nullopt;
  if (recipe.strength >= 0) layer->strength = static_cast<float>(recipe.strength) / 100;
  if (const auto color = color_of_hex(recipe.color)) layer->color = *color;
  layer->mask = mask;
  return layer;
}

SurfaceLayer wound_of(const LayerRecipe& recipe, const Bounds& head) {
  SurfaceLayer layer;
  layer.pattern = SpreadPattern::Spot;
  layer.center = on_head(head, recipe);
  const bool touch = recipe.condition == "touch";
  layer.radius = head.size().y * (touch ? 0.10f : 0.055f);
  layer.strength = static_cast<float>(std::max(recipe.strength, 0)) / 100;
  const auto color = color_of_hex(recipe.color);
  layer.color = color ? *color : wound_color(recipe.level);
  layer.coverage = touch ? 0.55f : 0.85f;
  layer.roughness = recipe.level <= 1 && !touch ? 0.35f : 0.6f;
  layer.roughness_share = touch ? 0 : 0.5f;
  layer.seed = recipe.seed;
  return layer;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> colorway_colors(const std::string& lines) {
  std::vector<std::pair<std::string, std::string>> colors;
  std::size_t start = 0;
  while (start < lines.size()) {
    const std::size_t end = std::min(lines.find('\n', start), lines.size());
    const std::string line = lines.substr(start, end - start);
    start = end + 1;
    const std::size_t equals = line.rfind('=');
    if (equals == std::string::npos) continue;
    std::string material = line.substr(0, equals), color = line.substr(equals + 1);
    const auto trim = [](std::string& text) {
      while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.pop_back();
      while (!text.empty() && text.front() == ' ') text.erase(0, 1);
    };
    trim(material);
    trim(color);
    if (color_of_hex(color)) colors.emplace_back(material, color);
  }
  return colors;
}

std::string colorway_text(const std::vector<std::pair<std::string, std::string>>& colors) {
  std::string text;
  for (const auto& [material, color] : colors)
    text += fmt::format("{}{}={}", text.empty() ? "" : "\n", material, color);
  return text;
}

ContentHash Composition::hash() const {
  std::string text = fmt::format("composition 1 {}\n", kind == Kind::Look ? "look" : "set");
  for (const CompositionPart& part : parts) {
    text += fmt::format("part {} {} {} {} [{}]\n", part.version.manifest_hash.hex(), part.slot, part.attach,
                        part.placed ? format_placement(part.placement) : "-", part.variant);
    if (!part.file_scene.empty()) text += fmt::format("scene {}\n", part.file_scene);
    for (const auto& [material, color] : part.colors) text += fmt::format("color {}={}\n", material, color);
    for (const LayerRecipe& layer : part.layers) print(text, layer);
  }
  return hash_text(text);
}

std::string condition_in_scene(const Catalog& catalog, const Id& look, const Id& scene, bool at_end) {
  for (const SceneLook& link : records_where<SceneLook>(catalog, "scene", scene)) {
    if (link.look != look) continue;
    return at_end && !link.end_condition.empty() ? link.end_condition : link.start_condition;
  }
  return {};
}

bool in_scene_range(const std::vector<Scene>& order, const Id& from, const Id& to, const Id& scene) {
  const auto place = [&](const Id& id) {
    return std::find_if(order.begin(), order.end(), [&](const Scene& one) { return one.id == id; });
  };
  const auto at = place(scene);
  if (at == order.end()) return false;
  const auto first = from.empty() ? order.begin() : place(from);
  const auto last = to.empty() ? order.end() : place(to);
  // An end that is in the trash leaves the range open there.
  return (first == order.end() || first <= at) && (last == order.end() || at <= last);
}

namespace {

Result<Composition> composed_look(const Source& source, const Id& look_id, const LookMoment& moment) {
  const Catalog& catalog = source.catalog;
  const auto look = record<Look>(catalog, look_id);
  if (!look) return tl::unexpected(look.error());
  const auto character = record<Character>(catalog, look->character);
  if (!character) return tl::unexpected(character.error());
  const auto wearer = source.one<Character>(look->character);
  const Id own_asset = wearer ? wearer->figure : Id();
  Composition out;
  out.title = fmt::format("{} {}", character->name_ko, look->number);
  std::optional<std::string> condition = moment.condition;
  if (!condition && !moment.scene.empty())
    condition = condition_in_scene(catalog, look_id, moment.scene, moment.at_end);
  const auto stages = source.all<ConditionStage>("look", look_id);
  const std::vector<LayerRecipe> face = face_layers(source, source.all<FaceMark>("look", look_id), condition);

  std::vector<LookItem> items = source.all<LookItem>("look", look_id);
  std::stable_sort(items.begin(), items.end(),
                   [](const LookItem& a, const LookItem& b) { return a.layer < b.layer; });
  // A piece in the slot "figure" stands in for the character's own.
  const auto own_figure = std::find_if(items.begin(), items.end(), [](const LookItem& item) {
    return item.slot == "figure" && !item.hidden && !item.asset.empty();
  });
  CompositionPart figure;
  figure.slot = "figure";
  figure.layers = face;
  if (own_figure != items.end()) {
    figure.record = own_figure->id;
    set_variant(source, own_figure->variant, figure);
    out.has_base = add_part(source, own_figure->asset, own_figure->version, figure, out);
  } else if (!own_asset.empty()) {
    out.has_base = add_part(source, own_asset, {}, figure, out);
  }
  for (const LookItem& item : items) {
    if (item.hidden || item.asset.empty() || item.slot == "figure") continue;
    CompositionPart part;
    part.record = item.id;
    part.slot = item.slot;
    part.attach = item.attach;
    part.placed = !item.placement.empty() || !item.attach.empty();
    part.placement = parse_placement(item.placement);
    set_variant(source, item.variant, part);
    if (item.slot == "makeup" || item.slot == "prosthetic" || item.slot == "hair") part.layers = face;
    if (condition) add_conditions(source, stages, *condition, look_id, part);
    add_part(source, item.asset, item.version, std::move(part), out);
  }
  return out;
}

Result<Composition> composed_set(const Source& source, const Id& set_id, const SetMoment& moment) {
  const Catalog& catalog = source.catalog;
  const auto live = record<FilmSet>(catalog, set_id);
  if (!live) return tl::unexpected(live.error());
  const auto film_set = source.one<FilmSet>(set_id);
  if (!film_set) return tl::unexpected(film_set.error());
  Composition out;
  out.kind = Composition::Kind::Set;
  out.title = live->name_ko;
  const std::vector<Scene> order =
      moment.scene.empty() && moment.state.empty() ? std::vector<Scene>() : scenes_in_order(catalog);
  const std::vector<SetState> states = source.all<SetState>("film_set", set_id);
  const SetState* state = nullptr;
  for (const SetState& one : states) {
    if (!moment.state.empty()
            ? one.id == moment.state
            : !moment.scene.empty() && in_scene_range(order, one.from_scene, one.to_scene, moment.scene))
      state = &one;
  }
  CompositionPart base;
  if (state != nullptr) {
    for (const auto& [term, level] : parse_condition(state->condition)) {
      LayerRecipe layer;
      layer.condition = term;
      layer.level = level;
      layer.seed = seed_of(set_id + term);
      base.layers.push_back(std::move(layer));
    }
  }
  const Id model = state != nullptr && !state->asset.empty() ? state->asset : film_set->asset;
  if (!model.empty()) out.has_base = add_part(source, model, {}, base, out);
  // Of a state those things are shown that are there when it begins.
  const Id scene = !moment.scene.empty() ? moment.scene : state != nullptr ? state->from_scene : Id();
  for (const Dressing& one : source.all<Dressing>("film_set", set_id)) {
    if (one.asset.empty() || one.quantity == 0) continue;
    if (!scene.empty() && !(one.from_scene.empty() && one.to_scene.empty()) &&
        !in_scene_range(order, one.from_scene, one.to_scene, scene))
      continue;
    CompositionPart part;
    part.record = one.id;
    part.placed = true;
    part.placement = parse_placement(one.placement);
    add_part(source, one.asset, {}, std::move(part), out);
  }
  return out;
}

}  // namespace

Result<Composition> look_composition(const Catalog& catalog, const Id& look, const LookMoment& moment) {
  return composed_look({catalog}, look, moment);
}

Result<Composition> set_composition(const Catalog& catalog, const Id& film_set, const SetMoment& moment) {
  return composed_set({catalog}, film_set, moment);
}

Result<Composition> version_composition(const Catalog& catalog, const Id& version_id,
                                        const LookMoment& moment) {
  const auto version = record<CompositionVersion>(catalog, version_id);
  if (!version) return tl::unexpected(version.error());
  const auto contents = parse_contents(version->contents);
  if (!contents) return tl::unexpected(contents.error());
  const Source source{catalog, &*contents};
  return contents->subject().type == RecordType::Look
             ? composed_look(source, version->subject, moment)
             : composed_set(source, version->subject, {moment.scene, {}});
}

Result<std::shared_ptr<const BakedModel>> compose_model(const LibraryFiles& files,
                                                        const Composition& composition,
                                                        const ComposeEffort& effort, std::stop_token stop,
                                                        std::vector<std::string>* problems) {
  CompositionCache unkept;
  CompositionCache& cache = effort.cache != nullptr ? *effort.cache : unkept;
  const auto told = [&](const std::string& sentence) {
    if (problems != nullptr) problems->push_back(sentence);
  };
  std::vector<ComposePart> parts;
  std::vector<const CompositionPart*> from;
  for (const CompositionPart& part : composition.parts) {
    auto model = cache.model(files, part.version, stop);
    if (!model) {
      if (model.error().kind == ErrorKind::Cancelled) return tl::unexpected(model.error());
      told(model.error().message);
      continue;
    }
    ComposePart made;
    made.name = part.name;
    made.key = part.version.manifest_hash.hex();
    made.model = std::move(*model);
    made.without_stand = composition.kind == Composition::Kind::Look && !part.slot.empty();
    if (!part.variant.empty()) {
      const auto& variants = made.model->variants();
      const auto found = std::find_if(variants.begin(), variants.end(),
                                      [&](const MaterialVariant& one) { return one.name == part.variant; });
      if (found != variants.end()) made.variant = static_cast<int>(found - variants.begin());
    }
    for (const auto& [material, color] : part.colors)
      made.colors.push_back({material, color_of_hex(color).value_or(glm::vec3(1))});
    from.push_back(&part);
    parts.push_back(std::move(made));
  }
  if (parts.empty()) {
    if (composition.parts.empty()) return fail(ErrorKind::NotFound, "There is nothing to be drawn yet.");
    return fail(ErrorKind::NotFound, problems != nullptr && !problems->empty()
                                         ? problems->front()
                                         : std::string("None of the pieces has a model that can be read."));
  }
  const bool has_base = composition.has_base && from.front() == &composition.parts.front();
  ComposeOptions options;
  options.cache = &cache.surfaces();
  if (effort.rough) {
    options.detail = 0.25f;
    options.largest_edge = 512;
  }
  Bounds whole;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const CompositionPart& recipe = *from[i];
    const bool is_base = has_base && i == 0;
    if (!is_base && recipe.placed) {
      const glm::vec3 at = has_base && composition.kind == Composition::Kind::Look
                               ? attach_position(*parts.front().model, recipe.attach)
                               : glm::vec3(0);
      parts[i].placement = glm::translate(glm::mat4(1), at) * matrix_of(recipe.placement);
    } else if (!is_base && has_base && composition.kind == Composition::Kind::Look) {
      parts[i].placement = usual_placement(*parts.front().model, *parts[i].model, recipe.slot);
    }
    if (is_base || !has_base) whole.add(parts[i].model->facts().bounds.transformed(parts[i].placement));
  }
  if (!whole.empty()) {
    options.ground = whole.min.y;
    options.top = whole.max.y;
  }
  const Bounds head = head_box(parts);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const LayerRecipe& recipe : from[i]->layers) {
      std::shared_ptr<const Image> mask;
      if (recipe.mask) {
        auto picture = cache.picture(files, *recipe.mask, stop);
        if (!picture) {
          if (picture.error().kind == ErrorKind::Cancelled) return tl::unexpected(picture.error());
          told(picture.error().message);
          continue;
        }
        mask = std::move(*picture);
        parts[i].key += recipe.mask->manifest_hash.hex();
      }
      if (recipe.condition == "paint") {
        parts[i].paints.push_back({mask, static_cast<float>(std::max(recipe.strength, 0)) / 100});
      } else if (recipe.condition == "wound" || recipe.condition == "touch") {
        if (!head.empty()) parts[i].layers.push_back(wound_of(recipe, head));
      } else if (const auto layer = layer_of(recipe, mask)) {
        parts[i].layers.push_back(*layer);
      }
    }
  }
  auto made = compose(parts, options, stop);
  if (!made) return tl::unexpected(made.error());
  return std::make_shared<const BakedModel>(std::move(*made));
}

Result<Image> composition_thumbnail(Preview& preview, const LibraryFiles& files,
                                    const Composition& composition, std::stop_token stop) {
  const ContentHash hash = composition.hash();
  const auto path = files.thumbnail_path(hash, kThumbnailSize);
  if (auto kept = read_thumbnail(path, kThumbnailSize)) return std::move(*kept);
  auto baked = compose_model(files, composition, {}, stop);
  if (!baked) return tl::unexpected(baked.error());
  UploadOptions small;
  small.max_texture_edge = 1024;
  const auto model = GpuModel::upload(*baked, small);
  if (!model) return tl::unexpected(model.error());
  const ViewSettings settings = thumbnail_settings();
  const Bounds bounds = model->posed_bounds(settings.time_seconds, settings.animate);
  const Camera camera = composition.kind == Composition::Kind::Look
                            ? frame_bounds(bounds, {-18, 6}, 1.0f, false, 0.04f, 26)
                            : thumbnail_camera(bounds);
  auto picture = preview.picture(*model, camera, settings, {kThumbnailSize, kThumbnailSize});
  if (!picture) return picture;
  if (const auto kept = write_thumbnail(path, *picture); !kept) log(LogLevel::Warning, kept.error().message);
  return picture;
}

}  // namespace bandaji
