import Foundation

/// The texts of one language, as its folder of JSON documents has them.
struct WrittenLanguage {
  /// The folder's name, as `en`.
  let code: String
  var sections: [String: WrittenSection] = [:]
  /// What the kernel's own fields, priorities and categories are called, by their keys.
  var labels: [String: String] = [:]
  /// Translations of help, by the English paragraphs.
  var help: [String: String] = [:]
  /// Which words stand for the trade's terms, by the English terms.
  var glossary: [String: GlossaryTerm] = [:]

  /// All templates by their codes.
  var texts: [String: String] {
    sections.values.reduce(into: [:]) { $0.merge($1.texts) { first, _ in first } }
  }

  /// Reads a language's folder; throws at the first document that is not one.
  init(folder: URL) throws {
    code = folder.lastPathComponent
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() {
      try read(folder.appending(path: name))
    }
  }

  private mutating func read(_ file: URL) throws {
    let content = try Data(contentsOf: file)
    let place = "\(code)/\(file.lastPathComponent)"
    let decoder = JSONDecoder()
    do {
      switch file.lastPathComponent {
      case "labels.json": labels = try decoder.decode([String: String].self, from: content)
      case "help.json":
        help = try decoder.decode([String: String].self, from: content).filter { $1 != "" }
        guard Set(help.keys.map(helpKey)).count == help.count else {
          throw CatalogueError("\(place): a paragraph stands twice")
        }
      case "glossary.json":
        glossary = try decoder.decode([String: GlossaryTerm].self, from: content)
      default:
        let found = try decoder.decode([String: WrittenSection].self, from: content)
        for (name, section) in found {
          guard sections.updateValue(section, forKey: name) == nil else {
            throw CatalogueError("\(place): the section \(name) stands twice")
          }
        }
        try requireOnce(found, in: String(decoding: content, as: UTF8.self), place)
      }
    } catch let error as DecodingError {
      throw CatalogueError("\(place): \(error)")
    }
  }

  /// A decoder takes the last of two members with one name, and says nothing.
  private func requireOnce(
    _ sections: [String: WrittenSection], in document: String, _ place: String,
  ) throws {
    for code in sections.values.flatMap(\.texts.keys)
    where document.components(separatedBy: "\"\(code)\":").count != 2 {
      throw CatalogueError("\(place): \(code) stands twice")
    }
  }
}

/// Which word of a language stands for a term.
struct GlossaryTerm: Decodable {
  let use: String
  /// Words that stand for it nowhere.
  let not: [String]
}

/// The texts about one subject, whose codes all begin with its name and a dot.
struct WrittenSection: Decodable {
  /// The subject, as a heading of the list of error codes.
  let title: String?
  /// What one does about these errors; absent if the section has no errors.
  let advice: String?
  let texts: [String: String]
}

/// What is wrong with the catalogue; it ends the build.
struct CatalogueError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
