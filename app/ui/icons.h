// The window's own icons, drawn as lines on a grid of 16 units, so they are sharp
// at every scale and need no font.
#pragma once

#include <imgui.h>

#include <cstdint>

namespace bandaji {

enum class Icon : std::uint8_t {
  None,
  Search,
  Close,
  Plus,
  Check,
  ChevronDown,
  ChevronRight,
  ChevronLeft,
  Grid,
  List,
  Star,
  StarEmpty,
  Undo,
  Redo,
  Import,
  Export,
  Folder,
  File,
  Picture,
  Cube,
  Clip,
  Warning,
  Clock,
  Sun,
  Rotate,
  Ground,
  Wire,
  Fit,
  Sheet,
  Pause,
  Pencil,
  Trash,
  Tag,
  Expand,
  Up,
  Sliders,
  Info,
  Keyboard,
  Camera,
  Stale,
  Sides,
  Ortho,
  Ruler,
  Refresh,
  Chest,
  Command,
  Dot,
  Filter,
  Sphere,
  Sort,
  // Tools over a picture.
  Section,
  Parts,
  Swatch,
  Compare,
  Play,
  Person,
  Strip,
  Eye,
  EyeOff,
  Lens,
  Film,
};

// Inside the square at `top_left` with edge `size` pixels.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 top_left, float size, ImU32 color);

}  // namespace bandaji
