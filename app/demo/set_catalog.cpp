// The set designer's list.
#include "app/demo/demo_production.h"
#include "app/demo/sets.h"

namespace bandaji {

std::vector<DemoAsset> demo_set_assets() {
  std::vector<DemoAsset> assets;
  const auto add = [&](DemoAsset asset) { assets.push_back(std::move(asset)); };
  add({"set/daecheong/daecheong.gltf",
       "ak_set",
       {"sp_daecheong"},
       "양반가 대청",
       "",
       "",
       {},
       "",
       "",
       "",
       5,
       daecheong_set});
  add({"set/throne_hall/throne_hall.gltf",
       "ak_set",
       {"sp_pyeonjeon"},
       "편전",
       "",
       "",
       {},
       "",
       "",
       "",
       5,
       throne_hall_set});
  add({"set/rooftop/rooftop.gltf",
       "ak_set",
       {"sp_oktapbang"},
       "옥탑방",
       "",
       "",
       {},
       "",
       "",
       "",
       5,
       rooftop_set});
  return assets;
}

}  // namespace bandaji
