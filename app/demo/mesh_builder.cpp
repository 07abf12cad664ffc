#include "app/demo/mesh_builder.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

namespace bandaji {
namespace {

using Index = std::uint32_t;

// Triangles of a columns x rows grid whose vertices are numbered row by row.
void grid_indices(Shape& shape, int columns, int rows) {
  const auto at = [&](int i, int j) { return static_cast<Index>(j * (columns + 1) + i); };
  for (int j = 0; j < rows; ++j) {
    for (int i = 0; i < columns; ++i) {
      // Alternating diagonals, so that folds do not lean to one side.
      if ((i + j) % 2 == 0) {
        shape.indices.insert(shape.indices.end(), {at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j),
                                                   at(i + 1, j + 1), at(i, j + 1)});
      } else {
        shape.indices.insert(shape.indices.end(), {at(i, j), at(i + 1, j), at(i, j + 1), at(i + 1, j),
                                                   at(i + 1, j + 1), at(i, j + 1)});
      }
    }
  }
}

void measure_uv(Shape& shape, int columns, int rows) {
  const auto at = [&](int i, int j) { return static_cast<std::size_t>(j * (columns + 1) + i); };
  std::vector<float> across(static_cast<std::size_t>(columns + 1), 0.0f);
  std::vector<float> along(static_cast<std::size_t>(rows + 1), 0.0f);
  for (int i = 1; i <= columns; ++i) {
    float sum = 0;
    for (int j = 0; j <= rows; ++j)
      sum += glm::length(shape.positions[at(i, j)] - shape.positions[at(i - 1, j)]);
    across[static_cast<std::size_t>(i)] =
        across[static_cast<std::size_t>(i - 1)] + sum / static_cast<float>(rows + 1);
  }
  for (int j = 1; j <= rows; ++j) {
    float sum = 0;
    for (int i = 0; i <= columns; ++i)
      sum += glm::length(shape.positions[at(i, j)] - shape.positions[at(i, j - 1)]);
    along[static_cast<std::size_t>(j)] =
        along[static_cast<std::size_t>(j - 1)] + sum / static_cast<float>(columns + 1);
  }
  for (int j = 0; j <= rows; ++j) {
    for (int i = 0; i <= columns; ++i) {
      shape.uvs.emplace_back(across[static_cast<std::size_t>(i)],
                             along.back() - along[static_cast<std::size_t>(j)]);
    }
  }
}

// Frames that turn as little as possible along a path (double reflection,
// Wang et al. 2008, "Computation of Rotation Minimizing Frames").
struct Frame {
  glm::vec3 center;
  glm::vec3 forward;
  glm::vec3 right;
  glm::vec3 up;
};

std::vector<Frame> frames_along(const Path& path, int steps) {
  std::vector<Frame> frames;
  for (int i = 0; i <= steps; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(steps);
    Frame f{path.at(t), path.direction(t), {}, {}};
    if (i == 0) {
      const glm::vec3 any = std::abs(f.forward.y) < 0.9f ? glm::vec3(0, 1, 0) : glm::vec3(0, 0, 1);
      f.right = glm::normalize(glm::cross(f.forward, any));
    } else {
      const Frame& last = frames.back();
      const glm::vec3 v1 = f.center - last.center;
      const float c1 = std::max(glm::dot(v1, v1), 1e-12f);
      const glm::vec3 right = last.right - v1 * (2 / c1 * glm::dot(v1, last.right));
      const glm::vec3 forward = last.forward - v1 * (2 / c1 * glm::dot(v1, last.forward));
      const glm::vec3 v2 = f.forward - forward;
      const float c2 = glm::dot(v2, v2);
      f.right = c2 > 1e-12f ? right - v2 * (2 / c2 * glm::dot(v2, right)) : right;
      f.right = glm::normalize(f.right - f.forward * glm::dot(f.right, f.forward));
    }
    f.up = glm::cross(f.right, f.forward);
    frames.push_back(f);
  }
  return frames;
}

float cross2(const glm::vec2& a, const glm::vec2& b) {
  return a.x * b.y - a.y * b.x;
}

// A fan over a ring of positions; `up` says to which side it looks.
Shape fan(const std::vector<glm::vec3>& ring, const glm::vec3& up) {
  Shape cap;
  glm::vec3 center(0);
  for (const glm::vec3& p : ring) center += p;
  center /= static_cast<float>(ring.size());
  const glm::vec3 right =
      glm::normalize(std::abs(up.y) < 0.9f ? glm::cross(glm::vec3(0, 1, 0), up) : glm::vec3(1, 0, 0));
  const glm::vec3 down = glm::cross(right, up);
  const auto add = [&](const glm::vec3& p) {
    cap.positions.push_back(p);
    cap.uvs.emplace_back(glm::dot(p - center, right), glm::dot(p - center, down));
  };
  add(center);
  for (const glm::vec3& p : ring) add(p);
  const auto n = static_cast<Index>(ring.size());
  for (Index i = 0; i < n; ++i) {
    const Index a = 1 + i;
    const Index b = 1 + (i + 1) % n;
    const glm::vec3 normal = glm::cross(cap.positions[a] - center, cap.positions[b] - center);
    if (glm::length(normal) < 1e-14f) continue;
    if (glm::dot(normal, up) > 0) {
      cap.indices.insert(cap.indices.end(), {0, a, b});
    } else {
      cap.indices.insert(cap.indices.end(), {0, b, a});
    }
  }
  cap.normals.assign(cap.positions.size(), up);
  return cap;
}

}  // namespace

