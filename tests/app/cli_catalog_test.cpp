// init, import, list, facets, show, set, tag, trash, restore, undo, redo: what scripts rely on.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/app/cli_support.h"

namespace bandaji::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(CommandLine, MakesACatalogOnceAndLeavesOtherFoldersAlone) {
  EXPECT_EQ(bandaji({"init", "Show.bandaji"}).status, 0);
  EXPECT_TRUE(fs::exists(catalog() / "catalog.sqlite"));
  EXPECT_EQ(json1({"init", "Show.bandaji"})["created"], false);
  write_text(path("full/letter.txt"), "dear");
  const ProgramResult refused = bandaji({"init", "full"});
  EXPECT_EQ(refused.status, 4);
  EXPECT_THAT(refused.err, HasSubstr("bandaji: "));
  EXPECT_FALSE(fs::exists(path("full/catalog.sqlite")));
}

TEST_F(CommandLine, ReportsAnImportInTheDocumentedWords) {
  init();
  write_gltf_box(path("box/당의.gltf"), {.texture = "silk.png"});
  const Json row = json1({"import", "box/당의.gltf", "--tag", "대여", "--tag", "1화"});
  for (const char* name : {"path", "status", "id", "version", "kind", "triangles", "vertices", "materials",
                           "animations", "size_mm", "warnings", "error"}) {
    EXPECT_TRUE(row.contains(name)) << name;
  }
  EXPECT_EQ(row["path"], "box/당의.gltf");
  EXPECT_EQ(row["status"], "imported");
  EXPECT_EQ(row["version"], 1);
  EXPECT_EQ(row["kind"], "garment");
  EXPECT_EQ(row["triangles"], 12);
  EXPECT_EQ(row["materials"], 1);
  EXPECT_EQ(row["size_mm"], Json({600, 1200, 300}));
  EXPECT_EQ(row["error"], "");
  const Json record = json1({"show", row["id"]});
  EXPECT_EQ(record["name_ko"], "당의");
  EXPECT_EQ(record["tags"], Json({"1화", "대여"}));
  EXPECT_EQ(record["versions"][0]["files"].size(), 3u);
}

TEST_F(CommandLine, ImportsTheGoodFilesAndNamesTheRefusedOne) {
  init();
  write_obj_box(path("a.obj"));
  write_text(path("b.obj"), "this is no model\n");
  write_obj_box(path("c.obj"), 1, 2, 3);
  const ProgramResult result = bandaji({"--json", "import", "a.obj", "b.obj", "c.obj", "nowhere.obj"});
  EXPECT_EQ(result.status, 1);
  const auto lines = result.lines();
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(Json::parse(lines[0])["status"], "imported");
  EXPECT_EQ(Json::parse(lines[1])["status"], "refused");
  EXPECT_NE(Json::parse(lines[1])["error"], "");
  EXPECT_EQ(Json::parse(lines[2])["status"], "imported");
  EXPECT_EQ(Json::parse(lines[3])["status"], "refused");
  EXPECT_THAT(result.err, HasSubstr("b.obj"));
  EXPECT_EQ(json({"list"}).size(), 2u);
}

TEST_F(CommandLine, SaysThatNothingCouldBeDoneWhenEveryFileIsRefused) {
  init();
  write_text(path("empty.glb"), "");
  ASSERT_EQ(::mkfifo(path("pipe.obj").c_str(), 0600), 0);
  EXPECT_EQ(bandaji({"import", "empty.glb", "pipe.obj", "none.fbx"}).status, 4);
  EXPECT_THAT(json({"list"}), IsEmpty());
}

TEST_F(CommandLine, TellsADuplicateFromANewVersion) {
  init();
  write_obj_box(path("gat.obj"));
  const Json first = json1({"import", "gat.obj"});
  const Json again = json1({"import", "gat.obj"});
  EXPECT_EQ(again["status"], "duplicate");
  EXPECT_EQ(again["id"], first["id"]);
  write_obj_box(path("gat.obj"), 0.4, 0.2, 0.4);
  const Json changed = json1({"import", "gat.obj", "--comment", "crown lowered"});
  EXPECT_EQ(changed["status"], "new_version");
  EXPECT_EQ(changed["id"], first["id"]);
  EXPECT_EQ(changed["version"], 2);
  const Json record = json1({"show", first["id"]});
  EXPECT_EQ(record["versions"].size(), 2u);
  EXPECT_EQ(record["versions"][1]["comment"], "crown lowered");
}

TEST_F(CommandLine, AddsAFileOfAnyNameAsVersionOfARecord) {
  init();
  const std::string id = import_box("first.obj");
  write_obj_box(path("second.obj"), 2, 2, 2);
  const Json row = json1({"import", "second.obj", "--version-of", id});
  EXPECT_EQ(row["status"], "new_version");
  EXPECT_EQ(row["id"], id);
  EXPECT_EQ(bandaji({"import", "second.obj", "--version-of", "ZZZZZZZZZZ"}).status, 4);
}

TEST_F(CommandLine, TakesUnitAndUpAxisFromThePersonWhoKnows) {
  init();
  write_obj_box(path("mm.obj"), 600, 300, 1200);
  const Json row = json1({"import", "mm.obj", "--unit", "mm", "--up", "z"});
  EXPECT_EQ(row["size_mm"], Json({600, 1200, 300}));
}

TEST_F(CommandLine, KeepsAVersionWhosePictureIsMissingAndSaysSo) {
  init();
  write_gltf_box(path("box.gltf"), {.texture = "gone.png", .without_picture = true});
  const Json row = json1({"import", "box.gltf"});
  EXPECT_EQ(row["status"], "imported");
  EXPECT_FALSE(row["warnings"].empty());
  EXPECT_EQ(json1({"show", row["id"]})["versions"][0]["missing"][0]["asked"], "gone.png");
}

TEST_F(CommandLine, ImportsPicturesAndOtherFiles) {
  init();
  write_picture(path("시안.png"), 20, 10);
  write_text(path("pattern.zprj"), "pattern");
  const auto rows = json({"import", "시안.png", "pattern.zprj"});
  EXPECT_EQ(rows[0]["kind"], "reference");
  EXPECT_EQ(json1({"show", rows[0]["id"]})["versions"][0]["width_px"], 20);
  EXPECT_EQ(json1({"show", rows[1]["id"]})["content"], "attachment");
}

TEST_F(CommandLine, FindsKoreanNamesHoweverTheyAreWritten) {
  init();
  import_box("홍색 저고리.obj");
  import_box("\xE1\x84\x83\xE1\x85\xA1\xE1\x86\xBC\xE1\x84\x8B\xE1\x85\xB4.obj",
             1.1);  // 당의, as macOS writes names.
  for (const char* query : {"저고리", "ㅈㄱㄹ", "저골", "jeogori"}) {
    const auto found = json({"list", "--query", query});
    ASSERT_EQ(found.size(), 1u) << query;
    EXPECT_EQ(found[0]["name_ko"], "홍색 저고리") << query;
  }
  EXPECT_EQ(json({"list", "--query", "당의"}).size(), 1u);
}

TEST_F(CommandLine, SortsAndPagesAList) {
  init();
  import_box("c.obj", 1.0);
  import_box("a.obj", 2.0);
  import_box("b.obj", 3.0);
  const auto names = [&](std::vector<std::string> arguments) {
    std::vector<std::string> all;
    for (const Json& row : json(std::move(arguments))) all.push_back(row["name_en"]);
    return all;
  };
  EXPECT_THAT(names({"list", "--sort", "name"}), ElementsAre("a", "b", "c"));
  EXPECT_THAT(names({"list", "--sort", "name:desc"}), ElementsAre("c", "b", "a"));
  EXPECT_THAT(names({"list", "--sort", "height"}), ElementsAre("c", "a", "b"));
  EXPECT_THAT(names({"list", "--sort", "name", "--limit", "1", "--offset", "1"}), ElementsAre("b"));
  EXPECT_THAT(names({"list", "--offset", "99"}), IsEmpty());
  EXPECT_EQ(bandaji({"list", "--sort", "beauty"}).status, 2);
}

TEST_F(CommandLine, CountsFacets) {
  init();
  import_box("당의.obj", 1.0);
  import_box("갓.obj", 0.2);
  const std::string id = import_box("저고리.obj", 0.5);
  json1({"set", id, "status=approved"});
  int garments = 0;
  int approved = 0;
  for (const Json& facet : json({"facets"})) {
    for (const Json& value : facet["values"]) {
      if (facet["key"] == "kind" && value["term"] == "kind:garment") garments = value["count"];
      if (facet["key"] == "status" && value["term"] == "status:approved") approved = value["count"];
    }
  }
  EXPECT_EQ(garments, 2);
  EXPECT_EQ(approved, 1);
  EXPECT_EQ(json({"list", "--kind", "garment", "--status", "approved"}).size(), 1u);
}

