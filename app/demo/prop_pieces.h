// Props and furniture of the demo production.  Each stands on y = 0 about the
// origin and looks to +z; sets place the same pieces with Placed.
#pragma once

#include "app/demo/set_stage.h"

namespace bandaji {

void put_bandaji(Stage& stage);         // 반닫이: chest with iron fittings, 0.92 m wide.
void put_moon_jar(Stage& stage);        // 백자 달항아리, 0.44 m.
void put_soban(Stage& stage);           // 소반 with tiger legs, 0.28 m high.
void put_tea_for_two(Stage& stage);     // White cups and a pot, for the top of a soban.
void put_gyeongsang(Stage& stage);      // 경상: low desk with scrolled ends, 0.28 m high.
void put_books(Stage& stage);           // 고서: three thread-bound books, a hand high.
void put_pearl_box(Stage& stage);       // 나전칠기함, 0.36 m wide.
void put_writing_set(Stage& stage);     // 문방사우 on a sheet of paper.
void put_fan(Stage& stage);             // 합죽선 open on a stand.
void put_sword(Stage& stage);           // 환도 and its scabbard on a rack.
void put_lantern(Stage& stage);         // 청사초롱 on a hanger, 0.9 m.
void put_candlestick(Stage& stage);     // 촛대 with a butterfly reflector, 0.78 m.
void put_janggu(Stage& stage);          // 장구 on its side.
void put_medicine_pot(Stage& stage);    // 약탕기 on a brazier.
void put_folding_screen(Stage& stage);  // 병풍 of eight panels, 3.2 m unfolded.

// Small brass and iron work that several pieces share; they look to +z at z = 0.
Shape stud(float radius);  // Domed nail head.
Shape plate(const std::vector<glm::vec2>& outline, float thickness);
Shape bail_handle(float width, float drop, float thick);  // 들쇠 between two rosettes.
// A leg like a tiger's: out at the knee, in at the ankle.  From (0, height, 0) down, leaning to +x.
Shape tiger_leg(float height, float reach, float thick);

}  // namespace bandaji
