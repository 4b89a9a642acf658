"""The files that are made of a workspace: making, checking and writing them."""
