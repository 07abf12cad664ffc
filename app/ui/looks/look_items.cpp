// What a look consists of: the layered list, the fields of one piece, and the picker
// that adds to it.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/looks/looks_panel.h"
#include "assets/text.h"
#include "db/record_edits.h"
#include "db/vocabulary.h"

namespace bandaji::looks {
namespace {

constexpr float kRow = 52;

const LookItem* item_of(const LooksPanel& panel) {
  for (const LookItem& item : panel.view.items)
    if (item.id == panel.item) return &item;
  return nullptr;
}

std::string name_of(const LooksPanel& panel, const LookItem& item, bool korean) {
  const auto asset = panel.view.assets.find(item.asset);
  return asset == panel.view.assets.end()
             ? item.asset
             : std::string(display_name(asset->second.name_ko, asset->second.name_en, korean));
}

bool draw_row(Ui& ui, LooksPanel& panel, const UiModel& model, const LookItem& item, std::size_t index,
              Requests& out) {
  const std::string id = fmt::format("looks.item.{}", index);
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float eye = ui.px(34);
  const bool pressed = ImGui::InvisibleButton(id.c_str(), ImVec2(width - eye, ui.px(kRow)));
  ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  const bool hovered = ImGui::IsItemHovered();
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, ui.px(5)) && !model.read_only)
    panel.dragged = item.id;
  const ImVec2 max(at.x + width, at.y + ui.px(kRow));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool current = item.id == panel.item;
  if (current) list.AddRectFilled(at, max, ui.theme.accent_wash, ui.px(6));
  if (hovered) list.AddRectFilled(at, max, ui.theme.hover, ui.px(6));
  const float ink = item.hidden ? 0.42f : 1.0f;
  // A handle to take it by.
  for (int dot = 0; dot < 6; ++dot)
    list.AddCircleFilled(ImVec2(at.x + ui.px(8 + 5 * ui::f(dot % 2)), at.y + ui.px(20 + 6 * ui::f(dot / 2))),
                         ui.px(1.2f), with_alpha(ui.theme.faint, hovered ? 1.0f : 0.5f));
  const auto version = panel.view.versions.find(item.asset);
  const float edge = ui.px(kRow - 8);
  draw_picture(ui, model, version == panel.view.versions.end() ? nullptr : &version->second.manifest_hash,
               ImVec2(at.x + ui.px(20), at.y + ui.px(4)),
               ImVec2(at.x + ui.px(20) + edge, at.y + ui.px(4) + edge), ui.px(5));
  if (item.hidden)
    list.AddRectFilled(ImVec2(at.x + ui.px(20), at.y + ui.px(4)),
                       ImVec2(at.x + ui.px(20) + edge, at.y + ui.px(4) + edge),
                       with_alpha(ui.theme.side, 0.6f), ui.px(5));
  const float left = at.x + ui.px(28) + edge, right = max.x - eye - ui.px(4);
  ui::draw_text_in(ui, ui.fonts.body(), ImVec2(left, at.y + ui.px(5)), ImVec2(right, at.y + ui.px(28)),
                   with_alpha(ui.theme.text, ink), name_of(panel, item, ui.korean));
  std::string line = item.slot.empty() ? std::string(ui.t(Text::NoValue))
                                       : std::string(rows::word_label(item.slot, ui.korean));
  line += fmt::format("   {} {}", ui.t(Text::ItemLayer), item.layer);
  if (item.quantity != 1) line += fmt::format("   ×{}", item.quantity);
  if (item.doubles > 0) line += fmt::format("   +{}", item.doubles);
  if (!item.required) line += fmt::format("   {}", ui.t(Text::ItemOptional));
  ui::draw_text_in(ui, ui.fonts.small(), ImVec2(left, at.y + ui.px(27)), ImVec2(right, at.y + ui.px(47)),
                   with_alpha(ui.theme.dim, ink), line);
  ImGui::SetCursorScreenPos(ImVec2(max.x - eye, at.y + ui.px((kRow - 32) / 2)));
  const std::string eye_id = fmt::format("looks.eye.{}", index);
  const bool toggled = ImGui::InvisibleButton(eye_id.c_str(), ImVec2(ui.px(32), ui.px(32)));
  const ImVec2 eye_min = ImGui::GetItemRectMin();
  ui.trace.note(eye_id, eye_min, ImGui::GetItemRectMax());
  if (ImGui::IsItemHovered()) list.AddRectFilled(eye_min, ImGui::GetItemRectMax(), ui.theme.hover, ui.px(6));
  const ImVec2 middle(eye_min.x + ui.px(16), eye_min.y + ui.px(16));
  const ImU32 color = item.hidden ? ui.theme.faint : ui.theme.text;
  // An eye: two arcs and a pupil; closed, only the lower lid.
  list.PathArcTo(ImVec2(middle.x, middle.y - ui.px(7)), ui.px(11), 0.72f, 2.42f, 16);
  list.PathStroke(color, 0, ui.px(1.6f));
  if (!item.hidden) {
    list.PathArcTo(ImVec2(middle.x, middle.y + ui.px(7)), ui.px(11), 3.86f, 5.56f, 16);
    list.PathStroke(color, 0, ui.px(1.6f));
    list.AddCircleFilled(middle, ui.px(2.6f), color);
  }
  ui::tooltip(ui, eye_id, ui.t(item.hidden ? Text::ItemShow : Text::ItemHide));
  if (toggled && !model.read_only)
    out.emplace_back(rows::set_field(RecordType::LookItem, item.id, "hidden", item.hidden ? "no" : "yes"));
  ImGui::SetCursorScreenPos(ImVec2(at.x, max.y + ui.px(2)));
  ImGui::Dummy(ImVec2(1, 0));
  return pressed;
}

