import Texts

/// Reads numbers, truths and durations for a field.
struct ScalarReader {
  let field: String
  let kind: FieldKind
  let typing: Typing

  func value(_ value: Value) throws -> Value {
    switch kind {
    case .integer: return .integer(try integer(value))
    case .number: return try number(value)
    case .boolean: return .boolean(try boolean(value))
    default: return .integer(try duration(value))
    }
  }

  private func integer(_ value: Value) throws -> Int64 {
    switch value {
    case .integer(let number): return number
    case .number(let number):
      if let whole = Int64(exactly: number) { return whole }
    case .text(let text):
      if let whole = typing.integer(text) { return whole }
    default: break
    }
    throw Refusal.Problem(
      .invalid, field: field, Text.fieldWantsInteger(value: value.plainText))
  }

  private func number(_ value: Value) throws -> Value {
    switch value {
    case .integer(let number): return .number(Double(number))
    case .number: return value
    case .text(let text):
      do throws(TypedNumber.Problem) {
        return .number(try typing.number(text))
      } catch {
        throw Refusal.Problem(.invalid, field: field, error.text(of: text))
      }
    default: break
    }
    throw Refusal.Problem(
      .invalid, field: field, Text.fieldWantsNumber(value: value.plainText))
  }

  private func boolean(_ value: Value) throws -> Bool {
    switch value {
    case .boolean(let truth): return truth
    case .text(let text):
      if let truth = typing.isYes(text) { return truth }
    default: break
    }
    throw Refusal.Problem(.invalid, field: field, Text.fieldWantsBoolean(value: value.plainText))
  }

  /// Milliseconds; numbers are taken as such, texts as `90m`, `2 h 30`, `2 Stunden 30 Minuten`.
  private func duration(_ value: Value) throws -> Int64 {
    switch value {
    case .integer(let milliseconds) where TimeSpan.durations.contains(milliseconds):
      return milliseconds
    case .text(let text):
      do throws(TimeError) {
        return try typing.duration(text)
      } catch .malformed {
        throw Refusal.Problem(
          .invalid, field: field, Text.fieldWantsNot(expected: Text.valueLength, value: text))
      } catch {
        throw Refusal.Problem(.invalid, field: field, error.text)
      }
    default:
      throw Refusal.Problem(.invalid, field: field, Text.fieldWantsDuration)
    }
  }
}

/// Reads times and dates for a field.
struct MomentReader {
  let field: String
  let kind: FieldKind
  let typing: Typing

  func value(_ value: Value) throws -> Value {
    switch (kind, value) {
    case (.time, .time(let instant)):
      guard instant.isOfCalendar else {
        throw Refusal.Problem(.invalid, field: field, Text.timeYears)
      }
      return value
    case (.time, .text(let text)):
      do throws(TimeError) {
        return .time(try typing.moment(text))
      } catch {
        throw Refusal.Problem(.invalid, field: field, error.text)
      }
    case (.date, .text(let text)):
      if case .day? = try? ISOTime(parsing: text, zone: typing.zone) { return value }
      do throws(TimeError) {
        guard let day = try typing.day(text) else { break }
        return .text(day.description)
      } catch {
        guard case .noSuchTime = error else { break }
        throw Refusal.Problem(.invalid, field: field, error.text)
      }
    default: break
    }
    let expected = kind == .date ? Text.fieldDate : Text.fieldTime
    throw Refusal.Problem(
      .invalid,
      field: field, Text.fieldWantsNot(expected: expected, value: value.plainText))
  }
}
