#include "sheets_samples.h"

#include <algorithm>
#include <cmath>

#include "app/sheets/asset_sheet.h"

namespace bandaji::sheets::samples {
namespace {

struct Rgb {
  double r, g, b;
};

struct Texel {
  bool solid = false;
  Rgb color{};
};

// Skirt, jacket with sleeves, collar and ribbon; x right, y up, millimetres from the middle of the hem.
Texel hanbok_at(double x, double y, double squeeze, bool front) {
  const Rgb skirt{0.42, 0.11, 0.26}, jacket{0.93, 0.90, 0.78}, band{0.27, 0.26, 0.42},
      ribbon{0.62, 0.14, 0.22};
  const double rim = kHanbokWidthMm / 2 * squeeze;
  const auto shade = [&](Rgb color, double across) {
    const double light = 0.62 + 0.38 * std::sqrt(std::max(0.0, 1 - across * across));
    return Texel{true, {color.r * light, color.g * light, color.b * light}};
  };
  if (y < 0 || y > kHanbokHeightMm || std::abs(x) > rim) return {};
  if (y < 1000) {
    const double half = rim * (1 - 0.62 * std::pow(y / 1000, 1.4));
    if (std::abs(x) > half) return {};
    const double pleat = 0.9 + 0.1 * std::cos(x / half * 40);
    Texel texel = shade(skirt, x / half);
    texel.color = {texel.color.r * pleat, texel.color.g * pleat, texel.color.b * pleat};
    return texel;
  }
  const double up = (y - 1000) / (kHanbokHeightMm - 1000);
  const double torso = rim * (0.40 - 0.12 * up);
  const double sleeve = rim * (1 - 0.25 * up);
  const bool in_sleeve =
      y < 1310 - 0.2 * std::abs(x) && y > 1090 - 120 * std::sin(std::min(1.0, std::abs(x) / rim) * 3);
  if (std::abs(x) > torso && !(in_sleeve && std::abs(x) < sleeve)) return {};
  if (in_sleeve && std::abs(x) > sleeve * 0.88) return shade(band, x / rim);
  if (front && std::abs(x - 30 * squeeze) < 22 * squeeze && y < 1180) return shade(ribbon, 0);
  if (y > 1340 && std::abs(x) > torso * 0.4) return {};
  return shade(jacket, x / rim);
}

}  // namespace

Turnaround hanbok_turnaround(int height_px) {
  constexpr int kMargin = 6;
  Turnaround turnaround;
  turnaround.pixels_per_metre = height_px / (kHanbokHeightMm / 1000);
  turnaround.height_px = height_px;
  turnaround.baseline_px = kMargin + height_px;
  const double mm_per_px = 1000 / turnaround.pixels_per_metre;
  constexpr std::array<float, 5> kAzimuths{0, 45, 90, 135, 180};
  for (std::size_t i = 0; i < kAzimuths.size(); ++i) {
    const double radians = static_cast<double>(kAzimuths[i]) * std::acos(-1.0) / 180;
    const double squeeze = std::hypot(std::cos(radians), std::sin(radians) * kHanbokDepthMm / kHanbokWidthMm);
    TurnaroundView& view = turnaround.views[i];
    view.azimuth_degrees = kAzimuths[i];
    view.width_px = kHanbokWidthMm * squeeze / mm_per_px;
    Image& image = view.picture;
    image.width = static_cast<int>(std::ceil(view.width_px)) + 2 * kMargin;
    image.height = height_px + 2 * kMargin;
    image.channels = 4;
    image.pixels.assign(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4,
                        0);
    view.left_px = (image.width - view.width_px) / 2;
    std::uint8_t* at = image.pixels.data();
    for (int y = 0; y < image.height; ++y) {
      for (int x = 0; x < image.width; ++x, at += 4) {
        const Texel texel =
            hanbok_at((x + 0.5 - image.width / 2.0) * mm_per_px,
                      (turnaround.baseline_px - y - 0.5) * mm_per_px, squeeze, kAzimuths[i] < 80);
        if (!texel.solid) continue;
        at[0] = static_cast<std::uint8_t>(texel.color.r * 255);
        at[1] = static_cast<std::uint8_t>(texel.color.g * 255);
        at[2] = static_cast<std::uint8_t>(texel.color.b * 255);
        at[3] = 255;
      }
    }
  }
  return turnaround;
}

Image hanbok_hero(const SheetOptions& options, double pixels_per_mm) {
  const RectMm box = hero_box(options);
  Image image;
  image.width = static_cast<int>(box.width * pixels_per_mm);
  image.height = static_cast<int>(box.height * pixels_per_mm);
  image.channels = 3;
  image.pixels.assign(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3,
                      242);
  const double mm_per_px = std::max(kHanbokHeightMm * 1.2 / image.height, kHanbokWidthMm * 1.2 / image.width);
  std::uint8_t* at = image.pixels.data();
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x, at += 3) {
      const double up = (image.height - y) * mm_per_px - (image.height * mm_per_px - kHanbokHeightMm) / 2;
      const Texel texel = hanbok_at((x - image.width / 2.0) * mm_per_px, up, 0.92, true);
      if (!texel.solid) continue;
      at[0] = static_cast<std::uint8_t>(texel.color.r * 255);
      at[1] = static_cast<std::uint8_t>(texel.color.g * 255);
      at[2] = static_cast<std::uint8_t>(texel.color.b * 255);
    }
  }
  return image;
}

