// Starting, limiting and ending the worker process, and what it and its parent
// say to each other.  Everything that only Linux has is in worker_process_linux.cpp.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assets/file_io.h"
#include "assets/import/import_worker.h"
#include "assets/result.h"

namespace bandaji {

// A message: its kind and its bytes, and at most one descriptor travelling with it.
enum class MessageKind : std::uint8_t { Request = 1, Progress = 2, Report = 3, Failure = 4, Result = 5 };
struct Message {
  MessageKind kind = MessageKind::Progress;
  std::vector<std::byte> bytes;
  FileHandle attached;
};

// One end of the connection.  Messages arrive whole and in order.
class MessageChannel {
 public:
  explicit MessageChannel(FileHandle socket) : socket_(std::move(socket)) {}

  int descriptor() const { return socket_.get(); }
  // Waits until everything is handed over.  False when the other end is gone.
  bool send(MessageKind kind, std::span<const std::byte> bytes, int attached = -1);
  // The next message that has arrived completely, if any; reads what is there without waiting.
  // Sets closed() when the other end is gone, or broke the protocol.
  std::optional<Message> receive();
  // The same, waiting.  Nothing when the other end is gone.
  std::optional<Message> receive_waiting();
  bool closed() const { return closed_; }

 private:
  FileHandle socket_;
  std::vector<std::byte> pending_;
  std::vector<FileHandle> attachments_;
  bool closed_ = false;
};

// How a worker ended.
struct WorkerExit {
  bool by_signal = false;
  int code = 0;             // Exit status, or signal number.
  bool cpu_limit = false;   // Ended for its processor time.
  bool killed = false;      // Not by us: the system ran out of memory, or the worker out of all its time.
  std::string description;  // "signal 11 (Segmentation fault)".
};

// A running worker.  Ended and reaped at the end of its scope.
class WorkerProcess {
 public:
  static Result<WorkerProcess> start(const std::filesystem::path& program);
  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&&) = delete;
  ~WorkerProcess();

  MessageChannel& channel() { return channel_; }
  // Waits until something can be read from the worker, at most so long.
  void wait(std::chrono::milliseconds longest);
  // Processor time it has used, of all its threads; what was last known once it has ended.
  std::chrono::nanoseconds cpu_time() const;
  // What it last wrote to its standard error.
  const std::string& error_text() const { return error_text_; }
  // Ends it at once, if it still runs, and says how it ended.
  WorkerExit finish(bool kill);

 private:
  WorkerProcess(int process, FileHandle socket, FileHandle errors)
      : process_(process), channel_(std::move(socket)), errors_(std::move(errors)) {}
  void read_errors();

  int process_ = -1;
  MessageChannel channel_;
  FileHandle errors_;
  std::string error_text_;
};

// --- Inside the worker ---

// The connection to the parent.
MessageChannel parent_channel();

// Gives up what reading a file does not need: called once the request's files are
// open and before the first byte of them is parsed.  Limits on memory, processor
// time and file size; no core dump, no new privileges, no look inside from other
// processes, death with the parent; then, where the kernel has them, Landlock (only
// the import's folder can be read, nothing written) and a list of the system calls
// that remain (no network, no other program, no other process).
// `root` is the folder's descriptor, or -1.
struct Confinement {
  bool files = false;  // Landlock is in force.
  bool calls = false;  // The list of system calls is in force.
};
Confinement confine_this_process(const WorkerLimits& limits, int root);

// A memory file of that size, writable through `bytes` until sealed.
class SealedMemory {
 public:
  static Result<SealedMemory> create(std::uint64_t size);
  SealedMemory(SealedMemory&& other) noexcept;
  SealedMemory& operator=(SealedMemory&&) = delete;
  ~SealedMemory();

  std::span<std::byte> bytes() { return {static_cast<std::byte*>(address_), size_}; }
  // Ends the mapping; nobody can change the file from now on.  Returns its descriptor.
  Result<FileHandle> seal();

 private:
  SealedMemory() = default;
  FileHandle file_;
  void* address_ = nullptr;
  std::size_t size_ = 0;
};

// Ends the process without destructors or exit handlers: everything it had goes with it.
[[noreturn]] void end_this_process(int status);

}  // namespace bandaji
