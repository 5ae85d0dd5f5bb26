extension English {
  static let action = Section(
    "Plugins' actions",
    advice: "See with `docket do ID` which actions there are and what each takes.",
    [
      "action.data_of": "the data of {action}",
      "action.fault": "the plugin {plugin} failed, so nothing was changed: {message}",
      "action.form": "of the form {pattern}",
      "action.given_twice": "`{name}` is given twice: say once what it is to be",
      "action.given_whole": "`{name}` is given whole: write {name}=VALUE",
      "action.help": "`{action}` is an action of a plugin: docket do ID {action} NAME=VALUE…",
      "action.is_for": ": it is for `{condition}`",
      "action.length": "{least} to {most} characters",
      "action.list_takes_no_ticket": "--list is about no ticket: docket do --list",
      "action.maybe": "did you mean {name}?",
      "action.needs": "{action} needs it: {wanted}",
      "action.no_assignment": "`{text}` is no parameter: write NAME=VALUE, as in into=7",
      "action.no_queue": "there is no queue `{queue}`{hint}",
      "action.no_ticket": "which ticket? docket do ID ACTION NAME=VALUE…, or docket do --list",
      "action.none_ever": "no enabled plugin has an action that you may do",
      "action.none_here":
        "there is no action that you may do on this ticket as it is; docket do --list",
      "action.not_as_it_is": "{action} is not for ticket {ticket} as it is{which}",
      "action.own_command": "{verb} is a command of its own: docket {verb} {ticket}",
      "action.range": "{least} to {most}",
      "action.required": "required",
      "action.several": "{kind}, or several with commas",
      "action.standard": "else {value}",
      "action.takes": "it takes {names}",
      "action.takes_none": "it takes none",
      "action.unknown_param": "{action} takes no `{name}`; {hint}",
    ])
}
