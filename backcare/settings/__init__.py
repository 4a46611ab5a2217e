"""Settings: `base` is safe in production; `local` and `test` relax it."""