const LooksPanel::FileFacts& facts_of(LooksPanel& panel, const UiModel& model, const LookItem& item) {
  const auto version = panel.view.versions.find(item.asset);
  LooksPanel::FileFacts& facts = panel.file_facts;
  if (version == panel.view.versions.end()) {
    facts = {};
  } else if (facts.manifest != version->second.manifest_hash &&
             model.library->files().model_is_cached(version->second)) {
    facts = {};
    if (const auto baked =
            BakedModel::open_file(model.library->files().model_path(version->second.manifest_hash))) {
      facts.manifest = version->second.manifest_hash;
      for (const MaterialVariant& variant : baked->variants()) facts.variants.push_back(variant.name);
      for (const Material& material : baked->materials()) facts.materials.push_back(material.name);
    }
  }
  return facts;
}

// Own colorways and those of the file, as a strip of chips.
void draw_colorways(Ui& ui, LooksPanel& panel, const UiModel& model, const LookItem& item, Requests& out) {
  ui::property(ui, ui.t(Text::ItemColorway));
  ImGui::BeginGroup();
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  const auto set = [&](const std::string& variant) {
    if (!model.read_only)
      out.emplace_back(rows::set_field(RecordType::LookItem, item.id, "variant", variant));
  };
  if (ui::chip(ui, "looks.variant.none", ui.t(Text::ItemAsModeled), item.variant.empty())) set("");
  const auto place = [&](std::string_view words) {
    if (ImGui::GetItemRectMax().x + ui.px(30) + ui::measure(ui, ui.fonts.small(), words).x < right)
      ImGui::SameLine(0, ui.px(6));
  };
  const auto colorways = panel.view.colorways.find(item.asset);
  if (colorways != panel.view.colorways.end()) {
    std::size_t number = 0;
    for (const Colorway& one : colorways->second) {
      const std::string name(display_name(one.name_ko, one.name_en, ui.korean));
      place(name);
      const std::size_t hash = one.materials.find('#');
      const ImU32 dot =
          hash == std::string::npos ? 0 : rows::color_of(std::string_view(one.materials).substr(hash, 7), 0);
      if (ui::chip(ui, fmt::format("looks.variant.{}", number++), name, item.variant == one.id, nullptr, dot))
        set(one.id);
    }
  }
  const LooksPanel::FileFacts& facts = facts_of(panel, model, item);
  for (std::size_t i = 0; i < facts.variants.size(); ++i) {
    place(facts.variants[i]);
    if (ui::chip(ui, fmt::format("looks.variant.file{}", i), facts.variants[i],
                 item.variant == facts.variants[i]))
      set(facts.variants[i]);
  }
  if (!model.read_only) {
    place(ui.t(Text::ColorwayNew));
    if (ui::button(ui, "looks.colorway.new", ui.t(Text::ColorwayNew),
                   {.kind = ui::ButtonKind::Quiet, .icon = Icon::Plus})) {
      // With every material of the file in it, so that only colors are to be changed.
      Colorway made;
      made.id = new_id();
      made.asset = item.asset;
      made.name_ko = fmt::format("색상안 {}",
                                 colorways == panel.view.colorways.end() ? 1 : colorways->second.size() + 1);
      made.name_en = fmt::format("Colorway {}",
                                 colorways == panel.view.colorways.end() ? 1 : colorways->second.size() + 1);
      if (!facts.materials.empty()) made.materials = facts.materials.front() + "=#8A2B3C";
      Change change{{make_record(made), SetRecordField{RecordType::LookItem, item.id, "variant", made.id}},
                    "색상안 추가",
                    "Add a colorway"};
      out.emplace_back(request::Apply{std::move(change)});
    }
  }
  ImGui::EndGroup();
  if (colorways == panel.view.colorways.end()) return;
  for (const Colorway& one : colorways->second) {
    if (one.id != item.variant) continue;
    if (const auto row = record_row(model.library->catalog(), RecordType::Colorway, one.id))
      rows::draw(ui, panel.editor, model, "looks.colorway", *row, {"name_ko", "name_en", "materials"}, out);
    std::string materials;
    for (const std::string& name : facts.materials) materials += (materials.empty() ? "" : ", ") + name;
    ui::paragraph(ui, ui.fonts.small(), ui.theme.faint,
                  fmt::format(fmt::runtime(ui.t(Text::ColorwayHelp)), materials));
  }
}

