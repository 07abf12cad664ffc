#include "app/core/messages.h"

#include <gmock/gmock.h>

#include <cctype>
#include <set>

#include "tests/support/message_sources.h"

namespace bandaji {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

bool has_hangul(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]), next = static_cast<unsigned char>(text[i + 1]);
    if ((lead == 0xEA && next >= 0xB0) || (lead > 0xEA && lead < 0xED) || (lead == 0xED && next < 0x9F))
      return true;
  }
  return false;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size()) ++count;
  return count;
}

// The English of an entry with its gaps filled in one after another.
std::string filled(std::string_view english) {
  std::string out(english);
  int next = 1;
  for (std::size_t at = 0; (at = out.find("{}", at)) != std::string::npos;) {
    const std::string filling = "치마 " + std::to_string(next++) + "호";
    out.replace(at, 2, filling);
    at += filling.size();
  }
  return out;
}

TEST(Messages, EverySentenceOfTheProgramHasKoreanWords) {
  const test::MessageSources sources = test::read_message_sources(BANDAJI_SOURCES);
  ASSERT_GT(sources.files, 150U) << "The sources were not found.";
  ASSERT_GT(sources.messages.size(), 250U) << "The sentences were not found in the sources.";
  std::set<std::string, std::less<>> known;
  for (const MessageEntry& entry : message_entries()) known.emplace(entry.english);
  for (const test::SourceMessage& message : sources.messages) {
    EXPECT_TRUE(test::is_known(message, known))
        << message.file << ":" << message.line << ": \"" << message.text
        << "\" has no Korean words; give it some in app/core/message_entries.inc.";
  }
}

TEST(Messages, AForgottenSentenceIsFound) {
  const std::set<std::string, std::less<>> known{"There is no file {}.", "“{}” is too long.",
                                                 "Cannot open “{}”: {}."};
  const auto unknown = [&](const std::string& code) {
    std::vector<std::string> found;
    for (const test::SourceMessage& message : test::messages_in("x.cpp", code))
      if (!test::is_known(message, known)) found.push_back(message.text);
    return found;
  };
  using ::testing::ElementsAre;
  EXPECT_THAT(unknown(R"(return fail(ErrorKind::Io, "The hat is lost.");)"), ElementsAre("The hat is lost."));
  EXPECT_THAT(unknown(R"(return fail(kind, fmt::format("There is no hat {:.1f}"
                                                       " here.", x));)"),
              ElementsAre("There is no hat {} here."));
  EXPECT_THAT(unknown(R"(return Error{ErrorKind::Io, "no hat"};)"), ElementsAre("no hat"));
  EXPECT_THAT(unknown(R"(out.warnings.push_back(name + " has no hat");)"), ElementsAre(" has no hat"));
  EXPECT_THAT(unknown(R"(if (!file) return system_failure("Cannot wear", path, errno);)"),
              ElementsAre("Cannot wear “{}”: {}."));
  EXPECT_THAT(unknown(R"(std::string reason = "The hat fell into the well.";)"),
              ElementsAre("The hat fell into the well."));
  EXPECT_THAT(unknown(R"(fail(k, "There is no file " + name + "."); refuse("is too long");
                         system_failure("Cannot open", path, errno);
                         log(LogLevel::Info, "A hat was seen.");  // "A comment."
                         Words{"모자가 없습니다.", "There is no hat at all."};)"),
              ElementsAre());
}

TEST(Messages, EveryEntryIsFilledInAndLeavesNoGap) {
  for (const MessageEntry& entry : message_entries()) {
    const std::string korean = in_korean(filled(entry.english));
    EXPECT_THAT(korean, Not(HasSubstr("{"))) << entry.english;
    for (std::size_t i = 1; i <= count_of(entry.english, "{}"); ++i)
      EXPECT_EQ(count_of(korean, "치마 " + std::to_string(i) + "호"), 1U) << entry.english << "\n" << korean;
    // What has words has them in Korean.
    bool words = false;
    for (const char c : entry.english) words = words || std::isalpha(static_cast<unsigned char>(c));
    EXPECT_EQ(has_hangul(entry.korean), words) << entry.english;
  }
}

