#include <draco/compression/decode.h>
#include <draco/core/decoder_buffer.h>
#include <draco/mesh/mesh.h>
#include <fmt/format.h>

#include <algorithm>

#include "assets/import/gltf_import.h"

namespace bandaji {
namespace {

tl::unexpected<Error> corrupt() {
  return fail(ErrorKind::Corrupt,
              "The glTF file is damaged: Draco-compressed geometry cannot be decompressed.");
}

// Whole numbers that stand for 0..1 or -1..1, as the accessor of that name says.
bool is_normalized(const GltfDocument& document, const nlohmann::json& primitive, const std::string& name) {
  const auto attributes = primitive.find("attributes");
  if (attributes == primitive.end()) return false;
  const std::int64_t index = GltfDocument::integer(*attributes, name.c_str(), -1);
  const auto& accessors = document.list("accessors");
  return index >= 0 && index < static_cast<std::int64_t>(accessors.size()) &&
         GltfDocument::flag(accessors[static_cast<std::size_t>(index)], "normalized", false);
}

// What 1 is written as; 0 for numbers that are not whole.
float largest(draco::DataType type) {
  switch (type) {
    case draco::DT_INT8:
      return 127;
    case draco::DT_UINT8:
      return 255;
    case draco::DT_INT16:
      return 32767;
    case draco::DT_UINT16:
      return 65535;
    default:
      return 0;
  }
}

}  // namespace

Result<GltfStreams> decode_draco(GltfDocument& document, const nlohmann::json& primitive) {
  const nlohmann::json& compression = GltfDocument::extension(primitive, "KHR_draco_mesh_compression");
  const auto bytes = document.view(GltfDocument::integer(compression, "bufferView", -1));
  if (!bytes) return tl::unexpected(bytes.error());
  draco::DecoderBuffer buffer;
  buffer.Init(reinterpret_cast<const char*>(bytes->bytes.data()), bytes->bytes.size());
  draco::Decoder decoder;
  auto decoded = decoder.DecodeMeshFromBuffer(&buffer);
  if (!decoded.ok() || decoded.value() == nullptr) return corrupt();
  const draco::Mesh& mesh = *decoded.value();

  GltfStreams streams;
  streams.vertex_count = mesh.num_points();
  streams.indices.reserve(std::size_t{mesh.num_faces()} * 3);
  for (draco::FaceIndex face(0); face < mesh.num_faces(); ++face) {
    for (const auto& corner : mesh.face(face)) streams.indices.push_back(corner.value());
  }
  const auto attributes = compression.find("attributes");
  if (attributes == compression.end() || !attributes->is_object()) return corrupt();
  for (const auto& [name, id] : attributes->items()) {
    if (!id.is_number_unsigned()) continue;
    const draco::PointAttribute* from = mesh.GetAttributeByUniqueId(id.get<std::uint32_t>());
    if (from == nullptr || from->num_components() < 1 || from->num_components() > 4) continue;
    const auto width = static_cast<std::size_t>(from->num_components());
    auto values = std::make_shared<std::vector<float>>(streams.vertex_count * width);
    for (draco::PointIndex point(0); point < mesh.num_points(); ++point) {
      float* out = values->data() + point.value() * width;
      if (!from->ConvertValue<float>(from->mapped_index(point), static_cast<std::int8_t>(width), out))
        return corrupt();
    }
    // Many encoders leave it to the accessor to say that bytes are fractions.
    const float one = largest(from->data_type());
    if (!from->normalized() && one > 0 && is_normalized(document, primitive, name)) {
      for (float& value : *values) value = std::max(value / one, -1.0f);
    }
    streams.attributes.emplace(name, GltfDocument::Numbers{streams.vertex_count, width, std::move(values)});
  }
  return streams;
}

}  // namespace bandaji
