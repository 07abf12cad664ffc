#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <linux/openat2.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "assets/import/import_files.h"
#include "assets/text.h"

namespace bandaji {
namespace {

// O_NONBLOCK keeps a FIFO without a writer from blocking for ever.
constexpr int kReadFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

// Part by part without links, for kernels and sandboxes that lack openat2.  `path` has no "..".
int open_part_by_part(int root, const std::string& path, int flags) {
  FileHandle folder;
  int at = root;
  for (std::size_t begin = 0;;) {
    const std::size_t slash = path.find('/', begin);
    const std::string part = path.substr(begin, slash - begin);
    if (slash == std::string::npos) return openat(at, part.c_str(), flags | O_NOFOLLOW);
    FileHandle next(openat(at, part.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!next.valid()) return -1;
    folder = std::move(next);
    at = folder.get();
    begin = slash + 1;
  }
}

int open_below(int root, const std::string& path, int flags) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  const long descriptor = syscall(SYS_openat2, root, path.c_str(), &how, sizeof(how));
  if (descriptor < 0 && (errno == ENOSYS || errno == EPERM)) return open_part_by_part(root, path, flags);
  return static_cast<int>(descriptor);
}

}  // namespace

Result<FileHandle> open_root_folder(const std::filesystem::path& path) {
  FileHandle root(open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root.valid()) return system_failure("Cannot open the folder", path, errno);
  return root;
}

Result<FileHandle> open_beneath(const FileHandle& root, const std::string& relative_path) {
  FileHandle file(open_below(root.get(), relative_path, kReadFlags));
  if (!file.valid()) {
    if (errno == ELOOP || errno == EXDEV) {
      return fail(ErrorKind::Denied,
                  fmt::format("“{}” is or lies behind a link.", for_display(relative_path)));
    }
    return system_failure("Cannot open", path_from_utf8(relative_path), errno);
  }
  struct stat status {};
  if (fstat(file.get(), &status) != 0)
    return system_failure("Cannot read", path_from_utf8(relative_path), errno);
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorKind::Denied, fmt::format("“{}” is not a regular file.", for_display(relative_path)));
  }
  return file;
}

std::vector<FolderEntry> list_beneath(const FileHandle& root, const std::string& relative_path) {
  std::vector<FolderEntry> entries;
  const int descriptor =
      open_below(root.get(), relative_path.empty() ? "." : relative_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return entries;
  DIR* const folder = fdopendir(descriptor);
  if (folder == nullptr) {
    close(descriptor);
    return entries;
  }
  while (const dirent* entry = readdir(folder)) {
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat status {};
    if (fstatat(descriptor, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
      entries.push_back({name, S_ISDIR(status.st_mode)});
  }
  closedir(folder);
  std::sort(entries.begin(), entries.end(),
            [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return entries;
}

Result<MappedFile> map_handle(const FileHandle& file, std::uint64_t most_bytes) {
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return system_failure("Cannot read", "file", errno);
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > most_bytes)
    return fail(ErrorKind::Limit, "The files of one import may not be larger than 4 GB together.");
  if (size == 0) return MappedFile();
  void* const address = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (address == MAP_FAILED) return system_failure("Cannot map", "file", errno);
  return MappedFile(address, size);
}

}  // namespace bandaji
