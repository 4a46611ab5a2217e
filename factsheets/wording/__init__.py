"""New words for what many factsheets carry: proposed by staff, signed once, in force everywhere."""
