// The parts of the inspector that look back: versions, decisions, activity.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/panels/inspector.h"
#include "assets/units.h"
#include "db/fields.h"

namespace bandaji {
namespace {

std::string_view axis_label(Ui& ui, const std::optional<UpAxis>& axis) {
  if (!axis) return ui.t(Text::AsFileSays);
  return std::array<std::string_view, 3>{"X", "Y", "Z"}[static_cast<std::size_t>(*axis)];
}

std::string_view unit_label(Ui& ui, const std::optional<FileUnit>& unit) {
  if (!unit) return ui.t(Text::AsFileSays);
  return std::array<std::string_view, 4>{"mm", "cm", "m", "inch"}[static_cast<std::size_t>(*unit)];
}

void draw_import_settings(Ui& ui, InspectorPanel& panel, const UiModel& model, const AssetVersion& version,
                          Requests& out) {
  if (panel.settings_of != version.id) {
    panel.settings_of = version.id;
    panel.up_axis = version.up_axis ? std::optional(static_cast<UpAxis>(*version.up_axis)) : std::nullopt;
    panel.unit = version.unit ? std::optional(static_cast<FileUnit>(*version.unit)) : std::nullopt;
  }
  ui::property(ui, ui.t(Text::UpAxisLabel), ui.t(Text::UpAxisTip));
  if (ui::begin_select(ui, "settings.up", axis_label(ui, panel.up_axis))) {
    if (ui::choice(ui, "settings.up.file", ui.t(Text::AsFileSays), !panel.up_axis)) panel.up_axis.reset();
    for (const UpAxis axis : {UpAxis::X, UpAxis::Y, UpAxis::Z})
      if (ui::choice(ui, "settings.up." + std::string(axis_label(ui, axis)), axis_label(ui, axis),
                     panel.up_axis == axis))
        panel.up_axis = axis;
    ui::end_select();
  }
  ui::property(ui, ui.t(Text::UnitLabel), ui.t(Text::UnitTip));
  if (ui::begin_select(ui, "settings.unit", unit_label(ui, panel.unit))) {
    if (ui::choice(ui, "settings.unit.file", ui.t(Text::AsFileSays), !panel.unit)) panel.unit.reset();
    for (const FileUnit unit : {FileUnit::Millimetre, FileUnit::Centimetre, FileUnit::Metre, FileUnit::Inch})
      if (ui::choice(ui, "settings.unit." + std::string(unit_label(ui, unit)), unit_label(ui, unit),
                     panel.unit == unit))
        panel.unit = unit;
    ui::end_select();
  }
  // As numbers, with -1 for "as the file says".
  const int axis_now = version.up_axis ? *version.up_axis : -1,
            axis_wanted = panel.up_axis ? static_cast<int>(*panel.up_axis) : -1;
  const int unit_now = version.unit ? *version.unit : -1,
            unit_wanted = panel.unit ? static_cast<int>(*panel.unit) : -1;
  if (axis_now != axis_wanted || unit_now != unit_wanted) {
    if (ui::button(ui, "settings.apply", ui.t(Text::ReimportButton),
                   {.kind = ui::ButtonKind::Primary,
                    .icon = Icon::Refresh,
                    .width = -1,
                    .enabled = !model.read_only}))
      out.emplace_back(request::Reimport{version.asset_id, panel.up_axis, panel.unit});
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::ReimportBody));
  }
}

}  // namespace

