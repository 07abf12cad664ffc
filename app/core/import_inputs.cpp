#include "app/core/import_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <string>
#include <system_error>

#include "assets/import/file_names.h"
#include "assets/text.h"
#include "db/search_text.h"

namespace bandaji {
namespace {

namespace fs = std::filesystem;

std::string dotted_extension(const fs::path& path) {
  return to_lower_ascii(to_utf8(path.extension()));
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

// Belongs to a model and is never a record of its own.
bool is_part_of_model(std::string_view extension) {
  static constexpr auto kParts =
      std::to_array<std::string_view>({".bin", ".mtl", ".ktx", ".ktx2", ".basis", ".dds"});
  return is_one_of(extension, kParts);
}

// Files of a design department worth keeping when a whole folder is brought in.  A file named by itself
// is kept whatever it is; a folder also holds licences, logs and leftovers.
bool is_design_document(std::string_view extension) {
  static constexpr auto kDocuments = std::to_array<std::string_view>(
      {".zprj",      ".zpac", ".zfab", ".avt",  ".psd",  ".psb",  ".ai",   ".eps",  ".svg",
       ".pdf",       ".indd", ".dwg",  ".dxf",  ".skp",  ".3dm",  ".rvt",  ".ifc",  ".ma",
       ".mb",        ".max",  ".c4d",  ".hip",  ".ztl",  ".zpr",  ".spp",  ".sbs",  ".sbsar",
       ".usd",       ".usda", ".usdc", ".usdz", ".hwp",  ".hwpx", ".docx", ".xlsx", ".pptx",
       ".procreate", ".clip", ".kra",  ".tif",  ".tiff", ".exr",  ".heic", ".mp4",  ".mov"});
  return is_one_of(extension, kDocuments);
}

std::string comparable(std::string_view name) {
  return to_lower_ascii(to_nfc(name));
}

// The picture names written anywhere in a model or material file.  A plain look at the bytes and no
// parsing: all formats write names as text, and what this misses the import itself still finds.
void collect_picture_names(const fs::path& file, std::set<std::string>& names) {
  static constexpr auto kPictures = std::to_array<std::string_view>(
      {".png", ".jpg", ".jpeg", ".tga", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".psd"});
  constexpr std::size_t kBlock = 4u << 20;
  constexpr std::size_t kOverlap = 512;  // Longer than a file name and its extension.
  std::ifstream stream(file, std::ios::binary);
  std::string block;
  std::size_t kept = 0;
  while (stream) {
    block.resize(kept + kBlock);
    stream.read(block.data() + kept, static_cast<std::streamsize>(kBlock));
    block.resize(kept + static_cast<std::size_t>(stream.gcount()));
    for (std::size_t at = block.find('.'); at != std::string::npos; at = block.find('.', at + 1)) {
      const std::string tail = to_lower_ascii(std::string_view(block).substr(at, 5));
      const bool picture = std::any_of(kPictures.begin(), kPictures.end(),
                                       [&](std::string_view e) { return tail.starts_with(e); });
      if (!picture) continue;
      std::size_t begin = at;
      while (begin > 0 && at - begin < 255) {
        const char c = block[begin - 1];
        if (c == '"' || c == '\'' || c == '/' || c == '\\' || c == '<' || c == '>' ||
            static_cast<unsigned char>(c) < 0x20)
          break;
        --begin;
      }
      std::size_t length =
          tail.starts_with(".jpeg") || tail.starts_with(".tiff") || tail.starts_with(".webp") ? 5 : 4;
      names.insert(comparable(percent_decoded(std::string_view(block).substr(begin, at - begin + length))));
    }
    kept = std::min(block.size(), kOverlap);
    block.erase(0, block.size() - kept);
  }
}

// What the models of one folder mention.
struct Mentions {
  fs::path folder;
  std::set<std::string> names;
};

bool is_beneath(const fs::path& path, const fs::path& folder) {
  const auto difference = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return difference.first == folder.end();
}

bool mentioned(const fs::path& picture, const fs::path& root, const std::vector<Mentions>& mentions) {
  const std::string name = comparable(to_utf8(picture.filename()));
  for (const Mentions& entry : mentions) {
    // "../textures/a.png" is common; further up is not the model's.
    const fs::path reach = entry.folder == root ? root : entry.folder.parent_path();
    if (!is_beneath(picture.parent_path(), reach)) continue;
    if (entry.names.contains(name)) return true;
    // In an MTL line the name follows options: "map_Kd -s 1 1 1 red silk.png".
    const std::string after_space = " " + name;
    for (const std::string& written : entry.names) {
      if (written.ends_with(after_space)) return true;
    }
  }
  return false;
}

bool is_hidden(const fs::path& path) {
  const std::string name = to_utf8(path.filename());
  return name.starts_with('.') || name == "Thumbs.db" || name == "desktop.ini" || name == "__MACOSX";
}

void walk(const fs::path& folder, bool recursive, int depth, std::vector<fs::path>& files,
          std::vector<UnreadFolder>* unread) {
  constexpr int kDeepest = 64;
  std::error_code problem;
  std::vector<fs::path> folders;
  for (fs::directory_iterator entry(folder, problem); !problem && entry != fs::directory_iterator();
       entry.increment(problem)) {
    std::error_code inner;
    // Links are not followed: they may lead out of the folder, or back into it.
    if (entry->is_symlink(inner) || is_hidden(entry->path())) continue;
    if (entry->is_directory(inner)) {
      if (entry->path().extension() != ".bandaji") folders.push_back(entry->path());
    } else if (entry->is_regular_file(inner)) {
      files.push_back(entry->path());
    }
  }
  if (problem && unread != nullptr) {
    unread->push_back(
        {folder,
         {ErrorKind::Denied, fmt::format("The folder cannot be looked into: {}.", problem.message())}});
  }
  if (!recursive || depth >= kDeepest) return;
  for (const fs::path& inner : folders) walk(inner, recursive, depth + 1, files, unread);
}

}  // namespace

std::vector<fs::path> files_beneath(const fs::path& folder, bool recursive,
                                    std::vector<UnreadFolder>* unread) {
  std::vector<fs::path> files;
  walk(folder, recursive, 0, files, unread);
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return compare_natural(to_utf8(a), to_utf8(b)) < 0 ||
           (compare_natural(to_utf8(a), to_utf8(b)) == 0 && a < b);
  });
  return files;
}

