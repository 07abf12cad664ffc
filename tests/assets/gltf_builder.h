// glTF files written number by number, for tests of reading them.
#pragma once

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace bandaji::test {

class GltfBuilder {
 public:
  nlohmann::json json{{"asset", {{"version", "2.0"}}}, {"scene", 0}};

  template <class T>
  int add_view(const std::vector<T>& values, int stride = 0) {
    while (bytes_.size() % 4 != 0) bytes_.push_back(0);
    const std::size_t offset = bytes_.size();
    const auto* raw = reinterpret_cast<const unsigned char*>(values.data());
    bytes_.insert(bytes_.end(), raw, raw + values.size() * sizeof(T));
    nlohmann::json view{{"buffer", 0}, {"byteOffset", offset}, {"byteLength", values.size() * sizeof(T)}};
    if (stride > 0) view["byteStride"] = stride;
    json["bufferViews"].push_back(view);
    return static_cast<int>(json["bufferViews"].size()) - 1;
  }
  template <class T>
  int add_accessor(const std::vector<T>& values, const char* type, int component, int count,
                   bool normalized = false, int stride = 0) {
    nlohmann::json accessor{{"bufferView", add_view(values, stride)},
                            {"componentType", component},
                            {"count", count},
                            {"type", type}};
    if (normalized) accessor["normalized"] = true;
    json["accessors"].push_back(accessor);
    return static_cast<int>(json["accessors"].size()) - 1;
  }
  int floats(const std::vector<float>& values, const char* type, int width) {
    return add_accessor(values, type, 5126, static_cast<int>(values.size()) / width);
  }

  // A quad of two triangles in the XY plane, 1 x 2, at attribute level.
  nlohmann::json quad() {
    return {{"attributes",
             {{"POSITION", floats({0, 0, 0, 1, 0, 0, 1, 2, 0, 0, 2, 0}, "VEC3", 3)},
              {"NORMAL", floats({0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1}, "VEC3", 3)},
              {"TEXCOORD_0", floats({0, 1, 1, 1, 1, 0, 0, 0}, "VEC2", 2)}}},
            {"indices", add_accessor(std::vector<std::uint16_t>{0, 1, 2, 0, 2, 3}, "SCALAR", 5123, 6)}};
  }

  void write(const std::filesystem::path& path) {
    const std::filesystem::path bin = path.parent_path() / (path.stem().string() + ".bin");
    json["buffers"] =
        nlohmann::json::array({{{"uri", bin.filename().string()}, {"byteLength", bytes_.size()}}});
    write_text(bin, std::string(bytes_.begin(), bytes_.end()));
    write_text(path, json.dump());
  }
  const std::vector<unsigned char>& bytes() const { return bytes_; }

 private:
  std::vector<unsigned char> bytes_;
};

}  // namespace bandaji::test
