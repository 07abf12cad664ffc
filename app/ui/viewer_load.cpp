// What the viewer shows: asked for, read by jobs, kept for the way back.
#include <algorithm>
#include <limits>

#include "app/ui/viewer.h"

namespace bandaji {
namespace {

constexpr double kSettle = 0.09;  // Before a newly selected asset is loaded: arrow keys run past many.
constexpr std::uint64_t kBudget = std::uint64_t{1} << 30;

}  // namespace

void Viewer::show(const LibraryFiles& files, const AssetVersion* version, bool keep_camera,
                  std::string load_title, double now) {
  if (!version) return forget();
  const ContentHash key = files.model_key(*version);
  if (wants_ && wanted_ == key) return;
  forget_beside();
  parts_.clear();
  const CompareMode mode = compare_.mode;
  compare_ = CompareView();
  compare_.mode = mode;
  map_ = MapWanted();
  play(false, now);
  want(key, keep_camera, std::move(load_title));
  shown_ = wanted_;
  for (PaneView& pane : panes_) {
    const Camera camera = pane.camera;
    pane = PaneView();
    pane.camera = camera;
  }
  if (version->facts.content == VersionContent::Attachment && !may_carry_picture(*version)) {
    for (PaneView& pane : panes_) {
      pane.content = PaneView::Content::Attachment;
      pane.message = version->main_file;
    }
    return;
  }
  for (auto at = loaded_.begin(); at != loaded_.end(); ++at)
    if (at->manifest == wanted_) {
      loaded_.splice(loaded_.begin(), loaded_, at);
      return use(loaded_.front());
    }
  for (PaneView& pane : panes_) pane.content = PaneView::Content::Loading;
  pending_.emplace(files, *version);
  load_at_ = now + kSettle;
}

void Viewer::want(const ContentHash& hash, bool keep_camera, std::string load_title) {
  wants_ = true;
  wanted_ = hash;
  keep_camera_ = keep_camera;
  load_title_ = std::move(load_title);
  if (load_job_) jobs_.cancel(std::exchange(load_job_, 0));
  pending_.reset();
  pending_composition_.reset();
  refine_.reset();
  composing_ = false;
}

void Viewer::forget() {
  wants_ = composing_ = false;
  pending_.reset();
  pending_composition_.reset();
  refine_.reset();
  if (load_job_) jobs_.cancel(std::exchange(load_job_, 0));
  for (PaneView& pane : panes_) pane = PaneView();
  for (Drawing& drawing : drawing_) drawing.framed = false;
  parts_.clear();
  forget_beside();
}

void Viewer::show(const LibraryFiles& files, std::shared_ptr<const Composition> composition, bool keep_camera,
                  std::string load_title, double now) {
  const ContentHash hash = composition->hash();
  if (wants_ && wanted_ == hash) return;
  const bool shows_model = model() != nullptr && panes_[1].content == PaneView::Content::Model;
  want(hash, keep_camera, std::move(load_title));
  forget_beside();
  if (composition->empty()) {
    shown_ = hash;
    for (PaneView& pane : panes_) pane = PaneView();
    return;
  }
  const bool layered = std::any_of(composition->parts.begin(), composition->parts.end(),
                                   [](const CompositionPart& part) { return !part.layers.empty(); });
  if (layered) refine_ = Composing{files, composition, false};
  refine_at_ = 0;
  for (auto at = loaded_.begin(); at != loaded_.end(); ++at)
    if (at->manifest == hash) {
      shown_ = hash;
      if (!at->rough) refine_.reset();
      loaded_.splice(loaded_.begin(), loaded_, at);
      return use(loaded_.front());
    }
  composing_ = true;
  if (!shows_model) {
    shown_ = hash;
    for (PaneView& pane : panes_) {
      const Camera camera = pane.camera;
      pane = PaneView();
      pane.camera = camera;
      pane.content = PaneView::Content::Loading;
    }
  }
  pending_composition_ = Composing{files, std::move(composition), layered};
  load_at_ = shows_model ? now : now + kSettle;
}

void Viewer::keep(Loaded loaded) {
  loaded_.push_front(std::move(loaded));
  // What was looked at lately stays for the way back, within the budget.
  std::uint64_t bytes = 0;
  int kept = 0;
  for (auto at = loaded_.begin(); at != loaded_.end();) {
    bytes += at->bytes;
    const bool shown = (wants_ && (at->manifest == wanted_ || at->manifest == shown_)) ||
                       (compare_.on && at->manifest == other_);
    at = !shown && ++kept > 1 && (bytes > kBudget || kept > 6) ? loaded_.erase(at) : std::next(at);
  }
}

Viewer::Loaded* Viewer::find(const ContentHash& manifest) {
  for (Loaded& loaded : loaded_)
    if (loaded.manifest == manifest) return &loaded;
  return nullptr;
}

void Viewer::accept(const ContentHash& manifest, Result<std::shared_ptr<const BakedModel>> model,
                    bool rough) {
  const bool first = wants_ && wanted_ == manifest, second = compare_.on && other_ == manifest;
  if (!first && !second) return;
  if (first) {
    composing_ = false;
    shown_ = wanted_;
    if (!rough) refine_.reset();
  }
  if (!model) return fail_with(manifest, model.error());
  // Most of a look is there already, as it was in the scene before.
  UploadOptions options;
  if (!loaded_.empty()) options.like = loaded_.front().model.get();
  auto uploaded = GpuModel::upload(*model, options);
  if (!uploaded && uploaded.error().kind == ErrorKind::Limit) {
    // What is only kept for the way back makes room.
    loaded_.remove_if([&](const Loaded& one) {
      return one.manifest != wanted_ && one.manifest != shown_ && !(compare_.on && one.manifest == other_);
    });
    uploaded = GpuModel::upload(*model);
  }
  if (!uploaded) return fail_with(manifest, uploaded.error());
  Loaded loaded;
  loaded.manifest = manifest;
  loaded.baked = *model;
  loaded.model = std::make_unique<GpuModel>(std::move(*uploaded));
  loaded.bytes = loaded.model->gpu_bytes();
  loaded.rough = rough;
  const auto coarse = std::find_if(loaded_.begin(), loaded_.end(),
                                   [&](const Loaded& one) { return one.rough && one.manifest == manifest; });
  const bool refined = coarse != loaded_.end();
  if (refined) loaded_.erase(coarse);
  keep(std::move(loaded));
  if (second) {
    compare_.loading = false;
    if (compare_.mode == CompareMode::Side) fit(0);
    touch_all(0, false);
  }
  if (first && refined) {
    // The same thing, only finer: camera, section and what is hidden stay.
    touch_all(0, false);
  } else if (first) {
    use(*find(manifest));
  }
}

void Viewer::accept(const ContentHash& manifest, Result<Image> image) {
  if (!wants_ || wanted_ != manifest) return;
  if (!image) return fail_with(manifest, image.error());
  Loaded loaded;
  loaded.manifest = manifest;
  loaded.image = Texture::upload(over_color(*image, 46));
  loaded.bytes = loaded.image.bytes();
  keep(std::move(loaded));
  use(*find(manifest));
}

void Viewer::fail_with(const ContentHash& manifest, const Error& error) {
  if (error.kind == ErrorKind::Cancelled) return;
  if (compare_.on && other_ == manifest) {
    compare_.loading = false;
    compare_.problem = error.message;
  }
  if (!wants_ || wanted_ != manifest) return;
  for (PaneView& pane : panes_) {
    pane.content = PaneView::Content::Failed;
    pane.message = error.message;
  }
}

void Viewer::use(Loaded& loaded) {
  std::vector<Part> parts = loaded.model ? parts_of(*loaded.baked) : std::vector<Part>();
  const bool same_parts =
      keep_camera_ && std::equal(parts.begin(), parts.end(), parts_.begin(), parts_.end(),
                                 [](const Part& a, const Part& b) { return a.name == b.name; });
  parts_ = std::move(parts);
  if (loaded.model) {
    // What was hidden of another model has other numbers here; a look in its next scene has the same.
    if (!same_parts) view_.hidden_parts.clear();
    view_.marked_parts.clear();
    if (!keep_camera_) view_.section.reset();
    view_.time_seconds = 0;
    view_.clip = 0;
  }
  for (int i = 0; i < 2; ++i) {
    PaneView& pane = panes_[i];
    if (loaded.model) {
      pane.content = PaneView::Content::Model;
      pane.bounds = loaded.model->posed_bounds(0, true);
      if (!keep_camera_ || !drawing_[i].framed) {
        drawing_[i].framed = false;  // As soon as the pane's proportions are known.
      } else {
        // The same place, at the distance that suits the new model's size.
        const Camera fitted = frame_bounds(pane.bounds, angles_of(pane.camera), 1, pane.camera.orthographic);
        if (fitted.distance() > pane.camera.distance() * 20 ||
            fitted.distance() * 20 < pane.camera.distance())
          drawing_[i].framed = false;
      }
      drawing_[i].dirty = true;
      drawing_[i].rough = false;
    } else {
      pane.content = PaneView::Content::Image;
      pane.picture = loaded.image.picture();
      pane.zoom = 1;
      pane.pan = glm::vec2(0);
    }
  }
}

std::shared_ptr<const BakedModel> Viewer::model() const {
  if (!wants_) return nullptr;
  for (const Loaded& loaded : loaded_)
    if (loaded.manifest == shown_) return loaded.baked;
  return nullptr;
}

void Viewer::load(const LibraryFiles& its_files, const AssetVersion& its_version) {
  const ContentHash manifest = its_files.model_key(its_version);
  const bool image = its_version.facts.content == VersionContent::Image || may_carry_picture(its_version);
  const std::uint64_t job = jobs_.start(
      load_title_,
      [files = its_files, version = its_version, manifest, image,
       self = std::weak_ptr(self_)](JobContext& context) {
        if (image) {
          auto picture = std::make_shared<Result<Image>>(files.image(version, 4096, context.stop()));
          context.on_main([=] {
            if (const auto viewer = self.lock()) (*viewer)->accept(manifest, std::move(*picture));
          });
        } else {
          auto model = std::make_shared<Result<std::shared_ptr<const BakedModel>>>(
              files.model(version, context.stop()));
          context.on_main([=] {
            if (const auto viewer = self.lock()) (*viewer)->accept(manifest, std::move(*model));
          });
        }
      },
      Jobs::Options{.quiet = true, .urgent = true});
  if (wanted_ == manifest) load_job_ = job;
}

void Viewer::load(Composing next, const ContentHash& hash) {
  if (!compositions_ || compositions_of_ != next.files.folder()) {
    compositions_ = std::make_shared<CompositionCache>();
    compositions_of_ = next.files.folder();
  }
  const std::uint64_t job = jobs_.start(
      load_title_,
      [next = std::move(next), cache = compositions_, hash,
       self = std::weak_ptr(self_)](JobContext& context) {
        auto model = std::make_shared<Result<std::shared_ptr<const BakedModel>>>(compose_model(
            next.files, *next.composition, {.rough = next.rough, .cache = cache.get()}, context.stop()));
        context.on_main([=, rough = next.rough] {
          if (const auto viewer = self.lock()) (*viewer)->accept(hash, std::move(*model), rough);
        });
      },
      Jobs::Options{.quiet = true, .urgent = true});
  if (wanted_ == hash) load_job_ = job;
}

}  // namespace bandaji
