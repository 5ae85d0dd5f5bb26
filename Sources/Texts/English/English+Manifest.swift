extension English {
  static let manifest = Section(
    "Manifests of plugins",
    advice: "Correct the key of `plugin.lua` that the message names.",
    [
      "manifest.folder": "is `{name}`, but the folder is called `{folder}`",
      "manifest.name": "is `{name}`: a name has lower-case letters, digits, - and _",
      "manifest.no_api": "is missing; write api = 1",
      "manifest.no_denial": "cannot deny: leave it out instead",
      "manifest.none": "has no manifest",
      "manifest.other_api": "is {api}, but this Docket speaks 1",
      "manifest.range": "wants a range of versions such as \">=1.2\", got {got}",
    ])
}
