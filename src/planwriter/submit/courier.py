"""Carrying a package by hand: the copy on a stick with its cover sheet, and the receipt that comes back.

Takes: a parcel and its package. Gives: two files that were read again after writing; or a verified receipt.
"""

import hashlib
from dataclasses import dataclass
from html import escape
from pathlib import Path

from planwriter.atomic import write_atomically
from planwriter.errors import StorageError
from planwriter.submit.outbox import Outbox, Parcel
from planwriter.submit.package import EXTENSION, Purpose, short_code

_PURPOSES = {Purpose.CONSULTATION: "For consultation", Purpose.FINAL: "Final plan"}


@dataclass(frozen=True)
class Carried:
    """What was written for the courier."""

    package: Path
    cover_sheet: Path
    short_code: str


def save_for_courier(outbox: Outbox, parcel: Parcel, folder: Path) -> Carried:
    """Copy a package and its cover sheet into a folder, such as a stick's, and read both again.

    Raises:
        StorageError: The package here was altered, the folder refuses, or does not hold what was written.
    """
    source = outbox.package_path(parcel.package_id)
    try:
        data = source.read_bytes()
    except OSError as error:
        raise StorageError("The sealed package could not be read.", "Seal the plan again.") from error
    if hashlib.sha256(data).hexdigest() != parcel.sha256:
        raise StorageError("The sealed package is not as it was sealed.", "Seal the plan again.")
    package = folder / source.name
    sheet = package.with_name(f"{parcel.package_id}-cover-sheet.html")
    for path, content in ((package, data), (sheet, cover_sheet(parcel))):
        write_atomically(path, content)
        _read_again(path, content)
    return Carried(package, sheet, short_code(parcel.sha256))


def cover_sheet(parcel: Parcel) -> bytes:
    """Return the one page that goes along on paper: what is on the stick, and the code to read over the phone."""
    purpose = _PURPOSES[Purpose(parcel.purpose)]
    lines = (
        ("Agency", parcel.agency),
        ("Plan", parcel.title),
        ("Sent as", purpose),
        ("File", f"{parcel.package_id}.{EXTENSION}"),
        ("Size", f"{parcel.size_bytes:,} bytes"),
        ("Sealed", f"{parcel.sealed_at:%B} {parcel.sealed_at.day}, {parcel.sealed_at.year}"),
    )
    rows = "\n".join(f'<tr><th scope="row">{name}</th><td>{escape(words)}</td></tr>' for name, words in lines)
    code, name = short_code(parcel.sha256), f"{parcel.package_id}.{EXTENSION}"
    submit = f"planwriter submit {name} --office office.json --token-env OFFICE_TOKEN"
    take_in = f"planwriter-endpoint import {name} --dir OFFICE"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Cover sheet: {escape(parcel.title)}</title>
<style>
body {{ font: 14pt/1.5 "Public Sans", sans-serif; max-width: 40em; margin: 2em auto; }}
body {{ color: #1b1b1b; background: #fff; }}
th {{ text-align: left; padding-right: 2em; vertical-align: top; }}
.code {{ font: bold 24pt monospace; letter-spacing: 0.05em; }}
</style>
</head>
<body>
<h1>A customer service plan, sent by hand</h1>
<table>
{rows}
</table>
<h2>Code to compare</h2>
<p class="code">{code}</p>
<p>Whoever receives this file reads the code that their program shows for it over the phone. It must be the same, all
four groups. If it is not, do not use the file; ask for it again.</p>
<h2>What to do with it</h2>
<p>On a connected computer, in the folder of the file. The office's profile lies beside it as <code>office.json</code>,
and the variable <code>OFFICE_TOKEN</code> holds the office's token:</p>
<p><code>{submit}</code></p>
<p>At the receiving office, in the folder of the file. <code>OFFICE</code> is the folder of the office:</p>
<p><code>{take_in}</code></p>
<p>Bring the receipt back: the file that ends in <code>.receipt.json</code>.</p>
</body>
</html>
""".encode()


def _read_again(path: Path, content: bytes) -> None:
    """Open the file anew and compare: sticks say that they have written what they have not."""
    try:
        is_there = path.read_bytes() == content
    except OSError:
        is_there = False
    if not is_there:
        raise StorageError(f"“{path.name}” is not on the disk as it was written.", "Use another stick or folder.")
