// What the sheets print, read back from the PDF, and whether it is true.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <set>
#include <string>

#include "app/sheets/asset_sheet.h"
#include "app/sheets/contact_sheet.h"
#include "app/sheets/drawing_scale.h"
#include "app/sheets/sheet_style.h"
#include "app/sheets/traditional_color.h"
#include "app/sheets/turnaround_drawing.h"
#include "sheets_samples.h"

namespace bandaji::sheets {
namespace {

namespace fs = std::filesystem;

class SheetsLayout : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::temp_directory_path() /
        ("bandaji-sheet-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // The text of a PDF made of the pages.
  std::string printed(const std::vector<Page>& pages) const {
    const fs::path file = folder_ / "sheet.pdf";
    const auto written = write_pdf(file, pages, {});
    if (!written) return written.error().message;
    std::string output;
    FILE* pipe = popen(("pdftotext '" + file.string() + "' - 2>&1").c_str(), "r");
    if (!pipe) return "pdftotext does not run";
    std::array<char, 4096> buffer;
    while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe))
      output.append(buffer.data(), count);
    pclose(pipe);
    return output;
  }

  fs::path folder_;
};

std::vector<Page> hanbok_sheet(const SheetOptions& options) {
  return lay_out_asset_sheet(samples::hanbok_record(), samples::hanbok_pictures(options, 2),
                             samples::moonlit_palace(), options);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// Everything on the paper; nothing beyond its edges.
void expect_inside(const std::vector<Page>& pages) {
  for (const Page& page : pages) {
    for (const PageBlock& block : page.blocks) {
      RectMm box;
      if (const auto* text = std::get_if<TextBlock>(&block)) {
        box = text->box;
        if (!text->upward) box.height = box.height > 0 ? box.height : text_height_mm(*text);
      } else if (const auto* picture = std::get_if<PictureBlock>(&block)) {
        box = picture->box;
      } else if (const auto* fill = std::get_if<FillBlock>(&block)) {
        box = fill->box;
      } else {
        const auto& line = std::get<LineBlock>(block);
        box = {std::min(line.x1, line.x2), std::min(line.y1, line.y2), std::abs(line.x2 - line.x1),
               std::abs(line.y2 - line.y1)};
      }
      EXPECT_GE(box.x, -0.01);
      EXPECT_GE(box.y, -0.01);
      EXPECT_LE(box.x + box.width, page.size.width_mm + 0.01)
          << (std::holds_alternative<TextBlock>(block) ? std::get<TextBlock>(block).text.substr(0, 80)
                                                       : std::string());
      EXPECT_LE(box.y + box.height, page.size.height_mm + 0.01)
          << (std::holds_alternative<TextBlock>(block) ? std::get<TextBlock>(block).text.substr(0, 80)
                                                       : std::string());
    }
  }
}

// Share of pixels that are not paper.
double inked(const Page& page) {
  const auto image = draw_page(page, 1.5);
  if (!image) return 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < image->pixels.size(); i += 4) count += image->pixels[i] < 250;
  return static_cast<double>(count) * 4 / static_cast<double>(image->pixels.size());
}

TEST(SheetsScale, TheScaleIsTheLargestUsualOneThatFits) {
  EXPECT_EQ(fitting_scale(1000, 1000, 100, 100).text(), "1:10");
  EXPECT_EQ(fitting_scale(1001, 1000, 100, 100).text(), "1:12");
  EXPECT_EQ(fitting_scale(100, 1000, 100, 100).text(), "1:10");
  EXPECT_EQ(fitting_scale(90, 60, 100, 100).text(), "1:1");
  EXPECT_EQ(fitting_scale(20, 20, 100, 100).text(), "5:1");
  EXPECT_EQ(fitting_scale(0.1, 0.1, 100, 100).text(), "10:1");
  EXPECT_EQ(fitting_scale(12600, 8000, 100, 100).text(), "1:150");
  EXPECT_GT(fitting_scale(1e9, 1e9, 100, 100).real, 1000000);
}