Production moonlit_palace() {
  return {"달빛 궁", "Moonlit Palace"};
}

SheetRecord hanbok_record() {
  constexpr TimeMs kNoon = 1773457200000;  // 2026-03-14 12:00 in Korea.
  constexpr TimeMs kDay = 86400000;
  SheetRecord record;
  Asset& asset = record.asset;
  asset.id = "01JQ0000000000000000000001";
  asset.number = "C-0012";
  asset.kind = "ak_garment";
  asset.name_ko = "자주 치마와 미색 저고리";
  asset.name_en = "Violet skirt and cream jacket";
  asset.romanized = "jaju chima-wa misaek jeogori";
  asset.aliases = "紫朱裳;혼례 뒤 평상복";
  asset.status = "st_approved";
  asset.rating = 4;
  asset.tags = {"3회", "대여", "사극", "여주인공"};
  asset.notes =
      "여주인공 연화가 3회 7씬부터 입는다. 끝동은 남색, 고름은 자주색이다.\n밤 장면에서는 명도가 낮아 "
      "보이므로 미색 저고리의 동정을 매회 새로 단다. "
      "치마 말기는 가슴 위 6 cm에서 맨다.";
  asset.created_at = kNoon - 30 * kDay;
  asset.updated_at = kNoon;
  for (int number = 1; number <= 3; ++number) {
    AssetVersion version;
    version.id = "01JQV00000000000000000000" + std::to_string(number);
    version.asset_id = asset.id;
    version.number = number;
    version.author = "김서연";
    version.comment = number == 1   ? "첫 시안"
                      : number == 2 ? "배래를 둥글게, 고름 길이 70 cm"
                                    : "끝동을 남색으로 바꾸고 치마 폭을 12폭으로 넓힘";
    version.created_at = kNoon - (3 - number) * 9 * kDay;
    version.main_file = "chima_jeogori.glb";
    version.manifest = {{"chima_jeogori.glb", hash_text("file" + std::to_string(number)), 4812345}};
    version.manifest_hash = hash_text("manifest" + std::to_string(number));
    version.facts.content = VersionContent::Model;
    version.facts.format = "glTF 2.0";
    version.facts.triangles = 38000 + number * 4120;
    version.facts.vertices = 21408;
    version.facts.materials = 5;
    version.facts.size_mm = {static_cast<std::int64_t>(kHanbokWidthMm),
                             static_cast<std::int64_t>(kHanbokHeightMm),
                             static_cast<std::int64_t>(kHanbokDepthMm)};
    record.versions.push_back(version);
  }
  asset.current_version = record.versions.back().id;
  Decision changes;
  changes.id = "01JQD000000000000000000001";
  changes.asset_id = asset.id;
  changes.version_id = record.versions[1].id;
  changes.manifest_hash = record.versions[1].manifest_hash;
  changes.verdict = Verdict::ChangesRequested;
  changes.role = "dr_director";
  changes.by = "박정우";
  changes.comment = "끝동이 밤 장면에서 검게 묻힌다. 한 단계 밝게.";
  changes.at = kNoon - 5 * kDay;
  Decision approved = changes;
  approved.id = "01JQD000000000000000000002";
  approved.version_id = record.versions[2].id;
  approved.manifest_hash = record.versions[2].manifest_hash;
  approved.verdict = Verdict::Approved;
  approved.role = "dr_costume";
  approved.by = "이하린";
  approved.comment = "이대로 제작.";
  approved.at = kNoon;
  record.decisions = {changes, approved};
  record.review = {Verdict::Approved, false, approved};
  return record;
}

SheetPictures hanbok_pictures(const SheetOptions& options, double pixels_per_mm) {
  SheetPictures pictures;
  pictures.hero = std::make_shared<Image>(hanbok_hero(options, pixels_per_mm));
  pictures.views = cut_views(hanbok_turnaround(static_cast<int>(50 * pixels_per_mm)));
  pictures.palette = {{0x6d, 0x1b, 0x43, 0.46f}, {0xe7, 0xdf, 0xc8, 0.27f}, {0x45, 0x43, 0x6c, 0.11f},
                      {0x9a, 0x26, 0x3a, 0.08f}, {0xf4, 0xf2, 0xee, 0.05f}, {0x2b, 0x2a, 0x30, 0.03f}};
  return pictures;
}

}  // namespace bandaji::sheets::samples
