#include "app/sheets/text_layout.h"

#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>

#include <algorithm>
#include <cmath>

namespace bandaji {
namespace {

// Asked for by name, never "whatever the system prefers": Hangul and hanja in their Korean forms first, then
// what other systems have.  Characters none of them has fall back to any font, glyph by glyph.
constexpr const char* kFamilies =
    "Noto Sans CJK KR,Noto Sans KR,Source Han Sans KR,NanumGothic,Apple SD Gothic Neo,Malgun Gothic,Noto "
    "Sans,sans-serif";

// Latin letters and digits come from the Japanese face of the same file, where they are the same glyphs.
// Cairo 1.16 gives up leaving out unused subroutines when some pairs of Latin letters meet in one subset ("F"
// and "I"), and then those of all Korean and Chinese glyphs come along: a megabyte a document.  Apart, they
// do not.
constexpr const char* kLatinFamilies = "Noto Sans CJK JP,";

// The ideographic em box of the CJK faces reaches from 0.12 em below the baseline to 0.88 em above it.
constexpr double kEmAscent = 0.88;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
using Context = std::unique_ptr<PangoContext, Unref>;
using Layout = std::unique_ptr<PangoLayout, Unref>;

Context make_context() {
  Context context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
  // Everything that a user's font settings could change is set here.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context.get(), 72);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  pango_context_set_language(context.get(), pango_language_from_string("ko"));
  pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
  return context;
}

PangoFontDescription* make_font(double size_pt, TextWeight weight) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, kFamilies);
  pango_font_description_set_absolute_size(font, size_pt * PANGO_SCALE);
  pango_font_description_set_weight(font,
                                    weight == TextWeight::Regular ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD);
  return font;
}

void add(PangoAttrList* list, PangoAttribute* attribute, std::size_t start, std::size_t end) {
  attribute->start_index = static_cast<guint>(start);
  attribute->end_index = static_cast<guint>(end);
  pango_attr_list_insert(list, attribute);
}

guint16 channel(double value) {
  return static_cast<guint16>(std::lround(std::clamp(value, 0.0, 1.0) * 65535.0));
}

bool is_hangul(gunichar c) {
  return (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3131 && c <= 0x318e);
}

