"""Davidson's model with ties from rows: counts by np.bincount, then Newton's method."""

import numpy as np
from common import column, report

slot_a = column("slot_a")
slot_b = column("slot_b")
outcome = column("outcome")
systems = 40


def work():
    place = 3 * (slot_a * systems + slot_b) + 1 - outcome
    counts = np.bincount(place, minlength=3 * systems * systems).reshape(-1, 3).astype(float)
    held = np.flatnonzero(counts.sum(axis=1))
    wins, ties, losses = counts[held].T
    n = wins + ties + losses
    a, b = held // systems, held % systems
    design = np.zeros((len(held), systems))
    design[np.arange(len(held)), a] = 1
    design[np.arange(len(held)), b] = -1
    worth = np.zeros(systems)
    log_nu = np.log(2 * ties.sum() / (n.sum() - ties.sum()))
    for _ in range(50):
        d = worth[a] - worth[b]
        first, second, tie = np.exp(d / 2), np.exp(-d / 2), np.exp(log_nu)
        total = first + second + tie
        first, second, tie = first / total, second / total, tie / total
        mean = (first - second) / 2
        gradient = np.append(design.T @ ((wins - losses) / 2 - n * mean), (ties - n * tie).sum())
        information = np.zeros((systems + 1, systems + 1))
        variance = n * ((first + second) / 4 - mean**2)
        information[:systems, :systems] = design.T @ (design * variance[:, None])
        information[:systems, :systems] += np.trace(information) / systems
        information[:systems, systems] = information[systems, :systems] = -design.T @ (n * mean * tie)
        information[systems, systems] = (n * tie * (1 - tie)).sum()
        change = np.linalg.solve(information, gradient)
        worth += change[:systems]
        log_nu += change[systems]
        if change @ gradient < 1e-16 * (1 + n.sum()):
            break
    return [*worth, log_nu]


report(work, 15)
