"""What a customer's SVG may say. Everything else is left out, and said so where that may show."""

SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 64
MAX_ELEMENTS = 20_000
MAX_USES = 1_000
MAX_EXPANDED = 100_000
MAX_ASPECT = 20.0
MAX_FILTERS = 20
MAX_PRIMITIVES = 16
MAX_BLUR = 0.1
"""Standard deviation of a blur, as a part of the picture's diagonal."""

SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image", "use"}
CONTAINERS = {"svg", "g", "a", "defs", "symbol", "switch", "clipPath", "mask", "pattern", "marker"}
PAINT = {"linearGradient", "radialGradient", "stop", "style"}
FILTERS = {"filter", "feGaussianBlur", "feOffset", "feMerge", "feMergeNode", "feColorMatrix", "feFlood", "feComposite"}
FILTERS |= {"feBlend", "feDropShadow", "feComponentTransfer", "feFuncR", "feFuncG", "feFuncB", "feFuncA"}
TAGS = SHAPES | CONTAINERS | PAINT | FILTERS
TEXT = {"text", "tspan", "textPath", "tref", "altGlyph", "flowRoot"}
UNSEEN = {"title", "desc", "metadata", "view", "cursor", "font", "font-face"}
"""Tags whose absence nobody sees in a still picture."""

GEOMETRY = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr", "dx", "dy", "d", "points"}
GEOMETRY |= {"width", "height", "viewBox", "preserveAspectRatio", "transform", "pathLength", "offset"}
GEOMETRY |= {"gradientUnits", "gradientTransform", "spreadMethod", "patternUnits", "patternContentUnits"}
GEOMETRY |= {"patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits", "mask-type"}
GEOMETRY |= {"markerWidth", "markerHeight", "markerUnits", "refX", "refY", "orient"}
LOOK = {"fill", "fill-opacity", "fill-rule", "clip-rule", "clip-path", "mask", "filter", "opacity", "color", "display"}
LOOK |= {"stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit"}
LOOK |= {"stroke-dasharray", "stroke-dashoffset", "stop-color", "stop-opacity", "visibility", "overflow", "paint-order"}
LOOK |= {"mix-blend-mode", "isolation", "transform-origin", "vector-effect", "shape-rendering", "image-rendering"}
LOOK |= {"marker", "marker-start", "marker-mid", "marker-end", "enable-background", "color-interpolation-filters"}
LOOK |= {"flood-color", "flood-opacity"}
EFFECT = {"in", "in2", "result", "stdDeviation", "mode", "operator", "type", "values", "k1", "k2", "k3", "k4"}
EFFECT |= {"filterUnits", "primitiveUnits", "tableValues", "slope", "intercept", "amplitude", "exponent", "edgeMode"}
ATTRIBUTES = GEOMETRY | LOOK | EFFECT | {"id", "class", "style", "href"}
