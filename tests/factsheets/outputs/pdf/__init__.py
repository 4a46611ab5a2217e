"""The PDFs as they are drawn: these tests need Pango."""
