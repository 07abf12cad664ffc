// Pictures of records made beside the window: thumbnails, turnarounds, palettes.
//
// PictureService owns one thread with a headless OpenGL context of its own, so a
// slow model never holds up a frame.  Requests are answered in order of priority;
// answers arrive on the main thread through deliver().
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/library.h"
#include "assets/image.h"
#include "renderer/camera.h"
#include "renderer/preview.h"
#include "renderer/turnaround.h"
#include "renderer/view_settings.h"

namespace bandaji {

inline constexpr int kThumbnailSize = 512;  // Pixels; as kept in the cache.

// How every thumbnail is drawn: three-quarter view from slightly above, transparent, studio light.
Camera thumbnail_camera(const Bounds& bounds);
ViewSettings thumbnail_settings();

// What a thumbnail is taken of, where people chose; see asset_picture.h.
struct ThumbnailSource {
  std::optional<Camera> camera = {};       // Instead of the usual view.
  std::optional<AssetVersion> image = {};  // Shown instead of the version itself.
  std::string scene = {};                  // Of the file: what LibraryFiles::scenes() says of the asset.
};

struct Thumbnail {
  ContentHash manifest;
  Image picture;                     // kThumbnailSize square, straight alpha.
  std::vector<std::string> palette;  // "#RRGGBB".
};

class PictureService {
 public:
  explicit PictureService(std::function<void()> wake = {});
  ~PictureService();

  // From the cache if it is there, else drawn, kept, and delivered.  Lower `priority` comes first.
  // Asking again for the same thumbnail only changes its priority.
  void request_thumbnail(const LibraryFiles& files, const AssetVersion& version, int priority,
                         std::function<void(const Result<Thumbnail>&)> done,
                         const ThumbnailSource& source = {});
  // Forgets waiting requests whose priority is larger.
  void drop_waiting(int priority);

  // Any other work that needs a context: runs on the service's thread with its Preview.
  void run(std::function<void(Preview&)> work, std::function<void()> done, int priority);

  bool deliver();  // Main thread.  True when something was delivered.
  std::size_t waiting() const;

 private:
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

// Whether there is anything that a thumbnail could show.
bool has_thumbnail(const AssetVersion& version, const ThumbnailSource& source);
// The same without a service, for callers that have a context of their own.
Result<Thumbnail> make_thumbnail(Preview& preview, const LibraryFiles& files, const AssetVersion& version,
                                 std::stop_token stop = {}, const ThumbnailSource& source = {});
// Names the file of a thumbnail that was taken so; empty for the usual view.
std::string thumbnail_view(const ThumbnailSource& source);
// Only what the cache holds.
std::optional<Image> cached_thumbnail(const LibraryFiles& files, const ContentHash& manifest,
                                      const ThumbnailSource& source = {});

}  // namespace bandaji
