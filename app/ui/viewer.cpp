#include "app/ui/viewer.h"

#include <epoxy/gl.h>

#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/core/pictures.h"
#include "renderer/figure.h"
#include "renderer/parts.h"

namespace bandaji {
namespace {

constexpr double kRest = 0.16;    // Seconds without a hand before the whole picture is drawn.
constexpr double kSettle = 0.09;  // Before a newly selected asset is loaded: arrow keys run past many.
constexpr double kSlowMs = 30;    // A whole picture slower than this is drawn roughly while moving.
constexpr std::uint64_t kBudget = std::uint64_t{1} << 30;
constexpr int kOtherSlot = 8;  // Of the preview, for the picture that is compared with.

}  // namespace

std::optional<glm::vec3> hit_point(const BakedModel& model, const Ray& ray) {
  std::vector<glm::mat4> world;
  float nearest = std::numeric_limits<float>::max();
  for (const Node& node : model.nodes()) {
    const glm::mat4 local = local_matrix(node);
    world.push_back(node.parent < 0 ? local : world[static_cast<std::size_t>(node.parent)] * local);
    for (const std::uint32_t index : node.meshes) {
      const BakedMesh& mesh = model.meshes()[index];
      const glm::mat4 inverse = glm::inverse(world.back());
      const glm::vec3 origin(inverse * glm::vec4(ray.origin, 1)),
          direction(inverse * glm::vec4(ray.direction, 0));
      // Möller and Trumbore 1997, both sides of a triangle.
      for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const glm::vec3& a = mesh.positions[mesh.indices[i]];
        const glm::vec3 ab = mesh.positions[mesh.indices[i + 1]] - a,
                        ac = mesh.positions[mesh.indices[i + 2]] - a;
        const glm::vec3 p = glm::cross(direction, ac);
        const float determinant = glm::dot(ab, p);
        if (std::abs(determinant) < 1e-12f) continue;
        const glm::vec3 s = origin - a;
        const float u = glm::dot(s, p) / determinant;
        if (u < 0 || u > 1) continue;
        const glm::vec3 q = glm::cross(s, ab);
        const float v = glm::dot(direction, q) / determinant;
        if (v < 0 || u + v > 1) continue;
        const float t = glm::dot(ac, q) / determinant;
        if (t > 0 && t < nearest) nearest = t;
      }
    }
  }
  if (nearest == std::numeric_limits<float>::max()) return std::nullopt;
  return ray.origin + ray.direction * nearest;
}

Result<void> Viewer::start() {
  auto preview = Preview::create();
  if (!preview) return tl::unexpected(preview.error());
  preview_.emplace(std::move(*preview));
  view_.backdrop_srgb = glm::vec3(46.0f / 255.0f);
  return {};
}

void Viewer::stop() {
  self_.reset();
  stills_.forget_all();
  loaded_.clear();
  for (Texture* texture : {&still_picture_, &other_still_, &difference_, &map_picture_}) *texture = Texture();
  strip_textures_.clear();
  retired_.clear();
  strip_pictures_.clear();
  preview_.reset();
  for (PaneView& pane : panes_) pane = PaneView();
}

