// What the worker can no longer do once it reads a file.  Sanitized programs
// cannot be confined, so there these probes have nothing to show.
#include <gtest/gtest.h>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "assets/import/import_files.h"
#include "assets/import/worker_process.h"
#include "assets/text.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

// Runs `probe` in a confined child process; returns its answer, or -1 when it died.
template <class Probe>
int confined(const std::filesystem::path& folder, const Probe& probe) {
  const pid_t child = fork();
  if (child == 0) {
    const auto root = open_root_folder(folder);
    const Confinement confinement = confine_this_process({}, root->get());
    if (!confinement.calls) _exit(99);
    _exit(probe(*root, confinement));
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

class WorkerConfinement : public ::testing::Test {
 protected:
  WorkerConfinement() {
    test::write_text(folder_ / "root/inside.txt", "inside");
    test::write_text(folder_ / "secret.txt", "secret");
  }
  test::TemporaryFolder folder_;
};

TEST_F(WorkerConfinement, what_reading_needs_still_works) {
  EXPECT_EQ(confined(folder_ / "root",
                     [](const FileHandle& root, const Confinement&) {
                       const auto file = open_beneath(root, "inside.txt");
                       if (!file || !map_handle(*file, 100)) return 1;
                       if (list_beneath(root, "").size() != 1) return 2;
                       int sum = 0;
                       std::jthread([&] { sum = 1; }).join();
                       if (sum != 1) return 3;
                       auto memory = SealedMemory::create(1 << 20);
                       if (!memory) return 4;
                       memory->bytes()[5] = std::byte{1};
                       if (!memory->seal()) return 5;
                       if (to_nfc("\xC7\xD1\xBA\xB9") != "한복") return 6;
                       return 0;
                     }),
            0);
}

TEST_F(WorkerConfinement, nothing_else_does) {
  // Where the kernel has no Landlock (or a container forbids it), files elsewhere can still be read, and no
  // more.
  const bool has_landlock = confined(folder_ / "root", [](const FileHandle&, const Confinement& done) {
                              return done.files ? 1 : 0;
                            }) == 1;
  struct Probe {
    const char* what;
    int (*attempt)(const std::string& folder);  // Zero when it was denied.
  };
  const Probe probes[] = {
      {"reading outside the folder",
       [](const std::string& f) { return open((f + "/secret.txt").c_str(), O_RDONLY) >= 0 ? 1 : 0; }},
      {"reading the system's files",
       [](const std::string&) { return open("/etc/passwd", O_RDONLY) >= 0 ? 1 : 0; }},
      {"reading other processes",
       [](const std::string&) { return open("/proc/1/status", O_RDONLY) >= 0 ? 1 : 0; }},
      {"creating a file",
       [](const std::string& f) {
         return open((f + "/root/new").c_str(), O_WRONLY | O_CREAT, 0600) >= 0 ? 1 : 0;
       }},
      {"writing to a file",
       [](const std::string& f) { return open((f + "/root/inside.txt").c_str(), O_RDWR) >= 0 ? 1 : 0; }},
      {"truncating a file",
       [](const std::string& f) { return truncate((f + "/root/inside.txt").c_str(), 0) == 0 ? 1 : 0; }},
      {"removing a file",
       [](const std::string& f) { return unlink((f + "/root/inside.txt").c_str()) == 0 ? 1 : 0; }},
      {"making a link",
       [](const std::string& f) { return symlink("/etc", (f + "/root/link").c_str()) == 0 ? 1 : 0; }},
      {"opening a network socket",
       [](const std::string&) { return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? 1 : 0; }},
      {"opening a local socket",
       [](const std::string&) { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 1 : 0; }},
      {"starting a process",
       [](const std::string&) {
         const pid_t child = fork();
         if (child == 0) _exit(0);
         return child > 0 ? 1 : 0;
       }},
      {"becoming another program",
       [](const std::string&) {
         char* const arguments[] = {const_cast<char*>("true"), nullptr};
         execv("/bin/true", arguments);
         return 0;
       }},
      {"signalling another process", [](const std::string&) { return kill(getppid(), 0) == 0 ? 1 : 0; }},
      {"making memory executable",
       [](const std::string&) {
         return mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
                        MAP_FAILED
                    ? 1
                    : 0;
       }},
  };
  for (const Probe& probe : probes) {
    const std::string folder = folder_.path().string();
    const bool only_landlock = std::string_view(probe.what).starts_with("reading");
    const int expected = only_landlock && !has_landlock ? 1 : 0;
    EXPECT_EQ(confined(folder_ / "root",
                       [&](const FileHandle&, const Confinement&) { return probe.attempt(folder); }),
              expected)
        << probe.what;
  }
  EXPECT_EQ(test::read_text(folder_ / "root/inside.txt"), "inside");
}

}  // namespace
}  // namespace bandaji

#endif
