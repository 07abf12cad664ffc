#include "app/ui/continuity/record_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "assets/text.h"
#include "db/search.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

std::vector<std::string_view> words_in(std::string_view detail) {
  std::vector<std::string_view> words;
  while (!detail.empty()) {
    const std::size_t end = detail.find(';');
    words.push_back(detail.substr(0, end));
    if (end == std::string_view::npos) break;
    detail.remove_prefix(end + 1);
  }
  return words;
}

void draw_text_column(Ui& ui, RecordForm& form, const UiModel& model, const std::string& widget,
                      const RecordColumn& column, std::string_view value, Requests& out) {
  FormBuffer& buffer = form.buffers[widget];
  if (!buffer.active) {
    buffer.id = form.row.id;
    const bool nothing = column.kind == ColumnKind::Integer && value == "0" && !column.is_required;
    buffer.text = buffer.before = nothing ? std::string() : std::string(value);
  }
  const bool is_long = column.kind == ColumnKind::Text;
  if (is_long && !buffer.active && !buffer.starts && !buffer.text.empty()) {
    if (draw_wrapped(ui, widget, buffer.text, 3) && !model.read_only) buffer.starts = true;
    return;
  }
  ui::InputStyle style;
  style.lines = is_long ? 3 : 1;
  style.focus = buffer.starts;
  style.read_only = model.read_only;
  if (column.kind == ColumnKind::Date) style.hint = ui.t(Text::DateHint);
  const ui::InputResult result = ui::input(ui, widget, buffer.text, style);
  if (result.active) buffer.starts = false;
  if (result.committed && buffer.text != buffer.before)
    out.emplace_back(request::Apply{set_column(form.row.type, buffer.id, column.name, to_nfc(buffer.text))});
  buffer.active = result.active;
}

void draw_choice_column(Ui& ui, const UiModel& model, const std::string& widget, RecordForm& form,
                        const RecordColumn& column, std::string_view value, Requests& out) {
  const std::vector<std::string_view> words = words_in(column.detail);
  const auto set = [&](std::string_view word) {
    out.emplace_back(request::Apply{set_column(form.row.type, form.row.id, column.name, word)});
  };
  if (model.read_only) ImGui::BeginDisabled();
  if (ui::begin_select(ui, widget, value.empty() ? ui.t(Text::NoValue) : word_label(value, ui.korean), -1,
                       value.empty())) {
    if (!column.is_required && ui::choice(ui, widget + ".none", ui.t(Text::NoValue), value.empty())) set("");
    for (const std::string_view word : words)
      if (ui::choice(ui, fmt::format("{}.{}", widget, word), word_label(word, ui.korean), word == value))
        set(word);
    ui::end_select();
  }
  if (model.read_only) ImGui::EndDisabled();
}

}  // namespace

std::string_view word_label(std::string_view word, bool korean) {
  using Words = std::tuple<std::string_view, std::string_view, std::string_view>;
  static constexpr auto kWords = std::to_array<Words>({{"INT", "실내", "INT"},
                                                       {"EXT", "야외", "EXT"},
                                                       {"INT/EXT", "실내·야외", "INT/EXT"},
                                                       {"D", "낮", "Day"},
                                                       {"N", "밤", "Night"},
                                                       {"DAWN", "새벽", "Dawn"},
                                                       {"DUSK", "저녁", "Dusk"},
                                                       {"hero", "본 의상", "Hero"},
                                                       {"double", "여벌", "Double"},
                                                       {"stunt", "스턴트", "Stunt"},
                                                       {"photo", "사진용", "Photo"},
                                                       {"rain", "비 장면용", "Rain"},
                                                       {"lead", "주연", "Lead"},
                                                       {"supporting", "조연", "Supporting"},
                                                       {"day", "단역", "Day player"},
                                                       {"extra", "보조 출연", "Extra"},
                                                       {"child", "아역", "Child"},
                                                       {"stand_in", "대역", "Stand-in"},
                                                       {"front", "앞", "Front"},
                                                       {"back", "뒤", "Back"},
                                                       {"left", "왼쪽", "Left"},
                                                       {"right", "오른쪽", "Right"},
                                                       {"detail", "자세히", "Detail"},
                                                       {"face", "얼굴", "Face"},
                                                       {"hair", "머리", "Hair"}});
  for (const auto& [name, ko, en] : kWords)
    if (name == word) return korean ? ko : en;
  return word;
}

