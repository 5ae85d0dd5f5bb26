import Kernel
import Lua
import Texts

extension HostCall {
  /// The text at a position, counted from 0.
  func text(_ position: Int, _ name: String) throws(HostError) -> String {
    let value = argument(position)
    guard let text = value.text else { throw wrong(name, Text("value.text"), value) }
    return text
  }

  func integer(_ position: Int, _ name: String) throws(HostError) -> Int64 {
    let value = argument(position)
    guard let number = value.integer else { throw wrong(name, Text("value.integer"), value) }
    return number
  }

  func number(_ position: Int, _ name: String) throws(HostError) -> Double {
    let value = argument(position)
    guard let number = value.number else { throw wrong(name, Text("value.number"), value) }
    return number
  }

  func function(_ position: Int, _ name: String) throws(HostError) -> LuaFunction {
    let value = argument(position)
    guard let function = value.function else { throw wrong(name, Text("value.function"), value) }
    return function
  }

  /// A moment given as seconds.
  func instant(_ position: Int, _ name: String) throws(HostError) -> Instant {
    let value = argument(position)
    guard let instant = ValueConversion.instant(value) else {
      throw wrong(name, Text("value.seconds"), value)
    }
    return instant
  }

  func ticketID(_ position: Int, _ name: String = "id") throws(HostError) -> Ticket.ID {
    Ticket.ID(rawValue: try integer(position, name))
  }

  /// The table of options at a position; empty where it was left out.
  func options(_ position: Int, _ subject: String) -> SpecTable {
    let value = argument(position)
    return SpecTable(subject, value == .null ? .table([]) : value)
  }

  /// Whether the argument was left out.
  func isMissing(_ position: Int) -> Bool { argument(position) == .null }

  private func wrong(_ name: String, _ wanted: Text, _ value: LuaValue) -> HostError {
    HostError(Text("api.wrong_argument", ["name": name, "wanted": wanted, "got": value.kindName]))
  }

  /// Answers nil and what went wrong: an expected failure.
  mutating func fail(_ code: Refusal.Code, _ text: Text) {
    fail(code.rawValue, text)
  }

  /// The same with a code that is not a refusal's.
  mutating func fail(_ code: String, _ text: Text) {
    results.null()
    let mark = results.beginTable()
    results.key("code")
    results.string(code)
    results.key("message")
    results.string(text.description)
    results.key("fields")
    results.end(results.beginTable())
    results.end(mark)
  }
}

extension SandboxContext {
  /// The desk, where this lane has one.
  func desk(for path: String) throws(HostError) -> any DeskReading {
    guard let reading else { throw HostError(Text("api.nothing_to_read", ["path": path])) }
    return reading
  }

  /// Refuses a person who may not leave something on the desk by a script that they run by hand.
  ///
  /// Plugins leave what they leave as themselves; a person needs a permission for everything.
  func requireToLeave(_ path: String, byHand permission: String) throws(HostError) {
    guard let person, let rulebook else { return }
    guard !rulebook.authority(of: person).mayEver(permission) else { return }
    throw HostError(
      Text(
        "api.person_needs", ["path": path, "person": person.name, "permission": permission]))
  }

  /// Runs what the store may fail at; its trouble is the plugin's to hear of.
  func reading<Result>(_ body: () throws -> Result) throws(HostError) -> Result {
    do {
      return try body()
    } catch let error as HostError {
      throw error
    } catch {
      throw HostError(Text("api.unreadable", ["problem": Text(of: error)]))
    }
  }
}
