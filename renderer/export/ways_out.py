"""What to do about a finding of the gate, by its code."""

EXPORTED = "What `livery export` makes has that done, and may stay as it is; of any other file,"

WAYS_OUT = {
    "GLTF_LOOSE": "Pack the .gltf and the files beside it into one .glb, e.g. with gltf-transform copy.",
    "FORMAT_UNKNOWN": "Hand in a .glb, a .gltf or a .usdz.",
    "EXTENSION_REQUIRED": "Export without it: decompress geometry, store textures as PNG or JPEG.",
    "EXTENSION_UNKNOWN": "Export without it.",
    "EXTENSION_SHOWN_PLAINER": "Look at the model without it, and make sure that it still looks right.",
    "TOO_MANY_BYTES": f"{EXPORTED} save opaque textures as JPEG of at most 2048 pixels, and reduce the triangles.",
    "TOO_MANY_TRIANGLES": f"{EXPORTED} simplify the meshes and leave out what nobody sees.",
    "TOO_MANY_DRAW_CALLS": f"{EXPORTED} join the meshes of one material.",
    "TOO_MANY_MATERIALS": f"{EXPORTED} share materials that look alike.",
    "TEXTURE_LARGE": "Scale it to 2048 pixels or less.",
    "TEXTURE_SMALL": "Use a larger picture, or a plain factor where it has one colour.",
    "TEXTURE_ODD_SIDES": "Scale it to a power of two: 512, 1024 or 2048.",
    "TEXTURE_MEMORY": "Use fewer or smaller pictures; JPEG does not help here, they are shown uncompressed.",
    "SIZE_OFF": "Scale the model so that one unit is one metre, or correct the size that the product states.",
    "FLOOR_OFF": "Move the model up or down until its lowest point is at y = 0.",
    "CENTER_OFF": "Move the model sideways until the middle of its bounding box is over the origin.",
    "WALL_OFF": "Move the model until its back lies in the plane z = 0, its front toward +Z.",
    "PACKAGE_ORDER": "Pack again with the layer first, e.g. with usdzip.",
    "PACKAGE_COMPRESSED": "Pack again without compression, e.g. with usdzip.",
    "PACKAGE_UNALIGNED": "Pack again with each file on 64 bytes, e.g. with usdzip.",
    "PACKAGE_FILE": "Convert the picture to PNG or JPEG, and leave out what is neither a layer nor a picture.",
    "MESH_PRIMITIVE_GENERATED_TANGENT_SPACE": f"{EXPORTED} export the meshes with tangents.",
    "EXTENSION_UNSUPPORTED": "Decompress the model, or export it without the extension.",
}
