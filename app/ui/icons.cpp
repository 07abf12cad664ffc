#include "app/ui/icons.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace bandaji {
namespace {

constexpr float kPi = 3.14159265f;

// A pen on the 16 x 16 grid.
class Pen {
 public:
  Pen(ImDrawList& list, ImVec2 origin, float size, ImU32 color)
      : list_(list),
        origin_(origin),
        unit_(size / 16),
        color_(color),
        width_(std::max(1.0f, size / 16 * 1.35f)) {}

  ImVec2 at(float x, float y) const { return ImVec2(origin_.x + x * unit_, origin_.y + y * unit_); }
  void line(std::initializer_list<ImVec2> points, bool closed = false) {
    for (const ImVec2& p : points) list_.PathLineTo(at(p.x, p.y));
    list_.PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, width_);
  }
  void fill(std::initializer_list<ImVec2> points) {
    for (const ImVec2& p : points) list_.PathLineTo(at(p.x, p.y));
    list_.PathFillConvex(color_);
  }
  void circle(float x, float y, float r) { list_.AddCircle(at(x, y), r * unit_, color_, 0, width_); }
  void disc(float x, float y, float r) { list_.AddCircleFilled(at(x, y), r * unit_, color_); }
  void rect(float x1, float y1, float x2, float y2, float round = 1) {
    list_.AddRect(at(x1, y1), at(x2, y2), color_, round * unit_, 0, width_);
  }
  void block(float x1, float y1, float x2, float y2, float round = 0.5f) {
    list_.AddRectFilled(at(x1, y1), at(x2, y2), color_, round * unit_);
  }
  // Angles in turns, clockwise from the right.
  void arc(float x, float y, float r, float from, float to) {
    list_.PathArcTo(at(x, y), r * unit_, from * 2 * kPi, to * 2 * kPi, 20);
    list_.PathStroke(color_, ImDrawFlags_None, width_);
  }
  void star(bool filled) {
    ImVec2 points[10];
    for (int i = 0; i < 10; ++i) {
      const float radius = i % 2 == 0 ? 6.6f : 2.9f;
      const float angle = static_cast<float>(i) * kPi / 5 - kPi / 2;
      points[i] = at(8 + radius * std::cos(angle), 8.4f + radius * std::sin(angle));
    }
    if (filled) {
      // A star is not convex: five kites around the center.
      const ImVec2 center = at(8, 8.4f);
      for (int i = 0; i < 10; i += 2) {
        const ImVec2 kite[4] = {points[(i + 9) % 10], points[i], points[i + 1], center};
        list_.AddConvexPolyFilled(kite, 4, color_);
      }
    } else {
      list_.AddPolyline(points, 10, color_, ImDrawFlags_Closed, width_ * 0.8f);
    }
  }

