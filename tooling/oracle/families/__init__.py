"""One module a family of operations; each has `record()`, which returns its Family."""
