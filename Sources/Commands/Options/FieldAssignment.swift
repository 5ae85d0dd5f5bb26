import ArgumentParser
import Display
import Kernel

/// `priority=high`, `tags+=late`, `tags-=late`: how a field is to change.
///
/// Source of the form: `^[a-z_][a-z0-9_.]*[+-]?=`; an empty value clears the field.
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

  /// A word that would be an assignment, were its field's name in small letters: that one.
  static func inSmallLetters(_ word: String) -> String? {
    guard FieldAssignment(argument: word) == nil, let equals = word.firstIndex(of: "=") else {
      return nil
    }
    let right = word[..<equals].lowercased() + word[equals...]
    return FieldAssignment(argument: right) == nil ? nil : right
  }

  private static func isName(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { byte in
      isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: ".")
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
  }
}

extension Value {
  /// The names in an option that may be given several times, each time with one or with commas.
  static func names(_ options: [String]) -> Value {
    .texts(
      options.flatMap { $0.split(separator: ",") }.map(\.trimmingBlanks).filter { !$0.isEmpty })
  }
}
