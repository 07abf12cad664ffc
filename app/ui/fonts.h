// The typeface of the window: Noto Sans CJK KR in four cuts, rendered at exactly
// the pixel size that is shown.
//
// Older ImGui bakes a fixed set of characters.  Baking all of Hangul and hanja in
// four cuts costs half a second and much memory at high display scales, so the set
// holds what the interface and the catalog need and grows when text with a new
// character is about to be drawn.
#pragma once

#include <imgui.h>

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace bandaji {

struct Font {
  ImFont* font = nullptr;
  float size = 16;  // Pixels of a line.
};

struct FontFile {
  std::string file;
  int face = 0;  // Index inside a collection.
  bool korean = false;
};

class Fonts {
 public:
  // Files by fontconfig; a system without Korean fonts gets ImGui's built-in one.
  // `opengl`: the OpenGL backend has been started.
  void load(float scale, bool opengl);
  float scale() const { return scale_; }

  const Font& small() const { return fonts_[0]; }
  const Font& body() const { return fonts_[1]; }
  const Font& bold() const { return fonts_[2]; }
  const Font& title() const { return fonts_[3]; }

  // Text is going to be drawn.  Cheap for characters that are already there.
  void note(std::string_view utf8);
  void note(char32_t character);
  // Between frames: bakes what was noted.  True when fonts changed, so the frame before was incomplete.
  bool grow();
  bool missing() const { return missing_; }  // Something noted is not baked yet.
  std::size_t characters() const { return used_.count(); }
  bool found_korean() const { return regular_.korean; }

 private:
  void bake();
  Font fonts_[4];
  std::bitset<0x10000> used_;
  bool missing_ = false;
  bool opengl_ = false;
  FontFile regular_, bold_;
  float scale_ = 1;
};

}  // namespace bandaji
