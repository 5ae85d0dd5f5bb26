import Kernel

extension HelpTopic {
  /// What a ticket has, and what of it can be set.
  static let fields = HelpTopic("fields", "what a ticket has, and what of it can be set") {
    [
      .text(
        "FIELD=VALUE sets a field in docket update and with --field and --set; an empty value"
          + " clears it. Lists also take FIELD+=VALUE and FIELD-=VALUE, and several values with"
          + " commas. Plugins add fields of their own, which are set and asked for in the same way;"
          + " docket plugin info NAME lists them."),
      .heading("Fields that can be set"),
      .table(TicketField.allCases.filter(\.isEditable).map { ($0.rawValue, $0.meaning) }),
      .heading("Fields that follow from the history"),
      .table(
        TicketField.allCases.filter { !$0.isEditable && $0 != .touched }
          .map { ($0.rawValue, $0.meaning) }),
      .text(
        "An edit of `stage` is the close, reopen, postpone, wake, discard or restore that it means:"
          + " it needs that permission and what the life cycle asks for."),
      .heading("Examples"),
      .examples([
        "docket update 7 priority=high tags+=late tags-=new",
        "docket update 7 assignee= due=+2d",
        "docket new \"Slow pages\" --field severity=high",
      ]),
    ]
  }
}

extension TicketField {
  /// What the field says, in a line.
  var meaning: String {
    switch self {
    case .id: "the ticket's number"
    case .type: "its type, which says what life cycle it has"
    case .subject: "what it is about, in one line"
    case .body: "the whole story"
    case .queue: "where it waits; docket queue list"
    case .stage: "where in its life cycle it is"
    case .category: "what the stage means: \(HelpTopic.categories)"
    case .priority: Priority.allCases.map(\.rawValue).joined(separator: ", ")
    case .tags: "words to find it by (a list)"
    case .rootCauses: "what was behind it (a list)"
    case .requester: "who asks"
    case .assignee: "who works on it"
    case .team: "who works on it besides (a list)"
    case .followers: "who wants to know (a list)"
    case .attachments: "its files (a list); docket attach and docket detach"
    case .due: "when it is to be done; docket help times"
    case .wake: "when a postponed ticket comes back"
    case .parent: "the ticket that it is a part of"
    case .source: "the way it came in: email, phone, letter, web …"
    case .closeReason: "why it is closed"
    case .created: "when it was taken in"
    case .updated: "when something of it last changed; notes do not count"
    case .closed: "when it was closed"
    case .version: "how many changes it has seen; --version N refuses a change of a later one"
    case .touched: "when anything last happened, notes included"
    case .stageSince: "since when it has been in its stage; queries call it stage.changed too"
    }
  }
}
