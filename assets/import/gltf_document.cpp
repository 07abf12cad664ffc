#include "assets/import/gltf_document.h"

#include <fmt/format.h>
#include <meshoptimizer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "assets/import/file_names.h"
#include "assets/text.h"

namespace bandaji {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMostJsonBytes = 256ull << 20;
constexpr std::uint64_t kMostElements = 1ull << 30;  // Numbers in one accessor.

tl::unexpected<Error> corrupt(std::string message) {
  return fail(ErrorKind::Corrupt, "The glTF file is damaged: " + std::move(message));
}

std::uint32_t u32_at(std::span<const std::byte> bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

std::size_t component_size(std::int64_t type) {
  switch (type) {
    case 5120:
    case 5121:
      return 1;
    case 5122:
    case 5123:
      return 2;
    case 5125:
    case 5126:
      return 4;
    default:
      return 0;
  }
}

std::size_t component_count(const std::string& type) {
  static const std::map<std::string, std::size_t> kCounts{
      {"SCALAR", 1}, {"VEC2", 2}, {"VEC3", 3}, {"VEC4", 4}, {"MAT2", 4}, {"MAT3", 9}, {"MAT4", 16}};
  const auto found = kCounts.find(type);
  return found == kCounts.end() ? 0 : found->second;
}

template <class T>
T load(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof(T));
  return value;
}

float component_as_float(const std::byte* from, std::int64_t type, bool normalized) {
  switch (type) {
    case 5120: {
      const float value = load<std::int8_t>(from);
      return normalized ? std::max(value / 127.0f, -1.0f) : value;
    }
    case 5121: {
      const float value = load<std::uint8_t>(from);
      return normalized ? value / 255.0f : value;
    }
    case 5122: {
      const float value = load<std::int16_t>(from);
      return normalized ? std::max(value / 32767.0f, -1.0f) : value;
    }
    case 5123: {
      const float value = load<std::uint16_t>(from);
      return normalized ? value / 65535.0f : value;
    }
    case 5125:
      return static_cast<float>(load<std::uint32_t>(from));
    default:
      return load<float>(from);
  }
}

std::uint32_t component_as_integer(const std::byte* from, std::int64_t type) {
  switch (type) {
    case 5120:
    case 5121:
      return load<std::uint8_t>(from);
    case 5122:
    case 5123:
      return load<std::uint16_t>(from);
    case 5126: {
      const float value = load<float>(from);
      return value >= 0 && value < 4e9f ? static_cast<std::uint32_t>(value) : 0;
    }
    default:
      return load<std::uint32_t>(from);
  }
}

// What a file may require and still be read right.
constexpr std::array kKnownExtensions{
    "KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_meshopt_compression",
    "KHR_mesh_quantization", "KHR_texture_transform", "EXT_texture_webp", "KHR_materials_unlit",
    "KHR_materials_pbrSpecularGlossiness", "KHR_materials_sheen", "KHR_materials_clearcoat",
    "KHR_materials_transmission", "KHR_materials_volume", "KHR_materials_ior", "KHR_materials_specular",
    "KHR_materials_emissive_strength", "KHR_materials_iridescence", "KHR_materials_anisotropy",
    "KHR_materials_dispersion", "KHR_materials_diffuse_transmission", "KHR_materials_variants",
    "KHR_lights_punctual", "EXT_mesh_gpu_instancing", "KHR_node_visibility", "KHR_xmp_json_ld",
    // Read without what they add; the report says so where it matters.
    "KHR_texture_basisu", "EXT_texture_avif", "MSFT_texture_dds", "KHR_animation_pointer",
    "EXT_lights_image_based"};

// Whether something in `json` has the extension; by a list of what is still to be looked at, since files
// may nest as deep as they like.
bool uses_extension(const Json& json, const std::string& name) {
  std::vector<const Json*> waiting{&json};
  while (!waiting.empty()) {
    const Json& at = *waiting.back();
    waiting.pop_back();
    if (!at.is_structured()) continue;
    if (at.is_object() && !GltfDocument::extension(at, name.c_str()).is_null()) return true;
    for (const Json& inner : at) waiting.push_back(&inner);
  }
  return false;
}

// Bytes that a compressed view's extension describes; null where it has none.
const Json& compression_of(const Json& view) {
  const Json& known = GltfDocument::extension(view, "EXT_meshopt_compression");
  return known.is_null() ? GltfDocument::extension(view, "KHR_meshopt_compression") : known;
}

}  // namespace

// --- Looking into JSON that may be anything ---

const Json& GltfDocument::list(const Json& object, const char* name) {
  static const Json kEmpty = Json::array();
  if (!object.is_object()) return kEmpty;
  const auto found = object.find(name);
  return found == object.end() || !found->is_array() ? kEmpty : *found;
}

const Json& GltfDocument::extension(const Json& object, const char* name) {
  static const Json kNone;
  if (!object.is_object()) return kNone;
  const auto all = object.find("extensions");
  if (all == object.end() || !all->is_object()) return kNone;
  const auto found = all->find(name);
  return found == all->end() || !found->is_object() ? kNone : *found;
}

std::int64_t GltfDocument::integer(const Json& object, const char* name, std::int64_t otherwise) {
  if (!object.is_object()) return otherwise;
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number()) return otherwise;
  if (found->is_number_unsigned() && found->get<std::uint64_t>() > 0x7FFF'FFFF'FFFFull) return otherwise;
  if (found->is_number_float()) {
    const double value = found->get<double>();
    return std::abs(value) < 1e15 ? static_cast<std::int64_t>(value) : otherwise;
  }
  return found->get<std::int64_t>();
}

float GltfDocument::number(const Json& object, const char* name, float otherwise) {
  if (!object.is_object()) return otherwise;
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number()) return otherwise;
  const double value = found->get<double>();
  return std::abs(value) < 1e15 ? static_cast<float>(value) : otherwise;
}

bool GltfDocument::flag(const Json& object, const char* name, bool otherwise) {
  if (!object.is_object()) return otherwise;
  const auto found = object.find(name);
  return found == object.end() || !found->is_boolean() ? otherwise : found->get<bool>();
}

