/// An expression of names, indexes and calls, such as `docket.tickets.get(42).queue`.
package struct LuaPath: Hashable, Sendable {
  /// One part of it.
  package enum Step: Hashable, Sendable {
    case name(String)
    /// A name after `:`.
    case method(String)
    /// A string in brackets: `fields["order number"]`.
    case key(String)
    /// A number in brackets, as it is written.
    case index(String)
    /// The result of calling what stands before; its arguments are not kept.
    case call
  }

  package let steps: [Step]

  /// Puts a path together; the first step is a name.
  package init(_ steps: [Step]) {
    self.steps = steps
  }

  /// Its names with dots between; `nil` if there is anything but names in it.
  package var dotted: String? {
    var names: [String] = []
    for step in steps {
      guard case .name(let name) = step else { return nil }
      names.append(name)
    }
    return names.joined(separator: ".")
  }
}

/// An argument of a call, by its number from 1.
///
/// The object of a method does not count: in `t42:close{` the table is argument 1.
package struct LuaArgument: Hashable, Sendable {
  package let function: LuaPath
  package let number: Int

  /// Names an argument.
  package init(of function: LuaPath, number: Int) {
    self.function = function
    self.number = number
  }
}

/// A place in a table that is given to a call.
package struct LuaTablePlace: Hashable, Sendable {
  /// How one gets from a table to what is in it.
  package enum Step: Hashable, Sendable {
    case key(String)
    /// One of a list.
    case item
  }

  package let argument: LuaArgument
  /// The way from the argument to the place; empty for the argument itself.
  package let steps: [Step]

  /// Names a place.
  package init(in argument: LuaArgument, _ steps: [Step] = []) {
    self.argument = argument
    self.steps = steps
  }

  /// An item of the list at this place.
  var item: LuaTablePlace { LuaTablePlace(in: argument, steps + [.item]) }
}
