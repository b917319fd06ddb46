"""Dependency trees from arc scores: the maximum spanning tree with one root (Chu and Liu 1965, Edmonds 1967)."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

FORBIDDEN = -1e9


def best_tree(scores: Array) -> Array:
    """Heads of a sentence of n words from `scores` (n, n + 1): column 0 is the root, column j + 1 is word j.

    Returns n heads in the same numbering. The greedy choice is a tree nine times in ten; only else is the search needed.
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), FORBIDDEN)
    full[1:] = scores
    np.fill_diagonal(full, FORBIDDEN)
    heads = full.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and not _cycle(heads):
        found: Array = heads[1:]
        return found
    best, best_score = heads, -np.inf
    gain = full[1:, 0] - (full[1:, 1:].max(1) if n > 1 else 0)
    for root in np.argsort(-gain, kind="stable")[:4] + 1:
        rooted = full.copy()
        rooted[1:, 0] = FORBIDDEN
        rooted[root] = FORBIDDEN
        rooted[root, 0] = 0
        tree = _spanning_tree(rooted)
        score = full[np.arange(1, n + 1), tree[1:]].sum()
        if score > best_score:
            best, best_score = tree, score
    tree_: Array = best[1:]
    return tree_


def _cycle(heads: Array) -> list[int]:
    """The nodes of one cycle, or none. Node 0 is its own head and no cycle."""
    state = [0] * len(heads)  # 0 unseen, 1 on the path, 2 done
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for each in path:
            state[each] = 2
    return []


def _spanning_tree(scores: Array) -> Array:
    """Heads of the maximum arborescence from node 0; `scores[dependent, head]`. Contracts one cycle and recurs."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = np.array(_cycle(heads), int)
    if not len(cycle):
        plain: Array = heads
        return plain
    outside = np.array([node for node in range(len(scores)) if node not in set(cycle.tolist())], int)
    size = len(outside)
    contracted = np.full((size + 1, size + 1), FORBIDDEN)  # the last node stands for the cycle
    contracted[:size, :size] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, cycle)]
    contracted[:size, size] = leaving.max(1)
    entering = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    contracted[size, :size] = entering.max(0)
    contracted[0] = FORBIDDEN
    np.fill_diagonal(contracted, FORBIDDEN)
    inner = _spanning_tree(contracted)
    for i in range(1, size):
        heads[outside[i]] = cycle[leaving[i].argmax()] if inner[i] == size else outside[inner[i]]
    entry = int(inner[size])
    heads[cycle[entering[:, entry].argmax()]] = outside[entry]
    whole: Array = heads
    return whole
