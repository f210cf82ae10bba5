"""What people do: one verb each; they never commit and never know HTTP."""