void Viewer::show(const LibraryFiles& files, const AssetVersion* version, bool keep_camera,
                  std::string load_title, double now) {
  if (!version) return forget();
  if (wants_ && wanted_ == version->manifest_hash) return;
  forget_beside();
  parts_.clear();
  const CompareMode mode = compare_.mode;
  compare_ = CompareView();
  compare_.mode = mode;
  map_ = MapWanted();
  play(false, now);
  want(version->manifest_hash, keep_camera, std::move(load_title));
  shown_ = wanted_;
  for (PaneView& pane : panes_) {
    const Camera camera = pane.camera;
    pane = PaneView();
    pane.camera = camera;
  }
  if (version->facts.content == VersionContent::Attachment) {
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
  composing_ = false;
}

void Viewer::forget() {
  wants_ = composing_ = false;
  pending_.reset();
  pending_composition_.reset();
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
  for (auto at = loaded_.begin(); at != loaded_.end(); ++at)
    if (at->manifest == hash) {
      shown_ = hash;
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
  pending_composition_.emplace(files, std::move(composition));
  load_at_ = now + kSettle;
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

void Viewer::accept(const ContentHash& manifest, Result<std::shared_ptr<const BakedModel>> model) {
  const bool first = wants_ && wanted_ == manifest, second = compare_.on && other_ == manifest;
  if (!first && !second) return;
  if (first) {
    composing_ = false;
    shown_ = wanted_;
  }
  if (!model) return fail_with(manifest, model.error());
  auto uploaded = GpuModel::upload(*model);
  if (!uploaded) return fail_with(manifest, uploaded.error());
  Loaded loaded;
  loaded.manifest = manifest;
  loaded.baked = *model;
  loaded.model = std::make_unique<GpuModel>(std::move(*uploaded));
  loaded.bytes = loaded.model->gpu_bytes();
  keep(std::move(loaded));
  if (second) {
    compare_.loading = false;
    if (compare_.mode == CompareMode::Side) fit(0);
    touch_all(0, false);
  }
  if (first) use(*find(manifest));
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
  parts_ = loaded.model ? parts_of(*loaded.baked) : std::vector<Part>();
  if (loaded.model) {
    // What was hidden of another model has other numbers here.
    view_.hidden_parts.clear();
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

void Viewer::touch(int pane, double now, bool rough) {
  drawing_[pane].dirty = true;
  drawing_[pane].full_at = rough ? now + kRest : 0;
  if (pane == 1) forget_beside();
}

void Viewer::touch_all(double now, bool rough) {
  for (int i = 0; i < 2; ++i) touch(i, now, rough);
}

void Viewer::input(const request::PaneInput& input, double now) {
  PaneView& pane = panes_[input.pane];
  Drawing& drawing = drawing_[input.pane];
  drawing.shown_in = frame_;
  const glm::ivec2 size(std::max(8.0f, input.size_px.x), std::max(8.0f, input.size_px.y));
  if (size != drawing.size) {
    const bool first = drawing.size == glm::ivec2(0);
    drawing.size = size;
    touch(input.pane, now, !first);
    if (input.pane == 1 && std::exchange(frame_both_, false)) fit(now);
  }
  const glm::vec2 size_px(drawing.size);
  if (pane.content == PaneView::Content::Image) {
    pane.pan += input.pan_px;
    if (input.zoom != 0) {
      const float zoom = std::clamp(pane.zoom * std::pow(1.2f, input.zoom), 0.2f, 40.0f);
      const glm::vec2 from_middle = input.cursor_px - size_px * 0.5f;
      pane.pan = from_middle - (from_middle - pane.pan) * (zoom / pane.zoom);
      pane.zoom = zoom;
    }
    return;
  }
  if (pane.content != PaneView::Content::Model) return;
  if (input.orbit_px != glm::vec2(0)) orbit(pane.camera, input.orbit_px, size_px);
  if (input.pan_px != glm::vec2(0)) pan(pane.camera, input.pan_px, size_px);
  if (input.zoom != 0) zoom_to_cursor(pane.camera, input.zoom, input.cursor_px, size_px);
  if (input.set_pivot && model()) {
    if (const auto point = hit_point(*model(), ray_through(pane.camera, input.cursor_px, size_px))) {
      // The camera turns to the point and keeps its distance from it.
      const glm::vec3 shift = *point - pane.camera.target;
      pane.camera.target += shift;
      pane.camera.eye += shift;
      touch(input.pane, now, false);
    }
  }
  if (input.interacting) touch(input.pane, now, true);
}

void Viewer::set_view(const ViewSettings& view, double now) {
  view_ = view;
  for (int i = 0; i < 2; ++i) {
    if (panes_[i].content == PaneView::Content::Model && !playing_ && find(shown_))
      panes_[i].bounds = find(shown_)->model->posed_bounds(view.time_seconds, view.animate, view.clip);
    touch(i, now, true);
  }
}

void Viewer::set_camera(int pane, const Camera& camera, double now) {
  panes_[pane].camera = camera;
  drawing_[pane].framed = true;
  touch(pane, now, false);
}

Bounds Viewer::framed_bounds(int pane) const {
  Bounds bounds = with_figure(panes_[pane].bounds, panes_[pane].camera, view_.figure_metres);
  if (pane != 1 || !compare_.on) return bounds;
  for (const Loaded& loaded : loaded_)
    if (loaded.manifest == other_ && loaded.model) bounds.add(loaded.model->posed_bounds(0, false));
  return bounds;
}

void Viewer::set_angles(const ViewAngles& angles, double now) {
  for (int i = 0; i < 2; ++i) {
    if (panes_[i].content != PaneView::Content::Model || drawing_[i].shown_in + 1 < frame_) continue;
    const float aspect =
        static_cast<float>(drawing_[i].size.x) / static_cast<float>(std::max(1, drawing_[i].size.y));
    panes_[i].camera = frame_bounds(framed_bounds(i), angles, aspect, panes_[i].camera.orthographic, 0.1f,
                                    panes_[i].camera.vertical_fov_degrees);
  }
  touch_all(now, false);
}

void Viewer::toggle_orthographic(double now) {
  for (PaneView& pane : panes_) set_orthographic(pane.camera, !pane.camera.orthographic);
  touch_all(now, false);
}

void Viewer::fit(double now) {
  for (int i = 0; i < 2; ++i) {
    if (panes_[i].content == PaneView::Content::Image) {
      panes_[i].zoom = 1;
      panes_[i].pan = glm::vec2(0);
    }
    if (panes_[i].content != PaneView::Content::Model) continue;
    const float aspect =
        static_cast<float>(drawing_[i].size.x) / static_cast<float>(std::max(1, drawing_[i].size.y));
    panes_[i].camera =
        frame_bounds(framed_bounds(i), angles_of(panes_[i].camera), aspect, panes_[i].camera.orthographic,
                     0.1f, panes_[i].camera.vertical_fov_degrees);
  }
  touch_all(now, false);
}

void Viewer::frame(int index) {
  PaneView& pane = panes_[index];
  const glm::ivec2 size = drawing_[index].size;
  const float aspect = static_cast<float>(size.x) / static_cast<float>(std::max(1, size.y));
  pane.camera = frame_bounds(pane.bounds, angles_of(thumbnail_camera(pane.bounds)), aspect, false, 0.1f);
  drawing_[index].framed = true;
}

bool Viewer::draw(int index, double now) {
  PaneView& pane = panes_[index];
  Drawing& drawing = drawing_[index];
  if (!drawing.framed) frame(index);
  const double expected_ms = ms_per_pixel_ * drawing.size.x * drawing.size.y;
  // A picture that takes long is shown roughly first, also when nobody is moving it.
  const bool first = !pane.picture.texture && expected_ms > 150;
  if (first) drawing.full_at = now + kRest;
  const bool rough = drawing.full_at > now && expected_ms > kSlowMs;
  ViewSettings settings = view_;
  PictureSize size{drawing.size.x, drawing.size.y};
  if (rough) {
    settings.samples = 1;
    settings.draft = true;
    // Smaller the slower it is, but never a mosaic.
    const double factor = expected_ms > 250 ? 0.5 : 0.7;
    size = PictureSize{std::max(8, static_cast<int>(size.width * factor)),
                       std::max(8, static_cast<int>(size.height * factor))};
  }
  const bool straight = settings.backdrop == Backdrop::Transparent;
  const auto take = [&](Loaded& loaded, int slot) -> Result<Picture> {
    auto texture = preview_->draw(*loaded.model, pane.camera, settings, size, slot, straight);
    if (!texture) return tl::unexpected(texture.error());
    glBindTexture(GL_TEXTURE_2D, *texture);  // It is shown larger than it is while rough.
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glBindTexture(GL_TEXTURE_2D, 0);
    return Picture{*texture, size.width, size.height, true};
  };
  auto picture = take(*find(shown_), index * 2 + (rough ? 1 : 0));
  drawing.dirty = false;
  if (!picture) {
    pane.content = PaneView::Content::Failed;
    pane.message = picture.error().message;
    return true;
  }
  pane.frame_ms = static_cast<float>(preview_->last_frame_ms());
  if (!rough) {
    full_ms_ = preview_->last_frame_ms();
    ms_per_pixel_ = full_ms_ / (static_cast<double>(size.width) * size.height);
  }
  drawing.rough = rough;
  pane.picture = *picture;
  pane.still = false;
  if (index == 1 && compare_.on) {
    if (Loaded* other = find(other_); other && other->model) {
      // Parts are those of the other model here.
      settings.hidden_parts.clear();
      settings.marked_parts.clear();
      settings.variant = -1;
      if (auto second = take(*other, kOtherSlot + (rough ? 1 : 0)))
        compare_.picture = *second;
      else
        compare_.problem = second.error().message;
    }
  }
  return true;
}

void Viewer::load(const LibraryFiles& its_files, const AssetVersion& its_version) {
  const ContentHash manifest = its_version.manifest_hash;
  const bool image = its_version.facts.content == VersionContent::Image;
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

void Viewer::load(const LibraryFiles& its_files, std::shared_ptr<const Composition> its_composition) {
  load_job_ = jobs_.start(
      load_title_,
      [files = its_files, composition = std::move(its_composition), hash = wanted_,
       self = std::weak_ptr(self_)](JobContext& context) {
        auto model = std::make_shared<Result<std::shared_ptr<const BakedModel>>>(
            compose_model(files, *composition, context.stop()));
        context.on_main([=] {
          if (const auto viewer = self.lock()) (*viewer)->accept(hash, std::move(*model));
        });
      },
      Jobs::Options{.quiet = true, .urgent = true});
}

bool Viewer::update(double now, double& next_due) {
  ++frame_;
  retired_.clear();
  if (pending_ && now >= load_at_) {
    const auto [files, version] = std::move(*pending_);
    pending_.reset();
    load(files, version);
  }
  if (pending_composition_ && now >= load_at_) {
    auto [files, composition] = std::move(*pending_composition_);
    pending_composition_.reset();
    load(files, std::move(composition));
  }
  if (pending_ || pending_composition_) next_due = std::min(next_due, load_at_);
  bool changed = advance(now, next_due);
  for (int i = 0; i < 2; ++i) {
    Drawing& drawing = drawing_[i];
    if (!preview_ || panes_[i].content != PaneView::Content::Model || drawing.size == glm::ivec2(0) ||
        drawing.shown_in + 1 < frame_ || !model())
      continue;
    if (drawing.rough && drawing.full_at <= now) drawing.dirty = true;
    if (drawing.dirty) changed = draw(i, now) || changed;
    if (drawing.rough) next_due = std::min(next_due, drawing.full_at);
  }
  changed = update_beside(now, next_due) || changed;
  return changed;
}

}  // namespace bandaji
