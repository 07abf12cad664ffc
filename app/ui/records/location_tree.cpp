#include "app/ui/records/location_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "app/ui/imgui_compat.h"
#include "app/ui/looks/record_rows.h"
#include "db/search.h"

namespace bandaji {
namespace {

constexpr const char* kPayload = "bandaji.location";
using Payload = std::array<char, 26>;  // An id.

// The dragged place when it is let go over the last item, which is marked meanwhile.
Id take_place(Ui& ui) {
  Id taken;
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  if (!ImGui::BeginDragDropTarget()) return taken;
  const ImGuiPayload* payload = ImGui::AcceptDragDropPayload(
      kPayload, ImGuiDragDropFlags_AcceptBeforeDelivery | ImGuiDragDropFlags_AcceptNoDrawDefaultRect);
  if (payload != nullptr) {
    ImGui::GetWindowDrawList()->AddRect(min, max, ui.theme.accent, ui.px(6), 0, ui.px(2));
    if (payload->IsDelivery())
      taken.assign(static_cast<const char*>(payload->Data), static_cast<std::size_t>(payload->DataSize));
  }
  ImGui::EndDragDropTarget();
  return taken;
}

std::string name_of(const RecordRow& place) {
  const std::string title = place.title();
  return title.empty() ? place.id : title;
}

// In the order of the tree, with their depth; one whose outer place is in the trash stands at the top.
std::vector<std::pair<const RecordRow*, int>> in_tree(const std::vector<RecordRow>& places,
                                                      const std::set<Id>& closed) {
  std::set<Id> known;
  for (const RecordRow& place : places) known.insert(place.id);
  std::unordered_map<Id, std::vector<const RecordRow*>> inside;
  for (const RecordRow& place : places) {
    const Id parent(place.value("parent"));
    inside[known.contains(parent) ? parent : Id()].push_back(&place);
  }
  std::vector<std::pair<const RecordRow*, int>> order;
  const std::function<void(const Id&, int)> add = [&](const Id& parent, int depth) {
    for (const RecordRow* place : inside[parent]) {
      order.emplace_back(place, depth);
      if (!closed.contains(place->id)) add(place->id, depth + 1);
    }
  };
  add({}, 0);
  return order;
}

}  // namespace

void arrange(LocationTree& tree, std::vector<RecordRow>& places, const Catalog& catalog) {
  std::unordered_map<Id, std::int64_t> units;
  std::unordered_map<Id, Id> parents;
  std::set<Id> outer;
  for (const RecordRow& place : places) {
    parents[place.id] = Id(place.value("parent"));
    outer.insert(Id(place.value("parent")));
  }
  for (const Unit& unit : live_records<Unit>(catalog)) {
    Id at = unit.location;
    for (int steps = 0; !at.empty() && steps < 64; ++steps) {
      ++units[at];
      const auto above = parents.find(at);
      at = above == parents.end() ? Id() : above->second;
    }
  }
  tree.rows.clear();
  std::vector<RecordRow> arranged;
  for (const auto& [place, depth] : in_tree(places, tree.closed)) {
    tree.rows.push_back(
        {depth, outer.contains(place->id), !tree.closed.contains(place->id), units[place->id]});
    arranged.push_back(*place);
  }
  places = std::move(arranged);
}

bool draw_branch(Ui& ui, LocationTree& tree, std::size_t row, const Id& id, ImVec2& min, ImVec2& max) {
  const LocationRow& branch = tree.rows[row];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float left = min.x + ui.px(6 + 18 * ui::f(branch.depth));
  const ImVec2 arrow(left, min.y), arrow_end(left + ui.px(18), max.y);
  bool pressed = false;
  if (branch.has_children) {
    draw_icon(list, branch.open ? Icon::ChevronDown : Icon::ChevronRight,
              ImVec2(left + ui.px(2), (min.y + max.y) / 2 - ui.px(6)), ui.px(12), ui.theme.dim);
    pressed = ImGui::IsMouseClicked(0) &&
              ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
              ImGui::IsMouseHoveringRect(arrow, arrow_end);
    ui.trace.note(fmt::format("records.branch.{}", row), arrow, arrow_end);
  }
  if (pressed && !tree.closed.erase(id)) tree.closed.insert(id);
  const float count = ui::draw_text_in(
      ui, ui.fonts.small(), ImVec2(max.x - ui.px(90), min.y), ImVec2(max.x - ui.px(10), max.y), ui.theme.dim,
      branch.units == 0 ? "" : fmt::format(fmt::runtime(ui.t(Text::LocationUnits)), count_text(branch.units)),
      ui::Align::Right);
  ui.trace.state(fmt::format("records.units.{}", row), std::to_string(branch.units));
  min.x = arrow_end.x - ui.px(8);
  max.x -= count + ui.px(10);
  return pressed;
}

void drag_place(Ui& ui, const UiModel& model, const RecordRow& place, std::string_view title, Requests& out) {
  if (model.read_only || place.id.size() != std::tuple_size_v<Payload>) return;
  if (ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceNoHoldToOpenOthers)) {
    Payload payload;
    std::copy(place.id.begin(), place.id.end(), payload.begin());
    ImGui::SetDragDropPayload(kPayload, payload.data(), payload.size());
    ui::text(ui, ui.fonts.body(), ui.theme.text, title);
    ImGui::EndDragDropSource();
  }
  if (const Id dropped = take_place(ui); !dropped.empty())
    out.emplace_back(rows::set_field(RecordType::Location, dropped, "parent", place.id));
}

