// The GPU-ready form of a model: one block of bytes with offsets instead of
// pointers, made once by the import worker, kept in the cache folder, mapped and
// uploaded without parsing.  Immutable once opened; any thread may read it.
//
// The bytes may come from a worker that a hostile file took over, so open()
// proves every count, offset, index and number before anything can be read.
// After it, spans are in bounds, indices are below the vertex count, floats are
// finite, parents precede children, and text is UTF-8.
//
// Layout: docs/formats/baked-model.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "assets/bounds.h"
#include "assets/model.h"
#include "assets/result.h"

namespace bandaji {

inline constexpr std::uint32_t kBakedModelVersion =
    2;  // Raised whenever the layout changes; old cache files are remade.

// Four 16-bit signed (normals, tangents) or unsigned (colors, weights) normalised values.
struct Snorm16x4 {
  std::int16_t x, y, z, w;
};
struct Unorm16x4 {
  std::uint16_t x, y, z, w;
};

// Views into the block; each stream is empty or vertex_count long.
struct BakedMorph {
  std::string_view name;
  std::span<const glm::vec3> positions;
  std::span<const glm::vec3> normals;
};

struct BakedMesh {
  std::string_view name;
  std::int32_t material = -1;
  std::uint32_t vertex_count = 0;
  Bounds bounds;  // Of the undeformed positions, in the mesh's own space.
  std::span<const glm::vec3> positions;
  std::span<const Snorm16x4> normals;
  std::span<const Snorm16x4> tangents;  // w is +1 or -1.
  std::span<const glm::vec2> uv0;
  std::span<const glm::vec2> uv1;
  std::span<const Unorm16x4> colors;  // Linear RGBA, clamped to 0..1.
  std::span<const glm::u16vec4> joints;
  std::span<const Unorm16x4> weights;
  std::span<const std::uint32_t> indices;  // Three a triangle.
  std::span<const std::uint32_t> lines;    // Two a segment.
  std::span<const std::uint32_t> points;
  // Triangles of the file of which two corners are one vertex (the joints of strips, say): they cover nothing
  // and are not kept, but the file counts them, and so do the facts.
  std::uint32_t empty_triangles = 0;
  std::vector<BakedMorph> morphs;
};

// A picture with its full mip chain, largest first, compressed in the block.
struct BakedImage {
  std::string_view name;
  int width = 0;
  int height = 0;
  int channels = 4;  // 1, 2, 3 or 4.
  ColorEncoding encoding = ColorEncoding::Srgb;
  int mip_count = 1;
  bool has_alpha = false;  // Some texel is not opaque.
};

struct ModelFacts {
  std::uint64_t triangles = 0;  // As the file has them, those that cover nothing included.
  std::uint64_t lines = 0;      // Segments.
  std::uint64_t points = 0;
  std::uint64_t vertices = 0;
  std::uint32_t meshes = 0;
  std::uint32_t materials = 0;
  std::uint32_t images = 0;
  std::uint32_t nodes = 0;
  std::uint32_t animations = 0;
  std::uint32_t skins = 0;
  std::uint32_t morph_targets = 0;
  std::uint32_t variants = 0;
  Bounds bounds;  // Of the posed model at rest, metres.
};

// One of several scenes of a file.
struct BakedScene {
  std::string name;
  Bounds bounds;  // As ModelFacts::bounds.
  std::vector<std::uint32_t> roots;
};

class BakedModel {
 public:
  BakedModel();  // Empty.
  BakedModel(BakedModel&&) noexcept;
  BakedModel& operator=(BakedModel&&) noexcept;
  ~BakedModel();

  // Proves and adopts the bytes.  Errors: Corrupt, NewerVersion (a different layout version).
  static Result<BakedModel> open(std::vector<std::byte> bytes);
  // Maps the file read-only, then as above.  Errors: NotFound, Io, Corrupt, NewerVersion.
  static Result<BakedModel> open_file(const std::filesystem::path& path);
#ifdef __linux__
  // Maps a sealed memory file (F_SEAL_SHRINK|GROW|WRITE proven first) and closes the descriptor.
  static Result<BakedModel> open_sealed(int fd);
#endif

  bool empty() const;
  const ModelFacts& facts() const;
  const std::vector<BakedMesh>& meshes() const;
  const std::vector<Material>& materials() const;
  const std::vector<BakedImage>& images() const;
  const std::vector<Node>& nodes() const;
  const std::vector<Skin>& skins() const;
  const std::vector<Animation>& animations() const;
  const std::vector<MaterialVariant>& variants() const;
  const std::vector<PunctualLight>& lights() const;

  // Empty when the file has one scene.  nodes() is of the whole file, but only those of the shown scene have
  // meshes and lights, and facts().bounds is of it; the other facts are of the whole file.
  const std::vector<BakedScene>& scenes() const;
  int scene() const;  // Index of the shown one: at first the file's own choice.
  // Expects: the index of a scene.  Before the model is shared: it is seen by everybody who has it.
  void show_scene(int index);

  // Pixels of one mip level of image `index`, decompressed.  Errors: Corrupt.
  // Expects: index and mip in range.  Safe from several threads at once.
  Result<std::vector<std::uint8_t>> image_pixels(std::size_t index, int mip) const;
  // All levels, largest first, in one block.
  Result<std::vector<std::uint8_t>> image_mip_chain(std::size_t index) const;

  // A mip level as it lies in the block, for a block that takes it over.
  std::span<const std::byte> image_frame(std::size_t index, int mip) const;

  // The whole block, to be written into the cache.
  std::span<const std::byte> bytes() const;

 private:
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

// Serialises a model.  Makes mip chains (in linear light for sRGB), optimises
// vertex order, leaves out triangles that cover nothing (but counts them).  Expects: Model's own invariants.
// Errors: Limit (larger than 4 GiB).
Result<std::vector<std::byte>> bake(const Model& model);

}  // namespace bandaji
