// The property master's list.
#include <memory>

#include "app/demo/demo_production.h"
#include "app/demo/prop_pieces.h"

namespace bandaji {
namespace {

// Builders of one list share a pantry, which goes when the last of them goes.
struct Workbench {
  std::shared_ptr<SurfacePantry> pantry = std::make_shared<SurfacePantry>();

  std::function<Model()> operator()(const char* name, void (*put)(Stage&), float reach_m) const {
    return [=, shared = pantry] {
      Stage stage(name, *shared);
      put(stage);
      return stage.finish(reach_m, 0.7f);
    };
  }
};

}  // namespace

std::vector<DemoAsset> demo_prop_assets() {
  std::vector<DemoAsset> assets;
  const Workbench piece;
  const auto add = [&](DemoAsset asset) { assets.push_back(std::move(asset)); };
  add({"prop/bandaji/bandaji.gltf",
       "ak_furniture",
       {"fu_bandaji", "era_joseon_late"},
       "느티나무 반닫이",
       "Half-open chest (bandaji)",
       "neutinamu bandaji",
       {"안방", "장석", "클로즈업"},
       "느티나무 판재, 무쇠 장석과 백동 광두정. 앞판 위쪽 절반이 경첩으로 열린다. 5화 서찰 숨기는 장면: "
       "자물쇠 연결 확인.",
       "Zelkova boards, iron straps and hinges, brass nails. The upper half of the front falls open. Episode "
       "5: the letter is hidden here; mind the lock's continuity.",
       "윤서린",
       5,
       piece("반닫이 bandaji", put_bandaji, 0.25f)});
  add({"prop/moon_jar/moon_jar.gltf",
       "ak_prop",
       {"pr_white", "mt_minmun", "co_seolbaek", "era_joseon_late"},
       "백자 달항아리",
       "Moon jar, white porcelain",
       "baekja darangari",
       {"백자", "대청", "깨지는 소품 별도"},
       "두 사발을 이어 붙인 이음매가 배에 남고 어깨가 조금 기운 18세기 형. 파손 장면용 석고본 3점 따로 제작.",
       "Two bowls joined at the belly, the shoulder a little askew, as in the 18th century. Three plaster "
       "doubles for the breaking scene.",
       "",
       5,
       piece("백자 달항아리 moon jar", put_moon_jar, 0.25f)});
  add({"prop/soban/soban.gltf",
       "ak_furniture",
       {"fu_soban", "era_joseon_late"},
       "호족 소반",
       "Small dining table with tiger legs (soban)",
       "hojok soban",
       {"수라간", "찻상", "4점 보유"},
       "열두모판에 호랑이 다리. 옻칠 갈색. 찻상과 주안상으로 함께 씀.",
       "Twelve-sided top on tiger legs, brown lacquer. Serves as tea table and wine table.",
       "",
       4,
       piece("호족 소반 soban", put_soban, 0.15f)});
  add({"prop/gyeongsang/gyeongsang.gltf",
       "ak_furniture",
       {"fu_gyeongsang", "era_joseon_late"},
       "두루마리 경상",
       "Scripture desk with scrolled ends (gyeongsang)",
       "durumari gyeongsang",
       {"사랑방", "서랍 작동"},
       "양 끝이 말려 올라간 경상. 서랍 두 개가 실제로 열린다. 왕의 편전과 사랑방에 함께 씀.",
       "Low desk whose ends roll up; both drawers work. Shared by the council hall and the study.",
       "이현",
       4,
       piece("경상 gyeongsang", put_gyeongsang, 0.15f)});
  add({"prop/pearl_box/pearl_box.gltf",
       "ak_action_prop",
       {"pr_hand", "mt_moran", "mt_nabi", "co_heuk", "era_joseon_late"},
       "나전 모란 칠함",
       "Mother-of-pearl lacquer box, peonies",
       "najeon moran chilham",
       {"나전칠기", "클로즈업", "중전"},
       "흑칠 바탕에 모란 당초와 나비, 가장자리는 끊음질 회문. 백동 자물쇠. 조명 각도에 따라 자개 색이 "
       "달라지니 카메라 테스트 필수.",
       "Peony scrolls and butterflies on black lacquer, key fret border cut in strips, white-brass lock. The "
       "shell changes with the light: test on camera.",
       "",
       5,
       piece("나전칠함 pearl box", put_pearl_box, 0.15f)});
  add({"prop/writing_set/writing_set.gltf",
       "ak_action_prop",
       {"pr_hand", "mt_nan", "era_joseon_late"},
       "문방사우 일습",
       "Scholar's writing set",
       "munbangsau ilseup",
       {"사랑방", "글씨 대역", "먹물 소모품"},
       "벼루, 먹, 붓 두 자루, 필산, 복숭아 연적, 문진, 묵란 한 장. 먹물은 식용 색소로 대체.",
       "Inkstone, ink stick, two brushes, five-peak rest, peach water dropper, weight and an ink orchid. Ink "
       "replaced by food color.",
       "이현",
       4,
       piece("문방사우 writing set", put_writing_set, 0.12f)});
  add({"prop/fan/fan.gltf",
       "ak_action_prop",
       {"pr_hand", "mt_maehwa", "rl_wang", "era_joseon_late"},
       "매화 합죽선",
       "Folding fan with plum blossom (hapjukseon)",
       "maehwa hapjukseon",
       {"부채", "선추", "정표"},
       "겉대를 맞붙인 합죽선에 홍매 그림, 옥고리 선추. 2화 정표 장면에서 접고 펴는 소리가 필요하다.",
       "Laminated bamboo guards, red plum painting, jade pendant. The love token of episode 2: the sound of "
       "opening it is scripted.",
       "이현",
       4,
       piece("합죽선 fan", put_fan, 0.15f)});
  add({"prop/sword/sword.gltf",
       "ak_weapon",
       {"pr_weapon_sword", "rl_mugwan", "co_juhong", "ev_action", "era_joseon_late"},
       "주칠 환도",
       "Hwando sword with red scabbard",
       "juchil hwando",
       {"무술", "알루미늄 대역도 있음", "안전 등급 B"},
       "날을 세우지 않은 촬영용. 주칠 칼집, 황동 코등이, 띠돈 끈목은 남색. 액션 장면은 우레탄 대역도 사용.",
       "Unsharpened. Red lacquer scabbard, brass guard, navy hanging cord. A urethane double for the fights.",
       "무진",
       4,
       piece("환도 hwando", put_sword, 0.15f)});
  add({"prop/lantern/lantern.gltf",
       "ak_prop",
       {"pr_lantern", "co_hong", "co_cheong", "ev_honrye", "era_joseon_late"},
       "청사초롱",
       "Red and blue silk lantern (cheongsachorong)",
       "cheongsachorong",
       {"혼례", "밤 장면", "LED"},
       "홍사와 청사를 위아래로 두른 사각 초롱. 안에 촛불 색 LED, 밝기 조절 가능. 1화 야행 장면 12점.",
       "Square lantern, red silk above blue. Candle-colored LED inside, dimmable. Twelve of them in the "
       "night procession of episode 1.",
       "",
       4,
       piece("청사초롱 lantern", put_lantern, 0.15f)});
  add({"prop/candlestick/candlestick.gltf",
       "ak_prop",
       {"pr_brass", "mt_nabi", "co_geum", "era_joseon_late"},
       "나비 화선 놋촛대",
       "Brass candlestick with butterfly reflector",
       "nabi hwaseon notchotdae",
       {"유기", "실광원", "편전"},
       "대나무 마디 기둥, 나비 모양 불후리. 실제 초 사용 시 소방 담당 입회.",
       "Stem jointed like bamboo, a butterfly to throw the light. With a real flame only with the fire "
       "marshal present.",
       "",
       4,
       piece("촛대 candlestick", put_candlestick, 0.18f)});
  add({"prop/janggu/janggu.gltf",
       "ak_prop",
       {"pr_musical", "co_juhong", "ev_jinyeon", "era_joseon_late"},
       "장구",
       "Hourglass drum (janggu)",
       "janggu",
       {"진연", "악기"},
       "오동나무 주칠 울림통, 조임줄과 부전. 진연 장면의 악공 배우가 직접 연주.",
       "Red-lacquered paulownia body, laced skins. Played live in the banquet scene.",
       "",
       4,
       piece("장구 janggu", put_janggu, 0.2f)});
  add({"prop/medicine_pot/medicine_pot.gltf",
       "ak_action_prop",
       {"pr_medicine", "rl_uinyeo", "ev_sick", "era_joseon_late"},
       "약탕기와 풍로",
       "Medicine pot on its stove",
       "yaktanggiwa pungno",
       {"내의원", "김 효과", "실광원"},
       "한지 덮개를 홍실로 묶은 옹기 약탕기. 김은 드라이아이스, 숯불은 LED.",
       "Dark earthenware, paper lid tied with red thread. Steam by dry ice, embers by LED.",
       "윤서린",
       4,
       piece("약탕기 medicine pot", put_medicine_pot, 0.15f)});
  add({"prop/folding_screen/folding_screen.gltf",
       "ak_furniture",
       {"fu_byeongpung", "mt_moran", "mt_maehwa", "mt_yeonkkot", "era_joseon_late"},
       "화조도 8폭 병풍",
       "Folding screen, eight panels of flowers and birds",
       "hwajodo palpok byeongpung",
       {"병풍", "그림 작화", "안방"},
       "매화, 모란, 연꽃, 국화, 대나무, 백매, 작약, 송학. 청색 비단 회장에 홍선.",
       "Plum, peony, lotus, chrysanthemum, bamboo, white plum, peony again, pine and crane. Blue silk border "
       "with a red line.",
       "",
       4,
       piece("8폭 병풍 folding screen", put_folding_screen, 0.3f)});
  return assets;
}

}  // namespace bandaji
