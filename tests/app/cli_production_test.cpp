// story, look, wear, continuity, record and csv through the real program.
#include <gmock/gmock.h>

#include "db/engine/sqlite.h"
#include "db/schema.h"
#include "tests/app/cli_support.h"

namespace bandaji::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kScript =
    "INT. 침전 - 밤 #1#\n\n[[D1]]\n\n@연희\n누구냐.\n\nINT. 침전 - 밤 #2#\n\n[[D1]]\n\n@연희\n다시 왔구나.\n";

class ProductionCommands : public CommandLine {
 protected:
  void SetUp() override {
    init();
    write_text(path("1.fountain"), kScript);
    ASSERT_EQ(json1({"story", "import", "1.fountain", "--sets"})["new_scenes"], 2);
    json1({"record", "set", "film_set", "침전", "status=approved"});
  }
};

TEST_F(ProductionCommands, AScriptIsPreviewedImportedListedAndTakenBack) {
  const Json preview = json1({"story", "import", "1.fountain", "--episode", "2", "--preview"});
  EXPECT_EQ(preview["new_scenes"], 2);
  EXPECT_EQ(preview["preview"], true);
  const auto scenes = json({"story", "list"});
  ASSERT_EQ(scenes.size(), 2u);
  EXPECT_EQ(scenes[0]["name"], "1-1");
  EXPECT_EQ(scenes[0]["story_day"], "D1");
  EXPECT_EQ(scenes[0]["int_ext"], "INT");
  EXPECT_EQ(scenes[0]["day_night"], "N");
  EXPECT_EQ(scenes[0]["set"], "침전");
  EXPECT_EQ(scenes[0]["characters"][0]["name"], "연희");
  EXPECT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_THAT(json({"story", "list"}), IsEmpty());
  EXPECT_EQ(bandaji({"redo"}).status, 0);
  EXPECT_EQ(json({"story", "list"}).size(), 2u);
  EXPECT_EQ(bandaji({"story", "import", "nowhere.fountain"}).status, 4);
  write_text(path("a.doc"), "x");
  EXPECT_EQ(bandaji({"story", "import", "a.doc"}).status, 4);
}

TEST_F(ProductionCommands, ATableOfScenesKeepsItsPlacesAndLosesNoSceneToAWrongEpisode) {
  write_text(path("table.csv"), "회차,씬,장소,안밖,낮밤\n2회,1,침전,안,밤\nx,4,마당,밖,낮\n");
  const Json done = json1({"story", "import", "table.csv"}, 1);
  EXPECT_EQ(done["new_scenes"], 1);
  EXPECT_EQ(done["refused"], 1);
  const ProgramResult refused = bandaji({"story", "import", "table.csv"});
  EXPECT_EQ(refused.status, 1);
  EXPECT_THAT(refused.err, HasSubstr("“x” is no number of an episode"));
  EXPECT_THAT(refused.err, HasSubstr("(line 3)"));
  const auto scenes = json({"story", "list"});
  ASSERT_EQ(scenes.size(), 3u);  // Two of the script; none that the wrong row would have become.
  EXPECT_EQ(scenes[2]["name"], "2-1");
  EXPECT_EQ(scenes[2]["heading"], "침전 / 안 / 밤");
  EXPECT_EQ(scenes[2]["set"], "침전");
}

TEST_F(ProductionCommands, AScriptOfWhichNothingCanBeTakenSaysWhy) {
  write_text(path("empty.fountain"), "");
  write_text(path("prose.fountain"), "Title: 시\n\n달이 떴다.\n");
  write_text(path("rows.csv"), "씬,장소\n");
  for (const char* name : {"empty.fountain", "prose.fountain", "rows.csv"}) {
    const ProgramResult result = bandaji({"story", "import", name});
    EXPECT_EQ(result.status, 4) << name;
    EXPECT_THAT(result.err, HasSubstr(name));
    EXPECT_THAT(result.out, IsEmpty()) << name;
  }
  std::string wide;
  for (const char c : std::string_view("INT. HALL - DAY #7#\n")) wide += {c, '\0'};
  write_text(path("wide.fountain"), "\xFF\xFE" + wide);
  EXPECT_EQ(json1({"story", "import", "wide.fountain"})["new_scenes"], 1);
  write_text(path("unmarked.fountain"), wide);
  const ProgramResult unmarked = bandaji({"story", "import", "unmarked.fountain"});
  EXPECT_EQ(unmarked.status, 4);
  EXPECT_THAT(unmarked.err, HasSubstr("unmarked.fountain"));
  EXPECT_THAT(unmarked.err, HasSubstr("UTF-16"));
}

