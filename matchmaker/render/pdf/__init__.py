"""The PDF files: booklets of sheets, signs and lists, or each sheet by itself. Home of typst and pypdfium2."""
