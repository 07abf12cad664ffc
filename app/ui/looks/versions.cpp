#include "app/ui/looks/versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/ui/panels/record_dialogs.h"
#include "assets/text.h"
#include "db/record_edits.h"

namespace bandaji {
namespace {

void draw_review(Ui& ui, const VersionsView& view, const UiModel& model, Requests& out) {
  const ReviewState& review = view.review;
  if (review.decision) {
    const Decision& decision = *review.decision;
    ui::text(ui, ui.fonts.bold(), review.stale ? ui.theme.warning : ui.theme.text,
             verdict_label(review.verdict, ui.korean));
    ImGui::SameLine(0, ui.px(10));
    ui::text(ui, ui.fonts.small(), ui.theme.dim,
             fmt::format("{}  {}  {}", decision.by, ui.term(decision.role), date_text(decision.at, false)));
    if (!decision.comment.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.text, decision.comment);
    if (review.stale) ui::paragraph(ui, ui.fonts.small(), ui.theme.warning, ui.t(Text::StaleTip));
  } else {
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::VersionUndecided));
  }
  draw_decision_buttons(ui, model, "version", out);
}

void draw_save(Ui& ui, VersionsTab& tab, const VersionsView& view, const UiModel& model, Requests& out) {
  const bool same = !view.versions.empty() && view.versions.front().hash == view.hash;
  std::string now(ui.t(Text::VersionNever));
  if (!view.versions.empty())
    now = fmt::format(fmt::runtime(ui.t(same ? Text::VersionSame : Text::VersionChanged)),
                      view.versions.front().number);
  ui::paragraph(ui, ui.fonts.small(), same ? ui.theme.dim : ui.theme.text, now);
  if (model.read_only) return;
  const ui::InputResult typed =
      ui::input(ui, "version.comment", tab.comment,
                {.hint = ui.t(Text::VersionComment), .focus = std::exchange(tab.focus, false)});
  const bool pressed = ui::button(ui, "version.save", ui.t(Text::VersionSave),
                                  {.icon = Icon::Plus, .width = -1, .enabled = !same});
  if (same || !(pressed || typed.entered)) return;
  const auto change = save_version(model.library->catalog(), view.subject,
                                   {to_nfc(tab.comment), model.preferences.user_name});
  if (!change) return;
  out.emplace_back(request::Apply{*change});
  tab.comment.clear();
}

void draw_differences(Ui& ui, VersionsTab& tab, const VersionsView& view, const CompositionVersion& version,
                      const UiModel& model) {
  const Catalog& catalog = model.library->catalog();
  if (tab.differs_of != version.id || tab.differs_hash != view.hash) {
    tab.differs_of = version.id;
    tab.differs_hash = view.hash;
    tab.differs.clear();
    const auto then = parse_contents(version.contents);
    const auto now = contents_of(catalog, view.subject);
    if (then && now)
      for (const CompositionDifference& one : differences(*then, *now))
        tab.differs.push_back(describe_difference(catalog, one, rows::word_label));
  }
  ui::space(ui, 4);
  ui::text(ui, ui.fonts.small(), ui.theme.dim,
           tab.differs.empty()
               ? std::string(ui.t(Text::VersionNoDifference))
               : fmt::format(fmt::runtime(ui.t(Text::VersionDifferences)), tab.differs.size()));
  for (std::size_t i = 0; i < tab.differs.size(); ++i) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui::paragraph(ui, ui.fonts.small(), ui.theme.text, ui.pick(tab.differs[i].ko, tab.differs[i].en));
    ui.trace.note(fmt::format("version.differs.{}", i), at,
                  ImVec2(at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y));
  }
}

