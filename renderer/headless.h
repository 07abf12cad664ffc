// An OpenGL context without a display: EGL surfaceless on Linux.
#pragma once

#include <memory>
#include <string>

#include "assets/result.h"

namespace bandaji {

class HeadlessContext {
 public:
  HeadlessContext(HeadlessContext&&) noexcept;
  HeadlessContext& operator=(HeadlessContext&&) noexcept;
  ~HeadlessContext();

  // Makes a 4.1 core context current on the calling thread, where it stays.
  // Prefers a real GPU among the EGL devices.  Errors: Unsupported, with what is missing.
  static Result<HeadlessContext> create();
  std::string description() const;  // "llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5"

 private:
  HeadlessContext() = default;
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji
