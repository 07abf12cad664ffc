// The few calls to the operating system that this module needs: whole files,
// mapped files, and making writes durable.  Only regular files are ever read:
// a FIFO or a device would block for ever.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "assets/result.h"

namespace bandaji {

// An open file, closed at the end of its scope.
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept;
  FileHandle& operator=(FileHandle&& other) noexcept;
  ~FileHandle();

  bool valid() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }
  int release();

 private:
  int descriptor_ = -1;
};

// Bytes of a file in memory, read-only, unmapped at the end of its scope.
class MappedFile {
 public:
  MappedFile() = default;
  MappedFile(void* address, std::size_t size) : address_(address), size_(size) {}
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::span<const std::byte> bytes() const { return {static_cast<const std::byte*>(address_), size_}; }

 private:
  void* address_ = nullptr;
  std::size_t size_ = 0;
};

// An error for errno-style `code`: "<what> "<path>": <reason>."
tl::unexpected<Error> system_failure(const std::string& what, const std::filesystem::path& path, int code);

// Opens an existing regular file for reading; `size` receives its length.
// Errors: NotFound, Denied (no permission, or not a regular file), Io.
Result<FileHandle> open_regular(const std::filesystem::path& path, std::uint64_t* size = nullptr);
// Creates a file that must not exist yet, for writing.  Errors say `named` when it has a better name.
Result<FileHandle> create_file(const std::filesystem::path& path, const std::filesystem::path& named = {});
// Opens what is there, whatever it is, for writing.
Result<FileHandle> open_to_write(const std::filesystem::path& path);
// Whether the path stands for a file that this program has open already, as /dev/stdout does.
bool leads_to_open_file(const std::filesystem::path& path);

// Reads up to `size` bytes; fewer only at the end of the file.
Result<std::size_t> read_some(const FileHandle& file, void* target, std::size_t size,
                              const std::filesystem::path& path);
// Errors: Limit (disk full), Io.
Result<void> write_all(const FileHandle& file, const void* bytes, std::size_t size,
                       const std::filesystem::path& path);
// Errors: also Limit, for a file of more than `most_bytes`.
Result<std::vector<std::byte>> read_file(const std::filesystem::path& path,
                                         std::uint64_t most_bytes = UINT64_MAX);

Result<MappedFile> map_file(const std::filesystem::path& path);
#ifdef __linux__
// Maps a memory file that nobody can change or shrink any more.  Errors: Corrupt (not sealed), Io.
Result<MappedFile> map_sealed(const FileHandle& file);
#endif

// Returns when the file's bytes have reached the disk.
Result<void> sync_file(const FileHandle& file, const std::filesystem::path& path);
// Likewise for the names in a folder.
Result<void> sync_folder(const std::filesystem::path& folder);
Result<void> make_read_only(const FileHandle& file, const std::filesystem::path& path);

// A name beside `target` that no other thread or process uses.
std::filesystem::path temporary_name(const std::filesystem::path& folder);

}  // namespace bandaji
