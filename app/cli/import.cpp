#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/import_plan.h"
#include "app/cli/json_text.h"
#include "app/core/import_pattern.h"
#include "app/core/imports.h"
#include "assets/text.h"
#include "assets/units.h"
#include "db/vocabulary.h"

namespace bandaji::cli {

std::optional<ImportPlan> plan_of(const ImportCommand& command, const Vocabulary& vocabulary,
                                  Console& console) {
  ImportPlan plan;
  for (const std::string& path : command.paths) plan.paths.emplace_back(path);
  plan.root = command.root;
  plan.pattern = command.names;
  if (const auto rule = NamePattern::parse(command.names); !rule) {
    console.problem(rule.error());
    return std::nullopt;
  }
  plan.recursive = command.recursive;
  plan.name = command.name;
  plan.tags = command.tags;
  plan.comment = command.comment;
  if (!command.kind.empty()) {
    plan.kind = std::string(kind_from_name(to_nfc(command.kind), vocabulary));
    if (plan.kind.empty()) {
      console.problem(fmt::format(
          "There is no kind \"{}\"; examples are garment, headwear, set, prop and reference.", command.kind));
      return std::nullopt;
    }
  }
  if (command.up == "x") plan.options.up_axis = UpAxis::X;
  if (command.up == "y") plan.options.up_axis = UpAxis::Y;
  if (command.up == "z") plan.options.up_axis = UpAxis::Z;
  if (command.unit == "mm") plan.options.unit = FileUnit::Millimetre;
  if (command.unit == "cm") plan.options.unit = FileUnit::Centimetre;
  if (command.unit == "m") plan.options.unit = FileUnit::Metre;
  if (command.unit == "in") plan.options.unit = FileUnit::Inch;
  return plan;
}

namespace {

std::string describe(const ImportRow& row) {
  std::string text = fmt::format("{:<11}  {}", to_string(row.status), for_display(row.path));
  if (row.status == ImportStatus::Refused) return text;
  text += fmt::format("  {}  v{}  {}", row.id, row.version, kind_short_name(row.kind));
  if (row.triangles > 0 || row.vertices > 0) {
    // Of points and lines alone their vertices.
    const std::string count = row.triangles > 0 ? fmt::format("{} triangles", row.triangles)
                                                : fmt::format("{} vertices", row.vertices);
    text += fmt::format("  {}  {}", count, format_size_mm(row.size_mm[0], row.size_mm[1], row.size_mm[2]));
  }
  return text;
}

}  // namespace

int run(const ImportCommand& command, const GlobalOptions& options, Console& console) {
  auto library = open_library(options, console, Access::Write, Library::Index::None);
  if (!library) return kCatalogUnusable;
  auto plan = plan_of(command, *library->catalog().vocabulary(), console);
  if (!plan) return kWrongUsage;
  const std::size_t inputs = expand_inputs(*plan).size();
  if (inputs > 1 && (!plan->name.empty() || !command.version_of.empty())) {
    console.problem("--name and --version-of are for a single file.");
    return kWrongUsage;
  }
  if (!command.version_of.empty()) {
    const auto id = library->catalog().resolve(command.version_of);
    if (!id) {
      console.problem(id.error());
      return kNothingDone;
    }
    plan->version_of = *id;
  }
  return run_import_plan(*plan, *library, console);
}

int run_import_plan(const ImportPlan& plan, Library& library, Console& console) {
  std::size_t counts[4] = {};
  const auto rows = run_import(
      plan, library.files(), direct_import_catalog(library), console.stop(),
      [&](const ImportProgress& progress) {
        const float done = static_cast<float>(progress.done) + progress.current;
        console.progress(done / static_cast<float>(progress.total), progress.name);
      },
      [&](const ImportRow& row) {
        ++counts[static_cast<std::size_t>(row.status)];
        if (console.json() || row.status != ImportStatus::Refused)
          console.result(console.json() ? line_of(to_json(row)) : describe(row));
        if (row.status == ImportStatus::Refused) console.problem(fmt::format("{}: {}", row.path, row.error));
        for (const std::string& warning : row.warnings)
          console.note(fmt::format("{}: {}", row.path, warning));
        for (const std::string& note : row.notes) console.note(fmt::format("{}: {}", row.path, note));
      });

  const auto count = [&](ImportStatus status) { return counts[static_cast<std::size_t>(status)]; };
  console.note(fmt::format("{} imported, {} new versions, {} duplicates, {} refused.",
                           count(ImportStatus::Imported), count(ImportStatus::NewVersion),
                           count(ImportStatus::Duplicate), count(ImportStatus::Refused)));
  std::size_t left_out = 0;
  if (console.stop().stop_requested()) {
    left_out = 1;
    console.problem("Stopped; what was not imported yet is left out.");
  }
  const std::size_t refused = count(ImportStatus::Refused);
  return status_of(rows.size() - refused, refused + left_out);
}

}  // namespace bandaji::cli
