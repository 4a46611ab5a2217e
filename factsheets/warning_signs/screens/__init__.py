"""Warning signs and the phrases on which they are tried: edited by staff, narrowed with a clinician's signature."""
