// Versions of looks and sets with the decisions on them.  Never edited once released.
#include "db/schema_steps.h"

namespace bandaji {

const char* const kSchemaCompositionVersions = R"sql(
CREATE TABLE composition_version(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  number INTEGER NOT NULL,
  comment TEXT NOT NULL,
  author TEXT NOT NULL,
  notes TEXT NOT NULL,
  contents TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64));
CREATE INDEX composition_version_by_key ON composition_version(subject, number);
CREATE TRIGGER composition_version_keeps
BEFORE UPDATE OF subject, number, author, contents, hash ON composition_version
BEGIN SELECT RAISE(ABORT, 'versions are never changed'); END;
CREATE TRIGGER composition_version_stays BEFORE DELETE ON composition_version
BEGIN SELECT RAISE(ABORT, 'versions are never deleted'); END;

CREATE TABLE composition_decision(
  id TEXT NOT NULL PRIMARY KEY,
  state INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version TEXT REFERENCES composition_version(id) DEFERRABLE INITIALLY DEFERRED,
  verdict TEXT NOT NULL,
  role TEXT NOT NULL,
  "by" TEXT NOT NULL,
  comment TEXT NOT NULL);
CREATE INDEX composition_decision_by_version ON composition_decision(version);
CREATE TRIGGER composition_decision_keeps
BEFORE UPDATE OF version, verdict, role, "by", comment ON composition_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER composition_decision_stays BEFORE DELETE ON composition_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;

ALTER TABLE look ADD COLUMN master TEXT REFERENCES composition_version(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE film_set ADD COLUMN master TEXT REFERENCES composition_version(id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX look_by_master ON look(master);
CREATE INDEX film_set_by_master ON film_set(master);
)sql";

}  // namespace bandaji
