"""What the database is asked for by the POST that completes a step, by the pages of all 13 steps."""

import pytest

from tests.people import Dinas
from tests.web.by_hand import ByHand, finished, table

pytestmark = pytest.mark.django_db(transaction=True)


def test_completing_a_step(dinas: Dinas) -> None:
    hand = ByHand(dinas)
    hand.walk()
    assert finished(hand.run)
    print(table(hand.spent))
    for name, sqls in hand.spent.items():
        print("==", name)
        for sql in sqls:
            print("   ", sql[:60], "...", sql[sql.find(" FROM ") :][:90] if " FROM " in sql else "")
