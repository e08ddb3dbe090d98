"""Values in, documents out: PDF by Typst, DOCX, XLSX, CSV, iCalendar and SVG charts. Knows no framework."""
