// People: characters, actors and who plays whom.
#include "db/record_fields.h"

namespace bandaji {

using K = ColumnKind;

template <>
const RecordTable<Character>& record_table<Character>() {
  static const RecordTable<Character> table =
      RecordTable<Character>("character", "인물", "Character")
          .add(K::Line, "name_ko", &Character::name_ko, "이름", "Name")
          .required()
          .key()
          .add(K::Line, "name_en", &Character::name_en, "영문 이름", "English name")
          .add(K::Line, "hanja", &Character::hanja, "한자", "Hanja")
          .add(K::Line, "aliases", &Character::aliases, "다른 이름", "Other names")
          .add(K::Term, "role", &Character::role, "신분", "Role", "role")
          .add(K::Line, "rank", &Character::rank, "품계", "Rank")
          .add(K::Term, "era", &Character::era, "시대", "Era", "era")
          .add(K::OneOf, "billing", &Character::billing, "배역", "Billing", "lead;supporting;day;extra")
          .add(K::Position, "order", &Character::order, "순서", "Order")
          .add(K::Reference, "last_scene", &Character::last_scene, "마지막 씬", "Last scene", "scene")
          .add(K::Reference, "figure", &Character::figure, "기준 인체", "Figure", "asset")
          .add(K::Text, "arc", &Character::arc, "인물 변화", "Arc")
          .add(K::Text, "notes", &Character::notes, "메모", "Notes");
  return table;
}

template <>
const RecordTable<Actor>& record_table<Actor>() {
  static const RecordTable<Actor> table =
      RecordTable<Actor>("actor", "배우", "Actor")
          .add(K::Line, "name", &Actor::name, "이름", "Name")
          .required()
          .add(K::Line, "agency", &Actor::agency, "소속사", "Agency")
          .add(K::Line, "stylist", &Actor::stylist, "스타일리스트", "Stylist")
          .add(K::Text, "notes", &Actor::notes, "메모", "Notes");
  return table;
}

template <>
const RecordTable<Casting>& record_table<Casting>() {
  static const RecordTable<Casting> table =
      RecordTable<Casting>("casting", "캐스팅", "Casting")
          .add(K::Owner, "character", &Casting::character, "인물", "Character", "character")
          .add(K::Owner, "actor", &Casting::actor, "배우", "Actor", "actor")
          .add(K::OneOf, "part", &Casting::part, "구분", "Part", "lead;child;stand_in;stunt")
          .add(K::Reference, "from_scene", &Casting::from_scene, "첫 씬", "From scene", "scene")
          .add(K::Reference, "to_scene", &Casting::to_scene, "끝 씬", "To scene", "scene");
  return table;
}

template <>
const RecordTable<Measurement>& record_table<Measurement>() {
  static const RecordTable<Measurement> table =
      RecordTable<Measurement>("measurement", "치수", "Measurement")
          .add(K::Owner, "actor", &Measurement::actor, "배우", "Actor", "actor")
          .add(K::Date, "taken_on", &Measurement::taken_on, "잰 날", "Taken on")
          .personal()
          .add(K::Term, "what", &Measurement::what, "항목", "What", "measurement")
          .personal()
          .add(K::Integer, "value_mm", &Measurement::value_mm, "값", "Value")
          .between(0, 10000000)
          .personal()
          .add(K::Text, "note", &Measurement::note, "메모", "Note")
          .personal();
  return table;
}

}  // namespace bandaji
