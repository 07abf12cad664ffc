#include "app/ui/looks/record_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <glm/gtc/quaternion.hpp>
#include <glm/trigonometric.hpp>

#include "app/core/attach_points.h"
#include "app/core/condition_layers.h"
#include "app/ui/continuity/record_form.h"
#include "assets/srgb.h"
#include "assets/text.h"

namespace bandaji::rows {
namespace {

struct Word {
  std::string_view word, ko, en;
};
constexpr auto kWords = std::to_array<Word>({
    {"underwear", "속옷", "Underwear"},
    {"bottom", "하의", "Bottom"},
    {"top", "상의", "Top"},
    {"outer", "겉옷", "Outer"},
    {"belt", "띠", "Belt"},
    {"headwear", "관모", "Headwear"},
    {"footwear", "신", "Footwear"},
    {"hair", "머리", "Hair"},
    {"accessory", "장신구", "Accessory"},
    {"makeup", "분장", "Makeup"},
    {"prosthetic", "특수 분장", "Prosthetic"},
    {"prop", "소품", "Prop"},
    {"figure", "인대", "Figure"},
    {"stage", "스튜디오 세트", "Stage set"},
    {"location", "로케이션", "Location"},
    {"open", "오픈 세트", "Open set"},
    {"injury", "상처", "Injury"},
    {"piece", "피스", "Piece"},
    {"front", "정면", "Front"},
    {"left", "왼쪽", "Left"},
    {"right", "오른쪽", "Right"},
    {"back", "뒷면", "Back"},
    {"detail", "세부", "Detail"},
    {"face", "얼굴", "Face"},
    {"building", "건물", "Building"},
    {"room", "방", "Room"},
    {"rack", "행거", "Rack"},
    {"shelf", "선반", "Shelf"},
    {"box", "상자", "Box"},
    {"vehicle", "차량", "Vehicle"},
    {"outside", "외부", "Outside"},
    {"main", "주색", "Main"},
    {"second", "보조색", "Second"},
    {"accent", "강조색", "Accent"},
    {"part_of", "다음의 일부", "Part of"},
    {"goes_with", "함께 씀", "Goes with"},
    {"made_from", "다음으로 만듦", "Made from"},
    {"replaces", "다음을 대신함", "Replaces"},
    {"copy_of", "다음의 사본", "Copy of"},
    {"reference_for", "다음의 참고 자료", "Reference for"},
    {"text", "글", "Text"},
    {"number", "숫자", "Number"},
    {"date", "날짜", "Date"},
    {"choice", "고르기", "Choice"},
    {"checklist", "점검표", "Checklist"},
    {"person", "사람", "Person"},
    {"url", "웹 주소", "Web address"},
    {"yes", "예", "Yes"},
    {"no", "아니요", "No"},
    {"requested", "검토 요청", "Requested"},
    {"approved", "승인", "Approved"},
    {"conditions", "조건부 승인", "Approved with conditions"},
    {"changes", "수정 요청", "Changes requested"},
    {"rejected", "반려", "Rejected"},
    {"hold", "보류", "Hold"},
    {"strict", "고증 중심", "Strict"},
    {"fusion", "퓨전", "Fusion"},
    {"fantasy", "판타지", "Fantasy"},
});

std::vector<std::string_view> words_of(std::string_view detail) {
  std::vector<std::string_view> words;
  while (!detail.empty()) {
    const std::size_t end = std::min(detail.find(';'), detail.size());
    words.push_back(detail.substr(0, end));
    detail.remove_prefix(std::min(end + 1, detail.size()));
  }
  return words;
}

std::string with_commas(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return count_text(value);
}

std::string without_commas(std::string text) {
  std::erase_if(text, [](char c) { return c == ',' || c == ' '; });
  for (const std::string_view sign : {"₩", "원"})
    if (const std::size_t at = text.find(sign); at != std::string::npos) text.erase(at, sign.size());
  return text;
}

std::optional<double> number_of(std::string text) {
  std::erase(text, ' ');
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Place in millimetres, turn in degrees, size in per cent.
void draw_placement(Ui& ui, Editor& editor, const UiModel& model, const std::string& id, const RecordRow& row,
                    std::string_view column, Requests& out) {
  const PlacementValue placement = parse_placement(row.value(column));
  const glm::quat turn(placement.rotation[3], placement.rotation[0], placement.rotation[1],
                       placement.rotation[2]);
  const glm::vec3 degrees = glm::degrees(glm::eulerAngles(turn));
  struct Line {
    Text label;
    std::array<double, 3> values;
    int digits;
  };
  const auto mm = [](float metres) { return static_cast<double>(metres) * 1000; };
  const std::array<Line, 3> lines{{
      {Text::PlacePosition,
       {mm(placement.position_m[0]), mm(placement.position_m[1]), mm(placement.position_m[2])},
       0},
      {Text::PlaceRotation,
       {static_cast<double>(degrees.x), static_cast<double>(degrees.y), static_cast<double>(degrees.z)},
       1},
      {Text::PlaceScale,
       {static_cast<double>(placement.scale[0]) * 100, static_cast<double>(placement.scale[1]) * 100,
        static_cast<double>(placement.scale[2]) * 100},
       1},
  }};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ui::property(ui, ui.t(lines[i].label));
    const float width = (ImGui::GetContentRegionAvail().x / ui.scale - 8) / 3;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      if (axis > 0) ImGui::SameLine(0, ui.px(4));
      double shown = lines[i].values[axis];
      if (std::abs(shown) < 0.05) shown = 0;
      std::string text = lines[i].digits == 0 ? fmt::format("{:.0f}", shown) : fmt::format("{:.4g}", shown);
      const std::string field = fmt::format("{}.{}{}", id, "psz"[i], "xyz"[axis]);
      if (!typed(ui, editor, field, row.id, text, {.width = width, .read_only = model.read_only})) continue;
      const auto value = number_of(text);
      if (!value) continue;
      PlacementValue changed = placement;
      if (i == 0) changed.position_m[axis] = static_cast<float>(*value / 1000);
      if (i == 1) {
        glm::vec3 angles = degrees;
        angles[static_cast<int>(axis)] = static_cast<float>(*value);
        const glm::quat turned(glm::radians(angles));
        changed.rotation = {turned.x, turned.y, turned.z, turned.w};
      }
      if (i == 2 && *value > 0) {
        // Things keep their proportions; who wants others changes one field after another with a colon.
        changed.scale = {static_cast<float>(*value / 100), static_cast<float>(*value / 100),
                         static_cast<float>(*value / 100)};
      }
      out.emplace_back(set_field(row.type, row.id, column, format_placement(changed)));
    }
  }
}

void draw_scene(Ui& ui, Editor& editor, const UiModel& model, const std::string& id, const RecordRow& row,
                std::string_view column, Requests& out) {
  const Catalog& catalog = model.library->catalog();
  const std::string chosen(row.value(column));
  std::string label;
  if (!chosen.empty()) {
    const auto scene = record<Scene>(catalog, chosen);
    const auto episode = scene ? record<Episode>(catalog, scene->episode) : Result<Episode>(Episode());
    if (scene && episode) label = scene_name(*episode, *scene);
  }
  if (!ui::begin_select(ui, id, label.empty() ? ui.t(Text::NoValue) : label, -1, label.empty(), 320)) return;
  ui::input(ui, id + ".search", editor.scene_search,
            {.hint = ui.t(Text::TermSearchHint), .icon = Icon::Search});
  ImGui::BeginChild((id + ".scenes").c_str(), ImVec2(0, ui.px(280)), false);
  if (ui::choice(ui, id + ".none", ui.t(Text::NoValue), chosen.empty()) && !model.read_only)
    out.emplace_back(set_field(row.type, row.id, column, ""));
  std::map<Id, Episode> episodes;
  for (const Episode& episode : live_records<Episode>(catalog)) episodes[episode.id] = episode;
  for (const Scene& scene : scenes_in_order(catalog)) {
    const std::string name = scene_name(episodes[scene.episode], scene);
    if (!editor.scene_search.empty() && name.find(editor.scene_search) == std::string::npos &&
        scene.heading.find(editor.scene_search) == std::string::npos)
      continue;
    if (ui::choice(ui, id + "." + name, name, scene.id == chosen, scene.heading) && !model.read_only) {
      out.emplace_back(set_field(row.type, row.id, column, scene.id));
      ImGui::CloseCurrentPopup();
    }
  }
  ImGui::EndChild();
  ui::end_select();
}

void draw_one(Ui& ui, Editor& editor, const UiModel& model, const std::string& id, const RecordRow& row,
              const RecordColumn& column, Requests& out) {
  const std::string value(row.value(column.name));
  const std::string_view label = ui.pick(column.ko, column.en);
  const auto set = [&](std::string text) {
    out.emplace_back(set_field(row.type, row.id, column.name, std::move(text)));
  };
  if (column.kind == ColumnKind::Placement)
    return draw_placement(ui, editor, model, id, row, column.name, out);
  if (column.kind == ColumnKind::Text) {
    ui::text(ui, ui.fonts.small(), ui.theme.dim, label);
    std::string text = value;
    if (typed(ui, editor, id, row.id, text, {.lines = 3, .read_only = model.read_only})) set(text);
    return;
  }
  ui::property(ui, label);
  if (model.read_only) ImGui::BeginDisabled();
  switch (column.kind) {
    case ColumnKind::Flag: {
      bool on = value == "yes";
      if (ui::check(ui, id, on, "")) set(on ? "yes" : "no");
      break;
    }
    case ColumnKind::Term:
    case ColumnKind::Status: {
      std::string key = value;
      if (pick_term(ui, editor.terms, id, column.kind == ColumnKind::Status ? "status" : column.detail, key,
                    ui.t(Text::NoValue), -1, column.kind == ColumnKind::Term && !column.is_required) &&
          key != value)
        set(key);
      break;
    }
    case ColumnKind::Terms: {
      std::string keys = value;
      if (edit_terms(ui, editor.terms, id, column.detail, keys, ui.t(Text::NoValue))) set(keys);
      break;
    }
    case ColumnKind::OneOf:
      if (ui::begin_select(ui, id, value.empty() ? ui.t(Text::NoValue) : word_label(value, ui.korean), -1,
                           value.empty())) {
        for (const std::string_view word : words_of(column.detail))
          if (ui::choice(ui, id + "." + std::string(word), word_label(word, ui.korean), word == value))
            set(std::string(word));
        ui::end_select();
      }
      break;
    case ColumnKind::Condition: {
      std::string changed = value;
      if (edit_condition(ui, editor, id, changed, model.read_only)) set(changed);
      break;
    }
    case ColumnKind::Color: {
      std::string text = value;
      if (edit_color(ui, editor, id, row.id, text, model.read_only)) set(text);
      break;
    }
    case ColumnKind::Reference:
      if (column.detail == "scene") draw_scene(ui, editor, model, id, row, column.name, out);
      break;
    default: {
      if (column.name == "attach") {
        std::string_view shown = value.empty() ? ui.t(Text::AttachUsual) : std::string_view(value);
        for (const AttachPoint& point : attach_points())
          if (point.name == value) shown = ui.pick(point.ko, point.en);
        if (value == "origin") shown = ui.t(Text::AttachOrigin);
        if (ui::begin_select(ui, id, shown, -1, value.empty())) {
          if (ui::choice(ui, id + ".none", ui.t(Text::AttachUsual), value.empty())) set("");
          if (ui::choice(ui, id + ".origin", ui.t(Text::AttachOrigin), value == "origin")) set("origin");
          for (const AttachPoint& point : attach_points())
            if (ui::choice(ui, id + "." + std::string(point.name), ui.pick(point.ko, point.en),
                           point.name == value))
              set(std::string(point.name));
          ui::end_select();
        }
        break;
      }
      const bool money = column.kind == ColumnKind::Money;
      std::string text = money && !value.empty() ? with_commas(value) : value;
      const bool whole = column.kind == ColumnKind::Integer && text == "0" && column.low >= 0 &&
                         column.name.ends_with("_mm");
      if (whole) text.clear();
      if (typed(ui, editor, id, row.id, text,
                {.hint = column.kind == ColumnKind::Date ? ui.t(Text::DateHint)
                         : money                         ? "₩"
                                                         : "",
                 .read_only = model.read_only}))
        set(money || column.kind == ColumnKind::Integer ? without_commas(text) : text);
      break;
    }
  }
  if (model.read_only) ImGui::EndDisabled();
}

}  // namespace

