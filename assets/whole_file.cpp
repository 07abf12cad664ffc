#include "assets/whole_file.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "assets/text.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

// Where a link leads, also one whose file is not there yet.
fs::path behind_links(fs::path path) {
  constexpr int kMostLinks = 32;
  std::error_code problem;
  for (int i = 0; i < kMostLinks && fs::is_symlink(path, problem); ++i) {
    const fs::path target = fs::read_symlink(path, problem);
    if (problem) break;
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return path;
}

}  // namespace

Result<WholeFile> WholeFile::begin(const fs::path& path) {
  std::error_code problem;
  const fs::file_status there = fs::status(path, problem);
  if (fs::is_directory(there))
    return fail(ErrorKind::Invalid, fmt::format("“{}” is a folder.", for_display(to_utf8(path))));
  WholeFile whole;
  if (fs::exists(there) && (!fs::is_regular_file(there) || leads_to_open_file(path))) {
    auto file = open_to_write(path);
    if (!file) return tl::unexpected(file.error());
    whole.file_ = std::move(*file);
    whole.written_ = path;
    return whole;
  }
  const fs::path place = behind_links(path);
  if (fs::is_symlink(place, problem))
    return fail(ErrorKind::Invalid,
                fmt::format("“{}” is a link that leads in a circle.", for_display(to_utf8(path))));
  const fs::path written = temporary_name(place.has_parent_path() ? place.parent_path() : fs::path("."));
  auto file = create_file(written, path);
  if (!file) return tl::unexpected(file.error());
  whole.file_ = std::move(*file);
  whole.written_ = written;
  whole.place_ = place;
  return whole;
}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : file_(std::move(other.file_)),
      written_(std::move(other.written_)),
      place_(std::exchange(other.place_, {})) {}

WholeFile::~WholeFile() {
  std::error_code ignored;
  if (!place_.empty()) fs::remove(written_, ignored);
}

Result<void> WholeFile::finish(Durable durable) {
  if (place_.empty()) return {};
  if (durable == Durable::Yes) {
    if (auto synced = sync_file(file_, place_); !synced) return synced;
  }
  file_ = FileHandle();
  std::error_code problem;
  fs::rename(written_, place_, problem);
  if (problem) return system_failure("Cannot write", place_, problem.value());
  const fs::path folder = place_.has_parent_path() ? place_.parent_path() : fs::path(".");
  place_.clear();
  return durable == Durable::Yes ? sync_folder(folder) : Result<void>();
}

Result<void> write_file(const fs::path& path, const void* bytes, std::size_t size) {
  auto file = WholeFile::begin(path);
  if (!file) return tl::unexpected(file.error());
  if (auto written = write_all(file->handle(), bytes, size, path); !written) return written;
  return file->finish();
}

}  // namespace bandaji
