extension English {
  static let person = Section(
    "People",
    advice: "Check the names with `docket person list`.",
    [
      "person.bad_name":
        "`{name}` is no name: letters, digits and . - _ @, at most 64, and not `me` or `now`",
      "person.email": "`{email}` is no address of mail; one is such as ann@example.org",
      "person.exists": "there is a person `{name}` already",
      "person.language": "`{language}` is no language's code; one is such as en, nl or pt-BR",
      "person.last_admin": "the desk would have no {role} left: give somebody else the role first",
      "person.login_taken": "{person} has the login `{login}`",
      "person.missing": "there is no person `{name}`",
      "person.no_role": "{person} does not have the role `{role}`",
      "person.no_words": """
      nobody has words in the language `{language}`, so English is shown instead; there is \
      {known}
      """,
      "person.number": "person {number}",
      "person.of": "person `{person}`: {problem}",
      "person.one_line": "it is one line of at most 320 bytes, without controls",
      "person.unknown": "there is no person `{name}`{hint}",
      "person.zone": "there is no time zone `{zone}`; a zone is such as Europe/Berlin",
    ])
}
