"""Holm's adjustment: argsort and a running maximum."""

import numpy as np
from common import column, report

p = column("p")


def work():
    m = len(p)
    order = np.argsort(p)
    ranked = np.minimum(1, np.maximum.accumulate(p[order] * np.arange(m, 0, -1)))
    adjusted = np.empty(m)
    adjusted[order] = ranked
    return adjusted


report(work, 51)