 private:
  ImDrawList& list_;
  ImVec2 origin_;
  float unit_;
  ImU32 color_;
  float width_;
};

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 top_left, float size, ImU32 color) {
  Pen pen(list, ImVec2(std::round(top_left.x), std::round(top_left.y)), size, color);
  switch (icon) {
    case Icon::None:
      break;
    case Icon::Search:
      pen.circle(7, 7, 4.4f);
      pen.line({{10.3f, 10.3f}, {14, 14}});
      break;
    case Icon::Close:
      pen.line({{4, 4}, {12, 12}});
      pen.line({{12, 4}, {4, 12}});
      break;
    case Icon::Plus:
      pen.line({{8, 3}, {8, 13}});
      pen.line({{3, 8}, {13, 8}});
      break;
    case Icon::Check:
      pen.line({{3, 8.5f}, {6.5f, 12}, {13, 4.5f}});
      break;
    case Icon::ChevronDown:
      pen.line({{4, 6}, {8, 10}, {12, 6}});
      break;
    case Icon::ChevronRight:
      pen.line({{6, 4}, {10, 8}, {6, 12}});
      break;
    case Icon::ChevronLeft:
      pen.line({{10, 4}, {6, 8}, {10, 12}});
      break;
    case Icon::Grid:
      pen.rect(2.5f, 2.5f, 7, 7);
      pen.rect(9, 2.5f, 13.5f, 7);
      pen.rect(2.5f, 9, 7, 13.5f);
      pen.rect(9, 9, 13.5f, 13.5f);
      break;
    case Icon::List:
      for (const float y : {4.0f, 8.0f, 12.0f}) {
        pen.line({{6, y}, {14, y}});
        pen.disc(3, y, 1);
      }
      break;
    case Icon::Star:
      pen.star(true);
      break;
    case Icon::StarEmpty:
      pen.star(false);
      break;
    case Icon::Undo:
      pen.line({{6, 3}, {3, 6}, {6, 9}});
      pen.line({{3, 6}, {9.5f, 6}});
      pen.arc(9.5f, 9.5f, 3.5f, -0.25f, 0.25f);
      pen.line({{9.5f, 13}, {6, 13}});
      break;
    case Icon::Redo:
      pen.line({{10, 3}, {13, 6}, {10, 9}});
      pen.line({{13, 6}, {6.5f, 6}});
      pen.arc(6.5f, 9.5f, 3.5f, 0.25f, 0.75f);
      pen.line({{6.5f, 13}, {10, 13}});
      break;
    case Icon::Import:
      pen.line({{8, 2}, {8, 9.5f}});
      pen.line({{5, 6.5f}, {8, 9.5f}, {11, 6.5f}});
      pen.line({{2.5f, 10}, {2.5f, 13.5f}, {13.5f, 13.5f}, {13.5f, 10}});
      break;
    case Icon::Export:
      pen.line({{8, 10}, {8, 2.5f}});
      pen.line({{5, 5.5f}, {8, 2.5f}, {11, 5.5f}});
      pen.line({{2.5f, 10}, {2.5f, 13.5f}, {13.5f, 13.5f}, {13.5f, 10}});
      break;
    case Icon::Folder:
      pen.line({{2, 4}, {6, 4}, {7.5f, 5.5f}, {14, 5.5f}, {14, 13}, {2, 13}}, true);
      break;
    case Icon::File:
      pen.line({{4, 2}, {9.5f, 2}, {12.5f, 5}, {12.5f, 14}, {4, 14}}, true);
      pen.line({{9, 2.5f}, {9, 5.5f}, {12, 5.5f}});
      break;
    case Icon::Picture:
      pen.rect(2, 3, 14, 13);
      pen.line({{2.5f, 11.5f}, {6, 8}, {9, 11}, {11, 9}, {13.5f, 11.5f}});
      pen.disc(10.6f, 6, 1.2f);
      break;
    case Icon::Cube:
      pen.line({{8, 2}, {13.5f, 5}, {13.5f, 11}, {8, 14}, {2.5f, 11}, {2.5f, 5}}, true);
      pen.line({{2.5f, 5}, {8, 8}, {13.5f, 5}});
      pen.line({{8, 8}, {8, 14}});
      break;
    case Icon::Clip:
      pen.line({{11.5f, 5}, {6.5f, 10}});
      pen.arc(5.2f, 8.9f, 1.7f, 0.1f, 0.62f);
      pen.line({{4, 7.6f}, {9.2f, 2.6f}});
      pen.arc(10.9f, 4.4f, 2.5f, -0.38f, 0.12f);
      pen.line({{12.6f, 6.2f}, {7, 12}});
      pen.arc(5.4f, 10.4f, 3, 0.13f, 0.6f);
      break;
    case Icon::Warning:
      pen.line({{8, 2.5f}, {14.2f, 13.5f}, {1.8f, 13.5f}}, true);
      pen.line({{8, 6.5f}, {8, 9.7f}});
      pen.disc(8, 11.6f, 0.85f);
      break;
    case Icon::Clock:
      pen.circle(8, 8, 5.8f);
      pen.line({{8, 4.6f}, {8, 8}, {10.6f, 9.6f}});
      break;
    case Icon::Sun:
      pen.circle(8, 8, 2.8f);
      for (int i = 0; i < 8; ++i) {
        const float a = static_cast<float>(i) * kPi / 4;
        pen.line({{8 + 4.7f * std::cos(a), 8 + 4.7f * std::sin(a)},
                  {8 + 6.4f * std::cos(a), 8 + 6.4f * std::sin(a)}});
      }
      break;
    case Icon::Rotate:
      pen.arc(8, 8, 5.2f, -0.12f, 0.68f);
      pen.line({{13.4f, 1.8f}, {12.2f, 4.6f}, {9.4f, 4}});
      break;
    case Icon::Ground:
      pen.line({{1.5f, 12}, {5, 8}, {14.5f, 8}, {11, 12}}, true);
      pen.line({{6.3f, 12}, {9.7f, 8}});
      pen.line({{3.2f, 10}, {12.8f, 10}});
      break;
    case Icon::Wire:
      pen.line({{2.5f, 12.5f}, {8, 2.5f}, {13.5f, 12.5f}}, true);
      pen.line({{5.2f, 7.5f}, {10.8f, 7.5f}, {8, 12.5f}}, true);
      break;
    case Icon::Fit:
      pen.line({{2.5f, 6}, {2.5f, 2.5f}, {6, 2.5f}});
      pen.line({{10, 2.5f}, {13.5f, 2.5f}, {13.5f, 6}});
      pen.line({{13.5f, 10}, {13.5f, 13.5f}, {10, 13.5f}});
      pen.line({{6, 13.5f}, {2.5f, 13.5f}, {2.5f, 10}});
      pen.rect(6, 6, 10, 10, 0.5f);
      break;
    case Icon::Sheet:
      pen.rect(3.5f, 1.8f, 12.5f, 14.2f);
      pen.line({{5.5f, 10}, {10.5f, 10}});
      pen.line({{5.5f, 12}, {9, 12}});
      pen.rect(5.6f, 4, 10.4f, 8, 0.4f);
      break;
    case Icon::Pause:
      pen.block(4.5f, 3.5f, 6.7f, 12.5f);
      pen.block(9.3f, 3.5f, 11.5f, 12.5f);
      break;
    case Icon::Pencil:
      pen.line({{3, 13}, {3.6f, 10}, {10.6f, 3}, {13, 5.4f}, {6, 12.4f}}, true);
      pen.line({{9, 4.6f}, {11.4f, 7}});
      break;
    case Icon::Trash:
      pen.line({{2.8f, 4.4f}, {13.2f, 4.4f}});
      pen.line({{6, 4.2f}, {6, 2.4f}, {10, 2.4f}, {10, 4.2f}});
      pen.line({{4.2f, 4.6f}, {4.9f, 13.6f}, {11.1f, 13.6f}, {11.8f, 4.6f}});
      pen.line({{6.8f, 7}, {6.9f, 11}});
      pen.line({{9.2f, 7}, {9.1f, 11}});
      break;
    case Icon::Tag:
      pen.line({{2.5f, 2.5f}, {8, 2.5f}, {13.8f, 8.4f}, {8.4f, 13.8f}, {2.5f, 8}}, true);
      pen.disc(5.4f, 5.4f, 1.1f);
      break;
    case Icon::Expand:
      pen.line({{9, 2.5f}, {13.5f, 2.5f}, {13.5f, 7}});
      pen.line({{13.2f, 2.8f}, {9, 7}});
      pen.line({{7, 13.5f}, {2.5f, 13.5f}, {2.5f, 9}});
      pen.line({{2.8f, 13.2f}, {7, 9}});
      break;
    case Icon::Up:
      pen.line({{8, 13}, {8, 3.4f}});
      pen.line({{4, 7}, {8, 3}, {12, 7}});
      break;
    case Icon::Sliders:
      pen.line({{2, 5}, {14, 5}});
      pen.line({{2, 11}, {14, 11}});
      pen.disc(10.5f, 5, 1.9f);
      pen.disc(5.5f, 11, 1.9f);
      break;
    case Icon::Info:
      pen.circle(8, 8, 5.8f);
      pen.line({{8, 7.4f}, {8, 11.4f}});
      pen.disc(8, 5.1f, 0.9f);
      break;
    case Icon::Keyboard:
      pen.rect(1.5f, 4, 14.5f, 12.4f);
      for (const float x : {4.2f, 6.7f, 9.3f, 11.8f}) pen.disc(x, 6.8f, 0.7f);
      pen.line({{5, 9.9f}, {11, 9.9f}});
      break;
    case Icon::Camera:
      pen.line({{2, 5}, {5, 5}, {6.2f, 3}, {9.8f, 3}, {11, 5}, {14, 5}, {14, 13}, {2, 13}}, true);
      pen.circle(8, 8.8f, 2.5f);
      break;
    case Icon::Stale:
      pen.arc(8, 8, 5.6f, -0.1f, 0.72f);
      pen.line({{13.9f, 2.4f}, {12.6f, 5}, {9.8f, 4.4f}});
      pen.line({{8, 5}, {8, 8.6f}});
      pen.disc(8, 10.9f, 0.9f);
      break;
    case Icon::Sides:
      pen.rect(2, 3, 14, 13);
      pen.line({{6, 3}, {6, 13}});
      pen.line({{10.6f, 3}, {10.6f, 13}});
      break;
    case Icon::Ortho:
      pen.rect(2.5f, 5.5f, 10.5f, 13.5f, 0.3f);
      pen.line({{5.5f, 5.5f}, {5.5f, 2.5f}, {13.5f, 2.5f}, {13.5f, 10.5f}, {10.5f, 10.5f}});
      break;
    case Icon::Ruler:
      pen.rect(1.5f, 5.5f, 14.5f, 10.8f, 0.6f);
      for (const float x : {4.1f, 6.7f, 9.3f, 11.9f}) pen.line({{x, 5.8f}, {x, 8.2f}});
      break;
    case Icon::Refresh:
      pen.arc(8, 8, 5.2f, -0.45f, -0.05f);
      pen.arc(8, 8, 5.2f, 0.05f, 0.45f);
      pen.line({{13.6f, 3.2f}, {12.9f, 6.4f}, {9.8f, 5.6f}});
      pen.line({{2.4f, 12.8f}, {3.1f, 9.6f}, {6.2f, 10.4f}});
      break;
    case Icon::Chest:  // 반닫이: the chest whose front half opens.
      pen.rect(2, 4, 14, 12.4f, 0.8f);
      pen.line({{2, 7.6f}, {14, 7.6f}});
      pen.disc(8, 8.2f, 1.5f);
      pen.line({{4, 12.4f}, {4, 14}});
      pen.line({{12, 12.4f}, {12, 14}});
      pen.line({{4.6f, 7.6f}, {4.6f, 9.4f}});
      pen.line({{11.4f, 7.6f}, {11.4f, 9.4f}});
      break;
    case Icon::Command:
      pen.line({{3, 4}, {6.5f, 8}, {3, 12}});
      pen.line({{8, 12}, {13.5f, 12}});
      break;
    case Icon::Dot:
      pen.disc(8, 8, 3.6f);
      break;
    case Icon::Filter:
      pen.line({{2.5f, 3.5f}, {13.5f, 3.5f}, {9.4f, 8.6f}, {9.4f, 13}, {6.6f, 11.6f}, {6.6f, 8.6f}}, true);
      break;
    case Icon::Sphere:
      pen.circle(8, 8, 5.6f);
      pen.arc(8, 5.6f, 6, 0.12f, 0.38f);
      pen.line({{8, 2.4f}, {8, 13.6f}});
      break;
    case Icon::Sort:
      pen.line({{5, 3}, {5, 13}});
      pen.line({{2.4f, 10.4f}, {5, 13}, {7.6f, 10.4f}});
      pen.line({{9, 4}, {14, 4}});
      pen.line({{9, 8}, {12.6f, 8}});
      pen.line({{9, 12}, {11.2f, 12}});
      break;
    case Icon::Section:
      pen.line({{3, 5}, {8, 2.4f}, {13, 5}, {13, 7}});
      pen.line({{3, 5}, {3, 11}, {8, 13.6f}, {13, 11}, {13, 9.6f}});
      pen.line({{1.4f, 9.4f}, {14.6f, 7.4f}});
      break;
    case Icon::Parts:
      pen.rect(2.5f, 2.5f, 6, 6);
      pen.line({{4.2f, 6}, {4.2f, 12}, {8.4f, 12}});
      pen.line({{4.2f, 8.2f}, {8.4f, 8.2f}});
      pen.rect(8.6f, 6.6f, 12, 9.8f);
      pen.rect(8.6f, 10.6f, 12, 13.8f);
      break;
    case Icon::Swatch:
      pen.rect(2.6f, 2.6f, 13.4f, 13.4f, 1.5f);
      pen.block(3.6f, 3.6f, 8, 8, 0);
      pen.block(8, 8, 12.4f, 12.4f, 0);
      break;
    case Icon::Compare:
      pen.rect(2, 3.4f, 14, 12.6f);
      pen.line({{8, 1.8f}, {8, 14.2f}});
      pen.block(8, 4.2f, 13.2f, 11.8f, 0);
      break;
    case Icon::Play:
      pen.fill({{4.6f, 3}, {13, 8}, {4.6f, 13}});
      break;
    case Icon::Person:
      pen.circle(8, 3.8f, 1.9f);
      pen.line({{5, 9.6f}, {5.4f, 7}, {10.6f, 7}, {11, 9.6f}});
      pen.line({{6.6f, 7}, {6.6f, 14}});
      pen.line({{9.4f, 7}, {9.4f, 14}});
      break;
    case Icon::Strip:
      pen.rect(1.6f, 5, 5.2f, 11);
      pen.rect(6.2f, 5, 9.8f, 11);
      pen.rect(10.8f, 5, 14.4f, 11);
      break;
    case Icon::Eye:
    case Icon::EyeOff:
      pen.line({{1.6f, 8},
                {4.2f, 5.2f},
                {8, 4},
                {11.8f, 5.2f},
                {14.4f, 8},
                {11.8f, 10.8f},
                {8, 12},
                {4.2f, 10.8f}},
               true);
      pen.circle(8, 8, 2.1f);
      if (icon == Icon::EyeOff) pen.line({{3, 13}, {13, 3}});
      break;
    case Icon::Lens:
      pen.rect(1.8f, 5, 10, 12.4f);
      pen.line({{10, 8}, {14.2f, 5.6f}, {14.2f, 11.8f}, {10, 9.4f}});
      break;
    case Icon::Film:
      pen.rect(2.4f, 3, 13.6f, 13);
      pen.line({{5, 3}, {5, 13}});
      pen.line({{11, 3}, {11, 13}});
      pen.line({{5, 8}, {11, 8}});
      break;
  }
}

}  // namespace bandaji
