"""Reads calendars (a JSON list of texts on the standard input) with Debian's icalendar and prints their events as JSON."""

import json
import sys

import icalendar


def moment(value):
    return int(value.dt.timestamp())


def event(component):
    return {
        "uid": str(component["UID"]),
        "sequence": int(component["SEQUENCE"]),
        "summary": str(component["SUMMARY"]),
        "description": str(component.get("DESCRIPTION", "")),
        "location": str(component.get("LOCATION", "")),
        "start": moment(component["DTSTART"]),
        "end": moment(component["DTEND"]),
        "local": component["DTSTART"].dt.replace(tzinfo=None).isoformat(),
        "zone": str(component["DTSTART"].params.get("TZID", "")),
        "properties": sorted(key.lower() for key in component.keys()),
    }


calendars = [icalendar.Calendar.from_ical(text) for text in json.load(sys.stdin)]
json.dump([[event(component) for component in calendar.walk("VEVENT")] for calendar in calendars], sys.stdout)
