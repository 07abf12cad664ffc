// Shader programs from the texts in renderer/shaders, which are compiled into the
// library.  `#include "name.glsl"` inside a shader is resolved here.
#pragma once

#include <cstdint>
#include <glm/mat3x3.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "assets/result.h"

namespace bandaji {

struct EmbeddedText {
  std::string_view name;
  std::string_view text;
};

// The text of one shader as the compiler gets it: version line, defines, and each include once.
// Errors: NotFound (no such text, or an include of one).
Result<std::string> shader_text(std::string_view name, std::string_view defines = {});

// A linked program.  Needs a current context; move-only.
class ShaderProgram {
 public:
  ShaderProgram() = default;
  ShaderProgram(ShaderProgram&& other) noexcept;
  ShaderProgram& operator=(ShaderProgram&& other) noexcept;
  ~ShaderProgram();

  struct Sources {
    std::string_view vertex;
    std::string_view fragment;  // Empty: only depth is written.
    std::string_view geometry = {};
    std::string_view defines = {};  // Whole lines, "#define SHEEN 1\n".
  };
  // Texture units and uniform-buffer bindings that the program's samplers and blocks are tied to.
  using Bindings = std::span<const std::pair<const char*, int>>;

  // Errors: Corrupt (does not compile; the log is in the message).
  static Result<ShaderProgram> build(const Sources& sources, Bindings textures = {}, Bindings blocks = {});

  void use() const;
  explicit operator bool() const { return name_ != 0; }
  bool has(const char* uniform) const { return location(uniform) >= 0; }

  // Of the program in use.  A name that the compiler removed is ignored.
  void set(const char* uniform, int value) const;
  void set(const char* uniform, float value) const;
  void set(const char* uniform, const glm::vec2& value) const;
  void set(const char* uniform, const glm::vec3& value) const;
  void set(const char* uniform, const glm::vec4& value) const;
  void set(const char* uniform, const glm::mat3& value) const;
  void set(const char* uniform, const glm::mat4& value) const;

 private:
  int location(const char* uniform) const;

  std::uint32_t name_ = 0;
  mutable std::unordered_map<std::string, int> locations_;
};

}  // namespace bandaji
