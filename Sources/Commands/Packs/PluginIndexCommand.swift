import ArgumentParser
import Desk
import Display
import Kernel
import Packs
import Texts

/// `docket plugin index`: where packs come from.
struct PluginIndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Make an index of packs; list, add and remove the indexes that the desk asks.",
    discussion: """
      An index is a signed list of packs, in a directory or on the web, beside the packs themselves. A \
      desk believes the lists of one key, none that is older than one that it has seen, and none that \
      has expired.

      Examples:
        docket plugin index make ./packs --key jane.key
        docket plugin index add corp https://packs.example.org/ \
      --key b5076a8474a832daee4dd5b4040983b6623b5f344aca57d4d6ee4baf3f259e6e
        docket plugin index list
        docket plugin index remove corp
      """,
    subcommands: [
      PluginIndexMakeCommand.self, PluginIndexListCommand.self, PluginIndexAddCommand.self,
      PluginIndexRemoveCommand.self,
    ])
}

/// `docket plugin index make`: lists and signs the packs in a directory.
struct PluginIndexMakeCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "List and sign the packs in a directory, for desks to install from.",
    discussion: """
      Writes index.json into the directory: every pack in it with its version, what it requires, its \
      size and digest, signed by the key. Serve the directory by any web server, or share it. The \
      number of the list is one more than that of the list that is there; it expires after --days, so \
      make it anew in good time, also when nothing has changed. No desk is needed.

      --next-key names the key that will sign later lists. It stays named in the lists that follow. A \
      desk that has seen such a list believes the next key from its first list on, and the present key \
      no more: change to it when all desks have asked.

      Examples:
        docket plugin key new jane
        docket plugin index make ./packs --key jane.key
        docket plugin index make ./packs --key jane.key --days 7
        docket plugin index make ./packs --key jane.key --next-key joan.key
      """)

  @Argument(
    help: ArgumentHelp("The directory of the packs.", valueName: "dir"), completion: .directory)
  var folder: String
  @Option(help: "The file of the key, which only you can read.", completion: .file())
  var key: String
  @Option(
    help: ArgumentHelp(
      "The file of the key that will sign later lists in its place.", valueName: "file"),
    completion: .file())
  var nextKey: String?
  @Option(help: "For how many days the list is valid.", completion: .nothing) var days = 30
  @OptionGroup var global: GlobalOptions

  func run() throws {
    var out = Output(global)
    out.zone = (try? Zone.named(Locality.zone)) ?? .utc
    let key = try KeyFile.read(key)
    let next = try nextKey.map { try KeyFile.read($0) }
    let bar = ProgressBar(Text.progressPacks, on: out.error)
    defer { bar.finish() }
    let list = try Desk.makeIndex(of: folder, by: key, naming: next, days: days) {
      bar.show($0, of: $1)
    }
    bar.finish()
    let file = "\(folder)/\(PackIndex.file)"
    guard !out.isJSON else {
      return try out.write(
        .object([
          ("file", .string(file)), ("number", .integer(list.number)),
          ("expires", .string(list.expires.iso)), ("key", .string(list.key.hex)),
          ("next_key", list.next.map { .string($0.hex) } ?? .null),
          ("packs", .array(list.offers.map(\.json))),
        ]))
    }
    try out.write(
      Text.indexesMade(
        file: file, number: list.number, count: list.offers.count, moment: list.expires))
    try out.say(Text.indexesTell(location: folder, key: list.key.hex))
    if let next = list.next { try out.say(Text.indexesNames(key: next.hex)) }
  }
}

/// `docket plugin index list`: the indexes that the desk asks.
struct PluginIndexListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the indexes that the desk asks, in their order.",
    discussion: """
      Where two indexes have a plugin of one name, the first one counts. The number is that of the \
      newest list that the desk has seen.

      Examples:
        docket plugin index list
        docket plugin index list --json
      """)

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    try session.requireStaff()
    let indexes = try session.indexes()
    guard !output.isJSON else {
      return try output.write(
        .array(
          indexes.map { index in
            .object([
              ("name", .string(index.name)), ("location", .string(index.location.text)),
              ("key", .string(index.key.hex)), ("number", .integer(index.number)),
              ("next_key", index.next.map { .string($0.hex) } ?? .null),
            ])
          }))
    }
    var table = Table([
      .init(Text.columnName), .init(Text.indexesNumber, isNumeric: true),
      .init(Text.indexesLocation, isFlexible: true), .init(Text.indexesKey),
    ])
    for index in indexes {
      table.append([
        .init(index.name), .init("\(index.number)"), .init(index.location.text),
        .init(index.key.hex),
      ])
    }
    try output.write(table.lines(on: output.standard))
    for index in indexes {
      guard let next = index.next else { continue }
      try output.say(Text.indexesNext(name: index.name, key: next.hex))
    }
    if indexes.isEmpty { try output.say(Text.indexNoIndexes) }
  }
}

/// `docket plugin index add`: asks an index.
struct PluginIndexAddCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Ask an index from now on.",
    discussion: """
      LOCATION is a directory, or the URL of one, of http or https and without password and query. \
      KEY is the public half of the key that signs the lists: 64 hexadecimal digits. Have it from its \
      owner, by a way that nobody else can write to. The list is read at once.

      Examples:
        docket plugin index add corp /srv/packs \
      --key b5076a8474a832daee4dd5b4040983b6623b5f344aca57d4d6ee4baf3f259e6e
        docket plugin index add corp https://packs.example.org/ \
      --key b5076a8474a832daee4dd5b4040983b6623b5f344aca57d4d6ee4baf3f259e6e
      """)

  @Argument(help: "What the desk calls the index.", completion: .nothing) var name: String
  @Argument(help: "The directory, or its URL.", completion: .directory) var location: String
  @Option(help: "The public key that signs its lists.", completion: .nothing) var key: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let place = try IndexLocation(typed: location)
    let list = try context.desk.addIndex(
      name, at: place, of: PublicKey(hex: key), as: .person(context.person.id))
    try context.tell(Text.indexesAdded(name: name, count: list.offers.count))
  }
}

/// `docket plugin index remove`: asks an index no more.
struct PluginIndexRemoveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Ask an index no more; what was installed from it stays.",
    discussion: """
      The desk forgets which list it has seen last as well: added again, the index is believed from \
      the list that it has then.

      Examples:
        docket plugin index remove corp
      """)

  @Argument(help: "What the desk calls the index.", completion: .source(.indexes))
  var name: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let name = name
    try context.administer { try $0.removeIndex(name) }
    try context.tell(Text.indexesRemoved(name: name))
  }
}
