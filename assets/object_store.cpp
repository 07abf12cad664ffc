#include "assets/object_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <system_error>

#include "assets/content_hasher.h"
#include "assets/file_io.h"
#include "assets/text.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

Result<void> make_folder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return system_failure("Cannot create the folder", folder, problem.value());
  return {};
}

// Deletes the temporary file unless it was renamed into place.
struct TemporaryFile {
  fs::path path;
  ~TemporaryFile() {
    std::error_code ignored;
    if (!path.empty()) fs::remove(path, ignored);
  }
};

// `produce` hands all bytes, piece by piece, to the function it is given.
using Consumer = std::function<Result<void>(std::span<const std::byte>)>;

}  // namespace

static Result<StoredObject> put(const ObjectStore& store,
                                const std::function<Result<void>(const Consumer&)>& produce) {
  if (const auto made = make_folder(store.folder()); !made) return tl::unexpected(made.error());
  TemporaryFile temporary{temporary_name(store.folder())};
  auto file = create_file(temporary.path);
  if (!file) return tl::unexpected(file.error());

  ContentHasher hasher;
  StoredObject object;
  const auto produced = produce([&](std::span<const std::byte> bytes) {
    hasher.add(bytes);
    object.size += bytes.size();
    return write_all(*file, bytes.data(), bytes.size(), temporary.path);
  });
  if (!produced) return tl::unexpected(produced.error());
  object.hash = hasher.finish();

  const fs::path target = store.path_of(object.hash);
  std::error_code problem;
  // A shorter or longer object of that name is damage from outside, and is replaced.
  if (fs::file_size(target, problem) == object.size && !problem) return object;

  const bool new_folder = !fs::exists(target.parent_path(), problem);
  if (const auto made = make_folder(target.parent_path()); !made) return tl::unexpected(made.error());
  if (const auto done = make_read_only(*file, temporary.path); !done) return tl::unexpected(done.error());
  if (const auto done = sync_file(*file, temporary.path); !done) return tl::unexpected(done.error());
  fs::rename(temporary.path, target, problem);
  if (problem) return system_failure("Cannot store", target, problem.value());
  temporary.path.clear();
  if (const auto done = sync_folder(target.parent_path()); !done) return tl::unexpected(done.error());
  if (new_folder) {
    if (const auto done = sync_folder(store.folder()); !done) return tl::unexpected(done.error());
  }
  object.was_new = true;
  return object;
}

Result<StoredObject> ObjectStore::put_file(const fs::path& source) const {
  const auto file = open_regular(source);
  if (!file) return tl::unexpected(file.error());
  return put(*this, [&](const Consumer& consume) -> Result<void> {
    std::vector<std::byte> block(1u << 18);
    for (;;) {
      const auto count = read_some(*file, block.data(), block.size(), source);
      if (!count) return tl::unexpected(count.error());
      if (*count == 0) return {};
      if (const auto done = consume(std::span(block).first(*count)); !done) return done;
    }
  });
}

Result<StoredObject> ObjectStore::put_bytes(std::span<const std::byte> bytes) const {
  return put(*this, [&](const Consumer& consume) { return consume(bytes); });
}

fs::path ObjectStore::path_of(const ContentHash& hash) const {
  const std::string name = hash.hex();
  return folder_ / name.substr(0, 2) / name.substr(2);
}

bool ObjectStore::has(const ContentHash& hash) const {
  std::error_code ignored;
  return fs::is_regular_file(path_of(hash), ignored);
}

Result<std::vector<std::byte>> ObjectStore::read(const ContentHash& hash) const {
  return read_file(path_of(hash));
}

Result<void> ObjectStore::verify(const ContentHash& hash) const {
  const auto actual = hash_file(path_of(hash));
  if (!actual) return tl::unexpected(actual.error());
  if (*actual != hash) {
    return fail(ErrorKind::Corrupt, fmt::format("The stored file {} is damaged: its bytes have the hash {}.",
                                                hash.hex(), actual->hex()));
  }
  return {};
}

Result<std::vector<ContentHash>> ObjectStore::list() const {
  std::vector<ContentHash> hashes;
  std::error_code problem;
  fs::directory_iterator folders(folder_, problem);
  if (problem == std::errc::no_such_file_or_directory) return hashes;
  for (; !problem && folders != fs::directory_iterator(); folders.increment(problem)) {
    const std::string prefix = folders->path().filename().string();
    std::error_code inner;
    if (prefix.size() != 2 || !folders->is_directory(inner)) continue;
    fs::directory_iterator files(folders->path(), inner);
    for (; !inner && files != fs::directory_iterator(); files.increment(inner)) {
      if (const auto hash = parse_hash(prefix + files->path().filename().string())) hashes.push_back(*hash);
    }
    if (inner) return system_failure("Cannot list", folders->path(), inner.value());
  }
  if (problem) return system_failure("Cannot list", folder_, problem.value());
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

Result<void> ObjectStore::remove(const ContentHash& hash) const {
  std::error_code problem;
  const fs::path path = path_of(hash);
  const bool removed = fs::remove(path, problem);
  if (problem) return system_failure("Cannot remove", path, problem.value());
  if (!removed) return fail(ErrorKind::NotFound, fmt::format("There is no stored file {}.", hash.hex()));
  return {};
}

void ObjectStore::sweep_temporary_files() const {
  std::error_code problem;
  const auto now = fs::file_time_type::clock::now();
  fs::directory_iterator files(folder_, problem);
  for (; !problem && files != fs::directory_iterator(); files.increment(problem)) {
    std::error_code inner;
    const fs::path path = files->path();
    if (path.extension() != ".tmp" || !files->is_regular_file(inner)) continue;
    const auto age = now - fs::last_write_time(path, inner);
    if (!inner && age > std::chrono::hours(1)) fs::remove(path, inner);
  }
}

}  // namespace bandaji
