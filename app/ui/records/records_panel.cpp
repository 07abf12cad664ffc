#include "app/ui/records/records_panel.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assets/text.h"
#include "db/record_edits.h"
#include "db/search.h"

namespace bandaji {
namespace {

// In the order of the list; what a workspace shows whole (scene looks, pieces, dressing) is edited there.
constexpr auto kTypes = std::to_array<RecordType>(
    {RecordType::Unit,         RecordType::Location,    RecordType::Movement,       RecordType::Character,
     RecordType::Actor,        RecordType::Casting,     RecordType::Episode,        RecordType::ShootDay,
     RecordType::StoryDay,     RecordType::Scene,       RecordType::Look,           RecordType::Colorway,
     RecordType::FilmSet,      RecordType::SetPart,     RecordType::SetState,       RecordType::Palette,
     RecordType::PaletteEntry, RecordType::Collection,  RecordType::CollectionItem, RecordType::Relation,
     RecordType::CustomField,  RecordType::CustomValue, RecordType::Waiver});

std::string_view type_name(const Ui& ui, RecordType type) {
  return ui.pick(describe(type).ko, describe(type).en);
}

bool is_any(const RecordColumn& column) {
  return column.kind == ColumnKind::AnyReference;
}
bool refers(const RecordColumn& column) {
  return column.kind == ColumnKind::Owner || column.kind == ColumnKind::Reference || is_any(column);
}

// What a reference is called; of what may be any record, by its type.
std::string name_of(RecordsPanel& panel, const UiModel& model, const RecordColumn& column, const Id& id) {
  if (id.empty()) return {};
  if (!is_any(column)) return panel.names->text(column.detail, id);
  if (const auto type = type_of_record(model.library->catalog(), id))
    return panel.names->text(describe(*type).name, id);
  return panel.names->text("asset", id);
}

Result<Id> find_named(RecordsPanel& panel, const RecordColumn& column, const std::string& text) {
  if (text.empty()) return Id();
  if (!is_any(column)) return panel.names->find(column.detail, text);
  auto found = panel.names->find("asset", text);
  for (const RecordDescription& description : all_record_descriptions()) {
    if (found) break;
    if (description.type != RecordType::Measurement) found = panel.names->find(description.name, text);
  }
  return found;
}

// "깨끗함, 먼지" of "cd_clean;cd_dust".
std::string term_words(const Ui& ui, std::string_view keys) {
  std::string words;
  for (std::size_t at = 0; at <= keys.size();) {
    const std::size_t end = std::min(keys.find(';', at), keys.size());
    if (end > at) words += fmt::format("{}{}", words.empty() ? "" : ", ", ui.term(keys.substr(at, end - at)));
    at = end + 1;
  }
  return words;
}

// What a row is called: a copy by the asset it is one of, everything else by its own name.
std::string title_of(const Ui& ui, RecordsPanel& panel, const UiModel& model, const RecordRow& row) {
  if (row.type != RecordType::Unit)
    return row.title().empty() ? std::string(type_name(ui, row.type)) : row.title();
  const auto [name, asked] = panel.asset_names.try_emplace(Id(row.value("asset")));
  if (asked)
    if (const auto asset = model.library->catalog().asset(name->first))
      name->second =
          asset->name_ko.empty() || (!ui.korean && !asset->name_en.empty()) ? asset->name_en : asset->name_ko;
  return name->second.empty() ? row.title() : fmt::format("{}  #{}", name->second, row.value("number"));
}

std::string words_of(Ui& ui, RecordsPanel& panel, const UiModel& model, const RecordRow& row) {
  const RecordDescription& description = describe(row.type);
  std::string words;
  int parts = 0;
  for (std::size_t i = 0; i < row.values.size() && parts < 4; ++i) {
    const RecordColumn& column = description.columns[i];
    const std::string& value = row.values[i];
    // Where a place lies the tree shows.
    const bool told = column.name == "parent" && !panel.places.rows.empty();
    const bool says = !value.empty() && value != description.defaults[i] && !told &&
                      column.kind != ColumnKind::Position && column.kind != ColumnKind::Placement &&
                      !column.is_personal;
    if (!says) continue;
    std::string shown = refers(column)                         ? name_of(panel, model, column, value)
                        : column.kind == ColumnKind::Condition ? rows::condition_words(ui, value)
                        : column.kind == ColumnKind::OneOf ? std::string(rows::word_label(value, ui.korean))
                        : column.kind == ColumnKind::Term || column.kind == ColumnKind::Status
                            ? std::string(ui.term(value))
                        : column.kind == ColumnKind::Terms ? term_words(ui, value)
                                                           : value;
    if (row.title().find(shown) != std::string::npos) continue;
    words += fmt::format("{}{}", words.empty() ? "" : "  ·  ", shown);
    ++parts;
  }
  return words;
}

void read(Ui& ui, RecordsPanel& panel, const UiModel& model) {
  const Catalog& catalog = model.library->catalog();
  const Id asset = panel.of_asset && model.details ? model.details->asset.id : Id();
  const std::string wanted = fmt::format("{}|{}|{}|{}|{}", static_cast<int>(panel.type), panel.trash, asset,
                                         panel.search, ui.korean);
  if (panel.revision == model.data_revision && panel.made_for == wanted) return;
  if (panel.revision != model.data_revision || !panel.names)
    panel.names = std::make_shared<RecordNames>(catalog);
  panel.revision = model.data_revision;
  panel.made_for = wanted;
  panel.uses_of.clear();
  panel.asset_names.clear();
  panel.rows.clear();
  panel.words.clear();
  OwnValuesBySubject own;
  if (!panel.trash) own = own_values(catalog, OwnFields(catalog).of_type(describe(panel.type).name));
  std::vector<RecordRow> all = panel.trash ? trashed_rows(catalog) : live_rows(catalog, panel.type);
  panel.places.rows.clear();
  if (!panel.trash && panel.type == RecordType::Location && panel.search.empty() && asset.empty())
    arrange(panel.places, all, catalog);
  for (RecordRow& row : all) {
    if (!asset.empty() && std::find(row.values.begin(), row.values.end(), asset) == row.values.end())
      continue;
    std::string words = words_of(ui, panel, model, row);
    if (const auto values = own.find(row.id); values != own.end())
      for (const OwnValue& one : values->second)
        words += fmt::format("{}{} {}", words.empty() ? "" : "  ·  ", one.name(), one.value);
    if (panel.trash) words = fmt::format("{}  ·  {}", type_name(ui, row.type), words);
    if (!panel.search.empty() && match_ranges(title_of(ui, panel, model, row), panel.search).empty() &&
        match_ranges(words, panel.search).empty())
      continue;
    panel.rows.push_back(std::move(row));
    panel.words.push_back(std::move(words));
  }
}

const RecordRow* focused(const RecordsPanel& panel) {
  const auto at = std::find_if(panel.rows.begin(), panel.rows.end(),
                               [&](const RecordRow& row) { return row.id == panel.focus; });
  return at == panel.rows.end() ? nullptr : &*at;
}

void trash_or_restore(RecordsPanel& panel, const UiModel& model, Requests& out) {
  const RecordRow* row = focused(panel);
  if (row == nullptr || model.read_only) return;
  const std::pair one(row->type, row->id);
  Change change = set_trashed(std::span(&one, 1), !panel.trash);
  change.label_ko =
      fmt::format(fmt::runtime(panel.trash ? "{} 되돌리기" : "{} 휴지통으로"), describe(row->type).ko);
  change.label_en =
      fmt::format(fmt::runtime(panel.trash ? "Restore: {}" : "To the trash: {}"), describe(row->type).en);
  out.emplace_back(request::Apply{std::move(change)});
}

void start_add(RecordsPanel& panel, const UiModel& model) {
  if (panel.trash) return;
  panel.adding = true;
  panel.draft.clear();
  const RecordDescription& description = describe(panel.type);
  for (std::size_t i = 0; i < description.columns.size(); ++i) {
    const RecordColumn& column = description.columns[i];
    panel.draft[std::string(column.name)] = description.defaults[i];
    if (model.details && (column.detail == "asset" || is_any(column)) && column.name != "object")
      panel.draft[std::string(column.name)] = model.details->asset.number;
  }
}

void draw_types(Ui& ui, RecordsPanel& panel, ImVec2 size) {
  ui::begin_scroll(ui, "records.types", size);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, ui.px(1)));
  const auto line = [&](const std::string& id, std::string_view words, bool active) {
    return ui::choice(ui, id, words, active);
  };
  if (line("records.trash", ui.t(Text::TrashPlace), panel.trash)) {
    panel.trash = true;
    panel.adding = false;
    panel.focus.clear();
  }
  ui::space(ui, 8);
  for (const RecordType type : kTypes)
    if (line(fmt::format("records.type.{}", describe(type).name), type_name(ui, type),
             !panel.trash && type == panel.type)) {
      panel.type = type;
      panel.trash = panel.adding = false;
      panel.focus.clear();
    }
  ImGui::PopStyleVar();
  ui::end_scroll();
}