TEST(SheetsScale, TheBarIsARoundLengthAndExactlyAsLongAsTheScaleSays) {
  for (const double real : {3.0, 27.0, 180.0, 1240.0, 6800.0, 31000.0}) {
    const DrawingScale scale = fitting_scale(real, real, 60, 60);
    const ScaleBar bar = fitting_scale_bar(scale, 46);
    EXPECT_LE(bar.paper_mm, 46);
    EXPECT_GT(bar.paper_mm, 46 / 2.51) << "the next round length would have fitted";
    EXPECT_DOUBLE_EQ(bar.paper_mm / bar.real_mm, static_cast<double>(scale.paper) / scale.real);
    double leading = bar.real_mm;
    while (leading >= 10) leading /= 10;
    while (leading < 1) leading *= 10;
    EXPECT_TRUE(leading == 1 || leading == 2 || leading == 5) << bar.real_mm;
  }
}

TEST(SheetsScale, TheTurnaroundOnPaperIsToItsScale) {
  for (const Paper paper : {Paper::A4, Paper::A3, Paper::Letter}) {
    SheetOptions options;
    options.paper = paper;
    const SheetGrid grid = sheet_grid(options);
    Page page;
    page.size = grid.paper;
    const auto views = cut_views(samples::hanbok_turnaround(400));
    const TurnaroundLayout layout =
        add_turnaround(page, {grid.left, 100, grid.width(), 75}, views, {1240, 1380, 620}, grid, options);
    ASSERT_EQ(layout.views.size(), 5u);
    const double ratio = static_cast<double>(layout.scale.paper) / layout.scale.real;
    EXPECT_NEAR(layout.bar_box.width, layout.bar.real_mm * ratio, 1e-9);
    EXPECT_NEAR(layout.views[0].width, samples::kHanbokWidthMm * ratio, 1e-9);
    EXPECT_NEAR(layout.views[2].width, samples::kHanbokDepthMm * ratio, 1e-9);
    for (const RectMm& view : layout.views) {
      EXPECT_NEAR(view.height, samples::kHanbokHeightMm * ratio, 1e-9);
      EXPECT_NEAR(view.y + view.height, layout.baseline_y, 1e-9) << "one baseline";
      EXPECT_GE(view.x, grid.left);
      EXPECT_LE(view.x + view.width, grid.left + grid.width() + 1e-9);
    }
    // The pictures themselves: as many real millimetres a pixel in each, and the model where the layout says.
    std::size_t index = 0;
    for (const PageBlock& block : page.blocks) {
      const auto* picture = std::get_if<PictureBlock>(&block);
      if (!picture) continue;
      const PrintedView& view = views[index];
      EXPECT_NEAR(picture->box.width / picture->picture->width,
                  picture->box.height / picture->picture->height, 1e-9);
      EXPECT_NEAR(picture->box.width, view.width_mm * ratio, 1e-9);
      EXPECT_NEAR(picture->box.x + view.left_mm * ratio, layout.views[index].x, 1e-9);
      ++index;
    }
    EXPECT_EQ(index, 5u);
    EXPECT_LE(layout.bottom, 175.001);
  }
}

TEST(SheetsScale, MeasuredInkOfTheFrontViewIsAsWideAsTheModelAtScale) {
  SheetOptions options;
  const SheetGrid grid = sheet_grid(options);
  Page page;
  page.size = grid.paper;
  const auto views = cut_views(samples::hanbok_turnaround(600));
  const TurnaroundLayout layout =
      add_turnaround(page, {grid.left, 50, grid.width(), 75}, {views[0]}, {1240, 1380, 620}, grid, options);
  const double px_per_mm = 12;
  const auto image = draw_page(page, px_per_mm);
  ASSERT_TRUE(image);
  // A row through the hem, a little above the baseline.
  const auto y = static_cast<std::size_t>((layout.baseline_y - 1) * px_per_mm);
  int first = -1, last = -1;
  for (int x = static_cast<int>((layout.views[0].x - 2) * px_per_mm);
       x < static_cast<int>((layout.views[0].x + layout.views[0].width + 2) * px_per_mm); ++x) {
    const std::uint8_t* pixel =
        &image->pixels[(y * static_cast<std::size_t>(image->width) + static_cast<std::size_t>(x)) * 4];
    if (pixel[1] > 150) continue;
    if (first < 0) first = x;
    last = x;
  }
  const double measured_mm = layout.scale.real_mm((last - first + 1) / px_per_mm);
  EXPECT_NEAR(measured_mm, samples::kHanbokWidthMm, samples::kHanbokWidthMm * 0.012);
}