TEST(Messages, NoSentenceIsTranslatedTwice) {
  std::set<std::string_view> english;
  for (const MessageEntry& entry : message_entries())
    EXPECT_TRUE(english.insert(entry.english).second) << entry.english;
}

TEST(Messages, SentencesAndWhatIsFilledIntoThemAreKorean) {
  EXPECT_EQ(in_korean("“robe.png” was not used. There is no such file in the import folder."),
            "“robe.png”를 쓰지 못했습니다. 가져오는 폴더에 그런 파일이 없습니다.");
  EXPECT_EQ(in_korean("The texture “silk.dds” was left out. DDS pictures are not read."),
            "텍스처 “silk.dds”를 뺐습니다. DDS 그림은 읽지 않습니다.");
  EXPECT_EQ(in_korean("Cannot open “/tmp/치마.glb”: Permission denied."),
            "“/tmp/치마.glb”를 열 수 없습니다: 권한이 없습니다.");
  EXPECT_EQ(in_korean("The glTF file is damaged: there is no accessor 7."),
            "glTF 파일이 손상되었습니다: 접근자 7이 없습니다.");
  EXPECT_EQ(
      in_korean(
          "“robe.fbx” made its reader crash (signal 11 (Segmentation fault)), so it was refused. It last "
          "said: “oh”."),
      "“robe.fbx”를 읽던 프로그램이 비정상 종료되어 (신호 11: 잘못된 메모리 접근) 파일을 거절했습니다. "
      "마지막으로 "
      "남긴 말: “oh”.");
  EXPECT_EQ(
      in_korean(
          "Saving to 달빛 궁.bandaji failed: the disk is full. Close the catalog and open it again to see "
          "what was saved."),
      "달빛 궁.bandaji에 저장하는 데 실패했습니다: 디스크가 가득 찼습니다. 카탈로그를 닫았다가 다시 열어 "
      "무엇이 "
      "저장되었는지 확인하세요.");
  EXPECT_EQ(in_korean("robe.glb of C-0012 is missing (object 1a2b3c)."),
            "C-0012의 robe.glb: 없음 (보관 번호 1a2b3c).");
}

TEST(Messages, TwoSentencesWithTheSameNameAreBothKorean) {
  EXPECT_EQ(in_korean("“../a.png” was not used. “../a.png” leads out of the import folder."),
            "“../a.png”를 쓰지 못했습니다. “../a.png”는 가져오는 폴더의 바깥을 가리킵니다.");
  EXPECT_EQ(in_korean("“he said ”no”.obj” contains nothing to draw."),
            "“he said ”no”.obj”에 그릴 것이 없습니다.");
}

// A sentence that ends with a reason must not be mistaken for a longer one that begins like it.
TEST(Messages, EveryReasonIsKoreanInEverySentenceThatTakesOne) {
  for (const MessageEntry& outer : message_entries()) {
    if (!outer.english.ends_with(" {}") && !outer.english.ends_with(" {}.")) continue;
    const bool phrase = outer.english.ends_with('.');
    const std::string_view start = outer.english.substr(0, outer.english.rfind("{}"));
    for (const MessageEntry& inner : message_entries()) {
      const bool is_phrase = !inner.english.ends_with('.') && !inner.english.ends_with("{}");
      if (inner.english.starts_with("{}") || inner.english.starts_with(' ') || is_phrase != phrase) continue;
      const std::string reason = filled(inner.english);
      EXPECT_THAT(in_korean(filled(start) + reason + (phrase ? "." : "")), HasSubstr(in_korean(reason)))
          << outer.english << "\n"
          << inner.english;
    }
  }
}

