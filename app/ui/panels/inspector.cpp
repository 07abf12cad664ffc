#include "app/ui/panels/inspector.h"
#include "app/ui/panels/record_dialogs.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/ui/imgui_compat.h"
#include "app/ui/panels/pane.h"
#include "assets/units.h"
#include "db/fields.h"

namespace bandaji {
namespace {

void draw_heading(Ui& ui, const UiModel& model, Requests& out) {
  const Asset& asset = model.details->asset;
  const std::string_view first = display_name(asset.name_ko, asset.name_en, ui.korean);
  const std::string_view second = ui.korean ? asset.name_en : asset.name_ko;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(2)));
  ui::text_line(ui, ui.fonts.title(), ui.theme.text, first.empty() ? ui.t(Text::NoName) : first);
  std::string line = asset.number;
  if (!second.empty() && second != first) line = fmt::format("{}   {}", second, asset.number);
  ui::text_line(ui, ui.fonts.small(), ui.theme.dim, line);
  ImGui::PopStyleVar();
  ui::space(ui, 4);
  ui::status_chip(ui, asset.status, ui.term(asset.status));
  if (model.details->review.stale) {
    ImGui::SameLine(0, ui.px(8));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_icon(*ImGui::GetWindowDrawList(), Icon::Stale, ImVec2(at.x, at.y + ui.px(4)), ui.px(16),
              ui.theme.warning);
    ImGui::Dummy(ImVec2(ui.px(18), ui.px(24)));
    ui::tooltip(ui, "stale", ui.t(Text::StaleTip));
    ImGui::SameLine(0, ui.px(4));
    const ImVec2 words = ImGui::GetCursorScreenPos();
    const float width = ui::measure(ui, ui.fonts.small(), ui.t(Text::Stale)).x;
    ui::draw_text_in(ui, ui.fonts.small(), words, ImVec2(words.x + width + 2, words.y + ui.px(24)),
                     ui.theme.warning, ui.t(Text::Stale));
    ImGui::Dummy(ImVec2(width, ui.px(24)));
  }
  ImGui::SameLine();
  const float stars = ui.px(18) * 5 + ui.px(4);
  const float room = ImGui::GetContentRegionAvail().x;
  if (room > stars) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room - stars);
  ImGui::SetCursorPosY(ImGui::GetCursorPosY() - ui.px(4));
  int rating = asset.rating;
  if (model.read_only) ImGui::BeginDisabled();
  if (ui::stars(ui, "inspector.rating", rating))
    out.emplace_back(request::SetFields{{asset.id}, "rating", std::to_string(rating)});
  if (model.read_only) ImGui::EndDisabled();
}

void draw_color_label(Ui& ui, const UiModel& model, Requests& out) {
  ui::property(ui, ui.t(Text::ColorLabel));
  const SharedValue shared = shared_value(model.batch, "color_label");
  const std::vector<Id>& ids = model.selected;
  for (int label = 0; label <= 7; ++label) {
    if (label > 0) ImGui::SameLine(0, ui.px(2));
    const std::string id = "field.color_label." + std::to_string(label);
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(ui.px(26), ui.px(ui.theme.row))) && !model.read_only)
      out.emplace_back(request::SetFields{ids, "color_label", std::to_string(label)});
    ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    const ImVec2 center((min.x + max.x) / 2, (min.y + max.y) / 2);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool on = !shared.mixed && shared.value == std::to_string(label);
    if (label == 0)
      draw_icon(list, Icon::Close, ImVec2(center.x - ui.px(6), center.y - ui.px(6)), ui.px(12),
                on ? ui.theme.text : ui.theme.faint);
    else
      list.AddCircleFilled(center, ui.px(ImGui::IsItemHovered() ? 8 : 7), label_color(label));
    if (on && label > 0) list.AddCircle(center, ui.px(10), ui.theme.text, 0, ui.px(1.5f));
    ui::tooltip(ui, id, label == 0 ? ui.t(Text::NoLabel) : ui.t(Text::ColorLabel));
  }
}

