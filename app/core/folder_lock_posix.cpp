#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

#include "app/core/folder_lock.h"
#include "assets/text.h"

namespace bandaji {

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder, Mode mode) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  const std::filesystem::path path = folder / "lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (descriptor < 0) {
    return fail(ErrorKind::Io,
                fmt::format("Cannot open {}: {}.", to_utf8(path), std::generic_category().message(errno)));
  }
  FolderLock lock(descriptor);
  if (::flock(descriptor, (mode == Mode::Shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0) {
    return fail(ErrorKind::Busy, fmt::format("{} is in use by another program.", to_utf8(folder)));
  }
  return lock;
}

Result<FolderLock> FolderLock::wait(const std::filesystem::path& folder, Mode mode,
                                    const std::stop_token& stop) {
  constexpr std::chrono::milliseconds kBetweenTries{10};
  for (;;) {
    auto lock = take(folder, mode);
    if (lock || lock.error().kind != ErrorKind::Busy) return lock;
    if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "The wait for another program was stopped.");
    std::this_thread::sleep_for(kBetweenTries);
  }
}

}  // namespace bandaji
