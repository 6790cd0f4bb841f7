"""The kinds of evidence in words, and what each would have caught."""

from proofs_checks.verdict import CheckResult, Verdict

__all__ = ["name_of_check", "strength_of"]

_NAMES = {
    "derivation": "derivation",
    "exact_points": "exact points",
    "quadrature": "quadrature",
    "property_search": "search",
    "attack": "attack",
    "limits": "limits",
    "flow": "gradient flow",
    "forward_pass": "forward pass",
    "monte_carlo": "Monte Carlo",
    "given_values": "your numbers",
    "premises": "premises",
}

_STRENGTHS = {
    "derivation": "any error in the claim, for every dimension: the claimed side is never read on the way to it",
    "exact_points": "an error of any size, unless it vanishes at these sizes and points",
    "quadrature": "an error of one in a million, unless it vanishes at these sizes and points",
    "property_search": "an error of any size at small sizes; the simplest failing point would be shown",
    "attack": "a bound that is too tight near where it is tightest",
    "limits": "another limit, or one that is not approached",
    "flow": "an envelope that a trajectory leaves, beyond the tolerance of the integration",
    "forward_pass": "a definition that is not what the model computes, beyond rounding",
    "given_values": "an error at these numbers",
}


def name_of_check(check: str) -> str:
    """The kind of evidence in words."""
    return _NAMES.get(check, check.replace("_", " "))


def strength_of(result: CheckResult) -> str:
    """What the evidence would have caught; empty where it says nothing of the claim."""
    if result.verdict in (Verdict.ERROR, Verdict.SKIPPED, Verdict.VACUOUS):
        return ""
    if result.check == "monte_carlo":
        comparisons = result.data.get("comparisons", ())
        seen = [c["smallest_detectable_relative_error"] for c in comparisons if c]
        far = [e["smallest_detectable_relative_error"] for c in comparisons for e in c.get("elsewhere", ())]
        elsewhere = f", and of {max(far):.0%} at points of other magnitudes" if far else ""
        return f"an error of at least {max(seen):.2%}, at the nominal levels of the test{elsewhere}" if seen else ""
    return _STRENGTHS.get(result.check, "")
