// Tables as text: what a spreadsheet saves and opens.  Pure functions.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "assets/result.h"

namespace bandaji {

struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // Each as long as the header; NFC.
  // Of what was read.
  std::string encoding = "UTF-8";  // "UTF-8 with BOM", "UTF-8" or "CP949".
  char delimiter = ',';
};

// Reads RFC 4180 text: UTF-8 with or without a mark, else CP949 as older Korean spreadsheets save; comma,
// semicolon or tab, whichever the first line has most of.  Empty lines are left out.
// Errors: Corrupt (a quote that never closes, text in neither encoding), Limit (over 64 MB).
Result<CsvTable> parse_csv(std::string_view bytes);
Result<CsvTable> read_csv(const std::filesystem::path& file);

// UTF-8 with a mark and CRLF, as spreadsheets on Korean Windows need it.  Cells that a spreadsheet would take
// for a formula get an apostrophe before them, which parse_csv() takes off again.
std::string format_csv(const CsvTable& table);
// Whole or not at all.  Errors: Io.
Result<void> write_csv(const CsvTable& table, const std::filesystem::path& file);

}  // namespace bandaji