void draw_list(Ui& ui, RecordsPanel& panel, const UiModel& model, ImVec2 size, Requests& out) {
  ui::begin_scroll(ui, "records.list", size);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, ui.px(1)));
  const float height = ui.px(44);
  if (std::exchange(panel.show_focus, false)) {
    const RecordRow* row = focused(panel);
    const float y = row == nullptr ? 0 : height * ui::f(row - panel.rows.data());
    if (y < ImGui::GetScrollY()) ImGui::SetScrollY(y);
    if (y + height > ImGui::GetScrollY() + size.y) ImGui::SetScrollY(y + height - size.y);
  }
  const bool is_tree = !panel.places.rows.empty();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(panel.rows.size()), height);
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const RecordRow& row = panel.rows[static_cast<std::size_t>(i)];
      const std::string id = "records.row." + row.id;
      ImVec2 min = ImGui::GetCursorScreenPos();
      ImVec2 max(min.x + ImGui::GetContentRegionAvail().x, min.y + height - ui.px(1));
      if (ImGui::InvisibleButton(id.c_str(), ImVec2(max.x - min.x, max.y - min.y))) {
        panel.focus = row.id;
        panel.adding = false;
      }
      const std::string title = title_of(ui, panel, model, row);
      ui.trace.note(fmt::format("records.row.{}", i), min, max);
      if (is_tree) drag_place(ui, model, row, title, out);
      ImDrawList& list = *ImGui::GetWindowDrawList();
      if (row.id == panel.focus) list.AddRectFilled(min, max, ui.theme.accent_wash, ui.px(6));
      if (ImGui::IsItemHovered()) list.AddRectFilled(min, max, ui.theme.hover, ui.px(6));
      if (is_tree && draw_branch(ui, panel.places, static_cast<std::size_t>(i), row.id, min, max))
        panel.made_for.clear();  // Read again in the next frame, with the branch open or closed.
      const std::string& words = panel.words[static_cast<std::size_t>(i)];
      const float middle = words.empty() ? max.y - ui.px(2) : min.y + ui.px(24);
      ui::draw_text_in(ui, ui.fonts.body(), ImVec2(min.x + ui.px(10), min.y + ui.px(2)),
                       ImVec2(max.x - ui.px(8), middle), ui.theme.text, title);
      ui::draw_text_in(ui, ui.fonts.small(), ImVec2(min.x + ui.px(10), middle - ui.px(2)),
                       ImVec2(max.x - ui.px(8), max.y), ui.theme.dim, words);
    }
  if (is_tree) draw_top_place(ui, model, out);  // Below them, so that nothing moves under the hand.
  ImGui::PopStyleVar();
  if (panel.rows.empty())
    ui::empty_state(ui, panel.trash ? Icon::Trash : Icon::List,
                    ui.t(panel.trash ? Text::RecordsTrashEmpty : Text::RecordsNone),
                    ui.t(panel.trash ? Text::RecordsTrashBody : Text::RecordsNoneBody));
  ui::end_scroll();
}

