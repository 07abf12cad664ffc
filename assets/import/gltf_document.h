// A glTF 2.0 file taken apart: its JSON, its buffers, its accessors as plain
// numbers.  Everything is checked against the bytes that are really there.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assets/import/import_files.h"
#include "assets/result.h"

namespace bandaji {

class GltfDocument {
 public:
  using Json = nlohmann::json;

  // Parses the import's main file (.gltf or .glb).
  // Errors: Corrupt, Unsupported (its geometry requires an extension that is not read), NotFound, Denied,
  // Limit, Io.
  static Result<GltfDocument> open(ImportFiles& files);

  // "1.0" documents are left to Assimp.
  bool is_version_1() const { return version_1_; }
  const Json& json() const { return json_; }
  // The member of the root (or of `object`) that is an array; empty when there is none.
  const Json& list(const char* name) const { return list(json_, name); }
  static const Json& list(const Json& object, const char* name);
  // The object's extension, or null.
  static const Json& extension(const Json& object, const char* name);
  static std::int64_t integer(const Json& object, const char* name, std::int64_t otherwise);
  static float number(const Json& object, const char* name, float otherwise);
  static bool flag(const Json& object, const char* name, bool otherwise);
  static std::string text(const Json& object, const char* name);
  // `width` floats; `otherwise` where the member is absent or malformed.
  static std::vector<float> numbers(const Json& object, const char* name, std::vector<float> otherwise);

  struct Bytes {
    std::shared_ptr<const void> keep;
    std::span<const std::byte> bytes;
  };
  // Bytes of a buffer view, decompressed where it is (EXT_meshopt_compression).  Errors: Corrupt.
  Result<Bytes> view(std::int64_t index);
  // Bytes of a "data:" address.  Errors: Corrupt.
  static Result<std::vector<std::byte>> data_address(std::string_view uri);
  static bool is_data_address(std::string_view uri) { return uri.starts_with("data:"); }

  struct Numbers {
    std::size_t count = 0;
    std::size_t width = 0;  // Components of an element as the file has them.
    std::shared_ptr<const std::vector<float>> values;
  };
  // An accessor's elements as floats, normalised integers mapped to 0..1 or -1..1.  Errors: Corrupt, Limit.
  Result<Numbers> floats(std::int64_t accessor);
  // An accessor's elements as whole numbers.
  Result<std::vector<std::uint32_t>> integers(std::int64_t accessor, std::size_t width);
  // Elements an accessor says it has; 0 when it is none.
  std::size_t count_of(std::int64_t accessor) const;

  const std::string& folder() const { return folder_; }
  // Sentences about what the file requires and is not read.
  const std::vector<std::string>& warnings() const { return warnings_; }
  // Whether any buffer view that was read is compressed (EXT_meshopt_compression).
  bool was_compressed() const { return was_compressed_; }

 private:
  struct Layout;
  Result<Layout> layout_of(std::int64_t accessor);
  template <class T, class Convert>
  Result<void> read_elements(std::int64_t accessor, const Layout& layout, std::vector<T>& out,
                             const Convert& convert);
  Result<Bytes> buffer(std::int64_t index);
  Result<Bytes> decompress(const Json& compression);
  Result<void> check_required_extensions(const std::string& shown);

  ImportFiles* files_ = nullptr;
  std::string folder_;
  Json json_;
  std::vector<std::string> warnings_;
  bool was_compressed_ = false;
  bool version_1_ = false;
  Bytes binary_chunk_;
  std::map<std::int64_t, Bytes> buffers_;
  std::map<std::int64_t, Bytes> views_;
  std::map<std::int64_t, Numbers> numbers_;
};

}  // namespace bandaji
