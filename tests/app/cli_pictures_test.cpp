// render, thumbnails and sheet: pictures without a display.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "app/core/thumbnail_file.h"
#include "assets/import/import_worker.h"
#include "tests/app/cli_support.h"

namespace bandaji::test {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Pictures : public CommandLine {
 protected:
  Image picture(const std::string& name) {
    set_worker_program(BANDAJI_PROGRAM);
    auto image = import_image(path(name));
    EXPECT_TRUE(image) << (image ? "" : image.error().message);
    return image ? *image : Image{};
  }
  // Pixels that are not transparent, and the rows and columns they take.
  struct Covered {
    int count = 0;
    int left = 1 << 20, top = 1 << 20, right = -1, bottom = -1;
  };
  static Covered covered(const Image& image) {
    Covered result;
    for (int y = 0; y < image.height; ++y) {
      for (int x = 0; x < image.width; ++x) {
        if (image.channels == 4 &&
            image.pixels[static_cast<std::size_t>((y * image.width + x) * 4 + 3)] < 128)
          continue;
        ++result.count;
        result.left = std::min(result.left, x);
        result.right = std::max(result.right, x);
        result.top = std::min(result.top, y);
        result.bottom = std::max(result.bottom, y);
      }
    }
    return result;
  }
};

#if !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)  // Those cannot live within a limit on memory.
TEST_F(Pictures, ForWhichThereIsTooLittleMemoryAreAMessageAndNoCrash) {
  write_obj_box(path("box.obj"));
  int refused = 0;
  // Wherever on the way it ends: on the graphics card, which is memory like any other here, or after it.
  for (const int megabytes : {500, 650, 800, 950, 1050}) {
    const ProgramResult done = run_program(
        "/bin/sh",
        {"-c", "ulimit -v " + std::to_string(megabytes * 1024) +
                   "; exec '" BANDAJI_PROGRAM "' render box.obj --out box.png --size 3000x3000 --samples 4"},
        options());
    EXPECT_THAT(done.status, ::testing::AnyOf(0, 4)) << megabytes << ": " << done.err;
    if (done.status == 0) continue;
    ++refused;
    EXPECT_THAT(done.err, HasSubstr("memory")) << megabytes;
  }
  EXPECT_GT(refused, 0);
}
#endif

TEST_F(Pictures, OfABareFileNeedNoCatalog) {
  write_gltf_box(path("box.gltf"), {.width = 1, .height = 2, .depth = 1, .texture = "silk.png"});
  const Json stats = json1({"render", "box.gltf", "--out", "box.png", "--size", "200x100", "--view", "front",
                            "--ortho", "--no-ground", "--stats"});
  for (const char* name : {"load_ms", "upload_ms", "frame_ms", "encode_ms", "triangles", "cached"})
    EXPECT_TRUE(stats.contains(name)) << name;
  EXPECT_EQ(stats["triangles"], 12);
  EXPECT_EQ(stats["cached"], false);
  const Image image = picture("box.png");
  EXPECT_EQ(image.width, 200);
  EXPECT_EQ(image.height, 100);
  const Covered box = covered(image);
  // Twice as high as wide, in the middle, with a little left free.
  EXPECT_NEAR(box.bottom - box.top, 2 * (box.right - box.left), 3);
  EXPECT_NEAR(box.left + box.right, 199, 2);
  EXPECT_GT(box.top, 2);
}

TEST_F(Pictures, StandWhereTheCameraIsToldToStandInTheModelsOwnUnits) {
  // A box of 100 units that is 1 m high; seen from 400 units away under 30 degrees.
  write_obj_box(path("box.obj"), 100, 100, 100);
  write_gltf_box(path("box.gltf"), {.width = 1, .height = 1, .depth = 1});
  init();
  const std::string id = json1({"import", "box.obj", "--unit", "cm"})["id"];
  ASSERT_EQ(bandaji({"render", id, "--out", "a.png", "--size", "128x128", "--eye", "0,50,400", "--target",
                     "0,50,0", "--fov", "30", "--no-ground"})
                .status,
            0);
  ASSERT_EQ(bandaji({"render", "box.gltf", "--out", "b.png", "--size", "128x128", "--eye", "0,0.5,4",
                     "--target", "0,0.5,0", "--fov", "30", "--no-ground"})
                .status,
            0);
  const Covered a = covered(picture("a.png"));
  const Covered b = covered(picture("b.png"));
  // The front face is 3.5 m away: 1 m of 2 * 3.5 m * tan(15 degrees).
  const double expected = 128 / (2 * 3.5 * std::tan(15 * 3.14159265358979 / 180));
  EXPECT_NEAR(a.right - a.left + 1, expected, 2);
  EXPECT_NEAR(a.bottom - a.top + 1, expected, 2);
  EXPECT_NEAR(a.left, b.left, 1);
  EXPECT_NEAR(a.bottom, b.bottom, 1);
}

TEST_F(Pictures, HaveTheBackgroundTheyWereGiven) {
  write_obj_box(path("box.obj"));
  ASSERT_EQ(bandaji({"render", "box.obj", "--out", "a.png", "--size", "64x64", "--background", "#2040c0",
                     "--no-ground"})
                .status,
            0);
  const Image image = picture("a.png");
  ASSERT_GE(image.channels, 3);
  EXPECT_EQ(image.pixels[0], 0x20);
  EXPECT_EQ(image.pixels[1], 0x40);
  EXPECT_EQ(image.pixels[2], 0xC0);
}

TEST_F(Pictures, TakeAnglesThatBeginWithAMinus) {
  write_obj_box(path("box.obj"));
  EXPECT_EQ(bandaji({"render", "box.obj", "--out", "a.png", "--size", "32x32", "--view", "-30,15"}).status,
            0);
  EXPECT_EQ(bandaji({"render", "box.obj", "--out", "b.png", "--size", "32x32", "--eye", "-3,-1,2", "--target",
                     "-0.1,0,0"})
                .status,
            0);
}

TEST_F(Pictures, AreTheSameBytesEveryTime) {
  write_gltf_box(path("box.gltf"), {.texture = "silk.png"});
  ASSERT_EQ(bandaji({"render", "box.gltf", "--out", "a.png", "--size", "96x96"}).status, 0);
  ASSERT_EQ(bandaji({"render", "box.gltf", "--out", "b.png", "--size", "96x96"}).status, 0);
  EXPECT_EQ(read_text(path("a.png")), read_text(path("b.png")));
}

TEST_F(Pictures, OfWhatCannotBeReadAreRefusedWithTheReason) {
  write_text(path("bad.obj"), "nothing");
  const ProgramResult bad = bandaji({"render", "bad.obj", "--out", "a.png"});
  EXPECT_EQ(bad.status, 4);
  EXPECT_THAT(bad.err, HasSubstr("bad.obj"));
  EXPECT_EQ(bandaji({"render", "nowhere.glb", "--out", "a.png"}).status, 4);
  write_obj_box(path("box.obj"));
  EXPECT_EQ(bandaji({"render", "box.obj", "--out", "a.png", "--variant", "blue"}).status, 4);
  EXPECT_EQ(bandaji({"render", "box.obj", "--out", "a.png", "--environment", "none.hdr"}).status, 4);
  EXPECT_EQ(bandaji({"render", "box.obj", "--out", "no/such/folder/a.png", "--size", "16x16"}).status, 4);
  EXPECT_FALSE(fs::exists(path("a.png")));
}

TEST_F(Pictures, NameTheFileThatFailedAndEachMissingTextureOnce) {
  write_text(path("cut.glb"),
             std::string("glTF\x02\0\0\0\x20\0\0\0\xFF\0\0\0JSON", 20) + std::string(12, ' '));
  const ProgramResult cut = bandaji({"render", "cut.glb", "--out", "a.png"});
  EXPECT_EQ(cut.status, 4);
  EXPECT_THAT(cut.err, HasSubstr("bandaji: cut.glb: The glTF file is damaged"));

  write_gltf_box(path("box.gltf"), {.texture = "missing.png", .without_picture = true});
  const ProgramResult bare = bandaji({"render", "box.gltf", "--out", "b.png", "--size", "16x16"});
  EXPECT_EQ(bare.status, 0);
  EXPECT_EQ(std::count(bare.err.begin(), bare.err.end(), '\n'), 1) << bare.err;
  EXPECT_THAT(bare.err, HasSubstr("“missing.png” was not used."));
}

TEST_F(Pictures, OfAnAnimationThatIsNotThereAreRefused) {
  write_gltf_look(path("look.gltf"));
  const ProgramResult ninth =
      bandaji({"render", "look.gltf", "--out", "a.png", "--time", "1", "--clip", "9"});
  EXPECT_EQ(ninth.status, 4);
  EXPECT_THAT(ninth.err, HasSubstr("The model has no animation 9; it has 0"));
  EXPECT_FALSE(fs::exists(path("a.png")));
  EXPECT_EQ(bandaji({"render", "look.gltf", "--out", "a.png", "--size", "16x16", "--clip", "0"}).status, 0);
  write_obj_box(path("box.obj"));
  EXPECT_EQ(bandaji({"render", "box.obj", "--out", "b.png", "--clip", "0"}).status, 4);
  EXPECT_EQ(bandaji({"render", "box.obj", "--out", "b.png", "--size", "16x16", "--time", "1"}).status, 0);
}

TEST_F(Pictures, OfRecordsAreKeptAsThumbnailsWithTheirColors) {
  init();
  write_gltf_box(path("red.gltf"), {.texture = "silk.png"});
  const std::string model = json1({"import", "red.gltf"})["id"];
  write_picture(path("blue.png"), 40, 20, 0x1F4E9C);
  const std::string image = json1({"import", "blue.png"})["id"];
  write_text(path("pattern.zprj"), "x");
  json1({"import", "pattern.zprj"});
  const auto made = json({"thumbnails"});
  ASSERT_EQ(made.size(), 2u);
  for (const Json& row : made) {
    EXPECT_TRUE(read_thumbnail(row["path"].get<std::string>(), 512));
    EXPECT_FALSE(row["palette"].empty());
  }
  EXPECT_EQ(json1({"show", image})["palette"][0], "#1F4E9C");
  EXPECT_TRUE(json({"thumbnails"}).empty());
  EXPECT_EQ(json({"thumbnails", "--all"}).size(), 2u);
  EXPECT_EQ(json({"thumbnails", "--size", "64"}).size(), 2u);
  EXPECT_EQ(json({"list", "--query", "color:#1f4e9c"}).size(), 1u);
  // The source is not needed any more.
  fs::remove(path("red.gltf"));
  EXPECT_EQ(json1({"render", model, "--out", "again.png", "--size", "32x32", "--stats"})["cached"], true);
}

TEST_F(Pictures, GoOnPaper) {
  init();
  write_gltf_box(path("당의.gltf"), {.texture = "silk.png"});
  const std::string id = json1({"import", "당의.gltf"})["id"];
  bandaji({"set", id, "notes=소매 배래를 다시"});
  std::set<std::string> templates;
  for (const Json& row : json({"sheet", "--list"})) templates.insert(row["name"]);
  EXPECT_THAT(templates, ::testing::IsSupersetOf({"asset", "contact"}));
  ASSERT_EQ(bandaji({"sheet", "asset", id, "--out", "out/a.pdf"}).status, 0);
  ASSERT_EQ(bandaji({"sheet", "asset", id, "--out", "out/b.pdf"}).status, 0);
  EXPECT_TRUE(read_text(path("out/a.pdf")).starts_with("%PDF-"));
  EXPECT_EQ(read_text(path("out/a.pdf")), read_text(path("out/b.pdf")));
  ASSERT_EQ(bandaji({"sheet", "contact", "--query", "당의", "--out", "contact.png", "--paper", "A3", "--lang",
                     "ko"})
                .status,
            0);
  EXPECT_TRUE(read_text(path("contact.png")).starts_with("\x89PNG"));
  const auto words = [&](const char* file) {
    return run_program("/usr/bin/pdftotext", {path(file).string(), "-"}).out;
  };
  EXPECT_THAT(words("out/a.pdf"), HasSubstr("배래를"));
  ASSERT_EQ(bandaji({"sheet", "asset", id, "--no-notes", "--out", "out/c.pdf"}).status, 0);
  EXPECT_THAT(words("out/c.pdf"), Not(HasSubstr("배래를")));
  bandaji({"tag", id, "+연회"});
  ASSERT_EQ(bandaji({"sheet", "contact", id, "--fields", "number,tags", "--out", "tags.pdf"}).status, 0);
  EXPECT_THAT(words("tags.pdf"), HasSubstr("연회"));
  EXPECT_EQ(bandaji({"sheet", "contact", id, "--fields", "nonsense", "--out", "x.pdf"}).status, 2);
  bandaji({"set", id, "kind=garment", "fabric=명주", "rating=4", "romanized=dangui"});
  ASSERT_EQ(bandaji({"sheet", "contact", id, "--out", "all.pdf", "--fields",
                     "name,date,rating,triangles,format,file,hash,notes,romanized,fabric"})
                .status,
            0);
  for (const char* part : {"★★★★", "12 △", "glTF", "당의.gltf", "배래를", "dangui", "명주"})
    EXPECT_THAT(words("all.pdf"), HasSubstr(part));
  EXPECT_EQ(bandaji({"sheet", "asset", "C-9999", "--out", "x.pdf"}).status, 4);
  EXPECT_EQ(bandaji({"sheet", "contact", "--query", "없는말", "--out", "x.pdf"}).status, 4);
}

TEST_F(Pictures, ATurntableIsASequenceOrOnePicture) {
  write_gltf_look(path("look.gltf"));
  const auto files = json({"render", "look.gltf", "--turntable", "3", "--size", "48x64", "--samples", "4",
                           "--occlusion", "off", "--out", "turn.png"});
  ASSERT_EQ(files.size(), 3u);
  for (const char* name : {"turn_001.png", "turn_002.png", "turn_003.png"}) {
    const Image view = picture(name);
    EXPECT_EQ(view.width, 48);
    EXPECT_EQ(view.height, 64);
    EXPECT_GT(covered(view).count, 100);
  }
  json1({"render", "look.gltf", "--turntable", "8", "--strip", "--size", "32x32", "--samples", "4",
         "--occlusion", "off", "--out", "strip.png"});
  const Image strip = picture("strip.png");
  EXPECT_EQ(strip.width, 6 * 32) << "Six in a row.";
  EXPECT_EQ(strip.height, 2 * 32);
  EXPECT_EQ(bandaji({"render", "look.gltf", "--turntable", "1", "--out", "x.png"}).status, 2);
}

TEST_F(Pictures, APersonStandsBesideTheModelAndLightHasAColor) {
  write_gltf_look(path("look.gltf"));
  const std::vector<std::string> common{"render", "look.gltf", "--view",      "front",     "--ortho",
                                        "--size", "96x96",     "--no-ground", "--samples", "4"};
  const auto draw = [&](std::vector<std::string> more, const std::string& name) {
    std::vector<std::string> words = common;
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"--out", name});
    const ProgramResult done = bandaji(words);
    EXPECT_EQ(done.status, 0) << done.err;
    return picture(name);
  };
  const Covered alone = covered(draw({}, "alone.png")), both = covered(draw({"--figure", "170"}, "both.png"));
  // The look is half as wide as high; with somebody beside it the picture is as wide as high.
  EXPECT_LT(alone.right - alone.left, 50);
  EXPECT_GE(both.right - both.left, 60);
  const auto mean = [](const Image& image, std::size_t channel) {
    double sum = 0;
    for (std::size_t i = channel; i < image.pixels.size(); i += 4) sum += image.pixels[i];
    return sum;
  };
  const Image warm = draw({"--kelvin", "2800"}, "warm.png"), cold = draw({"--kelvin", "11000"}, "cold.png");
  EXPECT_GT(mean(warm, 0) / mean(warm, 2), 1.3 * mean(cold, 0) / mean(cold, 2));
  EXPECT_EQ(bandaji({"render", "look.gltf", "--kelvin", "20", "--out", "x.png"}).status, 2);
  EXPECT_EQ(bandaji({"render", "look.gltf", "--view", "nowhere", "--out", "x.png"}).status, 2);
}

