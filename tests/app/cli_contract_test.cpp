// Usage, exit statuses, and catalogs that cannot be used.
#include <gmock/gmock.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>

#include "tests/app/cli_support.h"

namespace bandaji::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(CommandLine, ExplainsItself) {
  const ProgramResult help = bandaji({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* command :
       {"init",    "demo",  "import", "list",   "facets",     "show",   "set",   "tag",   "trash",
        "restore", "undo",  "redo",   "render", "thumbnails", "review", "sheet", "check", "backup",
        "bench",   "story", "look",   "wear",   "continuity", "record", "csv"}) {
    EXPECT_THAT(help.out, HasSubstr(command));
    const ProgramResult one = bandaji({command, "--help"});
    EXPECT_EQ(one.status, 0) << command;
    EXPECT_THAT(one.out, HasSubstr("Usage")) << command;
  }
  EXPECT_EQ(bandaji({"--version"}).status, 0);
}

TEST_F(CommandLine, CallsWrongUsageWhatItIs) {
  init();
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"dance"},
                                             {"import"},
                                             {"show"},
                                             {"list", "--limit", "many"},
                                             {"list", "--limit", "-4"},
                                             {"import", "a.obj", "--up", "w"},
                                             {"import", "a.obj", "--kind", "spaceship"},
                                             {"sheet"},
                                             {"sheet", "poster", "--out", "x.pdf", "--query", ""},
                                             {"render", "a.obj"},
                                             {"render", "a.obj", "--out", "x.tga"},
                                             {"render", "a.obj", "--out", "x.png", "--size", "0x5"},
                                             {"render", "a.obj", "--out", "x.png", "--view", "sideways"},
                                             {"render", "a.obj", "--out", "x.png", "--section", "w,1"},
                                             {"review"},
                                             {"bench"},
                                             {"bench", "sleep"},
                                             {"init"},
                                             {"list", "--nothing"}}) {
    const ProgramResult result = bandaji(words);
    EXPECT_EQ(result.status, 2) << ::testing::PrintToString(words) << result.err;
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr("bandaji: "));
  }
}

TEST_F(CommandLine, SaysInFewWordsWhichNumberIsWrong) {
  init();
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"list", "--limit", "abc"}, {"list", "--limit", "-1"}, {"list", "--offset", "1.5"}}) {
    const ProgramResult result = bandaji(words);
    EXPECT_EQ(result.status, 2);
    EXPECT_THAT(result.err, HasSubstr(words[1] + ": \"" + words[2] + "\" is no whole number from 0 on."));
    EXPECT_LT(result.err.find('\n'), 80u) << result.err;
  }
  EXPECT_EQ(bandaji({"list", "--limit", "3", "--offset", "0"}).status, 0);
}

TEST_F(CommandLine, TakesBackACatalogThatItCouldNotFinish) {
  // A file may not grow beyond 16 blocks, as on a full disk.
  const auto init_without_room = [&](const char* name) {
    const std::string command = std::string("trap '' XFSZ; ulimit -f 16; '") + BANDAJI_PROGRAM + "' init '" +
                                path(name).string() + "' 2>/dev/null";
    const int status = std::system(command.c_str());
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 4);
  };
  init_without_room("New.bandaji");
  EXPECT_FALSE(fs::exists(path("New.bandaji")));
  fs::create_directories(path("Empty.bandaji"));
  init_without_room("Empty.bandaji");
  EXPECT_TRUE(fs::is_empty(path("Empty.bandaji")));
  EXPECT_EQ(bandaji({"init", "Empty.bandaji"}).status, 0);
  // What others have put there is theirs.
  write_text(path("Full.bandaji/cache/notes.txt"), "x");
  fs::create_directories(path("Full.bandaji/objects"));
  init_without_room("Full.bandaji");
  EXPECT_TRUE(fs::exists(path("Full.bandaji/cache/notes.txt")));
  EXPECT_TRUE(fs::exists(path("Full.bandaji/objects")));
}

TEST_F(CommandLine, FindsTheCatalogUpwardsByVariableAndByOption) {
  EXPECT_EQ(bandaji({"list"}).status, 3);
  init();
  EXPECT_EQ(bandaji({"list"}).status, 0);
  fs::create_directories(path("scripts/deep"));
  ProgramOptions deep = options();
  deep.folder = path("scripts/deep");
  EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"list"}, deep).status, 0);
  deep.folder = catalog() / "objects";
  fs::create_directories(deep.folder);
  EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"list"}, deep).status, 0);
  deep.folder = "/";
  EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"list"}, deep).status, 3);
  EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"--catalog", catalog().string(), "list"}, deep).status, 0);
  EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"list", "--catalog", catalog().string()}, deep).status, 0);
  deep.environment["BANDAJI_CATALOG"] = catalog().string();
  EXPECT_EQ(run_program(BANDAJI_PROGRAM, {"list"}, deep).status, 0);
}

TEST_F(CommandLine, DoesNotChooseBetweenTwoCatalogs) {
  init();
  ASSERT_EQ(bandaji({"init", "Other.bandaji"}).status, 0);
  const ProgramResult result = bandaji({"list"});
  EXPECT_EQ(result.status, 3);
  EXPECT_THAT(result.err, HasSubstr("several"));
}

TEST_F(CommandLine, RefusesACatalogThatIsMissingDamagedOrNewer) {
  EXPECT_EQ(bandaji({"--catalog", "None.bandaji", "list"}).status, 3);
  write_text(path("bad/Bad.bandaji/catalog.sqlite"), std::string(8192, 'x'));
  EXPECT_EQ(bandaji({"--catalog", "bad/Bad.bandaji", "list"}).status, 3);
  EXPECT_EQ(bandaji({"--catalog", "bad/Bad.bandaji", "check"}).status, 3);

  init();
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((catalog() / "catalog.sqlite").c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "PRAGMA user_version = 99999", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  const ProgramResult newer = bandaji({"list"});
  EXPECT_EQ(newer.status, 3);
  EXPECT_THAT(newer.err, HasSubstr("newer"));
}

TEST_F(CommandLine, ReadsACatalogThatCannotBeWritten) {
  init();
  const std::string id = import_box("box.obj");
  for (const char* name : {"catalog.sqlite"}) fs::permissions(catalog() / name, fs::perms::owner_read);
  fs::permissions(catalog(), fs::perms::owner_read | fs::perms::owner_exec);
  if (::geteuid() == 0) {
    // Root may write everywhere; what is proven then is that reading works on such files.
    EXPECT_EQ(json1({"show", id})["id"], id);
  } else {
    EXPECT_EQ(json1({"show", id})["id"], id);
    EXPECT_EQ(bandaji({"set", id, "rating=1"}).status, 3);
  }
}

TEST_F(CommandLine, KeepsResultsAndMessagesApart) {
  init();
  write_obj_box(path("box.obj"));
  const ProgramResult loud = bandaji({"import", "box.obj"});
  EXPECT_THAT(loud.err, HasSubstr("1 imported"));
  EXPECT_THAT(loud.err, ::testing::Not(HasSubstr("\033")));  // No bar off a terminal.
  write_obj_box(path("box2.obj"), 2, 2, 2);
  const ProgramResult quiet = bandaji({"--quiet", "import", "box2.obj", "none.obj"});
  EXPECT_EQ(quiet.status, 1);
  EXPECT_THAT(quiet.err, HasSubstr("none.obj"));
  EXPECT_THAT(quiet.err, ::testing::Not(HasSubstr("imported")));
}

TEST_F(CommandLine, SaysSoWhenItsOutputCannotBeWritten) {
  init();
  import_box("box.obj");
  const std::string command =
      std::string(BANDAJI_PROGRAM) + " --catalog '" + catalog().string() + "' list >/dev/full 2>/dev/null";
  const int status = std::system(command.c_str());
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 4);
}

TEST_F(CommandLine, ListsItsOwnMeasurements) {
  std::vector<std::string> names;
  for (const Json& row : json({"bench", "--list"})) names.push_back(row["name"]);
  EXPECT_THAT(names, ::testing::IsSupersetOf({"open", "import", "search", "frames"}));
  const Json search =
      json({"bench", "search", "--assets", "300"}).back();  // After a line for each way of typing.
  for (const char* name : {"p50_ms", "p99_ms", "open_ms", "rss_mb"})
    EXPECT_TRUE(search.contains(name)) << name;
  write_obj_box(path("box.obj"));
  EXPECT_EQ(json1({"bench", "import", "box.obj"})["inputs"], 1);
}

}  // namespace
}  // namespace bandaji::test
