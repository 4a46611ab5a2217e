"""Sign-offs, steps and schedules, and the bases of every text that is signed."""
