// SHA-256 of bytes that arrive in pieces.
#pragma once

#include <memory>
#include <span>

#include "assets/content_hash.h"

namespace bandaji {

class ContentHasher {
 public:
  ContentHasher();
  ContentHasher(const ContentHasher&) = delete;
  ContentHasher& operator=(const ContentHasher&) = delete;
  ~ContentHasher();

  void add(std::span<const std::byte> bytes);
  // Expects: called once, last.
  ContentHash finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bandaji
