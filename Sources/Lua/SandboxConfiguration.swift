/// What a sandbox is made of.
package struct SandboxConfiguration {
  /// The text of a module, and the name that its errors carry.
  package struct Module: Equatable, Sendable {
    package let chunk: String
    package let source: String

    /// Names a module's text, such as `support/lib/stages.lua`.
    package init(chunk: String, source: String) {
      self.chunk = chunk
      self.source = source
    }
  }

  /// The plugin's name, which its errors carry.
  package var name: String
  package var layout: Layout
  /// Bytes that Lua may hold, its library included.
  package var memory = 16 << 20
  /// Seeds `math.random`.
  package var seed: UInt64 = 0
  /// Bytes that `print` may write in one call from the host.
  package var logLimit = 64 << 10
  /// How deep calls between the host and Lua may lie in one another; at most 8.
  package var depth = 8
  /// Bytes that one call may give back; at most 1 MB.
  package var resultLimit = 1 << 20
  /// Whether scripts may make globals, as in the REPL.
  package var allowsGlobals = false
  /// Whether somebody wants what runs to end; asked every few hundred instructions, where there is one.
  package var isInterrupted: (() -> Bool)?
  /// Told of each line that is about to run, where somebody counts them: with its file, and the line
  /// on which its function begins, 0 at the top level.
  package var onLine: ((_ file: String, _ function: Int, _ line: Int) -> Void)?
  /// The same with the sandbox itself, where somebody may want to stop and look: `pausedNames`.
  package var onPlace: ((_ sandbox: Sandbox, _ file: String, _ line: Int) -> Void)?
  /// Finds the text of a module for `require`; nil when there is none of that name.
  package var module: (_ name: String) -> Module? = { _ in nil }
  /// Takes what `print` writes.
  package var log: (_ text: String) -> Void = { _ in }

  /// Configures a sandbox for a plugin.
  package init(name: String, layout: Layout = Layout()) {
    self.name = name
    self.layout = layout
  }
}

/// What views show.
package protocol ViewSource: AnyObject {
  /// Writes the one value of a key of the view that has that source, when it is first read.
  func write(part key: KeyID, of source: Int64, into writer: inout WireWriter) throws(HostError)
}

/// What a sandbox has used.
package struct SandboxStatistics: Equatable, Sendable {
  /// Bytes that Lua holds now.
  package var memory: Int
  /// The most bytes that it held at once.
  package var peakMemory: Int
  package var memoryLimit: Int
  /// Instructions billed since it was made.
  package var instructions: Int64
  /// Full collections that were forced because memory was high.
  package var collections: UInt64
  package var calls: UInt64
}
