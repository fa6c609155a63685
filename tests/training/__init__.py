"""How the model's scores are given their meaning."""
