"""Cases of the primitives, one module a kind."""
