#include "app/core/archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <system_error>

#include "assets/content_hasher.h"
#include "assets/file_io.h"
#include "assets/text.h"
#include "assets/whole_file.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 512;
constexpr std::string_view kRecords = "catalog.sqlite";

// The fields of a header (POSIX.1-1988, ustar).
struct Header {
  std::array<char, kBlock> bytes{};

  void text(std::size_t at, std::string_view value) { std::memcpy(&bytes[at], value.data(), value.size()); }
  void octal(std::size_t at, std::size_t digits, std::uint64_t value) {
    text(at, fmt::format("{:0{}o}", value, digits));
  }
};

Header header_for(std::string_view name, std::uint64_t size) {
  Header header;
  header.text(0, name);
  header.octal(100, 7, 0644);
  header.octal(108, 7, 0);
  header.octal(116, 7, 0);
  if (size < (1ull << 33)) {
    header.octal(124, 11, size);
  } else {
    // Larger than octal digits hold: base 256 with the top bit set, as GNU and POSIX tars read it.
    header.bytes[124] = static_cast<char>(0x80);
    for (std::size_t i = 0; i < 8; ++i) header.bytes[135 - i] = static_cast<char>(size >> (8 * i) & 0xFF);
  }
  header.octal(136, 11, 0);  // No time: the same catalog gives the same archive.
  header.text(148, "        ");
  header.bytes[156] = '0';
  header.text(257, std::string_view("ustar\0"
                                    "00",
                                    8));
  std::uint64_t sum = 0;
  for (const char c : header.bytes) sum += static_cast<unsigned char>(c);
  header.octal(148, 6, sum);
  header.bytes[154] = '\0';
  header.bytes[155] = ' ';
  return header;
}

tl::unexpected<Error> not_ours(const fs::path& file, std::string_view why) {
  return fail(ErrorKind::Corrupt, fmt::format("{} is not a whole backup: {}.", to_utf8(file), why));
}

struct Entry {
  std::string name;  // Empty at the end of the archive.
  std::uint64_t size = 0;
};

Result<Entry> parse_header(const std::array<char, kBlock>& bytes, const fs::path& file) {
  if (std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; })) return Entry{};
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kBlock; ++i)
    sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(bytes[i]);
  const auto octal = [&](std::size_t at, std::size_t digits) {
    std::uint64_t value = 0;
    for (std::size_t i = at; i < at + digits && bytes[i] >= '0' && bytes[i] <= '7'; ++i)
      value = value * 8 + static_cast<std::uint64_t>(bytes[i] - '0');
    return value;
  };
  if (octal(148, 6) != sum) return not_ours(file, "a header is damaged");
  if (bytes[156] != '0' && bytes[156] != '\0') return not_ours(file, "it holds something else than files");
  Entry entry;
  entry.name = std::string(bytes.data(), ::strnlen(bytes.data(), 100));
  if (static_cast<unsigned char>(bytes[124]) == 0x80) {
    for (std::size_t i = 128; i < 136; ++i)
      entry.size = entry.size << 8 | static_cast<unsigned char>(bytes[i]);
  } else {
    entry.size = octal(124, 11);
  }
  return entry;
}

// The hash that an entry's name promises; nothing when it is not an object.
std::optional<ContentHash> object_of(std::string_view name) {
  if (name.size() != 73 || !name.starts_with("objects/") || name[10] != '/') return std::nullopt;
  const auto hash = parse_hash(std::string(name.substr(8, 2)) + std::string(name.substr(11)));
  if (!hash) return std::nullopt;
  return *hash;
}

std::string name_of(const ContentHash& hash) {
  const std::string hex = hash.hex();
  return "objects/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

// Removes what was begun, unless it was finished.
struct Unfinished {
  fs::path path;
  ~Unfinished() {
    std::error_code ignored;
    if (!path.empty()) fs::remove_all(path, ignored);
  }
};

Result<void> append(const FileHandle& out, const fs::path& out_path, std::string_view name,
                    const fs::path& source, const ContentHash* expected, std::stop_token stop) {
  std::uint64_t size = 0;
  const auto in = open_regular(source, &size);
  if (!in) return tl::unexpected(in.error());
  const Header header = header_for(name, size);
  if (const auto done = write_all(out, header.bytes.data(), kBlock, out_path); !done) return done;
  ContentHasher hasher;
  std::vector<std::byte> block(1u << 18);
  std::uint64_t written = 0;
  while (written < size) {
    if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "The backup was stopped.");
    const auto count =
        read_some(*in, block.data(), std::min<std::uint64_t>(block.size(), size - written), source);
    if (!count) return tl::unexpected(count.error());
    if (*count == 0)
      return fail(ErrorKind::Io, fmt::format("{} became shorter while it was read.", to_utf8(source)));
    hasher.add(std::span(block).first(*count));
    if (const auto done = write_all(out, block.data(), *count, out_path); !done) return done;
    written += *count;
  }
  // A backup must not carry damage along unnoticed.
  if (expected != nullptr && hasher.finish() != *expected) {
    return fail(ErrorKind::Corrupt,
                fmt::format("The stored file {} is damaged; run `bandaji check --repair` first.",
                            expected->short_hex()));
  }
  const std::array<char, kBlock> zeros{};
  const std::size_t rest = static_cast<std::size_t>((kBlock - size % kBlock) % kBlock);
  return write_all(out, zeros.data(), rest, out_path);
}

}  // namespace

