// Version 5 of the catalog: what the undo stacks say of a change without its being read.  Never
// edited once released.  The change stands last, so that what is before it is read without
// walking over it: the merge of a term that a hundred thousand assets have is tens of megabytes.
#include "db/schema_steps.h"

namespace bandaji {

const char* const kSchemaUndo = R"sql(
CREATE TABLE undo_step(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  who TEXT NOT NULL,
  redo INTEGER NOT NULL,
  batch TEXT NOT NULL,
  ko TEXT NOT NULL,
  en TEXT NOT NULL,
  edits INTEGER NOT NULL,
  change TEXT NOT NULL);
INSERT INTO undo_step
  SELECT seq, who, redo, coalesce(json_extract(change, '$.batch'), ''), coalesce(json_extract(change, '$.ko'), ''),
         coalesce(json_extract(change, '$.en'), ''), coalesce(json_array_length(change, '$.edits'), 0), change
  FROM undo WHERE json_valid(change);
DROP TABLE undo;
CREATE INDEX undo_step_by_who ON undo_step(who, redo, seq);
)sql";

}  // namespace bandaji
