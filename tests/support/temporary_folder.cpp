#include "tests/support/temporary_folder.h"

#include <unistd.h>

#include <atomic>
#include <system_error>

namespace bandaji::test {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  static std::atomic<int> count{0};
  path_ = fs::canonical(fs::temp_directory_path()) /
          ("bandaji-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
  fs::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  // A test may have taken away the right to write; without it nothing could be removed.
  fs::permissions(path_, fs::perms::owner_all, fs::perm_options::add, ignored);
  for (fs::recursive_directory_iterator entry(path_, ignored);
       !ignored && entry != fs::recursive_directory_iterator(); entry.increment(ignored)) {
    std::error_code inner;
    if (entry->is_directory(inner) && !entry->is_symlink(inner))
      fs::permissions(entry->path(), fs::perms::owner_all, fs::perm_options::add, inner);
  }
  fs::remove_all(path_, ignored);
}

void write_text(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace bandaji::test
