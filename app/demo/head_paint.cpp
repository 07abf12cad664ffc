#include "app/demo/head_paint.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"

namespace bandaji {
namespace {

constexpr float kLow = -0.20f;  // Height of the picture's lower and upper edge.
constexpr float kHigh = 0.13f;
constexpr float kCenterShare = 1.45f;

// Turn about the axis from the position across the picture, by Newton's steps.
float turn_of(float u) {
  const float target = (u - 0.5f) * 2;
  float x = target / kCenterShare;
  for (int i = 0; i < 6; ++i) {
    const float f = kCenterShare * x + (1 - kCenterShare) * x * x * x - target;
    x -= f / std::max(kCenterShare + 3 * (1 - kCenterShare) * x * x, 0.05f);
  }
  return x * kPi;
}

float soft_spot(const glm::vec2& p, const glm::vec2& center, const glm::vec2& radii) {
  const glm::vec2 q = (p - center) / radii;
  return std::exp(-glm::dot(q, q));
}

// Distance to a line bent upwards in the middle: from a to b with a rise.
struct Arc {
  float distance;
  float along;
};
Arc arc(const glm::vec2& p, const glm::vec2& a, const glm::vec2& b, float rise) {
  const glm::vec2 ab = b - a;
  const float length = glm::length(ab);
  const glm::vec2 x = ab / length;
  const glm::vec2 y(-x.y, x.x);
  const float t = glm::dot(p - a, x) / length;
  const float s = glm::dot(p - a, y) - rise * 4 * t * (1 - t);
  const float beyond = std::max({0.0f, -t, t - 1}) * length;
  return {std::hypot(s, beyond), t};
}

}  // namespace

glm::vec2 head_uv(const glm::vec3& p) {
  const float x = std::atan2(p.x, p.z) / kPi;
  return {0.5f + 0.5f * (kCenterShare * x + (1 - kCenterShare) * x * x * x), (kHigh - p.y) / (kHigh - kLow)};
}

Surface head_skin(Makeup makeup, int size) {
  SynthesisOptions options;
  options.width = options.height = size;
  options.tile_metres = {1, 1};
  options.normal = false;
  const bool court = makeup == Makeup::Court;
  const glm::vec3 skin = srgb_of(court ? 0xF5DFCB : 0xEBC9AE);
  const glm::vec3 blush = srgb_of(court ? 0xD9606A : 0xE08A78);
  const glm::vec3 lip = srgb_of(court ? 0xA30F24 : 0xC4625F);
  const glm::vec3 brow = srgb_of(court ? 0x1E1614 : 0x3E2D26);
  return synthesize(options, [=](const glm::vec2& uv) {
    // Flat picture of the face: x in metres round the cheek, y up.
    const float turn = turn_of(uv.x);
    const glm::vec2 p(turn * 0.09f, mix(kHigh, kLow, uv.y));
    const glm::vec2 m(std::abs(p.x), p.y);  // Both halves alike.
    const float grain = fractal_noise(uv, 96, 3, 91) - 0.5f;
    const float patchy = fractal_noise(uv, 12, 3, 92) - 0.5f;
    Texel t;
    t.color = skin * (1 + 0.035f * patchy + 0.03f * grain);
    t.color = glm::mix(t.color, srgb_of(0xD98F7B), (court ? 0.03f : 0.07f) * (0.5f + patchy));
    t.roughness = 0.52f + 0.08f * grain - 0.07f * soft_spot(m, {0, 0.02f}, {0.02f, 0.06f});
    if (std::abs(turn) > 2.2f || p.y < -0.12f)
      return t;  // Behind the ears and below the chin nothing is painted.
    const auto tint = [&](const glm::vec3& color, float amount) {
      t.color = glm::mix(t.color, color, clamp01(amount));
    };
    // Warmth of nose, ears, chin, and hollow of the eyes.
    tint(blush, 0.16f * soft_spot(m, {0, -0.032f}, {0.014f, 0.012f}) +
                    0.30f * soft_spot(m, {0.148f, -0.01f}, {0.02f, 0.03f}));
    tint(srgb_of(0xB98A72), (court ? 0.10f : 0.20f) * soft_spot(m, {0.034f, -0.014f}, {0.018f, 0.006f}));
    tint(srgb_of(0xC79D84), 0.22f * soft_spot(m, {0.014f, 0.004f}, {0.006f, 0.012f}));
    // Cheeks.
    if (court) {
      tint(blush, 0.46f * soft_spot(m, {0.060f, -0.022f}, {0.026f, 0.017f}) +
                      0.22f * soft_spot(m, {0.064f, 0.006f}, {0.018f, 0.016f}));
    } else {
      tint(blush, 0.30f * soft_spot(m, {0.054f, -0.026f}, {0.024f, 0.016f}));
    }
    // Eyelids: shadow, then the drawn line along the lashes.
    const glm::vec2 inner(0.0188f, -0.0024f);
    const glm::vec2 outer(0.0510f, 0.0014f);
    const Arc lash = arc(m, inner, outer, 0.0076f);
    const Arc crease = arc(m, inner + glm::vec2(0.001f, 0.0045f), outer + glm::vec2(0.002f, 0.004f), 0.0096f);
    const float above = p.y - mix(inner.y, outer.y, clamp01(lash.along));
    tint(srgb_of(court ? 0xB4555A : 0xB98873), (court ? 0.62f : 0.34f) *
                                                   soft_spot(m, {0.037f, 0.0095f}, {0.019f, 0.0075f}) *
                                                   smooth_step(0.0f, 0.004f, above));
    if (court) {
      tint(srgb_of(0xD9A24B), 0.45f * soft_spot(m, {0.034f, 0.0105f}, {0.008f, 0.0045f}));
      tint(srgb_of(0x7A2438), 0.55f * soft_spot(m, {0.052f, 0.006f}, {0.007f, 0.0065f}));
    }
    tint(srgb_of(0x8C6251), 0.45f * coverage(crease.distance - 0.0005f, 0.0014f));
    const float line_width = (court ? 0.0017f : 0.0009f) * (0.45f + 0.75f * clamp01(lash.along));
    tint(srgb_of(0x140D0C), 0.95f * coverage(lash.distance - line_width, 0.0008f));
    if (court) {
      const Arc wing = arc(m, glm::mix(inner, outer, 0.84f) + glm::vec2(0, 0.0040f),
                           outer + glm::vec2(0.0085f, 0.0064f), -0.0007f);
      tint(srgb_of(0x140D0C),
           0.95f * coverage(wing.distance - 0.0013f * (1 - 0.85f * clamp01(wing.along)), 0.0008f));
      const Arc below = arc(m, inner + glm::vec2(0.010f, -0.0036f), outer, -0.0022f);
      tint(srgb_of(0x3A1418), 0.7f * coverage(below.distance - 0.0005f, 0.0008f));
    } else {
      const Arc below = arc(m, inner + glm::vec2(0.004f, -0.0020f), outer, -0.0030f);
      tint(srgb_of(0x8C5A50), 0.5f * coverage(below.distance - 0.0004f, 0.001f));
    }
    // Brows: single hairs in a soft shape.
    const glm::vec2 brow_start(court ? 0.0140f : 0.0150f, court ? 0.0250f : 0.0245f);
    const glm::vec2 brow_end(court ? 0.0660f : 0.0610f, court ? 0.0245f : 0.0235f);
    const Arc b = arc(m, brow_start, brow_end, court ? 0.0084f : 0.0050f);
    const float along = clamp01(b.along);
    const float thick = (court ? 0.0020f : 0.0028f) *
                        (0.7f + 0.6f * std::sin(kPi * clamp01(along * 0.8f + 0.12f))) *
                        (1 - 0.75f * smooth_step(0.55f, 1.0f, along));
    const float hairs = 0.5f + 0.5f * std::sin((m.x * 0.75f - m.y * (1 - 1.4f * along)) * 5200 + 3 * grain);
    tint(brow, coverage(b.distance - thick, court ? 0.0016f : 0.0030f) *
                   (court ? 0.75f + 0.25f * hairs : 0.38f + 0.5f * hairs) *
                   smooth_step(-0.04f, 0.12f, b.along));
    // Lips: the bow above, the fuller lip below; darker where they meet.
    const glm::vec2 l(m.x, p.y + 0.0607f - 1.5f * m.x * m.x);
    const float w = court ? 0.0205f : 0.0225f;
    const float side = clamp01(l.x / w);
    const float upper = (0.0066f + 0.0014f * std::cos(clamp01(l.x / 0.0085f) * kPi + kPi) * -1.0f) *
                        std::pow(1 - side * side, 0.75f);
    const float lower = 0.0098f * std::pow(1 - side * side, 0.62f);
    const float edge = l.y > 0 ? l.y - upper : -l.y - lower;
    const float on_lip = coverage(edge, court ? 0.0014f : 0.0028f) * coverage(l.x - w, 0.002f);
    const float inner_lip = std::exp(-std::abs(l.y) / 0.0035f);
    tint(glm::mix(lip, lip * 0.72f, inner_lip), on_lip * (court ? 0.95f : 0.72f + 0.25f * inner_lip));
    t.roughness = glm::mix(t.roughness, court ? 0.30f : 0.38f, on_lip);
    tint(srgb_of(0x4A1218),
         0.8f * coverage(std::abs(l.y) - 0.0004f, 0.0012f) * coverage(l.x - w * 0.98f, 0.002f));
    return t;
  });
}

}  // namespace bandaji
