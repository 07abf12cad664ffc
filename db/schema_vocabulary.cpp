// Version 4 of the catalog: what the studio made of the vocabulary.  Never edited once
// released; what the columns mean is in record_descriptions_order.cpp.
#include "db/schema_steps.h"

namespace bandaji {

const char* const kSchemaVocabulary = R"sql(
CREATE TABLE term(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  key TEXT NOT NULL,
  facet TEXT NOT NULL,
  ko TEXT NOT NULL,
  en TEXT NOT NULL,
  romanized TEXT NOT NULL,
  hanja TEXT NOT NULL,
  aliases TEXT NOT NULL,
  parent TEXT NOT NULL,
  note TEXT NOT NULL,
  retired INTEGER NOT NULL,
  merged_into TEXT NOT NULL,
  color TEXT NOT NULL,
  approves TEXT NOT NULL);
CREATE INDEX term_by_key ON term(key);
)sql";

}  // namespace bandaji
