"""The HTML page in a real Chromium."""
