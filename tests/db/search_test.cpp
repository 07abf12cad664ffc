#include "db/search.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "catalog_fixture.h"
#include "db/fields.h"
#include "db/record_edits.h"
#include "db/search_text.h"
#include "db/term_dictionary.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class Search : public CatalogTest {
 protected:
  void make(const std::string& ko, const std::string& en = "", std::function<void(Asset&)> edit = {},
            std::function<void(AssetVersion&)> edit_version = {}) {
    Asset asset = named(ko, en);
    if (edit) {
      edit(asset);
    }
    std::vector<AssetVersion> versions;
    if (edit_version) {
      versions.push_back(version_of("file.glb", ko));
      edit_version(versions.back());
      if (versions.back().main_file != "file.glb") {
        versions.back().manifest[0].path = versions.back().main_file;
      }
    }
    add(asset, versions);
    ids[ko] = asset.id;
  }
  AssetIndex& index() {
    if (!built) {
      auto made = AssetIndex::build(catalog);
      EXPECT_TRUE(made) << made.error().message;
      built = std::move(*made);
    }
    EXPECT_TRUE(built->follow(catalog));
    return *built;
  }
  std::vector<std::string> names(const std::string& query, SortField sort = SortField::Relevance) {
    std::vector<std::string> found;
    for (const Id& id : index().search({query, sort}).ids) {
      found.push_back(index().summary(id)->name_ko);
    }
    return found;
  }
  std::map<std::string, Id> ids;
  std::optional<AssetIndex> built;
};