TEST_F(ProductionCommands, WhatIsInTheTrashKeepsItsNameAndComesBackByIt) {
  const Json look = json1({"look", "add", "연희", "name_ko=일상복"});
  EXPECT_EQ(json1({"look", "trash", "연희 1"})["name"], "연희 1");
  EXPECT_EQ(json1({"record", "bin"})["name"], "연희 1");
  EXPECT_THAT(bandaji({"record", "bin"}).out, HasSubstr("연희 1"));
  EXPECT_EQ(bandaji({"record", "restore", "look", "연희 2"}).status, 4);
  EXPECT_EQ(json1({"record", "restore", "look", "연희 1"})["id"], look["id"]);
  EXPECT_THAT(json({"record", "bin"}), IsEmpty());

  EXPECT_EQ(json1({"record", "trash", "scene", "1-2"})["name"], "1-2");
  EXPECT_EQ(json1({"record", "bin"})["name"], "1-2");
  EXPECT_EQ(json1({"record", "restore", "scene", "1-2"})["name"], "1-2");

  // Where two are called so, only an id tells which.
  for (int i = 0; i < 2; ++i) {
    const std::string id = json1({"record", "add", "location", "name=창고"})["id"];
    json1({"record", "trash", "location", id});
  }
  const ProgramResult several = bandaji({"record", "restore", "location", "창고"});
  EXPECT_EQ(several.status, 4);
  EXPECT_THAT(several.err, HasSubstr("Several"));
  EXPECT_EQ(json({"record", "bin"}).size(), 2u);
}

TEST_F(ProductionCommands, LooksAreWornAndConflictsFoundWaivedAndResolved) {
  EXPECT_EQ(json({"continuity"}).size(), 2u);  // Nobody wears anything yet.
  EXPECT_EQ(json1({"look", "add", "연희", "name_ko=일상복", "status=approved"})["number"], "1");
  EXPECT_EQ(json1({"look", "add", "연희", "status=승인"})["number"], "2");
  const std::string id = import_box("당의.obj");
  const Json look = json1({"look", "item", "연희 1", id, "slot=top", "layer=2"});
  ASSERT_EQ(look["items"].size(), 1u);
  EXPECT_EQ(look["items"][0]["slot"], "top");
  EXPECT_EQ(look["items"][0]["layer"], 2);
  const Json worn =
      json1({"wear", "1-1", "연희", "1", "--set", "end_condition=혈흔:2", "--set", "how_worn=풀어 헤침"});
  EXPECT_EQ(worn["end_condition"], "cd_blood:2");
  EXPECT_EQ(worn["how_worn"], "풀어 헤침");
  json1({"wear", "1-2", "연희", "2"});
  const auto conflicts = json({"continuity", "check"});
  ASSERT_EQ(conflicts.size(), 1u);
  EXPECT_EQ(conflicts[0]["rule"], "look_change");
  EXPECT_EQ(conflicts[0]["scene_name"], "1-2");
  EXPECT_THAT(conflicts[0]["ko"], HasSubstr("연희의 착장이 1번에서 2번으로"));
  EXPECT_EQ(conflicts[0]["waived"], false);

  EXPECT_EQ(bandaji({"continuity", "waive", "1"}).status, 2);
  EXPECT_EQ(bandaji({"continuity", "waive", "9", "--reason", "x"}).status, 4);
  EXPECT_EQ(bandaji({"continuity", "waive", conflicts[0]["id"], "--reason", "꿈 장면"}).status, 0);
  EXPECT_EQ(json1({"continuity"})["reason"], "꿈 장면");
  EXPECT_THAT(json({"continuity", "check", "--open"}), IsEmpty());
  EXPECT_EQ(bandaji({"continuity", "unwaive", "1"}).status, 0);
  EXPECT_EQ(json1({"continuity"})["waived"], false);
  json1({"wear", "1-2", "연희", "1"});
  EXPECT_EQ(json1({"continuity"})["rule"], "healing");
  json1({"wear", "1-2", "연희", "1", "--set", "washed=yes"});
  EXPECT_THAT(json({"continuity"}), IsEmpty());

  EXPECT_EQ(bandaji({"wear", "1-2", "연희", "--off"}).status, 0);
  EXPECT_THAT(json({"story", "list"})[1]["characters"], IsEmpty());
  EXPECT_EQ(bandaji({"wear", "1-2", "연희", "--off"}).status, 4);
  EXPECT_EQ(bandaji({"wear", "1-2", "누구", "1"}).status, 4);
  EXPECT_EQ(bandaji({"wear", "1-1", "연희", "7"}).status, 4);
  EXPECT_EQ(bandaji({"wear", "1-1", "연희", "1", "--set", "mood=sad"}).status, 2);
  EXPECT_EQ(json({"look", "list", "--character", "연희"}).size(), 2u);
  EXPECT_EQ(json1({"look", "show", "연희 1"})["scenes"], Json({"1-1"}));
}

