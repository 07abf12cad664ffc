// Several programs on one catalog, and programs that die in the middle.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <set>
#include <thread>

#include "catalog_fixture.h"

namespace bandaji {
namespace {

// Runs `work` in another process; its number of problems is the exit status.
pid_t start(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    _exit(work());
  }
  return child;
}

int status_of_child(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + status;
}

// Adds records until killed; tells the id of each that was acknowledged through the pipe.
int add_for_ever(const std::filesystem::path& folder, int pipe) {
  auto catalog = Catalog::open(folder, {"writer"});
  if (!catalog) {
    return 1;
  }
  for (int i = 0;; ++i) {
    Asset asset = named("옷 " + std::to_string(i));
    asset.tags = {"a", std::to_string(i % 7)};
    const auto added = catalog->apply({{AddAsset{asset, {version_of("a.glb", std::to_string(i))}}}, "", ""});
    if (!added) {
      return 2;
    }
    if (write(pipe, asset.id.data(), asset.id.size()) != static_cast<ssize_t>(asset.id.size())) {
      return 3;
    }
  }
}

TEST(KilledProgram, LosesNothingItHadAcknowledged) {
  TemporaryFolder temporary;
  const auto folder = temporary.path() / "a.bandaji";
  ASSERT_TRUE(Catalog::create(folder));
  std::mt19937 random(3);
  std::set<Id> acknowledged;
  for (int round = 0; round < 25; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    std::vector<pid_t> children;
    for (int writer = 0; writer < 1 + round % 2; ++writer) {
      children.push_back(start([&] { return add_for_ever(folder, ends[1]); }));
    }
    close(ends[1]);
    // Each round gets through at least some commits, then ends at any point of the next.
    char id[26];
    std::size_t filled = 0;
    const auto receive = [&](bool wait_for_some) {
      const std::size_t wanted = acknowledged.size() + 3;
      for (;;) {
        const ssize_t got = read(ends[0], id + filled, sizeof id - filled);
        if (got <= 0) {
          return;
        }
        filled += static_cast<std::size_t>(got);
        if (filled == sizeof id) {
          acknowledged.emplace(id, sizeof id);
          filled = 0;
        }
        if (wait_for_some && acknowledged.size() >= wanted) {
          return;
        }
      }
    };
    receive(true);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
    for (const pid_t child : children) {
      kill(child, SIGKILL);
    }
    for (const pid_t child : children) {
      EXPECT_EQ(status_of_child(child), 1000 + SIGKILL);
    }
    receive(false);
    close(ends[0]);

    auto catalog = Catalog::open(folder);
    ASSERT_TRUE(catalog) << catalog.error().message;
    for (const Id& one : acknowledged) {
      ASSERT_TRUE(catalog->asset(one)) << one;
    }
    if (round % 6 == 0) {
      const auto health = catalog->check();
      ASSERT_TRUE(health.ok) << health.problems.front();
    }
  }
  EXPECT_GE(acknowledged.size(), 75U);
  EXPECT_TRUE(Catalog::open(folder)->check().ok);
}

TEST(TwoPrograms, WriteAtTheSameTimeWithoutLossOrDoubleNumbers) {
  TemporaryFolder temporary;
  const auto folder = temporary.path() / "a.bandaji";
  Id shared;
  {
    auto catalog = Catalog::create(folder);
    ASSERT_TRUE(catalog);
    Asset asset = named("모두의 옷");
    shared = asset.id;
    ASSERT_TRUE(catalog->apply({{AddAsset{asset}}, "", ""}));
  }
  constexpr int kPrograms = 3;
  constexpr int kEach = 60;
  std::vector<pid_t> children;
  for (int program = 0; program < kPrograms; ++program) {
    children.push_back(start([&] {
      auto catalog = Catalog::open(folder, {"p" + std::to_string(program)});
      if (!catalog) {
        return 100;
      }
      int problems = 0;
      for (int i = 0; i < kEach; ++i) {
        problems += catalog->apply({{AddAsset{named("옷")}}, "", ""}) ? 0 : 1;
        const std::string tag = "p" + std::to_string(program) + "-" + std::to_string(i);
        problems += catalog->apply({{SetTags{shared, {tag}, {}}}, "", ""}) ? 0 : 1;
      }
      return problems;
    }));
  }
  for (const pid_t child : children) {
    EXPECT_EQ(status_of_child(child), 0);
  }
  auto catalog = Catalog::open(folder);
  ASSERT_TRUE(catalog);
  EXPECT_EQ(catalog->asset_count(), 1 + kPrograms * kEach);
  EXPECT_EQ(catalog->asset(shared)->tags.size(), static_cast<std::size_t>(kPrograms * kEach));
  EXPECT_EQ(catalog->asset(shared)->revision, 1 + kPrograms * kEach);
  EXPECT_TRUE(catalog->resolve("C-0181"));
  EXPECT_TRUE(catalog->check().ok);
}

TEST(TwoConnections, OfOneProgramWriteFromTwoThreads) {
  TemporaryFolder temporary;
  const auto folder = temporary.path() / "a.bandaji";
  ASSERT_TRUE(Catalog::create(folder));
  std::vector<std::thread> threads;
  std::vector<int> problems(2, 0);
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&, i] {
      auto catalog = Catalog::open(folder);
      for (int n = 0; n < 60; ++n) {
        problems[static_cast<std::size_t>(i)] +=
            catalog && catalog->apply({{AddAsset{named("옷")}}, "", ""}) ? 0 : 1;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(problems, std::vector<int>(2, 0));
  EXPECT_EQ(Catalog::open(folder)->asset_count(), 120);
}

TEST(ReadOnlyFolder, OpensForReadingAndIsRefusedForWriting) {
  TemporaryFolder temporary;
  const auto folder = temporary.path() / "a.bandaji";
  {
    auto catalog = Catalog::create(folder);
    ASSERT_TRUE(catalog);
    ASSERT_TRUE(catalog->apply({{AddAsset{named("저고리")}}, "", ""}));
  }
  using std::filesystem::perms;
  const perms readable = perms::owner_read | perms::owner_exec | perms::group_read | perms::group_exec |
                         perms::others_read | perms::others_exec;
  std::filesystem::permissions(temporary.path(), readable);
  std::filesystem::permissions(folder, readable);
  const pid_t child = start([&] {
    if (geteuid() == 0 && setuid(65534) != 0) {  // The administrator may write everywhere.
      return 9;
    }
    const auto writer = Catalog::open(folder);
    if (writer || writer.error().kind != ErrorKind::Denied) {
      return 1;
    }
    const auto reader = Catalog::open(folder, {.who = "", .read_only = true});
    if (!reader) {
      return 2;
    }
    return reader->asset_count() == 1 && reader->check().ok && reader->change_count() >= 0 ? 0 : 3;
  });
  EXPECT_EQ(status_of_child(child), 0);
  std::filesystem::permissions(temporary.path(), perms::owner_all);
  std::filesystem::permissions(folder, perms::owner_all);
}

}  // namespace
}  // namespace bandaji
