#include "app/ui/sets/sets_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/looks/looks_panel.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace sets {

void read(SetsPanel& panel, const UiModel& model, Requests& out) {
  const Catalog& catalog = model.library->catalog();
  const auto key = [&] {
    return fmt::format("{} {} {} {}", panel.film_set, panel.state, panel.scene, panel.shop.versions.viewing);
  };
  if (!workshop::begin_read(panel.shop, model, key())) return;
  SetsView& view = panel.view;
  view = SetsView();
  std::vector<FilmSet> all = live_records<FilmSet>(catalog);
  std::vector<std::shared_ptr<const Composition>> pictures;
  for (FilmSet& one : all) {
    auto composition = set_composition(catalog, one.id);
    auto shared = std::make_shared<const Composition>(composition ? std::move(*composition) : Composition());
    pictures.push_back(shared);
    if (composition_review(catalog, one.id).stale) view.stale.insert(one.id);
    if (one.id == panel.film_set) view.film_set = one;
    view.sets.emplace_back(std::move(one), std::move(shared));
  }
  if (view.film_set.id.empty()) {
    panel.film_set = view.sets.empty() ? Id() : view.sets.front().first.id;
    if (!view.sets.empty()) view.film_set = view.sets.front().first;
    panel.state.clear();
    panel.scene.clear();
  }
  if (!panel.film_set.empty()) {
    if (auto row = record_row(catalog, RecordType::FilmSet, panel.film_set)) view.set_row = std::move(*row);
    view.parts = records_where<SetPart>(catalog, "film_set", panel.film_set);
    view.states = records_where<SetState>(catalog, "film_set", panel.film_set);
    view.dressing = records_where<Dressing>(catalog, "film_set", panel.film_set);
    // Zones in the order in which they first appear.
    std::map<std::string, std::size_t> zones;
    for (const Dressing& one : view.dressing) zones.emplace(one.zone, zones.size());
    std::stable_sort(view.dressing.begin(), view.dressing.end(), [&](const Dressing& a, const Dressing& b) {
      return std::pair(zones[a.zone], a.position) < std::pair(zones[b.zone], b.position);
    });
    for (const Dressing& one : view.dressing) {
      if (one.asset.empty() || view.assets.contains(one.asset)) continue;
      const auto asset = catalog.asset(one.asset);
      if (!asset) continue;
      view.assets[one.asset] = *asset;
      if (const auto version = catalog.version(asset->current_version))
        view.versions_of[one.asset] = *version;
    }
    view.scenes =
        workshop::moments(catalog, [&](const Scene& scene) { return scene.film_set == panel.film_set; });
    view.versions = read_versions(catalog, panel.film_set);
    const Id& viewing = panel.shop.versions.viewing;
    if (view.versions.find(viewing) == nullptr) panel.shop.versions.viewing.clear();
    keep_comparing(panel.shop.versions, view.versions, out);
    if (auto composition = viewing.empty()
                               ? set_composition(catalog, panel.film_set, SetMoment{panel.scene, panel.state})
                               : version_composition(catalog, viewing, LookMoment{panel.scene, false, {}}))
      view.composition = std::make_shared<const Composition>(std::move(*composition));
  }
  if (!workshop::holds(view.dressing, panel.dressing))
    panel.dressing = view.dressing.empty() ? Id() : view.dressing.front().id;
  if (!workshop::holds(view.states, panel.state)) panel.state.clear();
  panel.shop.seen = key();
  out.emplace_back(request::WantCompositions{std::move(pictures)});
  std::vector<Id> assets;
  for (const Dressing& one : view.dressing)
    if (!one.asset.empty()) assets.push_back(one.asset);
  out.emplace_back(request::WantThumbnails{std::move(assets)});
}

