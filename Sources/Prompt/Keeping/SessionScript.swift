import LuaSyntax

/// An entry of a session that was evaluated.
struct PromptEntry {
  /// What was typed, or the text of a file.
  let typed: String
  /// The Lua that was evaluated.
  let source: String
  /// Whether it ended before its end.
  var isFailed = false
}

/// The entries of a session as one script, which does the same again.
///
/// Results keep their numbers; what failed is left out.
struct SessionScript {
  private(set) var text = ""

  /// `isExpression` says of an entry whether it is an expression.
  init(_ entries: [PromptEntry], isExpression: (String) -> Bool) {
    var last: Int?
    for (index, entry) in entries.enumerated() where !entry.isFailed {
      let number = index + 1
      let source = isExpression(entry.source) ? SessionScript.result(of: entry.source, number) : nil
      last = source == nil ? nil : number
      add(source ?? SessionScript.statement(entry.source, number))
    }
    if let last { text += "return _\(last)\n" }
  }

  private mutating func add(_ statement: String) {
    // Without it Lua would take the parenthesis for a call of what the line before ends with.
    if !text.isEmpty, statement.drop(while: \.isWhitespace).first == "(" { text += ";" }
    text += statement + "\n"
  }

  private static func result(of expression: String, _ number: Int) -> String {
    "_\(number) = \(expression)\n_ = _\(number)"
  }

  /// A `return` would end the script, so it ends a function of its own.
  private static func statement(_ source: String, _ number: Int) -> String {
    guard LuaTokens(source).code.contains(where: { $0.isKeyword(.return) }) else { return source }
    let function = ["(function(...)", source, "end)(...)"].joined(separator: "\n")
    return result(of: function, number)
  }
}
