"""What people see who sign in, and administrators who help them."""
