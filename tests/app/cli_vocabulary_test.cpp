// vocabulary through the real program: a studio's own terms, retired and merged ones.
#include <gmock/gmock.h>

#include "tests/app/cli_support.h"

namespace bandaji::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class VocabularyCommand : public CommandLine {
 protected:
  void SetUp() override {
    init();
    coat_ = import_box("장옷.obj");
    json1({"set", coat_, "kind=garment"});
  }
  std::string coat_;
};

TEST_F(VocabularyCommand, ListsFacetsAndTermsWithHowOftenTheyAreUsed) {
  const auto facets = json({"vocabulary", "list"});
  EXPECT_GE(facets.size(), 38u);
  json1({"set", coat_, "fabric=명주"});
  const auto used = json({"vocabulary", "list", "fabric", "--used"});
  ASSERT_EQ(used.size(), 1u);
  EXPECT_EQ(used[0]["key"], "fb_myeongju");
  EXPECT_EQ(used[0]["uses"], 1);
  EXPECT_EQ(used[0]["own"], false);
  EXPECT_THAT(bandaji({"vocabulary", "list", "fabric", "--under", "견직물"}).out, HasSubstr("명주"));
  EXPECT_EQ(bandaji({"vocabulary", "list", "cloth"}).status, 2);
}

TEST_F(VocabularyCommand, ATermIsAddedUsedFoundRetiredMergedAndTakenBack) {
  const Json added = json1({"vocabulary", "add", "garment", "조각장옷", "en=patchwork veil coat",
                            "hanja=彫刻", "aliases=패치워크;jogak", "parent=장옷"});
  EXPECT_EQ(added["key"], "g_own_jogakjangot");
  EXPECT_EQ(added["own"], true);
  EXPECT_EQ(added["parent"], "g_po_jangot");
  json1({"set", coat_, "garment_type=조각장옷"});
  for (const char* query : {"조각장옷", "ㅈㄱㅈㅇ", "patchwork", "彫刻", "garment_type:장옷"})
    EXPECT_EQ(json({"list", "--query", query}).size(), 1u) << query;
  EXPECT_THAT(bandaji({"show", coat_}).out, HasSubstr("조각장옷 patchwork veil coat"));
  EXPECT_THAT(bandaji({"facets"}).out, HasSubstr("조각장옷"));

  EXPECT_EQ(json1({"vocabulary", "retire", "조각장옷"})["retired"], true);
  EXPECT_EQ(json({"list", "--query", "조각장옷"}).size(), 1u) << "what has it keeps it";
  EXPECT_EQ(json({"vocabulary", "list", "garment", "--own"}).size(), 0u);
  EXPECT_EQ(json({"vocabulary", "list", "garment", "--own", "--retired"}).size(), 1u);
  EXPECT_EQ(json1({"vocabulary", "restore", "g_own_jogakjangot"})["retired"], false);

  const Json merged = json1({"vocabulary", "merge", "조각장옷", "장옷"});
  EXPECT_EQ(merged["key"], "g_po_jangot");
  EXPECT_EQ(merged["uses"], 1);
  EXPECT_THAT(merged["aliases"].get<std::string>(), HasSubstr("patchwork veil coat"));
  EXPECT_EQ(json1({"show", coat_})["fields"]["garment_type"], "g_po_jangot");
  EXPECT_EQ(json({"list", "--query", "patchwork"}).size(), 1u) << "by its other name";
  EXPECT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_EQ(json1({"show", coat_})["fields"]["garment_type"], "g_own_jogakjangot");
  EXPECT_EQ(json1({"vocabulary", "show", "g_po_jangot"})["uses"], 0);
}

TEST_F(VocabularyCommand, AStatusGetsAnotherNameAndMeaning) {
  const Json status =
      json1({"vocabulary", "set", "st_camtest", "ko=카메라 테스트", "color=#3366AA", "approves=yes"});
  EXPECT_EQ(status["ko"], "카메라 테스트");
  EXPECT_EQ(status["color"], "#3366AA");
  json1({"set", coat_, "status=카메라 테스트"});
  EXPECT_EQ(json({"list", "--status", "카메라 테스트"}).size(), 1u);
}

TEST_F(VocabularyCommand, RefusalsSayWhy) {
  const auto refused = [&](std::vector<std::string> words, int status, const char* why) {
    words.insert(words.begin(), "vocabulary");
    const ProgramResult result = bandaji(words);
    EXPECT_EQ(result.status, status) << result.err;
    EXPECT_THAT(result.err, HasSubstr(why));
  };
  refused({"add", "cloth", "베"}, 4, "no facet");
  refused({"add", "garment", "당의"}, 4, "hanja");
  refused({"add", "garment", "새옷", "price=3"}, 2, "FIELD=VALUE");
  refused({"set", "g_dangui", "ko=다른 이름"}, 4, "shipped");
  refused({"retire", "없는 말"}, 4, "no term");
  refused({"show", "정자"}, 4, "--facet");
  EXPECT_EQ(json1({"vocabulary", "show", "정자", "--facet", "set_space"})["key"], "sp_jeongja");
  refused({"merge", "당의", "명주"}, 4, "no term");
}

TEST_F(VocabularyCommand, OwnFieldsGoByTheirNamesAndCollectionsAreSearched) {
  json1({"record", "add", "custom_field", "applies_to=ak_garment", "name_ko=다림질", "sort=choice",
         "choices=약하게;세게"});
  json1({"set", coat_, "다림질=세게", "rating=4"});
  EXPECT_THAT(bandaji({"show", coat_}).out, HasSubstr("세게"));
  EXPECT_NE(bandaji({"set", coat_, "다림질=대충"}).status, 0);
  EXPECT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_THAT(bandaji({"show", coat_}).out, testing::Not(HasSubstr("세게")));
  EXPECT_EQ(json1({"show", coat_})["rating"], 0) << "one step for all that one command set";

  const Json folder = json1({"record", "add", "collection", "name_ko=3회"});
  json1({"record", "add", "collection", "name_ko=3회 승인", "parent=3회", "query=status:approved"});
  EXPECT_EQ(json({"list", "--query", "collection:3회"}).size(), 0u);
  json1({"record", "add", "collection_item", "collection=3회", "subject=" + coat_});
  EXPECT_EQ(json({"list", "--query", "collection:3회"}).size(), 1u);
  EXPECT_EQ(json({"list", "--query", "모음:\"3회 승인\""}).size(), 0u);
  json1({"set", coat_, "status=approved"});
  EXPECT_EQ(json({"list", "--query", "모음:\"3회 승인\""}).size(), 1u);
}

TEST_F(VocabularyCommand, OwnFieldsAreOfEveryTypeOfRecord) {
  for (const char* type : {"ak_garment", "look", "character", "scene", "unit", "film_set"})
    json1({"record", "add", "custom_field", std::string("applies_to=") + type, "name_ko=담당", "unit=님"});
  json1(
      {"record", "add", "custom_field", "applies_to=look", "name_ko=가봉일", "name_en=Fitting", "sort=date"});
  json1({"set", coat_, "담당=김바늘"});
  json1({"record", "add", "character", "name_ko=연희", "담당=박배우"});
  json1({"record", "add", "look", "character=연희", "number=2A"});
  json1({"record", "add", "unit", "asset=" + coat_, "number=1"});
  EXPECT_EQ(json1({"show", coat_})["own"]["담당"], "김바늘");
  EXPECT_EQ(json1({"show", "character:연희"})["own"]["담당"], "박배우");
  // By `set` and by `record set`, one step each.
  EXPECT_EQ(json1({"set", "look:연희 2A", "가봉일=2026-03-05", "담당=최솔기"})["own"]["가봉일"],
            "2026-03-05");
  EXPECT_EQ(json1({"record", "set", "look", "연희 2A", "fitting=2026-03-06"})["own"]["가봉일"], "2026-03-06");
  EXPECT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_EQ(json1({"show", "look:연희 2A"})["own"]["가봉일"], "2026-03-05");
  EXPECT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_TRUE(json1({"show", "look:연희 2A"})["own"].empty());
  EXPECT_EQ(bandaji({"redo"}).status, 0);
  EXPECT_NE(bandaji({"set", "look:연희 2A", "가봉일=언젠가"}).status, 0);
  EXPECT_NE(bandaji({"set", "character:연희", "가봉일=2026-03-05"}).status, 0) << "it is of looks";
  EXPECT_THAT(bandaji({"record", "list", "look"}).out, HasSubstr("가봉일: 2026-03-05"));
  // Tables and the search have them.
  ASSERT_EQ(bandaji({"csv", "export", "looks.csv", "--type", "look"}).status, 0);
  EXPECT_THAT(read_text(path("looks.csv")), testing::AllOf(HasSubstr("가봉일"), HasSubstr("최솔기")));
  ASSERT_EQ(bandaji({"csv", "export", "assets.csv"}).status, 0);
  EXPECT_THAT(read_text(path("assets.csv")), testing::AllOf(HasSubstr("담당"), HasSubstr("김바늘")));
  EXPECT_EQ(json({"list", "--query", "김바늘"}).size(), 1u);
  EXPECT_EQ(json({"list", "--query", "ㄱㅂㄴ"}).size(), 1u);
  json1({"set", coat_, "담당="});
  EXPECT_EQ(json({"list", "--query", "김바늘"}).size(), 0u);
}

TEST_F(VocabularyCommand, TablesTakeTermsOutAndIn) {
  json1({"vocabulary", "add", "fabric", "조각비단", "parent=견직물"});
  ASSERT_EQ(bandaji({"csv", "export", "terms.csv", "--type", "term"}).status, 0);
  ASSERT_EQ(bandaji({"init", (folder_ / "Other.bandaji").string()}).status, 0);
  const ProgramResult taken = bandaji(
      {"--catalog", (folder_ / "Other.bandaji").string(), "csv", "import", "terms.csv", "--type", "term"});
  EXPECT_EQ(taken.status, 0) << taken.err;
  const auto there = json({"--catalog", (folder_ / "Other.bandaji").string(), "vocabulary", "list", "--own"});
  ASSERT_EQ(there.size(), 1u);
  EXPECT_EQ(there[0]["ko"], "조각비단");
}

}  // namespace
}  // namespace bandaji::test
