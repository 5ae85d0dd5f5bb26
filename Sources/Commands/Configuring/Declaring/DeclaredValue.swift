import Desk
import Display
import Kernel
import Texts

/// Values that are typed for a declaration, as Lua has them: a declaration is a file, which has one
/// form of numbers, days and lengths of time.
struct DeclaredValue {
  let kind: FieldKind?
  let typing: Typing

  /// A default, or its items between commas.
  func standard(_ text: String, isMany: Bool) throws(Failure) -> JSON {
    guard isMany else { return try value(text) }
    var items: [JSON] = []
    for item in text.split(separator: ",").map(\.trimmingBlanks) where !item.isEmpty {
      items.append(try value(String(item)))
    }
    return .array(items)
  }

  /// One value; what is none of the kind stands as it is typed, and is refused when it is checked.
  func value(_ text: String) throws(Failure) -> JSON {
    switch kind {
    case .integer, .ticket: return typing.integer(text).map(JSON.integer) ?? .string(text)
    case .number: return try number(text)
    case .boolean: return typing.isYes(text).map(JSON.boolean) ?? .string(text)
    case .duration:
      guard (try? TimeSpan.duration(text)) == nil, let length = try? typing.duration(text) else {
        return .string(text)
      }
      return .string("\(TimeSpan(milliseconds: length))")
    case .date, .time:
      // What is told from today is told from the day on which a ticket is made.
      let moment = try? Moment(parsing: text, zone: typing.zone, language: typing.language)
      guard case .day(let day)? = moment else { return .string(text) }
      return .string("\(day)")
    default: return .string(text)
    }
  }

  private func number(_ text: String) throws(Failure) -> JSON {
    if let whole = Int64(text) { return .integer(whole) }
    do throws(TypedNumber.Problem) {
      return .object([("number", .string("\(try typing.number(text))"))])
    } catch {
      guard error != .noNumber else { return .string(text) }
      throw Failure(.usage, error.text(of: text))
    }
  }

  /// The least and the most of something, as `1..10` or `1h..4h`; `nil` where nothing is said.
  func bounds(_ text: String?, of option: String) throws(Failure) -> JSON? {
    guard let text, !text.isEmpty else { return text.map { _ in .null } }
    guard let dots = text.firstRange(of: "..") else {
      throw Failure(.usage, Text.usageBounds(option: option, text: text))
    }
    var ends: [JSON] = []
    for end in [text[..<dots.lowerBound], text[dots.upperBound...]].map(\.trimmingBlanks) {
      guard !end.isEmpty else {
        throw Failure(.usage, Text.usageBounds(option: option, text: text))
      }
      let bound = kind == .duration ? try value(String(end)) : try number(String(end))
      ends.append(bound)
    }
    return .array(ends)
  }
}
