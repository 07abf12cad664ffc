#include "renderer/environment.h"

#include <epoxy/gl.h>

#include "renderer/environment_contents.h"
#include "renderer/light_rig.h"
#include "renderer/prefilter.h"

namespace bandaji {
namespace {

// Returns how many bytes of GPU memory it takes.
std::uint64_t upload_level(const CubeFaces& faces, int level) {
  const auto face_floats = static_cast<std::size_t>(faces.size * faces.size * 4);
  for (int face = 0; face < 6; ++face) {
    glTexImage2D(static_cast<GLenum>(GL_TEXTURE_CUBE_MAP_POSITIVE_X + face), level, GL_RGBA16F, faces.size,
                 faces.size, 0, GL_RGBA, GL_FLOAT,
                 faces.pixels.data() + face_floats * static_cast<std::size_t>(face));
  }
  return 6 * face_floats * 2;  // Half floats.
}

void finish_cube(int levels) {
  glTexParameteri(GL_TEXTURE_CUBE_MAP, GL_TEXTURE_MAX_LEVEL, levels - 1);
  glTexParameteri(GL_TEXTURE_CUBE_MAP, GL_TEXTURE_MIN_FILTER,
                  levels > 1 ? GL_LINEAR_MIPMAP_LINEAR : GL_LINEAR);
  glTexParameteri(GL_TEXTURE_CUBE_MAP, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  for (const GLenum axis : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T, GL_TEXTURE_WRAP_R}) {
    glTexParameteri(GL_TEXTURE_CUBE_MAP, axis, GL_CLAMP_TO_EDGE);
  }
}

Result<std::unique_ptr<Environment::Contents>> upload(const PrefilteredLight& light, bool has_key) {
  auto contents = std::make_unique<Environment::Contents>();
  clear_gl_errors();
  glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  contents->levels = static_cast<int>(light.specular.size());
  contents->specular = GlTexture::make();
  bind_to_fill(GL_TEXTURE_CUBE_MAP, contents->specular);
  for (int level = 0; level < contents->levels; ++level)
    contents->bytes += upload_level(light.specular[static_cast<std::size_t>(level)], level);
  finish_cube(contents->levels);
  contents->diffuse = GlTexture::make();
  bind_to_fill(GL_TEXTURE_CUBE_MAP, contents->diffuse);
  contents->bytes += upload_level(light.diffuse, 0);
  finish_cube(1);
  contents->source = light.source;
  contents->key_tint = light.key_tint;
  contents->key_direction = light.key_direction;
  contents->key_share = light.key_share;
  contents->key_radius_radians = light.key_radius_radians;
  contents->has_key = has_key;
  if (auto ok = check_gl("the light"); !ok) return tl::unexpected(ok.error());
  return contents;
}

}  // namespace

Result<const GlTexture*> sheen_of(const Environment::Contents& light) {
  if (light.sheen) return &light.sheen;
  GlTexture made = GlTexture::make();
  bind_to_fill(GL_TEXTURE_CUBE_MAP, made);
  int level = 0;
  std::uint64_t bytes = 0;
  for (const CubeFaces& faces : sheen_light(light.source)) bytes += upload_level(faces, level++);
  finish_cube(kSheenLevels);
  if (auto ok = check_gl("the light"); !ok) return tl::unexpected(ok.error());
  light.sheen = std::move(made);
  light.bytes += bytes;
  return &light.sheen;
}

Environment::Environment(Environment&&) noexcept = default;
Environment& Environment::operator=(Environment&&) noexcept = default;
Environment::~Environment() = default;

Result<Environment> Environment::from_hdr(const HdrImage& radiance) {
  const auto expected = 3 * static_cast<std::size_t>(std::max(radiance.width, 0)) *
                        static_cast<std::size_t>(std::max(radiance.height, 0));
  if (radiance.empty() || radiance.pixels.size() != expected) {
    return fail(ErrorKind::Invalid, "The environment picture is empty or has the wrong size.");
  }
  auto contents = upload(prefilter(radiance), false);
  if (!contents) return tl::unexpected(contents.error());
  (*contents)->sky = sample_sky(radiance, nullptr, kSkyDirections, 0);
  Environment environment;
  environment.contents_ = std::move(*contents);
  return environment;
}

Result<Environment> Environment::from_light(std::string_view name) {
  const RenderedRig rig = render_rig(name, 384, 192);
  auto contents = upload(prefilter(rig.radiance, &rig.key), true);
  if (!contents) return tl::unexpected(contents.error());
  (*contents)->sky = sample_sky(rig.radiance, &rig.key, kSkyDirections, kSkyDirections);
  Environment environment;
  environment.contents_ = std::move(*contents);
  return environment;
}

}  // namespace bandaji
