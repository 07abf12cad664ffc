#include "assets/import/import_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "assets/import/file_names.h"
#include "assets/text.h"

namespace bandaji {
namespace {

constexpr std::uint64_t kMostBytes = 4ull << 30;  // Of all files of one import together.
constexpr std::size_t kMostIndexed = 20'000;      // Names; a home folder as root must not take for ever.
constexpr int kDeepestIndexed = 12;

// Most writers escape names; some use an escape's characters as they are.
std::vector<std::string> spellings_of(std::string_view asked) {
  std::vector<std::string> spellings{percent_decoded(asked)};
  if (spellings[0] != asked) spellings.emplace_back(asked);
  return spellings;
}

}  // namespace

Result<ImportFiles> ImportFiles::open(const ImportSource& source) {
  ImportFiles files;
  const auto main = resolve_name(source.main_file, "");
  if (!main) return tl::unexpected(main.error());
  files.main_file_ = *main;
  if (source.files.empty()) {
    auto root = open_root_folder(source.root);
    if (!root) return tl::unexpected(root.error());
    files.root_ = std::move(*root);
    return files;
  }
  for (const SourceFile& file : source.files) {
    const auto name = resolve_name(file.relative_path, "");
    if (!name) return tl::unexpected(name.error());
    auto handle = open_regular(file.path);
    if (!handle) return tl::unexpected(handle.error());
    files.listed_.insert_or_assign(*name, std::move(*handle));
  }
  return files;
}

Result<std::shared_ptr<const MappedFile>> ImportFiles::read_main() {
  return read(main_file_);
}

Result<std::shared_ptr<const MappedFile>> ImportFiles::read(const std::string& relative_path) {
  const auto open_and_map = [&]() -> Result<MappedFile> {
    const std::uint64_t left = kMostBytes - bytes_read_;
    if (const auto listed = listed_.find(relative_path); listed != listed_.end())
      return map_handle(listed->second, left);
    if (!root_.valid()) {
      return fail(ErrorKind::NotFound, fmt::format("There is no file “{}”.", for_display(relative_path)));
    }
    const auto file = open_beneath(root_, relative_path);
    if (!file) return tl::unexpected(file.error());
    return map_handle(*file, left);
  };
  auto mapped = open_and_map();
  if (!mapped) {
    mark_unreadable(relative_path, mapped.error().message);
    return tl::unexpected(mapped.error());
  }
  bytes_read_ += mapped->bytes().size();
  return std::make_shared<const MappedFile>(std::move(*mapped));
}

void ImportFiles::mark_unreadable(const std::string& relative_path, std::string reason) {
  for (FileReference& reference : references_) {
    if (reference.relative_path != relative_path || reference.state != ReferenceState::Found) continue;
    reference.state = ReferenceState::Unreadable;
    reference.reason = reason;
  }
}

void ImportFiles::build_index() {
  if (indexed_) return;
  indexed_ = true;
  for (const auto& [path, handle] : listed_) index_.push_back(path);
  if (root_.valid()) {
    // Breadth first, so that what lies near is found even where the end is never reached.
    std::vector<std::pair<std::string, int>> folders{{"", 0}};
    for (std::size_t i = 0; i < folders.size() && index_.size() < kMostIndexed; ++i) {
      const auto [folder, depth] = folders[i];
      for (const FolderEntry& entry : list_beneath(root_, folder)) {
        std::string path = folder.empty() ? entry.name : folder + "/" + entry.name;
        if (!entry.is_folder) {
          index_.push_back(std::move(path));
        } else if (depth < kDeepestIndexed && folders.size() < kMostIndexed) {
          folders.emplace_back(std::move(path), depth + 1);
        }
      }
    }
  }
  for (const std::string& path : index_) loose_index_.emplace(loose_key(path), path);
}

ImportFiles::Located ImportFiles::locate(const std::string& relative_path) {
  if (listed_.contains(relative_path)) return {relative_path, false, {}};
  if (root_.valid()) {
    const auto file = open_beneath(root_, relative_path);
    if (file) return {relative_path, false, {}};
    if (file.error().kind == ErrorKind::Denied) return {std::nullopt, true, file.error().message};
  }
  build_index();
  const auto loose = loose_index_.find(loose_key(relative_path));
  if (loose != loose_index_.end()) return {loose->second, false, {}};
  return {std::nullopt, false, "There is no such file in the import folder."};
}

std::optional<std::string> ImportFiles::locate_by_name(std::string_view asked) {
  build_index();
  const auto best = best_name_match(asked, index_);
  return best ? std::optional(index_[*best]) : std::nullopt;
}

bool ImportFiles::has(std::string_view asked, std::string_view folder) {
  for (const std::string& spelling : spellings_of(asked)) {
    const auto name = resolve_name(spelling, folder);
    if (name && locate(*name).path) return true;
  }
  return false;
}

std::optional<std::string> ImportFiles::find(std::string_view asked, std::string_view folder,
                                             FilePurpose purpose) {
  const std::string key = std::string(folder) + '\n' + std::string(asked);
  if (const auto known = recorded_.find(key); known != recorded_.end()) {
    const FileReference& reference = references_[known->second];
    if (reference.state != ReferenceState::Found) return std::nullopt;
    return reference.relative_path;
  }
  FileReference reference;
  reference.asked = to_nfc(asked);
  reference.state = ReferenceState::Missing;
  const std::vector<std::string> spellings = spellings_of(asked);
  for (const std::string& spelling : spellings) {
    const auto name = resolve_name(spelling, folder);
    const Located found = name ? locate(*name) : Located{std::nullopt, true, name.error().message};
    if (found.path) {
      reference.state = ReferenceState::Found;
      reference.relative_path = *found.path;
      reference.reason.clear();
      break;
    }
    if (reference.state == ReferenceState::Refused) continue;
    reference.state = found.refused ? ReferenceState::Refused : ReferenceState::Missing;
    reference.reason = found.reason;
  }
  // A picture's name is enough, unless it is an address: then the file did not mean a file.
  const bool address = asked.find("://") != std::string_view::npos;
  if (reference.state != ReferenceState::Found && purpose == FilePurpose::Picture && !address) {
    if (const auto elsewhere = locate_by_name(spellings[0])) {
      reference.state = ReferenceState::Found;
      reference.relative_path = *elsewhere;
      reference.reason.clear();
      warnings_.push_back(fmt::format("“{}” is not where the model says; “{}” was used for it.",
                                      for_display(reference.asked, 300), for_display(*elsewhere, 300)));
    }
  }
  if (reference.state == ReferenceState::Found && purpose == FilePurpose::Picture) {
    for (const std::string& twin : readable_twins(reference.relative_path)) {
      const Located found = locate(twin);
      if (!found.path) continue;
      warnings_.push_back(fmt::format("“{}” is in a format that is not read; “{}” was used for it.",
                                      for_display(reference.relative_path, 300),
                                      for_display(*found.path, 300)));
      reference.relative_path = *found.path;
      break;
    }
  }
  recorded_.emplace(key, references_.size());
  references_.push_back(reference);
  if (reference.state != ReferenceState::Found) return std::nullopt;
  return reference.relative_path;
}

}  // namespace bandaji
