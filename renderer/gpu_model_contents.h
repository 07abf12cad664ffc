// What the passes read of a GpuModel.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec4.hpp>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "renderer/gl.h"
#include "renderer/gpu_model.h"
#include "renderer/ground_shadow.h"
#include "renderer/pose.h"
#include "renderer/view_settings.h"

namespace bandaji {

// std140; the GLSL side is shaders/material.glsl.
struct MaterialBlock {
  glm::vec4 base_color, surface, emissive, specular, coat, sheen, transmission, attenuation, iridescence,
      anisotropy, diffuse_transmission, gloss;
  glm::vec4 uv[2 * kTextureSlotCount];
};

// Byte offsets of a mesh's streams in its vertex buffer; negative when the mesh has none.
struct VertexLayout {
  std::ptrdiff_t positions = -1, normals = -1, tangents = -1, uv0 = -1, uv1 = -1, colors = -1;
};

struct GpuMesh {
  GlBuffer vertices;
  GlBuffer indices;
  GlVertexArray array;
  VertexLayout layout;
  int index_count = 0;  // Of triangles; those of lines and points follow in the same buffer.
  int line_index_count = 0;
  int point_count = 0;
  GlBuffer coarse_indices;  // Of a very large mesh: far fewer triangles of the same vertices.
  int coarse_count = 0;
  Bounds bounds;
};

// A mesh on a node.  A deformed one has its own copy of the streams that move.
struct GpuInstance {
  MeshInstance source;
  bool deformed = false;
  GlBuffer posed_vertices;
  GlVertexArray array;
};

struct PosedModel {
  float time_seconds = 0;
  bool animate = false;
  int clip = 0;
  Pose pose;
  std::vector<glm::mat4> placements;  // One per instance.
  std::vector<Bounds> bounds;         // Likewise, world space.
  Bounds whole;
};

// The shadow on the floor, and what it was made for.
struct GroundShadowOnGpu {
  GlTexture texture;
  std::optional<HeightField> heights;
  std::pair<glm::vec2, glm::vec2> region;  // Corner and side lengths, world x and z.
  float height = 0;
  glm::vec3 direction{0};
  float share = -1;
  float time_seconds = 0;
  bool animate = false;
  int clip = 0;
  std::optional<SectionPlane> section;
  std::vector<std::uint32_t> hidden_parts;
};

struct GpuModel::Contents {
  std::uint64_t serial = next_serial();  // No other model or light ever has it.
  std::shared_ptr<const BakedModel> source;
  std::vector<GpuMesh> meshes;
  std::vector<GpuInstance> instances;
  std::vector<std::shared_ptr<GlTexture>> textures;  // One per image; may be shared with other models.
  GlBuffer material_blocks;   // All materials, then the default one; `material_stride` apart.
  int material_stride = 256;  // Bytes.
  std::uint64_t geometry_bytes = 0;
  std::uint64_t texture_bytes = 0;
  GroundShadowOnGpu ground_shadow;

  // The last pose, and what the GPU's posed vertices hold.
  mutable std::optional<PosedModel> posed;
  mutable std::optional<std::tuple<float, bool, int>> uploaded_pose;

  const Material& material(std::int32_t index) const;
  int material_index(std::int32_t index) const;  // Of the block: the default material's where there is none.
  // The pose at a moment, computed when it differs from the last one asked for.
  const PosedModel& pose(float time_seconds, bool animate, int clip) const;
  // As above, and brings the posed vertices of the GPU to it.
  const PosedModel& prepare(float time_seconds, bool animate, int clip);
};

}  // namespace bandaji