Result<void> write_archive(const Catalog& catalog, const LibraryFiles& files, const fs::path& file,
                           std::stop_token stop, const std::function<void(float)>& progress) {
  const fs::path folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
  Unfinished records{temporary_name(folder)};
  if (const auto copied = catalog.backup_to(records.path); !copied) return copied;
  std::set<ContentHash> hashes;
  for (const bool of_removed : {false, true}) {
    const auto referenced = catalog.referenced_objects(of_removed);
    if (!referenced) return tl::unexpected(referenced.error());
    hashes.insert(referenced->begin(), referenced->end());
  }

  auto archive = WholeFile::begin(file);
  if (!archive) return tl::unexpected(archive.error());
  const FileHandle& out = archive->handle();
  if (const auto done = append(out, file, kRecords, records.path, nullptr, stop); !done) return done;
  std::size_t done_count = 0;
  for (const ContentHash& hash : hashes) {
    if (progress) progress(static_cast<float>(done_count++) / static_cast<float>(hashes.size()));
    const auto done = append(out, file, name_of(hash), files.objects().path_of(hash), &hash, stop);
    if (!done) return done;
  }
  const std::array<char, 2 * kBlock> end{};
  if (const auto done = write_all(out, end.data(), end.size(), file); !done) return done;
  return archive->finish(WholeFile::Durable::Yes);
}

Result<void> read_archive(const fs::path& file, const fs::path& folder, std::stop_token stop,
                          const std::function<void(float)>& progress) {
  std::error_code problem;
  if (fs::exists(folder, problem) && (!fs::is_directory(folder, problem) || !fs::is_empty(folder, problem))) {
    return fail(ErrorKind::Conflict, to_utf8(folder) + " exists already and is not an empty folder.");
  }
  std::uint64_t total = 0;
  const auto in = open_regular(file, &total);
  if (!in) return tl::unexpected(in.error());

  const fs::path parent = fs::absolute(folder, problem).parent_path();
  Unfinished begun{temporary_name(parent)};
  fs::create_directories(begun.path, problem);
  if (problem) return system_failure("Cannot create the folder", begun.path, problem.value());
  const LibraryFiles made(begun.path);

  std::uint64_t at = 0;
  bool has_records = false;
  std::vector<std::byte> block(1u << 18);
  // Exactly `size` bytes into `block`; a shorter file is not a whole backup.
  const auto fill = [&](std::size_t size) -> Result<void> {
    for (std::size_t have = 0; have < size;) {
      const auto count = read_some(*in, block.data() + have, size - have, file);
      if (!count) return tl::unexpected(count.error());
      if (*count == 0) return not_ours(file, "it ends too early");
      have += *count;
    }
    at += size;
    return {};
  };
  for (;;) {
    if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "Restoring was stopped.");
    if (progress) progress(static_cast<float>(at) / static_cast<float>(std::max<std::uint64_t>(total, 1)));
    if (const auto done = fill(kBlock); !done) return done;
    std::array<char, kBlock> bytes{};
    std::memcpy(bytes.data(), block.data(), kBlock);
    const auto entry = parse_header(bytes, file);
    if (!entry) return tl::unexpected(entry.error());
    if (entry->name.empty()) break;
    if (entry->size > total - at) return not_ours(file, "it ends too early");
    const auto hash = object_of(entry->name);
    const bool is_records = entry->name == kRecords && !has_records;
    if (!hash && !is_records) return not_ours(file, "it holds a file that is no part of a catalog");

    const fs::path target = is_records ? begun.path / kRecords : begun.path / "incoming";
    {
      const auto out = create_file(target);
      if (!out) return tl::unexpected(out.error());
      for (std::uint64_t left = entry->size; left > 0;) {
        const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(left, block.size()));
        if (const auto done = fill(count); !done) return done;
        if (const auto done = write_all(*out, block.data(), count, target); !done) return done;
        left -= count;
      }
      if (is_records) {
        if (const auto done = sync_file(*out, target); !done) return done;
        has_records = true;
      }
    }
    if (const std::size_t rest = static_cast<std::size_t>((kBlock - entry->size % kBlock) % kBlock);
        rest > 0) {
      if (const auto done = fill(rest); !done) return done;
    }
    if (hash) {
      const auto stored = made.objects().put_file(target);
      if (!stored) return tl::unexpected(stored.error());
      if (stored->hash != *hash) return not_ours(file, "a stored file is damaged");
      fs::remove(target, problem);
    }
  }
  if (!has_records) return not_ours(file, "the records are missing");
  {
    const auto opened = Catalog::open(begun.path);
    if (!opened) return tl::unexpected(opened.error());
    if (!opened->check().ok) return not_ours(file, "the records are damaged");
  }
  fs::remove(folder, problem);  // Only when empty, as was proven above.
  fs::rename(begun.path, folder, problem);
  if (problem) return system_failure("Cannot create", folder, problem.value());
  begun.path.clear();
  return sync_folder(parent);
}

}  // namespace bandaji
