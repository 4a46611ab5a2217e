"""How somebody gets in: signing in, passwords, devices, and how often it may be tried."""
