// How pictures are lit and developed: remembered for each catalog, and made anew when the
// graphics driver gave up what was there.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "app/ui/application.h"
#include "assets/import/import_worker.h"
#include "assets/text.h"
#include "renderer/color_lut.h"
#include "renderer/environment.h"

namespace bandaji {
namespace {

// In the order of LengthUnit.
constexpr std::array<std::string_view, 5> kUnits{"mm", "cm", "m", "ja", "kan"};

}  // namespace

PictureSettings Application::picture_settings() const {
  const ViewSettings& view = viewer_->view();
  PictureSettings settings;
  settings.light = view.light;
  settings.light_rotation_degrees = view.light_rotation_degrees;
  settings.light_intensity = view.light_intensity;
  settings.light_kelvin = view.light_kelvin;
  settings.exposure_ev = view.exposure_ev;
  settings.tone_map = to_string(view.tone_map);
  settings.backdrop = static_cast<int>(view.backdrop);
  settings.ground = view.ground;
  settings.grid = view.grid;
  settings.lut = to_utf8(lut_path_);
  settings.environment = to_utf8(environment_path_);
  return settings;
}

void Application::use_picture_settings(const PictureSettings& settings) {
  ViewSettings view = viewer_->view();
  const auto lights = light_presets();
  const bool known = std::any_of(lights.begin(), lights.end(),
                                 [&](const LightPreset& preset) { return preset.name == settings.light; });
  view.light = known ? settings.light : PictureSettings().light;
  view.light_rotation_degrees = settings.light_rotation_degrees;
  view.light_intensity = settings.light_intensity;
  view.light_kelvin = settings.light_kelvin;
  view.exposure_ev = settings.exposure_ev;
  view.tone_map = parse_tone_map(settings.tone_map).value_or(ToneMap::Neutral);
  view.backdrop = static_cast<Backdrop>(settings.backdrop);
  view.ground = settings.ground;
  view.grid = settings.grid;
  view.lut.reset();
  lut_name_.clear();
  lut_path_.clear();
  viewer_->set_view(view, now_);
  clear_environment();
  if (!settings.lut.empty()) use_lut(path_from_utf8(settings.lut), false);
  if (!settings.environment.empty()) use_environment(path_from_utf8(settings.environment), false);
}

void Application::take_remembered_unit() {
  const auto unit = std::find(kUnits.begin(), kUnits.end(), preferences_.length_unit);
  if (unit == kUnits.end()) return;
  for (ViewTools* tools : {&tools_, &looks_.shop.tools, &sets_panel_.shop.tools})
    tools->unit = static_cast<LengthUnit>(unit - kUnits.begin());
}

void Application::remember_picture() {
  const ViewTools* own = composition_tools();
  const LengthUnit chosen = own != nullptr ? own->unit : tools_.unit;
  if (const auto unit = kUnits[static_cast<std::size_t>(chosen)]; unit != preferences_.length_unit) {
    preferences_.length_unit = unit;
    take_remembered_unit();
    save_soon();
  }
  if (!session_) return;
  PictureSettings settings = picture_settings();
  PictureSettings& kept = preferences_.pictures[to_utf8(session_->library().files().folder())];
  if (kept == settings) return;
  kept = std::move(settings);
  save_soon();
}

void Application::use_lut(const std::filesystem::path& path, bool announce) {
  lut_path_ = path;  // Remembered from now on; a file that is gone is forgotten when that is known.
  jobs_->start(
      "",
      [this, path, announce](JobContext& job) {
        auto lut = std::make_shared<Result<ColorLut>>(load_lut(path));
        job.on_main([this, lut, path, announce] {
          if (lut_path_ != path) return;  // Another is wanted by now, or none.
          if (!*lut) {
            lut_path_.clear();
            return say_problem(lut->error().message);
          }
          ViewSettings view = viewer_->view();
          view.lut = std::make_shared<const ColorLut>(std::move(**lut));
          lut_name_ = to_nfc(to_utf8(path.filename()));
          fonts_.note(lut_name_);
          viewer_->set_view(view, now_);
          if (announce) say(fmt::format(fmt::runtime(ui_->t(Text::ToolLutLoaded)), lut_name_));
        });
      },
      Jobs::Options{.quiet = true, .urgent = true});
}

void Application::clear_lut() {
  ViewSettings view = viewer_->view();
  view.lut.reset();
  lut_name_.clear();
  lut_path_.clear();
  viewer_->set_view(view, now_);
}

void Application::use_environment(const std::filesystem::path& path, bool announce) {
  environment_path_ = path;
  jobs_->start(
      ui_->t(Text::JobEnvironment),
      [this, path, announce](JobContext& job) {
        auto radiance = std::make_shared<Result<HdrImage>>(import_hdr(path, job.stop()));
        job.on_main([this, radiance, path, announce] {
          if (environment_path_ != path) return;
          const std::string name = to_nfc(to_utf8(path.filename()));
          Result<void> set = radiance->has_value() ? Result<void>() : tl::unexpected(radiance->error());
          if (set)
            set = viewer_->set_environment(std::make_shared<const HdrImage>(std::move(**radiance)), name);
          if (!set) {
            environment_path_.clear();
            if (set.error().kind != ErrorKind::Cancelled) say_problem(set.error().message);
            return;
          }
          fonts_.note(name);
          if (announce) say(fmt::format(fmt::runtime(ui_->t(Text::ToolHdrLoaded)), name));
        });
      },
      Jobs::Options{.quiet = !announce});
}

void Application::clear_environment() {
  environment_path_.clear();
  if (!viewer_->environment()) return;
  if (const auto set = viewer_->set_environment(nullptr, ""); !set) say_problem(set.error().message);
}

void Application::graphics_lost() {
  picture_before_ = viewer_->view();
  pictures_.reset();
  thumbnails_.clear();
  turntables_.clear();
  sheet_textures_.clear();
  sheet_.pages.clear();
  viewer_->stop();
}

Result<void> Application::graphics_back() {
  const auto environment = viewer_->environment();
  pictures_ = std::make_unique<PictureService>(options_.wake);
  viewer_ = std::make_unique<Viewer>(*jobs_, options_.wake);
  if (auto drawing = viewer_->start(); !drawing) return drawing;
  viewer_->set_view(picture_before_, now_);
  if (environment) {
    const std::string name = to_nfc(to_utf8(environment_path_.filename()));
    if (const auto set = viewer_->set_environment(environment, name); !set) say_problem(set.error().message);
  }
  const bool korean = ui_->korean;
  ui_.reset();
  set_display_scale(display_scale_);
  ui_->korean = korean;
  browser_.wanted.clear();
  looks_.shop.sent.reset();
  sets_panel_.shop.sent.reset();
  sheet_at_ = now_;
  if (session_) show_selection(false);
  say(ui_->t(Text::GraphicsRestarted), true);
  return {};
}

}  // namespace bandaji
