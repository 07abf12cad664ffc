#include "app/ui/looks/looks_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/imgui_compat.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace looks {

void draw_picture(Ui& ui, const UiModel& model, const ContentHash* hash, ImVec2 min, ImVec2 max,
                  float round) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Picture picture = hash != nullptr ? model.thumbnail(*hash) : Picture();
  if (picture.texture) {
    list.AddImageRounded(compat::texture_id(picture.texture), min, max, ImVec2(0, 0), ImVec2(1, 1),
                         IM_COL32_WHITE, round);
    return;
  }
  list.AddRectFilled(min, max, IM_COL32(50, 50, 50, 255), round);
  const float edge = std::min(max.x - min.x, max.y - min.y) * 0.4f;
  draw_icon(list, Icon::Cube, ImVec2((min.x + max.x - edge) / 2, (min.y + max.y - edge) / 2), edge,
            with_alpha(ui.theme.faint, 0.7f));
}

void read(LooksPanel& panel, const UiModel& model, Requests& out) {
  const Catalog& catalog = model.library->catalog();
  const auto key = [&] {
    return fmt::format("{} {} {} {} {}", panel.character, panel.look, panel.scene, panel.at_end,
                       panel.shop.versions.viewing);
  };
  if (!workshop::begin_read(panel.shop, model, key())) return;
  LooksView& view = panel.view;
  view = LooksView();
  view.characters = live_records<Character>(catalog);
  std::stable_sort(view.characters.begin(), view.characters.end(),
                   [](const Character& a, const Character& b) { return a.order < b.order; });
  const auto is_there = [&](const Id& character) {
    return std::any_of(view.characters.begin(), view.characters.end(),
                       [&](const Character& one) { return one.id == character; });
  };
  // A look goes with its character, though it is not in the trash itself.
  if (const auto look = record<Look>(catalog, panel.look);
      look && look->state == RecordState::Live && is_there(look->character))
    panel.character = look->character;
  else
    panel.look.clear();
  if (!is_there(panel.character))
    panel.character = view.characters.empty() ? Id() : view.characters.front().id;
  std::vector<std::shared_ptr<const Composition>> pictures;
  for (const Look& look : looks_of(catalog, panel.character)) {
    auto composition = look_composition(catalog, look.id);
    auto shared = std::make_shared<const Composition>(composition ? std::move(*composition) : Composition());
    pictures.push_back(shared);
    if (composition_review(catalog, look.id).stale) view.stale.insert(look.id);
    view.looks.emplace_back(look, shared);
  }
  if (panel.look.empty() && !view.looks.empty()) panel.look = view.looks.front().first.id;
  for (const auto& [look, composition] : view.looks)
    if (look.id == panel.look) view.look = look;
  if (!panel.look.empty()) {
    if (auto row = record_row(catalog, RecordType::Look, panel.look)) view.look_row = std::move(*row);
    view.items = records_where<LookItem>(catalog, "look", panel.look);
    view.stages = records_where<ConditionStage>(catalog, "look", panel.look);
    view.marks = records_where<FaceMark>(catalog, "look", panel.look);
    std::stable_sort(view.items.begin(), view.items.end(),
                     [](const LookItem& a, const LookItem& b) { return a.position < b.position; });
    for (const LookItem& item : view.items) {
      if (item.asset.empty() || view.assets.contains(item.asset)) continue;
      const auto asset = catalog.asset(item.asset);
      if (!asset) continue;
      view.assets[item.asset] = *asset;
      view.colorways[item.asset] = records_where<Colorway>(catalog, "asset", item.asset);
    }
    for (const LookItem& item : view.items) {
      const auto asset = view.assets.find(item.asset);
      if (asset == view.assets.end()) continue;
      auto version = catalog.version(item.version.empty() ? asset->second.current_version : item.version);
      if (version) view.versions_of[item.id] = std::move(*version);
      if (!item.version.empty()) view.pins[item.id] = workshop::pinned(catalog, item.asset, item.version);
    }
    std::map<Id, SceneLook> links;
    for (const SceneLook& link : records_where<SceneLook>(catalog, "look", panel.look))
      links[link.scene] = link;
    if (!links.empty())
      view.worn = workshop::moments(catalog, [&](const Scene& scene) { return links.contains(scene.id); });
    for (const Moment& one : view.worn) view.links.push_back(links[one.scene.id]);
    view.versions = read_versions(catalog, panel.look);
    if (view.versions.find(panel.shop.versions.viewing) == nullptr) panel.shop.versions.viewing.clear();
    keep_comparing(panel.shop.versions, view.versions, out);
    view.hints = hints_for_look(catalog, panel.look);
    if (!panel.scene.empty() && !links.contains(panel.scene)) panel.scene.clear();
    const LookMoment moment{panel.scene, panel.at_end, std::nullopt};
    const Id& viewing = panel.shop.versions.viewing;
    if (auto composition = viewing.empty() ? look_composition(catalog, panel.look, moment)
                                           : version_composition(catalog, viewing, moment))
      view.composition = std::make_shared<const Composition>(std::move(*composition));
  }
  if (!workshop::holds(view.items, panel.item))
    panel.item = view.items.empty() ? Id() : view.items.front().id;
  if (!workshop::holds(view.marks, panel.mark)) panel.mark.clear();
  if (!workshop::holds(view.stages, panel.stage)) panel.stage.clear();
  panel.shop.seen = key();
  out.emplace_back(request::WantCompositions{std::move(pictures)});
  std::vector<Id> assets;
  for (const LookItem& item : view.items)
    if (!item.asset.empty()) assets.push_back(item.asset);
  out.emplace_back(request::WantThumbnails{std::move(assets)});
}

