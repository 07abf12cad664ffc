// Writes a Model as glTF 2.0: one .gltf with a .bin and PNG files beside it.
#pragma once

#include <filesystem>

#include "assets/model.h"
#include "assets/result.h"

namespace bandaji {

// Writes `folder`/`stem`.gltf, `stem`.bin and one PNG per image, making the folder
// when it is missing.  The same model always gives the same bytes.
//
// Written: nodes, static meshes (positions, normals, uv0, uv1, colors; tangents
// where the material has a normal picture), metallic-roughness materials with
// textures and transforms, alpha modes, and KHR_materials_ sheen, clearcoat,
// transmission, volume, ior, specular, iridescence, unlit, emissive_strength and
// variants where a value differs from its default.  Skins, animations, morphs and
// lights are not written.
//
// Errors: Io     a file could not be written
//         Denied no permission
// Expects: every image index is valid, and image names are unique file names.
Result<void> write_gltf(const Model& model, const std::filesystem::path& folder, const std::string& stem);

}  // namespace bandaji
