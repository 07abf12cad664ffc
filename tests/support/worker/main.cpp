// The program's worker mode and nothing else.
#include "assets/import/import_worker.h"

int main(int argc, char** argv) {
  return bandaji::is_worker_invocation(argc, argv) ? bandaji::run_import_worker(argc, argv) : 2;
}
