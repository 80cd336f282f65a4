"""PNG files of every kind that a reader meets, written by hand, and the pixels they hold.

Written with the standard library alone, so that neither Cairo nor libpng had a say:
    python Tests/Fixtures/graphics.py
"""

import base64
import json
import pathlib
import struct
import zlib


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png(width, height, depth, color, rows, extra=b""):
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra
        + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def case(name, width, height, data, pixels):
    return {
        "name": name, "width": width, "height": height,
        "png": base64.b64encode(data).decode(), "pixels": pixels,
    }


red, green, blue, grey = (255, 0, 0), (0, 128, 0), (10, 20, 250), (77, 77, 77)
opaque = lambda *colors: [part for color in colors for part in (*color, 255)]
cases = [
    case("RGB", 2, 2, png(2, 2, 8, 2, [red + green, blue + grey]), opaque(red, green, blue, grey)),
    case(
        "RGBA", 2, 1, png(2, 1, 8, 6, [(255, 0, 0, 255, 0, 0, 0, 0)]), [255, 0, 0, 255, 0, 0, 0, 0]
    ),
    case("grey", 3, 1, png(3, 1, 8, 0, [(0, 77, 255)]), opaque((0,) * 3, grey, (255,) * 3)),
    case("one bit", 3, 1, png(3, 1, 1, 0, [(0b10100000,)]), opaque((255,) * 3, (0,) * 3, (255,) * 3)),
    case(
        "palette", 2, 1, png(2, 1, 8, 3, [(1, 0)], chunk(b"PLTE", bytes(red + blue))),
        opaque(blue, red),
    ),
    case("one pixel", 1, 1, png(1, 1, 8, 2, [green]), opaque(green)),
]
folder = pathlib.Path(__file__).parent / "graphics"
folder.mkdir(exist_ok=True)
(folder / "png.json").write_text(json.dumps(cases) + "\n")
