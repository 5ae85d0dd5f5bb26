import Crypto

/// A JSON document as the desk stores it: numbers may have a fraction.
///
/// Its text is to the byte what Foundation's encoder gives with sorted keys and plain slashes, which
/// wrote the documents of earlier versions.
package enum JSONNode: Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  /// A finite number.
  case number(Double)
  case string(String)
  case array([JSONNode])
  case object([(String, JSONNode)])

  var isNull: Bool { if case .null = self { true } else { false } }
}

extension JSONNode: JSONBuilding {
  package static var jsonNull: JSONNode { .null }
  package static func json(boolean: Bool) -> JSONNode { .boolean(boolean) }
  package static func json(integer: Int64) -> JSONNode { .integer(integer) }
  package static func json(fraction: Double) -> JSONNode { .number(fraction) }
  package static func json(string: String) -> JSONNode { .string(string) }
  package static func json(array: [JSONNode]) -> JSONNode { .array(array) }
  package static func json(object: [(String, JSONNode)]) -> JSONNode { .object(object) }
}

extension JSONNode {
  /// Appends the document's text.
  func write(to output: inout [UInt8]) {
    switch self {
    case .null: output.append(utf8: "null")
    case .boolean(let value): output.append(utf8: value ? "true" : "false")
    case .integer(let value): output.append(utf8: "\(value)")
    case .number(let value):
      let digits = "\(value)"
      output.append(utf8: digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
    case .string(let value): JSON.write(value, to: &output, isShort: true)
    case .array(let items):
      JSONNode.write(items, between: ("[", "]"), to: &output) { $0.write(to: &$1) }
    case .object(let members):
      let sorted = members.sorted { $0.0.precedesByBytes($1.0) }
      JSONNode.write(sorted, between: ("{", "}"), to: &output) { member, output in
        JSON.write(member.0, to: &output, isShort: true)
        output.append(UInt8(ascii: ":"))
        member.1.write(to: &output)
      }
    }
  }

  private static func write<Part>(
    _ parts: [Part], between ends: (String, String), to output: inout [UInt8],
    _ write: (Part, inout [UInt8]) -> Void,
  ) {
    output.append(utf8: ends.0)
    for (place, part) in parts.enumerated() {
      if place > 0 { output.append(UInt8(ascii: ",")) }
      write(part, &output)
    }
    output.append(utf8: ends.1)
  }
}
