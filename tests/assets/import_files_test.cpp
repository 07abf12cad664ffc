#include "assets/import/import_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "assets/import/file_names.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

TEST(FileNames, only_names_beneath_the_root_resolve) {
  struct Case {
    const char* asked;
    const char* folder;
    const char* expected;  // Null when refused.
  };
  const Case cases[] = {
      {"a.png", "", "a.png"},
      {"./textures/../a.png", "", "a.png"},
      {"textures\\a.png", "", "textures/a.png"},
      {"../textures/a.png", "models", "textures/a.png"},
      {"a//b///c.png", "", "a/b/c.png"},
      {"한복 무늬.png", "천", "천/한복 무늬.png"},
      {"...png", "", "...png"},
      {"../a.png", "", nullptr},
      {"a/../../b", "", nullptr},
      {"..\\..\\etc\\passwd", "x", nullptr},
      {"/etc/passwd", "", nullptr},
      {"\\\\server\\share\\x.png", "", nullptr},
      {"//server/x", "", nullptr},
      {"C:\\x.png", "", nullptr},
      {"c:x.png", "", nullptr},
      {"http://example.com/x.png", "", nullptr},
      {"file:///etc/passwd", "", nullptr},
      {"FILE:x", "", nullptr},
      {"", "", nullptr},
      {".", "", nullptr},
      {"a\nb.png", "", nullptr},
      {"..", "a/b", "a"},
      {"../..", "a/b", nullptr},
  };
  for (const Case& c : cases) {
    const auto resolved = resolve_name(c.asked, c.folder);
    if (c.expected == nullptr) {
      ASSERT_FALSE(resolved.has_value()) << c.asked << " became " << *resolved;
      EXPECT_EQ(resolved.error().kind, ErrorKind::Denied);
    } else {
      ASSERT_TRUE(resolved.has_value()) << c.asked;
      EXPECT_EQ(*resolved, c.expected);
    }
  }
  EXPECT_FALSE(resolve_name(std::string_view("a\0b", 3), "").has_value());
}

TEST(FileNames, escapes_are_decoded_once) {
  EXPECT_EQ(percent_decoded("a%20b%2e%2E"), "a b..");
  EXPECT_EQ(percent_decoded("%252e"), "%2e");
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%zz"), "%zz");
}

TEST(FileNames, marked_text_becomes_utf8) {
  using namespace std::string_literals;
  EXPECT_EQ(decode_marked_text("\xFF\xFEv\0 \0\x5C\xD5"s), "v 한");
  EXPECT_EQ(decode_marked_text("\xFE\xFF\0v\xD5\x5C"s), "v한");
  EXPECT_EQ(decode_marked_text("\xEF\xBB\xBFv 1"s), "v 1");
  EXPECT_EQ(decode_marked_text("v 1"), "");
}

TEST(FileNames, base64_is_checked) {
  const auto text = [](const std::vector<std::byte>& bytes) {
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  };
  EXPECT_EQ(text(*decode_base64("aGFuYm9r")), "hanbok");
  EXPECT_EQ(text(*decode_base64("Z2F0Cg==")), "gat\n");
  EXPECT_FALSE(decode_base64("a*b").has_value());
  EXPECT_FALSE(decode_base64("abcde").has_value());
}

class ImportFilesTest : public ::testing::Test {
 protected:
  ImportFilesTest() {
    test::write_text(folder_ / "root/sub/model.obj", "model");
    test::write_text(folder_ / "root/sub/Silk Red.PNG", "silk");
    test::write_text(folder_ / "root/shared/gold.png", "gold");
    test::write_text(folder_ / "canary.png", "secret");
    fs::create_symlink(folder_ / "canary.png", folder_ / "root/sub/link.png");
    fs::create_directory_symlink(folder_.path(), folder_ / "root/out");
    mkfifo((folder_ / "root/sub/fifo.png").c_str(), 0600);
  }
  ImportFiles open() {
    ImportSource source;
    source.root = folder_ / "root";
    source.main_file = "sub/model.obj";
    return std::move(*ImportFiles::open(source));
  }
  test::TemporaryFolder folder_;
};

