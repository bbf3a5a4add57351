"""Values that the tests of dev.assay.stats compare with, by SciPy 1.17.1 and NumPy 2.4.6 on Python 3.11.

    python golden.py > golden.csv

One line a value: method, arguments separated by blanks, value. What SciPy has is called; what it has not (Tango, Tang, Miettinen and
Nurminen) is solved with its root finders, by other equations than the Java code: the shares with the largest likelihood come from the
derivatives of the log likelihood or from the published closed form, and the score's variance from the shares of all four outcomes.
"""

import itertools
import math

import numpy as np
from scipy import optimize, stats

TIGHT = {"xtol": 1e-15, "rtol": 1e-14, "maxiter": 1000}


def put(method, arguments, value):
    print(f"{method},{' '.join(str(each) for each in arguments)},{value!r}".replace("np.float64(", "").replace(")", ""))


def border(score, wanted, low, high):
    return optimize.brentq(lambda x: score(x) - wanted, low, high, **TIGHT)


# Tango: p10 and p01 with p10 - p01 = d, maximising x10 log p10 + x01 log p01 + rest log(1 - p10 - p01).
def tango(n, gained, lost, d):
    rest = n - gained - lost

    if gained - lost == n * d:
        return 0

    def slope(p01):
        return (gained / (p01 + d) if gained else 0) + (lost / p01 if lost else 0) - (2 * rest / (1 - 2 * p01 - d) if rest else 0)

    low, high = max(0, -d), (1 - d) / 2
    tiny = (high - low) * 1e-9
    ends = slope(low + tiny), slope(high - tiny)
    p01 = low if ends[0] <= 0 else high if ends[1] >= 0 else optimize.brentq(slope, low + tiny, high - tiny, **TIGHT)
    return (gained - lost - n * d) / math.sqrt(n * (2 * p01 + d - d * d))


for n, gained, lost in [(44, 0, 1), (21, 1, 7), (40, 0, 0), (40, 0, 1), (40, 5, 6), (40, 3, 0), (1319, 20, 30), (3000, 45, 105)]:
    for level in [0.95, 0.99, 1 - 0.01 / 12]:
        z = stats.norm.isf(1 - level)
        difference = (gained - lost) / n
        put("tango-at-least", [n, gained, lost, level], border(lambda d: tango(n, gained, lost, d), z, -0.97, difference))
        put("tango-at-most", [n, gained, lost, level], border(lambda d: tango(n, gained, lost, d), -z, difference, 0.97))


# Tang: p11, p10, p01 with p11 + p10 = r (p11 + p01), by the two derivatives of the log likelihood of all four outcomes.
def tang(both, gained, lost, neither, r):
    n = both + gained + lost + neither

    def shares(free):
        p11, p01 = free
        p10 = r * (p11 + p01) - p11
        return p11, p10, p01, 1 - p11 - p10 - p01

    def slopes(free):
        p11, p10, p01, p00 = shares(free)
        return (
            (both / p11 + gained * (r - 1) / p10 - neither * r / p00) / n,
            (lost / p01 + gained * r / p10 - neither * (1 + r) / p00) / n,
        )

    # The start: halfway between two points that satisfy the constraint, p01 = 0 and p10 = 0 where these exist.
    found = None
    for part in np.linspace(0.02, 0.98, 97):
        # p10 and p01 by part of what p11 leaves
        for p11 in np.linspace(0.02, 0.95, 32) * both / n * 1.3:
            p01 = part * (1 - p11 * (1 + r)) if r >= 1 else p11 * (1 - r) / r + part * (1 - p11 / r) / (1 + r)
            if p01 <= 0 or min(shares((p11, p01))) <= 0:
                continue
            with np.errstate(all="ignore"):
                solved = optimize.root(slopes, (p11, p01), method="hybr", tol=1e-15, options={"maxfev": 2000})
            if min(shares(solved.x)) > 0 and max(abs(each) for each in slopes(solved.x)) < 1e-9:
                found = shares(solved.x)
                break
        if found:
            break
    p11, p10, p01, _ = found
    variance = n * ((1 - r) ** 2 * p11 + p10 + r * r * p01)
    return (both + gained - r * (both + lost)) / math.sqrt(variance)


for both, gained, lost, neither in [(1, 1, 7, 12), (30, 2, 5, 3), (1100, 25, 60, 134), (2500, 45, 105, 350), (20, 9, 4, 7)]:
    for level in [0.95, 0.975, 1 - 0.01 / 12]:
        z = stats.norm.isf(1 - level)
        ratio = (both + gained) / (both + lost)
        put("tang-at-least", [both, gained, lost, level], border(lambda r: tang(both, gained, lost, neither, r), z, ratio * 0.05, ratio))
        put("tang-at-most", [both, gained, lost, level], border(lambda r: tang(both, gained, lost, neither, r), -z, ratio, ratio * 20))


