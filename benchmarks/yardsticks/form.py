"""FORM, Debian's package ``form``: E[tr Sᵏ] as a sum over all pairings of the same symbolic word."""

import shutil
import subprocess
from itertools import combinations
from time import perf_counter

__all__ = ["trace_moment"]


def trace_moment(power: int) -> str:
    """Wall time of FORM, its start included."""
    executable = shutil.which("form")
    if executable is None:
        return "not installed (apt install form), skipped"
    start = perf_counter()
    subprocess.run([executable, "-q", "-"], input=_program(power), capture_output=True, text=True, check=True)
    return f"{1000 * (perf_counter() - start):.0f} ms"


def _program(power: int) -> str:
    """Σ over pairings: equal rows contract to M, columns are chained by H and closed to t(k) = tr Hᵏ."""
    ends = range(2 * power)
    row, column = [e // 2 for e in ends], [((e + 1) // 2) % power for e in ends]
    pairs = "\n".join(
        f"id d_(p{i},p{j}) = d_(k{row[i]},k{row[j]})*c(1,a{column[i]},a{column[j]});" for i, j in combinations(ends, 2)
    )
    return f"""
Symbols M,n,m,x,y,z,a0,...,a{power - 1};
CFunctions c,t;
Dimension M;
Indices p0,...,p{2 * power - 1},k0,...,k{power - 1};
Off statistics;
Local E = dd_(p0,...,p{2 * power - 1});
{pairs}
.sort
repeat;
id c(n?,x?,x?) = t(n);
id c(n?,x?,y?)*c(m?,y?,z?) = c(n+m,x,z);
id c(n?,x?,y?)*c(m?,x?,z?) = c(n+m,y,z);
id c(n?,x?,y?)*c(m?,z?,y?) = c(n+m,x,z);
endrepeat;
Print;
.end
"""
