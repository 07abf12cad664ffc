// The objects/ folder of a catalog: every imported file once, under the hash of
// its content, read-only, never changed.  Several threads and programs may use
// one store at the same time; writing the same content twice is harmless.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "assets/content_hash.h"
#include "assets/result.h"

namespace bandaji {

struct StoredObject {
  ContentHash hash;
  std::uint64_t size = 0;  // Bytes.
  bool was_new = false;
};

class ObjectStore {
 public:
  explicit ObjectStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  const std::filesystem::path& folder() const { return folder_; }

  // Copies the file in: temporary file, fsync, rename, fsync of the folder, mode 0444.
  // Refuses anything but a regular file.  Errors: NotFound, Denied, Limit (disk full), Io.
  Result<StoredObject> put_file(const std::filesystem::path& source) const;
  Result<StoredObject> put_bytes(std::span<const std::byte> bytes) const;

  // Where the object lies (whether or not it exists): folder/ab/cdef….
  std::filesystem::path path_of(const ContentHash& hash) const;
  bool has(const ContentHash& hash) const;
  Result<std::vector<std::byte>> read(const ContentHash& hash) const;

  // Re-hashes the stored bytes.  Errors: NotFound, Corrupt, Io.
  Result<void> verify(const ContentHash& hash) const;
  // Every object present, in order of hash.
  Result<std::vector<ContentHash>> list() const;
  // Only `check --collect` calls this, for objects that nothing refers to.
  Result<void> remove(const ContentHash& hash) const;
  // Deletes temporary files a killed program left behind, older than an hour.
  void sweep_temporary_files() const;

 private:
  std::filesystem::path folder_;
};

}  // namespace bandaji
