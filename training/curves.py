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
