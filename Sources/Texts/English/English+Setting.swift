extension English {
  static let setting = Section(
    "Settings of plugins",
    advice: "See with `docket plugin settings NAME` what each setting takes.",
    [
      "setting.desk_unknown": "there is no setting `{name}`; {hint}",
      "setting.fields_for_records": "are for records only",
      "setting.in_file": "the file {path}",
      "setting.in_variable": "the environment variable {name}",
      "setting.json": "wants {wanted}, written as JSON such as {sample}; {problem}",
      "setting.known_names": "there is {names}",
      "setting.lacks": "lacks `{name}`",
      "setting.name": "is not a name of letters, digits and _",
      "setting.no_list": "is no list: give it a whole value with =",
      "setting.not_given": "the setting `{name}` must be given",
      "setting.of": "the setting `{name}` {problem}",
      "setting.of_for_lists": "is for lists and maps only",
      "setting.of_secret": "cannot be secrets: each is a setting of its own",
      "setting.of_table": "wants a table that says what the {kind} holds: { type = \"{kind}\", … }",
      "setting.of_unknown": "the setting `{name}`: its name {unknown}",
      "setting.place_empty": "{place}, which is not there",
      "setting.plain": "wants plain data",
      "setting.required": "must be given: {wanted}",
      "setting.secret": """
      is a secret: it is given in docket.lua, as secrets = { PLUGIN = { {name} = { env = "NAME" \
      } } }, or with file = "PATH"
      """,
      "setting.secret_gone": "docket.lua says no more where the secret {plugin}.{name} is",
      "setting.secret_unread": "the secret {plugin}.{name}: {problem}",
      "setting.secrets_form":
        "have `{plugin}.{setting}`, which wants { env = \"NAME\" } or { file = \"PATH\" }",
      "setting.secrets_table": "of `{plugin}` want a table, got {got}",
      "setting.size": "it wants a size from 1 byte to 1 GB, such as `50 MB`, not `{value}`",
      "setting.unknown": "is no setting of this plugin: it {unknown}",
      "setting.unknown_name": "has a name that {unknown}",
    ])
}
