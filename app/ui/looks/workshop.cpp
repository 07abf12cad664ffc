#include "app/ui/looks/workshop.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/ui/imgui_compat.h"
#include "app/ui/looks/looks_panel.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {

void open_picker(AssetPicker& picker, bool images) {
  picker = AssetPicker();
  picker.open = picker.focus = true;
  picker.images = images;
}

namespace workshop {

bool begin_read(Workshop& shop, const UiModel& model, const std::string& key) {
  if (shop.seen_library != model.library) {
    // Another catalog; what was to be brought into focus in it stays.
    shop.seen_library = model.library;
    shop.seen_change = -1;
    shop.sent.reset();
    shop.editor = {};
    shop.versions = {};
  }
  const std::int64_t change = model.library->catalog().change_count();
  if (shop.seen_change == change && shop.seen == key) return false;
  shop.seen_change = change;
  return true;
}

std::vector<Moment> moments(const Catalog& catalog, const std::function<bool(const Scene&)>& wanted) {
  std::map<Id, Episode> episodes;
  std::map<Id, std::string> days;
  for (const Episode& episode : live_records<Episode>(catalog)) episodes[episode.id] = episode;
  for (const StoryDay& day : live_records<StoryDay>(catalog)) days[day.id] = day.label;
  std::vector<Moment> found;
  for (const Scene& scene : scenes_in_order(catalog))
    if (wanted(scene))
      found.push_back({scene, scene_name(episodes[scene.episode], scene), days[scene.story_day]});
  return found;
}

Id step_moment(std::span<const Moment> moments, const Id& scene, std::ptrdiff_t step) {
  std::ptrdiff_t at = -1;
  for (std::size_t i = 0; i < moments.size(); ++i)
    if (moments[i].scene.id == scene) at = static_cast<std::ptrdiff_t>(i);
  at = std::clamp<std::ptrdiff_t>(at + step, -1, static_cast<std::ptrdiff_t>(moments.size()) - 1);
  return at < 0 ? Id() : moments[static_cast<std::size_t>(at)].scene.id;
}

Change take_out(RecordType type, const Id& id, std::string ko, std::string en) {
  const std::pair one(type, id);
  Change change = set_trashed(std::span(&one, 1), true);
  change.label_ko = std::move(ko);
  change.label_en = std::move(en);
  return change;
}

Middle draw_middle(Ui& ui, Workshop& shop, std::string_view id, const UiModel& model,
                   const std::shared_ptr<const Composition>& composition, const Id& owner,
                   const ToolSubject& subject, ImVec2 min, ImVec2 max, bool held, float rail_top,
                   Requests& out) {
  Middle middle;
  if (composition && shop.sent != composition) {
    shop.sent = composition;
    out.emplace_back(request::ShowComposition{composition, shop.framed == owner});
    shop.framed = owner;
  }
  if (!composition || composition->empty()) return middle;
  if (subject.model && shop.tools.of != subject.model.get() && shop.measured == owner) {
    // The same look or set, composed anew: what was measured and cut stays.
    shop.tools.of = subject.model.get();
    shop.tools.part.reset();
    shop.tools.pointed.reset();
    shop.tools.under.reset();
    shop.tools.map = MapWanted();
  }
  if (subject.model) shop.measured = owner;
  middle.view = stage::draw(ui, id, model, {min, max, held, rail_top}, shop.tools, subject, out);
  if (model.composed != shop.boxes_of) {
    shop.boxes_of = model.composed;
    shop.boxes = model.composed ? stage::part_boxes(*model.composed) : std::vector<stage::PartBox>();
  }
  const glm::vec2 size(middle.view.max.x - middle.view.min.x, middle.view.max.y - middle.view.min.y);
  middle.ray = ray_through(model.panes[1].camera, middle.view.cursor_px, size);
  middle.held_by_tools =
      shop.tools.measuring || shop.tools.panel == ToolPanel::Parts || shop.tools.panel == ToolPanel::Material;
  if (!held && middle.view.clicked && !middle.held_by_tools && model.composed && !model.composing) {
    const auto part = stage::part_at(*model.composed, middle.ray);
    if (part && *part < composition->parts.size() && !composition->parts[*part].record.empty())
      middle.clicked = composition->parts[*part].record;
  }
  return middle;
}

const stage::PartBox* box_of(const Workshop& shop, const Composition& composition, const Id& piece) {
  if (piece.empty()) return nullptr;
  for (std::size_t i = 0; i < composition.parts.size() && i < shop.boxes.size(); ++i)
    if (composition.parts[i].record == piece) return &shop.boxes[i];
  return nullptr;
}

void draw_moments(Ui& ui, const MomentStrip& strip, std::span<const Moment> moments, Id& scene, ImVec2 low,
                  ImVec2 high) {
  if (moments.empty()) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = (high.x - low.x) / ui::f(moments.size());
  ImGui::SetCursorScreenPos(low);
  ImGui::InvisibleButton(strip.id.c_str(), ImVec2(high.x - low.x, high.y - low.y));
  ui.trace.note(strip.id, low, high);
  if (ImGui::IsItemActive()) {
    const auto at = static_cast<std::ptrdiff_t>((ImGui::GetIO().MousePos.x - low.x) / width);
    scene = moments[static_cast<std::size_t>(
                        std::clamp<std::ptrdiff_t>(at, 0, static_cast<std::ptrdiff_t>(moments.size()) - 1))]
                .scene.id;
  }
  const bool over = ImGui::IsWindowHovered();
  std::size_t day_number = 0;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const Moment& one = moments[i];
    const ImVec2 a(low.x + width * ui::f(i), low.y), b(a.x + width, high.y);
    if (i == 0 || one.day != moments[i - 1].day) {
      ++day_number;
      std::size_t count = 1;
      while (i + count < moments.size() && moments[i + count].day == one.day) ++count;
      const float end = a.x + width * ui::f(count);
      list.AddRectFilled(ImVec2(a.x + 1, a.y), ImVec2(end - 1, a.y + ui.px(20)),
                         day_number % 2 ? ui.theme.card : ui.theme.raised, ui.px(4));
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(a.x + ui.px(6), a.y),
                       ImVec2(end - ui.px(4), a.y + ui.px(20)), ui.theme.text, one.day);
    }
    const bool current = one.scene.id == scene;
    const ImVec2 cell_min(a.x + 1, a.y + ui.px(23)), cell_max(b.x - 1, b.y);
    list.AddRectFilled(cell_min, cell_max, current ? ui.theme.accent_fill : ui.theme.well, ui.px(4));
    const bool hovered = over && ImGui::IsMouseHoveringRect(cell_min, cell_max);
    if (hovered) list.AddRectFilled(cell_min, cell_max, ui.theme.hover, ui.px(4));
    if (width > ui.px(34))
      ui::draw_text_in(ui, ui.fonts.small(), cell_min, ImVec2(cell_max.x, cell_min.y + ui.px(22)),
                       current ? ui.theme.text : ui.theme.dim, one.name, ui::Align::Center);
    if (strip.decorate) strip.decorate(i, cell_min, cell_max);
    if (hovered && !ImGui::IsMouseDown(0)) {
      const std::string words = fmt::format("{}  {}\n{}", one.name, one.scene.heading,
                                            strip.words ? strip.words(i) : one.scene.synopsis);
      ui.fonts.note(words);
      ImGui::SetTooltip("%s", words.c_str());
    }
  }
}

}  // namespace workshop
}  // namespace bandaji
