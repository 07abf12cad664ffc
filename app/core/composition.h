// Looks and sets as what they are composed of: read from the records on the main
// thread as plain values, made into one model on any thread.
#pragma once

#include <glm/vec3.hpp>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/core/composition_cache.h"
#include "app/core/library.h"
#include "app/core/pictures.h"
#include "db/production.h"
#include "db/record_type.h"

namespace bandaji {

// A layer as the records say it; its mask is read when the model is made.
struct LayerRecipe {
  std::string condition;  // Term; "paint" for makeup, "wound" for a mark of the face chart.
  int level = 1;
  int strength = -1;  // Per cent; -1 as the level says.
  std::string color;  // "#RRGGBB"; empty as the condition has it.
  std::optional<AssetVersion> mask;
  std::uint32_t seed = 1;
  // Of a wound: where it lies on the face, in thousandths of the chart from the left and the top.
  int x_permille = -1, y_permille = -1;
  std::string side = "front";
};

struct CompositionPart {
  Id record;         // The item or dressing; empty for the figure or the set itself.
  std::string name;  // Of its node in the model.
  AssetVersion version;
  std::string slot;
  std::string attach;  // Empty: as the slot is usually worn.
  PlacementValue placement;
  bool placed = false;     // Somebody placed it: it does not go to its slot's usual place.
  std::string variant;     // Name of a material variant of the file.
  std::string file_scene;  // Which of several scenes of the file was chosen; LibraryFiles shows it.
  std::vector<std::pair<std::string, std::string>> colors;  // Material and "#RRGGBB".
  std::vector<LayerRecipe> layers;
};

struct Composition {
  enum class Kind : std::uint8_t { Look, Set };
  Kind kind = Kind::Look;
  std::string title;
  std::vector<CompositionPart> parts;  // The figure or the set first, when there is one; then by layer.
  bool has_base = false;               // parts.front() is the figure or the set.
  std::vector<std::string> missing;    // What cannot be drawn: a piece without a model.

  // Of everything that decides how it looks at this moment; pictures are kept under it.  (What a decision is
  // bound to is the hash of a version, db/composition_versions.h.)
  ContentHash hash() const;
  bool empty() const { return parts.empty(); }
};

// When a look is seen.  Without a scene it is as it was made.
struct LookMoment {
  Id scene;
  bool at_end = false;                        // Of the scene; its beginning otherwise.
  std::optional<std::string> condition = {};  // Instead of what the scene says: "cd_blood:2".
};

// Errors: NotFound, Io.
Result<Composition> look_composition(const Catalog& catalog, const Id& look, const LookMoment& moment = {});
// The set as it is in a scene (or in one of its states), with what stands in it then; all of its dressing
// without either.  Errors: NotFound, Io.
struct SetMoment {
  Id scene;
  Id state;
};
Result<Composition> set_composition(const Catalog& catalog, const Id& film_set, const SetMoment& moment = {});

// A version of a look or a set, as it was then; of the moment a set takes the scene alone.
// Errors: NotFound, Corrupt, Io.
Result<Composition> version_composition(const Catalog& catalog, const Id& version,
                                        const LookMoment& moment = {});

// Colorway::materials, "silk=#8A2B3C" a line, as material and color; lines that say something else are left
// out.
std::vector<std::pair<std::string, std::string>> colorway_colors(const std::string& lines);
std::string colorway_text(const std::vector<std::pair<std::string, std::string>>& colors);

// The condition of a look in a scene: "cd_blood:2;cd_dust:1".
std::string condition_in_scene(const Catalog& catalog, const Id& look, const Id& scene, bool at_end);
// Whether a range of scenes (empty ends are open) holds a scene; `order` is the order of the script.
bool in_scene_range(const std::vector<Scene>& order, const Id& from, const Id& to, const Id& scene);

struct ComposeEffort {
  bool rough = false;                 // Coarser pictures of layers, for while a hand is moving.
  CompositionCache* cache = nullptr;  // Of the same catalog.
};

// One model of it.  Errors: those of LibraryFiles::model() and compose(); a part whose model cannot be read
// is left out and named in `problems`.
Result<std::shared_ptr<const BakedModel>> compose_model(const LibraryFiles& files,
                                                        const Composition& composition,
                                                        const ComposeEffort& effort = {},
                                                        std::stop_token stop = {},
                                                        std::vector<std::string>* problems = nullptr);

// As thumbnails of assets are, kept under the composition's hash.
Result<Image> composition_thumbnail(Preview& preview, const LibraryFiles& files,
                                    const Composition& composition, std::stop_token stop = {});

}  // namespace bandaji
