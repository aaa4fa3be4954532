"""Annotated Chinese news text whose annotations survive every change of the text."""
