"""Claims made by an enemy: what a verdict must never say of them, and true claims that must not fall with them."""