TEST(SheetsScale, ADimensionThatThePictureContradictsIsPrintedAsSeen) {
  SheetOptions options;
  const SheetGrid grid = sheet_grid(options);
  const auto views = cut_views(samples::hanbok_turnaround(300));
  const auto texts = [&](std::array<std::int64_t, 3> size) {
    Page page;
    page.size = grid.paper;
    add_turnaround(page, {grid.left, 50, grid.width(), 75}, views, size, grid, options);
    std::set<std::string> found;
    for (const PageBlock& block : page.blocks) {
      if (const auto* text = std::get_if<TextBlock>(&block)) found.insert(text->text);
    }
    return found;
  };
  EXPECT_TRUE(texts({1241, 1380, 620}).contains("1,241")) << "the catalog's own number where it agrees";
  EXPECT_TRUE(texts({2000, 1380, 620}).contains("1,240"));
  EXPECT_FALSE(texts({2000, 1380, 620}).contains("2,000"));
}

TEST(SheetsColor, TheNearestTraditionalColorIsFoundByCiede2000) {
  const auto ja = nearest_traditional_color(0x6d, 0x1b, 0x43);
  ASSERT_TRUE(ja);
  EXPECT_EQ(ja->key, "co_ja");
  EXPECT_NEAR(ja->delta_e, 0, 1e-4);
  EXPECT_EQ(ja->hanja, "紫色");
  const auto white = nearest_traditional_color(253, 253, 252);
  ASSERT_TRUE(white);
  EXPECT_EQ(white->ko, "백색");
  EXPECT_TRUE(white->obang);
  // The value of 연분홍색 is marked as suspect in the vocabulary: it must not be named.
  const auto pink = nearest_traditional_color(0xe0, 0x70, 0x9b);
  ASSERT_TRUE(pink);
  EXPECT_NE(pink->key, "co_yeonbunhong");
}

TEST(SheetsText, ControlAndDirectionCharactersAreMadeVisible) {
  EXPECT_EQ(clean("저고리\xE2\x80\xAEgpj.exe"), "저고리<U+202E>gpj.exe");
  EXPECT_EQ(clean("a\x01z"), "a<U+0001>z");
  EXPECT_EQ(clean("첫 줄\r\n둘째 줄\n", true), "첫 줄\n둘째 줄");
  EXPECT_EQ(clean("첫 줄\r\n둘째 줄\n"), "첫 줄 둘째 줄");
  EXPECT_EQ(clean("칸\t칸"), "칸 칸");
}

TEST(SheetsText, DatesAreThoseOfKoreaWhateverTheMachineSays) {
  EXPECT_EQ(date_text(1773457200000), "2026-03-14");
  EXPECT_EQ(date_text(1773457200000 - 12 * 3600000 - 1), "2026-03-13");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(grouped(-1234), "-1,234");
  EXPECT_EQ(grouped(999), "999");
}

