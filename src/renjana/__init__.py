"""Renjana: the SOP Penyusunan Rencana Kerja (Renja), run from the order to the archive."""
