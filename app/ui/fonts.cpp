#include "app/ui/fonts.h"

#include <fontconfig/fontconfig.h>

#include <cmath>
#include <utility>

#include "app/ui/imgui_compat.h"
#include "app/ui/text.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

// Noto CJK's line is 1.448 em (ascent 1.16, descent 0.288), and ImGui asks for
// the line, not the em.
constexpr float kLinePerEm = 1.448f;

FontFile find_font(bool bold) {
  FontFile found;
  FcConfig* config = FcInitLoadConfigAndFonts();
  if (!config) return found;
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>("Noto Sans CJK KR"));
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>("NanumGothic"));
  FcPatternAddString(pattern, FC_LANG, reinterpret_cast<const FcChar8*>("ko"));
  FcPatternAddInteger(pattern, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  FcConfigSubstitute(config, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultNoMatch;
  if (FcPattern* match = FcFontMatch(config, pattern, &result)) {
    FcChar8* file = nullptr;
    int index = 0;
    if (FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch)
      found.file = reinterpret_cast<const char*>(file);
    if (FcPatternGetInteger(match, FC_INDEX, 0, &index) == FcResultMatch) found.face = index & 0xFFFF;
    FcCharSet* characters = nullptr;
    if (FcPatternGetCharSet(match, FC_CHARSET, 0, &characters) == FcResultMatch)
      found.korean = FcCharSetHasChar(characters, 0xAC00) == FcTrue;
    FcPatternDestroy(match);
  }
  FcPatternDestroy(pattern);
  FcConfigDestroy(config);
  return found;
}

}  // namespace

void Fonts::load(float scale, bool opengl) {
  scale_ = scale;
  opengl_ = opengl;
  if (regular_.file.empty()) {
    regular_ = find_font(false);
    bold_ = find_font(true);
  }
  if (used_.none()) {
    const auto range = [this](char32_t first, char32_t last) {
      for (char32_t c = first; c <= last; ++c) used_.set(c);
    };
    range(0x20, 0x7E);
    range(0xA0, 0x17F);     // Latin-1 and Latin Extended-A.
    range(0x2010, 0x2027);  // Dashes, quotes, bullets, ellipsis.
    range(0x2030, 0x205E);
    range(0x2190, 0x2199);  // Arrows.
    range(0x2460, 0x2473);  // Circled numbers.
    range(0x3001, 0x3011);
    range(0x3131, 0x318E);  // Single jamo: initial consonants are searched by them.
    for (const char32_t c :
         {U'₩', U'℃', U'™', U'−', U'×', U'≈',  U'≤',  U'≥',  U'∞',  U'■', U'□', U'▲', U'▶', U'▼',
          U'◀', U'●', U'○', U'★', U'☆', U'㎜', U'㎝', U'㎡', U'㎏', U'✓', U'�', U'⏎', U'⌫'})
      used_.set(c);
    for (std::size_t i = 0; i < text_count(); ++i) note(text_entry(i).ko);
    for (const Term& term : Vocabulary::shipped().terms()) {
      note(term.ko);
      note(term.romanized);
    }
  }
  bake();
}

void Fonts::note(char32_t character) {
  if (character < 0x20 || character > 0xFFFF || used_.test(character)) return;
  used_.set(character);
  missing_ = true;
}

void Fonts::note(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    unsigned int character = 0;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (i + length > utf8.size()) return;
    character = lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k)
      character = character << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
    note(static_cast<char32_t>(character));
    i += length;
  }
}

bool Fonts::grow() {
  if (!missing_) return false;
  missing_ = false;
  if (compat::glyphs_on_demand()) return false;
  bake();
  return true;
}

void Fonts::bake() {
  missing_ = false;
  const auto face = [this](const FontFile& file, float em) {
    const float size = std::round(em * scale_ * kLinePerEm);
    // The visual middle of Hangul lies a twentieth of an em below the middle of the line.
    return compat::FontFace{file.file, file.face, size, -std::round(em * scale_ * 0.05f)};
  };
  const std::vector<compat::FontFace> faces{face(regular_, 13), face(regular_, 15), face(bold_, 15),
                                            face(bold_, 20)};
  std::vector<char32_t> used;
  for (char32_t c = 1; c < used_.size(); ++c)
    if (used_.test(c)) used.push_back(c);
  const std::vector<ImFont*> made = compat::load_fonts(faces, used, opengl_);
  for (std::size_t i = 0; i < made.size(); ++i) fonts_[i] = Font{made[i], faces[i].pixel_size};
  ImGui::GetIO().FontDefault = fonts_[1].font;
}

}  // namespace bandaji