const std::string& condition_of(const SceneLook& link, bool at_end) {
  return at_end && !link.end_condition.empty() ? link.end_condition : link.start_condition;
}

namespace {

void draw_characters(Ui& ui, LooksPanel& panel, Requests&) {
  const LooksView& view = panel.view;
  for (std::size_t i = 0; i < view.characters.size(); ++i) {
    const Character& one = view.characters[i];
    if (i > 0) ImGui::SameLine(0, ui.px(6));
    if (ui::chip(ui, fmt::format("looks.character.{}", i), display_name(one.name_ko, one.name_en, ui.korean),
                 one.id == panel.character)) {
      panel.character = one.id;
      panel.look.clear();
      panel.scene.clear();
    }
  }
}

// A card of a look; true when it was clicked.
bool draw_card(Ui& ui, const UiModel& model, const Look& look, const Composition& composition,
               std::size_t index, bool current, bool stale, ImVec2 size) {
  const std::string id = fmt::format("looks.card.{}", index);
  const bool pressed = ImGui::InvisibleButton(id.c_str(), size);
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ui.trace.note(id, min, max);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, current ? blend(ui.theme.card, ui.theme.accent_fill, 0.45f) : ui.theme.card,
                     ui.px(8));
  if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(8));
  const float edge = size.y - ui.px(8);
  const ContentHash hash = composition.hash();
  draw_picture(ui, model, composition.empty() ? nullptr : &hash, ImVec2(min.x + ui.px(4), min.y + ui.px(4)),
               ImVec2(min.x + ui.px(4) + edge, max.y - ui.px(4)), ui.px(6));
  const float left = min.x + edge + ui.px(12);
  const float right = max.x - ui.px(8);
  ui::draw_text_in(ui, ui.fonts.title(), ImVec2(left, min.y + ui.px(6)), ImVec2(right, min.y + ui.px(34)),
                   ui.theme.text, look.number);
  list.AddCircleFilled(ImVec2(right - ui.px(6), min.y + ui.px(20)), ui.px(4), ui.status_color(look.status));
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(left, min.y + ui.px(36)), ImVec2(right, min.y + ui.px(56)),
                   ui.theme.text, display_name(look.name_ko, look.name_en, ui.korean));
  const float status_left = stale ? left + ui.px(20) : left;
  if (stale) draw_icon(list, Icon::Stale, ImVec2(left, min.y + ui.px(59)), ui.px(14), ui.theme.warning);
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(status_left, min.y + ui.px(56)),
                   ImVec2(right, min.y + ui.px(76)), stale ? ui.theme.warning : ui.theme.dim,
                   ui.term(look.status));
  if (!composition.missing.empty())
    draw_icon(list, Icon::Warning, ImVec2(right - ui.px(14), max.y - ui.px(22)), ui.px(14), ui.theme.warning);
  if (current) list.AddRect(min, max, ui.theme.accent, ui.px(8), 0, ui.px(1.5f));
  ui::tooltip(ui, id,
              stale ? std::string(ui.t(Text::StaleTip))
              : composition.missing.empty()
                  ? std::string(display_name(look.name_ko, look.name_en, ui.korean))
                  : fmt::format(fmt::runtime(ui.t(Text::LooksMissing)), composition.missing.size()));
  return pressed;
}