TEST_F(Pictures, ASavedCameraDrawsThePictureAndTheThumbnail) {
  init();
  const std::string id = import_box("box.obj");
  ASSERT_EQ(bandaji({"camera", id, "save", "옆", "--view", "right", "--ortho"}).status, 0);
  const Json listed = json1({"camera", id, "choose", "옆"});
  EXPECT_EQ(listed["name"], "옆");
  EXPECT_EQ(listed["chosen"], true);
  json1({"render", id, "--view", "옆", "--size", "80x80", "--no-ground", "--samples", "4", "--out",
         "side.png"});
  const Covered side = covered(picture("side.png"));
  // 0.3 m deep and 1.2 m high.
  EXPECT_NEAR(side.bottom - side.top, 4 * (side.right - side.left), 6);
  const Json thumbnail = json1({"thumbnails"});
  const Image small = picture(thumbnail["path"]);
  const Covered shown = covered(small);
  EXPECT_NEAR(shown.bottom - shown.top, 4 * (shown.right - shown.left), 60);
  EXPECT_EQ(bandaji({"camera", id, "delete", "없음"}).status, 4);
  ASSERT_EQ(bandaji({"undo"}).status, 0);
  EXPECT_EQ(json1({"camera", id})["chosen"], false);
}

}  // namespace
}  // namespace bandaji::test
