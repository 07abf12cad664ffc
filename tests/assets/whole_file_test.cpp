// Files that people name for what leaves the program: whole or as they were, links followed, devices left
// alone.
#include "assets/whole_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace bandaji::test {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}
Result<void> put(const fs::path& path, const std::string& text) {
  return write_file(path, text.data(), text.size());
}
std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

TEST(WholeFile, ReplacesAFileOrLeavesItAsItWas) {
  const TemporaryFolder folder;
  const fs::path file = folder / "한글 이름.csv";
  ASSERT_TRUE(put(file, "one"));
  {
    auto begun = WholeFile::begin(file);
    ASSERT_TRUE(begun);
    ASSERT_TRUE(write_all(begun->handle(), "two", 3, file));
    EXPECT_EQ(text_of(file), "one");
  }
  EXPECT_EQ(text_of(file), "one") << "what was not finished was never there";
  EXPECT_EQ(files_in(folder.path()), 1u);
  ASSERT_TRUE(put(file, "two"));
  EXPECT_EQ(text_of(file), "two");
  EXPECT_EQ(files_in(folder.path()), 1u);
}

TEST(WholeFile, ALinkGoesOnLeadingToItsFile) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "far");
  fs::create_symlink("far/real.txt", folder / "link.txt");
  ASSERT_TRUE(put(folder / "link.txt", "first"));  // Its file is not there yet.
  EXPECT_EQ(text_of(folder / "far" / "real.txt"), "first");
  ASSERT_TRUE(put(folder / "link.txt", "second"));
  EXPECT_TRUE(fs::is_symlink(folder / "link.txt"));
  EXPECT_EQ(text_of(folder / "far" / "real.txt"), "second");
  fs::create_symlink("round.txt", folder / "round.txt");
  EXPECT_FALSE(put(folder / "round.txt", "x")) << "a link to itself";
  EXPECT_TRUE(fs::is_symlink(folder / "round.txt"));
}

TEST(WholeFile, APipeIsWrittenToAsItIs) {
  const TemporaryFolder folder;
  const fs::path pipe = folder / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::string read;
  std::thread reader([&] { read = text_of(pipe); });
  EXPECT_TRUE(put(pipe, "through"));
  reader.join();
  EXPECT_EQ(read, "through");
  EXPECT_TRUE(fs::is_fifo(pipe));
  EXPECT_TRUE(put("/dev/null", "gone"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  EXPECT_TRUE(leads_to_open_file("/dev/stdout"));
}

TEST(WholeFile, NamesThePlaceThatWasAskedForWhenItCannotBe) {
  const TemporaryFolder folder;
  const auto none = put(folder / "none" / "sheet.pdf", "x");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::NotFound);
  EXPECT_NE(none.error().message.find("none/sheet.pdf"), std::string::npos) << none.error().message;
  const auto onto = put(folder.path(), "x");
  ASSERT_FALSE(onto);
  EXPECT_EQ(onto.error().kind, ErrorKind::Invalid);
  EXPECT_FALSE(read_file(folder.path()));
  ASSERT_TRUE(put(folder / "big", std::string(2000, 'x')));
  EXPECT_EQ(read_file(folder / "big", 1000).error().kind, ErrorKind::Limit);
}

}  // namespace
}  // namespace bandaji::test
