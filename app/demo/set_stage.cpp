#include "app/demo/set_stage.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/texture_synth.h"

namespace bandaji {
namespace {

using Index = std::uint32_t;

// Which cells of space hold something.  Coarse, which is what soft shade needs.
class Occupancy {
 public:
  Occupancy(const glm::vec3& lo, const glm::vec3& hi) : lo_(lo) {
    const glm::vec3 size = hi - lo;
    cell_ = std::max({size.x, size.y, size.z, 1e-4f}) / 260;
    for (int a = 0; a < 3; ++a) count_[a] = static_cast<int>(size[a] / cell_) + 2;
    cells_.assign(static_cast<std::size_t>(count_[0]) * static_cast<std::size_t>(count_[1]) *
                      static_cast<std::size_t>(count_[2]),
                  0);
  }

  float cell() const { return cell_; }

  void add(const glm::vec3& a, const glm::vec3& b, const glm::vec3& c) {
    const float longest = std::max({glm::length(b - a), glm::length(c - a), glm::length(c - b)});
    const int n = std::max(1, static_cast<int>(std::ceil(longest / (cell_ * 0.7f))));
    for (int i = 0; i <= n; ++i) {
      for (int j = 0; j <= n - i; ++j) {
        const float u = static_cast<float>(i) / static_cast<float>(n);
        const float v = static_cast<float>(j) / static_cast<float>(n);
        if (std::uint8_t* cell = find(a + (b - a) * u + (c - a) * v)) *cell = 1;
      }
    }
  }

  // 1 in the open, 0 shut in.  Directions come from a fixed spiral, so that
  // neighbors agree and the shade has no noise.
  float openness(const glm::vec3& p, const glm::vec3& normal, float reach) {
    constexpr int kDirections = 40;
    const glm::vec3 start = p + normal * (cell_ * 1.8f);
    float open = 0;
    float total = 0;
    for (int i = 0; i < kDirections; ++i) {
      const float y = 1 - 2 * (static_cast<float>(i) + 0.5f) / kDirections;
      const float r = std::sqrt(1 - y * y);
      const float a = 2.3999632f * static_cast<float>(i);
      const glm::vec3 d(std::cos(a) * r, y, std::sin(a) * r);
      const float facing = glm::dot(d, normal);
      if (facing < 0.2f) continue;
      total += facing;
      float distance = cell_ * 0.8f;
      float free = 1;
      while (distance < reach) {
        const std::uint8_t* cell = find(start + d * distance);
        if (cell != nullptr && *cell != 0) {
          free = distance / reach;
          break;
        }
        distance += cell_ * (0.8f + 0.06f * distance / cell_);
      }
      open += facing * free;
    }
    return total > 0 ? open / total : 1.0f;
  }

 private:
  std::uint8_t* find(const glm::vec3& p) {
    const glm::ivec3 i(glm::floor((p - lo_) / cell_));
    for (int a = 0; a < 3; ++a) {
      if (i[a] < 0 || i[a] >= count_[a]) return nullptr;
    }
    return &cells_[(static_cast<std::size_t>(i.z) * static_cast<std::size_t>(count_[1]) +
                    static_cast<std::size_t>(i.y)) *
                       static_cast<std::size_t>(count_[0]) +
                   static_cast<std::size_t>(i.x)];
  }

  glm::vec3 lo_;
  float cell_ = 1;
  std::array<int, 3> count_{};
  std::vector<std::uint8_t> cells_;
};

// A place on the board that no other piece shares.
glm::vec2 cut_of(const glm::vec3& a, const glm::vec3& b) {
  const auto whole = [](float x) {
    return static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(x * 1000)));
  };
  const std::uint32_t h =
      hash_of(whole(a.x) * 31u + whole(b.y), whole(a.z) * 17u + whole(b.x), whole(a.y) + whole(b.z) * 7u);
  return {static_cast<float>(h & 0xffffu) / 65536.0f * 1.6f, static_cast<float>(h >> 16) / 65536.0f * 0.5f};
}