std::string GltfDocument::text(const Json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found == object.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

std::vector<float> GltfDocument::numbers(const Json& object, const char* name, std::vector<float> otherwise) {
  const Json& values = list(object, name);
  if (values.size() != otherwise.size()) return otherwise;
  std::vector<float> out;
  for (const Json& value : values) {
    if (!value.is_number() || !(std::abs(value.get<double>()) < 1e15)) return otherwise;
    out.push_back(static_cast<float>(value.get<double>()));
  }
  return out;
}

// --- The file ---

Result<GltfDocument> GltfDocument::open(ImportFiles& files) {
  const auto file = files.read_main();
  if (!file) return tl::unexpected(file.error());
  GltfDocument document;
  document.files_ = &files;
  document.folder_ = folder_of(files.main_file());
  std::span<const std::byte> bytes = (*file)->bytes();
  std::span<const std::byte> text = bytes;
  if (bytes.size() >= 12 && std::memcmp(bytes.data(), "glTF", 4) == 0) {
    const std::uint32_t container = u32_at(bytes, 4);
    document.version_1_ = container == 1;
    if (document.version_1_) return document;
    if (container != 2)
      return fail(ErrorKind::Unsupported,
                  fmt::format("The file is glTF {}, of which only 1.0 and 2.0 exist.", container));
    text = {};
    for (std::size_t at = 12; at + 8 <= bytes.size();) {
      const std::uint64_t length = u32_at(bytes, at);
      const std::uint32_t kind = u32_at(bytes, at + 4);
      if (length > bytes.size() - at - 8) return corrupt("a chunk is longer than the file.");
      const auto chunk = bytes.subspan(at + 8, length);
      if (kind == 0x4E4F534A && text.empty()) text = chunk;
      if (kind == 0x004E4942 && document.binary_chunk_.bytes.empty()) document.binary_chunk_ = {*file, chunk};
      at += 8 + (length + 3) / 4 * 4;
    }
  }
  if (text.size() > kMostJsonBytes)
    return fail(ErrorKind::Limit, "The glTF file's JSON is larger than 256 MB.");
  std::string_view source(reinterpret_cast<const char*>(text.data()), text.size());
  const std::string decoded = decode_marked_text(source);
  if (!decoded.empty()) source = decoded;
  // Trailing padding of a chunk is not part of the JSON.
  while (!source.empty() && (source.back() == '\0' || source.back() == ' ')) source.remove_suffix(1);
  document.json_ = Json::parse(source, nullptr, false);
  if (document.json_.is_discarded() || !document.json_.is_object())
    return corrupt("its JSON cannot be read.");
  const auto asset = document.json_.find("asset");
  const std::string version =
      asset == document.json_.end() ? std::string() : GltfDocument::text(*asset, "version");
  if (version.starts_with("1") || (version.empty() && document.json_.contains("techniques"))) {
    document.version_1_ = true;
    return document;
  }
  if (!version.starts_with("2")) return corrupt("it does not say that it is glTF 2.0.");
  const auto readable = document.check_required_extensions(for_display(files.main_file(), 300));
  if (!readable) return tl::unexpected(readable.error());
  return document;
}

// What is unknown may change what geometry means; elsewhere it only adds to what is read.
Result<void> GltfDocument::check_required_extensions(const std::string& shown) {
  for (const Json& required : list("extensionsRequired")) {
    if (!required.is_string()) continue;
    const std::string name = required.get<std::string>();
    const bool known = std::any_of(kKnownExtensions.begin(), kKnownExtensions.end(),
                                   [&](const char* k) { return name == k; });
    if (known) continue;
    for (const char* part : {"meshes", "accessors", "bufferViews", "buffers"}) {
      if (!uses_extension(list(part), name)) continue;
      return fail(ErrorKind::Unsupported,
                  fmt::format("“{}” requires the glTF extension {}, which is not read.", shown,
                              for_display(name, 100)));
    }
    warnings_.push_back(
        fmt::format("The file requires the glTF extension {}, which is not read; what it adds is missing.",
                    for_display(name, 100)));
  }
  return {};
}

Result<std::vector<std::byte>> GltfDocument::data_address(std::string_view uri) {
  const std::size_t comma = uri.find(',');
  if (comma == std::string_view::npos) return corrupt("embedded data has no beginning.");
  if (uri.substr(0, comma).ends_with(";base64")) return decode_base64(uri.substr(comma + 1));
  const std::string plain = percent_decoded(uri.substr(comma + 1));
  const auto* bytes = reinterpret_cast<const std::byte*>(plain.data());
  return std::vector<std::byte>(bytes, bytes + plain.size());
}

Result<GltfDocument::Bytes> GltfDocument::buffer(std::int64_t index) {
  if (const auto known = buffers_.find(index); known != buffers_.end()) return known->second;
  const Json& all = list("buffers");
  if (index < 0 || index >= static_cast<std::int64_t>(all.size()))
    return corrupt(fmt::format("there is no buffer {}.", index));
  const Json& from = all[static_cast<std::size_t>(index)];
  const std::string uri = text(from, "uri");
  Bytes bytes;
  if (uri.empty()) {
    if (index != 0 || binary_chunk_.bytes.empty())
      return corrupt(fmt::format("buffer {} has no data.", index));
    bytes = binary_chunk_;
  } else if (is_data_address(uri)) {
    auto data = data_address(uri);
    if (!data) return tl::unexpected(data.error());
    auto owned = std::make_shared<const std::vector<std::byte>>(std::move(*data));
    bytes = {owned, *owned};
  } else {
    const auto path = files_->find(uri, folder_, FilePurpose::Geometry);
    if (!path) {
      return fail(ErrorKind::NotFound,
                  fmt::format("The file “{}” that the model needs is missing or may not be read. {}",
                              for_display(uri, 300), files_->references().back().reason));
    }
    auto mapped = files_->read(*path);
    if (!mapped) return tl::unexpected(mapped.error());
    bytes = {*mapped, (*mapped)->bytes()};
  }
  buffers_.emplace(index, bytes);
  return bytes;
}

// EXT_meshopt_compression and its ratified form.
Result<GltfDocument::Bytes> GltfDocument::decompress(const Json& compression) {
  const auto source = buffer(integer(compression, "buffer", -1));
  if (!source) return tl::unexpected(source.error());
  const std::int64_t offset = integer(compression, "byteOffset", 0);
  const std::int64_t length = integer(compression, "byteLength", -1);
  const std::int64_t stride = integer(compression, "byteStride", 0);
  const std::int64_t count = integer(compression, "count", -1);
  const auto size = static_cast<std::int64_t>(source->bytes.size());
  if (offset < 0 || length < 0 || offset > size || length > size - offset || stride < 1 || stride > 256 ||
      count < 0 || count > static_cast<std::int64_t>(kMostElements)) {
    return corrupt("a compressed part has impossible sizes.");
  }
  // The densest encoding spends about a byte on sixteen elements' byte lanes.
  if (count / 64 > length + 1024) return corrupt("a compressed part promises more than its bytes can hold.");
  const auto* encoded = reinterpret_cast<const unsigned char*>(source->bytes.data() + offset);
  const auto encoded_size = static_cast<std::size_t>(length);
  const auto elements = static_cast<std::size_t>(count);
  const auto width = static_cast<std::size_t>(stride);
  auto out = std::make_shared<std::vector<std::byte>>(elements * width);
  const std::string mode = text(compression, "mode");
  const std::string filter = text(compression, "filter");
  int status = -1;
  if (mode == "ATTRIBUTES" && width % 4 == 0) {
    status = meshopt_decodeVertexBuffer(out->data(), elements, width, encoded, encoded_size);
  } else if (mode == "TRIANGLES" && (width == 2 || width == 4) && elements % 3 == 0) {
    status = meshopt_decodeIndexBuffer(out->data(), elements, width, encoded, encoded_size);
  } else if (mode == "INDICES" && (width == 2 || width == 4)) {
    status = meshopt_decodeIndexSequence(out->data(), elements, width, encoded, encoded_size);
  }
  if (status != 0) {
    // The first byte is the kind of encoding and its version, of which the library here reads these at most.
    const int kind = mode == "ATTRIBUTES" ? 0xA0 : (mode == "TRIANGLES" ? 0xE1 : 0xD1);
    const int first = encoded_size > 0 ? encoded[0] : 0;
    if ((first & 0xF0) == (kind & 0xF0) && first > kind) {
      return fail(ErrorKind::Unsupported,
                  "The file is compressed with a newer version of meshopt than is installed; export it with "
                  "EXT_meshopt_compression or without.");
    }
    return corrupt("a compressed part cannot be decompressed.");
  }
  if (filter == "OCTAHEDRAL" && (width == 4 || width == 8)) {
    meshopt_decodeFilterOct(out->data(), elements, width);
  } else if (filter == "QUATERNION" && width == 8) {
    meshopt_decodeFilterQuat(out->data(), elements, width);
  } else if (filter == "EXPONENTIAL" && width % 4 == 0) {
    meshopt_decodeFilterExp(out->data(), elements, width);
  } else if (!filter.empty() && filter != "NONE") {
    return fail(ErrorKind::Unsupported,
                fmt::format("The file is compressed with the meshopt filter {}, which is not read.",
                            for_display(filter, 40)));
  }
  return Bytes{out, *out};
}

Result<GltfDocument::Bytes> GltfDocument::view(std::int64_t index) {
  if (const auto known = views_.find(index); known != views_.end()) return known->second;
  const Json& all = list("bufferViews");
  if (index < 0 || index >= static_cast<std::int64_t>(all.size()))
    return corrupt(fmt::format("there is no buffer view {}.", index));
  const Json& from = all[static_cast<std::size_t>(index)];
  Bytes bytes;
  const Json& compression = compression_of(from);
  if (!compression.is_null()) {
    was_compressed_ = true;
    auto plain = decompress(compression);
    if (!plain) return plain;
    bytes = *plain;
  } else {
    const auto source = buffer(integer(from, "buffer", -1));
    if (!source) return source;
    const std::int64_t offset = integer(from, "byteOffset", 0);
    const std::int64_t length = integer(from, "byteLength", -1);
    const auto size = static_cast<std::int64_t>(source->bytes.size());
    if (offset < 0 || length < 0 || offset > size || length > size - offset) {
      return corrupt(fmt::format("buffer view {} reaches beyond its buffer.", index));
    }
    bytes = {source->keep,
             source->bytes.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(length))};
  }
  views_.emplace(index, bytes);
  return bytes;
}

