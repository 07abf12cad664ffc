#include "app/sheets/traditional_color.h"

#include <array>
#include <charconv>

#include "assets/palette.h"
#include "db/vocabulary.h"

namespace bandaji::sheets {
namespace {

// "hex=#1D1E23;…" in the note.
std::optional<std::array<std::uint8_t, 3>> published_value(std::string_view note) {
  const std::size_t at = note.find("hex=#");
  // "altHex=#" is another measurement of the same name; the first one counts.
  if (at == std::string_view::npos || note.size() < at + 11) return {};
  std::array<std::uint8_t, 3> value{};
  for (std::size_t i = 0; i < 3; ++i) {
    const char* digits = note.data() + at + 5 + 2 * i;
    if (std::from_chars(digits, digits + 2, value[i], 16).ptr != digits + 2) return {};
  }
  return value;
}

// The first alias written in Chinese characters.
std::string hanja_of(std::string_view aliases) {
  while (!aliases.empty()) {
    const std::size_t end = aliases.find(';');
    const std::string_view alias = aliases.substr(0, end);
    // U+3400 to U+9FFF start with the bytes E3 90 to E9 BF.
    const auto first = static_cast<unsigned char>(alias.empty() ? 0 : alias[0]);
    const auto second = static_cast<unsigned char>(alias.size() < 2 ? 0 : alias[1]);
    if ((first == 0xe3 && second >= 0x90) || (first >= 0xe4 && first <= 0xe9)) return std::string(alias);
    if (end == std::string_view::npos) break;
    aliases.remove_prefix(end + 1);
  }
  return {};
}

}  // namespace

std::optional<TraditionalColor> nearest_traditional_color(std::uint8_t r, std::uint8_t g, std::uint8_t b) {
  const glm::vec3 wanted = lab_from_srgb(r, g, b);
  std::optional<TraditionalColor> nearest;
  const Term* term_of_nearest = nullptr;
  for (const Term& term : Vocabulary::shipped().facet("color")) {
    if (term.note.find("SUSPECT") != std::string_view::npos) continue;
    const auto value = published_value(term.note);
    if (!value) continue;
    const float difference = ciede2000(wanted, lab_from_srgb((*value)[0], (*value)[1], (*value)[2]));
    if (nearest && nearest->delta_e <= difference) continue;
    nearest = TraditionalColor{
        term.key, term.ko, term.en, {}, term.note.find("obang") != std::string_view::npos, difference};
    term_of_nearest = &term;
  }
  if (nearest) nearest->hanja = hanja_of(term_of_nearest->aliases);
  return nearest;
}

}  // namespace bandaji::sheets
