#include "assets/import/file_units.h"

#include <assimp/scene.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/matrix.hpp>
#include <optional>

namespace bandaji {
namespace {

// Turns `up` to +Y and keeps X where it is (Y where X was up).
glm::mat4 turn_up(UpAxis up) {
  switch (up) {
    case UpAxis::X:
      return glm::mat4(0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
    case UpAxis::Z:
      return glm::mat4(1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1);
    case UpAxis::Y:
      break;
  }
  return glm::mat4(1);
}

// Without a unit in the file its size has to tell: people's things are between a
// few centimetres and a few dozen metres.
double guess_unit(const Bounds& bounds) {
  const glm::vec3 size = bounds.size();
  const float largest = std::max({size.x, size.y, size.z});
  if (largest <= 20) return 1.0;
  if (largest <= 1000) return 0.01;
  return 0.001;
}

template <class T>
std::optional<T> metadata(const aiScene& scene, const char* key) {
  T value{};
  if (scene.mMetaData == nullptr || !scene.mMetaData->Get(key, value)) return std::nullopt;
  return value;
}

// FBX names the axes that point up, to the front and to the right.
void fbx_units(const aiScene& scene, FileUnits& units) {
  const auto axis = [&](const char* name, int otherwise, const char* sign_name, int sign_otherwise) {
    const int index = std::clamp(metadata<std::int32_t>(scene, name).value_or(otherwise), 0, 2);
    glm::vec3 direction(0);
    direction[index] = metadata<std::int32_t>(scene, sign_name).value_or(sign_otherwise) < 0 ? -1.0f : 1.0f;
    return direction;
  };
  const glm::vec3 up = axis("UpAxis", 1, "UpAxisSign", 1);
  const glm::vec3 front = axis("FrontAxis", 2, "FrontAxisSign", 1);
  const glm::vec3 right = axis("CoordAxis", 0, "CoordAxisSign", 1);
  const glm::mat3 frame = glm::transpose(glm::mat3(right, up, front));
  units.up_axis = up.x != 0 ? UpAxis::X : (up.y != 0 ? UpAxis::Y : UpAxis::Z);
  // Frames that are left-handed or have no three different axes come from broken writers.
  units.to_model = glm::determinant(frame) > 0.5f ? glm::mat4(frame) : turn_up(units.up_axis);
  double centimetres = metadata<double>(scene, "UnitScaleFactor").value_or(0);
  if (centimetres == 0) centimetres = metadata<float>(scene, "UnitScaleFactor").value_or(1);
  if (!(centimetres > 1e-6 && centimetres < 1e6)) centimetres = 1;
  units.metres_per_unit = centimetres * 0.01;
}

// Assimp has already turned and scaled what the <asset> element says; it is read again to report it.
void collada_units(std::string_view text, FileUnits& units) {
  const std::string_view head = text.substr(0, 16384);
  if (const std::size_t up = head.find("<up_axis>"); up != std::string_view::npos) {
    const std::string_view value = head.substr(up + 9, 16);
    if (value.find("X_UP") < 8) units.up_axis = UpAxis::X;
    if (value.find("Z_UP") < 8) units.up_axis = UpAxis::Z;
  }
  if (const std::size_t unit = head.find("<unit"); unit != std::string_view::npos) {
    const std::size_t meter = head.find("meter=", unit);
    if (meter != std::string_view::npos && meter < head.find('>', unit)) {
      const std::string number(head.substr(meter + 7, 32));
      const double value = std::strtod(number.c_str(), nullptr);
      if (value > 1e-9 && value < 1e9) units.metres_per_unit = value;
    }
  }
}

}  // namespace

double metres_in(FileUnit unit) {
  switch (unit) {
    case FileUnit::Millimetre:
      return 0.001;
    case FileUnit::Centimetre:
      return 0.01;
    case FileUnit::Metre:
      return 1;
    case FileUnit::Inch:
      return 0.0254;
  }
  return 1;
}

FileUnits units_of(const std::string& format, const aiScene* scene, std::string_view text,
                   const Bounds& bounds, const ImportOptions& options) {
  FileUnits units;
  glm::mat4 applied(1);  // What the importer has done to the file's own axes.
  double applied_scale = 1;
  if (format == "gltf" || format == "glb" || format == "vrm") {
    // Y and metres, by definition.
  } else if (format == "fbx" && scene != nullptr) {
    fbx_units(*scene, units);
  } else if (format == "dae") {
    collada_units(text, units);
    applied = turn_up(units.up_axis);
    applied_scale = units.metres_per_unit;
  } else if (format == "blend") {
    units.up_axis = UpAxis::Z;
    units.to_model = turn_up(UpAxis::Z);
  } else if (format == "stl") {
    // What is printed is measured in millimetres and lies on its XY plane.
    units.up_axis = UpAxis::Z;
    units.to_model = turn_up(UpAxis::Z);
    const glm::vec3 size = bounds.size();
    units.metres_per_unit = std::max({size.x, size.y, size.z}) <= 5 ? 1.0 : 0.001;
    units.unit_was_guessed = true;
  } else if (format == "3ds" || format == "ase") {
    units.up_axis = UpAxis::Z;
    applied = turn_up(UpAxis::Z);
    units.metres_per_unit = guess_unit(bounds);
    units.unit_was_guessed = true;
  } else if (format == "3mf" || format == "amf") {
    units.up_axis = UpAxis::Z;
    units.to_model = turn_up(UpAxis::Z);
    units.metres_per_unit = 0.001;
  } else {
    units.metres_per_unit = guess_unit(bounds);
    units.unit_was_guessed = true;
  }
  if (options.up_axis && *options.up_axis != units.up_axis) {
    units.up_axis = *options.up_axis;
    units.to_model = turn_up(units.up_axis) * glm::inverse(applied);
  }
  if (options.unit) {
    units.metres_per_unit = metres_in(*options.unit);
    units.unit_was_guessed = false;
  }
  const auto scale = static_cast<float>(units.metres_per_unit / applied_scale);
  units.to_model = glm::scale(glm::mat4(1), glm::vec3(scale)) * units.to_model;
  return units;
}

}  // namespace bandaji