void draw_kind_fields(Ui& ui, InspectorPanel& panel, const UiModel& model, Requests& out) {
  // With several kinds selected, the fields all of them have.
  std::vector<const FieldDefinition*> shown;
  for (const FieldDefinition& field : fields_for_kind(model.batch.front().kind, *ui.vocabulary)) {
    const bool everywhere = std::all_of(model.batch.begin(), model.batch.end(), [&](const Asset& asset) {
      if (asset.kind == model.batch.front().kind) return true;
      const auto others = fields_for_kind(asset.kind, *ui.vocabulary);
      return std::any_of(others.begin(), others.end(),
                         [&](const FieldDefinition& other) { return other.key == field.key; });
    });
    if (everywhere) shown.push_back(find_field(field.key));
  }
  for (const FieldDefinition* field : shown) {
    if (!field) continue;
    const std::string_view label = ui.pick(field->ko, field->en);
    switch (field->type) {
      case FieldType::Choice:
        draw_term_field(ui, panel.fields, model, field->key, label, field->facet, false, out);
        break;
      case FieldType::Choices:
        draw_term_field(ui, panel.fields, model, field->key, label, field->facet, true, out);
        break;
      case FieldType::LongText:
        ui::text(ui, ui.fonts.small(), ui.theme.dim, label);
        draw_text_field(ui, panel.fields, model, field->key, label, 3, "", out);
        break;
      case FieldType::Date:
        draw_text_field(ui, panel.fields, model, field->key, label, 1, "", out);
        ui::tooltip(ui, field->key, ui.t(Text::DateTip));
        break;
      default:
        draw_text_field(ui, panel.fields, model, field->key, label, 1, field->unit, out);
        break;
    }
  }
}

// What is selected, as a fan of small pictures.
void draw_batch_heading(Ui& ui, const UiModel& model, Requests& out) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float gap = ui.px(6);
  const float edge = (width - gap * 4) / 5;
  std::size_t shown = 0;
  for (const Asset& asset : model.batch) {
    if (shown == 10) break;
    const AssetSummary* summary = model.library->index().summary(asset.id);
    const ImVec2 min(at.x + ui::f(shown % 5) * (edge + gap), at.y + ui::f(shown / 5) * (edge + gap));
    const Picture picture = summary ? model.thumbnail(summary->manifest_hash) : Picture();
    if (picture.texture)
      ImGui::GetWindowDrawList()->AddImageRounded(compat::texture_id(picture.texture), min,
                                                  ImVec2(min.x + edge, min.y + edge), ImVec2(0, 0),
                                                  ImVec2(1, 1), IM_COL32_WHITE, ui.px(4));
    else
      ImGui::GetWindowDrawList()->AddRectFilled(min, ImVec2(min.x + edge, min.y + edge), ui.theme.card,
                                                ui.px(4));
    ++shown;
  }
  ImGui::Dummy(ImVec2(width, (edge + gap) * ui::f((shown + 4) / 5)));
  ui::text_line(ui, ui.fonts.title(), ui.theme.text,
                fmt::format(fmt::runtime(ui.t(Text::BatchTitle)),
                            count_text(static_cast<std::int64_t>(model.selection.size()))));
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::BatchBody));
  ui::space(ui, 8);
  draw_decision_buttons(ui, model, "decide", out);
}

}  // namespace