void draw_versions(Ui& ui, InspectorPanel& panel, const UiModel& model, Requests& out) {
  const Details& details = *model.details;
  if (details.versions.empty()) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::NoVersions));
  }
  for (auto at = details.versions.rbegin(); at != details.versions.rend(); ++at) {
    const AssetVersion& version = *at;
    const bool current = version.id == details.asset.current_version;
    const VersionFacts& facts = version.facts;
    ImGui::PushID(version.id.c_str());
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const std::string title = fmt::format("v{}", version.number);
    const float title_width =
        ui::draw_text_in(ui, ui.fonts.bold(), start, ImVec2(start.x + width, start.y + ui.px(28)),
                         current ? ui.theme.accent : ui.theme.text, title);
    const std::string when = fmt::format("{}  {}", date_text(version.created_at, true), version.author);
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(start.x + title_width + ui.px(12), start.y),
                     ImVec2(start.x + width - ui.px(current ? 80 : 120), start.y + ui.px(28)), ui.theme.dim,
                     when);
    if (current) {
      ui::draw_text_in(ui, ui.fonts.small(), start, ImVec2(start.x + width, start.y + ui.px(28)),
                       ui.theme.accent, ui.t(Text::CurrentVersion), ui::Align::Right);
      ImGui::Dummy(ImVec2(width, ui.px(26)));
    } else {
      ImGui::SetCursorScreenPos(ImVec2(start.x + width - ui.px(112), start.y - ui.px(2)));
      if (ui::button(ui, fmt::format("version.{}.use", version.number), ui.t(Text::MakeCurrentButton),
                     {.kind = ui::ButtonKind::Quiet, .width = 112, .enabled = !model.read_only}))
        out.emplace_back(request::MakeCurrent{details.asset.id, version.id});
    }
    if (!version.comment.empty()) ui::paragraph(ui, ui.fonts.body(), ui.theme.text, version.comment);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), 0));
    if (current) {
      ui::fact(ui, ui.t(Text::FactFile), version.main_file);
      ui::fact(ui, ui.t(Text::FactFormat), facts.format);
      if (facts.content == VersionContent::Model) {
        ui::fact(ui, ui.t(Text::FactSize),
                 format_size_mm(facts.size_mm[0], facts.size_mm[1], facts.size_mm[2]));
        // Of points and lines alone.
        if (facts.triangles == 0)
          ui::fact(ui, ui.t(Text::FactVertices), count_text(facts.vertices));
        else
          ui::fact(ui, ui.t(Text::FactTriangles), count_text(facts.triangles));
        ui::fact(ui, ui.t(Text::FactMaterials), count_text(facts.materials));
        if (facts.animations > 0) ui::fact(ui, ui.t(Text::FactAnimations), count_text(facts.animations));
      } else if (facts.content == VersionContent::Image) {
        ui::fact(ui, ui.t(Text::FactPixels), fmt::format("{} × {} px", facts.width_px, facts.height_px));
      }
      std::int64_t bytes = 0;
      for (const ManifestEntry& entry : version.manifest) bytes += entry.size;
      ui::fact(ui, ui.t(Text::FactFiles),
               fmt::format(fmt::runtime(ui.t(Text::FilesAndBytes)), version.manifest.size(),
                           static_cast<double>(bytes) / 1e6));
    } else {
      std::string facts_line = facts.format;
      if (facts.triangles > 0) facts_line += fmt::format("  ·  {} ▲", count_text(facts.triangles));
      ui::text_line(ui, ui.fonts.small(), ui.theme.dim, facts_line);
    }
    ui::fact(ui, ui.t(Text::FactHash), version.manifest_hash.short_hex(), ui.theme.dim);
    if (current && !facts.palette.empty()) {
      const ImVec2 row = ImGui::GetCursorScreenPos();
      ui::draw_text_in(ui, ui.fonts.small(), row, ImVec2(row.x + ui.px(104), row.y + ui.px(26)), ui.theme.dim,
                       ui.t(Text::FactPalette));
      float x = row.x + ui.px(112);
      for (const std::string& hex : facts.palette) {
        unsigned int value = 0;
        if (hex.size() != 7 || std::sscanf(hex.c_str() + 1, "%x", &value) != 1) continue;
        ImGui::SetCursorScreenPos(ImVec2(x, row.y + ui.px(3)));
        const std::string id = "palette." + hex;
        if (ImGui::InvisibleButton(id.c_str(), ImVec2(ui.px(28), ui.px(20))))
          out.emplace_back(request::SetQuery{"color:" + hex});
        const ImU32 color = IM_COL32(value >> 16 & 255u, value >> 8 & 255u, value & 255u, 255);
        ImGui::GetWindowDrawList()->AddRectFilled(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), color,
                                                  ui.px(3));
        ui::tooltip(ui, id, fmt::format(fmt::runtime(ui.t(Text::PaletteTip)), hex));
        x += ui.px(30);
      }
      ImGui::SetCursorScreenPos(row);
      ImGui::Dummy(ImVec2(width, ui.px(28)));
    }
    ImGui::PopStyleVar();
    for (const MissingFile& missing : facts.missing) {
      const ImVec2 row = ImGui::GetCursorScreenPos();
      draw_icon(*ImGui::GetWindowDrawList(), Icon::Warning, ImVec2(row.x, row.y + ui.px(2)), ui.px(14),
                ui.theme.warning);
      ImGui::SetCursorScreenPos(ImVec2(row.x + ui.px(20), row.y));
      ui::text_line(ui, ui.fonts.small(), ui.theme.warning,
                    fmt::format("{}  {}", missing.asked, ui.message(missing.reason)));
    }
    for (const std::string& warning : facts.warnings) {
      const ImVec2 row = ImGui::GetCursorScreenPos();
      draw_icon(*ImGui::GetWindowDrawList(), Icon::Info, ImVec2(row.x, row.y + ui.px(2)), ui.px(14),
                ui.theme.faint);
      ImGui::SetCursorScreenPos(ImVec2(row.x + ui.px(20), row.y));
      ui::text_line(ui, ui.fonts.small(), ui.theme.dim, ui.message(warning));
    }
    ImGui::PopID();
    ui::space(ui, 6);
  }
  if (const AssetVersion* version = details.current();
      version && version->facts.content == VersionContent::Model)
    draw_import_settings(ui, panel, model, *version, out);
  if (!model.read_only &&
      ui::button(ui, "versions.add", ui.t(Text::NewVersionFrom), {.icon = Icon::Import, .width = -1}))
    out.emplace_back(request::Choose{ChooserPurpose::NewVersion, details.asset.id});
  ui::space(ui, 8);
}

