#include <assimp/config.h>
#include <assimp/importerdesc.h>
#include <fmt/format.h>
#include <assimp/DefaultLogger.hpp>
#include <assimp/IOStream.hpp>
#include <assimp/IOSystem.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

#include "assets/import/assimp_scene.h"
#include "assets/import/file_names.h"
#include "assets/text.h"

namespace bandaji {
namespace {

// A file in memory, read-only.
class MemoryStream final : public Assimp::IOStream {
 public:
  explicit MemoryStream(MemoryFile file) : file_(std::move(file)) {}

  std::size_t Read(void* target, std::size_t size, std::size_t count) override {
    if (size == 0) return 0;
    const std::size_t whole = std::min(count, (file_.bytes.size() - at_) / size);
    if (whole > 0) std::memcpy(target, file_.bytes.data() + at_, whole * size);
    at_ += whole * size;
    return whole;
  }
  std::size_t Write(const void*, std::size_t, std::size_t) override { return 0; }
  aiReturn Seek(std::size_t offset, aiOrigin origin) override {
    std::size_t from = 0;
    if (origin == aiOrigin_CUR) from = at_;
    if (origin == aiOrigin_END) from = file_.bytes.size();
    // Assimp passes negative distances through the unsigned type: the sum wraps back.
    const std::size_t target = from + offset;
    if (target > file_.bytes.size()) return aiReturn_FAILURE;
    at_ = target;
    return aiReturn_SUCCESS;
  }
  std::size_t Tell() const override { return at_; }
  std::size_t FileSize() const override { return file_.bytes.size(); }
  void Flush() override {}

 private:
  MemoryFile file_;
  std::size_t at_ = 0;
};

// These formats are text, which Assimp only reads well as UTF-8.
bool is_text_format(const std::string& extension) {
  constexpr std::array kText{"obj", "mtl", "dae", "gltf", "x3d", "ac", "ase", "off", "smd", "md5mesh", "dxf"};
  return std::any_of(kText.begin(), kText.end(), [&](const char* text) { return extension == text; });
}

}  // namespace

class AssimpReader::Files final : public Assimp::IOSystem {
 public:
  explicit Files(ImportFiles& files) : files_(files), folder_(folder_of(files.main_file())) {}

  std::map<std::string, MemoryFile> provided;
  std::string guess;  // A name beside the model that Assimp tries unasked.
  MtlPlacements placements;

  bool Exists(const char* name) const override { return const_cast<Files*>(this)->locate(name).has_value(); }
  char getOsSeparator() const override { return '/'; }
  Assimp::IOStream* Open(const char* name, const char* mode) override {
    if (std::strpbrk(mode, "wa+") != nullptr) return nullptr;  // Nothing is ever written.
    if (const auto memory = provided.find(name); memory != provided.end())
      return new MemoryStream(memory->second);
    const auto path = locate(name);
    if (!path) return nullptr;
    const auto file = files_.read(*path);
    if (!file) return nullptr;
    MemoryFile memory{*file, (*file)->bytes()};
    if (is_text_format(extension_of(*path))) {
      const std::string_view bytes(reinterpret_cast<const char*>(memory.bytes.data()), memory.bytes.size());
      auto text = std::make_shared<const std::string>(decode_marked_text(bytes));
      if (!text->empty()) memory = {text, std::as_bytes(std::span(text->data(), text->size()))};
    }
    if (extension_of(*path) == "mtl") {
      const std::string_view bytes(reinterpret_cast<const char*>(memory.bytes.data()), memory.bytes.size());
      auto text = std::make_shared<const std::string>(mend_mtl_text(bytes, placements));
      if (!text->empty()) memory = {text, std::as_bytes(std::span(text->data(), text->size()))};
    }
    return new MemoryStream(std::move(memory));
  }
  void Close(Assimp::IOStream* stream) override { delete stream; }

