// A catalog with the demo production 달빛 궁 (Moonlit Palace) in it, described and
// decided on as a production in preparation is: what people see first.
#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "assets/result.h"

namespace bandaji {

// Share of the whole, 0..1, and what is being made.
using DemoCatalogProgress = std::function<void(float share, const std::string& what)>;

// Makes `folder` as Library::create() does.  The models go through the ordinary import.  A folder that was
// begun and not finished is removed.  Errors: those of Library::create(), of the import, and Cancelled.
Result<void> make_demo_catalog(const std::filesystem::path& folder, std::stop_token stop = {},
                               const DemoCatalogProgress& progress = {});

}  // namespace bandaji
