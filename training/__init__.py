"""How the language engine's weights are made: `make model`. Not part of the wheel."""
