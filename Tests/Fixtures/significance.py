"""Distributions and tests by mpmath, SciPy and statsmodels; writes statistics/*.json beside this file.

Versions: requirements.txt. Run: python significance.py, in this folder.
"""

import json
import pathlib

import numpy as np
from mpmath import mp, mpf
from scipy import stats
from statsmodels.stats.multitest import multipletests

FOLDER = pathlib.Path(__file__).parent / "statistics"
mp.dps = 50


def write(name, value):
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(value, separators=(",", ":")) + "\n")


def functions():
    random = np.random.default_rng(1)
    gammas = [float(x) for x in [1e-8, 0.1, 0.5, 1, 1.5, 2, 3.25, 9.99, 10, 40.5, 1e3, 1e6, 1e12]]
    betas = [(0.5, 0.5), (0.5, 14.5), (1, 1), (3, 8), (0.5, 5e5), (12, 30), (1e6, 2e6), (1e-3, 7)]
    incomplete = [
        (float(x), float(a), float(b))
        for a, b in [(0.5, 0.5), (1, 3), (14.5, 0.5), (0.5, 29), (5, 5), (30, 12.5), (400, 300)]
        for x in [1e-12, 0.03, *random.random(3), 0.5, 0.97]
    ]
    return {
        "logGamma": [[x, float(mp.loggamma(mpf(x)))] for x in gammas],
        "logBeta": [[a, b, float(mp.log(mp.beta(mpf(a), mpf(b))))] for a, b in betas],
        "incompleteBeta": [
            [x, a, b, float(mp.betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True))]
            for x, a, b in incomplete],
    }


def normal():
    """Shares below x by mpmath, and the x of shares, to 50 digits and then rounded."""
    xs = [-37.5, -20, -8.3, -5, -2.6, -2.5, -2.4, -1, -0.3, -1e-9, 0, 1e-3, 0.7, 1.9, 2.5, 3.1, 6, 8]
    shares = [1e-300, 1e-40, 2e-11, 1e-5, 0.02, 0.0749, 0.0751, 0.3, 0.5, 0.6, 0.925, 0.93, 0.999]
    root = mp.sqrt(2)
    return {
        "shares": [[x, float(mp.erfc(-mpf(x) / root) / 2)] for x in xs],
        "quantiles": [
            [p, float(mp.findroot(
                lambda x: mp.log(mp.erfc(-x / root) / 2) - mp.log(mpf(p)), stats.norm.ppf(p)))]
            for p in shares]}


def student():
    """P(|T| > t) by SciPy, and by mpmath, which has the last word on the far tails."""
    rows = []
    for freedom in [0.3, 1, 2, 2.7, 5, 14.9, 29, 58, 300, 1e4, 1e6]:
        for t in [1e-9, 0.01, 0.5, 1, 1.7, 2, 3, 6, 12, 40]:
            scipy = 2 * stats.t.sf(t, freedom)
            nu = mpf(freedom)
            exact = mp.betainc(nu / 2, mpf(1) / 2, 0, nu / (nu + mpf(t) ** 2), regularized=True)
            rows.append([freedom, t, float(scipy), float(exact)])
    quantiles = [[freedom, share, float(stats.t.isf(share / 2, freedom))]
                 for freedom in [1, 3.5, 29, 1000] for share in [1e-6, 0.05, 0.32, 0.9]]
    return {"tails": rows, "quantiles": quantiles}


def samples():
    random = np.random.default_rng(2)
    sizes = [(2, 2), (3, 9), (15, 30), (30, 30), (40, 7)]
    for first, second in sizes:
        spread = random.uniform(0.1, 3)
        yield (random.normal(0.3, 1, first).round(6), random.normal(0, spread, second).round(6))
    # shares of a few pictures, as TCAV gives them: many are tied
    yield (random.integers(15, 20, 30) / 20, random.integers(5, 16, 15) / 20)
    yield (np.ones(30), random.integers(0, 3, 15) / 2)


def result(test):
    return {"t": float(test.statistic), "df": float(test.df), "p": float(test.pvalue),
            "low": float(test.confidence_interval(0.95).low),
            "high": float(test.confidence_interval(0.95).high)}


def tests():
    rows = []
    for first, second in samples():
        shorter = min(len(first), len(second))
        rows.append({
            "first": first.tolist(), "second": second.tolist(),
            "welch": result(stats.ttest_ind(first, second, equal_var=False)),
            "equalVariances": result(stats.ttest_ind(first, second)),
            "paired": result(stats.ttest_rel(first[:shorter], second[:shorter])),
        })
    return rows


def distance(first, second, axis):
    return np.abs(first.mean(axis=axis) - second.mean(axis=axis)).round(12)


def permutations():
    random = np.random.default_rng(3)
    rows = []
    for first, second in [(2, 2), (2, 3), (4, 4), (5, 7), (6, 6)]:
        one, other = random.integers(0, 9, first) / 8, random.integers(2, 12, second) / 8
        test = stats.permutation_test(
            (one, other), distance, alternative="greater", n_resamples=np.inf, vectorized=True)
        rows.append({"first": one.tolist(), "second": other.tolist(), "p": float(test.pvalue)})
    return rows


def corrections():
    rows = []
    for values in [[0.01, 0.04, 0.03, 0.005], [0.02, 0.02, 0.5], [0.9, 0.8], [0.0, 1.0, 0.3],
                   [0.2], [0.049, 0.001, 0.012, 0.012, 0.3, 0.04, 0.9]]:
        rows.append({"values": values, "holm": multipletests(values, method="holm")[1].tolist(),
                     "bonferroni": multipletests(values, method="bonferroni")[1].tolist()})
    return rows


def proportions():
    rows = []
    for successes, trials in [(0, 10), (5, 100), (50, 100), (7, 7), (1, 1), (123, 500)]:
        interval = stats.binomtest(successes, trials).proportion_ci(0.95, method="wilson")
        rows.append([successes, trials, float(interval.low), float(interval.high)])
    return rows


write("functions", functions())
write("normal", normal())
write("student", student())
write("tests", {"tTests": tests(), "permutations": permutations(), "corrections": corrections(),
                "proportions": proportions()})
