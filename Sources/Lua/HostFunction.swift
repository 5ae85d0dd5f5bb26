/// Says to a script what it did wrong; raised in Lua at the line of the call.
package struct HostError: Error, Equatable, Sendable {
  package let message: String

  /// Raises this message.
  package init(_ message: String) {
    self.message = message
  }
}

/// The number of a host function in its layout.
package struct FunctionID: Hashable, Sendable {
  let rawValue: Int32
}

/// A function of the desk that scripts can call.
package struct HostFunction: Sendable {
  /// What a host function does with a call.
  package typealias Body = @Sendable (inout HostCall) throws(HostError) -> Void

  package let path: String
  let body: Body

  /// Places a function at a dotted path from the globals (`docket.tickets.get`); a path that begins
  /// with a colon (`:change.set`) is reached only as a method of a shape or as an iterator.
  package init(_ path: String, _ body: @escaping Body) {
    self.path = path
    self.body = body
  }
}

/// One call of a host function: arguments in, results out.
package struct HostCall: ~Copyable {
  /// The sandbox that calls; it may be called in turn, within what is left of its budget.
  package let sandbox: Sandbox
  /// The arguments; a method or iterator gets its handle as the first one.
  package let arguments: [LuaValue]
  /// Takes the results, one value after the other.
  package var results: WireWriter

  /// The argument at a position counted from 0, `.null` when it was left out.
  package func argument(_ position: Int) -> LuaValue {
    position < arguments.count ? arguments[position] : .null
  }
}
