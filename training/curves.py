"""How well guesses part what was kept from what was not."""

import numpy as np


def area(kept: np.ndarray, guess: np.ndarray) -> float:
    """Area under the ROC curve: how often one that was kept is ranked above one that was not; ties count half."""
    _, rank, count = np.unique(guess, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count - 1) / 2
    good, bad = int(kept.sum()), int((~kept).sum())
    if not good or not bad:
        return float("nan")
    return float((middle[rank][kept].sum() - good * (good + 1) / 2) / (good * bad))


def best_of(kept: np.ndarray, guess: np.ndarray, share: float) -> float:
    """Share kept among the `share` ranked highest."""
    order = np.argsort(-guess, kind="stable")
    return float(kept[order[: max(1, round(share * len(order)))]].mean()) if len(order) else float("nan")


def fitted(log_odds: np.ndarray, kept: np.ndarray, weights: np.ndarray, steps: int = 50) -> tuple[float, float]:
    """Slope and offset of a logistic curve through what was kept (Platt 1999); each card has its weight."""
    design = np.stack([log_odds, np.ones_like(log_odds)], 1)
    start = np.array([1.0, 0.0])

    def loss(curve: np.ndarray) -> float:
        odds = design @ curve
        return float((weights * (np.logaddexp(0, odds) - kept * odds)).sum() + ((curve - start) ** 2).sum() / 2)

    curve = start
    for _ in range(steps):  # Newton's method, with shorter steps where a whole one leads too far
        chance = 1 / (1 + np.exp(-design @ curve))
        slope = design.T @ (weights * (chance - kept)) + curve - start
        bend = (design * (weights * chance * (1 - chance))[:, None]).T @ design + np.eye(2)
        step = np.linalg.solve(bend, slope)
        while loss(curve - step) > loss(curve) and np.abs(step).max() > 1e-9:
            step = step / 2
        curve = curve - step
    return float(curve[0]), float(curve[1])
