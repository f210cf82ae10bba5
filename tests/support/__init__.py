"""What tests share: a clock that stands still, databases, people and what families send."""
