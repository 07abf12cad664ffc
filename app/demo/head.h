// The head of the dress form's lady: face, hair in a chignon (쪽진 머리) and painted
// makeup, in the same space as the body, so that it sits on its neck.
#pragma once

#include "assets/model.h"

namespace bandaji {

enum class Makeup {
  Natural,  // 단아한 분장: even skin, soft brows, rose lips.
  Court,  // 궁중 연회 분장: pale skin, long crescent brows, drawn eyes, red lips, gilt hair ornaments.
};

Model head_model(Makeup makeup);

}  // namespace bandaji
