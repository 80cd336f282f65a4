"""PNG files of every kind that a reader meets, written by hand, and the pixels they hold; and
files whose checksums are right, but which the format forbids, with what is wrong with them.

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


def damaged(name, word, *chunks, width=1, height=1, depth=8, color=2, methods=(0, 0, 0), end=b""):
    """A file with these chunks between its first and its last."""
    header = struct.pack(">IIBBBBB", width, height, depth, color, *methods)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks)
    data += chunk(b"IEND", b"") + end
    return {"name": name, "word": word, "png": base64.b64encode(data).decode()}


pixels = chunk(b"IDAT", zlib.compress(b"\0" + bytes(green)))
damages = [
    damaged("no width", "0 x 1 pixels; expected sides of 1 to 32767", pixels, width=0),
    damaged("too high", "1 x 32768 pixels; expected", pixels, height=32768),
    damaged("a depth that is none", "7 bits of colour type 2", pixels, depth=7),
    damaged("a colour type that is none", "8 bits of colour type 5", pixels, color=5),
    damaged("a way to pack that is none", "methods [1, 0, 0]", pixels, methods=(1, 0, 0)),
    damaged("no pixels", "there is no chunk IDAT"),
    damaged("pixels in two places", "do not follow one another",
            pixels, chunk(b"tEXt", b"a\0b"), pixels),
    damaged("no palette", "there is no chunk PLTE", pixels, color=3),
    damaged("two headers", "a second chunk IHDR", chunk(b"IHDR", bytes(13)), pixels),
    damaged("a chunk that has to be known", "no reader knows the chunk ABCD",
            chunk(b"ABCD", b""), pixels),
    damaged("more behind the end", "3 bytes follow the chunk IEND", pixels, end=b"abc"),
    damaged("pixels that are not packed", "1 x 1 pixels cannot be unpacked",
            chunk(b"IDAT", b"not packed")),
    damaged("too few pixels", "9 x 9 pixels cannot be unpacked", pixels, width=9, height=9),
    damaged("a header of another length", "IHDR with 13 bytes first", pixels),
]
short = chunk(b"IHDR", bytes(12)) + pixels + chunk(b"IEND", b"")
damages[-1]["png"] = base64.b64encode(b"\x89PNG\r\n\x1a\n" + short).decode()
folder = pathlib.Path(__file__).parent / "graphics"
folder.mkdir(exist_ok=True)
(folder / "png.json").write_text(json.dumps(cases) + "\n")
(folder / "damaged.json").write_text(json.dumps(damages) + "\n")