TEST_F(SheetsLayout, TheAssetSheetSaysWhatTheRecordSays) {
  SheetRecord record = samples::hanbok_record();
  record.asset.fields = {
      {"fabric", "fb_silk"}, {"designer", "정하은"}, {"cost", "1250000"}, {"character", ""}};
  const std::string text =
      printed(lay_out_asset_sheet(record, samples::hanbok_pictures({}, 2), samples::moonlit_palace(), {}));
  for (const char* part : {"달빛 궁",
                           "Moonlit Palace",
                           "의상 시트",
                           "C-0012",
                           "자주 치마와 미색 저고리",
                           "Violet skirt and cream jacket",
                           "승인",
                           "approved",
                           "v3",
                           "2026-03-14",
                           "1,240 × 1,380 × 620 mm",
                           "50,360",
                           "견직물",
                           "silk",
                           "정하은",
                           "1,250,000원",
                           "#6D1B43",
                           "자색",
                           "紫色",
                           "1:35",
                           "여주인공 연화가",
                           "박정우",
                           "이하린",
                           "이전 내용",
                           "끝동을 남색으로",
                           "#사극",
                           "정면",
                           "Front",
                           "紫朱裳"}) {
    EXPECT_TRUE(contains(text, part)) << part << "\n" << text;
  }
  EXPECT_TRUE(contains(text, record.versions.back().manifest_hash.short_hex()));
  // A field without a value is not a blank on the sheet.
  EXPECT_FALSE(contains(text, "인물"));
  EXPECT_FALSE(contains(text, "배우"));
}

TEST_F(SheetsLayout, EachLanguageKeepsToItself) {
  SheetOptions options;
  options.language = SheetLanguage::English;
  const std::string english = printed(hanbok_sheet(options));
  EXPECT_TRUE(contains(english, "Turnaround"));
  EXPECT_TRUE(contains(english, "near "));
  EXPECT_FALSE(contains(english, "턴어라운드"));
  EXPECT_FALSE(contains(english, "상태"));
  options.language = SheetLanguage::Korean;
  const std::string korean = printed(hanbok_sheet(options));
  EXPECT_TRUE(contains(korean, "턴어라운드"));
  EXPECT_FALSE(contains(korean, "Turnaround"));
  EXPECT_FALSE(contains(korean, "Status"));
}

TEST_F(SheetsLayout, AnApprovalOfOlderContentIsMarkedStale) {
  SheetRecord record = samples::hanbok_record();
  EXPECT_FALSE(contains(printed(lay_out_asset_sheet(record, {}, {}, {})), "결정 뒤 바뀜"));
  record.review.stale = true;
  EXPECT_TRUE(contains(printed(lay_out_asset_sheet(record, {}, {}, {})), "결정 뒤 바뀜"));
}

TEST_F(SheetsLayout, ADecisionThatWasTakenBackIsNotPrinted) {
  SheetRecord record = samples::hanbok_record();
  Decision back;
  back.id = "01JQD000000000000000000003";
  back.verdict = Verdict::Withdrawn;
  back.withdraws = record.decisions[1].id;
  record.decisions.push_back(back);
  const std::string text = printed(lay_out_asset_sheet(record, {}, {}, {}));
  EXPECT_FALSE(contains(text, "이대로 제작."));
  EXPECT_TRUE(contains(text, "박정우"));
}

TEST_F(SheetsLayout, EveryPaperHoldsEverythingInsideItsEdges) {
  for (const Paper paper : {Paper::A4, Paper::A3, Paper::Letter}) {
    for (const bool landscape : {false, true}) {
      for (const SheetLanguage language :
           {SheetLanguage::Korean, SheetLanguage::English, SheetLanguage::Both}) {
        SheetOptions options;
        options.paper = paper;
        options.landscape = landscape;
        options.language = language;
        const auto pages = hanbok_sheet(options);
        ASSERT_FALSE(pages.empty());
        EXPECT_LE(pages.size(), 2u);
        expect_inside(pages);
        for (const Page& page : pages) EXPECT_GT(inked(page), 0.005);
        EXPECT_GT(inked(pages[0]), 0.1) << "pictures and panels";
      }
    }
  }
}

