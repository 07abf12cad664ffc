// The costume department's list: what each piece is, in the words of the vocabulary.
#include "app/demo/body.h"
#include "app/demo/costumes.h"
#include "app/demo/demo_production.h"
#include "app/demo/head.h"

namespace bandaji {

std::vector<DemoAsset> demo_costume_assets() {
  std::vector<DemoAsset> list;
  list.push_back({"figure/figure_lady/figure_lady.gltf", "ak_model3d", {}, "여자 인대", "Dress form, woman", "yeoja indae",
                  {"인대"}, "", "", "", 0, [] { return figure_model(Body::lady()); }});
  list.push_back({"figure/figure_lord/figure_lord.gltf", "ak_model3d", {}, "남자 인대", "Dress form, man", "namja indae",
                  {"인대"}, "", "", "", 0, [] { return figure_model(Body::lord()); }});
  const auto add = [&](const char* file, const char* kind, std::vector<std::string> terms, Model (*build)()) {
    list.push_back({file, kind, terms, "", "", "", {}, "", "", "", 0, build});
  };
  add("costume/jeogori/jeogori.gltf", "ak_garment", {}, jeogori_model);
  add("costume/chima/chima.gltf", "ak_garment", {}, chima_model);
  add("costume/seuran_chima/seuran_chima.gltf", "ak_garment", {}, seuran_chima_model);
  add("costume/dangui/dangui.gltf", "ak_garment", {}, dangui_model);
  add("costume/dopo/dopo.gltf", "ak_garment", {}, dopo_model);
  add("costume/gollyongpo/gollyongpo.gltf", "ak_garment", {}, gollyongpo_model);
  add("costume/gat/gat.gltf", "ak_headwear", {}, gat_model);
  add("costume/ikseongwan/ikseongwan.gltf", "ak_headwear", {}, ikseongwan_model);
  add("costume/norigae/norigae.gltf", "ak_accessory", {}, norigae_model);
  add("costume/binyeo/binyeo.gltf", "ak_accessory", {}, binyeo_model);
  add("costume/tteoljam/tteoljam.gltf", "ak_accessory", {}, tteoljam_model);
  add("costume/kkotsin/kkotsin.gltf", "ak_footwear", {}, kkotsin_model);
  list.push_back({"makeup/makeup_natural/makeup_natural.gltf", "ak_makeup", {}, "", "", "", {}, "", "", "", 0, [] { return head_model(Makeup::Natural); }});
  list.push_back({"makeup/makeup_court/makeup_court.gltf", "ak_makeup", {}, "", "", "", {}, "", "", "", 0, [] { return head_model(Makeup::Court); }});
  return list;
}

}  // namespace bandaji
