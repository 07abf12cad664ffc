#include "app/ui/trace.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

#include "assets/whole_file.h"

namespace bandaji {

void Trace::note(std::string_view name, ImVec2 min, ImVec2 max) {
  if (!on()) return;
  // What is scrolled out of its window cannot be clicked.
  const ImVec2 clip_min = ImGui::GetWindowDrawList()->GetClipRectMin();
  const ImVec2 clip_max = ImGui::GetWindowDrawList()->GetClipRectMax();
  const float x1 = std::max(min.x, clip_min.x), y1 = std::max(min.y, clip_min.y);
  const float x2 = std::min(max.x, clip_max.x), y2 = std::min(max.y, clip_max.y);
  if (x2 - x1 < 2 || y2 - y1 < 2) return;
  boxes_[std::string(name)] = Box{x1, y1, x2 - x1, y2 - y1};
}

void Trace::state(std::string_view name, std::string_view value) {
  if (on()) states_[std::string(name)] = value;
}

void Trace::end_frame(std::uint64_t frame) {
  if (!on()) return;
  std::swap(boxes_, shown_);
  std::swap(states_, shown_states_);
  boxes_.clear();
  states_.clear();
  if (file_.empty()) return;
  nlohmann::json out;
  out["frame"] = frame;
  out["state"] = shown_states_;
  nlohmann::json& widgets = out["widgets"] = nlohmann::json::object();
  for (const auto& [name, box] : shown_)
    widgets[name] = {std::lround(box.x), std::lround(box.y), std::lround(box.width), std::lround(box.height)};
  const std::string text = out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  // A trace that cannot be written is the script's problem, not the user's.
  static_cast<void>(write_file(file_, text.data(), text.size()));
}

}  // namespace bandaji