TEST_F(Search, FindsWhatPeopleMeanByWhatTheyTyped) {
  make("저고리", "jacket");
  make("곤룡포", "royal dragon robe");
  make("왕세자 곤룡포", "crown prince's robe");
  make("갓", "horsehair hat", [](Asset& asset) { asset.aliases = "笠;흑립"; });
  make("닭 모형", "chicken model");
  make("당의", "court jacket");
  make("단령", "official robe");
  make("활옷", "bridal robe");
  make("\u1103\u1169\u1111\u1169", "scholar coat");  // 도포 in decomposed letters.
  make("한복 치마", "Hanbok Skirt");
  make("꽃신", "flower shoes");
  make("갑사 저고리", "gauze jacket");
  make("홍룡포", "red dragon robe");
  make("붉은 치마", "red skirt",
       [](Asset& asset) { asset.notes = "1회 달빛 장면에서 입는다. 안감은 명주."; });
  make(
      "의자", "chair", [](Asset& asset) { asset.kind = "ak_furniture"; },
      [](AssetVersion& version) { version.main_file = "models/사무실_의자-v2.glb"; });
  make("독립군 군복", "independence army uniform", [](Asset& asset) { asset.tags = {"야간 촬영", "대여"}; });

  const std::vector<std::pair<std::string, std::string>> cases = {
      // The twelve of the study.
      {"저골", "저고리"},
      {"저고ㄹ", "저고리"},
      {"ㄱㄹㅍ", "곤룡포"},
      {"왕ㅅ", "왕세자 곤룡포"},
      {"wjrhfl", "저고리"},
      {"도포", "도포"},
      {"닭", "닭 모형"},
      {"저고리", "저고리"},
      {"고리", "저고리"},
      {"ㅈ", "저고리"},
      {"gollyongpo", "곤룡포"},
      {"笠", "갓"},
      // Every state of typing.
      {"ㅎ", "한복 치마"},
      {"하", "한복 치마"},
      {"한", "한복 치마"},
      {"한ㅂ", "한복 치마"},
      {"한보", "한복 치마"},
      {"값", "갑사 저고리"},
      {"갑", "갑사 저고리"},
      {"꼬", "꽃신"},
      {"ㄲㅅ", "꽃신"},
      {"ㄷㅇ", "당의"},
      // Romanized by sound, by letter, in the old system, and half typed.
      {"gonryongpo", "곤룡포"},
      {"chogori", "저고리"},
      {"jeogori", "저고리"},
      {"Jeo-go-ri", "저고리"},
      {"jeo", "저고리"},
      {"je", "저고리"},
      {"dallyeong", "단령"},
      {"danryeong", "단령"},
      {"tallyong", "단령"},
      {"hwarot", "활옷"},
      {"hwalot", "활옷"},
      {"hanbog", "한복 치마"},
      {"gat", "갓"},
      {"kkot", "꽃신"},
      {"dongnip", "독립군 군복"},
      // English, in the middle of words, whatever the case.
      {"DRAGON", "곤룡포"},
      {"rago", "곤룡포"},
      {"skirt", "한복 치마"},
      {"horsehair", "갓"},
      {"prince's", "왕세자 곤룡포"},
      // Without the blank, and with more of them.
      {"붉은치마", "붉은 치마"},
      {"붉은치", "붉은 치마"},
      {"ㅂㅇㅊㅁ", "붉은 치마"},
      {"치마 붉은", "붉은 치마"},
      {"redskirt", "붉은 치마"},
      {"왕세자곤", "왕세자 곤룡포"},
      {"홍ㄹㅍ", "홍룡포"},
      {"독ㄹ군", "독립군 군복"},
      // Wrong keyboard.
      {"rhsfydvh", "곤룡포"},
      {"gksqhr", "한복 치마"},
      {"gksq", "한복 치마"},
      {"Rhctls", "꽃신"},
      // Notes by whole and half-typed words, files, tags, kinds, numbers.
      {"달빛", "붉은 치마"},
      {"달ㅂ", "붉은 치마"},
      {"명주", "붉은 치마"},
      {"사무실", "의자"},
      {"의자-v2", "의자"},
      {"사무실_의자", "의자"},
      {"야간", "독립군 군복"},
      {"야간촬영", "독립군 군복"},
      {"대여", "독립군 군복"},
      {"furniture", "의자"},
      {"가구", "의자"},
      {"흑립", "갓"},
      {"C-0001", "저고리"},
      {"0001", "저고리"},
      {"\u1103\u1169\u1111\u1169", "도포"},
      {"모혀", "닭 모형"},
  };
  EXPECT_GE(cases.size(), 62U);
  for (const auto& [query, name] : cases) {
    EXPECT_THAT(names(query), Contains(name)) << query;
  }
  const std::vector<std::pair<std::string, std::string>> misses = {
      {"저고리", "곤룡포"},      {"ㅍ", "곤룡포"},   {"xyz", "저고리"},           {"빛", "붉은 치마"},
      {"치마붉은", "붉은 치마"}, {"ㄹㄱ", "곤룡포"}, {"저고리 곤룡포", "저고리"},
  };
  for (const auto& [query, name] : misses) {
    EXPECT_THAT(names(query), Not(Contains(name))) << query;
  }
}

TEST_F(Search, PutsTheBestFirst) {
  make("메모에만", "", [](Asset& asset) { asset.notes = "치마 밑에 입는다"; });
  make("표식", "", [](Asset& asset) { asset.tags = {"치마"}; });
  make("별칭", "", [](Asset& asset) { asset.aliases = "치마"; });
  make("차미 옷", "");
  make("붉은 치마");
  make("치마허리");
  make("치마");
  make("행주치마");
  EXPECT_THAT(names("치마"),
              ElementsAre("치마", "치마허리", "붉은 치마", "행주치마", "별칭", "표식", "메모에만"));
  EXPECT_EQ(names("ㅊㅁ").back(), "표식");
  EXPECT_EQ(names("C-0005").front(), "붉은 치마");
}

