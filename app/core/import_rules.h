// What a studio asks of the files it takes in.  Kept with the production, so that
// changing a rule is an edit like any other, and everybody who imports keeps to it.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assets/baked_model.h"
#include "assets/import/import_worker.h"
#include "db/records.h"

namespace bandaji {

// Each is off at its default.
struct ImportRules {
  std::int64_t max_triangles = 0;
  std::int64_t max_texture_px = 0;  // Longer edge.
  std::int64_t max_size_mm = 0;     // Largest extent.
  bool unit_said = false;           // The file says its unit, or whoever imports does.
  bool complete = false;            // No file that the model names is missing.
  std::vector<std::string> maps;    // Of every material: names of kRuleMaps.
  std::set<std::string> refuse;     // Names of kRules; one that is not here only warns.

  bool any() const;
};

// The names by which rules are set; the detail of the production is "import_" and the name.
inline constexpr std::string_view kRules[] = {"max_triangles", "max_texture", "max_size",
                                              "unit",          "complete",    "maps"};
inline constexpr std::string_view kRuleMaps[] = {"base_color", "roughness", "normal", "occlusion"};

ImportRules import_rules_of(const Production& production);

struct RuleFinding {
  std::string message;  // Finished sentence.
  bool refused = false;
};

// What of a model breaks the rules.  Anything but models is outside them.
std::vector<RuleFinding> check_import_rules(const ImportRules& rules, const VersionFacts& facts,
                                            const BakedModel& model, const ImportReport& report);

}  // namespace bandaji
