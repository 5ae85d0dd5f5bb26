extension English {
  static let desk = Section(
    "Desks, their people and plugins",
    advice: "Do as the message says; nothing was changed.",
    [
      "desk.bad_configuration": "{place}: {reason}",
      "desk.computed_reads": "a computed field only reads",
      "desk.file_head": "-- What Docket needs to know before it opens the desk's database.",
      "desk.file_settings": """
      -- Settings of the desk, as `docket setting list` shows them. What is changed here is taken over.
      """,
      "desk.files_distrusted": "its stored files are not those that the desk's history names",
      "desk.import_ended": "it has ended",
      "desk.invalid": "{what}: {reason}",
      "desk.itself": "the desk",
      "desk.large_file": "it is larger than {megabytes} MB",
      "desk.no_entry": "there is no entry {seq}",
      "desk.no_file": "it is not a file",
      "desk.no_login": """
      nobody on this desk has the login `{login}`; somebody who may can add one: docket person \
      add NAME --login {login} --role agent
      """,
      "desk.no_manifest": "there is no plugin.lua in it",
      "desk.no_person": "there is no person `{name}` on this desk{hint}",
      "desk.no_plugin": "there is no plugin `{name}`{hint}",
      "desk.no_plugin_file":
        "there is no plugin.lua in it, which says what the plugin is; docket help plugins",
      "desk.no_script": "there is no script `{name}`{hint}",
      "desk.no_setting": "the plugin has no setting `{name}`{hint}",
      "desk.no_settings": "; it has none",
      "desk.nobody_left": """
      this would leave nobody with a login who may mend the desk ({powers}); give that to somebody \
      first
      """,
      "desk.not_loaded": "not loaded",
      "desk.not_utf8": "it is not UTF-8",
      "desk.other_script":
        "another script of that name is there; remove it, or give yours another name",
      "desk.plugin_does_not_load": "the plugin {name} does not load:\n  {problems}",
      "desk.plugin_needed": "{others} needs it: disable {others} first",
      "desk.plugin_not_enabled": "it is not enabled; docket plugin enable {plugin}",
      "desk.plugin_switched_off": "it was switched off, and not by Docket",
      "desk.plugin_untold": "it was put there, and not by Docket",
      "desk.registry_distrusted":
        "the rules of the plugins are not those that the desk's history names: see docket doctor",
      "desk.rules": "the rules",
      "desk.script_named_plugin": "the plugin {name} has that name: give the script another one",
      "desk.settings": "; it has {names}",
      "desk.settings_distrusted": "its settings are not those that the desk's history names",
      "desk.state_unread": "it is kept with the acknowledgement, not at once",
      "desk.the_import": "the import",
      "desk.unknown_environment": "$DOCKET_AS says `{name}`, and nobody on this desk is called so",
      "desk.unmakeable": "cannot make {path}: {reason}",
      "desk.unreadable": "cannot read {path}: {reason}",
      "desk.wants_control": """
      {plugin} {version} gives a role control of the desk, and nobody has agreed to that:
        {demands}
      Nothing is changed until an admin agrees, by the plugin's name: --trust {plugin}
      """,
      "desk.wants_more": """
      {plugin} {version} wants what nobody has agreed to:
        {demands}
      Nothing is changed until an admin agrees: --yes
      """,
    ])
}