TEST_F(Search, UnderstandsConditions) {
  make(
      "저고리", "",
      [](Asset& a) {
        a.status = "st_approved", a.rating = 4, a.tags = {"대여", "1회"};
        a.fields = {{"fabric", "fb_silk"}, {"cost", "350000"}, {"vendor", "한복 공방"}};
      },
      [](AssetVersion& v) {
        v.facts.triangles = 60000, v.facts.size_mm = {600, 700, 200},
        v.facts.palette = {"#AA3333", "#FFFFFF"};
      });
  make(
      "붉은 치마", "",
      [](Asset& a) {
        a.status = "st_approved", a.rating = 3, a.tags = {"1회"};
        a.fields = {{"season", "se_summer;se_spring"}, {"rental_due", "2026-03-05"}};
      },
      [](AssetVersion& v) {
        v.facts.triangles = 52000, v.facts.size_mm = {900, 1300, 900};
        v.facts.missing = {{"a.png", "Not there."}};
      });
  make(
      "갓", "",
      [](Asset& a) {
        a.kind = "ak_headwear", a.rating = 0;
        a.notes = "옻칠";
      },
      [](AssetVersion& v) {
        v.facts.triangles = 900, v.facts.size_mm = {420, 160, 420}, v.facts.format = "OBJ";
      });
  make(
      "근정전", "",
      [](Asset& a) {
        a.kind = "ak_set";
        a.color_label = 3;
      },
      [](AssetVersion& v) {
        v.facts.content = VersionContent::Image, v.facts.format = "PNG", v.facts.size_mm = {0, 0, 0},
        v.facts.triangles = 0;
      });
  make("병풍", "", [](Asset& a) { a.kind = "ak_furniture"; });

  const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
      {"kind:garment", {"저고리", "붉은 치마"}},
      {"kind:costume", {"저고리", "붉은 치마", "갓"}},
      {"kind:set", {"근정전", "병풍"}},
      {"종류:쓰개", {"갓"}},
      {"kind:gar", {"저고리", "붉은 치마"}},
      {"kind:headwear,set", {"갓", "근정전", "병풍"}},
      {"-kind:costume", {"근정전", "병풍"}},
      {"status:approved", {"저고리", "붉은 치마"}},
      {"상태:승인 tris>55k", {"저고리"}},
      {"status:approved tris>50000 -tag:대여 \"붉은 치마\"", {"붉은 치마"}},
      {"tag:대여", {"저고리"}},
      {"tag:회", {"저고리", "붉은 치마"}},
      {"-has:tag", {"갓", "근정전", "병풍"}},
      {"rating>=3", {"저고리", "붉은 치마"}},
      {"rating:4", {"저고리"}},
      {"별점<4 rating>0", {"붉은 치마"}},
      {"rating:3..4", {"저고리", "붉은 치마"}},
      {"height>1200", {"붉은 치마"}},
      {"height>1.2m", {"붉은 치마"}},
      {"height<50cm", {"갓"}},
      {"size:420", {"갓"}},
      {"triangles<=52,000 triangles>=900", {"붉은 치마", "갓"}},
      {"color:#a33", {"저고리"}},
      {"color:#a83636", {"저고리"}},
      {"color:#0000ff", {}},
      {"color:#0000ff~100", {"저고리"}},
      {"missing:yes", {"붉은 치마"}},
      {"missing:no kind:garment", {"저고리"}},
      {"format:gltf", {"저고리", "붉은 치마"}},
      {"format:\"glTF 2.0\" 저고리", {"저고리"}},
      {"content:image", {"근정전"}},
      {"content:model", {"저고리", "붉은 치마", "갓"}},
      {"label:3", {"근정전"}},
      {"fabric:silk", {"저고리"}},
      {"원단:견직물", {"저고리"}},
      {"season:여름", {"붉은 치마"}},
      {"season:spring season:summer", {"붉은 치마"}},
      {"cost>300000", {"저고리"}},
      {"비용>30만", {"저고리"}},
      {"cost<300000", {}},
      {"vendor:공방", {"저고리"}},
      {"공방", {"저고리"}},
      {"rental_due<2026-04", {"붉은 치마"}},
      {"rental-due:2026-03-05", {"붉은 치마"}},
      {"rental_due>2026-03", {}},
      {"has:notes", {"갓"}},
      {"has:version -has:palette", {"붉은 치마", "갓", "근정전"}},
      {"notes:옻칠", {"갓"}},
      {"name:옻칠", {}},
      {"before:2000", {}},
      {"after:2020-01-01 kind:set", {"근정전", "병풍"}},
      {"created>2020", {"저고리", "붉은 치마", "갓", "근정전", "병풍"}},
      {"verdict:none kind:headwear", {"갓"}},
      {"stale:yes", {}},
      {"version:1 kind:headwear", {"갓"}},
      {"silk", {"저고리"}},
      {"여름", {"붉은 치마"}},
      {"승인", {"저고리", "붉은 치마"}},
  };
  for (const auto& [query, expected] : cases) {
    const SearchResult result = index().search({query});
    EXPECT_THAT(names(query), testing::UnorderedElementsAreArray(expected)) << query;
    EXPECT_THAT(result.problems, IsEmpty())
        << query << ": " << (result.problems.empty() ? "" : result.problems[0].message_en);
    EXPECT_EQ(result.searched, 5);
  }
}

