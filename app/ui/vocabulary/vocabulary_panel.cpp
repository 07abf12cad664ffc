#include "app/ui/vocabulary/vocabulary_panel.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>

#include "app/ui/imgui_compat.h"
#include "assets/text.h"
#include "db/fields.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

using Mode = VocabularyPanel::Mode;

const Term* chosen_term(const VocabularyPanel& panel) {
  const Term* term = panel.vocabulary ? panel.vocabulary->find(panel.chosen) : nullptr;
  return term != nullptr && !term->gone ? term : nullptr;
}

std::string_view chosen_facet(const VocabularyPanel& panel) {
  const Term* term = chosen_term(panel);
  return term != nullptr ? term->facet : std::string_view(panel.chosen);
}

void request_change(const Result<Change>& change, Requests& out) {
  if (change)
    out.emplace_back(request::Apply{*change});
  else
    out.emplace_back(request::Complain{change.error().message});
}

void start_add(VocabularyPanel& panel) {
  if (panel.chosen.empty()) return;
  const Term* term = chosen_term(panel);
  panel.mode = Mode::Add;
  panel.draft = StudioTerm();
  panel.draft.facet = chosen_facet(panel);
  if (term != nullptr) panel.draft.parent = term->key;
  panel.focus_name = true;
}

void retire(const VocabularyPanel& panel, const UiModel& model, Requests& out) {
  if (const Term* term = chosen_term(panel))
    request_change(retire_term(model.library->catalog(), term->key, !term->retired), out);
}

// What the Library finds by a term: by the kind, the status or the first field of its facet.
std::string query_for(const Term& term) {
  if (term.facet == "asset_kind") return fmt::format("kind:{}", kind_short_name(term.key));
  if (term.facet == "status") return fmt::format("status:{}", status_short_name(term.key));
  for (const FieldDefinition& field : all_fields())
    if (field.facet == term.facet) return fmt::format("{}:{}", field.key, bare_key(term.key));
  return {};
}

void draw_row(Ui& ui, VocabularyPanel& panel, const VocabularyRow& row, Requests&) {
  const std::string id = fmt::format("vocabulary.{}", row.id());
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float height = ui.px(28);
  const ImVec2 max(min.x + ImGui::GetContentRegionAvail().x, min.y + height);
  const bool pressed = ImGui::InvisibleButton(id.c_str(), ImVec2(max.x - min.x, height));
  const bool hot = ImGui::IsItemHovered();
  ui.trace.note(id, min, max);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool at_cursor = row.id() == panel.chosen;
  if (at_cursor) list.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(5));
  if (hot) list.AddRectFilled(min, max, ui.theme.hover, ui.px(5));
  const float x = min.x + ui.px(8 + 16 * ui::f(row.depth));
  if (row.has_children)
    draw_icon(list, row.open ? Icon::ChevronDown : Icon::ChevronRight, ImVec2(x, min.y + ui.px(8)), ui.px(12),
              ui.theme.dim);
  const float left = x + ui.px(18);
  const float count_width = row.uses > 0
                                ? ui::draw_text_in(ui, ui.fonts.small(), ImVec2(max.x - ui.px(72), min.y),
                                                   ImVec2(max.x - ui.px(8), max.y), ui.theme.dim,
                                                   count_text(row.uses), ui::Align::Right)
                                : 0;
  const float right = max.x - std::max(count_width, ui.px(20)) - ui.px(18);
  if (row.term == nullptr) {
    ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(left, min.y), ImVec2(right, max.y), ui.theme.text,
                     facet_label(row.facet, ui.korean));
  } else {
    const Term& term = *row.term;
    const ImU32 ink = term.retired ? ui.theme.faint : ui.theme.text;
    float at = left;
    if (term.facet == "status") {
      list.AddCircleFilled(ImVec2(at + ui.px(4), min.y + height / 2), ui.px(4), ui.status_color(term.key));
      at += ui.px(14);
    }
    const auto marks = panel.search.empty() ? std::vector<std::pair<std::size_t, std::size_t>>()
                                            : match_ranges(ui.pick(term.ko, term.en), panel.search);
    const std::string_view name = ui.pick(term.ko, term.en.empty() ? term.ko : term.en);
    ui::draw_marked_in(ui, ui.fonts.body(), ImVec2(at, min.y), ImVec2(right, max.y), ink, name, marks);
    const float name_width = std::min(ui::measure(ui, ui.fonts.body(), name).x, right - at);
    if (term.retired)
      list.AddLine(ImVec2(at, min.y + height / 2), ImVec2(at + name_width, min.y + height / 2), ink,
                   ui.px(1));
    std::string more(ui.pick(term.en, term.ko));
    if (!term.merged_into.empty()) more = fmt::format("→ {}", ui.term(term.merged_into));
    const float after = at + name_width + ui.px(10);
    if (after + ui.px(20) < right)
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(after, min.y), ImVec2(right - ui.px(14), max.y),
                       ui.theme.faint, more);
    if (term.own)
      list.AddCircleFilled(ImVec2(right + ui.px(2), min.y + height / 2), ui.px(3), ui.theme.accent);
  }
  if (pressed) {
    const bool again = at_cursor;
    panel.chosen = row.id();
    panel.mode = Mode::Term;
    const bool on_arrow = ImGui::GetIO().MousePos.x < left;
    if (row.has_children && (on_arrow || again || row.term == nullptr)) {
      if (row.open)
        panel.open.erase(std::string(row.id()));
      else
        panel.open.emplace(row.id());
    }
  }
}

void draw_tree(Ui& ui, VocabularyPanel& panel, ImVec2 size, Requests& out) {
  ui::begin_scroll(ui, "vocabulary.tree", size);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  const float height = ui.px(28);
  panel.page_rows = std::max(1, static_cast<int>(size.y / height) - 1);
  if (std::exchange(panel.show_chosen, false)) {
    const auto row = std::find_if(panel.rows.begin(), panel.rows.end(),
                                  [&](const VocabularyRow& one) { return one.id() == panel.chosen; });
    const float y = height * ui::f(row - panel.rows.begin());
    if (y < ImGui::GetScrollY()) ImGui::SetScrollY(y);
    if (y + height > ImGui::GetScrollY() + size.y) ImGui::SetScrollY(y + height - size.y);
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(panel.rows.size()), height);
  const std::vector<VocabularyRow> rows = panel.rows;  // A click opens rows; they are made again next frame.
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
      draw_row(ui, panel, rows[static_cast<std::size_t>(i)], out);
  ImGui::PopStyleVar();
  if (panel.rows.empty())
    ui::empty_state(ui, Icon::Search, ui.t(Text::VocabularyNothing), ui.t(Text::VocabularyNothingBody));
  ui::end_scroll();
}

// What the vocabulary keeps for programs is left out: "; " between names, "[mem]" and "[S2]" for where a note
// comes from.
std::string for_people(std::string_view value) {
  std::string words;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] == '[') {
      const std::size_t end = value.find(']', at);
      const std::string_view mark = value.substr(at + 1, end == std::string_view::npos ? 0 : end - at - 1);
      if (mark == "mem" || (mark.starts_with('S') && mark.size() <= 4)) {
        at = end;
        while (words.ends_with(' ')) words.pop_back();
        continue;
      }
    }
    if (value[at] == ';')
      words += " ·" + std::string(at + 1 < value.size() && value[at + 1] != ' ' ? " " : "");
    else
      words += value[at];
  }
  return words;
}

// A line of the term that is typed into; an edit when it is left.
void draw_line(Ui& ui, VocabularyPanel& panel, const UiModel& model, const Term& term, const char* column,
               Text label, std::string_view value, bool editable, Requests& out) {
  if (!editable) {
    const std::string words = for_people(value);
    if (words.empty()) return;
    if (ui::measure(ui, ui.fonts.body(), words).x < ImGui::GetContentRegionAvail().x - ui.px(112))
      return ui::fact(ui, ui.t(label), words);
    ui::property(ui, ui.t(label));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ui.px(7));
    ui::paragraph(ui, ui.fonts.body(), ui.theme.text, words);
    return;
  }
  VocabularyPanel::Field& field = panel.fields[column];
  if (!field.active) {
    field.term = term.key;
    field.text = field.before = value;
  }
  ui::property(ui, ui.t(label));
  const ui::InputResult typed =
      ui::input(ui, fmt::format("vocabulary.field.{}", column), field.text, {.read_only = model.read_only});
  if (typed.committed && field.text != field.before)
    request_change(edit_term(model.library->catalog(), field.term, {{column, to_nfc(field.text)}}), out);
  field.active = typed.active;
}

// What the record about a term has: for a shipped one only what the studio said besides.
StudioTerm record_about(const UiModel& model, std::string_view key) {
  const auto found = records_where<StudioTerm>(model.library->catalog(), "key", key);
  return found.empty() ? StudioTerm() : found.front();
}

void draw_status(Ui& ui, VocabularyPanel& panel, const UiModel& model, const Term& term, Requests& out) {
  draw_line(ui, panel, model, term, "color", Text::VocabularyColor, term.color, true, out);
  ui::property(ui, ui.t(Text::VocabularyApproves));
  bool approves = is_approved(term.key, *panel.vocabulary);
  if (ui::check(ui, "vocabulary.approves", approves, ui.t(Text::VocabularyApprovesTip)) && !model.read_only)
    request_change(edit_term(model.library->catalog(), term.key, {{"approves", approves ? "yes" : "no"}}),
                   out);
}

void draw_term(Ui& ui, VocabularyPanel& panel, const UiModel& model, const Term& term, Requests& out) {
  const StudioTerm about = record_about(model, term.key);
  const bool renames = term.own || term.facet == "status";
  ui::text_line(ui, ui.fonts.title(), ui.theme.text, ui.term(term.key));
  std::string kind(facet_label(term.facet, ui.korean));
  for (const Term* at = panel.vocabulary->above(term); at != nullptr; at = panel.vocabulary->above(*at))
    kind += fmt::format("  ·  {}", ui.term(at->key));
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, kind);
  ui::space(ui, 8);
  draw_line(ui, panel, model, term, "ko", Text::VocabularyKorean, term.ko, renames, out);
  draw_line(ui, panel, model, term, "en", Text::VocabularyEnglish, term.en, renames, out);
  draw_line(ui, panel, model, term, "romanized", Text::FieldRomanized, term.romanized, term.own, out);
  if (term.own) draw_line(ui, panel, model, term, "hanja", Text::VocabularyHanja, about.hanja, true, out);
  if (!term.own) draw_line(ui, panel, model, term, "", Text::FieldAliases, term.aliases, false, out);
  draw_line(ui, panel, model, term, "aliases", term.own ? Text::FieldAliases : Text::VocabularyMoreNames,
            about.aliases, true, out);
  if (term.own) {
    ui::property(ui, ui.t(Text::VocabularyParent));
    std::string parent(term.parent);
    if (pick_term(ui, panel.picker, "vocabulary.parent", term.facet, parent, ui.t(Text::NoValue)) &&
        parent != term.parent && !model.read_only)
      request_change(edit_term(model.library->catalog(), term.key, {{"parent", parent}}), out);
  }
  draw_line(ui, panel, model, term, "note", Text::SectionNotes, term.note, term.own, out);
  if (term.facet == "status") draw_status(ui, panel, model, term, out);
  ui::fact(ui, ui.t(Text::VocabularyKey), term.key);
  const std::int64_t uses = uses_of(panel, term.key);
  ui::fact(ui, ui.t(Text::VocabularyUses),
           fmt::format(fmt::runtime(ui.t(Text::VocabularyUsesCount)), count_text(uses)));
  if (!term.merged_into.empty())
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim,
                  fmt::format(fmt::runtime(ui.t(Text::VocabularyMergedInto)), ui.term(term.merged_into)));
  else if (term.retired)
    ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::VocabularyRetired));
  ui::space(ui, 10);
  const std::string query = query_for(term);
  if (uses > 0 && !query.empty() &&
      ui::button(ui, "vocabulary.show", ui.t(Text::VocabularyShow), {.icon = Icon::Search, .width = -1})) {
    out.emplace_back(request::ShowDialog{Dialog::None});
    out.emplace_back(request::SetQuery{query});
  }
  if (model.read_only) return;
  if (ui::button(ui, "vocabulary.add", ui.t(Text::VocabularyAddBelow), {.icon = Icon::Plus, .width = -1}))
    start_add(panel);
  if (ui::button(ui, "vocabulary.merge", ui.t(Text::VocabularyMerge),
                 {.icon = Icon::Refresh, .width = -1, .enabled = term.merged_into.empty()})) {
    panel.mode = Mode::Merge;
    panel.into.clear();
  }
  if (ui::button(ui, "vocabulary.retire",
                 ui.t(term.retired ? Text::VocabularyRestore : Text::VocabularyRetire),
                 {.icon = term.retired ? Icon::Undo : Icon::EyeOff, .width = -1}))
    retire(panel, model, out);
}

void draw_add(Ui& ui, VocabularyPanel& panel, const UiModel& model, Requests& out) {
  StudioTerm& draft = panel.draft;
  ui::text_line(ui, ui.fonts.title(), ui.theme.text, ui.t(Text::VocabularyNew));
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, facet_label(draft.facet, ui.korean));
  ui::space(ui, 8);
  bool entered = false;
  const auto line = [&](const char* name, Text label, std::string& text, std::string_view hint = {}) {
    ui::property(ui, ui.t(label));
    const bool focus = std::string_view(name) == "ko" && std::exchange(panel.focus_name, false);
    entered =
        ui::input(ui, fmt::format("vocabulary.new.{}", name), text, {.hint = hint, .focus = focus}).entered ||
        entered;
  };
  line("ko", Text::VocabularyKorean, draft.ko);
  line("en", Text::VocabularyEnglish, draft.en);
  line("romanized", Text::FieldRomanized, draft.romanized, ui.t(Text::VocabularyRomanizedHint));
  line("hanja", Text::VocabularyHanja, draft.hanja);
  line("aliases", Text::FieldAliases, draft.aliases, ui.t(Text::VocabularyAliasesHint));
  ui::property(ui, ui.t(Text::VocabularyParent));
  pick_term(ui, panel.picker, "vocabulary.new.parent", draft.facet, draft.parent, ui.t(Text::NoValue));
  ui::space(ui, 10);
  const bool ready = !draft.ko.empty() && !model.read_only;
  const bool wanted =
      ui::button(ui, "vocabulary.new.ok", ui.t(Text::VocabularyAdd),
                 {.kind = ui::ButtonKind::Primary, .icon = Icon::Plus, .width = -1, .enabled = ready});
  if (ready && (wanted || entered)) {
    const auto change = add_term(model.library->catalog(), draft);
    request_change(change, out);
    if (change) panel.wanted = to_nfc(draft.ko);
  }
  if (ui::button(ui, "vocabulary.new.cancel", ui.t(Text::Cancel), {.width = -1})) panel.mode = Mode::Term;
}

void draw_merge(Ui& ui, VocabularyPanel& panel, const UiModel& model, const Term& term, Requests& out) {
  ui::text_line(ui, ui.fonts.title(), ui.theme.text,
                fmt::format(fmt::runtime(ui.t(Text::VocabularyMergeTitle)), ui.term(term.key)));
  ui::space(ui, 6);
  ui::paragraph(
      ui, ui.fonts.small(), ui.theme.dim,
      fmt::format(fmt::runtime(ui.t(Text::VocabularyMergeBody)), count_text(uses_of(panel, term.key))));
  ui::space(ui, 8);
  ui::property(ui, ui.t(Text::VocabularyInto));
  pick_term(ui, panel.picker, "vocabulary.into", term.facet, panel.into, ui.t(Text::NoValue));
  ui::space(ui, 10);
  const bool ready = !panel.into.empty() && panel.into != term.key && model.long_write == 0;
  if (ui::button(ui, "vocabulary.merge.ok", ui.t(Text::VocabularyMergeDo),
                 {.kind = ui::ButtonKind::Primary, .icon = Icon::Check, .width = -1, .enabled = ready})) {
    out.emplace_back(request::MergeTerms{std::string(term.key), panel.into});
    panel.chosen = panel.into;
    panel.show_chosen = true;
    panel.mode = Mode::Term;
  }
  if (ui::button(ui, "vocabulary.merge.cancel", ui.t(Text::Cancel), {.width = -1})) panel.mode = Mode::Term;
}

void draw_side(Ui& ui, VocabularyPanel& panel, const UiModel& model, Requests& out) {
  const Term* term = chosen_term(panel);
  if (panel.mode == Mode::Add) return draw_add(ui, panel, model, out);
  if (panel.mode == Mode::Merge && term != nullptr) return draw_merge(ui, panel, model, *term, out);
  if (term != nullptr) return draw_term(ui, panel, model, *term, out);
  if (panel.chosen.empty())
    return ui::empty_state(ui, Icon::Tag, ui.t(Text::VocabularyChoose), ui.t(Text::VocabularyChooseBody));
  ui::text_line(ui, ui.fonts.title(), ui.theme.text, facet_label(panel.chosen, ui.korean));
  std::size_t offered = 0;
  for (const Term& one : panel.vocabulary->facet(panel.chosen)) offered += one.is_offered() ? 1 : 0;
  ui::paragraph(
      ui, ui.fonts.small(), ui.theme.dim,
      fmt::format(fmt::runtime(ui.t(Text::VocabularyTerms)), count_text(static_cast<std::int64_t>(offered))));
  ui::space(ui, 10);
  if (!model.read_only &&
      ui::button(ui, "vocabulary.add", ui.t(Text::VocabularyAddTop), {.icon = Icon::Plus, .width = -1}))
    start_add(panel);
}

// A merge goes over everything that has terms; meanwhile the tree can be looked at.
void draw_writing(Ui& ui, const UiModel& model, Requests& out) {
  const auto job = std::find_if(model.jobs.begin(), model.jobs.end(),
                                [&](const JobStatus& one) { return one.id == model.long_write; });
  if (model.long_write == 0 || job == model.jobs.end()) return;
  const ImVec2 dialog = ImGui::GetWindowPos();
  const float y = dialog.y + ImGui::GetWindowSize().y - ui.px(20) - ui.px(ui.theme.row);
  const ImVec2 at(dialog.x + ui.px(24), y);
  const float width = ui.px(320);
  ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + width, y + ui.px(18)), ui.theme.dim, job->title);
  ImGui::SetCursorScreenPos(ImVec2(at.x, y + ui.px(22)));
  ui::progress(ui, job->progress, width / ui.scale, job->progress <= 0);
  ImGui::SetCursorScreenPos(ImVec2(at.x + width + ui.px(14), y));
  if (ui::button(ui, "vocabulary.writing.cancel", ui.t(Text::Cancel), {.width = 88}))
    out.emplace_back(request::CancelJob{job->id});
}

void move_to(VocabularyPanel& panel, std::ptrdiff_t step) {
  if (panel.rows.empty()) return;
  const auto at = std::find_if(panel.rows.begin(), panel.rows.end(),
                               [&](const VocabularyRow& row) { return row.id() == panel.chosen; });
  const std::ptrdiff_t last = static_cast<std::ptrdiff_t>(panel.rows.size()) - 1;
  const std::ptrdiff_t to =
      at == panel.rows.end() ? 0 : std::clamp<std::ptrdiff_t>(at - panel.rows.begin() + step, 0, last);
  panel.chosen = panel.rows[static_cast<std::size_t>(to)].id();
  panel.mode = Mode::Term;
  panel.show_chosen = true;
}

// Right opens, then goes in; left closes, then goes out.
void turn(VocabularyPanel& panel, bool right) {
  const auto at = std::find_if(panel.rows.begin(), panel.rows.end(),
                               [&](const VocabularyRow& row) { return row.id() == panel.chosen; });
  if (at == panel.rows.end()) return move_to(panel, 0);
  if (right) {
    if (at->open || !at->has_children) return move_to(panel, at->has_children ? 1 : 0);
    panel.open.emplace(at->id());
  } else if (at->open && panel.open.contains(at->id())) {
    panel.open.erase(std::string(at->id()));
  } else {
    auto out = at;
    while (out != panel.rows.begin() && out->depth >= at->depth) --out;
    panel.chosen = out->id();
  }
  panel.show_chosen = true;
}

}  // namespace

bool vocabulary_key(VocabularyPanel& panel, const Chord& chord, bool text_active, const UiModel& model,
                    Requests& out) {
  if (!panel.vocabulary) return false;
  if (chord.key == GLFW_KEY_ESCAPE && panel.mode != Mode::Term) {
    panel.mode = Mode::Term;
    return true;
  }
  // From the search into the tree; in it letters are typed.
  const bool down = chord.key == GLFW_KEY_DOWN, up = chord.key == GLFW_KEY_UP;
  if (!chord.ctrl && !chord.alt && panel.mode == Mode::Term && (down || up) &&
      (!text_active || panel.search_active)) {
    move_to(panel, down ? 1 : -1);
    return true;
  }
  if (chord.ctrl && chord.key == GLFW_KEY_F) return panel.focus_search = true;
  if (text_active) return false;
  if (chord.ctrl && !chord.alt && (chord.key == GLFW_KEY_Z || chord.key == GLFW_KEY_Y)) {
    out.emplace_back(request::Do{chord.key == GLFW_KEY_Y || chord.shift ? Action::Redo : Action::Undo});
    return true;
  }
  if (chord.ctrl || chord.alt) return false;
  const Term* term = chosen_term(panel);
  switch (chord.key) {
    case GLFW_KEY_LEFT:
    case GLFW_KEY_RIGHT:
      turn(panel, chord.key == GLFW_KEY_RIGHT);
      return true;
    case GLFW_KEY_PAGE_UP:
    case GLFW_KEY_PAGE_DOWN:
      move_to(panel, chord.key == GLFW_KEY_PAGE_DOWN ? panel.page_rows : -panel.page_rows);
      return true;
    case GLFW_KEY_HOME:
    case GLFW_KEY_END:
      move_to(panel, chord.key == GLFW_KEY_END ? 1 << 20 : -(1 << 20));
      return true;
    case GLFW_KEY_INSERT:
    case GLFW_KEY_A:
      if (!model.read_only) start_add(panel);
      return true;
    case GLFW_KEY_DELETE:
      if (!model.read_only) retire(panel, model, out);
      return true;
    case GLFW_KEY_M:
      if (!model.read_only && term != nullptr && term->merged_into.empty()) {
        panel.mode = Mode::Merge;
        panel.into.clear();
      }
      return true;
    default:
      return false;
  }
}

void draw_vocabulary(Ui& ui, VocabularyPanel& panel, const UiModel& model, Requests& out) {
  bool close = false;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(1060.0f, screen.x / ui.scale - 60);
  const float height = std::min(760.0f, screen.y / ui.scale - 60);
  if (!ui::begin_dialog(ui, "vocabulary", ui.t(Text::VocabularyTitle), width, height, close)) return;
  if (model.library) {
    make_vocabulary_rows(panel, ui.vocabulary, model);
    ui::InputStyle style;
    style.hint = ui.t(Text::VocabularySearch);
    style.icon = Icon::Search;
    style.width = 340;
    style.focus = std::exchange(panel.focus_search, false);
    panel.search_active = ui::input(ui, "vocabulary.search", panel.search, style).active;
    ImGui::SameLine(0, ui.px(16));
    ui::check(ui, "vocabulary.used", panel.only_used, ui.t(Text::VocabularyOnlyUsed));
    ImGui::SameLine(0, ui.px(14));
    ui::check(ui, "vocabulary.own", panel.only_own, ui.t(Text::VocabularyOnlyOwn));
    ImGui::SameLine(0, ui.px(14));
    ui::check(ui, "vocabulary.retired", panel.with_retired, ui.t(Text::VocabularyWithRetired));
    ui::space(ui, 6);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y - ui.px(20 + 32 + 16);
    const float side = ui.px(340);
    draw_tree(ui, panel, ImVec2(room - side - ui.px(20), bottom - at.y), out);
    ImGui::SetCursorScreenPos(ImVec2(at.x + room - side, at.y));
    ui::begin_scroll(ui, "vocabulary.side", ImVec2(side, bottom - at.y), 4, 0);
    draw_side(ui, panel, model, out);
    ui::end_scroll();
  }
  draw_writing(ui, model, out);
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "vocabulary.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary}))
    close = true;
  if (ui::row_button(
          ui, row, "vocabulary.undo",
          model.undo_label.empty()
              ? std::string(ui.pick(info(Action::Undo).ko, info(Action::Undo).en))
              : ui::elide(ui, ui.fonts.body(),
                          fmt::format("{}: {}", ui.pick(info(Action::Undo).ko, info(Action::Undo).en),
                                      model.undo_label),
                          ui.px(300)),
          {.icon = Icon::Undo,
           .enabled = !model.undo_label.empty() && !model.read_only && model.long_write == 0}))
    out.emplace_back(request::Do{Action::Undo});
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
