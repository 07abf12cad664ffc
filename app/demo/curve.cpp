#include "app/demo/curve.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace bandaji {

Curve::Curve(std::vector<std::pair<float, float>> keys) : keys_(std::move(keys)) {
  assert(!keys_.empty());
  const std::size_t n = keys_.size();
  slopes_.assign(n, 0.0f);
  if (n < 2) return;
  std::vector<float> secants(n - 1);
  for (std::size_t i = 0; i + 1 < n; ++i) {
    assert(keys_[i + 1].first > keys_[i].first);
    secants[i] = (keys_[i + 1].second - keys_[i].second) / (keys_[i + 1].first - keys_[i].first);
  }
  slopes_[0] = secants[0];
  slopes_[n - 1] = secants[n - 2];
  for (std::size_t i = 1; i + 1 < n; ++i) {
    slopes_[i] = secants[i - 1] * secants[i] <= 0 ? 0.0f : (secants[i - 1] + secants[i]) / 2;
  }
  for (std::size_t i = 0; i + 1 < n; ++i) {
    if (secants[i] == 0) {
      slopes_[i] = slopes_[i + 1] = 0;
      continue;
    }
    const float a = slopes_[i] / secants[i];
    const float b = slopes_[i + 1] / secants[i];
    const float size = std::hypot(a, b);
    if (size > 3) {
      slopes_[i] = 3 * a / size * secants[i];
      slopes_[i + 1] = 3 * b / size * secants[i];
    }
  }
}

float Curve::operator()(float x) const {
  if (x <= keys_.front().first) return keys_.front().second;
  if (x >= keys_.back().first) return keys_.back().second;
  std::size_t i = 0;
  while (keys_[i + 1].first < x) ++i;
  const float h = keys_[i + 1].first - keys_[i].first;
  const float t = (x - keys_[i].first) / h;
  const float t2 = t * t;
  const float t3 = t2 * t;
  return keys_[i].second * (2 * t3 - 3 * t2 + 1) + slopes_[i] * h * (t3 - 2 * t2 + t) +
         keys_[i + 1].second * (3 * t2 - 2 * t3) + slopes_[i + 1] * h * (t3 - t2);
}

Path::Path(std::vector<glm::vec3> points, bool closed) : closed_(closed) {
  assert(points.size() >= 2);
  const auto count = static_cast<int>(points.size());
  const auto point = [&](int i) {
    if (closed) return points[static_cast<std::size_t>((i % count + count) % count)];
    if (i < 0) return points[0] * 2.0f - points[1];
    if (i >= count) return points[points.size() - 1] * 2.0f - points[points.size() - 2];
    return points[static_cast<std::size_t>(i)];
  };
  constexpr int kSteps = 24;
  const int segments = closed ? count : count - 1;
  for (int s = 0; s < segments; ++s) {
    const glm::vec3 p0 = point(s - 1);
    const glm::vec3 p1 = point(s);
    const glm::vec3 p2 = point(s + 1);
    const glm::vec3 p3 = point(s + 2);
    const auto knot = [](const glm::vec3& a, const glm::vec3& b) {
      return std::max(std::sqrt(glm::length(b - a)), 1e-4f);
    };
    const float t1 = knot(p0, p1);
    const float t2 = t1 + knot(p1, p2);
    const float t3 = t2 + knot(p2, p3);
    for (int k = s == 0 ? 0 : 1; k <= kSteps; ++k) {
      const float t = mix(t1, t2, static_cast<float>(k) / kSteps);
      const glm::vec3 a1 = p0 * ((t1 - t) / t1) + p1 * (t / t1);
      const glm::vec3 a2 = p1 * ((t2 - t) / (t2 - t1)) + p2 * ((t - t1) / (t2 - t1));
      const glm::vec3 a3 = p2 * ((t3 - t) / (t3 - t2)) + p3 * ((t - t2) / (t3 - t2));
      const glm::vec3 b1 = a1 * ((t2 - t) / t2) + a2 * (t / t2);
      const glm::vec3 b2 = a2 * ((t3 - t) / (t3 - t1)) + a3 * ((t - t1) / (t3 - t1));
      samples_.push_back(b1 * ((t2 - t) / (t2 - t1)) + b2 * ((t - t1) / (t2 - t1)));
    }
  }
  distances_.push_back(0);
  for (std::size_t i = 1; i < samples_.size(); ++i) {
    distances_.push_back(distances_.back() + glm::length(samples_[i] - samples_[i - 1]));
  }
}

glm::vec3 Path::at(float t) const {
  t = closed_ ? t - std::floor(t) : clamp01(t);
  const float distance = t * length();
  const auto after = std::upper_bound(distances_.begin(), distances_.end(), distance);
  if (after == distances_.end()) return samples_.back();
  const auto i = static_cast<std::size_t>(after - distances_.begin());
  const float span = distances_[i] - distances_[i - 1];
  return glm::mix(samples_[i - 1], samples_[i], span > 0 ? (distance - distances_[i - 1]) / span : 0.0f);
}

glm::vec3 Path::direction(float t) const {
  constexpr float kStep = 1e-3f;
  const glm::vec3 d =
      closed_ ? at(t + kStep) - at(t - kStep) : at(std::min(t + kStep, 1.0f)) - at(std::max(t - kStep, 0.0f));
  const float size = glm::length(d);
  return size > 1e-9f ? d / size : glm::vec3(0, 1, 0);
}

float smooth_step(float from, float to, float x) {
  const float t = clamp01((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}

float positive_power(float base, float exponent) {
  return base <= 0 ? 0.0f : std::pow(base, exponent);
}

float bell(float x) {
  return std::exp(-x * x);
}

}  // namespace bandaji
