"""How fast, and how much memory: ratios measured within one run, since machines differ and are noisy."""
