// Imports every model of some folders, and damaged copies of them, through the real worker, and says what
// became of each: a model, a refusal with its reason, a reader that crashed or had to be stopped, triangles
// or extents that are not the file's own.
//
//   import_campaign FOLDER… [--mutations N] [--seed S] [--jobs J] [--report FILE] [--draw PROGRAM]
//
// --mutations  damaged copies of every file (default 0: only the files themselves)
// --report     one JSON object a line: file, mutation, outcome, seconds, message
// --draw       bandaji itself, which makes a picture of every file that was imported
// Exit status 1 when a file itself (not a damaged copy) crashed its reader, took longer than 20 s or came out
// wrong.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "assets/import/file_names.h"
#include "assets/import/import_worker.h"
#include "tests/support/mutation.h"
#include "tests/support/own_reading.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

enum class Outcome { Model, Refused, Limit, Crash, Wrong, NoPicture };
constexpr std::array kOutcomeNames{"model", "refused", "limit", "crash", "wrong", "no picture"};
constexpr double kLongestSeconds = 20;

struct Options {
  std::vector<fs::path> folders;
  int mutations = 0;
  std::uint64_t seed = 1;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  fs::path report;
  fs::path program;
};

struct Trial {
  fs::path file;
  int mutation = -1;  // -1 is the file itself.
};

struct Verdict {
  Outcome outcome = Outcome::Refused;
  double seconds = 0;
  std::string message;
};

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// What is wrong with the model, judged by the file's own numbers; empty when nothing is.
std::string contradiction(const ImportedModel& imported, const std::string& extension,
                          const std::string& text) {
  const auto own = test::read_own(extension, text);
  const ModelFacts& facts = imported.model.facts();
  const glm::vec3 size = facts.bounds.size();
  for (int axis = 0; axis < 3; ++axis) {
    if (!std::isfinite(size[axis]) || size[axis] > 1e6f) return "an extent is impossible";
  }
  if (!own) return {};
  // Triangles without an area are left out.
  if (facts.triangles > own->triangles || facts.triangles + own->triangles / 20 + 4 < own->triangles)
    return fmt::format("{} triangles instead of {}", facts.triangles, own->triangles);
  if (!own->sorted_size) return {};
  std::array<double, 3> found{size.x, size.y, size.z};
  std::sort(found.begin(), found.end());
  for (std::size_t i = 0; i < 3; ++i) {
    const double expected = (*own->sorted_size)[i] * imported.report.metres_per_unit;
    if (std::abs(found[i] - expected) >
        1e-3 * std::max((*own->sorted_size)[2] * imported.report.metres_per_unit, 1e-6))
      return fmt::format("an extent of {} m instead of {}", found[i], expected);
  }
  return {};
}

class Campaign {
 public:
  explicit Campaign(Options options) : options_(std::move(options)) {
    if (!options_.report.empty()) report_.open(options_.report);
  }

