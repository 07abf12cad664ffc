// What the viewer has drawn beside the window: stills, strips, differences, maps; and
// what moves by itself.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/viewer.h"
#include "assets/log.h"
#include "renderer/compare.h"
#include "renderer/environment.h"
#include "renderer/pose.h"
#include "renderer/uv_layout.h"

namespace bandaji {
namespace {

constexpr double kBesideRest = 0.4;  // Seconds without a hand before anything is begun.
// Numbers of Stills: what is small comes first.
constexpr int kStrip = 0, kStill = 1, kOtherStill = 2, kDifference = 3;
constexpr int kStripEdge = 144;  // Pixels.
constexpr int kTurntableViews = 12;
constexpr double kFrame = 1.0 / 30;  // Of what plays.
constexpr int kMapEdge = 768;        // Pixels of a map as it is looked at.

bool is_lit(ShadingMode mode) {
  return mode == ShadingMode::Shaded || mode == ShadingMode::Clay || mode == ShadingMode::Wireframe;
}

// One map as it is looked at: one channel as gray, or all, over the layout's triangles.
Image map_picture(const BakedModel& model, const MapWanted& wanted) {
  Image out;
  const BakedImage& source = model.images()[static_cast<std::size_t>(wanted.image)];
  int mip = 0, width = source.width, height = source.height;
  while (std::max(width, height) > kMapEdge && mip + 1 < source.mip_count) {
    ++mip;
    width = std::max(1, width / 2);
    height = std::max(1, height / 2);
  }
  const auto pixels = model.image_pixels(static_cast<std::size_t>(wanted.image), mip);
  if (!pixels) return out;
  out.width = width;
  out.height = height;
  out.channels = 4;
  const std::size_t count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  const auto channels = static_cast<std::size_t>(source.channels);
  if (pixels->size() < count * channels) return Image();
  out.pixels.resize(count * 4);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t* from = &(*pixels)[i * channels];
    std::array<std::uint8_t, 4> texel{from[0], channels >= 2 ? from[1] : from[0],
                                      channels >= 3 ? from[2] : from[0],
                                      channels == 4 ? from[3] : std::uint8_t{255}};
    if (channels == 2) texel = {from[0], from[1], 0, 255};
    if (wanted.channel >= 0) {
      const std::uint8_t one = texel[static_cast<std::size_t>(wanted.channel)];
      texel = {one, one, one, 255};
    }
    texel[3] = 255;
    std::copy(texel.begin(), texel.end(), &out.pixels[i * 4]);
  }
  if (!wanted.layout) return out;
  const std::vector<MeshInstance> instances = mesh_instances(model.nodes());
  if (wanted.part >= instances.size()) return out;
  const BakedMesh& mesh = model.meshes()[instances[wanted.part].mesh];
  const auto uv = wanted.second_uv ? mesh.uv1 : mesh.uv0;
  if (uv.empty()) return out;
  const int edge = kMapEdge;
  const Image layout = draw_uv_layout(uv, mesh.indices, {edge, false});
  // The layout is square, as the space it shows; the map is brought to it.
  Image square = resize(out, edge, edge);
  for (std::size_t i = 0; i < square.pixels.size(); i += 4) {
    const unsigned cover = layout.pixels[i + 3];
    for (std::size_t c = 0; c < 3; ++c)
      square.pixels[i + c] = static_cast<std::uint8_t>(
          (layout.pixels[i + c] * cover + square.pixels[i + c] * (255 - cover)) / 255);
  }
  return square;
}

}  // namespace

void Viewer::forget_beside() {
  for (const int number : {kStrip, kStill, kOtherStill, kDifference}) stills_.forget(number);
  still_ = strip_ = Beside::Wanted;
  beside_at_ = -1;  // As soon as the hand has rested.
}

