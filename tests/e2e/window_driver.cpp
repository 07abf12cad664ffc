#include "tests/e2e/window_driver.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <cmath>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

namespace bandaji::test {
namespace {

void pause(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

}  // namespace

WindowDriver::WindowDriver(const std::filesystem::path& catalog, const std::filesystem::path& configuration,
                           const std::string& language) {
  // The server chooses a free number and writes it down when it is ready.
  display_ = std::make_unique<RunningProgram>(
      "/usr/bin/Xvfb", std::vector<std::string>{"-displayfd", "1", "-screen", "0", "1440x900x24",
                                                "+extension", "GLX", "-noreset", "-nolisten", "tcp"});
  std::string number;
  for (int i = 0; i < 200 && number.find('\n') == std::string::npos; ++i) {
    number = display_->output_so_far();
    pause(50);
  }
  EXPECT_FALSE(number.empty()) << "Xvfb did not start.";
  while (!number.empty() && (number.back() == '\n' || number.back() == ' ')) number.pop_back();
  environment_ = {{"DISPLAY", ":" + number},
                  {"HOME", folder_.path().string()},
                  {"XDG_CONFIG_HOME", configuration.string()},
                  {"BANDAJI_UI_TRACE", (folder_ / "trace.json").string()},
                  {"LC_ALL", language},
                  {"LANG", language}};
  ProgramOptions options;
  options.environment = environment_;
  std::vector<std::string> arguments;
  if (!catalog.empty()) arguments = {"--catalog", catalog.string()};
  program_ = std::make_unique<RunningProgram>(BANDAJI_PROGRAM, arguments, options);
  EXPECT_TRUE(wait_for([](const Trace& trace) { return trace.frame > 0; })) << "The window did not open.";
  if (catalog.empty()) return;
  const auto is_open = [](const Trace& trace) {
    const auto open = trace.state.find("catalog");
    return open != trace.state.end() && !open->second.empty();
  };
  EXPECT_TRUE(wait_for(is_open)) << "The catalog did not open.";
}

WindowDriver::~WindowDriver() {
  if (::testing::Test::HasFailure()) {
    const std::filesystem::path picture = std::filesystem::temp_directory_path() / "bandaji-window-test.png";
    save_picture(picture);
    std::ifstream trace(folder_ / "trace.json");
    std::cerr << "The window as it was last: " << picture << "\n" << trace.rdbuf() << "\n";
  }
  program_.reset();
  clipboard_.reset();
  if (display_) display_->send(SIGTERM);
  display_.reset();
}

WindowDriver::Trace WindowDriver::trace() const {
  Trace trace;
  std::ifstream file(folder_ / "trace.json");
  const nlohmann::json json = nlohmann::json::parse(file, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return trace;
  trace.frame = json.value("frame", std::uint64_t{0});
  for (const auto& [name, box] : json.at("widgets").items())
    trace.widgets[name] = box.get<std::array<int, 4>>();
  for (const auto& [name, value] : json.at("state").items()) trace.state[name] = value.get<std::string>();
  return trace;
}

bool WindowDriver::wait_for(const std::function<bool(const Trace&)>& condition, double seconds) const {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (!condition(trace())) {
    if (std::chrono::steady_clock::now() > end) return false;
    pause(50);
  }
  return true;
}

bool WindowDriver::wait_widget(const std::string& name, double seconds) const {
  return wait_for([&](const Trace& trace) { return trace.widgets.contains(name); }, seconds);
}

bool WindowDriver::wait_state(const std::string& name, const std::string& value, double seconds) const {
  return wait_for(
      [&](const Trace& trace) {
        const auto found = trace.state.find(name);
        return found != trace.state.end() && found->second == value;
      },
      seconds);
}

bool WindowDriver::wait_rest(double quiet, double seconds) const {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  std::uint64_t frame = trace().frame;
  auto since = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() < end) {
    pause(50);
    const Trace now = trace();
    if (now.frame != frame || now.frame == 0) {
      frame = now.frame;
      since = std::chrono::steady_clock::now();
    } else if (std::chrono::steady_clock::now() - since > std::chrono::duration<double>(quiet)) {
      return true;
    }
  }
  return false;
}

void WindowDriver::xdotool(const std::vector<std::string>& arguments) const {
  ProgramOptions options;
  options.environment = environment_;
  const ProgramResult result = run_program("/usr/bin/xdotool", arguments, options);
  EXPECT_EQ(result.status, 0) << "xdotool: " << result.err;
}

void WindowDriver::click(const std::string& widget) {
  click_at(widget, 0.5, 0.5);
}

void WindowDriver::click_at(const std::string& widget, double share_x, double share_y) {
  ASSERT_TRUE(wait_widget(widget)) << "There is no " << widget << " in the window.";
  wait_rest(0.25, 10);  // What moves is not clicked.
  const Trace now = trace();
  const auto found = now.widgets.find(widget);
  ASSERT_NE(found, now.widgets.end()) << widget << " went away.";
  const auto& [x, y, width, height] = found->second;
  xdotool({"mousemove", std::to_string(x + static_cast<int>(width * share_x)),
           std::to_string(y + static_cast<int>(height * share_y))});
  pause(150);
  xdotool({"mousedown", "1"});
  pause(80);
  xdotool({"mouseup", "1"});
  pause(150);
}

void WindowDriver::edit(const std::string& field) {
  click(field);
  ASSERT_TRUE(wait_state("input", field)) << field << " did not take the keyboard.";
  wait_rest(0.2, 10);
  key("ctrl+a");
  wait_rest(0.2, 10);
}

void WindowDriver::double_click(const std::string& widget) {
  click(widget);
  xdotool({"click", "--repeat", "2", "--delay", "60", "1"});
  pause(150);
}

void WindowDriver::drag(const std::string& widget, int dx, int dy, int button, const std::string& modifier) {
  point_at(widget);
  const std::string which = std::to_string(button);
  if (!modifier.empty()) xdotool({"keydown", modifier});
  xdotool({"mousedown", which});
  pause(80);
  constexpr int kSteps = 4;
  for (int i = 0; i < kSteps; ++i) {
    xdotool({"mousemove_relative", "--", std::to_string(dx / kSteps), std::to_string(dy / kSteps)});
    pause(60);
  }
  xdotool({"mouseup", which});
  if (!modifier.empty()) xdotool({"keyup", modifier});
  pause(150);
}

void WindowDriver::wheel(const std::string& widget, int steps) {
  point_at(widget);
  for (int i = 0; i < std::abs(steps); ++i) {
    xdotool({"click", steps > 0 ? "4" : "5"});
    pause(60);
  }
  pause(150);
}

void WindowDriver::point_at(const std::string& widget) {
  ASSERT_TRUE(wait_widget(widget)) << "There is no " << widget << " in the window.";
  wait_rest(0.25, 10);
  const Trace now = trace();
  const auto found = now.widgets.find(widget);
  ASSERT_NE(found, now.widgets.end()) << widget << " went away.";
  const auto& [x, y, width, height] = found->second;
  xdotool({"mousemove", std::to_string(x + width / 2), std::to_string(y + height / 2)});
  pause(150);
}

void WindowDriver::hold(const std::string& key, int milliseconds) {
  xdotool({"keydown", key});
  pause(milliseconds);
  xdotool({"keyup", key});
  pause(150);
}

std::string WindowDriver::state(const std::string& name) const {
  const Trace now = trace();
  const auto found = now.state.find(name);
  return found == now.state.end() ? std::string() : found->second;
}

bool WindowDriver::wait_change(const std::string& name, const std::string& before, double seconds) const {
  return wait_for(
      [&](const Trace& trace) {
        const auto found = trace.state.find(name);
        return found != trace.state.end() && found->second != before;
      },
      seconds);
}

void WindowDriver::key(const std::string& keysyms) {
  xdotool({"key", "--delay", "60", keysyms});
  pause(200);
}

void WindowDriver::type(const std::string& ascii) {
  xdotool({"type", "--delay", "25", ascii});
  pause(200);
}

void WindowDriver::paste(const std::string& utf8) {
  // xclip stays behind to answer; -loops would end it too early.
  write_text(folder_ / "clipboard.txt", utf8);
  ProgramOptions options;
  options.environment = environment_;
  clipboard_ =
      std::make_unique<RunningProgram>("/usr/bin/xclip",
                                       std::vector<std::string>{"-selection", "clipboard", "-quiet", "-i",
                                                                (folder_ / "clipboard.txt").string()},
                                       options);
  const auto holds_it = [&] {
    return run_program("/usr/bin/xclip", {"-selection", "clipboard", "-o"}, options).out == utf8;
  };
  for (int i = 0; i < 200 && !holds_it(); ++i) pause(50);
  ASSERT_TRUE(holds_it()) << "The clipboard did not take the text.";
  key("ctrl+v");
}

void WindowDriver::copy_picture(const std::filesystem::path& png) {
  ProgramOptions options;
  options.environment = environment_;
  clipboard_ = std::make_unique<RunningProgram>(
      "/usr/bin/xclip",
      std::vector<std::string>{"-selection", "clipboard", "-t", "image/png", "-quiet", "-i", png.string()},
      options);
  const auto holds_it = [&] {
    const auto targets =
        run_program("/usr/bin/xclip", {"-selection", "clipboard", "-t", "TARGETS", "-o"}, options);
    return targets.out.find("image/png") != std::string::npos;
  };
  for (int i = 0; i < 200 && !holds_it(); ++i) pause(50);
  ASSERT_TRUE(holds_it()) << "The clipboard did not take the picture.";
}

void WindowDriver::close() {
  key("ctrl+q");
  const ProgramResult result = program_->wait();
  exit_status_ = result.status;
  EXPECT_EQ(result.signal, 0) << result.err;
  // Whichever test it is, what the program or its sanitizers said last is the reason.
  if (result.status != 0) std::cerr << result.err;
  program_.reset();
}

void WindowDriver::kill() {
  program_->send(SIGKILL);
  program_->wait();
  program_.reset();
}

void WindowDriver::save_picture(const std::filesystem::path& path) const {
  ProgramOptions options;
  options.environment = environment_;
  run_program("/usr/bin/import", {"-window", "root", path.string()}, options);
}

}  // namespace bandaji::test
