import Kernel

extension HelpTopic {
  /// Every permission of the kernel, and how grants decide.
  static let permissions = HelpTopic("permissions", "what can be granted, and how grants decide") {
    [
      .text(
        "People have roles, and roles have grants: a permission, allowed or denied, for all fields"
          + " or some, for all tickets or those that match a query. Any denial that applies beats"
          + " all that is allowed. A role is on the staff's or on the customers' side; a role of"
          + " customers can never have what leads to notes or to others' rights: note.view, note.add,"
          + " as, import, backup, person.manage, role.manage, plugin.manage, outbox.manage, *."),
      .table(Permission.all.map { ($0, HelpTopic.meaning(ofPermission: $0)) }),
      .text(
        "An action that a plugin adds needs PLUGIN.ACTION unless the plugin says otherwise; fields"
          + " and moves may have permissions of their own. `*` is everything: the role admin has"
          + " it. Plugins also have http:HOST, for the web. docket why PERSON PERMISSION [ID] tells what somebody may do and by which grants."
      ),
      .heading("Examples"),
      .examples([
        "docket role grant agent ticket.close --when queue:billing",
        "docket role grant trainee ticket.update --fields tags,priority",
        "docket role grant agent ticket.discard --deny",
        "docket why bob ticket.close 7",
      ]),
    ]
  }

  /// What a permission allows, in a line.
  static func meaning(ofPermission name: String) -> String {
    if name.hasPrefix("http:") { return "talk to that host over the network" }
    return permissionMeanings[name] ?? "an action of that name"
  }

  private static let permissionMeanings = [
    "ticket.view": "see tickets; with fields, only those",
    "ticket.create": "take tickets in",
    "ticket.update": "edit fields; assigning is an edit of the assignee",
    "ticket.reply": "write in the public conversation",
    "ticket.close": "close",
    "ticket.reopen": "open a closed ticket again",
    "ticket.postpone": "put aside until a time, and wake before it",
    "ticket.discard": "take out of everybody's way, as spam",
    "ticket.restore": "bring back what was discarded",
    "ticket.purge": "remove a ticket's texts and files for good",
    "ticket.redact": "remove one entry's texts for good",
    "ticket.forward": "send a ticket to somebody outside",
    "ticket.attach": "attach and detach files",
    "ticket.undo": "undo earlier changes",
    "note.view": "see internal notes; without it they do not exist",
    "note.add": "write internal notes",
    "history.view": "see who changed what, and tickets as they were",
    "bulk": "change many tickets at once",
    "import": "take in files of tickets",
    "export": "write tickets out for other programs",
    "report": "run reports",
    "view.share": "share views with a role",
    "person.view": "see who is on the desk",
    "person.manage": "add and change people",
    "role.manage": "change roles, and give those that have power over the desk",
    "plugin.manage": "enable, disable, reload and set plugins; see the log",
    "outbox.manage": "see, retry and drop what is to be done; be the worker",
    "backup": "copy the whole desk",
    "as": "act as somebody else",
    "mail": "send mail",
    "notify.public": "tell people outside the staff in its own words",
    "*": "everything",
  ]
}