void draw_cards(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out) {
  const LooksView& view = panel.view;
  const ImVec2 card(ui.px(204), ui.px(88));
  ImGui::BeginChild("looks.cards", ImVec2(0, card.y + ui.px(12)), false,
                    ImGuiWindowFlags_HorizontalScrollbar);
  if (ImGui::IsWindowHovered() && ImGui::GetIO().MouseWheel != 0)
    ImGui::SetScrollX(ImGui::GetScrollX() - ImGui::GetIO().MouseWheel * ui.px(120));
  for (std::size_t i = 0; i < view.looks.size(); ++i) {
    if (i > 0) ImGui::SameLine(0, ui.px(8));
    const auto& [look, composition] = view.looks[i];
    if (draw_card(ui, model, look, *composition, i, look.id == panel.look, view.stale.contains(look.id),
                  card)) {
      panel.look = look.id;
      panel.scene.clear();
    }
    if (panel.show_look && look.id == panel.look) {
      ImGui::SetScrollHereX(0.5f);
      panel.show_look = false;
    }
  }
  if (!view.looks.empty()) ImGui::SameLine(0, ui.px(8));
  if (!panel.character.empty() && !model.read_only) {
    const bool pressed = ImGui::InvisibleButton("looks.new", ImVec2(ui.px(88), card.y));
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    ui.trace.note("looks.new", min, max);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRect(min, max, ui.theme.line, ui.px(8), 0, ui.px(1.5f));
    if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(8));
    draw_icon(list, Icon::Plus, ImVec2((min.x + max.x) / 2 - ui.px(9), min.y + ui.px(20)), ui.px(18),
              ui.theme.dim);
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x, min.y + ui.px(46)), ImVec2(max.x, min.y + ui.px(68)),
                     ui.theme.dim, next_change_number(model.library->catalog(), panel.character),
                     ui::Align::Center);
    ui::tooltip(ui, "looks.new",
                fmt::format("{}  {}", ui.pick(info(Action::LookNew).ko, info(Action::LookNew).en),
                            model.keys.first_key(Action::LookNew)));
    if (pressed) act(panel, Action::LookNew, model, out);
  }
  ImGui::EndChild();
}

void draw_right(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(6)));
  ui::space(ui, 6);
  ImGui::Indent(ui.px(12));
  const std::array<std::string_view, 5> labels{ui.t(Text::LooksTabItems), ui.t(Text::LooksTabLook),
                                               ui.t(Text::LooksTabCondition), ui.t(Text::LooksTabFace),
                                               ui.t(Text::TabVersions)};
  static constexpr std::array<std::string_view, 5> kNames{"items", "look", "condition", "face", "versions"};
  panel.tab =
      static_cast<LooksTab>(ui::segmented(ui, "looks.tab", labels, static_cast<int>(panel.tab), kNames));
  ImGui::Unindent(ui.px(12));
  ui::space(ui, 2);
  ui::begin_scroll(ui, "looks.right", ImGui::GetContentRegionAvail(), 12, 4);
  switch (panel.tab) {
    case LooksTab::Items:
      draw_items(ui, panel, model, out);
      break;
    case LooksTab::Look:
      draw_look_fields(ui, panel, model, out);
      break;
    case LooksTab::Condition:
      draw_conditions(ui, panel, model, out);
      break;
    case LooksTab::Face:
      draw_face_chart(ui, panel, model, out);
      break;
    case LooksTab::Versions:
      draw_versions(ui, panel.shop.versions, panel.shop.editor, panel.view.versions, model, out);
      break;
  }
  ui::end_scroll();
  ImGui::PopStyleVar();
}

