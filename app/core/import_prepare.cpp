#include "app/core/import_prepare.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <system_error>

#include "assets/text.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

PreparedVersion refused(Error error) {
  PreparedVersion prepared;
  prepared.error = std::move(error);
  return prepared;
}

// Adds a file to the manifest under `name`; its bytes are hashed here and compared when they are stored.
Result<void> add_file(PreparedVersion& prepared, const std::string& name, const fs::path& path) {
  for (const ManifestEntry& entry : prepared.version.manifest) {
    if (entry.path == name) return {};
  }
  const auto hash = hash_file(path);
  if (!hash) return tl::unexpected(hash.error());
  std::error_code problem;
  const auto size = fs::file_size(path, problem);
  if (problem)
    return fail(ErrorKind::Io, fmt::format("Cannot read {}: {}.", to_utf8(path), problem.message()));
  prepared.version.manifest.push_back({name, *hash, static_cast<std::int64_t>(size)});
  prepared.sources.push_back(path);
  return {};
}

// The same under its path below `root`.
Result<void> add_file(PreparedVersion& prepared, const fs::path& root, const fs::path& relative) {
  return add_file(prepared, to_nfc(to_utf8(relative.generic_string())), root / relative);
}

// Makes paths relative to the deepest folder that holds all files, so that a version is the same whether
// the model itself or a folder above it was imported; then sorts, as a manifest is.
void settle_manifest(PreparedVersion& prepared) {
  AssetVersion& version = prepared.version;
  std::string common = version.main_file.substr(0, version.main_file.rfind('/') + 1);
  for (const ManifestEntry& entry : version.manifest) {
    while (!entry.path.starts_with(common)) {
      common.pop_back();
      common.resize(common.rfind('/') + 1);
    }
  }
  version.main_file.erase(0, common.size());
  std::vector<std::pair<ManifestEntry, fs::path>> files;
  for (std::size_t i = 0; i < version.manifest.size(); ++i) {
    version.manifest[i].path.erase(0, common.size());
    files.emplace_back(std::move(version.manifest[i]), std::move(prepared.sources[i]));
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.first.path < b.first.path; });
  for (std::size_t i = 0; i < files.size(); ++i) {
    version.manifest[i] = std::move(files[i].first);
    prepared.sources[i] = std::move(files[i].second);
  }
}

std::string format_of_extension(const fs::path& path) {
  std::string extension = to_lower_ascii(to_nfc(to_utf8(path.extension())));
  if (extension.empty()) return "file";
  extension.erase(0, 1);
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return for_display(extension, 16);
}

// By the first bytes, since pictures often carry the wrong extension.
std::string picture_format(const fs::path& path) {
  std::array<char, 12> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
  const std::string_view bytes(head.data(), head.size());
  if (bytes.starts_with("\x89PNG")) return "PNG";
  if (bytes.starts_with("\xFF\xD8\xFF")) return "JPEG";
  if (bytes.starts_with("BM")) return "BMP";
  if (bytes.starts_with("GIF8")) return "GIF";
  if (bytes.starts_with("RIFF") && bytes.substr(8) == "WEBP") return "WebP";
  return format_of_extension(path);
}

std::int64_t to_mm(float metres) {
  const double mm = std::round(static_cast<double>(metres) * 1000.0);
  return static_cast<std::int64_t>(std::clamp(mm, 0.0, 1e15));
}