namespace {

std::vector<ImportInput> expand_folder(const fs::path& given, bool recursive) {
  std::error_code problem;
  const fs::path root = fs::canonical(given, problem);
  std::vector<UnreadFolder> unread;
  const std::vector<fs::path> files = files_beneath(root, recursive, &unread);
  std::vector<ImportInput> models;
  std::vector<ImportInput> others;
  std::vector<Mentions> mentions;
  const bool has_pictures = std::any_of(files.begin(), files.end(),
                                        [](const fs::path& f) { return classify(f) == FileClass::Image; });
  for (const fs::path& file : files) {
    const std::string extension = dotted_extension(file);
    const FileClass content = classify(file);
    const bool is_model = content == FileClass::Model && !is_part_of_model(extension);
    if (has_pictures && (is_model || extension == ".mtl")) {
      if (mentions.empty() || mentions.back().folder != file.parent_path())
        mentions.push_back({file.parent_path(), {}});
      collect_picture_names(file, mentions.back().names);
    }
    if (is_part_of_model(extension)) continue;
    if (content == FileClass::Attachment && !is_design_document(extension)) continue;
    const fs::path relative = file.lexically_relative(root);
    (is_model ? models : others).push_back({given / relative, root, relative, content, true});
  }
  std::erase_if(others, [&](const ImportInput& input) {
    return input.content == FileClass::Image && mentioned(root / input.main, root, mentions);
  });
  models.insert(models.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
  const auto refuse = [&](const fs::path& folder, Error why) {
    const fs::path relative = folder.lexically_relative(root);
    models.push_back({folder == root ? given : given / relative, root, relative, FileClass::Attachment, true,
                      std::move(why)});
  };
  if (models.empty() && unread.empty()) {
    refuse(root, {ErrorKind::NotFound, recursive ? "There is nothing to import in this folder."
                                                 : "There is nothing to import in this folder itself; "
                                                   "--recursive looks into the folders in it."});
  }
  for (UnreadFolder& folder : unread) refuse(folder.path, std::move(folder.why));
  return models;
}

}  // namespace

std::vector<ImportInput> expand_import(const ImportPlan& plan) {
  std::vector<ImportInput> inputs;
  for (const fs::path& path : plan.paths) {
    std::error_code problem;
    if (fs::is_directory(path, problem)) {
      auto found = expand_folder(path, plan.recursive);
      inputs.insert(inputs.end(), std::make_move_iterator(found.begin()),
                    std::make_move_iterator(found.end()));
      continue;
    }
    // A link that a person names is meant; its own folder is where its files lie.
    fs::path real = fs::canonical(path, problem);
    if (problem) real = fs::absolute(path, problem);
    ImportInput input{path, real.parent_path(), real.filename(), classify(path), false};
    // A higher root that was asked for, where the file lies beneath it.
    const fs::path root = plan.root.empty() ? fs::path() : fs::canonical(plan.root, problem);
    if (!root.empty() && is_beneath(real.parent_path(), root)) {
      input.root = root;
      input.main = real.lexically_relative(root);
    }
    inputs.push_back(std::move(input));
  }
  if (!plan.only.empty()) {
    std::erase_if(inputs, [&](const ImportInput& input) {
      return std::find(plan.only.begin(), plan.only.end(), input.root / input.main) == plan.only.end();
    });
  }
  return inputs;
}

std::vector<fs::path> expand_inputs(const ImportPlan& plan) {
  std::vector<fs::path> paths;
  for (const ImportInput& input : expand_import(plan)) paths.push_back(input.path);
  return paths;
}

}  // namespace bandaji
