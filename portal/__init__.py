"""The portal: families are heard, services answer in time, and the board sees how it feels."""
