#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "assets/import/gltf_import.h"
#include "assets/text.h"

namespace bandaji {
namespace {

using Json = nlohmann::json;
using Numbers = GltfDocument::Numbers;

// What Assimp is given, and how wide it expects it.
struct Attribute {
  const char* name;
  std::size_t width;
};
constexpr std::array kAttributes{Attribute{"POSITION", 3},   Attribute{"NORMAL", 3},
                                 Attribute{"TANGENT", 4},    Attribute{"TEXCOORD_0", 2},
                                 Attribute{"TEXCOORD_1", 2}, Attribute{"COLOR_0", 4}};

// The plain copy as it grows: one buffer, one view and accessor for each stream.
class PlainCopy {
 public:
  std::size_t add(const void* bytes, std::size_t size, std::size_t count, int component, const char* type) {
    const std::size_t offset = buffer_.size();
    const auto* from = static_cast<const std::byte*>(bytes);
    buffer_.insert(buffer_.end(), from, from + size);
    views_.push_back({{"buffer", 0}, {"byteOffset", offset}, {"byteLength", size}});
    accessors_.push_back(
        {{"bufferView", views_.size() - 1}, {"componentType", component}, {"count", count}, {"type", type}});
    return accessors_.size() - 1;
  }
  void add_mesh(const std::string& name, Json attributes, std::size_t indices, std::int64_t mode) {
    meshes_.push_back(
        {{"name", name},
         {"primitives",
          Json::array({{{"attributes", std::move(attributes)}, {"indices", indices}, {"mode", mode}}})}});
    nodes_.push_back({{"mesh", meshes_.size() - 1}});
  }
  bool empty() const { return meshes_.empty(); }

  void provide_to(AssimpReader& assimp, const std::string& name) {
    Json roots = Json::array();
    for (std::size_t i = 0; i < nodes_.size(); ++i) roots.push_back(i);
    const Json document{{"asset", {{"version", "2.0"}}},
                        {"buffers", Json::array({{{"uri", kBufferName}, {"byteLength", buffer_.size()}}})},
                        {"bufferViews", std::move(views_)},
                        {"accessors", std::move(accessors_)},
                        {"meshes", std::move(meshes_)},
                        {"nodes", std::move(nodes_)},
                        {"scenes", Json::array({{{"nodes", std::move(roots)}}})},
                        {"scene", 0}};
    const auto text = std::make_shared<const std::string>(document.dump());
    const auto bytes = std::make_shared<const std::vector<std::byte>>(std::move(buffer_));
    assimp.provide(name, {text, std::as_bytes(std::span(text->data(), text->size()))});
    assimp.provide(kBufferName, {bytes, *bytes});
  }

