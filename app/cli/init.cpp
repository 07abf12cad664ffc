#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "assets/text.h"

namespace bandaji::cli {

int run(const InitCommand& command, const GlobalOptions& options, Console& console) {
  const auto folder = path_from_utf8(command.folder);
  const bool existed = Catalog::is_catalog(folder);
  if (existed) {
    // Making what is there already is done; but only when it can be used.
    const auto opened = Catalog::open(folder, catalog_options(/*read_only=*/true));
    if (!opened) {
      console.problem(opened.error());
      return kCatalogUnusable;
    }
    console.note(fmt::format("{} is a catalog already.", command.folder));
  } else if (const auto made = Catalog::create(folder, catalog_options()); !made) {
    console.problem(made.error());
    return kNothingDone;
  }
  const std::string path = to_utf8(folder);
  console.result(options.json ? line_of({{"catalog", path}, {"created", !existed}}) : path);
  return kDone;
}

}  // namespace bandaji::cli