void draw_reference(Ui& ui, RecordsPanel& panel, const UiModel& model, const RecordRow& row,
                    const RecordColumn& column, Requests& out) {
  ui::property(ui, ui.pick(column.ko, column.en));
  if (column.detail == "location") {
    Id place(row.value(column.name));
    if (pick_place(ui, panel.place_search, fmt::format("records.field.{}", column.name),
                   model.library->catalog(), row.id, place) &&
        !model.read_only)
      out.emplace_back(rows::set_field(row.type, row.id, column.name, place));
    return;
  }
  std::string text = name_of(panel, model, column, std::string(row.value(column.name)));
  const std::string id = fmt::format("records.field.{}", column.name);
  if (!rows::typed(ui, panel.editor, id, row.id, text,
                   {.hint = ui.t(Text::RecordsNameHint), .read_only = model.read_only}))
    return;
  const auto found = find_named(panel, column, to_nfc(text));
  if (found)
    out.emplace_back(rows::set_field(row.type, row.id, column.name, *found));
  else
    out.emplace_back(request::Complain{found.error().message});
}

void draw_applies_to(Ui& ui, const UiModel& model, const RecordRow& row, const RecordColumn& column,
                     Requests& out) {
  ui::property(ui, ui.pick(column.ko, column.en));
  std::string key(row.value(column.name));
  if (pick_applies_to(ui, fmt::format("records.field.{}", column.name), key) && !model.read_only)
    out.emplace_back(rows::set_field(row.type, row.id, column.name, key));
}

void draw_form(Ui& ui, RecordsPanel& panel, const UiModel& model, const RecordRow& row, Requests& out) {
  const RecordDescription& description = describe(row.type);
  ui::text_line(ui, ui.fonts.title(), ui.theme.text, title_of(ui, panel, model, row));
  ui::text_line(ui, ui.fonts.small(), ui.theme.dim,
                fmt::format("{}  ·  {}", type_name(ui, row.type), date_text(row.updated_at, true)));
  ui::space(ui, 8);
  if (!panel.trash)
    for (const RecordColumn& column : description.columns) {
      if (column.kind == ColumnKind::Position || column.kind == ColumnKind::Version || column.is_personal)
        continue;
      if (refers(column))
        draw_reference(ui, panel, model, row, column, out);
      else if (column.name == "applies_to")
        draw_applies_to(ui, model, row, column, out);
      else
        rows::draw(ui, panel.editor, model, "records.field", row, {column.name}, out);
    }
  if (!panel.trash) draw_own_fields(ui, panel.own, model, row.type, row.id, out);
  ui::space(ui, 8);
  if (panel.uses_of != row.id) {
    panel.uses = where_used(model.library->catalog(), row.id);
    panel.uses_of = row.id;
  }
  if (!panel.uses.empty() &&
      ui::section(ui, "records.used", ui.t(Text::StoryUsed), true, std::to_string(panel.uses.size()))) {
    std::size_t shown = 0;
    for (const Use& use : panel.uses) {
      if (++shown > 40) break;
      ui::fact(ui, type_name(ui, use.type), panel.names->text(describe(use.type).name, use.id));
    }
  }
}

// What must be there, what names it, and the first lines; the rest when it is there.
bool belongs_in_draft(const RecordDescription& description, const RecordColumn& column) {
  const auto at = static_cast<std::size_t>(&column - description.columns.data());
  return column.kind != ColumnKind::Position && column.kind != ColumnKind::Version &&
         column.kind != ColumnKind::Placement && !column.is_personal &&
         (column.is_required || column.is_key || column.kind == ColumnKind::Owner || at < 6);
}

