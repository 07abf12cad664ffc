// The costume department's list: what each piece is, in the words of the vocabulary.
#include "app/demo/body.h"
#include "app/demo/costumes.h"
#include "app/demo/demo_production.h"

namespace bandaji {

std::vector<DemoAsset> demo_costume_assets() {
  std::vector<DemoAsset> list;
  list.push_back({"figure/figure_lady/figure_lady.gltf", "ak_model3d", {}, "여자 인대", "Dress form, woman", "yeoja indae",
                  {"인대"}, "", "", "", 0, [] { return figure_model(Body::lady()); }});
  list.push_back({"figure/figure_lord/figure_lord.gltf", "ak_model3d", {}, "남자 인대", "Dress form, man", "namja indae",
                  {"인대"}, "", "", "", 0, [] { return figure_model(Body::lord()); }});
  list.push_back({"costume/jeogori/jeogori.gltf", "ak_garment", {"g_jeogori", "era_joseon_late"}, "저고리", "Jeogori", "jeogori",
                  {"여주"}, "", "", "", 4, jeogori_model});
  list.push_back({"costume/chima/chima.gltf", "ak_garment", {"g_chima", "era_joseon_late"}, "치마", "Chima", "chima", {"여주"},
                  "", "", "", 4, chima_model});
  return list;
}

}  // namespace bandaji