TEST(Messages, FieldsHaveTheirKoreanNames) {
  EXPECT_EQ(in_korean("\"soon\" cannot be the rental_due: it must be a date such as 2026-03-05."),
            "‘반납 기한’에 “soon”을 쓸 수 없습니다: 2026-03-05 같은 날짜여야 합니다.");
  EXPECT_EQ(in_korean("The name_ko of C-0012 was changed by somebody else meanwhile."),
            "그사이 다른 사람이 C-0012의 ‘이름 (한국어)’를 바꾸었습니다.");
}

TEST(Messages, ANameIsNeverTranslated) {
  EXPECT_EQ(in_korean("“The picture is empty.” is too long."),
            "“The picture is empty.”: 이름이 너무 깁니다.");
  EXPECT_EQ(in_korean("There is no kind \"missing\"."), "“missing”이라는 종류가 없습니다.");
}

TEST(Messages, WhatNobodyKnowsStaysAsItIs) {
  EXPECT_EQ(in_korean("Flux capacitor out of phase"), "Flux capacitor out of phase");
  EXPECT_EQ(in_korean("치마를 찾지 못했습니다."), "치마를 찾지 못했습니다.");
  EXPECT_EQ(in_korean(""), "");
  EXPECT_EQ(in_korean("“a.obj” cannot be read: OBJ: no vertices."),
            "“a.obj”를 읽을 수 없습니다: OBJ: no vertices.");
}

TEST(Messages, SentencesWithinSentencesEnd) {
  std::string deep = "x";
  for (int i = 0; i < 200; ++i) deep = "Opening " + deep + " failed";
  EXPECT_THAT(in_korean(deep), HasSubstr("여는 데 실패했습니다"));
  // One that can be read in many ways is not read in each of them.
  std::string many = "“x” cannot be read";
  for (int i = 0; i < 40; ++i) many += ": the copy is damaged: “x”: the disk is full. of x is x (object ";
  EXPECT_THAT(in_korean(many + "x)."), HasSubstr("복사본이 손상되었습니다"));
}

TEST(Messages, ParticlesFollowHowAWordIsReadAloud) {
  const auto with = [](const std::string& words, std::string_view particle) {
    return words + std::string(particle_after(words, particle));
  };
  EXPECT_EQ(with("의자", "을"), "의자를");
  EXPECT_EQ(with("모델", "을"), "모델을");
  EXPECT_EQ(with("모델", "으로"), "모델로");
  EXPECT_EQ(with("도면", "으로"), "도면으로");
  EXPECT_EQ(with("“치마”", "이"), "“치마”가");
  EXPECT_EQ(with("(궁)", "은"), "(궁)은");
  EXPECT_EQ(with("palace.glb", "을"), "palace.glb를");
  EXPECT_EQ(with("palace.stl", "을"), "palace.stl을");
  EXPECT_EQ(with("scene.bin", "이"), "scene.bin이");
  EXPECT_EQ(with("FBX", "은"), "FBX는");
  EXPECT_EQ(with("USDM", "은"), "USDM은");
  EXPECT_EQ(with("pattern", "이"), "pattern이");
  EXPECT_EQ(with("chair", "이"), "chair가");
  EXPECT_EQ(with("scene", "이라는"), "scene이라는");
  EXPECT_EQ(with("table", "으로"), "table로");
  EXPECT_EQ(with("map", "과"), "map과");
  EXPECT_EQ(with("coat", "과"), "coat와");
  EXPECT_EQ(with("lookbook", "을"), "lookbook을");
  EXPECT_EQ(with("v2", "을"), "v2를");
  EXPECT_EQ(with("13", "이"), "13이");
  EXPECT_EQ(with("100", "으로"), "100으로");
  EXPECT_EQ(with("7", "으로"), "7로");
  EXPECT_EQ(with("", "이"), "가");
}

}  // namespace
}  // namespace bandaji
