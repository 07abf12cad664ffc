// Fifty things people of a drama look for, each with what it must find, what it must not,
// and why.  A production in small: costumes with their homonyms, hair and makeup, sets,
// props, files as they come from macOS and from phones.
#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "catalog_fixture.h"
#include "db/search.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

struct Piece {
  const char* name;
  const char* en;
  const char* kind;
  std::map<std::string, std::string> fields = {};
  std::vector<std::string> tags = {};
  const char* aliases = "";
  const char* notes = "";
  const char* file = "";  // Of its version; none when empty.
  std::vector<std::string> palette = {};
  std::int64_t triangles = 0;
  std::array<std::int64_t, 3> size_mm = {0, 0, 0};
  const char* status = "st_draft";
};

const std::vector<Piece>& production() {
  static const std::vector<Piece> all = {
      {"왕의 홍룡포",
       "King's red dragon robe",
       "ak_garment",
       {{"garment_type", "g_gonryongpo_hong"},
        {"color", "co_daehong"},
        {"fabric", "fb_dan"},
        {"role", "rl_wang"},
        {"character", "이헌"},
        {"cost", "4200000"},
        {"vendor", "한복 공방 예원"}},
       {"본촬영", "3회"},
       "紅龍袍;용포",
       "즉위식 장면에서 금박을 다시 올린다.",
       "costume/왕_홍룡포_v03.glb",
       {"#B82647", "#D9B45B"},
       182000,
       {1650, 1420, 480},
       "st_approved"},
      {"세자 흑룡포",
       "Crown prince's black dragon robe",
       "ak_garment",
       {{"garment_type", "g_gonryongpo_heuk"},
        {"color", "co_acheong"},
        {"role", "rl_seja"},
        {"character", "이윤"}},
       {"본촬영"},
       "黑龍袍",
       "",
       "costume/crown_prince_robe.fbx",
       {"#1D1E23", "#343437"},
       96000,
       {1600, 1380, 460},
       "st_review"},
      {"대신의 상복",
       "Minister's ordinary court dress",
       "ak_garment",
       {{"garment_type", "g_sangbok_reg"}, {"role", "rl_official"}},
       {},
       "常服",
       ""},
      {"국상 상복",
       "Mourning dress for the king",
       "ak_garment",
       {{"garment_type", "g_sangbok_mourn"}, {"fabric", "fb_sambe"}},
       {"대여"},
       "喪服",
       "삼베, 흰 갓과 함께"},
      {"연희 당의",
       "Yeonhui's court jacket",
       "ak_garment",
       {{"garment_type", "g_dangui_nok"},
        {"color", "co_chorok"},
        {"season", "se_spring"},
        {"character", "연희"}},
       {"본촬영", "1회"},
       "唐衣",
       "고름은 왼쪽",
       "\u1103\u1161\u11BC\u110B\u1174_\u110B\u1167\u11AB\u1112\u1174.glb",
       {"#1C9249", "#FFFFFF"},
       51000,
       {900, 1100, 320},
       "st_approved"},
      {"스란치마",
       "Gold-hem skirt",
       "ak_garment",
       {{"garment_type", "g_chima_seuran"}, {"color", "co_nam"}},
       {"본촬영"},
       "膝襴",
       "",
       "skirt 02.obj",
       {"#6A5BA8"},
       24000,
       {1200, 1180, 1200}},
      {"명주 저고리",
       "Silk jacket",
       "ak_garment",
       {{"garment_type", "g_jeogori_som"}, {"fabric", "fb_myeongju"}, {"season", "se_winter"}},
       {"협찬"},
       "",
       "",
       "jeogori_final_FINAL.glb",
       {"#F8E77F"},
       33000,
       {1320, 480, 260},
       "st_conditional"},
      {"흑립",
       "Black horsehair hat",
       "ak_headwear",
       {{"headwear_type", "hw_gat"}},
       {"단역"},
       "黑笠;갓",
       "양태 42 cm",
       "gat.glb",
       {"#1D1E23"},
       9000,
       {420, 170, 420},
       "st_approved"},
      {"용잠 비녀",
       "Dragon hairpin",
       "ak_accessory",
       {{"accessory_type", "ac_yongjam"}, {"material", "은에 도금"}},
       {},
       "龍簪",
       "",
       "",
       {},
       0,
       {210, 18, 18}},
      {"꽃신",
       "Flower shoes",
       "ak_footwear",
       {{"footwear_type", "fw_kkotsin"}, {"shoe_mm", "235"}},
       {"대여"},
       "",
       "반납 전에 밑창을 간다"},
      {"연희 새앙머리",
       "Yeonhui's bound hair",
       "ak_hair",
       {{"character", "연희"}},
       {},
       "",
       "가체는 쓰지 않음"},
      {"이마 흉터 분장",
       "Forehead scar",
       "ak_sfx",
       {{"material", "실리콘"}, {"character", "무영"}},
       {"특수분장"},
       "",
       "3일째부터 옅게"},
      {"낮 화장", "Day makeup", "ak_makeup", {{"character", "연희"}}, {}, "化粧"},
      {"편전",
       "Throne hall",
       "ak_set",
       {{"set_space", "sp_pyeonjeon"}, {"kan", "5"}},
       {"오픈세트"},
       "便殿",
       "단청은 2회부터",
       "set/throne_hall.glb",
       {"#8A4C44", "#397664"},
       610000,
       {15600, 6200, 11000},
       "st_approved"},
      {"옥탑방",
       "Rooftop room",
       "ak_set",
       {{"set_space", "sp_oktapbang"}},
       {"현대"},
       "",
       "",
       "set/rooftop.skp"},
      {"정자", "Pavilion", "ak_set", {{"set_space", "sp_jeongja"}}, {}, "亭子"},
      {"갓 정자", "Hat finial", "ak_accessory", {{"accessory_type", "ac_jeongja"}}, {}, "頂子"},
      {"병풍 일월오봉도", "Folding screen of sun and moon", "ak_furniture", {}, {"대여"}, "日月五峯圖"},
      {"환도",
       "Sword",
       "ak_prop",
       {{"prop_class", "pr_weapon_sword"}},
       {"안전확인"},
       "環刀",
       "날은 없음",
       "",
       {},
       0,
       {60, 980, 40}},
      {"서찰 12통", "Twelve letters", "ak_prop", {}, {"3회"}, "", "봉투만 씬 12A"},
      {"KakaoTalk_20260312", "", "ak_reference", {}, {"현장사진"}, "", "", "KakaoTalk_20260312_101530.jpg"},
  };
  return all;
}

