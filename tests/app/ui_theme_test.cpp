// Whether what is written can be read.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/ui/theme.h"

namespace bandaji {
namespace {

// Text of every kind on every surface it stands on; returns the weakest.
float weakest(const Theme& theme) {
  float least = 21;
  for (const ImU32 text : {theme.text, theme.dim, theme.faint, theme.accent, theme.danger, theme.warning})
    for (const ImU32 surface : {theme.well, theme.bar, theme.side, theme.ground, theme.card})
      least = std::min(least, contrast_ratio(text, surface));
  return std::min(least, contrast_ratio(IM_COL32_WHITE, theme.accent_fill));
}

TEST(UiTheme, ContrastIsMeasuredAsTheGuidelineHasIt) {
  EXPECT_NEAR(contrast_ratio(IM_COL32_WHITE, IM_COL32_BLACK), 21, 0.01f);
  EXPECT_NEAR(contrast_ratio(IM_COL32(119, 119, 119, 255), IM_COL32_WHITE), 4.48f, 0.01f);
  EXPECT_NEAR(contrast_ratio(IM_COL32_BLACK, IM_COL32_BLACK), 1, 0.001f);
}

TEST(UiTheme, EveryTextCanBeReadOnEverySurface) {
  EXPECT_GE(weakest(Theme()), 4.5f) << "WCAG 2.1, level AA.";
}

TEST(UiTheme, HighContrastIsHigh) {
  EXPECT_GE(weakest(high_contrast_theme()), 7.0f) << "WCAG 2.1, level AAA.";
}

}  // namespace
}  // namespace bandaji
