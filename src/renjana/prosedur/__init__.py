"""SOPs as living documents: sheet, editor, versions and their life, comparison, import and export."""
