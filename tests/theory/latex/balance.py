"""What every printed formula has to satisfy."""

import re

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
PAIRS = {
    r"\left": r"\right",
    "{": "}",
    r"\begin": r"\end",
    r"\bigl": r"\bigr",
    r"\biggl": r"\biggr",
    r"\Biggl": r"\Biggr",
}


def require_balanced(tex: str) -> None:
    assert tex.isprintable() or {c for c in tex if not c.isprintable()} <= {"\n"}
    stack: list[str] = []
    for token in TOKEN.findall(tex):
        if token in PAIRS:
            stack.append(PAIRS[token])
        elif token in PAIRS.values():
            assert stack, f"{token} closes nothing in {tex}"
            assert stack.pop() == token, f"{token} crosses another pair in {tex}"
    assert not stack, f"{stack} missing in {tex}"
