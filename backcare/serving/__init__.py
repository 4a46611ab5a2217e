"""The process that answers: whoever is slow, or has gone, holds nobody else up."""
