import Kernel
import Lua
import Texts

/// Arguments by position; that they are of the kind that is asked for, dispatch has seen.
extension HostCall {
  func text(_ position: Int) -> String { argument(position).text.declared(at: position) }
  func integer(_ position: Int) -> Int64 { argument(position).integer.declared(at: position) }
  func function(_ position: Int) -> LuaFunction {
    argument(position).function.declared(at: position)
  }

  /// A moment given as seconds.
  func instant(_ position: Int) -> Instant {
    ValueConversion.instant(argument(position)).declared(at: position)
  }

  func ticketID(_ position: Int) -> Ticket.ID { Ticket.ID(rawValue: integer(position)) }

  /// Whether the argument was left out.
  func isMissing(_ position: Int) -> Bool { argument(position) == .null }

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

extension Optional {
  /// The value of an argument whose kind the function declares.
  fileprivate func declared(at position: Int) -> Wrapped {
    guard let self else { preconditionFailure("argument \(position) is not declared so") }
    return self
  }
}

extension SandboxContext {
  /// The desk, where this lane has one.
  func desk(for path: String) throws(HostError) -> any DeskReading {
    guard let reading else { throw HostError(Text.apiNothingToRead(path: path)) }
    return reading
  }

  /// Refuses a person who may not leave something on the desk by a script that they run by hand.
  ///
  /// Plugins leave what they leave as themselves; a person needs a permission for everything.
  func requireToLeave(_ path: String, byHand permission: Permission) throws(HostError) {
    guard let person, let rulebook else { return }
    guard !rulebook.authority(of: person).mayEver(permission) else { return }
    throw HostError(
      Text.apiPersonNeeds(path: path, person: person.name, permission: permission))
  }

  /// Runs what the store may fail at; its trouble is the plugin's to hear of.
  func reading<Result>(_ body: () throws -> Result) throws(HostError) -> Result {
    do {
      return try body()
    } catch let error as HostError {
      throw error
    } catch let stop as PromptStop {
      throw HostError(stop.text)
    } catch let refusal as Refusal {
      throw HostError(refusal.text)
    } catch {
      throw HostError(Text.apiUnreadable(problem: Text(of: error)))
    }
  }
}