TEST_F(CommandLine, EditsFieldsAndTagsInKoreanAndEnglish) {
  init();
  const std::string id = import_box("box.obj");
  const Json set = json1({"set", id, "name_ko=홍색 당의", "rating=4", "notes=소매 배래를 다시",
                          "kind=의상 단품", "fabric=fb_silk"});
  EXPECT_EQ(set["name_ko"], "홍색 당의");
  EXPECT_EQ(set["rating"], 4);
  EXPECT_EQ(set["kind"], "garment");
  EXPECT_EQ(set["fields"]["fabric"], "fb_silk");
  EXPECT_EQ(json1({"tag", id, "+대여", "+1화"})["tags"], Json({"1화", "대여"}));
  EXPECT_EQ(json1({"tag", id, "-대여", "+hanbok"})["tags"], Json({"1화", "hanbok"}));
}

TEST_F(CommandLine, RefusesEditsThatTheCatalogCannotHold) {
  init();
  const std::string id = import_box("box.obj");
  EXPECT_EQ(bandaji({"set", id, "no_such_field=1"}).status, 2);
  EXPECT_EQ(bandaji({"set", id, "rating"}).status, 2);
  EXPECT_EQ(bandaji({"set", id, "rating=9"}).status, 4);
  EXPECT_EQ(bandaji({"set", "C-9999", "rating=1"}).status, 4);
  EXPECT_EQ(bandaji({"tag", id}).status, 2);
  EXPECT_EQ(bandaji({"tag", id, "대여"}).status, 2);
  EXPECT_EQ(json1({"show", id})["revision"], 1);
}

TEST_F(CommandLine, TakesBackAndMakesAgainAcrossCommands) {
  init();
  const std::string id = import_box("box.obj");
  bandaji({"set", id, "name_ko=하나"});
  bandaji({"set", id, "name_ko=둘"});
  EXPECT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_EQ(json1({"show", id})["name_ko"], "하나");
  EXPECT_EQ(bandaji({"redo"}).status, 0);
  EXPECT_EQ(json1({"show", id})["name_ko"], "둘");
  EXPECT_EQ(bandaji({"redo"}).status, 4);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(bandaji({"undo"}).status, 0) << i;
  EXPECT_THAT(json({"list"}), IsEmpty());  // The import too.
  EXPECT_EQ(bandaji({"undo"}).status, 4);
  EXPECT_EQ(bandaji({"redo"}).status, 0);
  EXPECT_EQ(json({"list"}).size(), 1u);
  EXPECT_TRUE(json1({"check"})["ok"]);
}

TEST_F(CommandLine, MovesToTheTrashAndBack) {
  init();
  const std::string a = import_box("a.obj", 1);
  const std::string b = import_box("b.obj", 2);
  EXPECT_EQ(bandaji({"trash", a, "C-9999"}).status, 1);
  EXPECT_EQ(json({"list"}).size(), 1u);
  EXPECT_EQ(json({"list", "--query", "in:trash"}).size(), 1u);
  EXPECT_EQ(bandaji({"restore", a}).status, 0);
  EXPECT_EQ(json({"list"}).size(), 2u);
}

TEST_F(CommandLine, AcceptsNumbersAndTheBeginningOfIds) {
  init();
  const std::string id = import_box("box.obj");
  const std::string number = json1({"show", id})["number"];
  EXPECT_EQ(json1({"show", number})["id"], id);
  EXPECT_EQ(json1({"show", id.substr(0, 20)})["id"], id);
}

TEST_F(CommandLine, RecordsDecisionsAndSeesThemGoStale) {
  init();
  const std::string id = import_box("box.obj");
  const Json none = json1({"review", "status", id});
  EXPECT_EQ(none["state"], "none");
  const Json approved =
      json1({"review", "approve", id, "--role", "director", "--by", "김도윤", "--note", "좋습니다"});
  EXPECT_EQ(approved["state"], "approved");
  EXPECT_EQ(approved["stale"], false);
  EXPECT_EQ(approved["hash"].get<std::string>().size(), 64u);
  EXPECT_EQ(approved["decisions"][0]["by"], "김도윤");
  write_obj_box(path("box.obj"), 1, 1, 1);
  json1({"import", "box.obj"});
  const Json stale = json1({"review", "status", id});
  EXPECT_EQ(stale["stale"], true);
  EXPECT_EQ(stale["version"], 2);
  EXPECT_EQ(json1({"review", "changes", id, "--role", "연출", "--by", "김도윤"})["state"],
            "changes_requested");
  EXPECT_EQ(json1({"review", "hold", id, "--role", "director", "--by", "x"})["state"], "hold");
  EXPECT_EQ(bandaji({"review", "approve", id, "--role", "gardener", "--by", "x"}).status, 2);
  EXPECT_EQ(bandaji({"review", "approve", id}).status, 2);
  EXPECT_EQ(json({"review", "status"}).size(), 1u);
}

}  // namespace
}  // namespace bandaji::test