void set_latin_apart(PangoAttrList* list, const std::string& text) {
  const auto latin = [](char c) { return c > ' ' && c <= '~'; };
  static const std::string families = std::string(kLatinFamilies) + kFamilies;
  for (std::size_t at = 0; at < text.size();) {
    if (!latin(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    // Over the spaces between words too.
    for (std::size_t i = at; i < text.size() && (latin(text[i]) || text[i] == ' '); ++i) {
      if (latin(text[i])) end = i + 1;
    }
    add(list, pango_attr_family_new(families.c_str()), at, end);
    at = end;
  }
}

// Unicode lets a line break between any two Hangul syllables.  In unjustified text Korean readers expect
// words (eojeol) to stay whole, so breaks inside a word that is short against the line are taken away; a long
// one may still break anywhere.
void keep_korean_words(PangoAttrList* list, const std::string& text, double size_pt, double width_pt) {
  const char* begin = text.c_str();
  const char* end = begin + text.size();
  const char* word = nullptr;
  double letters = 0;  // In ems, about: Latin ones are half as wide.
  bool korean = false;
  const auto close = [&](const char* at) {
    if (word && korean && letters > 1 && letters * size_pt < width_pt * 0.55) {
      add(list, pango_attr_allow_breaks_new(FALSE), static_cast<std::size_t>(word - begin),
          static_cast<std::size_t>(at - begin));
    }
    word = nullptr;
    letters = 0;
    korean = false;
  };
  for (const char* at = begin; at < end; at = g_utf8_next_char(at)) {
    const gunichar c = g_utf8_get_char(at);
    // Closing punctuation and Latin beginnings or endings stay with their word; everything else may break.
    const bool unit = c == ' ' && at > begin && g_ascii_isdigit(at[-1]) && g_ascii_isalpha(at[1]);  // "6 cm"
    const bool joins = g_unichar_isalnum(c) || unit ||
                       (word && (c == 0xb7 || c == '.' || c == ',' || c == ')' || c == '?' || c == '!'));
    if (!joins) {
      close(at);
      continue;
    }
    if (!word) word = at;
    korean = korean || is_hangul(c);
    letters += c < 0x1100 ? 0.5 : 1;
  }
  close(end);
}

}  // namespace

struct TextLayout::Contents {
  TextBlock block;
  double size_pt = 9;
  double width_pt = 0;
  Context context;
  Layout layout;                        // All of the text.
  Layout tail;                          // The last line, when it ends in an ellipsis.
  std::vector<PangoLayoutLine*> lines;  // Owned by the layouts.

  Layout make_layout(const std::string& text, const std::vector<TextSpan>& spans) const {
    Layout made(pango_layout_new(context.get()));
    PangoFontDescription* font = make_font(size_pt, block.weight);
    pango_layout_set_font_description(made.get(), font);
    pango_font_description_free(font);
    pango_layout_set_auto_dir(made.get(), FALSE);
    pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
    if (width_pt > 0) pango_layout_set_width(made.get(), static_cast<int>(width_pt * PANGO_SCALE));
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);

    PangoAttrList* list = pango_attr_list_new();
    if (block.tracking_em != 0) {
      add(list, pango_attr_letter_spacing_new(static_cast<int>(block.tracking_em * size_pt * PANGO_SCALE)), 0,
          text.size());
    }
    for (const TextSpan& span : spans) {
      const std::size_t end = span.start + span.length;
      add(list,
          pango_attr_foreground_new(channel(span.color.r), channel(span.color.g), channel(span.color.b)),
          span.start, end);
      add(list,
          pango_attr_weight_new(span.weight == TextWeight::Regular ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD),
          span.start, end);
      if (span.scale != 1) {
        add(list, pango_attr_size_new_absolute(static_cast<int>(span.scale * size_pt * PANGO_SCALE)),
            span.start, end);
      }
    }
    set_latin_apart(list, text);
    if (width_pt > 0) keep_korean_words(list, text, size_pt, width_pt);
    pango_layout_set_attributes(made.get(), list);
    pango_attr_list_unref(list);
    return made;
  }

  // Ends `text` in an ellipsis where the line is full.  Pango could draw one, but keeps the hidden text under
  // it, where a PDF's reader would find it.
  void cut_to_width(std::string& text, const std::vector<TextSpan>& spans) const {
    std::vector<std::size_t> ends;  // Of every character that could be the last one.
    constexpr std::size_t kMostCharacters = 400;
    for (const char* at = text.c_str(); *at && ends.size() < kMostCharacters; at = g_utf8_next_char(at)) {
      ends.push_back(static_cast<std::size_t>(g_utf8_next_char(at) - text.c_str()));
    }
    const auto shortened = [&](std::size_t count) {
      std::size_t end = count == 0 ? 0 : ends[count - 1];
      while (end > 0 && text[end - 1] == ' ') --end;
      return text.substr(0, end) + "…";
    };
    const auto fits = [&](std::size_t count) {
      std::vector<TextSpan> kept;
      const std::string candidate = shortened(count);
      for (TextSpan span : spans) {
        if (span.start >= candidate.size()) continue;
        span.length = std::min(span.length, candidate.size() - span.start);
        kept.push_back(span);
      }
      const Layout line = make_layout(candidate, kept);
      pango_layout_set_width(line.get(), -1);
      int width = 0;
      pango_layout_get_size(line.get(), &width, nullptr);
      return static_cast<double>(width) / PANGO_SCALE <= width_pt;
    };
    std::size_t low = 0, high = ends.size();
    while (low < high) {
      const std::size_t middle = (low + high + 1) / 2;
      if (fits(middle)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    text = shortened(low);
  }

  void collect_lines(std::size_t allowed) {
    if (block.text.empty()) return;
    layout = make_layout(block.text, block.spans);
    for (GSList* at = pango_layout_get_lines_readonly(layout.get()); at; at = at->next) {
      lines.push_back(static_cast<PangoLayoutLine*>(at->data));
    }
    if (lines.size() <= allowed) return;
    // The last line that fits is laid out again with the rest of its paragraph, cut to the width.
    const auto start = static_cast<std::size_t>(pango_layout_line_get_start_index(lines[allowed - 1]));
    std::size_t end = block.text.find('\n', start);
    std::string rest = block.text.substr(start, end == std::string::npos ? end : end - start);
    if (end == std::string::npos) end = block.text.size();
    std::vector<TextSpan> spans;
    for (TextSpan span : block.spans) {
      const std::size_t from = std::max(span.start, start);
      const std::size_t to = std::min(span.start + span.length, end);
      if (from >= to) continue;
      span.start = from - start;
      span.length = to - from;
      spans.push_back(span);
    }
    cut_to_width(rest, spans);
    tail = make_layout(rest, spans);
    pango_layout_set_width(tail.get(), -1);
    lines.resize(allowed);
    lines.back() = pango_layout_get_line_readonly(tail.get(), 0);
  }
};

TextLayout::TextLayout(const TextBlock& block, bool limit_height) : contents_(std::make_unique<Contents>()) {
  Contents& contents = *contents_;
  contents.block = block;
  contents.size_pt = std::max(block.size_pt, 0.1);
  contents.width_pt = (block.upward ? block.box.height : block.box.width) * kPointsPerMm;
  contents.context = make_context();
  std::size_t allowed = block.max_lines > 0 ? static_cast<std::size_t>(block.max_lines) : SIZE_MAX;
  const double height = (block.upward ? block.box.width : block.box.height) * kPointsPerMm;
  if (limit_height && height > 0) {
    const double fit = std::floor(height / (contents.size_pt * block.leading) + 1e-3);
    allowed = std::min(allowed, static_cast<std::size_t>(std::max(1.0, fit)));
  }
  contents.collect_lines(allowed);
}

TextLayout::TextLayout(TextLayout&&) noexcept = default;
TextLayout::~TextLayout() = default;

std::size_t TextLayout::line_count() const {
  return contents_->lines.size();
}

double TextLayout::height_pt() const {
  return static_cast<double>(line_count()) * contents_->size_pt * contents_->block.leading;
}

double TextLayout::natural_width_pt() const {
  double width = 0;
  for (PangoLayoutLine* line : contents_->lines) {
    PangoRectangle logical;
    pango_layout_line_get_extents(line, nullptr, &logical);
    width = std::max(width, static_cast<double>(logical.width) / PANGO_SCALE);
  }
  return width;
}

std::vector<TextLine> TextLayout::lines() const {
  std::vector<TextLine> result;
  const std::string& text = contents_->block.text;
  const std::vector<PangoLayoutLine*>& lines = contents_->lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto start = static_cast<std::size_t>(pango_layout_line_get_start_index(lines[i]));
    TextLine line;
    line.text = text.substr(start, static_cast<std::size_t>(pango_layout_line_get_length(lines[i])));
    while (!line.text.empty() &&
           (line.text.back() == ' ' || line.text.back() == '\n' || line.text.back() == '\r'))
      line.text.pop_back();
    line.end = i + 1 < lines.size()
                   ? static_cast<std::size_t>(pango_layout_line_get_start_index(lines[i + 1]))
                   : text.size();
    result.push_back(std::move(line));
  }
  return result;
}

void TextLayout::draw(cairo_t* cairo) const {
  const Contents& contents = *contents_;
  const TextBlock& block = contents.block;
  const double pitch = contents.size_pt * block.leading;
  cairo_save(cairo);
  if (block.upward) {
    cairo_translate(cairo, block.box.x * kPointsPerMm, (block.box.y + block.box.height) * kPointsPerMm);
    cairo_rotate(cairo, -G_PI / 2);
  } else {
    cairo_translate(cairo, block.box.x * kPointsPerMm, block.box.y * kPointsPerMm);
  }
  cairo_set_source_rgb(cairo, block.color.r, block.color.g, block.color.b);
  double baseline = (pitch - contents.size_pt) / 2 + contents.size_pt * kEmAscent;
  for (PangoLayoutLine* line : contents.lines) {
    double x = 0;
    if (block.align != TextAlign::Left) {
      PangoRectangle logical;
      pango_layout_line_get_extents(line, nullptr, &logical);
      const double tracking = block.tracking_em * contents.size_pt;  // After the last character too.
      x = contents.width_pt - (static_cast<double>(logical.width) / PANGO_SCALE - tracking);
      if (block.align == TextAlign::Center) x /= 2;
    }
    cairo_move_to(cairo, x, baseline);
    pango_cairo_show_layout_line(cairo, line);
    baseline += pitch;
  }
  cairo_restore(cairo);
}

double text_height_mm(const TextBlock& block) {
  return TextLayout(block, false).height_pt() / kPointsPerMm;
}

double text_height_mm(const std::string& text, double width_mm, double size_pt, TextWeight weight) {
  TextBlock block;
  block.box.width = width_mm;
  block.text = text;
  block.size_pt = size_pt;
  block.weight = weight;
  return text_height_mm(block);
}

double text_width_mm(const TextBlock& block) {
  TextBlock unwrapped = block;
  unwrapped.box.width = 0;
  unwrapped.box.height = 0;
  return TextLayout(unwrapped, false).natural_width_pt() / kPointsPerMm;
}

std::vector<TextLine> text_lines(const TextBlock& block) {
  return TextLayout(block, false).lines();
}

std::string sheet_font_family() {
  const Context context = make_context();
  PangoFontDescription* wanted = make_font(9, TextWeight::Regular);
  PangoFont* font = pango_context_load_font(context.get(), wanted);
  pango_font_description_free(wanted);
  if (!font) return {};
  PangoFontDescription* found = pango_font_describe(font);
  std::string family = pango_font_description_get_family(found);
  pango_font_description_free(found);
  g_object_unref(font);
  return family;
}

bool sheet_font_covers(const std::string& text) {
  const Context context = make_context();
  PangoFontDescription* wanted = make_font(9, TextWeight::Regular);
  PangoFont* font = pango_context_load_font(context.get(), wanted);
  pango_font_description_free(wanted);
  if (!font) return false;
  PangoCoverage* coverage = pango_font_get_coverage(font, pango_language_from_string("ko"));
  bool all = true;
  const char* end = text.c_str() + text.size();
  for (const char* at = text.c_str(); all && at < end; at = g_utf8_next_char(at)) {
    const gunichar c = g_utf8_get_char(at);
    if (g_unichar_isspace(c)) continue;
    all = pango_coverage_get(coverage, static_cast<int>(c)) == PANGO_COVERAGE_EXACT;
  }
  g_object_unref(coverage);
  g_object_unref(font);
  return all;
}

}  // namespace bandaji
