"""Costs and qualities of two systems, their cost per good answer and net benefit, by numpy and scipy alone.

    /usr/bin/python3 test/golden/economics.py > test/golden/economics.json

Fieller's set is found by trying ratios on a fine grid and bisecting its ends, not by the quadratic that the code solves.
"""

import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(20261126)
QUESTIONS, REVIEWERS = 18, 5
ease = rng.normal(0, 1, QUESTIONS)
taste = rng.normal(0, 0.7, REVIEWERS)
rows = []
costs = {}
for question in range(QUESTIONS):
    for system, (lift, price) in enumerate([(1.1, 0.02), (0.2, 0.008)]):
        cost = round(float(price * np.exp(rng.normal(0, 0.5))), 6)
        costs[(question, system)] = cost
        for reviewer in rng.choice(REVIEWERS, 3, replace=False):
            chance = 1 / (1 + np.exp(-(lift + ease[question] + taste[reviewer])))
            rows.append((question, int(reviewer), system, int(rng.uniform() < chance), cost))


def clustered(weights_of, rows):
    """Two-way clustered variance (Cameron, Gelbach and Miller 2011) of a sum of row influences, with the guard."""

    def of(keys):
        sums = {}
        for key, influence in zip(keys, weights_of):
            sums[key] = sums.get(key, 0.0) + influence
        g = len(sums)
        return g / (g - 1) * sum(value * value for value in sums.values())

    question = of([row[0] for row in rows])
    reviewer = of([row[1] for row in rows])
    cell = of([(row[0], row[1]) for row in rows])
    return max(question + reviewer - cell, question, reviewer)


def mean(system, column):
    return float(np.mean([row[column] for row in rows if row[2] == system]))


def influence(row, system, column):
    if row[2] != system:
        return 0.0
    n = sum(1 for other in rows if other[2] == system)
    return (row[column] - mean(system, column)) / n


DF = min(QUESTIONS, REVIEWERS) - 1
T = stats.t.ppf(0.975, DF)


def fieller(system):
    """All r for which cost - r quality is compatible with 0, by the rows of that system alone."""
    own = [row for row in rows if row[2] == system]
    c, q = mean(system, 4), mean(system, 3)

    def inside(r):
        parts = [influence(row, system, 4) - r * influence(row, system, 3) for row in own]
        return (c - r * q) ** 2 <= T * T * clustered(parts, own)

    ends = []
    for way in (-1, 1):
        step = c / q / 1000
        r = c / q
        while inside(r + way * step):
            r += way * step
        low, high = r, r + way * step
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if inside(middle) else (low, middle)
        ends.append(low)
    return ends


def difference(column):
    parts = [influence(row, 0, column) - influence(row, 1, column) for row in rows]
    return mean(0, column) - mean(1, column), clustered(parts, rows)


quality, cost = difference(3), difference(4)
per_question = {}
for row in rows:
    parts = per_question.setdefault(row[0], [0.0, 0.0])
    parts[0] += influence(row, 0, 3) - influence(row, 1, 3)
    parts[1] += influence(row, 0, 4) - influence(row, 1, 4)
covariance = QUESTIONS / (QUESTIONS - 1) * sum(a * b for a, b in per_question.values())
logs = [np.log(costs[(question, 0)] / costs[(question, 1)]) for question in range(QUESTIONS)]
own_costs = [costs[(question, 0)] for question in range(QUESTIONS)]
se = float(np.std(own_costs, ddof=1) / np.sqrt(QUESTIONS))
half = float(stats.t.ppf(0.975, QUESTIONS - 1) * se)
lam = 0.05
inb = lam * quality[0] - cost[0]
inb_se = float(np.sqrt(lam * lam * quality[1] + cost[1] - 2 * lam * covariance))
print(
    json.dumps(
        {
            "rows": [
                {"question": f"q{row[0]:02d}", "reviewer": f"r{row[1]}", "arm": "ab"[row[2]], "value": row[3], "usd": row[4]}
                for row in rows
            ],
            "costA": {"mean": float(np.mean(own_costs)), "lower": float(np.mean(own_costs)) - half, "upper": float(np.mean(own_costs)) + half},
            "perGood": [
                {"estimate": mean(system, 4) / mean(system, 3), "ends": fieller(system)} for system in (0, 1)
            ],
            "pair": {
                "deltaQuality": quality[0],
                "varQuality": quality[1],
                "deltaCost": cost[0],
                "varCost": cost[1],
                "covariance": covariance,
                "costRatio": float(np.exp(np.mean(logs))),
            },
            "netBenefit": {"lambda": lam, "inb": inb, "se": inb_se, "lower": inb - T * inb_se, "upper": inb + T * inb_se, "probability": float(stats.t.cdf(inb / inb_se, DF))},
        },
        indent=1,
    )
)
