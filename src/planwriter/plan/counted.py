"""Numbers of things in words."""


def counted(number: int, thing: str) -> str:
    """Return a number of things, e.g. "1 change" or "1,200 changes"; `thing` is one that takes an s."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
