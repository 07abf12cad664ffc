// Curves for modelling: smooth paths through points and smooth numbers over keys.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <initializer_list>
#include <utility>
#include <vector>

namespace bandaji {

inline constexpr float kPi = 3.14159265f;
inline constexpr float kTau = 6.2831853f;

// A number over x that passes through its keys without overshooting them
// (monotone cubic, Fritsch and Carlson 1980); constant before the first and after
// the last.  Expects: at least one key, x increasing.
class Curve {
 public:
  Curve(std::initializer_list<std::pair<float, float>> keys)
      : Curve(std::vector<std::pair<float, float>>(keys)) {}
  explicit Curve(std::vector<std::pair<float, float>> keys);
  float operator()(float x) const;

 private:
  std::vector<std::pair<float, float>> keys_;
  std::vector<float> slopes_;
};

// A smooth path through points (centripetal Catmull-Rom), walked by arc length, so
// that equal steps of t are equal steps in metres.  Expects: at least two points.
class Path {
 public:
  explicit Path(std::vector<glm::vec3> points, bool closed = false);
  glm::vec3 at(float t) const;         // t in [0, 1]; clamped, or wrapped when closed.
  glm::vec3 direction(float t) const;  // Unit length.
  float length() const { return distances_.back(); }
  bool closed() const { return closed_; }

 private:
  std::vector<glm::vec3> samples_;
  std::vector<float> distances_;
  bool closed_;
};

inline float mix(float a, float b, float t) {
  return a + (b - a) * t;
}
inline float clamp01(float x) {
  return x < 0 ? 0.0f : (x > 1 ? 1.0f : x);
}
// 0 below `from`, 1 above `to`, smooth between; `from` may be the larger.
float smooth_step(float from, float to, float x);
// A power of something that rounding may have left a hair below zero.
float positive_power(float base, float exponent);
// A bell: 1 at 0, about 0.37 at +-1.
float bell(float x);

}  // namespace bandaji
