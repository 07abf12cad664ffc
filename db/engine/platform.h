// What the catalog needs of the operating system beyond files: a lock between
// programs, the kind of disk a folder lies on, who is at the keyboard.
#pragma once

#include <filesystem>
#include <string>

#include "assets/result.h"

namespace bandaji::engine {

// One holder at a time among all programs and threads of this machine.  The lock goes
// when its holder dies.
class FileLock {
 public:
  FileLock() = default;
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

  // Opens (makes) the lock file; takes nothing yet.  Errors: Denied, Io.
  static Result<FileLock> open(const std::filesystem::path& file);
  // Waits up to `timeout_ms`.  Errors: Busy, Io.
  Result<void> lock(int timeout_ms);
  void unlock();

 private:
  int descriptor_ = -1;
};

// Name of a network file system such as "nfs" when the folder lies on one, else empty.
// Shared memory does not reach over a network, and SQLite's log needs it.
std::string network_file_system(const std::filesystem::path& folder);
// Whether a type from the mount table ("fuse.sshfs") is a network file system.
bool is_network_file_system(std::string_view type);

bool is_writable_folder(const std::filesystem::path& folder);
// Makes the names in a folder survive a power cut.
void sync_folder(const std::filesystem::path& folder);
void sync_file(const std::filesystem::path& file);
std::string system_user_name();

}  // namespace bandaji::engine
