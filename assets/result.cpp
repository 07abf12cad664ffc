#include "assets/result.h"

namespace bandaji {

const char* to_string(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::NotFound:
      return "not-found";
    case ErrorKind::Unsupported:
      return "unsupported";
    case ErrorKind::Corrupt:
      return "corrupt";
    case ErrorKind::Denied:
      return "denied";
    case ErrorKind::Limit:
      return "limit";
    case ErrorKind::Cancelled:
      return "cancelled";
    case ErrorKind::Conflict:
      return "conflict";
    case ErrorKind::Invalid:
      return "invalid";
    case ErrorKind::Busy:
      return "busy";
    case ErrorKind::NewerVersion:
      return "newer-version";
    case ErrorKind::Io:
      return "io";
  }
  return "io";
}

}  // namespace bandaji
