// The list: one asset a row, columns that sort, resize, move and hide.
#include <imgui_internal.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/ui/imgui_compat.h"
#include "app/ui/panels/asset_drag.h"
#include "app/ui/panels/browser.h"
#include "assets/units.h"
#include "db/search.h"

namespace bandaji {
namespace {

enum Column : int {
  kName,
  kNumber,
  kKind,
  kStatus,
  kRating,
  kVersion,
  kTriangles,
  kSize,
  kFormat,
  kTags,
  kUpdated,
  kColumnCount
};
struct ColumnInfo {
  const char* id;  // As in Preferences::list_columns.
  Text label;
  const char* sort;  // Empty: cannot be sorted by.
  float width;       // Interface units.
  bool shown;        // At first.
};
constexpr std::array<ColumnInfo, kColumnCount> kColumns{{
    {"name", Text::ColumnName, "name", 280, true},
    {"number", Text::ColumnNumber, "number", 90, true},
    {"kind", Text::ColumnKind, "kind", 110, true},
    {"status", Text::ColumnStatus, "status", 130, true},
    {"rating", Text::ColumnRating, "rating", 90, true},
    {"version", Text::ColumnVersion, "", 70, true},
    {"triangles", Text::ColumnTriangles, "triangles", 100, true},
    {"size", Text::ColumnSize, "height", 190, true},
    {"format", Text::ColumnFormat, "", 100, false},
    {"tags", Text::ColumnTags, "", 160, false},
    {"updated", Text::ColumnUpdated, "updated", 130, true},
}};

// "name:280" or "format:-": width, or hidden.
float stored_width(const Preferences& preferences, const ColumnInfo& column, bool& shown) {
  shown = column.shown;
  for (const std::string& entry : preferences.list_columns) {
    const std::size_t colon = entry.find(':');
    if (colon == std::string::npos || entry.substr(0, colon) != column.id) continue;
    if (entry.substr(colon + 1) == "-") {
      shown = false;
      return column.width;
    }
    shown = true;
    const int width = std::atoi(entry.c_str() + colon + 1);
    if (width >= 24 && width < 4000) return static_cast<float>(width);
  }
  return column.width;
}

void remember_columns(Ui& ui, const UiModel& model, Requests& out) {
  const ImGuiTable* table = ImGui::GetCurrentTable();
  if (!table || ImGui::IsMouseDown(0)) return;
  std::vector<std::string> columns;
  for (int i = 0; i < kColumnCount; ++i) {
    const bool shown = (ImGui::TableGetColumnFlags(i) & ImGuiTableColumnFlags_IsEnabled) != 0;
    const auto width = static_cast<int>(table->Columns[i].WidthRequest / ui.scale + 0.5f);
    columns.push_back(
        shown ? fmt::format("{}:{}", kColumns[static_cast<std::size_t>(i)].id, std::max(width, 24))
              : fmt::format("{}:-", kColumns[static_cast<std::size_t>(i)].id));
  }
  if (columns == model.preferences.list_columns || table->Columns[0].WidthRequest <= 0) return;
  Preferences preferences = model.preferences;
  preferences.list_columns = std::move(columns);
  out.emplace_back(request::SetPreferences{std::move(preferences)});
}

void header_row(Ui& ui, const UiModel& model, Requests& out) {
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers, ui.px(32));
  for (int i = 0; i < kColumnCount; ++i) {
    if (!ImGui::TableSetColumnIndex(i)) continue;
    const ColumnInfo& column = kColumns[static_cast<std::size_t>(i)];
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushID(i);
    ImGui::TableHeader("");
    ui.trace.note(std::string("list.column.") + column.id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    if (ImGui::IsItemClicked(0) && column.sort[0]) {
      const bool same = model.preferences.sort == column.sort;
      out.emplace_back(request::SetSort{column.sort, same && !model.preferences.sort_descending});
    }
    const bool sorted = column.sort[0] && model.preferences.sort == column.sort;
    const std::string label(ui.t(column.label));
    const float label_width = ui::draw_text_in(
        ui, ui.fonts.small(), at, ImVec2(at.x + width - ui.px(sorted ? 16 : 0), at.y + ui.px(24)),
        sorted ? ui.theme.text : ui.theme.dim, label);
    if (sorted)
      draw_icon(*ImGui::GetWindowDrawList(), model.preferences.sort_descending ? Icon::ChevronDown : Icon::Up,
                ImVec2(at.x + label_width + ui.px(4), at.y + ui.px(7)), ui.px(11), ui.theme.accent);
    ImGui::PopID();
  }
}

void draw_cell(Ui& ui, BrowserPanel& panel, const UiModel& model, const AssetSummary& asset, int column,
               Requests& out) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = ui.px(36);
  const ImVec2 max(at.x + width, at.y + height);
  const Theme& theme = ui.theme;
  const auto words = [&](std::string_view text, ImU32 color, ui::Align align = ui::Align::Left) {
    ui::draw_text_in(ui, ui.fonts.body(), at, max, color, text, align);
  };
  switch (column) {
    case kName: {
      const float edge = ui.px(34);
      draw_thumbnail(ui, model, asset, ImVec2(at.x, at.y + ui.px(1)),
                     ImVec2(at.x + edge, at.y + ui.px(1) + edge), ui.px(4), true);
      if (asset.color_label > 0)
        ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(at.x - ui.px(6), at.y + ui.px(3)),
                                                  ImVec2(at.x - ui.px(3), at.y + ui.px(33)),
                                                  label_color(asset.color_label), ui.px(1.5f));
      if (panel.renaming == asset.id) {
        draw_rename(ui, panel, model, ImVec2(at.x + edge + ui.px(4), at.y + ui.px(2)), max, out);
        break;
      }
      const std::string_view name = display_name(asset.name_ko, asset.name_en, ui.korean);
      const auto marks = model.query.empty() ? std::vector<std::pair<std::size_t, std::size_t>>()
                                             : match_ranges(name, model.query, *ui.vocabulary);
      float right = max.x;
      if (asset.missing_files > 0) {
        right -= ui.px(20);
        draw_icon(*ImGui::GetWindowDrawList(), Icon::Warning, ImVec2(right, at.y + ui.px(10)), ui.px(16),
                  theme.warning);
      }
      if (asset.stale) {
        right -= ui.px(20);
        draw_icon(*ImGui::GetWindowDrawList(), Icon::Stale, ImVec2(right, at.y + ui.px(10)), ui.px(16),
                  theme.warning);
      }
      ui::draw_marked_in(ui, ui.fonts.body(), ImVec2(at.x + edge + ui.px(10), at.y),
                         ImVec2(right - ui.px(4), max.y), theme.text, name, marks);
      break;
    }
    case kNumber:
      words(asset.number, theme.dim);
      break;
    case kKind:
      words(ui.term(asset.kind), theme.text);
      break;
    case kStatus:
      ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(at.x + ui.px(5), at.y + height / 2), ui.px(4),
                                                  ui.status_color(asset.status));
      ui::draw_text_in(ui, ui.fonts.body(), ImVec2(at.x + ui.px(16), at.y), max, theme.text,
                       ui.term(asset.status));
      break;
    case kRating:
      ui::draw_stars(ui, ImVec2(at.x, at.y + ui.px(11)), asset.rating, ui.px(14));
      break;
    case kVersion:
      words(asset.version_number > 0 ? fmt::format("v{}", asset.version_number) : "–", theme.dim);
      break;
    case kTriangles:
      words(asset.triangles > 0 ? count_text(asset.triangles) : "–", theme.text, ui::Align::Right);
      break;
    case kSize:
      words(asset.size_mm[0] + asset.size_mm[1] + asset.size_mm[2] > 0
                ? format_size_mm(asset.size_mm[0], asset.size_mm[1], asset.size_mm[2])
                : "–",
            theme.text, ui::Align::Right);
      break;
    case kFormat:
      words(asset.format, theme.dim);
      break;
    case kTags: {
      std::string tags;
      for (const std::string& tag : asset.tags) tags += (tags.empty() ? "" : ", ") + tag;
      words(tags, theme.dim);
      break;
    }
    case kUpdated:
      words(date_text(asset.updated_at, true), theme.dim);
      break;
    default:
      break;
  }
}

}  // namespace

