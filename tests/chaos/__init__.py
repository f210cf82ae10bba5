"""Killing what runs, at random moments, while families write; and what must hold afterwards."""
