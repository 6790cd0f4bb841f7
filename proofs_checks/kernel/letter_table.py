"""What one file speaks of: sizes, letters, scalars with their inverses, random letters; each numbered as it is met."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from proofs_checks.kernel.terms import Matrix, Scalar

__all__ = ["Inverted", "LetterEntry", "Rule", "ScalarEntry", "Table"]


@dataclass(frozen=True)
class Rule:
    """A product of letters (number, transposed?) in brackets from the left, and the matrix that it equals.

    ``kind`` says why, by the name of the lemma that shows it; it may use the rules of lower ``stage``. ``about`` are
    the matrices that the lemma speaks of, ``coefficient`` the scalar.
    """

    left: Matrix
    equals: Matrix
    kind: str
    stage: int
    about: tuple[Matrix, ...] = ()
    coefficient: Scalar | None = None


@dataclass(frozen=True)
class LetterEntry:
    """A matrix: its text in mathcomp's notation, its size codes, and for a random one the texts of its covariances.

    ``shown`` is the text that uses the abbreviations of the statement; ``normal`` is whether a random one is Gaussian.
    """

    text: str
    shown: str
    rows: int
    cols: int
    symmetric: bool = False
    law: tuple[str, str] | None = None
    words: tuple[tuple[tuple[int, bool], ...], ...] = ()
    normal: bool = True

    @property
    def law_text(self) -> str:
        """What the record of the laws says of a random matrix."""
        assert self.law is not None, "a constant has no law"
        return " ".join(("Symbol" if self.normal else "Moments", self.text, *self.law))

    @property
    def random(self) -> bool:
        return self.law is not None


@dataclass(frozen=True)
class ScalarEntry:
    """A scalar, by its text in mathcomp's notation, and that which uses the abbreviations of the statement."""

    text: str
    shown: str


@dataclass(frozen=True)
class Inverted:
    """The scalar of a number is 1/``of``."""

    number: int
    of: Scalar


@dataclass
class Table:
    """Codes of sizes (0 is the size 1), and numbers of letters and scalars, in the order in which they are met."""

    sizes: list[str] = field(default_factory=lambda: ["1"])
    sums: set[str] = field(default_factory=set)
    letters: list[LetterEntry] = field(default_factory=list)
    scalars: list[ScalarEntry] = field(default_factory=list)
    inverted: list[Inverted] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    _letters: dict[Hashable, int] = field(default_factory=dict)
    _scalars: dict[Hashable, int] = field(default_factory=dict)

    def size(self, text: str) -> int:
        """The code of a size, by its text."""
        if text not in self.sizes:
            self.sizes.append(text)
        return self.sizes.index(text)

    def size_sum(self, first: int, second: int) -> int:
        """The code of the sum of two sizes, in this order, which is no symbol of the statement."""
        text = f"({self.sizes[first]} + {self.sizes[second]})%N"
        self.sums.add(text)
        return self.size(text)

    @property
    def symbols_of_sizes(self) -> list[str]:
        """The sizes that a statement quantifies over."""
        return [size for size in self.sizes[1:] if size not in self.sums]

    def known_letter(self, key: Hashable) -> int | None:
        """The number of a letter that was entered under this key."""
        return self._letters.get(key)

    def letter(self, key: Hashable, entry: LetterEntry) -> int:
        """The number of the letter of that key, which is entered where it is new."""
        if key not in self._letters:
            self._letters[key] = len(self.letters)
            self.letters.append(entry)
        return self._letters[key]

    def known_scalar(self, key: Hashable) -> int | None:
        """The number of a scalar that was entered under this key."""
        return self._scalars.get(key)

    def scalar(self, key: Hashable, entry: ScalarEntry) -> int:
        """The number of the scalar of that key, which is entered where it is new."""
        if key not in self._scalars:
            self._scalars[key] = len(self.scalars)
            self.scalars.append(entry)
        return self._scalars[key]
