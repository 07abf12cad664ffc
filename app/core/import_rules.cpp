#include "app/core/import_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "assets/text.h"
#include "assets/units.h"

namespace bandaji {
namespace {

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  while (!list.empty()) {
    const std::size_t end = list.find_first_of(";, ");
    if (const std::string_view word = list.substr(0, end); !word.empty()) words.emplace_back(word);
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
  }
  return words;
}

TextureSlot slot_of(std::string_view map) {
  if (map == "roughness") return TextureSlot::MetallicRoughness;
  if (map == "normal") return TextureSlot::Normal;
  return map == "occlusion" ? TextureSlot::Occlusion : TextureSlot::BaseColor;
}

bool has_map(const Material& material, std::string_view map) {
  if (material.texture(slot_of(map)).present()) return true;
  // The older way of saying the same.
  if (map == "base_color") return material.texture(TextureSlot::Diffuse).present();
  return map == "roughness" && material.texture(TextureSlot::SpecularGlossiness).present();
}

}  // namespace

bool ImportRules::any() const {
  return max_triangles > 0 || max_texture_px > 0 || max_size_mm > 0 || unit_said || complete || !maps.empty();
}

ImportRules import_rules_of(const Production& production) {
  const auto text = [&](const char* key) {
    const auto found = production.details.find(key);
    return found == production.details.end() ? std::string() : found->second;
  };
  const auto number = [&](const char* key) {
    const std::string value = text(key);
    std::int64_t result = 0;
    std::from_chars(value.data(), value.data() + value.size(), result);
    return result;
  };
  ImportRules rules;
  rules.max_triangles = number("import_max_triangles");
  rules.max_texture_px = number("import_max_texture");
  rules.max_size_mm = number("import_max_size");
  rules.unit_said = text("import_unit") == "yes";
  rules.complete = text("import_complete") == "yes";
  for (std::string& map : words_of(text("import_maps"))) {
    if (std::find(std::begin(kRuleMaps), std::end(kRuleMaps), map) != std::end(kRuleMaps))
      rules.maps.push_back(std::move(map));
  }
  for (std::string& name : words_of(text("import_refuse"))) rules.refuse.insert(std::move(name));
  return rules;
}

std::vector<RuleFinding> check_import_rules(const ImportRules& rules, const VersionFacts& facts,
                                            const BakedModel& model, const ImportReport& report) {
  std::vector<RuleFinding> findings;
  const auto found = [&](const char* rule, std::string message) {
    findings.push_back({std::move(message), rules.refuse.contains(rule)});
  };
  if (rules.max_triangles > 0 && facts.triangles > rules.max_triangles)
    found("max_triangles", fmt::format("The model has {} triangles; the production's rules allow {}.",
                                       facts.triangles, rules.max_triangles));
  int largest = 0;
  for (const BakedImage& image : model.images())
    largest = std::max({largest, static_cast<int>(image.width), static_cast<int>(image.height)});
  if (rules.max_texture_px > 0 && largest > rules.max_texture_px)
    found("max_texture", fmt::format("A texture is {} pixels wide or high; the production's rules allow {}.",
                                     largest, rules.max_texture_px));
  const std::int64_t size = *std::max_element(facts.size_mm.begin(), facts.size_mm.end());
  if (rules.max_size_mm > 0 && size > rules.max_size_mm)
    found("max_size", fmt::format("The model is {} mm large; the production's rules allow {} mm.", size,
                                  rules.max_size_mm));
  if (rules.unit_said && report.unit_was_guessed)
    found("unit", "The file does not say its unit, as the production's rules ask; give it when importing.");
  if (rules.complete && !facts.missing.empty())
    found("complete", fmt::format("{} files that the model names are missing; the production's rules ask for "
                                  "all.",
                                  facts.missing.size()));
  for (const std::string& map : rules.maps) {
    for (const Material& material : model.materials()) {
      if (has_map(material, map)) continue;
      found("maps", fmt::format("The material “{}” has no {} map, which the production's rules ask for.",
                                for_display(material.name, 100), map));
      break;
    }
  }
  return findings;
}

}  // namespace bandaji