TEST_F(ProductionCommands, VersionsOfLooksAreKeptDecidedOnAndRestored) {
  json1({"look", "add", "연희", "name_ko=일상복"});
  const std::string id = import_box("당의.obj");
  json1({"look", "item", "연희 1", id, "slot=top"});
  const std::string look = "look:연희 1";
  EXPECT_THAT(json({"version", "list", look}), IsEmpty());
  const Json first = json1({"version", "save", look, "--comment", "첫 시안", "--by", "의상"});
  EXPECT_EQ(first["number"], 1);
  EXPECT_EQ(first["comment"], "첫 시안");
  EXPECT_EQ(first["author"], "의상");
  EXPECT_EQ(first["current"], true);
  EXPECT_EQ(bandaji({"version", "save", look}).status, 4) << "Nothing was changed.";
  EXPECT_THAT(json({"version", "diff", look, "1"}), IsEmpty());
  json1({"version", "note", look, "1", "감독에게 보냄"});
  json1({"version", "pin", look, "1"});
  const Json approved = json1({"review", "approve", look, "--role", "director", "--by", "한 감독"});
  EXPECT_EQ(approved["number"], "연희 1");
  EXPECT_EQ(approved["version"], 1);
  EXPECT_EQ(approved["state"], "approved");
  EXPECT_EQ(approved["stale"], false);
  EXPECT_EQ(approved["hash"], first["hash"]);
  json1({"look", "item", "연희 1", id, "slot=belt"});
  const Json stale = json1({"review", "status", look});
  EXPECT_EQ(stale["stale"], true);
  EXPECT_EQ(stale["decisions"].size(), 1u);
  EXPECT_NE(stale["hash"], first["hash"]);
  const Json added = json1({"version", "diff", look, "1"});
  EXPECT_EQ(added["change"], "added");
  EXPECT_EQ(added["asset"], "C-0001");
  EXPECT_THAT(added["ko"], HasSubstr("더함: C-0001"));
  EXPECT_EQ(bandaji({"version", "diff", look, "1", "7"}).status, 4);
  EXPECT_EQ(json({"review", "status"}).size(), 1u) << "Everything that was decided on.";
  json1({"version", "restore", look, "1"});
  EXPECT_EQ(json1({"review", "status", look})["stale"], false);
  EXPECT_EQ(json1({"look", "show", "연희 1"})["items"].size(), 1u);
  EXPECT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_EQ(json1({"look", "show", "연희 1"})["items"].size(), 2u);
  const auto versions = json({"version", "list", look});
  ASSERT_EQ(versions.size(), 1u);
  EXPECT_EQ(versions[0]["notes"], "감독에게 보냄");
  EXPECT_EQ(versions[0]["master"], true);
  EXPECT_EQ(versions[0]["current"], false);
  EXPECT_EQ(bandaji({"version", "restore", look, "7"}).status, 4);
  EXPECT_EQ(bandaji({"version", "list", "연희 1"}).status, 2);
  // A look, a set and an asset in one decision; what there is not is refused.
  EXPECT_EQ(bandaji({"review", "hold", look, "set:침전", id, "--role", "director", "--by", "한 감독"}).status,
            0);
  EXPECT_EQ(json1({"review", "status", "set:침전"})["state"], "hold");
  EXPECT_EQ(bandaji({"review", "status", "set:없는 곳", id}).status, 1);
}

TEST_F(ProductionCommands, APieceIsHeldToAVersionAndACopy) {
  json1({"look", "add", "연희"});
  const std::string id = import_box("당의.obj");
  json1({"look", "item", "연희 1", id, "slot=top"});
  json1({"record", "add", "unit", "asset=" + id, "number=2"});
  const std::string other = path("다른 당의.obj").string();
  write_obj_box(other, 0.6, 3, 0.3);
  ASSERT_EQ(bandaji({"import", other, "--version-of", id}).status, 0);
  const Json pinned = json1({"look", "pin", "연희 1", id, "--version", "1", "--unit", "2"});
  EXPECT_EQ(pinned["items"][0]["version_number"], 1);
  EXPECT_EQ(pinned["items"][0]["newest_version"], 2);
  EXPECT_FALSE(pinned["items"][0]["unit"].get<std::string>().empty());
  const Json free = json1({"look", "pin", "연희 1", id, "--off"});
  EXPECT_EQ(free["items"][0]["version_number"], 2);
  EXPECT_EQ(free["items"][0]["unit"], "");
  EXPECT_EQ(bandaji({"look", "pin", "연희 1", id, "--version", "9"}).status, 4);
  EXPECT_EQ(bandaji({"look", "pin", "연희 1", id}).status, 2);
}

TEST_F(ProductionCommands, EveryTypeOfRecordIsMadeChangedUsedAndThrownAway) {
  EXPECT_EQ(json({"record", "types"}).size(), 33u);
  const std::string id = import_box("당의.obj");
  json1({"record", "add", "location", "name=창고"});
  const Json unit =
      json1({"record", "add", "unit", "asset=" + id, "number=1", "location=창고", "cost=1,200,000원"});
  EXPECT_EQ(unit["name"], "C-0001#1");
  EXPECT_EQ(unit["cost"], 1200000);
  EXPECT_EQ(json1({"record", "set", "unit", "C-0001#1", "condition=먼지"})["condition"], "cd_dust");
  const auto uses = json({"record", "used", id});
  ASSERT_EQ(uses.size(), 1u);
  EXPECT_EQ(uses[0]["type"], "unit");
  EXPECT_EQ(uses[0]["field"], "asset");
  json1({"record", "trash", "unit", "C-0001#1"});
  EXPECT_THAT(json({"record", "list", "unit"}), IsEmpty());
  EXPECT_EQ(json({"record", "bin"}).size(), 1u);
  json1({"record", "restore", "unit", unit["id"]});
  EXPECT_EQ(json({"record", "list", "unit"}).size(), 1u);
  EXPECT_EQ(bandaji({"record", "list", "weather"}).status, 2);
  EXPECT_EQ(bandaji({"record", "add", "unit", "number=2"}).status, 4);
  EXPECT_EQ(bandaji({"record", "set", "unit", "C-0001#1", "cost=much"}).status, 4);
  EXPECT_EQ(bandaji({"record", "show", "unit", "C-0009#1"}).status, 4);
}

