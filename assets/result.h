// How a function says that the world failed it: as a value, with a sentence for
// the user.  Our own mistakes are assertions instead.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace bandaji {

// One kind per reaction of the caller, not one per cause.
enum class ErrorKind {
  NotFound,      // No such file, record or object.
  Unsupported,   // A format or feature this program does not read.
  Corrupt,       // Contents that break their own format.
  Denied,        // Refused for safety: outside the import root, not a regular file, no permission.
  Limit,         // Needs more memory, time or size than a single input may take.
  Cancelled,     // The user asked to stop.
  Conflict,      // Somebody else changed the record, or the name is taken.
  Invalid,       // A value that the catalog cannot hold.
  Busy,          // The catalog is in use by another program.
  NewerVersion,  // Written by a newer version of the program.
  Io,            // The disk or the system failed.
};

// Untranslated name of the kind, for logs and --json.
const char* to_string(ErrorKind kind);

struct Error {
  ErrorKind kind = ErrorKind::Io;
  std::string message;  // A finished English sentence that names the file or record.
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message)});
}

}  // namespace bandaji
