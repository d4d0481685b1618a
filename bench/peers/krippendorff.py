"""Krippendorff's alpha, ordinal, from the table of coincidences. Missing marks are NaN."""

import numpy as np
from common import column, report

marks = column("marks").reshape(-1, 3)


def work():
    given = ~np.isnan(marks)
    unit, _ = np.nonzero(given)
    values, place = np.unique(marks[given], return_inverse=True)
    categories = len(values)
    counts = np.bincount(unit * categories + place, minlength=len(marks) * categories)
    counts = counts.reshape(len(marks), categories).astype(float)
    size = counts.sum(axis=1)
    counts = counts[size >= 2]
    weighted = counts / (size[size >= 2, None] - 1)
    coincidence = counts.T @ weighted - np.diag(weighted.sum(axis=0))
    marginal = coincidence.sum(axis=1)
    n = marginal.sum()
    rank = np.cumsum(marginal) - marginal / 2
    distance = (rank[:, None] - rank[None, :]) ** 2
    expected = (np.outer(marginal, marginal) * distance).sum()
    return [1 - (n - 1) * (coincidence * distance).sum() / expected]


report(work, 9)
