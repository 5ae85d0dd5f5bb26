import Kernel
import System
import Texts

/// Where whoever runs the program is, by the environment and the system.
package enum Locality {
  /// The language of whoever runs the program, by the first of the locale's variables that is set
  /// (POSIX, 8.2); English where none says one.
  package static var language: Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    return names.compactMap(ThisProcess.setting).first.flatMap { Language($0) } ?? .english
  }

  /// The same where Docket has words in it, else English: what is said before a desk is open.
  package static var spoken: Language {
    Catalogue.languageCodes.contains(language.code) ? language : .english
  }

  /// The time zone of whoever runs the program, by TZ, else the system's own; UTC where none is said
  /// that the system has.
  package static var zone: String {
    let names = [
      ThisProcess.setting("TZ").map { $0.hasPrefix(":") ? String($0.dropFirst()) : $0 }, localtime,
    ]
    let found = names.compactMap(\.self).first { (try? Zone.named($0)) != nil } ?? Zone.utc.name
    // The same clock has many names; one of them needs no file.
    return universal.contains(found) ? Zone.utc.name : found
  }

  private static let universal = [
    "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu",
  ]

  /// The zone whose file /etc/localtime is a link to.
  private static var localtime: String? {
    guard let path = FileSystem.target(ofLink: "/etc/localtime") else { return nil }
    let parts = path.split(separator: "/")
    guard let folder = parts.lastIndex(of: "zoneinfo") else { return nil }
    return parts[parts.index(after: folder)...].joined(separator: "/")
  }
}
