import ArgumentParser

/// Where the values of an argument come from, as the argument's declaration says.
enum CompletionSource: String {
  /// They are free.
  case nothing
  case tickets
  case people
  case types
  case queues
  case reasons
  case roles
  case permissions
  case plugins
  case views
  case actions
  case topics
  case languages
  /// `FIELD=VALUE`.
  case assignments
  /// A ticket, an assignment, or a term of a query.
  case targets
  /// Names of fields, separated by commas.
  case fields
  case query
  /// A ticket, `desk`, or a query over entries.
  case history
  /// What can be told of.
  case events
  /// Why a ticket may be discarded.
  case discards
  /// The attachments of the command's ticket.
  case attachments
}

extension CompletionKind {
  /// The source, put into the command's definition, from which `ArgumentShape` reads it.
  ///
  /// A shell command is the only text of ours that the parser carries; none is ever run, since the
  /// shells' scripts are our own.
  static func source(_ source: CompletionSource) -> CompletionKind {
    .shellCommand(source.rawValue)
  }

  /// Values that nothing offers.
  static var nothing: CompletionKind { source(.nothing) }
}
