import ArgumentParser
import Display
import Kernel

/// `priority=high`, `tags+=late`, `tags-=late`: how a field is to change.
///
/// Letters are of any script, digits are those of ASCII; an empty value clears the field.
struct FieldAssignment: ExpressibleByArgument {
  static let defaultCompletionKind = CompletionKind.source(.assignments)

  let field: String
  let assignment: Request.Assignment

  init?(argument: String) {
    guard let equals = argument.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    var name = argument[..<equals]
    let sign = name.last.flatMap { $0 == "+" || $0 == "-" ? $0 : nil }
    if sign != nil { name = name.dropLast() }
    guard FieldAssignment.isName(name) else { return nil }
    field = String(name)
    let value = Value.naming(String(argument[argument.index(after: equals)...]))
    assignment =
      switch sign {
      case "+": .elements(adding: [value], removing: [])
      case "-": .elements(adding: [], removing: [value])
      default: .value(value)
      }
  }

  /// Whether it may be a field's name or, in any language, the label of one, which the name is told of.
  private static func isName(_ name: Substring) -> Bool {
    guard let first = name.first, first.isLetter || first == "_" else { return false }
    return name.allSatisfy { $0.isLetter || "_.0123456789".contains($0) }
  }
}

extension Value {
  /// The names in an option that may be given several times, each time with one or with commas.
  static func names(_ options: [String]) -> Value {
    .texts(
      options.flatMap { $0.split(separator: ",") }.map(\.trimmingBlanks).filter { !$0.isEmpty })
  }
}