TEST_F(Search, KnowsStaleDecisionsAndTrash) {
  make("당의", "", {}, [](AssetVersion&) {});
  Decision decision;
  decision.asset_id = ids["당의"];
  decision.verdict = Verdict::Approved;
  apply(RecordDecision{decision});
  EXPECT_THAT(names("verdict:approved stale:no"), ElementsAre("당의"));
  AssetVersion next = version_of("next.glb", "other");
  next.asset_id = ids["당의"];
  apply(AddVersion{next});
  EXPECT_THAT(names("stale:yes"), ElementsAre("당의"));
  const AssetSummary* summary = index().summary(ids["당의"]);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->version_number, 2);
  EXPECT_EQ(summary->verdict, Verdict::Approved);
  EXPECT_TRUE(summary->stale);
  apply(SetTrashed{ids["당의"], true});
  EXPECT_THAT(names(""), IsEmpty());
  EXPECT_EQ(index().search({""}).searched, 0);
  EXPECT_THAT(names("in:trash"), ElementsAre("당의"));
  EXPECT_THAT(names("in:휴지통 당의"), ElementsAre("당의"));
  EXPECT_THAT(names("in:all"), ElementsAre("당의"));
}

TEST_F(Search, NamesWhatItDidNotUnderstandAndSearchesItAsWords) {
  make("저고리", "fabric:x");
  struct Case {
    std::string query;
    std::size_t position;
    std::size_t length;
  };
  const std::vector<Case> cases = {
      {"저고리 foo:bar", 10, 7},
      {"kind:없는것", 0, 14},
      {"rating>many", 0, 11},
      {"\"열린 따옴표", 0, 17},
      {"a kind:", 2, 5},
      {"before:yesterday", 0, 16},
      {"missing:maybe", 0, 13},
      {"in:pocket", 0, 9},
      {"color:#12", 0, 9},
      {"-season:겨울철", 0, 17},
      {"before:2026-02-30", 0, 17},
  };
  for (const Case& one : cases) {
    const auto problems = index().search({one.query}).problems;
    ASSERT_EQ(problems.size(), 1U) << one.query;
    EXPECT_EQ(problems[0].position, one.position) << one.query;
    EXPECT_EQ(problems[0].length, one.length) << one.query;
    EXPECT_FALSE(problems[0].message_ko.empty() || problems[0].message_en.empty());
  }
  EXPECT_THAT(names("jacket:저고리"), IsEmpty());
  EXPECT_THAT(names("저고리:저고"), ElementsAre("저고리"));
}

