// How long looks take to compose, with what happened to them in their scenes.
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/bench_scratch.h"
#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/core/composition.h"
#include "db/record_reads.h"

namespace bandaji::cli {

int bench_compose(const BenchCommand&, const GlobalOptions& options, Console& console) {
  const auto library = open_library(options, console, Access::Read, Library::Index::None);
  if (!library) return kCatalogUnusable;
  const Catalog& catalog = library->catalog();
  std::size_t count = 0;
  std::vector<double> whole, rough, again;
  CompositionCache scrubbing;  // As the window has it along a timeline.
  std::set<ContentHash> seen;
  for (const SceneLook& worn : live_records<SceneLook>(catalog)) {
    if (console.stop().stop_requested()) return kNothingDone;
    if (worn.look.empty()) continue;
    const auto composition = look_composition(catalog, worn.look, {worn.scene, true, std::nullopt});
    if (!composition || composition->empty() || !seen.insert(composition->hash()).second) continue;
    // The files of models are made before the clock runs.
    std::size_t layers = 0;
    for (const CompositionPart& part : composition->parts) {
      (void)scrubbing.model(library->files(), part.version, console.stop());
      layers += part.layers.size();
    }
    const auto timed = [&](const ComposeEffort& effort) {
      const auto start = bench_now();
      const auto model = compose_model(library->files(), *composition, effort, console.stop());
      return model ? ms_since(start) : -1.0;
    };
    rough.push_back(timed({.rough = true, .cache = &scrubbing}));
    CompositionCache cold;
    whole.push_back(timed({.rough = false, .cache = &cold}));
    again.push_back(timed({.rough = false, .cache = &cold}));
    ++count;
    console.result(line_of({{"look", composition->title},
                            {"condition", condition_in_scene(catalog, worn.look, worn.scene, true)},
                            {"parts", composition->parts.size()},
                            {"layers", layers},
                            {"whole_ms", whole.back()},
                            {"again_ms", again.back()},
                            {"scrub_ms", rough.back()}}));
  }
  console.result(line_of({{"compositions", count},
                          {"whole_worst_ms", percentile(whole, 1)},
                          {"whole_median_ms", percentile(whole, 0.5)},
                          {"again_worst_ms", percentile(again, 1)},
                          {"scrub_worst_ms", percentile(rough, 1)},
                          {"scrub_median_ms", percentile(rough, 0.5)}}));
  return count == 0 ? kNothingDone : kDone;
}

}  // namespace bandaji::cli
