extension Schema {
  /// What version 4 adds.
  static var fourth: [String] { consent + claimedKeys }

  /// What an admin agreed to of each enabled plugin: what it takes, gives and keeps closed.
  static let consent = [
    """
    CREATE TABLE plugin_consent (
      plugin TEXT PRIMARY KEY,
      terms TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """
  ]

  /// Keys of requests begin with whose they are, which they did not up to version 3.
  ///
  /// The sources of imports stand in the settings that name their requests. `0` follows `/`, so the
  /// range has all keys that begin with a source. Keys of runs, wakes and bulks stay: they begin with
  /// a number or a word that no other key begins with.
  static let claimedKeys = [
    """
    WITH known (source) AS (
      SELECT substr(name, 8, length(name) - 15) FROM setting
      WHERE substr(name, 1, 7) = 'import.' AND substr(name, length(name) - 7) = '.request')
    UPDATE request_key SET key = 'import:'
      || replace(replace(known.source, '%', '%25'), '/', '%2F')
      || substr(request_key.key, length(known.source) + 1)
    FROM known
    WHERE request_key.key >= known.source || '/' AND request_key.key < known.source || '0'
      AND (substr(request_key.key, length(known.source) + 2, 4) = 'row/'
        OR substr(request_key.key, length(known.source) + 2, 6) = 'entry/'
        OR substr(request_key.key, length(known.source) + 2, 7) = 'ticket/')
    """,
    claim("request_key", after: ""), claim("bulk", after: "bulk/"),
  ]

  /// `once/PLUGIN/KEY` becomes `plugin:PLUGIN/once/KEY`.
  private static func claim(_ table: String, after start: String) -> String {
    let first = start.utf8.count + 6
    let name = "substr(key, \(first), instr(substr(key, \(first)), '/') - 1)"
    let rest = "substr(key, \(first) + instr(substr(key, \(first)), '/'))"
    return """
      UPDATE \(table) SET key = '\(start)plugin:' || \(name) || '/once/' || \(rest)
      WHERE key >= '\(start)once/' AND key < '\(start)once0' AND instr(substr(key, \(first)), '/') > 1
      """
  }
}
