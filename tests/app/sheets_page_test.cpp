// Pages as PDF and as pictures: fonts, line breaking, exact bytes.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "app/sheets/page.h"
#include "assets/content_hash.h"
#include "db/vocabulary.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

// A folder of its own for each test, gone afterwards.
class SheetsPage : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::temp_directory_path() /
        ("bandaji-page-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

// What a program of poppler prints.
std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (!pipe) return "cannot run " + command;
  std::array<char, 4096> buffer;
  while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
    output.append(buffer.data(), count);
  const int status = pclose(pipe);
  return status == 0 ? output : "failed: " + command + "\n" + output;
}

TextBlock text_at(RectMm box, std::string text, double size_pt = 9) {
  TextBlock block;
  block.box = box;
  block.text = std::move(text);
  block.size_pt = size_pt;
  return block;
}

std::shared_ptr<Image> checkered(int channels) {
  auto image = std::make_shared<Image>();
  image->width = 64;
  image->height = 48;
  image->channels = channels;
  for (int y = 0; y < image->height; ++y) {
    for (int x = 0; x < image->width; ++x) {
      const bool on = ((x / 8) + (y / 8)) % 2 == 0;
      for (int c = 0; c < channels; ++c) {
        image->pixels.push_back(c == 3 ? static_cast<std::uint8_t>(on ? 255 : 90)
                                       : static_cast<std::uint8_t>(on ? 200 - 40 * c : 30));
      }
    }
  }
  return image;
}

Page sample_page() {
  Page page;
  page.size = paper_size(Paper::A4, false);
  page.bookmark = "저고리";
  page.blocks.push_back(text_at({20, 20, 120, 20}, "달빛 궁의 저고리, 袞龍袍 Jeogori 1,240 mm"));
  page.blocks.push_back(FillBlock{{20, 50, 30, 10}, {0.7, 0.2, 0.1}, 2});
  page.blocks.push_back(LineBlock{20, 70, 120, 70, 0.2, {}});
  page.blocks.push_back(PictureBlock{{20, 80, 64, 48}, checkered(3), true});
  page.blocks.push_back(PictureBlock{{100, 80, 64, 48}, checkered(4), true});
  return page;
}

std::array<int, 3> pixel_at(const Image& image, int x, int y) {
  const std::uint8_t* at =
      &image.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                     static_cast<std::size_t>(x)) *
                    4];
  return {at[0], at[1], at[2]};
}

TEST_F(SheetsPage, PaperSizesAreTheStandardOnes) {
  EXPECT_DOUBLE_EQ(paper_size(Paper::A4, false).width_mm, 210);
  EXPECT_DOUBLE_EQ(paper_size(Paper::A4, true).width_mm, 297);
  EXPECT_DOUBLE_EQ(paper_size(Paper::A3, false).height_mm, 420);
  EXPECT_DOUBLE_EQ(paper_size(Paper::Letter, false).height_mm, 279.4);
}

TEST_F(SheetsPage, ThePdfHoldsSelectableKoreanTextInEmbeddedFonts) {
  const fs::path file = folder_ / "한글 이름.pdf";
  ASSERT_TRUE(write_pdf(file, {sample_page()}, {"저고리 시트", "달빛 궁"}));
  const std::string quoted = "'" + file.string() + "'";
  const std::string text = output_of("pdftotext " + quoted + " -");
  EXPECT_NE(text.find("달빛 궁의 저고리"), std::string::npos) << text;
  EXPECT_NE(text.find("袞龍袍"), std::string::npos) << text;
  const std::string fonts = output_of("pdffonts " + quoted);
  EXPECT_NE(fonts.find("NotoSansCJKkr"), std::string::npos) << fonts;
  // "emb sub uni" for every font.
  EXPECT_NE(fonts.find("yes yes yes"), std::string::npos) << fonts;
  EXPECT_EQ(fonts.find(" no "), std::string::npos) << fonts;
  const std::string info = output_of("pdfinfo " + quoted);
  EXPECT_NE(info.find("저고리 시트"), std::string::npos) << info;
  EXPECT_NE(info.find("A4"), std::string::npos) << info;
}

