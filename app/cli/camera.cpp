// Saved cameras of a record: bandaji camera.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/cli/render_options.h"
#include "app/core/named_camera.h"
#include "assets/text.h"
#include "renderer/pose.h"

namespace bandaji::cli {
namespace {

nlohmann::json numbers(const glm::vec3& v) {
  return {v.x, v.y, v.z};
}

// The camera that the options describe, around the record's model when they only say from which side.
Result<NamedCamera> described(const CameraCommand& command, const Library& library, const Id& id,
                              Console& console) {
  RenderCommand words;
  words.view = command.view;
  words.eye = command.eye;
  words.target = command.target;
  words.up_vector = command.up_vector;
  words.ortho = command.ortho;
  words.fov = command.fov;
  words.lens_mm = command.lens_mm;
  words.sensor = command.sensor;
  auto request = parse_render(words);
  if (!request) return tl::unexpected(request.error());
  if (!request->saved_camera.empty())
    return fail(ErrorKind::Invalid,
                fmt::format("--view takes front, back, left, right, top, bottom, iso, or two angles AZ,EL in "
                            "degrees, not \"{}\".",
                            for_display(request->saved_camera)));
  Bounds bounds;
  if (!request->eye) {
    const auto asset = library.catalog().asset(id);
    if (!asset) return tl::unexpected(asset.error());
    const auto version = library.catalog().version(asset->current_version);
    if (!version) return tl::unexpected(version.error());
    const auto model = library.files().model(*version, console.stop());
    if (!model) return tl::unexpected(model.error());
    bounds = posed_bounds(**model, pose_of(**model, 0, false));
  }
  NamedCamera saved;
  saved.name = to_nfc(command.name);
  saved.camera = camera_for(*request, bounds, 1);
  if (!command.sensor.empty()) saved.sensor = command.sensor;
  return saved;
}

}  // namespace

int run(const CameraCommand& command, const GlobalOptions& options, Console& console) {
  const bool edits = command.what != "list";
  if (command.name.empty() && (command.what == "save" || command.what == "delete")) {
    console.problem(fmt::format("camera {} needs a name.", command.what));
    return kWrongUsage;
  }
  auto library = open_library(options, console, edits ? Access::Write : Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const auto failed = [&](const Error& error) {
    console.problem(error);
    return error.kind == ErrorKind::Busy      ? kCatalogUnusable
           : error.kind == ErrorKind::Invalid ? kWrongUsage
                                              : kNothingDone;
  };
  const auto id = library->catalog().resolve(command.id);
  if (!id) return failed(id.error());
  std::vector<NamedCamera> cameras = cameras_of(library->catalog(), *id);
  if (edits) {
    const NamedCamera* known = find_camera(cameras, command.name);
    const auto at = known ? known - cameras.data() : -1;
    if (command.what != "save" && !command.name.empty() && !known)
      return failed({ErrorKind::NotFound,
                     fmt::format("The record has no saved camera \"{}\".", for_display(command.name))});
    std::string ko, en;
    if (command.what == "save") {
      auto made = described(command, *library, *id, console);
      if (!made) return failed(made.error());
      if (known) made->chosen = known->chosen;
      if (known)
        cameras[static_cast<std::size_t>(at)] = std::move(*made);
      else
        cameras.push_back(std::move(*made));
      ko = "카메라 저장", en = "Save a camera";
    } else if (command.what == "delete") {
      cameras.erase(cameras.begin() + at);
      ko = "카메라 지우기", en = "Delete a camera";
    } else {
      for (NamedCamera& each : cameras) each.chosen = &each == known;
      ko = "섬네일 카메라 고르기", en = "Choose the thumbnail's camera";
    }
    const auto applied = library->apply(set_cameras(library->catalog(), *id, cameras, ko, en));
    if (!applied) return failed(applied.error());
    cameras = cameras_of(library->catalog(), *id);
  }
  for (const NamedCamera& each : cameras) {
    const Camera& c = each.camera;
    if (console.json())
      console.result(line_of({{"name", each.name},
                              {"chosen", each.chosen},
                              {"eye", numbers(c.eye)},
                              {"target", numbers(c.target)},
                              {"up", numbers(c.up)},
                              {"fov", c.vertical_fov_degrees},
                              {"ortho", c.orthographic},
                              {"sensor", each.sensor}}));
    else
      console.result(fmt::format("{} {}", each.chosen ? "*" : " ", for_display(each.name)));
  }
  return kDone;
}

}  // namespace bandaji::cli