TEST_F(SheetsLayout, LongNotesGoOnOverAsManyPagesAsTheyNeedAndLoseNothing) {
  SheetRecord record = samples::hanbok_record();
  record.asset.notes.clear();
  for (int i = 0; i < 150; ++i)
    record.asset.notes += "메모 " + std::to_string(i) + "번 줄은 여기에서 끝난다.\n";
  const auto pages =
      lay_out_asset_sheet(record, samples::hanbok_pictures({}, 2), samples::moonlit_palace(), {});
  EXPECT_GE(pages.size(), 3u);
  expect_inside(pages);
  const std::string text = printed(pages);
  for (const int i : {0, 74, 149}) EXPECT_TRUE(contains(text, "메모 " + std::to_string(i) + "번 줄은")) << i;
  EXPECT_TRUE(contains(text, "(계속)"));
  EXPECT_TRUE(contains(text, "1/" + std::to_string(pages.size())));
  SheetOptions without;
  without.notes = false;
  EXPECT_FALSE(contains(printed(lay_out_asset_sheet(record, {}, {}, without)), "메모 0번"));
}

TEST_F(SheetsLayout, ExtremeRecordsStayOnThePaper) {
  SheetRecord record = samples::hanbok_record();
  record.asset.name_ko = "\xE2\x80\xAE";
  for (int i = 0; i < 300; ++i) record.asset.name_ko += i % 7 == 6 ? " " : "긴";
  record.asset.name_en = std::string(300, 'W');
  record.asset.romanized = std::string(200, 'x');
  record.asset.number = "C-000000000000000000000000000000000000000012";
  record.asset.tags.assign(120, "아주_긴_태그_이름_그대로");
  record.asset.fields = {{"designer", std::string(3000, 'm')},
                         {"source", "مصدر عربي طويل"},
                         {"unknown_field", "값"},
                         {"fabric", "fb_silk;not_a_term;;"}};
  record.versions.back().comment = std::string(5000, 'c');
  record.decisions[1].by = std::string(400, 'B');
  for (int i = 0; i < 40; ++i) {
    record.versions.insert(record.versions.begin(), record.versions.front());
    record.decisions.push_back(record.decisions[0]);
  }
  for (const bool landscape : {false, true}) {
    SheetOptions options;
    options.landscape = landscape;
    const auto pages =
        lay_out_asset_sheet(record, samples::hanbok_pictures(options, 2), samples::moonlit_palace(), options);
    EXPECT_LT(pages.size(), 30u);
    expect_inside(pages);
    const std::string text = printed(pages);
    EXPECT_TRUE(contains(text, "<U+202E>"));
    EXPECT_TRUE(contains(text, "이전 버전 31개 더"));
  }
}

TEST_F(SheetsLayout, ARecordOfWhichNothingIsKnownStillHasASheet) {
  SheetRecord record;
  record.asset.number = "R-0001";
  SheetPictures pictures;
  pictures.problem = "The record has no file yet.";
  const auto pages = lay_out_asset_sheet(record, pictures, {}, {});
  EXPECT_EQ(pages.size(), 1u);
  const std::string text = printed(pages);
  EXPECT_TRUE(contains(text, "R-0001"));
  EXPECT_TRUE(contains(text, "The record has no file yet."));
  EXPECT_FALSE(contains(text, "sha256"));
}

TEST_F(SheetsLayout, ARefusedModelSaysWhyInsteadOfLeavingAHole) {
  SheetPictures pictures;
  pictures.problem = "\"dangui.fbx\" ends in the middle of a chunk.";
  const std::string text = printed(lay_out_asset_sheet(samples::hanbok_record(), pictures, {}, {}));
  EXPECT_TRUE(contains(text, "그림 없음"));
  EXPECT_TRUE(contains(text, "\"dangui.fbx\" ends in the middle of a chunk."));
  EXPECT_FALSE(contains(text, "턴어라운드"));
}

