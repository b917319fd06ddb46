"""PROPOSING: facts and sentences -> proposals, and the forms in which questions are asked."""
