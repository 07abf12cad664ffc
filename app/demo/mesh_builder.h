// Constructors of shapes: sheets, lofts, lathes, sweeps, extrusions and solids.
// All sizes are metres, all results look outwards, none has normals yet unless it
// says so (to_mesh and with_normals make them).
#pragma once

#include <functional>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "app/demo/curve.h"
#include "app/demo/shape.h"

namespace bandaji {

struct PatchOptions {
  bool closed_u = false;  // The last column meets the first (a tube); the uv still runs on.
  // Texture coordinates in metres for (u, v); by default the mean length of rows
  // and columns, v = 0 at the top edge.
  std::function<glm::vec2(float, float)> uv;
};

// A grid of columns x rows cells over `point(u, v)`, u and v in [0, 1].  It looks
// towards whoever sees u grow to the right and v grow UPWARDS.
Shape patch(int columns, int rows, const std::function<glm::vec3(float, float)>& point,
            const PatchOptions& options = {});

// Skin over cross-sections of equal point count, first at the bottom.  Points run
// counter-clockwise seen from above.  Caps are flat fans.
struct LoftOptions {
  bool closed = true;  // Each section is a ring.
  bool cap_bottom = false;
  bool cap_top = false;
};
Shape loft(const std::vector<std::vector<glm::vec3>>& sections, const LoftOptions& options = {});

// Turns a profile of (radius, height), from bottom to top along the outside, about the Y axis.
Shape lathe(const std::vector<glm::vec2>& profile, int segments, float from_radians = 0,
            float to_radians = kTau);

// A round tube along a path, thickness by `radius(t)`; ends closed by flat fans.
Shape tube(const Path& path, const std::function<float(float)>& radius, int steps, int sides,
           bool caps = true);
Shape tube(const Path& path, float radius, int steps, int sides);

// A closed 2D profile (counter-clockwise; x to the right of `up`, y along `up`)
// carried along a path, scaled by `scale(t)`.  The profile stays upright: its y
// leans to `up` as far as the path allows.
struct SweepOptions {
  glm::vec3 up{0, 1, 0};
  int steps = 32;
  bool caps = true;
  float crease_degrees = 40;  // Result has normals with this crease.
  std::function<float(float)> scale;
  std::function<float(float)> twist_radians;
};
Shape sweep(const Path& path, const std::vector<glm::vec2>& profile, const SweepOptions& options = {});

// A flat band along a path: `across(t)` is the vector from the middle to the right
// edge seen from outside when walking along it.  `sag(s, t)`, s in [-1, 1], lifts
// the surface along its normal.  u runs across, v along, so that the path is walked upwards.
Shape band(const Path& path, const std::function<glm::vec3(float)>& across, int steps, int columns = 2,
           const std::function<float(float, float)>& sag = {});

// A simple polygon (counter-clockwise, may be concave) as flat triangles at z = 0, looking to +z.
Shape polygon(const std::vector<glm::vec2>& outline);
// The same with depth along z, from -depth / 2 to depth / 2.  With normals.
Shape extruded(const std::vector<glm::vec2>& outline, float depth, float crease_degrees = 30);

// Solids about the origin.  With normals, uv by the side they lie on.
Shape box(const glm::vec3& size, float bevel = 0, int bevel_steps = 2);
Shape sphere(float radius, int segments = 24, int rings = 16);
// Standing on y = 0.  Edges rounded by `bevel`.
Shape cylinder(float radius, float height, int segments = 32, float bevel = 0);
Shape cone_frustum(float bottom_radius, float top_radius, float height, int segments = 32);
// In the XZ plane.
Shape torus(float radius, float tube_radius, int segments = 48, int sides = 16);

}  // namespace bandaji
