"""Lists what a bundle is made of as a CycloneDX 1.6 document: every library, and every file with its SHA-256."""

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from installers.stage import normal_name

OURS = "planwriter"
_CLASSIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
}
# libraries that came inside a wheel under another name: where to see their version, and their license
_INSIDE = (
    ("Qt", "*/PySide6/Qt/lib/libQt6Core.so.6", rb"Qt (6\.\d+\.\d+) ", "LGPL-3.0-only"),
    ("ICU", "*/PySide6/Qt/lib/libicudata.so.*", rb"icudt(\d+)", "Unicode-3.0"),
    ("OpenSSL", "*/cryptography/hazmat/bindings/_rust.abi3.so", rb"OpenSSL (\d+\.\d+\.\d+) ", "Apache-2.0"),
    ("PDFium", "*/pypdfium2_raw/version.json", rb'"build": (\d+)', "BSD-3-Clause"),
)


@dataclass(frozen=True)
class Library:
    """One library of the bundle.

    Attributes:
        license: As an SPDX expression, or in the library's own words.
        license_files: The texts of its license, below the bundle's root.
        paths: Its files, below the bundle's root.
    """

    name: str
    version: str
    license: str
    license_files: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    is_python: bool = True


def libraries(root: Path) -> list[Library]:
    """Return the libraries in a bundle, by name; what belongs to none of them is ours."""
    files = {path.relative_to(root).as_posix() for path in bundle_files(root)}
    found = [_library(folder, root, files) for folder in sorted(root.rglob("app_packages/*.dist-info"))]
    inside = [one for one in (_inside(root, told) for told in _INSIDE) if one]
    return sorted([*found, *inside], key=lambda one: one.name.lower())


def bundle_files(root: Path) -> Iterator[Path]:
    """Yield every file of a bundle, but for what only the package's maker reads."""
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.relative_to(root).parts[0] != "DEBIAN":
            yield path


def sbom(root: Path, *, version: str, timestamp: str) -> dict[str, Any]:
    """Return the document.

    Args:
        root: The bundle; paths are told below it.
        version: The program's.
        timestamp: When it was built, as in "2026-01-31T12:00:00Z".
    """
    known = libraries(root)
    owner = {path: library.name for library in known for path in library.paths}
    files: dict[str, list[dict[str, Any]]] = {OURS: []}
    for path in bundle_files(root):
        name = path.relative_to(root).as_posix()
        files.setdefault(owner.get(name, OURS), []).append(_file(name, path))
    components = [_component(library, files.get(library.name, [])) for library in known]
    own = {"type": "application", "name": OURS, "version": version, "bom-ref": OURS, "components": files[OURS]}
    own["licenses"] = [{"expression": "Apache-2.0"}]
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([version, components, files[OURS]], sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"timestamp": timestamp, "component": own},
        "components": components,
        "dependencies": [{"ref": OURS, "dependsOn": [one["bom-ref"] for one in components]}],
    }


def listed_files(document: dict[str, Any]) -> dict[str, str]:
    """Return the files that a document lists, each with its SHA-256."""
    owners = [document["metadata"]["component"], *document["components"]]
    return {one["name"]: one["hashes"][0]["content"] for owner in owners for one in owner.get("components", [])}


def differences(listed: dict[str, str], there: dict[str, str]) -> list[str]:
    """Return in words where a list of files and the files themselves differ."""
    faults = [f"{name} is not listed" for name in sorted(there.keys() - listed.keys())]
    faults += [f"{name} is listed and not there" for name in sorted(listed.keys() - there.keys())]
    changed = [name for name in sorted(there.keys() & listed.keys()) if there[name] != listed[name]]
    return faults + [f"{name} is not what was listed" for name in changed]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _library(folder: Path, root: Path, files: set[str]) -> Library:
    told = HeaderParser().parsestr((folder / "METADATA").read_text("utf-8", errors="replace"))
    base = folder.parent.relative_to(root).as_posix()
    recorded = [line.rsplit(",", 2)[0].strip('"') for line in (folder / "RECORD").read_text("utf-8").splitlines()]
    paths = {f"{base}/{one}" for one in recorded} | {f"{base}/{folder.name}/{p.name}" for p in folder.iterdir()}
    compiled = {name for name in files if "/__pycache__/" in name and _source(name) in paths}
    texts = [p for p in folder.rglob("*") if p.is_file() and "license" in p.relative_to(folder).as_posix().lower()]
    return Library(
        name=normal_name(told["Name"]),
        version=told["Version"],
        license=_license(told),
        license_files=tuple(sorted(p.relative_to(root).as_posix() for p in texts)),
        paths=tuple(sorted((paths & files) | compiled)),
    )


def _source(compiled: str) -> str:
    folder, _, name = compiled.rpartition("/__pycache__/")
    return f"{folder}/{name.split('.')[0]}.py"


def _license(told: Any) -> str:
    if told["License-Expression"]:
        return str(told["License-Expression"])
    named = [_CLASSIFIERS[one] for one in told.get_all("Classifier", []) if one in _CLASSIFIERS]
    return str(told["License"] or " AND ".join(named)).split("\n")[0]


def _inside(root: Path, told: tuple[str, str, bytes, str]) -> Library | None:
    name, place, pattern, license_id = told
    for path in bundle_files(root):
        if path.match(place.removeprefix("*/")) and (found := re.search(pattern, path.read_bytes())):
            return Library(name, found[1].decode(), license_id, is_python=False)
    return None


def _component(library: Library, files: list[dict[str, Any]]) -> dict[str, Any]:
    is_expression = re.fullmatch(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*", library.license)
    choice = {"expression": library.license} if is_expression else {"license": {"name": library.license}}
    reference = f"{library.name}@{library.version}"
    component: dict[str, Any] = {"type": "library", "name": library.name, "version": library.version}
    component |= {"bom-ref": reference, "licenses": [choice]}
    if library.is_python:
        component["purl"] = f"pkg:pypi/{reference}"
    return component | ({"components": files} if files else {})


def _file(name: str, path: Path) -> dict[str, Any]:
    return {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": digest(path)}]}
