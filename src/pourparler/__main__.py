"""``python -m pourparler`` is the command line."""

from pourparler.cli import main

main()
