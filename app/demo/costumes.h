// The costume pieces of the demo production, one function each.
#pragma once

#include "assets/model.h"

namespace bandaji {

Model jeogori_model();
Model chima_model();

}  // namespace bandaji
