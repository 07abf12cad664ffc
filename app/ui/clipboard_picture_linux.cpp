// GLFW's clipboard holds text only; for pictures the X server is asked over a connection of
// our own (ICCCM 2.4 for the transfer, 2.7.2 for large pictures in pieces).
#include "app/ui/clipboard_picture.h"

#ifdef __linux__

#include <poll.h>

#include <chrono>
#include <memory>

// Last: its macros (None, Bool, Status) are not for others.
#include <X11/Xlib.h>

namespace bandaji {
namespace {

using Clock = std::chrono::steady_clock;
using Bytes = std::vector<std::byte>;

constexpr std::size_t kMostBytes = std::size_t{256} << 20;
constexpr std::chrono::seconds kPatience{3};  // With the program that holds the clipboard.

struct CloseDisplay {
  void operator()(Display* display) const { XCloseDisplay(display); }
};

tl::unexpected<Error> no_picture() {
  return fail(ErrorKind::NotFound, "There is no picture on the clipboard.");
}

class Asker {
 public:
  explicit Asker(Display* display)
      : display_(display),
        window_(XCreateSimpleWindow(display, DefaultRootWindow(display), 0, 0, 1, 1, 0, 0, 0)),
        clipboard_(XInternAtom(display, "CLIPBOARD", False)),
        png_(XInternAtom(display, "image/png", False)),
        pieces_(XInternAtom(display, "INCR", False)),
        answer_(XInternAtom(display, "BANDAJI_PICTURE", False)) {
    XSelectInput(display_, window_, PropertyChangeMask);
  }
  ~Asker() { XDestroyWindow(display_, window_); }
  Asker(const Asker&) = delete;
  Asker& operator=(const Asker&) = delete;

  Result<Bytes> ask() {
    if (XGetSelectionOwner(display_, clipboard_) == None) return no_picture();
    XConvertSelection(display_, clipboard_, png_, answer_, window_, CurrentTime);
    XEvent event;
    if (!wait(event, [&] { return event.type == SelectionNotify; }) || event.xselection.property == None)
      return no_picture();
    Bytes bytes;
    bool in_pieces = false;
    if (!read(bytes, in_pieces)) return no_picture();
    if (!in_pieces) return bytes;
    // Taking the first answer away asks for the pieces; an empty one ends them.
    for (bytes.clear();;) {
      if (!wait(event, [&] {
            return event.type == PropertyNotify && event.xproperty.atom == answer_ &&
                   event.xproperty.state == PropertyNewValue;
          }))
        return no_picture();
      const std::size_t before = bytes.size();
      if (!read(bytes, in_pieces)) return no_picture();
      if (bytes.size() == before) break;
      if (bytes.size() > kMostBytes)
        return fail(ErrorKind::Limit, "The picture on the clipboard is too large.");
    }
    return bytes;
  }

 private:
  template <class Condition>
  bool wait(XEvent& event, Condition condition) {
    const auto until = Clock::now() + kPatience;
    for (;;) {
      while (XPending(display_) > 0) {
        XNextEvent(display_, &event);
        if (condition()) return true;
      }
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
      if (left <= 0) return false;
      pollfd connection{ConnectionNumber(display_), POLLIN, 0};
      poll(&connection, 1, static_cast<int>(left));
    }
  }

  // Appends what the answer holds and takes it away.
  bool read(Bytes& bytes, bool& in_pieces) {
    Atom type = None;
    int bits = 0;
    unsigned long count = 0, left = 0;
    unsigned char* data = nullptr;
    if (XGetWindowProperty(display_, window_, answer_, 0, static_cast<long>(kMostBytes / 4), True,
                           AnyPropertyType, &type, &bits, &count, &left, &data) != Success)
      return false;
    const std::unique_ptr<unsigned char, int (*)(void*)> owner(data, XFree);
    in_pieces = type == pieces_;
    if (in_pieces || left > 0) return in_pieces;
    if (bits != 8 || data == nullptr) return type != None;
    const auto* first = reinterpret_cast<const std::byte*>(data);
    bytes.insert(bytes.end(), first, first + count);
    return true;
  }

  Display* display_;
  Window window_;
  Atom clipboard_, png_, pieces_, answer_;
};

}  // namespace

Result<std::vector<std::byte>> clipboard_picture() {
  const std::unique_ptr<Display, CloseDisplay> display(XOpenDisplay(nullptr));
  if (!display) return fail(ErrorKind::Unsupported, "The clipboard cannot be asked for pictures here.");
  return Asker(display.get()).ask();
}

}  // namespace bandaji

#else

namespace bandaji {

Result<std::vector<std::byte>> clipboard_picture() {
  return fail(ErrorKind::Unsupported, "The clipboard cannot be asked for pictures here.");
}

}  // namespace bandaji

#endif
