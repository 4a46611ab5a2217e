"""Whether somebody who types a few words may be in danger, and what they are told before all else."""
