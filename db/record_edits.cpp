#include "db/record_edits.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "assets/text.h"
#include "db/record_fields.h"
#include "db/record_reads.h"
#include "db/validate.h"

namespace bandaji {
namespace {

std::string text_of(const std::string& value) {
  return value;
}
std::string text_of(std::int64_t value) {
  return std::to_string(value);
}
std::string text_of(bool value) {
  return value ? "yes" : "no";
}

// The continuity record of a pair, whatever its state; the live one first.
Result<std::optional<SceneLook>> scene_look_of(const Catalog& catalog, const Id& scene, const Id& character) {
  for (SceneLook& found : records_where<SceneLook>(catalog, "scene", scene)) {
    if (found.character == character) {
      return std::optional(std::move(found));
    }
  }
  for (const RecordRow& row : trashed_rows(catalog)) {
    if (row.type == RecordType::SceneLook && row.value("scene") == scene &&
        row.value("character") == character) {
      auto found = record<SceneLook>(catalog, row.id);
      if (!found) {
        return tl::unexpected(found.error());
      }
      return std::optional(std::move(*found));
    }
  }
  return std::optional<SceneLook>();
}

SetRecordField set_text(const SceneLook& at, std::string_view column, std::string_view value) {
  return {RecordType::SceneLook, at.id, std::string(column), std::string(value)};
}

}  // namespace

template <class T>
AddRecord make_record(const T& record) {
  AddRecord edit{T::kType, record.id, {}};
  for (const RecordField<T>& field : record_table<T>().fields()) {
    std::string value = std::visit([&](auto member) { return text_of(record.*member); }, field.member);
    if (field.column.kind == ColumnKind::Position && value == "0") {
      continue;
    }
    edit.values.emplace_back(field.column.name, std::move(value));
  }
  return edit;
}
#define BANDAJI_INSTANTIATE(T) template AddRecord make_record<T>(const T&);
BANDAJI_RECORDS(BANDAJI_INSTANTIATE)
#undef BANDAJI_INSTANTIATE

Result<Change> wear(const Catalog& catalog, const Id& scene, const Id& character, const Id& look) {
  if (!look.empty()) {
    const auto worn = record<Look>(catalog, look);
    if (!worn) {
      return tl::unexpected(worn.error());
    }
    if (worn->character != character) {
      return fail(ErrorKind::Invalid,
                  fmt::format("Look {} belongs to another character.", for_display(worn->number, 80)));
    }
  }
  const auto at = scene_look_of(catalog, scene, character);
  if (!at) {
    return tl::unexpected(at.error());
  }
  Change change{{}, look.empty() ? "씬에 넣기" : "착장 지정", look.empty() ? "Put into the scene" : "Wear"};
  if (!*at) {
    SceneLook fresh;
    fresh.id = new_id();
    fresh.scene = scene;
    fresh.character = character;
    fresh.look = look;
    change.edits.push_back(make_record(fresh));
    return change;
  }
  if ((*at)->state != RecordState::Live) {
    change.edits.push_back(SetRecordState{RecordType::SceneLook, (*at)->id, RecordState::Live});
  }
  change.edits.push_back(set_text(**at, "look", look));
  return change;
}

Result<Change> leave_scene(const Catalog& catalog, const Id& scene, const Id& character) {
  const auto at = scene_look_of(catalog, scene, character);
  if (!at) {
    return tl::unexpected(at.error());
  }
  if (!*at || (*at)->state != RecordState::Live) {
    return fail(ErrorKind::NotFound, "The character is not in the scene.");
  }
  return Change{{SetRecordState{RecordType::SceneLook, (*at)->id, RecordState::Trashed}},
                "씬에서 빼기",
                "Take out of the scene"};
}

Result<Change> copy_forward(const Catalog& catalog, const Id& scene, const Id& character) {
  const auto from = record<Scene>(catalog, scene);
  if (!from) {
    return tl::unexpected(from.error());
  }
  std::vector<SceneLook> all = records_where<SceneLook>(catalog, "character", character);
  const auto in = [&](const Id& id) {
    return std::find_if(all.begin(), all.end(), [&](const SceneLook& one) { return one.scene == id; });
  };
  const auto source = in(scene);
  if (source == all.end() || source->look.empty()) {
    return fail(ErrorKind::NotFound, "The character wears no look in this scene.");
  }
  const std::string& condition =
      source->end_condition.empty() ? source->start_condition : source->end_condition;
  Change change{{}, "다음 씬으로 이어 입기", "Copy forward"};
  bool after = false;
  for (const Scene& next : scenes_in_order(catalog)) {
    if (next.id == scene) {
      after = true;
      continue;
    }
    if (!after || next.omitted || next.story_day != from->story_day) {
      continue;
    }
    const auto target = in(next.id);
    if (target == all.end()) {
      continue;
    }
    if (!target->look.empty()) {
      break;
    }
    change.edits.push_back(set_text(*target, "look", source->look));
    change.edits.push_back(set_text(*target, "how_worn", source->how_worn));
    change.edits.push_back(set_text(*target, "start_condition", condition));
  }
  return change;
}

std::string next_change_number(const Catalog& catalog, const Id& character, std::string_view after) {
  std::vector<std::string> taken;
  for (const Look& look : records_where<Look>(catalog, "character", character)) {
    taken.push_back(look.number);
  }
  for (const RecordRow& row : trashed_rows(catalog)) {
    if (row.type == RecordType::Look && row.value("character") == character) {
      taken.emplace_back(row.value("number"));
    }
  }
  const auto leading = [](std::string_view number) {
    std::int64_t value = 0;
    std::from_chars(number.data(), number.data() + number.size(), value);
    return value;
  };
  if (after.empty()) {
    std::int64_t last = 0;
    for (const std::string& number : taken) {
      last = std::max(last, leading(number));
    }
    return std::to_string(last + 1);
  }
  const std::int64_t base = leading(after);
  for (char letter = 'A'; letter <= 'Z'; ++letter) {
    std::string number = fmt::format("{}{}", base, letter);
    if (number > after && std::find(taken.begin(), taken.end(), number) == taken.end()) {
      return number;
    }
  }
  return next_change_number(catalog, character);
}

Result<Change> move_unit(const Catalog& catalog, const UnitMove& move) {
  const auto unit = record<Unit>(catalog, move.unit);
  if (!unit) {
    return tl::unexpected(unit.error());
  }
  Movement movement;
  movement.id = new_id();
  movement.unit = move.unit;
  movement.moved_on = move.day;
  movement.from_location = unit->location;
  movement.to_location = move.to_location;
  movement.by = move.by;
  movement.due = move.due;
  movement.condition_before = unit->condition;
  movement.condition_after = move.condition_after.empty() ? unit->condition : move.condition_after;
  movement.note = move.note;
  Change change{
      {make_record(movement), SetRecordField{RecordType::Unit, unit->id, "location", move.to_location}},
      "실물 이동",
      "Move a unit"};
  if (!move.condition_after.empty()) {
    change.edits.push_back(SetRecordField{RecordType::Unit, unit->id, "condition", move.condition_after});
  }
  return change;
}

Change waive(std::string_view rule, std::string_view place, std::string_view reason, std::string_view by) {
  Waiver waiver;
  waiver.id = new_id();
  waiver.rule = rule;
  waiver.place = place;
  waiver.reason = reason;
  waiver.by = by;
  return {{make_record(waiver)}, "예외 인정", "Waive"};
}

Result<Change> set_custom_value(const Catalog& catalog, const Id& field, const Id& subject,
                                std::string_view value) {
  const auto definition = record<CustomField>(catalog, field);
  if (!definition) {
    return tl::unexpected(definition.error());
  }
  auto clean = clean_own_value(definition->sort, definition->choices, value);
  if (!clean) {
    return tl::unexpected(clean.error());
  }
  Change change{{},
                "사용자 필드: " + (definition->name_ko.empty() ? definition->name_en : definition->name_ko),
                "Own field: " + (definition->name_en.empty() ? definition->name_ko : definition->name_en)};
  for (const CustomValue& held : records_where<CustomValue>(catalog, "subject", subject)) {
    if (held.field == field) {
      if (clean->empty()) {
        change.edits.push_back(SetRecordState{RecordType::CustomValue, held.id, RecordState::Trashed});
      } else if (*clean != held.value) {
        change.edits.push_back(SetRecordField{RecordType::CustomValue, held.id, "value", *clean});
      }
      return change;
    }
  }
  if (!clean->empty()) {
    CustomValue fresh;
    fresh.id = new_id();
    fresh.field = field;
    fresh.subject = subject;
    fresh.value = *clean;
    change.edits.push_back(make_record(fresh));
  }
  return change;
}

Change set_fields(RecordType type, std::span<const Id> ids, std::string_view column, std::string_view value) {
  Change change{{}, fmt::format("{} 편집", describe(type).ko), fmt::format("Edit {}", describe(type).en)};
  for (const Id& id : ids) {
    change.edits.push_back(SetRecordField{type, id, std::string(column), std::string(value)});
  }
  return change;
}

Change set_trashed(std::span<const std::pair<RecordType, Id>> records, bool trashed) {
  Change change{{},
                trashed ? "휴지통으로" : "휴지통에서 되돌리기",
                trashed ? "Move to the trash" : "Restore from the trash"};
  for (const auto& [type, id] : records) {
    change.edits.push_back(SetRecordState{type, id, trashed ? RecordState::Trashed : RecordState::Live});
  }
  return change;
}

}  // namespace bandaji
