// Which scene of its file is shown of a record: bandaji file-scene.
#include "app/core/file_scene.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/cli/render_options.h"
#include "assets/text.h"

namespace bandaji::cli {
namespace {

Result<std::shared_ptr<const BakedModel>> model_of(const Library& library, const Id& id, Console& console) {
  const auto asset = library.catalog().asset(id);
  if (!asset) return tl::unexpected(asset.error());
  const auto version = library.catalog().version(asset->current_version);
  if (!version) return tl::unexpected(version.error());
  return library.files().model(*version, console.stop());
}

}  // namespace

Result<int> find_file_scene(const BakedModel& model, std::string_view name) {
  if (const auto found = find_scene(model, to_nfc(name))) return *found;
  std::string names;
  for (std::size_t i = 0; i < model.scenes().size(); ++i)
    names += (names.empty() ? "" : ", ") + scene_label(model, i);
  return fail(ErrorKind::NotFound, names.empty() ? std::string("The file has one scene only.")
                                                 : fmt::format("The file has no scene \"{}\"; it has {}.",
                                                               for_display(name), for_display(names)));
}

int run(const FileSceneCommand& command, const GlobalOptions& options, Console& console) {
  const bool edits = !command.name.empty();
  auto library = open_library(options, console, edits ? Access::Write : Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const auto failed = [&](const Error& error) {
    console.problem(error);
    return error.kind == ErrorKind::Busy ? kCatalogUnusable : kNothingDone;
  };
  const auto id = library->catalog().resolve(command.id);
  if (!id) return failed(id.error());
  auto model = model_of(*library, *id, console);
  if (!model) return failed(model.error());
  if (edits) {
    std::string label;
    if (command.name != "-") {
      const auto found = find_file_scene(**model, command.name);
      if (!found) return failed(found.error());
      label = scene_label(**model, static_cast<std::size_t>(*found));
    }
    const auto applied = library->apply(set_file_scene(library->catalog(), *id, label));
    if (!applied) return failed(applied.error());
    model = model_of(*library, *id, console);
    if (!model) return failed(model.error());
  }
  const auto& scenes = (*model)->scenes();
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    const bool shown = (*model)->scene() == static_cast<int>(i);
    const std::string label = scene_label(**model, i);
    if (console.json())
      console.result(
          line_of({{"index", i + 1}, {"name", scenes[i].name}, {"label", label}, {"shown", shown}}));
    else
      console.result(fmt::format("{} {}", shown ? "*" : " ", for_display(label)));
  }
  if (scenes.empty()) console.note("The file has one scene only.");
  return kDone;
}

}  // namespace bandaji::cli
