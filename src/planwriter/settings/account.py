"""Says who works at this computer, as the operating system knows them, so that a history can tell who edited when."""

import getpass
import sys

_MOST_LETTERS = 100


def account_name() -> str:
    """Return the display name of the account that runs the program, else its login name; "" when it has neither."""
    name = _display_name() or _login_name()
    printable = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(printable.split())[:_MOST_LETTERS]


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without an entry; Python 3.13 turns them all into OSError
        return ""


def _display_name() -> str:
    if sys.platform == "win32":
        import ctypes

        size = ctypes.c_ulong(256)
        buffer = ctypes.create_unicode_buffer(size.value)
        display_name = 3  # of EXTENDED_NAME_FORMAT; local accounts have none
        has_one = ctypes.windll.secur32.GetUserNameExW(display_name, buffer, ctypes.byref(size))
        return buffer.value if has_one else ""
    import os
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0]
    except (KeyError, OSError):
        return ""
