#include "app/ui/records/collections.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "app/ui/panels/asset_drag.h"
#include "assets/text.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

void read(CollectionsPanel& panel, const UiModel& model) {
  if (panel.revision == model.data_revision) return;
  panel.revision = model.data_revision;
  panel.rows.clear();
  const std::vector<Collection> all = live_records<Collection>(model.library->catalog());
  std::set<Id> known, shown;
  for (const Collection& one : all) known.insert(one.id);
  const std::function<void(const Id&, int)> add = [&](const Id& parent, int depth) {
    for (const Collection& one : all) {
      // One whose outer collection is in the trash stands at the top.
      const bool here = parent.empty() ? !known.contains(one.parent) : one.parent == parent;
      if (!here || !shown.insert(one.id).second) continue;
      panel.rows.emplace_back(one, depth);
      add(one.id, depth + 1);
    }
  };
  add({}, 0);
}

Change labelled(const char* ko, const char* en) {
  Change change;
  change.label_ko = ko;
  change.label_en = en;
  return change;
}

void add_collection(CollectionsPanel& panel, const Id& parent, const std::string& query, std::string name,
                    Requests& out) {
  Collection made;
  made.id = new_id();
  made.name_ko = std::move(name);
  made.parent = parent;
  made.query = query;
  Change change =
      query.empty() ? labelled("모음 만들기", "New collection") : labelled("검색 저장", "Save the search");
  change.edits.push_back(make_record(made));
  out.emplace_back(request::Apply{std::move(change)});
  panel.renaming = made.id;
  panel.name = made.name_ko;
  panel.focus_name = true;
}

void draw_name(Ui& ui, CollectionsPanel& panel, const Collection& one, Requests& out) {
  ui::InputStyle style;
  style.focus = std::exchange(panel.focus_name, false);
  style.select_all = true;
  const ui::InputResult typed = ui::input(ui, "collection.name", panel.name, style);
  if (!typed.entered && (typed.active || style.focus)) return;
  const std::string name = to_nfc(panel.name);
  if (!name.empty() && name != one.name_ko) {
    Change change = labelled("모음 이름 바꾸기", "Rename the collection");
    change.edits.push_back(SetRecordField{RecordType::Collection, one.id, "name_ko", name});
    out.emplace_back(request::Apply{std::move(change)});
  }
  panel.renaming.clear();
}

void draw_menu(Ui& ui, CollectionsPanel& panel, const UiModel& model, const Collection& one,
               const std::string& id, Requests& out) {
  if (!ImGui::BeginPopup(id.c_str())) return;
  const std::vector<Id> chosen = model.selection.in_order(model.result.ids);
  const Catalog& catalog = model.library->catalog();
  const bool writes = !model.read_only;
  if (ui::menu_item(ui, id + ".put", Icon::Plus, ui.t(Text::CollectionPut), "", writes && !chosen.empty()))
    out.emplace_back(request::Apply{put_into(catalog, one, chosen)});
  if (ui::menu_item(ui, id + ".take", Icon::Close, ui.t(Text::CollectionTake), "", writes && !chosen.empty()))
    out.emplace_back(request::Apply{take_out_of(catalog, one, chosen)});
  ui::menu_line(ui);
  if (ui::menu_item(ui, id + ".inside", Icon::Folder, ui.t(Text::CollectionInside), "", writes))
    add_collection(panel, one.id, {}, ui.t(Text::CollectionNewName), out);
  if (ui::menu_item(ui, id + ".narrow", Icon::Filter, ui.t(Text::CollectionNarrow), "",
                    writes && !model.query.empty()))
    add_collection(panel, one.id, model.query, model.query, out);
  if (ui::menu_item(ui, id + ".rename", Icon::Pencil, ui.t(Text::CollectionRename), "", writes)) {
    panel.renaming = one.id;
    panel.name = one.name_ko;
    panel.focus_name = true;
  }
  if (ui::menu_item(ui, id + ".trash", Icon::Trash, ui.t(Text::CollectionTrash), "", writes)) {
    const std::pair record(RecordType::Collection, one.id);
    out.emplace_back(request::Apply{set_trashed(std::span(&record, 1), true)});
  }
  ImGui::EndPopup();
}