void draw_draft(Ui& ui, RecordsPanel& panel, Requests& out) {
  const RecordDescription& description = describe(panel.type);
  ui::text_line(ui, ui.fonts.title(), ui.theme.text,
                fmt::format(fmt::runtime(ui.t(Text::RecordsNew)), type_name(ui, panel.type)));
  ui::space(ui, 8);
  bool entered = false;
  for (const RecordColumn& column : description.columns) {
    if (!belongs_in_draft(description, column)) continue;
    std::string& text = panel.draft[std::string(column.name)];
    const std::string id = fmt::format("records.new.{}", column.name);
    ui::property(ui, ui.pick(column.ko, column.en));
    if (column.kind == ColumnKind::Flag) {
      bool on = text == "yes";
      if (ui::check(ui, id, on, "")) text = on ? "yes" : "no";
    } else if (column.name == "applies_to") {
      pick_applies_to(ui, id, text);
    } else if (column.kind == ColumnKind::Term || column.kind == ColumnKind::Status) {
      pick_term(ui, panel.editor.terms, id, column.facet(), text, ui.t(Text::NoValue));
    } else if (column.kind == ColumnKind::Terms) {
      edit_terms(ui, panel.editor.terms, id, column.detail, text, ui.t(Text::NoValue));
    } else if (column.kind == ColumnKind::OneOf) {
      if (ui::begin_select(ui, id, text.empty() ? ui.t(Text::NoValue) : rows::word_label(text, ui.korean), -1,
                           text.empty())) {
        for (std::string_view rest = column.detail; !rest.empty();) {
          const std::string_view word = rest.substr(0, rest.find(';'));
          rest.remove_prefix(std::min(word.size() + 1, rest.size()));
          if (ui::choice(ui, fmt::format("{}.{}", id, word), rows::word_label(word, ui.korean), word == text))
            text = word;
        }
        ui::end_select();
      }
    } else {
      const std::string_view hint = refers(column)                     ? ui.t(Text::RecordsNameHint)
                                    : column.kind == ColumnKind::Date  ? ui.t(Text::DateHint)
                                    : column.kind == ColumnKind::Money ? "₩"
                                    : column.kind == ColumnKind::Color ? "#RRGGBB"
                                                                       : "";
      entered = ui::input(ui, id, text, {.hint = hint}).entered || entered;
    }
  }
  ui::space(ui, 10);
  const bool pressed = ui::button(ui, "records.new.ok", ui.t(Text::VocabularyAdd),
                                  {.kind = ui::ButtonKind::Primary, .icon = Icon::Plus, .width = -1});
  if (ui::button(ui, "records.new.cancel", ui.t(Text::Cancel), {.width = -1})) panel.adding = false;
  if (!pressed && !entered) return;
  AddRecord edit{panel.type, new_id(), {}};
  for (const RecordColumn& column : description.columns) {
    std::string value = to_nfc(panel.draft[std::string(column.name)]);
    if (value.empty()) continue;
    if (refers(column)) {
      const auto found = find_named(panel, column, value);
      if (!found) {
        out.emplace_back(request::Complain{found.error().message});
        return;
      }
      value = *found;
    }
    edit.values.emplace_back(column.name, std::move(value));
  }
  panel.focus = edit.id;
  panel.show_focus = true;
  panel.adding = false;
  out.emplace_back(request::Apply{Change{
      {std::move(edit)}, fmt::format("{} 추가", description.ko), fmt::format("Add: {}", description.en)}});
}

void move_focus(RecordsPanel& panel, std::ptrdiff_t step) {
  if (panel.rows.empty()) return;
  const RecordRow* row = focused(panel);
  const std::ptrdiff_t last = static_cast<std::ptrdiff_t>(panel.rows.size()) - 1;
  const std::ptrdiff_t to =
      row == nullptr ? 0 : std::clamp<std::ptrdiff_t>(row - panel.rows.data() + step, 0, last);
  panel.focus = panel.rows[static_cast<std::size_t>(to)].id;
  panel.show_focus = true;
  panel.adding = false;
}

}  // namespace

void show(RecordsPanel& panel, RecordType type, const Id& id) {
  panel.type = type;
  panel.trash = panel.of_asset = panel.adding = false;
  panel.search.clear();
  panel.focus = id;
  panel.show_focus = true;
}