Shape patch(int columns, int rows, const std::function<glm::vec3(float, float)>& point,
            const PatchOptions& options) {
  assert(columns > 0 && rows > 0);
  Shape shape;
  for (int j = 0; j <= rows; ++j) {
    const float v = static_cast<float>(j) / static_cast<float>(rows);
    for (int i = 0; i <= columns; ++i) {
      const float u = static_cast<float>(i) / static_cast<float>(columns);
      const bool wrapped = options.closed_u && i == columns;
      shape.positions.push_back(
          wrapped ? shape.positions[shape.positions.size() - static_cast<std::size_t>(columns)]
                  : point(u, v));
      if (options.uv) shape.uvs.push_back(options.uv(u, v));
    }
  }
  if (!options.uv) measure_uv(shape, columns, rows);
  grid_indices(shape, columns, rows);
  return shape;
}

Shape loft(const std::vector<std::vector<glm::vec3>>& sections, const LoftOptions& options) {
  assert(sections.size() >= 2);
  const int points = static_cast<int>(sections.front().size());
  const int columns = options.closed ? points : points - 1;
  Shape shape;
  for (const std::vector<glm::vec3>& section : sections) {
    assert(static_cast<int>(section.size()) == points);
    shape.positions.insert(shape.positions.end(), section.begin(), section.end());
    if (options.closed) shape.positions.push_back(section.front());
  }
  const int rows = static_cast<int>(sections.size()) - 1;
  measure_uv(shape, columns, rows);
  grid_indices(shape, columns, rows);
  if (!options.cap_bottom && !options.cap_top) return shape;
  std::vector<Shape> parts{with_normals(shape)};
  if (options.cap_bottom) parts.push_back(fan(sections.front(), {0, -1, 0}));
  if (options.cap_top) parts.push_back(fan(sections.back(), {0, 1, 0}));
  return joined(parts);
}

Shape lathe(const std::vector<glm::vec2>& profile, int segments, float from_radians, float to_radians) {
  const int rows = static_cast<int>(profile.size()) - 1;
  PatchOptions options;
  options.closed_u = to_radians - from_radians > kTau - 1e-4f;
  return patch(
      segments, rows,
      [&](float u, float v) {
        const glm::vec2& p = profile[static_cast<std::size_t>(std::lround(v * static_cast<float>(rows)))];
        const float a = mix(from_radians, to_radians, u);
        return glm::vec3(std::sin(a) * p.x, p.y, std::cos(a) * p.x);
      },
      options);
}

