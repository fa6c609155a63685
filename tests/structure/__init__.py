"""The laws of the house: who imports whom, what a room exports, what is not named."""
