#include "app/ui/platform.h"

#include <fmt/format.h>

#include "assets/text.h"

#ifdef _WIN32
#include <shellapi.h>
#include <windows.h>
#else
#include <spawn.h>
#include <sys/wait.h>

#include <thread>
extern char** environ;
#endif

namespace bandaji {

Result<void> open_outside(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error))
    return fail(ErrorKind::NotFound, fmt::format("There is no file {}.", to_utf8(path)));
#ifdef _WIN32
  const auto opened = reinterpret_cast<std::intptr_t>(
      ShellExecuteW(nullptr, L"open", path.c_str(), nullptr, nullptr, SW_SHOWNORMAL));
  if (opened <= 32) return fail(ErrorKind::Unsupported, fmt::format("No program opens {}.", to_utf8(path)));
  return {};
#else
#ifdef __APPLE__
  const char* opener = "open";
#else
  const char* opener = "xdg-open";
#endif
  std::string argument = path.string();
  char* const arguments[] = {const_cast<char*>(opener), argument.data(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, opener, nullptr, nullptr, arguments, environ) != 0)
    return fail(ErrorKind::Unsupported,
                fmt::format("This system has no {}, so {} was not opened.", opener, to_utf8(path)));
  // Somebody must read its end, or it stays in the process table.
  std::thread([child] { waitpid(child, nullptr, 0); }).detach();
  return {};
#endif
}

std::tm local_time(std::time_t seconds) {
  std::tm out{};
#ifdef _WIN32
  localtime_s(&out, &seconds);
#else
  localtime_r(&seconds, &out);
#endif
  return out;
}

std::filesystem::path free_path(const std::filesystem::path& wanted) {
  std::error_code error;
  std::filesystem::path path = wanted;
  for (int n = 2; std::filesystem::exists(path, error) && n < 10000; ++n) {
    path = wanted.parent_path() / wanted.stem();
    path += fmt::format("-{}", n);
    path += wanted.extension();
  }
  return path;
}

}  // namespace bandaji
