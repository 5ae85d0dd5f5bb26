/// A function that a plugin registered, looked at from outside: nothing of it runs.
package struct RegisteredFunction: Equatable, Sendable {
  /// A variable that the function keeps outside itself, known by what it holds only as a digest.
  package struct Variable: Equatable, Sendable {
    package let name: String
    package let digest: UInt64

    package init(name: String, digest: UInt64) {
      self.name = name
      self.digest = digest
    }
  }

  /// What it is registered for, as its use is counted.
  package let key: HookUse.Key
  package let file: String
  /// The line on which it begins.
  package let line: Int
  package let variables: [Variable]

  package init(key: HookUse.Key, file: String, line: Int, variables: [Variable]) {
    self.key = key
    self.file = file
    self.line = line
    self.variables = variables
  }
}