// The composed figure; a click selects the piece that is pointed at.
void draw_figure(Ui& ui, LooksPanel& panel, const UiModel& model, const ToolSubject& subject, ImVec2 min,
                 ImVec2 max, Requests& out) {
  const LooksView& view = panel.view;
  const workshop::Middle middle =
      workshop::draw_middle(ui, panel.shop, "looks.pane", model, view.composition, panel.character, subject,
                            min, max, false, ui.px(72), out);
  if (panel.look.empty() || !view.composition || view.composition->empty()) {
    ImGui::SetCursorScreenPos(min);
    ImGui::BeginChild("looks.empty", ImVec2(max.x - min.x, max.y - min.y), false);
    if (view.characters.empty())
      ui::empty_state(ui, Icon::Chest, ui.t(Text::LooksNobody), ui.t(Text::LooksNobodyBody));
    else if (panel.look.empty())
      ui::empty_state(ui, Icon::Plus, ui.t(Text::LooksNone), ui.t(Text::LooksNoneBody));
    else
      ui::empty_state(ui, Icon::Cube, ui.t(Text::LooksEmpty), ui.t(Text::LooksEmptyBody));
    ImGui::EndChild();
    return;
  }
  if (middle.clicked && workshop::holds(view.items, *middle.clicked)) {
    panel.item = *middle.clicked;
    panel.tab = LooksTab::Items;
    panel.shop.show_piece = true;
  }
  draw_version_banner(ui, panel.shop.versions, view.versions, min, max);
  // What is shown, and when.
  std::string_view who;
  for (const Character& one : view.characters)
    if (one.id == panel.character) who = display_name(one.name_ko, one.name_en, ui.korean);
  const std::string title = fmt::format("{} {}  {}", who, view.look.number,
                                        display_name(view.look.name_ko, view.look.name_en, ui.korean));
  ui::draw_text_in(ui, ui.fonts.title(), ImVec2(min.x + ui.px(16), min.y + ui.px(8)),
                   ImVec2(max.x - ui.px(16), min.y + ui.px(40)), ui.theme.text, title);
  std::string moment = ui.t(Text::LooksAsMade);
  for (std::size_t i = 0; i < view.worn.size(); ++i)
    if (view.worn[i].scene.id == panel.scene)
      moment = fmt::format("{} · {}   {}   {}", view.worn[i].day, view.worn[i].name,
                           rows::condition_words(ui, condition_of(view.links[i], panel.at_end)),
                           view.links[i].how_worn);
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(16), min.y + ui.px(38)),
                   ImVec2(max.x - ui.px(16), min.y + ui.px(58)), ui.theme.dim, moment);
}

}  // namespace
}  // namespace looks

