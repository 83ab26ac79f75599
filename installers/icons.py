"""Draws the program's icon in every size and form that an installer asks for, from installers/icon.svg."""

import struct
from pathlib import Path

SIZES = (16, 32, 48, 64, 128, 256, 512, 1024)
OF_WINDOWS = (16, 32, 48, 64, 256)
OF_MACOS = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def draw_icons(svg: Path, folder: Path) -> None:
    """Write planwriter-SIZE.png, planwriter.png, planwriter.ico and planwriter.icns into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: _png(svg, size) for size in SIZES}
    for size, data in pictures.items():
        (folder / f"planwriter-{size}.png").write_bytes(data)
    (folder / "planwriter.png").write_bytes(pictures[512])
    (folder / "planwriter.ico").write_bytes(ico({size: pictures[size] for size in OF_WINDOWS}))
    (folder / "planwriter.icns").write_bytes(icns(pictures))


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return Windows' form: a list of places, then the pictures."""
    start = 6 + 16 * len(pictures)
    entries, body = b"", b""
    for size, data in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), start + len(body))
        body += data
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + body


def icns(pictures: dict[int, bytes]) -> bytes:
    """Return macOS's form: each picture behind its kind and length."""
    body = b"".join(kind + struct.pack(">I", len(pictures[s]) + 8) + pictures[s] for s, kind in OF_MACOS.items())
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def _png(svg: Path, size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())
