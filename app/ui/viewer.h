// The asset in focus in 3D, or as a picture, in the inspector and in the large
// viewport.  Files are read by jobs; drawing happens here, on the main thread, at
// reduced quality while a hand is moving and whole when it rests.  After that the
// large viewport is brought to the quality of a still beside the window.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/core/action.h"
#include "app/core/composition.h"
#include "app/core/jobs.h"
#include "app/core/library.h"
#include "app/core/stills.h"
#include "app/ui/model.h"
#include "app/ui/texture.h"
#include "app/ui/view_tools.h"
#include "renderer/preview.h"

namespace bandaji {

// One step of a camera: shares of the pane's height that it orbits or pans by, and steps of zoom.
struct CameraMove {
  glm::vec2 orbit{0};
  glm::vec2 pan{0};
  float zoom = 0;
};

class Viewer {
 public:
  explicit Viewer(Jobs& jobs, std::function<void()> wake = {}) : jobs_(jobs), stills_(std::move(wake)) {}
  // Compiles the shaders.  Errors: those of Preview::create().
  Result<void> start();
  void stop();  // Gives back everything in GPU memory; before the context goes.

  // Shows this version, or nothing.  `keep_camera` keeps where the viewer stands, for comparing.
  void show(const LibraryFiles& files, const AssetVersion* version, bool keep_camera, std::string load_title,
            double now);
  // A look or a set.  What is shown stays until the new one is there: at once with coarse layers, and in full
  // detail when nothing else was wanted for a moment.
  void show(const LibraryFiles& files, std::shared_ptr<const Composition> composition, bool keep_camera,
            std::string load_title, double now);
  // Nothing is wanted any more; the next show() begins anew even with what was shown last.
  void forget();
  void input(const request::PaneInput& input, double now);
  void set_view(const ViewSettings& view, double now);
  const ViewSettings& view() const { return view_; }
  void set_angles(const ViewAngles& angles, double now);
  void set_camera(int pane, const Camera& camera, double now);
  void toggle_orthographic(double now);
  void fit(double now);
  // What a key does in place of a hand.
  void move(const CameraMove& move, double now);

  // The other version beside, over or against the one that is shown; null ends it.
  void compare_with(const LibraryFiles& files, const AssetVersion* version, std::string first,
                    std::string second, double now);
  // Likewise a look or a set; `version` is what the caller knows it by.
  void compare_with(const LibraryFiles& files, std::shared_ptr<const Composition> composition,
                    const Id& version, std::string first, std::string second, double now);
  void set_compare_mode(CompareMode mode);
  const CompareView& compare() const { return compare_; }
  // Small pictures of the large viewport's model.
  void set_strip(StripKind kind);
  StripKind strip_kind() const { return strip_kind_; }
  // Radiance as light in place of the built-in ones; null for those.
  Result<void> set_environment(std::shared_ptr<const HdrImage> radiance, std::string name);
  const std::shared_ptr<const HdrImage>& environment() const { return environment_; }
  void play(bool on, double now);
  void want_map(const MapWanted& wanted);
  // What a pixel of the pane shows, from its top left.
  std::optional<Pick> pick(int pane, glm::vec2 cursor_px);

  // Takes in what was made beside the window.  True when a picture changed.
  bool deliver() { return stills_.deliver(); }
  // Once per frame, before panels draw: begins what is due.  True when a picture changed.
  bool update(double now, double& next_due);
  const PaneView (&panes() const)[2] { return panes_; }
  std::shared_ptr<const BakedModel> model() const;
  // What tools may know of a pane; the caller adds what the catalog knows.
  ToolSubject subject(int pane);
  // Keys held down move the camera: a hand looks around in a pane, or the tool is on.
  bool flying() const;
  bool drawing_beside() const { return stills_.busy(); }
  double last_full_ms() const { return full_ms_; }
  GpuUse gpu_use() const;  // Without thumbnails, which are not the viewer's.
  bool composing() const { return composing_; }
  bool refining() const { return refine_.has_value(); }