// --- Accessors ---

struct GltfDocument::Layout {
  std::size_t count = 0;
  std::size_t width = 0;
  std::int64_t type = 0;
  bool normalized = false;
  std::size_t stride = 0;
  Bytes bytes;  // From the first element on; empty when all are zero.
};

std::size_t GltfDocument::count_of(std::int64_t accessor) const {
  const Json& all = list("accessors");
  if (accessor < 0 || accessor >= static_cast<std::int64_t>(all.size())) return 0;
  return static_cast<std::size_t>(
      std::max<std::int64_t>(0, integer(all[static_cast<std::size_t>(accessor)], "count", 0)));
}

Result<GltfDocument::Layout> GltfDocument::layout_of(std::int64_t accessor) {
  const Json& all = list("accessors");
  if (accessor < 0 || accessor >= static_cast<std::int64_t>(all.size())) {
    return corrupt(fmt::format("there is no accessor {}.", accessor));
  }
  const Json& from = all[static_cast<std::size_t>(accessor)];
  Layout layout;
  layout.count = count_of(accessor);
  layout.width = component_count(text(from, "type"));
  layout.type = integer(from, "componentType", 0);
  layout.normalized = flag(from, "normalized", false);
  const std::size_t size = component_size(layout.type);
  if (size == 0 || layout.width == 0)
    return corrupt(fmt::format("accessor {} has an unknown type.", accessor));
  if (layout.count > kMostElements / layout.width)
    return corrupt(fmt::format("accessor {} is impossibly long.", accessor));
  const std::int64_t place = integer(from, "bufferView", -1);
  if (place < 0) {
    // All zero but for a sparse part; nothing in the file bounds the count, so something else must.
    if (layout.count > 50'000'000)
      return fail(ErrorKind::Limit, "The model has an accessor of zeros that is too long.");
    return layout;
  }
  auto bytes = view(place);
  if (!bytes) return tl::unexpected(bytes.error());
  const Json& view_json = list("bufferViews")[static_cast<std::size_t>(place)];
  const std::int64_t stride = integer(view_json, "byteStride", 0);
  const std::int64_t offset = integer(from, "byteOffset", 0);
  if (stride < 0 || stride > 1024 || offset < 0)
    return corrupt(fmt::format("accessor {} has impossible sizes.", accessor));
  layout.stride = stride > 0 ? static_cast<std::size_t>(stride) : size * layout.width;
  const std::size_t needed = layout.count == 0 ? 0 : (layout.count - 1) * layout.stride + size * layout.width;
  const auto start = static_cast<std::size_t>(offset);
  if (start > bytes->bytes.size() || needed > bytes->bytes.size() - start) {
    return corrupt(fmt::format("accessor {} reaches beyond its buffer view.", accessor));
  }
  layout.bytes = {bytes->keep, bytes->bytes.subspan(start)};
  return layout;
}

