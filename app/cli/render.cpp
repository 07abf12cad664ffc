#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <system_error>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/cli/render_options.h"
#include "app/core/composition.h"
#include "app/core/named_camera.h"
#include "app/core/turntable.h"
#include "assets/image_export.h"
#include "assets/import/import_worker.h"
#include "assets/text.h"
#include "assets/units.h"
#include "assets/whole_file.h"
#include "db/composition_versions.h"
#include "db/record_names.h"
#include "db/record_reads.h"
#include "renderer/color_lut.h"
#include "renderer/compare.h"
#include "renderer/headless.h"
#include "renderer/parts.h"
#include "renderer/pose.h"
#include "renderer/snap.h"
#include "renderer/uv_layout.h"

namespace bandaji::cli {
namespace {

namespace fs = std::filesystem;

class Stopwatch {
 public:
  double ms() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

struct Subject {
  std::shared_ptr<const BakedModel> model;
  double metres_per_unit = 1;
  bool cached = false;
  std::vector<NamedCamera> cameras = {};
};

// Before the model is shared.
Result<void> show_scene(BakedModel& model, const std::string& name) {
  if (name.empty()) return {};
  const auto scene = find_file_scene(model, name);
  if (!scene) return tl::unexpected(scene.error());
  model.show_scene(*scene);
  return {};
}

Result<Subject> read_file(const fs::path& path, const std::string& file_scene, Console& console) {
  std::error_code problem;
  const fs::path real = fs::canonical(path, problem);
  if (problem) return fail(ErrorKind::NotFound, fmt::format("There is no file {}.", to_utf8(path)));
  ImportSource source;
  source.root = real.parent_path();
  source.main_file = to_utf8(real.filename());
  auto imported = import_model(source, {}, console.stop());
  if (!imported) {
    // Most reasons name the file; those that do not are a reader's own.
    Error error = imported.error();
    const std::string shown = for_display(source.main_file, 300);
    if (error.message.find(shown) == std::string::npos) error.message = shown + ": " + error.message;
    return tl::unexpected(std::move(error));
  }
  for (const std::string& warning : imported->report.warnings) console.note(warning);
  if (const auto shown = show_scene(imported->model, file_scene); !shown)
    return tl::unexpected(shown.error());
  return Subject{std::make_shared<const BakedModel>(std::move(imported->model)),
                 imported->report.metres_per_unit,
                 false,
                 {}};
}

// The model's own unit is not kept with a version; the rare picture that needs it reads the file again.
Result<double> unit_of(const LibraryFiles& files, const AssetVersion& version, std::stop_token stop) {
  if (version.facts.format.starts_with("glTF") && !version.unit) return 1.0;
  ImportSource source;
  source.main_file = version.main_file;
  for (const ManifestEntry& entry : version.manifest)
    source.files.push_back({entry.path, files.objects().path_of(entry.hash)});
  ImportOptions options;
  if (version.up_axis) options.up_axis = static_cast<UpAxis>(*version.up_axis);
  if (version.unit) options.unit = static_cast<FileUnit>(*version.unit);
  const auto imported = import_model(source, options, stop);
  if (!imported) return tl::unexpected(imported.error());
  return imported->report.metres_per_unit;
}

Result<Subject> read_record(const Library& library, const std::string& word, const std::string& file_scene,
                            bool needs_unit, Console& console) {
  const auto id = library.catalog().resolve(word);
  if (!id) return tl::unexpected(id.error());
  const auto asset = library.catalog().asset(*id);
  if (!asset) return tl::unexpected(asset.error());
  const auto version = library.catalog().version(asset->current_version);
  if (!version) return tl::unexpected(version.error());
  Subject subject;
  subject.cached = library.files().model_is_cached(*version);
  auto model = library.files().model(*version, console.stop());
  if (!model) return tl::unexpected(model.error());
  subject.model = std::move(*model);
  if (!file_scene.empty()) {
    const auto bytes = subject.model->bytes();
    auto own = BakedModel::open(std::vector<std::byte>(bytes.begin(), bytes.end()));
    if (!own) return tl::unexpected(own.error());
    if (const auto shown = show_scene(*own, file_scene); !shown) return tl::unexpected(shown.error());
    subject.model = std::make_shared<const BakedModel>(std::move(*own));
  }
  subject.cameras = cameras_of(library.catalog(), *id);
  if (needs_unit) {
    const auto unit = unit_of(library.files(), *version, console.stop());
    if (!unit) return tl::unexpected(unit.error());
    subject.metres_per_unit = *unit;
  }
  return subject;
}

Result<void> save(const fs::path& path, const Image& picture) {
  const std::string extension = to_lower_ascii(to_utf8(path.extension()));
  if (extension == ".png") return write_png(path, picture);
  const std::vector<std::uint8_t> bytes = encode_jpeg(picture);
  return write_file(path, bytes.data(), bytes.size());
}

}  // namespace

namespace {

// A look or a set as one model, as it is when the command says.
Result<Subject> read_composition(const Library& library, const RenderCommand& command,
                                 const std::string& word, Console& console) {
  const Catalog& catalog = library.catalog();
  RecordNames names(catalog);
  const bool look = word.starts_with("look:");
  const auto id = resolve_composition(catalog, word);
  if (!id) return tl::unexpected(id.error());
  Id scene;
  if (!command.scene.empty()) {
    const auto found = names.find("scene", command.scene);
    if (!found) return tl::unexpected(found.error());
    scene = *found;
  } else if (!command.day.empty()) {
    const auto day = names.find("story_day", command.day);
    if (!day) return tl::unexpected(day.error());
    for (const Scene& one : scenes_in_order(catalog)) {
      if (!scene.empty() || one.story_day != *day) continue;
      const auto links = records_where<SceneLook>(catalog, "scene", one.id);
      const bool there = look ? std::any_of(links.begin(), links.end(),
                                            [&](const SceneLook& link) { return link.look == *id; })
                              : one.film_set == *id;
      if (there) scene = one.id;
    }
    if (scene.empty())
      return fail(ErrorKind::NotFound,
                  fmt::format("{} is in no scene of {}.", for_display(word.substr(look ? 5 : 4), 80),
                              for_display(command.day, 40)));
  }
  Result<Composition> composition = fail(ErrorKind::NotFound, "");
  LookMoment moment{scene, command.at_end, std::nullopt};
  if (!command.condition.empty()) moment.condition = command.condition;
  if (command.version > 0) {
    const auto version = composition_version(catalog, *id, command.version);
    if (!version) return tl::unexpected(version.error());
    composition = version_composition(catalog, version->id, moment);
  } else if (look) {
    composition = look_composition(catalog, *id, moment);
  } else {
    SetMoment when{scene, {}};
    if (!command.state.empty()) {
      for (const SetState& state : records_where<SetState>(catalog, "film_set", *id))
        if (state.id == command.state || state.name_ko == to_nfc(command.state) ||
            state.name_en == command.state)
          when.state = state.id;
      if (when.state.empty())
        return fail(ErrorKind::NotFound,
                    fmt::format("The set has no state {}.", for_display(command.state, 80)));
    }
    composition = set_composition(catalog, *id, when);
  }
  if (!composition) return tl::unexpected(composition.error());
  for (const std::string& missing : composition->missing)
    console.note(fmt::format("{} has no model and is left out.", for_display(missing, 80)));
  std::vector<std::string> problems;
  auto model = compose_model(library.files(), *composition, {}, console.stop(), &problems);
  if (!model) return tl::unexpected(model.error());
  for (const std::string& problem : problems) console.note(problem);
  Subject subject;
  subject.model = std::move(*model);
  return subject;
}

Result<Subject> read_subject(const RenderCommand& command, const std::string& word, bool needs_unit,
                             const GlobalOptions& options, Console& console, bool& catalog_unusable) {
  std::error_code ignored;
  if (!is_composition(word) && fs::exists(fs::path(word), ignored))
    return read_file(word, command.file_scene, console);
  if (!find_catalog(options)) {
    return fail(ErrorKind::NotFound,
                fmt::format("There is no file {}, and no catalog to look for such a record.", word));
  }
  const auto library = open_library(options, console, Access::Read, Library::Index::None);
  if (!library) {
    catalog_unusable = true;
    return fail(ErrorKind::Io, "");
  }
  return is_composition(word) ? read_composition(*library, command, word, console)
                              : read_record(*library, word, command.file_scene, needs_unit, console);
}

// The layout of all parts that are not hidden, over one another.
Image uv_layout(const BakedModel& model, const ViewSettings& settings, int size_px) {
  std::vector<glm::vec2> uv;
  std::vector<std::uint32_t> indices;
  for (const Part& part : parts_of(model)) {
    if (std::binary_search(settings.hidden_parts.begin(), settings.hidden_parts.end(), part.index)) continue;
    const BakedMesh& mesh = model.meshes()[part.mesh];
    if (mesh.uv0.empty()) continue;
    const auto first = static_cast<std::uint32_t>(uv.size());
    uv.insert(uv.end(), mesh.uv0.begin(), mesh.uv0.end());
    for (const std::uint32_t index : mesh.indices) indices.push_back(first + index);
  }
  return draw_uv_layout(uv, indices, {size_px, true});
}

// The other model as the first was drawn, and both together.
Result<Image> against(const RenderCommand& command, const RenderRequest& request, const Camera& camera,
                      const Image& picture, const GlobalOptions& options, Preview& preview,
                      Console& console) {
  bool catalog_unusable = false;
  const auto other = read_subject(command, command.against, false, options, console, catalog_unusable);
  if (catalog_unusable) return fail(ErrorKind::NotFound, "The catalog cannot be used.");
  if (!other) return tl::unexpected(other.error());
  const auto model = GpuModel::upload(other->model);
  if (!model) return tl::unexpected(model.error());
  ViewSettings settings = request.settings;
  settings.hidden_parts.clear();
  settings.variant = -1;
  const auto second = preview.picture(*model, camera, settings, request.size);
  if (!second) return second;
  if (command.compare == "wipe") return wipe(picture, *second);
  return command.compare == "difference" ? difference(picture, *second) : beside(picture, *second);
}

nlohmann::json numbers(const glm::vec3& v) {
  return {v.x, v.y, v.z};
}

// What is seen at each pixel, one line each, and the distances from each to the next.
Result<void> print_picks(const RenderRequest& request, bool snapped, Preview& preview, const GpuModel& model,
                         const Camera& camera, Console& console) {
  const std::vector<Part> parts = parts_of(model.source());
  const Pose pose =
      pose_of(model.source(), request.settings.time_seconds, request.settings.animate, request.settings.clip);
  std::optional<glm::vec3> last;
  for (const glm::ivec2 at : request.picks) {
    auto found = preview.pick(model, camera, request.settings, request.size, at.x, at.y);
    if (!found) return tl::unexpected(found.error());
    nlohmann::json line{{"x", at.x}, {"y", at.y}, {"hit", found->has_value()}};
    std::string text = fmt::format("{},{}  nothing", at.x, at.y);
    if (*found) {
      const Pick& pick = **found;
      SnapPoint point{pick.point, SnapKind::Surface};
      line["normal"] = numbers(pick.normal);
      line["distance_mm"] = std::round(pick.distance * 1e6) / 1e3;
      std::string name = "section";
      if (!pick.on_cap) {
        const Part& part = parts[pick.part];
        const MeshInstance instance{part.node, part.mesh};
        name = part.path;
        line["part"] = pick.part;
        line["material"] = part.material;
        line["triangle"] = pick.triangle;
        if (pick.uv) line["uv"] = {pick.uv->x, pick.uv->y};
        if (snapped) {
          PosedVertices moved;
          const BakedMesh& mesh = model.source().meshes()[part.mesh];
          std::span<const glm::vec3> positions = mesh.positions;
          if (is_deformed(model.source(), instance)) {
            pose_vertices(model.source(), instance, pose, moved);
            positions = moved.positions;
          }
          point = snap(positions, mesh.indices, placement_of(model.source(), instance, pose), camera,
                       glm::vec2(at) + 0.5f, {request.size.width, request.size.height}, pick.point);
        }
      }
      line["name"] = name;
      line["point"] = numbers(point.point);
      line["snapped"] = point.kind == SnapKind::Vertex ? "vertex"
                        : point.kind == SnapKind::Edge ? "edge"
                                                       : "";
      text = fmt::format("{},{}  {}  ({:.4f}, {:.4f}, {:.4f}) m", at.x, at.y, for_display(name),
                         point.point.x, point.point.y, point.point.z);
      if (last) {
        const Distance apart = measure(*last, point.point);
        line["from_last_mm"] = std::round(apart.whole * 1e6) / 1e3;
        text += fmt::format("  {} from the last", format_length(apart.whole * 1000, LengthUnit::Millimetre));
      }
      last = point.point;
    }
    console.result(console.json() ? line_of(line) : text);
  }
  return {};
}

Error no_such_view(const std::string& name, const std::vector<NamedCamera>& cameras) {
  if (cameras.empty())
    return {
        ErrorKind::NotFound,
        fmt::format("\"{}\" is none of front, back, left, right, top, bottom and iso, no two angles AZ,EL in "
                    "degrees, and the record has no saved cameras.",
                    for_display(name))};
  std::string names;
  for (const NamedCamera& saved : cameras) names += (names.empty() ? "" : ", ") + saved.name;
  return {ErrorKind::NotFound, fmt::format("The record has no saved camera \"{}\"; it has {}.",
                                           for_display(name), for_display(names))};
}

int draw_turntable_files(const RenderCommand& command, const RenderRequest& request, Preview& preview,
                         const GpuModel& model, Console& console) {
  TurntableOptions options;
  options.views = command.turntable;
  options.size = request.size;
  options.elevation_degrees = command.view.empty() ? 10 : request.angles.elevation_degrees;
  options.orthographic = request.ortho;
  options.settings = request.settings;
  const auto written =
      write_turntable(preview, model, options, fs::path(command.out), command.strip, console.stop());
  if (!written) {
    console.problem(written.error());
    return kNothingDone;
  }
  for (const fs::path& path : *written)
    console.result(console.json() ? line_of({{"path", to_utf8(path)}}) : to_utf8(path));
  return kDone;
}

int list_parts(const RenderCommand& command, const GlobalOptions& options, Console& console) {
  bool catalog_unusable = false;
  const auto subject = read_subject(command, command.subject, false, options, console, catalog_unusable);
  if (catalog_unusable) return kCatalogUnusable;
  if (!subject) {
    console.problem(subject.error());
    return kNothingDone;
  }
  for (const Part& part : parts_of(*subject->model)) {
    if (console.json()) {
      console.result(line_of({{"index", part.index},
                              {"name", part.name},
                              {"path", part.path},
                              {"material", part.material},
                              {"triangles", part.triangles},
                              {"lines", part.lines},
                              {"points", part.points}}));
    } else {
      console.result(
          fmt::format("{:4}  {}  {}", part.index, for_display(part.path), for_display(part.material)));
    }
  }
  return kDone;
}

}  // namespace

int run(const RenderCommand& command, const GlobalOptions& options, Console& console) {
  auto request = parse_render(command);
  const fs::path out(command.out);
  const std::string extension = to_lower_ascii(to_utf8(out.extension()));
  if (command.parts && request) return list_parts(command, options, console);
  if (request && command.out.empty() && command.pick.empty()) {
    console.problem("--out is required.");
    return kWrongUsage;
  }
  const bool draws = command.pick.empty();
  if (!request || (draws && extension != ".png" && extension != ".jpg" && extension != ".jpeg")) {
    console.problem(request ? std::string("--out takes a .png or .jpg file.") : request.error().message);
    return kWrongUsage;
  }
  const auto failed = [&](const Error& error) {
    console.problem(error);
    return kNothingDone;
  };
  // A file has no saved cameras: such a name is a slip of the pen, and said before anything is read.
  if (!request->saved_camera.empty() && command.subject.find('.') != std::string::npos) {
    console.problem(no_such_view(request->saved_camera, {}));
    return kWrongUsage;
  }

  const Stopwatch loading;
  bool catalog_unusable = false;
  const auto subject =
      read_subject(command, command.subject, request->eye.has_value(), options, console, catalog_unusable);
  if (catalog_unusable) return kCatalogUnusable;
  if (!subject) return failed(subject.error());
  const double load_ms = loading.ms();
  if (!command.variant.empty()) {
    const auto variant = find_variant(*subject->model, command.variant);
    if (!variant) return failed(variant.error());
    request->settings.variant = *variant;
  }
  if (command.clip) {
    if (const auto there = check_clip(*subject->model, *command.clip); !there) return failed(there.error());
  }
  if (const auto chosen = choose_parts(command, *subject->model, request->settings); !chosen)
    return failed(chosen.error());
  if (!command.lut.empty()) {
    auto lut = load_lut(command.lut);
    if (!lut) return failed(lut.error());
    request->settings.lut = std::make_shared<const ColorLut>(std::move(*lut));
  }

  if (command.uv_layout && draws) {
    const Image layout = uv_layout(*subject->model, request->settings, request->size.width);
    if (const auto saved = save(out, layout); !saved) return failed(saved.error());
    console.result(console.json()
                       ? line_of({{"path", command.out}, {"width", layout.width}, {"height", layout.height}})
                       : command.out);
    return kDone;
  }

  const auto context = HeadlessContext::create();
  if (!context) return failed(context.error());
  auto preview = Preview::create();
  if (!preview) return failed(preview.error());
  if (!command.environment.empty()) {
    const auto radiance = import_hdr(command.environment, console.stop());
    if (!radiance) return failed(radiance.error());
    if (const auto set = preview->set_environment(*radiance); !set) return failed(set.error());
  }
  const Stopwatch uploading;
  const auto model = GpuModel::upload(subject->model);
  if (!model) return failed(model.error());
  const double upload_ms = uploading.ms();

  const Bounds bounds =
      model->posed_bounds(request->settings.time_seconds, request->settings.animate, request->settings.clip);
  Camera camera = camera_for(*request, bounds, subject->metres_per_unit);
  if (!request->saved_camera.empty()) {
    const NamedCamera* saved = find_camera(subject->cameras, request->saved_camera);
    if (!saved) return failed(no_such_view(request->saved_camera, subject->cameras));
    camera = saved->camera;
  }
  if (command.turntable > 0 && draws)
    return draw_turntable_files(command, *request, *preview, *model, console);
  if (!draws) {
    const auto told = print_picks(*request, command.snap, *preview, *model, camera, console);
    return told ? kDone : failed(told.error());
  }
  const Stopwatch drawing;
  auto picture = preview->picture(*model, camera, request->settings, request->size);
  if (!picture) return failed(picture.error());
  if (!command.against.empty()) {
    picture = against(command, *request, camera, *picture, options, *preview, console);
    if (!picture) return failed(picture.error());
  }
  const double frame_ms = drawing.ms();
  const Stopwatch encoding;
  if (const auto saved = save(out, *picture); !saved) return failed(saved.error());
  const double encode_ms = encoding.ms();

  if (command.stats) {
    const auto rounded = [](double ms) { return std::round(ms * 1000) / 1000; };
    console.result(line_of({{"load_ms", rounded(load_ms)},
                            {"upload_ms", rounded(upload_ms)},
                            {"frame_ms", rounded(frame_ms)},
                            {"encode_ms", rounded(encode_ms)},
                            {"triangles", subject->model->facts().triangles},
                            {"cached", subject->cached}}));
  } else if (console.json()) {
    console.result(line_of({{"path", command.out},
                            {"width", picture->width},
                            {"height", picture->height},
                            {"triangles", subject->model->facts().triangles},
                            {"lines", subject->model->facts().lines},
                            {"points", subject->model->facts().points}}));
  } else {
    console.result(command.out);
  }
  return kDone;
}

}  // namespace bandaji::cli
