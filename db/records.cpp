#include "db/records.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <random>

namespace bandaji {
namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// One line must stay one line, whatever a file is called.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out;
}

std::string setting(const std::optional<std::uint8_t>& value) {
  return value ? std::to_string(static_cast<int>(*value)) : std::string("-");
}

}  // namespace

TimeMs now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Id new_id() {
  // 48 bits of time, 80 random.  Within one millisecond, and when the clock steps back, the last id
  // plus one, so that ids of one program always sort in the order in which they were made.
  static std::mutex mutex;
  static std::uint64_t last_time = 0;
  static std::uint64_t high = 0;  // 16 random bits.
  static std::uint64_t low = 0;   // 64 random bits.
  static std::random_device device;
  const std::lock_guard guard(mutex);
  const auto time = static_cast<std::uint64_t>(std::max<TimeMs>(now_ms(), 0));
  if (time > last_time) {
    last_time = time;
    high = device() & 0x7fffU;  // The top bit stays free for carrying.
    low = (std::uint64_t{device()} << 32U) | device();
  } else if (++low == 0) {
    ++high;
  }
  Id id(26, '0');
  for (std::size_t i = 0; i < 10; ++i) {
    id[i] = kCrockford[(last_time >> (5 * (9 - i))) & 31U];
  }
  // 80 bits: 16 of `high`, then 64 of `low`, five at a time from the end.
  std::uint64_t rest_low = low;
  std::uint64_t rest_high = high;
  for (std::size_t i = 25; i >= 10; --i) {
    id[i] = kCrockford[rest_low & 31U];
    rest_low = (rest_low >> 5U) | ((rest_high & 31U) << 59U);
    rest_high >>= 5U;
  }
  return id;
}

std::string manifest_text(const AssetVersion& version) {
  std::vector<const ManifestEntry*> entries;
  for (const ManifestEntry& entry : version.manifest) {
    entries.push_back(&entry);
  }
  std::sort(entries.begin(), entries.end(),
            [](const ManifestEntry* a, const ManifestEntry* b) { return a->path < b->path; });
  std::string text = "bandaji-manifest 1\n";
  text += "main " + escaped(version.main_file) + "\n";
  text += "up " + setting(version.up_axis) + "\n";
  text += "unit " + setting(version.unit) + "\n";
  for (const ManifestEntry* entry : entries) {
    text +=
        "file " + entry->hash.hex() + " " + std::to_string(entry->size) + " " + escaped(entry->path) + "\n";
  }
  return text;
}

}  // namespace bandaji
