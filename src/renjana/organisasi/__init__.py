"""Pemda, perangkat daerah, bidang, jabatan, people, delegation, calendar."""