struct Case {
  const char* query;
  std::vector<const char*> finds;
  std::vector<const char*> not_these;
  const char* why;
};

class SearchCases : public CatalogTest {
 protected:
  SearchCases() {
    Change change;
    for (const Piece& piece : production()) {
      Asset asset = named(piece.name, piece.en, piece.kind);
      asset.fields = piece.fields;
      asset.tags = piece.tags;
      asset.aliases = piece.aliases;
      asset.notes = piece.notes;
      asset.status = piece.status;
      std::vector<AssetVersion> versions;
      if (*piece.file != '\0') {
        versions.push_back(version_of(piece.file, piece.name));
        versions.back().facts.palette = piece.palette;
        versions.back().facts.triangles = piece.triangles;
        versions.back().facts.size_mm = piece.size_mm;
      }
      change.edits.push_back(AddAsset{asset, versions});
    }
    auto added = catalog.apply(change);
    EXPECT_TRUE(added) << added.error().message;
    auto built = AssetIndex::build(catalog);
    EXPECT_TRUE(built);
    index = std::move(*built);
  }
  std::vector<std::string> names(const std::string& query) {
    std::vector<std::string> found;
    for (const Id& id : index.search({query}).ids) {
      found.push_back(index.summary(id)->name_ko);
    }
    return found;
  }
  AssetIndex index;
};

