// What is the same for everything in one picture.  The layout is that of FrameBlock in frame_block.h.
layout(std140) uniform Frame {
  mat4 view_projection;
  mat4 view;
  mat4 inverse_view_projection;
  mat4 shadow_from_world;
  vec4 eye;            // xyz: position; w = 0: orthographic, and xyz points towards the eye.
  vec4 environment;    // cos and sin of its rotation, intensity, last level of roughness.
  vec4 key_direction;  // Towards the key light; w: 1 when it throws shadows on the model.
  vec4 key_tint;       // w: metres by which shadows are looked up above the surface.
  vec4 target;         // Width and height in pixels of the target, and their inverses.
  vec4 display;        // Exposure factor (in shadow maps the seed of holes in veils); tone map; depth range near and far for the depth mode.
  vec4 lights;         // x: how many of the model's own lamps are on; y: shadow map depth per width, squared;
                       // z: area that a sample stands for, of the area between samples.
  vec4 lamp_position[8];   // w: 0 directional, 1 point, 2 spot.
  vec4 lamp_direction[8];  // Where a lamp shines to; w: range, 0 unlimited.
  vec4 lamp_color[8];      // Linear times intensity.
  vec4 lamp_cone[8];       // Scale and offset of the spot's falloff.
  vec4 lamp_shadow[8];     // x: first of its shadow maps, below 0 without; y: how far, in metres or in
                           // parts of the distance (z: 1), shadows are looked up above the surface.
  mat4 lamp_from_world[16];
  vec4 section;            // Normal and offset of the plane beyond which all is cut away.
  vec4 elements;           // Diameter of points and width of lines, in pixels of the target.
  vec4 light_tint;         // Of the surroundings: what another color temperature makes of them.
} frame;
