// The set designer's list.
#include <memory>

#include "app/demo/demo_production.h"
#include "app/demo/sets.h"

namespace bandaji {

std::vector<DemoAsset> demo_set_assets() {
  std::vector<DemoAsset> assets;
  const auto pantry = std::make_shared<SurfacePantry>();  // Shared by all builders of this list.
  const auto add = [&](DemoAsset asset) { assets.push_back(std::move(asset)); };
  add({"set/daecheong/daecheong.gltf",
       "ak_set",
       {"sp_daecheong", "ar_daecheongmaru", "ar_umulmaru", "ar_seokkarae", "ar_daedeulbo", "ar_bulbalgi",
        "ar_ttisal", "ar_wanja", "ar_gidan", "era_joseon_late"},
       "윤 대감댁 대청",
       "Open wooden hall of the Yun house (daecheong)",
       "yun daegamdaek daecheong",
       {"고정 세트", "1화", "낮 장면", "들어열개"},
       "정면 3칸(8.1m), 측면 2칸(4.8m) 오량가. 장대석 기단에 방형 주춧돌, 우물마루, 연등천장. 서쪽 앞 칸 "
       "불발기 분합문은 "
       "들쇠에 걸어 올린 상태. 앞쪽 지붕과 창방은 촬영을 위해 떼어 낸다(와일드).",
       "Three bays wide (8.1 m), two deep (4.8 m), five purlins. Dressed granite terrace, square footings, "
       "lattice-plank floor, exposed rafters. The papered leaves of the west front bay are lifted onto their "
       "hooks. The front slope of the roof is wild.",
       "윤서린",
       5,
       [pantry] { return daecheong_set(*pantry); }});
  add({"set/throne_hall/throne_hall.gltf",
       "ak_set",
       {"sp_pyeonjeon", "ar_dancheong", "ar_gongpo", "ar_kkotsal", "ar_banja", "ar_gidung", "co_seokganju",
        "co_noerok", "era_joseon_late"},
       "편전과 어좌",
       "King's council hall with the throne",
       "pyeonjeongwa eojwa",
       {"고정 세트", "2화", "촛불 조명", "단청 작화"},
       "붉은 기둥, 다포 공포와 머리초 단청, 꽃살문, 전돌 바닥. 어탑 위 어좌 뒤에 일월오봉도(폭 3.4m), 위로 "
       "당가와 쌍룡 보개. "
       "남쪽 벽과 서쪽 앞 칸은 와일드. 촛대 네 점은 실광원, 사관 서안 두 점 배치.",
       "Red columns, multi-tier brackets with painted beams, flower lattice, brick-tile floor. On the dais "
       "the throne before "
       "the Sun, Moon and Five Peaks (3.4 m), above it a canopy with twin dragons. South wall and the west "
       "front "
       "bay are wild. Four candlesticks are practical lights; two desks for the historians.",
       "이현",
       5,
       [pantry] { return throne_hall_set(*pantry); }});
  add({"set/rooftop/rooftop.gltf",
       "ak_set",
       {"sp_oktapbang", "era_contemporary", "co_nok", "co_juhong"},
       "서린의 옥탑방",
       "Seorin's rooftop room",
       "seorinui oktapbang",
       {"오픈세트", "현대", "밤 장면", "알전구"},
       "다세대 옥상. 우레탄 방수 바닥, 붉은 벽돌 방 한 칸, 알루미늄 창호와 방범창, 노란 물탱크. 평상에 "
       "양은냄비 라면과 수박, "
       "빨랫줄, 고무 대야 고추와 스티로폼 텃밭, 장독 네 점. 알전구 서른 개는 실광원.",
       "Roof of a walk-up: green waterproof coating, one brick room, aluminium window with bars, yellow "
       "water "
       "tank. On the platform ramyeon in a nickel pot and a watermelon; laundry, peppers in a rubber basin, "
       "lettuce in foam boxes, four sauce jars. Thirty bulbs are practical lights.",
       "윤서린",
       5,
       [pantry] { return rooftop_set(*pantry); }});
  return assets;
}

}  // namespace bandaji