template <class T, class Convert>
Result<void> GltfDocument::read_elements(std::int64_t accessor, const Layout& layout, std::vector<T>& out,
                                         const Convert& convert) {
  const std::size_t size = component_size(layout.type);
  out.assign(layout.count * layout.width, T{});
  if (!layout.bytes.bytes.empty()) {
    for (std::size_t i = 0; i < layout.count; ++i) {
      const std::byte* element = layout.bytes.bytes.data() + i * layout.stride;
      for (std::size_t k = 0; k < layout.width; ++k) out[i * layout.width + k] = convert(element + k * size);
    }
  }
  const Json& from = list("accessors")[static_cast<std::size_t>(accessor)];
  const auto sparse = from.find("sparse");
  if (sparse == from.end() || !sparse->is_object()) return {};
  const std::int64_t count = integer(*sparse, "count", 0);
  const auto indices = sparse->find("indices");
  const auto values = sparse->find("values");
  if (count < 0 || count > static_cast<std::int64_t>(layout.count) || indices == sparse->end() ||
      values == sparse->end()) {
    return corrupt(fmt::format("the sparse part of accessor {} is malformed.", accessor));
  }
  const auto index_bytes = view(integer(*indices, "bufferView", -1));
  if (!index_bytes) return tl::unexpected(index_bytes.error());
  const auto value_bytes = view(integer(*values, "bufferView", -1));
  if (!value_bytes) return tl::unexpected(value_bytes.error());
  const std::int64_t index_type = integer(*indices, "componentType", 0);
  const std::size_t index_size = component_size(index_type);
  const std::int64_t index_start = integer(*indices, "byteOffset", 0);
  const std::int64_t value_start = integer(*values, "byteOffset", 0);
  const auto n = static_cast<std::size_t>(count);
  const auto fits = [](const Bytes& bytes, std::int64_t start, std::size_t length) {
    return start >= 0 && static_cast<std::size_t>(start) <= bytes.bytes.size() &&
           length <= bytes.bytes.size() - static_cast<std::size_t>(start);
  };
  if (index_size == 0 || !fits(*index_bytes, index_start, n * index_size) ||
      !fits(*value_bytes, value_start, n * size * layout.width)) {
    return corrupt(fmt::format("the sparse part of accessor {} reaches beyond its buffer view.", accessor));
  }
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t target = component_as_integer(
        index_bytes->bytes.data() + static_cast<std::size_t>(index_start) + i * index_size, index_type);
    if (target >= layout.count)
      return corrupt(
          fmt::format("the sparse part of accessor {} names an element it does not have.", accessor));
    const std::byte* element =
        value_bytes->bytes.data() + static_cast<std::size_t>(value_start) + i * size * layout.width;
    for (std::size_t k = 0; k < layout.width; ++k)
      out[target * layout.width + k] = convert(element + k * size);
  }
  return {};
}

