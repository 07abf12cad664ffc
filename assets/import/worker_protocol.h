// The contents of the messages between a worker and its parent.  What a worker
// says is not to be trusted: the file it read may have taken it over.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "assets/import/import_worker.h"

namespace bandaji {

struct WorkerRequest {
  enum class Kind : std::uint8_t { Model = 0, Image = 1, Hdr = 2, BlendPreview = 3 };
  Kind kind = Kind::Model;
  ImportSource source;    // For pictures: one listed file.
  ImportOptions options;  // For pictures only the largest edge.
  WorkerLimits limits;
};

std::vector<std::byte> encode(const WorkerRequest& request);
std::optional<WorkerRequest> decode_request(std::span<const std::byte> bytes);

std::vector<std::byte> encode(const ImportReport& report);
std::optional<ImportReport> decode_report(std::span<const std::byte> bytes);

std::vector<std::byte> encode(const Error& error);
// Always something: a malformed message is an error as well.
Error decode_error(std::span<const std::byte> bytes);

// Before the pixels of a picture in the result.
struct PictureHeader {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t channels = 0;  // Floats (RGB) of an HDR picture are three.
  std::uint32_t is_hdr = 0;
};

}  // namespace bandaji