std::string text_of(ImportFiles& files, const std::string& path) {
  const auto file = files.read(path);
  if (!file) return "";
  return {reinterpret_cast<const char*>((*file)->bytes().data()), (*file)->bytes().size()};
}

TEST_F(ImportFilesTest, honest_names_are_found_however_they_are_written) {
  ImportFiles files = open();
  EXPECT_EQ(text_of(files, files.main_file()), "model");
  for (const char* asked : {"Silk Red.PNG", "Silk%20Red.PNG", ".\\silk red.png", "SILK RED.png"}) {
    const auto path = files.find(asked, "sub", FilePurpose::Geometry);
    ASSERT_TRUE(path.has_value()) << asked;
    EXPECT_EQ(text_of(files, *path), "silk");
  }
  EXPECT_EQ(*files.find("../shared/gold.png", "sub", FilePurpose::Geometry), "shared/gold.png");
  EXPECT_TRUE(files.warnings().empty());
  EXPECT_EQ(files.references().size(), 5u);
}

TEST_F(ImportFilesTest, nothing_outside_is_opened_and_every_request_is_recorded) {
  ImportFiles files = open();
  for (const char* asked :
       {"../../canary.png", "..\\..\\canary.png", "%2e%2e/%2e%2e/canary.png", "link.png", "../out/canary.png",
        "/etc/passwd", "file:///etc/passwd", "fifo.png", "http://example.com/a.png", "../sub"}) {
    EXPECT_FALSE(files.find(asked, "sub", FilePurpose::Geometry).has_value()) << asked;
    EXPECT_EQ(files.references().back().state, ReferenceState::Refused) << asked;
    EXPECT_FALSE(files.references().back().reason.empty());
  }
  EXPECT_FALSE(files.find("absent.png", "sub", FilePurpose::Geometry).has_value());
  EXPECT_EQ(files.references().back().state, ReferenceState::Missing);
}

TEST_F(ImportFilesTest, a_picture_is_found_by_its_name_where_the_path_is_from_another_machine) {
  ImportFiles files = open();
  for (const char* asked :
       {"C:\\Users\\kim\\Desktop\\Gold.png", "/home/kim/gold.png", "../../textures/gold.png"}) {
    EXPECT_EQ(files.find(asked, "sub", FilePurpose::Picture).value_or(""), "shared/gold.png") << asked;
  }
  EXPECT_EQ(files.warnings().size(), 3u);
  EXPECT_FALSE(files.find("D:\\gold.png", "sub", FilePurpose::Geometry).has_value())
      << "a wrong buffer would be worse than none";
  EXPECT_FALSE(files.find("http://example.com/gold.png", "sub", FilePurpose::Picture).has_value());
  EXPECT_FALSE(files.find("C:\\canary.png", "sub", FilePurpose::Picture).has_value())
      << "what lies outside has no name here";
}

TEST_F(ImportFilesTest, a_listed_source_has_its_own_names_and_nothing_else) {
  ImportSource source;
  source.files = {{"dress/model.gltf", folder_ / "root/sub/model.obj"},
                  {"dress/Textures/silk.png", folder_ / "root/shared/gold.png"}};
  source.main_file = "dress/model.gltf";
  ImportFiles files = std::move(*ImportFiles::open(source));
  EXPECT_EQ(text_of(files, "dress/model.gltf"), "model");
  EXPECT_EQ(*files.find("textures/SILK.png", "dress", FilePurpose::Geometry), "dress/Textures/silk.png");
  EXPECT_EQ(text_of(files, "dress/Textures/silk.png"), "gold");
  EXPECT_FALSE(files.find("Silk Red.PNG", "dress", FilePurpose::Picture).has_value());
}

TEST_F(ImportFilesTest, a_source_that_is_not_there_says_so) {
  ImportSource source;
  source.root = folder_ / "absent";
  source.main_file = "a.obj";
  EXPECT_EQ(ImportFiles::open(source).error().kind, ErrorKind::NotFound);
  source.root = folder_ / "root";
  source.main_file = "../canary.png";
  EXPECT_EQ(ImportFiles::open(source).error().kind, ErrorKind::Denied);
}

}  // namespace
}  // namespace bandaji