namespace {

void draw_list(Ui& ui, SetsPanel& panel, const UiModel& model, Requests& out) {
  const SetsView& view = panel.view;
  ui::begin_scroll(ui, "sets.list", ImGui::GetContentRegionAvail(), 10, 8);
  for (std::size_t i = 0; i < view.sets.size(); ++i) {
    const auto& [one, composition] = view.sets[i];
    const std::string id = fmt::format("sets.card.{}", i);
    const float width = ImGui::GetContentRegionAvail().x, picture = width * 0.58f;
    const bool current = one.id == panel.film_set;
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(width, picture + ui.px(50)))) {
      panel.film_set = one.id;
      panel.state.clear();
      panel.scene.clear();
    }
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    ui.trace.note(id, min, max);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(min, max, current ? blend(ui.theme.card, ui.theme.accent_fill, 0.45f) : ui.theme.card,
                       ui.px(8));
    if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(8));
    const ContentHash hash = composition->hash();
    const float middle = (min.x + max.x) / 2;
    list.AddRectFilled(ImVec2(min.x + ui.px(4), min.y + ui.px(4)), ImVec2(max.x - ui.px(4), min.y + picture),
                       IM_COL32(50, 50, 50, 255), ui.px(6));
    const float edge = picture - ui.px(4);
    looks::draw_picture(ui, model, composition->empty() ? nullptr : &hash,
                        ImVec2(middle - edge / 2, min.y + ui.px(4)),
                        ImVec2(middle + edge / 2, min.y + picture), ui.px(6));
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(10), min.y + picture + ui.px(4)),
                     ImVec2(max.x - ui.px(20), min.y + picture + ui.px(26)), ui.theme.text,
                     fmt::format("{}  {}", one.number, display_name(one.name_ko, one.name_en, ui.korean)));
    list.AddCircleFilled(ImVec2(max.x - ui.px(12), min.y + picture + ui.px(15)), ui.px(4),
                         ui.status_color(one.status));
    ui::draw_text_in(
        ui, ui.fonts.small(), ImVec2(min.x + ui.px(10), min.y + picture + ui.px(25)),
        ImVec2(max.x - ui.px(10), min.y + picture + ui.px(46)), ui.theme.dim,
        fmt::format("{}   {}", rows::word_label(one.sort, ui.korean), ui.term(one.build_status)));
    if (view.stale.contains(one.id)) {
      draw_icon(list, Icon::Stale, ImVec2(max.x - ui.px(38), min.y + picture + ui.px(8)), ui.px(14),
                ui.theme.warning);
      ui::tooltip(ui, id, ui.t(Text::StaleTip));
    }
    if (current) list.AddRect(min, max, ui.theme.accent, ui.px(8), 0, ui.px(1.5f));
    ui::space(ui, 2);
  }
  if (!model.read_only && ui::button(ui, "sets.new", ui.t(Text::SetsNew),
                                     {.kind = ui::ButtonKind::Quiet, .icon = Icon::Plus, .width = -1}))
    act(panel, Action::LookNew, model, out);
  ui::end_scroll();
}

// Plan and elevations, moving, turning: over the picture.
struct Elevation {
  const char* id;
  Text label;
  Action view;
};
constexpr std::array<Elevation, 5> kElevations{
    {{"sets.plan", Text::SetsPlan, Action::ViewTop},
     {"sets.elevation.a", Text::SetsElevationA, Action::ViewFront},
     {"sets.elevation.b", Text::SetsElevationB, Action::ViewRight},
     {"sets.elevation.c", Text::SetsElevationC, Action::ViewBack},
     {"sets.elevation.d", Text::SetsElevationD, Action::ViewLeft}}};

struct BarPlace {
  ImVec2 at;
  float width = 0;
  bool beside = false;  // The title, which both have room for side by side; else below it.
};

BarPlace bar_place(Ui& ui, ImVec2 min, ImVec2 max) {
  float width = ui.px(12 + 38 * 3);
  for (const Elevation& one : kElevations)
    width += ui::measure(ui, ui.fonts.body(), ui.t(one.label)).x + ui.px(18);
  const bool beside = max.x - min.x > width + ui.px(330);
  return {
      ImVec2(beside ? max.x - width - ui.px(12) : min.x + ui.px(12), min.y + ui.px(beside ? 12.0f : 64.0f)),
      width, beside};
}