Shape tube(const Path& path, const std::function<float(float)>& radius, int steps, int sides, bool caps) {
  const std::vector<Frame> frames = frames_along(path, steps);
  // Right x up looks backwards along the path, so that u runs to the left of the walk.
  Shape shape =
      flipped(patch(sides, steps,
                    [&](float u, float v) {
                      const Frame& f =
                          frames[static_cast<std::size_t>(std::lround(v * static_cast<float>(steps)))];
                      const float a = u * kTau;
                      return f.center + (f.right * std::cos(a) + f.up * std::sin(a)) * radius(v);
                    },
                    {true, {}}));
  if (!caps || path.closed()) return shape;
  std::vector<Shape> parts{with_normals(shape)};
  for (const bool last : {false, true}) {
    const Frame& f = last ? frames.back() : frames.front();
    const float r = radius(last ? 1.0f : 0.0f);
    if (r < 1e-6f) continue;
    std::vector<glm::vec3> ring;
    for (int i = 0; i < sides; ++i) {
      const float a = kTau * static_cast<float>(i) / static_cast<float>(sides);
      ring.push_back(f.center + (f.right * std::cos(a) + f.up * std::sin(a)) * r);
    }
    parts.push_back(fan(ring, last ? f.forward : -f.forward));
  }
  return joined(parts);
}

Shape tube(const Path& path, float radius, int steps, int sides) {
  return tube(
      path, [radius](float) { return radius; }, steps, sides);
}

Shape sweep(const Path& path, const std::vector<glm::vec2>& profile, const SweepOptions& options) {
  const int sides = static_cast<int>(profile.size());
  std::vector<std::vector<glm::vec3>> rings;
  for (int i = 0; i <= options.steps; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(options.steps);
    const glm::vec3 forward = path.direction(t);
    glm::vec3 right = glm::cross(forward, options.up);
    right = glm::length(right) > 1e-4f ? glm::normalize(right) : glm::vec3(1, 0, 0);
    const glm::vec3 up = glm::cross(right, forward);
    const float size = options.scale ? options.scale(t) : 1.0f;
    const float turn = options.twist_radians ? options.twist_radians(t) : 0.0f;
    std::vector<glm::vec3> ring;
    for (const glm::vec2& p : profile) {
      const glm::vec2 q(p.x * std::cos(turn) - p.y * std::sin(turn),
                        p.x * std::sin(turn) + p.y * std::cos(turn));
      ring.push_back(path.at(t) + (right * q.x + up * q.y) * size);
    }
    rings.push_back(std::move(ring));
  }
  PatchOptions closed;
  closed.closed_u = true;
  const auto last_row = static_cast<float>(options.steps);
  // Right x up looks backwards along the path, so that u runs to the left of the walk.
  Shape shape = flipped(patch(
      sides, options.steps,
      [&](float u, float v) {
        return rings[static_cast<std::size_t>(std::lround(v * last_row))]
                    [static_cast<std::size_t>(std::lround(u * static_cast<float>(sides))) % profile.size()];
      },
      closed));
  std::vector<Shape> parts{with_normals(shape, options.crease_degrees)};
  if (options.caps && !path.closed()) {
    const Shape flat = polygon(profile);
    for (const bool last : {false, true}) {
      const std::vector<glm::vec3>& ring = last ? rings.back() : rings.front();
      Shape cap = flat;
      cap.normals.clear();
      for (std::size_t i = 0; i < ring.size(); ++i) cap.positions[i] = ring[i];
      const Shape lit = with_normals(cap, 30);
      const glm::vec3 out = last ? path.direction(1) : -path.direction(0);
      parts.push_back(glm::dot(lit.normals.front(), out) < 0 ? flipped(lit) : lit);
    }
  }
  return joined(parts);
}