TEST_F(Search, FindsWhatLiesInCollectionsAndWhatTheirQueriesFind) {
  make("저고리", "", [](Asset& a) { a.tags = {"대여"}; });
  make("치마", "", [](Asset& a) { a.tags = {"대여"}, a.status = "st_approved"; });
  make("갓", "", [](Asset& a) { a.kind = "ak_headwear", a.status = "st_approved"; });
  make("병풍", "", [](Asset& a) { a.kind = "ak_furniture"; });
  const auto collection = [&](const std::string& name, const Id& parent, const std::string& query) {
    Collection record;
    record.id = new_id();
    record.name_ko = name;
    record.parent = parent;
    record.query = query;
    apply(make_record(record));
    return record.id;
  };
  const Id episode = collection("3회", "", "");
  const Id wardrobe = collection("3회 의상", episode, "");
  const Id rented = collection("빌린 것", "", "tag:대여");
  const Id ready = collection("승인된 것", rented, "status:approved");
  const auto put = [&](const Id& where, const Id& what) {
    CollectionItem item;
    item.collection = where;
    item.subject = what;
    apply(make_record(item));
  };
  put(episode, ids["병풍"]);
  put(wardrobe, ids["갓"]);
  put(wardrobe, rented);  // Of any kind; a search of assets leaves it out.
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
      {"collection:\"3회 의상\"", {"갓"}},
      {"collection:3회", {"갓", "병풍"}},  // With what is inside it.
      {"모음:\"빌린 것\"", {"저고리", "치마"}},
      {"모음:\"승인된 것\"", {"치마"}},  // Inside a query it narrows that.
      {"collection:승인된", {"치마"}},
      {"-collection:3회", {"저고리", "치마"}},
      {"collection:3회 kind:headwear", {"갓"}},
      {"collection:승인된,빌린", {"저고리", "치마"}},
      {"collection:없는모음", {}},
  };
  for (const auto& [query, expected] : cases) {
    EXPECT_THAT(names(query), testing::UnorderedElementsAreArray(expected)) << query;
  }
  const auto problems = index().search({"병풍 collection:없는모음"}).problems;
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].position, 7U);
  // Those that name each other end, and what changes is followed.
  apply(SetRecordField{RecordType::Collection, ready, "query", "collection:\"빌린 것\""});
  apply(SetRecordField{RecordType::Collection, rented, "query", "collection:\"승인된 것\""});
  EXPECT_THAT(names("모음:\"빌린 것\""), IsEmpty());
  apply(SetRecordField{RecordType::Collection, rented, "query", "갓"});
  apply(SetRecordField{RecordType::Collection, ready, "query", "status:approved"});
  EXPECT_THAT(names("모음:\"승인된 것\""), ElementsAre("갓"));
  auto kept = AssetIndex::open(catalog, folder() / "kept.index", 1);
  kept = AssetIndex::open(catalog, folder() / "kept.index", 1);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->search({"collection:3회"}).ids.size(), 2U) << "also from an index that was kept";
}

