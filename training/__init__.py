"""How the shipped reader model is made: data, network, training, export. Not part of the wheel."""