TEST_F(SearchCases, FiftyThingsPeopleOfADramaLookFor) {
  const std::vector<Case> cases = {
      // Half typed, as an input method shows it.
      {"홍룡", {"왕의 홍룡포"}, {"흑립"}, "the beginning of a word"},
      {"흑료", {"세자 흑룡포"}, {"흑립"}, "룡 is not finished yet"},
      {"당으", {"연희 당의"}, {"명주 저고리"}, "the vowel ㅢ begins as ㅡ"},
      {"꽃ㅅ", {"꽃신"}, {"국상 상복"}, "a consonant after a whole syllable"},
      {"편ㅈ", {"편전"}, {"병풍 일월오봉도"}, "likewise"},
      {"갑", {}, {"꽃신", "흑립"}, "갓 is another syllable than 갑"},
      // Initial consonants.
      {"ㅎㄹㅍ", {"왕의 홍룡포", "세자 흑룡포"}, {"흑립"}, "both are 홍룡포 and 흑룡포 by their initials"},
      {"ㅅㄹㅊㅁ", {"스란치마"}, {"명주 저고리"}, "a whole name"},
      {"ㅇㅎㄷㅇ", {"연희 당의"}, {"연희 새앙머리"}, "over the blank"},
      {"ㅂㅍ", {"병풍 일월오봉도"}, {"편전"}, "not in any order"},
      // Romanized, new and old, by sound and by letter, and as fans write it.
      {"hongnyongpo", {"왕의 홍룡포"}, {"흑립"}, "by sound"},
      {"hongryongpo", {"왕의 홍룡포"}, {"흑립"}, "by letter"},
      {"yongpo", {"왕의 홍룡포", "세자 흑룡포"}, {"흑립"}, "of the other name, and of the kind of robe"},
      {"tangui", {"연희 당의"}, {"스란치마"}, "the old system"},
      {"dang-ui", {"연희 당의"}, {"스란치마"}, "with a hyphen"},
      {"chogori", {"명주 저고리"}, {"스란치마"}, "the old system"},
      {"heungnip", {"흑립"}, {"세자 흑룡포"}, "assimilated"},
      {"seuran", {"스란치마"}, {"연희 당의"}, "half of the word"},
      {"oktapbang", {"옥탑방"}, {"편전"}, "a set"},
      // Hanja, which tell homonyms apart.
      {"常服", {"대신의 상복"}, {"국상 상복"}, "상복 as worn on ordinary days"},
      {"喪服", {"국상 상복"}, {"대신의 상복"}, "상복 of mourning"},
      {"상복", {"대신의 상복", "국상 상복"}, {"흑립"}, "the sound finds both; the facets tell them apart"},
      {"亭子", {"정자"}, {"갓 정자"}, "the pavilion"},
      {"頂子", {"갓 정자"}, {"정자"}, "the knob on a hat"},
      {"龍簪", {"용잠 비녀"}, {"왕의 홍룡포"}, "an alias"},
      // English, in the middle of words, and the names of terms.
      {"dragon", {"왕의 홍룡포", "세자 흑룡포", "용잠 비녀"}, {"연희 당의"}, "English names"},
      {"hairpin", {"용잠 비녀"}, {"연희 새앙머리"}, "part of an English name"},
      {"ramie", {}, {"국상 상복", "명주 저고리"}, "nothing is of ramie"},
      {"hemp", {"국상 상복"}, {"명주 저고리"}, "the fabric's English name"},
      {"비단", {"명주 저고리", "왕의 홍룡포"}, {"국상 상복"}, "명주 and 단 are silks: terms above count"},
      {"winter", {"명주 저고리"}, {"연희 당의"}, "the season's English name"},
      // Wrong keyboard.
      {"ekddml", {"연희 당의"}, {"스란치마"}, "당의 with the Korean key off"},
      {"vuswjs", {"편전"}, {"옥탑방"}, "편전 likewise"},
      {"Rhctls", {"꽃신"}, {"흑립"}, "with Shift for the double consonant"},
      // Names of files: macOS takes syllables apart, phones give numbers.
      {"당의_연희", {"연희 당의"}, {"연희 새앙머리"}, "decomposed in the file name"},
      {"crown_prince", {"세자 흑룡포"}, {"왕의 홍룡포"}, "underscores separate words"},
      {"20260312", {"KakaoTalk_20260312"}, {"서찰 12통"}, "a date in a file name"},
      {"FINAL", {"명주 저고리"}, {"연희 당의"}, "whatever people call their files"},
      // Numbers, tags, notes, fields.
      {"235", {}, {"서찰 12통"}, "numbers of measurements are asked for by condition"},
      {"12통", {"서찰 12통"}, {"KakaoTalk_20260312"}, "a number and its counter"},
      {"협찬", {"명주 저고리"}, {"꽃신"}, "a tag"},
      {"-tag:본촬영 kind:garment",
       {"대신의 상복", "국상 상복", "명주 저고리"},
       {"연희 당의"},
       "what lacks a tag"},
      {"금박", {"왕의 홍룡포"}, {"스란치마"}, "a word of the notes"},
      {"박을", {}, {"왕의 홍룡포"}, "notes are met from the beginning of a word"},
      {"character:연희 -kind:costume", {"연희 새앙머리", "낮 화장"}, {"연희 당의"}, "a field and a kind"},
      {"shoe_mm:235", {"꽃신"}, {"흑립"}, "a number in its field"},
      {"비용>400만", {"왕의 홍룡포"}, {"연희 당의"}, "money in ten thousands"},
      {"vendor:예원", {"왕의 홍룡포"}, {"연희 당의"}, "part of a text field"},
      {"role:왕", {"왕의 홍룡포"}, {"세자 흑룡포"}, "a term by its Korean name"},
      {"garment_type:곤룡포", {"왕의 홍룡포", "세자 흑룡포"}, {"대신의 상복"}, "a term has those below it"},
      {"status:승인,조건부",
       {"왕의 홍룡포", "연희 당의", "흑립", "편전", "명주 저고리"},
       {"세자 흑룡포"},
       "one of several, the second half typed"},
      // Color and geometry.
      {"color:#b92848", {"왕의 홍룡포"}, {"세자 흑룡포", "스란치마"}, "near by CIEDE2000"},
      {"color:#202020~12", {"세자 흑룡포", "흑립"}, {"왕의 홍룡포"}, "with the distance that counts"},
      {"색:초록", {"연희 당의"}, {"스란치마"}, "the same key takes a name"},
      {"tris>100k", {"왕의 홍룡포", "편전"}, {"세자 흑룡포"}, "heavy models"},
      {"width>10m", {"편전"}, {"왕의 홍룡포"}, "a real size in metres"},
      {"height<30cm kind:costume", {"흑립"}, {"왕의 홍룡포"}, "in centimetres"},
      {"format:gltf tris:20k..60k", {"연희 당의", "명주 저고리", "스란치마"}, {"왕의 홍룡포"}, "a range"},
  };
  EXPECT_GE(cases.size(), 50U);
  for (const Case& one : cases) {
    const auto found = names(one.query);
    for (const char* name : one.finds) {
      EXPECT_THAT(found, testing::Contains(name)) << one.query << ": " << one.why;
    }
    for (const char* name : one.not_these) {
      EXPECT_THAT(found, testing::Not(testing::Contains(name))) << one.query << ": " << one.why;
    }
    EXPECT_THAT(index.search({one.query}).problems, testing::IsEmpty()) << one.query;
  }
}

