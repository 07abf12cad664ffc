// The texts of migrations that have files of their own.  Only for db/schema.cpp.
#pragma once

namespace bandaji {

extern const char* const kSchemaVersion2;
extern const char* const kSchemaVocabulary;
extern const char* const kSchemaCompositionVersions;
extern const char* const kSchemaUndo;

}  // namespace bandaji
