// The asset in focus in 3D, or as a picture, in the inspector and in the large
// viewport.  Files are read by jobs; drawing happens here, on the main thread, at
// reduced quality while a hand is moving and whole when it rests.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <optional>

#include "app/core/action.h"
#include "app/core/composition.h"
#include "app/core/jobs.h"
#include "app/core/library.h"
#include "app/ui/model.h"
#include "app/ui/texture.h"
#include "renderer/preview.h"

namespace bandaji {

class Viewer {
 public:
  explicit Viewer(Jobs& jobs) : jobs_(jobs) {}
  // Compiles the shaders.  Errors: those of Preview::create().
  Result<void> start();
  void stop();  // Gives back everything in GPU memory; before the context goes.

  // Shows this version, or nothing.  `keep_camera` keeps where the viewer stands, for comparing.
  void show(const LibraryFiles& files, const AssetVersion* version, bool keep_camera, std::string load_title,
            double now);
  // A look or a set.  What is shown stays until the new one is there.
  void show(const LibraryFiles& files, std::shared_ptr<const Composition> composition, bool keep_camera,
            std::string load_title, double now);
  // Nothing is wanted any more; the next show() begins anew even with what was shown last.
  void forget();
  void input(const request::PaneInput& input, double now);
  void set_view(const ViewSettings& view);
  const ViewSettings& view() const { return view_; }
  void set_angles(const ViewAngles& angles, double now);
  void toggle_orthographic(double now);
  void fit(double now);

  // Once per frame, before panels draw: begins what is due.  True when a picture changed.
  bool update(double now, double& next_due);
  const PaneView (&panes() const)[2] { return panes_; }
  std::shared_ptr<const BakedModel> model() const;
  double last_full_ms() const { return full_ms_; }
  bool composing() const { return composing_; }

 private:
  struct Loaded {
    ContentHash manifest;
    std::unique_ptr<GpuModel> model;
    std::shared_ptr<const BakedModel> baked;
    Texture image;
    std::uint64_t bytes = 0;
  };
  struct Drawing {
    glm::ivec2 size{0};   // Of the pane.
    bool dirty = false;   // Must be drawn at least roughly.
    bool rough = false;   // What is shown was drawn roughly,
    double full_at = 0;   // and is drawn whole then.
    bool framed = false;  // The camera has been set for this model.
    std::uint64_t shown_in = 0;
  };
  void accept(const ContentHash& manifest, Result<std::shared_ptr<const BakedModel>> model);
  void accept(const ContentHash& manifest, Result<Image> image);
  void fail_with(const ContentHash& manifest, const Error& error);
  void use(Loaded& loaded);
  void touch_all(double now, bool rough);
  void frame(int pane);
  bool draw(int pane, double now);

  Jobs& jobs_;
  std::optional<Preview> preview_;
  std::list<Loaded> loaded_;  // Most recently used first.
  ContentHash wanted_{};
  bool wants_ = false;
  std::optional<std::pair<LibraryFiles, AssetVersion>> pending_;
  std::optional<std::pair<LibraryFiles, std::shared_ptr<const Composition>>> pending_composition_;
  bool composing_ = false;  // What is wanted is a composition that is not there yet.
  bool holding_ = false;    // What is shown meanwhile is the one before.
  double load_at_ = 0;
  std::string load_title_;
  std::uint64_t load_job_ = 0;
  bool keep_camera_ = false;
  PaneView panes_[2];
  Drawing drawing_[2];
  ViewSettings view_;
  std::uint64_t frame_ = 0;
  double full_ms_ = 0;
  double ms_per_pixel_ = 0;  // Of the last whole picture of the model shown.
  std::shared_ptr<Viewer*> self_ = std::make_shared<Viewer*>(this);
};

// Where a ray first meets the model as it stands at rest; empty when it misses.
std::optional<glm::vec3> hit_point(const BakedModel& model, const Ray& ray);

}  // namespace bandaji
