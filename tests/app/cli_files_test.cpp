// Paths that people and scripts give: pipes, devices, folders and links, and two programs at one catalog.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "tests/app/cli_support.h"

namespace bandaji::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

using CommandLineFiles = CommandLine;

TEST_F(CommandLineFiles, WhatIsWrittenToAPipeOrADeviceGoesThroughIt) {
  init();
  import_box("box.obj");
  const fs::path pipe = path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::string read;
  std::thread reader([&] {
    std::ifstream stream(pipe, std::ios::binary);
    read.assign(std::istreambuf_iterator<char>(stream), {});
  });
  EXPECT_EQ(bandaji({"csv", "export", "pipe"}).status, 0);
  reader.join();
  EXPECT_THAT(read, HasSubstr("box"));
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_EQ(bandaji({"csv", "export", "/dev/null"}).status, 0);
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  const ProgramResult out = bandaji({"--quiet", "csv", "export", "/dev/stdout"});
  EXPECT_EQ(out.status, 0) << out.err;
  EXPECT_THAT(out.out, HasSubstr("box"));
}

TEST_F(CommandLineFiles, ALinkThatIsWrittenToStaysOne) {
  init();
  import_box("box.obj");
  write_text(path("real.csv"), "before");
  fs::create_symlink("real.csv", path("link.csv"));
  EXPECT_EQ(bandaji({"csv", "export", "link.csv"}).status, 0);
  EXPECT_TRUE(fs::is_symlink(path("link.csv")));
  EXPECT_GT(fs::file_size(path("real.csv")), 20u);
  EXPECT_EQ(bandaji({"backup", "catalog.tar"}).status, 0);
  EXPECT_EQ(bandaji({"backup", "none/catalog.tar"}).status, 4);
}

TEST_F(CommandLineFiles, TablesAndScriptsAreOnlyReadFromFiles) {
  init();
  fs::create_directory(path("folder.csv"));
  fs::create_directory(path("folder.fountain"));
  ASSERT_EQ(mkfifo(path("pipe.csv").c_str(), 0600), 0);
  fs::create_symlink("/dev/zero", path("zero.fountain"));
  for (const char* name : {"folder.csv", "pipe.csv", "/dev/zero"}) {
    const ProgramResult result = bandaji({"csv", "import", name});
    EXPECT_EQ(result.status, 4) << name;
    EXPECT_THAT(result.err, HasSubstr("is not a regular file.")) << name;
  }
  for (const char* name : {"folder.csv", "folder.fountain", "pipe.csv", "zero.fountain"}) {
    const ProgramResult result = bandaji({"story", "import", name});
    EXPECT_EQ(result.status, 4) << name;
    EXPECT_THAT(result.err, HasSubstr("is not a regular file.")) << name;
  }
  EXPECT_EQ(bandaji({"csv", "import", "none.csv"}).status, 4);
}

TEST_F(CommandLineFiles, AFolderInWhichNothingIsToBeHadIsARowOfTheReport) {
  init();
  fs::create_directory(path("empty"));
  write_obj_box(path("box.obj"), 1, 1, 1);
  const auto rows = json({"import", "empty", "box.obj"}, 1);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["status"], "refused");
  EXPECT_EQ(rows[0]["path"], "empty");
  EXPECT_THAT(rows[0]["error"].get<std::string>(), HasSubstr("nothing to import"));
  EXPECT_EQ(rows[1]["status"], "imported");
  EXPECT_EQ(bandaji({"import", "empty"}).status, 4);
  EXPECT_EQ(bandaji({"watch", "empty", "--once"}).status, 0) << "there may be something later";
}

TEST_F(CommandLineFiles, TwoImportsAtOnceMakeEachRecordOnce) {
  init();
  constexpr int kFiles = 12;
  for (int i = 0; i < kFiles; ++i) write_obj_box(path("in/box" + std::to_string(i) + ".obj"), 1 + i, 1, 1);
  std::vector<Json> rows[2];
  {
    std::thread other([&] { rows[0] = json({"import", "in"}); });
    rows[1] = json({"import", "in"});
    other.join();
  }
  int imported = 0;
  std::set<std::string> ids;
  for (const auto& all : rows) {
    ASSERT_EQ(all.size(), static_cast<std::size_t>(kFiles));
    for (const Json& row : all) {
      imported += row["status"] == "imported" ? 1 : 0;
      EXPECT_NE(row["status"], "refused") << row;
      ids.insert(row["id"]);
    }
  }
  EXPECT_EQ(imported, kFiles);
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(kFiles));
  EXPECT_EQ(json({"list"}).size(), static_cast<std::size_t>(kFiles));
}

}  // namespace
}  // namespace bandaji::test
