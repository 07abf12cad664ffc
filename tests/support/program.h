// Runs the real program, as a script or a person would.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace bandaji::test {

struct ProgramResult {
  int status = -1;  // Exit status; -1 when a signal ended it.
  int signal = 0;   // Which.
  std::string out;
  std::string err;

  std::vector<std::string> lines() const;  // Of `out`.
};

struct ProgramOptions {
  std::filesystem::path folder;                    // Where it runs; the current one when empty.
  std::map<std::string, std::string> environment;  // On top of the test's own.
};

// Waits until it ends.  Standard input is empty.
ProgramResult run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                          const ProgramOptions& options = {});

// A program that goes on beside the test.  Killed when it is still there at the end.
class RunningProgram {
 public:
  RunningProgram(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                 const ProgramOptions& options = {});
  ~RunningProgram();

  void send(int signal);
  // Blocks until it ended.
  ProgramResult wait();
  // What it wrote to stdout so far.
  std::string output_so_far();

 private:
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

}  // namespace bandaji::test
