"""Every threshold of the numerical side, each with its reason."""

__all__ = [
    "AGREEMENT",
    "BATCH_BYTES",
    "CHEAP",
    "CHUNK_BYTES",
    "COMPARISON_SAMPLES",
    "COMPLEX_STEP",
    "DEFINITE",
    "DENSE_LIMIT",
    "DIGITS",
    "ENTRY_LIMIT",
    "FALSE_ALARM",
    "FLAT",
    "FLOW_ABSOLUTE",
    "FLOW_AGREEMENT",
    "FLOW_ESCAPE",
    "FLOW_HORIZON",
    "FLOW_RELATIVE",
    "FLOW_REST",
    "FLOW_SLACK",
    "FLOW_STEP",
    "FORWARD_PASS",
    "GUARD_DIGITS",
    "HEAVY_TAIL",
    "INFIMUM_REACHED",
    "LARGEST_POWER",
    "LARGEST_SHARE",
    "LIMIT",
    "LIMIT_APART",
    "LIMIT_ENCLOSURE",
    "LIMIT_SETTLED",
    "LITERAL_BYTES",
    "MAXIMUM_SAMPLES",
    "MINIMUM_FOUND",
    "MINIMUM_SAMPLES",
    "MISS",
    "ONE_THREAD_PRODUCT",
    "ONE_THREAD_VECTOR_PRODUCT",
    "PAIR_LIMIT",
    "PILOT_SAMPLES",
    "QUADRATURE_AGREEMENT",
    "QUADRATURE_POINTS",
    "RELATIVE_ERROR",
    "RELATIVE_ERROR_LARGE",
    "REQUIRED_ERROR",
    "ROUNDING",
    "SAME_PREDICTION",
    "SINGULAR_CONDITION",
    "SMALL_ENOUGH",
    "SPECTRAL_SLACK",
    "SPREAD_ERROR",
    "SPREAD_LIMIT",
    "SPREAD_NUMBERS",
    "STATIONARY",
    "SYMMETRY",
    "UNREACHABLE",
    "WANTED_ERROR",
]

EPSILON = 2.0**-52

SYMMETRY = 1e-10
"""max|A − Aᵀ| ≤ SYMMETRY · max|A|: files often carry 12 digits or more; a wrong entry is far larger than this."""

SPECTRAL_SLACK = 1e-10
"""A ⪰ 0 when the smallest eigenvalue is ≥ −SPECTRAL_SLACK · ‖A‖ (a singular A that was computed or stored in decimals
has eigenvalues like −1e-17 and −1e-13), and a direction counts when its eigenvalue is > SPECTRAL_SLACK · ‖A‖: below
that an inverse in float64 has lost two thirds of the digits."""

DEFINITE = 1e-13
"""A ≻ 0 when the smallest eigenvalue is > DEFINITE · ‖A‖: a singular matrix of some hundred rows, rounded to float64,
has eigenvalues up to 1e-14, and a matrix of condition 1e12 keeps its own."""

RELATIVE_ERROR = 1e-10
"""Estimated relative error up to which a closed form is what float64 gives. Estimates are no bounds: 1e-9 is said."""

RELATIVE_ERROR_LARGE = 1e-4
"""The same beyond ``SMALL_ENOUGH``, where more digits are out of reach: four digits, which is what is printed."""

SMALL_ENOUGH = 100
"""Dimension up to which closed forms are computed with many digits where float64 is too coarse: 20 s at most."""

SINGULAR_CONDITION = 1 / EPSILON
"""‖A‖·‖A⁻¹‖ from here on means that no digit of a float64 inverse is right."""

GUARD_DIGITS = 15
"""Decimal digits carried beyond the requested precision: products of some hundred terms lose three, an inverse or a
root of a matrix of condition 1e10 ten more."""

PAIR_LIMIT = 4_000_000
"""Products of two monomials that one exact expectation may cost: one to two seconds, measured at 0.25 to 0.4 µs each.
A check may take that long; the next size up is several times dearer, so a larger limit buys little. The risk of linear
attention, of degree ten, takes about a thousand at d = M = 2 and twenty thousand at d = 3, M = 6."""

ENTRY_LIMIT = 200
"""Gaussian entries of one exact expectation. The key of a monomial has a byte for each: at a thousand a product of two
monomials costs a thousand times what it costs at ten, and the limit on their number no longer bounds the time."""

DENSE_LIMIT = 20
"""Rows of a matrix, not diagonal, that is factored or inverted in fractions: the digits of the entries grow with every
row, so that 20 rows of decimals take a tenth of a second and 100 take minutes."""

BATCH_BYTES = 16 * 2**20
"""Memory of one batch of a simulation, every intermediate array included: fits the cache that cores share, and the time
to walk through an expression, some tenths of a millisecond, is small beside that for the ten thousand draws of it."""

