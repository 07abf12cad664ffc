// check, backup, and what is left after an import that was cut short.
#include <gmock/gmock.h>

#include <algorithm>
#include <csignal>
#include <thread>

#include "tests/app/cli_support.h"

namespace bandaji::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// Stored files, by size order: the model is the largest of a record.
std::vector<fs::path> objects_in(const fs::path& catalog) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(catalog / "objects")) {
    if (entry.is_regular_file() && entry.path().filename() != "lock") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return fs::file_size(a) > fs::file_size(b); });
  return files;
}

void damage(const fs::path& file) {
  fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekp(10);
  stream.put('#');
}

TEST_F(CommandLine, CallsASoundCatalogOk) {
  init();
  import_box("a.obj", 1);
  import_box("b.obj", 2);
  const Json report = json1({"check"});
  for (const char* name : {"ok", "records", "objects", "missing", "damaged", "orphans"})
    EXPECT_TRUE(report.contains(name)) << name;
  EXPECT_EQ(report["ok"], true);
  EXPECT_EQ(report["records"], 2);
  EXPECT_EQ(report["objects"], 4);  // Each a model and a manifest.
  EXPECT_EQ(report["orphans"], 0);
}

TEST_F(CommandLine, NamesWhatIsMissingOrDamagedAndMendsItFromWhereItCame) {
  init();
  import_box("당의.obj", 1);
  import_box("갓.obj", 2);
  auto objects = objects_in(catalog());
  damage(objects.at(0));
  fs::remove(objects.at(1));
  fs::remove(objects.at(3));  // A manifest.
  const Json broken = json1({"check"}, 1);
  EXPECT_EQ(broken["ok"], false);
  EXPECT_EQ(broken["damaged"].size(), 1u);
  EXPECT_EQ(broken["missing"].size(), 2u);
  EXPECT_THAT(broken["problems"].dump(), HasSubstr(".obj"));

  const Json mended = json1({"check", "--repair"});
  EXPECT_EQ(mended["ok"], true);
  EXPECT_EQ(mended["repaired"], 3);
  EXPECT_EQ(json1({"check"})["ok"], true);
}

TEST_F(CommandLine, CannotMendWhatIsNowhereAndSaysSo) {
  init();
  import_box("당의.obj");
  fs::remove(path("당의.obj"));
  damage(objects_in(catalog()).at(0));
  EXPECT_EQ(json1({"check", "--repair"}, 1)["damaged"].size(), 1u);
}

TEST_F(CommandLine, DeletesOnlyStoredFilesThatNothingRefersTo) {
  init();
  const std::string id = import_box("a.obj", 1);
  bandaji({"trash", id});
  import_box("b.obj", 2);
  bandaji({"undo"});  // The import of b; redo must still find its files.
  const std::string stray(62, '0');
  write_text(catalog() / "objects/00" / stray, "stray");
  EXPECT_EQ(json1({"check"})["orphans"], 1);
  const Json collected = json1({"check", "--collect"});
  EXPECT_EQ(collected["collected"], 1);
  EXPECT_EQ(collected["orphans"], 0);
  EXPECT_EQ(bandaji({"redo"}).status, 0);
  EXPECT_EQ(json1({"check"})["ok"], true);
}

TEST_F(CommandLine, MakesTheCacheAgainWhenItIsDamaged) {
  init();
  const std::string id = import_box("a.obj");
  for (const auto& entry : fs::recursive_directory_iterator(catalog() / "cache")) {
    if (entry.is_regular_file()) write_text(entry.path(), "rubbish");
  }
  EXPECT_EQ(json1({"check", "--repair"})["ok"], true);
  EXPECT_EQ(bandaji({"render", id, "--out", "a.png", "--size", "32x32"}).status, 0);
}

TEST_F(CommandLine, BringsAWholeCatalogBackFromABackup) {
  init();
  const std::string id = import_box("당의.obj");
  bandaji({"set", id, "notes=배래 수정"});
  ASSERT_EQ(bandaji({"backup", "show.tar"}).status, 0);
  const std::string once = read_text(path("show.tar"));
  ASSERT_EQ(bandaji({"restore", "show.tar", "Again.bandaji"}).status, 0);
  EXPECT_EQ(json1({"--catalog", "Again.bandaji", "show", id})["notes"], "배래 수정");
  EXPECT_EQ(json1({"--catalog", "Again.bandaji", "check"})["ok"], true);
  EXPECT_EQ(bandaji({"restore", "show.tar", "Again.bandaji"}).status, 4);  // Something is there.

  // Cut short or changed anywhere, it is refused and leaves nothing behind.
  for (const std::size_t size : {std::size_t{0}, std::size_t{100}, once.size() / 2, once.size() - 1024}) {
    write_text(path("cut.tar"), std::string_view(once).substr(0, size));
    EXPECT_EQ(bandaji({"restore", "cut.tar", "Cut.bandaji"}).status, 4) << size;
    EXPECT_FALSE(fs::exists(path("Cut.bandaji"))) << size;
  }
  std::string changed = once;
  changed[changed.size() - 3000] ^= 1;
  write_text(path("changed.tar"), changed);
  EXPECT_EQ(bandaji({"restore", "changed.tar", "Cut.bandaji"}).status, 4);
}