 private:
  static constexpr const char* kBufferName = "plain-copy.bin";
  std::vector<std::byte> buffer_;
  Json views_ = Json::array();
  Json accessors_ = Json::array();
  Json meshes_ = Json::array();
  Json nodes_ = Json::array();
};

const char* type_name(std::size_t width) {
  constexpr std::array kNames{"SCALAR", "SCALAR", "VEC2", "VEC3", "VEC4"};
  return kNames[width];
}

// The primitive's streams, decompressed.
Result<GltfStreams> read_streams(GltfDocument& document, const Json& primitive,
                                 const std::array<std::string, 2>& uv_names) {
  const Json& draco = GltfDocument::extension(primitive, "KHR_draco_mesh_compression");
  GltfStreams streams;
  if (!draco.is_null()) {
    auto decoded = decode_draco(document, primitive);
    if (!decoded) return decoded;
    streams = std::move(*decoded);
  }
  const auto attributes = primitive.find("attributes");
  if (attributes == primitive.end() || !attributes->is_object()) return streams;
  for (const auto& [name, accessor] : attributes->items()) {
    if (streams.attributes.contains(name) || !accessor.is_number_integer()) continue;
    const bool wanted = name.starts_with("JOINTS_") || name.starts_with("WEIGHTS_") || name == uv_names[0] ||
                        name == uv_names[1] ||
                        std::any_of(kAttributes.begin(), kAttributes.end(),
                                    [&name = name](const Attribute& a) { return name == a.name; });
    if (!wanted) continue;
    auto numbers = document.floats(accessor.get<std::int64_t>());
    if (!numbers) return tl::unexpected(numbers.error());
    streams.attributes.emplace(name, std::move(*numbers));
  }
  // Under the names of the model's two sets.
  if (uv_names != std::array<std::string, 2>{"TEXCOORD_0", "TEXCOORD_1"}) {
    std::array<std::optional<Numbers>, 2> sets;
    for (std::size_t i = 0; i < 2; ++i) {
      if (const auto found = streams.attributes.find(uv_names[i]); found != streams.attributes.end())
        sets[i] = found->second;
    }
    for (std::size_t i = 0; i < 2; ++i) {
      streams.attributes.erase(fmt::format("TEXCOORD_{}", i));
      if (sets[i]) streams.attributes.emplace(fmt::format("TEXCOORD_{}", i), std::move(*sets[i]));
    }
  }
  const auto position = streams.attributes.find("POSITION");
  if (position == streams.attributes.end() || position->second.width != 3) return GltfStreams{};
  streams.vertex_count = position->second.count;
  if (draco.is_null() && primitive.contains("indices")) {
    auto indices = document.integers(GltfDocument::integer(primitive, "indices", -1), 1);
    if (!indices) return tl::unexpected(indices.error());
    streams.indices = std::move(*indices);
  } else if (streams.indices.empty()) {
    streams.indices.resize(streams.vertex_count);
    for (std::size_t i = 0; i < streams.vertex_count; ++i) streams.indices[i] = static_cast<std::uint32_t>(i);
  }
  return streams;
}

// Leaves out lines and triangles of a list that name vertices there are not; returns how many.  `corners`: of
// each.
std::size_t drop_broken(std::vector<std::uint32_t>& indices, std::size_t vertex_count, std::size_t corners) {
  std::size_t kept = 0;
  const std::size_t whole = indices.size() / corners * corners;
  for (std::size_t i = 0; i < whole; i += corners) {
    bool good = true;
    for (std::size_t k = 0; k < corners; ++k) good = good && indices[i + k] < vertex_count;
    if (!good) continue;
    for (std::size_t k = 0; k < corners; ++k) indices[kept + k] = indices[i + k];
    kept += corners;
  }
  indices.resize(kept);
  return (whole - kept) / corners;
}

// Where several primitives share one long list of vertices, each only gets its own.
// Returns for every vertex kept its place in the file.
std::vector<std::uint32_t> keep_used_vertices(GltfStreams& streams) {
  std::vector<std::uint32_t> sources;
  std::vector<std::uint32_t> place(streams.vertex_count, ~0u);
  std::size_t kept = 0;
  for (const std::uint32_t index : streams.indices) {
    if (index >= streams.vertex_count) continue;
    if (place[index] == ~0u) {
      place[index] = static_cast<std::uint32_t>(sources.size());
      sources.push_back(index);
    }
    streams.indices[kept++] = place[index];
  }
  // Of a list nothing is left to drop; a strip or fan goes on without the corner.
  streams.indices.resize(kept);
  return sources;
}

std::vector<float> widened(const Numbers& from, std::size_t width,
                           const std::vector<std::uint32_t>& sources) {
  std::vector<float> out(sources.size() * width, 1.0f);  // A color without alpha is opaque.
  const std::size_t shared = std::min(width, from.width);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const float* element = from.values->data() + sources[i] * from.width;
    for (std::size_t k = 0; k < shared; ++k) out[i * width + k] = element[k];
  }
  return out;
}

// What one mesh of the model still needs when Assimp is done.
struct Pending {
  std::size_t mesh = 0;
  std::string name;
  std::int32_t material = -1;
  std::vector<std::uint32_t> sources;
  GltfStreams streams;
  std::vector<MorphTarget> morphs;
  Mesh elements;  // Of points and lines, which do not go through Assimp.
  bool by_assimp = true;
};

void attach_skinning(const Pending& pending, Mesh& mesh) {
  struct Influence {
    float weight;
    std::uint16_t joint;
  };
  std::vector<std::pair<const Numbers*, const Numbers*>> sets;
  for (int set = 0; set < 4; ++set) {
    const auto joints = pending.streams.attributes.find(fmt::format("JOINTS_{}", set));
    const auto weights = pending.streams.attributes.find(fmt::format("WEIGHTS_{}", set));
    if (joints == pending.streams.attributes.end() || weights == pending.streams.attributes.end()) break;
    const auto fits = [&](const Numbers& n) {
      return n.width == 4 && n.count == pending.streams.vertex_count;
    };
    if (!fits(joints->second) || !fits(weights->second)) break;
    sets.emplace_back(&joints->second, &weights->second);
  }
  if (sets.empty()) return;
  mesh.joints.assign(pending.sources.size(), glm::u16vec4(0));
  mesh.weights.assign(pending.sources.size(), glm::vec4(0));
  std::vector<Influence> all;
  for (std::size_t v = 0; v < pending.sources.size(); ++v) {
    all.clear();
    for (const auto& [joints, weights] : sets) {
      for (std::size_t k = 0; k < 4; ++k) {
        const std::size_t at = pending.sources[v] * std::size_t{4} + k;
        const float joint = (*joints->values)[at];
        const float weight = (*weights->values)[at];
        if (weight > 0 && joint >= 0 && joint < 65536)
          all.push_back({weight, static_cast<std::uint16_t>(joint)});
      }
    }
    const std::size_t most = std::min<std::size_t>(4, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(most), all.end(),
                      [](const Influence& a, const Influence& b) { return a.weight > b.weight; });
    for (std::size_t k = 0; k < most; ++k) {
      mesh.joints[v][static_cast<int>(k)] = all[k].joint;
      mesh.weights[v][static_cast<int>(k)] = all[k].weight;
    }
  }
}

Result<std::vector<MorphTarget>> read_morphs(GltfDocument& document, const Json& mesh, const Json& primitive,
                                             std::size_t vertex_count,
                                             const std::vector<std::uint32_t>& sources) {
  std::vector<MorphTarget> morphs;
  const auto extras = mesh.find("extras");
  const Json& names = extras == mesh.end() ? Json::array() : GltfDocument::list(*extras, "targetNames");
  for (const Json& target : GltfDocument::list(primitive, "targets")) {
    MorphTarget morph;
    if (morphs.size() < names.size() && names[morphs.size()].is_string())
      morph.name = to_nfc(names[morphs.size()].get<std::string>());
    const auto deltas = [&](const char* name, std::vector<glm::vec3>& out) -> Result<void> {
      const std::int64_t accessor = GltfDocument::integer(target, name, -1);
      if (accessor < 0) return {};
      const auto numbers = document.floats(accessor);
      if (!numbers) return tl::unexpected(numbers.error());
      if (numbers->width != 3 || numbers->count != vertex_count) return {};
      out.resize(sources.size());
      for (std::size_t i = 0; i < sources.size(); ++i) {
        const float* d = numbers->values->data() + sources[i] * std::size_t{3};
        out[i] = {d[0], d[1], d[2]};
      }
      return {};
    };
    if (const auto done = deltas("POSITION", morph.positions); !done) return tl::unexpected(done.error());
    if (const auto done = deltas("NORMAL", morph.normals); !done) return tl::unexpected(done.error());
    morphs.push_back(std::move(morph));
  }
  return morphs;
}

bool requires_extension(const GltfDocument& document, const char* name) {
  const Json& all = document.list("extensionsRequired");
  return std::any_of(all.begin(), all.end(), [&](const Json& required) { return required == name; });
}

// Reads the primitives one by one: triangles into the plain copy, points and lines into meshes.
class PrimitiveReader {
 public:
  PrimitiveReader(GltfDocument& document, GltfModel& out) : document_(document), out_(out) {
    out.uv_sets = uv_sets_of(document);
    uv_names_ = {fmt::format("TEXCOORD_{}", out.uv_sets[0]), fmt::format("TEXCOORD_{}", out.uv_sets[1])};
    material_count_ = static_cast<std::int64_t>(document.list("materials").size());
  }

