import ArgumentParser
import Display

/// The manual page docket(1): all commands as they are defined, and all topics.
///
/// Written in the macros of man(7), which groff and mandoc both read.
struct ManualPage {
  let lines: [String]

  /// Reads the definitions of all commands; costs some milliseconds for each.
  init() throws {
    var roff = Roff()
    roff.macro("TH", ["DOCKET", "1", "", "docket \(Program.version)", "Docket"])
    let overview = HelpOverview()
    let global = try CommandShape(GlobalShape.self)
    roff.section("Name")
    roff.text("docket - \(DocketCommand.configuration.abstract)")
    roff.section("Synopsis")
    roff.bold("docket [options] command [arguments]")
    roff.section("Description")
    roff.blocks(overview.introduction)
    roff.section("Options")
    roff.text("Every command takes these:")
    for option in global.options { roff.option(option) }
    for group in DocketCommand.configuration.groupedSubcommands {
      roff.section("\(group.name) commands")
      for command in group.subcommands where command.configuration.shouldDisplay {
        try roff.command(command, path: ["docket"], besides: global)
      }
    }
    for topic in HelpTopic.all {
      roff.section(topic.name)
      roff.blocks(topic.blocks)
    }
    lines = roff.lines
  }
}

extension Roff {
  /// A command and the commands below it, each in a part of its own.
  fileprivate mutating func command(
    _ command: any ParsableCommand.Type, path: [String], besides global: CommandShape,
  ) throws {
    let configuration = command.configuration
    let path = path + [configuration.name]
    let shape = try CommandShape(command)
    let known = Set(global.arguments.flatMap(\.names))
    let arguments = shape.arguments.filter { known.isDisjoint(with: $0.names) }
    part(path.joined(separator: " "))
    bold(path.joined(separator: " ") + arguments.map { " \(ManualPage.usage(of: $0))" }.joined())
    paragraph(shape.abstract)
    discussion(shape.discussion)
    for argument in arguments { option(argument) }
    for next in configuration.subcommands where next.configuration.shouldDisplay {
      try self.command(next, path: path, besides: global)
    }
  }

  /// An argument with what it means.
  fileprivate mutating func option(_ argument: ArgumentShape) {
    let value = argument.kind == .flag ? "" : ManualPage.value(of: argument)
    let names = argument.names.joined(separator: ", ")
    let term = [names, value].filter { !$0.isEmpty }.joined(separator: " ")
    let standard = argument.standard.map { " (else \($0))" } ?? ""
    item(term, argument.abstract + standard)
  }

  /// Paragraphs, and examples where a line is indented.
  private mutating func discussion(_ text: String) {
    for paragraph in text.split(separator: "\n\n") {
      let lines = paragraph.split(separator: "\n").map(String.init)
      let words = lines.prefix { !$0.hasPrefix("  ") }
      if !words.isEmpty { self.paragraph(words.joined(separator: " ")) }
      if words.count < lines.count { examples(lines.dropFirst(words.count).map { $0.trimmed }) }
    }
  }
}

extension ManualPage {
  fileprivate static func value(of argument: ArgumentShape) -> String {
    "<\(argument.valueName)>"
  }

  /// The argument as a synopsis has it: `<id>`, `[--at <time>]`, `[--tag <tag>]…`.
  fileprivate static func usage(of argument: ArgumentShape) -> String {
    let more = argument.isRepeating ? "..." : ""
    let value = value(of: argument)
    switch argument.kind {
    case .positional: return (argument.isOptional ? "[\(value)]" : value) + more
    case .flag: return "[\(argument.names.last ?? "")]"
    case .option:
      let words = "\(argument.names.last ?? "") \(value)"
      return (argument.isOptional ? "[\(words)]" : words) + more
    }
  }
}

extension String {
  /// The text without the spaces before it.
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
