"""The statement of a limit read back: what it says at each point, in the form of other statements, and what tends.

    (forall (x : R), exists (n : nat), x < n%:R) -> hypotheses ->
    (forall (M : nat), (0 < M)%N -> exists (A …) (E …) (X …), laws and f M = EXPRESSION) -> tends infinity f VALUE

is read as "hypotheses, 0 < M and laws imply that EXPRESSION tends to VALUE as M does".
"""

from proofs_checks.kernel.coq_syntax import Node, ReadBackError, Statement

__all__ = ["is_limit", "said_at_each_point"]

ARCHIMEDEAN: Node = ("forall", ("binder", "x", "R"), ("exists", ("binder", "n", "nat"), ("<", "x", ("%:R", "n"))))
"""No number is infinite, without which 1/n does not tend to 0."""

FUNCTIONS: dict[Node, Node] = {
    "infinity": ("->", "nat", "R"),
    "infinity2": ("->", ("*", "nat", "nat"), "R"),
    ("apply", "falling_to_0", "R"): ("->", "R", "R"),
}
"""The type of what tends along a direction."""


def is_limit(statement: Statement) -> bool:
    """Whether its claim is that something tends."""
    claim = _peeled(statement.body)[1]
    return isinstance(claim, tuple) and claim[:2] == ("apply", "tends")


def said_at_each_point(statement: Statement) -> Statement:
    """With all that is said of a point among its binders and hypotheses, and the claim ``("tends", direction, names,
    expression, value)``. Raises ReadBackError for a limit that is written otherwise.
    """
    before, claim = _peeled(statement.body)
    match claim:
        case ("apply", "tends", direction, "f", value) if direction in FUNCTIONS:
            pass
        case _:
            message = f"{claim!r} is no limit of f along a direction that is known"
            raise ReadBackError(message)
    outer = [binder for binder in statement.binders if binder != ("f", FUNCTIONS[direction])]
    if len(outer) != len(statement.binders) - 1:
        message = "f is not bound once, as a function of what tends"
        raise ReadBackError(message)
    foralls = [each for each in before if each[0] == "->" and each[1][0] == "forall"]
    sizes = direction in ("infinity", "infinity2")
    seen = [each[1] for each in foralls if each[1] != ARCHIMEDEAN]
    if len(seen) != 1 or len(foralls) - 1 != sizes:
        message = "what f is is not said once, or not that numbers are finite"
        raise ReadBackError(message)
    names, binders, inside, expression = _point(seen[0])
    if any(name == "f" or kind != ("nat" if sizes else "R") for name, kind in names):
        message = f"{names} do not range over what tends"
        raise ReadBackError(message)
    body: Node = ("tends", direction, tuple(name for name, _ in names), expression, value)
    for item in reversed([*(each for each in before if each not in foralls), *inside]):
        body = (*item, body)
    return Statement(statement.name, (*outer, *names, *binders), body)


Bound = tuple[tuple[str, Node], ...]


def _point(seen: Node) -> tuple[Bound, Bound, list[tuple[Node, ...]], Node]:
    """Names of what tends, other names that are bound with it, what is said of them, and what f is there."""
    names, rest = _bound(seen)
    inside, rest = _peeled(rest)
    random: Bound = ()
    if rest[0] == "exists":
        random, rest = _bound(rest)
        while rest[0] == "/\\":
            law = rest[1]
            inside.append(("->", law[2] if law[:2] == ("apply", "inhabited") else law))
            rest = rest[2]
    more, equation = _peeled(rest)
    point: Node = names[0][0] if len(names) == 1 else ("tuple", *(name for name, _ in names))
    match equation:
        case ("=", ("apply", "f", found), expression) if found == point:
            return names, random, [*inside, *more], expression
    message = f"{equation!r} does not say what f is at {point!r}"
    raise ReadBackError(message)


def _bound(node: Node) -> tuple[Bound, Node]:
    """The names that "forall" or "exists" binds, and what it says of them."""
    assert isinstance(node, tuple), "a quantifier"
    return tuple((str(binder[1]), binder[2]) for binder in node[1:-1]), node[-1]


def _peeled(body: Node) -> tuple[list[tuple[Node, ...]], Node]:
    """What stands before a claim, and the claim."""
    before: list[tuple[Node, ...]] = []
    while isinstance(body, tuple) and body[0] in ("let", "->"):
        before.append(body[:-1])
        body = body[-1]
    return before, body
