// Lacquer box and writing things.
#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "app/demo/curve.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/prop_pieces.h"
#include "app/demo/texture_architecture.h"

namespace bandaji {
namespace {

// Mother-of-pearl on black: the drawing in white on black says where shell lies.
void pearl_border(Canvas& mask, const glm::vec2& lo, const glm::vec2& hi, float width) {
  const Paint white = paint_of(0xFFFFFF);
  const auto frame = [&](float inset, float thick) {
    const glm::vec2 a = lo + inset;
    const glm::vec2 b = hi - inset;
    mask.rectangle(a, {b.x, a.y + thick}, white);
    mask.rectangle({a.x, b.y - thick}, b, white);
    mask.rectangle(a, {a.x + thick, b.y}, white);
    mask.rectangle({b.x - thick, a.y}, b, white);
  };
  frame(0, width * 0.16f);
  frame(width, width * 0.16f);
  // A key fret of short strips (끊음질) between the two lines.
  const float cell = width * 0.78f;
  const auto fret = [&](const glm::vec2& c) {
    const float r = width * 0.28f;
    const float w = width * 0.13f;
    mask.stroke(Points{c + glm::vec2(-r, r), c + glm::vec2(-r, -r), c + glm::vec2(r, -r),
                       c + glm::vec2(r, r * 0.5f), c + glm::vec2(0, r * 0.5f)},
                w, white);
  };
  const float middle = width * 0.58f;
  for (float x = lo.x + middle; x < hi.x - middle * 0.6f; x += cell) {
    fret({x, lo.y + middle});
    fret({x, hi.y - middle});
  }
  for (float y = lo.y + middle + cell; y < hi.y - middle * 1.4f; y += cell) {
    fret({lo.x + middle, y});
    fret({hi.x - middle, y});
  }
}

void pearl_peony(Canvas& mask, const glm::vec2& at, float r) {
  for (int ring = 0; ring < 3; ++ring) {
    const int petals = 8 - ring;
    const float reach = r * (1 - 0.3f * static_cast<float>(ring));
    for (int i = 0; i < petals; ++i) {
      const float a =
          kTau * (static_cast<float>(i) + 0.5f * static_cast<float>(ring)) / static_cast<float>(petals);
      const glm::vec2 c = at + glm::vec2(std::cos(a), std::sin(a)) * reach * 0.66f;
      mask.disc(c, reach * 0.36f, paint_of(0x000000));
      mask.disc(c, reach * 0.32f, paint_of(0xFFFFFF));
    }
  }
  mask.disc(at, r * 0.2f, paint_of(0x000000));
  mask.disc(at, r * 0.14f, paint_of(0xFFFFFF));
}

void pearl_leaf(Canvas& mask, const glm::vec2& base, float angle, float length) {
  mask.polygon(
      placed(smooth_line(
                 {{0, 0}, {length * 0.35f, -length * 0.22f}, {length, 0}, {length * 0.35f, length * 0.22f}},
                 6, true),
             base, angle),
      paint_of(0xFFFFFF));
  mask.stroke(placed({{length * 0.1f, 0}, {length * 0.95f, 0}}, base, angle), length * 0.05f,
              paint_of(0x000000));
}

void pearl_vine(Canvas& mask, const Points& through, float width, int leaves) {
  const Points line = smooth_line(through, 12);
  mask.stroke(line, width, paint_of(0xFFFFFF));
  for (int i = 1; i <= leaves; ++i) {
    const auto k = static_cast<std::size_t>(static_cast<float>(line.size() - 2) * static_cast<float>(i) /
                                            static_cast<float>(leaves + 1));
    const glm::vec2 d = line[k + 1] - line[k];
    const float a = std::atan2(d.y, d.x);
    pearl_leaf(mask, line[k], a + (i % 2 == 0 ? 0.9f : -0.9f), width * 11);
  }
}

void pearl_butterfly(Canvas& mask, const glm::vec2& at, float size) {
  for (const float s : {-1.0f, 1.0f}) {
    mask.polygon(
        placed(smooth_line(
                   {{0, 0}, {s * 0.5f, -0.6f}, {s * 1.0f, -0.65f}, {s * 0.95f, -0.1f}, {s * 0.3f, 0.05f}}, 6,
                   true),
               at, 0.3f, {size, size}),
        paint_of(0xFFFFFF));
    mask.polygon(
        placed(smooth_line({{0, 0.05f}, {s * 0.6f, 0.1f}, {s * 0.65f, 0.55f}, {s * 0.2f, 0.5f}}, 6, true), at,
               0.3f, {size, size}),
        paint_of(0xFFFFFF));
  }
  mask.stroke(placed({{0, -0.4f}, {0, 0.5f}}, at, 0.3f, {size, size}), size * 0.16f, paint_of(0xFFFFFF));
}

// Shell in lacquer: pieces a few millimetres wide, each with its own play of color.
Surface pearl_surface(const Canvas& mask, const glm::vec2& metres) {
  SynthesisOptions options;
  options.width = 1024;
  options.height = static_cast<int>(std::lround(1024 * metres.y / metres.x));
  options.tile_metres = metres;
  return synthesize(options, [&](const glm::vec2& uv) {
    const float shell = mask.at(uv).r;
    const glm::vec2 p = uv * metres / metres.x;
    const Cell piece = cell_noise(p, 46, 606);
    const float own = static_cast<float>(piece.id & 0xffffu) / 65535.0f;
    const float flow = fractal_noise(p, 9, 3, 607);
    const float hue = own * 0.45f + flow * 1.5f;
    const glm::vec3 rainbow = 0.5f + 0.5f * glm::vec3(std::cos(kTau * hue), std::cos(kTau * (hue + 0.34f)),
                                                      std::cos(kTau * (hue + 0.67f)));
    const glm::vec3 color = glm::mix(glm::vec3(0.86f, 0.9f, 0.9f), rainbow, 0.38f) * (0.86f + 0.22f * own);
    const float crack = smooth_step(0.06f, 0.02f, piece.second_distance - piece.distance);
    Texel t;
    t.color = glm::mix(srgb_of(0x120E0D), color * (1 - 0.45f * crack), shell);
    t.roughness = mix(0.22f, 0.18f + 0.16f * own, shell);
    t.metallic = 0.55f * shell;
    t.height = 0.03f * shell + 0.02f * own * shell;
    return t;
  });
}

std::int32_t pearl_finish(Stage& stage, const std::string& name, const glm::vec2& metres,
                          const std::function<void(Canvas&)>& draw) {
  return stage.material(name, [&](ModelBuilder& builder) {
    Canvas mask(1024, static_cast<int>(std::lround(1024 * metres.y / metres.x)), metres / metres.x, 0x000000);
    draw(mask);
    Surface surface = pearl_surface(mask, metres);
    surface.tile_metres = {1, 1};  // Laid 0 to 1 over each side.
    Material material;
    material.name = name;
    material.metallic = 1;
    material.clearcoat = 0.3f;
    material.clearcoat_roughness = 0.2f;
    material.specular = 0.6f;
    material.iridescence = 1;
    material.iridescence_ior = 1.6f;
    material.iridescence_thickness_min_nm = 180;
    material.iridescence_thickness_max_nm = 480;
    material.texture(TextureSlot::Iridescence).image =
        builder.add_image(name + "_iridescence.png", mask.image());
    return builder.add_material(std::move(material), surface);
  });
}

}  // namespace

void put_pearl_box(Stage& stage) {
  const std::int32_t black = finish_of(stage, Finish::BlackLacquer);
  const std::int32_t nickel = plain_finish(stage, "white_brass", 0xD8D2C0, 0.22f, 1);
  constexpr float kX = 0.18f;
  constexpr float kZ = 0.115f;
  constexpr float kSeam = 0.135f;
  constexpr float kTop = 0.20f;
  const std::int32_t lid = pearl_finish(stage, "pearl_lid", {2 * kX, 2 * kZ}, [](Canvas& mask) {
    const glm::vec2 size = mask.size();
    pearl_border(mask, {0.02f, 0.02f}, size - 0.02f, 0.05f);
    pearl_vine(mask,
               {{0.14f, 0.52f},
                {0.26f, 0.36f},
                {0.38f, 0.3f},
                {0.5f, 0.36f},
                {0.62f, 0.3f},
                {0.76f, 0.24f},
                {0.86f, 0.14f}},
               0.006f, 9);
    pearl_vine(mask, {{0.2f, 0.44f}, {0.16f, 0.3f}, {0.22f, 0.16f}}, 0.005f, 4);
    pearl_vine(mask, {{0.55f, 0.34f}, {0.68f, 0.44f}, {0.84f, 0.5f}}, 0.005f, 5);
    pearl_peony(mask, {0.36f, 0.28f}, 0.1f);
    pearl_peony(mask, {0.66f, 0.27f}, 0.085f);
    pearl_peony(mask, {0.22f, 0.16f}, 0.05f);
    pearl_peony(mask, {0.82f, 0.49f}, 0.055f);
    pearl_butterfly(mask, {0.52f, 0.16f}, 0.06f);
    pearl_butterfly(mask, {0.5f, 0.51f}, 0.05f);
  });
  const std::int32_t side = pearl_finish(stage, "pearl_side", {2 * kX, kSeam}, [](Canvas& mask) {
    const glm::vec2 size = mask.size();
    pearl_border(mask, {0.02f, 0.02f}, size - 0.02f, 0.04f);
    for (const float s : {-1.0f, 1.0f}) {
      pearl_vine(mask,
                 {{0.5f + s * 0.06f, 0.27f},
                  {0.5f + s * 0.17f, 0.14f},
                  {0.5f + s * 0.28f, 0.24f},
                  {0.5f + s * 0.39f, 0.13f}},
                 0.006f, 7);
      pearl_peony(mask, {0.5f + s * 0.2f, 0.19f}, 0.07f);
      pearl_peony(mask, {0.5f + s * 0.37f, 0.2f}, 0.045f);
    }
  });
  const std::int32_t edge = pearl_finish(stage, "pearl_edge", {2 * kX, kTop - kSeam}, [](Canvas& mask) {
    const glm::vec2 size = mask.size();
    pearl_border(mask, {0.01f, 0.012f}, size - glm::vec2(0.01f, 0.012f), 0.028f);
    for (int i = 0; i < 9; ++i) {
      const glm::vec2 c(0.1f + 0.1f * static_cast<float>(i), size.y / 2);
      if (i % 2 == 0)
        pearl_peony(mask, c, 0.034f);
      else
        for (int k = 0; k < 4; ++k) pearl_leaf(mask, c, kTau * (static_cast<float>(k) + 0.5f) / 4, 0.04f);
    }
  });
  const auto clad = [&](float y0, float y1, std::int32_t material) {
    for (int i = 0; i < 4; ++i) {
      const bool wide = i % 2 == 0;
      const float w = 2 * (wide ? kX : kZ) - 0.006f;
      const float share = wide ? 1.0f : kZ / kX;
      const Placed placed(stage, {0, 0, 0}, kPi / 2 * static_cast<float>(i));
      stage.add(
          "나전 (mother-of-pearl)", material,
          translated(picture_sheet(w, y1 - y0 - 0.006f, {0.5f - share / 2, 0}, {0.5f + share / 2, 1}, 8, 4),
                     {0, y0 + 0.003f, (wide ? kZ : kX) + 0.0006f}));
    }
  };
  stage.add("몸체 (body)", black,
            translated(box({2 * kX, kSeam - 0.012f, 2 * kZ}, 0.004f), {0, 0.012f + (kSeam - 0.012f) / 2, 0}));
  stage.add("몸체 (body)", black,
            translated(box({2 * kX + 0.012f, 0.014f, 2 * kZ + 0.012f}, 0.004f), {0, 0.007f, 0}));
  stage.add(
      "뚜껑 (lid)", black,
      translated(box({2 * kX, kTop - kSeam - 0.002f, 2 * kZ}, 0.004f), {0, (kSeam + kTop) / 2 + 0.001f, 0}));
  clad(0.014f, kSeam, side);
  clad(kSeam + 0.002f, kTop, edge);
  stage.add(
      "나전 (mother-of-pearl)", lid,
      translated(rotated(translated(picture_sheet(2 * kX - 0.008f, 2 * kZ - 0.008f, {0, 0}, {1, 1}, 10, 8),
                                    {0, -kZ + 0.004f, 0}),
                         {1, 0, 0}, -kPi / 2),
                 {0, kTop + 0.0006f, 0}));
  // 백동 fittings: round lock plate over the seam, lock, corner feet, side handles.
  std::vector<glm::vec2> round;
  for (int i = 0; i < 48; ++i) {
    const float a = kTau * static_cast<float>(i) / 48;
    const float r = 0.028f + 0.0022f * std::cos(a * 8);
    round.emplace_back(std::cos(a) * r, std::sin(a) * r);
  }
  const float z = kZ + 0.001f;
  stage.add("장석 (fittings)", nickel, translated(plate(round, 0.0015f), {0, kSeam + 0.001f, z}));
  stage.add("장석 (fittings)", nickel,
            translated(plate({{-0.009f, -0.03f},
                              {0.009f, -0.03f},
                              {0.012f, 0.012f},
                              {0.006f, 0.026f},
                              {-0.006f, 0.026f},
                              {-0.012f, 0.012f}},
                             0.003f),
                       {0, kSeam - 0.002f, z + 0.0012f}));
  stage.add("장석 (fittings)", nickel,
            translated(rotated(translated(cylinder(0.0055f, 0.056f, 16, 0.0015f), {0, -0.028f, 0}), {0, 0, 1},
                               kPi / 2),
                       {0, kSeam - 0.016f, z + 0.010f}));
  for (const float s : {-1.0f, 1.0f}) {
    stage.add("장석 (fittings)", nickel,
              translated(rotated(bail_handle(0.06f, 0.026f, 0.0034f), {0, 1, 0}, s * kPi / 2),
                         {s * (kX + 0.001f), 0.09f, 0}));
    for (const float f : {-1.0f, 1.0f}) {
      const Shape corner = plate(
          {{0, 0}, {0.026f, 0}, {0.03f, 0.008f}, {0.014f, 0.014f}, {0.008f, 0.03f}, {0, 0.026f}}, 0.0012f);
      stage.add("장석 (fittings)", nickel,
                translated(s > 0 ? mirrored_x(corner) : corner, {s * kX, 0.014f, z}));
      stage.add(
          "장석 (fittings)", nickel,
          translated(box({0.03f, 0.012f, 0.03f}, 0.003f), {s * (kX - 0.01f), 0.006f, f * (kZ - 0.01f)}));
    }
  }
}

void put_books(Stage& stage) {
  const std::int32_t cover = plain_finish(stage, "book_cover", 0x24466E, 0.8f);
  const std::int32_t paper = finish_of(stage, Finish::Hanji);
  for (int i = 0; i < 3; ++i) {
    const Placed book(stage, glm::vec3(-0.1f, 0.026f * static_cast<float>(i), 0),
                      0.12f * static_cast<float>(i));
    stage.add("고서 (books)", paper, block({-0.098f, 0.003f, -0.068f}, {0.098f, 0.022f, 0.068f}));
    stage.add("고서 (books)", cover, block({-0.1f, 0, -0.07f}, {0.1f, 0.003f, 0.07f}));
    stage.add("고서 (books)", cover, block({-0.1f, 0.022f, -0.07f}, {0.1f, 0.025f, 0.07f}));
    stage.add("고서 (books)", paper,
              block({-0.085f, 0.025f, -0.062f}, {-0.045f, 0.0256f, 0.02f}));  // Title slip.
    for (int k = 0; k < 5; ++k) {                                             // Bound with five stitches.
      const float z = -0.055f + 0.0275f * static_cast<float>(k);
      stage.add("고서 (books)", finish_of(stage, Finish::RedSilk),
                block({0.086f, 0.0248f, z - 0.0012f}, {0.1008f, 0.0262f, z + 0.0012f}));
    }
    stage.add("고서 (books)", finish_of(stage, Finish::RedSilk),
              block({0.085f, 0.0248f, -0.07f}, {0.0868f, 0.0262f, 0.07f}));
  }
}

void put_writing_set(Stage& stage) {
  const std::int32_t stone = stage.material(
      "inkstone", [](ModelBuilder& b) { return b.add_material(plain_material("inkstone", 0x2C2B30, 0.5f)); });
  const std::int32_t ink = finish_of(stage, Finish::Ink);
  const std::int32_t paper = stage.material("orchid_paper", [](ModelBuilder& builder) {
    Canvas canvas(768, 512, {1.5f, 1}, 0xF4ECDA);
    canvas.shade([](const glm::vec2& p, const glm::vec3& old) {
      return old * (0.95f + 0.07f * fractal_noise(p / 1.5f, 12, 4, 702));
    });
    // 묵란: orchid leaves in one breath each, three flowers, a seal.
    for (int i = 0; i < 11; ++i) {
      const float lean = -1.0f + 2.1f * static_cast<float>(i) / 10 + 0.15f * hash_unit(i, 1, 71);
      const float reach = 0.42f + 0.3f * hash_unit(i, 2, 71);
      const glm::vec2 from(0.62f + 0.05f * lean, 0.92f);
      canvas.stroke(
          smooth_line({from, from + glm::vec2(lean * reach * 0.3f, -reach * 0.62f),
                       from + glm::vec2(lean * reach * 0.75f, -reach * 0.95f),
                       from + glm::vec2(lean * reach * 1.1f, -reach * (0.95f - 0.32f * std::abs(lean)))},
                      12),
          [](float t) {
            return 0.024f * std::sin(kPi * std::min(0.1f + t * 0.9f, 1.0f)) *
                   (0.6f + 0.4f * std::abs(std::sin(t * 5)));
          },
          paint_of(0x17171A, 0.9f));
    }
    for (const glm::vec2& c : {glm::vec2(0.5f, 0.36f), glm::vec2(0.84f, 0.3f), glm::vec2(0.7f, 0.52f)}) {
      for (int i = 0; i < 5; ++i) {
        const float a = -2.6f + 0.62f * static_cast<float>(i);
        canvas.polygon(
            placed(smooth_line({{0, 0}, {0.05f, -0.014f}, {0.1f, 0}, {0.05f, 0.014f}}, 5, true), c, a),
            paint_of(0x6A6A70, 0.75f));
      }
      canvas.disc(c, 0.012f, paint_of(0x101014));
    }
    canvas.rectangle({1.28f, 0.7f}, {1.36f, 0.78f}, paint_of(0xB3261E));
    canvas.rectangle({1.30f, 0.72f}, {1.34f, 0.76f}, paint_of(0xF4ECDA, 0.7f));
    Material m;
    m.name = "orchid_paper";
    m.roughness = 0.9f;
    m.double_sided = true;
    m.texture(TextureSlot::BaseColor).image = builder.add_image("orchid_paper_color.png", canvas.image());
    return builder.add_material(m);
  });
  // Felt under everything, a sheet on it whose corners lift.
  stage.add("깔개 (felt)", plain_finish(stage, "felt", 0x5A2430, 0.95f),
            block({-0.31f, 0, -0.30f}, {0.31f, 0.004f, 0.19f}, 0.04f));
  PatchOptions unit;
  unit.uv = [](float u, float v) { return glm::vec2(u, 1 - v); };
  stage.add("종이 (paper)", paper,
            with_normals(patch(
                30, 20,
                [](float u, float v) {
                  const float lift =
                      0.010f * std::pow(std::abs(2 * u - 1), 6.0f) * (0.4f + 0.6f * v) + 0.0012f;
                  return glm::vec3(mix(-0.255f, 0.115f, u), 0.004f + lift, mix(0.16f, -0.09f, v));
                },
                unit)));
  stage.add("문진 (paperweight)", finish_of(stage, Finish::Brass),
            translated(box({0.20f, 0.012f, 0.022f}, 0.003f), {-0.07f, 0.0115f, -0.075f}));
  stage.add("문진 (paperweight)", finish_of(stage, Finish::Brass),
            translated(sphere(0.011f, 16, 10), {-0.07f, 0.022f, -0.075f}));
  // 벼루: a slab with a grinding floor that slopes into a well, within a carved rim.
  const glm::vec3 at(0.205f, 0.004f, -0.03f);
  constexpr float kHalfX = 0.068f;
  constexpr float kHalfZ = 0.105f;
  const auto rounded_box_distance = [](const glm::vec2& p, const glm::vec2& half, float r) {
    const glm::vec2 q = glm::abs(p) - half + r;
    return glm::length(glm::max(q, glm::vec2(0))) + std::min(std::max(q.x, q.y), 0.0f) - r;
  };
  stage.add(
      "벼루 (inkstone)", stone,
      translated(with_normals(patch(56, 80,
                                    [&](float u, float v) {
                                      const glm::vec2 p((u * 2 - 1) * kHalfX, (v * 2 - 1) * kHalfZ);
                                      const float well =
                                          rounded_box_distance(p - glm::vec2(0, 0.002f),
                                                               {kHalfX - 0.011f, kHalfZ - 0.012f}, 0.018f);
                                      const float outer = rounded_box_distance(p, {kHalfX, kHalfZ}, 0.012f);
                                      float y = 0.026f;
                                      y -= smooth_step(0.0f, -0.006f, well) *
                                           (0.006f + 0.011f * smooth_step(0.02f, 0.075f, p.y));
                                      y -= 0.003f * smooth_step(-0.004f, 0.0f, outer);
                                      const float moon = glm::length(p - glm::vec2(0, 0.066f)) - 0.03f;
                                      y -= 0.002f * smooth_step(0.001f, -0.003f, moon);
                                      return glm::vec3(p.x, y, -p.y);
                                    }),
                              60),
                 at));
  stage.add("벼루 (inkstone)", stone,
            translated(box({2 * kHalfX, 0.0235f, 2 * kHalfZ}, 0.002f), at + glm::vec3(0, 0.0118f, 0)));
  stage.add(
      "먹물 (ink)", ink,
      translated(block({-kHalfX + 0.016f, 0.011f, -kHalfZ + 0.016f}, {kHalfX - 0.016f, 0.0135f, -0.045f}),
                 at));
  // 먹: the stick leaning on the rim, gilt at its head.
  {
    const Placed leaning(stage, placed_at(at + glm::vec3(0.01f, 0.031f, 0.02f), 0.5f, 0.05f));
    stage.add("먹 (ink stick)", ink, box({0.022f, 0.010f, 0.10f}, 0.002f));
    stage.add("먹 (ink stick)", finish_of(stage, Finish::Gold),
              translated(box({0.0225f, 0.0104f, 0.018f}, 0.002f), {0, 0, 0.030f}));
    stage.add("먹 (ink stick)", finish_of(stage, Finish::Gold),
              translated(box({0.008f, 0.0106f, 0.030f}, 0.001f), {0, 0, -0.005f}));
  }
  // 필산: five porcelain peaks for two brushes.
  const glm::vec3 rest(-0.02f, 0.004f, -0.135f);
  std::vector<glm::vec2> peaks{{-0.07f, 0}, {0.07f, 0}};
  for (int i = 0; i <= 50; ++i) {
    const float t = 1 - static_cast<float>(i) / 50 * 2;
    peaks.emplace_back(t * 0.068f, 0.012f + (0.034f - 0.014f * std::abs(t)) *
                                                std::pow(std::abs(std::cos(t * kPi * 2.5f)), 0.8f));
  }
  stage.add("필산 (brush rest)", finish_of(stage, Finish::Porcelain),
            translated(extruded(peaks, 0.024f, 50), rest));
  const std::int32_t bamboo = plain_finish(stage, "bamboo", 0xC9A35C, 0.4f);
  const std::int32_t hair = plain_finish(stage, "brush_hair", 0x6B5038, 0.85f);
  const auto brush = [&](const glm::vec3& from, const glm::vec3& to, float r, bool inked) {
    const glm::vec3 d = glm::normalize(to - from);
    stage.add("붓 (brushes)", bamboo,
              tube(
                  Path({from, (from + to) * 0.5f, to}),
                  [r](float t) { return r * (1 + 0.05f * std::cos(t * 30)); }, 24, 14));
    stage.add("붓 (brushes)", finish_of(stage, Finish::Ink),
              tube(
                  Path({to - d * 0.008f, to + d * 0.004f}), [r](float) { return r * 1.15f; }, 4, 14));
    stage.add("붓 (brushes)", inked ? ink : hair,
              tube(
                  Path({to, to + d * 0.022f, to + d * 0.05f}),
                  [r](float t) {
                    return std::max(
                        0.0003f,
                        r * (t < 0.3f ? 0.95f + 0.9f * t : 1.22f * (1 - std::pow((t - 0.3f) / 0.7f, 1.6f))));
                  },
                  20, 14));
    stage.add("붓 (brushes)", finish_of(stage, Finish::RedSilk),
              tube(Path({from, from - d * 0.012f, from - d * 0.016f + glm::vec3(0.004f, -0.006f, 0)}),
                   0.0012f, 8, 6));
  };
  brush(rest + glm::vec3(0.025f, 0.030f, -0.085f + 0.04f), rest + glm::vec3(0.015f, 0.030f, 0.115f), 0.0062f,
        true);
  brush(rest + glm::vec3(-0.036f, 0.030f, -0.05f), rest + glm::vec3(-0.029f, 0.030f, 0.105f), 0.0048f, false);
  // 필통: a brush pot of dark wood with the others in it, and books beside.
  const glm::vec3 pot(0.235f, 0.004f, -0.145f);
  stage.add("필통 (brush pot)", finish_of(stage, Finish::DarkWood),
            with_normals(translated(lathe({{0.0f, 0.0f},
                                           {0.040f, 0.0f},
                                           {0.042f, 0.004f},
                                           {0.039f, 0.012f},
                                           {0.0375f, 0.06f},
                                           {0.039f, 0.108f},
                                           {0.042f, 0.116f},
                                           {0.040f, 0.120f},
                                           {0.034f, 0.118f},
                                           {0.032f, 0.02f},
                                           {0.0f, 0.018f}},
                                          40),
                                    pot),
                         40));
  brush(pot + glm::vec3(0.004f, 0.02f, 0.006f), pot + glm::vec3(-0.034f, 0.205f, 0.012f), 0.0060f, false);
  brush(pot + glm::vec3(-0.008f, 0.02f, -0.004f), pot + glm::vec3(0.030f, 0.235f, -0.012f), 0.0072f, false);
  brush(pot + glm::vec3(0.0f, 0.02f, 0.0f), pot + glm::vec3(-0.004f, 0.185f, -0.028f), 0.0048f, false);
  brush(pot + glm::vec3(0.01f, 0.02f, -0.008f), pot + glm::vec3(0.018f, 0.215f, 0.026f), 0.0054f, false);
  {
    const Placed books(
        stage, glm::scale(glm::translate(glm::mat4(1), glm::vec3(-0.10f, 0.004f, -0.215f)), glm::vec3(1.0f)));
    put_books(stage);
  }
  // 연적: a white peach with its leaf, for water.
  const glm::vec3 peach(-0.262f, 0.004f, -0.115f);
  stage.add("연적 (water dropper)", finish_of(stage, Finish::Porcelain),
            translated(with_normals(patch(40, 28,
                                          [](float u, float v) {
                                            const float a = u * kTau;
                                            const float b = (v - 0.5f) * kPi;
                                            const float cleft = 1 - 0.10f * bell((a - kPi / 2) / 0.25f);
                                            const glm::vec3 p(std::cos(b) * std::sin(a), std::sin(b),
                                                              std::cos(b) * std::cos(a));
                                            const float tip = smooth_step(0.75f, 1.0f, p.y);
                                            return glm::vec3(p.x * 0.034f * cleft,
                                                             0.028f + p.y * 0.030f + 0.012f * tip,
                                                             p.z * 0.034f * cleft);
                                          },
                                          {true, {}})),
                       peach));
  for (const float s : {-1.0f, 1.0f})
    stage.add("연적 (water dropper)", plain_finish(stage, "cobalt", 0x27407F, 0.25f),
              translated(scaled(sphere(0.016f, 16, 10), {1.5f, 0.35f, 0.8f}),
                         peach + glm::vec3(s * 0.024f, 0.012f, 0.022f)));
}

}  // namespace bandaji
