// The invisible floor: only its shadow is seen, as premultiplied black.
in vec3 floor_position;
in vec2 floor_uv;
uniform sampler2D shadow;
out vec4 color;

void main() { color = vec4(0.0, 0.0, 0.0, texture(shadow, floor_uv).r); }