void draw_per_cent(Ui& ui, Editor& editor, const UiModel& model, std::string_view prefix,
                   const RecordRow& row, std::string_view column, Requests& out) {
  const RecordDescription& description = describe(row.type);
  const RecordColumn& entry = description.columns[description.find(column)];
  ui::property(ui, ui.pick(entry.ko, entry.en));
  const std::string id = fmt::format("{}.{}", prefix, column);
  const std::string stored(row.value(column));
  Buffer& buffer = editor.buffers[id];
  if (!buffer.active || buffer.id != row.id) buffer.text = stored;
  buffer.id = row.id;
  float share = static_cast<float>(number_of(buffer.text).value_or(0));
  ui::slider(ui, id, share, 0, 100, ImGui::GetContentRegionAvail().x / ui.scale - 56);
  const bool held = ImGui::IsItemActive();
  buffer.text = std::to_string(static_cast<int>(share + 0.5f));
  if (buffer.active && !held && buffer.text != stored && !model.read_only)
    out.emplace_back(set_field(row.type, row.id, column, buffer.text));
  buffer.active = held;
  ImGui::SameLine(0, ui.px(8));
  ui::text(ui, ui.fonts.small(), ui.theme.text, fmt::format("{} %", buffer.text));
}

std::string_view word_label(std::string_view word, bool korean) {
  for (const Word& entry : kWords)
    if (entry.word == word) return korean ? entry.ko : entry.en;
  return bandaji::word_label(word, korean);  // Words of the story.
}

ImU32 color_of(std::string_view hex, ImU32 otherwise) {
  const auto color = color_of_hex(hex);
  if (!color) return otherwise;
  return IM_COL32(srgb_encode(color->r), srgb_encode(color->g), srgb_encode(color->b), 255);
}

request::Apply set_field(RecordType type, const Id& id, std::string_view column, std::string value) {
  const RecordDescription& description = describe(type);
  const std::size_t at = description.find(column);
  const std::string ko(at < description.columns.size() ? description.columns[at].ko : column);
  const std::string en(at < description.columns.size() ? description.columns[at].en : column);
  return {Change{{SetRecordField{type, id, std::string(column), to_nfc(value)}},
                 // "실물 번호" of a "실물" says it already.
                 ko.starts_with(description.ko) ? fmt::format("{} 바꾸기", ko)
                                                : fmt::format("{} {} 바꾸기", description.ko, ko),
                 fmt::format("Change {} of {}", to_lower_ascii(en), to_lower_ascii(description.en))}};
}

bool typed(Ui& ui, Editor& editor, std::string_view id, const Id& owner, std::string& value,
           const ui::InputStyle& style) {
  Buffer& buffer = editor.buffers[std::string(id)];
  // What is typed belongs to the record it was begun for.
  if (!buffer.active || buffer.id != owner) {
    buffer.text = buffer.before = value;
    buffer.id = owner;
  }
  const ui::InputResult result = ui::input(ui, id, buffer.text, style);
  buffer.active = result.active;
  if (!result.committed || buffer.text == buffer.before) return false;
  value = buffer.before = buffer.text;
  return true;
}

