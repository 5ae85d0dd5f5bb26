extension English {
  static let secret = Section(
    "Secrets",
    advice: """
      `docket plugin settings NAME` shows where docket.lua says that a plugin's secrets are; they \
      must be readable for who runs `docket work`.
      """,
    [
      "secret.empty": "there is nothing in it",
      "secret.not_set": "it is not set",
      "secret.too_large": "it has more than {limit} bytes",
      "secret.unreadable": "it is to be in {place}, and cannot be read there: {reason}",
    ])
}