void draw_top_place(Ui& ui, const UiModel& model, Requests& out) {
  const ImGuiPayload* held = ImGui::GetDragDropPayload();
  if (model.read_only || held == nullptr || !held->IsDataType(kPayload)) return;
  const ImVec2 size(ImGui::GetContentRegionAvail().x, ui.px(32));
  ImGui::InvisibleButton("records.top_place", size);
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ui.trace.note("records.top_place", min, max);
  ImGui::GetWindowDrawList()->AddRect(min, max, ui.theme.line, ui.px(6));
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(12), min.y), max, ui.theme.dim,
                   ui.t(Text::LocationTop));
  if (const Id dropped = take_place(ui); !dropped.empty())
    out.emplace_back(rows::set_field(RecordType::Location, dropped, "parent", ""));
}

bool pick_place(Ui& ui, std::string& search, std::string_view widget, const Catalog& catalog, const Id& self,
                Id& place) {
  const auto held =
      place.empty() ? Result<RecordRow>(RecordRow()) : record_row(catalog, RecordType::Location, place);
  const std::string shown = place.empty() || !held ? std::string(ui.t(Text::LocationTop)) : name_of(*held);
  if (!ui::begin_select(ui, widget, shown, -1, place.empty(), 300)) return false;
  bool takes_first = ui::select_search(ui, widget, search);
  bool chosen = false;
  if (search.empty() &&
      ui::choice(ui, fmt::format("{}.none", widget), ui.t(Text::LocationTop), place.empty())) {
    place.clear();
    chosen = true;
  }
  ImGui::BeginChild("places", ImVec2(0, ui.px(280)), false);
  const std::vector<RecordRow> all = live_rows(catalog, RecordType::Location);
  for (const auto& [one, depth] : in_tree(all, {self})) {
    const std::string name = name_of(*one);
    if (one->id == self || (!search.empty() && match_ranges(name, search).empty())) continue;
    const std::string words = std::string(static_cast<std::size_t>(depth) * 4, ' ') + name;
    const bool pressed = ui::choice(ui, fmt::format("{}.{}", widget, name), words, one->id == place);
    if (pressed || std::exchange(takes_first, false)) {
      place = one->id;
      chosen = true;
    }
  }
  ImGui::EndChild();
  if (chosen) ImGui::CloseCurrentPopup();
  ui::end_select();
  return chosen;
}

}  // namespace bandaji
