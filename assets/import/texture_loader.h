// Collects the pictures a model's materials need, then decodes them all at once
// on several threads.  Used inside the worker.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "assets/import/import_files.h"
#include "assets/model.h"

namespace bandaji {

class TextureLoader {
 public:
  // A picture as it lies in a file; -1 is none.
  using Source = int;

  TextureLoader(ImportFiles& files, int max_edge) : files_(files), max_edge_(max_edge) {}

  // --- Sources.  The same file is decoded once. ---
  Source file(std::string_view asked, std::string_view folder);
  // Bytes of an encoded picture.  `key` tells embedded pictures apart.
  Source embedded(const std::string& key, std::shared_ptr<const std::vector<std::byte>> bytes);
  Source embedded(const std::string& key, std::shared_ptr<const void> owner, std::span<const std::byte> part);
  Source pixels(const std::string& key, Image image);

  // --- Images of the model made from them; the result goes into TextureRef::image. ---
  std::int32_t plain(Source source, ColorEncoding encoding);
  // Color with the opacity of another picture (its alpha, or its brightness where it has none).
  std::int32_t color_with_opacity(Source color, Source opacity);
  // Green roughness and blue metallic from single pictures; -1 is white.
  std::int32_t metallic_roughness(Source roughness, bool is_glossiness, Source metallic);
  // A tangent-space normal map as it is, or one made from a height map, whichever the picture turns out to
  // be.
  std::int32_t normal_or_height(Source source, float height_scale);

  // Decodes everything into model.images.  A picture that cannot be read becomes a
  // warning and its references in the materials -1.
  void load(Model& model, std::vector<std::string>& warnings, const std::function<void(float)>& progress);

 private:
  struct SourceEntry {
    std::string name;  // Relative path, or "embedded".
    std::shared_ptr<const void> keep;
    std::span<const std::byte> bytes;
    Image decoded;
    std::string problem;
    int uses = 0;
  };
  enum class Kind { Plain, ColorWithOpacity, MetallicRoughness, NormalOrHeight };
  struct Request {
    Kind kind = Kind::Plain;
    Source first = -1;
    Source second = -1;
    ColorEncoding encoding = ColorEncoding::Srgb;
    bool invert = false;
    float scale = 1;
    auto operator<=>(const Request&) const = default;
  };

  Source add_source(const std::string& key, SourceEntry entry);
  std::int32_t add_request(const Request& request);
  Image make(const Request& request);

  ImportFiles& files_;
  int max_edge_;
  std::vector<SourceEntry> sources_;
  std::map<std::string, Source> source_keys_;
  std::vector<Request> requests_;
};

}  // namespace bandaji
