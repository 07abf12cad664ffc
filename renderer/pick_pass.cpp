#include "renderer/pick_pass.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <limits>
#include <span>

#include "renderer/pose.h"

namespace bandaji {
namespace {

constexpr std::uint32_t kCapId = 0xffffffff;

// Barycentric coordinates where the ray meets the triangle's plane (Möller and Trumbore 1997), in double.
glm::dvec3 meet(const glm::dvec3& origin, const glm::dvec3& direction, const std::array<glm::dvec3, 3>& t) {
  const glm::dvec3 e1 = t[1] - t[0], e2 = t[2] - t[0];
  const glm::dvec3 p = glm::cross(direction, e2);
  const double determinant = glm::dot(e1, p);
  if (determinant == 0) return glm::dvec3(1.0 / 3);
  const glm::dvec3 s = origin - t[0];
  const double u = glm::dot(s, p) / determinant;
  const double v = glm::dot(direction, glm::cross(s, e1)) / determinant;
  return {1 - u - v, u, v};
}

// What the ray goes through, as it is posed.
struct Hit {
  const BakedMesh& mesh;
  std::span<const glm::vec3> positions;
  glm::dmat4 placement;
  glm::dvec3 origin, direction;

  glm::dvec3 place(std::uint32_t vertex) const {
    return glm::dvec3(placement * glm::dvec4(positions[vertex], 1));
  }
};

// Fills in where the triangle is met.  False when there is no such triangle.
bool meet_triangle(const Hit& hit, Pick& found) {
  const BakedMesh& mesh = hit.mesh;
  if ((found.triangle + 1ull) * 3 > mesh.indices.size()) return false;
  std::array<std::uint32_t, 3> corner{};
  std::array<glm::dvec3, 3> triangle;
  for (std::size_t i = 0; i < 3; ++i) {
    corner[i] = mesh.indices[3 * static_cast<std::size_t>(found.triangle) + i];
    triangle[i] = hit.place(corner[i]);
  }
  // The middle of the pixel is inside; rounding must not carry the point out.
  glm::dvec3 weights = glm::max(meet(hit.origin, hit.direction, triangle), glm::dvec3(0));
  weights /= weights.x + weights.y + weights.z;
  const glm::dvec3 point = weights.x * triangle[0] + weights.y * triangle[1] + weights.z * triangle[2];
  found.barycentric = glm::vec3(weights);
  found.point = glm::vec3(point);
  found.distance = static_cast<float>(glm::dot(point - hit.origin, hit.direction));
  const glm::dvec3 face = glm::cross(triangle[1] - triangle[0], triangle[2] - triangle[0]);
  if (glm::dot(face, face) > 0) found.normal = glm::vec3(glm::normalize(face));
  if (glm::dot(glm::dvec3(found.normal), hit.direction) > 0) found.normal = -found.normal;
  if (!mesh.uv0.empty()) {
    found.uv = found.barycentric.x * mesh.uv0[corner[0]] + found.barycentric.y * mesh.uv0[corner[1]] +
               found.barycentric.z * mesh.uv0[corner[2]];
  }
  return true;
}

// The same of a line, where it comes nearest to the ray, or of a point.
bool meet_element(const Hit& hit, Pick& found) {
  const bool is_line = found.triangle >> 30 == 1;
  const std::size_t ends = is_line ? 2 : 1, first = ends * (found.triangle & 0x3fff'ffffu);
  const std::span<const std::uint32_t> list = is_line ? hit.mesh.lines : hit.mesh.points;
  if (first + ends > list.size()) return false;
  glm::dvec3 point = hit.place(list[first]);
  if (is_line) {
    const glm::dvec3 along = hit.place(list[first + 1]) - point, to = point - hit.origin;
    const double a = glm::dot(along, along), b = glm::dot(along, hit.direction);
    const double denominator = a - b * b;  // The ray's direction has length 1.
    const double t =
        denominator > 0 ? (b * glm::dot(to, hit.direction) - glm::dot(to, along)) / denominator : 0;
    point += std::clamp(t, 0.0, 1.0) * along;
  }
  found.on_element = true;
  found.triangle = 0;
  found.point = glm::vec3(point);
  found.normal = -glm::vec3(hit.direction);
  found.distance = static_cast<float>(glm::dot(point - hit.origin, hit.direction));
  return true;
}

}  // namespace

Result<void> PickPass::make() {
  ids_ = GlTexture::make();
  depth_ = GlTexture::make();
  framebuffer_ = GlFramebuffer::make();
  frame_block_ = GlBuffer::make();
  bind_to_fill(GL_TEXTURE_2D, ids_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RG32UI, 1, 1, 0, GL_RG_INTEGER, GL_UNSIGNED_INT, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  bind_to_fill(GL_TEXTURE_2D, depth_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT32F, 1, 1, 0, GL_DEPTH_COMPONENT, GL_FLOAT, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, ids_.name(), 0);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_TEXTURE_2D, depth_.name(), 0);
  glBindBuffer(GL_UNIFORM_BUFFER, frame_block_.name());
  glBufferData(GL_UNIFORM_BUFFER, sizeof(FrameBlock), nullptr, GL_DYNAMIC_DRAW);
  return check_gl("preparing to pick");
}

Result<std::optional<Pick>> PickPass::pick(const GpuModel::Contents& model, const PosedModel& pose,
                                           const Camera& camera, const ViewSettings& settings,
                                           glm::ivec2 pixel, glm::ivec2 size, SurfacePass& surfaces,
                                           CapPass& caps) {
  if (pixel.x < 0 || pixel.y < 0 || pixel.x >= size.x || pixel.y >= size.y || pose.whole.empty())
    return std::optional<Pick>();
  if (!framebuffer_) {
    if (auto ok = make(); !ok) return tl::unexpected(ok.error());
  }
  // The one pixel becomes the whole picture; its middle stays where it is sampled.
  const glm::vec2 extent(size);
  const glm::vec2 middle =
      2.0f * (glm::vec2(pixel) + 0.5f) / extent - 1.0f;  // Of the pixel, x right and y down.
  glm::mat4 only(1);
  only[0][0] = extent.x;
  only[1][1] = extent.y;
  only[3] = glm::vec4(-middle.x * extent.x, middle.y * extent.y, 0, 1);
  FrameBlock frame;
  frame.view = camera.view();
  frame.view_projection = only * camera.projection(extent.x / extent.y, pose.whole) * frame.view;
  if (settings.section) frame.section = glm::vec4(settings.section->normal, settings.section->offset);
  const ElementSize elements = element_size(model.source->facts(), size.x, size.y);
  frame.elements = glm::vec4(elements.point_px, elements.line_px, 0, 0);
  glBindBuffer(GL_UNIFORM_BUFFER, frame_block_.name());
  glBufferSubData(GL_UNIFORM_BUFFER, 0, sizeof(frame), &frame);
  glBindBufferBase(GL_UNIFORM_BUFFER, kFrameBinding, frame_block_.name());
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
  glViewport(0, 0, 1, 1);
  const std::uint32_t nothing[4] = {0, 0, 0, 0};
  const float farthest = 1;
  glClearBufferuiv(GL_COLOR, 0, nothing);
  glClearBufferfv(GL_DEPTH, 0, &farthest);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LESS);
  ViewSettings plain = settings;
  plain.mode = ShadingMode::Shaded;
  surfaces.collect(model, pose, plain, frame.view, frame.view_projection, 0, list_);
  std::vector<SurfaceDraw> all = list_.opaque;
  all.insert(all.end(), list_.transmissive.begin(), list_.transmissive.end());
  all.insert(all.end(), list_.blended.begin(), list_.blended.end());
  if (auto ok = surfaces.draw(model, pose, all, SurfacePass::What::Pick); !ok)
    return tl::unexpected(ok.error());
  if (settings.section && settings.section->caps) {
    if (auto ok = caps.prepare(model, pose, settings); !ok) return tl::unexpected(ok.error());
    if (auto ok = caps.draw_ids(kCapId); !ok) return tl::unexpected(ok.error());
  }
  std::uint32_t id[2] = {0, 0};
  glReadBuffer(GL_COLOR_ATTACHMENT0);
  glReadPixels(0, 0, 1, 1, GL_RG_INTEGER, GL_UNSIGNED_INT, id);
  if (auto ok = check_gl("picking"); !ok) return tl::unexpected(ok.error());
  if (id[0] == 0) return std::optional<Pick>();

