extension English {
  /// Kinds of things, as messages about names have them.
  static let thing = Section(
    "What a plugin can register",
    [
      "thing.action": "action",
      "thing.channel": "channel",
      "thing.choice": "choice",
      "thing.close_reason": "close reason",
      "thing.field": "field",
      "thing.importer": "importer",
      "thing.life_cycle": "life cycle",
      "thing.queue": "queue",
      "thing.role": "role",
      "thing.stage": "stage",
      "thing.subscription": "subscription",
      "thing.type": "type",
      "thing.view": "view",
    ])
}
