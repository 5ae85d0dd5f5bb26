extension English {
  static let permission = Section(
    "Permissions",
    advice:
      "`docket why PERSON PERMISSION [ID]` shows which grants count; a manager of roles can change them.",
    [
      "permission.action": "{who} may not do this to {target}: it needs {permission}",
      "permission.as": "{caller} may not act as {person}: it needs the permission `as`",
      "permission.command": "{person} may not do this: it needs {permission}",
      "permission.desk": "the desk",
      "permission.desk_history": """
      {person} may not see the desk's history: it needs history.view, note.view and \
      person.manage
      """,
      "permission.export": "{person} may not export: it needs the permission {permission}",
      "permission.export_conditional": """
      {person} may not export: it needs the permission {permission} for every ticket, and has it \
      only on a condition
      """,
      "permission.field": "{who} may not edit this field ({permission})",
      "permission.hidden_grounds":
        "whether {person} may depends on what you may not see of ticket {ticket}",
      "permission.history": "{person} may not see this history: it needs history.view",
      "permission.import": "{person} may not import: it needs the permission import",
      "permission.manifest":
        "the plugin {plugin} may not do this: its manifest does not ask for {permission}",
      "permission.manifest_field": """
      the plugin {plugin} may not do this: its manifest does not ask for {permission} for the \
      field {fields}
      """,
      "permission.needed": "this needs the permission {permission}",
      "permission.new_ticket": "a new ticket",
      "permission.nobody": "nobody",
      "permission.past": "the past of a ticket needs the permission history.view",
      "permission.plugin": "the plugin {plugin}",
      "permission.plugin_field": "only the plugin {plugin} edits this field",
      "permission.plugin_field_named": "{field}: only the plugin {plugin} edits this field",
      "permission.plugin_for": "the plugin {plugin} in the name of {person}",
      "permission.seeing": "{person} may not see {what}: it needs person.manage",
      "permission.staff_only": "{person} may not see this: it is for the desk's staff",
      "permission.that_ticket": "ticket {ticket}",
      "permission.whole_history":
        "{person} may not do this: it needs history.view and note.view for all",
    ])
}