 private:
  struct Loaded {
    ContentHash manifest;
    std::unique_ptr<GpuModel> model;
    std::shared_ptr<const BakedModel> baked;
    Texture image;
    std::uint64_t bytes = 0;
    bool rough = false;  // A composition whose layers are coarse.
  };
  struct Composing {
    LibraryFiles files;
    std::shared_ptr<const Composition> composition;
    bool rough = false;
  };
  struct Drawing {
    glm::ivec2 size{0};    // Of the pane,
    glm::vec2 covered{0};  // and how much of each side lies under bars.
    bool dirty = false;    // Must be drawn at least roughly.
    bool rough = false;    // What is shown was drawn roughly,
    double full_at = 0;    // and is drawn whole then.
    bool framed = false;   // The camera has been set for this model,
    bool flies = false;
    double flew_at = -1e9;
    bool fitted = false;  // and still shows all of it: it does so in a pane of another size, too.
    std::uint64_t shown_in = 0;
  };
  enum class Beside { Nothing, Wanted, Asked };
  void want(const ContentHash& hash, bool keep_camera, std::string load_title);
  void load(const LibraryFiles& its_files, const AssetVersion& its_version);
  void load(Composing wanted, const ContentHash& hash);
  void accept(const ContentHash& manifest, Result<std::shared_ptr<const BakedModel>> model,
              bool rough = false);
  void accept(const ContentHash& manifest, Result<Image> image);
  void fail_with(const ContentHash& manifest, const Error& error);
  void keep(Loaded loaded);
  Loaded* find(const ContentHash& manifest);
  void use(Loaded& loaded);
  void touch(int pane, double now, bool rough);
  void touch_all(double now, bool rough);
  void frame(int pane);
  void frame_at(int pane, const ViewAngles& angles);
  void frame_again(int pane);
  bool draw(int pane, double now);
  Bounds framed_bounds(int pane) const;
  // viewer_beside.cpp: what is drawn by stills_.
  void forget_beside();
  bool update_beside(double now, double& next_due);
  void ask_stills();
  void ask_strip();
  void ask_difference();
  void begin_compare(const Id& version, const ContentHash& other, std::string first, std::string second);
  bool advance(double now, double& next_due);

  Jobs& jobs_;
  std::optional<Preview> preview_;
  std::list<Loaded> loaded_;  // Most recently used first.
  ContentHash wanted_{}, other_{};
  bool wants_ = false;
  std::optional<std::pair<LibraryFiles, AssetVersion>> pending_;
  std::optional<Composing> pending_composition_, refine_;
  double refine_at_ = 0;  // When what is shown roughly is composed in full; 0 until it is shown.
  std::shared_ptr<CompositionCache> compositions_;
  std::filesystem::path compositions_of_;
  bool composing_ = false;  // What is wanted is a composition that is not there yet.
  ContentHash shown_{};     // What is drawn: what is wanted, or the one before until a composition is there.
  double load_at_ = 0;
  std::string load_title_;
  std::uint64_t load_job_ = 0;
  bool keep_camera_ = false;
  PaneView panes_[2];
  Drawing drawing_[2];
  ViewSettings view_;
  std::vector<Part> parts_;
  std::uint64_t frame_ = 0;
  double full_ms_ = 0;
  double ms_per_pixel_ = 0;  // Of the last whole picture of the model shown.

  Stills stills_;
  Beside still_ = Beside::Nothing, strip_ = Beside::Nothing;
  double beside_at_ = 0;
  Texture still_picture_, other_still_, difference_;
  CompareView compare_;
  bool frame_both_ = false;  // As soon as the pane is halved, both are to fit into their half.
  StripKind strip_kind_ = StripKind::None;
  std::vector<Texture> strip_textures_;
  std::vector<Texture> retired_;  // No longer wanted, but in the frame that is being built.
  std::vector<StripPicture> strip_pictures_;
  std::shared_ptr<const HdrImage> environment_;
  std::string environment_name_;
  bool playing_ = false;
  double played_at_ = 0;
  MapWanted map_;
  Texture map_picture_;
  std::shared_ptr<Viewer*> self_ = std::make_shared<Viewer*>(this);
};

}  // namespace bandaji
