#include "app/core/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "assets/text.h"
#include "assets/whole_file.h"

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

void append_utf8(std::string& out, std::uint32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6));
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (code >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

// `bytes` behind the mark.  Nothing when a pair is torn or a byte is left over.
std::optional<std::string> from_utf16(std::string_view bytes, bool little) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<std::uint8_t>(bytes[at]),
               second = static_cast<std::uint8_t>(bytes[at + 1]);
    return static_cast<std::uint32_t>(little ? first | second << 8 : first << 8 | second);
  };
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    std::uint32_t code = unit(at);
    if (code >= 0xDC00 && code < 0xE000) return std::nullopt;
    if (code >= 0xD800 && code < 0xDC00) {
      at += 2;
      const std::uint32_t low = at < bytes.size() ? unit(at) : 0;
      if (low < 0xDC00 || low >= 0xE000) return std::nullopt;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(text, code);
  }
  return text;
}

}  // namespace

Result<DecodedText> decode_text(std::string_view bytes) {
  DecodedText decoded;
  decoded.encoding = "UTF-8";
  std::string wide;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    decoded.encoding = "UTF-16";
    auto text = from_utf16(bytes.substr(2), bytes[0] == '\xFF');
    if (!text) return fail(ErrorKind::Corrupt, "The text says it is UTF-16, but is not; save it as UTF-8.");
    wide = std::move(*text);
    bytes = wide;
  } else if (bytes.starts_with(kMark)) {
    decoded.encoding = "UTF-8 with BOM";
    bytes.remove_prefix(kMark.size());
    if (!is_utf8(bytes))
      return fail(ErrorKind::Corrupt, "The text says it is UTF-8, but is not; save it as UTF-8 again.");
  } else if (!is_utf8(bytes)) {
    decoded.encoding = "CP949";
  }
  // No text holds it; that of UTF-16 without a mark is full of it.
  if (bytes.find('\0') != std::string_view::npos)
    return fail(ErrorKind::Corrupt, "This is no text, or UTF-16 that does not say so; save it as UTF-8.");
  decoded.text = to_nfc(bytes);
  if (decoded.encoding == "CP949" && decoded.text.find("\xEF\xBF\xBD") != std::string::npos)
    return fail(ErrorKind::Corrupt, "The text is neither UTF-8, UTF-16 nor CP949; save it as UTF-8.");
  return decoded;
}

Result<CsvTable> parse_csv(std::string_view bytes) {
  if (bytes.size() > kMaxBytes) return fail(ErrorKind::Limit, "The table is larger than 64 MB.");
  const auto decoded = decode_text(bytes);
  if (!decoded) return tl::unexpected(decoded.error());
  const std::string& text = decoded->text;
  CsvTable table;
  table.encoding = decoded->encoding;
  table.delimiter = delimiter_of(text);

  std::vector<std::vector<std::string>> lines;
  std::vector<std::string> line;
  std::string cell;
  bool quoted = false;
  std::size_t line_number = 1;
  std::size_t begin_line = 1;
  std::size_t quote_line = 1;
  const auto end_cell = [&] {
    line.push_back(unescaped(std::move(cell)));
    cell.clear();
  };
  const auto end_line = [&] {
    end_cell();
    const bool blank = std::all_of(line.begin(), line.end(), [](const auto& one) { return one.empty(); });
    if (!blank) {
      lines.push_back(std::move(line));
      table.lines.push_back(begin_line);
    }
    line.clear();
    begin_line = line_number;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool ends = c == '\n' || (c == '\r' && !std::string_view(text).substr(i).starts_with("\r\n"));
    line_number += ends ? 1 : 0;
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
    } else if (ends) {
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
  table.lines.erase(table.lines.begin());
  for (auto& row : lines) row.resize(std::max(row.size(), table.header.size()));
  const auto widest = std::max_element(lines.begin(), lines.end(),
                                       [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (widest != lines.end()) table.header.resize(widest->size());
  for (auto& row : lines) row.resize(table.header.size());
  table.rows = std::move(lines);
  return table;
}

Result<CsvTable> read_csv(const std::filesystem::path& file) {
  const auto bytes = read_file(file, kMaxBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  auto table = parse_csv(std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
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
  const std::string text = format_csv(table);
  return write_file(file, text.data(), text.size());
}

}  // namespace bandaji
