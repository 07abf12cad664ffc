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
  workshop::PieceRow row;
  row.id = fmt::format("looks.item.{}", index);
  const auto version = panel.view.versions_of.find(item.id);
  if (version != panel.view.versions_of.end()) row.picture = &version->second.manifest_hash;
  row.name = name_of(panel, item, ui.korean);
  row.line = item.slot.empty() ? std::string(ui.t(Text::NoValue))
                               : std::string(rows::word_label(item.slot, ui.korean));
  row.line += fmt::format("   {} {}", ui.t(Text::ItemLayer), item.layer);
  if (item.quantity != 1) row.line += fmt::format("   ×{}", item.quantity);
  if (item.doubles > 0) row.line += fmt::format("   +{}", item.doubles);
  if (!item.required) row.line += fmt::format("   {}", ui.t(Text::ItemOptional));
  const auto pin = panel.view.pins.find(item.id);
  if (pin != panel.view.pins.end()) {
    if (pin->second.outdated())
      row.badge = fmt::format("v{} → v{}", pin->second.number, pin->second.newest);
    else if (pin->second.number > 0)
      row.line += fmt::format("   v{}", pin->second.number);
  }
  row.current = item.id == panel.item;
  row.faded = item.hidden;
  row.handle = true;
  const workshop::PieceRowHit hit = workshop::piece_row(
      ui, model, row, fmt::format("looks.eye.{}", index), ui.t(item.hidden ? Text::ItemShow : Text::ItemHide),
      [&](ImDrawList& list, ImVec2 min, ImVec2) {
        draw_icon(list, item.hidden ? Icon::EyeOff : Icon::Eye, ImVec2(min.x + ui.px(7), min.y + ui.px(7)),
                  ui.px(18), item.hidden ? ui.theme.faint : ui.theme.text);
      });
  if (hit.dragged && !model.read_only) panel.dragged = item.id;
  if (hit.toggled)
    out.emplace_back(rows::set_field(RecordType::LookItem, item.id, "hidden", item.hidden ? "no" : "yes"));
  return hit.pressed;
}

const LooksPanel::FileFacts& facts_of(LooksPanel& panel, const UiModel& model, const LookItem& item) {
  const auto version = panel.view.versions_of.find(item.id);
  LooksPanel::FileFacts& facts = panel.file_facts;
  if (version == panel.view.versions_of.end()) {
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
      rows::draw(ui, panel.shop.editor, model, "looks.colorway", *row, {"name_ko", "name_en"}, out);
    // A color for each material; without one it stays as it was modeled.
    auto colors = colorway_colors(one.materials);
    for (std::size_t i = 0; i < facts.materials.size(); ++i) {
      const std::string& material = facts.materials[i];
      const auto at = std::find_if(colors.begin(), colors.end(),
                                   [&](const auto& entry) { return entry.first == material; });
      std::string color = at == colors.end() ? std::string() : at->second;
      ui::property(ui, material);
      if (!rows::edit_color(ui, panel.shop.editor, fmt::format("looks.colorway.color{}", i), one.id, color,
                            model.read_only))
        continue;
      if (at != colors.end()) colors.erase(at);
      if (!color.empty()) colors.emplace_back(material, color);
      out.emplace_back(rows::set_field(RecordType::Colorway, one.id, "materials", colorway_text(colors)));
      break;
    }
  }
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
  return "prop";
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
    if (panel.shop.show_piece && view.items[i].id == panel.item) {
      if (!ImGui::IsItemVisible()) ImGui::SetScrollHereY(0.5f);
      panel.shop.show_piece = false;
    }
  }
  if (!panel.dragged.empty()) {
    // Let go between two rows.
    const float y = ImGui::GetIO().MousePos.y;
    std::size_t before = 0;
    while (before < tops.size() && tops[before] + ui.px(workshop::kPieceRow / 2) < y) ++before;
    const float line = before < tops.size() ? tops[before] - ui.px(3)
                       : tops.empty()       ? y
                                            : tops.back() + ui.px(workshop::kPieceRow + 2);
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
    rows::draw(ui, panel.shop.editor, model, "looks.field", *row,
               {"slot", "layer", "quantity", "doubles", "required", "wear_note"}, out);
    draw_colorways(ui, panel, model, *item, out);
    workshop::draw_pins(ui, model, "looks.field", *row, out);
    rows::draw(ui, panel.shop.editor, model, "looks.field", *row, {"attach", "placement"}, out);
  }
  if (workshop::draw_piece_buttons(ui, model, "looks.item", item->asset, out))
    act(panel, Action::PieceRemove, model, out);
}

void draw_add(Ui& ui, LooksPanel& panel, const UiModel& model, Requests& out) {
  const bool image = panel.shop.picker.images;
  const auto chosen = workshop::draw_picker(ui, panel.shop.picker, "looks.add",
                                            ui.t(image ? Text::PickImage : Text::ItemAdd), model, out);
  if (!chosen) return;
  if (image) {
    const RecordType type = panel.add_column == "mask" ? RecordType::ConditionStage : RecordType::FaceMark;
    out.emplace_back(rows::set_field(type, panel.add_image_for, panel.add_column, *chosen));
  } else if (const auto asset = model.library->catalog().asset(*chosen)) {
    Change change = add_item(model.library->catalog(), panel, *asset);
    panel.item = std::get<AddRecord>(change.edits.front()).id;
    out.emplace_back(request::Apply{std::move(change)});
    panel.shop.show_piece = true;
  }
}

}  // namespace bandaji::looks
