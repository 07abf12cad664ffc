#include "app/ui/panels/preferences_dialog.h"

#include <GLFW/glfw3.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/panels/commands.h"

namespace bandaji {
namespace {

void draw_general(Ui& ui, PreferencesDialog& dialog, const UiModel& model, Requests& out) {
  Preferences preferences = model.preferences;
  bool changed = false;
  if (!dialog.loaded) {
    dialog.loaded = true;
    dialog.name = preferences.user_name;
  }
  ui::property(ui, ui.t(Text::LanguageLabel));
  const int language = ui::segmented(ui, "preferences.language", {"한국어", "English"},
                                     preferences.language == Language::Korean ? 0 : 1);
  if ((language == 0) != (preferences.language == Language::Korean)) {
    preferences.language = language == 0 ? Language::Korean : Language::English;
    changed = true;
  }
  ui::space(ui, 8);
  ui::property(ui, ui.t(Text::ScaleLabel), ui.t(Text::ScaleTip));
  static constexpr std::array kScales{0.0f, 1.0f, 1.25f, 1.5f, 1.75f, 2.0f, 2.5f, 3.0f};
  const auto scale_label = [&](float scale) {
    return scale == 0 ? std::string(ui.t(Text::ScaleAuto))
                      : fmt::format("{:.0f} %", static_cast<double>(scale * 100));
  };
  if (ui::begin_select(ui, "preferences.scale", scale_label(preferences.interface_scale), 200)) {
    for (const float scale : kScales)
      if (ui::choice(ui, fmt::format("preferences.scale.{:.2f}", static_cast<double>(scale)),
                     scale_label(scale), preferences.interface_scale == scale)) {
        preferences.interface_scale = scale;
        changed = true;
      }
    ui::end_select();
  }
  ui::space(ui, 8);
  ui::property(ui, ui.t(Text::ContrastLabel));
  changed |= ui::check(ui, "preferences.contrast", preferences.high_contrast, ui.t(Text::ContrastHigh));
  ui::line(ui, 12);
  ui::text(ui, ui.fonts.bold(), ui.theme.text, ui.t(Text::PersonTitle));
  ui::paragraph(ui, ui.fonts.small(), ui.theme.dim, ui.t(Text::PersonBody));
  ui::space(ui, 8);
  ui::property(ui, ui.t(Text::PersonName));
  const ui::InputResult typed = ui::input(ui, "preferences.name", dialog.name);
  if (typed.changed) {
    preferences.user_name = dialog.name;
    changed = true;
  }
  ui::property(ui, ui.t(Text::PersonRole));
  if (pick_term(ui, dialog.picker, "preferences.role", "department_role", preferences.role,
                ui.t(Text::NoValue)))
    changed = true;
  if (changed) out.emplace_back(request::SetPreferences{preferences});
}

void draw_keys(Ui& ui, PreferencesDialog& dialog, const UiModel& model, Requests& out) {
  const auto conflicts = model.keys.conflicts();
  ui::InputStyle style;
  style.hint = ui.t(Text::CheatHint);
  style.icon = Icon::Search;
  ui::input(ui, "keys.search", dialog.key_search, style);
  if (!conflicts.empty())
    ui::paragraph(ui, ui.fonts.small(), ui.theme.warning,
                  fmt::format(fmt::runtime(ui.t(Text::KeyConflicts)), conflicts.size()));
  ui::space(ui, 6);
  const float height = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y - ImGui::GetCursorScreenPos().y -
                       ui.px(20 + 32 + 16);
  ui::begin_scroll(ui, "keys.list", ImVec2(ImGui::GetContentRegionAvail().x, height));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(4), ui.px(1)));
  for (const Action action : matching_actions(dialog.key_search)) {
    const ActionInfo& entry = info(action);
    const std::string id = std::string("keys.").append(entry.id);
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const bool capturing = dialog.capturing == action;
    if (ImGui::InvisibleButton(id.c_str(), ImVec2(width - ui.px(40), ui.px(32))))
      dialog.capturing = capturing ? std::nullopt : std::optional(action);
    ui.trace.note(id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    const ImVec2 max = ImGui::GetItemRectMax();
    if (capturing) ImGui::GetWindowDrawList()->AddRectFilled(min, max, ui.theme.accent_wash, ui.px(5));
    if (ImGui::IsItemHovered()) ImGui::GetWindowDrawList()->AddRectFilled(min, max, ui.theme.hover, ui.px(5));
    ui::tooltip(ui, id, ui.t(Text::KeyTip));
    const auto clash = std::find_if(conflicts.begin(), conflicts.end(), [&](const auto& pair) {
      return pair.first == action || pair.second == action;
    });
    std::string keys = model.keys.keys(action);
    for (std::size_t at = 0; (at = keys.find('|', at)) != std::string::npos; at += 5)
      keys.replace(at, 1, "  /  ");
    if (capturing) keys = ui.t(Text::KeyPress);
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(10), min.y), ImVec2(max.x - ui.px(220), max.y),
                     ui.theme.text, ui.pick(entry.ko, entry.en));
    std::string right = keys.empty() ? "–" : keys;
    if (clash != conflicts.end() && !capturing) {
      const ActionInfo& other = info(clash->first == action ? clash->second : clash->first);
      right += fmt::format("   ({})", ui.pick(other.ko, other.en));
    }
    ui::draw_text_in(ui, ui.fonts.body(), ImVec2(max.x - ui.px(330), min.y), ImVec2(max.x - ui.px(10), max.y),
                     capturing                  ? ui.theme.accent
                     : clash != conflicts.end() ? ui.theme.warning
                                                : ui.theme.dim,
                     right, ui::Align::Right);
    ImGui::SameLine(0, ui.px(4));
    if (model.preferences.keys.contains(std::string(entry.id))) {
      if (ui::icon_button(ui, id + ".reset", Icon::Undo, ui.t(Text::KeyReset))) {
        Preferences preferences = model.preferences;
        preferences.keys.erase(std::string(entry.id));
        out.emplace_back(request::SetPreferences{preferences});
      }
    } else {
      ImGui::Dummy(ImVec2(ui.px(32), ui.px(32)));
    }
  }
  ImGui::PopStyleVar();
  ui::end_scroll();
}

}  // namespace

void capture_key(PreferencesDialog& dialog, const Chord& chord, const UiModel& model, Requests& out) {
  if (!dialog.capturing) return;
  const Action action = *dialog.capturing;
  dialog.capturing.reset();
  if (chord.key == GLFW_KEY_ESCAPE) return;
  std::string text = chord.key == GLFW_KEY_BACKSPACE ? "" : chord_text(chord);
  if (text.empty() && chord.key != GLFW_KEY_BACKSPACE) return;
  Preferences preferences = model.preferences;
  const ActionInfo& entry = info(action);
  if (text == entry.keys)
    preferences.keys.erase(std::string(entry.id));
  else
    preferences.keys[std::string(entry.id)] = text;
  out.emplace_back(request::SetPreferences{preferences});
}

void draw_preferences(Ui& ui, PreferencesDialog& dialog, const UiModel& model, Requests& out) {
  bool close = false;
  if (!ui::begin_dialog(ui, "preferences", ui.t(Text::PreferencesTitle), 700, 600, close)) return;
  const int page =
      ui::segmented(ui, "preferences.page", {ui.t(Text::PageGeneral), ui.t(Text::PageKeys)}, dialog.page);
  if (page != dialog.page) dialog.capturing.reset();
  dialog.page = page;
  ui::space(ui, 14);
  if (dialog.page == 0) {
    const float height = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y - ImGui::GetCursorScreenPos().y -
                         ui.px(20 + 32 + 16);
    ui::begin_scroll(ui, "preferences.general", ImVec2(ImGui::GetContentRegionAvail().x, height));
    draw_general(ui, dialog, model, out);
    ui::end_scroll();
  } else {
    draw_keys(ui, dialog, model, out);
  }
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "preferences.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary}))
    close = true;
  if (dialog.page == 1 && !model.preferences.keys.empty() &&
      ui::row_button(ui, row, "preferences.keys.reset", ui.t(Text::KeyResetAll))) {
    Preferences preferences = model.preferences;
    preferences.keys.clear();
    out.emplace_back(request::SetPreferences{preferences});
  }
  if (close) {
    dialog.loaded = false;
    dialog.capturing.reset();
    out.emplace_back(request::ShowDialog{Dialog::None});
  }
  ui::end_dialog(ui);
}

}  // namespace bandaji