void draw_tools(Ui& ui, SetsPanel& panel, const UiModel& model, const BarPlace& bar, Requests& out) {
  const ImVec2 at = bar.at;
  const float width = bar.width;
  ImGui::GetWindowDrawList()->AddRectFilled(at, ImVec2(at.x + width, at.y + ui.px(44)),
                                            IM_COL32(34, 34, 34, 225), ui.px(10));
  ImGui::SetCursorScreenPos(ImVec2(at.x + ui.px(6), at.y + ui.px(6)));
  const bool orthographic = model.panes[1].camera.orthographic;
  for (const Elevation& one : kElevations) {
    const float button = ui::measure(ui, ui.fonts.body(), ui.t(one.label)).x / ui.scale + 16;
    if (ui::button(ui, one.id, ui.t(one.label),
                   {.kind = ui::ButtonKind::Quiet, .width = button, .tip = ui.t(Text::SetsElevationTip)})) {
      // Drawings to scale know no perspective.
      if (!orthographic) out.emplace_back(request::Do{Action::ToggleOrthographic});
      out.emplace_back(request::Do{one.view});
    }
    ImGui::SameLine(0, ui.px(2));
  }
  const bool piece = !panel.dressing.empty() && !model.read_only;
  if (ui::icon_button(ui, "sets.move", Icon::Expand, ui.t(Text::SetsMove), panel.moving, piece))
    panel.moving = !panel.moving;
  ImGui::SameLine(0, ui.px(4));
  const auto turn = [&](const char* id, Icon icon, Text tip, float degrees) {
    if (!ui::icon_button(ui, id, icon, ui.t(tip), false, piece)) return;
    for (const Dressing& one : panel.view.dressing) {
      if (one.id != panel.dressing) continue;
      PlacementValue placement = parse_placement(one.placement);
      const glm::quat now(placement.rotation[3], placement.rotation[0], placement.rotation[1],
                          placement.rotation[2]);
      const glm::quat turned =
          glm::normalize(glm::angleAxis(glm::radians(degrees), glm::vec3(0, 1, 0)) * now);
      placement.rotation = {turned.x, turned.y, turned.z, turned.w};
      out.emplace_back(
          rows::set_field(RecordType::Dressing, one.id, "placement", format_placement(placement)));
    }
  };
  turn("sets.turn_left", Icon::Undo, Text::SetsTurnLeft, 15);
  ImGui::SameLine(0, ui.px(4));
  turn("sets.turn_right", Icon::Redo, Text::SetsTurnRight, -15);
}

