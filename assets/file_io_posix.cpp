#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include "assets/file_io.h"
#include "assets/text.h"

namespace bandaji {

FileHandle::FileHandle(FileHandle&& other) noexcept : descriptor_(other.release()) {}
FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}
FileHandle::~FileHandle() {
  if (descriptor_ >= 0) close(descriptor_);
}
int FileHandle::release() {
  return std::exchange(descriptor_, -1);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : address_(std::exchange(other.address_, nullptr)), size_(std::exchange(other.size_, 0)) {}
MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(address_, other.address_);
  std::swap(size_, other.size_);
  return *this;
}
MappedFile::~MappedFile() {
  if (address_ != nullptr) munmap(address_, size_);
}

tl::unexpected<Error> system_failure(const std::string& what, const std::filesystem::path& path, int code) {
  ErrorKind kind = ErrorKind::Io;
  if (code == ENOENT || code == ENOTDIR) kind = ErrorKind::NotFound;
  if (code == EACCES || code == EPERM || code == ELOOP || code == EROFS) kind = ErrorKind::Denied;
  if (code == ENOSPC || code == EDQUOT || code == EFBIG || code == ENOMEM) kind = ErrorKind::Limit;
  return fail(kind, fmt::format("{} “{}”: {}.", what, for_display(to_utf8(path)), std::strerror(code)));
}

Result<FileHandle> open_regular(const std::filesystem::path& path, std::uint64_t* size) {
  // O_NONBLOCK: opening a FIFO without a writer would otherwise wait for ever.
  FileHandle file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.valid()) return system_failure("Cannot open", path, errno);
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return system_failure("Cannot read", path, errno);
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorKind::Denied, fmt::format("“{}” is not a regular file.", for_display(to_utf8(path))));
  }
  if (size != nullptr) *size = static_cast<std::uint64_t>(status.st_size);
  return file;
}

Result<FileHandle> create_file(const std::filesystem::path& path, const std::filesystem::path& named) {
  FileHandle file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (!file.valid()) return system_failure("Cannot create", named.empty() ? path : named, errno);
  return file;
}

Result<FileHandle> open_to_write(const std::filesystem::path& path) {
  FileHandle file(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!file.valid()) return system_failure("Cannot write", path, errno);
  return file;
}

bool leads_to_open_file(const std::filesystem::path& path) {
  const std::string text = path.lexically_normal().string();
  return text.starts_with("/dev/") || text.starts_with("/proc/self/fd/");
}

Result<std::size_t> read_some(const FileHandle& file, void* target, std::size_t size,
                              const std::filesystem::path& path) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = read(file.get(), static_cast<char*>(target) + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure("Cannot read", path, errno);
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

Result<void> write_all(const FileHandle& file, const void* bytes, std::size_t size,
                       const std::filesystem::path& path) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = write(file.get(), static_cast<const char*>(bytes) + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_failure("Cannot write", path, errno);
    done += static_cast<std::size_t>(count);
  }
  return {};
}

Result<std::vector<std::byte>> read_file(const std::filesystem::path& path, std::uint64_t most_bytes) {
  std::uint64_t size = 0;
  const auto file = open_regular(path, &size);
  if (!file) return tl::unexpected(file.error());
  if (size > most_bytes) {
    return fail(ErrorKind::Limit, fmt::format("“{}” is larger than {} MB.", for_display(to_utf8(path)),
                                              most_bytes / 1'000'000));
  }
  std::vector<std::byte> bytes(size);
  const auto count = read_some(*file, bytes.data(), bytes.size(), path);
  if (!count) return tl::unexpected(count.error());
  bytes.resize(*count);
  return bytes;
}

namespace {

Result<MappedFile> map_descriptor(const FileHandle& file, std::uint64_t size,
                                  const std::filesystem::path& path) {
  if (size == 0) return MappedFile();
  void* const address = mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (address == MAP_FAILED) return system_failure("Cannot map", path, errno);
  return MappedFile(address, size);
}

}  // namespace

Result<MappedFile> map_file(const std::filesystem::path& path) {
  std::uint64_t size = 0;
  const auto file = open_regular(path, &size);
  if (!file) return tl::unexpected(file.error());
  return map_descriptor(*file, size, path);
}

#ifdef __linux__
Result<MappedFile> map_sealed(const FileHandle& file) {
  constexpr int kNeeded = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
  const int seals = fcntl(file.get(), F_GET_SEALS);
  if (seals < 0 || (seals & kNeeded) != kNeeded) {
    return fail(ErrorKind::Corrupt, "The import worker's result is not sealed.");
  }
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return system_failure("Cannot read", "worker result", errno);
  return map_descriptor(file, static_cast<std::uint64_t>(status.st_size), "worker result");
}
#endif

Result<void> sync_file(const FileHandle& file, const std::filesystem::path& path) {
  if (fsync(file.get()) != 0) return system_failure("Cannot save", path, errno);
  return {};
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const FileHandle handle(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle.valid()) return system_failure("Cannot open", folder, errno);
  if (fsync(handle.get()) != 0 && errno != EINVAL) return system_failure("Cannot save", folder, errno);
  return {};
}

Result<void> make_read_only(const FileHandle& file, const std::filesystem::path& path) {
  if (fchmod(file.get(), 0444) != 0) return system_failure("Cannot protect", path, errno);
  return {};
}

std::filesystem::path temporary_name(const std::filesystem::path& folder) {
  static std::atomic<std::uint64_t> counter{0};
  return folder /
         fmt::format(".{}-{}-{}.tmp", getpid(), static_cast<std::uint64_t>(time(nullptr)), counter++);
}

}  // namespace bandaji
