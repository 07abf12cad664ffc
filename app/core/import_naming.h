// What an input is called and what kind of thing it is, as far as its file name
// tells.  Guesses only: a person corrects them in the inspector.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "db/vocabulary.h"

namespace bandaji {

// The file name for people: NFC, without extension, underscores as spaces; the folder's name where the
// file has one that says nothing ("scene.gltf", "model.obj").
std::string title_from_path(const std::filesystem::path& path);

struct RecordName {
  std::string ko;
  std::string en;
  std::string romanized;
};
// Sorts a title into the languages; one that is a vocabulary term, the studio's own too, brings its other
// language along.
RecordName name_record(std::string_view title, const Vocabulary& vocabulary = Vocabulary::shipped());

// Key of the asset kind that the words of `title` point to ("홍색 당의" and "dangui_red" to ak_garment),
// empty when none does.  The last word decides, as Korean and English compounds end with what the thing is.
std::string guess_kind(std::string_view title, const Vocabulary& vocabulary = Vocabulary::shipped());

}  // namespace bandaji