TEST_F(SearchCases, FacetsTellHomonymsApart) {
  const auto keys = [&](const std::string& query, const std::string& facet) {
    std::vector<std::string> values;
    for (const Facet& one : index.search({query}).facets) {
      if (one.key == facet) {
        for (const FacetValue& value : one.values) {
          values.push_back(value.key);
        }
      }
    }
    return values;
  };
  // 상복: court dress of every day, and of mourning.
  EXPECT_THAT(keys("상복", "garment_type"),
              testing::UnorderedElementsAre("g_sangbok_reg", "g_sangbok_mourn"));
  EXPECT_EQ(Vocabulary::shipped().label("g_sangbok_reg", true), "상복(常服)");
  EXPECT_EQ(Vocabulary::shipped().label("g_sangbok_mourn", true), "상복(喪服)");
  EXPECT_THAT(names("garment_type:常服"), testing::ElementsAre("대신의 상복"));
  EXPECT_THAT(names("garment_type:喪服"), testing::ElementsAre("국상 상복"));
  // 정자: a pavilion, and the knob of a hat.
  EXPECT_THAT(keys("정자", "set_space"), testing::ElementsAre("sp_jeongja"));
  EXPECT_THAT(keys("정자", "accessory_type"), testing::ElementsAre("ac_jeongja"));
}

TEST_F(SearchCases, ErrorsPointAtTheMistakeAndTheRestIsSearched) {
  struct Mistake {
    const char* query;
    const char* marked;  // The part that is marked.
    const char* finds;   // What the rest still finds; empty for nothing.
  };
  const std::vector<Mistake> mistakes = {
      {"연희 staus:approved", "staus:approved", ""}, {"kind:garmint 당의", "kind:garmint", ""},
      {"당의 tris>많이", "tris>많이", ""},           {"당의 before:내일", "before:내일", ""},
      {"당의 missing:글쎄", "missing:글쎄", ""},     {"\"연희 당의", "\"연희 당의", "연희 당의"},
      {"color:#12 당의", "color:#12", ""},
  };
  for (const Mistake& one : mistakes) {
    const std::string query = one.query;
    const SearchResult result = index.search({query});
    ASSERT_EQ(result.problems.size(), 1U) << query;
    EXPECT_EQ(query.substr(result.problems[0].position, result.problems[0].length), one.marked) << query;
    EXPECT_FALSE(result.problems[0].message_ko.empty() || result.problems[0].message_en.empty()) << query;
    if (*one.finds != '\0') {
      EXPECT_THAT(names(query), testing::Contains(one.finds)) << query;
    }
  }
}

}  // namespace
}  // namespace bandaji
