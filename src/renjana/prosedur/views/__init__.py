"""Pages of SOP documents: reading them, and writing them."""
