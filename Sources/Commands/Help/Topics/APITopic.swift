extension HelpTopic {
  /// The reference of the Lua API.
  static let api = HelpTopic("api", "what plugins and scripts can call; docket help api NAME") {
    APIReference.overview
  }
}
