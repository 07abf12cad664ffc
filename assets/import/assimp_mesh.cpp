#include <algorithm>
#include <array>
#include <numeric>

#include "assets/import/assimp_scene.h"
#include "assets/import/mesh_tools.h"
#include "assets/text.h"

namespace bandaji {

std::string convert_name(const aiString& name) {
  return to_nfc(std::string_view(name.data, std::min<std::size_t>(name.length, sizeof(name.data) - 1)));
}

glm::mat4 convert_matrix(const aiMatrix4x4& m) {
  return glm::mat4(m.a1, m.b1, m.c1, m.d1, m.a2, m.b2, m.c2, m.d2, m.a3, m.b3, m.c3, m.d3, m.a4, m.b4, m.c4,
                   m.d4);
}

namespace {

glm::vec3 vec3_of(const aiVector3D& v) {
  return {v.x, v.y, v.z};
}

std::vector<glm::vec3> vec3s_of(const aiVector3D* values, unsigned count) {
  std::vector<glm::vec3> out(count);
  for (unsigned i = 0; i < count; ++i) out[i] = vec3_of(values[i]);
  return out;
}

std::vector<glm::vec2> uvs_of(const aiMesh& mesh, unsigned set) {
  std::vector<glm::vec2> out;
  if (!mesh.HasTextureCoords(set)) return out;
  out.resize(mesh.mNumVertices);
  // Assimp's V runs up, ours down.
  for (unsigned i = 0; i < mesh.mNumVertices; ++i)
    out[i] = {mesh.mTextureCoords[set][i].x, 1 - mesh.mTextureCoords[set][i].y};
  return out;
}

void convert_faces(const aiMesh& from, Mesh& to) {
  to.indices.reserve(static_cast<std::size_t>(from.mNumFaces) * 3);
  std::vector<glm::vec3> polygon;
  std::vector<std::uint32_t> triangles;
  for (unsigned f = 0; f < from.mNumFaces; ++f) {
    const aiFace& face = from.mFaces[f];
    if (face.mNumIndices == 3) {
      to.indices.insert(to.indices.end(), face.mIndices, face.mIndices + 3);
      continue;
    }
    if (face.mNumIndices < 3) {
      std::vector<std::uint32_t>& elements = face.mNumIndices == 2 ? to.lines : to.points;
      if (std::any_of(face.mIndices, face.mIndices + face.mNumIndices,
                      [&](unsigned index) { return index >= from.mNumVertices; }))
        continue;
      elements.insert(elements.end(), face.mIndices, face.mIndices + face.mNumIndices);
      continue;
    }
    polygon.clear();
    triangles.clear();
    bool inside = true;
    for (unsigned k = 0; k < face.mNumIndices; ++k) {
      inside = inside && face.mIndices[k] < from.mNumVertices;
      if (inside) polygon.push_back(vec3_of(from.mVertices[face.mIndices[k]]));
    }
    if (!inside) continue;
    triangulate(polygon, triangles);
    for (const std::uint32_t corner : triangles) to.indices.push_back(face.mIndices[corner]);
  }
  // Vertices that no face uses are a cloud of points where Assimp says so.
  if (from.mNumFaces == 0 && from.mPrimitiveTypes == aiPrimitiveType_POINT) {
    to.points.resize(from.mNumVertices);
    std::iota(to.points.begin(), to.points.end(), 0u);
  }
}

// The four strongest bones of every vertex.
void convert_bones(const aiMesh& from, Mesh& to) {
  if (from.mNumBones == 0) return;
  to.joints.assign(from.mNumVertices, glm::u16vec4(0));
  to.weights.assign(from.mNumVertices, glm::vec4(0));
  for (unsigned b = 0; b < from.mNumBones && b < 65536; ++b) {
    const aiBone& bone = *from.mBones[b];
    for (unsigned w = 0; w < bone.mNumWeights; ++w) {
      const unsigned vertex = bone.mWeights[w].mVertexId;
      const float weight = bone.mWeights[w].mWeight;
      if (vertex >= from.mNumVertices || !(weight > 0)) continue;
      glm::vec4& weights = to.weights[vertex];
      int weakest = 0;
      for (int k = 1; k < 4; ++k) {
        if (weights[k] < weights[weakest]) weakest = k;
      }
      if (weight <= weights[weakest]) continue;
      weights[weakest] = weight;
      to.joints[vertex][weakest] = static_cast<std::uint16_t>(b);
    }
  }
}

void convert_morphs(const aiMesh& from, Mesh& to) {
  for (unsigned m = 0; m < from.mNumAnimMeshes; ++m) {
    const aiAnimMesh* target = from.mAnimMeshes[m];
    MorphTarget morph;
    morph.name = convert_name(target->mName);
    // Assimp keeps results, we keep what is added.
    if (target->mVertices != nullptr && target->mNumVertices == from.mNumVertices) {
      morph.positions.resize(from.mNumVertices);
      for (unsigned i = 0; i < from.mNumVertices; ++i)
        morph.positions[i] = vec3_of(target->mVertices[i]) - to.positions[i];
    }
    if (target->mNormals != nullptr && !to.normals.empty() && target->mNumVertices == from.mNumVertices) {
      morph.normals.resize(from.mNumVertices);
      for (unsigned i = 0; i < from.mNumVertices; ++i)
        morph.normals[i] = vec3_of(target->mNormals[i]) - to.normals[i];
    }
    to.morphs.push_back(std::move(morph));
  }
}

}  // namespace

Mesh convert_mesh(const aiMesh& from) {
  Mesh mesh;
  mesh.name = convert_name(from.mName);
  mesh.material = static_cast<std::int32_t>(from.mMaterialIndex);
  if (from.mVertices == nullptr) return mesh;
  mesh.positions = vec3s_of(from.mVertices, from.mNumVertices);
  if (from.HasNormals()) mesh.normals = vec3s_of(from.mNormals, from.mNumVertices);
  if (from.HasTangentsAndBitangents() && from.HasNormals()) {
    mesh.tangents.resize(from.mNumVertices);
    for (unsigned i = 0; i < from.mNumVertices; ++i) {
      const glm::vec3 tangent = vec3_of(from.mTangents[i]);
      const glm::vec3 bitangent = vec3_of(from.mBitangents[i]);
      const float side = glm::dot(glm::cross(mesh.normals[i], tangent), bitangent);
      mesh.tangents[i] = glm::vec4(tangent, side < 0 ? -1.0f : 1.0f);
    }
  }
  mesh.uv0 = uvs_of(from, 0);
  mesh.uv1 = uvs_of(from, 1);
  if (from.HasVertexColors(0)) {
    mesh.colors.resize(from.mNumVertices);
    for (unsigned i = 0; i < from.mNumVertices; ++i) {
      const aiColor4D& color = from.mColors[0][i];
      mesh.colors[i] = {color.r, color.g, color.b, color.a};
    }
  }
  convert_faces(from, mesh);
  convert_bones(from, mesh);
  convert_morphs(from, mesh);
  return mesh;
}

}  // namespace bandaji