void draw_set(Ui& ui, SetsPanel& panel, const UiModel& model, const ToolSubject& subject, ImVec2 min,
              ImVec2 max, Requests& out) {
  const SetsView& view = panel.view;
  const BarPlace bar = bar_place(ui, min, max);
  const workshop::Middle middle =
      workshop::draw_middle(ui, panel.shop, "sets.pane", model, view.composition, panel.film_set, subject,
                            min, max, panel.moving && panel.holds, ui.px(bar.beside ? 72.0f : 120.0f), out);
  if (panel.film_set.empty() || !view.composition || view.composition->empty()) {
    ImGui::SetCursorScreenPos(min);
    ImGui::BeginChild("sets.empty", ImVec2(max.x - min.x, max.y - min.y), false);
    if (panel.film_set.empty())
      ui::empty_state(ui, Icon::Cube, ui.t(Text::SetsNone), ui.t(Text::SetsNoneBody));
    else
      ui::empty_state(ui, Icon::Cube, ui.t(Text::SetsEmpty), ui.t(Text::SetsEmptyBody));
    ImGui::EndChild();
    return;
  }
  const stage::View& pane = middle.view;
  const Camera& camera = model.panes[1].camera;
  const stage::PartBox* focus =
      model.composing ? nullptr : workshop::box_of(panel.shop, *view.composition, panel.dressing);
  if (panel.moving && !model.read_only) {
    const float floor = focus != nullptr ? focus->box.min.y : 0;
    const auto ground = stage::on_plane(middle.ray, floor);
    if (!panel.holds && pane.hovered && !middle.held_by_tools && ImGui::IsMouseClicked(0) && ground &&
        focus != nullptr) {
      panel.holds = true;
      panel.grabbed = *ground;
      panel.moved = glm::vec3(0);
    }
    if (panel.holds && ground) panel.moved = *ground - panel.grabbed;
    if (panel.holds && !ImGui::IsMouseDown(0)) {
      panel.holds = false;
      for (const Dressing& one : view.dressing) {
        if (one.id != panel.dressing || glm::length(panel.moved) < 0.002f) continue;
        PlacementValue placement = parse_placement(one.placement);
        // Whole centimetres: nobody puts a chest down more exactly.
        for (const std::size_t axis : {std::size_t{0}, std::size_t{2}})
          placement.position_m[axis] =
              std::round((placement.position_m[axis] + panel.moved[static_cast<int>(axis)]) * 100) / 100;
        out.emplace_back(
            rows::set_field(RecordType::Dressing, one.id, "placement", format_placement(placement)));
      }
    }
    if (panel.holds) ui.redraw_in(0);
  } else if (middle.clicked && workshop::holds(view.dressing, *middle.clicked)) {
    panel.dressing = *middle.clicked;
    panel.tab = SetsTab::Dressing;
    panel.shop.show_piece = true;
  }
  if (focus != nullptr) {
    Bounds box = focus->box;
    if (panel.holds) {
      box.min += glm::vec3(panel.moved.x, 0, panel.moved.z);
      box.max += glm::vec3(panel.moved.x, 0, panel.moved.z);
    }
    stage::draw_box(ui, pane, camera, model.panes[1].bounds, box, with_alpha(ui.theme.accent, 0.8f));
  }
  const float words_end = bar.beside ? bar.at.x - ui.px(12) : max.x - ui.px(16);
  ui::draw_text_in(ui, ui.fonts.title(), ImVec2(min.x + ui.px(16), min.y + ui.px(8)),
                   ImVec2(words_end, min.y + ui.px(40)), ui.theme.text,
                   fmt::format("{}  {}", view.film_set.number,
                               display_name(view.film_set.name_ko, view.film_set.name_en, ui.korean)));
  std::string moment = ui.t(Text::SetsWhole);
  for (const SetState& one : view.states)
    if (one.id == panel.state) moment = display_name(one.name_ko, one.name_en, ui.korean);
  for (const Moment& one : view.scenes)
    if (one.scene.id == panel.scene)
      moment = fmt::format("{} · {}  {}", one.day, one.name, one.scene.heading);
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(16), min.y + ui.px(38)),
                   ImVec2(words_end, min.y + ui.px(58)), ui.theme.dim, moment);
  draw_version_banner(ui, panel.shop.versions, view.versions, min, max);
  if (model.panes[1].content == PaneView::Content::Model) draw_tools(ui, panel, model, bar, out);
}

// States, and the scenes in which the set is used.
void draw_strip(Ui& ui, SetsPanel& panel, ImVec2 min, ImVec2 max) {
  const SetsView& view = panel.view;
  ImGui::SetCursorScreenPos(ImVec2(min.x + ui.px(16), min.y + ui.px(6)));
  if (ui::chip(ui, "sets.moment.none", ui.t(Text::SetsWhole), panel.state.empty() && panel.scene.empty())) {
    panel.state.clear();
    panel.scene.clear();
  }
  for (std::size_t i = 0; i < view.states.size(); ++i) {
    ImGui::SameLine(0, ui.px(6));
    if (ui::chip(ui, fmt::format("sets.moment.state.{}", i),
                 display_name(view.states[i].name_ko, view.states[i].name_en, ui.korean),
                 panel.state == view.states[i].id)) {
      panel.state = view.states[i].id;
      panel.scene.clear();
    }
  }
  const Id before = panel.scene;
  workshop::draw_moments(ui, {"sets.timeline"}, view.scenes, panel.scene,
                         ImVec2(min.x + ui.px(16), min.y + ui.px(42)),
                         ImVec2(max.x - ui.px(16), max.y - ui.px(8)));
  if (panel.scene != before) panel.state.clear();
}

}  // namespace
}  // namespace sets

