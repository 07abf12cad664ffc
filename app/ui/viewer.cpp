#include "app/ui/viewer.h"

#include <epoxy/gl.h>
#include <limits>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "app/core/pictures.h"
#include "app/ui/camera_moves.h"
#include "renderer/figure.h"

namespace bandaji {
namespace {

constexpr double kRest = 0.16;   // Seconds without a hand before the whole picture is drawn.
constexpr double kRefine = 0.3;  // Before a composition that is shown roughly is made in full.
constexpr double kSlowMs = 30;   // A whole picture slower than this is drawn roughly while moving.
constexpr int kOtherSlot = 8;    // Of the preview, for the picture that is compared with.

}  // namespace

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
  drawing.flies = input.flies;
  if (input.covered_px != drawing.covered && input.size_px != glm::vec2(0)) {
    drawing.covered = input.covered_px;
    if (drawing.framed && drawing.fitted && pane.content == PaneView::Content::Model) {
      frame_again(input.pane);
      touch(input.pane, now, false);
    }
  }
  const glm::ivec2 size(std::max(8.0f, input.size_px.x), std::max(8.0f, input.size_px.y));
  if (size != drawing.size) {
    const bool first = drawing.size == glm::ivec2(0);
    drawing.size = size;
    touch(input.pane, now, !first);
    if (input.pane == 1 && std::exchange(frame_both_, false))
      fit(now);
    else if (drawing.framed && drawing.fitted && pane.content == PaneView::Content::Model)
      frame_again(input.pane);  // A narrower pane would cut what was framed in a wider one.
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
  if (input.look_px != glm::vec2(0)) look_around(pane.camera, input.look_px, size_px);
  if (input.fly != glm::vec3(0) || input.turn != glm::vec2(0)) {
    // As long as the frame before took; the first one after a rest counts as a short one.
    const double since = now - drawing.flew_at;
    const float seconds = since < 0.6 ? static_cast<float>(since) : 0.05f;
    drawing.flew_at = now;
    if (input.fly != glm::vec3(0)) fly(pane.camera, seconds * fly_step(pane.bounds) * input.fly);
    look_around(pane.camera, 2 * seconds * size_px.y * input.turn, size_px);
  }
  if (input.pan_px != glm::vec2(0) || input.zoom != 0 || input.look_px != glm::vec2(0) ||
      input.turn != glm::vec2(0) || input.fly != glm::vec3(0))
    drawing.fitted = false;
  if (input.set_pivot) {
    if (const auto found = pick(input.pane, input.cursor_px)) {
      // The camera turns to the point and keeps its distance from it.
      const glm::vec3 shift = found->point - pane.camera.target;
      pane.camera.target += shift;
      pane.camera.eye += shift;
      drawing.fitted = false;
      touch(input.pane, now, false);
    }
  }
  if (input.interacting) touch(input.pane, now, true);
}

bool Viewer::flying() const {
  return std::any_of(std::begin(drawing_), std::end(drawing_),
                     [&](const Drawing& drawing) { return drawing.flies && drawing.shown_in + 1 >= frame_; });
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
  drawing_[pane].fitted = false;
  touch(pane, now, false);
}

Bounds Viewer::framed_bounds(int pane) const {
  Bounds bounds = with_figure(panes_[pane].bounds, panes_[pane].camera, view_.figure_metres);
  if (pane != 1 || !compare_.on) return bounds;
  for (const Loaded& loaded : loaded_)
    if (loaded.manifest == other_ && loaded.model) bounds.add(loaded.model->posed_bounds(0, false));
  return bounds;
}

void Viewer::frame_at(int index, const ViewAngles& angles) {
  PaneView& pane = panes_[index];
  const glm::ivec2 size = drawing_[index].size;
  const glm::vec2 whole = glm::max(glm::vec2(size), glm::vec2(1)), covered = drawing_[index].covered;
  // Into the part that nothing lies over, at least two fifths of each side, as if that were the whole
  // picture.
  const glm::vec2 free = glm::max(whole - 2.0f * covered, 0.4f * whole);
  const float share = free.y / whole.y, fov = pane.camera.vertical_fov_degrees;
  const float margin = covered == glm::vec2(0) ? 0.1f : 0.02f;
  const float fov_of_part = 2 * glm::degrees(std::atan(share * std::tan(0.5f * glm::radians(fov))));
  pane.camera = frame_bounds(framed_bounds(index), angles, free.x / free.y, pane.camera.orthographic, margin,
                             fov_of_part);
  pane.camera.vertical_fov_degrees = fov;
  pane.camera.ortho_height /= share;
  drawing_[index].fitted = true;
}

void Viewer::frame_again(int index) {
  frame_at(index, angles_of(panes_[index].camera));
}

void Viewer::set_angles(const ViewAngles& angles, double now) {
  for (int i = 0; i < 2; ++i)
    if (panes_[i].content == PaneView::Content::Model && drawing_[i].shown_in + 1 >= frame_)
      frame_at(i, angles);
  touch_all(now, false);
}

void Viewer::toggle_orthographic(double now) {
  for (PaneView& pane : panes_) set_orthographic(pane.camera, !pane.camera.orthographic);
  touch_all(now, false);
}

void Viewer::move(const CameraMove& move, double now) {
  for (int i = 0; i < 2; ++i) {
    PaneView& pane = panes_[i];
    if (drawing_[i].shown_in + 1 < frame_ || drawing_[i].size == glm::ivec2(0)) continue;
    request::PaneInput input;
    input.pane = i;
    const glm::vec2 size(drawing_[i].size);
    input.size_px = size;
    input.covered_px = drawing_[i].covered;
    input.cursor_px = size * 0.5f;
    input.orbit_px = move.orbit * size.y;
    input.pan_px = move.pan * size.y;
    input.zoom = move.zoom;
    input.interacting = true;
    if (pane.content == PaneView::Content::Model || pane.content == PaneView::Content::Image)
      this->input(input, now);
  }
}

void Viewer::fit(double now) {
  for (int i = 0; i < 2; ++i) {
    if (panes_[i].content == PaneView::Content::Image) {
      panes_[i].zoom = 1;
      panes_[i].pan = glm::vec2(0);
    }
    if (panes_[i].content == PaneView::Content::Model) frame_again(i);
  }
  touch_all(now, false);
}

void Viewer::frame(int index) {
  PaneView& pane = panes_[index];
  pane.camera = Camera();
  frame_at(index, angles_of(thumbnail_camera(pane.bounds)));
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

bool Viewer::update(double now, double& next_due) {
  ++frame_;
  retired_.clear();
  if (pending_ && now >= load_at_) {
    const auto [files, version] = std::move(*pending_);
    pending_.reset();
    load(files, version);
  }
  if (pending_composition_ && now >= load_at_) {
    Composing next = std::move(*pending_composition_);
    pending_composition_.reset();
    load(std::move(next), wanted_);
  }
  if (pending_ || pending_composition_) next_due = std::min(next_due, load_at_);
  if (refine_ && !composing_ && refine_at_ == 0) refine_at_ = now + kRefine;
  if (refine_ && refine_at_ > 0) {
    if (now >= refine_at_)
      load(*refine_, wanted_), refine_at_ = std::numeric_limits<double>::max();
    else if (refine_at_ < std::numeric_limits<double>::max())
      next_due = std::min(next_due, refine_at_);
  }
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