void draw_list(Ui& ui, BrowserPanel& panel, const UiModel& model, Requests& out) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  ui.trace.note("list", corner, ImVec2(corner.x + room.x, corner.y + room.y));
  ImGui::SetCursorScreenPos(ImVec2(corner.x + ui.px(8), corner.y));
  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, ImVec2(ui.px(10), ui.px(4)));
  const ImGuiTableFlags flags = ImGuiTableFlags_Resizable | ImGuiTableFlags_Reorderable |
                                ImGuiTableFlags_Hideable | ImGuiTableFlags_ScrollY | ImGuiTableFlags_ScrollX |
                                ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_NoSavedSettings |
                                ImGuiTableFlags_BordersInnerV | ImGuiTableFlags_NoBordersInBody;
  const bool open = ImGui::BeginTable("list.table", kColumnCount, flags, ImVec2(room.x - ui.px(8), room.y));
  if (!open) {
    ImGui::PopStyleVar();
    return;
  }
  for (const ColumnInfo& column : kColumns) {
    bool shown = true;
    const float width = stored_width(model.preferences, column, shown);
    ImGui::TableSetupColumn(
        ui.t(column.label),
        ImGuiTableColumnFlags_WidthFixed | (shown ? 0 : ImGuiTableColumnFlags_DefaultHide), ui.px(width));
  }
  ImGui::TableSetupScrollFreeze(1, 1);
  header_row(ui, model, out);

  const float row_height = ui.px(44);
  const auto count = model.result.ids.size();
  panel.layout = lay_out_rows(count, room.x, row_height);
  panel.view_height = room.y - ui.px(40);
  if (panel.show_focus) {
    panel.show_focus = false;
    if (model.focus_index) {
      const double scroll = static_cast<double>(ImGui::GetScrollY());
      const double to =
          panel.layout.scroll_to(*model.focus_index, scroll, static_cast<double>(panel.view_height));
      if (to != scroll) {
        ImGui::SetScrollY(ui::f(to));
        ui.redraw_in(0);
      }
    }
  }
  GridLayout::Range shown{count, 0};
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(std::min<std::size_t>(count, INT_MAX)), row_height);
  bool menu = false;
  while (clipper.Step()) {
    for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row) {
      const auto index = static_cast<std::size_t>(row);
      const Id id = model.result.ids[index];
      ImGui::TableNextRow(ImGuiTableRowFlags_None, row_height);
      const AssetSummary* asset = model.library->index().summary(id);
      if (!asset) continue;
      shown.first = std::min(shown.first, index);
      shown.last = std::max(shown.last, index + 1);
      const bool selected = model.selection.contains(id);
      if (selected) ImGui::TableSetBgColor(ImGuiTableBgTarget_RowBg0, ui.theme.accent_wash);
      for (int column = 0; column < kColumnCount; ++column) {
        if (!ImGui::TableSetColumnIndex(column)) {
          if (column != 0) continue;
        }
        if (column == 0) {
          const ImVec2 at = ImGui::GetCursorScreenPos();
          ImGui::PushStyleColor(ImGuiCol_Header, IM_COL32(0, 0, 0, 0));
          ImGui::PushID(id.c_str());
          compat::next_item_may_be_covered();
          ImGui::Selectable("##row", selected,
                            ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowDoubleClick,
                            ImVec2(0, ui.px(36)));
          compat::item_may_be_covered();
          ImGui::PopID();
          ImGui::PopStyleColor();
          if (ImGui::IsItemClicked(0)) {
            click_asset(panel, model, id, out);
            if (ImGui::IsMouseDoubleClicked(0)) out.emplace_back(request::Do{Action::OpenViewport});
          }
          if (ImGui::IsItemClicked(1)) {
            if (!selected) out.emplace_back(request::Select{id, request::SelectMode::Only});
            menu = true;
          }
          ui.trace.note("asset." + asset->number, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
          offer_assets(ui, panel, model, id);
          ImGui::SetCursorScreenPos(at);
        }
        draw_cell(ui, panel, model, *asset, column, out);
      }
    }
  }
  remember_columns(ui, model, out);
  ImGui::EndTable();
  ImGui::PopStyleVar();
  if (shown.first < shown.last) want_thumbnails(panel, model, shown, out);
  if (menu) ImGui::OpenPopup("asset.menu");
  draw_asset_menu(ui, model, out);
  release_asset(panel, model, out);
}

}  // namespace bandaji
