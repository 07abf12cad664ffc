// What a studio means by the names of its folders and files: "{kind}/{tag}/{number}_{name}"
// reads "costume/ep01/C-012_red dangui.glb" as a garment with a number and a tag.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assets/result.h"
#include "db/vocabulary.h"

namespace bandaji {

struct PatternMatch {
  std::string name;
  std::string kind;  // Key; empty when the word is no kind.
  std::vector<std::string> tags;
  // As SetField takes them; words that the field does not take are left out.
  std::vector<std::pair<std::string, std::string>> fields;
};

class NamePattern {
 public:
  NamePattern() = default;

  // Parts of a path between "/", in each of which {name}, {kind}, {tag}, {number}, {skip} or the key of a
  // field stand between other characters, which must be there.  Empty text is the empty pattern. Errors:
  // Invalid, with a sentence that names what is wrong.
  static Result<NamePattern> parse(std::string_view text);

  bool empty() const { return levels_.empty(); }

  // The file's name without its ending against the last part, the folders above it against those before.
  // Nothing when it does not fit.
  std::optional<PatternMatch> match(const std::filesystem::path& path,
                                    const Vocabulary& vocabulary = Vocabulary::shipped()) const;

 private:
  struct Piece {
    std::string before;  // Characters that come first.
    std::string key;     // Of the placeholder after them; empty at the end.
  };
  using Level = std::vector<Piece>;
  static bool take(const Level& level, std::string_view text, const Vocabulary& vocabulary,
                   PatternMatch& match);

  std::vector<Level> levels_;
};

}  // namespace bandaji
