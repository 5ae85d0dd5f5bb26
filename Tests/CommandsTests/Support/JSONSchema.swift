import Foundation

/// The written schema of what commands print, and a validator of the part of JSON Schema it uses:
/// type, properties, required, additionalProperties, items, enum, pattern, anyOf and $ref.
struct JSONSchema {
  private let root: [String: Any]

  /// Reads `scripts/json-schema.json`.
  init() throws {
    let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../scripts")
      .appendingPathComponent("json-schema.json").standardizedFileURL
    root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
  }

  /// The commands that have a document.
  var commands: Set<String> { Set((root["properties"] as? [String: Any] ?? [:]).keys) }

  /// What is wrong with a command's document; nothing where it is as written.
  func problems(of document: Any, from command: String) -> [String] {
    guard let schema = (root["properties"] as? [String: Any])?[command] else {
      return ["there is no schema of \(command)"]
    }
    return check(document, schema, "")
  }

  /// What is wrong with the document of a command that failed.
  func problems(ofFailure document: Any) -> [String] {
    check(document, ["$ref": "#/$defs/failure"], "")
  }

  /// Words of the schema that this validator does not know: it would pass over them.
  var unknownWords: Set<String> {
    let definitions = root["$defs"] as? [String: Any] ?? [:]
    let all =
      Array(definitions.values) + Array((root["properties"] as? [String: Any] ?? [:]).values)
    return all.reduce(into: Set()) { $0.formUnion(words(of: $1)) }.subtracting(JSONSchema.known)
  }

  private func words(of schema: Any) -> Set<String> {
    guard let schema = schema as? [String: Any] else { return [] }
    var words = Set(schema.keys)
    for inner in (schema["properties"] as? [String: Any] ?? [:]).values {
      words.formUnion(self.words(of: inner))
    }
    for inner in [schema["items"], schema["additionalProperties"]].compactMap(\.self) {
      words.formUnion(self.words(of: inner))
    }
    for inner in schema["anyOf"] as? [Any] ?? [] { words.formUnion(self.words(of: inner)) }
    return words
  }

  private func check(_ value: Any, _ schema: Any, _ path: String) -> [String] {
    guard let schema = schema as? [String: Any] else { return [] }
    if let name = schema["$ref"] as? String {
      let key = name.replacingOccurrences(of: "#/$defs/", with: "")
      guard let target = (root["$defs"] as? [String: Any])?[key] else { return ["no \(name)"] }
      return check(value, target, path)
    }
    if let choices = schema["anyOf"] as? [Any] {
      let found = choices.map { check(value, $0, path) }
      return found.contains(where: \.isEmpty) ? [] : found.first ?? []
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    let kind = JSONSchema.kind(of: value)
    guard types.isEmpty || types.contains(kind) else {
      return ["\(path) is \(kind), not \(types.joined(separator: " or "))"]
    }
    return checkText(value, schema, path) + checkMembers(value, schema, path)
      + ((value as? [Any]) ?? []).enumerated().flatMap { index, item in
        schema["items"].map { check(item, $0, "\(path)[\(index)]") } ?? []
      }
  }

  private func checkText(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    guard let text = value as? String else { return [] }
    if let choices = schema["enum"] as? [String], !choices.contains(text) {
      return ["\(path) is \(text), not one of \(choices)"]
    }
    if let pattern = schema["pattern"] as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      return ["\(path) is \(text), which does not match \(pattern)"]
    }
    return []
  }

  private func checkMembers(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    guard let members = value as? [String: Any] else { return [] }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }
    return missing.map { "\(path).\($0) is missing" }
      + members.flatMap { name, member -> [String] in
        if let known = properties[name] { return check(member, known, "\(path).\(name)") }
        guard let other = schema["additionalProperties"] else { return [] }
        if other as? Bool == false { return ["\(path).\(name) is not in the schema"] }
        return check(member, other, "\(path).\(name)")
      }
  }

  private static func kind(of value: Any) -> String {
    switch value {
    case is NSNull: "null"
    case is String: "string"
    case is [Any]: "array"
    case is [String: Any]: "object"
    case let number as NSNumber:
      // A boolean is a number too, to Foundation; only its type, C's `char`, tells them apart.
      unsafe number.objCType.pointee == CChar(UInt8(ascii: "c")) ? "boolean" : "integer"
    default: "unknown"
    }
  }

  private static let known: Set = [
    "type", "properties", "required", "additionalProperties", "items", "enum", "pattern", "anyOf",
    "$ref", "description",
  ]
}