CHUNK_BYTES = 4 * 2**20
"""Arrays that a thread which samples fills and reads in turn: they stay in its share of the cache, and a chunk
takes milliseconds, beside which the start of a stream, some 50 µs, is small."""

LITERAL_BYTES = 64 * 2**20
"""The same for a single literal prompt, at most: sixteen threads stay within 1 GiB."""

ONE_THREAD_PRODUCT = 2**18
"""Multiplications of a matrix product up to which OpenBLAS stays on the calling thread (its interface/gemm.c)."""

ONE_THREAD_VECTOR_PRODUCT = 9_000
"""The same for a matrix times a vector, a little below its 9216 (interface/gemv.c)."""

MINIMUM_SAMPLES = 4_096
"""Fewer samples say too little about the standard error itself (its relative error is 1/√(2N) even without tails)."""

PILOT_SAMPLES = 64
"""From which the coefficients of control variates are fitted, at least: k of them cost some k/64 of what is gained. An
eighth of the least number of samples, where that is more, hardly adds to the time."""

MAXIMUM_SAMPLES = 4_000_000
"""Where a simulation stops although its aim is not reached: some seconds for the integrands of this project."""

COMPARISON_SAMPLES = 250_000_000
"""What both samples of a comparison may draw: the first a fifth of it, which shows an error of 1 % at a relative
standard deviation of 10, the rest only to repeat a rejection."""

FALSE_ALARM = 1e-3
"""Nominal chance that one sample rejects a true claim. A refutation takes two independent samples that reject in the
same direction, of which the chance is half the square of it, 5e-7, each of the three times at most that it is tried."""

MISS = 1e-3
"""Chance that an error of exactly the reported detectable size goes unseen in one comparison."""

UNREACHABLE = 1e-12
"""A relative error that no sample attains: the size alone decides when sampling stops."""

ROUNDING = 1e-12
"""Relative float64 rounding of a sample mean (some 1e3 · 2⁻⁵²): a difference below it is no evidence, which matters
where the integrand is constant and the standard error is zero."""

REQUIRED_ERROR = 0.01
"""A sampled claim is confirmed only if a relative error of this size would have been seen: the mistakes to be found
(a lost transpose or noise term, (M+2)/M for (M+1)/M) change a value by more at the sizes that are sampled."""

WANTED_ERROR = 0.0095
"""The detectable error that a sample is planned for, a little below the required one: a pilot may see too
little of a tail."""

CHEAP = 400_000_000
"""Floats of a sample with which a point is taken without looking further: some eight tenths of a second, of which more
points would save less than it takes to look at them."""

HEAVY_TAIL = 4.0
"""Relative standard deviation from which a point is called heavy-tailed: the required error takes 7 million draws."""

LARGEST_POWER = 1000
"""Exponents up to which powers are multiplied out exactly: a fraction of b bits becomes one of a thousand times b, and
at 2^40, which searches over magnitudes do draw, there would be no end of it."""

LARGEST_SHARE = 0.1
"""A sample of whose variance one draw makes up this part has not settled: with a finite fourth moment the share falls
like 1/N, with an infinite variance of tail index α < 2 it stays near 1 − α/2 on average, whatever N is."""

SPREAD_ERROR, SPREAD_LIMIT = 0.05, 0.25
"""The relative error that samples at points of other magnitudes are planned for, and the largest they may leave unseen:
what is wrong by a term shows there as parts of the whole, and small errors are the business of the long sample."""

SPREAD_NUMBERS = 60_000_000
"""Floats that the first sample at such a point may cost: some tenths of a second."""

FORWARD_PASS = 1e-10
"""Relative rounding of a forward pass at sizes up to 8, some 1e3 products of numbers of size 1 to 1e4: 1e-13 is seen,
and a wrong term changes the prediction by parts of itself."""

DIGITS = 150
"""Digits to which closed forms with roots, which have no exact value, are compared: at values of up to 2⁴⁰ sums of
terms of degree six cancel by seventy."""

AGREEMENT = 1e-40
"""What two such forms may differ by, relatively: ten digits are left to the condition of inverses and roots."""

LIMIT_ENCLOSURE = 1e-30
"""Width, relative to a claimed limit of at least 1, up to which an interval that holds both it and the limit counts as
agreement: constants are known to 40 digits, ten are left to what cancels."""

LIMIT_SETTLED = 1e-20
"""Distance, relative to a claimed limit of at least 1, at which values at t = 10^64 have arrived: a quantity that
approaches like t^(−1/3) has, one that approaches like 1/log t has not and is left undecided."""

LIMIT_APART = 1e-15
"""Distance at which values that have settled, to LIMIT_SETTLED, have settled elsewhere."""

COMPLEX_STEP = 1e-30
"""Step along the imaginary axis: nothing is subtracted, so it may be as small as its square is negligible."""

MINIMUM_FOUND = 1e-9
"""Relative to the risk of predicting 0, what a numeric minimum may miss: Newton's method stops at gradients of 1e-10,
where the value is right to rounding (1e-13 is seen), and the bounds are further apart by orders of magnitude."""

