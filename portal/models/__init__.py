"""The tables, one module per noun; import the package to have them all mapped."""
