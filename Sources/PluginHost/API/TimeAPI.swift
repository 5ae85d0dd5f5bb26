import Kernel
import Lua
import Texts

/// `docket.time.*`: times are seconds in UTC; a zone, where none is given, is the desk's.
enum TimeAPI {
  static let functions: [APIFunction] = [
    APIFunction("docket.time.now", "", "the present time", lanes: .reading) {
      (call: inout HostCall, context) throws(HostError) in
      let now = try context.desk(for: "docket.time.now").now
      context.writer.time(now, into: &call.results)
    },
    APIFunction(
      "docket.time.parse", "string, format, zone", "the time that a string tells",
      lanes: .everywhere,
    ) { (call: inout HostCall, context) throws(HostError) in
      let text = try call.text(0, "string")
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
      "docket.time.format", "t, format, zone", "a time as a string", lanes: .everywhere,
    ) { (call: inout HostCall, context) throws(HostError) in
      let instant = try call.instant(0, "t")
      let format = call.isMissing(1) ? "ISO 8601" : try call.text(1, "format")
      let zone = try zone(call, 2, context)
      call.results.string(
        format == "ISO 8601" ? instant.iso : try timeFormat(format).format(instant, zone: zone))
    },
    APIFunction("docket.time.parts", "t, zone", "year, month, day …", lanes: .everywhere) {
      (call: inout HostCall, context) throws(HostError) in
      let civil = try zone(call, 1, context).civil(try call.instant(0, "t"))
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
    APIFunction("docket.time.instant", "parts, zone", "the time of the parts", lanes: .everywhere) {
      (call: inout HostCall, context) throws(HostError) in
      var table = SpecTable("docket.time.instant", call.argument(0))
      let year = table.integer("year")
      if year == nil { table.fail("year", Text("table.missing")) }
      let civil = CivilTime(
        normalizingYear: year ?? 0, month: table.integer("month") ?? 1,
        day: table.integer("day") ?? 1, hour: table.integer("hour") ?? 0,
        minute: table.integer("minute") ?? 0, second: table.integer("second") ?? 0)
      _ = table.integer("weekday")
      try table.check()
      try give(zone(call, 1, context).instant(civil), "docket.time.instant", &call, context)
    },
    APIFunction("docket.time.add", "t, {days, months, …}, zone", "a later time", lanes: .everywhere)
    { (call: inout HostCall, context) throws(HostError) in
      let instant = try call.instant(0, "t")
      var table = SpecTable("docket.time.add", call.argument(1))
      let years = (table.integer("years") ?? 0).withinCalendar
      let months = (table.integer("months") ?? 0).withinCalendar + 12 * years
      let weeks = (table.integer("weeks") ?? 0).withinCalendar
      let days = (table.integer("days") ?? 0).withinCalendar + 7 * weeks
      let hours = table.number("hours") ?? 0
      let minutes = (table.number("minutes") ?? 0) + 60 * hours
      let seconds = (table.number("seconds") ?? 0) + 60 * minutes
      try table.check()
      guard let rest = Int64(exactly: (seconds * 1000).rounded()) else {
        throw HostError(Text("api.too_long"))
      }
      let later = try zone(call, 2, context).adding(months: months, days: days, to: instant)
        .advanced(byMilliseconds: rest)
      try give(later, "docket.time.add", &call, context)
    },
    APIFunction(
      "docket.time.start_of", "\"day\"|\"week\"|\"month\", t, zone", "when a period began",
      lanes: .everywhere,
    ) { (call: inout HostCall, context) throws(HostError) in
      let word = try call.text(0, "period")
      guard let period = Zone.Period(rawValue: word) else {
        let known = Zone.Period.allCases.map(\.rawValue)
        throw HostError(Text("api.period", ["unknown": Names.unknown(word, among: known)]))
      }
      let start = try zone(call, 2, context).start(of: period, at: try call.instant(1, "t"))
      try give(start, "docket.time.start_of", &call, context)
    },
    APIFunction("docket.time.span", "\"90m\"", "a duration in seconds", lanes: .everywhere) {
      (call: inout HostCall, context) throws(HostError) in
      let text = try call.text(0, "duration")
      do throws(TimeError) {
        let length = Instant(milliseconds: try TimeSpan.duration(text))
        call.results.value(length.lua, keys: context.layout.layout.keys)
      } catch {
        throw HostError(Text("api.span", ["problem": error]))
      }
    },
  ]

  /// Answers a moment that was reckoned; raises where it is not of the years 0 to 9999.
  private static func give(
    _ instant: Instant, _ path: String, _ call: inout HostCall, _ context: SandboxContext,
  ) throws(HostError) {
    guard instant.isOfCalendar else {
      throw HostError(Text("frame.of", ["owner": path, "problem": Text("time.years")]))
    }
    context.writer.time(instant, into: &call.results)
  }

  private static func zone(
    _ call: borrowing HostCall, _ position: Int, _ context: SandboxContext,
  ) throws(HostError) -> Zone {
    guard !call.isMissing(position) else { return context.desk.zone }
    let name = try call.text(position, "zone")
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
      let format = call.isMissing(1) ? iso : try call.text(1, "format")
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
