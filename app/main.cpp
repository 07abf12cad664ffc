#include <clocale>

#include "app/cli/command_line.h"
#include "app/ui/window.h"
#include "assets/import/import_worker.h"
#include "assets/text.h"

int main(int argc, char** argv) {
  // First of all: the worker must not touch anything the program itself sets up.
  if (bandaji::is_worker_invocation(argc, argv)) return bandaji::run_import_worker(argc, argv);

  // Numbers are written and read with a point whatever the system's language is.
  std::setlocale(LC_CTYPE, "");
  const auto result = bandaji::cli::run_command_line(argc, argv);
  if (result.status) return *result.status;
  return bandaji::run_window({bandaji::path_from_utf8(result.catalog)});
}
