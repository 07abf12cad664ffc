// The files one import may read, and the record of what the model asked for.
// Used inside the worker; one thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assets/file_io.h"
#include "assets/import/import_worker.h"

namespace bandaji {

// Pictures may also be found by their mere name anywhere beneath the root, since
// model files often keep the paths of the machine they were made on.  Geometry
// may not: the wrong buffer would be worse than none.
enum class FilePurpose { Geometry, Picture };

class ImportFiles {
 public:
  // Opens the root folder, or every file of the list, so that no path has to be
  // opened later.  Errors: NotFound, Denied, Io.
  static Result<ImportFiles> open(const ImportSource& source);

  // Of the root folder; -1 when the files are listed.
  int root_descriptor() const { return root_.get(); }
  // Relative path of the model.
  const std::string& main_file() const { return main_file_; }
  // Its bytes.  Errors: NotFound, Denied, Limit, Io.
  Result<std::shared_ptr<const MappedFile>> read_main();

  // The relative path of what a file in `folder` calls `asked`, or nothing; recorded either way, once per
  // name.
  std::optional<std::string> find(std::string_view asked, std::string_view folder, FilePurpose purpose);
  // Whether find() would find it, without a record.
  bool has(std::string_view asked, std::string_view folder);
  // Bytes of a path that find() gave.  A failure is recorded as an unreadable reference.
  Result<std::shared_ptr<const MappedFile>> read(const std::string& relative_path);
  // Changes the record of a file that was found but holds nothing usable.
  void mark_unreadable(const std::string& relative_path, std::string reason);

  const std::vector<FileReference>& references() const { return references_; }
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  struct Located {
    std::optional<std::string> path;
    bool refused = false;
    std::string reason;
  };
  Located locate(const std::string& relative_path);
  std::optional<std::string> locate_by_name(std::string_view asked);
  void build_index();

  FileHandle root_;                           // Invalid when the files are listed.
  std::map<std::string, FileHandle> listed_;  // By relative path.
  std::string main_file_;
  bool indexed_ = false;
  std::vector<std::string> index_;                  // Paths beneath the root, built when first needed.
  std::map<std::string, std::string> loose_index_;  // loose_key() to path.
  std::vector<FileReference> references_;
  std::map<std::string, std::size_t> recorded_;  // Folder and asked name to place in references_.
  std::vector<std::string> warnings_;
  std::uint64_t bytes_read_ = 0;
};

// --- The platform's part (import_files_linux.cpp) ---

Result<FileHandle> open_root_folder(const std::filesystem::path& path);
// Opens a regular file beneath `root` without following any link.  Errors as
// ErrorKind: NotFound; Denied for links, devices, FIFOs and what lies outside.
Result<FileHandle> open_beneath(const FileHandle& root, const std::string& relative_path);
struct FolderEntry {
  std::string name;
  bool is_folder = false;
};
// Regular files and folders, no links; sorted by name.
std::vector<FolderEntry> list_beneath(const FileHandle& root, const std::string& relative_path);
// Errors: Limit (larger than `most_bytes`), Io.
Result<MappedFile> map_handle(const FileHandle& file, std::uint64_t most_bytes);

}  // namespace bandaji