// Takes over what the worker read: the files it found by `path_of` their names, the facts, the model.
Result<void> take_model(PreparedVersion& prepared, ImportedModel imported, const std::string& main_file,
                        const std::function<fs::path(const std::string&)>& path_of) {
  VersionFacts& facts = prepared.version.facts;
  prepared.version.main_file = to_nfc(main_file);
  if (const auto added = add_file(prepared, prepared.version.main_file, path_of(main_file)); !added)
    return added;
  for (const FileReference& reference : imported.report.references) {
    if (reference.state == ReferenceState::Found) {
      if (reference.relative_path.empty()) continue;  // Inside the file itself.
      const auto added =
          add_file(prepared, to_nfc(reference.relative_path), path_of(reference.relative_path));
      if (!added) return added;
    } else {
      const MissingFile missing{to_nfc(reference.asked), reference.reason};
      if (std::find(facts.missing.begin(), facts.missing.end(), missing) == facts.missing.end())
        facts.missing.push_back(missing);
    }
  }
  const ModelFacts& measured = imported.model.facts();
  facts.content = VersionContent::Model;
  facts.format = imported.report.format;
  facts.triangles = static_cast<std::int64_t>(measured.triangles);
  facts.vertices = static_cast<std::int64_t>(measured.vertices);
  facts.materials = measured.materials;
  facts.animations = measured.animations;
  const glm::vec3 size = measured.bounds.size();
  facts.size_mm = {to_mm(size.x), to_mm(size.y), to_mm(size.z)};
  facts.warnings = imported.report.warnings;
  prepared.report = std::move(imported.report);
  prepared.model = std::make_shared<const BakedModel>(std::move(imported.model));
  return {};
}

PreparedVersion read_attachment(const ImportInput& input) {
  PreparedVersion prepared;
  prepared.version.main_file = to_nfc(to_utf8(input.main.generic_string()));
  prepared.version.facts.content = VersionContent::Attachment;
  prepared.version.facts.format =
      input.content == FileClass::HdrEnvironment ? "Radiance HDR" : format_of_extension(input.main);
  if (const auto added = add_file(prepared, input.root, input.main); !added) return refused(added.error());
  return prepared;
}

// Files of Blender's that are not read as models are kept as attachments, with the picture of themselves that
// they carry; all others are refused.
PreparedVersion read_unread_model(const ImportInput& input, const Error& reason, std::stop_token stop) {
  const bool blender = to_lower_ascii(to_utf8(input.main.extension())) == ".blend";
  if (!blender || (reason.kind != ErrorKind::Unsupported && reason.kind != ErrorKind::Corrupt))
    return refused(reason);
  const auto picture = import_blend_preview(input.root / input.main, std::move(stop));
  if (!picture && picture.error().kind != ErrorKind::NotFound) return refused(reason);
  PreparedVersion prepared = read_attachment(input);
  prepared.version.facts.warnings.push_back(reason.message);
  prepared.report.warnings.push_back(reason.message);
  return prepared;
}

PreparedVersion read_model(const ImportInput& input, const ImportOptions& options, std::stop_token stop,
                           const std::function<void(float)>& progress) {
  ImportSource source;
  source.root = input.root;
  source.main_file = to_utf8(input.main.generic_string());
  auto imported = import_model(source, options, stop, progress);
  if (!imported) return read_unread_model(input, imported.error(), stop);
  PreparedVersion prepared;
  const auto taken = take_model(prepared, std::move(*imported), source.main_file,
                                [&](const std::string& name) { return input.root / path_from_utf8(name); });
  return taken ? prepared : refused(taken.error());
}

PreparedVersion read_picture(const ImportInput& input, std::stop_token stop) {
  const fs::path path = input.root / input.main;
  const auto picture = import_image(path, 8192, stop);
  if (!picture) return refused(picture.error());
  PreparedVersion prepared;
  prepared.version.main_file = to_nfc(to_utf8(input.main.generic_string()));
  prepared.version.facts.content = VersionContent::Image;
  prepared.version.facts.format = picture_format(path);
  prepared.version.facts.width_px = picture->width;
  prepared.version.facts.height_px = picture->height;
  if (const auto added = add_file(prepared, input.root, input.main); !added) return refused(added.error());
  return prepared;
}

}  // namespace

