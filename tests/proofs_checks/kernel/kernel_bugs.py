"""Bugs planted in the tool, each with a theorem of which Coq or the comparison of statements then says no."""

from dataclasses import dataclass

__all__ = ["KERNEL_BUGS", "KernelBug"]

SECOND, OPTIMUM, RISK = "second_moment_of_sample_covariance", "optimal_one_step_gd", "risk_of_one_step_gd"
DEFINITE, WEIGHT = "initialisation_error_is_definite", "output_weight_stays_away_from_zero"
EXPORTER = "proofs_checks.kernel"


@dataclass(frozen=True)
class KernelBug:
    """In the function ``where``, ``old`` is replaced by ``new``; ``compared`` bugs change what the file states."""

    name: str
    where: str
    old: str
    new: str
    slug: str
    compared: bool = True


KERNEL_BUGS = (
    # the exporter
    KernelBug(
        "a transpose is lost",
        f"{EXPORTER}.reader:Reader.matrix",
        "terms.Transposed(self.matrix(e.arg))",
        "self.matrix(e.arg)",
        SECOND,
    ),
    KernelBug(
        "an expectation is dropped",
        f"{EXPORTER}.reader:Reader.scalar",
        "terms.Mean(self._under(e, self.scalar))",
        "self._under(e, self.scalar)",
        RISK,
    ),
    KernelBug(
        "a strict hypothesis is weakened",
        f"{EXPORTER}.statement_parts:_relation",
        'Gt: "<", Lt: "<"',
        'Gt: "<=", Lt: "<="',
        OPTIMUM,
    ),
    KernelBug(
        "a sign is lost",
        f"{EXPORTER}.reader:Reader._product",
        "terms.Minus(found) if negative else found",
        "found",
        RISK,
    ),
    KernelBug(
        "the mean of a law is dropped",
        f"{EXPORTER}.reader:Reader._random",
        "terms.Sum(self.matrix(symbol.mean), letter)",
        "letter",
        RISK,
    ),
    KernelBug(
        "a hypothesis is dropped", f"{EXPORTER}.statement_parts:kind_hypotheses", "return sizes + [", "return [", SECOND
    ),
    KernelBug(
        "a hypothesis is strengthened",
        f"{EXPORTER}.statement_parts:_kind_of",
        '[f"psd {name}"]',
        '[f"pd {name}"]',
        RISK,
    ),
    KernelBug(
        "row and column covariance are swapped",
        f"{EXPORTER}.reader:Reader._centred",
        "(centred.symbol.row_covariance, centred.symbol.column_covariance)",
        "(centred.symbol.column_covariance, centred.symbol.row_covariance)",
        SECOND,
    ),
    KernelBug(
        "texts and terms part", f"{EXPORTER}.reified_text:reified", 'f"(MTr {reified(a)})"', "reified(a)", SECOND, False
    ),
    # the engine and the normal form
    KernelBug(
        "a power is one too low",
        f"{EXPORTER}.reader:Reader.scalar",
        "terms.Power(base, abs(int(e.exp)))",
        "terms.Power(base, abs(int(e.exp)) - 1)",
        RISK,
    ),
    KernelBug(
        "words are turned around wrongly",
        "theory.moments.gaussian:_alone",
        "before + left + transpose(between) + right",
        "before + left + between + right",
        SECOND,
        False,
    ),
    # certificates
    KernelBug(
        "a square forgets its weight",
        f"{EXPORTER}.exported_certificates:certified",
        "_product(read(left), v, read(right), terms.Transposed(v))",
        "_product(v, read(right), terms.Transposed(v))",
        WEIGHT,
        False,
    ),
)
