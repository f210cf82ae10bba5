"""How fast it is: run by `make bench`, never by `make test`. Ratios first; seconds are guards."""
