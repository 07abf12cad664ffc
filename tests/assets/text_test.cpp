#include "assets/text.h"

#include <gtest/gtest.h>

#include "assets/bounds.h"
#include "assets/log.h"
#include "assets/result.h"
#include "assets/units.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

TEST(Text, decomposed_hangul_is_composed) {
  EXPECT_EQ(to_nfc("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xE1\x84\x87\xE1\x85\xA9\xE1\x86\xA8"), "한복");
  EXPECT_EQ(to_nfc("plain"), "plain");
}

TEST(Text, cp949_bytes_become_the_korean_they_mean) {
  EXPECT_EQ(to_nfc("\xC7\xD1\xBA\xB9.png"), "한복.png");
}

TEST(Text, bytes_that_are_no_text_still_give_utf8) {
  for (const std::string bad : {"\xFF\xFE\xFF", "a\xC0\x80z", "\xED\xA0\x80", "\xF5\x80\x80\x80"}) {
    EXPECT_FALSE(is_utf8(bad));
    EXPECT_TRUE(is_utf8(to_nfc(bad)));
  }
  EXPECT_TRUE(is_utf8("저고리 👘"));
}

TEST(Text, a_displayed_name_cannot_forge_a_line_or_turn_around) {
  EXPECT_EQ(for_display("a\nb"), "a<U+000A>b");
  EXPECT_EQ(for_display("cod\xE2\x80\xAEgpj"), "cod<U+202E>gpj");
  EXPECT_EQ(for_display("곤룡포"), "곤룡포");
}

TEST(Text, a_displayed_name_is_cut_at_a_character) {
  const std::string cut = for_display("가나다라마바사", 12);
  EXPECT_LE(cut.size(), 12u);
  EXPECT_EQ(cut, "가나다…");
  EXPECT_EQ(for_display("가나다라", 12), "가나다라");
}

TEST(Text, paths_pass_through_utf8_unchanged) {
  EXPECT_EQ(to_utf8(path_from_utf8("의상/당의 1.glb")), "의상/당의 1.glb");
}

TEST(Units, lengths_are_written_as_people_write_them) {
  EXPECT_EQ(format_length(1234, LengthUnit::Millimetre), "1,234 mm");
  EXPECT_EQ(format_length(1234, LengthUnit::Centimetre), "123.4 cm");
  EXPECT_EQ(format_length(1234, LengthUnit::Metre), "1.23 m");
  EXPECT_EQ(format_length(1234, LengthUnit::Ja), "4.07 자");
  EXPECT_EQ(format_length(-1234567, LengthUnit::Millimetre), "-1,234,567 mm");
  EXPECT_EQ(format_length(-0.2, LengthUnit::Millimetre), "0 mm");
  EXPECT_EQ(format_size_mm(612, 1240, 305), "612 × 1,240 × 305 mm");
}

TEST(Bounds, turning_a_box_keeps_it_around_its_corners) {
  Bounds box;
  EXPECT_TRUE(box.empty());
  EXPECT_EQ(box.size(), glm::vec3(0));
  box.add(glm::vec3(0, 0, 0));
  box.add(glm::vec3(2, 1, 0));
  const glm::mat4 quarter_turn(0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 5, 1);
  const Bounds turned = box.transformed(quarter_turn);
  EXPECT_EQ(turned.min, glm::vec3(-1, 0, 5));
  EXPECT_EQ(turned.max, glm::vec3(0, 2, 5));
  EXPECT_TRUE(Bounds().transformed(quarter_turn).empty());
}

TEST(Log, lines_go_to_the_file_with_control_characters_shown) {
  const test::TemporaryFolder folder;
  set_log_file(folder / "bandaji.log");
  log(LogLevel::Warning, "first\nforged");
  log(LogLevel::Debug, "not written");
  const std::string text = test::read_text(folder / "bandaji.log");
  EXPECT_NE(text.find("first<U+000A>forged"), std::string::npos);
  EXPECT_EQ(text.find("not written"), std::string::npos);
}

}  // namespace
}  // namespace bandaji
