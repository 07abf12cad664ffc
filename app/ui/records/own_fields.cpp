#include "app/ui/records/own_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/core/asset_value.h"
#include "assets/text.h"
#include "db/record_edits.h"
#include "db/record_names.h"

namespace bandaji {
namespace {

constexpr std::size_t kShownUses = 60;

void read(Ui& ui, OwnFieldsPanel& panel, const UiModel& model) {
  const Asset& asset = model.details->asset;
  if (panel.revision == model.data_revision && panel.asset == asset.id) return;
  panel.revision = model.data_revision;
  panel.asset = asset.id;
  panel.fields.clear();
  panel.used.clear();
  const Catalog& catalog = model.library->catalog();
  const auto values = records_where<CustomValue>(catalog, "subject", asset.id);
  for (CustomField& field : live_records<CustomField>(catalog)) {
    if (!applies_to(field, asset.kind, *ui.vocabulary) || is_note_field(field)) continue;
    const auto held = std::find_if(values.begin(), values.end(),
                                   [&](const CustomValue& value) { return value.field == field.id; });
    std::string value = held == values.end() ? std::string() : held->value;
    panel.fields.emplace_back(std::move(field), std::move(value));
  }
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

void draw_field(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, const CustomField& field,
                const std::string& value, Requests& out) {
  const std::string id = fmt::format("own.{}", field.name_ko.empty() ? field.name_en : field.name_ko);
  ui::property(ui, display_name(field.name_ko, field.name_en, ui.korean));
  if (model.read_only) ImGui::BeginDisabled();
  const auto set = [&](const std::string& next) {
    const auto change = set_custom_value(model.library->catalog(), field.id, panel.asset, next);
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
    style.hint = field.sort == "date"  ? std::string_view("2026-03-05")
                 : field.sort == "url" ? std::string_view("https://")
                                       : std::string_view(field.unit);
    if (rows::typed(ui, panel.editor, id, panel.asset, text, style)) set(to_nfc(text));
  }
  if (model.read_only) ImGui::EndDisabled();
}

}  // namespace

bool applies_to(const CustomField& field, std::string_view kind, const Vocabulary& vocabulary) {
  return field.applies_to == "asset" || vocabulary.is_within(kind, field.applies_to);
}

void draw_own_fields(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, Requests& out) {
  if (!model.details || !model.library) return;
  read(ui, panel, model);
  for (std::size_t i = 0; i < panel.fields.size(); ++i) {
    const auto [field, value] = panel.fields[i];
    draw_field(ui, panel, model, field, value, out);
  }
}

void draw_where_used(Ui& ui, OwnFieldsPanel& panel, const UiModel& model, Requests& out) {
  if (!model.details || !model.library) return;
  read(ui, panel, model);
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
