// Versions of looks and sets, and what was decided on them.
#include "db/record_fields.h"

namespace bandaji {

using K = ColumnKind;

template <>
const RecordTable<CompositionVersion>& record_table<CompositionVersion>() {
  static const RecordTable<CompositionVersion> table =
      RecordTable<CompositionVersion>("composition_version", "룩·세트 버전", "Look or set version")
          .add(K::AnyReference, "subject", &CompositionVersion::subject, "대상", "Of")
          .required()
          .key()
          .fixed()
          .add(K::Integer, "number", &CompositionVersion::number, "번호", "Number")
          .between(1, 1000000)
          .required()
          .key()
          .fixed()
          .add(K::Line, "comment", &CompositionVersion::comment, "설명", "Comment")
          .add(K::Line, "author", &CompositionVersion::author, "만든 사람", "Author")
          .fixed()
          .add(K::Text, "notes", &CompositionVersion::notes, "메모", "Notes")
          .add(K::Text, "contents", &CompositionVersion::contents, "내용", "Contents")
          .required()
          .fixed()
          .add(K::Line, "hash", &CompositionVersion::hash, "해시", "Hash")
          .required()
          .fixed();
  return table;
}

template <>
const RecordTable<CompositionDecision>& record_table<CompositionDecision>() {
  static const RecordTable<CompositionDecision> table =
      RecordTable<CompositionDecision>("composition_decision", "룩·세트 결정", "Look or set decision")
          .add(K::Owner, "version", &CompositionDecision::version, "버전", "Version", "composition_version")
          .required()
          .fixed()
          .add(K::OneOf, "verdict", &CompositionDecision::verdict, "결정", "Decision",
               "requested;approved;conditions;changes;rejected;hold")
          .required()
          .fixed()
          .add(K::Term, "role", &CompositionDecision::role, "역할", "Role", "department_role")
          .fixed()
          .add(K::Line, "by", &CompositionDecision::by, "결정한 사람", "By")
          .fixed()
          .add(K::Text, "comment", &CompositionDecision::comment, "의견", "Comment")
          .fixed();
  return table;
}

}  // namespace bandaji
