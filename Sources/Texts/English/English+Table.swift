extension English {
  static let table = Section(
    "Tables that plugins and configuration have",
    advice: "Correct the key that the message names.",
    [
      "table.bad_version": "is `{version}`, wants such as 1.2.3",
      "table.element": "`{key}`: {problem}",
      "table.empty": "is empty",
      "table.key": "`{key}` {problem}",
      "table.missing": "is missing",
      "table.missing_all": "are missing",
      "table.name": "is `{name}`: a name has lower-case letters, digits and _, a letter first",
      "table.no_zone": "is `{zone}`, which is no time zone; write such as Europe/Berlin",
      "table.out_of_range": "is {number}, wants 1 to {most}",
      "table.plugin_name": "is `{name}`, wants lower-case letters, digits, - and _",
      "table.unknown": "is `{word}`; {hint}",
      "table.unknown_key": "is not known; {hint}",
      "table.unknown_permission": "names the permission `{word}`; {hint}",
      "table.wants": "wants {wanted}, got {got}",
    ])
}
