/// How a desk's database came from an older format of its tables to the present one.
package struct Upgrade: Equatable, Sendable {
  package let from: Int64
  package let to: Int64
  /// The file that keeps the database as it was; `nil` if no copy was wanted.
  package let backup: String?
  /// The size of that file.
  package let backupBytes: Int64

  package init(from: Int64, to: Int64, backup: (path: String, bytes: Int64)?) {
    self.from = from
    self.to = to
    self.backup = backup?.path
    backupBytes = backup?.bytes ?? 0
  }
}