  Result<void> read_all() {
    const Json& meshes = document_.list("meshes");
    for (std::size_t m = 0; m < meshes.size(); ++m) {
      out_.mesh_of_primitive.emplace_back();
      for (const Json& primitive : GltfDocument::list(meshes[m], "primitives")) {
        out_.mesh_of_primitive[m].push_back(-1);
        if (const auto done = read(m, meshes[m], primitive); !done) return done;
      }
    }
    if (dropped_ > 0)
      out_.warnings.push_back(fmt::format(
          "{} triangles and lines name vertices that are not there; they were left out.", dropped_));
    if (draco_) out_.notes.emplace_back("Draco-compressed geometry was decompressed.");
    return {};
  }

  PlainCopy copy;
  std::vector<Pending> pending;

 private:
  Result<void> read(std::size_t m, const Json& mesh, const Json& primitive) {
    std::int64_t mode = GltfDocument::integer(primitive, "mode", 4);
    if (mode < 0 || mode > 6) return {};
    auto streams = read_streams(document_, primitive, uv_names_);
    if (!streams) return tl::unexpected(streams.error());
    if (!GltfDocument::extension(primitive, "KHR_draco_mesh_compression").is_null()) {
      draco_ = true;
      mode = 4;  // What is decompressed is a list, even where the file says strip.
    }
    const bool elements = mode < 4;
    if (mode >= 1 && mode <= 3) streams->indices = line_segments(streams->indices, mode);
    if (mode <= 4)
      dropped_ += drop_broken(streams->indices, streams->vertex_count, mode == 0 ? 1u : mode == 4 ? 3u : 2u);
    std::vector<std::uint32_t> sources = keep_used_vertices(*streams);
    if (sources.empty() || (!elements && streams->indices.size() < 3)) return {};

    Pending rest;
    rest.by_assimp = !elements;
    if (elements) {
      rest.elements = mesh_of_streams(*streams, sources);
      (mode == 0 ? rest.elements.points : rest.elements.lines) = std::move(streams->indices);
    } else {
      copy_triangles(*streams, sources, mode);
    }
    rest.mesh = m;
    rest.name = to_nfc(GltfDocument::text(mesh, "name"));
    const std::int64_t material = GltfDocument::integer(primitive, "material", -1);
    rest.material =
        material < material_count_ ? static_cast<std::int32_t>(std::max<std::int64_t>(-1, material)) : -1;
    auto morphs = read_morphs(document_, mesh, primitive, streams->vertex_count, sources);
    if (!morphs) return tl::unexpected(morphs.error());
    rest.morphs = std::move(*morphs);
    rest.sources = std::move(sources);
    std::erase_if(streams->attributes, [](const auto& entry) {
      return !entry.first.starts_with("JOINTS_") && !entry.first.starts_with("WEIGHTS_");
    });
    streams->indices = {};
    rest.streams = std::move(*streams);
    out_.mesh_of_primitive[m].back() = static_cast<std::int32_t>(pending.size());
    pending.push_back(std::move(rest));
    return {};
  }