bool records_key(RecordsPanel& panel, const Chord& chord, bool text_active, const UiModel& model,
                 Requests& out) {
  if (chord.key == GLFW_KEY_ESCAPE && panel.adding) {
    panel.adding = false;
    return true;
  }
  const bool down = chord.key == GLFW_KEY_DOWN, up = chord.key == GLFW_KEY_UP;
  if ((down || up) && !chord.ctrl && !chord.alt && !panel.adding && (!text_active || panel.search_active)) {
    move_focus(panel, down ? 1 : -1);
    return true;
  }
  if (text_active) return false;
  if (chord.ctrl && !chord.alt && (chord.key == GLFW_KEY_Z || chord.key == GLFW_KEY_Y)) {
    out.emplace_back(request::Do{chord.key == GLFW_KEY_Y || chord.shift ? Action::Redo : Action::Undo});
    return true;
  }
  if (chord.ctrl || chord.alt) return false;
  if (chord.key == GLFW_KEY_LEFT || chord.key == GLFW_KEY_RIGHT) {
    const RecordRow* row = focused(panel);
    if (row == nullptr || panel.places.rows.empty()) return false;
    if (chord.key == GLFW_KEY_LEFT)
      panel.places.closed.insert(row->id);
    else
      panel.places.closed.erase(row->id);
    panel.made_for.clear();
    return true;
  }
  if (chord.key == GLFW_KEY_INSERT && !model.read_only) {
    start_add(panel, model);
    return true;
  }
  if (chord.key == GLFW_KEY_DELETE) {
    trash_or_restore(panel, model, out);
    return true;
  }
  return false;
}

void draw_records(Ui& ui, RecordsPanel& panel, const UiModel& model, Requests& out) {
  bool close = false;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(1180.0f, screen.x / ui.scale - 60);
  const float height = std::min(760.0f, screen.y / ui.scale - 60);
  if (!ui::begin_dialog(ui, "records", ui.t(Text::RecordsTitle), width, height, close)) return;
  if (model.library) {
    read(ui, panel, model);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y - ui.px(20 + 32 + 16);
    const float left = ui.px(180), right = ui.px(400), gap = ui.px(16);
    draw_types(ui, panel, ImVec2(left, bottom - at.y));
    const float middle = room - left - right - 2 * gap;
    ImGui::SetCursorScreenPos(ImVec2(at.x + left + gap, at.y));
    ImGui::BeginGroup();
    const ui::InputResult typed =
        ui::input(ui, "records.search", panel.search,
                  {.hint = ui.t(Text::TermSearchHint), .icon = Icon::Search, .width = middle / ui.scale});
    panel.search_active = typed.active;
    if (model.details)
      ui::check(
          ui, "records.of_asset", panel.of_asset,
          fmt::format(fmt::runtime(ui.t(Text::RecordsOfAsset)),
                      display_name(model.details->asset.name_ko, model.details->asset.name_en, ui.korean)));
    const float top = ImGui::GetCursorScreenPos().y;
    draw_list(ui, panel, model, ImVec2(middle, bottom - top), out);
    ImGui::EndGroup();
    ImGui::SetCursorScreenPos(ImVec2(at.x + room - right, at.y));
    ui::begin_scroll(ui, "records.side", ImVec2(right, bottom - at.y), 4, 0);
    const RecordRow* row = focused(panel);
    if (panel.adding)
      draw_draft(ui, panel, out);
    else if (row != nullptr)
      draw_form(ui, panel, model, RecordRow(*row), out);
    else
      ui::paragraph(ui, ui.fonts.body(), ui.theme.dim, ui.t(Text::RecordsChoose));
    ui::end_scroll();
  }
  ui::ButtonRow row = ui::begin_button_row(ui);
  if (ui::row_button(ui, row, "records.ok", ui.t(Text::Close), {.kind = ui::ButtonKind::Primary}))
    close = true;
  if (ui::row_button(ui, row, "records.undo", ui.pick(info(Action::Undo).ko, info(Action::Undo).en),
                     {.icon = Icon::Undo, .enabled = !model.undo_label.empty() && !model.read_only}))
    out.emplace_back(request::Do{Action::Undo});
  if (!panel.trash && ui::row_button(ui, row, "records.add", ui.t(Text::RecordsAdd),
                                     {.icon = Icon::Plus, .enabled = !model.read_only}))
    start_add(panel, model);
  if (!panel.adding && focused(panel) != nullptr &&
      ui::row_button(ui, row, "records.bin", ui.t(panel.trash ? Text::RecordsRestore : Text::StoryTrash),
                     {.icon = panel.trash ? Icon::Undo : Icon::Trash, .enabled = !model.read_only}))
    trash_or_restore(panel, model, out);
  if (close) out.emplace_back(request::ShowDialog{Dialog::None});
  ui::end_dialog(ui);
}

}  // namespace bandaji