Change set_column(RecordType type, const Id& id, std::string_view column, std::string_view value) {
  Change change;
  const RecordDescription& description = describe(type);
  const std::size_t at = description.find(column);
  if (at < description.columns.size()) {
    change.label_ko = fmt::format("{} 바꾸기", description.columns[at].ko);
    change.label_en = fmt::format("Change {}", description.columns[at].en);
  }
  change.edits.push_back(SetRecordField{type, id, std::string(column), std::string(value)});
  return change;
}

bool pick_record(Ui& ui, std::string& search, std::string_view widget, const StoryModel& story,
                 RecordType type, Id& id, std::string_view placeholder, float width_units) {
  const std::string shown = story.name(type, id, ui.korean);
  if (!ui::begin_select(ui, widget, shown.empty() ? placeholder : std::string_view(shown), width_units,
                        shown.empty(), 240))
    return false;
  auto list = story.choices(type, ui.korean);
  bool takes_first = false;
  if (list.size() > 12)
    takes_first = ui::select_search(ui, widget, search);
  else
    search.clear();
  if (!search.empty())
    std::erase_if(list, [&](const auto& entry) {
      return entry.second.find(search) == std::string::npos && match_ranges(entry.second, search).empty();
    });
  bool chosen = false;
  if (takes_first && !list.empty()) {
    id = list.front().first;
    chosen = true;
  }
  if (search.empty() && ui::choice(ui, std::string(widget) + ".none", placeholder, id.empty())) {
    id.clear();
    chosen = true;
  }
  ImGui::BeginChild("records", ImVec2(0, ui.px(std::min(280.0f, 31.0f * ui::f(list.size()) + 4))), false);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(list.size()), ui.px(31));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto& [candidate, words] = list[static_cast<std::size_t>(i)];
      if (ui::choice(ui, fmt::format("{}.{}", widget, words), words, candidate == id)) {
        id = candidate;
        chosen = true;
      }
    }
  ImGui::EndChild();
  if (chosen) ImGui::CloseCurrentPopup();
  ui::end_select();
  return chosen;
}

bool pick_image(Ui& ui, std::string& search, const UiModel& model, std::string_view widget,
                std::string_view label, Id& id, float width_units) {
  if (!ui::begin_select(ui, widget, label, width_units, false, 300)) return false;
  bool takes_first = ui::select_search(ui, widget, search);
  SearchRequest wanted;
  wanted.query = "content:image " + search;
  wanted.count_facets = false;
  const SearchResult found = model.library->index().search(wanted);
  bool chosen = false;
  ImGui::BeginChild("images", ImVec2(0, ui.px(280)), false);
  for (std::size_t i = 0; i < std::min<std::size_t>(found.ids.size(), 60); ++i) {
    const Id candidate = found.ids[i];
    const AssetSummary* asset = model.library->index().summary(candidate);
    if (!asset) continue;
    const bool pressed =
        ui::choice(ui, fmt::format("{}.{}", widget, asset->number),
                   display_name(asset->name_ko, asset->name_en, ui.korean), false, asset->number);
    if (pressed || std::exchange(takes_first, false)) {
      id = candidate;
      chosen = true;
    }
  }
  if (found.ids.empty()) ui::paragraph(ui, ui.fonts.small(), ui.theme.faint, ui.t(Text::StoryNoImages));
  ImGui::EndChild();
  if (chosen) ImGui::CloseCurrentPopup();
  ui::end_select();
  return chosen;
}

std::string condition_text(const Ui& ui, std::string_view value) {
  std::string words;
  for (const auto& [term, level] : parse_condition(value))
    words += fmt::format("{}{} {}", words.empty() ? "" : " · ", ui.term(term), level);
  return words;
}