bool Viewer::advance(double now, double& next_due) {
  if (!playing_) return false;
  const auto baked = model();
  if (!baked || static_cast<std::size_t>(view_.clip) >= baked->animations().size()) {
    playing_ = false;
    return false;
  }
  const double length =
      std::max(0.05, static_cast<double>(baked->animations()[static_cast<std::size_t>(view_.clip)].duration));
  // Where drawing is slow it moves in larger steps, and time stays true.
  const double pace = std::max(kFrame, full_ms_ / 1000 * 1.5);
  if (now - played_at_ >= pace) {
    view_.time_seconds = static_cast<float>(
        std::fmod(static_cast<double>(view_.time_seconds) + std::min(now - played_at_, 0.5), length));
    view_.animate = true;
    played_at_ = now;
    for (int i = 0; i < 2; ++i) touch(i, now, true);
  }
  next_due = std::min(next_due, played_at_ + pace);
  return true;
}

void Viewer::play(bool on, double now) {
  if (playing_ == on) return;
  playing_ = on;
  played_at_ = now;
  if (on && view_.time_seconds <= 0) view_.time_seconds = 1e-3f;
}

bool Viewer::update_beside(double now, double& next_due) {
  const Drawing& drawing = drawing_[1];
  const bool visible = panes_[1].content == PaneView::Content::Model && drawing.shown_in + 1 >= frame_ &&
                       drawing.size != glm::ivec2(0) && find(shown_);
  if (!visible || playing_) return false;
  if (still_ != Beside::Wanted && strip_ != Beside::Wanted) return false;
  if (drawing.dirty || drawing.rough) return false;  // Comes back here when it is drawn whole.
  if (beside_at_ < 0) beside_at_ = now + kBesideRest;
  if (now < beside_at_) {
    next_due = std::min(next_due, beside_at_);
    return false;
  }
  if (std::exchange(strip_, Beside::Asked) == Beside::Wanted) ask_strip();
  if (std::exchange(still_, Beside::Asked) == Beside::Wanted) {
    if (compare_.on && compare_.mode == CompareMode::Difference)
      ask_difference();
    else if (view_.marked_parts.empty())
      ask_stills();
  }
  return false;
}

void Viewer::ask_stills() {
  StillWanted wanted;
  wanted.camera = panes_[1].camera;
  wanted.settings = view_;
  wanted.settings.accumulate = true;
  wanted.settings.occlusion = is_lit(view_.mode) && !environment_;
  wanted.size = {drawing_[1].size.x, drawing_[1].size.y};
  wanted.environment = environment_;
  wanted.progressive = true;
  wanted.model = find(shown_)->baked;
  stills_.want(kStill, {wanted}, [this](std::size_t, const Result<Image>& image, bool last) {
    // One that cannot be made is no problem for what is on screen.
    if (!image) return log(LogLevel::Warning, image.error().message);
    still_picture_ = Texture::upload(*image, false);
    panes_[1].picture = still_picture_.picture();
    panes_[1].still = last;
  });
  const Loaded* other = compare_.on ? find(other_) : nullptr;
  if (!other || !other->baked) return;
  wanted.model = other->baked;
  wanted.settings.hidden_parts.clear();
  wanted.settings.variant = -1;
  stills_.want(kOtherStill, {wanted}, [this](std::size_t, const Result<Image>& image, bool) {
    if (!image) return log(LogLevel::Warning, image.error().message);
    other_still_ = Texture::upload(*image, false);
    compare_.picture = other_still_.picture();
  });
}

