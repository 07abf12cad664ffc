#include "assets/import/import_worker.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <optional>

#include "assets/import/file_names.h"
#include "assets/import/model_import.h"
#include "assets/import/worker_process.h"
#include "assets/import/worker_protocol.h"
#include "assets/text.h"

namespace bandaji {
namespace {

using Clock = std::chrono::steady_clock;

// Guarded by its mutex; set by tests before they import.
struct WorkerProgram {
  std::mutex mutex;
  std::filesystem::path path = "/proc/self/exe";
};

WorkerProgram& worker_program() {
  static WorkerProgram program;
  return program;
}

// What came back from a worker that did its work.
struct Answer {
  FileHandle result;
  std::optional<ImportReport> report;
};

// The last line a dying worker wrote, where it says something.
std::string last_words(const std::string& text) {
  std::string_view rest = text;
  while (!rest.empty() && (rest.back() == '\n' || rest.back() == '\r')) rest.remove_suffix(1);
  const std::size_t line = rest.rfind('\n');
  if (line != std::string_view::npos) rest.remove_prefix(line + 1);
  return rest.empty() ? std::string() : fmt::format(" It last said: “{}”.", for_display(rest, 300));
}

tl::unexpected<Error> died(WorkerProcess& worker, const std::string& shown) {
  const WorkerExit exit = worker.finish(false);
  // The last two are what sanitized builds say, which cannot limit their address space.
  const bool memory = std::ranges::any_of(
      std::array{"bad_alloc", "ut of memory", "rss limit exhausted", "End of process memory map"},
      [&](const char* sign) { return worker.error_text().find(sign) != std::string::npos; });
  if (exit.cpu_limit)
    return fail(ErrorKind::Limit,
                fmt::format("Reading “{}” took too much processor time and was stopped.", shown));
  if (memory)
    return fail(ErrorKind::Limit, fmt::format("“{}” needs more memory than one import may take.", shown));
  if (exit.killed)
    return fail(
        ErrorKind::Limit,
        fmt::format("The system stopped reading “{}”: it needs more memory or time than there is.", shown));
  return fail(ErrorKind::Corrupt, fmt::format("“{}” made its reader crash ({}), so it was refused.{}", shown,
                                              exit.description, last_words(worker.error_text())));
}

// How much processor time may pass without progress: Assimp tells none while it reads, and what it needs
// grows with the file.
std::chrono::seconds longest_stall(const WorkerRequest& request) {
  std::error_code none;
  const ImportSource& source = request.source;
  std::uintmax_t bytes = 0;
  if (source.files.empty()) {
    bytes = std::filesystem::file_size(source.root / path_from_utf8(source.main_file), none);
  } else {
    for (const SourceFile& file : source.files) {
      if (file.relative_path == source.main_file) bytes = std::filesystem::file_size(file.path, none);
    }
  }
  if (none) bytes = 0;
  return request.limits.stall + std::chrono::seconds(bytes >> 22);
}

// Decides when a worker has had its time.
class Patience {
 public:
  explicit Patience(const WorkerRequest& request) : limits_(request.limits), stall_(longest_stall(request)) {}

  void heard(std::chrono::nanoseconds cpu) {
    heard_ = Clock::now();
    cpu_at_heard_ = cpu;
    worked_ = heard_;
    cpu_at_worked_ = cpu;
  }

  // Why it is to be stopped, if it is.
  std::optional<Error> exhausted(std::chrono::nanoseconds cpu, const std::string& shown) {
    const auto now = Clock::now();
    // A clock that ticks a little is that of a process which is stopped and looked at.
    constexpr std::chrono::milliseconds kSomeWork(20);
    if (cpu - cpu_at_worked_ >= kSomeWork) {
      worked_ = now;
      cpu_at_worked_ = cpu;
    }
    std::string reason;
    if (now - started_ >= limits_.wall)
      reason =
          fmt::format("Reading “{}” took longer than {} s and was stopped.", shown, limits_.wall.count());
    else if (now - heard_ >= stall_ && cpu - cpu_at_heard_ >= stall_)
      reason =
          fmt::format("Reading “{}” went on for {} s of processor time without any progress and was stopped.",
                      shown, std::chrono::duration_cast<std::chrono::seconds>(cpu - cpu_at_heard_).count());
    else if (now - worked_ >= limits_.idle)
      reason = fmt::format("The reader of “{}” stood still for {} s and was stopped.", shown,
                           limits_.idle.count());
    if (reason.empty()) return std::nullopt;
    return Error{ErrorKind::Limit, reason};
  }

