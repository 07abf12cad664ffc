// Tables as text: what a spreadsheet saves and opens.  Pure functions.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "assets/result.h"

namespace bandaji {

// What text files people hand over are written in.
struct DecodedText {
  std::string text;           // NFC, without a mark.
  std::string_view encoding;  // "UTF-8 with BOM", "UTF-8", "UTF-16" or "CP949".
};
// UTF-8 with or without a mark, UTF-16 with one, else CP949 as older Korean programs save.
// Errors: Corrupt (none of them).
Result<DecodedText> decode_text(std::string_view bytes);

struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // Each as long as the header; NFC.
  // Of what was read.
  std::vector<std::size_t> lines;  // Where each row begins in the text, from 1.
  std::string encoding = "UTF-8";  // As DecodedText::encoding.
  char delimiter = ',';
};

// Reads RFC 4180 text in the encodings of decode_text(); comma, semicolon or tab, whichever the first line
// has most of; lines that end with CR, LF or both.  Empty lines are left out.
// Errors: Corrupt (a quote that never closes, text in no known encoding), Limit (over 64 MB).
Result<CsvTable> parse_csv(std::string_view bytes);
Result<CsvTable> read_csv(const std::filesystem::path& file);

// UTF-8 with a mark and CRLF, as spreadsheets on Korean Windows need it.  Cells that a spreadsheet would take
// for a formula get an apostrophe before them, which parse_csv() takes off again.
std::string format_csv(const CsvTable& table);
// Whole or not at all.  Errors: Io.
Result<void> write_csv(const CsvTable& table, const std::filesystem::path& file);

}  // namespace bandaji
