#include "app/demo/body.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/model_builder.h"

namespace bandaji {
namespace {

// The trunk: at each height an ellipse, wider in front or behind as the body is.
float trunk_distance(const Body& body, const glm::vec3& p) {
  static const Curve lady_width{{0.76f, 0.150f},  {0.81f, 0.162f},  {0.86f, 0.166f}, {0.95f, 0.147f},
                                {1.035f, 0.121f}, {1.12f, 0.130f},  {1.20f, 0.140f}, {1.28f, 0.148f},
                                {1.325f, 0.135f}, {1.355f, 0.095f}, {1.39f, 0.060f}, {1.43f, 0.050f}};
  static const Curve lord_width{{0.76f, 0.146f},  {0.81f, 0.153f},  {0.86f, 0.155f}, {0.95f, 0.142f},
                                {1.035f, 0.135f}, {1.12f, 0.143f},  {1.20f, 0.155f}, {1.28f, 0.162f},
                                {1.325f, 0.145f}, {1.355f, 0.103f}, {1.39f, 0.066f}, {1.43f, 0.056f}};
  static const Curve front{{0.72f, 0.085f}, {0.80f, 0.092f}, {0.90f, 0.096f}, {1.035f, 0.086f},
                           {1.12f, 0.092f}, {1.20f, 0.098f}, {1.28f, 0.082f}, {1.34f, 0.058f},
                           {1.39f, 0.046f}, {1.43f, 0.046f}};
  static const Curve back{{0.72f, 0.090f},  {0.82f, 0.122f}, {0.92f, 0.100f},
                          {1.035f, 0.074f}, {1.12f, 0.084f}, {1.24f, 0.104f},
                          {1.32f, 0.094f},  {1.38f, 0.070f}, {1.43f, 0.056f}};
  const float a = (body.woman ? lady_width : lord_width)(p.y);
  const float b = p.z > 0 ? front(p.y) : back(p.y);
  const float power = 2.3f;  // A little squarer than an ellipse.
  const float k =
      std::pow(std::pow(std::abs(p.x) / a, power) + std::pow(std::abs(p.z) / b, power), 1 / power);
  const float round = (k - 1) * std::min(a, b);
  return smooth_max(round, std::max(0.765f - p.y, p.y - 1.43f), 0.08f);
}

// A limb between two joints whose thickness follows a curve from one to the other.
float limb_distance(const glm::vec3& p, const glm::vec3& a, const glm::vec3& b, const Curve& radius) {
  const glm::vec3 ab = b - a;
  const float t = std::clamp(glm::dot(p - a, ab) / glm::dot(ab, ab), 0.0f, 1.0f);
  return glm::length(p - a - ab * t) - radius(t);
}

float hand_distance(const glm::vec3& p, const glm::vec3& wrist, const glm::vec3& along) {
  const glm::vec3 down = glm::normalize(glm::vec3(0, 0, 1));  // The flat of the hand faces front and back.
  const glm::vec3 thumb_side = glm::normalize(glm::cross(along, down));
  const glm::vec3 q = p - wrist;
  const glm::vec3 local(glm::dot(q, along), glm::dot(q, thumb_side), glm::dot(q, down));
  float d = distance_to_ellipsoid(local, {0.052f, 0.002f, 0.0f}, {0.052f, 0.034f, 0.015f});
  for (int finger = 0; finger < 4; ++finger) {
    const float side = 0.027f - 0.0175f * static_cast<float>(finger);
    const float reach = 0.172f - 0.009f * std::abs(static_cast<float>(finger) - 1.2f) *
                                     std::abs(static_cast<float>(finger) - 1.2f);
    d = smooth_min(
        d,
        distance_to_cone(local, {0.082f, side * 0.92f, 0}, {reach, side * 0.98f, 0.012f}, 0.0088f, 0.0062f),
        0.008f);
  }
  d = smooth_min(
      d, distance_to_cone(local, {0.026f, 0.022f, 0.004f}, {0.098f, 0.052f, 0.018f}, 0.0115f, 0.0072f),
      0.014f);
  return d;
}

}  // namespace

glm::vec3 Body::shoulder() const {
  return glm::vec3(0.158f + shoulder_widening / scale, 1.322f, -0.014f) * scale;
}
glm::vec3 Body::elbow() const {
  return shoulder() +
         glm::normalize(glm::vec3(std::cos(0.611f), -std::sin(0.611f), 0.01f)) * (0.272f * scale);
}
glm::vec3 Body::wrist() const {
  return elbow() + glm::normalize(glm::vec3(std::cos(0.60f), -std::sin(0.60f), 0.13f)) * (0.238f * scale);
}

float body_distance(const Body& body, const glm::vec3& world) {
  const float s = body.scale;
  const glm::vec3 p(std::abs(world.x) / s, world.y / s, world.z / s);
  float d = trunk_distance(body, p);
  const glm::vec3 shoulder = body.shoulder() / s;
  const glm::vec3 elbow = body.elbow() / s;
  const glm::vec3 wrist = body.wrist() / s;
  const float thick = body.woman ? 1.0f : 1.16f;
  if (body.woman) {
    d = smooth_min(d, distance_to_ellipsoid(p, {0.064f, 1.190f, 0.060f}, {0.052f, 0.050f, 0.046f}), 0.05f);
  } else {
    d = smooth_min(d, distance_to_ellipsoid(p, {0.07f, 1.225f, 0.058f}, {0.070f, 0.050f, 0.026f}), 0.09f);
  }
  d = smooth_min(d, distance_to_ellipsoid(p, {0.072f, 0.840f, -0.052f}, {0.078f, 0.085f, 0.070f}), 0.08f);
  // Collar to shoulder, upper and lower arm.
  d = smooth_min(d,
                 distance_to_cone(p, {0.04f, 1.372f, -0.022f}, shoulder + glm::vec3(-0.012f, 0.004f, 0),
                                  0.032f, 0.042f * thick),
                 0.035f);
  d = smooth_min(d, distance_to_cone(p, shoulder, elbow, 0.0455f * thick, 0.035f * thick), 0.028f);
  static const Curve forearm{{0.0f, 0.0350f}, {0.22f, 0.0375f}, {0.55f, 0.0320f}, {1.0f, 0.0235f}};
  const float arm = limb_distance(p, elbow, wrist, forearm) - (thick - 1) * 0.034f;
  d = smooth_min(d, arm, 0.004f);
  d = smooth_min(d, hand_distance(p, wrist, glm::normalize(wrist - elbow)), 0.022f);
  // Legs and feet.
  static const Curve thickness{{0.0f, 0.090f},   {0.12f, 0.087f},  {0.30f, 0.071f},
                               {0.44f, 0.055f},  {0.50f, 0.0505f}, {0.57f, 0.0490f},
                               {0.68f, 0.0515f}, {0.84f, 0.0380f}, {1.0f, 0.0305f}};
  const glm::vec3 calf(0, 0,
                       p.y < 0.46f && p.y > 0.1f ? 0.012f * std::sin((p.y - 0.1f) / 0.36f * kPi) : 0.0f);
  float leg = limb_distance(p + calf, {0.080f, 0.815f, -0.004f}, {0.092f, 0.085f, -0.018f}, thickness);
  float foot = distance_to_cone(p, {0.092f, 0.038f, -0.035f}, {0.104f, 0.026f, 0.115f}, 0.034f, 0.022f);
  foot =
      smooth_min(foot, distance_to_ellipsoid(p, {0.104f, 0.022f, 0.105f}, {0.040f, 0.020f, 0.055f}), 0.03f);
  foot = smooth_max(foot, -p.y, 0.008f);
  leg = smooth_min(leg, foot, 0.035f);
  d = smooth_min(d, leg, 0.05f);
  // Neck and head; small enough to stand inside the made-up head.
  const float neck = body.woman ? 1.0f : 1.18f;
  d = smooth_min(
      d, distance_to_cone(p, {0, 1.36f, -0.022f}, {0, 1.47f, -0.002f}, 0.047f * neck, 0.041f * neck), 0.032f);
  float head = distance_to_ellipsoid(p, {0, 1.556f, -0.014f}, {0.066f, 0.090f, 0.078f});
  head = smooth_min(head, distance_to_ellipsoid(p, {0, 1.492f, 0.018f}, {0.040f, 0.056f, 0.046f}), 0.05f);
  d = smooth_min(d, head, 0.03f);
  return d * s;
}

Model figure_model(const Body& body) {
  const Distance distance = [&](const glm::vec3& p) { return body_distance(body, p); };
  const float s = body.scale;
  const Shape skin =
      surface_of(distance, {-0.82f * s, -0.02f, -0.2f * s}, {0.82f * s, 1.68f * s, 0.22f * s}, 0.0085f * s);
  ModelBuilder builder(body.woman ? "Figure of a woman" : "Figure of a man");
  Material linen = plain_material("mannequin_linen", 0xE4DACB, 0.85f);
  linen.sheen_color = glm::vec3(0.12f);
  linen.sheen_roughness = 0.6f;
  const std::int32_t cloth = builder.add_material(linen, cotton());
  builder.add("body", cloth, uv_boxed(skin));
  return builder.finish();
}

}  // namespace bandaji
