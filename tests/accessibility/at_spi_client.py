"""Reads a window over AT-SPI as a screen reader does; run by the system's own Python, as a process of its own.

Prints one line for each thing that is shown: role, name and description, with tabs between. It waits until the window
holds what is named on the command line, and presses nothing.
"""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  the version comes first

PATIENCE_S = 40


def shown(node, depth=0):
    """Yield every node below one that is shown, in order."""
    for number in range(node.get_child_count()):
        child = node.get_child_at_index(number)
        if child is None or depth > 40:
            continue
        if child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield child
        yield from shown(child, depth + 1)


def lines():
    """Everything that is shown, as lines."""
    desktop = Atspi.get_desktop(0)
    found = []
    for number in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(number)
        if application is not None and application.get_name() == "planwriter":
            for node in shown(application):
                words = (node.get_role_name(), node.get_name() or "", node.get_description() or "")
                found.append("\t".join(" ".join(word.split()) for word in words))
    return found


def main():
    """Wait for what is wanted and print everything."""
    Atspi.init()
    end = time.monotonic() + PATIENCE_S
    found = []
    context = GLib.MainContext.default()
    while time.monotonic() < end:
        context.iteration(False)
        try:
            found = lines()
        except GLib.Error:  # the window is just being built
            continue
        if any(sys.argv[1] in line for line in found):
            break
    print("\n".join(found))


main()
