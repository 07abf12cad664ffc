// Draws a model.  The one drawing path of window, thumbnails, sheets and tests:
// the same inputs give the same pixels on one machine.
//
// Needs a current OpenGL 4.1 core context for its whole life; one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "assets/image.h"
#include "assets/result.h"
#include "renderer/camera.h"
#include "renderer/environment.h"
#include "renderer/gpu_model.h"
#include "renderer/pick.h"
#include "renderer/view_settings.h"

namespace bandaji {

// Bytes, by what they are for.
struct GpuMemory {
  std::uint64_t pictures = 0;  // Finished ones, and the sums of their samples.
  std::uint64_t targets =
      0;  // What they are drawn in, layers of veils and what is seen through glass included.
  std::uint64_t shadows = 0;
  std::uint64_t light = 0;

  std::uint64_t total() const { return pictures + targets + shadows + light; }
};

struct PictureSize {
  int width = 512;   // Pixels.
  int height = 512;  // Pixels.
};

// How accumulated pictures are brought to the quality of a still: from so many samples on it is looked
// whether they still change.
inline constexpr int kLeastStillSamples = 24;
inline constexpr int kMostStillSamples = 36;
inline constexpr int kSamplesPerPass = 4;
// Whether two pictures of one size differ so little that more samples are not worth their time.
bool has_settled(const Image& before, const Image& after);

class Preview {
 public:
  Preview(Preview&&) noexcept;
  Preview& operator=(Preview&&) noexcept;
  ~Preview();

  // Compiles the shaders and prepares the tables every picture shares.
  // Errors: Unsupported (no OpenGL 4.1), Corrupt (a shader did not compile; the log is in the message).
  static Result<Preview> create();

  // Uses this picture as light in place of the built-in ones, until cleared.
  Result<void> set_environment(const HdrImage& radiance);
  void clear_environment();

  // Draws into an own texture and returns its name (GL_TEXTURE_2D, RGBA8, sRGB-encoded display values,
  // premultiplied alpha, row 0 at the bottom).  It stays valid until the next draw into the same `slot`.
  // Errors: Limit (too large, or out of memory).
  // With `straight` alpha is not multiplied in.
  Result<std::uint32_t> draw(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                             PictureSize size, int slot = 0, bool straight = false);

  // Draws the picture once more from a slightly moved place and shows the average of all passes so far:
  // antialiasing, soft shadows, occlusion and depth of field grow better with each.  Pass 0 begins anew; the
  // caller begins anew when anything else changes.  Settings' `samples` does not matter here: a pass is four.
  Result<std::uint32_t> accumulate(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                                   PictureSize size, int pass, int slot = 0, bool straight = false);
  // Reads back what was drawn last into a slot, row 0 at the top.  Errors: NotFound (nothing was).
  Result<Image> read(int slot);

  // As draw() (or, when the settings say so, accumulate()), then reads the picture back: straight alpha,
  // sRGB, row 0 at the top.
  Result<Image> picture(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                        PictureSize size);

  // What a picture with these inputs shows in one pixel, counted from the top left; empty where nothing is.
  Result<std::optional<Pick>> pick(const GpuModel& model, const Camera& camera, const ViewSettings& settings,
                                   PictureSize size, int x, int y);

  // What it holds of the GPU's memory; the models are their owners'.
  GpuMemory gpu_memory() const;
  std::uint64_t gpu_bytes() const { return gpu_memory().total(); }

  // Milliseconds that the GPU or software driver needed for the last picture, finish included.
  double last_frame_ms() const;

 private:
  Preview() = default;
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji
