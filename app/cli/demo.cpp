#include "app/core/demo_catalog.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "assets/text.h"

namespace bandaji::cli {

int run(const DemoCommand& command, const GlobalOptions&, Console& console) {
  const auto folder = path_from_utf8(command.folder);
  const auto made = make_demo_catalog(
      folder, console.stop(), [&](float share, const std::string& what) { console.progress(share, what); });
  if (!made) {
    console.problem(made.error());
    return kNothingDone;
  }
  const auto catalog = Catalog::open(folder, catalog_options(/*read_only=*/true));
  if (!catalog) {
    console.problem(catalog.error());
    return kCatalogUnusable;
  }
  console.result(console.json() ? line_of({{"catalog", command.folder}, {"assets", catalog->asset_count()}})
                                : command.folder);
  return kDone;
}

}  // namespace bandaji::cli
