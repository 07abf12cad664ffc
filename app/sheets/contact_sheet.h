// The contact sheet: a grid of thumbnails with the captions somebody chose.  Pure
// layout; the pictures come ready.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/sheets/sheet.h"
#include "app/sheets/sheet_pictures.h"

namespace bandaji::sheets {

// Whether a contact sheet can print this under its pictures: "date", "rating", the key of a field …
bool is_caption(std::string_view field);
// What else than keys of fields, in the order in which help lists them.
std::span<const std::string_view> caption_names();

// How large a tile's picture is at most, so that it can be drawn no larger than it is printed.
double tile_edge_mm(const SheetOptions& options);

// `pictures` has one entry for each record.
std::vector<Page> lay_out_contact_sheet(const SheetInput& input, std::span<const SheetThumbnail> pictures);

}  // namespace bandaji::sheets
