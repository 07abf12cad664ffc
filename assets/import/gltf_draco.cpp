#include <draco/compression/decode.h>
#include <draco/core/decoder_buffer.h>
#include <draco/mesh/mesh.h>
#include <fmt/format.h>

#include "assets/import/gltf_import.h"

namespace bandaji {
namespace {

tl::unexpected<Error> corrupt() {
  return fail(ErrorKind::Corrupt,
              "The glTF file is damaged: Draco-compressed geometry cannot be decompressed.");
}

}  // namespace

Result<GltfStreams> decode_draco(GltfDocument& document, const nlohmann::json& compression) {
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
    streams.attributes.emplace(name, GltfDocument::Numbers{streams.vertex_count, width, std::move(values)});
  }
  return streams;
}

}  // namespace bandaji
