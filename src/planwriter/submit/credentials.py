"""The only user of keyring: says where this computer keeps secrets. Tokens themselves come with sending."""


def keyring_in_words() -> str:
    """Return which keyring would keep a token, e.g. "keyring.backends.SecretService.Keyring"; asks it for no secret."""
    import keyring  # it looks for its back ends when first imported
    from keyring.backends import fail

    try:
        backend = keyring.get_keyring()
    except (ImportError, AttributeError, RuntimeError, ValueError):
        return "none: the one that is set up cannot be loaded"
    if isinstance(backend, fail.Keyring):
        return "none: this computer offers no keyring"
    return f"{type(backend).__module__}.{type(backend).__qualname__}"
