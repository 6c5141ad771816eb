#version 330 core
// The glTF material model under a prefiltered environment: split sum, light between facets, coat over sheen over base.
// https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#appendix-b-brdf-implementation

in vec3 at;
in vec3 upward;
in vec4 along;
in vec4 uv;
in vec4 tint;
in vec4 arriving;  // irradiance / pi, and the share of the open sky's light that arrives

layout(location = 0, index = 0) out vec4 shown;  // light, and 1: something is there
layout(location = 0, index = 1) out vec4 clear;  // what passes of the light behind

uniform vec3 cam_pos;
uniform sampler2D sharp_sky;
uniform sampler2DArray rough_sky;
uniform sampler2D irradiance_sky;
uniform sampler2D albedos;
uniform sampler2D floor_light;
uniform vec4 floor_place;  // centre x and z, half the side, 1 where there is ground

uniform sampler2D pictures[16];
uniform mat3 places[16];
uniform int uv_sets[16];
uniform vec4 factors[16];
uniform vec2 bump_scale;
uniform vec2 bump_turn;  // cosine and sine
uniform vec3 brushed;  // strength of anisotropy, cosine and sine of its rotation
uniform int alpha_mode;
uniform float alpha_cutoff;
uniform int unlit;
uniform float ior;
uniform vec3 film;  // index of refraction, nanometres where its texture is 0 and 1
uniform vec3 absorbed;

const float PI = 3.14159265358979;
const float LEVELS = 8.0;
const float LOBE_WIDTH = 0.65;
const float COAT_F0 = 0.04;
const int ROW = 11;

vec4 look(int number, sampler2D picture) {
    vec2 raw = uv_sets[number] == 1 ? uv.zw : uv.xy;
    return texture(picture, (places[number] * vec3(raw, 1.0)).xy);
}

vec2 place(vec3 d) { return vec2(atan(d.z, d.x) / (2.0 * PI) + 0.5, acos(clamp(d.y, -1.0, 1.0)) / PI); }

vec3 reflected_sky(vec3 d, float roughness) {
    float level = roughness * (LEVELS - 1.0);
    vec2 p = place(d);
    float low = min(floor(level), LEVELS - 2.0);
    vec3 blurred = mix(textureLod(rough_sky, vec3(p, max(low, 1.0)), 0.0).rgb,
                       textureLod(rough_sky, vec3(p, low + 1.0), 0.0).rgb, clamp(level - low, 0.0, 1.0));
    if (level >= 1.0) return blurred;
    float texels = roughness * roughness * LOBE_WIDTH * 2.0 * float(textureSize(sharp_sky, 0).y) / (2.0 * PI);
    vec3 sharp = textureLod(sharp_sky, p, clamp(log2(max(texels, 1.0)), 0.0, 3.0)).rgb;
    return mix(sharp, textureLod(rough_sky, vec3(p, 1.0), 0.0).rgb, clamp((level - 0.7) / 0.3, 0.0, 1.0));
}

// Scale and bias of F0, and the albedo of sheen, at a roughness and a cosine.
vec3 albedo_of(float roughness, float cosine) {
    float size = float(textureSize(albedos, 0).x);
    vec2 p = vec2(sqrt(clamp(cosine, 0.0, 1.0)), clamp(roughness, 0.0, 1.0));
    return textureLod(albedos, (p * (size - 1.0) + 0.5) / size, 0.0).rgb;
}

vec3 reflection(vec3 n, vec3 v, float roughness, vec3 around) {
    vec3 r = reflect(-v, n);
    float alpha = roughness * roughness;
    float keep = (1.0 - alpha) * (sqrt(1.0 - alpha) + alpha);
    r = normalize(mix(n, r, keep));
    vec3 light = reflected_sky(r, roughness);
    if (floor_place.w > 0.0) {
        vec2 there = at.xz + r.xz * (max(at.y, 0.0) / max(-r.y, 0.02));
        vec2 p = (there - floor_place.xy) / floor_place.z * 0.5 + 0.5;
        vec3 ground = textureLod(floor_light, p, 5.0 * roughness).rgb;
        float blur = 0.02 + 0.5 * alpha;
        light = mix(light, ground, smoothstep(-blur, blur, -r.y));
    }
    // Lagarde and de Rousiers 2014, section 4.10.2: what is shut off from diffuse light is shut off from gloss.
    float nv = clamp(dot(n, v), 0.0, 1.0);
    float open = clamp(pow(nv + arriving.w, exp2(-16.0 * alpha - 1.0)) - 1.0 + arriving.w, 0.0, 1.0);
    return light * open + around * (1.0 - open);
}

vec3 lifted(vec3 n, vec3 v) {
    float facing = dot(n, v);
    return facing < 0.02 ? normalize(n + v * (0.02 - facing)) : n;
}

