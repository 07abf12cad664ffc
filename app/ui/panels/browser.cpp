#include "app/ui/panels/browser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/imgui_compat.h"
#include "app/ui/panels/facets.h"
#include "app/ui/panels/top_bar.h"

namespace bandaji {
namespace {

using SortEntry = std::pair<const char*, Text>;
constexpr std::array<SortEntry, 10> kSorts{{{"relevance", Text::SortRelevance},
                                            {"updated", Text::SortUpdated},
                                            {"created", Text::SortCreated},
                                            {"name", Text::SortName},
                                            {"number", Text::SortNumber},
                                            {"kind", Text::SortKind},
                                            {"status", Text::SortStatus},
                                            {"rating", Text::SortRating},
                                            {"triangles", Text::SortTriangles},
                                            {"height", Text::SortHeight}}};

// The filters that are on, each with a cross: with the names of their facets where there is room, and a
// number for what does not fit, which is marked at the left anyway.
void draw_chips(Ui& ui, const UiModel& model, float right, Requests& out) {
  struct Chip {
    const Facet& facet;
    const FacetValue& value;
    std::string words;
  };
  std::vector<Chip> chips;
  float whole = 0;
  const auto width_of = [&](const std::string& words) {
    return ui::measure(ui, ui.fonts.small(), words).x + ui.px(48 + 6);
  };
  for (const Facet& facet : model.result.facets)
    for (const FacetValue& value : facet.values) {
      if (!value.active) continue;
      chips.push_back({facet, value,
                       fmt::format("{}: {}", ui.pick(facet.title_ko, facet.title_en),
                                   facet_value_label(ui, facet, value))});
      whole += width_of(chips.back().words);
    }
  float x = ImGui::GetCursorScreenPos().x;
  const float rest_width = ui.px(40);
  if (x + whole > right)
    for (Chip& chip : chips) chip.words = facet_value_label(ui, chip.facet, chip.value);
  for (std::size_t i = 0; i < chips.size(); ++i) {
    const auto& [facet, value, words] = chips[i];
    const float room = right - (i + 1 < chips.size() ? rest_width : 0);
    if (i > 0) ImGui::SameLine(0, ui.px(6));
    if (i > 0 && x + width_of(words) > room) {
      const std::string rest = fmt::format("+{}", chips.size() - i);
      const ImVec2 at = ImGui::GetCursorScreenPos();
      ui::draw_text_in(ui, ui.fonts.small(), at, ImVec2(at.x + rest_width, at.y + ui.px(26)), ui.theme.dim,
                       rest);
      ImGui::Dummy(ImVec2(rest_width, ui.px(26)));
      ui.trace.note("filter.rest", at, ImVec2(at.x + rest_width, at.y + ui.px(26)));
      break;
    }
    bool closed = false;
    if (ui::chip(ui, "filter." + facet.key + "." + value.key, words, true, &closed,
                 facet.key == "status" ? ui.status_color(value.key) : 0))
      out.emplace_back(request::ToggleTerm{value.term, false});
    ui::tooltip(ui, value.term, ui.t(Text::RemoveFilter));
    x += width_of(words);
  }
}

void draw_header(Ui& ui, const UiModel& model, Requests& out) {
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = ui.px(48);
  const float y = start.y + (height - ui.px(ui.theme.row)) / 2;

  // Right to left: zoom, view, direction, field.
  float right = start.x + width - ui.px(12);
  if (!model.preferences.list_view && width > ui.px(560)) {
    right -= ui.px(112);
    ImGui::SetCursorScreenPos(ImVec2(right, y));
    float edge = model.preferences.thumbnail_edge;
    if (ui::slider(ui, "browser.zoom", edge, 96, 360, 112)) {
      Preferences preferences = model.preferences;
      preferences.thumbnail_edge = edge;
      out.emplace_back(request::SetPreferences{preferences});
    }
    ui::tooltip(ui, "browser.zoom", ui.t(Text::ZoomTip));
    right -= ui.px(12);
  }
  right -= ui.px(66);
  ImGui::SetCursorScreenPos(ImVec2(right, y));
  if (ui::icon_button(ui, "browser.grid", Icon::Grid,
                      fmt::format("{}  {}", ui.pick(info(Action::GridView).ko, info(Action::GridView).en),
                                  model.keys.first_key(Action::GridView)),
                      !model.preferences.list_view))
    out.emplace_back(request::Do{Action::GridView});
  ImGui::SameLine(0, ui.px(2));
  if (ui::icon_button(ui, "browser.list", Icon::List,
                      fmt::format("{}  {}", ui.pick(info(Action::ListView).ko, info(Action::ListView).en),
                                  model.keys.first_key(Action::ListView)),
                      model.preferences.list_view))
    out.emplace_back(request::Do{Action::ListView});
  right -= ui.px(12 + 32);
  ImGui::SetCursorScreenPos(ImVec2(right, y));
  if (ui::icon_button(ui, "browser.direction",
                      model.preferences.sort_descending ? Icon::ChevronDown : Icon::ChevronRight,
                      ui.t(model.preferences.sort_descending ? Text::Descending : Text::Ascending), false,
                      model.preferences.sort != "relevance"))
    out.emplace_back(request::SetSort{model.preferences.sort, !model.preferences.sort_descending});
  if (width > ui.px(420)) {
    right -= ui.px(4 + 136);
    ImGui::SetCursorScreenPos(ImVec2(right, y));
    Text current = Text::SortRelevance;
    for (const auto& [field, label] : kSorts)
      if (model.preferences.sort == field) current = label;
    if (ui::begin_select(ui, "browser.sort", ui.t(current), 136)) {
      for (const auto& [field, label] : kSorts)
        if (ui::choice(ui, std::string("browser.sort.") + field, ui.t(label),
                       model.preferences.sort == field))
          out.emplace_back(request::SetSort{field, model.preferences.sort_descending});
      ui::end_select();
    }
  }
  // Left: the count and the filters.
  const std::string count =
      static_cast<std::int64_t>(model.result.ids.size()) == model.result.searched
          ? fmt::format(fmt::runtime(ui.t(Text::CountAll)), count_text(model.result.searched))
          : fmt::format(fmt::runtime(ui.t(Text::CountSome)),
                        count_text(static_cast<std::int64_t>(model.result.ids.size())),
                        count_text(model.result.searched));
  const float count_width =
      ui::draw_text_in(ui, ui.fonts.bold(), ImVec2(start.x + ui.px(20), start.y),
                       ImVec2(right - ui.px(8), start.y + height), ui.theme.text, count);
  ImGui::SetCursorScreenPos(ImVec2(start.x + ui.px(36) + count_width, start.y + ui.px(11)));
  draw_chips(ui, model, right - ui.px(12), out);
  ImGui::SetCursorScreenPos(ImVec2(start.x, start.y + height));
}

}  // namespace

void want_thumbnails(BrowserPanel& panel, const UiModel& model, GridLayout::Range range, Requests& out) {
  // From the middle of the screen outwards: what is looked at comes first.
  std::vector<Id> ids;
  const std::size_t count = range.last - range.first;
  const std::size_t middle = range.first + count / 2;
  for (std::size_t step = 0; step <= count && ids.size() < count; ++step) {
    if (middle + step < range.last) ids.push_back(model.result.ids[middle + step]);
    if (step > 0 && middle >= range.first + step) ids.push_back(model.result.ids[middle - step]);
  }
  if (ids == panel.wanted) return;
  panel.wanted = ids;
  out.emplace_back(request::WantThumbnails{std::move(ids)});
}

void draw_thumbnail(Ui& ui, const UiModel& model, const AssetSummary& asset, ImVec2 min, ImVec2 max,
                    float round, bool round_bottom) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImDrawFlags corners = round_bottom ? ImDrawFlags_RoundCornersAll : ImDrawFlags_RoundCornersTop;
  const Picture picture = model.thumbnail(asset.manifest_hash);
  if (picture.texture) {
    list.AddImageRounded(compat::texture_id(picture.texture), min, max, ImVec2(0, 0), ImVec2(1, 1),
                         IM_COL32_WHITE, round, corners);
    return;
  }
  list.AddRectFilled(min, max, IM_COL32(50, 50, 50, 255), round, corners);
  const float icon = std::clamp((max.x - min.x) * 0.24f, ui.px(14), ui.px(48));
  const ImVec2 at((min.x + max.x - icon) / 2, (min.y + max.y - icon) / 2);
  const Icon shape = asset.version_id.empty()                 ? Icon::Dot
                     : asset.content == VersionContent::Model ? Icon::Cube
                     : asset.content == VersionContent::Image ? Icon::Picture
                                                              : Icon::Clip;
  draw_icon(list, shape, at, icon, with_alpha(ui.theme.faint, 0.7f));
  if (asset.content == VersionContent::Attachment && !asset.format.empty() && max.x - min.x > ui.px(90))
    ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(8), at.y + icon),
                     ImVec2(max.x - ui.px(8), at.y + icon + ui.px(28)), ui.theme.faint, asset.format,
                     ui::Align::Center);
}

bool draw_rename(Ui& ui, BrowserPanel& panel, const UiModel& model, ImVec2 min, ImVec2 max, Requests& out) {
  static_cast<void>(model);
  ImGui::SetCursorScreenPos(min);
  ui::InputStyle style;
  style.width = (max.x - min.x) / ui.scale;
  style.focus = panel.rename_starts;
  style.select_all = true;
  const bool starting = std::exchange(panel.rename_starts, false);
  const ui::InputResult result = ui::input(ui, "rename", panel.rename_text, style);
  if (starting || result.active) return false;
  if (!ImGui::IsItemDeactivated() && !result.committed) {
    // Focus comes a frame after it was asked for.
    if (ImGui::IsAnyItemActive()) panel.renaming.clear();
    return panel.renaming.empty();
  }
  if (result.committed && !panel.rename_text.empty())
    out.emplace_back(
        request::SetFields{{panel.renaming}, ui.korean ? "name_ko" : "name_en", panel.rename_text});
  panel.renaming.clear();
  return true;
}

void click_asset(BrowserPanel& panel, const UiModel& model, const Id& id, Requests& out) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyShift) {
    out.emplace_back(
        request::Select{id, io.KeyCtrl ? request::SelectMode::RangeAdd : request::SelectMode::Range});
  } else if (io.KeyCtrl) {
    out.emplace_back(request::Select{id, request::SelectMode::Toggle});
  } else if (model.selection.contains(id) && model.selection.size() > 1) {
    panel.pressed = id;
  } else {
    out.emplace_back(request::Select{id, request::SelectMode::Only});
  }
}

