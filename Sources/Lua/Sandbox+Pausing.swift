import CLuaSandbox

/// Why a text that was tried at a line comes to nothing.
package struct PausedProblem: Error, CustomStringConvertible {
  package let message: String

  package var description: String { message }
}

/// What somebody who stops at a line may ask: to be used within `onPlace` only.
extension Sandbox {
  /// The names of the variables that the line sees, each once, locals first.
  package var pausedNames: [String] {
    var names: [String] = []
    var number: Int32 = 1
    var name = unsafe sandbox_bytes()
    while unsafe sandbox_paused_name(box, number, &name) {
      let text = unsafe String(name)
      if !text.isEmpty, !names.contains(text) { names.append(text) }
      number += 1
    }
    return names
  }

  /// What Lua comes to on that line: an expression's values, or nothing for statements.
  ///
  /// It is not billed and has no deadline.
  package func pausedAnswer(to text: String) throws(PausedProblem) -> [LuaValue] {
    var result = unsafe sandbox_bytes()
    let isDone = unsafe withBytes(of: text) { unsafe sandbox_paused_answer(box, $0, &result) }
    guard isDone else { throw unsafe PausedProblem(message: String(result)) }
    guard unsafe result.count > 0 else { return [] }
    var reader = unsafe WireReader(result, names: layout.keys.names)
    guard let values = reader.values() else {
      throw PausedProblem(message: "the value is malformed")
    }
    return values
  }
}
