import ArgumentParser
import Desk
import Display
import Kernel
import Texts

/// `docket queue`: where tickets wait.
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "List, add, rename and remove queues.",
    discussion: """
      Examples:
        docket queue add billing
        docket queue list
        docket queue rename billing invoices
        docket queue remove invoices
      """,
    subcommands: [
      QueueListCommand.self, QueueAddCommand.self, QueueRenameCommand.self, QueueRemoveCommand.self,
    ])
}

/// `docket queue list`: the queues there are.
struct QueueListCommand: ReadingCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the queues there are.",
    discussion: """
      Examples:
        docket queue list
      """)

  @OptionGroup var global: GlobalOptions

  func read(_ session: DeskSession, on output: Output) throws {
    if !session.viewer.knowsQueues { try session.requireStaff() }
    let queues = session.queues
    guard !output.isJSON else {
      return try output.write(.array(queues.map(JSON.string)))
    }
    try output.write(queues.map(output.standard.shown))
  }
}

/// `docket queue add`: adds a queue of the desk's own.
struct QueueAddCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a queue.",
    discussion: """
      Examples:
        docket queue add billing
      """)

  @Argument(help: "Letters, digits, - and _.", completion: .nothing) var name: String
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let name = name
    try context.administer { try $0.addQueue(name) }
    try context.tell(Text.saidQueueAdded(queue: name))
  }
}

/// `docket queue remove`: removes an empty queue of the desk's own.
struct QueueRemoveCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a queue that no ticket is in.",
    discussion: """
      It asks for --yes if a grant, view or subscription names the queue.

      Examples:
        docket queue remove billing
      """)

  @Argument(help: "The queue.", completion: .source(.queues)) var name: String
  @Flag(help: "Remove it although conditions name it.") var yes = false
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) throws {
    let name = name
    if !yes {
      try context.require(.roleManage)
      let idle = try context.desk.questions { $0.schema.forgetting(name, of: "queue") }
      guard idle.isEmpty else { throw Failure(.refused, context.words(idle, without: name)) }
    }
    try context.administer { try $0.removeQueue(name) }
    try context.tell(Text.saidQueueRemoved(name: name))
  }
}