// KHR_materials_anisotropy: facets lean farther along the scratches' tangent, so the lobe is a row of narrower ones.
vec3 stretched(vec3 n, vec3 v, float roughness, vec3 around) {
    if (brushed.x <= 0.0 || along.w == 0.0) return reflection(n, v, roughness, around);
    vec3 t = normalize(along.xyz - n * dot(n, along.xyz));
    vec3 b = cross(n, t) * sign(along.w);
    vec3 lean = t * brushed.y + b * brushed.z;
    float alpha = mix(roughness * roughness, 1.0, brushed.x * brushed.x);
    vec3 sum = vec3(0.0);
    for (int i = 0; i < ROW; i++) {
        // Equal shares of GGX slopes along one axis.
        float u = (2.0 * float(i) + 1.0) / float(ROW) - 1.0;
        sum += reflection(lifted(normalize(n + lean * alpha * u / sqrt(1.0 - u * u)), v), v, roughness, around);
    }
    return sum / float(ROW);
}

vec3 bumped(vec3 n, vec3 bump) {
    if (along.w == 0.0) return n;
    vec3 t = normalize(along.xyz - n * dot(n, along.xyz));
    vec3 b = cross(n, t) * sign(along.w);
    return normalize(t * bump.x + b * bump.y + n * bump.z);
}

// KHR_materials_iridescence, Belcour and Barla 2017: the F0 from which Schlick's curve reaches what a film reflects.
vec3 bell(float phase, vec3 shift, float height, float middle, float width) {
    return height * sqrt(2.0 * PI * width) * cos(middle * phase + shift) * exp(-phase * phase * width);
}

vec3 sensitivity(float path, vec3 shift) {
    float phase = 2.0 * PI * path * 1e-9;
    vec3 x = bell(phase, shift, 5.4856e-13, 1.6810e6, 4.3278e9) + bell(phase, shift, 9.7470e-14, 2.2399e6, 4.5282e9);
    vec3 y = bell(phase, shift, 4.4201e-13, 1.7953e6, 9.3046e9);
    vec3 z = bell(phase, shift, 5.2481e-13, 2.2084e6, 6.6121e9);
    return (vec3(3.2404542, -0.9692660, 0.0556434) * x + vec3(-1.5371385, 1.8760108, -0.2040259) * y
            + vec3(-0.4985314, 0.0415560, 1.0572252) * z) / 1.0685e-7;
}

vec3 under_film(vec3 f0, float cover, float thickness, float cosine) {
    if (cover <= 0.0) return f0;
    float nm = mix(film.y, film.z, thickness);
    float index = mix(1.0, film.x, smoothstep(0.0, 0.03, nm));
    float squared = 1.0 - (1.0 - cosine * cosine) / (index * index);
    float rise = pow(1.0 - cosine, 5.0);
    vec3 total = vec3(1.0);
    if (squared >= 0.0) {
        float below = sqrt(squared);
        float outside = (index - 1.0) / (index + 1.0);
        float first = mix(outside * outside, 1.0, rise);
        vec3 root = sqrt(clamp(f0, 0.0, 0.9999));
        vec3 base = (1.0 + root) / (1.0 - root);
        vec3 inside = (base - index) / (base + index);
        vec3 second = mix(inside * inside, vec3(1.0), pow(1.0 - below, 5.0));
        vec3 shift = PI + PI * vec3(lessThan(base, vec3(index)));
        vec3 both = clamp(first * second, 1e-5, 0.9999);
        vec3 through = (1.0 - first) * (1.0 - first) * second / (1.0 - both);
        vec3 fringe = (through - (1.0 - first)) * sqrt(both);
        float path = 2.0 * index * nm * below;
        total = first + through + fringe * 2.0 * sensitivity(path, shift);
        total += fringe * sqrt(both) * 2.0 * sensitivity(2.0 * path, 2.0 * shift);
    }
    return mix(f0, clamp((max(total, 0.0) - rise) / max(1.0 - rise, 1e-4), 0.0, 1.0), cover);
}

// Roughness of what bends within a pixel, Tokuyoshi and Kaplanyan 2019, https://jcgt.org/published/0008/02/04/.
float widened(float roughness, vec3 n) {
    vec3 x = dFdx(n), y = dFdy(n);
    float alpha = roughness * roughness;
    return sqrt(sqrt(min(alpha * alpha + min(0.5 * (dot(x, x) + dot(y, y)), 0.18), 1.0)));
}