// Issue: "F" and "I" beside hanja made Cairo embed the subroutines of every glyph of the face.
TEST_F(SheetsPage, LatinLettersDoNotDragTheWholeFaceIntoTheFile) {
  Page page;
  page.size = paper_size(Paper::A4, false);
  page.blocks.push_back(text_at({20, 20, 120, 20}, "FILE 灰色 주의 FINAL"));
  const auto bytes = encode_pdf({page}, {});
  ASSERT_TRUE(bytes);
  EXPECT_LT(bytes->size(), 200'000u);
}

TEST_F(SheetsPage, OpaquePicturesAreJpegAndTransparentOnesCarryASoftMask) {
  const fs::path file = folder_ / "pictures.pdf";
  ASSERT_TRUE(write_pdf(file, {sample_page()}, {}));
  const std::string images = output_of("pdfimages -list '" + file.string() + "'");
  EXPECT_NE(images.find("jpeg"), std::string::npos) << images;
  EXPECT_NE(images.find("smask"), std::string::npos) << images;
}

TEST_F(SheetsPage, TheSamePagesGiveTheSameBytesEveryTime) {
  const DocumentInfo info{"제목", "주제", "ko", 1773457200000};
  const auto first = encode_pdf({sample_page(), sample_page()}, info);
  const auto second = encode_pdf({sample_page(), sample_page()}, info);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  const auto picture = draw_page(sample_page(), 3), again = draw_page(sample_page(), 3);
  ASSERT_TRUE(picture && again);
  EXPECT_EQ(picture->pixels, again->pixels);
}

TEST_F(SheetsPage, TheDateOfThePdfIsThatOfTheRecordsOrNone) {
  const fs::path dated = folder_ / "dated.pdf", undated = folder_ / "undated.pdf";
  ASSERT_TRUE(write_pdf(dated, {sample_page()}, {"t", "", "ko", 1773457200000}));
  ASSERT_TRUE(write_pdf(undated, {sample_page()}, {"t", "", "ko", 0}));
  const std::string date = output_of("TZ=UTC pdfinfo -isodates '" + dated.string() + "'");
  EXPECT_NE(date.find("CreationDate:    2026-03-14T03:00:00"), std::string::npos) << date;
  EXPECT_EQ(output_of("pdfinfo '" + undated.string() + "'").find("CreationDate"), std::string::npos);
}

TEST_F(SheetsPage, TextIsSetInTheKoreanFace) {
  EXPECT_EQ(sheet_font_family(), "Noto Sans CJK KR");
}

TEST_F(SheetsPage, EveryKoreanWordAndHanjaOfTheVocabularyIsInTheFace) {
  const std::span<const Term> terms = Vocabulary::shipped().terms();
  ASSERT_GT(terms.size(), 1500u);
  for (const Term& term : terms) {
    EXPECT_TRUE(sheet_font_covers(std::string(term.ko))) << term.key << " " << term.ko;
    EXPECT_TRUE(sheet_font_covers(std::string(term.aliases))) << term.key << " " << term.aliases;
  }
  // All that the sheets themselves print.
  EXPECT_TRUE(sheet_font_covers("¾ ≈ × · △ ★☆ – — … ΔE°"));
  EXPECT_FALSE(sheet_font_covers("\xF0\x92\x80\x80"));  // Cuneiform: the test can fail.
}

TEST_F(SheetsPage, APageIsDrawnAtTheAskedSize) {
  const auto image = draw_page(sample_page(), 4);
  ASSERT_TRUE(image);
  EXPECT_EQ(image->width, 840);
  EXPECT_EQ(image->height, 1188);
  EXPECT_EQ(image->channels, 4);
  EXPECT_EQ(pixel_at(*image, 4, 4), (std::array{255, 255, 255}));
  const auto fill = pixel_at(*image, 35 * 4, 55 * 4);
  EXPECT_NEAR(fill[0], 0.7 * 255, 1.0);
  EXPECT_NEAR(fill[1], 0.2 * 255, 1.0);
  // First square of the opaque picture.
  EXPECT_EQ(pixel_at(*image, 24 * 4, 84 * 4), (std::array{200, 160, 120}));
  // The half transparent squares of the other one let the paper through.
  const auto veil = pixel_at(*image, (100 + 12) * 4, 84 * 4);
  EXPECT_NEAR(veil[0], 30 * 90 / 255.0 + 165, 3.0);
}

TEST_F(SheetsPage, AnUnreasonableSizeIsRefusedWithASentence) {
  const auto image = draw_page(sample_page(), 1000);
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().kind, ErrorKind::Limit);
}

