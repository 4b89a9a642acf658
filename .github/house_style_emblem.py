"""The emblem of the invented council, drawn."""

from __future__ import annotations

import math
import struct
import zlib
from typing import Final

EMBLEM_ALT: Final = "Emblem: three waves in a circle"
EMBLEM_SIZE: Final = 324_000  # English Metric Units: 0.9 cm
PIXELS: Final = 160
SAMPLES: Final = 4  # along each side of a pixel, so that edges are smooth


def is_inked(x: float, y: float) -> bool:
    """Tell whether a place of the unit square is in the circle, and in none of the three waves."""
    radius, half_a_wave, middles = 0.48, 0.035, (0.34, 0.52, 0.7)
    if math.hypot(x - 0.5, y - 0.5) > radius:
        return False
    crest = 0.05 * math.sin(x * 4 * math.pi)
    return all(abs(y - middle - crest) > half_a_wave for middle in middles)


def emblem(ink: str) -> bytes:
    """emblem.png: the invented council's emblem, as a picture with a transparent ground."""
    colour = bytes.fromhex(ink)
    steps = [(place + 0.5) / SAMPLES for place in range(SAMPLES)]
    rows = []
    for row in range(PIXELS):
        pixels = bytearray([0])  # no filter
        for column in range(PIXELS):
            hits = sum(
                is_inked((column + right) / PIXELS, (row + down) / PIXELS)
                for right in steps
                for down in steps
            )
            pixels += colour + bytes([255 * hits // SAMPLES**2])
        rows.append(bytes(pixels))

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    size_and_kind = struct.pack(">2I5B", PIXELS, PIXELS, 8, 6, 0, 0, 0)  # RGB and alpha
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", size_and_kind),
            chunk(b"IDAT", zlib.compress(b"".join(rows), 9)),
            chunk(b"IEND", b""),
        )
    )


def picture(relation: str, alternative: str) -> str:
    """A picture in a line of text, with the text that stands for it."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    extent = f'cx="{EMBLEM_SIZE}" cy="{EMBLEM_SIZE}"'
    return f"""
        <w:r><w:drawing>
            <wp:inline xmlns:wp="{drawing}/wordprocessingDrawing" distT="0" distB="0" distL="0"
             distR="0">
                <wp:extent {extent}/>
                <wp:docPr id="1" name="Emblem" descr="{alternative}"/>
                <a:graphic xmlns:a="{drawing}/main">
                    <a:graphicData uri="{drawing}/picture">
                        <pic:pic xmlns:pic="{drawing}/picture">
                            <pic:nvPicPr>
                                <pic:cNvPr id="1" name="emblem.png" descr="{alternative}"/>
                                <pic:cNvPicPr/>
                            </pic:nvPicPr>
                            <pic:blipFill>
                                <a:blip r:embed="{relation}"/>
                                <a:stretch><a:fillRect/></a:stretch>
                            </pic:blipFill>
                            <pic:spPr>
                                <a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>
                                <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
                            </pic:spPr>
                        </pic:pic>
                    </a:graphicData>
                </a:graphic>
            </wp:inline>
        </w:drawing></w:r>
    """
