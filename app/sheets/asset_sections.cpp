#include "app/sheets/asset_sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "app/core/messages.h"
#include "db/fields.h"
#include "db/vocabulary.h"

namespace bandaji::sheets {
namespace {

// Older ones are counted, not listed: the sheet is about the present one.
constexpr std::size_t kMostVersions = 12;
constexpr std::size_t kMostFiles = 40;
constexpr std::size_t kMostMissing = 12;
constexpr double kTableWidth = 130;  // Narrower (times k), rows stand in lines instead of columns.
constexpr int kMostLines = 12;       // Of one value or comment: a row must fit on a page.

struct Item {
  std::string label_ko, label_en;
  std::string ko, en;  // `en` empty: the same in both languages.
};

std::string grouped_text(const std::string& value) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  return error == std::errc() && end == value.data() + value.size() ? grouped(number) : clean(value);
}

std::string choices(std::string_view keys, bool korean, const Vocabulary& vocabulary) {
  std::string result;
  while (!keys.empty()) {
    const std::size_t end = keys.find(';');
    const std::string_view key = keys.substr(0, end);
    const Words words = term_words(key, vocabulary);
    if (!key.empty()) {
      if (!result.empty()) result += ", ";
      result += clean(korean || words.en.empty() ? words.ko : words.en);
    }
    if (end == std::string_view::npos) break;
    keys.remove_prefix(end + 1);
  }
  return result;
}

Item field_item(std::string_view key, const std::string& value, const Vocabulary& vocabulary) {
  const FieldDefinition* field = find_field(key);
  Item item;
  item.label_ko = field ? std::string(field->ko) : clean(key);
  item.label_en = field ? std::string(field->en) : std::string();
  const FieldType type = field ? field->type : FieldType::Text;
  switch (type) {
    case FieldType::Choice:
    case FieldType::Choices:
      item.ko = choices(value, true, vocabulary);
      item.en = choices(value, false, vocabulary);
      break;
    case FieldType::Number:
    case FieldType::Money:
      item.ko = grouped_text(value);
      if (!field->unit.empty()) item.ko += field->unit == "원" ? "원" : fmt::format(" {}", field->unit);
      if (field->unit == "원") item.en = fmt::format("KRW {}", grouped_text(value));
      break;
    default:
      item.ko = clean(value, type == FieldType::LongText);
      break;
  }
  return item;
}

std::vector<Item> detail_items(const Asset& asset, const Vocabulary& vocabulary) {
  std::vector<Item> items;
  std::vector<std::string_view> used;
  for (const FieldDefinition& field : fields_for_kind(asset.kind, vocabulary)) {
    used.push_back(field.key);
    if (const auto at = asset.fields.find(std::string(field.key));
        at != asset.fields.end() && !at->second.empty()) {
      items.push_back(field_item(field.key, at->second, vocabulary));
    }
  }
  // Values left from another kind, and fields a newer version of the program knows.
  for (const auto& [key, value] : asset.fields) {
    if (!value.empty() && std::find(used.begin(), used.end(), key) == used.end())
      items.push_back(field_item(key, value, vocabulary));
  }
  if (!asset.aliases.empty()) {
    std::string names = clean(asset.aliases);
    for (std::size_t at = 0; (at = names.find(';', at)) != std::string::npos;) names.replace(at, 1, ", ");
    items.push_back({"다른 이름", "Also", names, {}});
  }
  if (asset.rating > 0) {
    std::string stars;
    for (int i = 0; i < 5; ++i) stars += i < asset.rating ? "★" : "☆";
    items.push_back({"평점", "Rating", stars, {}});
  }
  return items;
}

std::vector<Item> measured_items(const AssetVersion& version) {
  const VersionFacts& facts = version.facts;
  std::vector<Item> items;
  const auto add = [&](std::string ko, std::string en, std::string value) {
    if (!value.empty()) items.push_back({std::move(ko), std::move(en), std::move(value), {}});
  };
  const auto count = [&](const char* ko, const char* en, std::int64_t value) {
    if (value > 0) add(ko, en, grouped(value));
  };
  add("크기", "W×H×D", size_text(facts.size_mm));
  if (facts.width_px > 0)
    add("화소", "Pixels", fmt::format("{} × {}", grouped(facts.width_px), grouped(facts.height_px)));
  count("삼각형", "Triangles", facts.triangles);
  count("재질", "Materials", facts.materials);
  count("동작", "Animations", facts.animations);
  add("파일", "File", clean(version.main_file));
  // Format, size, and how many files it takes, on one line.
  std::int64_t bytes = 0;
  for (const ManifestEntry& entry : version.manifest) bytes += entry.size;
  std::string form = clean(facts.format);
  if (bytes > 0) form += (form.empty() ? "" : " · ") + bytes_text(bytes);
  std::string form_en = form;
  if (version.manifest.size() > 1) {
    const std::string files = grouped(static_cast<std::int64_t>(version.manifest.size()));
    form += fmt::format(" · 파일 {}개", files);
    form_en += fmt::format(" · {} files", files);
  }
  if (!form.empty()) items.push_back({"형식", "Format", form, form_en == form ? std::string() : form_en});
  return items;
}

SheetText value_text(const Item& item, const SheetGrid& grid, SheetLanguage language) {
  SheetText text(8 * grid.k, 1.34);
  // Numbers and prose that differ only by a unit would read twice; both languages are for words.
  const bool both = !item.en.empty() && item.en.find_first_of("0123456789") == std::string::npos;
  text.lines(kMostLines);
  if (item.en.empty() || (language == SheetLanguage::Both && !both)) return text.add(item.ko);
  return text.add(Words{item.ko, item.en}, language);
}

// Label left, value right; in wide areas two or three items beside each other.
SheetSection item_section(Words title, std::vector<Item> items, const SheetGrid& grid,
                          SheetLanguage language) {
  const auto shared = std::make_shared<const std::vector<Item>>(std::move(items));
  SheetSection section;
  section.title = title;
  section.narrow = true;
  section.rows = [shared, grid, language](double width, std::size_t start) {
    const double k = grid.k;
    const auto beside = static_cast<std::size_t>(std::clamp(width / (57 * k), 1.0, 3.0));
    const double gap = 5 * k;
    const double cell = (width - gap * static_cast<double>(beside - 1)) / static_cast<double>(beside);
    const double label_width = std::min(21 * k, cell * 0.4);
    std::vector<SheetRow> rows;
    for (std::size_t at = start; at < shared->size(); at += beside) {
      SheetRow row;
      row.end = std::min(at + beside, shared->size());
      for (std::size_t i = at; i < row.end; ++i) {
        const Item& item = (*shared)[i];
        const double x = static_cast<double>(i - at) * (cell + gap);
        SheetText label(6.8 * k, 1.34);
        label.add(Words{item.label_ko, item.label_en}, language, kGray, TextWeight::Regular, kFaint);
        const double value_width = cell - label_width - 2 * k;
        const SheetText value = value_text(item, grid, language).fit_line(value_width);
        row.blocks.push_back(LineBlock{x, 0, x + cell, 0, 0.1, kHairline});
        row.blocks.push_back(label.at(x, 1.05 * k, label_width));
        row.blocks.push_back(value.at(x + label_width + 2 * k, 0.8 * k, value_width));
        row.height =
            std::max({row.height, label.height(label_width) + 1.6 * k, value.height(value_width) + 1.6 * k});
      }
      // The rule under the heading serves for the first row.
      if (at == start)
        std::erase_if(row.blocks,
                      [](const PageBlock& block) { return std::holds_alternative<LineBlock>(block); });
      rows.push_back(std::move(row));
    }
    return rows;
  };
  return section;
}

// One cell of a table row: a text at x, as wide as given.
struct Cell {
  double x = 0, width = 0;
  SheetText text;
};

SheetRow table_row(const std::vector<Cell>& cells, double width, const SheetGrid& grid, bool rule) {
  SheetRow row;
  if (rule) row.blocks.push_back(LineBlock{0, 0, width, 0, 0.1, kHairline});
  for (const Cell& cell : cells) {
    if (cell.text.empty()) continue;
    row.blocks.push_back(cell.text.at(cell.x, 0.8 * grid.k, cell.width));
    row.height = std::max(row.height, cell.text.height(cell.width));
  }
  row.height += 1.6 * grid.k;
  return row;
}

SheetText small(const SheetGrid& grid) {
  return SheetText(7.6 * grid.k, 1.34).lines(kMostLines);
}

std::vector<SheetRow> version_rows(const SheetRecord& record, const SheetGrid& grid, SheetLanguage language,
                                   double width, std::size_t start) {
  const double k = grid.k;
  const std::size_t count = record.versions.size();
  const std::size_t shown = std::min(count, kMostVersions);
  const AssetVersion* current = current_version(record);
  std::vector<SheetRow> rows;
  for (std::size_t i = start; i < shown; ++i) {
    const AssetVersion& version = record.versions[count - 1 - i];
    const bool is_current = &version == current;
    const PageColor ink = is_current ? kInk : kGray;
    const SheetText number = small(grid).add(fmt::format("v{}", version.number), ink,
                                             is_current ? TextWeight::Bold : TextWeight::Regular);
    const SheetText date =
        small(grid).add(version.created_at > 0 ? date_text(version.created_at) : std::string(), ink);
    const SheetText author = small(grid).add(clean(version.author), ink).lines(2);
    SheetText comment = small(grid).add(clean(version.comment), ink);
    const SheetText triangles =
        small(grid)
            .add(version.facts.triangles > 0 ? fmt::format("{} △", grouped(version.facts.triangles))
                                             : std::string(),
                 kGray)
            .align(TextAlign::Right);
    const SheetText hash = small(grid)
                               .add(version.manifest_hash.short_hex(), kGray, TextWeight::Regular, 0.9)
                               .align(TextAlign::Right);
    SheetRow row;
    if (width >= kTableWidth * k) {
      const double hash_width = 23 * k, triangles_width = 21 * k;
      const double hash_x = width - hash_width, triangles_x = hash_x - triangles_width;
      const double comment_x = 54 * k;
      row = table_row({{0, 9 * k, number},
                       {9 * k, 18 * k, date},
                       {29 * k, 23 * k, author},
                       {comment_x, triangles_x - comment_x - 2 * k, comment},
                       {triangles_x, triangles_width, triangles},
                       {hash_x, hash_width, hash}},
                      width, grid, i > start);
    } else {
      SheetText line = small(grid);
      line.add(fmt::format("v{}  ", version.number), ink,
               is_current ? TextWeight::Bold : TextWeight::Regular);
      if (version.created_at > 0) line.add(date_text(version.created_at) + "  ", ink);
      line.add(clean(version.author), ink);
      row = table_row({{0, width, line.lines(1)}, {width - 23 * k, 23 * k, hash}}, width, grid, i > start);
      if (!comment.empty()) {
        const double y = row.height - 0.8 * k;
        row.blocks.push_back(comment.at(0, y, width));
        row.height = y + comment.height(width) + 0.8 * k;
      }
    }
    row.end = i + 1;
    rows.push_back(std::move(row));
  }
  if (count > shown && start <= shown) {
    const auto older = grouped(static_cast<std::int64_t>(count - shown));
    SheetRow row = table_row(
        {{0, width,
          small(grid).add(language == SheetLanguage::English ? fmt::format("and {} older", older)
                                                             : fmt::format("이전 버전 {}개 더", older),
                          kFaint)}},
        width, grid, true);
    row.end = shown + 1;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<SheetRow> decision_rows(const SheetRecord& record, const SheetGrid& grid, SheetLanguage language,
                                    double width, std::size_t start) {
  const double k = grid.k;
  const std::vector<const Decision*> decisions = standing_decisions(record);
  const AssetVersion* current = current_version(record);
  std::vector<SheetRow> rows;
  for (std::size_t i = start; i < decisions.size(); ++i) {
    const Decision& decision = *decisions[i];
    const bool stale = current && decision.manifest_hash != current->manifest_hash;
    const PageColor ink = stale ? kGray : kInk;
    const double dot = 2.0 * k, indent = 3.4 * k;
    SheetText verdict = small(grid).add(verdict_words(decision.verdict), language, ink, TextWeight::Bold);
    std::string version;
    for (const AssetVersion& candidate : record.versions) {
      if (candidate.id == decision.version_id) version = fmt::format("v{}", candidate.number);
    }
    SheetText who = small(grid);
    if (!decision.role.empty())
      who.add(plain(term_words(decision.role, *record.vocabulary),
                    language == SheetLanguage::English ? language : SheetLanguage::Korean) +
                  " ",
              kGray);
    who.add(clean(decision.by), ink);
    const SheetText date = small(grid).add(decision.at > 0 ? date_text(decision.at) : std::string(), ink);
    const SheetText comment = small(grid).add(clean(decision.comment), ink);
    const std::string mark = plain(
        {"이전 내용", language == SheetLanguage::English ? "Stale: content changed" : "stale"}, language);
    SheetRow row;
    double chip_x = 0, chip_y = 0;
    if (width >= kTableWidth * k) {
      const double verdict_width = language == SheetLanguage::Both ? 43 * k : 33 * k;
      const double date_x = verdict_width + indent, who_x = date_x + 18 * k, version_x = who_x + 34 * k;
      const double comment_x = version_x + 9 * k;
      row = table_row({{indent, verdict_width - indent, verdict},
                       {date_x - indent, 18 * k, date},
                       {who_x - indent, 33 * k, who},
                       {version_x - indent, 8 * k, small(grid).add(version, ink)},
                       {comment_x - indent, width - comment_x + indent, comment}},
                      width, grid, i > start);
      chip_x = comment_x - indent;
      chip_y = comment.empty() ? 0.9 * k : 0.9 * k + comment.height(width - comment_x + indent);
    } else {
      row = table_row({{indent, width * 0.5, verdict},
                       {width * 0.5, width * 0.5, SheetText(date).align(TextAlign::Right)}},
                      width, grid, i > start);
      double y = row.height - 0.8 * k;
      if (!version.empty()) who.add("  " + version, kGray);
      row.blocks.push_back(who.at(indent, y, width - indent));
      y += who.height(width - indent);
      if (!comment.empty()) {
        row.blocks.push_back(comment.at(indent, y, width - indent));
        y += comment.height(width - indent);
      }
      row.height = y + 0.8 * k;
      chip_x = indent;
      chip_y = y + 0.2 * k;
    }
    add_dot(row.blocks, 0.2 * k, 1.35 * k, dot, verdict_color(decision.verdict));
    if (stale) {
      add_chip(row.blocks, chip_x, chip_y, mark, 6 * k, kAccent);
      row.height = std::max(row.height, chip_y + 4.4 * k);
    }
    row.end = i + 1;
    rows.push_back(std::move(row));
  }
  return rows;
}

// Running text, a row for each line, not wider than is good to read.
SheetSection prose_section(Words title, std::string text, const SheetGrid& grid) {
  const auto shared = std::make_shared<const std::string>(std::move(text));
  SheetSection section;
  section.title = title;
  section.rows = [shared, grid](double width, std::size_t start) {
    const double line_width = std::min(width, 128 * grid.k);
    std::vector<SheetRow> rows;
    const SheetText all =
        SheetText(8.4 * grid.k, 1.52).add(std::string_view(*shared).substr(std::min(start, shared->size())));
    for (const TextLine& line : text_lines(all.at(0, 0, line_width))) {
      SheetRow row;
      const SheetText words = SheetText(8.4 * grid.k, 1.52).add(line.text).lines(1);
      row.height = 8.4 * grid.k * 1.52 / (72 / 25.4);
      row.blocks.push_back(
          words.at(0, 0, line_width + 2));  // Already broken: room so that it is not cut again.
      row.end = start + line.end;
      rows.push_back(std::move(row));
    }
    return rows;
  };
  return section;
}

// A line that says how many were left out.
void add_rest(std::vector<std::array<std::string, 3>>& lines, std::size_t count, SheetLanguage language) {
  if (count <= lines.size()) return;
  const auto rest = grouped(static_cast<std::int64_t>(count - lines.size()));
  lines.push_back({language == SheetLanguage::English ? fmt::format("and {} more", rest)
                                                      : fmt::format("그 밖에 {}개", rest),
                   {},
                   {}});
}

SheetSection list_section(Words title, std::vector<std::array<std::string, 3>> lines, const SheetGrid& grid) {
  const auto shared = std::make_shared<const std::vector<std::array<std::string, 3>>>(std::move(lines));
  SheetSection section;
  section.title = title;
  section.rows = [shared, grid](double width, std::size_t start) {
    const double k = grid.k;
    std::vector<SheetRow> rows;
    for (std::size_t i = start; i < shared->size(); ++i) {
      const auto& [first, second, third] = (*shared)[i];
      const double third_width = third.empty() ? 0 : 23 * k;
      const double first_width = second.empty() ? width - third_width - 2 * k : (width - third_width) * 0.45;
      SheetRow row = table_row(
          {{0, first_width, small(grid).add(first).lines(2)},
           {first_width + 2 * k, width - third_width - first_width - 4 * k, small(grid).add(second, kGray)},
           {width - third_width, third_width,
            small(grid).add(third, kGray, TextWeight::Regular, 0.9).align(TextAlign::Right)}},
          width, grid, i > start);
      row.end = i + 1;
      rows.push_back(std::move(row));
    }
    return rows;
  };
  return section;
}

}  // namespace

Words field_value(const SheetRecord& record, std::string_view key, std::string& storage_ko,
                  std::string& storage_en) {
  const auto at = record.asset.fields.find(std::string(key));
  if (at == record.asset.fields.end() || at->second.empty()) return {};
  Item item = field_item(key, at->second, *record.vocabulary);
  storage_ko = std::move(item.ko);
  storage_en = std::move(item.en);
  return {storage_ko, storage_en.empty() ? std::string_view(storage_ko) : std::string_view(storage_en)};
}

std::vector<SheetSection> asset_sections(const SheetRecord& record, const SheetGrid& grid,
                                         const SheetOptions& options) {
  const SheetLanguage language = options.language;
  const AssetVersion* version = current_version(record);
  std::vector<SheetSection> sections;
  if (auto items = detail_items(record.asset, *record.vocabulary); !items.empty())
    sections.push_back(item_section({"정보", "Details"}, std::move(items), grid, language));
  if (version) {
    if (auto items = measured_items(*version); !items.empty())
      sections.push_back(item_section({"측정", "Measured"}, std::move(items), grid, language));
  }
  if (!record.asset.tags.empty()) {
    std::string tags;
    for (const std::string& tag : record.asset.tags)
      tags += (tags.empty() ? "" : "   ") + fmt::format("#{}", clean(tag));
    SheetSection section = prose_section({"태그", "Tags"}, std::move(tags), grid);
    section.narrow = true;
    sections.push_back(std::move(section));
  }
  // A few lines of notes come before the history, an essay after it.
  std::string notes = options.notes ? clean(record.asset.notes, true) : std::string();
  const bool short_notes = !notes.empty() && notes.size() < 2000 &&
                           text_lines(SheetText(8.4 * grid.k).add(notes).at(0, 0, 128 * grid.k)).size() <= 4;
  if (short_notes) sections.push_back(prose_section({"메모", "Notes"}, notes, grid));
  if (!standing_decisions(record).empty()) {
    sections.push_back({{"결정", "Decisions"},
                        [&record, grid, language](double width, std::size_t start) {
                          return decision_rows(record, grid, language, width, start);
                        },
                        false});
  }
  if (!record.versions.empty()) {
    sections.push_back({{"버전", "Versions"},
                        [&record, grid, language](double width, std::size_t start) {
                          return version_rows(record, grid, language, width, start);
                        },
                        false});
  }
  if (version && !version->facts.missing.empty()) {
    std::vector<std::array<std::string, 3>> lines;
    for (const MissingFile& missing : version->facts.missing) {
      if (lines.size() == kMostMissing) break;
      const bool english = language == SheetLanguage::English;
      lines.push_back(
          {clean(missing.asked), clean(english ? missing.reason : in_korean(missing.reason)), {}});
    }
    add_rest(lines, version->facts.missing.size(), language);
    sections.push_back(list_section({"없는 파일", "Missing files"}, std::move(lines), grid));
  }
  // A model's files are its own business; those of an attachment are all there is to show.
  if (version && version->facts.content == VersionContent::Attachment && !version->manifest.empty()) {
    std::vector<std::array<std::string, 3>> lines;
    for (const ManifestEntry& entry : version->manifest) {
      if (lines.size() == kMostFiles) break;
      lines.push_back({clean(entry.path), bytes_text(entry.size), entry.hash.short_hex()});
    }
    add_rest(lines, version->manifest.size(), language);
    sections.push_back(list_section({"파일", "Files"}, std::move(lines), grid));
  }
  if (!notes.empty() && !short_notes)
    sections.push_back(prose_section({"메모", "Notes"}, std::move(notes), grid));
  return sections;
}

}  // namespace bandaji::sheets
