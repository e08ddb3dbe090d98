"""Any sequence of requests, right and wrong, against a few lines that say what should happen."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renjana.alur import actions
from renjana.alur.queries import broken_link, open_task
from renjana.alur.rules import AlreadyDone, NotAllowed, Refused
from tests.people import MONDAY, Dinas, a_run

ACTORS = {
    1: {"sekretaris"},
    2: {"perencana"},
    **{step: {"staf"} for step in (3, 4, 5, 6, 7, 13)},
    8: {"perencana", "staf"},
    **{step: {"sekretaris"} for step in (9, 10)},
    11: {"kadis"},
    12: {"perencana"},
}
BACK = {9: {8}, 11: {9, 8}}


@dataclass
class Oracle:
    """What a run should look like."""

    at: int | None
    paused: bool = False
    visits: list[int] = field(default_factory=list)

    def does(self, verb: str, who: str, ke: int) -> str:
        """The verdict on a request; the state follows when it is "ok"."""
        if self.at is None:
            return "done"
        if who not in ACTORS[self.at]:
            return "not allowed"
        if verb in {"finish", "back"}:
            if self.paused or (verb == "back" and ke not in BACK.get(self.at, set())):
                return "refused"
            self.at = ke if verb == "back" else self.at + 1 if self.at < 13 else None
            if self.at is not None:
                self.visits.append(self.at)
        elif (verb == "pause") is self.paused:
            return "refused"
        else:
            self.paused = verb == "pause"
        return "ok"


VERDICTS: dict[type[Exception], str] = {AlreadyDone: "done", NotAllowed: "not allowed", Refused: "refused"}
requests = st.tuples(
    st.sampled_from(["finish", "finish", "finish", "back", "pause", "resume"]),
    st.sampled_from(["right", "right", "right", "kadis", "sekretaris", "perencana", "staf", "admin"]),
    st.integers(1, 13),
)


def request(dinas: Dinas, run: Any, verb: str, who: str, ke: int) -> str:
    task = open_task(run) or run.task.order_by("-urutan").first()
    by = dinas.people[who]
    try:
        if verb == "finish":
            actions.complete(task, by=by, now=task.mulai)
        elif verb == "back":
            actions.send_back(task, ke, "Perbaiki", by=by, now=task.mulai)
        elif verb == "pause":
            actions.pause(task, "Menunggu", by=by, now=task.mulai)
        else:
            actions.resume(task, by=by, now=task.mulai)
    except Refused as fault:
        return VERDICTS[type(fault)]
    return "ok"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from([1, 8, 9, 11, 13]), asked=st.lists(requests, max_size=12))
def test_a_run_does_what_the_oracle_says(dinas: Dinas, start: int, asked: list[tuple[str, str, int]]) -> None:
    with transaction.atomic():
        run = a_run(dinas, langkah=start, now=MONDAY)
        oracle = Oracle(start, visits=list(range(1, start + 1)))
        for verb, who, ke in asked:
            chosen = min(ACTORS[oracle.at]) if who == "right" and oracle.at else "staf" if who == "right" else who
            assert request(dinas, run, verb, chosen, ke) == oracle.does(verb, chosen, ke)
            waiting = open_task(run)
            assert (waiting.langkah if waiting else None) == oracle.at
        assert list(run.task.values_list("langkah", flat=True)) == oracle.visits
        assert [task.putaran for task in run.task.all()] == [oracle.visits[: place + 1].count(step) for place, step in enumerate(oracle.visits)]
        assert broken_link(run) is None
        transaction.set_rollback(True)