# Miettinen and Nurminen: the closed form of their appendix for the shares with the largest likelihood.
def miettinen_nurminen(x1, n1, x2, n2, d):
    n, x = n1 + n2, x1 + x2
    a, b, c, e = n, (n1 + 2 * n2) * d - n - x, (n2 * d - n - 2 * x2) * d + x, x2 * d * (1 - d)
    v = b**3 / (3 * a) ** 3 - b * c / (6 * a * a) + e / (2 * a)
    u = math.copysign(math.sqrt(max(0, b * b / (3 * a) ** 2 - c / (3 * a))), v)
    w = (math.pi + math.acos(max(-1, min(1, v / u**3)))) / 3
    q2 = 2 * u * math.cos(w) - b / (3 * a)
    q1 = q2 + d
    variance = (q1 * (1 - q1) / n1 + q2 * (1 - q2) / n2) * n / (n - 1)
    return (x1 / n1 - x2 / n2 - d) / math.sqrt(variance)


for x1, n1, x2, n2 in [(56, 70, 48, 80), (9, 10, 3, 10), (34, 40, 35, 40), (1180, 1319, 1213.48, 1319), (0, 10, 4, 20), (10, 10, 15, 20)]:
    for level in [0.95, 0.975, 1 - 0.01 / 12]:
        z = stats.norm.isf(1 - level)
        difference = x1 / n1 - x2 / n2
        put("mn-at-least", [x1 / n1, n1, x2 / n2, n2, level], border(lambda d: miettinen_nurminen(x1, n1, x2, n2, d), z, -1 + 1e-9, difference))
        put("mn-at-most", [x1 / n1, n1, x2 / n2, n2, level], border(lambda d: miettinen_nurminen(x1, n1, x2, n2, d), -z, difference, 1 - 1e-9))

for gained, lost in [(0, 1), (5, 6), (2, 9), (9, 2), (45, 105), (0, 40), (12, 40)]:
    put("mcnemar-worse", [gained, lost], stats.binomtest(lost, gained + lost, 0.5, alternative="greater").pvalue)
    put("mcnemar", [gained, lost], stats.binomtest(lost, gained + lost, 0.5).pvalue)

# Two samples; arguments: now / reference / level.
SAMPLES = [
    ([36.1, 36.4, 36.0, 36.3], [34.2, 34.6, 34.4, 34.1]),
    ([10.2, 10.9, 11.4], [10.0, 10.1, 10.3, 9.9, 10.2]),
    ([5.0, 5.0, 5.0], [4.9, 5.3, 5.1, 5.0]),
    ([101.0, 99.0, 100.5, 100.2, 98.7], [100.0, 100.4, 99.1, 99.6, 101.2, 99.9, 100.3, 100.8, 99.5, 100.1]),
    ([3.0, 3.1], [2.9, 3.3]),
]
for now, reference in SAMPLES:
    for name, equal in [("welch", False), ("pooled", True)]:
        for level in [0.95, 0.99, 1 - 0.01 / 12]:
            test = stats.ttest_ind(np.log(now), np.log(reference), equal_var=equal)
            # A two-sided interval with 2 level - 1 has the one-sided bounds with level at its ends.
            ends = test.confidence_interval(2 * level - 1)
            arguments = [*now, "/", *reference, "/", level]
            put(f"{name}-at-least", arguments, ends.low)
            put(f"{name}-at-most", arguments, ends.high)
        put(f"{name}-p-above", [*now, "/", *reference], stats.ttest_ind(np.log(now), np.log(reference), equal_var=equal, alternative="greater").pvalue)
        put(f"{name}-p-below", [*now, "/", *reference], stats.ttest_ind(np.log(now), np.log(reference), equal_var=equal, alternative="less").pvalue)

# Exact sign-flip tests; differences in units of the resolution, with ties and zeros.
FLIPS = [
    [5, 3, 8, 1, 4, 6, 2],
    [5, -3, 8, 0, 4, 6, 2, -1, 5, 5],
    [0, 0, 0],
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    [12, -7, 3, 9, 4, -2, 8, 15, 1, 6, 3, -4],
    [-5, -3, -8, -1, 2],
]


def mean_at_least(differences, alpha):
    """The k-th smallest mean of the non-empty subsets, k = floor(alpha 2^n)."""
    n = len(differences)
    means = sorted(sum(each) / len(each) for size in range(1, n + 1) for each in itertools.combinations(differences, size))
    k = math.floor(alpha * 2**n)
    return means[k - 1] if k else -math.inf