TEST_F(SheetsLayout, AnAttachmentListsItsFilesAndAnImageFillsThePage) {
  SheetRecord record = samples::hanbok_record();
  for (AssetVersion& version : record.versions) version.facts = {};
  record.versions.back().manifest = {{"도면/평면.dwg", hash_text("a"), 1200000},
                                     {"도면/입면.dwg", hash_text("b"), 345}};
  SheetPictures pictures;
  pictures.problem = "kept as an attachment";
  const std::string text = printed(lay_out_asset_sheet(record, pictures, {}, {}));
  EXPECT_TRUE(contains(text, "도면/평면.dwg"));
  EXPECT_TRUE(contains(text, "1.2 MB"));

  record.versions.back().facts.content = VersionContent::Image;
  SheetPictures image;
  image.hero = std::make_shared<Image>(samples::hanbok_hero({}, 2));
  for (const bool landscape : {false, true}) {
    SheetOptions options;
    options.landscape = landscape;
    const auto pages = lay_out_asset_sheet(record, image, {}, options);
    expect_inside(pages);
    double area = 0;
    for (const PageBlock& block : pages[0].blocks) {
      if (const auto* picture = std::get_if<PictureBlock>(&block))
        area += picture->box.width * picture->box.height;
    }
    EXPECT_GT(area, 0.2 * 210 * 297);
  }
}

TEST_F(SheetsLayout, TheSameRecordGivesTheSamePdf) {
  const auto once = encode_pdf(hanbok_sheet({}), {}), again = encode_pdf(hanbok_sheet({}), {});
  ASSERT_TRUE(once && again);
  EXPECT_EQ(*once, *again);
}

SheetInput contact_input(std::size_t count) {
  SheetInput input;
  input.template_name = "contact";
  input.production = samples::moonlit_palace();
  for (std::size_t i = 0; i < count; ++i) {
    SheetRecord record = samples::hanbok_record();
    record.asset.number = "C-" + std::to_string(1000 + i);
    input.records.push_back(std::move(record));
  }
  return input;
}

TEST_F(SheetsLayout, TheContactSheetShowsEveryRecordOnce) {
  const auto shared = std::make_shared<Image>(samples::hanbok_hero({}, 1));
  for (const std::size_t count : {1u, 16u, 17u, 500u}) {
    const SheetInput input = contact_input(count);
    const auto pages =
        lay_out_contact_sheet(input, std::vector<SheetThumbnail>(count, SheetThumbnail{shared, {}}));
    EXPECT_EQ(pages.size(), (count + 15) / 16);
    expect_inside(pages);
    std::size_t pictures = 0;
    for (const Page& page : pages) {
      for (const PageBlock& block : page.blocks) pictures += std::holds_alternative<PictureBlock>(block);
    }
    EXPECT_EQ(pictures, count);
  }
  EXPECT_TRUE(lay_out_contact_sheet(contact_input(0), {}).empty());
}

TEST_F(SheetsLayout, TheContactSheetPrintsTheChosenCaptions) {
  SheetInput input = contact_input(3);
  input.records[1].review.stale = true;
  input.records[2].asset.tags.clear();
  input.options.selection = "kind:garment 연화";
  input.options.fields = {"number", "status", "size", "tags", "version", "designer"};
  input.records[0].asset.fields["designer"] = "정하은";
  std::vector<SheetThumbnail> tiles(3);
  tiles[2].problem = "The file ends in the middle.";
  const auto pages = lay_out_contact_sheet(input, tiles);
  const std::string text = printed(pages);
  for (const char* part :
       {"밀착 시트", "kind:garment 연화", "C-1000", "C-1002", "승인", "1,240 × 1,380 × 620 mm", "#사극", "v3",
        "정하은", "결정 뒤 바뀜", "The file ends in the middle.", "1/1"}) {
    EXPECT_TRUE(contains(text, part)) << part << "\n" << text;
  }
  input.options.fields = {"name"};
  const std::string names = printed(lay_out_contact_sheet(input, tiles));
  EXPECT_FALSE(contains(names, "C-1000"));
  EXPECT_TRUE(contains(names, "자주 치마와 미색 저고리"));
}