  int run() {
    for (const fs::path& folder : options_.folders) collect(folder);
    std::sort(files_.begin(), files_.end());
    const std::size_t each = static_cast<std::size_t>(options_.mutations) + 1;
    const std::size_t total = files_.size() * each;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < options_.jobs; ++i) {
      threads.emplace_back([this, each, total] {
        const test::TemporaryFolder scratch;
        for (std::size_t at = next_++; at < total; at = next_++) {
          const Trial trial{files_[at / each], static_cast<int>(at % each) - 1};
          note(trial, attempt(trial, scratch.path()));
        }
      });
    }
    threads.clear();
    summarize();
    return bad_files_ > 0 ? 1 : 0;
  }

 private:
  void collect(const fs::path& folder) {
    if (fs::is_regular_file(folder)) files_.push_back(folder);
    std::error_code none;
    for (fs::recursive_directory_iterator entry(folder, none), end; !none && entry != end;
         entry.increment(none)) {
      if (entry->is_regular_file() && classify(entry->path()) == FileClass::Model)
        files_.push_back(entry->path());
    }
  }

  Verdict attempt(const Trial& trial, const fs::path& scratch) {
    std::string text = test::read_text(trial.file);
    ImportSource source;
    if (trial.mutation < 0) {
      source.root = trial.file.parent_path();
      source.main_file = trial.file.filename().string();
    } else {
      std::mt19937_64 random(options_.seed * 1'000'003 + static_cast<std::uint64_t>(trial.mutation) +
                             std::hash<std::string>()(trial.file.string()));
      text = test::mutated(text, random);
      // Beside the damaged copy stand the files it refers to.
      const std::string name = "damaged" + trial.file.extension().string();
      test::write_text(scratch / name, text);
      source.files.push_back({name, scratch / name});
      std::error_code none;
      for (const auto& entry : fs::directory_iterator(trial.file.parent_path(), none)) {
        if (entry.is_regular_file() && entry.path() != trial.file && source.files.size() < 64 &&
            classify(entry.path()) != FileClass::Model)
          source.files.push_back({entry.path().filename().string(), entry.path()});
      }
      source.main_file = name;
    }
    const auto start = Clock::now();
    const auto imported = import_model(source);
    Verdict verdict;
    verdict.seconds = since(start);
    if (!imported) {
      verdict.message = imported.error().message;
      const bool crash = verdict.message.find("made its reader crash") != std::string::npos;
      verdict.outcome = crash                                       ? Outcome::Crash
                        : imported.error().kind == ErrorKind::Limit ? Outcome::Limit
                                                                    : Outcome::Refused;
      return verdict;
    }
    verdict.outcome = Outcome::Model;
    if (trial.mutation < 0) {
      verdict.message = contradiction(*imported, extension_of(trial.file.string()), text);
      if (!verdict.message.empty()) verdict.outcome = Outcome::Wrong;
      if (!options_.program.empty()) draw(trial.file, scratch, verdict);
    }
    return verdict;
  }

  void draw(const fs::path& file, const fs::path& scratch, Verdict& verdict) {
    const auto start = Clock::now();
    const fs::path picture = scratch / "picture.png";
    fs::remove(picture);
    const auto ran = test::run_program(options_.program, {"render", file.string(), "--out", picture.string(),
                                                          "--size", "256x256", "--no-ground"});
    verdict.seconds = std::max(verdict.seconds, since(start));
    if (ran.status != 0) {
      verdict.outcome = Outcome::NoPicture;
      verdict.message = fmt::format("status {} signal {}: {}", ran.status, ran.signal, ran.err);
      return;
    }
    const auto image = import_image(picture);
    std::size_t drawn = 0;
    if (image && image->channels == 4) {
      for (std::size_t i = 3; i < image->pixels.size(); i += 4) drawn += image->pixels[i] > 0 ? 1 : 0;
    }
    if (drawn == 0) {
      verdict.outcome = Outcome::NoPicture;
      verdict.message = "nothing can be seen on it";
    }
  }

  void note(const Trial& trial, const Verdict& verdict) {
    const std::lock_guard lock(mutex_);
    const bool damaged = trial.mutation >= 0;
    ++counts_[damaged ? 1 : 0][static_cast<std::size_t>(verdict.outcome)];
    slowest_ = std::max(slowest_, verdict.seconds);
    const bool slow = verdict.seconds > kLongestSeconds;
    const bool bad = slow || verdict.outcome == Outcome::Crash || verdict.outcome == Outcome::Wrong ||
                     verdict.outcome == Outcome::NoPicture || verdict.outcome == Outcome::Limit;
    if (bad && !damaged && (slow || verdict.outcome != Outcome::Limit)) ++bad_files_;
    if (bad || (!damaged && verdict.outcome == Outcome::Refused)) {
      std::cout << fmt::format("{:<10} {:6.2f} s  {}{}  {}\n",
                               kOutcomeNames[static_cast<std::size_t>(verdict.outcome)], verdict.seconds,
                               trial.file.string(),
                               damaged ? fmt::format(" (damage {})", trial.mutation) : "", verdict.message)
                << std::flush;
    }
    if (report_) {
      report_ << nlohmann::json{{"file", trial.file.string()},
                                {"mutation", trial.mutation},
                                {"outcome", kOutcomeNames[static_cast<std::size_t>(verdict.outcome)]},
                                {"seconds", verdict.seconds},
                                {"message", verdict.message}}
                     .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
              << '\n';
    }
  }

  void summarize() const {
    for (std::size_t damaged = 0; damaged < 2; ++damaged) {
      std::size_t total = 0;
      for (const std::size_t count : counts_[damaged]) total += count;
      if (total == 0) continue;
      std::cout << fmt::format("{}: {}", damaged == 0 ? "files" : "damaged copies", total);
      for (std::size_t i = 0; i < kOutcomeNames.size(); ++i)
        std::cout << fmt::format("  {} {}", kOutcomeNames[i], counts_[damaged][i]);
      std::cout << '\n';
    }
    std::cout << fmt::format("slowest: {:.2f} s\n", slowest_);
  }

  Options options_;
  std::vector<fs::path> files_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;  // Guards what follows.
  std::array<std::array<std::size_t, kOutcomeNames.size()>, 2> counts_{};
  std::size_t bad_files_ = 0;
  double slowest_ = 0;
  std::ofstream report_;
};

}  // namespace
}  // namespace bandaji

int main(int argc, char** argv) {
  using namespace bandaji;
  Options options;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto value = [&] { return i + 1 < arguments.size() ? arguments[++i] : std::string(); };
    if (arguments[i] == "--mutations") {
      options.mutations = std::atoi(value().c_str());
    } else if (arguments[i] == "--seed") {
      options.seed = std::strtoull(value().c_str(), nullptr, 10);
    } else if (arguments[i] == "--jobs") {
      options.jobs = static_cast<unsigned>(std::max(1, std::atoi(value().c_str())));
    } else if (arguments[i] == "--report") {
      options.report = value();
    } else if (arguments[i] == "--draw") {
      options.program = value();
    } else {
      options.folders.emplace_back(arguments[i]);
    }
  }
  if (options.folders.empty()) {
    std::cerr
        << "import_campaign FOLDER… [--mutations N] [--seed S] [--jobs J] [--report FILE] [--draw PROGRAM]\n";
    return 2;
  }
  set_worker_program(BANDAJI_TEST_WORKER);
  return Campaign(std::move(options)).run();
}
