// What happens inside the worker process.

#include <cstring>
#include <exception>
#include <mutex>
#include <new>
#include <string_view>

#include "assets/bake.h"
#include "assets/import/blend_preview.h"
#include "assets/import/image_decode.h"
#include "assets/import/import_files.h"
#include "assets/import/model_import.h"
#include "assets/import/worker_process.h"
#include "assets/import/worker_protocol.h"

namespace bandaji {
namespace {

// Bounded so that a parent that reads slowly does not hold the work up.
class ProgressSender {
 public:
  explicit ProgressSender(MessageChannel& channel) : channel_(channel) {}
  void operator()(float value) {
    const std::lock_guard lock(mutex_);
    if (value < last_ + 0.01f) return;
    last_ = value;
    channel_.send(MessageKind::Progress, std::as_bytes(std::span(&value, 1)));
  }

 private:
  MessageChannel& channel_;
  std::mutex mutex_;
  float last_ = 0;
};

Result<void> hand_over(MessageChannel& channel, SealedMemory memory) {
  const auto sealed = memory.seal();
  if (!sealed) return tl::unexpected(sealed.error());
  channel.send(MessageKind::Result, {}, sealed->get());
  return {};
}

Result<void> work_on_model(ImportFiles& files, const WorkerRequest& request, MessageChannel& channel) {
  ProgressSender progress(channel);
  const auto read = read_model(files, request.options, [&](float part) { progress(0.7f * part); });
  if (!read) return tl::unexpected(read.error());
  const auto plan = BakePlan::make(read->model, [&](float part) { progress(0.63f + 0.27f * part); });
  if (!plan) return tl::unexpected(plan.error());
  auto memory = SealedMemory::create(plan->size());
  if (!memory) return tl::unexpected(memory.error());
  plan->write(memory->bytes());
  channel.send(MessageKind::Report, encode(read->report));
  return hand_over(channel, std::move(*memory));
}

Result<void> work_on_picture(ImportFiles& files, const WorkerRequest& request, MessageChannel& channel) {
  const auto file = files.read_main();
  if (!file) return tl::unexpected(file.error());
  const auto bytes = (*file)->bytes();
  PictureHeader header;
  Image image;
  HdrImage hdr;
  std::span<const std::byte> pixels;
  if (request.kind != WorkerRequest::Kind::Hdr) {
    const bool preview = request.kind == WorkerRequest::Kind::BlendPreview;
    auto decoded = preview ? blend_preview(bytes)
                           : decode_image(bytes, ColorEncoding::Srgb, request.options.max_texture_edge);
    if (!decoded) return tl::unexpected(decoded.error());
    image = preview ? std::move(*decoded) : apply_exif_orientation(std::move(*decoded), bytes);
    header = {static_cast<std::uint32_t>(image.width), static_cast<std::uint32_t>(image.height),
              static_cast<std::uint32_t>(image.channels), 0};
    pixels = std::as_bytes(std::span(image.pixels));
  } else {
    auto decoded = decode_hdr(bytes);
    if (!decoded) return tl::unexpected(decoded.error());
    hdr = std::move(*decoded);
    header = {static_cast<std::uint32_t>(hdr.width), static_cast<std::uint32_t>(hdr.height), 3, 1};
    pixels = std::as_bytes(std::span(hdr.pixels));
  }
  auto memory = SealedMemory::create(sizeof(header) + pixels.size());
  if (!memory) return tl::unexpected(memory.error());
  std::memcpy(memory->bytes().data(), &header, sizeof(header));
  std::memcpy(memory->bytes().data() + sizeof(header), pixels.data(), pixels.size());
  return hand_over(channel, std::move(*memory));
}

Result<void> work(const WorkerRequest& request, MessageChannel& channel) {
  auto files = ImportFiles::open(request.source);
  if (!files) return tl::unexpected(files.error());
  confine_this_process(request.limits, files->root_descriptor());
  try {
    return request.kind == WorkerRequest::Kind::Model ? work_on_model(*files, request, channel)
                                                      : work_on_picture(*files, request, channel);
  } catch (const std::bad_alloc&) {
    return fail(ErrorKind::Limit, "The file needs more memory than one import may take.");
  } catch (const std::exception& problem) {
    return fail(ErrorKind::Corrupt, std::string("The file cannot be read: ") + problem.what() + ".");
  }
}

}  // namespace

bool is_worker_invocation(int argc, char** argv) {
  return argc == 2 && std::string_view(argv[1]) == "--worker";
}

int run_import_worker(int, char**) {
  MessageChannel channel = parent_channel();
  const auto message = channel.receive_waiting();
  if (!message || message->kind != MessageKind::Request) end_this_process(2);
  const auto request = decode_request(message->bytes);
  if (!request) end_this_process(2);
  const auto done = work(*request, channel);
  if (!done) channel.send(MessageKind::Failure, encode(done.error()));
  // Freeing a large model piece by piece would take longer than reading it did.
  end_this_process(done ? 0 : 1);
}

}  // namespace bandaji
