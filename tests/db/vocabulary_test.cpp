#include "db/vocabulary.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "db/fields.h"

namespace bandaji {
namespace {

TEST(ShippedVocabulary, IsWhole) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  EXPECT_EQ(vocabulary.terms().size(), 1901U);
  EXPECT_EQ(vocabulary.facet("asset_kind").size(), 34U);
  EXPECT_EQ(vocabulary.facet("color").size(), 109U);
  std::set<std::string_view> keys;
  std::set<std::string_view> facets;
  for (const Term& term : vocabulary.terms()) {
    EXPECT_TRUE(keys.insert(term.key).second) << term.key;
    facets.insert(term.facet);
    EXPECT_FALSE(term.ko.empty()) << term.key;
    EXPECT_EQ(vocabulary.find(term.key), &term);
    if (!term.parent.empty()) {
      EXPECT_TRUE(vocabulary.find(term.parent)) << term.key;
    }
    int depth = 0;
    for (const Term* up = &term; up; up = vocabulary.find(up->parent)) {
      ASSERT_LT(++depth, 20) << term.key;
    }
  }
  EXPECT_EQ(facets.size(), 38U);
  std::size_t in_facets = 0;
  for (const std::string_view facet : facets) {
    in_facets += vocabulary.facet(facet).size();
  }
  EXPECT_EQ(in_facets, 1901U) << "a facet's rows must stand together";
}

TEST(ShippedVocabulary, HasTermsWithAllTheirNames) {
  const Term* gat = Vocabulary::shipped().find("hw_gat");
  ASSERT_TRUE(gat);
  EXPECT_EQ(gat->ko, "갓");
  EXPECT_EQ(gat->romanized, "gat");
  EXPECT_THAT(std::string(gat->aliases), testing::HasSubstr("笠"));
  EXPECT_EQ(Vocabulary::shipped().label("st_approved", true), "승인");
  EXPECT_EQ(Vocabulary::shipped().label("st_approved", false), "approved");
  EXPECT_EQ(Vocabulary::shipped().label("no_such", true), "no_such");
  EXPECT_EQ(Vocabulary::shipped().find("no_such"), nullptr);
  EXPECT_TRUE(Vocabulary::shipped().is_within("ak_furniture", "ak_set"));
  EXPECT_FALSE(Vocabulary::shipped().is_within("ak_set", "ak_furniture"));
  EXPECT_THAT(Vocabulary::shipped().children("ak_hair"),
              testing::Contains(Vocabulary::shipped().find("ak_wig")));
  EXPECT_TRUE(Vocabulary::shipped().facet("no_such").empty());
}

TEST(ShortNames, OfEveryKindAndStatusLeadBackToIt) {
  std::set<std::string_view> names;
  for (const Term& term : Vocabulary::shipped().facet("asset_kind")) {
    EXPECT_EQ(kind_from_name(kind_short_name(term.key)), term.key) << term.key;
    EXPECT_EQ(kind_from_name(term.key), term.key);
    EXPECT_EQ(kind_from_name(term.ko), term.key) << term.ko;
    EXPECT_EQ(kind_from_name(term.en), term.key) << term.en;
    EXPECT_TRUE(names.insert(kind_short_name(term.key)).second);
  }
  for (const Term& term : Vocabulary::shipped().facet("status")) {
    EXPECT_EQ(status_from_name(status_short_name(term.key)), term.key) << term.key;
    EXPECT_EQ(status_from_name(term.ko), term.key) << term.ko;
  }
  EXPECT_EQ(kind_from_name("garment"), "ak_garment");
  EXPECT_EQ(kind_from_name("Prosthetic"), "ak_sfx");
  EXPECT_EQ(kind_from_name("dressing"), "ak_set_dressing");
  EXPECT_EQ(kind_from_name("장신구"), "ak_accessory");
  EXPECT_EQ(kind_from_name("unknown"), "");
  EXPECT_EQ(status_from_name("approved"), "st_approved");
  EXPECT_EQ(status_from_name("승인"), "st_approved");
  EXPECT_EQ(status_from_name("컨펌"), "st_approved");
  EXPECT_EQ(role_from_name("director"), "dr_director");
  EXPECT_EQ(role_from_name("연출"), "dr_director");
  EXPECT_EQ(role_from_name("art_director"), "dr_artdir");
  EXPECT_EQ(role_from_name("dr_artdir"), "dr_artdir");
}

TEST(Fields, AreProperAndKnowTheirVocabulary) {
  std::set<std::string_view> keys;
  for (const FieldDefinition& field : all_fields()) {
    EXPECT_TRUE(keys.insert(field.key).second) << field.key;
    EXPECT_FALSE(field.ko.empty() || field.en.empty()) << field.key;
    const bool choice = field.type == FieldType::Choice || field.type == FieldType::Choices;
    EXPECT_EQ(choice, !field.facet.empty()) << field.key;
    if (choice) {
      EXPECT_FALSE(Vocabulary::shipped().facet(field.facet).empty()) << field.facet;
    }
  }
  std::set<std::string_view> used;
  for (const Term& kind : Vocabulary::shipped().facet("asset_kind")) {
    for (const FieldDefinition& field : fields_for_kind(kind.key)) {
      EXPECT_TRUE(find_field(field.key));
      used.insert(field.key);
    }
  }
  EXPECT_EQ(used, keys) << "a field that no kind has";
}

TEST(Fields, OfAKindIncludeThoseOfItsParents) {
  const auto has = [](std::string_view kind, std::string_view key) {
    const auto fields = fields_for_kind(kind);
    return std::any_of(fields.begin(), fields.end(),
                       [&](const FieldDefinition& field) { return field.key == key; });
  };
  EXPECT_TRUE(has("ak_accessory", "fabric"));
  EXPECT_TRUE(has("ak_accessory", "accessory_type"));
  EXPECT_FALSE(has("ak_accessory", "set_space"));
  EXPECT_TRUE(has("ak_furniture", "set_space"));
  EXPECT_TRUE(has("ak_sfx", "makeup_type"));
  EXPECT_TRUE(has("ak_reference", "source_url"));
  EXPECT_TRUE(has("unknown kind", "era"));
}

}  // namespace
}  // namespace bandaji
