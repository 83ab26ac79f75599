"""The ZIP around a package: written byte by byte by one rule, and read only when it is just what that rule writes.

Nothing is compressed, so that every zlib gives the same file and no small file unpacks to a large one.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping

from planwriter.submit.manifest import refuse

MAX_BYTES = 25 * 1024 * 1024
_EPOCH = (0, (1 << 5) | 1)  # midnight, and January 1, 1980, as ZIP writes times and days
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL_HEAD = struct.Struct("<4s5H3I2H")
_CENTRAL_HEAD = struct.Struct("<4s6H3I5H2I")
_END_HEAD = struct.Struct("<4s4H2IH")
_VERSION = 20
_MOST_FILES = 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the files, sorted by name, stored, dated January 1, 1980; names are ASCII."""
    body, directory = bytearray(), bytearray()
    for name, data in sorted(files.items()):
        given = name.encode("ascii")
        about = (*_EPOCH, zlib.crc32(data), len(data), len(data), len(given), 0)
        directory += _CENTRAL_HEAD.pack(_CENTRAL, _VERSION, _VERSION, 0, 0, *about, 0, 0, 0, 0, len(body)) + given
        body += _LOCAL_HEAD.pack(_LOCAL, _VERSION, 0, 0, *about) + given + data
    count = len(files)
    return bytes(body + directory + _END_HEAD.pack(_END, 0, 0, count, count, len(directory), len(body), 0))


def unpacked(data: bytes, may_hold: tuple[str, ...]) -> dict[str, bytes]:
    """Return the files in a ZIP that `packed` wrote.

    Raises:
        FormatError: It is another kind of file, over 25 MB, damaged, holds another name, or differs by a byte.
    """
    if len(data) > MAX_BYTES:
        refuse("it is larger than 25 MB")
    if not data.startswith(_LOCAL):
        refuse("it is another kind of file")
    try:
        files = dict(_entries(data, may_hold))
    except (struct.error, UnicodeDecodeError, ValueError):
        refuse("it is damaged or cut off")
    if packed(files) != data:  # also says so of what is doubled, compressed, appended, hidden between or dated
        refuse("it is damaged, or another program wrote or changed it")
    return files


def _entries(data: bytes, may_hold: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    place = 0
    for _ in range(_MOST_FILES):
        if data[place : place + 4] != _LOCAL:
            return
        head = _LOCAL_HEAD.unpack_from(data, place)
        size, name_length = head[8], head[9]
        start = place + _LOCAL_HEAD.size + name_length
        name = data[place + _LOCAL_HEAD.size : start].decode("ascii")
        if name not in may_hold:
            refuse("it holds a file that does not belong in it")
        if start + size > len(data):
            refuse("it is damaged or cut off")
        yield name, data[start : start + size]
        place = start + size