void draw_decisions(Ui& ui, const UiModel& model, Requests&) {
  const Details& details = *model.details;
  if (details.decisions.empty()) {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::NoDecisions));
    ui::space(ui, 8);
    return;
  }
  const AssetVersion* current = details.current();
  for (auto at = details.decisions.rbegin(); at != details.decisions.rend(); ++at) {
    const Decision& decision = *at;
    const bool counts = details.review.decision && details.review.decision->id == decision.id;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool withdrawal = decision.verdict == Verdict::Withdrawn;
    const std::string_view status = decision.verdict == Verdict::Approved                 ? "st_approved"
                                    : decision.verdict == Verdict::ApprovedWithConditions ? "st_conditional"
                                    : decision.verdict == Verdict::ChangesRequested       ? "st_revise"
                                    : decision.verdict == Verdict::Rejected               ? "st_rejected"
                                    : decision.verdict == Verdict::Hold                   ? "st_onhold"
                                    : decision.verdict == Verdict::Requested              ? "st_review"
                                                                                          : "";
    ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(start.x + ui.px(6), start.y + ui.px(13)), ui.px(4),
                                                ui.status_color(status));
    const float label =
        ui::draw_text_in(ui, counts ? ui.fonts.bold() : ui.fonts.body(), ImVec2(start.x + ui.px(18), start.y),
                         ImVec2(start.x + width, start.y + ui.px(26)), counts ? ui.theme.text : ui.theme.dim,
                         verdict_label(decision.verdict, ui.korean));
    std::string who = decision.by;
    if (!decision.role.empty()) who += fmt::format(" · {}", ui.term(decision.role));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(start.x + ui.px(28) + label, start.y),
                     ImVec2(start.x + width - ui.px(112), start.y + ui.px(26)), ui.theme.dim, who);
    ui::draw_text_in(ui, ui.fonts.small(), start, ImVec2(start.x + width, start.y + ui.px(26)),
                     ui.theme.faint, date_text(decision.at, true), ui::Align::Right);
    ImGui::Dummy(ImVec2(width, ui.px(24)));
    if (!withdrawal) {
      const bool other = current && decision.manifest_hash != current->manifest_hash;
      ImGui::SetCursorPosX(ImGui::GetCursorPosX() + ui.px(18));
      const std::string hash =
          other ? fmt::format("{}  ·  {}", decision.manifest_hash.short_hex(), ui.t(Text::OtherContent))
                : decision.manifest_hash.short_hex();
      ui::text_line(ui, ui.fonts.small(), other ? ui.theme.warning : ui.theme.faint, hash);
    }
    if (!decision.comment.empty()) {
      ImGui::Indent(ui.px(18));
      ui::paragraph(ui, ui.fonts.body(), ui.theme.text, decision.comment);
      ImGui::Unindent(ui.px(18));
    }
    ui::space(ui, 6);
  }
}

