#include "assets/object_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <set>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

TEST(ContentHash, is_sha_256) {
  EXPECT_EQ(hash_text("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hash_text("").short_hex(), "e3b0c44298fc");
  EXPECT_EQ(*parse_hash(hash_text("x").hex()), hash_text("x"));
  EXPECT_EQ(parse_hash("abc").error().kind, ErrorKind::Invalid);
  EXPECT_EQ(parse_hash(std::string(64, 'g')).error().kind, ErrorKind::Invalid);
}

TEST(ObjectStore, keeps_a_file_once_under_its_hash_and_read_only) {
  const test::TemporaryFolder folder;
  const ObjectStore store(folder / "objects");
  test::write_text(folder / "source.txt", "명주");
  const auto first = store.put_file(folder / "source.txt");
  ASSERT_TRUE(first.has_value()) << first.error().message;
  EXPECT_TRUE(first->was_new);
  EXPECT_EQ(first->size, 6u);
  EXPECT_EQ(first->hash, hash_text("명주"));
  EXPECT_FALSE(store.put_bytes(bytes_of("명주"))->was_new);
  EXPECT_TRUE(store.has(first->hash));
  EXPECT_EQ(store.path_of(first->hash).parent_path().filename().string(), first->hash.hex().substr(0, 2));
  struct stat status {};
  ASSERT_EQ(stat(store.path_of(first->hash).c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0444u);
  EXPECT_EQ(store.list()->size(), 1u);
  EXPECT_TRUE(store.verify(first->hash).has_value());
}

TEST(ObjectStore, notices_changed_and_missing_bytes) {
  const test::TemporaryFolder folder;
  const ObjectStore store(folder / "objects");
  const ContentHash hash = store.put_bytes(bytes_of("gat"))->hash;
  fs::permissions(store.path_of(hash), fs::perms::owner_write, fs::perm_options::add);
  test::write_text(store.path_of(hash), "got");
  EXPECT_EQ(store.verify(hash).error().kind, ErrorKind::Corrupt);
  ASSERT_TRUE(store.remove(hash).has_value());
  EXPECT_EQ(store.verify(hash).error().kind, ErrorKind::NotFound);
  EXPECT_EQ(store.remove(hash).error().kind, ErrorKind::NotFound);
  EXPECT_EQ(store.read(hash).error().kind, ErrorKind::NotFound);
}

TEST(ObjectStore, a_truncated_object_is_replaced_when_its_content_comes_again) {
  const test::TemporaryFolder folder;
  const ObjectStore store(folder / "objects");
  const ContentHash hash = store.put_bytes(bytes_of("norigae"))->hash;
  fs::permissions(store.path_of(hash), fs::perms::owner_write, fs::perm_options::add);
  fs::resize_file(store.path_of(hash), 3);
  EXPECT_TRUE(store.put_bytes(bytes_of("norigae"))->was_new);
  EXPECT_TRUE(store.verify(hash).has_value());
}

TEST(ObjectStore, refuses_what_is_no_regular_file) {
  const test::TemporaryFolder folder;
  const ObjectStore store(folder / "objects");
  const fs::path fifo = folder / "fifo";
  ASSERT_EQ(mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(store.put_file(fifo).error().kind, ErrorKind::Denied);
  EXPECT_EQ(store.put_file(folder.path()).error().kind, ErrorKind::Denied);
  EXPECT_EQ(store.put_file(folder / "absent").error().kind, ErrorKind::NotFound);
  EXPECT_TRUE(store.list()->empty());
}

TEST(ObjectStore, what_a_killed_program_left_is_not_listed_and_is_swept_when_old) {
  const test::TemporaryFolder folder;
  const ObjectStore store(folder / "objects");
  const ContentHash hash = store.put_bytes(bytes_of("dangui"))->hash;
  test::write_text(folder / "objects/.1-2-3.tmp", "half a fi");
  test::write_text(folder / "objects/.1-2-4.tmp", "being written now");
  fs::last_write_time(folder / "objects/.1-2-3.tmp",
                      fs::file_time_type::clock::now() - std::chrono::hours(2));
  EXPECT_EQ(*store.list(), std::vector{hash});
  store.sweep_temporary_files();
  EXPECT_FALSE(fs::exists(folder / "objects/.1-2-3.tmp"));
  EXPECT_TRUE(fs::exists(folder / "objects/.1-2-4.tmp"));
  EXPECT_TRUE(store.has(hash));
}

TEST(ObjectStore, threads_that_store_the_same_bytes_do_not_disturb_each_other) {
  const test::TemporaryFolder folder;
  const ObjectStore store(folder / "objects");
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i)
        EXPECT_TRUE(store.put_bytes(bytes_of("object " + std::to_string(i))).has_value());
    });
  }
  threads.clear();
  const auto all = store.list();
  ASSERT_EQ(all->size(), 20u);
  for (const ContentHash& hash : *all) EXPECT_TRUE(store.verify(hash).has_value());
  EXPECT_EQ(std::distance(fs::directory_iterator(folder / "objects"), {}), static_cast<std::ptrdiff_t>([&] {
              std::set<std::string> prefixes;
              for (const ContentHash& hash : *all) prefixes.insert(hash.hex().substr(0, 2));
              return prefixes.size();
            }()))
      << "no temporary file is left";
}

TEST(ObjectStore, an_empty_store_is_empty) {
  const test::TemporaryFolder folder;
  EXPECT_TRUE(ObjectStore(folder / "never made").list()->empty());
}

}  // namespace
}  // namespace bandaji