TEST_F(SheetsLayout, ColumnsAreAsManyAsAsked) {
  for (const int columns : {1, 2, 5, 12}) {
    for (const bool landscape : {false, true}) {
      SheetInput input = contact_input(30);
      input.options.columns = columns;
      input.options.landscape = landscape;
      const auto pages = lay_out_contact_sheet(input, std::vector<SheetThumbnail>(30));
      expect_inside(pages);
      std::set<long> places;
      for (const PageBlock& block : pages[0].blocks) {
        const auto* fill = std::get_if<FillBlock>(&block);
        if (fill && fill->box.width > 10) places.insert(std::lround(fill->box.x * 100));
      }
      EXPECT_EQ(places.size(), static_cast<std::size_t>(columns));
    }
  }
}

TEST(SheetsPictures, CuttingAViewKeepsItsScale) {
  const Turnaround turnaround = samples::hanbok_turnaround(500);
  const auto views = cut_views(turnaround);
  ASSERT_EQ(views.size(), 5u);
  const double mm_per_px = 1000 / turnaround.pixels_per_metre;
  for (const PrintedView& view : views) {
    ASSERT_TRUE(view.picture);
    EXPECT_EQ(view.picture->channels, 3);
    EXPECT_NEAR(view.width_mm / view.picture->width, mm_per_px, 1e-9);
    EXPECT_NEAR(view.height_mm / view.picture->height, mm_per_px, 1e-9);
    EXPECT_NEAR(view.model_height_mm, samples::kHanbokHeightMm, 1e-9);
    EXPECT_LT(view.width_mm, view.model_width_mm + 5 * mm_per_px);
  }
  EXPECT_NEAR(views[0].model_width_mm, samples::kHanbokWidthMm, 1e-6);
}

TEST(SheetsPictures, AShadowRunsOutBeforeTheEdgeAndTheModelDoesNot) {
  Image shadow;
  shadow.width = shadow.height = 40;
  for (int i = 0; i < 40 * 40; ++i) shadow.pixels.insert(shadow.pixels.end(), {0, 0, 0, 100});
  Image veil = shadow;  // As transparent, but part of the model everywhere.
  const Image soft = with_soft_edges(shadow);
  const auto alpha = [](const Image& image, int x, int y) {
    return int{image.pixels[(static_cast<std::size_t>(y) * 40 + static_cast<std::size_t>(x)) * 4 + 3]};
  };
  EXPECT_EQ(alpha(soft, 20, 20), 100);
  EXPECT_LE(alpha(soft, 0, 20), 1);
  EXPECT_LE(alpha(soft, 39, 39), 0);
  EXPECT_GT(alpha(soft, 8, 20), 20);
  EXPECT_EQ(with_soft_edges(veil, &veil).pixels, veil.pixels);
}

TEST(SheetsPictures, ASheetIsNamedAfterTheDepartmentOfItsKind) {
  EXPECT_EQ(sheet_title("ak_garment").ko, "의상 시트");
  EXPECT_EQ(sheet_title("ak_furniture").ko, "세트 장식 시트");
  EXPECT_EQ(sheet_title("ak_set").ko, "세트 시트");
  EXPECT_EQ(sheet_title("ak_weapon").ko, "소품 시트");
  EXPECT_EQ(sheet_title("ak_sfx").ko, "분장 시트");
  EXPECT_EQ(sheet_title("no such kind").ko, "자산 시트");
}

TEST(SheetsPictures, TransparentPicturesAreLaidOnTheirGround) {
  Image image;
  image.width = 2;
  image.height = 1;
  image.pixels = {200, 100, 50, 255, 200, 100, 50, 0};
  const Image flat = flattened(image, 242, 242, 242);
  EXPECT_EQ(flat.pixels, (std::vector<std::uint8_t>{200, 100, 50, 242, 242, 242}));
}

}  // namespace
}  // namespace bandaji::sheets
