extension English {
  static let time = Section(
    "Times, durations and time zones",
    advice: "Write the time as the message says.",
    [
      "time.bad_format": "time format “{format}”: {reason}",
      "time.before_last": """
      it happened at {at}, before the ticket's last entry ({last}): times of a ticket never \
      go back
      """,
      "time.calendar_unit":
        "“{value}” has no fixed length: a duration is in m, h, d or w, such as 90m or 10d",
      "time.clock": "the clock goes from 00:00:00 to 23:59:59",
      "time.days": "that month has days 1 to {last}",
      "time.format_letters": """
      there is {written}; there are %Y %y %m %b %B %d %j %H %I %p %M %S %z %f and %%
      """,
      "time.impossible": "“{value}” is no time: {reason}",
      "time.in_future": "it is said to have happened at {at}, which is still to come",
      "time.iso_form": "a time such as 2026-01-31, 2026-01-31 12:00 or 2026-01-31T12:00Z",
      "time.lone_percent": "it ends in %; write %% for a percent sign",
      "time.malformed": "“{value}” is no time: expected {expected}",
      "time.moment_form": "2026-01-31, 2026-01-31 12:00, 2026-01-31T12:00Z, now, +3d or -2h",
      "time.needs_sign":
        "“{value}” is a duration, not a moment: write +{value} for later or -{value} for earlier",
      "time.no_day_or_time": "there is no such day or time of day",
      "time.no_letter": "no such letter after %",
      "time.no_letter_named": "no %{letter}",
      "time.no_month": "there is no month {month}",
      "time.span_form": "a number and a unit, such as 90m, 4h, 10d, 2w, 1mo or 1y",
      "time.that_form": "the form {form}",
      "time.too_far": "“{value}” is too far away",
      "time.unknown_zone": "unknown time zone “{name}”: use a name such as Europe/Amsterdam or UTC",
      "time.unreadable_zone": "time zone “{name}” cannot be read: {reason}",
      "time.years": "times are of the years 0 to 9999 in UTC",
      "time.zone_cut": "it is cut off",
      "time.zone_header": "its header is damaged",
      "time.zone_leap": "it counts leap seconds",
      "time.zone_no_file": "it is no time zone file",
      "time.zone_no_local": "it has no local time",
      "time.zone_rule": "its last line “{line}” is no rule",
      "time.zone_transitions": "its transitions are damaged",
      "time.zone_version": "it is of version 1, which ends in 2037",
    ])
}
