// Looks and who wears them in which scene.
#include "db/record_fields.h"

namespace bandaji {

using K = ColumnKind;

template <>
const RecordTable<Look>& record_table<Look>() {
  static const RecordTable<Look> table =
      RecordTable<Look>("look", "룩", "Look")
          .add(K::Owner, "character", &Look::character, "인물", "Character", "character")
          .key()
          .add(K::Line, "number", &Look::number, "착장 번호", "Change number")
          .required()
          .key()
          .add(K::Line, "name_ko", &Look::name_ko, "이름", "Name")
          .add(K::Line, "name_en", &Look::name_en, "영문 이름", "English name")
          .add(K::Term, "occasion", &Look::occasion, "행사", "Occasion", "event")
          .add(K::Term, "season", &Look::season, "계절", "Season", "season")
          .add(K::Status, "status", &Look::status, "상태", "Status")
          .add(K::Line, "hair", &Look::hair, "머리", "Hair")
          .add(K::Line, "makeup", &Look::makeup, "분장", "Makeup")
          .add(K::Text, "notes", &Look::notes, "메모", "Notes")
          .add(K::Reference, "master", &Look::master, "기준 버전", "Master version", "composition_version");
  return table;
}

template <>
const RecordTable<LookItem>& record_table<LookItem>() {
  static const RecordTable<LookItem> table =
      RecordTable<LookItem>("look_item", "착장 품목", "Look item")
          .add(K::Owner, "look", &LookItem::look, "룩", "Look", "look")
          .add(K::Position, "position", &LookItem::position, "순서", "Order")
          .add(K::Reference, "asset", &LookItem::asset, "자산", "Asset", "asset")
          .add(K::Reference, "unit", &LookItem::unit, "실물", "Unit", "unit")
          .add(K::Version, "version", &LookItem::version, "버전", "Version")
          .add(K::OneOf, "slot", &LookItem::slot, "자리", "Slot",
               "underwear;bottom;top;outer;belt;headwear;footwear;hair;accessory;makeup;prosthetic;prop;"
               "figure")
          .add(K::Integer, "layer", &LookItem::layer, "겹", "Layer")
          .between(0, 99)
          .add(K::Integer, "quantity", &LookItem::quantity, "수량", "Quantity")
          .between(0, 9999)
          .add(K::Integer, "doubles", &LookItem::doubles, "여벌", "Doubles")
          .between(0, 9999)
          .add(K::Flag, "required", &LookItem::required, "필수", "Required")
          .add(K::Line, "wear_note", &LookItem::wear_note, "착용 방법", "How worn")
          .add(K::Line, "attach", &LookItem::attach, "붙는 곳", "Attached to")
          .add(K::Placement, "placement", &LookItem::placement, "위치", "Placement")
          .add(K::Flag, "hidden", &LookItem::hidden, "숨김", "Hidden")
          .add(K::Line, "variant", &LookItem::variant, "색상안", "Colourway");
  return table;
}

template <>
const RecordTable<ConditionStage>& record_table<ConditionStage>() {
  static const RecordTable<ConditionStage> table =
      RecordTable<ConditionStage>("condition_stage", "상태 단계", "Condition stage")
          .add(K::Owner, "look", &ConditionStage::look, "룩", "Look", "look")
          .add(K::Reference, "item", &ConditionStage::item, "품목", "Item", "look_item")
          .add(K::Term, "condition", &ConditionStage::condition, "상태", "Condition", "condition")
          .required()
          .add(K::Integer, "level", &ConditionStage::level, "단계", "Level")
          .between(1, 9)
          .add(K::Line, "name", &ConditionStage::name, "이름", "Name")
          .add(K::Reference, "mask", &ConditionStage::mask, "마스크", "Mask", "asset")
          .add(K::Integer, "strength", &ConditionStage::strength, "세기", "Strength")
          .between(0, 100)
          .add(K::Color, "color", &ConditionStage::color, "색", "Color")
          .add(K::Text, "recipe", &ConditionStage::recipe, "제작법", "Recipe");
  return table;
}

template <>
const RecordTable<FaceMark>& record_table<FaceMark>() {
  static const RecordTable<FaceMark> table =
      RecordTable<FaceMark>("face_mark", "분장 차트", "Face chart mark")
          .add(K::Owner, "look", &FaceMark::look, "룩", "Look", "look")
          .add(K::Position, "position", &FaceMark::position, "순서", "Order")
          .add(K::OneOf, "sort", &FaceMark::sort, "구분", "Kind", "makeup;hair;injury;piece")
          .add(K::Term, "zone", &FaceMark::zone, "부위", "Zone", "face_chart_field")
          .add(K::OneOf, "side", &FaceMark::side, "방향", "Side", "front;left;right;back")
          .add(K::Integer, "x_permille", &FaceMark::x_permille, "가로", "Across")
          .between(-1, 1000)
          .add(K::Integer, "y_permille", &FaceMark::y_permille, "세로", "Down")
          .between(-1, 1000)
          .add(K::Line, "product", &FaceMark::product, "제품", "Product")
          .add(K::Line, "shade", &FaceMark::shade, "호수", "Shade")
          .add(K::Color, "color", &FaceMark::color, "색", "Color")
          .add(K::Term, "condition", &FaceMark::condition, "상태", "Condition", "condition")
          .add(K::Integer, "level", &FaceMark::level, "단계", "Level")
          .between(0, 9)
          .add(K::Reference, "map", &FaceMark::map, "맵", "Map", "asset")
          .add(K::Integer, "layer", &FaceMark::layer, "겹", "Layer")
          .between(0, 99)
          .add(K::Integer, "strength", &FaceMark::strength, "세기", "Strength")
          .between(0, 100)
          .add(K::Text, "note", &FaceMark::note, "메모", "Note");
  return table;
}

template <>
const RecordTable<Colorway>& record_table<Colorway>() {
  static const RecordTable<Colorway> table =
      RecordTable<Colorway>("colorway", "색상안", "Colourway")
          .add(K::Owner, "asset", &Colorway::asset, "자산", "Asset", "asset")
          .add(K::Line, "name_ko", &Colorway::name_ko, "이름", "Name")
          .add(K::Line, "name_en", &Colorway::name_en, "영문 이름", "English name")
          .add(K::Text, "materials", &Colorway::materials, "재질 색", "Material colors");
  return table;
}

template <>
const RecordTable<SceneLook>& record_table<SceneLook>() {
  static const RecordTable<SceneLook> table =
      RecordTable<SceneLook>("scene_look", "씬별 착장", "Scene look")
          .add(K::Owner, "scene", &SceneLook::scene, "씬", "Scene", "scene")
          .key()
          .add(K::Owner, "character", &SceneLook::character, "인물", "Character", "character")
          .key()
          .add(K::Reference, "look", &SceneLook::look, "룩", "Look", "look")
          .add(K::Reference, "actor", &SceneLook::actor, "배우", "Actor", "actor")
          .add(K::Flag, "change_declared", &SceneLook::change_declared, "갈아입음", "Change declared")
          .add(K::Flag, "washed", &SceneLook::washed, "세탁·수선", "Washed or mended")
          .add(K::Line, "how_worn", &SceneLook::how_worn, "착용 방법", "How worn")
          .add(K::Condition, "start_condition", &SceneLook::start_condition, "시작 상태",
               "Condition at start")
          .add(K::Condition, "end_condition", &SceneLook::end_condition, "끝 상태", "Condition at end")
          .add(K::OneOf, "copy", &SceneLook::copy, "실물 용도", "Copy", "hero;double;stunt;photo;rain")
          .add(K::Line, "deviation", &SceneLook::deviation, "계획과 다른 점", "Deviation")
          .add(K::Flag, "shot", &SceneLook::shot, "촬영함", "Shot")
          .add(K::Text, "notes", &SceneLook::notes, "메모", "Notes");
  return table;
}

template <>
const RecordTable<ScenePhoto>& record_table<ScenePhoto>() {
  static const RecordTable<ScenePhoto> table =
      RecordTable<ScenePhoto>("scene_photo", "연결 사진", "Continuity photo")
          .add(K::Owner, "scene_look", &ScenePhoto::scene_look, "씬별 착장", "Scene look", "scene_look")
          .add(K::Position, "position", &ScenePhoto::position, "순서", "Order")
          .add(K::Reference, "asset", &ScenePhoto::asset, "사진", "Photo", "asset")
          .required()
          .add(K::OneOf, "view", &ScenePhoto::view, "방향", "View", "front;back;left;right;detail;face;hair")
          .add(K::Line, "caption", &ScenePhoto::caption, "설명", "Caption");
  return table;
}

}  // namespace bandaji
