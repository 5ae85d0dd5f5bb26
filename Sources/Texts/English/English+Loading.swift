extension English {
  static let loading = Section(
    "Loading plugins and scripts",
    advice: "Correct the file that the message names, then `docket plugin check` it.",
    [
      "loading.action": "the action `{action}`",
      "loading.among": "`among` of the field `{field}` is for people and tickets only",
      "loading.among_of": "among of the field `{field}`",
      "loading.cycle": "is in a cycle of requires: {cycle}",
      "loading.declared": "docket.script: what the script says of itself is all that is wanted",
      "loading.field_type": "the field `{field}` is for a type that",
      "loading.file_large": "is larger than 4 MB",
      "loading.hook": "the hook `{hook}`",
      "loading.hook_event": "the hook `{hook}` listens to `{event}`, whose word {unknown}",
      "loading.label": "`{key}` labels what the plugin does not declare{hint}",
      "loading.lifecycle_field": "the life cycle `{lifecycle}` requires a field that",
      "loading.lua_large": "is larger than 256 KB",
      "loading.move": "a move of the life cycle `{lifecycle}`",
      "loading.name_twice": "is the name of a plugin and of a script, or twice",
      "loading.needed_fails": "requires `{name}`, which does not load",
      "loading.needed_off":
        "requires `{name}` {range}, which is not enabled: docket plugin enable {name}",
      "loading.needed_version": "requires `{name}` {range}, but {version} is here",
      "loading.no_script": "a script says what it is first: docket.script{ summary = \"…\" }",
      "loading.not_loaded": "is not loaded",
      "loading.not_utf8": "is not UTF-8 text",
      "loading.other_registration":
        "did not register {key} this time: the top level must always do the same",
      "loading.reason_field": "the close reason `{reason}` speaks of a field that",
      "loading.reason_type": "the close reason `{reason}` is for a type that",
      "loading.required_if": "required_if of the field `{field}`",
      "loading.role": "the role `{role}`",
      "loading.role_deny": "the role `{role}` is the plugin {other}'s; {plugin} cannot deny in it",
      "loading.role_side":
        "the role `{role}` is {side} by the plugin {other}; {plugin} cannot make it {wanted}",
      "loading.script_name": "a script's file name has lower-case letters, digits, - and _",
      "loading.show_if": "show_if of the field `{field}`",
      "loading.subscription": "the subscription `{subscription}`",
      "loading.subscription_channel": "{owner} goes to a channel that {unknown}",
      "loading.subscription_event": "{owner}: write its event as `{event}`",
      "loading.subscription_role": "{owner} is for a role that {unknown}",
      "loading.taken":
        "the {what} `{name}` is the plugin {other}'s already; {plugin} cannot have it too",
      "loading.text_wanted": "`{key}` wants a text, got {got}",
      "loading.type_default": "the type `{type}` has a default for a field that",
      "loading.type_lifecycle": "the type `{type}` follows a life cycle that",
      "loading.unknown_name": "{owner} {unknown}",
      "loading.unreadable": "cannot be read: {reason}",
      "loading.unsettled":
        "its files changed while they were read, {count} times in a row: try again when they are written",
      "loading.view": "the view `{view}`",
      "loading.was": "the {what} {name} was {was}, and so was another one",
    ])
}
