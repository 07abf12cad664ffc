// How the members of production records are bound to columns.  Only for the files that
// describe, read and write them; everybody else uses db/record_type.h.
#pragma once

#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "db/production.h"
#include "db/record_type.h"

// Every record, in the order of RecordType; open ones may be read all together.
#define BANDAJI_OPEN_RECORDS(X) \
  X(Episode)                    \
  X(ShootDay)                   \
  X(StoryDay)                   \
  X(Scene)                      \
  X(Character)                  \
  X(Actor)                      \
  X(Casting)                    \
  X(Look)                       \
  X(LookItem)                   \
  X(ConditionStage)             \
  X(FaceMark)                   \
  X(Colorway)                   \
  X(SceneLook)                  \
  X(ScenePhoto)                 \
  X(FilmSet)                    \
  X(SetPart)                    \
  X(SetState)                   \
  X(Dressing)                   \
  X(Location)                   \
  X(Unit)                       \
  X(Movement)                   \
  X(Palette)                    \
  X(PaletteEntry)               \
  X(Collection)                 \
  X(CollectionItem)             \
  X(Relation)                   \
  X(CustomField)                \
  X(CustomValue)                \
  X(Waiver)                     \
  X(StudioTerm)                 \
  X(CompositionVersion)         \
  X(CompositionDecision)
#define BANDAJI_RECORDS(X) BANDAJI_OPEN_RECORDS(X) X(Measurement)

namespace bandaji {

template <class T>
using RecordMember = std::variant<std::string T::*, std::int64_t T::*, bool T::*>;

template <class T>
struct RecordField {
  RecordColumn column;
  RecordMember<T> member;
};

// A table of fields, written top to bottom; marks such as required() are about the last line.
template <class T>
class RecordTable {
 public:
  RecordTable(std::string_view name, std::string_view ko, std::string_view en)
      : name_(name), ko_(ko), en_(en) {}

  RecordTable&& add(ColumnKind kind, std::string_view name, RecordMember<T> member, std::string_view ko,
                    std::string_view en, std::string_view detail = {}) && {
    fields_.push_back({{.name = name, .ko = ko, .en = en, .kind = kind, .detail = detail}, member});
    return std::move(*this);
  }
  RecordTable&& between(std::int64_t low, std::int64_t high) && {
    fields_.back().column.low = low;
    fields_.back().column.high = high;
    return std::move(*this);
  }
  RecordTable&& required() && {
    fields_.back().column.is_required = true;
    return std::move(*this);
  }
  RecordTable&& key() && {
    fields_.back().column.is_key = true;
    return std::move(*this);
  }
  RecordTable&& personal() && {
    fields_.back().column.is_personal = true;
    return std::move(*this);
  }

  RecordTable&& fixed() && {
    fields_.back().column.is_fixed = true;
    return std::move(*this);
  }

  std::string_view name() const { return name_; }
  std::string_view ko() const { return ko_; }
  std::string_view en() const { return en_; }
  const std::vector<RecordField<T>>& fields() const { return fields_; }

 private:
  std::string_view name_;
  std::string_view ko_;
  std::string_view en_;
  std::vector<RecordField<T>> fields_;
};

// Made once; specialised per record in record_descriptions_*.cpp.
template <class T>
const RecordTable<T>& record_table();

#define BANDAJI_DECLARE_TABLE(T) \
  template <>                    \
  const RecordTable<T>& record_table<T>();
BANDAJI_RECORDS(BANDAJI_DECLARE_TABLE)
#undef BANDAJI_DECLARE_TABLE

}  // namespace bandaji