void Viewer::ask_strip() {
  if (strip_kind_ == StripKind::None) return;
  StillWanted wanted;
  wanted.model = find(shown_)->baked;
  wanted.settings = view_;
  wanted.settings.marked_parts.clear();
  wanted.settings.grid = false;
  wanted.settings.figure_metres = 0;
  wanted.settings.samples = 4;
  wanted.size = {kStripEdge, kStripEdge};
  const Camera& camera = panes_[1].camera;
  const ViewAngles angles = angles_of(camera);
  std::vector<StillWanted> pictures;
  std::vector<std::string> names;
  if (strip_kind_ == StripKind::Lights) {
    wanted.camera = frame_bounds(panes_[1].bounds, angles, 1, camera.orthographic, 0.08f);
    for (const LightPreset& preset : light_presets()) {
      wanted.settings.light = preset.name;
      pictures.push_back(wanted);
      names.emplace_back(preset.name);
    }
  } else {
    wanted.environment = environment_;
    for (int i = 0; i < kTurntableViews; ++i) {
      const float azimuth = std::remainder(360.0f * static_cast<float>(i) / kTurntableViews, 360.0f);
      wanted.camera =
          frame_bounds(panes_[1].bounds, {azimuth, angles.elevation_degrees}, 1, camera.orthographic, 0.08f);
      pictures.push_back(wanted);
      names.push_back(fmt::format("{:.0f}°", static_cast<double>(azimuth)));
    }
  }
  if (strip_pictures_.size() != names.size() || strip_pictures_.front().name != names.front()) {
    strip_pictures_.clear();
    strip_textures_.clear();
    strip_textures_.resize(names.size());
    for (std::string& name : names) strip_pictures_.push_back({std::move(name), {}});
  }
  stills_.want(kStrip, std::move(pictures), [this](std::size_t index, const Result<Image>& image, bool) {
    if (!image) return log(LogLevel::Warning, image.error().message);
    if (index >= strip_textures_.size()) return;
    strip_textures_[index] = Texture::upload(*image);
    strip_pictures_[index].picture = strip_textures_[index].picture();
  });
}

void Viewer::ask_difference() {
  const Loaded* other = find(other_);
  if (!other || !other->baked) return;
  StillWanted wanted;
  wanted.camera = panes_[1].camera;
  wanted.settings = view_;
  wanted.settings.marked_parts.clear();
  wanted.settings.backdrop = Backdrop::Transparent;
  wanted.settings.ground = false;
  wanted.settings.grid = false;
  wanted.size = {drawing_[1].size.x, drawing_[1].size.y};
  wanted.environment = environment_;
  wanted.model = find(shown_)->baked;
  std::vector<StillWanted> both{wanted, wanted};
  both[1].model = other->baked;
  both[1].settings.hidden_parts.clear();
  both[1].settings.variant = -1;
  auto first = std::make_shared<Image>();
  stills_.want(kDifference, std::move(both),
               [this, first](std::size_t index, const Result<Image>& image, bool) {
                 if (!image) {
                   compare_.problem = image.error().message;
                   return;
                 }
                 if (index == 0) {
                   *first = *image;
                   return;
                 }
                 const auto apart = difference(*first, *image);
                 if (!apart) return;
                 difference_ = Texture::upload(over_color(*apart, 46), false);
                 compare_.difference = difference_.picture();
                 panes_[1].still = true;
               });
}

void Viewer::begin_compare(const Id& version, const ContentHash& other, std::string first,
                           std::string second) {
  const CompareMode mode = compare_.mode;
  compare_ = CompareView();
  compare_.mode = mode;
  compare_.on = true;
  compare_.version = version;
  compare_.first = std::move(first);
  compare_.second = std::move(second);
  other_ = other;
  frame_both_ = mode == CompareMode::Side;
}

void Viewer::compare_with(const LibraryFiles& files, const AssetVersion* version, std::string first,
                          std::string second, double now) {
  if (version) {
    begin_compare(version->id, files.model_key(*version), std::move(first), std::move(second));
    if (version->facts.content != VersionContent::Model) {
      compare_.problem = "Only 3D models can be compared in one view.";
    } else if (!find(other_)) {
      compare_.loading = true;
      load(files, *version);
    }
  } else {
    const CompareMode mode = compare_.mode;
    compare_ = CompareView();
    compare_.mode = mode;
    other_ = {};
  }
  touch_all(now, false);
}

