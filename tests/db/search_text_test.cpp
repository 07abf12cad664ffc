#include "db/search_text.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "assets/text.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

TEST(Keystrokes, OfEveryStateOfTypingAreABeginningOfTheWord) {
  // What an input method shows on the way to a word.
  const std::vector<std::pair<std::string, std::vector<std::string>>> typed = {
      {"저고리", {"ㅈ", "저", "적", "저고", "저골", "저고리"}},
      {"한복", {"ㅎ", "하", "한", "한ㅂ", "한보", "한복"}},
      {"갑사", {"가", "갑", "값", "갑사"}},
      {"달걀", {"ㄷ", "다", "달", "닭", "달갸", "달걀"}},
      {"과일", {"고", "과", "광", "과이", "과일"}},
      {"왕세자", {"오", "와", "왕", "왕ㅅ", "왕세", "왕셎", "왕세자"}},
  };
  for (const auto& [word, states] : typed) {
    for (const std::string& state : states) {
      EXPECT_TRUE(keystrokes(word).starts_with(keystrokes(state))) << word << " " << state;
    }
  }
}

TEST(Keystrokes, IgnoreCaseBlanksAccentsAndPunctuation) {
  EXPECT_EQ(keystrokes("Red-Skirt_v2.glb"), "redskirtv2glb");
  EXPECT_EQ(keystrokes("C-0012"), "c0012");
  EXPECT_EQ(keystrokes("chŏgori"), "chogori");
  EXPECT_EQ(keystrokes("ＡＢ１"), "ab1");
  EXPECT_EQ(keystrokes("붉은 치마"), keystrokes("붉은치마"));
  EXPECT_EQ(keystrokes("笠"), "笠");
  EXPECT_EQ(keystrokes("한국·韓國"), keystrokes("한국") + "韓國");
  EXPECT_EQ(keystrokes("\xff\xfe"), "");
}

TEST(Initials, AreOnePerSyllable) {
  EXPECT_EQ(initials("곤룡포"), initials("ㄱㄹㅍ"));
  EXPECT_EQ(initials("까치"), initials("ㄲㅊ"));
  EXPECT_EQ(initials("ㄳ"), initials("ㄱㅅ"));
  EXPECT_EQ(initials("갓 C1"), initials("ㄱ") + "c1");
}

TEST(Romanization, FollowsTheSoundOfTheWord) {
  const std::vector<std::pair<std::string, std::string>> words = {
      {"저고리", "jeogori"},
      {"곤룡포", "gollyongpo"},
      {"활옷", "hwarot"},
      {"단령", "dallyeong"},
      {"곁마기", "gyeonmagi"},
      {"답호", "dapho"},
      {"철릭", "cheollik"},
      {"독립군", "dongnipgun"},
      {"종로", "jongno"},
      {"닭이", "dalgi"},
      {"넋이", "neoksi"},
      {"많아", "mana"},
      {"놓다", "nota"},
      {"같이", "gachi"},
      {"신라", "silla"},
      {"한복 1벌", "hanbok 1beol"},
      {"갓", "gat"},
      {"값", "gap"},
      {"쪽머리", "jjongmeori"},
      {"ABC", "ABC"},
  };
  for (const auto& [korean, latin] : words) {
    EXPECT_EQ(romanize(korean), latin);
  }
}

TEST(Romanization, AgreesWithTheVocabulary) {
  int same = 0;
  int folded_same = 0;
  int all = 0;
  for (const Term& term : Vocabulary::shipped().terms()) {
    if (term.romanized.empty()) {
      continue;
    }
    ++all;
    const std::string ours = romanize(term.ko.substr(0, term.ko.find('(')));
    same += to_lower_ascii(ours) == term.romanized ? 1 : 0;
    folded_same += fold_romanized(ours) == fold_romanized(term.romanized) ? 1 : 0;
  }
  EXPECT_GT(all, 1800);
  // The rest has sound changes at seams between words, which the letters do not show.
  EXPECT_GT(same, all * 94 / 100) << same << " of " << all;
  EXPECT_GT(folded_same, all * 96 / 100) << folded_same << " of " << all;
}

TEST(FoldedRomanization, MakesTheSpellingsOfOneWordOne) {
  const std::vector<std::vector<std::string>> same = {
      {"jeogori", "chogori", "jogori", "chŏgori", "Jeo-go-ri"},
      {"gollyongpo", "gonryongpo", "kollyongp'o", "golyongpo"},
      {"hanbok", "hanpok", "hanbog"},
      {"dallyeong", "danryeong", "tallyŏng"},
      {"hwarot", "hwal-ot", "hwalot"},
      {"gyeonmagi", "gyeotmagi", "kyŏnmagi"},
      {"durumagi", "turumagi", "tooroomagi"},
      {"gisaeng", "kisaeng", "kiseng"},
      {"dopo", "topo", "top'o"},
      {"dongnip", "dokrip", "tongnip"},
      {"jongno", "jongro", "chongno"},
  };
  for (const auto& spellings : same) {
    for (const std::string& spelling : spellings) {
      EXPECT_EQ(fold_romanized(spelling), fold_romanized(spellings.front())) << spelling;
    }
  }
  EXPECT_NE(fold_romanized("chima"), fold_romanized("jeogori"));
  EXPECT_NE(fold_romanized("dopo"), fold_romanized("dapho"));
}

TEST(WrongKeyboard, ReadsLatinLettersAsTheKeysTheyAre) {
  const std::vector<std::pair<std::string, std::string>> words = {
      {"wjrhfl", "저고리"},
      {"gksqhr", "한복"},
      {"zjfjdnjem", "커러워드"},
      {"rhsfydvh", "곤룡포"},
      {"Rhc", "꽃"},
      {"dhkdtpwk", "왕세자"},
      {"ekfr", "닭"},
      {"rkqt", "값"},
      {"rkqtk", "갑사"},
      {"wjrhfl2", "저고리2"},
      {"", ""},
      {"c++", ""},
      {"wr", ""},
      {"123", ""},
  };
  for (const auto& [typed, meant] : words) {
    EXPECT_EQ(from_wrong_keyboard(typed), meant) << typed;
  }
}

TEST(ListOrder, IsNaturalForKoreanAndNumbers) {
  const std::vector<std::string> sorted = {"",   " a",  "2",   "12",   "12A", "100",  "A12",    "abc", "Abd",
                                           "가", "가1", "가2", "가10", "나",  "도포", "저고리", "하",  "衣"};
  for (std::size_t i = 0; i + 1 < sorted.size(); ++i) {
    EXPECT_LT(compare_natural(sorted[i], sorted[i + 1]), 0) << sorted[i] << " " << sorted[i + 1];
    EXPECT_GT(compare_natural(sorted[i + 1], sorted[i]), 0);
  }
  EXPECT_EQ(compare_natural("도포", "도포"), 0);
  EXPECT_NE(compare_natural("007", "7"), 0);
}

}  // namespace
}  // namespace bandaji
