"""Invented families and services for the demonstration: no sentence here is a real person's."""
