#include "app/ui/continuity/story_edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "assets/text.h"
#include "db/record_edits.h"
#include "db/record_reads.h"

namespace bandaji {
namespace {

using RecordIds = std::map<std::pair<Id, Id>, Id>;  // By scene and character.

// Records of cells that wait in the trash: a character that comes back finds its notes again.
class Trash {
 public:
  explicit Trash(const Catalog& catalog) : catalog_(catalog) {}
  Id find(const CellRef& cell) {
    if (!read_) {
      read_.emplace();
      for (const RecordRow& row : trashed_rows(catalog_))
        if (row.type == RecordType::SceneLook)
          read_->emplace(std::pair(Id(row.value("scene")), Id(row.value("character"))), row.id);
    }
    const auto found = read_->find({cell.scene, cell.character});
    return found == read_->end() ? Id() : found->second;
  }

 private:
  const Catalog& catalog_;
  std::optional<RecordIds> read_;
};

void wear_one(Change& change, Trash& trash, const StoryModel& story, const CellRef& cell, const Id& look) {
  if (const SceneLook* held = story.cell(cell.scene, cell.character)) {
    if (held->look != look)
      change.edits.push_back(SetRecordField{RecordType::SceneLook, held->id, "look", look});
    return;
  }
  if (const Id waiting = trash.find(cell); !waiting.empty()) {
    change.edits.push_back(SetRecordState{RecordType::SceneLook, waiting, RecordState::Live});
    change.edits.push_back(SetRecordField{RecordType::SceneLook, waiting, "look", look});
    return;
  }
  SceneLook fresh;
  fresh.id = new_id();
  fresh.scene = cell.scene;
  fresh.character = cell.character;
  fresh.look = look;
  change.edits.push_back(make_record(fresh));
}

std::string counted(std::string words, std::size_t count) {
  return count > 1 ? fmt::format("{} ({})", words, count) : words;
}

}  // namespace

std::string clean_change_number(std::string_view typed) {
  std::string number = to_nfc(typed);
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!number.empty() && is_space(number.back())) number.pop_back();
  while (!number.empty() && (is_space(number.front()) || number.front() == '#')) number.erase(0, 1);
  constexpr std::string_view kSuffix = "번";
  if (number.size() > kSuffix.size() && number.ends_with(kSuffix))
    number.resize(number.size() - kSuffix.size());
  for (char& c : number)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return number;
}

std::vector<MissingLook> missing_looks(const StoryModel& story, std::span<const CellText> texts) {
  std::vector<MissingLook> missing;
  for (const CellText& text : texts) {
    const std::string number = clean_change_number(text.text);
    if (number.empty() || number == "-" || story.look_numbered(text.cell.character, number)) continue;
    MissingLook one{text.cell.character, number};
    if (std::find(missing.begin(), missing.end(), one) == missing.end()) missing.push_back(std::move(one));
  }
  return missing;
}

Change enter_cells(const Catalog& catalog, const StoryModel& story, std::span<const CellText> texts,
                   std::span<const std::string> names) {
  Change change;
  std::map<std::pair<Id, std::string>, Id> made;
  std::size_t at = 0;
  for (const MissingLook& missing : missing_looks(story, texts)) {
    Look look;
    look.id = new_id();
    look.character = missing.character;
    look.number = missing.number;
    if (at < names.size()) look.name_ko = to_nfc(names[at]);
    ++at;
    change.edits.push_back(make_record(look));
    made[{missing.character, missing.number}] = look.id;
  }
  Trash trash(catalog);
  std::size_t cells = 0;
  for (const CellText& text : texts) {
    const std::string number = clean_change_number(text.text);
    if (number.empty()) continue;
    Id look;
    if (number != "-") {
      const Look* known = story.look_numbered(text.cell.character, number);
      look = known ? known->id : made.at({text.cell.character, number});
    }
    const std::size_t before = change.edits.size();
    wear_one(change, trash, story, text.cell, look);
    cells += change.edits.size() > before ? 1 : 0;
  }
  change.label_ko = counted(made.empty() ? "착장 지정" : "새 룩을 만들어 착장 지정", cells);
  change.label_en = counted(made.empty() ? "Wear" : "Make looks and wear them", cells);
  return change;
}

Change wear_in_cells(const Catalog& catalog, const StoryModel& story, std::span<const CellRef> cells,
                     const Id& look) {
  Change change;
  Trash trash(catalog);
  for (const CellRef& cell : cells) wear_one(change, trash, story, cell, look);
  change.label_ko = counted(look.empty() ? "씬에 넣기" : "착장 지정", cells.size());
  change.label_en = counted(look.empty() ? "Put into the scene" : "Wear", cells.size());
  return change;
}

