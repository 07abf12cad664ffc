#include "app/core/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include "assets/text.h"

namespace bandaji {
namespace {

constexpr std::size_t kMaxBytes = 64U << 20U;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

// What makes a spreadsheet compute: also the full-width forms, and white space that it skips.
bool begins_formula(std::string_view cell) {
  static constexpr std::array<std::string_view, 10> kStarts = {"=",  "+",  "-",  "@",  "\t",
                                                               "\r", "＝", "＋", "－", "＠"};
  return std::any_of(kStarts.begin(), kStarts.end(),
                     [&](std::string_view start) { return cell.starts_with(start); });
}

// Behind any apostrophes: those count as part of the cell.
bool needs_apostrophe(std::string_view cell) {
  return begins_formula(cell.substr(std::min(cell.find_first_not_of('\''), cell.size())));
}

std::string escaped(std::string_view cell) {
  const bool formula = needs_apostrophe(cell);
  if (!formula && cell.find_first_of("\",;\t\r\n") == std::string_view::npos) return std::string(cell);
  std::string out = formula ? "\"'" : "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string unescaped(std::string cell) {
  if (cell.starts_with('\'') && needs_apostrophe(cell)) cell.erase(0, 1);
  return cell;
}

char delimiter_of(std::string_view text) {
  std::array<std::pair<std::size_t, char>, 3> counts{{{0, ','}, {0, ';'}, {0, '\t'}}};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    for (auto& [count, delimiter] : counts) count += c == delimiter ? 1 : 0;
  }
  const auto most = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.first < b.first; });
  return most->second;
}

}  // namespace

Result<CsvTable> parse_csv(std::string_view bytes) {
  if (bytes.size() > kMaxBytes) return fail(ErrorKind::Limit, "The table is larger than 64 MB.");
  CsvTable table;
  if (bytes.starts_with(kMark)) {
    table.encoding = "UTF-8 with BOM";
    bytes.remove_prefix(kMark.size());
    if (!is_utf8(bytes)) return fail(ErrorKind::Corrupt, "The table says it is UTF-8, but is not.");
  } else if (!is_utf8(bytes)) {
    table.encoding = "CP949";
  }
  const std::string text = to_nfc(bytes);
  if (table.encoding == "CP949" && text.find("\xEF\xBF\xBD") != std::string::npos)
    return fail(ErrorKind::Corrupt, "The table is neither UTF-8 nor CP949 text; save it as CSV UTF-8.");
  table.delimiter = delimiter_of(text);

  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> line;
  std::string cell;
  bool quoted = false;
  std::size_t line_number = 1;
  std::size_t quote_line = 1;
  const auto end_cell = [&] {
    line.push_back(unescaped(std::move(cell)));
    cell.clear();
  };
  const auto end_line = [&] {
    end_cell();
    const bool blank = std::all_of(line.begin(), line.end(), [](const auto& one) { return one.empty(); });
    if (!blank) lines.push_back(std::move(line));
    line.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    line_number += c == '\n' ? 1 : 0;
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else {
        quoted = false;
      }
    } else if (c == '"' && cell.empty()) {
      quoted = true;
      quote_line = line_number;
    } else if (c == table.delimiter) {
      end_cell();
    } else if (c == '\n') {
      end_line();
    } else if (c != '\r') {
      cell += c;
    }
  }
  if (quoted) return fail(ErrorKind::Corrupt, fmt::format("A quote in line {} is never closed.", quote_line));
  end_line();
  if (lines.empty()) return table;
  table.header = std::move(lines.front());
  lines.erase(lines.begin());
  for (auto& row : lines) row.resize(std::max(row.size(), table.header.size()));
  const auto widest = std::max_element(lines.begin(), lines.end(),
                                       [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (widest != lines.end()) table.header.resize(widest->size());
  for (auto& row : lines) row.resize(table.header.size());
  table.rows = std::move(lines);
  return table;
}

Result<CsvTable> read_csv(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(ErrorKind::NotFound, to_utf8(file) + " cannot be read.");
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  auto table = parse_csv(bytes);
  if (!table) return fail(table.error().kind, to_utf8(file.filename()) + ": " + table.error().message);
  return table;
}

std::string format_csv(const CsvTable& table) {
  std::string text(kMark);
  const auto add = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) text += ',';
      text += escaped(cells[i]);
    }
    text += "\r\n";
  };
  add(table.header);
  for (const auto& row : table.rows) add(row);
  return text;
}

Result<void> write_csv(const CsvTable& table, const std::filesystem::path& file) {
  std::filesystem::path unfinished = file;
  unfinished += ".part";
  {
    std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
    stream << format_csv(table);
    stream.close();
    if (!stream) {
      std::error_code ignored;
      std::filesystem::remove(unfinished, ignored);
      return fail(ErrorKind::Io, to_utf8(file) + " cannot be written.");
    }
  }
  std::error_code problem;
  std::filesystem::rename(unfinished, file, problem);
  if (problem) return fail(ErrorKind::Io, to_utf8(file) + " cannot be written: " + problem.message() + ".");
  return {};
}

}  // namespace bandaji
