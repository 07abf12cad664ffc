#include "app/cli/console.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "assets/text.h"

#ifndef _WIN32
#include <pthread.h>
#include <unistd.h>
#endif

namespace bandaji::cli {

// Waits for the two polite signals on a thread of its own, where anything may be
// called.  They are blocked everywhere else, also in the workers that inherit the
// mask: Ctrl+C reaches the whole process group, and the workers are ours to end.
struct Console::Interruption {
  std::stop_source source;
#ifndef _WIN32
  sigset_t signals{};

  Interruption() {
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGUSR2);  // Ends the waiting thread itself.
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    waiter = std::thread([this] {
      for (;;) {
        int which = 0;
        if (sigwait(&signals, &which) != 0 || which == SIGUSR2) return;
        // The second time somebody is out of patience.
        if (!source.request_stop()) ::_exit(kNothingDone);
      }
    });
  }
  ~Interruption() {
    pthread_kill(waiter.native_handle(), SIGUSR2);
    waiter.join();
  }
  std::thread waiter;
#endif
};

Console::Console(bool json, bool quiet)
    : json_(json), quiet_(quiet), interruption_(std::make_unique<Interruption>()) {
#ifdef _WIN32
  terminal_ = false;
#else
  const char* kind = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe)
  terminal_ = ::isatty(STDERR_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
#endif
}

Console::~Console() {
  clear_progress();
}

std::stop_token Console::stop() const {
  return interruption_->source.get_token();
}

void Console::result(std::string_view line) {
  clear_progress();
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
  if (terminal_ || json_) std::fflush(stdout);
}

void Console::note(std::string_view message) {
  if (quiet_) return;
  problem(message);
}

void Console::problem(std::string_view message) {
  clear_progress();
  std::fflush(stdout);
  const std::string line = fmt::format("bandaji: {}\n", for_display(message, 4096));
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void Console::progress(float share, std::string_view text) {
  if (!terminal_ || quiet_) return;
  const auto now = std::chrono::steady_clock::now();
  if (bar_shown_ && now - last_bar_ < std::chrono::milliseconds(100)) return;
  last_bar_ = now;
  bar_shown_ = true;
  constexpr int kWidth = 24;
  const int filled = static_cast<int>(std::lround(std::clamp(share, 0.0f, 1.0f) * kWidth));
  std::string bar;
  for (int i = 0; i < kWidth; ++i) bar += i < filled ? "█" : "░";
  const std::string line =
      fmt::format("\r\033[K{} {:3.0f} %  {}", bar, share * 100.0f, to_columns(for_display(text), 40));
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fflush(stderr);
}

void Console::clear_progress() {
  if (!bar_shown_) return;
  bar_shown_ = false;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
}

int Console::finish(int status) {
  clear_progress();
  errno = 0;
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  // A reader that has seen enough (`bandaji list | head`) is not a failure.
  if (errno == EPIPE) return status;
  problem("The output could not be written.");
  return kNothingDone;
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t length =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()) + at,
                         static_cast<utf8proc_ssize_t>(utf8.size() - at), &code);
    if (length <= 0) {
      ++at;
      ++width;
      continue;
    }
    at += static_cast<std::size_t>(length);
    width += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code)));
  }
  return width;
}

std::string to_columns(std::string_view utf8, std::size_t columns) {
  std::string text(utf8);
  if (display_width(text) > columns) {
    while (!text.empty() && display_width(text) + 1 > columns) {
      // One whole character: its following bytes, then the byte it begins with.
      while (text.size() > 1 && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
      text.pop_back();
    }
    text += "…";
  }
  text.append(columns - std::min(columns, display_width(text)), ' ');
  return text;
}

}  // namespace bandaji::cli
