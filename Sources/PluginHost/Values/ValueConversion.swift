import Kernel
import Lua
import Texts

/// Turns values of Lua into values of the kernel, and back.
///
/// A time is seconds since 1970, a duration seconds or such as `"90m"`, a person a name, a ticket
/// its number, a stage its name, `docket.none` the empty value.
enum ValueConversion {
  /// The value of a field's declaration, as its default; `nil` where it does not fit the kind.
  static func declared(_ value: LuaValue, kind: FieldKind, isMany: Bool) -> Value? {
    if isMany {
      guard let items = value.items else { return nil }
      let values = items.compactMap { scalar($0, kind: kind) }
      return values.count == items.count ? .listing(values) : nil
    }
    return scalar(value, kind: kind)
  }

  private static func scalar(_ value: LuaValue, kind: FieldKind) -> Value? {
    switch kind {
    case .integer: value.integer.map(Value.integer)
    case .number: value.number.map(number)
    case .boolean: value.boolean.map(Value.boolean)
    case .duration: Durations.milliseconds(value).map(Value.integer)
    case .time: instant(value).map(Value.time)
    case .ticket: value.integer.map { .ticket(Ticket.ID(rawValue: $0)) }
    case .person, .stage, .category, .attachment: nil
    case .priority: value.text.flatMap(Priority.init).map { .text($0.rawValue) }
    case .text, .longText, .date, .choice, .queue, .tag: value.text.map(Value.text)
    }
  }

  /// What is said of a list's elements.
  static let elementKeys: [APIPart] = [
    .init("add", .list, "elements that are to be in it"),
    .init("remove", .list, "elements that are to be out of it"),
  ]

  /// What a plugin gives for a field: a value, a whole list, or `{ add = {}, remove = {} }`.
  ///
  /// Whether it fits the field's kind is for the kernel to say.
  static func assignment(
    _ value: LuaValue, for field: FieldDefinition?,
  ) throws(HostError) -> Request.Assignment {
    if case .table(let pairs) = value, !pairs.isEmpty {
      let subject =
        field.map { Text.apiChangeOf(name: $0.name) } ?? Text.apiChangeOfField
      var table = SpecTable(subject, value, elementKeys)
      let adding = table.items("add")
      let removing = table.items("remove")
      try table.check()
      var more: [Value] = []
      var less: [Value] = []
      for item in adding { more.append(try given(item, for: field)) }
      for item in removing { less.append(try given(item, for: field)) }
      return .elements(adding: more, removing: less)
    }
    return .value(try given(value, for: field))
  }

  /// A value as a plugin gives it, read by the kind of field that it is for.
  static func given(_ value: LuaValue, for field: FieldDefinition?) throws(HostError) -> Value {
    switch value {
    case .none: return .none
    case .null: throw HostError(Text.apiNil)
    case .boolean(let value): return .boolean(value)
    case .integer, .number: return try numeric(value, for: field)
    case .string(let text): return .text(text)
    case .array(let items):
      var values: [Value] = []
      for item in items { values.append(try given(item, for: field)) }
      return .listing(values)
    case .table(let pairs) where pairs.isEmpty: return .none
    case .bytes, .table, .record, .function:
      let got = value.kindName
      throw HostError(
        field.map { Text.apiCannotHold(name: $0.name, got: got) }
          ?? Text.apiFieldCannotHold(got: got))
    }
  }

  private static func numeric(
    _ value: LuaValue, for field: FieldDefinition?,
  ) throws(HostError) -> Value {
    switch field?.kind {
    case .time:
      guard let instant = instant(value) else {
        throw HostError(Text.apiNoTime(got: value.kindName))
      }
      return .time(instant)
    case .duration:
      guard let length = Durations.milliseconds(value) else {
        throw HostError(Text.apiNoDuration(got: value.kindName))
      }
      return .integer(length)
    case .ticket:
      guard let number = value.integer else {
        throw HostError(Text.apiNoTicket(got: value.kindName))
      }
      return .ticket(Ticket.ID(rawValue: number))
    default:
      return number(value.number ?? 0)
    }
  }

  /// A whole number where it is one.
  static func number(_ value: Double) -> Value {
    Int64(exactly: value).map(Value.integer) ?? .number(value)
  }

  /// The moment that a number of seconds is, of the years 0 to 9999.
  static func instant(_ value: LuaValue) -> Instant? {
    switch value {
    case .integer(let seconds): Instant(given: seconds.multipliedSaturated(by: 1000))
    case .number(let seconds): Instant(givenSeconds: seconds)
    default: nil
    }
  }
}

extension Instant {
  /// Seconds since 1970, as Lua has times: a whole number where it is one.
  var lua: LuaValue {
    milliseconds % 1000 == 0 ? .integer(milliseconds / 1000) : .number(Double(milliseconds) / 1000)
  }
}

/// Lengths of time as Lua gives them: `"90m"`, `"4h"`, `"10d"`, `"2w"`, or seconds.
enum Durations {
  /// Milliseconds; `nil` where it is no duration, or one of more than 10,000 years.
  static func milliseconds(_ value: LuaValue) -> Int64? {
    let length: Int64? =
      switch value {
      case .integer(let seconds): seconds.multipliedSaturated(by: 1000)
      case .number(let seconds): Int64(exactly: (seconds * 1000).rounded())
      case .string(let text): try? TimeSpan.duration(text)
      default: nil
      }
    return length.flatMap { TimeSpan.durations.contains($0) ? $0 : nil }
  }
}
