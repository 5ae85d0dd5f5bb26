import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// What every command takes: which desk, as whom, and in which form.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The desk's directory (else $DOCKET_DESK, else ./desk).", valueName: "dir"),
    completion: .directory)
  var desk: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Act as this person, which needs the permission `as` (else as $DOCKET_AS, else whoever has"
        + " your login).", valueName: "person"), completion: .source(.people))
  var person: String?

  @Option(
    help: ArgumentHelp(
      "The language to show things in, as nl (else yours, else the desk's).", valueName: "ll"),
    completion: .source(.languages))
  var lang: String?

  @Option(
    help: ArgumentHelp(
      "Leave out what a plugin does, for this command only; needs plugin.manage.",
      valueName: "plugin"), completion: .nothing)
  var without: [String] = []

  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(help: "Never show long output a screen at a time.")
  var noPager = false

  /// The options that take a value, and those that take none, as they are typed.
  static let valued: Set = ["--desk", "--as", "--lang", "--without"]
  static let flags: Set = ["--json", "--no-pager"]

  /// The options where none is given.
  static var unasked: GlobalOptions {
    var options = GlobalOptions()
    options.desk = nil
    options.person = nil
    options.lang = nil
    options.without = []
    options.json = false
    options.noPager = false
    return options
  }

  static let standardFolder = "desk"

  func validate() throws {
    guard let lang, Language(lang) == nil else { return }
    throw ValidationError(Text.usageLang(lang: lang).description)
  }

  /// The language that the command line asks for.
  var language: Language? { lang.flatMap { Language($0) } }

  /// The desk's directory.
  var folder: String {
    desk ?? ThisProcess.setting("DOCKET_DESK") ?? GlobalOptions.standardFolder
  }
}

extension GlobalOptions {
  /// What a command line asks for that is not read by the parser: in which form to answer.
  init(unparsed arguments: [String]) {
    self = .unasked
    let words = arguments.prefix { $0 != "--" }
    json = words.contains("--json")
    noPager = words.contains("--no-pager")
    desk = GlobalOptions.value(of: "--desk", in: words)
    person = GlobalOptions.value(of: "--as", in: words)
    lang = GlobalOptions.value(of: "--lang", in: words)
  }

  private static func value(of option: String, in words: ArraySlice<String>) -> String? {
    if let place = words.lastIndex(of: option) { return words[(place + 1)...].first }
    let head = "\(option)="
    return words.last { $0.hasPrefix(head) }.map { String($0.dropFirst(head.count)) }
  }

  /// The language of whoever asks, where no desk needs to be open: `--lang`, else that of the person
  /// on the desk, else the desk's, else, where that cannot be read, that of the environment.
  ///
  /// Costs as much as opening the desk.
  var readerLanguage: Language {
    if let language { return language }
    do {
      return try Desk(at: folder).moment { moment in
        let settings = try moment.settings()
        do {
          let reader = try Identity(moment: moment).person(as: person)
          return Language(settings.languageCode(of: reader)) ?? settings.language
        } catch {
          // Who is not known there is answered as the desk's people are.
          return settings.language
        }
      }
    } catch {
      // Help is for those, too, who have no desk or are not known there.
      return Locality.spoken
    }
  }
}

extension Output {
  /// The ways out that the options ask for.
  init(_ global: GlobalOptions) {
    self.init(isJSON: global.json, mayPage: !global.noPager)
    // Until a desk says who reads it.
    language = global.language ?? Locality.spoken
  }

  /// The same in the language of whoever asks, though no desk is opened to do what is asked.
  init(answering global: GlobalOptions) {
    self.init(global)
    language = global.readerLanguage
  }
}
