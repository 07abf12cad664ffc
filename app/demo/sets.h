// The sets of the demo production.  Metres, front to +z, open to the camera.
#pragma once

#include "app/demo/set_stage.h"
#include "assets/model.h"

namespace bandaji {

Model daecheong_set(SurfacePantry& pantry);    // 양반가 대청
Model throne_hall_set(SurfacePantry& pantry);  // 편전
Model rooftop_set(SurfacePantry& pantry);      // 옥탑방

// 어좌 on its dais with 일월오봉도 and 당가, 4.3 x 3.1 m, standing at the origin.
void put_throne_dais(Stage& stage);
// Platform, laundry, plants and lights of the rooftop; y = 0 is the roof floor.
void put_rooftop_life(Stage& stage);

}  // namespace bandaji