void main() {
    vec4 base = factors[0] * tint;
    float metallic = factors[1].x, roughness = factors[2].x;
    vec3 emissive = factors[3].rgb, bump = vec3(0.0, 0.0, 1.0), coat_bump = vec3(0.0, 0.0, 1.0);
    float coat = factors[5].x, coat_roughness = factors[6].x, sheen_roughness = factors[9].x;
    vec3 sheen = factors[8].rgb, specular_color = factors[11].rgb;
    float specular = factors[10].x, transmission = factors[12].x, thickness = factors[13].x;
    float iridescence = factors[14].x, film_thickness = factors[15].x;
#ifdef MAP_BASE_COLOR
    base *= look(0, pictures[0]);
#endif
#ifdef MAP_METALLIC
    metallic *= look(1, pictures[1]).b;
#endif
#ifdef MAP_ROUGHNESS
    roughness *= look(2, pictures[2]).g;
#endif
#ifdef MAP_EMISSIVE
    emissive *= look(3, pictures[3]).rgb;
#endif
#ifdef MAP_NORMAL
    bump = (look(4, pictures[4]).rgb * 2.0 - 255.0 / 255.0) * vec3(bump_scale.xx, 1.0);
    bump.xy = vec2(bump_turn.x * bump.x - bump_turn.y * bump.y, bump_turn.y * bump.x + bump_turn.x * bump.y);
#endif
#ifdef MAP_COAT
    coat *= look(5, pictures[5]).r;
#endif
#ifdef MAP_ROUGHNESS_OF_COAT
    coat_roughness *= look(6, pictures[6]).g;
#endif
#ifdef MAP_BUMP_OF_COAT
    coat_bump = (look(7, pictures[7]).rgb * 2.0 - 1.0) * vec3(bump_scale.yy, 1.0);
#endif
#ifdef MAP_SHEEN
    sheen *= look(8, pictures[8]).rgb;
#endif
#ifdef MAP_ROUGHNESS_OF_SHEEN
    sheen_roughness *= look(9, pictures[9]).a;
#endif
#ifdef MAP_SPECULAR
    specular *= look(10, pictures[10]).a;
#endif
#ifdef MAP_COLOR_OF_SPECULAR
    specular_color *= look(11, pictures[11]).rgb;
#endif
#ifdef MAP_TRANSMISSION
    transmission *= look(12, pictures[12]).r;
#endif
#ifdef MAP_THICKNESS
    thickness *= look(13, pictures[13]).g;
#endif
#ifdef MAP_IRIDESCENCE
    iridescence *= look(14, pictures[14]).r;
#endif
#ifdef MAP_FILM
    film_thickness *= look(15, pictures[15]).g;
#endif
    float alpha = base.a;
    if (alpha_mode == 1) {
        if (alpha < alpha_cutoff) discard;
        alpha = 1.0;
    } else if (alpha_mode == 0) alpha = 1.0;

    vec3 v = normalize(cam_pos - at);
    vec3 n0 = normalize(upward);
    if (!gl_FrontFacing) n0 = -n0;
    vec3 n = lifted(bumped(n0, bump), v);
    metallic = clamp(metallic, 0.0, 1.0);
    float plain = clamp(roughness, 0.0, 1.0);
    roughness = widened(plain, n);

    // Light on a surface that a normal map bends changes as it would under the open sky.
    vec3 flat_sky = textureLod(irradiance_sky, place(n0), 0.0).rgb;
    vec3 bent_sky = textureLod(irradiance_sky, place(n), 0.0).rgb;
    vec3 light = arriving.rgb * min(bent_sky / max(flat_sky, vec3(1e-5)), vec3(4.0));
    // What blocks a reflection is taken to be a middling surface in the same light.
    vec3 around = light * 0.4;

    vec3 table = albedo_of(roughness, dot(n, v));
    float lost = 1.0 / max(table.x + table.y, 1e-3) - 1.0;
    float r0 = (ior - 1.0) / (ior + 1.0);
    float facing = clamp(dot(n, v), 0.0, 1.0);
    vec3 f0 = under_film(min(r0 * r0 * specular_color, vec3(1.0)), iridescence, film_thickness, facing) * specular;
    vec3 colored = under_film(base.rgb, iridescence, film_thickness, facing);
    vec3 dielectric = (f0 * table.x + specular * table.y) * (1.0 + f0 * lost);
    vec3 metal = (colored * table.x + table.y) * (1.0 + colored * lost);
    float inside = (1.0 - metallic) * (1.0 - min(max(dielectric.r, max(dielectric.g, dielectric.b)), 1.0));
    vec3 shine = stretched(n, v, roughness, around);
    vec3 color = shine * mix(dielectric, metal, metallic) + inside * (1.0 - transmission) * base.rgb * light;
    vec3 through = inside * transmission * base.rgb * exp(-absorbed * thickness);

    float most = max(sheen.r, max(sheen.g, sheen.b));
    if (most > 0.0) {
        float fibres = albedo_of(sheen_roughness, dot(n, v)).z;
        color = color * (1.0 - most * fibres) + sheen * fibres * light;
        through *= 1.0 - most * fibres;
    }
    color += emissive;
    if (coat > 0.0) {
        vec3 cn = lifted(bumped(n0, coat_bump), v);
        float cr = widened(clamp(coat_roughness, 0.0, 1.0), cn);
        vec3 coated = albedo_of(cr, dot(cn, v));
        float share = min(coat * (COAT_F0 * coated.x + coated.y), 1.0);
        color = color * (1.0 - share) + reflection(cn, v, cr, around) * share;
        through *= 1.0 - share;
    }
    if (unlit == 1) {
        color = base.rgb;
        through = vec3(0.0);
    }
    clear = vec4(through * alpha + 1.0 - alpha, 1.0);
    shown = vec4(min(color * alpha, vec3(6.0e4)), 1.0);
}
