"""Blocks to the bytes of a Word document, inside a house style that was edited in Word."""
