import Crypto
import Kernel
import Texts

/// A document that a form is answered with, as it was found in a stream of them.
package struct FormDocument: Sendable {
  /// The line in which it begins, from 1.
  package let line: Int
  /// The answers by field, in the document's order; or what is wrong with it.
  package let answers: Result<[(name: String, answer: JSON)], Refusal>
  /// What it is known by where it has no name of its own: the digest of what it says, and which of
  /// those that say the same it is.
  ///
  /// Empty where such documents are not counted.
  package fileprivate(set) var digest = ""

  /// The language that somebody types in; their own if it is `nil`.
  package private(set) var language: Language?

  /// Answers that somebody types, which may be given again and again.
  package init(answers: [(name: String, answer: JSON)], in language: Language? = nil) {
    line = 1
    self.language = language
    self.answers = .success(answers)
  }

  fileprivate init(line: Int, bytes: [UInt8]) {
    self.line = line
    guard String(validating: bytes, as: UTF8.self) != nil else {
      answers = .failure(Refusal(.invalid, Text.formNotUtf8(line: line)))
      return
    }
    do throws(JSONError) {
      let document = try JSON(jsonBytes: bytes)
      guard let members = document.members else {
        answers = .failure(Refusal(.invalid, Text.formNoDocument(line: line)))
        return
      }
      answers = .success(members.map { (name: $0.0, answer: $0.1) })
    } catch {
      let before = bytes.prefix(error.offset)
      let column = error.offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
      let place = line + before.count { $0 == 0x0A }
      answers = .failure(
        Refusal(
          .invalid,
          RowProblem.notJSON(line: place, column: column, expected: error.expected).text))
    }
  }

  /// The digest of what it says; `nil` where it says nothing.
  fileprivate var known: String? {
    guard case .success(let answers) = answers else { return nil }
    return Digest(of: JSON.object(answers.map { ($0.name, $0.answer) }).bytes).hex
  }

  fileprivate init(line: Int, problem: Text) {
    self.line = line
    answers = .failure(Refusal(.invalid, problem))
  }
}

/// Finds the documents in bytes that come in bit by bit: one of many lines, or one a line.
///
/// A document ends where its braces close, or where it is broken: the next one begins with a brace
/// at the beginning of a line, so that one that was cut off takes no other with it.
package struct DocumentScanner {
  private var line: [UInt8] = []
  private var number = 0
  private var document: [UInt8] = []
  private var start = 0
  private var depth = 0
  private var isSkipping = false
  /// How often each document stood there, by what it says; `nil` where nobody asks.
  private var seen: [String: Int]?

  /// Begins with nothing; with `countsEqual` documents are known by what they say.
  ///
  /// Something is kept for each of them then: for files, which end. A stream may go on for ever.
  package init(countsEqual: Bool = false) {
    seen = countsEqual ? [:] : nil
  }

  /// The documents that end in the bytes that came next.
  package mutating func take(_ bytes: some Collection<UInt8>) -> [FormDocument] {
    var found: [FormDocument] = []
    for byte in bytes {
      guard byte != 0x0A else {
        endLine(into: &found)
        continue
      }
      if line.count <= Limit.documentBytes { line.append(byte) }
    }
    return found
  }

  /// The documents that end with the input, the last of them perhaps cut off.
  package mutating func finish() -> [FormDocument] {
    var found: [FormDocument] = []
    if !line.isEmpty { endLine(into: &found) }
    end(into: &found)
    return found
  }

  private mutating func endLine(into found: inout [FormDocument]) {
    number += 1
    var text = line
    line.removeAll(keepingCapacity: true)
    if number == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    let begins = text.first == UInt8(ascii: "{")
    if begins, !document.isEmpty { end(into: &found) }
    if isSkipping, !begins { return }
    isSkipping = false
    guard !document.isEmpty || !text.allSatisfy(\.isSpace) else { return }
    if document.isEmpty { start = number }
    if !document.isEmpty { document.append(0x0A) }
    document += text
    guard document.count <= Limit.documentBytes else {
      found.append(
        FormDocument(
          line: start, problem: Text.formLong(line: start, megabytes: Limit.documentBytes >> 20)))
      document.removeAll()
      (depth, isSkipping) = (0, true)
      return
    }
    let isWhole = scan(text)
    if depth <= 0 || !isWhole { end(into: &found) }
  }

  /// Follows the braces of a line; whether no text is left open in it, which JSON does not allow.
  private mutating func scan(_ text: [UInt8]) -> Bool {
    var (isInText, isEscaped) = (false, false)
    for byte in text {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInText: isEscaped = true
      case UInt8(ascii: "\""): isInText.toggle()
      case UInt8(ascii: "{") where !isInText, UInt8(ascii: "[") where !isInText: depth += 1
      case UInt8(ascii: "}") where !isInText, UInt8(ascii: "]") where !isInText: depth -= 1
      default: break
      }
    }
    return !isInText
  }

  private mutating func end(into found: inout [FormDocument]) {
    defer {
      document.removeAll(keepingCapacity: true)
      depth = 0
    }
    guard !document.isEmpty else { return }
    var new = FormDocument(line: start, bytes: document)
    if let digest = new.known, seen != nil {
      let count = (seen?[digest] ?? 0) + 1
      seen?[digest] = count
      new.digest = count > 1 ? "\(digest)/\(count)" : digest
    }
    // What follows a broken document is not looked at before the next one begins.
    if case .failure = new.answers { isSkipping = depth > 0 }
    found.append(new)
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}
