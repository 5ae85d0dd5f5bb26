import ArgumentParser
import Display
import Kernel

/// A command as its definition says it: what it takes, for completion and the manual.
///
/// Source: the document that swift-argument-parser writes of a command (ToolInfo, version 0).
struct CommandShape {
  let name: String
  let abstract: String
  let discussion: String
  let arguments: [ArgumentShape]

  /// Reads the command's definition; costs about a millisecond.
  init(_ command: any ParsableCommand.Type) throws {
    let document = try JSON(parsing: command._dumpHelp())
    let shape = document["command"] ?? .null
    name = shape["commandName"]?.string ?? ""
    abstract = shape["abstract"]?.string ?? ""
    discussion = shape["discussion"]?.string ?? ""
    arguments = (shape["arguments"]?.array ?? []).compactMap(ArgumentShape.init)
  }

  var options: [ArgumentShape] { arguments.filter { $0.kind != .positional } }
  var positionals: [ArgumentShape] { arguments.filter { $0.kind == .positional } }

  /// The option that is typed so.
  func option(_ name: some StringProtocol) -> ArgumentShape? {
    options.first { $0.names.contains(String(name)) }
  }
}

/// An argument of a command.
struct ArgumentShape {
  enum Kind: String {
    case positional
    case option
    case flag
  }

  let kind: Kind
  /// As it is typed: `--reason`; empty for what stands by its place.
  let names: [String]
  let valueName: String
  let abstract: String
  let standard: String?
  let isOptional: Bool
  let isRepeating: Bool
  let completion: Completion

  /// How its values are completed.
  enum Completion {
    case words([String])
    case files(Files)
    case source(CompletionSource)
  }

  /// Which files are meant, where it is a path.
  enum Files {
    case folders
    case any
  }

  /// `nil` for an argument that is not shown.
  init?(_ shape: JSON) {
    guard shape["shouldDisplay"]?.boolean ?? true,
      let kind = shape["kind"]?.string.flatMap(Kind.init)
    else { return nil }
    self.kind = kind
    names = (shape["names"]?.array ?? []).compactMap { name in
      guard let text = name["name"]?.string else { return nil }
      return name["kind"]?.string == "long" ? "--\(text)" : "-\(text)"
    }
    valueName = shape["valueName"]?.string ?? ""
    abstract = shape["abstract"]?.string ?? ""
    standard = shape["defaultValue"]?.string
    isOptional = shape["isOptional"]?.boolean ?? false
    isRepeating = shape["isRepeating"]?.boolean ?? false
    completion = Completion(shape)
  }

  /// What it is called: `reason` of `--reason`, else its value's name.
  var name: String {
    names.first { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) } ?? valueName
  }
}

extension ArgumentShape.Completion {
  /// Reads the argument's declaration.
  fileprivate init(_ shape: JSON) {
    let kind = shape["completionKind"]
    if let list = kind?["list"]?["values"]?.array ?? shape["allValues"]?.array {
      self = .words(list.compactMap(\.string))
    } else if kind?["directory"] != nil {
      self = .files(.folders)
    } else if kind?["file"] != nil {
      self = .files(.any)
    } else {
      let source = kind?["shellCommand"]?["command"]?.string.flatMap(CompletionSource.init)
      self = .source(source ?? .nothing)
    }
  }
}
