// Copies an image over a color, or (with a step of half a texel) averages it to half its size.
uniform sampler2D source;
uniform vec2 step_size;
uniform vec4 behind;  // Shows where the image is transparent; not premultiplied.
in vec2 screen;
out vec4 color;

void main() {
  vec2 at = screen * 0.5 + 0.5;
  color = 0.25 * (textureLod(source, at + vec2(-step_size.x, -step_size.y), 0.0) + textureLod(source, at + vec2(step_size.x, -step_size.y), 0.0) +
                  textureLod(source, at + vec2(-step_size.x, step_size.y), 0.0) + textureLod(source, at + vec2(step_size.x, step_size.y), 0.0));
  color += (1.0 - color.a) * behind;
}
