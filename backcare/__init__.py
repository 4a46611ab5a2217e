"""The site as a process: what starts it, serves it, searches it and does its background work. It knows no factsheet."""
