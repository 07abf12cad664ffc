#include "app/demo/demo_story.h"

namespace bandaji {

std::span<const DemoCharacter> demo_characters() {
  static constexpr std::array kCharacters = {
      DemoCharacter{'S', "윤서린", "Yun Seo-rin", "尹瑞璘", "rl_gyusu", "figure_lady", "한가온"},
      DemoCharacter{'L', "이현", "Yi Hyeon", "李賢", "rl_seonbi", "figure_lord", "서도하"},
      DemoCharacter{'K', "임금", "The King", "", "rl_wang", "figure_lord", "문태경"},
      DemoCharacter{'D', "대비", "The Queen Dowager", "大妃", "rl_daebi", "figure_lady", "정미란"},
      DemoCharacter{'M', "무진", "Mu-jin", "武鎭", "rl_mugwan", "figure_lord", "강이준"},
      DemoCharacter{'O', "오 상궁", "Court Lady Oh", "吳 尙宮", "rl_sanggung", "figure_lady", "배은숙"},
  };
  return kCharacters;
}

std::span<const DemoLook> demo_looks() {
  static constexpr std::array kLooks = {
      DemoLook{'S', "1", "규수 일상복", "Daily dress", "ev_daily",
               "jeogori chima kkotsin norigae makeup_natural"},
      DemoLook{'S', "2", "금박당의 소례복", "Gilt dangui", "",
               "dangui seuran_chima kkotsin binyeo makeup_court"},
      DemoLook{'S', "3", "혼례 원삼", "Wedding wonsam", "ev_honrye",
               "wonsam seuran_chima jokduri tteoljam kkotsin makeup_court"},
      DemoLook{'S', "4", "도포 남장", "Disguised in a dopo", "ev_disguise", "dopo gat makeup_natural"},
      DemoLook{'L', "1", "잠행 도포", "Walking unknown", "", "dopo gat mokhwa fan"},
      DemoLook{'L', "2", "야행 차림", "By night", "", "dopo sword mokhwa"},
      DemoLook{'K', "1", "곤룡포 일습", "Dragon robe", "", "gollyongpo ikseongwan mokhwa"},
      DemoLook{'K', "2", "편복 도포", "At ease", "", "dopo mokhwa"},
      DemoLook{'D', "1", "대비전 당의", "Dangui of the dowager", "", "dangui seuran_chima norigae binyeo"},
      DemoLook{'D', "2", "대례 원삼", "Grand wonsam", "ev_gukhon", "wonsam seuran_chima tteoljam"},
      DemoLook{'M', "1", "호위 도포", "On guard", "", "dopo gat sword mokhwa"},
      DemoLook{'M', "2", "야습 차림", "Night raid", "ev_action", "dopo+1 sword mokhwa"},
      DemoLook{'O', "1", "상궁 당의", "Court lady's dangui", "", "dangui chima"},
      DemoLook{'O', "2", "처소 차림", "In her quarters", "", "jeogori chima"},
  };
  return kLooks;
}

std::span<const DemoSet> demo_film_sets() {
  static constexpr std::array kSets = {
      DemoSet{"윤 대감댁 대청", "Hall of the Yun house", "S-1", "stage", "", "daecheong",
              "대청 마루:bandaji 대청 마루:soban 안방 앞:moon_jar"},
      DemoSet{"편전", "Council hall", "S-2", "stage", "", "throne_hall",
              "어좌:folding_screen 어좌 앞:candlestick 월대:lantern"},
      DemoSet{"서린의 옥탑방", "Seo-rin's rooftop room", "S-3", "stage", "", "rooftop", "방 안:pearl_box"},
      DemoSet{"대비전 침전", "Chamber of the dowager", "S-4", "stage", "", "",
              "아랫목:gyeongsang 아랫목:writing_set 윗목:medicine_pot"},
      DemoSet{"저잣거리", "Market street", "S-5", "open", "", "", "주막 앞:janggu"},
  };
  return kSets;
}

std::span<const DemoPlacement> demo_placements() {
  // The lord's clothes on the lady's figure are taken in to her height.
  constexpr float kTakenIn = 1.65f / 1.78f;
  static constexpr std::array kPlacements = {
      DemoPlacement{"S4", "dopo", "origin", {0, 0, 0}, {0, 0, 0}, kTakenIn},
      DemoPlacement{"S4", "gat", "origin", {0, -0.004f, 0}, {0, 0, 0}, kTakenIn},
      DemoPlacement{"S1", "norigae", "chest", {0.02f, -0.60f, 0.18f}, {-14, 0, 0}},
      DemoPlacement{"D1", "norigae", "chest", {0.02f, -0.60f, 0.20f}, {-12, 0, 0}},
      DemoPlacement{"D2", "tteoljam", "crown", {0, -0.012f, 0.0f}, {-6, 0, 0}},
      DemoPlacement{"L1", "fan", "hand_r", {-0.03f, -0.20f, 0.06f}, {0, 0, -28}},
      DemoPlacement{"L2", "sword", "hand_l", {-0.149f, -0.49f, 0.02f}, {0, 0, -62}},
      DemoPlacement{"M1", "sword", "hand_l", {-0.149f, -0.49f, 0.02f}, {0, 0, -62}},
      DemoPlacement{"M2", "sword", "hand_l", {-0.149f, -0.49f, 0.02f}, {0, 0, -62}},
      DemoPlacement{"S-1", "bandaji", "", {2.95f, 0.98f, -0.75f}, {0, -38, 0}},
      DemoPlacement{"S-1", "soban", "", {0.95f, 0.98f, 0.45f}, {0, 12, 0}},
      DemoPlacement{"S-1", "moon_jar", "", {3.35f, 0.98f, 0.75f}, {0, 0, 0}},
      DemoPlacement{"S-2", "folding_screen", "", {-3.1f, 0.32f, -0.9f}, {0, 32, 0}},
      DemoPlacement{"S-2", "candlestick", "", {1.35f, 0.334f, 0.55f}, {0, 0, 0}},
      DemoPlacement{"S-2", "lantern", "", {2.9f, 0.32f, 1.5f}, {0, -20, 0}},
      DemoPlacement{"S-3", "pearl_box", "", {1.15f, 1.10f, 0.95f}, {0, 25, 0}},
      DemoPlacement{"S-4", "gyeongsang", "", {0, 0, 0}, {0, 0, 0}},
      DemoPlacement{"S-4", "writing_set", "", {-0.95f, 0, 0.15f}, {0, 24, 0}},
      DemoPlacement{"S-4", "medicine_pot", "", {1.05f, 0, 0.35f}, {0, 0, 0}},
  };
  return kPlacements;
}

std::span<const DemoColorway> demo_colorways() {
  static constexpr std::array kColorways = {
      DemoColorway{"dopo", "쪽빛 야행복", "Indigo for the night", "dopo_ramie=#27384F\nsejodae_cord=#3A3F46",
                   "L2"},
      DemoColorway{"dopo", "먹빛 호위복", "Ink gray of the guard", "dopo_ramie=#3B3A3C\nsejodae_cord=#6E2320",
                   "M1 M2"},
      DemoColorway{"dopo", "소색 편복", "Undyed, at ease", "dopo_ramie=#E6DCC6\nsejodae_cord=#7A2A34", "K2"},
      DemoColorway{"chima", "남색 치마", "Indigo skirt", "chima_silk=#27407A", "O1"},
      DemoColorway{"chima", "회색 치마", "Gray skirt", "chima_silk=#8E8B84", "O2"},
      DemoColorway{"dangui", "자적 당의", "Purple dangui", "dangui_silk=#5B2A4E", "D1"},
      DemoColorway{"dangui", "옥색 당의", "Jade dangui", "dangui_silk=#8FB5AE", "O1"},
  };
  return kColorways;
}

std::span<const DemoFaceMark> demo_face_marks() {
  static constexpr std::array kMarks = {
      DemoFaceMark{"S1", "makeup", "fc_base", "front", 500, 250, "쿠션", "21N", "", "", 0, 40},
      DemoFaceMark{"S1", "makeup", "fc_cheek", "front", 300, 610, "크림 블러셔", "로즈", "#C9787A", "", 0,
                   35},
      DemoFaceMark{"S1", "makeup", "fc_lip", "front", 500, 770, "틴트", "03 장미", "", "", 0, 60},
      DemoFaceMark{"S2", "makeup", "fc_brow", "front", 345, 360, "브로 펜슬", "그레이 브라운", "", "", 0, 60},
      DemoFaceMark{"S2", "makeup", "fc_lip", "front", 500, 770, "립스틱", "홍화", "", "", 0, 80},
      DemoFaceMark{"M2", "injury", "fc_injury_map", "front", 690, 560, "인조 피", "", "#7A1414", "cd_blood",
                   2, 85},
      DemoFaceMark{"M2", "injury", "fc_injury_stage", "left", 420, 600, "튜플라스트", "", "", "cd_blood", 1,
                   70},
  };
  return kMarks;
}

std::span<const DemoDay> demo_days() {
  static constexpr std::array kDays = {
      DemoDay{"D1", 0, "se_spring", "S1 L1 K1 D1 M1 O1"},  DemoDay{"N1", 0, "se_spring", "S1 L2 K1 D1 M2 O1"},
      DemoDay{"D2", 0, "se_spring", "S1 L1 K1 D1 M1 O2"},  DemoDay{"D3", 0, "se_summer", "S2 L1 K1 D1 M1 O1"},
      DemoDay{"N3", 0, "se_summer", "S2 L2 K2 D1 M2 O1"},  DemoDay{"D4", 9, "se_summer", "S4 L1 K1 D1 M1 O2"},
      DemoDay{"FB1", 0, "se_winter", "S1 L1 K1 D2 M1 O2"}, DemoDay{"D5", 0, "se_summer", "S2 L1 K1 D1 M1 O1"},
      DemoDay{"N5", 0, "se_summer", "S4 L2 K2 D1 M2 O1"},  DemoDay{"D6", 0, "se_summer", "S4 L1 K1 D1 M1 O1"},
      DemoDay{"D7", 21, "se_autumn", "S3 L1 K1 D2 M1 O1"}, DemoDay{"N7", 0, "se_autumn", "S1 L2 K1 D1 M2 O2"},
      DemoDay{"D8", 0, "se_autumn", "S2 L1 K1 D1 M1 O1"},
  };
  return kDays;
}

std::span<const DemoScene> demo_scenes() {
  static constexpr std::array kScenes = {
      DemoScene{1, "D1", 2, "INT", "D", 6, "S", "서린이 옥탑방에서 반닫이를 열자 달빛이 새어 나온다."},
      DemoScene{1, "D1", 0, "INT", "D", 9, "S O", "낯선 대청에서 눈을 뜬 서린을 오 상궁이 깨운다."},
      DemoScene{1, "D1", 4, "EXT", "D", 12, "S L M", "저잣거리에서 서린과 이현이 합죽선을 두고 다툰다."},
      DemoScene{1, "D1", 4, "EXT", "D", 5, "L M", "무진이 이현의 신분을 숨기며 길을 연다."},
      DemoScene{1, "D1", 0, "EXT", "D", 7, "S", "서린이 대감댁 담장 위의 달을 본다."},
      DemoScene{1, "N1", 1, "INT", "N", 10, "K D", "임금이 대비에게 간택령을 미루자고 청한다."},
      DemoScene{1, "N1", 4, "EXT", "N", 8, "L M+cd_dust:1", "이현과 무진이 자객을 쫓는다."},
      DemoScene{1, "N1", 4, "EXT", "N", 4, "M", "무진이 골목 끝에서 옥나비 노리개를 줍는다."},
      DemoScene{1, "N1", 0, "INT", "N", 6, "S", "잠들지 못한 서린이 다듬이 소리를 듣는다."},
      DemoScene{1, "D2", 0, "INT", "D", 9, "S O", "오 상궁이 서린에게 궁중 걸음을 가르친다."},
      DemoScene{1, "D2", 0, "INT", "D", 5, "S", "서린이 경상 위의 편지를 읽는다."},
      DemoScene{1, "D2", 3, "INT", "D", 7, "D O", "대비가 서린의 이름을 처음 듣는다."},
      DemoScene{1, "D2", 4, "EXT", "D", 11, "S L", "이현이 노리개의 주인을 찾는다."},
      DemoScene{1, "D2", 1, "INT", "D", 8, "K M", "임금이 무진에게 밀명을 내린다."},
      DemoScene{1, "D2", 0, "EXT", "D", 6, "S M", "무진이 서린에게 입궁을 알린다."},
      DemoScene{2, "D3", 3, "INT", "D", 10, "S D O", "당의를 입은 서린이 대비 앞에 선다."},
      DemoScene{2, "D3", 1, "EXT", "D", 6, "S O", "서린이 월대에서 길을 잃는다."},
      DemoScene{2, "D3", 1, "INT", "D", 9, "S K", "임금과 서린이 편전에서 마주친다."},
      DemoScene{2, "D3", 3, "INT", "D", 5, "D O", "대비가 오 상궁에게 서린을 살피라 이른다."},
      DemoScene{2, "D3", 0, "INT", "D", 7, "S!1 L", "대청에 돌아온 서린이 이현에게 노리개를 돌려받는다."},
      DemoScene{2, "N3", 3, "INT", "N", 8, "S O", "약탕기 앞에서 서린이 독을 알아챈다."},
      DemoScene{2, "N3", 1, "INT", "N", 9, "K M", "임금이 편복으로 무진을 맞는다."},
      DemoScene{2, "N3", 4, "EXT", "N", 7, "L M", "이현이 약재상의 뒤를 밟는다."},
      DemoScene{2, "N3", 1, "EXT", "N", 6, "S K", "청사초롱 아래에서 임금이 서린에게 이름을 묻는다."},
      DemoScene{2, "D4", 4, "EXT", "D", 11, "S L", "남장한 서린이 이현을 따라 저자에 나선다."},
      DemoScene{2, "D4", 4, "EXT", "D", 6, "S M", "서린이 환도를 잡다 손을 베일 뻔한다."},
      DemoScene{2, "D4", 0, "INT", "D", 5, "O", "오 상궁이 빈 방을 보고 놀란다."},
      DemoScene{2, "D4", 4, "INT", "D", 9, "S L M", "주막에서 장구 소리가 끊긴다."},
      DemoScene{2, "D4", 1, "INT", "D", 8, "K D", "대비가 혼례 날을 정한다."},
      DemoScene{2, "D4", 4, "EXT", "D", 6, "S L", "소나기를 피하며 이현이 제 이름을 말한다."},
      DemoScene{3, "FB1", 3, "INT", "D", 7, "D O", "열두 해 전, 대비가 원삼을 벗어 함에 넣는다."},
      DemoScene{3, "FB1", 3, "INT", "N", 5, "O", "젊은 오 상궁이 나전 함을 숨긴다."},
      DemoScene{3, "D5", 3, "INT", "D", 8, "S D", "대비가 서린에게 금박당의의 내력을 묻는다."},
      DemoScene{3, "D5", 1, "INT", "D", 9, "K M", "무진이 약재 장부를 올린다."},
      DemoScene{3, "D5", 0, "EXT", "D", 6, "S L", "이현이 떠나라고 말한다."},
      DemoScene{3, "D5", 3, "INT", "D", 5, "O D", "오 상궁이 함의 일을 고한다."},
      DemoScene{3, "D5", 1, "EXT", "D", 7, "S K", "임금이 서린에게 궁에 남기를 청한다."},
      DemoScene{3, "N5", 4, "EXT", "N", 12, "S L M+cd_blood:1", "자객이 습격하고 무진이 팔을 베인다."},
      DemoScene{3, "N5", 4, "EXT", "N", 8, "L M+cd_blood:2", "무진의 소매에 피가 번진다."},
      DemoScene{3, "N5", 0, "INT", "N", 9, "S M", "서린이 무진의 상처를 싸맨다."},
      DemoScene{3, "N5", 0, "EXT", "N", 6, "L M=", "이현과 무진이 담을 넘어 떠난다."},
      DemoScene{3, "N5", 1, "INT", "N", 7, "K", "임금이 홀로 어좌를 바라본다."},
      DemoScene{3, "D6", 4, "EXT", "D", 8, "S L", "새벽 저자에서 두 사람이 헤어진다."},
      DemoScene{3, "D6", 3, "INT", "D", 6, "D O", "대비가 혼례복을 짓게 한다."},
      DemoScene{3, "D6", 1, "INT", "D", 9, "K L M", "이현이 관을 벗고 임금 앞에 선다."},
      DemoScene{4, "D7", 0, "INT", "D", 10, "S O", "혼례 아침, 서린이 원삼을 입는다."},
      DemoScene{4, "D7", 0, "INT", "D", 6, "S", "떨잠이 거울 속에서 떤다."},
      DemoScene{4, "D7", 1, "EXT", "D", 12, "S K D O", "월대에서 혼례가 시작된다."},
      DemoScene{4, "D7", 1, "EXT", "D", 7, "K D M", "무진이 잔치에 든 독을 알린다."},
      DemoScene{4, "D7", 3, "INT", "D", 8, "D O", "대비가 함을 열어 보인다."},
      DemoScene{4, "D7", 1, "INT", "D", 9, "S K", "임금이 혼례를 멈춘다."},
      DemoScene{4, "D7", 4, "EXT", "D", 6, "L M", "이현이 성문에서 말머리를 돌린다."},
      DemoScene{4, "N7", 0, "EXT", "N", 8, "S L", "달빛 아래에서 두 사람이 다시 만난다."},
      DemoScene{4, "N7", 4, "EXT", "N", 7, "L M", "무진이 마지막 자객을 막는다."},
      DemoScene{4, "N7", 0, "INT", "N", 5, "S O", "오 상궁이 반닫이의 열쇠를 건넨다."},
      DemoScene{4, "N7", 1, "INT", "N", 6, "K", "임금이 편지를 촛불에 태운다."},
      DemoScene{4, "D8", 3, "INT", "D", 7, "S D", "서린이 대비에게 마지막 절을 올린다."},
      DemoScene{4, "D8", 1, "INT", "D", 8, "K L M", "이현이 왕의 부름을 받아들인다."},
      DemoScene{4, "D8", 0, "INT", "D", 9, "S L O", "반닫이가 다시 빛나고 서린이 손을 내민다."},
      DemoScene{4, "D8", 2, "EXT", "D", 6, "S", "옥탑 마당에 매화 합죽선 하나가 놓여 있다."},
  };
  return kScenes;
}

}  // namespace bandaji
