"""Mean with a two-way clustered standard error: sums by np.bincount, cells by sorting their keys."""

import numpy as np
from common import column, report

outcome = column("outcome")
question = column("question")
reviewer = column("reviewer")



def work():
    n = len(outcome)
    mean = outcome.mean()
    residual = outcome - mean

    def clustered(code):
        sizes = np.bincount(code)
        sums = np.bincount(code, residual)
        used = sums[sizes > 0]
        return len(used) / (len(used) - 1) * np.dot(used, used) / n**2

    vq = clustered(question)
    vr = clustered(reviewer)
    key = question.astype(np.int64) * (reviewer.max() + 1) + reviewer
    order = np.argsort(key)
    sorted_key = key[order]
    starts = np.flatnonzero(np.concatenate(([True], sorted_key[1:] != sorted_key[:-1])))
    sums = np.add.reduceat(residual[order], starts)
    vcell = len(sums) / (len(sums) - 1) * np.dot(sums, sums) / n**2
    return mean, np.sqrt(vq), np.sqrt(vr), np.sqrt(max(vq + vr - vcell, vq, vr))


report(work, 7)