bool edit_condition(Ui& ui, TermPicker& picker, std::string_view widget, std::string& value, bool read_only) {
  ConditionLevels levels = parse_condition(value);
  bool changed = false;
  if (read_only) ImGui::BeginDisabled();
  ImGui::BeginGroup();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(4), ui.px(4)));
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    auto& [term, level] = levels[i];
    const std::string id = fmt::format("{}.{}", widget, term);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = ui.px(26);
    ImGui::GetWindowDrawList()->AddRectFilled(at, ImVec2(right, at.y + height), ui.theme.card, ui.px(5));
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(at.x + ui.px(10), at.y),
                     ImVec2(right - ui.px(106), at.y + height), ui.theme.text, ui.term(term));
    ImGui::SetCursorScreenPos(ImVec2(right - ui.px(104), at.y));
    if (ui::icon_button(ui, id + ".less", Icon::ChevronLeft, ui.t(Text::StoryLess), false, level > 1, 26)) {
      --level;
      changed = true;
    }
    ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(right - ui.px(78), at.y),
                     ImVec2(right - ui.px(56), at.y + height), ui.theme.text, std::to_string(level),
                     ui::Align::Center);
    ImGui::SetCursorScreenPos(ImVec2(right - ui.px(56), at.y));
    if (ui::icon_button(ui, id + ".more", Icon::ChevronRight, ui.t(Text::StoryMore), false, level < 9, 26)) {
      ++level;
      changed = true;
    }
    ImGui::SetCursorScreenPos(ImVec2(right - ui.px(28), at.y));
    if (ui::icon_button(ui, id + ".remove", Icon::Close, ui.t(Text::StoryRemove), false, true, 26)) {
      levels.erase(levels.begin() + static_cast<std::ptrdiff_t>(i));
      changed = true;
      break;
    }
  }
  std::string key;
  if (pick_term(ui, picker, widget, "condition", key,
                levels.empty() ? ui.t(Text::StoryConditionNone) : ui.t(Text::AddTerm), -1, false, true) &&
      !key.empty() &&
      std::none_of(levels.begin(), levels.end(), [&](const auto& held) { return held.first == key; })) {
    levels.emplace_back(key, 1);
    changed = true;
  }
  ImGui::PopStyleVar();
  ImGui::EndGroup();
  if (read_only) ImGui::EndDisabled();
  if (changed) {
    std::sort(levels.begin(), levels.end());
    value = format_condition(levels);
  }
  return changed;
}

void draw_record_form(Ui& ui, RecordForm& form, const UiModel& model, std::string_view prefix,
                      RecordType type, const Id& id, std::span<const std::string_view> columns,
                      Requests& out) {
  if (!model.story || id.empty()) return;
  if (form.row.id != id || form.row.type != type || form.revision != model.story->revision()) {
    auto row = record_row(model.library->catalog(), type, id);
    if (!row) return;
    form.row = std::move(*row);
    form.revision = model.story->revision();
  }
  const RecordDescription& description = describe(type);
  for (const std::string_view name : columns) {
    const std::size_t at = description.find(name);
    if (at >= description.columns.size()) continue;
    const RecordColumn& column = description.columns[at];
    const std::string widget = fmt::format("{}.{}", prefix, name);
    const std::string value = form.row.values[at];
    ui::property(ui, ui.pick(column.ko, column.en));
    const auto set = [&](std::string_view next) {
      out.emplace_back(request::Apply{set_column(type, id, name, next)});
    };
    switch (column.kind) {
      case ColumnKind::Flag: {
        bool on = value == "yes";
        if (ui::check(ui, widget, on, "") && !model.read_only) set(on ? "yes" : "no");
        break;
      }
      case ColumnKind::OneOf:
        draw_choice_column(ui, model, widget, form, column, value, out);
        break;
      case ColumnKind::Term:
      case ColumnKind::Status: {
        std::string key = value;
        const bool status = column.kind == ColumnKind::Status;
        if (pick_term(ui, form.terms, widget, status ? "status" : column.detail, key, ui.t(Text::NoValue), -1,
                      !status) &&
            key != value && !model.read_only)
          set(key);
        break;
      }
      case ColumnKind::Condition: {
        std::string condition = value;
        if (edit_condition(ui, form.terms, widget, condition, model.read_only)) set(condition);
        break;
      }
      case ColumnKind::Owner:
      case ColumnKind::Reference: {
        Id target = value;
        if (const auto of = record_type_from_name(column.detail);
            of &&
            pick_record(ui, form.record_search, widget, *model.story, *of, target, ui.t(Text::NoValue)) &&
            target != value && !model.read_only && !(column.kind == ColumnKind::Owner && target.empty()))
          set(target);
        break;
      }
      default:
        draw_text_column(ui, form, model, widget, column, value, out);
        break;
    }
  }
}

}  // namespace bandaji
