// Sets, their parts, states and dressing.
#include "db/record_fields.h"

namespace bandaji {

using K = ColumnKind;

template <>
const RecordTable<FilmSet>& record_table<FilmSet>() {
  static const RecordTable<FilmSet> table =
      RecordTable<FilmSet>("film_set", "세트", "Set")
          .add(K::Line, "number", &FilmSet::number, "세트 번호", "Set number")
          .add(K::Line, "name_ko", &FilmSet::name_ko, "이름", "Name")
          .required()
          .key()
          .add(K::Line, "name_en", &FilmSet::name_en, "영문 이름", "English name")
          .add(K::Line, "story_place", &FilmSet::story_place, "극중 장소", "Place in the story")
          .add(K::OneOf, "sort", &FilmSet::sort, "구분", "Kind", "stage;location;open")
          .add(K::Term, "space", &FilmSet::space, "공간", "Space", "set_space")
          .add(K::Flag, "standing", &FilmSet::standing, "고정 세트", "Standing set")
          .add(K::Line, "address", &FilmSet::address, "주소", "Address")
          .add(K::Reference, "asset", &FilmSet::asset, "3D 모델", "3D model", "asset")
          .add(K::Integer, "width_mm", &FilmSet::width_mm, "너비", "Width")
          .between(0, 10000000)
          .add(K::Integer, "depth_mm", &FilmSet::depth_mm, "깊이", "Depth")
          .between(0, 10000000)
          .add(K::Integer, "height_mm", &FilmSet::height_mm, "높이", "Height")
          .between(0, 10000000)
          .add(K::Integer, "kan", &FilmSet::kan, "칸 수", "Bays")
          .between(0, 100000)
          .add(K::Line, "wild_walls", &FilmSet::wild_walls, "뗄 수 있는 벽", "Wild walls")
          .add(K::Line, "ceiling", &FilmSet::ceiling, "천장", "Ceiling")
          .add(K::Status, "status", &FilmSet::status, "상태", "Status")
          .add(K::Term, "build_status", &FilmSet::build_status, "제작 단계", "Build status", "set_status")
          .add(K::Money, "budget", &FilmSet::budget, "예산", "Budget")
          .add(K::Line, "vendor", &FilmSet::vendor, "업체", "Vendor")
          .add(K::Date, "ready_on", &FilmSet::ready_on, "완성일", "Ready on")
          .add(K::Date, "strike_on", &FilmSet::strike_on, "철거일", "Strike on")
          .add(K::Text, "notes", &FilmSet::notes, "메모", "Notes")
          .add(K::Reference, "master", &FilmSet::master, "기준 버전", "Master version",
               "composition_version");
  return table;
}

template <>
const RecordTable<SetPart>& record_table<SetPart>() {
  static const RecordTable<SetPart> table =
      RecordTable<SetPart>("set_part", "세트 구성", "Set part")
          .add(K::Owner, "film_set", &SetPart::film_set, "세트", "Set", "film_set")
          .add(K::Position, "position", &SetPart::position, "순서", "Order")
          .add(K::Line, "name_ko", &SetPart::name_ko, "이름", "Name")
          .add(K::Line, "name_en", &SetPart::name_en, "영문 이름", "English name")
          .add(K::Text, "notes", &SetPart::notes, "메모", "Notes");
  return table;
}

template <>
const RecordTable<SetState>& record_table<SetState>() {
  static const RecordTable<SetState> table =
      RecordTable<SetState>("set_state", "세트 상태", "Set state")
          .add(K::Owner, "film_set", &SetState::film_set, "세트", "Set", "film_set")
          .add(K::Position, "position", &SetState::position, "순서", "Order")
          .add(K::Line, "name_ko", &SetState::name_ko, "이름", "Name")
          .add(K::Line, "name_en", &SetState::name_en, "영문 이름", "English name")
          .add(K::Reference, "from_scene", &SetState::from_scene, "첫 씬", "From scene", "scene")
          .add(K::Reference, "to_scene", &SetState::to_scene, "끝 씬", "To scene", "scene")
          .add(K::Reference, "asset", &SetState::asset, "모델", "Model", "asset")
          .add(K::Condition, "condition", &SetState::condition, "상태", "Condition")
          .add(K::Text, "notes", &SetState::notes, "메모", "Notes");
  return table;
}

template <>
const RecordTable<Dressing>& record_table<Dressing>() {
  static const RecordTable<Dressing> table =
      RecordTable<Dressing>("dressing", "세트 장식", "Set dressing")
          .add(K::Owner, "film_set", &Dressing::film_set, "세트", "Set", "film_set")
          .add(K::Position, "position", &Dressing::position, "순서", "Order")
          .add(K::Line, "zone", &Dressing::zone, "구역", "Zone")
          .add(K::Reference, "asset", &Dressing::asset, "자산", "Asset", "asset")
          .add(K::Reference, "unit", &Dressing::unit, "실물", "Unit", "unit")
          .add(K::Integer, "quantity", &Dressing::quantity, "수량", "Quantity")
          .between(0, 9999)
          .add(K::Placement, "placement", &Dressing::placement, "위치", "Placement")
          .add(K::Line, "position_note", &Dressing::position_note, "위치 설명", "Where")
          .add(K::Flag, "action_prop", &Dressing::action_prop, "동작 소품", "Action prop")
          .add(K::Reference, "from_scene", &Dressing::from_scene, "첫 씬", "From scene", "scene")
          .add(K::Reference, "to_scene", &Dressing::to_scene, "끝 씬", "To scene", "scene")
          .add(K::Term, "acquisition", &Dressing::acquisition, "확보 방법", "Acquisition", "acquisition")
          .add(K::Date, "need_by", &Dressing::need_by, "필요일", "Needed by")
          .add(K::Date, "return_by", &Dressing::return_by, "반납일", "Return by")
          .add(K::Flag, "placed", &Dressing::placed, "설치함", "Placed")
          .add(K::Text, "notes", &Dressing::notes, "메모", "Notes");
  return table;
}

}  // namespace bandaji