bool edit_color(Ui& ui, Editor& editor, std::string_view id, const Id& owner, std::string& value,
                bool read_only) {
  const float width = ImGui::GetContentRegionAvail().x / ui.scale - 40;
  std::string text = value;
  bool changed =
      typed(ui, editor, id, owner, text, {.hint = "#RRGGBB", .width = width, .read_only = read_only}) &&
      (text.empty() || color_of_hex(text));
  ImGui::SameLine(0, ui.px(8));
  const std::string swatch = fmt::format("{}.swatch", id), popup = swatch + ".picker";
  const bool pressed = ImGui::InvisibleButton(swatch.c_str(), ImVec2(ui.px(32), ui.px(32)));
  const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
  ui.trace.note(swatch, min, max);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, color_of(value, ui.theme.well), ui.px(6));
  if (ImGui::IsItemHovered()) list.AddRect(min, max, ui.theme.text, ui.px(6));
  if (pressed && !read_only) ImGui::OpenPopup(popup.c_str());
  if (ImGui::BeginPopup(popup.c_str())) {
    // What the hand holds is kept beside the record until it is let go.
    Buffer& held = editor.buffers[popup];
    if (!held.active || held.id != owner) held.text = value.empty() ? "#808080" : value;
    held.id = owner;
    const ImU32 packed = color_of(held.text, IM_COL32(128, 128, 128, 255));
    ImVec4 color = ImGui::ColorConvertU32ToFloat4(packed);
    ImGui::SetNextItemWidth(ui.px(220));
    ImGui::ColorPicker3("##picker", &color.x,
                        ImGuiColorEditFlags_NoSidePreview | ImGuiColorEditFlags_NoSmallPreview |
                            ImGuiColorEditFlags_NoLabel | ImGuiColorEditFlags_NoInputs);
    const bool active = ImGui::IsItemActive();
    const auto byte = [](float share) {
      return static_cast<int>(std::clamp(share, 0.0f, 1.0f) * 255 + 0.5f);
    };
    held.text = fmt::format("#{:02X}{:02X}{:02X}", byte(color.x), byte(color.y), byte(color.z));
    if (held.active && !active && held.text != value) {
      text = held.text;
      changed = true;
    }
    held.active = active;
    ImGui::EndPopup();
  }
  if (!changed) return false;
  value = text;
  return true;
}