TEST_F(Search, UnderstandsFieldsOfTheStudioByTheirNames) {
  make("저고리");
  make("치마");
  make("갓", "", [](Asset& a) { a.kind = "ak_headwear"; });
  const auto field = [&](const std::string& applies_to, const std::string& name_ko,
                         const std::string& name_en, const std::string& sort, const std::string& unit = "") {
    CustomField record;
    record.id = new_id();
    record.applies_to = applies_to;
    record.name_ko = name_ko;
    record.name_en = name_en;
    record.sort = sort;
    record.unit = unit;
    apply(make_record(record));
    return record.id;
  };
  const auto set = [&](const Id& of, const std::string& asset, const std::string& value) {
    const auto change = set_custom_value(catalog, of, ids[asset], value);
    ASSERT_TRUE(change) << change.error().message;
    ASSERT_TRUE(catalog.apply(*change));
  };
  const Id ironing = field("ak_garment", "다림질", "Ironing", "text");
  const Id hats = field("ak_headwear", "다림질", "Ironing", "text");
  const Id gap = field("asset", "누빔 간격", "quilt gap", "number");
  const Id washed = field("asset", "세탁일", "washed", "date");
  const Id shadowed = field("asset", "메모", "", "text");
  const Id program = field("asset", "카메라", "", "text", "bandaji:cameras");
  const Id place = field("location", "열쇠", "", "text");
  set(ironing, "저고리", "약하게");
  set(ironing, "치마", "하지 않음");
  set(hats, "갓", "약하게, 손으로");
  set(gap, "저고리", "1,200");
  set(gap, "치마", "3.5");
  set(washed, "저고리", "2026-03-05");
  set(shadowed, "저고리", "비밀");
  set(program, "저고리", "정면");
  const std::vector<std::pair<std::string, std::vector<std::string>>> cases = {
      {"다림질:약하게", {"저고리", "갓"}},  // Of every kind that has one called so.
      {"ironing:약", {"저고리", "갓"}},
      {"다림질:\"하지 않음\"", {"치마"}},
      {"다림질:손으로,않음", {"갓", "치마"}},
      {"-다림질:약하게", {"치마"}},
      {"누빔간격>1천", {"저고리"}},
      {"quilt-gap:3..4", {"치마"}},
      {"누빔간격<0", {}},
      {"세탁일:2026-03", {"저고리"}},
      {"washed>2026-03-05", {}},
      {"다림질:약하게 kind:headwear", {"갓"}},
      {"메모:비밀", {}},  // The shipped condition of that name is meant.
  };
  for (const auto& [query, expected] : cases) {
    EXPECT_THAT(names(query), testing::UnorderedElementsAreArray(expected)) << query;
    EXPECT_THAT(index().search({query}).problems, IsEmpty()) << query;
  }
  for (const char* unknown : {"카메라:정면", "열쇠:문", "세탁일:봄", "누빔간격:넓게"}) {
    EXPECT_EQ(index().search({unknown}).problems.size(), 1U) << unknown;
  }
  auto kept = AssetIndex::open(catalog, folder() / "kept.index", 1);
  kept = AssetIndex::open(catalog, folder() / "kept.index", 1);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->search({"누빔간격>1천"}).ids.size(), 1U) << "also from an index that was kept";
  // What changes is followed: values, names, and what a field holds.
  set(ironing, "치마", "약하게");
  EXPECT_EQ(names("다림질:약하게").size(), 3U);
  apply(SetRecordField{RecordType::CustomField, gap, "name_ko", "땀 간격"});
  EXPECT_THAT(names("땀간격:3.5"), ElementsAre("치마"));
  EXPECT_EQ(index().search({"누빔간격:3.5"}).problems.size(), 1U);
  apply(SetRecordField{RecordType::CustomField, gap, "sort", "text"});
  EXPECT_THAT(names("땀간격:3.5"), ElementsAre("치마"));
  apply(SetRecordState{RecordType::CustomField, washed, RecordState::Trashed});
  EXPECT_EQ(index().search({"세탁일:2026"}).problems.size(), 1U);
}