TEST_F(CommandLine, SaysThatABackupIsNotThereRatherThanARecord) {
  const auto says = [&](const std::string& first, const char* words) {
    const ProgramResult result = bandaji({"restore", first, "Again.bandaji"});
    EXPECT_EQ(result.status, 4);
    EXPECT_THAT(result.err, HasSubstr(words));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  };
  says("shwo.tar", "There is no file shwo.tar.");  // Where there is no catalog either.
  init();
  says("shwo.tar", "There is no file shwo.tar.");
  says("backups/show", "There is no file backups/show.");
  says("Show.bandaji", "Show.bandaji is a folder; a backup is a file.");
  // Records come out of the trash as before, whatever their numbers look like.
  const std::string a = import_box("a.obj", 1);
  const std::string b = import_box("b.obj", 2);
  ASSERT_EQ(bandaji({"set", a, "number=C.1"}).status, 0);
  ASSERT_EQ(bandaji({"trash", a, b}).status, 0);
  EXPECT_EQ(bandaji({"restore", "C.1", b}).status, 0);
  EXPECT_EQ(json({"list"}).size(), 2u);
}

TEST_F(CommandLine, DoesNotUnpackFilesThatAreNoPartOfACatalog) {
  init();
  ASSERT_EQ(bandaji({"backup", "show.tar"}).status, 0);
  std::string archive = read_text(path("show.tar"));
  const std::string name = "../escaped.txt";
  archive.replace(0, name.size(), name);
  unsigned sum = 0;
  for (std::size_t i = 0; i < 512; ++i)
    sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(archive[i]);
  char digits[8];
  std::snprintf(digits, sizeof digits, "%06o", sum);
  archive.replace(148, 6, digits);
  write_text(path("evil.tar"), archive);
  EXPECT_EQ(bandaji({"restore", "evil.tar", "Evil.bandaji"}).status, 4);
  EXPECT_FALSE(fs::exists(path("escaped.txt")));
}

// Imports many files and ends the program in the middle of them.
class CutShort : public CommandLine, public ::testing::WithParamInterface<int> {};

TEST_P(CutShort, LeavesACatalogThatIsOkAndCanGoOn) {
  init();
  std::vector<std::string> arguments{"--json", "import"};
  constexpr int kFiles = 24;
  for (int i = 0; i < kFiles; ++i) {
    const std::string name = "model" + std::to_string(i) + ".obj";
    write_obj_box(path(name), 0.1 * (i + 1), 1, 1);
    arguments.push_back(name);
  }
  RunningProgram import(BANDAJI_PROGRAM, arguments, options());
  // Until at least two records are made, so that there is something to lose.
  const auto rows = [&] {
    const std::string output = import.output_so_far();
    return std::count(output.begin(), output.end(), '\n');
  };
  while (rows() < 2) std::this_thread::yield();
  import.send(GetParam());
  const ProgramResult ended = import.wait();
  if (GetParam() != SIGKILL) {
    EXPECT_EQ(ended.signal, 0);
    EXPECT_EQ(ended.status, ended.lines().size() == kFiles ? 0 : 1) << ended.err;
  }
  EXPECT_EQ(json1({"check"})["ok"], true);
  // Every row that was reported is there, and the rest can be imported now.
  const auto acknowledged = ended.lines().size();
  EXPECT_GE(json({"list"}).size(), acknowledged);
  EXPECT_EQ(bandaji(arguments).status, 0);
  EXPECT_EQ(json({"list"}).size(), static_cast<std::size_t>(kFiles));
  EXPECT_EQ(json1({"check"})["ok"], true);
}

INSTANTIATE_TEST_SUITE_P(By, CutShort, ::testing::Values(SIGKILL, SIGTERM, SIGINT), [](const auto& by) {
  return by.param == SIGKILL ? "Kill" : by.param == SIGTERM ? "Term" : "Interrupt";
});

}  // namespace
}  // namespace bandaji::test