PreparedVersion prepare_input(const ImportInput& input, const ImportOptions& options, std::stop_token stop,
                              const std::function<void(float)>& progress) {
  if (input.refusal) return refused(*input.refusal);
  const fs::path path = input.root / input.main;
  std::error_code problem;
  const auto status = fs::status(path, problem);
  if (!fs::exists(status)) {
    return refused(
        {ErrorKind::NotFound, fmt::format("There is no file {}.", for_display(to_nfc(to_utf8(input.path))))});
  }
  if (!fs::is_regular_file(status)) {
    return refused({ErrorKind::Denied,
                    fmt::format("{} is not a regular file.", for_display(to_nfc(to_utf8(input.path))))});
  }
  const auto written = fs::last_write_time(path, problem);
  PreparedVersion prepared = input.content == FileClass::Model   ? read_model(input, options, stop, progress)
                             : input.content == FileClass::Image ? read_picture(input, stop)
                                                                 : read_attachment(input);
  if (prepared.error) return prepared;
  if (fs::last_write_time(path, problem) != written || problem) {
    return refused(
        {ErrorKind::Conflict, fmt::format("{} was changed while it was being read; import it again.",
                                          for_display(to_nfc(to_utf8(input.path))))});
  }
  if (prepared.version.facts.content == VersionContent::Model) {
    if (options.up_axis) prepared.version.up_axis = static_cast<std::uint8_t>(*options.up_axis);
    if (options.unit) prepared.version.unit = static_cast<std::uint8_t>(*options.unit);
  }
  settle_manifest(prepared);
  prepared.version.manifest_hash = hash_text(manifest_text(prepared.version));
  return prepared;
}

PreparedVersion prepare_completed(const AssetVersion& version, const ObjectStore& objects,
                                  const std::vector<SourceFile>& added, std::stop_token stop,
                                  const std::function<void(float)>& progress) {
  ImportSource source;
  source.main_file = version.main_file;
  source.files = added;
  for (const ManifestEntry& entry : version.manifest) {
    const bool replaced = std::any_of(
        added.begin(), added.end(), [&](const SourceFile& file) { return file.relative_path == entry.path; });
    if (!replaced) source.files.push_back({entry.path, objects.path_of(entry.hash)});
  }
  ImportOptions options;
  if (version.up_axis) options.up_axis = static_cast<UpAxis>(*version.up_axis);
  if (version.unit) options.unit = static_cast<FileUnit>(*version.unit);
  auto imported = import_model(source, options, stop, progress);
  if (!imported) return refused(imported.error());
  PreparedVersion prepared;
  const auto taken =
      take_model(prepared, std::move(*imported), source.main_file, [&](const std::string& name) {
        const auto file = std::find_if(source.files.begin(), source.files.end(), [&](const SourceFile& one) {
          return to_nfc(one.relative_path) == to_nfc(name);
        });
        return file == source.files.end() ? fs::path() : file->path;
      });
  if (!taken) return refused(taken.error());
  prepared.version.up_axis = version.up_axis;
  prepared.version.unit = version.unit;
  settle_manifest(prepared);
  prepared.version.manifest_hash = hash_text(manifest_text(prepared.version));
  return prepared;
}

// Blobs before rows: a record never names bytes that are not on the disk yet.
Result<void> store_bytes(const PreparedVersion& prepared, const ObjectStore& objects) {
  for (std::size_t i = 0; i < prepared.sources.size(); ++i) {
    const auto stored = objects.put_file(prepared.sources[i]);
    if (!stored) return tl::unexpected(stored.error());
    if (stored->hash != prepared.version.manifest[i].hash) {
      return fail(ErrorKind::Conflict, fmt::format("{} was changed while it was being read; import it again.",
                                                   for_display(prepared.version.manifest[i].path)));
    }
  }
  // The manifest too, so that versions can be found from the objects alone.
  const std::string text = manifest_text(prepared.version);
  const auto stored = objects.put_bytes(std::as_bytes(std::span(text)));
  if (!stored) return tl::unexpected(stored.error());
  return {};
}

}  // namespace bandaji