void draw_looks(Ui& ui, LooksPanel& panel, const UiModel& model, const ToolSubject& subject, Requests& out) {
  looks::read(panel, model, out);
  const ImVec2 origin = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool sides = !model.sides_hidden;
  const float right = sides ? std::min(ui.px(400), size.x * 0.36f) : 0;
  const float top = ui.px(152), bottom = ui.px(124);
  const float middle = size.x - right;

  list.AddRectFilled(origin, ImVec2(origin.x + size.x, origin.y + top), ui.theme.side);
  ImGui::SetCursorScreenPos(ImVec2(origin.x + ui.px(16), origin.y + ui.px(10)));
  ImGui::BeginChild("looks.top", ImVec2(size.x - ui.px(32), top - ui.px(10)), false,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  looks::draw_characters(ui, panel, out);
  ui::space(ui, 4);
  looks::draw_cards(ui, panel, model, out);
  ImGui::EndChild();

  const ImVec2 pane_min(origin.x, origin.y + top), pane_max(origin.x + middle, origin.y + size.y - bottom);
  ImGui::SetCursorScreenPos(pane_min);
  ImGui::BeginChild("looks.middle", ImVec2(pane_max.x - pane_min.x, pane_max.y - pane_min.y), false,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  looks::draw_figure(ui, panel, model, subject, pane_min, pane_max, out);
  ImGui::EndChild();

  list.AddRectFilled(ImVec2(origin.x, pane_max.y), ImVec2(pane_max.x, origin.y + size.y), ui.theme.side);
  ImGui::SetCursorScreenPos(ImVec2(origin.x, pane_max.y));
  ImGui::BeginChild("looks.bottom", ImVec2(middle, bottom), false,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  looks::draw_timeline(ui, panel, model, ImVec2(origin.x, pane_max.y),
                       ImVec2(origin.x + middle, origin.y + size.y));
  ImGui::EndChild();

  if (right > 0) {
    list.AddRectFilled(ImVec2(origin.x + middle, origin.y + top),
                       ImVec2(origin.x + size.x, origin.y + size.y), ui.theme.side);
    list.AddRectFilled(ImVec2(origin.x + middle, origin.y + top),
                       ImVec2(origin.x + middle + 1, origin.y + size.y), ui.theme.line);
    ImGui::SetCursorScreenPos(ImVec2(origin.x + middle, origin.y + top));
    ImGui::BeginChild("looks.side", ImVec2(right, size.y - top), false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    if (panel.shop.picker.open)
      looks::draw_add(ui, panel, model, out);
    else if (!panel.look.empty())
      looks::draw_right(ui, panel, model, out);
    ImGui::EndChild();
  }
  ui.trace.state("look", panel.look);
  ui.trace.state("look_items", std::to_string(panel.view.items.size()));
  ui.trace.state("look_item", panel.item);
  ui.trace.state("look_scene", panel.scene);
  ui.trace.state("composed", model.composing || model.refining || !model.composed ? "" : "yes");
}

void act(LooksPanel& panel, Action action, const UiModel& model, Requests& out) {
  const LooksView& view = panel.view;
  const auto item = std::find_if(view.items.begin(), view.items.end(),
                                 [&](const LookItem& one) { return one.id == panel.item; });
  const auto index = item - view.items.begin();
  const auto count = static_cast<std::ptrdiff_t>(view.items.size());
  const auto step_look = [&](std::ptrdiff_t step) {
    const Id to =
        workshop::stepped(view.looks, panel.look, step, [](const auto& one) { return one.first.id; });
    if (to.empty() || to == panel.look) return;
    panel.look = to;
    panel.scene.clear();
    panel.show_look = true;
  };
  const auto step_character = [&](std::ptrdiff_t step) {
    const Id to =
        workshop::stepped(view.characters, panel.character, step, [](const auto& one) { return one.id; });
    if (to.empty() || to == panel.character) return;
    panel.character = to;
    panel.look.clear();
    panel.scene.clear();
  };
  switch (action) {
    case Action::PieceAdd:
      if (panel.look.empty() || model.read_only) return;
      open_picker(panel.shop.picker);
      return;
    case Action::PieceNext:
    case Action::PiecePrevious:
      if (view.items.empty()) return;
      panel.item = workshop::stepped(view.items, panel.item, action == Action::PieceNext ? 1 : -1,
                                     [](const LookItem& one) { return one.id; });
      panel.tab = LooksTab::Items;
      panel.shop.show_piece = true;
      return;
    case Action::PieceEarlier:
    case Action::PieceLater:
      if (index >= count) return;
      if (Change change =
              looks::move_item(panel, panel.item, index + (action == Action::PieceLater ? 1 : -1));
          !change.edits.empty())
        out.emplace_back(request::Apply{std::move(change)});
      return;
    case Action::PieceHide:
      if (index < count)
        out.emplace_back(
            rows::set_field(RecordType::LookItem, panel.item, "hidden", item->hidden ? "no" : "yes"));
      return;
    case Action::PieceRemove: {
      if (index >= count) return;
      Change change = workshop::take_out(RecordType::LookItem, panel.item, "착장 품목 빼기",
                                         "Take a piece out of the look");
      panel.item = workshop::neighbor(view.items, panel.item);
      out.emplace_back(request::Apply{std::move(change)});
      return;
    }
    case Action::LookNew: {
      if (panel.character.empty() || model.read_only) return;
      Look look;
      look.id = new_id();
      look.character = panel.character;
      look.number = next_change_number(model.library->catalog(), panel.character);
      out.emplace_back(request::Apply{Change{{make_record(look)}, "룩 추가", "Add a look"}});
      panel.look = look.id;
      panel.scene.clear();
      panel.show_look = true;
      return;
    }
    case Action::LookNext:
      return step_look(1);
    case Action::LookPrevious:
      return step_look(-1);
    case Action::CharacterNext:
      return step_character(1);
    case Action::CharacterPrevious:
      return step_character(-1);
    case Action::MomentNext:
    case Action::MomentPrevious:
      panel.scene = workshop::step_moment(view.worn, panel.scene, action == Action::MomentNext ? 1 : -1);
      return;
    case Action::VersionSave:
      panel.tab = LooksTab::Versions;
      panel.shop.versions.focus = true;
      return;
    case Action::MomentNone:
      panel.scene.clear();
      return;
    default:
      return;
  }
}

bool show(LooksPanel& panel, const Catalog& catalog, RecordType type, const Id& id) {
  panel.shop.picker.open = false;
  switch (type) {
    case RecordType::Look:
      panel.look = id;
      break;
    case RecordType::LookItem:
      if (const auto item = record<LookItem>(catalog, id)) panel.look = item->look;
      panel.item = id;
      panel.tab = LooksTab::Items;
      panel.shop.show_piece = true;
      break;
    case RecordType::ConditionStage:
      if (const auto stage = record<ConditionStage>(catalog, id)) panel.look = stage->look;
      panel.stage = id;
      panel.tab = LooksTab::Condition;
      break;
    case RecordType::FaceMark:
      if (const auto mark = record<FaceMark>(catalog, id)) panel.look = mark->look;
      panel.mark = id;
      panel.tab = LooksTab::Face;
      break;
    default:
      return false;
  }
  panel.scene.clear();
  panel.show_look = true;
  return true;
}

}  // namespace bandaji
