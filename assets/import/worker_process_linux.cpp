#include "assets/import/worker_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "assets/text.h"

extern char** environ;  // NOLINT(readability-redundant-declaration)

namespace bandaji {
namespace {

constexpr int kParentDescriptor = 3;  // Where the worker finds its connection.
constexpr std::uint32_t kLargestMessage = 64u << 20;
constexpr std::size_t kErrorTail = 4096;
// In a worker's environment.
constexpr const char* kWorkerMark = "BANDAJI_WORKER";

struct FrameHeader {
  std::uint32_t size;
  std::uint8_t kind;
  std::uint8_t has_attachment;
  std::uint8_t reserved[2];
};
static_assert(sizeof(FrameHeader) == 8);

}  // namespace

// --- Messages ---

bool MessageChannel::send(MessageKind kind, std::span<const std::byte> bytes, int attached) {
  FrameHeader header{static_cast<std::uint32_t>(bytes.size()),
                     static_cast<std::uint8_t>(kind),
                     static_cast<std::uint8_t>(attached >= 0 ? 1 : 0),
                     {}};
  std::vector<std::byte> frame;
  frame.reserve(sizeof(header) + bytes.size());
  const auto header_bytes = std::as_bytes(std::span(&header, 1));
  frame.insert(frame.end(), header_bytes.begin(), header_bytes.end());
  frame.insert(frame.end(), bytes.begin(), bytes.end());
  for (std::size_t done = 0; done < frame.size();) {
    iovec part{frame.data() + done, frame.size() - done};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    if (attached >= 0 && done == 0) {
      message.msg_control = control;
      message.msg_controllen = sizeof(control);
      cmsghdr* const rights = CMSG_FIRSTHDR(&message);
      rights->cmsg_level = SOL_SOCKET;
      rights->cmsg_type = SCM_RIGHTS;
      rights->cmsg_len = CMSG_LEN(sizeof(int));
      std::memcpy(CMSG_DATA(rights), &attached, sizeof(int));
    }
    const ssize_t count = sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

std::optional<Message> MessageChannel::receive() {
  const auto take = [&]() -> std::optional<Message> {
    if (pending_.size() < sizeof(FrameHeader)) return std::nullopt;
    FrameHeader header{};
    std::memcpy(&header, pending_.data(), sizeof(header));
    if (header.size > kLargestMessage || header.kind < 1 || header.kind > 5) {
      closed_ = true;
      return std::nullopt;
    }
    if (pending_.size() < sizeof(header) + header.size) return std::nullopt;
    Message message;
    message.kind = static_cast<MessageKind>(header.kind);
    const auto begin = pending_.begin() + sizeof(header);
    message.bytes.assign(begin, begin + header.size);
    pending_.erase(pending_.begin(), begin + header.size);
    if (header.has_attachment != 0 && !attachments_.empty()) {
      message.attached = std::move(attachments_.front());
      attachments_.erase(attachments_.begin());
    }
    return message;
  };
  if (auto message = take()) return message;
  while (!closed_) {
    std::byte block[65536];
    iovec part{block, sizeof(block)};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * 4)];
    header.msg_control = control;
    header.msg_controllen = sizeof(control);
    const ssize_t count = recvmsg(socket_.get(), &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return std::nullopt;
    if (count <= 0) {
      closed_ = true;
      return std::nullopt;
    }
    for (cmsghdr* c = CMSG_FIRSTHDR(&header); c != nullptr; c = CMSG_NXTHDR(&header, c)) {
      if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS) continue;
      for (std::size_t at = 0; CMSG_LEN(at + sizeof(int)) <= c->cmsg_len; at += sizeof(int)) {
        int descriptor = -1;
        std::memcpy(&descriptor, CMSG_DATA(c) + at, sizeof(int));
        FileHandle handle(descriptor);
        if (attachments_.size() < 4) attachments_.push_back(std::move(handle));
      }
    }
    pending_.insert(pending_.end(), block, block + count);
    if (auto message = take()) return message;
  }
  return std::nullopt;
}

std::optional<Message> MessageChannel::receive_waiting() {
  for (;;) {
    if (auto message = receive()) return message;
    if (closed_) return std::nullopt;
    pollfd waiting{socket_.get(), POLLIN, 0};
    poll(&waiting, 1, -1);
  }
}

// --- The parent's side ---

Result<WorkerProcess> WorkerProcess::start(const std::filesystem::path& program) {
  // A program that links this library without run_import_worker() would, started as its own worker, import
  // again and start the next one, without end.
  if (std::getenv(kWorkerMark) != nullptr) {
    return fail(ErrorKind::Denied, "An import worker may not start another one.");
  }
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
    return system_failure("Cannot start", program, errno);
  FileHandle ours(sockets[0]);
  FileHandle theirs(sockets[1]);
  int pipes[2];
  if (pipe2(pipes, O_CLOEXEC) != 0) return system_failure("Cannot start", program, errno);
  FileHandle errors(pipes[0]);
  FileHandle errors_in(pipes[1]);
  fcntl(errors.get(), F_SETFL, O_NONBLOCK);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, errors_in.get(), STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&actions, theirs.get(), kParentDescriptor);
  // Nothing else that is open here (the catalog, the display) may reach the worker.
  posix_spawn_file_actions_addclosefrom_np(&actions, kParentDescriptor + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  sigset_t defaults;
  sigfillset(&defaults);
  sigdelset(&defaults, SIGKILL);
  sigdelset(&defaults, SIGSTOP);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  // Of the environment only what the loader and the sanitizers need.
  std::vector<char*> environment;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    for (const std::string_view prefix : {"LD_LIBRARY_PATH=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=",
                                          "LSAN_OPTIONS=", "TSAN_OPTIONS=", "LANG=", "LC_"}) {
      if (text.starts_with(prefix)) {
        environment.push_back(*entry);
        break;
      }
    }
  }
  std::string mark = std::string(kWorkerMark) + "=1";
  environment.push_back(mark.data());
  environment.push_back(nullptr);
  std::string name = "bandaji";
  std::string option = "--worker";
  char* arguments[] = {name.data(), option.data(), nullptr};
  pid_t process = -1;
  const int status =
      posix_spawn(&process, program.c_str(), &actions, &attributes, arguments, environment.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (status != 0) return system_failure("Cannot start the import worker", program, status);
  return WorkerProcess(process, std::move(ours), std::move(errors));
}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      channel_(std::move(other.channel_)),
      errors_(std::move(other.errors_)),
      error_text_(std::move(other.error_text_)) {}

WorkerProcess::~WorkerProcess() {
  finish(true);
}

void WorkerProcess::read_errors() {
  char block[4096];
  for (;;) {
    const ssize_t count = read(errors_.get(), block, sizeof(block));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    error_text_.append(block, static_cast<std::size_t>(count));
    if (error_text_.size() > kErrorTail) error_text_.erase(0, error_text_.size() - kErrorTail);
  }
}

void WorkerProcess::wait(std::chrono::milliseconds longest) {
  pollfd waiting[2] = {{channel_.descriptor(), POLLIN, 0}, {errors_.get(), POLLIN, 0}};
  poll(waiting, 2, static_cast<int>(longest.count()));
  if ((waiting[1].revents & POLLIN) != 0) read_errors();
}

std::chrono::nanoseconds WorkerProcess::cpu_time() const {
  clockid_t clock{};
  timespec used{};
  if (process_ < 0 || clock_getcpuclockid(process_, &clock) != 0 || clock_gettime(clock, &used) != 0)
    return {};
  return std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
}

WorkerExit WorkerProcess::finish(bool kill_it) {
  WorkerExit result;
  if (process_ < 0) return result;
  if (kill_it) kill(process_, SIGKILL);
  int status = 0;
  rusage usage{};
  while (wait4(process_, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  process_ = -1;
  read_errors();
  result.by_signal = WIFSIGNALED(status);
  result.code = result.by_signal ? WTERMSIG(status) : WEXITSTATUS(status);
  result.cpu_limit = result.by_signal && result.code == SIGXCPU;
  result.killed = result.by_signal && result.code == SIGKILL && !kill_it;
  result.description = result.by_signal ? fmt::format("signal {} ({})", result.code, strsignal(result.code))
                                        : fmt::format("exit status {}", result.code);
  return result;
}

// --- The worker's side ---

MessageChannel parent_channel() {
  fcntl(kParentDescriptor, F_SETFD, FD_CLOEXEC);
  return MessageChannel(FileHandle(kParentDescriptor));
}

Result<SealedMemory> SealedMemory::create(std::uint64_t size) {
  SealedMemory memory;
  memory.file_ = FileHandle(memfd_create("bandaji-import", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory.file_.valid()) return system_failure("Cannot make", "memory file", errno);
  if (ftruncate(memory.file_.get(), static_cast<off_t>(size)) != 0)
    return system_failure("Cannot make", "memory file", errno);
  memory.size_ = size;
  if (size > 0) {
    void* const address =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, memory.file_.get(), 0);
    if (address == MAP_FAILED) return system_failure("Cannot map", "memory file", errno);
    memory.address_ = address;
  }
  return memory;
}

SealedMemory::SealedMemory(SealedMemory&& other) noexcept
    : file_(std::move(other.file_)),
      address_(std::exchange(other.address_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

SealedMemory::~SealedMemory() {
  if (address_ != nullptr) munmap(address_, size_);
}

Result<FileHandle> SealedMemory::seal() {
  if (address_ != nullptr) munmap(address_, size_);
  address_ = nullptr;
  if (fcntl(file_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0) {
    return system_failure("Cannot seal", "memory file", errno);
  }
  return std::move(file_);
}

void end_this_process(int status) {
  _exit(status);
}

}  // namespace bandaji
