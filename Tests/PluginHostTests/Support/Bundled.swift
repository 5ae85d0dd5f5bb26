import Kernel
import PluginHost
import Testing

/// The plugins that ship with Docket, read from the project's folder.
enum Bundled {
  static let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

  static func plugin(_ name: String) throws -> PluginSource {
    try #require(try PluginFolder.plugin(at: "\(root)/plugins/\(name)"))
  }

  static func all() throws -> [PluginSource] {
    try PluginFolder.plugins(in: "\(root)/plugins")
  }

  /// What a plugin says in a language, by key, as far as it is texts without forms.
  static func texts(of plugin: PluginSource, in language: String) throws -> [String: String] {
    let text = try #require(try plugin.text("locales/\(language).lua"))
    let pairs = text.matches(of: /\["([a-z_.]+)"\] = "([^"]*)"/)
    return Dictionary(pairs.map { (String($0.output.1), String($0.output.2)) }) { first, _ in first
    }
  }
}

extension PluginSource {
  /// A small plugin of one file, with a manifest that is right.
  static func sample(
    _ main: String, name: String = "sample", manifest: String = "",
    files: [String: String] = [:],
  ) -> PluginSource {
    var texts = files
    texts["plugin.lua"] = """
      return { name = "\(name)", version = "1.0.0", api = 1, summary = "A sample",
      \(manifest)
      }
      """
    texts["init.lua"] = main
    return PluginSource(name: name, texts: texts)
  }
}

extension BenchDesk {
  /// What plugins answer is the whole desk's.
  func health(of plugin: String, as person: Person) throws -> HealthAnswer? {
    throw Refusal(.notFound, "no answers on this desk")
  }

  func call(
    _ export: String, of plugin: String, with values: ExportedValues,
  ) throws -> ExportedValues {
    throw Refusal(.notFound, "no exports on this desk")
  }

  /// Forms are the whole desk's.
  func submit(
    _ answers: [(name: String, answer: JSON)], to form: String, as person: Person,
  ) throws -> FormOutcome {
    throw Refusal(.notFound, "no forms on this desk")
  }
}
