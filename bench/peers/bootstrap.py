"""10,000 resamples of clusters: indices drawn in blocks that fit the cache, sums by take and sum."""

import numpy as np
from common import column, report

cluster = column("cluster")
outcome = column("outcome")
resamples = int(column("resamples")[0])
block = 20
generator = np.random.Generator(np.random.SFC64(1))


def work():
    above = np.bincount(cluster, outcome)
    below = np.bincount(cluster).astype(float)
    clusters = len(above)
    # Both sums are whole numbers, so one complex number carries the two through a single gather.
    both = above + 1j * below
    ratios = np.empty(resamples)
    for first in range(0, resamples, block):
        size = min(block, resamples - first)
        index = generator.integers(0, clusters, (size, clusters), dtype=np.uint16)
        total = both.take(index).sum(axis=1)
        ratios[first : first + size] = total.real / total.imag
    low, high = np.quantile(ratios, [0.025, 0.975])
    return above.sum() / below.sum(), ratios.std(ddof=1), low, high


report(work, 3)
