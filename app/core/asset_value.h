// What the program itself notes about an asset: the value of a custom field that is found
// by its unit ("bandaji:cameras"), so that it is an edit like any other, undone, logged and
// carried along by copies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/catalog.h"
#include "db/edit.h"

namespace bandaji {

struct AssetNote {
  std::string_view unit;              // Of the field.
  std::string_view name_ko, name_en;  // Of the field, where it is made.
};

// Whether a field holds such notes: then it is not one that people fill in.
bool is_note_field(const CustomField& field);

// Empty when there is none.
std::string asset_note(const Catalog& catalog, const AssetNote& note, const Id& asset);
// Of every asset that has one.
std::vector<std::pair<Id, std::string>> asset_notes(const Catalog& catalog, const AssetNote& note);
// The edits that put `text` in its place; makes the field when the catalog has none.
std::vector<Edit> set_asset_note(const Catalog& catalog, const AssetNote& note, const Id& asset,
                                 std::string text);

}  // namespace bandaji
