// What the names inside model files may mean.  Pure text: nothing is opened here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assets/result.h"

namespace bandaji {

// Which of `paths` is most likely meant by `asked`, whose folders are another machine's: the one that ends
// in the most of the same folders, else one of the same name, else a picture of the same name in another
// format that is read ("silk.psd" and "silk.png").  Nothing when none is.
std::optional<std::size_t> best_name_match(std::string_view asked, const std::vector<std::string>& paths);

// The same picture in a format that is read, beside one whose ending says that it is not ("silk.tif"):
// the paths it could have, most likely first.  Empty when `path` is read, or no picture.
std::vector<std::string> readable_twins(const std::string& path);

// The relative path ('/', no "." or "..") that `asked` names when a file in
// `folder` (likewise relative, "" for the root) asks for it.
// Errors: Denied when it is empty, absolute, on a drive or a server, has a scheme
// (http:, file:, …), a control character, or leads out of the root.
Result<std::string> resolve_name(std::string_view asked, std::string_view folder);

// %XX becomes the byte, once.  Text without a valid escape comes back unchanged.
std::string percent_decoded(std::string_view text);

// Last part of a path written with either kind of slash.
std::string base_name(std::string_view path);
// Everything before it, without the slash; "" at the root.  `path` uses '/'.
std::string folder_of(std::string_view path);
// Lower-case extension without the dot.
std::string extension_of(std::string_view path);

// Two names with the same key are the same to a system that ignores case and
// composition (Windows, macOS).
std::string loose_key(std::string_view path);

// The bytes of UTF-16 or UTF-32 text with a byte-order mark as UTF-8 without one;
// a UTF-8 mark is taken off.  Empty when `bytes` has no mark.
std::string decode_marked_text(std::string_view bytes);

// Bytes of a base64 text; white space is skipped.  Errors: Corrupt.
Result<std::vector<std::byte>> decode_base64(std::string_view text);

}  // namespace bandaji