void draw_version(Ui& ui, VersionsTab& tab, rows::Editor& editor, const VersionsView& view,
                  const CompositionVersion& version, const UiModel& model, Requests& out) {
  const std::string id = fmt::format("version.{}", version.number);
  const bool master = version.id == view.master;
  std::string title = fmt::format("v{}", version.number);
  if (master) title += "  ★";
  if (version.hash == view.hash) title += fmt::format("  · {}", ui.t(Text::VersionNow));
  if (!version.comment.empty()) title += fmt::format("   {}", version.comment);
  if (ui::choice(ui, id, title, version.id == tab.chosen,
                 fmt::format("{}  {}", version.author, date_text(version.created_at, false))))
    tab.chosen = tab.chosen == version.id ? Id() : version.id;
  for (const Decision& decision : view.decisions) {
    if (decision.version_id != version.id) continue;
    ImGui::Indent(ui.px(14));
    std::string words = fmt::format("{}  {}  {}", verdict_label(decision.verdict, ui.korean), decision.by,
                                    date_text(decision.at, false));
    if (!decision.comment.empty()) words += fmt::format("\n{}", decision.comment);
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, words);
    ImGui::Unindent(ui.px(14));
  }
  if (version.id != tab.chosen) return;
  ImGui::Indent(ui.px(14));
  ui::text(ui, ui.fonts.small(), ui.theme.faint, version.hash.substr(0, 12));
  if (const auto row = record_row(model.library->catalog(), RecordType::CompositionVersion, version.id))
    rows::draw(ui, editor, model, id, *row, {"comment", "notes"}, out);
  const bool shown = tab.viewing == version.id, compared = tab.comparing == version.id;
  if (ui::button(
          ui, id + ".compare", ui.t(compared ? Text::ToolCompareEnd : Text::VersionCompare),
          {.kind = ui::ButtonKind::Quiet, .icon = Icon::Compare, .tip = ui.t(Text::VersionCompareTip)})) {
    ToolWishes wishes;
    wishes.compare_with = compared ? Id() : version.id;
    if (!compared) wishes.compare_mode = CompareMode::Side;
    tab.viewing.clear();
    out.emplace_back(request::Tools{std::move(wishes)});
  }
  if (ui::button(ui, id + ".view", ui.t(shown ? Text::VersionBack : Text::VersionView),
                 {.kind = ui::ButtonKind::Quiet, .icon = Icon::Eye}))
    tab.viewing = shown ? Id() : version.id;
  if (!model.read_only) {
    const Catalog& catalog = model.library->catalog();
    ImGui::SameLine(0, ui.px(4));
    if (ui::button(
            ui, id + ".restore", ui.t(Text::VersionRestore),
            {.kind = ui::ButtonKind::Quiet, .icon = Icon::Undo, .tip = ui.t(Text::VersionRestoreTip)})) {
      if (auto change = restore_version(catalog, version.id))
        out.emplace_back(request::Apply{std::move(*change)});
      tab.viewing.clear();
    }
    ImGui::SameLine(0, ui.px(4));
    if (ui::button(ui, id + ".pin", ui.t(master ? Text::VersionUnpin : Text::VersionPin),
                   {.kind = ui::ButtonKind::Quiet, .icon = Icon::Star, .tip = ui.t(Text::VersionPinTip)})) {
      if (auto change = set_master(catalog, view.subject, master ? Id() : version.id))
        out.emplace_back(request::Apply{std::move(*change)});
    }
  }
  draw_differences(ui, tab, view, version, model);
  ImGui::Unindent(ui.px(14));
  ui::space(ui, 4);
}

}  // namespace

const CompositionVersion* VersionsView::find(const Id& id) const {
  const auto at = std::find_if(versions.begin(), versions.end(),
                               [&](const CompositionVersion& one) { return one.id == id; });
  return at == versions.end() ? nullptr : &*at;
}

VersionsView read_versions(const Catalog& catalog, const Id& subject) {
  VersionsView view;
  view.subject = subject;
  for (const RecordType type : {RecordType::Look, RecordType::FilmSet})
    if (const auto row = record_row(catalog, type, subject)) view.master = Id(row->value("master"));
  if (const auto contents = contents_of(catalog, subject))
    view.hash = hash_text(contents_text(*contents)).hex();
  view.versions = composition_versions(catalog, subject);
  view.decisions = composition_decisions(catalog, subject);
  view.review = composition_review(catalog, subject);
  return view;
}

void keep_comparing(const VersionsTab& tab, const VersionsView& view, Requests& out) {
  if (tab.comparing.empty()) return;
  ToolWishes wishes;
  wishes.compare_with = view.find(tab.comparing) != nullptr ? tab.comparing : Id();
  out.emplace_back(request::Tools{std::move(wishes)});
}

void draw_versions(Ui& ui, VersionsTab& tab, rows::Editor& editor, const VersionsView& view,
                   const UiModel& model, Requests& out) {
  draw_review(ui, view, model, out);
  ui::line(ui);
  draw_save(ui, tab, view, model, out);
  ui::space(ui, 6);
  for (const CompositionVersion& version : view.versions)
    draw_version(ui, tab, editor, view, version, model, out);
  ui::space(ui, 12);
}

void draw_version_banner(Ui& ui, VersionsTab& tab, const VersionsView& view, ImVec2 min, ImVec2 max) {
  const CompositionVersion* version = view.find(tab.viewing);
  if (version == nullptr) return;
  const std::string words = fmt::format(fmt::runtime(ui.t(Text::VersionViewing)), version->number);
  const float text = ui::measure(ui, ui.fonts.body(), words).x;
  const std::string_view back = ui.t(Text::VersionBack);
  const float button = ui::measure(ui, ui.fonts.body(), back).x + ui.px(24);
  const float width = text + button + ui.px(40);
  // Above the bar at the right, where it covers nobody's feet.
  const ImVec2 low(max.x - width - ui.px(12), max.y - ui.px(108)), high(low.x + width, low.y + ui.px(44));
  ImGui::GetWindowDrawList()->AddRectFilled(low, high, IM_COL32(34, 34, 34, 235), ui.px(10));
  ui::draw_text_in(ui, ui.fonts.body(), ImVec2(low.x + ui.px(16), low.y),
                   ImVec2(low.x + ui.px(20) + text, high.y), ui.theme.warning, words);
  ImGui::SetCursorScreenPos(ImVec2(low.x + ui.px(28) + text, low.y + ui.px(6)));
  if (ui::button(ui, "version.back", back, {.width = button / ui.scale})) tab.viewing.clear();
}

}  // namespace bandaji