void Viewer::compare_with(const LibraryFiles& files, std::shared_ptr<const Composition> composition,
                          const Id& version, std::string first, std::string second, double now) {
  const ContentHash hash = composition->hash();
  if (compare_.on && compare_.version == version && other_ == hash) return;  // Asked for again after an edit.
  begin_compare(version, hash, std::move(first), std::move(second));
  if (composition->empty()) {
    compare_.problem = "There is nothing to be drawn yet.";
  } else if (!find(other_)) {
    compare_.loading = true;
    load(Composing{files, std::move(composition), false}, hash);
  }
  touch_all(now, false);
}

void Viewer::set_compare_mode(CompareMode mode) {
  compare_.mode = mode;
  compare_.difference = {};
  touch_all(0, false);
}

void Viewer::set_strip(StripKind kind) {
  if (strip_kind_ == kind) return;
  strip_kind_ = kind;
  stills_.forget(kStrip);
  strip_pictures_.clear();
  for (Texture& texture : strip_textures_) retired_.push_back(std::move(texture));
  strip_textures_.clear();
  strip_ = Beside::Wanted;
  beside_at_ = 0;
}

Result<void> Viewer::set_environment(std::shared_ptr<const HdrImage> radiance, std::string name) {
  if (radiance) {
    if (auto set = preview_->set_environment(*radiance); !set) return set;
  } else {
    preview_->clear_environment();
  }
  environment_ = std::move(radiance);
  environment_name_ = environment_ ? std::move(name) : std::string();
  touch_all(0, false);
  return {};
}

void Viewer::want_map(const MapWanted& wanted) {
  if (map_ == wanted) return;
  if (wanted.image != map_.image) retired_.push_back(std::move(map_picture_));
  map_ = wanted;
  const auto baked = model();
  if (!baked || wanted.image < 0 || static_cast<std::size_t>(wanted.image) >= baked->images().size()) return;
  jobs_.start(
      "",
      [baked, wanted, self = std::weak_ptr(self_)](JobContext& job) {
        auto picture = std::make_shared<Image>(map_picture(*baked, wanted));
        job.on_main([=] {
          const auto viewer = self.lock();
          if (viewer && (*viewer)->map_ == wanted) (*viewer)->map_picture_ = Texture::upload(*picture);
        });
      },
      Jobs::Options{.quiet = true, .urgent = true});
}

std::optional<Pick> Viewer::pick(int pane, glm::vec2 cursor_px) {
  Loaded* loaded = find(shown_);
  const glm::ivec2 size = drawing_[pane].size;
  if (!wants_ || !loaded || !loaded->model || !preview_ || panes_[pane].content != PaneView::Content::Model)
    return std::nullopt;
  const glm::ivec2 at(cursor_px);
  if (cursor_px.x < 0 || cursor_px.y < 0 || at.x >= size.x || at.y >= size.y) return std::nullopt;
  auto found = preview_->pick(*loaded->model, panes_[pane].camera, view_, {size.x, size.y}, at.x, at.y);
  return found ? *found : std::nullopt;
}

ToolSubject Viewer::subject(int pane) {
  ToolSubject subject;
  subject.pane = pane;
  subject.view = &view_;
  subject.camera = panes_[pane].camera;
  subject.bounds = panes_[pane].bounds;
  if (panes_[pane].content == PaneView::Content::Model) subject.model = model();
  subject.parts = parts_;
  subject.strip_kind = strip_kind_;
  subject.strip = strip_pictures_;
  subject.compare = &compare_;
  subject.environment_name = environment_name_;
  subject.map = map_picture_.picture();
  subject.playing = playing_;
  subject.still = panes_[pane].still;
  subject.pick = [this, pane](glm::vec2 cursor_px) { return pick(pane, cursor_px); };
  return subject;
}

GpuUse Viewer::gpu_use() const {
  GpuUse use;
  for (const Loaded& loaded : loaded_) use.models += loaded.bytes;
  if (preview_) use.pictures = preview_->gpu_bytes();
  for (const Texture* texture : {&still_picture_, &other_still_, &difference_, &map_picture_})
    use.pictures += texture->bytes();
  for (const Texture& texture : strip_textures_) use.pictures += texture.bytes();
  use.stills = stills_.gpu_bytes();
  return use;
}

}  // namespace bandaji
