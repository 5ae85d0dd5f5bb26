extension English {
  static let json = Section(
    "JSON",
    advice: "Correct the JSON at the byte that the message names.",
    [
      "json.colon": "a colon",
      "json.comma_brace": "a comma or a closing brace",
      "json.comma_bracket": "a comma or a closing bracket",
      "json.control": "no control character in a string",
      "json.depth": "at most 64 levels of nesting",
      "json.end": "the end",
      "json.escape": "an escape",
      "json.hexadecimal": "four hexadecimal digits",
      "json.known_escape": "an escape that JSON knows",
      "json.malformed": "not JSON at byte {byte}: expected {expected}",
      "json.name": "a name in quotes",
      "json.quote": "a closing quote",
      "json.second_surrogate": "the second half of a surrogate pair",
      "json.surrogates": "a surrogate pair",
      "json.utf8": "valid UTF-8",
      "json.value": "a value",
    ])
}
