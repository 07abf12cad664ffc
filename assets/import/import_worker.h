// Reading a model or picture in a separate, limited process of the same program,
// so that no file can stop, slow or read beyond what it was given.  The only way
// the rest of the program opens foreign models and images.
//
// The caller's thread waits; run it from a job.  Several imports may run at once.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "assets/baked_model.h"
#include "assets/content_hash.h"
#include "assets/image.h"
#include "assets/import/import_options.h"
#include "assets/result.h"

namespace bandaji {

// A file under the name by which the model asks for it.
struct SourceFile {
  std::string relative_path;   // UTF-8, '/', beneath the import root.
  std::filesystem::path path;  // Where its bytes are (a folder on disk, or the object store).
};

// What the worker may read.  Either a folder (everything beneath it, no links out
// of it), or an explicit list (a version's manifest, whose bytes are objects).
struct ImportSource {
  std::filesystem::path root;     // Empty when `files` is used.
  std::vector<SourceFile> files;  // Empty when `root` is used.
  std::string main_file;          // Relative path of the model.
};

enum class ReferenceState : std::uint8_t { Found = 0, Missing = 1, Refused = 2, Unreadable = 3 };

// One file the model asked for.
struct FileReference {
  std::string asked;          // As the file wrote it.
  std::string relative_path;  // What it resolved to, when found.
  ReferenceState state = ReferenceState::Found;
  std::string reason;  // Why it is not found.
};

struct ImportReport {
  std::string format;          // "glTF 2.0", "FBX", "Wavefront OBJ", …
  UpAxis up_axis = UpAxis::Y;  // As used.
  double metres_per_unit = 1;  // As used.
  bool unit_was_guessed = false;
  std::vector<FileReference> references;  // The main file is not among them.
  std::vector<std::string> warnings;      // What is missing or guessed; finished English sentences.
  std::vector<std::string> notes;         // What was recovered; likewise.
};

struct ImportedModel {
  BakedModel model;
  ImportReport report;
};

struct WorkerLimits {
  std::uint64_t memory_bytes = 4ull << 30;
  std::chrono::seconds cpu{60};
  // The last resort: a busy machine may give the worker a tenth of a processor, which is no fault of the
  // file.
  std::chrono::seconds wall{900};
  // Of the worker's own processor time without any progress, for a small file; a large one gets more (one
  // second for each 4 MB).  As long must have passed by the clock too, since several threads count together.
  std::chrono::seconds stall{17};
  // By the clock, while the worker uses no processor time at all: it waits for something that never comes.
  std::chrono::seconds idle{60};
};

// `progress` is called on the caller's thread with 0..1.
// Errors: NotFound, Unsupported, Corrupt, Denied, Limit (memory or time; the worker was ended),
//         Cancelled, Io.  A worker that crashed is Corrupt, and the message says so.
Result<ImportedModel> import_model(const ImportSource& source, const ImportOptions& options = {},
                                   std::stop_token stop = {}, std::function<void(float)> progress = {},
                                   const WorkerLimits& limits = {});

// Decodes one picture (PNG, JPEG, WebP, BMP, TGA, GIF first frame), at most 8-bit RGBA, halved to fit
// max_edge. An EXIF orientation is applied.  Errors: as above.
Result<Image> import_image(const std::filesystem::path& path, int max_edge = 8192, std::stop_token stop = {},
                           const WorkerLimits& limits = {});
// The small picture of itself that a Blender file carries, as RGBA.  Errors: as above; NotFound also where it
// carries none.
Result<Image> import_blend_preview(const std::filesystem::path& path, std::stop_token stop = {},
                                   const WorkerLimits& limits = {});
// Radiance HDR (.hdr), linear RGB.
Result<HdrImage> import_hdr(const std::filesystem::path& path, std::stop_token stop = {},
                            const WorkerLimits& limits = {});

// What the extension says the file is; nothing is opened.
enum class FileClass { Model, Image, HdrEnvironment, Attachment };
FileClass classify(const std::filesystem::path& path);

// The program that is started as worker: this program by default.  Tests that are
// another program set it.
void set_worker_program(const std::filesystem::path& program);

// Entry of `bandaji --worker`; returns the exit status.  main() calls it before anything else.
bool is_worker_invocation(int argc, char** argv);
int run_import_worker(int argc, char** argv);

}  // namespace bandaji