std::vector<Id> matches(const LooksPanel& panel, const UiModel& model) {
  SearchRequest wanted;
  wanted.query = panel.add_search;
  wanted.count_facets = false;
  const bool image = !panel.add_image_for.empty();
  std::vector<Id> found;
  for (const Id& id : model.library->index().search(wanted).ids) {
    const AssetSummary* asset = model.library->index().summary(id);
    if (asset == nullptr || asset->trashed) continue;
    if (image ? asset->content != VersionContent::Image : asset->content == VersionContent::Image) continue;
    found.push_back(id);
    if (found.size() == 60) break;
  }
  return found;
}

}  // namespace

std::string usual_slot(const Asset& asset, const Vocabulary& vocabulary) {
  const auto named = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return asset.name_ko.find(word) != std::string::npos ||
             to_lower_ascii(asset.name_en).find(word) != std::string::npos;
    });
  };
  // A kind is one of the larger groups, or below one of them.
  for (const Term* term = vocabulary.find(asset.kind); term != nullptr; term = vocabulary.above(*term)) {
    const std::string_view key = term->key;
    if (key == "ak_footwear") return "footwear";
    if (key == "ak_headwear") return "headwear";
    if (key == "ak_accessory")
      return named({"비녀", "잠", "hairpin"}) ? "hair" : named({"대", "belt"}) ? "belt" : "accessory";
    if (key == "ak_hair" || key == "ak_wig") return "hair";
    if (key == "ak_sfx") return "prosthetic";
    if (key == "ak_makeup") return "makeup";
    if (key == "ak_prop" || key == "ak_set" || key == "ak_furniture") return "prop";
    if (key == "ak_garment")
      return named({"치마", "바지", "skirt", "chima", "trouser"}) ? "bottom"
             : named({"저고리", "적삼", "jeogori", "jacket"})     ? "top"
             : named({"속", "under"})                             ? "underwear"
                                                                  : "outer";
  }
  return asset.kind == "ak_model" ? "figure" : "prop";
}

int usual_layer(std::string_view slot) {
  return slot == "makeup" || slot == "underwear" || slot == "figure" ? 0
         : slot == "bottom"                                          ? 1
         : slot == "top"                                             ? 2
         : slot == "outer"                                           ? 3
                                                                     : 4;
}