Result<GltfDocument::Numbers> GltfDocument::floats(std::int64_t accessor) {
  if (const auto known = numbers_.find(accessor); known != numbers_.end()) return known->second;
  const auto layout = layout_of(accessor);
  if (!layout) return tl::unexpected(layout.error());
  auto values = std::make_shared<std::vector<float>>();
  const bool plain = layout->type == 5126;
  const auto done =
      plain ? read_elements(accessor, *layout, *values, [](const std::byte* at) { return load<float>(at); })
            : read_elements(accessor, *layout, *values, [&](const std::byte* at) {
                return component_as_float(at, layout->type, layout->normalized);
              });
  if (!done) return tl::unexpected(done.error());
  Numbers numbers{layout->count, layout->width, std::move(values)};
  numbers_.emplace(accessor, numbers);
  return numbers;
}

Result<std::vector<std::uint32_t>> GltfDocument::integers(std::int64_t accessor, std::size_t width) {
  const auto layout = layout_of(accessor);
  if (!layout) return tl::unexpected(layout.error());
  if (layout->width != width)
    return corrupt(fmt::format("accessor {} has the wrong number of components.", accessor));
  std::vector<std::uint32_t> values;
  const auto done = read_elements(
      accessor, *layout, values, [&](const std::byte* at) { return component_as_integer(at, layout->type); });
  if (!done) return tl::unexpected(done.error());
  return values;
}

}  // namespace bandaji
