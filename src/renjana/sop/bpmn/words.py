"""The names that writing and reading share: OMG's namespaces and the product's own, in which an SOP keeps what BPMN has no place for."""

from renjana.sop.reading import BOXES

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OWN = "urn:renjana:sop:1"

HEAD_FIELDS = ("kode", "versi", "pemda", "perangkat_daerah", "judul_mutu", "status")
"""Attributes of the process's own element; the name of the SOP is the name of the process."""
BOX_FIELDS = BOXES
STEP_FIELDS = ("kelengkapan", "waktu", "output", "keterangan", "kerja", "sop_terkait")
STEP_FLAGS = ("disimpulkan", "kembali_disimpulkan")
