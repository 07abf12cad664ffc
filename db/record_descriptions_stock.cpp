// Physical copies and where they are.
#include "db/record_fields.h"

namespace bandaji {

using K = ColumnKind;

template <>
const RecordTable<Location>& record_table<Location>() {
  static const RecordTable<Location> table =
      RecordTable<Location>("location", "보관 위치", "Location")
          .add(K::Line, "code", &Location::code, "코드", "Code")
          .add(K::Line, "name", &Location::name, "이름", "Name")
          .required()
          .add(K::OneOf, "sort", &Location::sort, "구분", "Kind",
               "building;room;rack;shelf;box;vehicle;outside")
          .add(K::Reference, "parent", &Location::parent, "상위 위치", "Inside", "location")
          .add(K::Line, "barcode", &Location::barcode, "바코드", "Barcode")
          .add(K::Text, "notes", &Location::notes, "메모", "Notes");
  return table;
}

template <>
const RecordTable<Unit>& record_table<Unit>() {
  static const RecordTable<Unit> table =
      RecordTable<Unit>("unit", "실물", "Unit")
          .add(K::Owner, "asset", &Unit::asset, "자산", "Asset", "asset")
          .key()
          .add(K::Line, "number", &Unit::number, "실물 번호", "Unit number")
          .required()
          .key()
          .add(K::Line, "barcode", &Unit::barcode, "바코드", "Barcode")
          .add(K::Line, "size", &Unit::size, "사이즈", "Size")
          .add(K::OneOf, "purpose", &Unit::purpose, "용도", "Purpose", "hero;double;stunt;photo;rain")
          .add(K::Terms, "condition", &Unit::condition, "상태", "Condition", "condition")
          .add(K::Reference, "location", &Unit::location, "보관 위치", "Location", "location")
          .add(K::Term, "acquisition", &Unit::acquisition, "확보 방법", "Acquisition", "acquisition")
          .add(K::Line, "vendor", &Unit::vendor, "업체", "Vendor")
          .add(K::Money, "cost", &Unit::cost, "비용", "Cost")
          .add(K::Flag, "vat_included", &Unit::vat_included, "부가세 포함", "VAT included")
          .add(K::Date, "rented_on", &Unit::rented_on, "대여일", "Rented on")
          .add(K::Date, "rental_due", &Unit::rental_due, "반납 기한", "Rental due")
          .add(K::Date, "returned_on", &Unit::returned_on, "반납일", "Returned on")
          .add(K::Text, "notes", &Unit::notes, "메모", "Notes");
  return table;
}

template <>
const RecordTable<Movement>& record_table<Movement>() {
  static const RecordTable<Movement> table =
      RecordTable<Movement>("movement", "이동", "Movement")
          .add(K::Owner, "unit", &Movement::unit, "실물", "Unit", "unit")
          .add(K::Date, "moved_on", &Movement::moved_on, "날짜", "Date")
          .add(K::Reference, "from_location", &Movement::from_location, "출발", "From", "location")
          .add(K::Reference, "to_location", &Movement::to_location, "도착", "To", "location")
          .add(K::Line, "by", &Movement::by, "담당", "By")
          .add(K::Date, "due", &Movement::due, "돌려놓을 날", "Due back")
          .add(K::Terms, "condition_before", &Movement::condition_before, "이동 전 상태", "Condition before",
               "condition")
          .add(K::Terms, "condition_after", &Movement::condition_after, "이동 후 상태", "Condition after",
               "condition")
          .add(K::Text, "note", &Movement::note, "메모", "Note");
  return table;
}

}  // namespace bandaji
