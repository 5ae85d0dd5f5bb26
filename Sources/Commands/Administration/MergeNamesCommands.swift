import ArgumentParser
import Display
import Kernel
import Texts

/// `docket tag merge`: one tag in place of several.
struct TagMergeCommand: MergingNames {
  static let field = TicketField.tags
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Put one tag in place of others.",
    discussion: """
      All tickets that have one of them are edited as by `docket update`, closed and discarded ones too: \
      what would change is shown first, `docket undo` takes it back, and nobody is told. Views, grants and \
      subscriptions that name the old tags stay as they are.

      Examples:
        docket tag merge printers prnter --into printer
      """)

  @Argument(help: "The tags that are given up.", completion: .source(.tags)) var names: [String]
  @Option(help: "The tag in their place.", completion: .source(.tags)) var into: String
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions
}

/// `docket root-cause merge`: one root cause in place of several.
struct RootCauseMergeCommand: MergingNames {
  static let field = TicketField.rootCauses
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Put one root cause in place of others.",
    discussion: """
      All tickets that have one of them are edited as by `docket update`, closed and discarded ones too: \
      what would change is shown first, `docket undo` takes it back, and nobody is told. Views, grants and \
      subscriptions that name the old ones stay as they are.

      Examples:
        docket root-cause merge fuser "worn fuser" --into "old fuser"
      """)

  @Argument(help: "The root causes that are given up.", completion: .source(.rootCauses))
  var names: [String]
  @Option(help: "The root cause in their place.", completion: .source(.rootCauses))
  var into: String
  @OptionGroup var bulk: AtomicOption
  @OptionGroup var action: ActionOptions
  @OptionGroup var global: GlobalOptions
}

/// A command that puts one value of a list field in place of others, on all tickets that have them.
protocol MergingNames: TicketsCommand {
  static var field: TicketField { get }
  var names: [String] { get }
  var into: String { get }
}

extension MergingNames {
  var target: TicketTarget {
    get throws {
      guard !names.contains(into) else {
        throw Failure(.usage, Text.usageMergeItself(name: into))
      }
      let values = names.map(quotedIfNeeded).joined(separator: ",")
      let categories = Category.allCases.map(\.rawValue).joined(separator: ",")
      return try TicketTarget(
        ["\(Self.field.rawValue):\(values)", "is:\(categories)"], orElse: Text.usageNoTicket)
    }
  }

  func request(in context: CommandContext) throws -> Request {
    var request = context.request(
      .verb(.update),
      set: [
        (
          Self.field.rawValue,
          .elements(adding: [.text(into)], removing: names.map(Value.text))
        )
      ])
    request.tellsPeople = false
    return request
  }
}
