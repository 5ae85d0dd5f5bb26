import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket plugin trace`: what a plugin's functions are given and do, in whatever process they run.
struct PluginTraceCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Show the next calls of a plugin: what they are given, what they do, time by line.",
    discussion: """
      It waits for calls in any process that uses the desk: other commands, dry runs, the worker. \
      EVENT is what a hook listens to, as ticket.close or field.severity, or action.NAME, timer.NAME \
      or channel.NAME; without it, all calls are shown. It ends after so many calls, after that time, \
      or with Ctrl-C.

      Of the tickets it shows what you may see, and no words of notes. Nothing is decided otherwise for \
      being traced; a traced call runs in a fresh sandbox and takes longer. Only processes of users who \
      can write to the desk's folder are seen, and one trace runs at a time.

      Examples:
        docket plugin trace sla ticket.close
        docket plugin trace routing --calls 1 --timeout 10m
        docket plugin trace push channel.push --json
      """)

  @Argument(help: "The plugin.", completion: .source(.plugins)) var name: String
  @Argument(
    help: "What its functions are called for; everything, if left out.",
    completion: .source(.events))
  var event: String?
  @Option(help: "How many calls are shown.", completion: .nothing) var calls = 10
  @Option(help: "How long it waits: 30s, 10m, 2h.", completion: .nothing) var timeout = "10m"
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard calls > 0 else { throw ValidationError(Text.usageTraceCalls.description) }
  }

  func run(in context: CommandContext) throws {
    try context.require(.pluginManage)
    let wait = try context.typing().duration(timeout)
    try context.read(checkNames)
    // From here on a signal ends the trace and not the process, so that nothing is left of it.
    let signals = HeldSignals([.interrupt, .terminate, .hangUp])
    let trace = try context.desk.trace(name, on: event ?? TraceOrder.every)
    defer { trace.end() }
    let output = context.output
    try output.say(
      event.map { Text.tracedWaiting(plugin: name, event: $0) }
        ?? Text.tracedWaitingAll(plugin: name))
    let page = TracePage(
      sources: try context.desk.sources(of: name), surface: output.standard)
    let end = ContinuousClock.now + .milliseconds(wait)
    var shown = 0
    while shown < calls, ContinuousClock.now < end, !StandardStream.output.isReaderGone {
      let found = try trace.next().prefix(calls - shown)
      if !found.isEmpty {
        // Who may not see it any more sees nothing of what is new.
        try context.read { session in
          try session.require(.pluginManage)
          for call in found { try write(call, page, in: session, on: output) }
        }
        shown += found.count
      }
      guard shown < calls, signals.wait(PluginTraceCommand.glance) == nil else { break }
    }
    try output.say(Text.tracedShown(count: shown))
  }

  private static let glance = Duration.milliseconds(150)

  private func write(
    _ call: TracedCall, _ page: TracePage, in session: DeskSession, on output: Output,
  ) throws {
    let seen = SeenCall(call, in: session)
    guard output.isJSON else { return try output.write(page.lines(of: seen, in: session)) }
    try output.write(page.json(seen, in: session))
  }

  /// Refuses a plugin that is not there, and an event for which nothing of it is called.
  private func checkNames(_ session: DeskSession) throws {
    let plugins = session.rulebook.plugins.keys.sorted()
    guard session.rulebook.plugins[name] != nil else {
      throw DeskError.noPlugin(name: name, nearest: nearestName(to: name, among: plugins))
    }
    let known = session.rulebook.registry.traceNames(of: name)
    guard !known.isEmpty else { throw Failure(.notFound, Text.tracedNothing(plugin: name)) }
    guard let event, !known.contains(event) else { return }
    throw Failure(
      .notFound,
      Text.tracedNoEvent(
        plugin: name, event: event, hint: Text.suggestion(nearestName(to: event, among: known)),
        known: known.joined(separator: ", ")))
  }
}