Change add_item(const Catalog& catalog, const LooksPanel& panel, const Asset& asset) {
  LookItem item;
  item.id = new_id();
  item.look = panel.look;
  item.asset = asset.id;
  item.slot = usual_slot(asset, *catalog.vocabulary());
  item.layer = usual_layer(item.slot);
  return {{make_record(item)}, "착장 품목 추가", "Add to the look"};
}

Change move_item(const LooksPanel& panel, const Id& item, std::ptrdiff_t to) {
  std::vector<const LookItem*> order;
  for (const LookItem& one : panel.view.items) order.push_back(&one);
  const auto from =
      std::find_if(order.begin(), order.end(), [&](const LookItem* one) { return one->id == item; });
  const auto count = static_cast<std::ptrdiff_t>(order.size());
  Change change{{}, "착장 품목 순서 바꾸기", "Reorder the pieces"};
  if (from == order.end() || to < 0 || to >= count || from - order.begin() == to) return change;
  const LookItem* moved = *from;
  order.erase(from);
  order.insert(order.begin() + to, moved);
  for (std::size_t i = 0; i < order.size(); ++i)
    if (order[i]->position != static_cast<std::int64_t>(i + 1))
      change.edits.push_back(
          SetRecordField{RecordType::LookItem, order[i]->id, "position", std::to_string(i + 1)});
  return change;
}

void draw_items(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out) {
  const LooksView& view = panel.view;
  if (!model.read_only &&
      ui::button(ui, "looks.add", ui.t(Text::ItemAdd),
                 {.icon = Icon::Plus, .width = -1, .tip = model.keys.first_key(Action::PieceAdd)}))
    act(panel, Action::PieceAdd, model, out);
  ui::space(ui, 2);
  std::vector<float> tops;
  for (std::size_t i = 0; i < view.items.size(); ++i) {
    tops.push_back(ImGui::GetCursorScreenPos().y);
    if (draw_row(ui, panel, model, view.items[i], i, out)) panel.item = view.items[i].id;
    if (panel.show_item && view.items[i].id == panel.item) {
      if (!ImGui::IsItemVisible()) ImGui::SetScrollHereY(0.5f);
      panel.show_item = false;
    }
  }
  if (!panel.dragged.empty()) {
    // Let go between two rows.
    const float y = ImGui::GetIO().MousePos.y;
    std::size_t before = 0;
    while (before < tops.size() && tops[before] + ui.px(kRow / 2) < y) ++before;
    const float line = before < tops.size() ? tops[before] - ui.px(3)
                       : tops.empty()       ? y
                                            : tops.back() + ui.px(kRow + 2);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddRectFilled(
        ImVec2(at.x, line), ImVec2(at.x + ImGui::GetContentRegionAvail().x, line + ui.px(2)),
        ui.theme.accent);
    if (!ImGui::IsMouseDown(0)) {
      const auto from = std::find_if(view.items.begin(), view.items.end(),
                                     [&](const LookItem& one) { return one.id == panel.dragged; });
      auto to = static_cast<std::ptrdiff_t>(before);
      if (from != view.items.end() && to > from - view.items.begin()) --to;
      if (Change change = move_item(panel, panel.dragged, to); !change.edits.empty())
        out.emplace_back(request::Apply{std::move(change)});
      panel.dragged.clear();
    }
    ui.redraw_in(0);
  }
  if (view.items.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::LooksEmptyBody));
  const LookItem* item = item_of(panel);
  if (item == nullptr) return;
  ui::line(ui);
  ui::text_line(ui, ui.fonts.bold(), ui.theme.text, name_of(panel, *item, ui.korean));
  if (const auto row = record_row(model.library->catalog(), RecordType::LookItem, item->id)) {
    rows::draw(ui, panel.editor, model, "looks.field", *row,
               {"slot", "layer", "quantity", "doubles", "required", "wear_note"}, out);
    draw_colorways(ui, panel, model, *item, out);
    rows::draw(ui, panel.editor, model, "looks.field", *row, {"attach", "placement"}, out);
  }
  ui::space(ui, 4);
  if (ui::button(ui, "looks.item.asset", ui.t(Text::ItemShowAsset),
                 {.kind = ui::ButtonKind::Quiet, .icon = Icon::Chest})) {
    out.emplace_back(request::ShowWorkspace{Workspace::Library});
    out.emplace_back(request::Select{item->asset});
  }
  if (!model.read_only) {
    ImGui::SameLine(0, ui.px(6));
    if (ui::button(ui, "looks.item.remove", ui.t(Text::ItemRemove),
                   {.kind = ui::ButtonKind::Quiet,
                    .icon = Icon::Trash,
                    .tip = model.keys.first_key(Action::PieceRemove)}))
      act(panel, Action::PieceRemove, model, out);
  }
  ui::space(ui, 12);
}

