#include "renderer/shader.h"

#include <epoxy/gl.h>

#include <glm/gtc/type_ptr.hpp>
#include <set>
#include <vector>

namespace bandaji {

extern const EmbeddedText kEmbeddedShaders[];
extern const int kEmbeddedShaderCount;

namespace {

const EmbeddedText* find_text(std::string_view name) {
  for (int i = 0; i < kEmbeddedShaderCount; ++i) {
    if (kEmbeddedShaders[i].name == name) return &kEmbeddedShaders[i];
  }
  return nullptr;
}

Result<void> append(std::string_view name, std::set<std::string_view>& done, std::string& out) {
  const EmbeddedText* text = find_text(name);
  if (!text) return fail(ErrorKind::NotFound, "There is no shader named \"" + std::string(name) + "\".");
  if (!done.insert(text->name).second) return {};
  constexpr std::string_view kInclude = "#include \"";
  std::string_view rest = text->text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (line.substr(0, kInclude.size()) == kInclude) {
      const std::string_view included = line.substr(kInclude.size());
      if (auto ok = append(included.substr(0, included.find('"')), done, out); !ok) return ok;
    } else {
      out.append(line);
      out.push_back('\n');
    }
  }
  return {};
}

struct Stage {
  GLuint name = 0;
  Stage() = default;
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage() {
    if (name != 0) glDeleteShader(name);
  }
};

Result<void> compile(Stage& stage, GLenum type, std::string_view name, std::string_view defines) {
  auto text = shader_text(name, defines);
  if (!text) return tl::unexpected(text.error());
  stage.name = glCreateShader(type);
  const char* source = text->c_str();
  glShaderSource(stage.name, 1, &source, nullptr);
  glCompileShader(stage.name);
  GLint ok = 0;
  glGetShaderiv(stage.name, GL_COMPILE_STATUS, &ok);
  if (ok) return {};
  GLint length = 0;
  glGetShaderiv(stage.name, GL_INFO_LOG_LENGTH, &length);
  std::string reason(static_cast<std::size_t>(std::max(length, 1)), '\0');
  glGetShaderInfoLog(stage.name, length, nullptr, reason.data());
  return fail(ErrorKind::Corrupt,
              "The shader " + std::string(name) + " does not compile on this driver: " + reason.c_str());
}

}  // namespace

Result<std::string> shader_text(std::string_view name, std::string_view defines) {
  std::string out = "#version 410 core\n";
  out += defines;
  std::set<std::string_view> done;
  if (auto ok = append(name, done, out); !ok) return tl::unexpected(ok.error());
  return out;
}

ShaderProgram::ShaderProgram(ShaderProgram&& other) noexcept
    : name_(std::exchange(other.name_, 0)), locations_(std::move(other.locations_)) {}

ShaderProgram& ShaderProgram::operator=(ShaderProgram&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(locations_, other.locations_);
  return *this;
}

ShaderProgram::~ShaderProgram() {
  if (name_ != 0) glDeleteProgram(name_);
}

Result<ShaderProgram> ShaderProgram::build(const Sources& sources, Bindings textures, Bindings blocks) {
  Stage vertex, geometry, fragment;
  if (auto ok = compile(vertex, GL_VERTEX_SHADER, sources.vertex, sources.defines); !ok)
    return tl::unexpected(ok.error());
  if (!sources.geometry.empty()) {
    if (auto ok = compile(geometry, GL_GEOMETRY_SHADER, sources.geometry, sources.defines); !ok)
      return tl::unexpected(ok.error());
  }
  if (!sources.fragment.empty()) {
    if (auto ok = compile(fragment, GL_FRAGMENT_SHADER, sources.fragment, sources.defines); !ok)
      return tl::unexpected(ok.error());
  }
  ShaderProgram program;
  program.name_ = glCreateProgram();
  for (const Stage* stage : {&vertex, &geometry, &fragment}) {
    if (stage->name != 0) glAttachShader(program.name_, stage->name);
  }
  glLinkProgram(program.name_);
  for (const Stage* stage : {&vertex, &geometry, &fragment}) {
    if (stage->name != 0) glDetachShader(program.name_, stage->name);
  }
  GLint ok = 0;
  glGetProgramiv(program.name_, GL_LINK_STATUS, &ok);
  if (!ok) {
    GLint length = 0;
    glGetProgramiv(program.name_, GL_INFO_LOG_LENGTH, &length);
    std::string reason(static_cast<std::size_t>(std::max(length, 1)), '\0');
    glGetProgramInfoLog(program.name_, length, nullptr, reason.data());
    return fail(ErrorKind::Corrupt, "The shaders " + std::string(sources.vertex) + " and " +
                                        std::string(sources.fragment) +
                                        " do not link on this driver: " + reason.c_str());
  }
  glUseProgram(program.name_);
  for (const auto& [name, unit] : textures) {
    if (const GLint at = glGetUniformLocation(program.name_, name); at >= 0) glUniform1i(at, unit);
  }
  for (const auto& [name, binding] : blocks) {
    const GLuint block = glGetUniformBlockIndex(program.name_, name);
    if (block != GL_INVALID_INDEX) glUniformBlockBinding(program.name_, block, static_cast<GLuint>(binding));
  }
  return program;
}

void ShaderProgram::use() const {
  glUseProgram(name_);
}

int ShaderProgram::location(const char* uniform) const {
  const auto known = locations_.find(uniform);
  if (known != locations_.end()) return known->second;
  const int at = glGetUniformLocation(name_, uniform);
  locations_.emplace(uniform, at);
  return at;
}

void ShaderProgram::set(const char* uniform, int value) const {
  glUniform1i(location(uniform), value);
}
void ShaderProgram::set(const char* uniform, float value) const {
  glUniform1f(location(uniform), value);
}
void ShaderProgram::set(const char* uniform, const glm::vec2& value) const {
  glUniform2fv(location(uniform), 1, glm::value_ptr(value));
}
void ShaderProgram::set(const char* uniform, const glm::vec3& value) const {
  glUniform3fv(location(uniform), 1, glm::value_ptr(value));
}
void ShaderProgram::set(const char* uniform, const glm::vec4& value) const {
  glUniform4fv(location(uniform), 1, glm::value_ptr(value));
}
void ShaderProgram::set(const char* uniform, const glm::mat3& value) const {
  glUniformMatrix3fv(location(uniform), 1, GL_FALSE, glm::value_ptr(value));
}
void ShaderProgram::set(const char* uniform, const glm::mat4& value) const {
  glUniformMatrix4fv(location(uniform), 1, GL_FALSE, glm::value_ptr(value));
}

}  // namespace bandaji
