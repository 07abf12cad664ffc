// What an asset sheet says in words: fields, measurements, versions, decisions,
// notes, files.  Each is a section of rows that knows how to be any width.
#pragma once

#include <vector>

#include "app/sheets/sheet_flow.h"

namespace bandaji::sheets {

// Sections without content are left out.  `record` must outlive the result.
std::vector<SheetSection> asset_sections(const SheetRecord& record, const SheetGrid& grid,
                                         const SheetOptions& options);

// Value of one field in words: choices by their labels, numbers grouped, with the unit.
Words field_value(const SheetRecord& record, std::string_view key, std::string& storage_ko,
                  std::string& storage_en);

}  // namespace bandaji::sheets
