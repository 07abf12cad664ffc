#include "assets/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <limits>
#include <memory>
#include <mutex>

#include "assets/text.h"

namespace bandaji {
namespace {

// One mutex guards the sink list; the sinks guard themselves.
struct Logging {
  std::mutex mutex;
  std::shared_ptr<spdlog::logger> logger;
};

Logging& logging() {
  static Logging instance = [] {
    auto logger =
        std::make_shared<spdlog::logger>("bandaji", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("bandaji: %v");  // As all that the program says there.
    logger->flush_on(spdlog::level::warn);
    return Logging{{}, std::move(logger)};
  }();
  return instance;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::Debug:
      return spdlog::level::debug;
    case LogLevel::Info:
      return spdlog::level::info;
    case LogLevel::Warning:
      return spdlog::level::warn;
    case LogLevel::Error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

}  // namespace

void log(LogLevel level, std::string_view message) {
  const std::string line = for_display(message, 8192);
  Logging& target = logging();
  const std::lock_guard lock(target.mutex);
  target.logger->log(level_of(level), spdlog::string_view_t(line.data(), line.size()));
}

void set_log_level(LogLevel level) {
  Logging& target = logging();
  const std::lock_guard lock(target.mutex);
  target.logger->set_level(level_of(level));
}

void set_log_file(const std::filesystem::path& path) {
  Logging& target = logging();
  const std::lock_guard lock(target.mutex);
  try {
    auto file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path.string(), 4u << 20, 3);
    file->set_pattern("%Y-%m-%d %H:%M:%S.%e %l %v");
    target.logger->sinks().resize(1);
    target.logger->sinks().push_back(std::move(file));
  } catch (const std::exception& problem) {
    target.logger->warn("The log file cannot be written: {}", problem.what());
  }
}

}  // namespace bandaji