 private:
  WorkerLimits limits_;
  std::chrono::nanoseconds stall_;
  Clock::time_point started_ = Clock::now(), heard_ = started_, worked_ = started_;
  std::chrono::nanoseconds cpu_at_heard_{}, cpu_at_worked_{};
};

Result<Answer> run_worker(const WorkerRequest& request, const std::string& shown, const std::stop_token& stop,
                          const std::function<void(float)>& progress) {
  if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "The import was cancelled.");
  std::filesystem::path program;
  {
    const std::lock_guard lock(worker_program().mutex);
    program = worker_program().path;
  }
  auto worker = WorkerProcess::start(program);
  if (!worker) return tl::unexpected(worker.error());
  if (!worker->channel().send(MessageKind::Request, encode(request))) return died(*worker, shown);

  Patience patience(request);
  Answer answer;
  for (;;) {
    while (auto message = worker->channel().receive()) {
      switch (message->kind) {
        case MessageKind::Progress: {
          float value = 0;
          if (message->bytes.size() == sizeof(value))
            std::memcpy(&value, message->bytes.data(), sizeof(value));
          patience.heard(worker->cpu_time());
          if (progress && value >= 0 && value <= 1) progress(value);
          break;
        }
        case MessageKind::Report:
          answer.report = decode_report(message->bytes);
          if (!answer.report)
            return fail(ErrorKind::Corrupt,
                        fmt::format("The worker that read “{}” gave a malformed report.", shown));
          break;
        case MessageKind::Failure:
          return tl::unexpected(decode_error(message->bytes));
        case MessageKind::Result:
          answer.result = std::move(message->attached);
          if (!answer.result.valid())
            return fail(ErrorKind::Corrupt, fmt::format("The worker that read “{}” gave no result.", shown));
          return answer;
        case MessageKind::Request:
          return fail(ErrorKind::Corrupt,
                      fmt::format("The worker that read “{}” broke the protocol.", shown));
      }
    }
    if (worker->channel().closed()) return died(*worker, shown);
    if (stop.stop_requested()) return fail(ErrorKind::Cancelled, "The import was cancelled.");
    if (auto reason = patience.exhausted(worker->cpu_time(), shown))
      return tl::unexpected(std::move(*reason));
    worker->wait(std::chrono::milliseconds(30));
  }
}

// Pixels of a picture result, proven to be as many as they say.
struct Picture {
  PictureHeader header;
  MappedFile mapped;
  std::span<const std::byte> pixels;
};

Result<Picture> run_picture(WorkerRequest::Kind kind, const std::filesystem::path& path, int max_edge,
                            const std::stop_token& stop, const WorkerLimits& limits) {
  const std::string shown = for_display(to_utf8(path.filename()), 300);
  WorkerRequest request;
  request.kind = kind;
  // Whatever its name is, for the worker it is this one file.
  request.source.files = {{"picture", path}};
  request.source.main_file = "picture";
  request.options.max_texture_edge = max_edge;
  request.limits = limits;
  auto answer = run_worker(request, shown, stop, {});
  if (!answer) return tl::unexpected(answer.error());
  auto mapped = map_sealed(answer->result);
  if (!mapped) return tl::unexpected(mapped.error());
  Picture picture;
  const auto bytes = mapped->bytes();
  if (bytes.size() >= sizeof(PictureHeader))
    std::memcpy(&picture.header, bytes.data(), sizeof(PictureHeader));
  const PictureHeader& header = picture.header;
  const std::uint64_t element = header.is_hdr != 0 ? sizeof(float) : 1;
  const bool sane =
      header.width >= 1 && header.width <= 32768 && header.height >= 1 && header.height <= 32768 &&
      header.channels >= 1 && header.channels <= 4 &&
      (header.is_hdr != 0) == (kind == WorkerRequest::Kind::Hdr) &&
      bytes.size() == sizeof(PictureHeader) + element * header.width * header.height * header.channels;
  if (!sane)
    return fail(ErrorKind::Corrupt,
                fmt::format("The worker that read “{}” gave a malformed picture.", shown));
  picture.pixels = bytes.subspan(sizeof(PictureHeader));
  picture.mapped = std::move(*mapped);
  return picture;
}

}  // namespace

