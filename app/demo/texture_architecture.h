// Pictures of what sets and props are made of: wood, paper, stone, tile, metal,
// plaster, and the painted ones (dancheong, screens, inlay).  Deterministic and
// seamless like those of texture_synth.h; any thread.
#pragma once

#include <cstdint>

#include "app/demo/texture_canvas.h"
#include "app/demo/texture_synth.h"

namespace bandaji {

// Noise that repeats after columns x rows cells over the unit square, for grain
// that is longer one way than the other.  [0, 1]
float stretched_noise(const glm::vec2& uv, int columns, int rows, std::uint32_t seed);

// Wood whose grain runs along u, 1.6 m x 0.5 m a repeat.
struct WoodLook {
  std::uint32_t light = 0xC79A63;
  std::uint32_t dark = 0x8A5A30;
  float contrast = 0.75f;  // Of the growth rings.
  float rings = 9;         // Across the repeat.
  float wander = 2.6f;     // How far rings leave the straight line.
  int knots = 2;
  float roughness = 0.62f;
  float relief_mm = 0.25f;  // Weathered softwood stands higher in the late wood.
  float wear = 0.25f;       // Blotches of dirt and use.
  std::uint32_t seed = 1;
};
Surface wood(const WoodLook& look);
WoodLook old_pine();    // 소나무: posts and beams of a house, honey brown.
WoodLook floor_pine();  // 마루널: oiled and worn by feet, redder and glossier.
WoodLook zelkova();     // 느티나무: the bold grain of good chests.
WoodLook dark_wood();   // Soot-darkened paulownia and smoked pine.

Surface hanji();                          // 한지: fibres in warm white.
Surface granite(std::uint32_t seed = 3);  // 화강석, dressed with a point chisel.
Surface jeondol();                        // 전돌: gray floor tiles 30 cm square, four to a side.
Surface roof_clay();                      // 기와.
Surface lime_plaster();                   // 회벽.
Surface wrought_iron();                   // 무쇠 장석.
Surface aged_brass();                     // 주석 장석, 유기.
Surface porcelain();                      // 백자 glaze: milk white with a breath of blue and brown.
Surface lacquer(std::uint32_t rgb, float roughness = 0.28f);  // 옻칠, 주칠.
Surface concrete();                                           // Cast, stained by rain.
Surface roof_coating();                  // 우레탄 방수: green roof paint, worn and puddled.
Surface red_brick();                     // 붉은 벽돌.
Surface earthenware(std::uint32_t rgb);  // 옹기, clay pots.

// --- Painted pictures ---

// 일월오봉도: sun, moon, five peaks, waterfalls, waves and pines.  Aspect 2 : 1.1.
Image sun_moon_peaks();
// 화조도: eight panels side by side, each of aspect 0.36 : 1.
Image flower_bird_panels();
// 쌍룡: two gold dragons around a pearl among clouds; square, for ceilings and the throne.
Image twin_dragons(std::uint32_t ground);

// 단청.  A beam from end to end with 머리초 at both, of aspect 8 : 1.
Image dancheong_beam();
Image dancheong_arm();     // Side of a bracket arm, 2 : 1.
Image dancheong_column();  // 주의초: the hanging cloth at the head of a column, around u; 2 : 1.
Image dancheong_coffer();  // One coffer of the ceiling with its lotus; square.
Image dancheong_rafter();  // Lotus on the end of a rafter; square.
Image dancheong_diaper();  // 금문: seamless geometric ground; square, 0.4 m.

}  // namespace bandaji
