"""Says which system libraries Qt misses on this Linux and which Debian packages bring them."""

import subprocess
from pathlib import Path

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libgl1",
    "libGLdispatch.so.0": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


def advice(venv: Path, environment: dict[str, str]) -> str:
    """Return what to install before planwriter's window can start here; "" when nothing is missing.

    Args:
        venv: The private environment that holds PySide6.
        environment: What the program will be started with; names the display it will use.
    """
    folder = next(iter(venv.glob("lib/python3.*/site-packages/PySide6")), None)
    if folder is None:
        return ""
    of_widgets = missing_libraries([folder / "QtWidgets.abi3.so", folder / "QtSvg.abi3.so"])
    plugins = [folder / f"Qt/plugins/platforms/libq{name}.so" for name in platforms(environment)]
    of_plugin = min((missing_libraries([plugin]) for plugin in plugins), key=len, default=set())
    return in_words(of_widgets | of_plugin)


def platforms(environment: dict[str, str]) -> list[str]:
    """Return the names of Qt's display plugins that would do here; one that starts is enough."""
    if environment.get("QT_QPA_PLATFORM"):
        return [part.split(":")[0] for part in environment["QT_QPA_PLATFORM"].split(";")]
    displays = {"DISPLAY": "xcb", "WAYLAND_DISPLAY": "wayland"}
    return [plugin for variable, plugin in displays.items() if environment.get(variable)] or ["xcb"]


def missing_libraries(binaries: list[Path]) -> set[str]:
    """Return the file names of the libraries the system's loader does not find for these binaries."""
    try:
        told = subprocess.run(["ldd", *binaries], check=False, capture_output=True, text=True).stdout
    except OSError:
        return set()  # no ldd here: Qt will have to speak for itself
    return {line.split()[0] for line in told.splitlines() if line.strip().endswith("=> not found")}


def in_words(libraries: set[str]) -> str:
    """Return one instruction for the libraries that are missing; "" for none."""
    if not libraries:
        return ""
    packages = sorted({PACKAGES[name] for name in libraries if name in PACKAGES})
    lines = [f"This computer lacks libraries that planwriter's window needs: {', '.join(sorted(libraries))}."]
    if packages:
        lines.append(f"On Debian or Ubuntu: sudo apt install {' '.join(packages)}")
    lines.append("Elsewhere, install the packages that hold these files, then start again.")
    return "\n".join(lines)
