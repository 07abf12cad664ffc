#include "app/core/pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

#include "app/core/thumbnail_file.h"
#include "assets/log.h"
#include "assets/palette.h"
#include "renderer/gl.h"
#include "renderer/headless.h"

namespace bandaji {
namespace {

std::vector<std::string> palette_of(const Image& picture) {
  // A quarter of the edge holds the same colors at a sixteenth of the work.
  std::vector<std::string> colors;
  for (const PaletteColor& color : main_colors(resize(picture, 128, 128), 6)) colors.push_back(color.hex());
  return colors;
}

// Inside a square of `edge` pixels, centered, transparent around.
Image in_square(const Image& picture, int edge) {
  const double scale = static_cast<double>(edge) / std::max(picture.width, picture.height);
  const int width = std::clamp(static_cast<int>(std::lround(picture.width * scale)), 1, edge);
  const int height = std::clamp(static_cast<int>(std::lround(picture.height * scale)), 1, edge);
  const Image fitted = resize(picture, width, height);
  Image square;
  square.width = square.height = edge;
  square.channels = 4;
  square.pixels.assign(static_cast<std::size_t>(edge) * static_cast<std::size_t>(edge) * 4, 0);
  const int left = (edge - width) / 2;
  const int top = (edge - height) / 2;
  const auto channels = static_cast<std::size_t>(fitted.channels);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::uint8_t* in = &fitted.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                               static_cast<std::size_t>(x)) *
                                              channels];
      std::uint8_t* out = &square.pixels[(static_cast<std::size_t>(y + top) * static_cast<std::size_t>(edge) +
                                          static_cast<std::size_t>(x + left)) *
                                         4];
      for (std::size_t c = 0; c < 3; ++c) out[c] = in[channels >= 3 ? c : 0];
      out[3] = channels == 4 ? in[3] : channels == 2 ? in[1] : std::uint8_t{255};
    }
  }
  return square;
}

Result<Image> draw_thumbnail(Preview& preview, const LibraryFiles& files, const AssetVersion& version,
                             const ThumbnailSource& source, std::stop_token stop) {
  if (source.image) return draw_thumbnail(preview, files, *source.image, {}, std::move(stop));
  if (version.facts.content == VersionContent::Image || may_carry_picture(version)) {
    const auto picture = files.image(version, 2 * kThumbnailSize, stop);
    if (!picture) return tl::unexpected(picture.error());
    return in_square(*picture, kThumbnailSize);
  }
  auto baked = files.model(version, stop);
  if (!baked) return tl::unexpected(baked.error());
  const auto model = GpuModel::upload(*baked);
  if (!model) return tl::unexpected(model.error());
  const ViewSettings settings = thumbnail_settings();
  const Bounds bounds = model->posed_bounds(settings.time_seconds, settings.animate);
  return preview.picture(*model, source.camera.value_or(thumbnail_camera(bounds)), settings,
                         {kThumbnailSize, kThumbnailSize});
}

}  // namespace

Camera thumbnail_camera(const Bounds& bounds) {
  return frame_bounds(bounds, {-32, 14}, 1.0f, /*orthographic=*/false, /*margin=*/0.07f,
                      /*vertical_fov_degrees=*/26);
}

ViewSettings thumbnail_settings() {
  ViewSettings settings;
  settings.backdrop = Backdrop::Transparent;
  settings.ground = true;
  settings.samples = 4;
  return settings;
}

bool has_thumbnail(const AssetVersion& version, const ThumbnailSource& source) {
  return source.image || version.facts.content != VersionContent::Attachment || may_carry_picture(version);
}

