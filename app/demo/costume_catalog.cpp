// The costume department's list: what each piece is, in the words of the vocabulary.
#include "app/demo/demo_production.h"

namespace bandaji {

std::vector<DemoAsset> demo_costume_assets() { return {}; }

}  // namespace bandaji
