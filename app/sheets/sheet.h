// Sheets: what is printed.  A template turns records and pictures into a Page
// model (blocks at millimetre positions); drawing turns pages into PDF, PNG or
// JPEG.  Same catalog, same bytes: no clock, no random ids.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/library.h"
#include "app/core/pictures.h"
#include "app/sheets/page.h"
#include "db/vocabulary.h"

namespace bandaji {

enum class SheetLanguage : std::uint8_t { Korean, English, Both };

struct SheetOptions {
  Paper paper = Paper::A4;
  bool landscape = false;
  SheetLanguage language = SheetLanguage::Both;
  int columns = 0;                       // Contact sheet; 0 chooses.
  std::vector<std::string> fields = {};  // Contact sheet captions: "number", "status", …; empty chooses.
  bool notes = true;                     // Print notes.
  // What the records are, for the contact sheet's head: the query, a collection's name.
  std::string selection = {};
};

struct SheetTemplate {
  std::string_view name;  // "asset", "contact".
  std::string_view title_ko;
  std::string_view title_en;
  std::string_view needs;  // "one asset", "assets": what must be selected.
};
std::span<const SheetTemplate> sheet_templates();

// Everything a template may print, gathered on the library's thread.
struct SheetRecord {
  Asset asset;
  std::vector<AssetVersion> versions;  // Oldest first.
  std::vector<Decision> decisions;
  ReviewState review;
  ThumbnailSource source = {};                                          // That people chose for its pictures.
  std::shared_ptr<const Vocabulary> vocabulary = Vocabulary::with({});  // Of the catalog it is from.
};
struct SheetInput {
  std::string template_name;
  std::vector<SheetRecord> records;
  Production production;
  SheetOptions options;
};
// Errors: Invalid (no such template, nothing selected), NotFound (a record is gone).
Result<SheetInput> gather_sheet(const Library& library, std::string_view template_name,
                                std::span<const Id> assets, const SheetOptions& options);

// Title, subject and date (of the newest record) of the document.
DocumentInfo sheet_info(const SheetInput& input);

// Draws the pictures and lays the pages out.  Needs a context; not the library's thread.
// `preview_quality` draws smaller pictures for the window.  A record whose picture cannot be made is not an
// error: its place says why.  Errors: Invalid (as above), Cancelled.
Result<std::vector<Page>> lay_out_sheet(const SheetInput& input, const LibraryFiles& files, Preview& preview,
                                        bool preview_quality = false, std::stop_token stop = {},
                                        const std::function<void(float)>& progress = {});

}  // namespace bandaji
