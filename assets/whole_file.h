// Files that are whole or not there: written under another name beside their place, which they
// take when they are finished.
#pragma once

#include <cstddef>
#include <filesystem>

#include "assets/file_io.h"
#include "assets/result.h"

namespace bandaji {

// A link goes on leading to the file it names.  What is there and is no regular file (a pipe, a device,
// /dev/stdout) cannot be put in place: it is written to as it is.
class WholeFile {
 public:
  // Errors: Invalid (a folder), NotFound, Denied, Io, Limit.
  static Result<WholeFile> begin(const std::filesystem::path& path);
  WholeFile(WholeFile&& other) noexcept;
  WholeFile& operator=(WholeFile&&) = delete;
  ~WholeFile();  // What was not finished is removed.

  const FileHandle& handle() const { return file_; }
  // Where the bytes go until then.
  const std::filesystem::path& path() const { return written_; }

  enum class Durable : bool { No, Yes };  // Yes: finish() returns when everything has reached the disk.
  // Errors: Io, Denied, Limit.
  Result<void> finish(Durable durable = Durable::No);

 private:
  WholeFile() = default;

  FileHandle file_;
  std::filesystem::path written_;
  std::filesystem::path place_;  // Empty when it is written in its place, or was finished.
};

// Not synced to disk.  Errors: as WholeFile.
Result<void> write_file(const std::filesystem::path& path, const void* bytes, std::size_t size);

}  // namespace bandaji
