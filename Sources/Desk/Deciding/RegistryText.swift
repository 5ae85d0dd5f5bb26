import FoundationEssentials
import Kernel

/// The registry as the text that is stored, whose digest is the epoch.
enum RegistryText {
  /// Members sorted, so that the same registry has the same text.
  static func text(of registry: Registry) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(registry), as: UTF8.self)
  }

  /// Reads what `text(of:)` gives; an empty registry where there is none yet.
  static func registry(_ text: String?) throws -> Registry {
    guard let text else { return Registry() }
    do {
      return try JSONDecoder().decode(Registry.self, from: Data(text.utf8))
    } catch {
      throw DeskError.invalid(what: "the stored registry", reason: "\(error)")
    }
  }
}
