"""Invitations as iCalendar files, which phones and mail programs put into the calendar."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypedDict, Unpack

from icalendar import Calendar, Event, vCalAddress, vText

from renjana.cetak.characters import clean_text


class Meeting(TypedDict):
    """`start`, `end` and `stamp` are aware; `attendees` are e-mail addresses; `uid` stays the same when the invitation is sent anew."""

    uid: str
    title: str
    start: datetime
    end: datetime
    place: str
    description: str
    attendees: Sequence[str]
    stamp: datetime


def invitation(**meeting: Unpack[Meeting]) -> bytes:
    """One event to accept, in UTC, so that no time zone has to be explained. The same values give the same bytes."""
    event = Event()
    event.add("uid", meeting["uid"])
    event.add("dtstamp", meeting["stamp"].astimezone(UTC))
    event.add("dtstart", meeting["start"].astimezone(UTC))
    event.add("dtend", meeting["end"].astimezone(UTC))
    event.add("summary", clean_text(meeting["title"]))
    event.add("location", clean_text(meeting["place"]))
    event.add("description", clean_text(meeting["description"]))
    event.add("status", "CONFIRMED")
    for address in meeting["attendees"]:
        guest = vCalAddress(f"mailto:{address}")
        guest.params["role"] = vText("REQ-PARTICIPANT")
        event.add("attendee", guest, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Renjana//Rencana Kerja//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
