extension English {
  static let view = Section(
    "Saved views",
    advice: "See with `docket view list` which there are.",
    [
      "view.also_shared": ", shared with {role}",
      "view.name": "`{name}` is no name of a view: letters, digits, - and _, at most 64",
      "view.named": "the view `{name}`",
      "view.nobody": "a view belongs to a person",
      "view.of_other": "the view `{name}` is somebody else's: removing it needs person.manage",
      "view.of_plugin": "the view `{name}` comes with the plugin {plugin}",
      "view.owner_plugin": "plugin {plugin}",
      "view.saved": "saved {name}{shared}",
      "view.shared": "{whose} shares a view `{name}`: choose another name",
      "view.shared_with": " (shared with {role})",
      "view.shipped": "the plugin {plugin} ships a view `{name}`: choose another name",
      "view.somebody": "somebody",
      "view.too_many": "a person has at most {most} views: delete one first",
      "view.unknown": "there is no view `{name}`{hint}",
    ])
}
