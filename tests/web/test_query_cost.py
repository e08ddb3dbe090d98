"""What the database is asked for by the POST that completes a step, by the pages of all 13 steps, and by the pages people begin at.

Counted is every statement from the session to the redirect, but for the BEGIN and COMMIT around the one transaction.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renjana.alur.models import Run
from renjana.alur.queries import broken_link
from tests.people import Dinas
from tests.web.by_hand import ByHand, table

pytestmark = pytest.mark.django_db(transaction=True)

ROLES = ("kadis", "sekretaris", "perencana", "staf", "admin", "pembaca", "aptika")
MOST = {
    "1": 15,
    "2": 15,
    "3": 11,
    "4": 15,
    "5": 15,
    "6": 15,
    "7": 14,
    "8": 12,
    "9": 12,
    "9 ke 8": 11,
    "10": 14,
    "11": 15,
    "11 ke 9": 11,
    "11 ke 8": 11,
    "12": 15,
    "13": 15,
}
"""Of these 11 belong to any step: session with the person, posts with the calendar, run, task, the run's head, its history, closing,
papers (2), opening, notices. Step 2 has made its papers before; it looks at their mark and plants format, isian, plan and indicators.
"""
MOST_FOR_INBOX, MOST_FOR_HOME = 5, 15


@pytest.mark.parametrize("more_bidang", [0, 10])
def test_the_post_that_completes_a_step_costs_the_same_for_two_bidang_or_twelve(dinas: Dinas, more_bidang: int) -> None:
    hand = ByHand(dinas, more_bidang=more_bidang)

    hand.walk()

    print(table(hand.spent))
    dear = {name: queries for name, queries in hand.spent.items() if len(queries) > MOST[name]}
    assert not dear, "\n".join(f"{name}: {sql[:150]}" for name, queries in dear.items() for sql in queries)
    assert hand.spent.keys() == MOST.keys()
    hand.run.refresh_from_db()
    assert (hand.run.status, broken_link(hand.run)) == (Run.Status.SELESAI, None)


def test_inbox_and_home_stay_cheap_for_every_role_at_every_step_of_the_collection(dinas: Dinas) -> None:
    hand = ByHand(dinas)

    for step in (hand.order, hand.format, hand.hand_out, hand.meeting, hand.collection):
        step()
        for role in ROLES:
            assert asked(hand, role, "/tugas/") <= MOST_FOR_INBOX, (hand.at(), role)
            assert asked(hand, role, "/") <= MOST_FOR_HOME, (hand.at(), role)


def asked(hand: ByHand, role: str, path: str) -> int:
    """How many queries a page takes; the first visit of a session may read what every process reads once."""
    hand.client(role).get(path)
    with CaptureQueriesContext(connection) as queries:
        assert hand.client(role).get(path).status_code == 200
    return len(queries)
