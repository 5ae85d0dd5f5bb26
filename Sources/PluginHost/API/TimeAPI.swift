import Kernel
import Lua
import Texts

/// `docket.time.*`: times are seconds in UTC; a zone, where none is given, is the desk's.
enum TimeAPI {
  static let functions: [APIFunction] = [
    APIFunction(
      "docket.time.now", "the present time",
      gives: .init(
        .time, "the time in seconds since 1970; in before and validate hooks change.now"),
      example: "local tomorrow = docket.time.now() + 86400", lanes: .reading
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let desk = try context.desk(for: function.path)
      context.writer.time(desk.moment ?? desk.now, into: &call.results)
    },
    APIFunction(
      "docket.time.parse", "the time that a string tells",
      [
        .init("string", .text, "all of it is read"),
        .init(
          "format", .optional(.either(.text, .listOf(.text))),
          #""ISO 8601", or of %Y %y %m %b %B %d %j %H %I %p %M %S %z %f"#), zone,
      ],
      gives: .init(.time, "a time", else: "nil and why"),
      example: #"local day = docket.time.parse("31.01.2026", "%d.%m.%Y")"#, lanes: .everywhere,
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let text = call.text(0)
      let zone = try zone(call, 2, context)
      let patterns = try formats(call)
      do throws(TimeError) {
        let instant = try instant(of: text, in: patterns[...], zone: zone)
        context.writer.time(instant, into: &call.results)
      } catch {
        call.fail(.invalid, error.text)
      }
    },
    APIFunction(
      "docket.time.format", "a time as a string",
      [t, .init("format", .optional(.text), "as of docket.time.parse"), zone],
      gives: .init(.text, "a string"),
      example: #"local day = docket.time.format(0, "%Y-%m-%d")"#, lanes: .everywhere,
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let instant = call.instant(0)
      let format = call.argument(1).text ?? iso
      let zone = try zone(call, 2, context)
      call.results.string(
        format == iso ? instant.iso : try timeFormat(format).format(instant, zone: zone))
    },
    APIFunction(
      "docket.time.parts", "year, month, day …", [t, zone],
      gives: .init(
        .keys(parts), "{ year, month, day, hour, minute, second, weekday }, Monday is 1"),
      example: "local weekday = docket.time.parts(0).weekday", lanes: .everywhere
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let civil = try zone(call, 1, context).civil(call.instant(0))
      let parts: [(String, Int64)] = [
        ("year", civil.date.year), ("month", civil.date.month), ("day", civil.date.day),
        ("hour", civil.hour), ("minute", civil.minute), ("second", civil.second),
        ("weekday", civil.date.weekday),
      ]
      let mark = call.results.beginTable()
      for (name, value) in parts {
        call.results.key(name)
        call.results.integer(value)
      }
      call.results.end(mark)
    },
    APIFunction(
      "docket.time.instant", "the time of the parts",
      [.init("parts", .keys(parts), "what docket.time.parts gives"), zone],
      gives: .init(.time, "a time"),
      example: """
        local noon = docket.time.instant({ year = 2026, month = 1, day = 31, hour = 12 })
        """, lanes: .everywhere
    ) { (call: inout HostCall, context, function) throws(HostError) in
      var table = SpecTable(function.path, call.argument(0), parts)
      let year = table.integer("year")
      let civil = CivilTime(
        normalizingYear: year ?? 0, month: table.integer("month") ?? 1,
        day: table.integer("day") ?? 1, hour: table.integer("hour") ?? 0,
        minute: table.integer("minute") ?? 0, second: table.integer("second") ?? 0)
      try table.check()
      try give(zone(call, 1, context).instant(civil), function.path, &call, context)
    },
    APIFunction(
      "docket.time.add", "a later time", [t, .init("span", .keys(span), "how much later"), zone],
      gives: .init(.time, "a time"), example: "local later = docket.time.add(0, { months = 1 })",
      lanes: .everywhere
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let instant = call.instant(0)
      var table = SpecTable(function.path, call.argument(1), span)
      let years = (table.integer("years") ?? 0).withinCalendar
      let months = (table.integer("months") ?? 0).withinCalendar + 12 * years
      let weeks = (table.integer("weeks") ?? 0).withinCalendar
      let days = (table.integer("days") ?? 0).withinCalendar + 7 * weeks
      let hours = table.number("hours") ?? 0
      let minutes = (table.number("minutes") ?? 0) + 60 * hours
      let seconds = (table.number("seconds") ?? 0) + 60 * minutes
      try table.check()
      guard let rest = Int64(exactly: (seconds * 1000).rounded()) else {
        throw HostError(Text.apiTooLong)
      }
      let later = try zone(call, 2, context).adding(months: months, days: days, to: instant)
        .advanced(byMilliseconds: rest)
      try give(later, function.path, &call, context)
    },
    APIFunction(
      "docket.time.start_of", "when a period began",
      [.init("period", .words(of: Zone.Period.self)), t, zone], gives: .init(.time, "a time"),
      example: #"local monday = docket.time.start_of("week", 0)"#, lanes: .everywhere,
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let word = call.text(0)
      guard let period = Zone.Period(rawValue: word) else {
        let known = Zone.Period.allCases.map(\.rawValue)
        throw HostError(Text.apiPeriod(unknown: Names.unknown(word, among: known)))
      }
      let start = try zone(call, 2, context).start(of: period, at: call.instant(1))
      try give(start, function.path, &call, context)
    },
    APIFunction(
      "docket.time.span", "a duration in seconds",
      [.init("duration", .text, "as 90m, 4h, 10d or 2w")], gives: .init(.number, "seconds"),
      example: #"local seconds = docket.time.span("90m")"#, lanes: .everywhere
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let text = call.text(0)
      do throws(TimeError) {
        let length = Instant(milliseconds: try TimeSpan.duration(text))
        call.results.value(length.lua, keys: context.layout.layout.keys)
      } catch {
        throw HostError(Text.apiSpan(problem: error))
      }
    },
  ]

  private static let zone = APIPart(
    "zone", .optional(.text), "as Europe/Berlin; the desk's, where it is left out")
  private static let t = APIPart("t", .time, "in seconds")
  private static let parts: [APIPart] = [
    .needed("year", .integer, "must be there"),
    .init("month", .integer, "1, where it is left out; what is out of range goes on"),
    .init("day", .integer, "1"), .init("hour", .integer, "0"), .init("minute", .integer, "0"),
    .init("second", .integer, "0"), .init("weekday", .integer, "is not looked at"),
  ]
  private static let span: [APIPart] = [
    .init("years", .integer, "of the calendar"), .init("months", .integer, "of the calendar"),
    .init("weeks", .integer, "of seven days"),
    .init("days", .integer, "on the clock, also where it changes"),
    .init("hours", .number, "of 3600 seconds"), .init("minutes", .number, "of 60 seconds"),
    .init("seconds", .number, "with a fraction"),
  ]

  /// Answers a moment that was reckoned; raises where it is not of the years 0 to 9999.
  private static func give(
    _ instant: Instant, _ path: String, _ call: inout HostCall, _ context: SandboxContext,
  ) throws(HostError) {
    guard instant.isOfCalendar else {
      throw HostError(Text.frameOf(owner: path, problem: Text.timeYears))
    }
    context.writer.time(instant, into: &call.results)
  }

  private static func zone(
    _ call: borrowing HostCall, _ position: Int, _ context: SandboxContext,
  ) throws(HostError) -> Zone {
    guard let name = call.argument(position).text else { return context.desk.zone }
    do throws(TimeError) {
      return try Zone.named(name)
    } catch {
      throw HostError(error.text)
    }
  }

  /// The formats that a text may have, one or a list; `nil` is ISO 8601.
  private static func formats(
    _ call: borrowing HostCall,
  ) throws(HostError) -> [TimeFormat?] {
    guard let list = call.argument(1).texts, !list.isEmpty else {
      let given = call.argument(1)
      guard let format = given.text ?? (given == .null ? iso : nil) else {
        throw APIFunction.wrong("format", Text.valueText, given)
      }
      return [format == iso ? nil : try timeFormat(format)]
    }
    var formats: [TimeFormat?] = []
    for format in list { formats.append(format == iso ? nil : try timeFormat(format)) }
    return formats
  }

  /// The time that a text tells in the first format that it has; throws what the last one says.
  private static func instant(
    of text: String, in formats: ArraySlice<TimeFormat?>, zone: Zone,
  ) throws(TimeError) -> Instant {
    guard let first = formats.first, formats.count > 1 else {
      let format = formats.first ?? nil
      return if let format {
        try format.parse(text, zone: zone)
      } else {
        try Instant(iso: text, zone: zone)
      }
    }
    do throws(TimeError) {
      return try instant(of: text, in: [first], zone: zone)
    } catch {
      return try instant(of: text, in: formats.dropFirst(), zone: zone)
    }
  }

  private static let iso = "ISO 8601"

  private static func timeFormat(_ text: String) throws(HostError) -> TimeFormat {
    do throws(TimeError) {
      return try TimeFormat(text)
    } catch {
      throw HostError(error.text)
    }
  }
}