INFIMUM_REACHED = 1e-8
"""Relative to the risk of predicting 0: a descent within this of the infimum is at it. The nearest other stationary
value is further off by orders of magnitude unless the signal is nearly of rank one."""

STATIONARY = 1e-6
"""Norm of the gradient, relative to the same risk, at which a point counts as stationary: Newton's method reaches 1e-9
or less, except where flat directions slow it down, and descents that were cut short are seen above 1e-3."""

FLAT = 1e-6
"""Eigenvalues of a Hessian that are smaller than this part of the largest count as 0: a gradient left over of 1e-6 and
weights of size 1 leave eigenvalues of that order."""

SAME_PREDICTION = 1e-3
"""Root mean square difference of two predictors, relative to the labels: the mean square difference of a block from the
optimum is its gap exactly, so 1e-8 of the risk is 1e-4 here; the rest is for 64 heavy-tailed samples."""

FLOW_RELATIVE = 1e-7
"""Relative tolerance of a step of the gradient flow: a third of the digits is left for what steps add up to."""

FLOW_ABSOLUTE = 1e-12
"""Absolute tolerance of a step: well below the distance at which a flow counts as arrived."""

FLOW_SLACK = 1e-5
"""What a flow may exceed an envelope by, relatively, and its risk the risk of the step before: some thousand steps of
relative error 1e-8 each. A wrong rate shows as a factor that grows with time."""

LIMIT = 1e-6
"""Distance from the limit, relative to the size of the start, at which a flow counts as arrived."""

FLOW_STEP = 1e-12
"""Relative error that one step of a flow may make: a thousand steps leave a digit to FLOW_AGREEMENT, and conserved
quantities, which no gradient pulls back, drift by no more."""

FLOW_REST = 1e-12
"""A flow is at rest where ‖∇f‖ ≤ FLOW_REST·(1 + ‖θ‖): what is left of the way is that over the smallest curvature."""

FLOW_HORIZON = 1e9
"""Time after which a flow is not followed further: the slowest rate at condition 1e4 needs some 1e6."""

FLOW_AGREEMENT = 1e-8
"""Relative distance to a limit that a flow must reach."""

FLOW_ESCAPE = 1e6
"""Growth beyond the start, in norm, at which a flow is said to run away: those of losses bounded below do not."""

STUDENT_FREEDOM = 9
"""Degrees of freedom of heavy-tailed inputs: the moments of order 8 that the standard errors of quartic integrands need
exist, and the kurtosis, 4.2 instead of 3, moves what rests on it by parts of itself at small M."""

SMALLEST_TESTED = 20
"""Smaller samples are not tested for a law: the kurtosis of D'Agostino and Pearson is calibrated from 20 on, and what
would be found below are only the grossest departures."""

TEST_LEVEL = 0.01
"""A hypothesis about a law counts as broken where a test of it, corrected for their number, has a smaller p-value."""

ROUGH_MINIMUM = 1e-5
"""The same for a descent without Newton's method: 1e-6 is seen between starts at d = 50."""

NEGLIGIBLE_SHARE = 0.01
"""A gap that is at most this part of the risk, label noise included, no longer matters to anybody who measures it."""

BAYES_ERROR = 0.002
"""Relative standard error of the Bayes risk in an audit: factors are read to two digits."""

INTERVAL = 1.96
"""Standard errors on either side of a sample mean in a 95 % interval."""

COVERAGE = 0.95
"""Nominal coverage of intervals."""

MANY_VARIABLES = 24
"""Dimension from which Newton's method is left out when linear attention is minimised: a Hessian costs d⁴."""

RESIDUE = 1e-12
"""Relative to the labels' square sum, what is left of a residual sum of squares that is 0: it is a difference of sums
that agree to rounding, some 1e3 terms of 2⁻⁵²."""

SURVIVAL_ERROR = 0.05
"""A claim survives other laws if a relative error of this size would have been seen: what hangs on the law changes by
parts of itself, and laws with heavy tails, of which there are many, would take millions of draws each to see less."""

REQUIRED_OF_RMS = 0.012
"""Where both sides of a claim are sampled, errors are seen relative to the spread of the integrand, some four times its
mean: SURVIVAL_ERROR of the mean."""

FEW_TASKS = 30
"""Fewer tasks than this, and a reader is told that intervals are wide: that of a variance known from 30 draws is a
factor of two and a half from end to end, from 10 draws a factor of seven."""

QUADRATURE_POINTS = 400_000
"""Nodes of a product rule, which take some tenths of a second: three numbers under inverses and a few
others."""

QUADRATURE_AGREEMENT = 1e-6
"""What two sides may differ by, relatively, of which a rule may be off a tenth: poles off the real axis by as much as
the Gaussian spreads leave 1e-8 or less at the numbers of nodes that are used."""