std::string thumbnail_view(const ThumbnailSource& source) {
  if (source.image) return "image" + source.image->manifest_hash.hex().substr(0, 16);
  if (!source.camera && source.scene.empty()) return {};
  // FNV-1a (Fowler, Noll and Vo) over what the camera says of itself, and the scene.
  const Camera c = source.camera.value_or(Camera());
  std::string text = fmt::format("{},{},{} {},{},{} {},{},{} {} {}", c.eye.x, c.eye.y, c.eye.z, c.target.x,
                                 c.target.y, c.target.z, c.up.x, c.up.y, c.up.z, c.vertical_fov_degrees,
                                 c.orthographic ? c.ortho_height : 0.0f);
  if (!source.camera) text.clear();
  if (!source.scene.empty()) text += " scene " + source.scene;
  std::uint64_t hash = 14695981039346656037ull;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ull;
  return fmt::format("{:016x}", hash);
}

std::optional<Image> cached_thumbnail(const LibraryFiles& files, const ContentHash& manifest,
                                      const ThumbnailSource& source) {
  auto picture =
      read_thumbnail(files.thumbnail_path(manifest, kThumbnailSize, thumbnail_view(source)), kThumbnailSize);
  if (!picture) return std::nullopt;
  return std::move(*picture);
}

Result<Thumbnail> make_thumbnail(Preview& preview, const LibraryFiles& files, const AssetVersion& version,
                                 std::stop_token stop, const ThumbnailSource& source) {
  Thumbnail thumbnail;
  thumbnail.manifest = version.manifest_hash;
  if (auto cached = cached_thumbnail(files, version.manifest_hash, source)) {
    thumbnail.picture = std::move(*cached);
  } else {
    auto drawn = draw_thumbnail(preview, files, version, source, std::move(stop));
    if (!drawn) return tl::unexpected(drawn.error());
    thumbnail.picture = std::move(*drawn);
    const auto kept =
        write_thumbnail(files.thumbnail_path(version.manifest_hash, kThumbnailSize, thumbnail_view(source)),
                        thumbnail.picture);
    if (!kept) log(LogLevel::Warning, kept.error().message);
  }
  // A picture in place of the model says nothing of the model's colors.
  if (version.facts.palette.empty() && !source.image)
    thumbnail.palette = palette_of(thumbnail.picture);
  else
    thumbnail.palette = version.facts.palette;
  return thumbnail;
}

struct PictureService::Contents {
  struct Request {
    int priority = 0;
    std::uint64_t order = 0;  // Among equals, first come first served.
    std::string thumbnail;    // Names it, so that its request can be found again; empty for other work.
    // Runs on the service's thread; null when there is no context.  Returns what to do on the main thread.
    std::function<std::function<void()>(Preview*, const Error&)> work;
    bool again = false;  // It was lost with its context once.
  };

  std::function<void()> wake;
  std::stop_source stop;

  mutable std::mutex mutex;  // Guards everything below.
  std::condition_variable ready;
  std::vector<Request> requests;
  bool busy = false;
  std::string drawing;  // The thumbnail at hand.
  std::deque<std::function<void()>> deliveries;
  std::uint64_t last_order = 0;
  bool closing = false;

  std::jthread thread;  // Last: it uses everything above.

  void run();
};

void PictureService::Contents::run() {
  // Made with the first request, so that opening a window never waits for a second driver.
  std::optional<HeadlessContext> context;
  std::optional<Preview> preview;
  Error reason;
  bool tried = false;
  for (;;) {
    Request request;
    {
      std::unique_lock lock(mutex);
      ready.wait(lock, [&] { return closing || !requests.empty(); });
      if (closing) return;
      const auto next =
          std::min_element(requests.begin(), requests.end(), [](const Request& a, const Request& b) {
            return std::pair(a.priority, a.order) < std::pair(b.priority, b.order);
          });
      request = std::move(*next);
      requests.erase(next);
      drawing = request.thumbnail;
      busy = true;
    }
    if (context && context_is_lost()) {
      // Everything that was on the graphics card went with it; a new context begins anew.
      preview.reset();
      context.reset();
      tried = false;
    }
    if (!std::exchange(tried, true)) {
      if (auto made = HeadlessContext::create()) {
        context.emplace(std::move(*made));
        if (auto ready_preview = Preview::create()) {
          preview.emplace(std::move(*ready_preview));
        } else {
          reason = ready_preview.error();
        }
      } else {
        reason = made.error();
      }
      if (!preview) log(LogLevel::Error, reason.message);
    }
    std::function<void()> action;
    try {
      action = request.work(preview ? &*preview : nullptr, reason);
    } catch (const std::bad_alloc&) {  // This one picture is too much; the others may not be.
      action = request.work(nullptr, {ErrorKind::Limit, "There is not enough memory for the picture."});
    }
    const bool lost = context && context_is_lost();
    {
      const std::lock_guard lock(mutex);
      drawing.clear();
      busy = false;
      if (lost && !request.again) {
        request.again = true;
        requests.push_back(std::move(request));
        continue;
      }
      if (action) deliveries.push_back(std::move(action));
    }
    if (wake) wake();
  }
}

