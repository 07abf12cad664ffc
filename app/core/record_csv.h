// Records as tables and tables as records: every type of the production, and assets.
//
// A table names records as people do ("3-12A", "연희 2A", "C-0012#1"), so that it can be
// filled in by hand; an id works everywhere too.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/csv.h"
#include "db/catalog.h"
#include "db/edit.h"
#include "db/record_reads.h"

namespace bandaji {

// Columns of a table of a type ("scene", …, "asset"): first "id", as they are called in code, then the
// studio's own fields by their names.  Errors: NotFound (no such type).
Result<std::vector<std::string>> csv_columns(const Catalog& catalog, std::string_view type);

// Every live record of a type.  Errors: NotFound (no such type).
Result<CsvTable> records_to_csv(const Catalog& catalog, std::string_view type,
                                PersonalData personal = PersonalData::LeaveOut);
CsvTable assets_to_csv(const Catalog& catalog, std::span<const Id> assets);

// For each column of the table, the column of the type it fills; empty to leave it out.
using CsvMapping = std::vector<std::string>;
// From titles: names in code, Korean or English labels.
CsvMapping guess_csv_mapping(const Catalog& catalog, const CsvTable& table, std::string_view type);

// What an import would do.  A row changes the record with its id, else the one with the same key (a scene's
// episode and number, a copy's asset and number, an asset's number), else adds one.  Empty cells change
// nothing.
struct CsvImport {
  Change change;
  int added = 0;
  int changed = 0;
  int same = 0;
  std::vector<std::string> refused;  // Finished English sentences that name the line.
};
Result<CsvImport> plan_csv_import(const Catalog& catalog, const CsvTable& table, std::string_view type,
                                  const CsvMapping& mapping);

}  // namespace bandaji
