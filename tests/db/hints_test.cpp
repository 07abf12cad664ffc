#include "db/hints.h"

#include <gmock/gmock.h>
#include <algorithm>

#include "catalog_fixture.h"
#include "db/hint_rules.h"
#include "db/record_edits.h"
#include "db/studio_vocabulary.h"

namespace bandaji {
namespace {

using testing::Contains;
using testing::Each;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Hints : public CatalogTest {
 protected:
  // Somebody of a rank in a look of one piece.
  Id wear(const std::string& role, const std::string& era, Asset piece) {
    Character character;
    character.id = new_id();
    character.name_ko = "인물";
    character.role = role;
    character.era = era;
    Look look;
    look.id = new_id();
    look.character = character.id;
    look.number = "1";
    LookItem item;
    item.look = look.id;
    item.asset = piece.id;
    add(piece);
    worn = piece.id;
    const auto made = catalog.apply({{make_record(character), make_record(look), make_record(item)}, "", ""});
    EXPECT_TRUE(made) << made.error().message;
    return look.id;
  }
  Asset garment(const std::string& type, const std::string& color = "", const std::string& era = "") {
    Asset asset = named("옷");
    asset.fields["garment_type"] = type;
    if (!color.empty()) asset.fields["color"] = color;
    if (!era.empty()) asset.fields["era"] = era;
    return asset;
  }
  const Hint* hint(const std::vector<Hint>& hints, std::string_view rule) {
    const auto found =
        std::find_if(hints.begin(), hints.end(), [&](const Hint& one) { return one.rule == rule; });
    return found == hints.end() ? nullptr : &*found;
  }
  Id worn;
};

TEST_F(Hints, KnowRankAndSayWhereTheyAreFrom) {
  const auto hints =
      hints_for_look(catalog, wear("rl_wang", "era_joseon_late", garment("g_gonryongpo_heuk")));
  const Hint* red = hint(hints, "r_gon_king");
  ASSERT_NE(red, nullptr);
  EXPECT_TRUE(red->differs) << "black where the king's is red";
  EXPECT_EQ(red->about, HintAbout::Rank);
  EXPECT_EQ(red->source, "S8");
  EXPECT_EQ(red->trust, HintTrust::Sourced);
  EXPECT_EQ(red->asset, worn);
  EXPECT_EQ(hint(hints, "r_gon_seja"), nullptr) << "that is about the crown prince";
  EXPECT_EQ(hints.front().differs, true) << "what differs stands first";
}

TEST_F(Hints, KnowTheTimeSomebodyLivesIn) {
  // The king's red robe is of 1444 and later, the emperor's yellow one of 1897.
  for (const auto& [era, told] : std::vector<std::pair<std::string, bool>>{{"era_joseon_late", true},
                                                                           {"era_joseon", true},
                                                                           {"era_goryeo", false},
                                                                           {"era_col_1930", false},
                                                                           {"era_fusion", true},
                                                                           {"", true}}) {
    const auto hints = hints_for_look(catalog, wear("rl_wang", era, garment("g_gonryongpo_hong")));
    EXPECT_EQ(hint(hints, "r_gon_king") != nullptr, told) << era;
  }
  // Without an era of its own a character lives in those of the production.
  apply(SetProduction{{"궁", "", {{"eras", "era_goryeo_early;era_goryeo_late"}}}});
  EXPECT_EQ(hint(hints_for_look(catalog, wear("rl_wang", "", garment("g_gonryongpo_hong"))), "r_gon_king"),
            nullptr);
  apply(SetProduction{{"궁", "", {{"eras", "era_goryeo_late;era_joseon_early"}}}});
  EXPECT_NE(hint(hints_for_look(catalog, wear("rl_wang", "", garment("g_gonryongpo_hong"))), "r_gon_king"),
            nullptr);
}

TEST_F(Hints, KnowColors) {
  const auto of = [&](const std::string& color) {
    return hints_for_look(catalog, wear("rl_wangbi", "era_joseon_late", garment("g_jeogui", color)));
  };
  const auto blue = of("co_simcheong");
  ASSERT_NE(hint(blue, "r_jeogui_queen"), nullptr);
  EXPECT_TRUE(hint(blue, "r_jeogui_queen")->differs);
  EXPECT_EQ(hint(blue, "r_jeogui_queen")->about, HintAbout::Color);
  for (const char* fits : {"co_daehong", "co_hong", "co_simcheong;co_daehong", ""}) {
    EXPECT_FALSE(hint(of(fits), "r_jeogui_queen")->differs) << fits;
  }
  EXPECT_EQ(is_color("co_nam", "navy", Vocabulary::shipped()), true);
  EXPECT_EQ(is_color("co_hong", "black", Vocabulary::shipped()), false);
  EXPECT_EQ(is_color("co_hong", "like the sea", Vocabulary::shipped()), std::nullopt);
}

TEST_F(Hints, KnowAPieceOfAnotherTime) {
  const Id look = wear("rl_yangban", "era_joseon_late", garment("g_po_jangot", "", "era_col_1930"));
  const auto hints = hints_for_look(catalog, look);
  const Hint* era = hint(hints, kPieceEra);
  ASSERT_NE(era, nullptr);
  EXPECT_EQ(era->about, HintAbout::Era);
  EXPECT_EQ(era->source, catalog.asset(worn)->number) << "what says so is the asset";
  EXPECT_THAT(era->ko, testing::AllOf(HasSubstr("1930년대"), HasSubstr("조선 후기")));
  EXPECT_THAT(era->en, HasSubstr("1930s"));
  for (const char* fits : {"era_joseon_late", "era_joseon", "era_fantasy", "era_col_1930;era_joseon_late"}) {
    EXPECT_EQ(
        hint(hints_for_look(catalog, wear("rl_yangban", "era_joseon_late", garment("g_po_jangot", "", fits))),
             kPieceEra),
        nullptr)
        << fits;
  }
}

TEST_F(Hints, AreWaivedWithAReasonEachByItself) {
  const Id look = wear("rl_wang", "era_joseon_late", garment("g_gonryongpo_heuk", "", "era_col_1930"));
  Asset other = garment("g_po_jangot", "", "era_col_1930");
  add(other);
  LookItem item;
  item.look = look;
  item.asset = other.id;
  apply(make_record(item));
  const auto before = hints_for_look(catalog, look);
  ASSERT_GE(before.size(), 3U);
  for (const Hint& one : before) {
    ASSERT_TRUE(one.waiver.empty());
    const auto inverse = catalog.apply(waive(one.rule, one.place(), "감독의 뜻", "지민"));
    ASSERT_TRUE(inverse);
    int waived = 0;
    for (const Hint& now : hints_for_look(catalog, look)) {
      waived += now.waiver.empty() ? 0 : 1;
      if (now.id() == one.id()) EXPECT_EQ(now.reason, "감독의 뜻");
    }
    EXPECT_EQ(waived, 1) << one.id();
    ASSERT_TRUE(catalog.apply(*inverse));
  }
}

TEST_F(Hints, FollowTheStudiosVocabulary) {
  StudioTerm term;
  term.facet = "garment";
  term.ko = "달빛 홍룡포";
  term.parent = "g_gonryongpo_hong";
  ASSERT_TRUE(catalog.apply(*add_term(catalog, term)));
  const std::string key(find_term("garment", "달빛 홍룡포", *catalog.vocabulary())->key);
  const auto own = hints_for_look(catalog, wear("rl_wang", "era_joseon_late", garment(key)));
  ASSERT_NE(hint(own, "r_gon_king"), nullptr);
  EXPECT_FALSE(hint(own, "r_gon_king")->differs) << "one of the studio's is a red robe too";
  // A rule that the studio does not want to hear.
  ASSERT_TRUE(catalog.apply(*retire_term(catalog, "r_gon_king", true)));
  EXPECT_EQ(hint(hints_for_look(catalog, wear("rl_wang", "era_joseon_late", garment(key))), "r_gon_king"),
            nullptr);
}

TEST_F(Hints, RulesAreReadFromTheirNotes) {
  const auto rule = [](std::string_view key) {
    for (const DressRule& one : dress_rules()) {
      if (one.term->key == key) return one;
    }
    ADD_FAILURE() << key;
    return DressRule{};
  };
  EXPECT_EQ(dress_rules().size(), 87U);
  EXPECT_EQ(rule("r_gon_king").period->from, 1444);
  EXPECT_EQ(rule("r_gon_king").period->to, 1897);
  EXPECT_EQ(rule("r_gache_1756").period->from, 1756);
  EXPECT_EQ(rule("r_jeogui_emp").period->from, 1897);
  EXPECT_EQ(rule("r_wonsam_col").period->to, 1910);
  EXPECT_EQ(rule("r_wartime").period->from, 1937);
  EXPECT_EQ(rule("r_1950").period->to, 1959);
  EXPECT_EQ(rule("r_goryeo_skirt").period->to, 1170);
  EXPECT_FALSE(rule("r_hb_size").period);
  EXPECT_THAT(rule("r_dangui_season").mentioned, Contains("g_dangui"));
  EXPECT_THAT(rule("r_hb_end").mentioned, Contains("ac_hyungbae"));
  EXPECT_THAT(rule("r_gon_set").pieces, testing::ElementsAre("hw_ikseongwan", "ac_okdae", "fw_mokhwa"));
  int dated = 0;
  for (const DressRule& one : dress_rules()) dated += one.period ? 1 : 0;
  EXPECT_EQ(dated, 52) << "as many as say an era or a year";
}

}  // namespace
}  // namespace bandaji