// No two boards of a tree have one color.
Shape toned(Shape shape, const glm::vec3& from, const glm::vec3& to, float vary) {
  const glm::vec2 cut = cut_of(from * 3.1f, to);
  return colored(std::move(shape), glm::vec4(glm::vec3(1 - vary * cut.x / 1.6f), 1));
}

// A convex profile (counter-clockwise in the plane right, up; seen against the walk) carried from one point
// to another.
Shape prism(const glm::vec3& from, const glm::vec3& to, const std::vector<glm::vec2>& profile,
            const glm::vec3& up_hint, float step, float end_scale, bool smooth) {
  const glm::vec3 along = to - from;
  const float length = glm::length(along);
  const glm::vec3 forward = along / length;
  glm::vec3 right = glm::cross(forward, up_hint);
  right = glm::length(right) > 1e-3f ? glm::normalize(right) : glm::vec3(1, 0, 0);
  const glm::vec3 up = glm::cross(right, forward);
  const int steps = std::max(1, static_cast<int>(std::lround(length / step)));
  const glm::vec2 cut = cut_of(from, to);
  const auto n = profile.size();
  Shape shape;
  const auto place = [&](std::size_t k, float t) {
    return from + along * t + (right * profile[k % n].x + up * profile[k % n].y) * mix(1.0f, end_scale, t);
  };
  float walked = 0;
  for (std::size_t k = 0; k < n; ++k) {
    const glm::vec2 edge = profile[(k + 1) % n] - profile[k];
    const float width = glm::length(edge);
    const auto outward = [&](const glm::vec2& e) { return glm::normalize(right * e.y - up * e.x); };
    const glm::vec2 before = profile[k] - profile[(k + n - 1) % n];
    const glm::vec2 after = profile[(k + 2) % n] - profile[(k + 1) % n];
    const glm::vec3 flat = outward(edge);
    const glm::vec3 first = smooth ? glm::normalize(flat + outward(before)) : flat;
    const glm::vec3 second = smooth ? glm::normalize(flat + outward(after)) : flat;
    const auto base = static_cast<Index>(shape.positions.size());
    for (int i = 0; i <= steps; ++i) {
      const float t = static_cast<float>(i) / static_cast<float>(steps);
      shape.positions.push_back(place(k, t));
      shape.positions.push_back(place(k + 1, t));
      shape.normals.push_back(first);
      shape.normals.push_back(second);
      shape.uvs.push_back(cut + glm::vec2(t * length, walked));
      shape.uvs.push_back(cut + glm::vec2(t * length, walked + width));
      if (i == steps) break;
      const Index a = base + static_cast<Index>(2 * i);
      shape.indices.insert(shape.indices.end(), {a, a + 2, a + 1, a + 1, a + 2, a + 3});
    }
    walked += width;
  }
  for (const bool last : {false, true}) {
    const auto base = static_cast<Index>(shape.positions.size());
    for (std::size_t k = 0; k < n; ++k) {
      shape.positions.push_back(place(k, last ? 1.0f : 0.0f));
      shape.normals.push_back(last ? forward : -forward);
      shape.uvs.push_back(cut + profile[k] * 0.6f);
    }
    for (Index k = 1; k + 1 < n; ++k) {
      if (last)
        shape.indices.insert(shape.indices.end(), {base, base + k + 1, base + k});
      else
        shape.indices.insert(shape.indices.end(), {base, base + k, base + k + 1});
    }
  }
  return shape;
}

}  // namespace

std::shared_ptr<const Surface> SurfacePantry::surface(const std::string& name,
                                                      const std::function<Surface()>& make) {
  std::promise<std::shared_ptr<const Surface>> promise;
  {
    std::unique_lock lock(mutex_);
    const auto [found, added] = shelves_.try_emplace(name);
    if (!added) {
      const auto waiting = found->second;
      lock.unlock();
      return waiting.get();
    }
    found->second = promise.get_future().share();
  }
  auto made = std::make_shared<const Surface>(make());
  promise.set_value(made);
  return made;
}

std::int32_t Stage::material(const std::string& name,
                             const std::function<std::int32_t(ModelBuilder&)>& make) {
  const auto found = materials_.find(name);
  if (found != materials_.end()) return found->second;
  const std::int32_t made = make(builder_);
  materials_.emplace(name, made);
  return made;
}

void Stage::add(const std::string& part, std::int32_t material, const Shape& shape) {
  if (shape.empty()) return;
  Shape piece = shape.normals.empty() ? with_normals(shape) : shape;
  if (!places_.empty()) piece = transformed(piece, places_.back());
  const auto [found, added] = numbers_.try_emplace({part, material}, pieces_.size());
  if (added)
    pieces_.push_back({part, material, std::move(piece)});
  else
    append(pieces_[found->second].shape, piece);
}

void Stage::push(const glm::mat4& place) {
  places_.push_back(places_.empty() ? place : places_.back() * place);
}

void Stage::pop() {
  assert(!places_.empty());
  places_.pop_back();
}

Model Stage::finish(float reach_m, float strength) {
  assert(!pieces_.empty() && places_.empty());
  glm::vec3 lo(1e9f);
  glm::vec3 hi(-1e9f);
  for (const Piece& piece : pieces_) {
    for (const glm::vec3& p : piece.shape.positions) {
      lo = glm::min(lo, p);
      hi = glm::max(hi, p);
    }
  }
  Occupancy space(lo, hi);
  for (const Piece& piece : pieces_) {
    if (builder_.material(piece.material).alpha_mode == AlphaMode::Blend) continue;
    const Shape& s = piece.shape;
    for (std::size_t i = 0; i + 2 < s.indices.size(); i += 3) {
      space.add(s.positions[s.indices[i]], s.positions[s.indices[i + 1]], s.positions[s.indices[i + 2]]);
    }
  }
  std::map<std::string, std::uint32_t> nodes;
  for (Piece& piece : pieces_) {
    Shape& s = piece.shape;
    s.colors.resize(s.positions.size(), glm::vec4(1));
    for (std::size_t i = 0; i < s.positions.size(); ++i) {
      const float open = space.openness(s.positions[i], s.normals[i], reach_m);
      s.colors[i] *= glm::vec4(glm::vec3(mix(1.0f, smooth_step(-0.15f, 0.85f, open), strength)), 1);
    }
    auto [node, added] = nodes.try_emplace(piece.part, 0);
    if (added) node->second = builder_.add_node(piece.part);
    builder_.add(piece.part + " · " + builder_.material(piece.material).name, piece.material, s,
                 node->second);
  }
  Model model = builder_.finish();
  // Whoever reads the file makes tangents from the texture coordinates; stored, they would be a third of it.
  for (Mesh& mesh : model.meshes) mesh.tangents.clear();
  return model;
}

Shape timber(const glm::vec3& from, const glm::vec3& to, float width, float height,
             const TimberOptions& options) {
  const float x = width / 2;
  const float y = height / 2;
  const float c = std::min({options.chamfer, x * 0.5f, y * 0.5f});
  std::vector<glm::vec2> profile{{-x, -y}, {x, -y}, {x, y}, {-x, y}};
  if (c > 0)
    profile = {{-x + c, -y}, {x - c, -y}, {x, -y + c}, {x, y - c},
               {x - c, y},   {-x + c, y}, {-x, y - c}, {-x, -y + c}};
  return toned(prism(from, to, profile, options.up, options.step, 1, false), from, to, options.vary);
}

Shape log_timber(const glm::vec3& from, const glm::vec3& to, float from_radius, float to_radius, int sides,
                 float step) {
  std::vector<glm::vec2> profile;
  for (int i = 0; i < sides; ++i) {
    const float a = kTau * static_cast<float>(i) / static_cast<float>(sides);
    profile.emplace_back(std::cos(a) * from_radius, std::sin(a) * from_radius);
  }
  const glm::vec3 forward = glm::normalize(to - from);
  const glm::vec3 up = std::abs(forward.y) > 0.9f ? glm::vec3(0, 0, 1) : glm::vec3(0, 1, 0);
  return toned(prism(from, to, profile, up, step, to_radius / from_radius, true), from, to, 0.18f);
}