PictureService::PictureService(std::function<void()> wake) : contents_(std::make_unique<Contents>()) {
  contents_->wake = std::move(wake);
  contents_->thread = std::jthread([contents = contents_.get()] { contents->run(); });
}

PictureService::~PictureService() {
  contents_->stop.request_stop();
  {
    const std::lock_guard lock(contents_->mutex);
    contents_->closing = true;
  }
  contents_->ready.notify_all();
  contents_->thread.join();
}

void PictureService::request_thumbnail(const LibraryFiles& files, const AssetVersion& version, int priority,
                                       std::function<void(const Result<Thumbnail>&)> done,
                                       const ThumbnailSource& source) {
  const std::string name = version.manifest_hash.hex() + thumbnail_view(source);
  Contents* contents = contents_.get();
  const std::lock_guard lock(contents->mutex);
  const auto same = std::find_if(contents->requests.begin(), contents->requests.end(),
                                 [&](const auto& request) { return request.thumbnail == name; });
  if (same != contents->requests.end()) {
    same->priority = priority;
    return;
  }
  if (contents->drawing == name) return;

  Contents::Request request;
  request.priority = priority;
  request.order = ++contents->last_order;
  request.thumbnail = name;
  request.work = [files, version, source, done = std::move(done), stop = contents->stop.get_token()](
                     Preview* preview, const Error& reason) {
    auto thumbnail = std::make_shared<Result<Thumbnail>>(
        preview != nullptr ? make_thumbnail(*preview, files, version, stop, source)
                           : Result<Thumbnail>(tl::unexpected(reason)));
    return std::function<void()>([done, thumbnail] {
      if (done) done(*thumbnail);
    });
  };
  contents->requests.push_back(std::move(request));
  contents->ready.notify_one();
}

void PictureService::drop_waiting(int priority) {
  const std::lock_guard lock(contents_->mutex);
  std::erase_if(contents_->requests, [&](const auto& request) {
    return !request.thumbnail.empty() && request.priority > priority;
  });
}

void PictureService::run(std::function<void(Preview&)> work, std::function<void()> done, int priority) {
  const std::lock_guard lock(contents_->mutex);
  Contents::Request request;
  request.priority = priority;
  request.order = ++contents_->last_order;
  request.work = [work = std::move(work), done = std::move(done)](Preview* preview, const Error&) {
    if (preview != nullptr) work(*preview);
    return done;
  };
  contents_->requests.push_back(std::move(request));
  contents_->ready.notify_one();
}

bool PictureService::deliver() {
  bool delivered = false;
  for (;;) {
    std::function<void()> action;
    {
      const std::lock_guard lock(contents_->mutex);
      if (contents_->deliveries.empty()) return delivered;
      action = std::move(contents_->deliveries.front());
      contents_->deliveries.pop_front();
    }
    action();
    delivered = true;
  }
}

std::size_t PictureService::waiting() const {
  const std::lock_guard lock(contents_->mutex);
  return contents_->requests.size() + (contents_->busy ? 1 : 0);
}

}  // namespace bandaji