TEST_F(Search, CountsFacetsOfWhatItFound) {
  make("저고리", "", [](Asset& a) {
    a.status = "st_approved", a.tags = {"대여", "1회"}, a.rating = 4;
    a.fields = {{"fabric", "fb_silk"}};
  });
  make("치마", "", [](Asset& a) { a.tags = {"1회"}; });
  make(
      "갓", "", [](Asset& a) { a.kind = "ak_headwear"; }, [](AssetVersion&) {});
  const auto facet = [&](const std::string& query, const std::string& key) {
    std::vector<std::string> values;
    for (const Facet& one : index().search({query}).facets) {
      if (one.key == key) {
        for (const FacetValue& value : one.values) {
          values.push_back(value.key + " " + std::to_string(value.count) + (value.active ? "*" : ""));
          EXPECT_THAT(index().search({query + " " + value.term}).problems, IsEmpty()) << value.term;
          EXPECT_EQ(static_cast<std::int64_t>(index().search({query + " " + value.term}).ids.size()),
                    value.count)
              << value.term;
        }
      }
    }
    return values;
  };
  EXPECT_THAT(facet("", "kind"), ElementsAre("ak_garment 2", "ak_headwear 1"));
  EXPECT_THAT(facet("", "tag"), ElementsAre("1회 2", "대여 1"));
  EXPECT_THAT(facet("저고리", "tag"), UnorderedElementsAre("1회 1", "대여 1"));
  EXPECT_THAT(facet("kind:headwear", "kind"), ElementsAre("ak_headwear 1*"));
  EXPECT_THAT(facet("kind:prop", "kind"), ElementsAre("ak_prop 0*"));
  EXPECT_THAT(facet("tag:대여", "tag"), UnorderedElementsAre("1회 1", "대여 1*"));
  EXPECT_THAT(facet("", "fabric"), ElementsAre("fb_silk 1"));
  EXPECT_THAT(facet("fabric:silk", "fabric"), ElementsAre("fb_silk 1*"));
  EXPECT_THAT(facet("", "rating"), ElementsAre("0 2", "4 1"));
  EXPECT_THAT(facet("rating:4", "rating"), ElementsAre("4 1*"));
  EXPECT_THAT(facet("", "format"), ElementsAre("glTF 2.0 1"));
  EXPECT_THAT(facet("", "status"), ElementsAre("st_draft 2", "st_approved 1"));
  EXPECT_THAT(index().search({.query = "", .count_facets = false}).facets, IsEmpty());
}

TEST_F(Search, SortsInEveryOrderBothWays) {
  make(
      "가 10", "",
      [](Asset& a) {
        a.rating = 1;
        a.kind = "ak_prop";
      },
      [](AssetVersion& v) { v.facts.triangles = 5; });
  make(
      "가 9", "", [](Asset& a) { a.rating = 5; }, [](AssetVersion& v) { v.facts.triangles = 50; });
  make(
      "나", "",
      [](Asset& a) {
        a.rating = 3;
        a.status = "st_approved";
      },
      [](AssetVersion& v) { v.facts.triangles = 7; });
  EXPECT_THAT(names("", SortField::Name), ElementsAre("가 9", "가 10", "나"));
  EXPECT_THAT(names("", SortField::Rating), ElementsAre("가 10", "나", "가 9"));
  EXPECT_THAT(names("", SortField::Triangles), ElementsAre("가 10", "나", "가 9"));
  EXPECT_THAT(names("", SortField::Kind), ElementsAre("가 9", "나", "가 10"));
  EXPECT_THAT(names("", SortField::Status), ElementsAre("가 9", "가 10", "나"));
  EXPECT_THAT(names("", SortField::Number), ElementsAre("가 9", "나", "가 10"));
  const auto backwards = index().search({"", SortField::Name, true}).ids;
  EXPECT_EQ(index().summary(backwards[0])->name_ko, "나");
  apply(SetField{ids["가 10"], "rating", "4"});
  EXPECT_EQ(names("").front(), "가 10") << "the last one touched comes first when nothing is asked for";
  EXPECT_THAT(names("", SortField::Rating), ElementsAre("나", "가 10", "가 9"));
  for (const char* name : {"name", "number", "kind", "status", "rating", "created", "updated", "triangles",
                           "height", "relevance"}) {
    EXPECT_TRUE(parse_sort_field(name)) << name;
  }
  EXPECT_FALSE(parse_sort_field("colour"));
}