  const Ray ray = ray_through(camera, glm::vec2(pixel) + 0.5f, extent);
  const glm::dvec3 origin(ray.origin), direction(ray.direction);
  Pick found;
  if (id[0] == kCapId) {
    const SectionPlane& plane = *settings.section;
    const double along = glm::dot(glm::dvec3(plane.normal), direction);
    const double t = along == 0 ? 0 : (plane.offset - glm::dot(glm::dvec3(plane.normal), origin)) / along;
    found.on_cap = true;
    found.point = glm::vec3(origin + t * direction);
    found.normal = plane.normal;
    found.distance = static_cast<float>(t);
    return std::optional(found);
  }
  found.part = id[0] - 1;
  found.triangle = id[1];
  if (found.part >= model.instances.size()) return std::optional<Pick>();
  const GpuInstance& instance = model.instances[found.part];
  const BakedMesh& mesh = model.source->meshes()[instance.source.mesh];
  for (const SurfaceDraw& draw : all) {
    if (draw.instance == found.part) found.material = draw.material;
  }
  PosedVertices moved;
  std::span<const glm::vec3> positions = mesh.positions;
  if (instance.deformed) {
    pose_vertices(*model.source, instance.source, pose.pose, moved);
    positions = moved.positions;
  }
  const Hit hit{mesh, positions, glm::dmat4(pose.placements[found.part]), origin, direction};
  const bool met = found.triangle >> 30 != 0 ? meet_element(hit, found) : meet_triangle(hit, found);
  return met ? std::optional(found) : std::nullopt;
}

}  // namespace bandaji
