import Display
import Kernel
import Texts

extension HelpTopic {
  /// Every permission of the kernel, and how grants decide.
  static let permissions = HelpTopic("permissions", "what can be granted, and how grants decide") {
    [
      .text(
        "People have roles, and roles have grants: a permission, allowed or denied, for all fields"
          + " or some, for all tickets or those that match a query. Any denial that applies beats"
          + " all that is allowed. A role is on the staff's or on the customers' side; a role of"
          + " customers can never have what leads to notes or to others' rights: "
          + Permission.allCases.filter(\.isForStaffOnly).map(\.rawValue).joined(separator: ", ")
          + ", *."),
      .text(
        "A new ticket is judged field by field: ticket.create for some fields lets nothing else be set,"
          + " and `\(Grant.customFields)` among them stands for all fields that plugins add. What a ticket"
          + " gets anyway needs nothing. Whoever may not name a person, a queue or another ticket hears"
          + " the same whether or not there is one."),
      .table(Permission.allCases.map { ($0.rawValue, $0.meaning) }),
      .text(
        "An action that a plugin adds needs PLUGIN.ACTION unless the plugin says otherwise; fields"
          + " and moves may have permissions of their own. `*` is everything: the role admin has"
          + " it. Plugins also have http:HOST, for the web. docket why PERSON PERMISSION [ID] tells what somebody may do and by which grants."
      ),
      .heading("Examples"),
      .examples([
        "docket role grant agent ticket.close --when queue:billing",
        "docket role grant trainee ticket.update --fields tags,priority",
        "docket role grant customer ticket.create --fields queue --when requester:me",
        "docket role grant agent ticket.discard --deny",
        "docket why bob ticket.close 7",
      ]),
    ]
  }

  /// What a permission allows, in a line.
  static func meaning(ofPermission name: String, in language: Language) -> String {
    HelpWords(language).of(meaning(ofPermission: name))
  }

  private static func meaning(ofPermission name: String) -> String {
    if name.hasPrefix("http:@") { return settingMeaning }
    if name.hasPrefix("http:") { return hostMeaning }
    return Permission(rawValue: name)?.meaning ?? otherMeanings[name] ?? ownMeaning
  }

  /// What is said of permissions that the topic does not list.
  static var meaningsElsewhere: [String] {
    otherMeanings.values.sorted() + [hostMeaning, settingMeaning, ownMeaning]
  }

  private static let hostMeaning = "talk to that host over the network"
  private static let settingMeaning = "talk to the hosts in that setting over the network"
  private static let ownMeaning = "a permission of the plugin's own"
  private static let otherMeanings = [
    "mail": "send mail",
    "notify.public": "tell people outside the staff in its own words",
    "*": "everything",
  ]
}

extension Permission {
  /// What it allows, in a line.
  fileprivate var meaning: String {
    switch self {
    case .ticketView: "see tickets; with fields, only those"
    case .ticketCreate: "take tickets in"
    case .ticketUpdate: "edit fields; assigning is an edit of the assignee"
    case .ticketReply: "write in the public conversation"
    case .ticketClose: "close"
    case .ticketReopen: "open a closed ticket again"
    case .ticketPostpone: "put aside until a time, and wake before it"
    case .ticketDiscard: "take out of everybody's way, as spam"
    case .ticketRestore: "bring back what was discarded"
    case .ticketPurge: "remove a ticket's texts and files for good"
    case .ticketRedact: "remove one entry's texts for good"
    case .ticketForward: "send a ticket to somebody outside"
    case .ticketAttach: "attach and detach files"
    case .ticketUndo: "undo earlier changes"
    case .ticketUndoOwn: "undo what one did oneself within the last day"
    case .noteView: "see internal notes; without it they do not exist"
    case .noteAdd: "write internal notes"
    case .historyView: "see who changed what, and tickets as they were"
    case .bulk: "change many tickets at once"
    case .import: "take in files of tickets"
    case .export: "write tickets out for other programs"
    case .report: "run reports"
    case .viewShare: "share views with a role"
    case .personView: "see who is on the desk"
    case .personAdd: "add customers, as docket new --requester with an address does"
    case .personManage: "add and change people"
    case .roleManage: "change roles, and give those that have power over the desk"
    case .pluginManage: "enable, disable, reload and set plugins; see the log"
    case .outboxManage: "see, retry and drop what is to be done; be the worker"
    case .backup: "copy the whole desk"
    case .as: "act as somebody else"
    }
  }
}
