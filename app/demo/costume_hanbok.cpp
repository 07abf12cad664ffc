// 저고리 and 치마.
#include "app/demo/coat.h"
#include "app/demo/costumes.h"
#include "app/demo/mesh_builder.h"
#include "app/demo/model_builder.h"
#include "app/demo/skirt.h"
#include "app/demo/trims.h"

namespace bandaji {

Model jeogori_model() {
  CoatCut cut;
  const Body body = Body::lady();
  const Coat coat(body, cut);
  ModelBuilder builder("저고리");
  const Surface woven = brocade(Motif::Cloud);
  const std::int32_t silk = builder.add_material(silk_material("jeogori_silk", 0xF3EFE2), woven);
  const std::int32_t trim = builder.add_material(silk_material("jeogori_trim", 0x8E1F3C, 0.6f), satin_silk());
  Material lining_material = silk_material("jeogori_lining", 0xFBF6EC, 0.7f);
  const std::int32_t lining = builder.add_material(lining_material);
  const std::int32_t white = builder.add_material(plain_material("dongjeong", 0xFFFFFF, 0.75f), cotton());

  // 우임: the wearer's left front closes over the right.
  const Curve over{{0.0f, 0.066f}, {0.03f, 0.052f}, {0.19f, -0.050f}, {0.28f, -0.064f}};
  const Curve under{{0.0f, 0.066f}, {0.03f, 0.052f}, {0.14f, -0.018f}, {0.28f, -0.034f}};
  const Coat::Sheet left = coat.front(1, over, 0);
  const Coat::Sheet right = coat.front(-1, under, -0.0042f);
  const Coat::Sheet back = coat.back();
  const Shell shell = thickened(with_normals(joined({left.body, left.sleeve, right.body, right.sleeve, back.body, back.sleeve})), 0.0018f, 0);
  std::vector<std::uint32_t> body_meshes{builder.add("cloth", silk, shell.outer)};
  builder.add("lining", lining, joined({shell.inner, shell.rim}));
  const std::uint32_t trims = builder.add_node("trims");
  std::vector<std::uint32_t> trim_meshes;
  trim_meshes.push_back(builder.add("cuffs", trim, joined({coat.sleeve_band(1, 0.86f, 1.0f, 0.0012f), coat.sleeve_band(-1, 0.86f, 1.0f, 0.0012f)}), trims));
  CollarCut collar_cut;
  collar_cut.line = {{0.018f, 0.150f}, {-0.020f, 0.100f}, {-0.050f, 0.045f}, {-0.066f, 0.004f}, {-0.055f, -0.020f}, {0.0f, -0.028f}, {0.055f, -0.020f}, {0.066f, 0.004f}, {0.050f, 0.040f}, {0.012f, 0.100f}, {-0.050f, 0.192f}};
  const Collar neck = collar(coat, collar_cut);
  trim_meshes.push_back(builder.add("collar", trim, neck.band, trims));
  builder.add("dongjeong", white, neck.white, trims);
  BowCut bow_cut;
  trim_meshes.push_back(builder.add("goreum", trim, bow(coat, bow_cut), trims));
  return builder.finish();
}

Model chima_model() {
  const SkirtCut cut;
  const Skirt skirt(Body::lady(), cut);
  ModelBuilder builder("치마");
  const std::int32_t silk = builder.add_material(silk_material("chima_silk", 0xB3202F, 0.55f), plain_silk());
  const std::int32_t white = builder.add_material(silk_material("malgi_cotton", 0xF4F0E6, 0.8f), cotton());
  const std::uint32_t cloth = builder.add("cloth", silk, skirt.cloth(cut.band_bottom, cut.hem, 520, 52));
  builder.add("malgi", white, joined({skirt.band(), skirt.straps()}));
  builder.add("ties", white, skirt.ties());
  const std::size_t red = builder.add_variant("다홍 scarlet");
  builder.set_variant(red, cloth, silk);
  const std::size_t navy = builder.add_variant("남 indigo");
  builder.set_variant(navy, cloth, builder.add_material_like(silk, "chima_silk_navy", color_of(0x2B3A78)));
  const std::size_t jade = builder.add_variant("옥 jade");
  builder.set_variant(jade, cloth, builder.add_material_like(silk, "chima_silk_jade", color_of(0x9ED6C0)));
  return builder.finish();
}

}  // namespace bandaji