void draw_sets(Ui& ui, SetsPanel& panel, const UiModel& model, const ToolSubject& subject, Requests& out) {
  sets::read(panel, model, out);
  const ImVec2 origin = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool sides = !model.sides_hidden;
  const float left = sides ? std::min(ui.px(212), size.x * 0.2f) : 0;
  const float right = sides ? std::min(ui.px(400), size.x * 0.34f) : 0;
  const float bottom = panel.film_set.empty() ? 0 : ui.px(108);
  const ImVec2 min(origin.x + left, origin.y), max(origin.x + size.x - right, origin.y + size.y - bottom);
  if (left > 0) {
    list.AddRectFilled(origin, ImVec2(origin.x + left, origin.y + size.y), ui.theme.side);
    ImGui::SetCursorScreenPos(origin);
    ImGui::BeginChild("sets.left", ImVec2(left, size.y), false);
    sets::draw_list(ui, panel, model, out);
    ImGui::EndChild();
  }
  ImGui::SetCursorScreenPos(min);
  ImGui::BeginChild("sets.middle", ImVec2(max.x - min.x, max.y - min.y), false,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  sets::draw_set(ui, panel, model, subject, min, max, out);
  ImGui::EndChild();
  if (bottom > 0) {
    list.AddRectFilled(ImVec2(min.x, max.y), ImVec2(max.x, origin.y + size.y), ui.theme.side);
    ImGui::SetCursorScreenPos(ImVec2(min.x, max.y));
    ImGui::BeginChild("sets.bottom", ImVec2(max.x - min.x, bottom), false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    sets::draw_strip(ui, panel, ImVec2(min.x, max.y), ImVec2(max.x, origin.y + size.y));
    ImGui::EndChild();
  }
  if (right > 0 && !panel.film_set.empty()) {
    list.AddRectFilled(ImVec2(max.x, origin.y), ImVec2(origin.x + size.x, origin.y + size.y), ui.theme.side);
    ImGui::SetCursorScreenPos(ImVec2(max.x, origin.y));
    ImGui::BeginChild("sets.right", ImVec2(right, size.y), false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    if (panel.shop.picker.open) {
      sets::draw_add(ui, panel, model, out);
    } else {
      ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(6)));
      ui::space(ui, 8);
      ImGui::Indent(ui.px(12));
      const std::array<std::string_view, 4> labels{ui.t(Text::SetsTabDressing), ui.t(Text::SetsTabSet),
                                                   ui.t(Text::SetsTabStates), ui.t(Text::TabVersions)};
      static constexpr std::array<std::string_view, 4> kNames{"dressing", "set", "states", "versions"};
      panel.tab =
          static_cast<SetsTab>(ui::segmented(ui, "sets.tab", labels, static_cast<int>(panel.tab), kNames));
      ImGui::Unindent(ui.px(12));
      ui::space(ui, 2);
      ui::begin_scroll(ui, "sets.side", ImGui::GetContentRegionAvail(), 12, 4);
      if (panel.tab == SetsTab::Dressing) sets::draw_dressing(ui, panel, model, out);
      if (panel.tab == SetsTab::Set) sets::draw_set_fields(ui, panel, model, out);
      if (panel.tab == SetsTab::States) sets::draw_states(ui, panel, model, out);
      if (panel.tab == SetsTab::Versions)
        draw_versions(ui, panel.shop.versions, panel.shop.editor, panel.view.versions, model, out);
      ui::end_scroll();
      ImGui::PopStyleVar();
    }
    ImGui::EndChild();
  }
  ui.trace.state("film_set", panel.film_set);
  ui.trace.state("set_dressing", std::to_string(panel.view.dressing.size()));
  ui.trace.state("composed", model.composing || model.refining || !model.composed ? "" : "yes");
}

void act(SetsPanel& panel, Action action, const UiModel& model, Requests& out) {
  const SetsView& view = panel.view;
  const auto piece = std::find_if(view.dressing.begin(), view.dressing.end(),
                                  [&](const Dressing& one) { return one.id == panel.dressing; });
  const auto index = piece - view.dressing.begin();
  const auto count = static_cast<std::ptrdiff_t>(view.dressing.size());
  switch (action) {
    case Action::PieceAdd:
      if (panel.film_set.empty() || model.read_only) return;
      open_picker(panel.shop.picker);
      panel.add_model = false;
      panel.add_zone = index < count ? piece->zone : std::string();
      return;
    case Action::PieceNext:
    case Action::PiecePrevious:
      if (view.dressing.empty()) return;
      panel.dressing = workshop::stepped(view.dressing, panel.dressing, action == Action::PieceNext ? 1 : -1,
                                         [](const Dressing& one) { return one.id; });
      panel.tab = SetsTab::Dressing;
      panel.shop.show_piece = true;
      return;
    case Action::PieceEarlier:
    case Action::PieceLater: {
      // Within its zone.
      const std::ptrdiff_t to = index + (action == Action::PieceLater ? 1 : -1);
      if (index >= count || to < 0 || to >= count ||
          view.dressing[static_cast<std::size_t>(to)].zone != piece->zone)
        return;
      const Dressing& other = view.dressing[static_cast<std::size_t>(to)];
      out.emplace_back(request::Apply{Change{
          {SetRecordField{RecordType::Dressing, piece->id, "position", std::to_string(other.position)},
           SetRecordField{RecordType::Dressing, other.id, "position", std::to_string(piece->position)}},
          "장식 순서 바꾸기",
          "Reorder the dressing"}});
      return;
    }
    case Action::PieceHide:
      if (index < count)
        out.emplace_back(
            rows::set_field(RecordType::Dressing, piece->id, "placed", piece->placed ? "no" : "yes"));
      return;
    case Action::PieceRemove: {
      if (index >= count) return;
      Change change = workshop::take_out(RecordType::Dressing, panel.dressing, "세트 장식 빼기",
                                         "Take a piece out of the set");
      panel.dressing = workshop::neighbor(view.dressing, panel.dressing);
      out.emplace_back(request::Apply{std::move(change)});
      return;
    }
    case Action::LookNew: {
      if (model.read_only) return;
      FilmSet made;
      made.id = new_id();
      std::size_t number = view.sets.size() + 1;
      const auto taken = [&](const std::string& name) {
        return std::any_of(view.sets.begin(), view.sets.end(),
                           [&](const auto& one) { return one.first.name_ko == name; });
      };
      while (taken(fmt::format("새 세트 {}", number))) ++number;
      made.number = fmt::format("S-{}", number);
      made.name_ko = fmt::format("새 세트 {}", number);
      made.name_en = fmt::format("New set {}", number);
      out.emplace_back(request::Apply{Change{{make_record(made)}, "세트 추가", "Add a set"}});
      panel.film_set = made.id;
      panel.tab = SetsTab::Set;
      return;
    }
    case Action::LookNext:
    case Action::LookPrevious: {
      const Id to = workshop::stepped(view.sets, panel.film_set, action == Action::LookNext ? 1 : -1,
                                      [](const auto& one) { return one.first.id; });
      if (to.empty() || to == panel.film_set) return;
      panel.film_set = to;
      panel.state.clear();
      panel.scene.clear();
      return;
    }
    case Action::MomentNext:
    case Action::MomentPrevious:
      panel.scene = workshop::step_moment(view.scenes, panel.scene, action == Action::MomentNext ? 1 : -1);
      panel.state.clear();
      return;
    case Action::VersionSave:
      panel.tab = SetsTab::Versions;
      panel.shop.versions.focus = true;
      return;
    case Action::MomentNone:
      panel.scene.clear();
      panel.state.clear();
      return;
    default:
      return;
  }
}

bool show(SetsPanel& panel, const Catalog& catalog, RecordType type, const Id& id) {
  switch (type) {
    case RecordType::FilmSet:
      panel.film_set = id;
      break;
    case RecordType::SetPart:
      if (const auto part = record<SetPart>(catalog, id)) panel.film_set = part->film_set;
      panel.tab = SetsTab::Set;
      break;
    case RecordType::SetState:
      if (const auto state = record<SetState>(catalog, id)) panel.film_set = state->film_set;
      panel.state = id;
      panel.tab = SetsTab::States;
      break;
    case RecordType::Dressing:
      if (const auto one = record<Dressing>(catalog, id)) panel.film_set = one->film_set;
      panel.dressing = id;
      panel.tab = SetsTab::Dressing;
      panel.shop.show_piece = true;
      break;
    default:
      return false;
  }
  if (type != RecordType::SetState) panel.state.clear();
  panel.scene.clear();
  panel.shop.picker.open = false;
  return true;
}

}  // namespace bandaji
