/// Where the values of an argument come from, as the argument's declaration says.
package enum CompletionSource: String, Sendable {
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
  /// The indexes of packs that the desk asks.
  case indexes
  /// What a new desk may be given: plugins that come with the program, and sets of them.
  case offered
  case views
  case actions
  case topics
  case languages
  /// `FIELD=VALUE`.
  case assignments
  /// `FIELD=VALUE` of a person's fields.
  case personAssignments
  /// A term of a query over people.
  case personQuery
  /// A ticket, an assignment, or a term of a query.
  case targets
  /// A ticket, or a term of a query.
  case which
  /// The same, and behind it a person, files, an action with what it takes, or an attachment.
  case whichThenPeople
  case whichThenFiles
  case whichThenActions
  case whichThenAttachments
  case stages
  /// Names of fields, separated by commas.
  case fields
  /// The same, and fields of people one step away, as lists show, sort and count by them.
  case columns
  case query
  /// A ticket, `desk`, or a query over entries.
  case history
  /// What can be told of.
  case events
  /// Why a ticket may be discarded.
  case discards
  /// The attachments of the command's ticket.
  case attachments
  case lifecycles
  /// Fields that plugins and the desk itself declare, of tickets and of people.
  case declaredFields
  case tags
  case rootCauses
  case reports
  /// Rules of a plugin, and `PART=VALUE` of a rule.
  case rules
  case ruleParts
  case forms
  /// `PARAM=VALUE` of an action that stands before it.
  case actionParams
  /// `SETTING=VALUE` of a plugin that stands before it.
  case settings

  /// What a first word is to be: nothing stands behind the tickets yet.
  package var first: CompletionSource {
    switch self {
    case .whichThenPeople, .whichThenFiles, .whichThenActions, .whichThenAttachments: .which
    default: self
    }
  }
}
