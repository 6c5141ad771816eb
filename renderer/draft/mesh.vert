#version 330 core
// Triangle corners in the world, with the light that arrives at them.

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec4 tangent;
layout(location = 3) in vec2 texcoord_0;
layout(location = 4) in vec2 texcoord_1;
layout(location = 5) in vec4 color_0;
layout(location = 10) in vec4 light_0;

uniform mat4 V;
uniform mat4 P;

out vec3 at;
out vec3 upward;
out vec4 along;
out vec4 uv;
out vec4 tint;
out vec4 arriving;

void main() {
    at = position;
    upward = normal;
    along = tangent;
    uv = vec4(texcoord_0, texcoord_1);
    tint = color_0;
    arriving = light_0;
    gl_Position = P * V * vec4(position, 1.0);
}