Shape block(const glm::vec3& lo, const glm::vec3& hi, float cell) {
  const glm::vec3 size = hi - lo;
  const int grain = size.x >= size.y && size.x >= size.z ? 0 : (size.y >= size.z ? 1 : 2);
  const glm::vec2 cut = cut_of(lo, hi);
  Shape shape;
  for (int axis = 0; axis < 3; ++axis) {
    const int a = (axis + 1) % 3;
    const int b = (axis + 2) % 3;
    const int na = cell > 0 ? std::max(1, static_cast<int>(std::ceil(size[a] / cell - 1e-3f))) : 1;
    const int nb = cell > 0 ? std::max(1, static_cast<int>(std::ceil(size[b] / cell - 1e-3f))) : 1;
    for (const bool high : {false, true}) {
      const auto base = static_cast<Index>(shape.positions.size());
      for (int j = 0; j <= nb; ++j) {
        for (int i = 0; i <= na; ++i) {
          glm::vec3 p;
          p[axis] = high ? hi[axis] : lo[axis];
          p[a] = mix(lo[a], hi[a], static_cast<float>(i) / static_cast<float>(na));
          p[b] = mix(lo[b], hi[b], static_cast<float>(j) / static_cast<float>(nb));
          glm::vec3 n(0);
          n[axis] = high ? 1.0f : -1.0f;
          shape.positions.push_back(p);
          shape.normals.push_back(n);
          const glm::vec3 q = p - lo;
          if (grain == b)
            shape.uvs.push_back(cut + glm::vec2(q[b], q[a]));
          else
            shape.uvs.push_back(cut + glm::vec2(q[a], q[b]));
        }
      }
      for (int j = 0; j < nb; ++j) {
        for (int i = 0; i < na; ++i) {
          const Index p = base + static_cast<Index>(j * (na + 1) + i);
          const Index q = p + static_cast<Index>(na + 1);
          if (high)
            shape.indices.insert(shape.indices.end(), {p, p + 1, q + 1, p, q + 1, q});
          else
            shape.indices.insert(shape.indices.end(), {p, q + 1, p + 1, p, q, q + 1});
        }
      }
    }
  }
  return shape;
}

Shape sheet(float width, float height, float cell) {
  const int columns = std::max(1, static_cast<int>(std::ceil(width / cell)));
  const int rows = std::max(1, static_cast<int>(std::ceil(height / cell)));
  Shape shape = picture_sheet(width, height, {0, 0}, {1, 1}, columns, rows);
  return uv_scaled(std::move(shape), {width, height});
}

Shape picture_sheet(float width, float height, const glm::vec2& lo, const glm::vec2& hi, int columns,
                    int rows) {
  Shape shape;
  for (int j = 0; j <= rows; ++j) {
    for (int i = 0; i <= columns; ++i) {
      const float u = static_cast<float>(i) / static_cast<float>(columns);
      const float v = static_cast<float>(j) / static_cast<float>(rows);
      shape.positions.emplace_back((u - 0.5f) * width, v * height, 0);
      shape.normals.emplace_back(0, 0, 1);
      shape.uvs.emplace_back(mix(lo.x, hi.x, u), mix(hi.y, lo.y, v));
    }
  }
  for (int j = 0; j < rows; ++j) {
    for (int i = 0; i < columns; ++i) {
      const auto a = static_cast<Index>(j * (columns + 1) + i);
      const auto b = a + static_cast<Index>(columns + 1);
      shape.indices.insert(shape.indices.end(), {a, a + 1, b + 1, a, b + 1, b});
    }
  }
  return shape;
}

glm::mat4 placed_at(const glm::vec3& at, float turn_radians, float tilt_radians) {
  const glm::mat4 turned = glm::rotate(glm::translate(glm::mat4(1), at), turn_radians, glm::vec3(0, 1, 0));
  return glm::rotate(turned, tilt_radians, glm::vec3(1, 0, 0));
}

}  // namespace bandaji
