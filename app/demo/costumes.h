// The costume pieces of the demo production, one function each.
#pragma once

#include "assets/model.h"

namespace bandaji {

// costume_hanbok.cpp: women's dress
Model jeogori_model();
Model chima_model();
Model seuran_chima_model();
Model dangui_model();

// costume_robe.cpp: men's robes
Model dopo_model();
Model gollyongpo_model();

}  // namespace bandaji
