#include "app/core/preferences.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

using test::TemporaryFolder;
using test::write_text;

TEST(Preferences, ComeBackAsTheyWereSaved) {
  const TemporaryFolder folder;
  Preferences saved;
  saved.language = Language::English;
  saved.user_name = "이수아";
  saved.recent_catalogs = {"/shows/달빛 궁.bandaji", "/shows/b.bandaji"};
  saved.keys = {{"view.front", "Ctrl+Alt+1"}};
  saved.window_width = 1720;
  saved.thumbnail_edge = 233.5f;
  saved.list_view = true;
  saved.list_columns = {"name", "status"};
  saved.last_query = "kind:garment 당의";
  PictureSettings night;
  night.light = "candle";
  night.light_kelvin = 2850;
  night.exposure_ev = -0.7f;
  night.tone_map = "agx";
  night.backdrop = 0;
  night.ground = false;
  night.lut = "/luts/달빛.cube";
  night.environment = "/hdr/night.hdr";
  saved.pictures["/shows/b.bandaji"] = night;
  saved.pictures["/shows/gone.bandaji"] = night;
  const auto path = folder / "deep/er/preferences.json";
  ASSERT_TRUE(save_preferences(saved, path));
  const Preferences loaded = load_preferences(path);
  EXPECT_EQ(loaded.language, Language::English);
  EXPECT_EQ(loaded.user_name, "이수아");
  EXPECT_EQ(loaded.recent_catalogs, saved.recent_catalogs);
  EXPECT_EQ(loaded.keys, saved.keys);
  EXPECT_EQ(loaded.window_width, 1720);
  EXPECT_FLOAT_EQ(loaded.thumbnail_edge, 233.5f);
  EXPECT_TRUE(loaded.list_view);
  EXPECT_EQ(loaded.list_columns, saved.list_columns);
  EXPECT_EQ(loaded.last_query, saved.last_query);
  ASSERT_EQ(loaded.pictures.size(), 1u) << "Those of a catalog that is not remembered are not either.";
  EXPECT_EQ(loaded.pictures.at("/shows/b.bandaji"), night);
}

TEST(Preferences, KeepLightWithinWhatCanBeDrawn) {
  const TemporaryFolder folder;
  write_text(folder / "p.json", R"({"recent_catalogs": ["/a"], "pictures": {"/a": {"light_kelvin": 9e5,
             "light_intensity": -4, "exposure_ev": 500, "backdrop": 9, "lut": 7}, "/b": 3}})");
  const Preferences loaded = load_preferences(folder / "p.json");
  ASSERT_TRUE(loaded.pictures.contains("/a"));
  const PictureSettings& picture = loaded.pictures.at("/a");
  EXPECT_FLOAT_EQ(picture.light_kelvin, 15000);
  EXPECT_FLOAT_EQ(picture.light_intensity, 0);
  EXPECT_FLOAT_EQ(picture.exposure_ev, 16);
  EXPECT_EQ(picture.backdrop, 2);
  EXPECT_TRUE(picture.lut.empty());
}

TEST(Preferences, AreDefaultsWhenTheFileIsMissingOrDamaged) {
  const TemporaryFolder folder;
  EXPECT_EQ(load_preferences(folder / "none.json").window_width, Preferences().window_width);
  for (const char* text : {"", "{", "[1,2]", "\"text\"",
                           "{\"window_width\": \"wide\", \"keys\": 5, \"list_view\": [] }", "\xFF\xFE"}) {
    write_text(folder / "bad.json", text);
    const Preferences loaded = load_preferences(folder / "bad.json");
    EXPECT_EQ(loaded.window_width, Preferences().window_width) << text;
    EXPECT_FALSE(loaded.list_view) << text;
  }
}

TEST(Preferences, IgnoreSizesThatNoDisplayHas) {
  const TemporaryFolder folder;
  write_text(folder / "p.json",
             R"({"window_width": -40, "window_height": 900000, "interface_scale": 99, "left_width": 1e300})");
  const Preferences loaded = load_preferences(folder / "p.json");
  EXPECT_GE(loaded.window_width, 640);
  EXPECT_LE(loaded.window_height, 16384);
  EXPECT_LE(loaded.interface_scale, 4);
  EXPECT_FLOAT_EQ(loaded.left_width, Preferences().left_width);
}

TEST(Preferences, FollowTheSystemsLanguageAtTheFirstStart) {
  const TemporaryFolder folder;
  const auto language_under = [&](const char* locale) {
    ::setenv("LC_ALL", locale, 1);
    return load_preferences(folder / "none.json").language;
  };
  const char* before = std::getenv("LC_ALL");
  const std::string kept = before == nullptr ? "" : before;
  EXPECT_EQ(language_under("en_US.UTF-8"), Language::English);
  EXPECT_EQ(language_under("ko_KR.UTF-8"), Language::Korean);
  EXPECT_EQ(language_under("C.UTF-8"), Language::Korean);
  if (kept.empty()) {
    ::unsetenv("LC_ALL");
  } else {
    ::setenv("LC_ALL", kept.c_str(), 1);
  }
}

}  // namespace
}  // namespace bandaji