  void copy_triangles(const GltfStreams& streams, const std::vector<std::uint32_t>& sources,
                      std::int64_t mode) {
    Json attributes = Json::object();
    for (const Attribute& attribute : kAttributes) {
      const auto found = streams.attributes.find(attribute.name);
      if (found == streams.attributes.end() || found->second.count != streams.vertex_count) continue;
      if (attribute.name == std::string_view("TANGENT") && !attributes.contains("NORMAL")) continue;
      const std::vector<float> values = widened(found->second, attribute.width, sources);
      attributes[attribute.name] = copy.add(values.data(), values.size() * sizeof(float), sources.size(),
                                            5126, type_name(attribute.width));
      // A texture set may only be there when the one before it is.
      if (attribute.name == std::string_view("TEXCOORD_1") && !attributes.contains("TEXCOORD_0")) {
        attributes["TEXCOORD_0"] = attributes["TEXCOORD_1"];
      }
    }
    const std::size_t indices =
        copy.add(streams.indices.data(), streams.indices.size() * sizeof(std::uint32_t),
                 streams.indices.size(), 5125, "SCALAR");
    copy.add_mesh(fmt::format("p{}", pending.size()), std::move(attributes), indices, mode);
  }

  GltfDocument& document_;
  GltfModel& out_;
  std::array<std::string, 2> uv_names_;
  std::int64_t material_count_ = 0;
  std::size_t dropped_ = 0;
  bool draco_ = false;
};

// The plain copy's meshes, each at its place.
Result<void> read_triangles(PrimitiveReader& reader, AssimpReader& assimp, std::vector<Mesh>& meshes) {
  if (reader.copy.empty()) return {};
  reader.copy.provide_to(assimp, "plain-copy.gltf");
  const auto scene = assimp.read("plain-copy.gltf");
  if (!scene) return tl::unexpected(scene.error());
  // Assimp orders meshes as it likes; the names lead back.
  for (unsigned i = 0; i < (*scene)->mNumMeshes; ++i) {
    const aiMesh& from = *(*scene)->mMeshes[i];
    const std::string name(from.mName.data, from.mName.length);
    if (name.size() < 2 || name[0] != 'p') continue;
    const std::size_t place = std::strtoul(name.c_str() + 1, nullptr, 10);
    if (place < meshes.size()) meshes[place] = convert_mesh(from);
  }
  return {};
}

}  // namespace

Result<void> read_gltf_meshes(GltfDocument& document, AssimpReader& assimp, GltfModel& out) {
  PrimitiveReader reader(document, out);
  if (const auto done = reader.read_all(); !done) return done;
  if (document.was_compressed()) out.notes.emplace_back("meshopt-compressed geometry was decompressed.");
  if (requires_extension(document, "KHR_mesh_quantization"))
    out.notes.emplace_back("Quantized geometry was brought to its true size.");
  out.meshes_of.resize(document.list("meshes").size());
  if (reader.pending.empty()) return fail(ErrorKind::Corrupt, "The glTF file contains nothing to draw.");
  out.model.meshes.resize(reader.pending.size());
  if (const auto done = read_triangles(reader, assimp, out.model.meshes); !done) return done;
  for (std::size_t i = 0; i < reader.pending.size(); ++i) {
    Mesh& mesh = out.model.meshes[i];
    Pending& rest = reader.pending[i];
    if (!rest.by_assimp) mesh = std::move(rest.elements);
    if (mesh.positions.size() != rest.sources.size()) {
      return fail(ErrorKind::Corrupt,
                  fmt::format("The mesh “{}” cannot be read.", for_display(rest.name, 200)));
    }
    mesh.name = rest.name;
    mesh.material = rest.material;
    mesh.morphs = std::move(rest.morphs);
    attach_skinning(rest, mesh);
    out.meshes_of[rest.mesh].push_back(static_cast<std::uint32_t>(i));
  }
  return {};
}

}  // namespace bandaji