TEST_F(Search, FollowsItsOwnAndOthersChanges) {
  make("저고리");
  make("치마");
  EXPECT_THAT(names("저고리"), ElementsAre("저고리"));
  EXPECT_FALSE(*index().follow(catalog));
  auto other = Catalog::open(folder(), {"수아"});
  ASSERT_TRUE(other->apply({{SetField{ids["저고리"], "name_ko", "두루마기"}}, "", ""}));
  EXPECT_THAT(names("저고리"), IsEmpty());
  EXPECT_THAT(names("두루"), ElementsAre("두루마기"));
  ASSERT_TRUE(other->apply({{AddAsset{named("바지")}}, "", ""}));
  EXPECT_THAT(names("바지"), ElementsAre("바지"));
  apply(SetRemoved{ids["치마"], true});
  EXPECT_THAT(names("치마"), IsEmpty());
  EXPECT_EQ(index().size(), 2);
  apply(SetRemoved{ids["치마"], false});
  EXPECT_THAT(names("치마"), ElementsAre("치마"));
  apply(SetTags{ids["치마"], {"새 표식"}, {}});
  EXPECT_THAT(names("tag:\"새 표식\""), ElementsAre("치마"));
  EXPECT_EQ(index().summary(ids["치마"])->tags, std::vector<std::string>{"새 표식"});
  EXPECT_EQ(index().summary(new_id()), nullptr);
}

TEST_F(Search, ResultsStayAsTheyWereWhenTheIndexMovesOn) {
  make("가");
  make("나");
  const IdList before = index().search({"", SortField::Name}).ids;
  const std::vector<Id> ids_before = before;
  for (int i = 0; i < 2000; ++i) {
    apply(AddAsset{named("다 " + std::to_string(i))});
  }
  EXPECT_EQ(index().search({""}).ids.size(), 2002U);
  EXPECT_EQ(before.all(), ids_before);
  EXPECT_EQ(before.slice(1, 5), std::vector<Id>{ids_before[1]});
  EXPECT_EQ(before.slice(2, 5).size(), 0U);
}

TEST(MatchRanges, MarkWhatMadeTheTextMatch) {
  const auto marked = [](const std::string& text, const std::string& query) {
    std::string shown = text;
    const auto ranges = match_ranges(text, query);
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
      shown.insert(range->second, "]");
      shown.insert(range->first, "[");
    }
    return shown;
  };
  EXPECT_EQ(marked("붉은 저고리", "저고"), "붉은 [저고]리");
  EXPECT_EQ(marked("붉은 저고리", "저골"), "붉은 [저고리]");
  EXPECT_EQ(marked("곤룡포", "ㄹㅍ"), "곤[룡포]");
  EXPECT_EQ(marked("붉은 저고리", "wjrhfl"), "붉은 [저고리]");
  EXPECT_EQ(marked("붉은 저고리", "chogori"), "붉은 [저고리]");
  EXPECT_EQ(marked("Red Skirt", "skirt red"), "[Red] [Skirt]");
  EXPECT_EQ(marked("붉은 치마", "붉은치"), "[붉은 치]마");
  EXPECT_EQ(marked("붉은 치마", "\"붉은 치마\""), "[붉은 치마]");
  EXPECT_EQ(marked("붉은 치마", "-치마 kind:garment"), "붉은 치마");
  EXPECT_EQ(marked("C-0012", "0012"), "C-[0012]");
  EXPECT_EQ(marked("", "a"), "");
  EXPECT_EQ(marked("가가가", "가"), "[가가가]");
}

TEST(MatchRanges, AConditionWithATermOfTheStudioIsNoWordToMark) {
  StudioTerm kind;
  kind.key = "ak_own_puppet";
  kind.facet = "asset_kind";
  kind.ko = "인형";
  const auto vocabulary = Vocabulary::with(std::vector<StudioTerm>{kind});
  EXPECT_FALSE(match_ranges("각시 인형", "kind:인형").empty());
  EXPECT_TRUE(match_ranges("각시 인형", "kind:인형", *vocabulary).empty());
  EXPECT_FALSE(match_ranges("각시 인형", "각시 kind:인형", *vocabulary).empty());
}

}  // namespace
}  // namespace bandaji
