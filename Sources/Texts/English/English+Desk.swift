extension English {
  static let desk = Section(
    "Desks, their people and plugins",
    advice: "Do as the message says; nothing was changed.",
    [
      "desk.bad_configuration": "{path}: {reason}",
      "desk.bad_line": "{reason}",
      "desk.invalid": "{what}: {reason}",
      "desk.no_entry": "there is no entry {seq}",
      "desk.no_login": """
      nobody on this desk has the login `{login}`; somebody who may can add one: docket \
      person add NAME --login {login} --role agent
      """,
      "desk.no_person": "there is no person `{name}` on this desk{hint}",
      "desk.no_plugin": "there is no plugin `{name}`{hint}",
      "desk.plugin_does_not_load": "the plugin {name} does not load:\n  {problems}",
      "desk.unreadable": "cannot read {path}: {reason}",
    ])
}
