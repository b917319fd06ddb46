"""LINGUISTIC ANNOTATION: Article -> Annotated."""

import os

# Before numpy is imported: the engine's products are small, and a second thread of theirs only waits and burns time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
