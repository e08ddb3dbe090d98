"""What a plan looks back on: realisation of earlier years, proposals of stakeholders, the rancangan awal RKPD."""
