"""How well guesses part what was kept from what was not."""

import numpy as np

DOUBT = 2.0  # about ten cards on the middle of the curve


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


def fitted(
    log_odds: np.ndarray, kept: np.ndarray, families: np.ndarray, steps: int = 50
) -> tuple[float, float, dict[str, float]]:
    """Slope and offset of a logistic curve through what was kept (Platt 1999), and how far each family lies from it.

    `DOUBT` holds families of few cards back.
    """
    names = sorted(set(families.tolist()))
    of_family = [families == name for name in names]
    design = np.stack([log_odds, np.ones_like(log_odds), *of_family], 1).astype(float)
    start = np.array([1.0, *[0.0] * (design.shape[1] - 1)])
    hold = np.array([1.0, 1e-3, *[DOUBT] * len(names)])

    def loss(curve: np.ndarray) -> float:
        odds = design @ curve
        return float((np.logaddexp(0, odds) - kept * odds).sum() + (hold * (curve - start) ** 2).sum() / 2)

    curve = start
    for _ in range(steps):  # Newton's method, with shorter steps where a whole one leads too far
        chance = 1 / (1 + np.exp(-design @ curve))
        slope = design.T @ (chance - kept) + hold * (curve - start)
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(hold)
        step = np.linalg.solve(bend, slope)
        while loss(curve - step) > loss(curve) and np.abs(step).max() > 1e-9:
            step = step / 2
        curve = curve - step
    return float(curve[0]), float(curve[1]), dict(zip(names, curve[2:].tolist(), strict=True))
