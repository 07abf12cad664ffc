// Pictures of the model on screen made beside the window: what is shown while the
// camera rests, brought to the quality of a still sample by sample, and strips of
// small pictures.
//
// One thread with a headless OpenGL context of its own, so that neither a slow
// driver nor a large model ever holds up a frame.  Answers arrive on the main
// thread through deliver().
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "assets/baked_model.h"
#include "assets/image.h"
#include "renderer/camera.h"
#include "renderer/preview.h"
#include "renderer/view_settings.h"

namespace bandaji {

struct StillWanted {
  std::shared_ptr<const BakedModel> model;
  Camera camera;
  ViewSettings settings;
  PictureSize size;
  std::shared_ptr<const HdrImage> environment;  // Light in place of the built-in ones; null for those.
  bool progressive = false;  // Shown after every pass until it has settled; else drawn once.
};

class Stills {
 public:
  explicit Stills(std::function<void()> wake = {});
  ~Stills();

  // One picture of a request: straight alpha, row 0 at the top.  Called once for each, progressive ones
  // several times; `last` with the final call.  An error ends the request.
  using Show = std::function<void(std::size_t index, const Result<Image>& picture, bool last)>;
  // Asks for pictures in place of what was asked under the same number, whose answers no longer come.
  // Lower numbers are drawn first.
  void want(int number, std::vector<StillWanted> pictures, Show show);
  void forget(int number);
  void forget_all();

  bool deliver();  // Main thread.  True when something was shown.
  bool busy() const;
  std::uint64_t gpu_bytes() const;  // Held for the last pictures.

 private:
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji
