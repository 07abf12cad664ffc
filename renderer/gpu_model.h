// A model in GPU memory: the one bridge from CPU data to OpenGL.  Needs a current
// context for its whole life, destruction included; main thread (or the one
// thread that owns a headless context) only.
#pragma once

#include <cstdint>
#include <memory>

#include "assets/baked_model.h"
#include "assets/result.h"

namespace bandaji {

class GpuModel;

struct UploadOptions {
  // Pixels; 0 is no limit.  Larger pictures give up their finest mip levels: a thumbnail needs no 4K texture.
  int max_texture_edge = 0;
  // A model uploaded before in this context with the same limit: pictures that it holds, byte for byte, are
  // shared with it and not sent again.  A look in its next scene has nearly all of them.
  const GpuModel* like = nullptr;
};

class GpuModel {
 public:
  GpuModel(GpuModel&&) noexcept;
  GpuModel& operator=(GpuModel&&) noexcept;
  ~GpuModel();

  // Uploads everything.  The baked model is kept alive inside: poses are computed from it.
  // Errors: Limit (out of GPU memory), Corrupt (a picture that does not decompress).
  static Result<GpuModel> upload(std::shared_ptr<const BakedModel> model, const UploadOptions& options = {});

  const BakedModel& source() const;
  // Bytes of GPU memory.
  std::uint64_t geometry_bytes() const;
  std::uint64_t texture_bytes() const;
  std::uint64_t gpu_bytes() const { return geometry_bytes() + texture_bytes(); }
  // Of the model as posed at `time_seconds` (at rest when `animate` is false), metres.
  Bounds posed_bounds(float time_seconds, bool animate, int clip = 0) const;

  struct Contents;  // Defined beside the passes that draw it.
  const Contents& contents() const { return *contents_; }
  Contents& contents() { return *contents_; }

 private:
  GpuModel() = default;
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji
