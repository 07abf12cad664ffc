// Breaking one block of text into lines, and drawing them: the only place that
// speaks to Pango.  Works in points (1/72 inch) with metrics that do not depend
// on the resolution, so that paper, picture and measurement agree.
#pragma once

#include <memory>
#include <vector>

#include "app/sheets/page.h"

typedef struct _cairo cairo_t;

namespace bandaji {

inline constexpr double kPointsPerMm = 72.0 / 25.4;

class TextLayout {
 public:
  // `limit_height` cuts at the block's height, with an ellipsis; max_lines always does.
  TextLayout(const TextBlock& block, bool limit_height);
  TextLayout(TextLayout&&) noexcept;
  ~TextLayout();

  std::size_t line_count() const;
  double height_pt() const;
  double natural_width_pt() const;      // Of the longest line.
  std::vector<TextLine> lines() const;  // Expects: not cut.
  // Expects: one user unit of `cairo` is one point.
  void draw(cairo_t* cairo) const;

 private:
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji
