#include "app/ui/panels/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "app/ui/imgui_compat.h"
#include "assets/text.h"
#include "db/search.h"

namespace bandaji {
namespace {

std::vector<std::string> split(std::string_view keys) {
  std::vector<std::string> out;
  while (!keys.empty()) {
    const std::size_t end = keys.find(';');
    if (const std::string_view key = keys.substr(0, end); !key.empty()) out.emplace_back(key);
    if (end == std::string_view::npos) break;
    keys.remove_prefix(end + 1);
  }
  return out;
}

std::string join(const std::vector<std::string>& keys) {
  std::string out;
  for (const std::string& key : keys) out += (out.empty() ? "" : ";") + key;
  return out;
}

// How well what is typed names the term: 0 it is called so, 1 a name begins so, 2 one contains it; nothing
// when none does.
std::optional<int> match_of(const Term& term, std::string_view search) {
  if (search.empty()) return 0;
  const std::string typed = to_lower_ascii(search);
  std::optional<int> best;
  const auto take = [&](int rank) { best = std::min(best.value_or(rank), rank); };
  for (const std::string_view text : {term.ko, term.en, term.romanized, term.aliases}) {
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find(';', start), text.size());
      const std::string name = to_lower_ascii(text.substr(start, end - start));
      if (name == typed)
        take(0);
      else if (name.starts_with(typed))
        take(1);
      start = end + 1;
    }
    if (!best && !match_ranges(text, search).empty()) take(2);
  }
  return best;
}

const std::vector<Id>& batch_ids(const UiModel& model) {
  return model.selected;
}

}  // namespace

std::vector<std::string> tags_typed(std::string_view text) {
  std::vector<std::string> tags;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::string_view tag = text.substr(start, end - start);
    const std::size_t first = tag.find_first_not_of(" \t#");
    if (first != std::string_view::npos)
      tags.emplace_back(tag.substr(first, tag.find_last_not_of(" \t") - first + 1));
    start = end + 1;
  }
  return tags;
}

bool draw_wrapped(Ui& ui, const std::string& id, const std::string& text, int lines) {
  const Font& font = ui.fonts.body();
  ui.fonts.note(text);
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = ui.px(10);
  std::vector<std::string_view> rows;
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    const char* line_end = std::find(at, end, '\n');
    const char* stop = compat::wrap_position(font.font, font.size, at, line_end, width - 2 * pad);
    if (stop == at && at < line_end) stop = at + 1;
    rows.emplace_back(at, static_cast<std::size_t>(stop - at));
    at = stop;
    while (at < line_end && *at == ' ') ++at;
    if (at == line_end && at < end) ++at;
  }
  const float height = font.size * std::max(ui::f(rows.size()), ui::f(lines)) + pad;
  const bool pressed = ImGui::InvisibleButton(id.c_str(), ImVec2(width, height));
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ui.trace.note(id, min, max);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, ui.theme.well, ui.px(6));
  if (ImGui::IsItemHovered()) {
    list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
    ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    ui::draw_text(ui, font, ImVec2(min.x + pad, min.y + pad / 2 + font.size * ui::f(i)), ui.theme.text,
                  rows[i]);
  return pressed;
}

std::string field_value(const Asset& asset, std::string_view field) {
  if (field == "number") return asset.number;
  if (field == "kind") return asset.kind;
  if (field == "name_ko") return asset.name_ko;
  if (field == "name_en") return asset.name_en;
  if (field == "romanized") return asset.romanized;
  if (field == "aliases") return asset.aliases;
  if (field == "status") return asset.status;
  if (field == "rating") return std::to_string(asset.rating);
  if (field == "color_label") return std::to_string(asset.color_label);
  if (field == "notes") return asset.notes;
  const auto found = asset.fields.find(std::string(field));
  return found == asset.fields.end() ? std::string() : found->second;
}

SharedValue shared_value(const std::vector<Asset>& batch, std::string_view field) {
  SharedValue shared;
  if (batch.empty()) return shared;
  shared.value = field_value(batch.front(), field);
  shared.mixed = std::any_of(batch.begin() + 1, batch.end(),
                             [&](const Asset& asset) { return field_value(asset, field) != shared.value; });
  if (shared.mixed) shared.value.clear();
  return shared;
}

void draw_text_field(Ui& ui, FieldEditor& editor, const UiModel& model, std::string_view field,
                     std::string_view label, int lines, std::string_view unit, Requests& out) {
  const std::string id = "field." + std::string(field);
  EditBuffer& buffer = editor.buffers[id];
  if (!buffer.active) {
    const SharedValue shared = shared_value(model.batch, field);
    buffer.text = buffer.before = shared.value;
    buffer.mixed = shared.mixed;
    buffer.ids.clear();
  }
  if (!label.empty() && lines == 1) ui::property(ui, label);
  // Long text is read wrapped; a click turns it into the field it is edited in.
  if (lines > 1 && !buffer.active && !buffer.starts && !buffer.text.empty()) {
    if (draw_wrapped(ui, id, buffer.text, lines) && !model.read_only) buffer.starts = true;
    return;
  }
  ui::InputStyle style;
  style.lines = lines;
  style.focus = buffer.starts;
  style.hint = buffer.mixed ? ui.t(Text::Mixed) : field == "notes" ? ui.t(Text::NotesHint) : "";
  style.read_only = model.read_only;
  if (!unit.empty()) style.width = ImGui::GetContentRegionAvail().x / ui.scale - 40;
  const ui::InputResult result = ui::input(ui, id, buffer.text, style);
  if (!unit.empty()) {
    ImGui::SameLine(0, ui.px(8));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + ui.px(32), at.y + ui.px(ui.theme.row)),
                     ui.theme.faint, unit);
    ImGui::Dummy(ImVec2(ui.px(30), ui.px(ui.theme.row)));
  }
  if (result.active) buffer.starts = false;
  if (result.active && !buffer.active) buffer.ids = batch_ids(model);
  if (result.committed && (buffer.text != buffer.before)) {
    if (buffer.ids.empty()) buffer.ids = batch_ids(model);
    out.emplace_back(request::SetFields{buffer.ids, std::string(field), buffer.text});
  }
  buffer.active = result.active;
}

bool pick_term(Ui& ui, TermPicker& picker, std::string_view id, std::string_view facet, std::string& key,
               std::string_view placeholder, float width_units, bool clearable, bool several) {
  const std::string_view label = key.empty() ? placeholder : ui.term(key);
  if (!ui::begin_select(ui, id, label, width_units, key.empty(), 320)) return false;
  const bool opens = ImGui::IsWindowAppearing();
  const bool entered = ui::select_search(ui, id, picker.search);
  if (opens || picker.matched != picker.search || picker.vocabulary != ui.vocabulary) {
    picker.matched = picker.search;
    picker.vocabulary = ui.vocabulary;
    std::vector<std::pair<int, const Term*>> found;
    for (const Term& term : ui.vocabulary->facet(facet)) {
      if (!term.is_offered()) continue;
      if (const auto rank = match_of(term, picker.search)) found.emplace_back(*rank, &term);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    picker.matches.clear();
    for (const auto& [rank, term] : found) picker.matches.push_back(term);
    if (opens) picker.rows = picker.matches.size();
  }
  bool chosen = false;
  if (entered && !picker.matches.empty()) {
    key = picker.matches.front()->key;
    chosen = true;
    ImGui::CloseCurrentPopup();
  }
  // As tall as its contents, within reason.
  const std::size_t rows = std::max<std::size_t>(picker.rows + (key.empty() ? 0 : 1), 1);
  ImGui::BeginChild("terms", ImVec2(0, ui.px(std::min(300.0f, 31.0f * ui::f(rows) + 8))), false);
  if (clearable && !key.empty() && !several && picker.search.empty() &&
      ui::choice(ui, std::string(id) + ".none", ui.t(Text::NoValue), false)) {
    key.clear();
    chosen = true;
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(picker.matches.size()), ui.px(31));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Term& term = *picker.matches[static_cast<std::size_t>(i)];
      // The other language, and the group the term belongs to.
      std::string right(ui.korean ? term.en : term.ko);
      if (!term.parent.empty()) right = fmt::format("{} · {}", right, ui.term(term.parent));
      const ImU32 dot = facet == "status" ? ui.status_color(term.key) : 0;
      if (ui::choice(ui, std::string(id) + "." + std::string(term.key), ui.pick(term.ko, term.en),
                     picker.search.empty() ? term.key == key : i == 0, right, dot)) {
        key = term.key;
        chosen = true;
      }
    }
  if (picker.matches.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::NoTerm));
  ImGui::EndChild();
  if (chosen) ImGui::CloseCurrentPopup();
  ui::end_select();
  return chosen;
}

bool edit_terms(Ui& ui, TermPicker& picker, std::string_view id, std::string_view facet, std::string& value,
                std::string_view placeholder) {
  ImGui::BeginGroup();
  std::vector<std::string> keys = split(value);
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  bool any = false, changed = false;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string_view words = ui.term(keys[i]);
    const float width = ui::measure(ui, ui.fonts.small(), words).x + ui.px(38);
    if (any && ImGui::GetItemRectMax().x + ui.px(6) + width < right) ImGui::SameLine(0, ui.px(6));
    bool closed = false;
    ui::chip(ui, fmt::format("{}.chip.{}", id, keys[i]), words, false, &closed);
    any = true;
    if (!closed) continue;
    keys.erase(keys.begin() + static_cast<std::ptrdiff_t>(i));
    changed = true;
    break;
  }
  std::string key;
  if (pick_term(ui, picker, id, facet, key,
                keys.empty() ? placeholder : std::string_view(ui.t(Text::AddTerm)), -1, false, true) &&
      !key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end()) {
    keys.push_back(key);
    changed = true;
  }
  ImGui::EndGroup();
  if (changed) value = join(keys);
  return changed;
}

