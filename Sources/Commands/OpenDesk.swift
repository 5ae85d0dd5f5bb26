import Desk
import Display
import Kernel
import Texts

/// A desk that is open for a command, before it is known who asks.
struct OpenDesk {
  let desk: Desk
  private let global: GlobalOptions
  /// What to say of plugins that were suspended on the way.
  private let suspended: [Text]

  /// Opens the desk that the options name; one of an older Docket is upgraded if there is an offer.
  init(_ global: GlobalOptions, isDryRun: Bool = false, offering offer: UpgradeOffer? = nil) throws
  {
    func opened() throws -> Desk {
      try Desk(at: global.folder, without: Set(global.without), isDryRun: isDryRun)
    }
    let desk: Desk
    do {
      desk = try opened()
    } catch let error where DeskError.isOfOlderDesk(error) {
      guard let offer else { throw error }
      let output = Output(global)
      if let upgrade = try offer.accept(global.folder, on: output) { try output.say(upgrade.text) }
      desk = try opened()
    }
    try self.init(desk, global)
  }

  /// Takes a desk that is open; plugins in which processes hung or crashed are suspended first, so
  /// that who reads sees it.
  init(_ desk: Desk, _ global: GlobalOptions) throws {
    self.desk = desk
    self.global = global
    suspended = try desk.quarantineStuckPlugins()
  }

  /// Who asks, and how they are answered.
  func context() throws -> CommandContext {
    try desk.moment(context)
  }

  /// Reads the desk as whoever asks sees it: who that is, too, is of the same moment.
  func read<Result: Sendable>(
    _ body: (DeskSession, CommandContext) throws -> Result,
  ) throws -> Result {
    try desk.moment { moment in
      let context = try context(in: moment)
      return try body(context.session(in: moment), context)
    }
  }

  private func context(in moment: DeskMoment) throws -> CommandContext {
    let person = try Identity(moment: moment).person(as: global.person)
    let context = CommandContext(
      desk: desk, person: person, settings: try moment.settings(), global)
    if let asked = global.language {
      let known = try moment.rulebook.registry.languages
      // A language that nobody has words in is a slip of the pen.
      guard known.contains(asked.code) || asked.isPseudo else {
        throw Failure(.usage, Text.unknown(asked, among: known))
      }
    }
    if !suspended.isEmpty, try moment.rulebook.isStaff(person) {
      for words in suspended { try context.output.say(words) }
    }
    if !global.without.isEmpty { try checkAbsent(context.session(in: moment)) }
    return context
  }

  /// Leaving plugins out is for those who could disable them, and for plugins that there are.
  private func checkAbsent(_ session: DeskSession) throws {
    try session.require(.pluginManage)
    let known = session.rulebook.plugins.keys.sorted()
    for name in global.without where !known.contains(name) {
      throw DeskError.noPlugin(name: name, nearest: nearestName(to: name, among: known))
    }
  }
}
