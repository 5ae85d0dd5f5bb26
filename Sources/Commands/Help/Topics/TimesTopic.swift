import Display

extension HelpTopic {
  /// How times are written and shown.
  static let times = HelpTopic("times", "how times, dates and lengths of time are written") {
    [
      .table([
        ("2026-01-31", "a day; where a moment is wanted, its beginning"),
        ("2026-01-31 12:00", "a moment on your clock; a T may stand for the space"),
        ("2026-01-31T12:00Z", "a moment in UTC; +01:00 for another offset"),
        ("now", "this moment"),
        ("+3d  +2h30m", "that long from now; \"in 3 days\" too"),
        ("-7d", "that long ago; \"7 days ago\" too"),
        ("31.12.2026  31.12.", "day, month, year; without the year, the next such day"),
        ("31 december  december 2026", "a day of the next such month; the days of a month"),
        ("the 15th", "the next such day of a month; today, where its time is still to come"),
        (
          "week 50  mid january",
          "the next week of ISO 8601 with that number; the next 15th of that month"
        ),
        ("today tomorrow yesterday", "the day; \"tomorrow 9:00\" is a moment of it"),
        ("friday  \"friday 9:00\"", "the first Friday after today; on a Friday, a week later"),
        ("last friday", "the latest Friday before today"),
        ("this friday  next friday", "that of this week, of the next one, from Monday on"),
        ("last week  this month  next year", "its days; as a moment, its beginning"),
        ("this weekend", "Saturday and Sunday of this week; as a moment, their beginning"),
        ("eow  eom  eoy", "the last day of this week, month, year; \"end of next month\" too"),
      ]),
      .text(
        "Words of dates are English, and those of your language, or of --lang where it is given. A hyphen"
          + " may stand for a space: created:last-week. Plugins, rules and what is kept for others have"
          + " the English ones. In queries 2026 is a year, 2026-01 a month and 2026-W05 a week of ISO"
          + " 8601."),
      .text(
        "Dates in digits have the day before the month: 31.12.2026, and 31/12/2026 or 31-12-2026 where"
          + " your language writes days first. In English 5/6/2026 is refused, since it may be two days."
          + " Screens show dates and numbers as your language writes them."),
      .text(
        "Times of day may be words: \"tomorrow at half past eight\", \"friday quarter to nine pm\"."
          + " \"half eight\" is refused, since it may be 8:30 or 7:30, and so is a time without its"
          + " day."),
      .text(
        "Fields, settings and options take numbers with a point before the fraction, or as your language"
          + " writes them; what may be two numbers, as 1.234 in German, is refused. Sizes have a unit:"
          + " 1.5 MB. Lengths of time may have words: \"2 hours 30 minutes\", \"an hour and a half\","
          + " \"2 h 30\"."),
      .text(
        "The units are s (seconds), m (minutes), h, d, w, mo (months) and y. A day is 24 hours, also"
          + " where the clocks change; a month ends where the next one is too short. A length"
          + " without a sign, such as 7d, is no moment: write +7d or -7d."),
      .text(
        "Your clock has your own time zone (docket person set NAME --zone Europe/Berlin), else the"
          + " desk's (docket setting set time_zone Europe/Berlin). What you type, ask for and are"
          + " shown goes by it; rules, timers and importers go by the desk's clock. On a terminal,"
          + " lists show how long ago; in pipes and files times stand whole, with --json and CSV in"
          + " ISO 8601 and UTC."),
      .heading("Examples"),
      .examples([
        "docket postpone 7 +3d",
        "docket postpone 7 \"monday 9:00\"",
        "docket new \"Invoice 12\" --due 2026-12-31",
        "docket show 7 --at \"2026-01-31 12:00\"",
        "docket list due:now..+2d created:2026-01-01..",
      ]),
    ]
  }
}
