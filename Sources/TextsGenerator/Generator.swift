import Foundation

/// `TextsGenerator CATALOGUE OUTPUT`: writes Swift for all languages of the catalogue.
@main
enum Generator {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      throw CatalogueError("usage: TextsGenerator CATALOGUE OUTPUT")
    }
    let root = URL(fileURLWithPath: arguments[1])
    let languages = try FileManager.default.contentsOfDirectory(atPath: root.path()).sorted()
      .map { try WrittenLanguage(folder: root.appending(path: $0)) }
    guard let english = languages.first(where: { $0.code == "en" }) else {
      throw CatalogueError("the catalogue has no English")
    }
    for language in languages { try CatalogueCheck(english: english).check(language) }
    let source = SwiftWriter.source(english: english, languages: languages)
    try source.write(toFile: arguments[2], atomically: true, encoding: .utf8)
  }
}