for flips in FLIPS:
    def p(alternative):
        return stats.permutation_test(
            (flips,), lambda x: sum(x), permutation_type="samples", n_resamples=np.inf, alternative=alternative, vectorized=False
        ).pvalue

    put("flip-p-above", flips, p("greater"))
    put("flip-p-below", flips, p("less"))
    for alpha in [0.05, 0.01]:
        put("flip-at-least", [*flips, "/", alpha], mean_at_least(flips, alpha))
        put("flip-at-most", [*flips, "/", alpha], -mean_at_least([-each for each in flips], alpha))

# A limit for one more run; arguments: K, mean, sd, rate, limits.
for k, mean, sd, rate, limits in [(5, 36.0, 0.4, 0.01, 1), (5, 36.0, 0.4, 0.05, 12), (2, 3.5, 0.25, 0.01, 3), (10, -2.0, 1.0, 0.001, 6)]:
    put("prediction-limit", [k, mean, sd, rate, limits], mean + stats.t.isf(rate / limits, k - 1) * sd * math.sqrt(1 + 1 / k))


# The next run of repeated answers: a Beta prior from the moments of all questions, then SciPy's Poisson-binomial distribution; or the
# questions that were wrong at most once by SciPy's negative binomial distribution. Returns P(next run < count).
def below(right, repeats):
    right = np.array(right)
    n = len(right)
    mean = (right.sum() + 0.5) / (n * repeats + 1)
    within = ((right * (repeats - right)).sum() / (repeats * (repeats - 1)) + 0.5 / repeats) / n
    if within >= mean * (1 - mean):
        p = np.full(n, mean)
    else:
        weight = within / (mean * (1 - mean) - within)
        p = (right + weight * mean) / (repeats + weight)
    each = stats.poisson_binom(p)
    stable = right >= repeats - 1
    losses = stats.nbinom((repeats - right[stable]).sum() + 1, repeats / (repeats + 1))
    rest = p[~stable]

    def together(count):
        # The others have k right, and the stable ones lose more than stable + k - count.
        chances = stats.poisson_binom(rest).pmf(range(len(rest) + 1)) if len(rest) else [1.0]
        return sum(chance * (losses.sf(stable.sum() + k - count) if k < count else 0) for k, chance in enumerate(chances))

    return lambda count: max(each.cdf(count - 1), together(count))


REPEATED = [
    ([5] * 30 + [4] * 3 + [2] * 2 + [0] * 5, 5),
    ([5] * 90 + [0] * 10, 5),
    ([10] * 60 + [9, 8, 8, 7, 5, 3, 1] + [0] * 13, 10),
    ([2] * 50 + [1] * 6 + [0] * 14, 2),
    ([3] * 20, 3),
]
for right, repeats in REPEATED:
    chance = below(right, repeats)
    for missing in [0, 1, 2, 5]:
        count = sum(right) // repeats - missing
        put("count-false-alarm", [*right, "/", repeats, "/", count], chance(count))
    for rate in [0.05, 0.01, 0.01 / 12]:
        lowest = max(count for count in range(len(right) + 1) if chance(count) <= rate)
        put("lowest-count", [*right, "/", repeats, "/", rate], lowest)

# The ratio of two sums over groups: the variance by the delta method from NumPy's covariance matrix, and not from residuals. Arguments: the
# first numbers of all groups, the second ones, the level; of numbers of groups also what the bound must pass.
RATIOS = [
    ([3.1, 4.0, 2.2, 5.9, 3.3], [3.0, 3.9, 2.3, 5.5, 3.1]),
    ([210.5, 180.25, 402.0, 95.5, 310.0, 250.75, 199.0], [200.0, 182.0, 371.5, 90.0, 305.5, 240.0, 188.5]),
    ([9, 12, 7, 20], [10, 14, 9, 20]),
    ([1.5, 1.5], [1.0, 2.0]),
]
for x, y in RATIOS:
    g = len(x)
    ratio = sum(x) / sum(y)
    c = np.cov(x, y)
    error = math.sqrt((c[0, 0] - 2 * ratio * c[0, 1] + ratio**2 * c[1, 1]) / g) / np.mean(y)
    put("ratio-of-sums", [*x, "/", *y], ratio)

    def reach(level, groups):
        return stats.t.isf(1 - level, groups - 1) * error * math.sqrt(g / groups)

    for level in [0.95, 0.99, 1 - 0.01 / 12]:
        put("ratio-at-least", [*x, "/", *y, "/", level], ratio - reach(level, g))
        put("ratio-at-most", [*x, "/", *y, "/", level], ratio + reach(level, g))
        for distance in [0.01, 0.05]:
            # By counting up, and not by bisection.
            below = next(n for n in itertools.count(2) if ratio + reach(level, n) < ratio + distance)
            above = next(n for n in itertools.count(2) if ratio - reach(level, n) > ratio - distance)
            put("ratio-groups-below", [*x, "/", *y, "/", level, distance], below)
            put("ratio-groups-above", [*x, "/", *y, "/", level, distance], above)
