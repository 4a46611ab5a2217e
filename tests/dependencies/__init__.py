"""What the site is made of: licences, known vulnerabilities, patch releases, and the bill of materials."""