void release_asset(BrowserPanel& panel, const UiModel& model, Requests& out) {
  if (panel.pressed.empty() || ImGui::IsMouseDown(0)) return;
  if (model.selection.contains(panel.pressed))
    out.emplace_back(request::Select{panel.pressed, request::SelectMode::Only});
  panel.pressed.clear();
}

void draw_asset_menu(Ui& ui, const UiModel& model, Requests& out) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(ui.px(6), ui.px(6)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(ui.px(4), ui.px(1)));
  if (ImGui::BeginPopup("asset.menu")) {
    const auto item = [&](Action action, Icon icon) {
      action_item(ui, model, action, icon, out, is_available(action, model));
    };
    item(Action::OpenViewport, Icon::Cube);
    item(Action::ShowVariants, Icon::Swatch);
    item(Action::Rename, Icon::Pencil);
    item(Action::EditTags, Icon::Tag);
    ui::menu_line(ui);
    // Rating and color label as rows of marks: one click each.
    ImGui::Dummy(ImVec2(ui.px(4), 1));
    ImGui::SameLine();
    int rating = model.details ? model.details->asset.rating : 0;
    if (ui::stars(ui, "asset.menu.rating", rating, 20)) {
      out.emplace_back(request::SetFields{model.selected, "rating", std::to_string(rating)});
      ImGui::CloseCurrentPopup();
    }
    ImGui::Dummy(ImVec2(ui.px(4), 1));
    for (int label = 0; label <= 7; ++label) {
      ImGui::SameLine(0, ui.px(4));
      const std::string id = "asset.menu.label." + std::to_string(label);
      if (ImGui::InvisibleButton(id.c_str(), ImVec2(ui.px(20), ui.px(24)))) {
        out.emplace_back(request::SetFields{model.selected, "color_label", std::to_string(label)});
        ImGui::CloseCurrentPopup();
      }
      const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
      const ImVec2 center((min.x + max.x) / 2, (min.y + max.y) / 2);
      if (label == 0)
        draw_icon(*ImGui::GetWindowDrawList(), Icon::Close, ImVec2(center.x - ui.px(6), center.y - ui.px(6)),
                  ui.px(12), ui.theme.dim);
      else
        ImGui::GetWindowDrawList()->AddCircleFilled(center, ui.px(ImGui::IsItemHovered() ? 8 : 7),
                                                    label_color(label));
      ui::tooltip(ui, id, label == 0 ? ui.t(Text::NoLabel) : ui.t(Text::ColorLabel));
    }
    ui::menu_line(ui);
    item(Action::Approve, Icon::Check);
    item(Action::RequestChanges, Icon::Pencil);
    item(Action::Hold, Icon::Pause);
    ui::menu_line(ui);
    item(Action::ExportSheet, Icon::Sheet);
    item(Action::CleanPicture, Icon::Camera);
    ui::menu_line(ui);
    item(Action::ThumbnailFromView, Icon::Cube);
    item(Action::ThumbnailFromFile, Icon::Picture);
    item(Action::ThumbnailFromClipboard, Icon::Clip);
    item(Action::ThumbnailReset, Icon::Refresh);
    ui::menu_line(ui);
    if (ui::menu_item(ui, "asset.menu.copy_id", Icon::None, ui.t(Text::CopyNumber), "",
                      model.details != nullptr))
      out.emplace_back(request::CopyText{model.details->asset.number});
    if (ui::menu_item(ui, "asset.menu.new_version", Icon::Import, ui.t(Text::NewVersionFrom), "",
                      model.selection.size() == 1 && !model.read_only))
      out.emplace_back(request::Choose{ChooserPurpose::NewVersion, model.selection.focus()});
    ui::menu_line(ui);
    if (is_available(Action::RestoreFromTrash, model))
      item(Action::RestoreFromTrash, Icon::Undo);
    else
      item(Action::Trash, Icon::Trash);
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

void draw_browser(Ui& ui, BrowserPanel& panel, const UiModel& model, Requests& out) {
  draw_header(ui, model, out);
  const ImVec2 room = ImGui::GetContentRegionAvail();
  if (model.result.ids.empty()) {
    panel.layout = GridLayout();
    ImGui::BeginChild("browser.empty", room, false);
    const float center = ImGui::GetCursorScreenPos().x + room.x / 2;
    if (model.result.searched == 0 && model.query.empty()) {
      ui::empty_state(
          ui, Icon::Import, ui.t(Text::EmptyCatalogTitle),
          fmt::format(fmt::runtime(ui.t(Text::EmptyCatalogBody)), model.keys.first_key(Action::ImportFiles)));
      const float width = ui::button_width(ui, ui.t(Text::ImportFilesButton), true);
      ImGui::SetCursorScreenPos(ImVec2(center - width / 2, ImGui::GetCursorScreenPos().y));
      if (!model.read_only && ui::button(ui, "empty.import", ui.t(Text::ImportFilesButton),
                                         {.kind = ui::ButtonKind::Primary, .icon = Icon::Import}))
        out.emplace_back(request::Do{Action::ImportFiles});
    } else if (model.query == "in:trash") {
      ui::empty_state(ui, Icon::Trash, ui.t(Text::EmptyTrashTitle), ui.t(Text::EmptyTrashBody));
    } else {
      ui::empty_state(ui, Icon::Search, ui.t(Text::NothingFoundTitle),
                      fmt::format(fmt::runtime(ui.t(Text::NothingFoundBody)), model.query));
      const float width = ui::button_width(ui, ui.t(Text::ShowEverything), false);
      ImGui::SetCursorScreenPos(ImVec2(center - width / 2, ImGui::GetCursorScreenPos().y));
      if (ui::button(ui, "empty.all", ui.t(Text::ShowEverything))) out.emplace_back(request::SetQuery{});
    }
    ImGui::EndChild();
    return;
  }
  if (model.preferences.list_view)
    draw_list(ui, panel, model, out);
  else
    draw_grid(ui, panel, model, out);
}

}  // namespace bandaji