std::string condition_words(const Ui& ui, std::string_view value) {
  std::string words;
  for (const auto& [term, level] : parse_condition(value))
    words += fmt::format("{}{} {}", words.empty() ? "" : " · ", ui.term(term), level);
  return words;
}

bool edit_condition(Ui& ui, Editor& editor, std::string_view id, std::string& value, bool read_only) {
  ConditionLevels levels = parse_condition(value);
  bool changed = false;
  ImGui::BeginGroup();
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  bool any = false;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const std::string words = fmt::format("{} {}", ui.term(levels[i].first), levels[i].second);
    const float width = ui::measure(ui, ui.fonts.small(), words).x + ui.px(38);
    if (any && ImGui::GetItemRectMax().x + ui.px(6) + width < right) ImGui::SameLine(0, ui.px(6));
    any = true;
    bool closed = false;
    const std::string chip = std::string(id) + "." + levels[i].first;
    if (ui::chip(ui, chip, words, true, &closed) && !read_only) {
      if (closed)
        levels.erase(levels.begin() + static_cast<std::ptrdiff_t>(i));
      else
        levels[i].second = levels[i].second % 3 + 1;
      changed = true;
      break;
    }
    ui::tooltip(ui, chip, ui.t(Text::ConditionTip));
  }
  if (!read_only) {
    if (any && ImGui::GetItemRectMax().x + ui.px(150) < right) ImGui::SameLine(0, ui.px(6));
    std::string key;
    if (pick_term(ui, editor.terms, std::string(id) + ".add", "condition", key, ui.t(Text::ConditionAdd), 132,
                  false, true) &&
        !key.empty()) {
      std::erase_if(levels, [&](const auto& one) { return one.first == key; });
      levels.emplace_back(key, 1);
      changed = true;
    }
  }
  ImGui::EndGroup();
  if (changed) {
    std::sort(levels.begin(), levels.end());
    value = format_condition(levels);
  }
  return changed;
}

void draw(Ui& ui, Editor& editor, const UiModel& model, std::string_view prefix, const RecordRow& row,
          std::span<const std::string_view> columns, Requests& out) {
  const RecordDescription& description = describe(row.type);
  for (const std::string_view name : columns) {
    const std::size_t at = description.find(name);
    if (at < description.columns.size())
      draw_one(ui, editor, model, fmt::format("{}.{}", prefix, name), row, description.columns[at], out);
  }
}

void draw(Ui& ui, Editor& editor, const UiModel& model, std::string_view prefix, const RecordRow& row,
          std::initializer_list<std::string_view> columns, Requests& out) {
  draw(ui, editor, model, prefix, row, std::span(columns.begin(), columns.size()), out);
}

}  // namespace bandaji::rows
