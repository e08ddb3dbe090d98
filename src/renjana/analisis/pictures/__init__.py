"""The pictures of a plan, each with its table and, where there is nothing to draw, the sentence that says so; the same on page and paper.

Values in, values out. Money is whole rupiah. A picture shows the largest rows and puts the rest together; its table has them all.
"""

from collections.abc import Mapping
from datetime import tzinfo

from renjana.analisis.findings import CheckValues
from renjana.analisis.pictures.achievement import achievement
from renjana.analisis.pictures.ceilings import WHAT, ceiling, own_ceilings
from renjana.analisis.pictures.collection import collection_pictures
from renjana.analisis.pictures.money import changes, composition, pagu_by_program
from renjana.analisis.pictures.parts import Picture

__all__ = ["Picture", "every_picture", "of_collection", "of_table"]


def every_picture(values: CheckValues, lalu: Mapping[str, int], zone: tzinfo) -> tuple[Picture, ...]:
    """All of them in the order of the page. `lalu` is the pagu of the own Renja of the year before, by its codes; empty without one."""
    return (
        pagu_by_program(values, lalu),
        changes(values, lalu),
        composition(values),
        *(ceiling(values, what) for what in WHAT),
        own_ceilings(values),
        achievement(values),
        *collection_pictures(values, zone),
    )


def of_table(kode: str, values: CheckValues, lalu: Mapping[str, int]) -> tuple[Picture, ...]:
    """The pictures that stand beside an official table in the document: achievement with T-C.29, the rancangan awal RKPD with T-C.31, money
    with T-C.33, changes with the matrix.
    """
    if kode == "t-c-29":
        return (achievement(values),)
    if kode == "t-c-31":
        return (own_ceilings(values),)
    if kode == "t-c-33":
        return (pagu_by_program(values, lalu), composition(values), *(ceiling(values, what) for what in WHAT))
    return (changes(values, lalu),) if kode == "sipd-ri-17" else ()


def of_collection(values: CheckValues, zone: tzinfo) -> tuple[Picture, ...]:
    """The pictures of the document's annex, which stand beside no official table: how the data were gathered."""
    return collection_pictures(values, zone)
