// The costume pieces of the demo production, one function each.
#pragma once

#include "assets/model.h"

namespace bandaji {

// costume_hanbok.cpp: women's dress
Model jeogori_model();
Model chima_model();
Model seuran_chima_model();
Model dangui_model();

// costume_wonsam.cpp: bridal dress
Model wonsam_model();
Model jokduri_model();

// costume_robe.cpp: men's robes
Model dopo_model();
Model gollyongpo_model();

// costume_headwear.cpp
Model gat_model();
Model ikseongwan_model();

// costume_jewelry.cpp
Model norigae_model();
Model binyeo_model();
Model tteoljam_model();

// costume_footwear.cpp
Model kkotsin_model();
Model mokhwa_model();

}  // namespace bandaji
