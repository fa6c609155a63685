"""The component for spaCy pipelines; skipped where spaCy is not installed."""
