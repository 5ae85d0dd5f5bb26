extension English {
  static let secret = Section(
    "Secrets",
    advice: """
      `docket plugin settings NAME` shows where docket.lua says that a plugin's secrets are; they \
      must be readable for who runs `docket work`.
      """,
    [
      "secret.empty": "there is nothing in it",
      "secret.in_spec": "the spec",
      "secret.joined": "a secret is joined with texts only, not with {got}",
      "secret.no_text": "the secret {name} is not UTF-8 text",
      "secret.not_set": "it is not set",
      "secret.parts": "a secret has at most 100 parts",
      "secret.too_large": "it has more than {limit} bytes",
      "secret.unreadable": "it is to be in {place}, and cannot be read there: {reason}",
    ])
}
