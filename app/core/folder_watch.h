// Being told when files in a folder are written, without looking again and again.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

#include "assets/result.h"

namespace bandaji {

// One thread waits; no processor time is used meanwhile.
class FolderWatch {
 public:
  // The folder and those in it, also ones that are made later.  Errors: NotFound, Limit (more folders than
  // the system watches), Io, Unsupported.
  static Result<FolderWatch> open(const std::filesystem::path& folder);
  FolderWatch(FolderWatch&&) noexcept;
  ~FolderWatch();

  // The files written or moved here since the last call, once nothing more has happened for `quiet`; waits
  // for the first.  Empty when `stop` was requested.
  std::vector<std::filesystem::path> wait(std::stop_token stop, std::chrono::milliseconds quiet);

 private:
  struct Contents;
  explicit FolderWatch(std::unique_ptr<Contents> contents);
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji
