#include "tests/app/ui_harness.h"

#define GLFW_INCLUDE_NONE  // epoxy declares OpenGL.
#include <GLFW/glfw3.h>
#include <epoxy/gl.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include <chrono>
#include <thread>

#include "app/ui/imgui_compat.h"
#include "assets/image_export.h"
#include "assets/import/import_worker.h"
#include "renderer/headless.h"

namespace bandaji::test {

struct UiHarness::Screen {
  explicit Screen(HeadlessContext its_context) : context(std::move(its_context)) {}
  HeadlessContext context;
  GLuint framebuffer = 0;
  GLuint texture = 0;
};

UiHarness::UiHarness(const Options& options) : width_(options.width), height_(options.height) {
  set_worker_program(BANDAJI_PROGRAM);
  make_screen();

  compat::create_context();
  compat::start_opengl();
  ApplicationOptions wanted;
  wanted.catalog = options.catalog;
  wanted.preferences_file = folder_ / "preferences.json";
  Preferences preferences;
  preferences.language = options.korean ? Language::Korean : Language::English;
  preferences.user_name = "김미술";
  EXPECT_TRUE(save_preferences(preferences, wanted.preferences_file));
  application_ = std::make_unique<Application>(wanted);
  application_->trace().record();
  const auto started = application_->start(options.scale);
  if (!started) throw std::runtime_error(started.error().message);
  if (!options.catalog.empty()) wait_opened();
  frames();
}

void UiHarness::make_screen() {
  auto context = HeadlessContext::create();
  if (!context) throw std::runtime_error(context.error().message);
  screen_ = std::make_unique<Screen>(std::move(*context));
  glGenTextures(1, &screen_->texture);
  glBindTexture(GL_TEXTURE_2D, screen_->texture);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width_, height_, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glGenFramebuffers(1, &screen_->framebuffer);
  glBindFramebuffer(GL_FRAMEBUFFER, screen_->framebuffer);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, screen_->texture, 0);
}

void UiHarness::restart_graphics() {
  application_->graphics_lost();
  compat::stop_opengl();
  screen_.reset();
  make_screen();
  compat::start_opengl();
  const auto back = application_->graphics_back();
  ASSERT_TRUE(back) << back.error().message;
  frames();
}

UiHarness::~UiHarness() {
  application_.reset();
  compat::stop_opengl();
  compat::destroy_context();
  glDeleteFramebuffers(1, &screen_->framebuffer);
  glDeleteTextures(1, &screen_->texture);
}

void UiHarness::one_frame() {
  now_ += 1.0 / 60;
  application_->update(now_);
  application_->prepare_fonts();
  compat::begin_frame(static_cast<float>(width_), static_cast<float>(height_), 1.0f / 60);
  ImGui::NewFrame();
  application_->frame(now_);
  ImGui::Render();
  glBindFramebuffer(GL_FRAMEBUFFER, screen_->framebuffer);
  glViewport(0, 0, width_, height_);
  compat::render_opengl();
}

void UiHarness::wait_opened() {
  one_frame();
  EXPECT_TRUE(wait_for([&] { return state("opening").empty(); })) << "The catalog did not open.";
}

void UiHarness::frames(int count) {
  for (int i = 0; i < count; ++i) one_frame();
}

bool UiHarness::settle(double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  int quiet = 0;
  while (std::chrono::steady_clock::now() < end) {
    const auto jobs = application_->jobs().status();
    const bool working = std::any_of(jobs.begin(), jobs.end(), [](const JobStatus& job) {
      return job.state == JobState::Running || job.state == JobState::Waiting;
    });
    // Without work time passes quickly, so that what waits for a rested hand comes at once; with work it
    // passes as it does, or animations would be drawn all the time and keep the processor from it.
    now_ += working ? 0.01 : 0.1;
    if (application_->update(now_) || working) {
      quiet = 0;
      one_frame();
      if (working) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    } else if (application_->drawing_beside()) {
      quiet = 0;  // Frames drawn meanwhile would only take the processor from it.
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    } else if (++quiet > 20) {
      return true;
    }
  }
  return false;
}

bool UiHarness::wait_for(const std::function<bool()>& condition, double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    // Only what the real loop would draw: frames drawn for nothing take the time from the work waited for.
    now_ += 0.05;
    if (application_->update(now_)) one_frame();
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  frames();
  return true;
}

bool UiHarness::has(std::string_view widget) const {
  return application_->trace().boxes().contains(widget);
}

std::string UiHarness::state(std::string_view name) const {
  const auto found = application_->trace().states().find(name);
  return found == application_->trace().states().end() ? std::string() : found->second;
}

void UiHarness::move_to(std::string_view widget) {
  const auto found = application_->trace().boxes().find(widget);
  ASSERT_NE(found, application_->trace().boxes().end())
      << "There is no widget " << widget << " in the window.";
  compat::feed_mouse_position(found->second.x + found->second.width / 2,
                              found->second.y + found->second.height / 2);
  one_frame();
}

void UiHarness::click(std::string_view widget, int button) {
  move_to(widget);
  compat::feed_mouse_button(button, true);
  one_frame();
  compat::feed_mouse_button(button, false);
  frames();
  now_ += 1;  // The next click is no double click.
  compat::begin_frame(static_cast<float>(width_), static_cast<float>(height_), 1.0f);
  ImGui::NewFrame();
  application_->frame(now_);
  ImGui::Render();
}

Trace::Box UiHarness::box(std::string_view widget) const {
  const auto found = application_->trace().boxes().find(widget);
  if (found != application_->trace().boxes().end()) return found->second;
  ADD_FAILURE() << "There is no widget " << widget << " in the window.";
  return {};
}

void UiHarness::move_to_place(std::string_view widget, float x, float y) {
  const Trace::Box at = box(widget);
  compat::feed_mouse_position(at.x + x, at.y + y);
  frames(2);
}

void UiHarness::click_at(std::string_view widget, float x, float y) {
  move_to_place(widget, x, y);
  compat::feed_mouse_button(0, true);
  one_frame();
  compat::feed_mouse_button(0, false);
  frames();
  now_ += 1;  // The next click is no double click.
  compat::begin_frame(static_cast<float>(width_), static_cast<float>(height_), 1.0f);
  ImGui::NewFrame();
  application_->frame(now_);
  ImGui::Render();
}

void UiHarness::double_click(std::string_view widget) {
  move_to(widget);
  for (int i = 0; i < 2; ++i) {
    compat::feed_mouse_button(0, true);
    one_frame();
    compat::feed_mouse_button(0, false);
    one_frame();
  }
  frames();
}

void UiHarness::drag(std::string_view widget, float dx, float dy) {
  move_to(widget);
  const ImVec2 start = ImGui::GetIO().MousePos;
  compat::feed_mouse_button(0, true);
  one_frame();
  for (int i = 1; i <= 4; ++i) {
    compat::feed_mouse_position(start.x + dx * static_cast<float>(i) / 4,
                                start.y + dy * static_cast<float>(i) / 4);
    one_frame();
  }
  compat::feed_mouse_button(0, false);
  frames();
}

void UiHarness::wheel(std::string_view widget, float steps) {
  move_to(widget);
  compat::feed_wheel(0, steps);
  frames();
}

void UiHarness::scroll_to(std::string_view from, std::string_view widget) {
  move_to(from);
  for (int i = 0; i < 100 && !has(widget); ++i) {
    compat::feed_wheel(0, -1);
    frames();
  }
}

void UiHarness::type(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    char32_t character = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length; ++k)
      character = character << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
    compat::feed_character(character);
    i += length;
  }
  frames();
}

void UiHarness::key(std::string_view text) {
  const auto chord = parse_chord(text);
  ASSERT_TRUE(chord) << text << " is no key.";
  compat::feed_modifiers(chord->ctrl, chord->shift, chord->alt, false);
  const bool used = application_->key(*chord, ImGui::GetIO().WantTextInput);
  if (!used) compat::feed_key(chord->key, true);
  one_frame();
  compat::feed_key(chord->key, false);
  compat::feed_modifiers(false, false, false, false);
  frames();
}

void UiHarness::hold_modifiers(bool ctrl, bool shift) {
  compat::feed_modifiers(ctrl, shift, false, false);
}

void UiHarness::save_picture(const std::filesystem::path& path) {
  Image image;
  image.width = width_;
  image.height = height_;
  image.pixels.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 4);
  one_frame();
  glBindFramebuffer(GL_FRAMEBUFFER, screen_->framebuffer);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  std::vector<std::uint8_t> row(static_cast<std::size_t>(width_) * 4);
  for (int y = 0; y < height_; ++y) {
    glReadPixels(0, height_ - 1 - y, width_, 1, GL_RGBA, GL_UNSIGNED_BYTE, row.data());
    for (std::size_t x = 3; x < row.size(); x += 4) row[x] = 255;
    std::copy(row.begin(), row.end(), image.pixels.begin() + static_cast<std::ptrdiff_t>(row.size()) * y);
  }
  EXPECT_TRUE(write_png(path, image, 1));
}

}  // namespace bandaji::test
