"""LINGUISTIC ANNOTATION: Article -> Annotated."""
