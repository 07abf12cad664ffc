// The sets of the demo production.  Metres, front to +z, open to the camera.
#pragma once

#include "assets/model.h"

namespace bandaji {

Model daecheong_set();    // 양반가 대청
Model throne_hall_set();  // 편전
Model rooftop_set();      // 옥탑방

}  // namespace bandaji
