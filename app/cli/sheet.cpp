#include "app/sheets/sheet.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>

#include "app/cli/commands.h"
#include "app/cli/json_text.h"
#include "app/sheets/contact_sheet.h"
#include "assets/text.h"
#include "renderer/headless.h"

namespace bandaji::cli {
namespace {

namespace fs = std::filesystem;

int print_templates(Console& console) {
  for (const SheetTemplate& entry : sheet_templates()) {
    if (console.json()) {
      console.result(line_of({{"name", entry.name},
                              {"title_ko", entry.title_ko},
                              {"title_en", entry.title_en},
                              {"needs", entry.needs}}));
    } else {
      console.result(fmt::format("{}  {}  {}  {}", to_columns(entry.name, 10), to_columns(entry.title_ko, 16),
                                 to_columns(entry.title_en, 20), entry.needs));
    }
  }
  return kDone;
}

}  // namespace

int run(const SheetCommand& command, const GlobalOptions& options, Console& console) {
  if (command.list) return print_templates(console);
  const auto templates = sheet_templates();
  const auto chosen = std::find_if(templates.begin(), templates.end(), [&](const SheetTemplate& entry) {
    return entry.name == command.template_name;
  });
  if (chosen == templates.end()) {
    console.problem(
        fmt::format("There is no sheet \"{}\"; `bandaji sheet --list` names them.", command.template_name));
    return kWrongUsage;
  }
  const fs::path out(command.out);
  const std::string extension = to_lower_ascii(to_utf8(out.extension()));
  if (extension != ".pdf" && extension != ".png" && extension != ".jpg" && extension != ".jpeg") {
    console.problem("--out takes a .pdf, .png or .jpg file.");
    return kWrongUsage;
  }
  for (const std::string& field : command.fields) {
    if (sheets::is_caption(field)) continue;
    console.problem(fmt::format("--fields takes {} and the keys of fields, such as fabric; \"{}\" is none.",
                                fmt::join(sheets::caption_names(), ", "), for_display(field, 80)));
    return kWrongUsage;
  }
  if (command.ids.empty() == !command.has_query) {
    console.problem("A sheet is made of records (ID…) or of what --query finds.");
    return kWrongUsage;
  }
  SheetOptions sheet;
  sheet.paper = command.paper == "A3" ? Paper::A3 : command.paper == "Letter" ? Paper::Letter : Paper::A4;
  sheet.language = command.language == "ko"   ? SheetLanguage::Korean
                   : command.language == "en" ? SheetLanguage::English
                                              : SheetLanguage::Both;
  sheet.landscape = command.landscape;
  sheet.columns = command.columns;
  sheet.fields = command.fields;
  sheet.notes = !command.no_notes;

  const auto library = open_library(options, console, Access::Read,
                                    command.has_query ? Library::Index::Built : Library::Index::None);
  if (!library) return kCatalogUnusable;
  int refused = 0;
  std::vector<Id> ids;
  if (command.has_query) {
    SearchRequest request;
    request.query = command.query;
    sheet.selection = command.query;
    request.sort = SortField::Number;
    request.count_facets = false;
    ids = library->index().search(request).ids.all();
  } else {
    ids = resolve_all(*library, command.ids, console, refused);
  }
  if (ids.empty()) {
    console.problem("There is no record to put on the sheet.");
    return kNothingDone;
  }
  const auto failed = [&](const Error& error) {
    console.problem(error);
    return kNothingDone;
  };
  const auto input = gather_sheet(*library, command.template_name, ids, sheet);
  if (!input) return failed(input.error());
  const auto context = HeadlessContext::create();
  if (!context) return failed(context.error());
  auto preview = Preview::create();
  if (!preview) return failed(preview.error());
  const auto pages = lay_out_sheet(*input, library->files(), *preview, false, console.stop(),
                                   [&](float share) { console.progress(share, command.out); });
  if (!pages) return failed(pages.error());

  std::error_code ignored;
  if (!out.parent_path().empty()) fs::create_directories(out.parent_path(), ignored);
  const auto written = write_pages(out, *pages, sheet_info(*input));
  if (!written) return failed(written.error());
  for (const fs::path& path : *written) {
    console.result(console.json() ? line_of({{"path", to_utf8(path)},
                                             {"template", command.template_name},
                                             {"pages", pages->size()}})
                                  : to_utf8(path));
  }
  return status_of(1, static_cast<std::size_t>(refused));
}

}  // namespace bandaji::cli
