#include "app/core/field_input.h"

#include <gtest/gtest.h>

namespace bandaji {
namespace {

std::string stored(std::string_view field, std::string_view value) {
  const auto parsed = parse_field(field, value);
  return parsed ? parsed->first + "=" + parsed->second : "refused";
}

TEST(FieldInput, PutsANameIntoItsLanguage) {
  EXPECT_EQ(stored("name", "홍색 당의"), "name_ko=홍색 당의");
  EXPECT_EQ(stored("name", "Red dangui"), "name_en=Red dangui");
}

TEST(FieldInput, TakesTermsByKeyOrByLabelInEitherLanguage) {
  EXPECT_EQ(stored("kind", "garment"), "kind=ak_garment");
  EXPECT_EQ(stored("status", "승인"), "status=st_approved");
  EXPECT_EQ(stored("garment_type", "당의"), stored("garment_type", "dangui"));
  EXPECT_NE(stored("garment_type", "당의"), "refused");
  EXPECT_EQ(stored("fabric", "fb_silk"), "fabric=fb_silk");
}

TEST(FieldInput, TakesSeveralTermsWhereAFieldHoldsSeveral) {
  EXPECT_EQ(stored("color", "co_heuk, co_baek; co_heuk"), "color=co_heuk;co_baek");
  EXPECT_EQ(stored("garment_type", "당의;저고리"), "refused");
}

TEST(FieldInput, RefusesWhatTheVocabularyDoesNotHave) {
  EXPECT_EQ(stored("kind", "spaceship"), "refused");
  EXPECT_EQ(stored("status", "perhaps"), "refused");
  EXPECT_EQ(stored("fabric", "unobtainium"), "refused");
  EXPECT_EQ(stored("no_such_field", "1"), "refused");
}

TEST(FieldInput, StoresTextComposed) {
  EXPECT_EQ(stored("notes", "\xE1\x84\x83\xE1\x85\xA1\xE1\x86\xBC"), "notes=당");
}

TEST(FieldInput, EmptiesAFieldWithAnEmptyValue) {
  EXPECT_EQ(stored("fabric", ""), "fabric=");
}

}  // namespace
}  // namespace bandaji
