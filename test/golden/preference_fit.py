"""Independent values for src/learning/training: Bradley-Terry with features and a free prior weight, the abstention head and Platt's
scaling. scipy minimises the losses from their definitions; numpy standardises. Shares no code with the package.

python3 test/golden/preference_fit.py > test/golden/preference-fit.json   (scipy 1.10.1, numpy 1.24.2, scikit-learn 1.2.1)
"""

import json

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

state = 20260806


def draw():
    """Numerical Recipes' generator, so that the inputs are the same with any version of numpy."""
    global state
    state = (state * 1664525 + 1013904223) % 2**32
    return state / 2**32


questions = []
for number in range(12):
    candidates = 4 + int(draw() * 4)
    features = [[round(draw() * 4 - 2, 3) for _ in range(3)] for _ in range(candidates)]
    # A column without spread in every third question.
    if number % 3 == 0:
        for row in features:
            row[2] = 0.5
    prior = [round(draw() * 2 - 1, 3) for _ in range(candidates)]
    worth = [p + f[0] + 1.5 * (draw() - 0.5) for p, f in zip(prior, features)]
    grades = [int(min(4, max(1, round(2.5 + w)))) for w in worth]
    questions.append({"features": features, "prior": prior, "grades": grades})


def standardised(matrix):
    centred = matrix - matrix.mean(axis=0)
    spread = matrix.std(axis=0)
    return np.where(spread > 1e-12, centred / np.where(spread > 1e-12, spread, 1), 0)


def pairs_of(scale):
    differences, weights = [], []
    for question in questions:
        features = scale(np.array(question["features"]))
        prior, grades = np.array(question["prior"]), question["grades"]
        pairs = [
            (i, j) for i in range(len(grades)) for j in range(len(grades)) if grades[i] > grades[j]
        ]
        for i, j in pairs:
            differences.append([prior[i] - prior[j], *(features[i] - features[j])])
            weights.append((grades[i] - grades[j]) / np.sqrt(len(pairs)))
    return np.array(differences), np.array(weights)


def tight(loss, size):
    """To the last digits: quasi-Newton, then Newton with differences of an exact gradient would be ours; so restarted BFGS."""
    x = np.zeros(size)
    for _ in range(30):
        x = minimize(loss, x, jac=True, method="BFGS", options={"gtol": 1e-13}).x
    return x


def fit_pairs(differences, weights, l2):
    share = weights / weights.sum()

    def loss(x):
        odds = differences @ x
        value = share @ np.logaddexp(0, -odds) + l2 / 2 * (x[1:] @ x[1:])
        gradient = -differences.T @ (share / (1 + np.exp(odds)))
        gradient[1:] += l2 * x[1:]
        return value, gradient

    x = tight(loss, differences.shape[1])
    return {"l2": l2, "coefficients": list(x), "loss": float(share @ np.logaddexp(0, -differences @ x))}


within, weights = pairs_of(standardised)
raw, _ = pairs_of(lambda matrix: matrix)
deviations = np.vstack([np.array(q["features"]) for q in questions]).std(axis=0)
scaled = raw.copy()
scaled[:, 1:] /= deviations
over_all = fit_pairs(scaled, weights, 0.1)
over_all["coefficients"][1:] = list(np.array(over_all["coefficients"][1:]) / deviations)

# The same by scikit-learn where every column is penalised: rows and their mirror images, no intercept.
check = LogisticRegression(C=1 / (2 * 0.1), fit_intercept=False, tol=1e-12, solver="newton-cholesky")
mirrored = np.vstack([scaled, -scaled])
check.fit(mirrored, [1] * len(scaled) + [0] * len(scaled), np.concatenate([weights, weights]) / weights.sum())


def all_penalised(x):
    share = weights / weights.sum()
    odds = scaled @ x
    value = share @ np.logaddexp(0, -odds) + 0.1 / 2 * (x @ x)
    return value, -scaled.T @ (share / (1 + np.exp(odds))) + 0.1 * x


assert np.allclose(tight(all_penalised, 4), check.coef_[0], atol=1e-7), (tight(all_penalised, 4), check.coef_[0])

# Abstention head: good from grade 3 against all graded candidates.
x = np.vstack([np.array(q["features"]) for q in questions])
good = np.concatenate([np.array(q["grades"]) >= 3 for q in questions]).astype(float)
z = (x - x.mean(axis=0)) / x.std(axis=0)
head = LogisticRegression(C=1 / (0.2 * len(good)), tol=1e-13, solver="newton-cholesky", max_iter=500).fit(z, good)

# Platt (1999): targets drawn in, no penalty.
odds = [round(draw() * 6 - 3, 3) for _ in range(30)]
was_good = [draw() < 1 / (1 + np.exp(-(0.6 * o - 0.4))) for o in odds]
n1, n0 = sum(was_good), len(was_good) - sum(was_good)
targets = np.array([(n1 + 1) / (n1 + 2) if g else 1 / (n0 + 2) for g in was_good])


def platt(x):
    score = x[0] + x[1] * np.array(odds)
    value = np.sum(np.logaddexp(0, score) - targets * score)
    residual = 1 / (1 + np.exp(-score)) - targets
    return value, np.array([residual.sum(), residual @ np.array(odds)])


intercept, slope = tight(platt, 2)

print(
    json.dumps(
        {
            "questions": questions,
            "pairs": len(weights),
            "withinQuestion": [fit_pairs(within, weights, l2) for l2 in (0.03, 1, 10)],
            "overAll": over_all,
            "head": {
                "means": list(x.mean(axis=0)),
                "scales": list(x.std(axis=0)),
                "weights": list(head.coef_[0]),
                "intercept": float(head.intercept_[0]),
            },
            "platt": {
                "odds": odds,
                "good": [bool(g) for g in was_good],
                "slope": float(slope),
                "intercept": float(intercept),
            },
        },
        indent=1,
    )
)
