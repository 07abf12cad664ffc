#include "assets/import/worker_protocol.h"

#include "assets/baked_layout.h"
#include "assets/text.h"

namespace bandaji {
namespace {

using baked::RecordReader;
using baked::RecordWriter;

constexpr std::size_t kMostReferences = 100'000;

// Paths are bytes, not text: a folder's name need not be UTF-8.
void put_path(RecordWriter& out, const std::filesystem::path& path) {
  const std::string& bytes = path.native();
  out.list(std::vector<char>(bytes.begin(), bytes.end()));
}

std::filesystem::path get_path(RecordReader& in) {
  std::vector<char> bytes;
  in.list(bytes);
  return std::string(bytes.begin(), bytes.end());
}

template <class T>
void put_optional(RecordWriter& out, const std::optional<T>& value) {
  out.number(static_cast<std::int8_t>(value ? static_cast<int>(*value) : -1));
}

template <class T>
std::optional<T> get_optional(RecordReader& in, int count) {
  const auto value = in.next<std::int8_t>();
  in.require(value >= -1 && value < count);
  if (value < 0) return std::nullopt;
  return static_cast<T>(value);
}

}  // namespace

std::vector<std::byte> encode(const WorkerRequest& request) {
  RecordWriter out;
  out.choice(request.kind, 4);
  put_path(out, request.source.root);
  out.number(static_cast<std::uint32_t>(request.source.files.size()));
  for (const SourceFile& file : request.source.files) {
    put_path(out, file.relative_path);
    put_path(out, file.path);
  }
  put_path(out, request.source.main_file);
  put_optional(out, request.options.up_axis);
  put_optional(out, request.options.unit);
  out.number(static_cast<std::int32_t>(request.options.max_texture_edge));
  out.number(request.limits.memory_bytes);
  out.number(static_cast<std::int64_t>(request.limits.cpu.count()));
  out.number(static_cast<std::int64_t>(request.limits.wall.count()));
  return out.bytes();
}

std::optional<WorkerRequest> decode_request(std::span<const std::byte> bytes) {
  RecordReader in(bytes);
  WorkerRequest request;
  in.choice(request.kind, 4);
  request.source.root = get_path(in);
  request.source.files.resize(in.count(8));
  for (SourceFile& file : request.source.files) {
    file.relative_path = get_path(in).native();
    file.path = get_path(in);
  }
  request.source.main_file = get_path(in).native();
  request.options.up_axis = get_optional<UpAxis>(in, 3);
  request.options.unit = get_optional<FileUnit>(in, 4);
  request.options.max_texture_edge = in.next<std::int32_t>();
  in.require(request.options.max_texture_edge > 0);
  in.number(request.limits.memory_bytes);
  request.limits.cpu = std::chrono::seconds(in.next<std::int64_t>());
  request.limits.wall = std::chrono::seconds(in.next<std::int64_t>());
  if (!in.ok() || in.left() != 0) return std::nullopt;
  return request;
}

std::vector<std::byte> encode(const ImportReport& report) {
  RecordWriter out;
  out.text(report.format);
  out.choice(report.up_axis, 3);
  out.number(report.metres_per_unit);
  out.flag(report.unit_was_guessed);
  out.number(static_cast<std::uint32_t>(std::min(report.references.size(), kMostReferences)));
  for (std::size_t i = 0; i < report.references.size() && i < kMostReferences; ++i) {
    const FileReference& reference = report.references[i];
    out.text(to_nfc(reference.asked));
    put_path(out, reference.relative_path);
    out.choice(reference.state, 4);
    out.text(to_nfc(reference.reason));
  }
  out.number(static_cast<std::uint32_t>(std::min(report.warnings.size(), kMostReferences)));
  for (std::size_t i = 0; i < report.warnings.size() && i < kMostReferences; ++i)
    out.text(to_nfc(report.warnings[i]));
  out.number(static_cast<std::uint32_t>(std::min(report.notes.size(), kMostReferences)));
  for (std::size_t i = 0; i < report.notes.size() && i < kMostReferences; ++i)
    out.text(to_nfc(report.notes[i]));
  return out.bytes();
}

std::optional<ImportReport> decode_report(std::span<const std::byte> bytes) {
  RecordReader in(bytes);
  ImportReport report;
  in.text(report.format);
  in.choice(report.up_axis, 3);
  in.number(report.metres_per_unit);
  in.require(report.metres_per_unit > 0 && report.metres_per_unit < 1e9);
  in.flag(report.unit_was_guessed);
  report.references.resize(in.count(10));
  for (FileReference& reference : report.references) {
    in.text(reference.asked);
    reference.relative_path = get_path(in).native();
    in.choice(reference.state, 4);
    in.text(reference.reason);
  }
  report.warnings.resize(in.count(4));
  for (std::string& warning : report.warnings) in.text(warning);
  report.notes.resize(in.count(4));
  for (std::string& note : report.notes) in.text(note);
  if (!in.ok() || in.left() != 0) return std::nullopt;
  return report;
}

std::vector<std::byte> encode(const Error& error) {
  RecordWriter out;
  out.choice(error.kind, 11);
  out.text(to_nfc(error.message));
  return out.bytes();
}

Error decode_error(std::span<const std::byte> bytes) {
  RecordReader in(bytes);
  Error error;
  in.choice(error.kind, 11);
  in.text(error.message);
  if (!in.ok() || in.left() != 0 || error.message.empty())
    return {ErrorKind::Corrupt, "The import worker gave a malformed answer."};
  error.message = for_display(error.message, 2000);
  return error;
}

}  // namespace bandaji
