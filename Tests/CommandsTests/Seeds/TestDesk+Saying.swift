import Foundation
import Testing

/// What somebody does and reads, where only the words matter.
extension TestDesk {
  /// Runs a command that is done, and gives what it prints.
  @discardableResult
  func done(
    _ arguments: String..., as person: String? = nil, input: String = "",
    sourceLocation: SourceLocation = #_sourceLocation,
  ) throws -> String {
    let result = try process(arguments, as: person, input: Data(input.utf8)).run()
    #expect(result.status == 0, "\(arguments): \(result)", sourceLocation: sourceLocation)
    return result.output
  }

  /// Runs a command that ends with a status other than 0, and gives what it says of that.
  @discardableResult
  func fails(
    _ status: Int32, _ arguments: String..., as person: String? = nil, saying words: String = "",
    sourceLocation: SourceLocation = #_sourceLocation,
  ) throws -> String {
    let result = try process(arguments, as: person).run()
    #expect(result.status == status, "\(arguments): \(result)", sourceLocation: sourceLocation)
    let isSaid = words.isEmpty || (result.output + result.errors).contains(words)
    #expect(isSaid, "\(arguments): \(result)", sourceLocation: sourceLocation)
    return result.errors
  }

  /// A ticket as programs read it.
  func ticket(_ number: Int, as person: String? = nil) throws -> [String: Any] {
    try #require(try json("show", "\(number)", as: person) as? [String: Any])
  }

  /// What a command prints as a list of objects.
  func rows(_ arguments: String..., as person: String? = nil) throws -> [[String: Any]] {
    let result = try process(arguments + ["--json"], as: person).run()
    let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require(document as? [[String: Any]])
  }

  /// The numbers of the tickets that a query finds.
  func found(_ query: String, as person: String? = nil) throws -> [Int] {
    try rows("list", query, as: person).compactMap { $0["id"] as? Int }
  }

  /// All that somebody was told, once everything is delivered: a busy machine leaves some to the worker.
  func told(_ person: String) throws -> [[String: Any]] {
    try done("work", "--once")
    return try rows("inbox", "--all", as: person)
  }

  /// Writes a file into the folder that commands are run in.
  func file(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
  }
}

extension [String: Any] {
  /// A member that is a text.
  func text(_ name: String) -> String? { self[name] as? String }

  /// A member that is a list of texts.
  func texts(_ name: String) -> [String]? { self[name] as? [String] }

  /// What stands in the members of that name, the heading and the words of a notice for one.
  func says(_ words: String) -> Bool {
    values.contains { ($0 as? String)?.contains(words) == true }
  }

  /// A member that is a moment.
  func moment(_ name: String) -> Date? {
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return text(name).flatMap { try? format.parse($0) }
  }
}
