#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <system_error>

#include "app/core/folder_watch.h"
#include "assets/file_io.h"
#include "assets/text.h"

namespace bandaji {

namespace fs = std::filesystem;

struct FolderWatch::Contents {
  FileHandle events;
  FileHandle wake;
  std::map<int, fs::path> folders;  // By watch.
  std::set<fs::path> changed;

  // The folder and all in it.  What lies in one that was just made may have been written before it was
  // watched.
  Result<void> add(const fs::path& folder, bool files_are_new) {
    const int watch = inotify_add_watch(
        events.get(), folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR | IN_DONT_FOLLOW);
    if (watch < 0) {
      const int error = errno;
      const std::string shown = for_display(to_utf8(folder));
      if (error == ENOENT || error == ENOTDIR)
        return fail(ErrorKind::NotFound, fmt::format("There is no folder “{}”.", shown));
      if (error == ENOSPC)
        return fail(ErrorKind::Limit, fmt::format("“{}” holds more folders than the system watches.", shown));
      return fail(ErrorKind::Io,
                  fmt::format("Cannot watch “{}”: {}.", shown, std::generic_category().message(error)));
    }
    folders[watch] = folder;
    std::error_code problem;
    for (fs::directory_iterator entry(folder, problem); !problem && entry != fs::directory_iterator();
         entry.increment(problem)) {
      std::error_code inner;
      if (entry->is_symlink(inner)) continue;
      if (entry->is_directory(inner)) {
        if (entry->path().extension() == ".bandaji") continue;
        // One that cannot be looked into is left out.
        if (const auto below = add(entry->path(), files_are_new);
            !below && below.error().kind == ErrorKind::Limit)
          return below;
      } else if (files_are_new) {
        changed.insert(entry->path());
      }
    }
    return {};
  }

  void read() {
    alignas(inotify_event) std::array<char, 16384> buffer;
    for (;;) {
      const ssize_t size = ::read(events.get(), buffer.data(), buffer.size());
      if (size <= 0) return;
      for (ssize_t at = 0; at < size;) {
        inotify_event event;
        std::memcpy(&event, buffer.data() + at, sizeof(event));
        const char* const name = buffer.data() + at + sizeof(event);
        at += static_cast<ssize_t>(sizeof(event) + event.len);
        const auto folder = folders.find(event.wd);
        if (folder == folders.end() || event.len == 0) continue;
        const fs::path path = folder->second / name;
        if ((event.mask & IN_ISDIR) != 0) {
          // A folder that cannot be watched is left out; the next start sees what is in it.
          if (path.extension() != ".bandaji") (void)add(path, true);
        } else if ((event.mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0) {
          changed.insert(path);
        }
      }
    }
  }
};

FolderWatch::FolderWatch(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
FolderWatch::FolderWatch(FolderWatch&&) noexcept = default;
FolderWatch::~FolderWatch() = default;

Result<FolderWatch> FolderWatch::open(const fs::path& folder) {
  auto contents = std::make_unique<Contents>();
  contents->events = FileHandle(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  contents->wake = FileHandle(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  if (!contents->events.valid() || !contents->wake.valid())
    return fail(ErrorKind::Io, fmt::format("Cannot watch “{}”: {}.", for_display(to_utf8(folder)),
                                           std::generic_category().message(errno)));
  std::error_code problem;
  const fs::path real = fs::canonical(folder, problem);
  if (const auto added = contents->add(problem ? folder : real, false); !added)
    return tl::unexpected(added.error());
  return FolderWatch(std::move(contents));
}

std::vector<fs::path> FolderWatch::wait(std::stop_token stop, std::chrono::milliseconds quiet) {
  Contents& c = *contents_;
  const std::stop_callback wake(stop, [&c] {
    const std::uint64_t one = 1;
    (void)!::write(c.wake.get(), &one, sizeof(one));
  });
  while (!stop.stop_requested()) {
    pollfd watched[2] = {{c.events.get(), POLLIN, 0}, {c.wake.get(), POLLIN, 0}};
    const int ready = ::poll(watched, 2, c.changed.empty() ? -1 : static_cast<int>(quiet.count()));
    if (ready < 0 && errno != EINTR) break;
    if (ready > 0) {
      c.read();
    } else if (ready == 0) {
      std::vector<fs::path> changed(c.changed.begin(), c.changed.end());
      c.changed.clear();
      return changed;
    }
  }
  return {};
}

}  // namespace bandaji
