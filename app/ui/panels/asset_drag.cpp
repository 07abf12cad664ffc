#include "app/ui/panels/asset_drag.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>

namespace bandaji {
namespace {

constexpr const char* kPayload = "bandaji.asset";
using Payload = std::array<char, 26>;  // An id.

// What goes along with an asset: the selection it belongs to.
std::vector<Id> going_with(const UiModel& model, const Id& asset) {
  return model.selection.contains(asset) ? model.selected : std::vector<Id>{asset};
}

}  // namespace

void offer_assets(Ui& ui, BrowserPanel& panel, const UiModel& model, const Id& asset) {
  if (model.read_only || asset.size() != std::tuple_size_v<Payload>) return;
  if (!ImGui::BeginDragDropSource(ImGuiDragDropFlags_SourceNoHoldToOpenOthers)) return;
  panel.pressed.clear();
  Payload payload;
  std::copy(asset.begin(), asset.end(), payload.begin());
  ImGui::SetDragDropPayload(kPayload, payload.data(), payload.size());
  const std::size_t count = going_with(model, asset).size();
  std::string words;
  if (const AssetSummary* one = model.library->index().summary(asset)) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float edge = ui.px(34);
    ImGui::Dummy(ImVec2(edge, edge));
    draw_thumbnail(ui, model, *one, at, ImVec2(at.x + edge, at.y + edge), ui.px(4), true);
    ImGui::SameLine(0, ui.px(10));
    words = display_name(one->name_ko, one->name_en, ui.korean);
  }
  if (count > 1) words = fmt::format(fmt::runtime(ui.t(Text::DragAssets)), words, count - 1);
  ui::text(ui, ui.fonts.body(), ui.theme.text, words);
  ui.trace.state("dragging", std::to_string(count));
  ImGui::EndDragDropSource();
}

std::vector<Id> take_assets(Ui& ui, const UiModel& model) {
  std::vector<Id> taken;
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  if (!ImGui::BeginDragDropTarget()) return taken;
  const ImGuiPayload* payload = ImGui::AcceptDragDropPayload(
      kPayload, ImGuiDragDropFlags_AcceptBeforeDelivery | ImGuiDragDropFlags_AcceptNoDrawDefaultRect);
  if (payload != nullptr) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(6));
    list.AddRect(min, max, ui.theme.accent, ui.px(6), 0, ui.px(2));
    if (payload->IsDelivery())
      taken = going_with(
          model, Id(static_cast<const char*>(payload->Data), static_cast<std::size_t>(payload->DataSize)));
  }
  ImGui::EndDragDropTarget();
  return taken;
}

}  // namespace bandaji