Shape band(const Path& path, const std::function<glm::vec3(float)>& across, int steps, int columns,
           const std::function<float(float, float)>& sag) {
  return patch(columns, steps, [&](float u, float v) {
    const glm::vec3 side = across(v);
    const float s = u * 2 - 1;
    glm::vec3 p = path.at(v) + side * s;
    if (sag) p += glm::normalize(glm::cross(side, path.direction(v))) * sag(s, v);
    return p;
  });
}

Shape polygon(const std::vector<glm::vec2>& outline) {
  Shape shape;
  for (const glm::vec2& p : outline) {
    shape.positions.emplace_back(p.x, p.y, 0);
    shape.normals.emplace_back(0, 0, 1);
    shape.uvs.emplace_back(p.x, -p.y);
  }
  std::vector<Index> left(outline.size());
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = static_cast<Index>(i);
  // Ear clipping: quadratic, which is plenty for outlines of a few dozen points.
  while (left.size() > 3) {
    bool cut = false;
    for (std::size_t i = 0; i < left.size() && !cut; ++i) {
      const Index a = left[(i + left.size() - 1) % left.size()];
      const Index b = left[i];
      const Index c = left[(i + 1) % left.size()];
      if (cross2(outline[b] - outline[a], outline[c] - outline[b]) <= 1e-12f) continue;
      bool ear = true;
      for (const Index other : left) {
        if (other == a || other == b || other == c) continue;
        const glm::vec2& p = outline[other];
        if (cross2(outline[b] - outline[a], p - outline[a]) >= 0 &&
            cross2(outline[c] - outline[b], p - outline[b]) >= 0 &&
            cross2(outline[a] - outline[c], p - outline[c]) >= 0) {
          ear = false;
          break;
        }
      }
      if (!ear) continue;
      shape.indices.insert(shape.indices.end(), {a, b, c});
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      cut = true;
    }
    if (!cut) left.erase(left.begin());  // Only straight corners are left: drop one without a triangle.
  }
  if (left.size() == 3) shape.indices.insert(shape.indices.end(), {left[0], left[1], left[2]});
  return shape;
}

Shape extruded(const std::vector<glm::vec2>& outline, float depth, float crease_degrees) {
  const Shape face = polygon(outline);
  std::vector<Shape> parts{translated(face, {0, 0, depth / 2}),
                           flipped(translated(face, {0, 0, -depth / 2}))};
  Shape side;
  float walked = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const glm::vec2& a = outline[i];
    const glm::vec2& b = outline[(i + 1) % outline.size()];
    const float length = glm::length(b - a);
    const auto first = static_cast<Index>(side.positions.size());
    side.positions.insert(
        side.positions.end(),
        {{a.x, a.y, depth / 2}, {a.x, a.y, -depth / 2}, {b.x, b.y, depth / 2}, {b.x, b.y, -depth / 2}});
    side.uvs.insert(side.uvs.end(),
                    {{walked, 0}, {walked, depth}, {walked + length, 0}, {walked + length, depth}});
    side.indices.insert(side.indices.end(), {first, first + 1, first + 2, first + 2, first + 1, first + 3});
    walked += length;
  }
  parts.push_back(with_normals(side, crease_degrees));
  return joined(parts);
}

