#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>
#include <utility>

#include "assets/text.h"
#include "db/engine/platform.h"

namespace bandaji::engine {

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  if (this != &other) {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

Result<FileLock> FileLock::open(const std::filesystem::path& file) {
  FileLock lock;
  lock.descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (lock.descriptor_ < 0) {
    const bool denied = errno == EACCES || errno == EPERM || errno == EROFS;
    return fail(denied ? ErrorKind::Denied : ErrorKind::Io,
                "The lock file " + to_utf8(file) + " cannot be opened: " + std::strerror(errno) + ".");
  }
  return lock;
}

Result<void> FileLock::lock(int timeout_ms) {
  // Polling instead of a blocking wait: a stopped program must not stop this one for good.
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  thread_local std::minstd_rand random(std::random_device{}());
  while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return fail(ErrorKind::Io, std::string("The catalog cannot be locked: ") + std::strerror(errno) + ".");
    }
    if (std::chrono::steady_clock::now() > deadline) {
      return fail(ErrorKind::Busy, "Another program is writing to the catalog.");
    }
    std::this_thread::sleep_for(std::chrono::microseconds(200 + random() % 600));
  }
  return {};
}

void FileLock::unlock() {
  if (descriptor_ >= 0) {
    ::flock(descriptor_, LOCK_UN);
  }
}

bool is_network_file_system(std::string_view type) {
  static constexpr std::array<std::string_view, 19> kTypes = {
      "nfs",         "nfs4",      "cifs",           "smb3",       "smbfs",          "smb2",   "9p",
      "afs",         "ceph",      "coda",           "ncpfs",      "glusterfs",      "lustre", "fuse.sshfs",
      "fuse.rclone", "fuse.s3fs", "fuse.glusterfs", "fuse.davfs", "fuse.gvfsd-fuse"};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

std::string network_file_system(const std::filesystem::path& folder) {
  // The longest mount point above the folder is the one it lies on; of equal ones the last was mounted over.
  std::error_code error;
  const std::string path =
      std::filesystem::weakly_canonical(std::filesystem::absolute(folder, error), error).string();
  std::ifstream mounts("/proc/self/mountinfo");
  std::string line;
  std::string type;
  std::size_t longest = 0;
  while (std::getline(mounts, line)) {
    std::istringstream words(line);
    std::string skip;
    std::string point;
    words >> skip >> skip >> skip >> skip >> point;
    while (words >> skip && skip != "-") {
    }
    std::string candidate;
    words >> candidate;
    const bool above = point == "/" || (path.starts_with(point) &&
                                        (path.size() == point.size() || path[point.size()] == '/'));
    if (above && point.size() >= longest) {
      longest = point.size();
      type = candidate;
    }
  }
  return is_network_file_system(type) ? type : std::string();
}

bool is_writable_folder(const std::filesystem::path& folder) {
  return ::access(folder.c_str(), W_OK | X_OK) == 0;
}

namespace {

void sync_path(const std::filesystem::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor >= 0) {
    ::fsync(descriptor);
    ::close(descriptor);
  }
}

}  // namespace

void sync_folder(const std::filesystem::path& folder) {
  sync_path(folder, O_RDONLY | O_DIRECTORY);
}
void sync_file(const std::filesystem::path& file) {
  sync_path(file, O_RDONLY);
}

std::string system_user_name() {
  if (const char* name = std::getenv("USER"); name && *name) {
    return to_nfc(name);
  }
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found &&
      *found->pw_name) {
    return to_nfc(found->pw_name);
  }
  return "unknown";
}

}  // namespace bandaji::engine
