// Keeps an import and the deletion of unused objects apart, between programs:
// an import stores bytes first and names them in a record afterwards, and in
// between nothing refers to them.
#pragma once

#include <filesystem>
#include <stop_token>

#include "assets/result.h"

namespace bandaji {

// Held until destruction; the system releases it too when the program dies.
class FolderLock {
 public:
  enum class Mode { Shared, Exclusive };

  // Does not wait.  Errors: Busy when another holds it in a way that excludes this one, Io.
  static Result<FolderLock> take(const std::filesystem::path& folder, Mode mode);
  // Waits for it.  Errors: Cancelled, Io.
  static Result<FolderLock> wait(const std::filesystem::path& folder, Mode mode, const std::stop_token& stop);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace bandaji