std::string activity_sentence(const Ui& ui, const Activity& activity) {
  const bool korean = ui.korean;
  const auto value = [&](const std::string& text) -> std::string {
    if (text.empty()) return text_of(Text::EmptyValue, korean);
    std::string out;
    std::string_view rest = text;
    while (true) {  // Term keys by their labels.
      const std::size_t end = rest.find(';');
      out += (out.empty() ? "" : ", ") + std::string(ui.term(rest.substr(0, end)));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
    return out.size() > 120 ? out.substr(0, 117) + "…" : out;
  };
  struct Verb {
    const char* action;
    Text text;
    bool with_values;  // Otherwise before and after are ids, or say nothing more.
  };
  static constexpr std::array<Verb, 12> kVerbs{{{"add", Text::ActAdd, true},
                                                {"add_version", Text::ActAddVersion, false},
                                                {"current_version", Text::ActCurrentVersion, false},
                                                {"remove_version", Text::ActRemoveVersion, false},
                                                {"put_back_version", Text::ActAddVersion, false},
                                                {"trash", Text::ActTrash, false},
                                                {"restore", Text::ActRestore, false},
                                                {"remove", Text::ActRemove, false},
                                                {"put_back", Text::ActRestore, false},
                                                {"decide", Text::ActDecision, true},
                                                {"withdraw", Text::ActWithdraw, false},
                                                {"palette", Text::ActPalette, false}}};
  for (const auto& [action, text, with_values] : kVerbs) {
    if (activity.action != action) continue;
    const std::string verb = text_of(text, korean);
    // A decision is logged by the status it leads to, without its facet: "approved".
    if (activity.action == "decide") return fmt::format("{}: {}", verb, ui.term("st_" + activity.after));
    return with_values && !activity.after.empty() ? fmt::format("{}: {}", verb, value(activity.after)) : verb;
  }
  if (activity.action == "tag") {
    std::string sentence = text_of(Text::FieldTags, korean);
    if (!activity.after.empty()) sentence += fmt::format("  + {}", value(activity.after));
    if (!activity.before.empty()) sentence += fmt::format("  − {}", value(activity.before));
    return sentence;
  }
  std::string subject;
  if (const FieldDefinition* field = find_field(activity.field))
    subject = korean ? field->ko : field->en;
  else if (!activity.field.empty()) {
    struct Name {
      const char* field;
      Text text;
    };
    static constexpr std::array<Name, 11> kNames{{{"name_ko", Text::FieldNameKo},
                                                  {"name_en", Text::FieldNameEn},
                                                  {"kind", Text::FieldKind},
                                                  {"status", Text::FieldStatus},
                                                  {"rating", Text::FieldRating},
                                                  {"color_label", Text::ColorLabel},
                                                  {"notes", Text::SectionNotes},
                                                  {"tags", Text::FieldTags},
                                                  {"number", Text::FieldNumber},
                                                  {"romanized", Text::FieldRomanized},
                                                  {"aliases", Text::FieldAliases}}};
    subject = activity.field;
    for (const auto& [name, text] : kNames)
      if (activity.field == name) subject = text_of(text, korean);
  }
  std::string sentence = activity.action == "production" ? text_of(Text::ActProduction, korean) : "";
  if (!subject.empty()) sentence += (sentence.empty() ? "" : " · ") + subject;
  if (!activity.before.empty() || !activity.after.empty())
    sentence += fmt::format(": {} → {}", value(activity.before), value(activity.after));
  return sentence;
}

void draw_activity_row(Ui& ui, const Activity& activity, std::string_view subject) {
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  std::string head = fmt::format("{}  {}", date_text(activity.at, true), activity.who);
  if (!subject.empty()) head += fmt::format("  ·  {}", subject);
  ui::draw_text_in(ui, ui.fonts.small(), start, ImVec2(start.x + width, start.y + ui.px(18)), ui.theme.faint,
                   head);
  ImGui::Dummy(ImVec2(width, ui.px(16)));
  ui::text_line(ui, ui.fonts.body(), ui.theme.text, activity_sentence(ui, activity));
}

void draw_record_activity(Ui& ui, const UiModel& model) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(8), ui.px(3)));
  for (const Activity& activity : model.details->activity) {
    draw_activity_row(ui, activity, {});
    ui::space(ui, 6);
  }
  ImGui::PopStyleVar();
}

}  // namespace bandaji
