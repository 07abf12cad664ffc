// FBX files as text, small enough to read, for tests of their materials.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace bandaji::test {

struct FbxFile {
  std::string creator = "FBX SDK/FBX Plugins version 2020.2";
  // Of the one material, each as `"DiffuseColor", "Color", "", "A",1,0,0`.
  std::vector<std::string> properties;
  // Pictures by the property they hang on.
  std::vector<std::pair<std::string, std::string>> textures;
};

// A triangle of 100 units with a set of texture coordinates and one material, "silk".
inline void write_fbx(const std::filesystem::path& path, const FbxFile& file) {
  std::string properties, textures, connections;
  for (const std::string& property : file.properties) properties += "P: " + property + "\n";
  int id = 10;
  for (const auto& [property, picture] : file.textures) {
    textures += fmt::format(
        "Texture: {0}, \"Texture::t{0}\", \"\" {{\n Type: \"TextureVideoClip\"\n Version: 202\n"
        " TextureName: \"Texture::t{0}\"\n FileName: \"C:\\\\work\\\\{1}\"\n RelativeFilename: \"{1}\"\n}}\n",
        id, picture);
    connections += fmt::format("C: \"OP\",{},3, \"{}\"\n", id++, property);
  }
  write_text(path, fmt::format(R"(; FBX 7.4.0 project file
FBXHeaderExtension:  {{
 FBXHeaderVersion: 1003
 FBXVersion: 7400
 Creator: "{}"
}}
GlobalSettings:  {{
 Version: 1000
 Properties70:  {{
  P: "UpAxis", "int", "Integer", "",1
  P: "UnitScaleFactor", "double", "Number", "",1
 }}
}}
Definitions:  {{
 Version: 100
 Count: 0
}}
Objects:  {{
 Geometry: 1, "Geometry::tri", "Mesh" {{
  Vertices: *9 {{
   a: 0,0,0,100,0,0,0,100,0
  }}
  PolygonVertexIndex: *3 {{
   a: 0,1,-3
  }}
  LayerElementUV: 0 {{
   Version: 101
   Name: "map1"
   MappingInformationType: "ByPolygonVertex"
   ReferenceInformationType: "Direct"
   UV: *6 {{
    a: 0,0,1,0,0,1
   }}
  }}
  LayerElementMaterial: 0 {{
   Version: 101
   Name: ""
   MappingInformationType: "AllSame"
   ReferenceInformationType: "IndexToDirect"
   Materials: *1 {{
    a: 0
   }}
  }}
  Layer: 0 {{
   Version: 100
   LayerElement:  {{
    Type: "LayerElementUV"
    TypedIndex: 0
   }}
   LayerElement:  {{
    Type: "LayerElementMaterial"
    TypedIndex: 0
   }}
  }}
 }}
 Model: 2, "Model::tri", "Mesh" {{
  Version: 232
  Properties70:  {{
   P: "ScalingMax", "Vector3D", "Vector", "",0,0,0
  }}
 }}
 Material: 3, "Material::silk", "" {{
  Version: 102
  ShadingModel: "phong"
  MultiLayer: 0
  Properties70:  {{
{}  }}
 }}
{}}}
Connections:  {{
 C: "OO",2,0
 C: "OO",1,2
 C: "OO",3,2
{}}}
)",
                               file.creator, properties, textures, connections));
}

}  // namespace bandaji::test
