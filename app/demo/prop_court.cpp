// Jar, lights, sword, fan and box of the court.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/prop_pieces.h"
#include "app/demo/texture_architecture.h"

namespace bandaji {

void put_moon_jar(Stage& stage) {
  const std::int32_t glaze = finish_of(stage, Finish::Porcelain);
  const std::int32_t bare = plain_finish(stage, "bare_clay", 0xC9B089, 0.85f);
  // Two bowls joined at the belly: the seam bulges, the upper half sits a little askew.
  const Curve radius({{0.0f, 0.080f},
                      {0.012f, 0.081f},
                      {0.020f, 0.086f},
                      {0.045f, 0.126f},
                      {0.080f, 0.166f},
                      {0.120f, 0.1955f},
                      {0.165f, 0.2165f},
                      {0.205f, 0.2255f},
                      {0.226f, 0.2282f},
                      {0.247f, 0.2252f},
                      {0.290f, 0.2140f},
                      {0.335f, 0.1905f},
                      {0.372f, 0.1600f},
                      {0.400f, 0.1250f},
                      {0.413f, 0.1030f},
                      {0.420f, 0.0985f},
                      {0.440f, 0.1000f}});
  const auto point = [&](float u, float v) {
    const float a = u * kTau;
    const float y = v * 0.44f;
    const float askew = smooth_step(0.20f, 0.30f, y);
    float r = radius(y);
    r *= 1 + 0.010f * std::sin(a * 2 + 0.6f) * std::sin(kPi * v) +
         0.006f * std::sin(a * 3 + 2.0f) * (1 - askew) + 0.008f * askew * std::sin(a + 1.1f);
    r *= 1 + 0.0009f * std::sin(y * 230 + a);  // Throwing rings.
    return glm::vec3(std::sin(a) * r + 0.0055f * askew, y + 0.003f * askew * std::sin(a + 0.8f),
                     std::cos(a) * r - 0.003f * askew);
  };
  stage.add("몸체 (body)", glaze, with_normals(patch(96, 96, point, {true, {}})));
  const auto inside = [&](float u, float v) {  // Over the lip and down.
    const glm::vec3 lip = point(u, 1 - v * 0.55f);
    const float back = v < 0.02f ? 0.0f : 0.007f;
    const glm::vec3 out = glm::normalize(glm::vec3(lip.x, 0, lip.z));
    return lip - out * back + glm::vec3(0, v < 0.06f ? 0.002f * std::sin(kPi * v / 0.06f) : 0.0f, 0);
  };
  stage.add("몸체 (body)", glaze, with_normals(patch(96, 40, inside, {true, {}})));
  stage.add("굽 (foot)", bare,
            with_normals(lathe({{0.066f, 0.012f}, {0.066f, 0.0f}, {0.0785f, 0.0f}}, 64), 40));
  stage.add("굽 (foot)", glaze, with_normals(flipped(lathe({{0.0002f, 0.010f}, {0.067f, 0.010f}}, 64)), 40));
}

void put_candlestick(Stage& stage) {
  const std::int32_t brass = finish_of(stage, Finish::Brass);
  const std::string body = "촛대 (candlestick)";
  const auto turned = [&](std::vector<glm::vec2> profile, float crease) {
    stage.add(body, brass, with_normals(lathe(profile, 56), crease));
  };
  turned({{0.0f, 0.0f},
          {0.128f, 0.0f},
          {0.132f, 0.006f},
          {0.130f, 0.016f},
          {0.112f, 0.022f},
          {0.106f, 0.034f},
          {0.104f, 0.05f},
          {0.110f, 0.056f},
          {0.108f, 0.064f},
          {0.07f, 0.072f},
          {0.036f, 0.084f},
          {0.022f, 0.104f},
          {0.0165f, 0.13f}},
         45);
  std::vector<glm::vec2> stem;  // Jointed like bamboo.
  for (int i = 0; i <= 60; ++i) {
    const float t = static_cast<float>(i) / 60;
    const float node = std::abs(t * 4 - std::round(t * 4));
    stem.emplace_back(0.0125f + 0.003f * bell((t - 0.5f) * 3) + 0.008f * bell(node / 0.05f),
                      mix(0.13f, 0.55f, t));
  }
  turned(stem, 60);
  turned({{0.013f, 0.548f},
          {0.03f, 0.552f},
          {0.066f, 0.560f},
          {0.072f, 0.568f},
          {0.070f, 0.571f},
          {0.06f, 0.565f},
          {0.024f, 0.561f},
          {0.022f, 0.566f},
          {0.022f, 0.585f},
          {0.0f, 0.585f}},
         40);
  stage.add("초 (candle)", finish_of(stage, Finish::Wax),
            with_normals(lathe({{0.0f, 0.57f},
                                {0.017f, 0.57f},
                                {0.0165f, 0.66f},
                                {0.0175f, 0.70f},
                                {0.015f, 0.712f},
                                {0.006f, 0.709f},
                                {0.0f, 0.707f}},
                               28),
                         50));
  stage.add("초 (candle)", finish_of(stage, Finish::Ink),
            tube(Path({{0, 0.705f, 0}, {0.001f, 0.715f, 0}, {0.003f, 0.722f, 0}}), 0.0014f, 6, 6));
  stage.add("불꽃 (flame)", finish_of(stage, Finish::Flame),
            with_normals(lathe({{0.0f, 0.716f},
                                {0.006f, 0.722f},
                                {0.0085f, 0.733f},
                                {0.006f, 0.750f},
                                {0.002f, 0.766f},
                                {0.0f, 0.774f}},
                               20)));
  // 화선: a butterfly of brass behind the flame, to throw light and keep off draughts.
  std::vector<glm::vec2> half{{0.0f, -0.085f},   {0.012f, -0.075f}, {0.03f, -0.088f},  {0.07f, -0.095f},
                              {0.098f, -0.072f}, {0.096f, -0.038f}, {0.072f, -0.016f}, {0.098f, -0.006f},
                              {0.138f, 0.016f},  {0.150f, 0.056f},  {0.128f, 0.086f},  {0.088f, 0.088f},
                              {0.048f, 0.066f},  {0.02f, 0.036f},   {0.010f, 0.05f}};
  std::vector<glm::vec2> wings = half;
  for (auto p = half.rbegin(); p + 1 != half.rend(); ++p) wings.emplace_back(-p->x, p->y);
  const glm::vec3 at(0, 0.70f, -0.045f);
  stage.add("화선 (reflector)", brass, translated(extruded(wings, 0.0025f), at));
  for (const float s : {-1.0f, 1.0f}) {
    const auto vein = [&](std::vector<glm::vec3> points) {
      for (glm::vec3& p : points) p = p * glm::vec3(s, 1, 1) + at;
      stage.add("화선 (reflector)", brass, tube(Path(points), 0.0022f, 16, 6));
    };
    vein({{0.005f, 0.0f, 0.002f}, {0.06f, 0.045f, 0.002f}, {0.125f, 0.06f, 0.002f}});
    vein({{0.005f, -0.01f, 0.002f}, {0.07f, 0.012f, 0.002f}, {0.13f, 0.03f, 0.002f}});
    vein({{0.005f, -0.03f, 0.002f}, {0.05f, -0.045f, 0.002f}, {0.085f, -0.06f, 0.002f}});
    vein({{0.006f, 0.045f, 0.0f}, {0.018f, 0.085f, 0.0f}, {0.04f, 0.105f, 0.0f}, {0.05f, 0.098f, 0.0f}});
    stage.add("화선 (reflector)", brass,
              translated(rotated(torus(0.018f, 0.003f, 24, 8), {1, 0, 0}, kPi / 2),
                         at + glm::vec3(s * 0.10f, 0.05f, 0.002f)));
    stage.add("화선 (reflector)", brass,
              translated(rotated(torus(0.013f, 0.0026f, 24, 8), {1, 0, 0}, kPi / 2),
                         at + glm::vec3(s * 0.066f, -0.066f, 0.002f)));
  }
  stage.add("화선 (reflector)", brass,
            tube(Path({{0, 0.555f, -0.01f}, {0, 0.575f, -0.042f}, {0, 0.62f, -0.047f}, {0, 0.75f, -0.047f}}),
                 0.004f, 24, 8));
}

void put_lantern(Stage& stage) {
  const std::int32_t wood = finish_of(stage, Finish::BlackLacquer);
  const std::int32_t brass = finish_of(stage, Finish::Brass);
  const auto glowing = [&](const std::string& name, std::uint32_t rgb, const glm::vec3& glow) {
    return stage.material(name, [&](ModelBuilder& builder) {
      Material cloth = silk_material(name, rgb, 0.6f);
      cloth.emissive = glow;
      return builder.add_material(cloth, plain_silk().tile_metres);
    });
  };
  const std::int32_t red = glowing("lantern_red", 0xB01C22, {0.16f, 0.012f, 0.008f});
  const std::int32_t blue = glowing("lantern_blue", 0x1B4487, {0.008f, 0.03f, 0.12f});
  constexpr float kTop = 0.60f;
  constexpr float kLow = 0.20f;
  constexpr float kSeam = 0.40f;
  // Silk over a square frame, drawn in between the four posts.
  const auto silk_wall = [](float y0, float y1) {
    return [=](float u, float v) {
      const float a = u * 4;
      const float side = std::floor(std::min(a, 3.9999f));
      const float t = (a - side) * 2 - 1;
      const float slack =
          0.012f * (1 - t * t) * std::sin(kPi * clamp01((mix(y0, y1, v) - kLow) / (kTop - kLow)));
      const float half = 0.105f;
      const glm::vec3 flat(t * half, mix(y0, y1, v), half - slack);
      const float turn = side * kPi / 2;
      return glm::vec3(flat.x * std::cos(turn) + flat.z * std::sin(turn), flat.y,
                       -flat.x * std::sin(turn) + flat.z * std::cos(turn));
    };
  };
  stage.add("홍사 (red silk)", red, with_normals(patch(64, 12, silk_wall(kSeam, kTop), {true, {}}), 40));
  stage.add("청사 (blue silk)", blue, with_normals(patch(64, 12, silk_wall(kLow, kSeam), {true, {}}), 40));
  for (int i = 0; i < 4; ++i) {
    const Placed placed(stage, {0, 0, 0}, kPi / 2 * static_cast<float>(i));
    stage.add("틀 (frame)", wood,
              timber({0.106f, kLow - 0.008f, 0.106f}, {0.106f, kTop + 0.008f, 0.106f}, 0.012f, 0.012f,
                     {0.002f, 0.1f, {0, 0, 1}}));
    for (const auto& [y, high] : {std::pair(kTop, 0.026f), std::pair(kLow, 0.026f)})
      stage.add("틀 (frame)", wood,
                timber({-0.118f, y, 0.108f}, {0.118f, y, 0.108f}, 0.02f, high, {0.003f, 0.1f, {0, 1, 0}}));
    // Carved fringe below the upper rail.
    std::vector<glm::vec2> fringe{{-0.1f, 0.0f}};
    for (int k = 0; k <= 24; ++k)
      fringe.emplace_back(mix(-0.1f, 0.1f, static_cast<float>(k) / 24),
                          -0.014f - 0.013f * std::abs(std::cos(kPi * static_cast<float>(k) / 8)) +
                              0.012f * std::sin(kPi * static_cast<float>(k) / 24));
    fringe.emplace_back(0.1f, 0.0f);
    stage.add("틀 (frame)", brass, translated(extruded(fringe, 0.003f), {0, kTop - 0.012f, 0.110f}));
    stage.add("틀 (frame)", wood,
              timber({0.1f, kTop + 0.012f, 0.1f}, {0.018f, kTop + 0.075f, 0.018f}, 0.012f, 0.012f,
                     {0.002f, 0.1f, {0, 1, 0}}));
  }
  stage.add("틀 (frame)", wood, block({-0.108f, kTop + 0.004f, -0.108f}, {0.108f, kTop + 0.012f, 0.108f}));
  stage.add("틀 (frame)", wood, block({-0.108f, kLow - 0.014f, -0.108f}, {0.108f, kLow - 0.006f, 0.108f}));
  stage.add("고리 (ring)", brass, translated(cylinder(0.024f, 0.018f, 24, 0.004f), {0, kTop + 0.068f, 0}));
  stage.add("고리 (ring)", brass,
            translated(rotated(torus(0.02f, 0.004f, 28, 8), {1, 0, 0}, kPi / 2), {0, kTop + 0.104f, 0}));
  // Tassels at the corners and one below, red over blue.
  const auto tassel = [&](const glm::vec3& at, float size, Finish finish) {
    const std::int32_t silk = finish_of(stage, finish);
    stage.add("술 (tassels)", silk,
              translated(sphere(0.010f * size, 16, 10), at - glm::vec3(0, 0.014f * size, 0)));
    stage.add("술 (tassels)", silk,
              with_normals(translated(lathe({{0.013f * size, -0.11f * size},
                                             {0.0125f * size, -0.07f * size},
                                             {0.009f * size, -0.03f * size},
                                             {0.004f * size, -0.018f * size}},
                                            20),
                                      at)));
  };
  for (const float sx : {-1.0f, 1.0f}) {
    for (const float sz : {-1.0f, 1.0f})
      tassel({sx * 0.113f, kLow - 0.012f, sz * 0.113f}, 1,
             sx * sz > 0 ? Finish::RedSilk : Finish::YellowSilk);
  }
  tassel({0, kLow - 0.02f, 0}, 1.35f, Finish::RedSilk);
  // The hanger: a bent bough on a weighted foot.
  stage.add("걸이 (hanger)", wood,
            tube(
                Path({{-0.26f, 0.03f, 0},
                      {-0.27f, 0.35f, 0},
                      {-0.25f, 0.68f, 0},
                      {-0.16f, 0.83f, 0},
                      {-0.04f, 0.83f, 0},
                      {0.0f, 0.775f, 0},
                      {0.0f, 0.735f, 0}}),
                [](float t) { return 0.013f - 0.007f * t; }, 48, 12));
  stage.add("걸이 (hanger)", wood,
            with_normals(translated(lathe({{0.0f, 0.0f},
                                           {0.1f, 0.0f},
                                           {0.104f, 0.008f},
                                           {0.09f, 0.022f},
                                           {0.035f, 0.03f},
                                           {0.02f, 0.045f},
                                           {0.0f, 0.045f}},
                                          40),
                                    {-0.26f, 0, 0}),
                         40));
  stage.add("불꽃 (flame)", finish_of(stage, Finish::Flame), translated(sphere(0.02f, 12, 8), {0, 0.36f, 0}));
}

void put_sword(Stage& stage) {
  const std::int32_t wood = finish_of(stage, Finish::DarkWood);
  const std::int32_t brass = finish_of(stage, Finish::Brass);
  const std::int32_t steel = plain_finish(stage, "steel", 0xD5D8DC, 0.18f, 1);
  const std::int32_t scabbard = finish_of(stage, Finish::RedLacquer);
  const std::int32_t wrap = stage.material("grip_wrap", [](ModelBuilder& b) {
    Material m = plain_material("grip_wrap", 0x2B2430, 0.7f);
    return b.add_material(m);
  });
  // The rack: two posts on a foot board, each with two notched arms.
  stage.add("칼걸이 (rack)", wood,
            timber({-0.36f, 0.018f, 0}, {0.36f, 0.018f, 0}, 0.15f, 0.036f, {0.006f, 0.08f, {0, 1, 0}}));
  for (const float s : {-1.0f, 1.0f}) {
    stage.add("칼걸이 (rack)", wood,
              timber({s * 0.26f, 0.03f, -0.03f}, {s * 0.26f, 0.40f, -0.03f}, 0.036f, 0.03f,
                     {0.005f, 0.06f, {0, 0, 1}}));
    stage.add("칼걸이 (rack)", wood, translated(sphere(0.022f, 18, 12), {s * 0.26f, 0.415f, -0.03f}));
    for (const float y : {0.165f, 0.315f}) {
      const std::vector<glm::vec2> arm{
          {-0.02f, -0.03f}, {0.03f, -0.028f}, {0.062f, -0.008f}, {0.066f, 0.028f}, {0.054f, 0.032f},
          {0.046f, 0.006f}, {0.03f, -0.003f}, {0.016f, 0.004f},  {0.008f, 0.028f}, {-0.02f, 0.028f}};
      stage.add("칼걸이 (rack)", wood,
                translated(rotated(extruded(arm, 0.026f), {0, 1, 0}, -kPi / 2), {s * 0.26f, y, -0.01f}));
    }
  }
  const auto bow = [](float x) { return 0.028f * (1 - (x / 0.5f) * (x / 0.5f)); };  // Both curve alike.
  const auto curved = [&](float x, float y, float z) { return glm::vec3(x, y - bow(x) + 0.014f, z); };
  const auto along = [&](float from, float to, float y, float z) {
    std::vector<glm::vec3> points;
    for (int i = 0; i <= 8; ++i) points.push_back(curved(mix(from, to, static_cast<float>(i) / 8), y, z));
    return Path(points);
  };
  const auto oval = [](float a, float b, int n) {
    std::vector<glm::vec2> profile;
    for (int i = 0; i < n; ++i) {
      const float t = kTau * static_cast<float>(i) / static_cast<float>(n);
      profile.emplace_back(std::cos(t) * a, std::sin(t) * b);
    }
    return profile;
  };
  // Above: the drawn sword, edge up, point to the right.
  const float y = 0.335f;
  const float z = 0.022f;
  SweepOptions blade;
  blade.steps = 48;
  blade.crease_degrees = 12;
  blade.scale = [](float t) { return t > 0.9f ? std::max(0.02f, std::sqrt(1 - (t - 0.9f) / 0.1f)) : 1.0f; };
  stage.add("칼날 (blade)", steel,
            sweep(along(-0.22f, 0.50f, y, z),
                  {{-0.0032f, -0.015f},
                   {0.0032f, -0.015f},
                   {0.0036f, -0.006f},
                   {0.0022f, -0.002f},
                   {0.0022f, 0.002f},
                   {0.0033f, 0.006f},
                   {0.0f, 0.017f},
                   {-0.0033f, 0.006f},
                   {-0.0022f, 0.002f},
                   {-0.0022f, -0.002f},
                   {-0.0036f, -0.006f}},
                  blade));
  const auto swept = [&](const char* part, std::int32_t material, float from, float to, float py, float pz,
                         float a, float b, std::function<float(float)> scale = {}) {
    SweepOptions options;
    options.steps = 28;
    options.scale = std::move(scale);
    stage.add(part, material, sweep(along(from, to, py, pz), oval(a, b, 20), options));
  };
  swept("동호인 (collar)", brass, -0.235f, -0.20f, y, z, 0.008f, 0.0185f);
  std::vector<glm::vec2> guard;  // 코등이, petalled.
  for (int i = 0; i < 64; ++i) {
    const float a = kTau * static_cast<float>(i) / 64;
    const float r = 0.040f + 0.003f * std::abs(std::cos(a * 4));
    guard.emplace_back(std::cos(a) * r, std::sin(a) * r);
  }
  stage.add("코등이 (guard)", brass,
            translated(rotated(extruded(guard, 0.007f), {0, 1, 0}, kPi / 2), curved(-0.239f, y, z)));
  swept("자루 (grip)", wrap, -0.455f, -0.242f, y, z, 0.0125f, 0.0175f,
        [](float t) { return 1 + 0.06f * std::cos(t * kTau); });
  for (int i = 0; i < 9; ++i) {  // Crossing cords of the grip.
    const float x0 = -0.445f + 0.0215f * static_cast<float>(i);
    for (const float s : {-1.0f, 1.0f}) {
      stage.add(
          "자루 (grip)", finish_of(stage, Finish::RedSilk),
          tube(Path({curved(x0, y + s * 0.0175f, z), curved(x0 + 0.0054f, y + s * 0.010f, z + 0.0115f),
                     curved(x0 + 0.0108f, y, z + 0.0135f), curved(x0 + 0.0162f, y - s * 0.010f, z + 0.0115f),
                     curved(x0 + 0.0216f, y - s * 0.0175f, z)}),
               0.0022f, 14, 6));
    }
  }
  swept("두겁 (pommel)", brass, -0.485f, -0.45f, y, z, 0.0145f, 0.0195f,
        [](float t) { return t < 0.3f ? 0.75f + 0.83f * t : 1.0f; });
  stage.add("홍조수아 (tassel)", finish_of(stage, Finish::RedSilk),
            tube(Path({curved(-0.482f, y - 0.012f, z),
                       {-0.50f, y - 0.05f, z + 0.012f},
                       {-0.495f, y - 0.10f, z + 0.014f}}),
                 0.0025f, 16, 6));
  stage.add("홍조수아 (tassel)", finish_of(stage, Finish::RedSilk),
            with_normals(
                translated(lathe({{0.012f, -0.10f}, {0.011f, -0.05f}, {0.007f, -0.012f}, {0.002f, 0.0f}}, 18),
                           {-0.495f, y - 0.10f, z + 0.014f})));
  // Below: the scabbard, fish-skin red lacquer with brass mounts and hanging rings.
  const float ys = 0.185f;
  swept("칼집 (scabbard)", scabbard, -0.26f, 0.50f, ys, z, 0.0125f, 0.0225f,
        [](float t) { return 1.05f - 0.13f * t; });
  for (const auto& [from, to] : {std::pair(-0.275f, -0.235f), std::pair(0.47f, 0.515f),
                                 std::pair(-0.12f, -0.095f), std::pair(0.12f, 0.145f)})
    swept("칼집 장식 (mounts)", brass, from, to, ys, z, 0.0145f, 0.0245f);
  for (const float x : {-0.1075f, 0.1325f}) {
    stage.add(
        "칼집 장식 (mounts)", brass,
        translated(rotated(torus(0.012f, 0.0028f, 22, 8), {0, 0, 1}, kPi / 2), curved(x, ys + 0.034f, z)));
  }
  stage.add("끈목 (cord)", finish_of(stage, Finish::BlueSilk),
            tube(Path({curved(-0.1075f, ys + 0.032f, z + 0.01f),
                       {-0.05f, ys - 0.03f, z + 0.03f},
                       {0.012f, ys - 0.055f, z + 0.034f},
                       {0.08f, ys - 0.02f, z + 0.03f},
                       curved(0.1325f, ys + 0.032f, z + 0.01f)}),
                 0.004f, 40, 8));
  stage.add("끈목 (cord)", finish_of(stage, Finish::BlueSilk),
            with_normals(translated(
                lathe({{0.012f, -0.075f}, {0.010f, -0.04f}, {0.006f, -0.008f}, {0.002f, 0.0f}}, 18),
                {0.012f, ys - 0.055f, z + 0.034f})));
}

void put_fan(Stage& stage) {
  const std::int32_t bamboo = plain_finish(stage, "bamboo", 0xC9A35C, 0.4f);
  const std::int32_t guard = finish_of(stage, Finish::Zelkova);
  const std::int32_t leaf = stage.material("fan_leaf", [](ModelBuilder& builder) {
    Canvas canvas(1024, 512, {2, 1}, 0xF3E9D2);
    const auto branch = [&](const Points& p, float w) {
      canvas.stroke(
          smooth_line(p, 10), [w](float t) { return w * (1 - 0.7f * t); }, paint_of(0x3A2A22));
    };
    branch({{0.02f, 0.95f}, {0.35f, 0.62f}, {0.6f, 0.66f}, {0.95f, 0.38f}, {1.25f, 0.42f}, {1.6f, 0.2f}},
           0.05f);
    branch({{0.55f, 0.66f}, {0.62f, 0.4f}, {0.75f, 0.18f}}, 0.022f);
    branch({{1.05f, 0.38f}, {1.2f, 0.62f}, {1.45f, 0.7f}}, 0.02f);
    int n = 0;
    for (const glm::vec2& c :
         {glm::vec2(0.36f, 0.56f), glm::vec2(0.63f, 0.42f), glm::vec2(0.76f, 0.2f), glm::vec2(0.7f, 0.31f),
          glm::vec2(0.95f, 0.33f), glm::vec2(1.12f, 0.46f), glm::vec2(1.22f, 0.62f), glm::vec2(1.42f, 0.7f),
          glm::vec2(1.5f, 0.26f), glm::vec2(1.6f, 0.18f), glm::vec2(1.32f, 0.36f), glm::vec2(0.2f, 0.76f),
          glm::vec2(0.5f, 0.7f)}) {
      const float r = 0.052f - 0.004f * static_cast<float>(n % 4);
      for (int i = 0; i < 5; ++i) {
        const float a = kTau * static_cast<float>(i) / 5 + static_cast<float>(n);
        canvas.disc(c + glm::vec2(std::cos(a), std::sin(a)) * r * 0.6f, r * 0.54f, paint_of(0x7A1A2A));
        canvas.disc(c + glm::vec2(std::cos(a), std::sin(a)) * r * 0.6f, r * 0.48f,
                    paint_of(n % 3 == 0 ? 0xE05A72 : 0xC8324E));
      }
      canvas.disc(c, r * 0.24f, paint_of(0xF0C64C));
      ++n;
    }
    canvas.rectangle({1.74f, 0.62f}, {1.81f, 0.76f}, paint_of(0xB3261E));  // A seal.
    canvas.rectangle({1.755f, 0.64f}, {1.795f, 0.74f}, paint_of(0xF3E9D2, 0.55f));
    Material paper;
    paper.name = "fan_leaf";
    paper.roughness = 0.85f;
    paper.double_sided = true;
    paper.texture(TextureSlot::BaseColor).image = builder.add_image("fan_leaf_color.png", canvas.image());
    return builder.add_material(paper);
  });
  constexpr int kRibs = 30;
  constexpr float kReach = 0.33f;
  constexpr float kInner = 0.145f;
  constexpr float kSpread = 2.45f;
  stage.push(placed_at({0, 0.10f, 0.0f}, 0, -0.20f));
  const auto spoke = [&](float t, float r, float depth) {
    const float a = kPi / 2 + kSpread * (0.5f - t);
    return glm::vec3(std::cos(a) * r, std::sin(a) * r, depth);
  };
  Shape folds;  // Pleats: mountain on a rib, valley between.
  constexpr int kRows = 6;
  for (int i = 0; i < 2 * kRibs; ++i) {
    const auto base = static_cast<std::uint32_t>(folds.positions.size());
    for (int j = 0; j <= kRows; ++j) {
      const float v = static_cast<float>(j) / kRows;
      for (int k = 0; k < 2; ++k) {
        const float t = static_cast<float>(i + k) / (2 * kRibs);
        folds.positions.push_back(
            spoke(t, mix(kInner, kReach, v), ((i + k) % 2 == 0 ? 0.0045f : -0.0045f) * mix(0.5f, 1.0f, v)));
        folds.uvs.emplace_back(t, 1 - v);
      }
    }
    for (int j = 0; j < kRows; ++j) {
      const std::uint32_t a = base + static_cast<std::uint32_t>(2 * j);
      folds.indices.insert(folds.indices.end(), {a, a + 1, a + 3, a, a + 3, a + 2});
    }
  }
  stage.add("선면 (leaf)", leaf, with_normals(folds, 8));
  for (int i = 0; i <= kRibs; ++i) {
    const float t = static_cast<float>(i) / kRibs;
    const bool outer = i == 0 || i == kRibs;
    if (outer) {
      stage.add("변죽 (guards)", guard,
                timber(spoke(t, -0.03f, 0.004f), spoke(t, kReach + 0.004f, 0.0045f), 0.017f, 0.008f,
                       {0.0015f, 0.05f, {0, 0, 1}}));
    } else {
      stage.add("살 (ribs)", bamboo,
                timber(spoke(t, -0.018f, -0.002f + 0.00015f * static_cast<float>(i)),
                       spoke(t, kInner + 0.012f, 0.0f), 0.0062f, 0.0022f, {0.0004f, 0.2f, {0, 0, 1}}));
    }
  }
  const std::int32_t brass = finish_of(stage, Finish::Brass);
  stage.add("사북 (rivet)", brass,
            translated(rotated(translated(cylinder(0.009f, 0.018f, 24, 0.003f), {0, -0.009f, 0}), {1, 0, 0},
                               kPi / 2),
                       {0, 0, 0.002f}));
  stage.add(
      "선추 (pendant)", finish_of(stage, Finish::RedSilk),
      tube(Path({{0, -0.004f, 0.012f}, {0.012f, -0.025f, 0.016f}, {0.03f, -0.035f, 0.02f}}), 0.0018f, 16, 6));
  stage.add(
      "선추 (pendant)", plain_finish(stage, "jade", 0x7FB89A, 0.2f),
      translated(rotated(torus(0.011f, 0.0045f, 28, 12), {1, 0, 0}, kPi / 2), {0.036f, -0.046f, 0.02f}));
  stage.add("선추 (pendant)", finish_of(stage, Finish::RedSilk),
            with_normals(translated(
                lathe({{0.008f, -0.035f}, {0.007f, -0.015f}, {0.0035f, -0.004f}, {0.0015f, 0.0f}}, 16),
                {0.036f, -0.058f, 0.02f})));
  // The stand: a cloud-shaped foot with two rests.
  stage.pop();
  const std::int32_t wood = finish_of(stage, Finish::DarkWood);
  stage.add("받침 (stand)", wood,
            timber({-0.14f, 0.012f, 0.0f}, {0.14f, 0.012f, 0.0f}, 0.09f, 0.024f, {0.006f, 0.05f, {0, 1, 0}}));
  for (const float s : {-1.0f, 1.0f}) {
    stage.add("받침 (stand)", wood,
              timber({s * 0.075f, 0.02f, -0.02f}, {s * 0.10f, 0.145f, -0.032f}, 0.014f, 0.014f,
                     {0.003f, 0.06f, {0, 0, 1}}));
    stage.add("받침 (stand)", wood,
              timber({s * 0.10f, 0.140f, -0.036f}, {s * 0.10f, 0.150f, 0.02f}, 0.012f, 0.012f,
                     {0.003f, 0.06f, {0, 1, 0}}));
  }
}

}  // namespace bandaji
