import CLuaSandbox

/// Why code in a sandbox did not finish, and where.
package struct LuaError: Error, Equatable, Sendable {
  /// The kinds of faults.
  package enum Code: String, Sendable {
    case syntax
    case runtime
    case memory
    case instructions
    case deadline
    case interrupted
    case badResult
    case poisoned
  }

  package var code: Code
  /// One line of valid UTF-8 without control characters, at most 4 KB.
  package var message: String
  package var plugin: String
  /// The file of the innermost frame that is the plugin's own; empty when there is none.
  package var file: String
  /// The line in `file`; 0 when there is none.
  package var line: Int
  /// The plugin's frames, innermost first, one a line.
  package var traceback: String

  /// Describes a fault.
  package init(
    code: Code, message: String, plugin: String, file: String = "", line: Int = 0,
    traceback: String = "",
  ) {
    self.code = code
    self.message = message
    self.plugin = plugin
    self.file = file
    self.line = line
    self.traceback = traceback
  }

  /// Whether the sandbox was killed by this and must be replaced.
  package var isFatal: Bool {
    switch code {
    case .memory, .instructions, .deadline, .interrupted, .poisoned: true
    case .syntax, .runtime, .badResult: false
    }
  }
}

extension LuaError: CustomStringConvertible {
  package var description: String {
    let place = file.isEmpty ? plugin : "\(file):\(line)"
    return "\(place): \(message)"
  }
}

extension LuaError.Code {
  init(_ code: sandbox_code) {
    switch code {
    case SANDBOX_SYNTAX: self = .syntax
    case SANDBOX_MEMORY: self = .memory
    case SANDBOX_INSTRUCTIONS: self = .instructions
    case SANDBOX_DEADLINE: self = .deadline
    case SANDBOX_INTERRUPTED: self = .interrupted
    case SANDBOX_BAD_RESULT: self = .badResult
    case SANDBOX_POISONED: self = .poisoned
    default: self = .runtime
    }
  }
}
