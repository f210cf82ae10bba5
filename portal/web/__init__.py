"""The pages: four moves a view."""