Change empty_cells(const StoryModel& story, std::span<const CellRef> cells) {
  Change change;
  for (const CellRef& cell : cells)
    if (const SceneLook* held = story.cell(cell.scene, cell.character))
      change.edits.push_back(SetRecordState{RecordType::SceneLook, held->id, RecordState::Trashed});
  change.label_ko = counted("씬에서 빼기", change.edits.size());
  change.label_en = counted("Take out of the scene", change.edits.size());
  return change;
}

Change set_in_cells(const StoryModel& story, std::span<const CellRef> cells, std::string_view column,
                    std::string_view value) {
  Change change;
  for (const CellRef& cell : cells)
    if (const SceneLook* held = story.cell(cell.scene, cell.character))
      change.edits.push_back(
          SetRecordField{RecordType::SceneLook, held->id, std::string(column), to_nfc(value)});
  const RecordDescription& description = describe(RecordType::SceneLook);
  const std::size_t at = description.find(column);
  if (at < description.columns.size()) {
    change.label_ko = counted(fmt::format("{} 바꾸기", description.columns[at].ko), change.edits.size());
    change.label_en = counted(fmt::format("Change {}", description.columns[at].en), change.edits.size());
  }
  return change;
}

Change fill_down(const Catalog& catalog, const StoryModel& story, std::span<const CellRef> cells,
                 std::size_t columns) {
  Change change;
  Trash trash(catalog);
  std::size_t filled = 0;
  for (std::size_t column = 0; column < columns; ++column) {
    const SceneLook* first = story.cell(cells[column].scene, cells[column].character);
    if (!first) continue;
    const std::string& condition =
        first->end_condition.empty() ? first->start_condition : first->end_condition;
    for (std::size_t at = column + columns; at < cells.size(); at += columns) {
      const std::size_t before = change.edits.size();
      wear_one(change, trash, story, cells[at], first->look);
      ++filled;
      // A record that is made or comes back is named by the first edit that wear_one() added.
      Id id;
      if (const SceneLook* held = story.cell(cells[at].scene, cells[at].character)) id = held->id;
      if (id.empty() && change.edits.size() > before) {
        if (const auto* added = std::get_if<AddRecord>(&change.edits[before])) id = added->id;
        if (const auto* back = std::get_if<SetRecordState>(&change.edits[before])) id = back->id;
      }
      change.edits.push_back(SetRecordField{RecordType::SceneLook, id, "how_worn", first->how_worn});
      change.edits.push_back(SetRecordField{RecordType::SceneLook, id, "start_condition", condition});
    }
  }
  change.label_ko = counted("아래로 이어 입기", filled);
  change.label_en = counted("Fill down", filled);
  return change;
}

Change attach_photos(const Catalog& catalog, const StoryModel& story, const CellRef& cell,
                     std::span<const Id> assets) {
  Change change;
  Id link;
  std::vector<Id> held;
  if (const SceneLook* there = story.cell(cell.scene, cell.character)) {
    link = there->id;
    for (const ScenePhoto* photo : story.photos_of(link)) held.push_back(photo->asset);
  } else {
    Trash trash(catalog);
    link = trash.find(cell);
    if (!link.empty()) {
      change.edits.push_back(SetRecordState{RecordType::SceneLook, link, RecordState::Live});
    } else {
      SceneLook fresh;
      fresh.id = link = new_id();
      fresh.scene = cell.scene;
      fresh.character = cell.character;
      change.edits.push_back(make_record(fresh));
    }
  }
  std::size_t count = 0;
  for (const Id& asset : assets) {
    if (std::find(held.begin(), held.end(), asset) != held.end()) continue;
    held.push_back(asset);
    ScenePhoto photo;
    photo.id = new_id();
    photo.scene_look = link;
    photo.asset = asset;
    change.edits.push_back(make_record(photo));
    ++count;
  }
  if (count == 0) return {};
  change.label_ko = counted("연결 사진 붙이기", count);
  change.label_en = counted("Attach continuity photos", count);
  return change;
}

Change renumber(RecordType type, std::string_view column,
                std::span<const std::pair<Id, std::int64_t>> records) {
  Change change;
  std::int64_t position = 0;
  for (const auto& [id, held] : records)
    if (++position != held)
      change.edits.push_back(SetRecordField{type, id, std::string(column), std::to_string(position)});
  change.label_ko = fmt::format("{} 순서 바꾸기", describe(type).ko);
  change.label_en = fmt::format("Reorder: {}", describe(type).en);
  return change;
}

}  // namespace bandaji
