extension English {
  static let person = Section(
    "People",
    advice: "Check the names with `docket person list`.",
    [
      "person.away_past": "it is over already",
      "person.bad_name":
        "`{name}` is no name: letters, digits and . - _ @, at most 64, and not `me` or `now`",
      "person.email": "`{email}` is no address of mail; one is such as ann@example.org",
      "person.exists": "there is a person `{name}` already",
      "person.is_there": "{person} is not away",
      "person.language": "`{language}` is no language's code; one is such as en, nl or pt-BR",
      "person.last_admin": "the desk would have no {role} left: give somebody else the role first",
      "person.login_taken": "{person} has the login `{login}`",
      "person.looks_like": "it looks like the name of {name}",
      "person.missing": "there is no person `{name}`",
      "person.mixed": "`{name}` has letters of several alphabets, which can look alike",
      "person.no_role": "{person} does not have the role `{role}`",
      "person.no_words": """
      nobody has words in the language `{language}`, so English is shown instead; there is \
      {known}
      """,
      "person.not_handed_over": "ticket {ticket} cannot be {person}'s: {problem}",
      "person.number": "person {number}",
      "person.of": "person `{person}`: {problem}",
      "person.one_line": "it is one line of at most 320 bytes, without controls",
      "person.own_heir": "it is the same person",
      "person.stand_in": "`{name}` has the letter {letter}, which stands for another: write that",
      "person.stands_in_for_self": "nobody stands in for themselves",
      "person.unknown": "there is no person `{name}`{hint}",
      "person.was_removed": """
      {person} was removed; docket person back {person}, then docket person set {person} --role …
      """,
      "person.works_on": """
      {person} works on {count} {count|ticket|tickets}: {tickets}; --hand-over-to PERSON gives \
      {count|it|them} to somebody
      """,
      "person.zone": "there is no time zone `{zone}`; a zone is such as Europe/Berlin",
    ])
}