TEST_F(SheetsPage, KoreanWordsStayWholeAtLineEnds) {
  const TextBlock block = text_at(
      {0, 0, 60, 0},
      "조선 후기 반가 여성의 저고리로, 깃과 고름에 자주색 비단을 대고 소매 끝동은 남색으로 마감하였다.");
  std::string words = block.text;
  std::string rejoined;
  const auto lines = text_lines(block);
  ASSERT_GT(lines.size(), 2u);
  for (const TextLine& line : lines) {
    if (!rejoined.empty()) rejoined += ' ';
    rejoined += line.text;
  }
  EXPECT_EQ(rejoined, words) << "a break inside a word would add a space";
  EXPECT_EQ(lines.back().end, block.text.size());
}

TEST_F(SheetsPage, AWordLongerThanTheLineIsBrokenAnyway) {
  std::string word;
  for (int i = 0; i < 60; ++i) word += "긴";
  const TextBlock block = text_at({0, 0, 30, 0}, word);
  EXPECT_GT(text_lines(block).size(), 3u);
  TextBlock line = block;
  EXPECT_GT(text_width_mm(line), 150);
}

TEST_F(SheetsPage, ANumberKeepsItsUnit) {
  // Widths at which an ordinary break would fall between them.
  for (double width = 30; width < 60; width += 1.5) {
    for (const TextLine& line : text_lines(text_at({0, 0, width, 0}, "치마 말기는 가슴 위 6 cm에서 맨다"))) {
      EXPECT_NE(line.text.substr(line.text.size() - 1), "6") << width;
    }
  }
}

TEST_F(SheetsPage, HeightIsTheNumberOfLinesWhateverTheScript) {
  TextBlock block = text_at({0, 0, 200, 0}, "저고리\njeogori\n赤古里\n\nمعطف");
  block.leading = 1.5;
  EXPECT_NEAR(text_height_mm(block), 5 * 9 * 1.5 * 25.4 / 72, 1e-6);
  block.max_lines = 2;
  EXPECT_NEAR(text_height_mm(block), 2 * 9 * 1.5 * 25.4 / 72, 1e-6);
  EXPECT_EQ(text_height_mm(text_at({0, 0, 50, 0}, "")), 0);
}

TEST_F(SheetsPage, TextThatDoesNotFitEndsInAnEllipsisInsideItsBox) {
  Page page;
  page.size = {100, 60};
  std::string text;
  for (int i = 0; i < 40; ++i) text += "끝이 없는 이야기 ";
  page.blocks.push_back(text_at({10, 10, 50, 12}, text));
  const fs::path file = folder_ / "cut.pdf";
  ASSERT_TRUE(write_pdf(file, {page}, {}));
  const std::string printed = output_of("pdftotext '" + file.string() + "' -");
  EXPECT_NE(printed.find("…"), std::string::npos) << printed;
  EXPECT_LT(printed.size(), text.size() / 4) << "what is cut is not in the file";
  const auto image = draw_page(page, 4);
  ASSERT_TRUE(image);
  for (int y = 0; y < image->height; ++y) {
    for (int x = 0; x < image->width; ++x) {
      if (pixel_at(*image, x, y)[0] > 128) continue;
      EXPECT_TRUE(x >= 10 * 4 - 1 && x <= 60 * 4 + 1 && y >= 10 * 4 && y <= 22 * 4 + 1) << x << " " << y;
    }
  }
}

TEST_F(SheetsPage, SeveralPagesBecomeNumberedPictures) {
  const auto one = write_pages(folder_ / "one.png", {sample_page()}, {});
  ASSERT_TRUE(one);
  EXPECT_EQ(*one, (std::vector<fs::path>{folder_ / "one.png"}));
  const auto three = write_pages(folder_ / "시트.jpg", {sample_page(), sample_page(), sample_page()}, {});
  ASSERT_TRUE(three);
  ASSERT_EQ(three->size(), 3u);
  EXPECT_EQ((*three)[1], folder_ / "시트-2.jpg");
  for (const fs::path& file : *three) EXPECT_GT(fs::file_size(file), 10000u);
  const auto refused = write_pages(folder_ / "sheet.docx", {sample_page()}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Unsupported);
  EXPECT_FALSE(write_pages(folder_ / "none.pdf", {}, {}));
  EXPECT_FALSE(fs::exists(folder_ / "none.pdf"));
}

TEST_F(SheetsPage, APlaceThatCannotBeWrittenIsAnErrorAndLeavesNothing) {
  const auto refused = write_pdf(folder_ / "missing" / "sheet.pdf", {sample_page()}, {});
  EXPECT_FALSE(refused);
  EXPECT_TRUE(fs::is_empty(folder_));
}

}  // namespace
}  // namespace bandaji
