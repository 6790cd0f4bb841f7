"""What is not written as a Coq file, with the reason."""

__all__ = ["NotExportedError"]


class NotExportedError(ValueError):
    """Something in a theorem or its derivation that the kernel's library has no words for; the message names it.

    Nothing is left out or weakened instead: a theorem of which one part is refused is not exported.
    """