TEST_F(ProductionCommands, TablesGoOutAndComeIn) {
  import_box("당의.obj");
  const Json out = json1({"csv", "export", "assets.csv"});
  EXPECT_EQ(out["rows"], 1);
  EXPECT_EQ(json1({"csv", "import", "assets.csv"})["same"], 1);
  write_text(path("more.csv"),
             "\xEF\xBB\xBF"
             "번호,이름,메모,kind\r\nC-0001,녹당의,=1,garment\r\n,치마,,garment\r\nC-0001,,,sofa\r\n");
  const Json preview = json1({"csv", "import", "more.csv", "--preview"}, 1);
  EXPECT_EQ(preview["added"], 1);
  EXPECT_EQ(preview["changed"], 1);
  EXPECT_EQ(preview["encoding"], "UTF-8 with BOM");
  EXPECT_EQ(json({"list"}).size(), 1u);
  json1({"csv", "import", "more.csv"}, 1);
  EXPECT_EQ(json({"list"}).size(), 2u);
  EXPECT_EQ(json1({"show", "C-0001"})["name_ko"], "녹당의");

  EXPECT_EQ(json1({"csv", "export", "scenes.csv", "--type", "scene"})["rows"], 2);
  write_text(path("chars.csv"), "배역,역할\n이강,rl_wang\n");
  const Json mapped = json1(
      {"csv", "import", "chars.csv", "--type", "character", "--map", "배역=name_ko", "--map", "역할=role"});
  EXPECT_EQ(mapped["added"], 1);
  EXPECT_EQ(json1({"record", "show", "character", "이강"})["role"], "rl_wang");
  EXPECT_EQ(bandaji({"csv", "import", "chars.csv", "--type", "weather"}).status, 2);
  EXPECT_EQ(bandaji({"csv", "import", "nowhere.csv"}).status, 4);
  // Of two columns with one title the first is taken, and said to be.
  write_text(path("twice.csv"), "number,rating,rating\nC-0001,1,2\n");
  EXPECT_EQ(json1({"csv", "import", "twice.csv"})["columns"]["rating"], "rating");
  EXPECT_EQ(json1({"show", "C-0001"})["rating"], 1);
}

TEST_F(ProductionCommands, HintsAndRulesAreListed) {
  EXPECT_EQ(json({"continuity", "rules"}).size(), 12u);
  json1({"record", "set", "character", "연희", "role=상궁"});
  json1({"look", "add", "연희"});
  const std::string id = import_box("원삼.obj");
  EXPECT_EQ(bandaji({"set", id, "garment_type=g_wonsam_hong"}).status, 0);
  EXPECT_EQ(bandaji({"look", "item", "연희 1", id}).status, 0);
  const auto hints = json({"continuity", "hints"});
  ASSERT_FALSE(hints.empty());
  for (const char* name : {"id", "rule", "look", "differs", "ko", "en", "source", "trust", "waived"})
    EXPECT_TRUE(hints[0].contains(name)) << name;
  EXPECT_EQ(bandaji({"continuity", "waive", hints[0]["id"], "--reason", "연출 의도"}).status, 0);
  EXPECT_EQ(json({"continuity", "hints", "--open"}).size(), hints.size() - 1);
}

TEST_F(CommandLine, ReadsACatalogOfAnEarlierVersionAfterABackup) {
  std::filesystem::create_directories(catalog());
  {
    auto db = engine::Connection::open(catalog() / "catalog.sqlite", {.create = true});
    ASSERT_TRUE(db);
    ASSERT_TRUE(migrate(**db, catalog(), migrations().first(1)));
    (*db)->run("INSERT INTO production VALUES ('title_ko', '달빛 궁')");
    ASSERT_TRUE((*db)->run_script("PRAGMA journal_mode = WAL;"));
  }
  const ProgramResult listed = bandaji({"list"});
  EXPECT_EQ(listed.status, 0) << listed.err;
  EXPECT_THAT(listed.err, HasSubstr("backup"));
  EXPECT_EQ(bandaji({"story", "list"}).status, 0);
  int backups = 0;
  for (const auto& entry : std::filesystem::directory_iterator(catalog()))
    backups += entry.path().extension() == ".backup";
  EXPECT_EQ(backups, 1);
}

}  // namespace
}  // namespace bandaji::test
