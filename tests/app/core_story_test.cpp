// Tables, scripts and the demo's story: from text to records.
#include <gmock/gmock.h>

#include <set>

#include "app/core/csv.h"
#include "app/core/demo_story.h"
#include "app/core/demo_versions.h"
#include "app/core/own_values.h"
#include "app/core/record_csv.h"
#include "app/core/story_import.h"
#include "app/demo/demo_story.h"
#include "db/composition_versions.h"
#include "db/continuity.h"
#include "db/hints.h"
#include "db/record_edits.h"
#include "db/record_reads.h"
#include "tests/support/temporary_folder.h"

namespace bandaji::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class StoryTest : public ::testing::Test {
 protected:
  StoryTest() : catalog(std::move(*Catalog::create(folder / "Show.bandaji", {"지민"}))) {}
  StoryImport take(const Script& script, const StoryImportOptions& options = {}) {
    StoryImport plan = plan_story_import(catalog, script, options);
    const auto applied = catalog.apply(plan.change);
    EXPECT_TRUE(applied) << applied.error().message;
    if (applied) inverse = *applied;
    return plan;
  }
  template <class T>
  Id put(T value) {
    value.id = new_id();
    const auto applied = catalog.apply({{make_record(value)}, "", ""});
    EXPECT_TRUE(applied) << applied.error().message;
    return value.id;
  }

  TemporaryFolder folder;
  Catalog catalog;
  Change inverse;
};

TEST(Csv, ReadsWhatSpreadsheetsSave) {
  const auto plain = parse_csv("씬,인물\r\n1,\"연희, 이강\"\r\n\r\n2,\"말했다\n\"\"왜\"\"\"\r\n");
  ASSERT_TRUE(plain) << plain.error().message;
  EXPECT_EQ(plain->encoding, "UTF-8");
  EXPECT_THAT(plain->header, ElementsAre("씬", "인물"));
  ASSERT_EQ(plain->rows.size(), 2u);
  EXPECT_EQ(plain->rows[0][1], "연희, 이강");
  EXPECT_EQ(plain->rows[1][1], "말했다\n\"왜\"");
  const auto marked = parse_csv(
      "\xEF\xBB\xBF"
      "a;b;c\n1;2\n");
  EXPECT_EQ(marked->encoding, "UTF-8 with BOM");
  EXPECT_THAT(marked->rows[0], ElementsAre("1", "2", ""));
  // 씬 and 연희 as a Korean spreadsheet of old writes them.
  const auto old = parse_csv("\xBE\xC0\tname\n1\t\xBF\xAC\xC8\xF1\n");
  ASSERT_TRUE(old) << old.error().message;
  EXPECT_EQ(old->encoding, "CP949");
  EXPECT_EQ(old->delimiter, '\t');
  EXPECT_EQ(old->header[0], "씬");
  EXPECT_EQ(old->rows[0][1], "연희");
}

TEST(Csv, LinesEndWithOneOrBothOfTwoCharacters) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto table = parse_csv("number,notes" + end + "C-1,\"둘\r줄\"" + end + end + "C-2,끝" + end);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_THAT(table->header, ElementsAre("number", "notes"));
    ASSERT_EQ(table->rows.size(), 2u);
    EXPECT_THAT(table->rows[0], ElementsAre("C-1", "둘\r줄"));
    EXPECT_THAT(table->rows[1], ElementsAre("C-2", "끝"));
    EXPECT_THAT(table->lines, ElementsAre(2u, 5u));  // A cell of two lines and an empty line are counted.
  }
}

TEST(Csv, ReadsUtf16WithItsMark) {
  // "씬,a" and a character beyond 16 bits, either way around.
  const std::string little("\xFF\xFE\x2C\xC5,\0a\0\n\0\x3D\xD8\x00\xDE", 14);
  std::string big = little;
  for (std::size_t i = 0; i < big.size(); i += 2) std::swap(big[i], big[i + 1]);
  for (const std::string& bytes : {little, big}) {
    const auto table = parse_csv(bytes);
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->encoding, "UTF-16");
    EXPECT_THAT(table->header, ElementsAre("씬", "a"));
    EXPECT_EQ(table->rows[0][0], "😀");
  }
  EXPECT_FALSE(decode_text(little.substr(0, 13)));  // Half a character.
  EXPECT_FALSE(decode_text(little.substr(0, 12)));  // Half a pair.
  EXPECT_FALSE(decode_text(little.substr(2)));      // Without a mark.
}

TEST(Csv, RefusesWhatIsNoTable) {
  EXPECT_EQ(parse_csv("a,\"b\n1,2\n").error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(parse_csv("\xEF\xBB\xBF\xFF\xFE\n").error().kind, ErrorKind::Corrupt);
  EXPECT_EQ(parse_csv("a,\xFF\xFF\xFF\n").error().kind, ErrorKind::Corrupt);
  EXPECT_THAT(parse_csv("")->rows, IsEmpty());
}

TEST(Csv, WritesNoFormulaAndReadsItsOwnTextBack) {
  CsvTable table;
  table.header = {"a", "b"};
  for (const char* text : {"=1+1", "+82", "-3", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "'=1",
                           "''-2", "'quoted'", "a,b", "\"", "줄\n바꿈", "", "한글", "=cmd|'/c calc'!A1"}) {
    table.rows.push_back({text, "x"});
  }
  const std::string text = format_csv(table);
  EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF"));
  EXPECT_THAT(text, HasSubstr("\r\n\"'=1+1\",x\r\n"));
  for (const char* start :
       {"\n=", "\n+", "\n-", "\n@", "\n\"=", "\n\"+", "\n\"-", "\n\"@", "\n\t", "\n\"\t"}) {
    EXPECT_EQ(text.find(start), std::string::npos) << start;
  }
  const auto back = parse_csv(text);
  ASSERT_TRUE(back);
  ASSERT_EQ(back->rows.size(), table.rows.size());
  for (std::size_t i = 0; i < table.rows.size(); ++i) EXPECT_EQ(back->rows[i], table.rows[i]);
}

constexpr const char* kScript = R"(Title: 달빛 궁
Author: 지민

# 1회

INT. 침전 - 밤 #12A#

[[D1]] 촛불이 흔들린다.

@연희 (V.O.)
누구냐.

이강
나다.

바람이 분다.

= 두 사람이 만난다.

EXT. PALACE GARDEN - DAY

/* INT. 지워진 방 - 낮 */

YEONHUI (CONT'D) ^
You came.

She waits alone.

# 2회

S#3. 저잣거리 / 밖 / 낮

무진
비켜라.

.옥상
)";

TEST(Fountain, GivesScenesPeopleAndStoryDays) {
  const Script script = parse_fountain(kScript);
  EXPECT_EQ(script.title, "달빛 궁");
  ASSERT_EQ(script.scenes.size(), 4u);
  const ScriptScene& first = script.scenes[0];
  EXPECT_EQ(first.episode, 1);
  EXPECT_EQ(first.number, "12A");
  EXPECT_EQ(first.line, 6u);
  EXPECT_EQ(first.int_ext, "INT");
  EXPECT_EQ(first.day_night, "N");
  EXPECT_EQ(first.place, "침전");
  EXPECT_EQ(first.story_day, "D1");
  EXPECT_EQ(first.synopsis, "두 사람이 만난다.");
  EXPECT_THAT(first.characters, ElementsAre("연희", "이강"));
  EXPECT_EQ(first.eighths, 3);
  EXPECT_EQ(script.scenes[1].number, "1");
  EXPECT_EQ(script.scenes[1].int_ext, "EXT");
  EXPECT_EQ(script.scenes[1].day_night, "D");
  EXPECT_THAT(script.scenes[1].characters, ElementsAre("YEONHUI"));
  EXPECT_EQ(script.scenes[2].episode, 2);
  EXPECT_EQ(script.scenes[2].number, "3");
  EXPECT_EQ(script.scenes[2].int_ext, "EXT");
  EXPECT_EQ(script.scenes[2].place, "저잣거리");
  EXPECT_THAT(script.scenes[2].characters, ElementsAre("무진"));
  EXPECT_EQ(script.scenes[3].heading, "옥상");
  EXPECT_THAT(parse_fountain("no scene here").warnings, ElementsAre(HasSubstr("no scene")));
}

TEST_F(StoryTest, AScriptIsImportedOnceAndAgainWithoutLosingWhatPeopleAdded) {
  const Script script = parse_fountain(kScript);
  const StoryImport first = take(script, {.make_sets = true});
  EXPECT_EQ(first.new_scenes, 4);
  EXPECT_THAT(first.new_characters, ElementsAre("연희", "이강", "YEONHUI", "무진"));
  EXPECT_THAT(first.new_episodes, ElementsAre("1회", "2회"));
  EXPECT_THAT(first.new_story_days, ElementsAre("D1"));
  EXPECT_THAT(first.new_sets, ElementsAre("침전", "PALACE GARDEN", "저잣거리", "옥상"));
  EXPECT_EQ(first.new_appearances, 4);
  const auto scenes = scenes_in_order(catalog);
  ASSERT_EQ(scenes.size(), 4u);
  const Scene& chamber = scenes[1];
  ASSERT_EQ(chamber.number, "12A");
  ASSERT_TRUE(
      catalog.apply({{SetRecordField{RecordType::Scene, chamber.id, "notes", "비 오는 밤"}}, "", ""}));

  const StoryImport again = plan_story_import(catalog, script);
  EXPECT_EQ(again.same_scenes, 4);
  EXPECT_THAT(again.change.edits, IsEmpty());
  Script later = script;
  later.scenes[0].synopsis = "두 사람이 다시 만난다.";
  later.scenes[0].characters = {"무진"};
  const StoryImport changed = take(later);
  EXPECT_EQ(changed.changed_scenes, 1);
  EXPECT_EQ(changed.new_appearances, 1);
  EXPECT_EQ(record<Scene>(catalog, chamber.id)->synopsis, "두 사람이 다시 만난다.");
  EXPECT_EQ(record<Scene>(catalog, chamber.id)->notes, "비 오는 밤");
  EXPECT_EQ(records_where<SceneLook>(catalog, "scene", chamber.id).size(), 3u);
  ASSERT_TRUE(catalog.apply(inverse));
  EXPECT_EQ(record<Scene>(catalog, chamber.id)->synopsis, "두 사람이 만난다.");
  EXPECT_EQ(records_where<SceneLook>(catalog, "scene", chamber.id).size(), 2u);
}

TEST_F(StoryTest, ATableOfScenesIsUnderstoodByItsTitles) {
  const auto table = parse_csv(
      "회차,씬 번호,장소,내외,낮밤,극중일,분량,등장인물,내용,비고\n"
      "3회,12A,침전,안,밤,N3,1 3/8,\"연희, 이강\",둘이 만난다,x\n"
      "3회,13,저자,밖,낮,D4,3/8,,,\n"
      "3회,,,,,,,,,\n");
  const StoryMapping mapping = guess_story_mapping(*table);
  EXPECT_THAT(mapping, ElementsAre("episode", "number", "place", "int_ext", "day_night", "story_day",
                                   "eighths", "characters", "synopsis", ""));
  const Script script = scenes_of_table(*table, mapping);
  const StoryImport plan = take(script);
  EXPECT_EQ(plan.new_scenes, 2);
  EXPECT_THAT(plan.refused, ElementsAre(HasSubstr("line 4")));
  const auto scenes = scenes_in_order(catalog);
  ASSERT_EQ(scenes.size(), 2u);
  EXPECT_EQ(scenes[0].eighths, 11);
  EXPECT_EQ(scenes[0].int_ext, "INT");
  EXPECT_EQ(scenes[0].day_night, "N");
  EXPECT_EQ(scenes[1].eighths, 3);
}

TEST_F(StoryTest, ATableWithoutHeadingsGivesScenesOneThatSaysWhatItDoes) {
  const auto import = [&](const std::string& text) {
    const auto table = parse_csv(text);
    return take(scenes_of_table(*table, guess_story_mapping(*table)));
  };
  const auto heading = [&] { return scenes_in_order(catalog).at(0).heading; };
  import("scene,place,INT/EXT,D/N\n1,Throne hall,INT,D\n");
  EXPECT_EQ(heading(), "INT. Throne hall - D");
  import("씬,장소,안밖,낮밤\n1,침전,안,밤\n");
  EXPECT_EQ(heading(), "침전 / 안 / 밤");
  // One from the script, or that somebody wrote, stays as long as the table does not contradict it.
  const Id id = scenes_in_order(catalog).at(0).id;
  for (const char* written : {"INT. 침전 - 밤", "침전 (꿈) / 안 / 밤"}) {
    ASSERT_TRUE(catalog.apply({{SetRecordField{RecordType::Scene, id, "heading", written}}, "", ""}));
    EXPECT_EQ(import("씬,장소,안밖,낮밤\n1,침전,안,밤\n").same_scenes, 1);
    EXPECT_EQ(heading(), written);
  }
  import("씬,장소,안밖,낮밤\n1,침전,안,낮\n");
  EXPECT_EQ(heading(), "침전 / 안 / 낮");
  import("씬,장소\n1,침전 뒤뜰\n");
  EXPECT_EQ(heading(), "침전 뒤뜰");
  import("씬,장소\n1,침전\n");
  EXPECT_EQ(heading(), "침전");
  // Words that are not understood are kept as well.
  import("씬,장소,안밖\n1,침전,세트장\n");
  EXPECT_EQ(heading(), "침전 / 세트장");
  import("씬,표제,heading,장소\n1,x,S#1. 편전,침전\n");
  EXPECT_EQ(heading(), "S#1. 편전");
}

TEST_F(StoryTest, ARowWhoseEpisodeIsNoNumberIsRefused) {
  const auto table =
      parse_csv("회차,씬\n3,1\n제4화,1\nEP05,1\n,1\nx,2\n\n-1,2\n1-2,2\n99999999999999999999,2\n10000,2\n");
  const StoryImport plan = take(scenes_of_table(*table, guess_story_mapping(*table), 7));
  EXPECT_EQ(plan.new_scenes, 4);
  EXPECT_THAT(plan.new_episodes, ElementsAre("3회", "4회", "5회", "7회"));
  EXPECT_THAT(plan.refused, ElementsAre("“x” is no number of an episode, such as 3, 3회 or EP03. (line 6)",
                                        HasSubstr("(line 8)"), HasSubstr("(line 9)"), HasSubstr("(line 10)"),
                                        HasSubstr("0 to 9999. (line 11)")));
}

TEST_F(StoryTest, RecordsGoOutAsATableAndComeBackAsTheyWere) {
  take(parse_fountain(kScript));
  Look look;
  look.character = live_records<Character>(catalog)[0].id;
  look.number = "2A";
  look.name_ko = "=혼례복";
  put(look);
  for (const char* type : {"scene", "character", "look", "scene_look"}) {
    const auto out = records_to_csv(catalog, type);
    ASSERT_TRUE(out);
    const auto back = parse_csv(format_csv(*out));
    ASSERT_TRUE(back);
    const auto plan = plan_csv_import(catalog, *back, type, guess_csv_mapping(catalog, *back, type));
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_THAT(plan->refused, IsEmpty()) << type;
    EXPECT_THAT(plan->change.edits, IsEmpty()) << type;
    EXPECT_EQ(plan->same, static_cast<int>(out->rows.size())) << type;
  }
}

TEST_F(StoryTest, FieldsOfTheStudioGoOutInATableAndComeIn) {
  const auto field = [&](const std::string& applies_to, const std::string& name, const std::string& sort) {
    CustomField record;
    record.applies_to = applies_to;
    record.name_ko = name;
    record.sort = sort;
    return put(record);
  };
  field("ak_garment", "다림질", "text");
  const Id gap = field("asset", "누빔 간격", "number");
  const Id born = field("character", "생일", "date");
  const auto take_table = [&](const char* text, const char* type) {
    const auto table = parse_csv(text);
    auto plan = plan_csv_import(catalog, *table, type, guess_csv_mapping(catalog, *table, type));
    EXPECT_TRUE(plan) << plan.error().message;
    EXPECT_TRUE(catalog.apply(plan->change));
    return std::move(*plan);
  };
  const CsvImport made = take_table(
      "번호,종류,이름,다림질,누빔간격\n"
      "C-9001,garment,누비 저고리,약하게,\"1,200\"\n"
      "C-9002,garment,누비 치마,,넓게\n"
      "H-9001,headwear,남바위,세게,\n"
      "H-9002,headwear,아얌,,3\n",
      "asset");
  EXPECT_EQ(made.added, 2);
  EXPECT_THAT(made.refused, ElementsAre(HasSubstr("not a number. (line 3)"), HasSubstr("다림질")));
  const Id coat = *catalog.resolve("C-9001");
  EXPECT_FALSE(catalog.resolve("C-9002")) << "a refused line leaves nothing";
  const auto values = own_values(catalog, OwnFields(catalog).of_kind("ak_garment"), coat);
  ASSERT_EQ(values.size(), 2u);
  EXPECT_EQ(values[0].value + " " + values[1].value, "약하게 1200");

  const Id ids[] = {coat, *catalog.resolve("H-9002")};
  const CsvTable out = assets_to_csv(catalog, ids);
  const auto back = parse_csv(format_csv(out));
  const auto same = plan_csv_import(catalog, *back, "asset", guess_csv_mapping(catalog, *back, "asset"));
  EXPECT_EQ(same->same, 2);
  EXPECT_THAT(same->change.edits, IsEmpty());
  const CsvImport changed = take_table("번호,누빔 간격\nC-9001,7\nH-9002,3\n", "asset");
  EXPECT_EQ(changed.changed, 1);
  EXPECT_EQ(changed.same, 1);
  EXPECT_EQ(records_where<CustomValue>(catalog, "subject", ids[1])[0].field, gap);

  const CsvImport people = take_table("이름,생일\n연희,2026-03-05\n무진,봄\n", "character");
  EXPECT_EQ(people.added, 1);
  EXPECT_THAT(people.refused, ElementsAre(HasSubstr("line 3")));
  EXPECT_EQ(records_where<CustomValue>(catalog, "field", born)[0].value, "2026-03-05");
  const auto columns = csv_columns(catalog, "character");
  EXPECT_EQ(columns->back(), "생일");
}

TEST_F(StoryTest, ATableAddsAndChangesRecordsNamedAsPeopleNameThem) {
  take(parse_fountain(kScript));
  const auto table = parse_csv(
      "인물,착장 번호,이름,상태\n연희,1,일상복,승인\n연희,2A,혼례복,draft\n누구,1,옷,\n연희,,옷,\n");
  const auto plan = plan_csv_import(catalog, *table, "look", guess_csv_mapping(catalog, *table, "look"));
  ASSERT_TRUE(plan) << plan.error().message;
  EXPECT_EQ(plan->added, 2);
  EXPECT_THAT(plan->refused, ElementsAre(HasSubstr("line 4"), HasSubstr("line 5")));
  ASSERT_TRUE(catalog.apply(plan->change));
  const auto again = parse_csv("인물,착장 번호,이름\n연희,2A,혼례 원삼\n");
  const auto change = plan_csv_import(catalog, *again, "look", guess_csv_mapping(catalog, *again, "look"));
  EXPECT_EQ(change->changed, 1);
  ASSERT_TRUE(catalog.apply(change->change));
  std::set<std::string> names;
  for (const Look& look : live_records<Look>(catalog)) names.insert(look.name_ko + " " + look.status);
  EXPECT_THAT(names, ElementsAre("일상복 st_approved", "혼례 원삼 st_draft"));
  EXPECT_FALSE(plan_csv_import(catalog, *again, "look", {"character", "mood", ""}));
  EXPECT_FALSE(plan_csv_import(catalog, *again, "weather", {"", "", ""}));
}

TEST_F(StoryTest, MeasurementsLeaveOnlyWhenAskedFor) {
  Actor actor;
  actor.name = "홍길동";
  Measurement height;
  height.actor = put(actor);
  height.what = "ms_ki";
  height.value_mm = 1712;
  put(height);
  EXPECT_EQ(format_csv(*records_to_csv(catalog, "measurement")).find("1712"), std::string::npos);
  EXPECT_NE(format_csv(*records_to_csv(catalog, "measurement", PersonalData::Include)).find("1712"),
            std::string::npos);
}

TEST_F(StoryTest, HintsNameTheirSourceAndTellWhatDiffers) {
  Character king;
  king.name_ko = "임금";
  king.role = "rl_wang";
  Look look;
  look.character = put(king);
  look.number = "1";
  const Id worn = put(look);
  Asset robe;
  robe.id = new_id();
  robe.kind = "ak_garment";
  robe.name_ko = "흑 곤룡포";
  robe.fields = {{"garment_type", "g_gonryongpo_heuk"}};
  ASSERT_TRUE(catalog.apply({{AddAsset{robe}}, "", ""}));
  EXPECT_THAT(hints_for_look(catalog, worn), IsEmpty());
  LookItem item;
  item.look = worn;
  item.asset = robe.id;
  put(item);
  const auto find = [&] {
    for (Hint& hint : hints_for_look(catalog, worn)) {
      if (hint.rule == "r_gon_king") return hint;
    }
    return Hint{};
  };
  const Hint hint = find();
  ASSERT_EQ(hint.rule, "r_gon_king");
  EXPECT_TRUE(hint.differs);
  EXPECT_EQ(hint.source, "S8");
  EXPECT_EQ(hint.trust, HintTrust::Sourced);
  EXPECT_EQ(hint.asset, robe.id);
  ASSERT_TRUE(catalog.apply(waive(hint.rule, hint.place(), "꿈에서는 검은 용포", "지민")));
  EXPECT_EQ(find().reason, "꿈에서는 검은 용포");
  ASSERT_TRUE(catalog.apply({{SetField{robe.id, "garment_type", "g_gonryongpo_hong"}}, "", ""}));
  EXPECT_FALSE(find().differs);
}

TEST_F(StoryTest, TheDemoHasExactlyThreeMistakes) {
  std::map<std::string, Id> pieces;
  Change assets;
  std::set<std::string> names;
  const auto want = [&](std::string_view list) {
    for (std::size_t start = 0; start < list.size();) {
      const std::size_t end = std::min(list.find(' ', start), list.size());
      std::string name(list.substr(start, end - start));
      if (const std::size_t colon = name.find(':'); colon != std::string::npos) name.erase(0, colon + 1);
      names.insert(name.substr(0, name.find('+')));
      start = end + 1;
    }
  };
  for (const DemoLook& look : demo_looks()) want(look.pieces);
  for (const DemoSet& one : demo_film_sets()) want(one.dressing);
  for (const std::string& name : names) {
    Asset asset;
    asset.id = pieces[name] = new_id();
    asset.name_en = name;
    assets.edits.push_back(AddAsset{asset});
  }
  ASSERT_TRUE(catalog.apply(assets));
  const auto applied = catalog.apply(demo_story_change(pieces));
  ASSERT_TRUE(applied) << applied.error().message;
  EXPECT_EQ(live_records<Episode>(catalog).size(), 4u);
  EXPECT_EQ(live_records<Scene>(catalog).size(), 60u);
  EXPECT_EQ(live_records<Character>(catalog).size(), 6u);
  EXPECT_EQ(live_records<Look>(catalog).size(), 14u);
  EXPECT_EQ(live_records<FilmSet>(catalog).size(), 5u);
  auto solver = Continuity::read(catalog);
  ASSERT_TRUE(solver);
  std::vector<std::string> rules;
  for (const Conflict* conflict : solver->conflicts()) rules.push_back(conflict->rule);
  EXPECT_THAT(rules, ElementsAre("look_change", "healing", "unit_twice"));
  // What is kept of looks and sets adds no open conflict: the look that changed after its approval is waived.
  ASSERT_TRUE(keep_demo_versions(catalog));
  ASSERT_TRUE(solver->follow(catalog));
  std::size_t open = 0;
  std::vector<std::string> waived;
  for (const Conflict* conflict : solver->conflicts()) {
    if (conflict->waiver.empty())
      ++open;
    else
      waived.push_back(conflict->rule);
  }
  EXPECT_EQ(open, 3u);
  EXPECT_THAT(waived, ElementsAre("look_approval_stale"));
  const Id fitted = looks_of(catalog, live_records<Character>(catalog)[0].id)[0].id;
  const auto versions = composition_versions(catalog, fitted);
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(record<Look>(catalog, fitted)->master, versions[0].id);
  EXPECT_FALSE(versions[1].notes.empty());
  EXPECT_EQ(live_records<CompositionVersion>(catalog).size(), 4u);
  ASSERT_TRUE(catalog.apply(*applied));
  EXPECT_THAT(live_records<Scene>(catalog), IsEmpty());
}

}  // namespace
}  // namespace bandaji::test