void draw_term_field(Ui& ui, FieldEditor& editor, const UiModel& model, std::string_view field,
                     std::string_view label, std::string_view facet, bool several, Requests& out) {
  const std::string id = "field." + std::string(field);
  const SharedValue shared = shared_value(model.batch, field);
  ui::property(ui, label);
  if (model.read_only) ImGui::BeginDisabled();
  if (!several) {
    std::string key = shared.value;
    const bool clearable = field != "kind" && field != "status";
    if (pick_term(ui, editor.picker, id, facet, key, shared.mixed ? ui.t(Text::Mixed) : ui.t(Text::NoValue),
                  -1, clearable))
      out.emplace_back(request::SetFields{batch_ids(model), std::string(field), key});
  } else {
    std::string keys = shared.value;
    if (edit_terms(ui, editor.picker, id, facet, keys, ui.t(shared.mixed ? Text::Mixed : Text::NoValue)))
      out.emplace_back(request::SetFields{batch_ids(model), std::string(field), keys});
  }
  if (model.read_only) ImGui::EndDisabled();
}

void draw_tags(Ui& ui, FieldEditor& editor, const UiModel& model, std::string_view id, Requests& out) {
  // Tags all have, and tags only some have.
  std::map<std::string, std::size_t> counts;
  for (const Asset& asset : model.batch)
    for (const std::string& tag : asset.tags) ++counts[tag];
  ImGui::BeginGroup();
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  bool any = false;
  for (const auto& [tag, count] : counts) {
    const bool everywhere = count == model.batch.size();
    const std::string label = everywhere ? tag : fmt::format("{} ({})", tag, count);
    const float width = ui::measure(ui, ui.fonts.small(), label).x + ui.px(38);
    if (any && ImGui::GetItemRectMax().x + ui.px(6) + width < right) ImGui::SameLine(0, ui.px(6));
    bool closed = false;
    const std::string chip_id = std::string(id) + ".tag." + tag;
    if (ui::chip(ui, chip_id, label, false, &closed)) {
      if (closed)
        out.emplace_back(request::ChangeTags{batch_ids(model), {}, {tag}});
      else if (!everywhere)
        out.emplace_back(request::ChangeTags{batch_ids(model), {tag}, {}});
    }
    ui::tooltip(ui, chip_id, everywhere ? ui.t(Text::TagRemoveTip) : ui.t(Text::TagSomeTip));
    any = true;
  }
  if (any) ui::space(ui, 2);
  if (!model.read_only) {
    const std::string popup = std::string(id) + ".list";
    ui::InputStyle style;
    style.hint = ui.t(Text::AddTag);
    style.icon = Icon::Tag;
    const ui::InputResult typed = ui::input(ui, std::string(id) + ".input", editor.new_tag, style);
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    const std::string trimmed = [&] {
      const std::size_t first = editor.new_tag.find_first_not_of(" \t#");
      return first == std::string::npos
                 ? std::string()
                 : editor.new_tag.substr(first, editor.new_tag.find_last_not_of(" \t") - first + 1);
    }();
    if (typed.entered && !trimmed.empty()) {
      out.emplace_back(request::ChangeTags{batch_ids(model), tags_typed(trimmed), {}});
      editor.new_tag.clear();
    }
    // Existing tags that fit what is typed, most used first: no second spelling of the same word.
    if (typed.active || ImGui::IsPopupOpen(popup.c_str())) {
      int shown = 0;
      std::vector<std::pair<std::string, std::int64_t>> fitting;
      for (const auto& entry : model.tags)
        if (!counts.contains(entry.first) && (trimmed.empty() || !match_ranges(entry.first, trimmed).empty()))
          fitting.push_back(entry);
      std::stable_sort(fitting.begin(), fitting.end(),
                       [](const auto& a, const auto& b) { return a.second > b.second; });
      if (fitting.size() > 8) fitting.resize(8);
      if (!fitting.empty()) {
        const float height = ui.px(30) * ui::f(fitting.size()) + ui.px(12);
        const bool above = max.y + height + ui.px(8) > ImGui::GetIO().DisplaySize.y;
        ImGui::SetNextWindowPos(ImVec2(min.x, above ? min.y - ui.px(4) - height : max.y + ui.px(4)));
        ImGui::SetNextWindowSize(ImVec2(max.x - min.x, height));
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(6), ui.px(6)));
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
        ImGui::PushStyleColor(ImGuiCol_WindowBg, IM_COL32(50, 50, 50, 252));
        ImGui::Begin(popup.c_str(), nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                         ImGuiWindowFlags_Tooltip);
        for (const auto& [tag, count] : fitting) {
          // Mouse down, because the input gives up its focus then.
          ui::choice(ui, std::string(id) + ".known." + tag, tag, false, count_text(count));
          if (ImGui::IsItemHovered() && ImGui::IsMouseClicked(0)) {
            out.emplace_back(request::ChangeTags{batch_ids(model), {tag}, {}});
            editor.new_tag.clear();
          }
          ++shown;
        }
        ImGui::End();
        ImGui::PopStyleColor();
        ImGui::PopStyleVar(2);
      }
    }
  }
  ImGui::EndGroup();
}

}  // namespace bandaji
