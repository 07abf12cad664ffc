// One model out of several: a figure and what it wears, a set and what stands in it.
//
// The result is a baked model like any other, so that window, thumbnails, sheets,
// sections and picking draw it without knowing where it came from.  Meshes and
// pictures of the parts are taken over as they are; only what colors and layers
// change is made anew.  Pure: the same parts give the same bytes.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "assets/baked_model.h"
#include "assets/surface_layer.h"

namespace bandaji {

// A material gets another color; patterns and other colors in its picture stay what they are beside it.
struct MaterialColor {
  std::string material;
  glm::vec3 color{1};  // Linear.
};

struct ComposePart {
  std::string name;  // Of the node above the part's own.
  std::shared_ptr<const BakedModel> model;
  glm::mat4 placement{1};      // From the part's space to that of the composition.
  bool shown = true;           // Else it is left out.
  bool without_stand = false;  // Leaves out nodes on which a thing is only shown: racks, stands.
  int variant = -1;            // Index into the model's variants.
  std::vector<MaterialColor> colors = {};
  std::vector<SurfaceLayer> layers = {};         // From below.
  std::vector<PaintLayer> paints = {};           // On materials of skin; below the layers.
  std::vector<std::uint32_t> hidden_nodes = {};  // Nodes of the model whose meshes are not drawn.
  // Names the contents of the model and of all pictures of layers and paints.  Empty: nothing made for this
  // part is kept for the next composition.
  std::string key = {};
};

class ComposeCache;

struct ComposeOptions {
  float ground = 0, top = 1.7f;  // Between them layers spread: metres, of the whole composition.
  int largest_edge = 2048;       // Of pictures made anew, pixels.
  float detail = 1;              // Of their texels; a quarter while a hand is moving.
  ComposeCache* cache = nullptr;
};

// Parts are drawn as they come; where two surfaces coincide the later one is seen.
// Errors: Corrupt (a picture that cannot be read), Limit, Cancelled.
Result<BakedModel> compose(std::span<const ComposePart> parts, const ComposeOptions& options,
                           std::stop_token stop = {});

// Whether a node is furniture of the showroom by its name: "받침 (stand)", "rack", "display base".
bool is_display_stand(std::string_view node_name);
// Whether a material is skin by its name or that of its mesh or node: what makeup and wounds are painted on.
bool is_skin(std::string_view name);

// The picture of a material in another color: what is near its main color takes the new one and keeps its
// light and shade, what is far from it (gold thread on red silk) stays.
Image recolored(const Image& picture, const glm::vec3& color);

}  // namespace bandaji