Result<ImportedModel> import_model(const ImportSource& source, const ImportOptions& options,
                                   std::stop_token stop, std::function<void(float)> progress,
                                   const WorkerLimits& limits) {
  const std::string shown = for_display(base_name(source.main_file), 300);
  if (!is_model_extension(extension_of(source.main_file))) {
    return fail(ErrorKind::Unsupported,
                fmt::format("“{}” is not in a format that is read as a model.", shown));
  }
  WorkerRequest request;
  request.source = source;
  std::error_code ignored;
  if (!source.root.empty()) request.source.root = std::filesystem::absolute(source.root, ignored);
  request.options = options;
  request.limits = limits;
  auto answer = run_worker(request, shown, stop, progress);
  if (!answer) return tl::unexpected(answer.error());
  if (!answer->report)
    return fail(ErrorKind::Corrupt, fmt::format("The worker that read “{}” gave no report.", shown));
  auto model = BakedModel::open_sealed(answer->result.release());
  if (!model) return tl::unexpected(model.error());
  if (progress) progress(1);
  return ImportedModel{std::move(*model), std::move(*answer->report)};
}

namespace {

Result<Image> run_image(WorkerRequest::Kind kind, const std::filesystem::path& path, int max_edge,
                        const std::stop_token& stop, const WorkerLimits& limits) {
  const auto picture = run_picture(kind, path, max_edge, stop, limits);
  if (!picture) return tl::unexpected(picture.error());
  const PictureHeader& header = picture->header;
  Image image{static_cast<int>(header.width),
              static_cast<int>(header.height),
              static_cast<int>(header.channels),
              ColorEncoding::Srgb,
              {}};
  const auto* pixels = reinterpret_cast<const std::uint8_t*>(picture->pixels.data());
  image.pixels.assign(pixels, pixels + picture->pixels.size());
  return image;
}

}  // namespace

Result<Image> import_image(const std::filesystem::path& path, int max_edge, std::stop_token stop,
                           const WorkerLimits& limits) {
  return run_image(WorkerRequest::Kind::Image, path, max_edge, stop, limits);
}

Result<Image> import_blend_preview(const std::filesystem::path& path, std::stop_token stop,
                                   const WorkerLimits& limits) {
  return run_image(WorkerRequest::Kind::BlendPreview, path, 1024, stop, limits);
}

Result<HdrImage> import_hdr(const std::filesystem::path& path, std::stop_token stop,
                            const WorkerLimits& limits) {
  const auto picture = run_picture(WorkerRequest::Kind::Hdr, path, 32768, stop, limits);
  if (!picture) return tl::unexpected(picture.error());
  const PictureHeader& header = picture->header;
  if (header.channels != 3) return fail(ErrorKind::Corrupt, "The picture is malformed.");
  HdrImage image{static_cast<int>(header.width), static_cast<int>(header.height), {}};
  image.pixels.resize(picture->pixels.size() / sizeof(float));
  std::memcpy(image.pixels.data(), picture->pixels.data(), picture->pixels.size());
  for (float& value : image.pixels) {
    if (!(value >= 0 && value <= 1e6f)) value = value > 1e6f ? 1e6f : 0.0f;
  }
  return image;
}

FileClass classify(const std::filesystem::path& path) {
  const std::string extension = extension_of(to_utf8(path.filename()));
  if (is_model_extension(extension)) return FileClass::Model;
  if (extension == "hdr") return FileClass::HdrEnvironment;
  for (const char* picture : {"png", "jpg", "jpeg", "webp", "bmp", "tga", "gif"}) {
    if (extension == picture) return FileClass::Image;
  }
  return FileClass::Attachment;
}

void set_worker_program(const std::filesystem::path& program) {
  const std::lock_guard lock(worker_program().mutex);
  worker_program().path = program;
}

}  // namespace bandaji