void draw_inspector(Ui& ui, InspectorPanel& panel, const UiModel& model, Requests& out) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  if (model.selection.empty() || model.batch.empty() || (model.selection.size() == 1 && !model.details)) {
    ui::empty_state(ui, Icon::Info, ui.t(Text::InspectorEmptyTitle), ui.t(Text::InspectorEmptyBody));
    return;
  }
  const bool single = model.selection.size() == 1;
  float top = 0;
  if (single && !model.viewport_open) {
    // The live picture stays while the fields below scroll.
    const float height = std::min(room.x * 0.86f, room.y * 0.44f);
    draw_pane(ui, "inspector.pane", 0, model, corner, ImVec2(corner.x + room.x, corner.y + height), 0, out);
    ImGui::SetCursorScreenPos(ImVec2(corner.x + room.x - ui.px(40), corner.y + ui.px(8)));
    const std::string tip =
        fmt::format("{}  {}", ui.pick(info(Action::OpenViewport).ko, info(Action::OpenViewport).en),
                    model.keys.first_key(Action::OpenViewport));
    if (ui::icon_button(ui, "inspector.expand", Icon::Expand, tip))
      out.emplace_back(request::Do{Action::OpenViewport});
    const AssetVersion* version = model.details->current();
    if (version && version->facts.content == VersionContent::Model) {
      const auto& size = version->facts.size_mm;
      const std::string words = format_size_mm(size[0], size[1], size[2]);
      ui::draw_text(ui, ui.fonts.small(), ImVec2(corner.x + ui.px(16), corner.y + height - ui.px(26)),
                    ui.theme.dim, words);
    }
    top = height;
  }
  ImGui::SetCursorScreenPos(ImVec2(corner.x, corner.y + top));
  ui::begin_scroll(ui, "inspector.scroll", ImVec2(room.x, room.y - top), 16, 14);
  if (single) {
    draw_heading(ui, model, out);
    ui::space(ui, 10);
    draw_decision_buttons(ui, model, "decide", out);
  } else {
    draw_batch_heading(ui, model, out);
  }
  ui::space(ui, 12);

  if (ui::section(ui, "section.record", ui.t(Text::SectionRecord), true)) {
    draw_text_field(ui, panel.fields, model, "name_ko", ui.t(Text::FieldNameKo), 1, "", out);
    draw_text_field(ui, panel.fields, model, "name_en", ui.t(Text::FieldNameEn), 1, "", out);
    draw_term_field(ui, panel.fields, model, "kind", ui.t(Text::FieldKind), "asset_kind", false, out);
    draw_term_field(ui, panel.fields, model, "status", ui.t(Text::FieldStatus), "status", false, out);
    if (!single) {
      ui::property(ui, ui.t(Text::FieldRating));
      const SharedValue shared = shared_value(model.batch, "rating");
      int rating = shared.mixed || shared.value.empty() ? 0 : shared.value[0] - '0';
      if (ui::stars(ui, "inspector.rating", rating))
        out.emplace_back(request::SetFields{model.selected, "rating", std::to_string(rating)});
      if (shared.mixed) {
        ImGui::SameLine(0, ui.px(8));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + ui.px(90), at.y + ui.px(ui.theme.row)),
                         ui.theme.faint, ui.t(Text::Mixed));
        ImGui::Dummy(ImVec2(ui.px(90), ui.px(ui.theme.row)));
      }
    }
    draw_color_label(ui, model, out);
    ui::property(ui, ui.t(Text::FieldTags));
    draw_tags(ui, panel.fields, model, "inspector.tags", out);
    if (single) {
      draw_text_field(ui, panel.fields, model, "number", ui.t(Text::FieldNumber), 1, "", out);
      draw_text_field(ui, panel.fields, model, "romanized", ui.t(Text::FieldRomanized), 1, "", out);
      draw_text_field(ui, panel.fields, model, "aliases", ui.t(Text::FieldAliases), 1, "", out);
    }
    ui::space(ui, 8);
  }
  if (ui::section(ui, "section.fields", ui.t(Text::SectionFields), true, ui.term(model.batch.front().kind))) {
    draw_kind_fields(ui, panel, model, out);
    if (single) draw_own_fields(ui, panel.own, model, out);
    ui::space(ui, 8);
  }
  if (ui::section(ui, "section.notes", ui.t(Text::SectionNotes), true)) {
    draw_text_field(ui, panel.fields, model, "notes", "", 5, "", out);
    ui::space(ui, 8);
  }
  if (single) {
    const Details& details = *model.details;
    if (ui::section(ui, "section.versions", ui.t(Text::SectionVersions), true,
                    std::to_string(details.versions.size())))
      draw_versions(ui, panel, model, out);
    if (ui::section(ui, "section.decisions", ui.t(Text::SectionDecisions), true,
                    std::to_string(details.decisions.size())))
      draw_decisions(ui, model, out);
    draw_where_used(ui, panel.own, model, out);
    if (ui::section(ui, "section.activity", ui.t(Text::SectionActivity), false,
                    std::to_string(details.activity.size())))
      draw_record_activity(ui, model);
  }
  ui::space(ui, 24);
  ui::end_scroll();
}

}  // namespace bandaji
