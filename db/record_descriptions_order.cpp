// What puts order into everything else: palettes, collections, relations, own fields, waivers, own terms.
#include "db/record_fields.h"

namespace bandaji {

using K = ColumnKind;

template <>
const RecordTable<Palette>& record_table<Palette>() {
  static const RecordTable<Palette> table =
      RecordTable<Palette>("palette", "배색", "Palette")
          .add(K::AnyReference, "subject", &Palette::subject, "대상", "Of")
          .required()
          .add(K::Line, "name", &Palette::name, "이름", "Name");
  return table;
}

template <>
const RecordTable<PaletteEntry>& record_table<PaletteEntry>() {
  static const RecordTable<PaletteEntry> table =
      RecordTable<PaletteEntry>("palette_entry", "배색의 색", "Palette entry")
          .add(K::Owner, "palette", &PaletteEntry::palette, "배색", "Palette", "palette")
          .add(K::Position, "position", &PaletteEntry::position, "순서", "Order")
          .add(K::Color, "color", &PaletteEntry::color, "색", "Color")
          .required()
          .add(K::OneOf, "part", &PaletteEntry::part, "역할", "Part", "main;second;accent")
          .add(K::Term, "term", &PaletteEntry::term, "전통색", "Colour name", "color")
          .add(K::Line, "source", &PaletteEntry::source, "출처", "Source");
  return table;
}

template <>
const RecordTable<Collection>& record_table<Collection>() {
  static const RecordTable<Collection> table =
      RecordTable<Collection>("collection", "모음", "Collection")
          .add(K::Line, "name_ko", &Collection::name_ko, "이름", "Name")
          .add(K::Line, "name_en", &Collection::name_en, "영문 이름", "English name")
          .add(K::Reference, "parent", &Collection::parent, "상위 모음", "Inside", "collection")
          .add(K::Position, "order", &Collection::order, "순서", "Order")
          .add(K::Line, "query", &Collection::query, "조건", "Query")
          .add(K::Text, "notes", &Collection::notes, "메모", "Notes");
  return table;
}

template <>
const RecordTable<CollectionItem>& record_table<CollectionItem>() {
  static const RecordTable<CollectionItem> table =
      RecordTable<CollectionItem>("collection_item", "모음 항목", "Collection item")
          .add(K::Owner, "collection", &CollectionItem::collection, "모음", "Collection", "collection")
          .key()
          .add(K::Position, "position", &CollectionItem::position, "순서", "Order")
          .add(K::AnyReference, "subject", &CollectionItem::subject, "대상", "Item")
          .required()
          .key();
  return table;
}

template <>
const RecordTable<Relation>& record_table<Relation>() {
  static const RecordTable<Relation> table =
      RecordTable<Relation>("relation", "관계", "Relation")
          .add(K::AnyReference, "subject", &Relation::subject, "대상", "Subject")
          .required()
          .key()
          .add(K::AnyReference, "object", &Relation::object, "상대", "Object")
          .required()
          .key()
          .add(K::OneOf, "sort", &Relation::sort, "관계", "Relation",
               "part_of;goes_with;made_from;replaces;copy_of;reference_for")
          .required()
          .key()
          .add(K::Line, "note", &Relation::note, "메모", "Note");
  return table;
}

template <>
const RecordTable<CustomField>& record_table<CustomField>() {
  static const RecordTable<CustomField> table =
      RecordTable<CustomField>("custom_field", "사용자 필드", "Custom field")
          .add(K::Line, "applies_to", &CustomField::applies_to, "적용 대상", "Applies to")
          .required()
          .add(K::Line, "name_ko", &CustomField::name_ko, "이름", "Name")
          .add(K::Line, "name_en", &CustomField::name_en, "영문 이름", "English name")
          .add(K::OneOf, "sort", &CustomField::sort, "종류", "Kind",
               "text;number;date;choice;checklist;person;url")
          .required()
          .add(K::Line, "unit", &CustomField::unit, "단위", "Unit")
          .add(K::Line, "choices", &CustomField::choices, "선택지", "Choices")
          .add(K::Position, "order", &CustomField::order, "순서", "Order");
  return table;
}

template <>
const RecordTable<CustomValue>& record_table<CustomValue>() {
  static const RecordTable<CustomValue> table =
      RecordTable<CustomValue>("custom_value", "사용자 필드 값", "Custom value")
          .add(K::Owner, "field", &CustomValue::field, "필드", "Field", "custom_field")
          .key()
          .add(K::AnyReference, "subject", &CustomValue::subject, "대상", "Record")
          .required()
          .key()
          .add(K::Text, "value", &CustomValue::value, "값", "Value");
  return table;
}

template <>
const RecordTable<Waiver>& record_table<Waiver>() {
  static const RecordTable<Waiver> table = RecordTable<Waiver>("waiver", "예외 인정", "Waiver")
                                               .add(K::Line, "rule", &Waiver::rule, "규칙", "Rule")
                                               .required()
                                               .key()
                                               .add(K::Line, "place", &Waiver::place, "위치", "Place")
                                               .required()
                                               .key()
                                               .add(K::Text, "reason", &Waiver::reason, "이유", "Reason")
                                               .required()
                                               .add(K::Line, "by", &Waiver::by, "담당", "By");
  return table;
}

template <>
const RecordTable<StudioTerm>& record_table<StudioTerm>() {
  static const RecordTable<StudioTerm> table =
      RecordTable<StudioTerm>("term", "용어", "Term")
          .add(K::Line, "key", &StudioTerm::key, "고유 이름", "Key")
          .required()
          .key()
          .fixed()
          .add(K::Line, "facet", &StudioTerm::facet, "분류", "Facet")
          .required()
          .fixed()
          .add(K::Line, "ko", &StudioTerm::ko, "한글", "Korean")
          .add(K::Line, "en", &StudioTerm::en, "영문", "English")
          .add(K::Line, "romanized", &StudioTerm::romanized, "로마자", "Romanized")
          .add(K::Line, "hanja", &StudioTerm::hanja, "한자", "Hanja")
          .add(K::Line, "aliases", &StudioTerm::aliases, "다른 이름", "Other names")
          .add(K::Line, "parent", &StudioTerm::parent, "상위 용어", "Below")
          .add(K::Text, "note", &StudioTerm::note, "메모", "Note")
          .add(K::Flag, "retired", &StudioTerm::retired, "쓰지 않음", "Retired")
          .add(K::Line, "merged_into", &StudioTerm::merged_into, "합친 용어", "Merged into")
          .add(K::Color, "color", &StudioTerm::color, "색", "Color")
          .add(K::OneOf, "approves", &StudioTerm::approves, "승인으로 봄", "Counts as approved", "yes;no");
  return table;
}

}  // namespace bandaji
