// Finds in the project's own sources what they say when something goes wrong, so that a
// test can ask whether each sentence has Korean words.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bandaji::test {

struct SourceMessage {
  std::string file;
  int line = 0;
  std::string text;  // Of one literal, neighbors joined; what fmt fills in is {}.
};

struct MessageSources {
  std::size_t files = 0;
  std::vector<SourceMessage> messages;
};

// Of all modules whose words reach the window.
MessageSources read_message_sources(const std::string& project_folder);

// Of one file's text.  `helpers` are functions that make errors of the phrases they are given, beside those
// that the text itself defines.
std::vector<SourceMessage> messages_in(const std::string& file, std::string_view code,
                                       const std::set<std::string>& helpers = {});

// A whole sentence must be among `known`; a piece that is put together with others must be part of one of
// them.
bool is_known(const SourceMessage& message, const std::set<std::string, std::less<>>& known);

}  // namespace bandaji::test
