extension English {
  static let hook = Section(
    "Hooks that stop a change",
    advice: "Tell the author of the plugin; `docket log` has the fault with file and line.",
    [
      "hook.action_not_asked": """
      the hook {hook} made this a {action}, and its plugin's manifest does not ask for \
      {permission}
      """,
      "hook.edit_not_asked": """
      the hook {hook} changes this, and its plugin's manifest does not ask for {permission} for \
      the field {field}
      """,
      "hook.failed": "a plugin failed in its hook {hook}, so nothing was changed: {fault}",
      "hook.fault_of_desk": """
      this could not be done because of a fault on the desk's side; the staff can see it in the log
      """,
      "hook.lap": "stopped: the hook {hook} does the same again in one chain\n{chain}",
      "hook.other_ticket": "  another ticket: {action} by {hook}",
      "hook.that_ticket": "  ticket {ticket}: {action} by {hook}{edits}",
      "hook.too_deep": "stopped: {most} changes followed one from another\n{chain}",
      "hook.too_many": "stopped: {most} changes followed from one",
    ])
}