void draw_row(Ui& ui, CollectionsPanel& panel, const UiModel& model, const Collection& one, int depth,
              Requests& out) {
  if (panel.renaming == one.id) return draw_name(ui, panel, one, out);
  const std::string id = "collection." + one.id;
  const float width = ImGui::GetContentRegionAvail().x, height = ui.px(28);
  const bool pressed = ImGui::InvisibleButton(id.c_str(), ImVec2(width, height));
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  const std::string_view name = display_name(one.name_ko, one.name_en, ui.korean);
  ui.trace.note("collection." + one.name_ko, min, max);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool active = model.query == query_of(one, true) || model.query == query_of(one, false);
  if (active) list.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(6));
  if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
  const float x = min.x + ui.px(10 + 14 * ui::f(depth));
  draw_icon(list, one.query.empty() ? Icon::Folder : Icon::Filter, ImVec2(x, min.y + ui.px(7)), ui.px(14),
            active ? ui.theme.accent : ui.theme.dim);
  ui::draw_text_in(ui, ui.fonts.body(), ImVec2(x + ui.px(24), min.y), ImVec2(max.x - ui.px(8), max.y),
                   ui.theme.text, name);
  if (ImGui::IsItemClicked(1)) ImGui::OpenPopup((id + ".menu").c_str());
  // What a saved search finds is not put there by hand.
  if (one.query.empty() && !model.read_only)
    if (const std::vector<Id> dropped = take_assets(ui, model); !dropped.empty()) {
      Change put = put_into(model.library->catalog(), one, dropped);
      if (put.edits.empty())
        out.emplace_back(request::Complain{"All of them are in the collection already."});
      else
        out.emplace_back(request::Apply{std::move(put)});
    }
  ui::tooltip(ui, id, one.query.empty() ? ui.t(Text::CollectionTip) : std::string_view(one.query));
  draw_menu(ui, panel, model, one, id + ".menu", out);
  if (pressed) out.emplace_back(request::SetQuery{active ? std::string() : query_of(one, ui.korean)});
}

}  // namespace

std::string query_of(const Collection& collection, bool korean) {
  if (!collection.query.empty() && collection.parent.empty()) return collection.query;
  std::string name(display_name(collection.name_ko, collection.name_en, korean));
  std::erase(name, '"');
  return fmt::format("{}:\"{}\"", korean ? "모음" : "collection", name);
}

Change put_into(const Catalog& catalog, const Collection& collection, const std::vector<Id>& assets) {
  Change change = labelled("모음에 넣기", "Put into the collection");
  std::set<Id> there;
  for (const CollectionItem& item : records_where<CollectionItem>(catalog, "collection", collection.id))
    there.insert(item.subject);
  for (const Id& asset : assets) {
    if (!there.insert(asset).second) continue;
    CollectionItem item;
    item.collection = collection.id;
    item.subject = asset;
    change.edits.push_back(make_record(item));
  }
  return change;
}

Change take_out_of(const Catalog& catalog, const Collection& collection, const std::vector<Id>& assets) {
  Change change = labelled("모음에서 빼기", "Take out of the collection");
  for (const CollectionItem& item : records_where<CollectionItem>(catalog, "collection", collection.id))
    if (std::find(assets.begin(), assets.end(), item.subject) != assets.end())
      change.edits.push_back(SetRecordState{RecordType::CollectionItem, item.id, RecordState::Trashed});
  return change;
}

void draw_collections(Ui& ui, CollectionsPanel& panel, const UiModel& model, Requests& out) {
  if (!model.library) return;
  read(panel, model);
  const std::string count = panel.rows.empty() ? "" : std::to_string(panel.rows.size());
  if (!ui::section(ui, "collections", ui.t(Text::CollectionsTitle), true, count)) return;
  for (std::size_t i = 0; i < panel.rows.size(); ++i) {
    const auto [one, depth] = panel.rows[i];
    draw_row(ui, panel, model, one, depth, out);
  }
  if (model.read_only) return;
  const bool searches = !model.query.empty();
  if (ui::button(ui, "collections.save", ui.t(searches ? Text::CollectionSave : Text::CollectionNew),
                 {.kind = ui::ButtonKind::Quiet, .icon = searches ? Icon::Filter : Icon::Plus, .width = -1}))
    add_collection(panel, {}, model.query, searches ? model.query : ui.t(Text::CollectionNewName), out);
  if (searches && !model.selection.empty() &&
      ui::button(ui, "collections.new", ui.t(Text::CollectionNew),
                 {.kind = ui::ButtonKind::Quiet, .icon = Icon::Plus, .width = -1}))
    add_collection(panel, {}, {}, ui.t(Text::CollectionNewName), out);
}

}  // namespace bandaji
