#include "app/ui/records/own_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "assets/text.h"
#include "db/record_edits.h"
#include "db/record_names.h"

namespace bandaji {
namespace {

constexpr std::size_t kShownUses = 60;

void read_used(OwnFieldsPanel& panel, const UiModel& model) {
  const Asset& asset = model.details->asset;
  if (panel.used_revision == model.data_revision && panel.used_of == asset.id) return;
  panel.used_revision = model.data_revision;
  panel.used_of = asset.id;
  panel.used.clear();
  const Catalog& catalog = model.library->catalog();
  RecordNames names(catalog);
  for (const Use& use : where_used(catalog, asset.id)) {
    if (use.type == RecordType::CustomValue) continue;  // Shown as its fields.
    if (panel.used.size() == kShownUses) break;
    // A piece is of a look, an item of a collection: what people know is the owner.
    const auto row = record_row(catalog, use.type, use.id);
    std::string words = names.text(describe(use.type).name, use.id);
    OwnFieldsPanel::Named named{use.type, use.id, {}};
    if (row)
      for (std::size_t i = 0; i < row->values.size(); ++i) {
        const RecordColumn& column = describe(use.type).columns[i];
        const auto owner =
            column.kind == ColumnKind::Owner ? record_type_from_name(column.detail) : std::nullopt;
        if (!owner) continue;
        named.type = *owner;
        named.id = row->values[i];
        words = names.text(column.detail, row->values[i]);
        break;
      }
    named.words = std::move(words);
    const bool known = std::any_of(panel.used.begin(), panel.used.end(),
                                   [&](const OwnFieldsPanel::Named& one) { return one.id == named.id; });
    if (!known) panel.used.push_back(std::move(named));
  }
}

std::vector<std::string> items_of(std::string_view list) {
  std::vector<std::string> items;
  while (!list.empty()) {
    const std::string_view item = list.substr(0, list.find(';'));
    if (!item.empty()) items.emplace_back(item);
    list.remove_prefix(std::min(item.size() + 1, list.size()));
  }
  return items;
}

void draw_field(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, std::string_view prefix,
                const CustomField& field, const std::string& value, Requests& out) {
  const std::string id = fmt::format("{}.{}", prefix, field.name_ko.empty() ? field.name_en : field.name_ko);
  ui::property(ui, display_name(field.name_ko, field.name_en, ui.korean));
  if (model.read_only) ImGui::BeginDisabled();
  const auto set = [&](const std::string& next) {
    const auto change = set_custom_value(model.library->catalog(), field.id, panel.subject, next);
    if (change)
      out.emplace_back(request::Apply{*change});
    else
      out.emplace_back(request::Complain{change.error().message});
  };
  if (field.sort == "choice") {
    if (ui::begin_select(ui, id, value.empty() ? ui.t(Text::NoValue) : std::string_view(value), -1,
                         value.empty())) {
      if (ui::choice(ui, id + ".none", ui.t(Text::NoValue), value.empty())) set("");
      for (const std::string& item : items_of(field.choices))
        if (ui::choice(ui, id + "." + item, item, item == value)) set(item);
      ui::end_select();
    }
  } else if (field.sort == "checklist") {
    ImGui::BeginGroup();
    std::vector<std::string> done = items_of(value);
    for (const std::string& item : items_of(field.choices)) {
      const auto at = std::find(done.begin(), done.end(), item);
      bool on = at != done.end();
      if (!ui::check(ui, id + "." + item, on, item)) continue;
      if (at == done.end())
        done.push_back(item);
      else
        done.erase(at);
      std::string next;
      for (const std::string& one : done) next += (next.empty() ? "" : ";") + one;
      set(next);
      break;
    }
    ImGui::EndGroup();
  } else {
    std::string text = value;
    ui::InputStyle style;
    style.read_only = model.read_only;
    style.hint = field.sort == "date"  ? ui.t(Text::DateHint)
                 : field.sort == "url" ? std::string_view("https://")
                                       : std::string_view(field.unit);
    if (rows::typed(ui, panel.editor, id, panel.subject, text, style)) set(to_nfc(text));
  }
  if (model.read_only) ImGui::EndDisabled();
}

template <class Choose>
void draw_all(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, std::string_view prefix, const Id& subject,
              Choose fields_of, Requests& out) {
  if (panel.revision != model.data_revision || panel.subject != subject) {
    const Catalog& catalog = model.library->catalog();
    panel.revision = model.data_revision;
    panel.subject = subject;
    panel.fields = own_values(catalog, fields_of(OwnFields(catalog)), subject);
  }
  for (std::size_t i = 0; i < panel.fields.size(); ++i) {
    const auto [field, value] = panel.fields[i];
    draw_field(ui, panel, model, prefix, field, value, out);
  }
}

// Not the notes of others' notes: what fields and values are made of, decisions, and what is personal.
bool may_have_own_fields(RecordType type) {
  switch (type) {
    case RecordType::CustomField:
    case RecordType::CustomValue:
    case RecordType::CollectionItem:
    case RecordType::Waiver:
    case RecordType::StudioTerm:
    case RecordType::CompositionVersion:
    case RecordType::CompositionDecision:
    case RecordType::Measurement:
      return false;
    default:
      return true;
  }
}

}  // namespace

void draw_own_fields(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, Requests& out) {
  if (!model.details || !model.library) return;
  const Asset& asset = model.details->asset;
  draw_all(
      ui, panel, model, "own", asset.id, [&](const OwnFields& own) { return own.of_kind(asset.kind); }, out);
}

void draw_own_fields(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, RecordType type, const Id& id,
                     Requests& out) {
  if (!model.library || id.empty()) return;
  const std::string_view name = describe(type).name;
  draw_all(
      ui, panel, model, fmt::format("own.{}", name), id,
      [&](const OwnFields& own) { return own.of_type(name); }, out);
}

bool pick_applies_to(Ui& ui, std::string_view widget, std::string& applies_to) {
  const auto name_of = [&](std::string_view key) -> std::string_view {
    if (key == "asset") return ui.t(Text::OwnFieldOfAssets);
    if (const auto type = record_type_from_name(key)) return ui.pick(describe(*type).ko, describe(*type).en);
    return ui.term(key);
  };
  if (!ui::begin_select(ui, widget,
                        applies_to.empty() ? std::string_view(ui.t(Text::NoValue)) : name_of(applies_to), -1,
                        applies_to.empty(), 300))
    return false;
  bool chosen = false;
  ImGui::BeginChild("applies", ImVec2(0, ui.px(320)), false);
  const auto offer = [&](std::string_view key) {
    if (!ui::choice(ui, fmt::format("{}.{}", widget, key), name_of(key), key == applies_to)) return;
    applies_to = key;
    chosen = true;
  };
  offer("asset");
  for (const RecordDescription& description : all_record_descriptions())
    if (may_have_own_fields(description.type)) offer(description.name);
  ui::line(ui);
  for (const Term& kind : ui.vocabulary->facet("asset_kind"))
    if (kind.is_offered()) offer(kind.key);
  ImGui::EndChild();
  if (chosen) ImGui::CloseCurrentPopup();
  ui::end_select();
  return chosen;
}

void draw_where_used(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, Requests& out) {
  if (!model.details || !model.library) return;
  read_used(panel, model);
  const std::string count = panel.used.empty() ? "" : std::to_string(panel.used.size());
  if (!ui::section(ui, "section.used", ui.t(Text::StoryUsed), false, count)) return;
  if (panel.used.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::StoryUsedNowhere));
  for (const OwnFieldsPanel::Named& one : panel.used) {
    ui::property(ui, ui.pick(describe(one.type).ko, describe(one.type).en));
    if (ui::chip(ui, fmt::format("asset.used.{}", one.words), one.words, false))
      out.emplace_back(request::ShowRecord{one.type, one.id});
  }
  ui::space(ui, 8);
}

}  // namespace bandaji
