"""Prints the rank correlations that RankStabilityTests holds as literals."""

from scipy.stats import spearmanr

for first, second in [
    ([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]),
    ([0.3, -1, 2.5, 2.5, 0], [1, 4, 2, 2, 8]),
    ([1, 2, 3], [3, 2, 1]),
]:
    print(first, second, repr(float(spearmanr(first, second).statistic)))
