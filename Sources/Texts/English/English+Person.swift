extension English {
  static let person = Section(
    "People",
    advice: "Check the names with `docket person list`.",
    [
      "person.bad_name":
        "`{name}` is no name: letters, digits and . - _ @, at most 64, and not `me` or `now`",
      "person.exists": "there is a person `{name}` already",
      "person.last_admin": "the desk would have no {role} left: give somebody else the role first",
      "person.login_taken": "{person} has the login `{login}`",
      "person.missing": "there is no person `{name}`",
      "person.one_line": "it is one line of at most 320 bytes",
      "person.zone": "there is no time zone `{zone}`; a zone is such as Europe/Berlin",
    ])
}
