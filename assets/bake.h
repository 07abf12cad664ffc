// Serialising a model straight into the memory where it shall lie (a sealed
// memory file, say), without a second copy of its bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "assets/model.h"
#include "assets/result.h"

namespace bandaji {

// A picture as the block holds it: every mip level, largest first, compressed.
struct CompressedImage {
  std::vector<std::vector<std::byte>> mips;
  bool has_alpha = false;
};
CompressedImage compress_mip_chain(const Image& image);

class BakePlan {
 public:
  BakePlan(BakePlan&&) noexcept;
  BakePlan& operator=(BakePlan&&) noexcept;
  ~BakePlan();

  // Does all the work whose result has no size known beforehand: orders vertices
  // and triangles, makes and compresses mip chains, on several threads.
  // `progress` is called with 0..1, from any of them, one at a time.
  // The model must outlive the plan.  Errors: Limit (larger than 4 GiB).
  static Result<BakePlan> make(const Model& model, const std::function<void(float)>& progress = {});

  // Bytes of the block.
  std::uint64_t size() const;
  // Expects: `target` has size() bytes, is aligned to 16 and zeroed.
  void write(std::span<std::byte> target) const;

 private:
  struct Contents;
  explicit BakePlan(std::unique_ptr<Contents> contents);
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji
