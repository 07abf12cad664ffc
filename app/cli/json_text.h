// Records as JSON, in one place so that every command prints the same names.
// nlohmann::ordered_json keeps the order in which people read.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "app/core/imports.h"
#include "db/catalog.h"
#include "db/search.h"

namespace bandaji::cli {

using Json = nlohmann::ordered_json;

Json to_json(const ImportRow& row);
// As in a list: what identifies and describes, without versions.
Json to_json(const Asset& asset, const AssetVersion* current, const ReviewState& review);
Json to_json(const AssetVersion& version);
Json to_json(const Decision& decision);
Json to_json(const Activity& activity);
Json to_json(const Facet& facet);

// {"id", "number", "version", "hash", "state", "stale", "decisions"}
Json review_json(const Catalog& catalog, const Asset& asset);

// The same of a look or a set; `version` is the one that holds what is there now, else the newest.
Json composition_review_json(const Catalog& catalog, const Id& subject, std::string_view name);

// One line; bytes that are not UTF-8 are replaced.
std::string line_of(const Json& json);

// "none", "requested", "approved", "approved_with_conditions", "changes_requested", "rejected", "hold".
const char* state_name(const ReviewState& review);
const char* verdict_name(Verdict verdict);
// "2026-11-22T14:09:07Z"
std::string time_text(TimeMs time);

}  // namespace bandaji::cli