void draw_add(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(4)));
  ui::space(ui, 6);
  ImGui::Indent(ui.px(12));
  const bool image = !panel.add_image_for.empty();
  ui::text(ui, ui.fonts.bold(), ui.theme.text, ui.t(image ? Text::PickImage : Text::ItemAdd));
  ImGui::SameLine(ImGui::GetWindowWidth() - ui.px(44));
  bool close = ui::icon_button(ui, "looks.add.close", Icon::Close, ui.t(Text::Close));
  ui::InputStyle style;
  style.hint = ui.t(image ? Text::PickImageHint : Text::ItemAddHint);
  style.icon = Icon::Search;
  style.focus = std::exchange(panel.add_focus, false);
  style.width = ImGui::GetContentRegionAvail().x / ui.scale - 12;
  const ui::InputResult typed = ui::input(ui, "looks.add.search", panel.add_search, style);
  if (panel.add_matched != panel.add_search) {
    panel.add_matched = panel.add_search;
    panel.add_found = matches(panel, model);
    panel.add_cursor = 0;
    out.emplace_back(request::WantThumbnails{panel.add_found});
  }
  ImGui::Unindent(ui.px(12));
  Id chosen;
  if (typed.entered && !panel.add_found.empty()) chosen = panel.add_found.front();
  ui::begin_scroll(ui, "looks.add.list", ImGui::GetContentRegionAvail(), 12, 4);
  for (std::size_t i = 0; i < panel.add_found.size(); ++i) {
    const AssetSummary* asset = model.library->index().summary(panel.add_found[i]);
    if (asset == nullptr) continue;
    const std::string id = fmt::format("looks.add.{}", i);
    const float width = ImGui::GetContentRegionAvail().x;
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(width, ui.px(56)))) chosen = asset->id;
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    ui.trace.note(id, min, max);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
    if (i == 0 && !panel.add_search.empty())
      list.AddRect(min, max, with_alpha(ui.theme.accent, 0.6f), ui.px(6));
    draw_picture(ui, model, &asset->manifest_hash, ImVec2(min.x + ui.px(4), min.y + ui.px(4)),
                 ImVec2(min.x + ui.px(52), min.y + ui.px(52)), ui.px(5));
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(62), min.y + ui.px(6)),
                     ImVec2(max.x - ui.px(6), min.y + ui.px(30)), ui.theme.text,
                     display_name(asset->name_ko, asset->name_en, ui.korean));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(62), min.y + ui.px(30)),
                     ImVec2(max.x - ui.px(6), min.y + ui.px(50)), ui.theme.dim,
                     fmt::format("{}   {}", asset->number, ui.term(asset->kind)));
  }
  if (panel.add_found.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ItemAddNothing));
  ui::end_scroll();
  ImGui::PopStyleVar();
  if (!chosen.empty()) {
    if (image) {
      const RecordType type = panel.add_column == "mask" ? RecordType::ConditionStage : RecordType::FaceMark;
      out.emplace_back(rows::set_field(type, panel.add_image_for, panel.add_column, chosen));
      close = true;
    } else if (const auto asset = model.library->catalog().asset(chosen)) {
      Change change = add_item(model.library->catalog(), panel, *asset);
      panel.item = std::get<AddRecord>(change.edits.front()).id;
      out.emplace_back(request::Apply{std::move(change)});
      panel.show_item = true;
      close = true;  // The key opens it again at once.
    }
  }
  if (close) {
    panel.adding = false;
    panel.add_image_for.clear();
  }
}

}  // namespace bandaji::looks
