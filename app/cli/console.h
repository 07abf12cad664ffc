// How a command speaks: results on stdout, everything else on stderr as
// "bandaji: …", a progress bar only where somebody watches a terminal.
//
// One per process; main thread, except stop().
#pragma once

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "assets/result.h"

namespace bandaji::cli {

// Exit statuses (docs/command-line.md); scripts rely on them.
inline constexpr int kDone = 0;
inline constexpr int kSomeRefused = 1;
inline constexpr int kWrongUsage = 2;
inline constexpr int kCatalogUnusable = 3;
inline constexpr int kNothingDone = 4;

class Console {
 public:
  Console(bool json, bool quiet);
  ~Console();

  bool json() const { return json_; }

  // A line of the result.  Flushed at once when somebody may be reading along.
  void result(std::string_view line);
  // What happened, for people; silent with --quiet.
  void note(std::string_view message);
  // What went wrong; never silent.
  void problem(std::string_view message);
  void problem(const Error& error) { problem(error.message); }

  // Replaces the bar.  `share` 0..1; nothing happens off a terminal.
  void progress(float share, std::string_view text);
  void clear_progress();

  // Requested by Ctrl+C or a polite kill: commands end what they do, tidily.
  std::stop_token stop() const;

  // Flushes stdout and turns a failed write into an exit status.
  int finish(int status);

 private:
  struct Interruption;

  bool json_;
  bool quiet_;
  bool terminal_;
  bool bar_shown_ = false;
  std::chrono::steady_clock::time_point last_bar_{};
  std::unique_ptr<Interruption> interruption_;
};

// Columns that text takes on a terminal: Hangul and Han two.
std::size_t display_width(std::string_view utf8);
// Cut (with …) or padded with spaces to exactly `columns`.
std::string to_columns(std::string_view utf8, std::size_t columns);

}  // namespace bandaji::cli
