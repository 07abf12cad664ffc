#include "db/fields.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "db/vocabulary.h"

namespace bandaji {
namespace {

using T = FieldType;

constexpr std::array kFields = {
    // What it is.
    FieldDefinition{"garment_type", "복식 종류", "Garment type", T::Choice, "garment", ""},
    FieldDefinition{"modern_type", "현대 의복 종류", "Modern garment type", T::Choice, "modern_garment", ""},
    FieldDefinition{"accessory_type", "장신구 종류", "Accessory type", T::Choice, "accessory", ""},
    FieldDefinition{"headwear_type", "쓰개 종류", "Headwear type", T::Choice, "headwear", ""},
    FieldDefinition{"footwear_type", "신발 종류", "Footwear type", T::Choice, "footwear", ""},
    FieldDefinition{"hair_type", "머리 모양", "Hairstyle", T::Choice, "hair", ""},
    FieldDefinition{"makeup_type", "분장 종류", "Makeup type", T::Choices, "makeup", ""},
    FieldDefinition{"set_space", "공간", "Space", T::Choice, "set_space", ""},
    FieldDefinition{"architecture", "건축 요소", "Architecture", T::Choices, "architecture", ""},
    FieldDefinition{"furniture_type", "가구 종류", "Furniture type", T::Choice, "furniture", ""},
    FieldDefinition{"prop_class", "소품 분류", "Prop class", T::Choice, "prop_class", ""},
    FieldDefinition{"document", "문서 종류", "Document", T::Choice, "document", ""},
    // Where it belongs in the story.
    FieldDefinition{"era", "시대", "Era", T::Choices, "era", ""},
    FieldDefinition{"role", "배역 신분", "Role", T::Choices, "role", ""},
    FieldDefinition{"gender", "착용 구분", "Worn by", T::Choices, "demographic", ""},
    FieldDefinition{"season", "계절", "Season", T::Choices, "season", ""},
    FieldDefinition{"event", "행사", "Occasion", T::Choices, "event", ""},
    FieldDefinition{"character", "인물", "Character", T::Text, "", ""},
    FieldDefinition{"actor", "배우", "Actor", T::Person, "", ""},
    FieldDefinition{"episodes", "회차", "Episodes", T::Text, "", ""},
    FieldDefinition{"scenes", "등장 씬", "Scenes", T::Text, "", ""},
    // What it is made of.
    FieldDefinition{"fabric", "원단", "Fabric", T::Choices, "fabric", ""},
    FieldDefinition{"color", "색", "Color", T::Choices, "color", ""},
    FieldDefinition{"motif", "무늬", "Motif", T::Choices, "motif", ""},
    FieldDefinition{"pattern_technique", "무늬 기법", "Pattern technique", T::Choices, "pattern_technique",
                    ""},
    FieldDefinition{"construction", "제작 기법", "Construction", T::Choices, "construction", ""},
    FieldDefinition{"material", "재료", "Material", T::Text, "", ""},
    FieldDefinition{"composition", "혼용률", "Composition", T::Text, "", ""},
    FieldDefinition{"products", "사용 제품", "Products", T::LongText, "", ""},
    FieldDefinition{"skin_tone", "피부 톤", "Skin tone", T::Text, "", ""},
    FieldDefinition{"hair_color", "머리 색", "Hair color", T::Text, "", ""},
    FieldDefinition{"application_min", "작업 시간", "Application time", T::Number, "", "분"},
    // How large, how many.
    FieldDefinition{"garment_size", "사이즈", "Garment size", T::Text, "", ""},
    FieldDefinition{"chest_mm", "품", "Chest", T::Number, "", "mm"},
    FieldDefinition{"length_mm", "길이", "Length", T::Number, "", "mm"},
    FieldDefinition{"sleeve_mm", "화장(소매)", "Sleeve", T::Number, "", "mm"},
    FieldDefinition{"head_mm", "머리 둘레", "Head girth", T::Number, "", "mm"},
    FieldDefinition{"shoe_mm", "신발 치수", "Shoe size", T::Number, "", "mm"},
    FieldDefinition{"width_mm", "너비", "Width", T::Number, "", "mm"},
    FieldDefinition{"depth_mm", "깊이", "Depth", T::Number, "", "mm"},
    FieldDefinition{"height_mm", "높이", "Height", T::Number, "", "mm"},
    FieldDefinition{"kan", "칸 수", "Bays", T::Number, "", "칸"},
    FieldDefinition{"weight_gsm", "중량", "Weight", T::Number, "", "g/m²"},
    FieldDefinition{"length_m", "보유 길이", "Length in stock", T::Number, "", "m"},
    FieldDefinition{"quantity", "수량", "Quantity", T::Number, "", "개"},
    // Where it stands in the work.
    FieldDefinition{"set_status", "제작 단계", "Build status", T::Choice, "set_status", ""},
    FieldDefinition{"condition", "상태(물품)", "Condition", T::Choices, "condition", ""},
    FieldDefinition{"designer", "디자이너", "Designer", T::Person, "", ""},
    FieldDefinition{"maker", "제작자", "Maker", T::Person, "", ""},
    FieldDefinition{"acquisition", "확보 방법", "Acquisition", T::Choice, "acquisition", ""},
    FieldDefinition{"vendor", "업체", "Vendor", T::Text, "", ""},
    FieldDefinition{"owner", "소유자", "Owner", T::Text, "", ""},
    FieldDefinition{"cost", "비용", "Cost", T::Money, "", "원"},
    FieldDefinition{"rental_due", "반납 기한", "Rental due", T::Date, "", ""},
    FieldDefinition{"storage", "보관 위치", "Storage", T::Text, "", ""},
    FieldDefinition{"address", "장소", "Address", T::Text, "", ""},
    FieldDefinition{"care", "관리 방법", "Care", T::LongText, "", ""},
    FieldDefinition{"safety", "안전", "Safety", T::Text, "", ""},
    // Where knowledge of it comes from.
    FieldDefinition{"source", "출처", "Source", T::Text, "", ""},
    FieldDefinition{"source_url", "출처 주소", "Source address", T::Url, "", ""},
    FieldDefinition{"rights", "저작권", "Rights", T::Text, "", ""},
    FieldDefinition{"taken_on", "촬영일", "Taken on", T::Date, "", ""},
};

struct KindFields {
  std::string_view kind;
  std::string_view keys;  // Space-separated; in the order of kFields whatever the order here.
};

// A kind has the fields of its parents and these.
constexpr std::array kKindFields = {
    KindFields{"",
               "era season event character episodes scenes designer acquisition vendor owner cost rental_due "
               "storage "
               "condition source_url"},
    KindFields{"ak_costume",
               "role gender actor fabric color motif pattern_technique construction garment_size maker care"},
    KindFields{"ak_garment", "garment_type modern_type chest_mm length_mm sleeve_mm"},
    KindFields{"ak_ensemble", "garment_type modern_type length_mm"},
    KindFields{"ak_uniform", "garment_type modern_type quantity"},
    KindFields{"ak_special_costume", "garment_type material safety"},
    KindFields{"ak_underwear", "garment_type modern_type length_mm"},
    KindFields{"ak_accessory", "accessory_type material"},
    KindFields{"ak_belt", "accessory_type material length_mm"},
    KindFields{"ak_headwear", "headwear_type material head_mm"},
    KindFields{"ak_footwear", "footwear_type material shoe_mm"},
    KindFields{"ak_hair", "hair_type role gender actor hair_color care"},
    KindFields{"ak_wig", "material head_mm maker"},
    KindFields{"ak_makeup", "makeup_type role gender actor skin_tone products application_min"},
    KindFields{"ak_sfx", "material maker safety"},
    KindFields{"ak_facial_hair", "material hair_color"},
    KindFields{"ak_set",
               "set_space architecture color material width_mm depth_mm height_mm kan set_status address "
               "maker safety"},
    KindFields{"ak_set_dressing", "quantity motif"},
    KindFields{"ak_furniture", "furniture_type"},
    KindFields{
        "ak_prop",
        "prop_class role actor material color motif quantity width_mm depth_mm height_mm maker safety"},
    KindFields{
        "ak_fabric",
        "fabric color motif pattern_technique construction composition width_mm weight_gsm length_m care"},
    KindFields{"ak_trim", "material quantity"},
    KindFields{"ak_reference", "role fabric color motif source rights taken_on"},
    KindFields{"ak_design", "role fabric color motif source rights"},
    KindFields{"ak_drawing", "document set_space source rights"},
    KindFields{"ak_model3d", "garment_type set_space prop_class role fabric color motif source rights"},
};

bool lists(std::string_view keys, std::string_view key) {
  for (std::size_t at = keys.find(key); at != std::string_view::npos; at = keys.find(key, at + 1)) {
    const bool starts = at == 0 || keys[at - 1] == ' ';
    const std::size_t end = at + key.size();
    if (starts && (end == keys.size() || keys[end] == ' ')) {
      return true;
    }
  }
  return false;
}

std::vector<FieldDefinition> make_fields(std::string_view kind) {
  std::vector<FieldDefinition> fields;
  for (const FieldDefinition& field : kFields) {
    for (const KindFields& entry : kKindFields) {
      if ((entry.kind.empty() || Vocabulary::shipped().is_within(kind, entry.kind)) &&
          lists(entry.keys, field.key)) {
        fields.push_back(field);
        break;
      }
    }
  }
  return fields;
}

// One list per kind of the vocabulary, and one for kinds it does not have.
std::map<std::string_view, std::vector<FieldDefinition>> make_all_fields() {
  std::map<std::string_view, std::vector<FieldDefinition>> all;
  all[""] = make_fields("");
  for (const Term& term : Vocabulary::shipped().facet("asset_kind")) {
    all[term.key] = make_fields(term.key);
  }
  return all;
}

}  // namespace

std::span<const FieldDefinition> fields_for_kind(std::string_view kind_key, const Vocabulary& vocabulary) {
  static const auto all = make_all_fields();
  for (const Term* kind = vocabulary.find(kind_key); kind != nullptr; kind = vocabulary.above(*kind)) {
    if (const auto found = all.find(kind->key); found != all.end()) {
      return found->second;
    }
  }
  return all.at("");
}

std::span<const FieldDefinition> all_fields() {
  return kFields;
}

const FieldDefinition* find_field(std::string_view key) {
  const auto found = std::find_if(kFields.begin(), kFields.end(),
                                  [&](const FieldDefinition& field) { return field.key == key; });
  return found == kFields.end() ? nullptr : &*found;
}

}  // namespace bandaji