Shape box(const glm::vec3& size, float bevel, int bevel_steps) {
  const glm::vec3 half = size * 0.5f;
  bevel = std::min({bevel, half.x, half.y, half.z});
  const int steps = bevel > 0 ? bevel_steps : 0;
  const int lines = 2 * steps + 1;  // Cells along each side of a face.
  // A cube's face grid whose outer cells lie in the bevel.
  const auto coordinate = [&](int i, float h) {
    const float core = h - bevel;
    if (steps == 0) return i == 0 ? -h : h;
    if (i <= steps)
      return -core - bevel * std::tan(kPi / 4 * (1 - static_cast<float>(i) / static_cast<float>(steps)));
    return core + bevel * std::tan(kPi / 4 * static_cast<float>(i - steps - 1) / static_cast<float>(steps));
  };
  Shape shape;
  for (int axis = 0; axis < 3; ++axis) {
    const int right_axis = axis == 0 ? 2 : 0;
    const int up_axis = axis == 1 ? 2 : 1;
    for (const float sign : {1.0f, -1.0f}) {
      const auto base = static_cast<Index>(shape.positions.size());
      glm::vec3 right(0);
      glm::vec3 up(0);
      right[right_axis] = 1;
      up[up_axis] = 1;
      glm::vec3 out(0);
      out[axis] = sign;
      const float turn = glm::dot(glm::cross(right, up), out) > 0 ? 1.0f : -1.0f;
      for (int j = 0; j <= lines; ++j) {
        for (int i = 0; i <= lines; ++i) {
          glm::vec3 cube = out * half;
          const float r = coordinate(i, half[right_axis]);
          cube[right_axis] = r * turn;
          cube[up_axis] = coordinate(j, half[up_axis]);
          glm::vec3 normal = out;
          glm::vec3 position = cube;
          if (steps > 0) {
            const glm::vec3 core = glm::clamp(cube, -(half - bevel), half - bevel);
            normal = glm::normalize(cube - core);
            position = core + normal * bevel;
          }
          shape.positions.push_back(position);
          shape.normals.push_back(normal);
          shape.uvs.emplace_back(r + half[right_axis], half[up_axis] - cube[up_axis]);
        }
      }
      for (int j = 0; j < lines; ++j) {
        for (int i = 0; i < lines; ++i) {
          const Index a = base + static_cast<Index>(j * (lines + 1) + i);
          const Index b = a + static_cast<Index>(lines + 1);
          shape.indices.insert(shape.indices.end(), {a, a + 1, b + 1, a, b + 1, b});
        }
      }
    }
  }
  return shape;
}

Shape sphere(float radius, int segments, int rings) {
  std::vector<glm::vec2> profile;
  for (int i = 0; i <= rings; ++i) {
    const float a = kPi * static_cast<float>(i) / static_cast<float>(rings);
    profile.emplace_back(i == 0 || i == rings ? 0.0f : std::sin(a) * radius, -std::cos(a) * radius);
  }
  Shape shape = lathe(profile, segments);
  for (const glm::vec3& p : shape.positions) shape.normals.push_back(glm::normalize(p));
  return shape;
}

Shape cylinder(float radius, float height, int segments, float bevel) {
  std::vector<glm::vec2> profile{{0, 0}};
  const int steps = bevel > 0 ? 4 : 0;
  for (int i = 0; i <= steps; ++i) {
    const float a = steps == 0 ? 0.0f : kPi / 2 * static_cast<float>(i) / static_cast<float>(steps);
    profile.emplace_back(radius - bevel + std::sin(a) * bevel, bevel - std::cos(a) * bevel);
  }
  for (int i = steps; i >= 0; --i) {
    const float a = steps == 0 ? 0.0f : kPi / 2 * static_cast<float>(i) / static_cast<float>(steps);
    profile.emplace_back(radius - bevel + std::sin(a) * bevel, height - bevel + std::cos(a) * bevel);
  }
  profile.emplace_back(0, height);
  return with_normals(lathe(profile, segments), 35);
}

Shape cone_frustum(float bottom_radius, float top_radius, float height, int segments) {
  return with_normals(lathe({{0, 0}, {bottom_radius, 0}, {top_radius, height}, {0, height}}, segments), 35);
}

Shape torus(float radius, float tube_radius, int segments, int sides) {
  std::vector<glm::vec2> profile;
  for (int i = 0; i <= sides; ++i) {
    const float a = kTau * static_cast<float>(i % sides) / static_cast<float>(sides);
    // From the inside downwards, so that the outside is walked upwards.
    profile.emplace_back(radius - std::cos(a) * tube_radius, -std::sin(a) * tube_radius);
  }
  return with_normals(lathe(profile, segments));
}

}  // namespace bandaji
