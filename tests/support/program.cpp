#include "tests/support/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/support/temporary_folder.h"

extern char** environ;  // NOLINT: the C library's own name.

namespace bandaji::test {

// Output goes into files instead of pipes, so nothing has to be read while the program runs.
struct RunningProgram::Contents {
  TemporaryFolder folder;
  pid_t pid = -1;
  bool waited = false;
  ProgramResult result;
};

std::vector<std::string> ProgramResult::lines() const {
  std::vector<std::string> all;
  std::istringstream stream(out);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

RunningProgram::RunningProgram(const std::filesystem::path& program,
                               const std::vector<std::string>& arguments, const ProgramOptions& options)
    : contents_(std::make_unique<Contents>()) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  std::map<std::string, std::string> variables = options.environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const auto equals = text.find('=');
    variables.try_emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  std::vector<std::string> settings;
  for (const auto& [name, value] : variables) settings.push_back(name + "=" + value);
  std::vector<char*> envp;
  for (std::string& setting : settings) envp.push_back(setting.data());
  envp.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (!options.folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, options.folder.c_str());
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, (contents_->folder / "out").c_str(), O_WRONLY | O_CREAT,
                                   0600);
  posix_spawn_file_actions_addopen(&actions, 2, (contents_->folder / "err").c_str(), O_WRONLY | O_CREAT,
                                   0600);
  if (posix_spawn(&contents_->pid, program.c_str(), &actions, nullptr, argv.data(), envp.data()) != 0)
    contents_->pid = -1;
  posix_spawn_file_actions_destroy(&actions);
}

RunningProgram::~RunningProgram() {
  if (contents_->pid > 0 && !contents_->waited) {
    ::kill(contents_->pid, SIGKILL);
    wait();
  }
}

void RunningProgram::send(int signal) {
  if (contents_->pid > 0 && !contents_->waited) ::kill(contents_->pid, signal);
}

std::string RunningProgram::output_so_far() {
  return read_text(contents_->folder / "out");
}

ProgramResult RunningProgram::wait() {
  if (!contents_->waited && contents_->pid > 0) {
    int status = 0;
    while (::waitpid(contents_->pid, &status, 0) < 0 && errno == EINTR) {
    }
    contents_->waited = true;
    contents_->result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    contents_->result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    contents_->result.out = read_text(contents_->folder / "out");
    contents_->result.err = read_text(contents_->folder / "err");
  }
  return contents_->result;
}

ProgramResult run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                          const ProgramOptions& options) {
  return RunningProgram(program, arguments, options).wait();
}

}  // namespace bandaji::test