 private:
  std::optional<std::string> locate(std::string_view name) {
    if (provided.contains(std::string(name)) || name == files_.main_file()) return std::string(name);
    // Assimp puts the model's folder before what the file wrote.
    if (!folder_.empty() && name.starts_with(folder_ + "/")) name.remove_prefix(folder_.size() + 1);
    if (name.starts_with("./")) name.remove_prefix(2);
    if (!guess.empty() && name == guess && !files_.has(name, folder_)) return std::nullopt;
    return files_.find(name, folder_, FilePurpose::Geometry);
  }

  ImportFiles& files_;
  std::string folder_;
};

AssimpReader::AssimpReader(ImportFiles& files)
    : files_(files), importer_(std::make_unique<Assimp::Importer>()), io_(new Files(files)) {
  importer_->SetIOHandler(io_);
  importer_->SetPropertyBool(AI_CONFIG_IMPORT_NO_SKELETON_MESHES, true);
  importer_->SetPropertyBool(AI_CONFIG_IMPORT_FBX_READ_CAMERAS, false);
}

AssimpReader::~AssimpReader() = default;

void AssimpReader::provide(const std::string& name, MemoryFile file) {
  io_->provided.insert_or_assign(name, std::move(file));
}

void AssimpReader::expect_libraries(const std::vector<std::string>& asked) {
  std::string own = base_name(files_.main_file());
  own.resize(own.size() - extension_of(own).size());
  own += "mtl";
  io_->guess = std::find(asked.begin(), asked.end(), own) == asked.end() ? own : std::string();
}

const MtlPlacements& AssimpReader::mtl_placements() const {
  return io_->placements;
}

Result<const aiScene*> AssimpReader::read(const std::string& name) {
  const std::string extension = extension_of(name);
  const std::string shown = for_display(files_.main_file(), 300);
  if (importer_->GetImporterIndex(extension.c_str()) == static_cast<std::size_t>(-1)) {
    return fail(ErrorKind::Unsupported, fmt::format("“{}” has a format that is not read.", shown));
  }
  // All others are taken away, so that no file reaches a parser it was not named
  // for.  Two of one extension (glTF 1 and 2) tell their files apart themselves.
  for (std::size_t i = importer_->GetImporterCount(); i-- > 0;) {
    const std::string extensions = fmt::format(" {} ", importer_->GetImporterInfo(i)->mFileExtensions);
    if (extensions.find(" " + extension + " ") == std::string::npos)
      importer_->UnregisterLoader(importer_->GetImporter(i));
  }
  const aiScene* scene = nullptr;
  try {
    scene = importer_->ReadFile(name, 0);
  } catch (const std::bad_alloc&) {
    return fail(ErrorKind::Limit, fmt::format("“{}” needs more memory than one import may take.", shown));
  } catch (const std::exception& problem) {
    return fail(ErrorKind::Corrupt,
                fmt::format("“{}” cannot be read: {}.", shown, for_display(problem.what(), 300)));
  }
  if (scene == nullptr || scene->mRootNode == nullptr) {
    std::string reason = for_display(importer_->GetErrorString(), 300);
    while (!reason.empty() && (reason.back() == '.' || reason.back() == ' ')) reason.pop_back();
    if (reason.empty()) reason = "its contents are not what the name says";
    const bool old = reason.find("old format version") != std::string::npos ||
                     reason.find("unsupported") != std::string::npos ||
                     reason.find("not supported") != std::string::npos;
    const bool memory =
        reason.find("bad_alloc") != std::string::npos || reason.find("Out of memory") != std::string::npos;
    if (memory)
      return fail(ErrorKind::Limit, fmt::format("“{}” needs more memory than one import may take.", shown));
    return fail(old ? ErrorKind::Unsupported : ErrorKind::Corrupt,
                fmt::format("“{}” cannot be read: {}.", shown, reason));
  }
  return scene;
}

}  // namespace bandaji
