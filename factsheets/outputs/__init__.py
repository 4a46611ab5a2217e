"""One factsheet in other forms: as a PDF, as a file, as data for search engines."""
