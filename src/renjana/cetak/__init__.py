"""Values in, documents out: PDF, DOCX, XLSX, SVG. Pure."""
