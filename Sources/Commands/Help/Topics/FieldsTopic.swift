import Display
import Kernel

extension HelpTopic {
  /// What a ticket has, and what of it can be set.
  static let fields = HelpTopic("fields", "what a ticket has, and what of it can be set") {
    [
      .text(
        "FIELD=VALUE sets a field in docket update and with --field and --set; an empty value"
          + " clears it. Lists also take FIELD+=VALUE and FIELD-=VALUE, and several values with"
          + " commas. Plugins add fields of their own, which are set and asked for in the same way;"
          + " docket field list lists them, and docket field add adds one of the desk's own."),
      .heading("Fields that can be set"),
      .table(TicketField.allCases.filter(\.isEditable).map { ($0.rawValue, $0.meaning) }),
      .heading("Fields that follow from the history"),
      .table(
        TicketField.shown.filter { !$0.isEditable }.map { ($0.rawValue, $0.meaning) }),
      .text(
        "An edit of `stage` is the close, reopen, postpone, wake, discard or restore that it means:"
          + " it needs that permission and what the life cycle asks for."),
      .heading("Fields of people"),
      .text(
        "Plugins add fields of people as well: docket person set NAME --field FIELD=VALUE sets one,"
          + " and queries ask for it one step away, as requester.FIELD: and assignee.FIELD:."
          + " docket field add NAME --on person adds one."),
      .heading("Examples"),
      .examples([
        "docket update 7 priority=high tags+=late tags-=new",
        "docket update 7 assignee= due=+2d",
        "docket new \"Slow pages\" --field severity=high",
        "docket person set jane --field organization=acme",
      ]),
    ]
  }
}
