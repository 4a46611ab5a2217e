"""How staff get in: invitations, forgotten passwords, and who has to prove twice who they are."""
